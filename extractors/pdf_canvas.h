// What colour the page has where, while it is being painted: filled areas in the order drawn.
#ifndef EXTRACTORS_PDF_CANVAS_H_
#define EXTRACTORS_PDF_CANVAS_H_

#include <cstddef>
#include <span>
#include <vector>

#include "extractors/pdf_paint.h"
#include "pipeline/document.h"
#include "pipeline/geometry.h"

namespace zhibiao {

// Divides a page into square cells, so that only neighbours are looked at.
class PdfCellGrid {
 public:
  struct Range {
    int col0 = 0, row0 = 0, col1 = -1, row1 = -1;  // inclusive
  };
  PdfCellGrid(double width, double height);

  std::size_t size() const {
    return static_cast<std::size_t>(cols_) * static_cast<std::size_t>(rows_);
  }
  std::size_t Index(int col, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols_) +
           static_cast<std::size_t>(col);
  }
  std::size_t IndexAt(Point p) const { return Index(Column(p.x), Row(p.y)); }
  Range Overlapping(const Rect& rect) const;
  // Calls visit(index) for each cell that `rect` touches.
  template <typename Visit>
  void ForEachOverlapping(const Rect& rect, Visit visit) const {
    const Range range = Overlapping(rect);
    for (int row = range.row0; row <= range.row1; ++row) {
      for (int col = range.col0; col <= range.col1; ++col) {
        visit(Index(col, row));
      }
    }
  }
  Rect CellBox(int col, int row) const;

 private:
  int Column(double x) const;
  int Row(double y) const;

  double step_;
  int cols_;
  int rows_;
};

// Unlit paper is white. Areas beyond a fixed number are forgotten (a page that paints so many is a
// picture): colours under them are then unknown.
class PdfCanvas {
 public:
  PdfCanvas(double width, double height);

  enum class Shape {
    kRectangle,  // the very shape painted
    kPicture,    // a rectangle too, but its edges are no borders
    kInside,     // something inside the rectangle
  };
  void PaintArea(const Rect& rect, const PdfPaint& paint, Shape shape);
  PdfColor ColorAt(Point p) const;
  // The parts of a line (a box much longer than thick) in which `color` can be told from what the
  // line is drawn on: from..to along it.
  struct Span {
    double from = 0;
    double to = 0;
  };
  // The extent of a box in the direction of a line.
  static Span Along(const Rect& box, bool horizontal);
  std::vector<Span> VisibleSpans(const Rect& line, const PdfColor& color) const;
  // The borders between areas of different colour, as rulings of no width.
  std::vector<Ruling> AreaEdges(std::size_t limit) const;

 private:
  struct Area {
    Rect rect;
    PdfPaint paint;
    Shape shape = Shape::kRectangle;
  };
  struct Edge;

  std::span<const int> TopAreas(std::size_t cell) const;
  int TopAreaAt(Point p) const;  // -1: paper
  std::vector<double> Breaks(bool horizontal, double across, Span whole) const;
  void AddEdge(int area, const Edge& edge, std::vector<Ruling>& rulings) const;

  PdfCellGrid grid_;
  std::vector<std::vector<int>> cells_;  // areas that touch the cell, the last on top
  std::vector<Area> areas_;
  bool overflowed_ = false;
  mutable std::size_t break_count_ = 0;  // work done so far
};

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_CANVAS_H_
