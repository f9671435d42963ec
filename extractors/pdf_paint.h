// What a page description draws, in points of the page as shown and free of Poppler's types.
#ifndef EXTRACTORS_PDF_PAINT_H_
#define EXTRACTORS_PDF_PAINT_H_

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "pipeline/document.h"
#include "pipeline/geometry.h"

namespace zhibiao {

// A colour, each part 0..1. Not `known`: a pattern or a picture, which may be anything.
struct PdfColor {
  std::array<double, 3> rgb = {0, 0, 0};
  bool known = true;
};

// True where a reader could tell the two apart, or where one is not known.
bool ColorsDiffer(const PdfColor& a, const PdfColor& b);

// The box around points. Requires: at least one.
Rect BoxAround(std::span<const Point> points);

struct PdfPaint {
  PdfColor color;
  double alpha = 1;   // 0: paints nothing
  bool plain = true;  // normal blend mode and no soft mask: hides what lies under it

  bool opaque() const { return plain && alpha > 0.98; }
};

// Straight and curved lines, already transformed. Kept by its user to save allocations.
struct PdfPath {
  struct Vertex {
    Point at;
    bool curve = false;  // a control point of a Bezier curve
  };
  struct Part {
    std::size_t begin = 0;  // of `vertices`
    std::size_t end = 0;
    bool closed = false;
  };
  std::vector<Vertex> vertices;
  std::vector<Part> parts;

  void Clear() {
    vertices.clear();
    parts.clear();
  }
};

// How a pen of the user's width becomes one on the page: the linear part of the transform.
struct PdfPen {
  double width = 0;                             // in user space
  std::array<double, 4> matrix = {1, 0, 0, 1};  // a b c d

  // How wide a horizontal (vertical) line drawn with it is, in points.
  double HorizontalThickness() const;
  double VerticalThickness() const;
};

struct PdfGlyphDrawn {
  Glyph glyph;
  Rect ink;  // where its ink is likely to be, inside or near `glyph.box`
  PdfPaint paint;
  bool invisible = false;  // by render mode or by a paint of no opacity
  Rect clip;
};

struct PdfImageDrawn {
  PageImage image;
  PdfPaint paint;
  bool opaque = false;  // no mask of any kind
  Rect clip;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_PAINT_H_
