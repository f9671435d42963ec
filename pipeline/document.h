// What a reader hands on: pages of glyphs, rulings and images. Coordinates as in geometry.h.
#ifndef PIPELINE_DOCUMENT_H_
#define PIPELINE_DOCUMENT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/geometry.h"
#include "pipeline/source_ref.h"

namespace zhibiao {

// Why a glyph of the file is not text that a reader of the page sees.
enum class GlyphHidden : std::uint8_t {
  kNo,
  kClipped,      // outside the clip path
  kOffPage,      // outside the page as shown
  kInvisible,    // render mode 3 or 7: the text layer of a scan, usually
  kNoContrast,   // in the colour of what lies under it
  kOverprinted,  // an exact copy of a glyph already drawn there (fake bold)
  kCovered,      // under a picture or a fill drawn later
};

struct Glyph {
  char32_t code = 0;      // one code point; U+FFFD where `mapped` is false
  Rect box;               // advance wide, ascent to descent high
  double font_size = 0;   // points, as shown
  double confidence = 1;  // 0..1; a text layer has 1
  std::uint8_t rotation =
      0;                  // quarter turns clockwise of the writing direction on the page as shown
  bool vertical = false;  // written top to bottom (WMode 1)
  bool slanted = false;   // at an angle to the edges of the page, as watermarks are
  bool mapped = true;     // false: the font does not say which character this is
  GlyphHidden hidden = GlyphHidden::kNo;
  TextOrigin origin =
      TextOrigin::kTextLayer;  // kOcr on a page of a text layer: read from a picture
};

enum class RulingKind : std::uint8_t {
  kStroke,       // a stroked line
  kFill,         // a thin filled rectangle
  kShadingEdge,  // the edge of a filled area: a cell border only where nothing better is there
};

// A straight line, horizontal or vertical only. from.x <= to.x and from.y <= to.y.
struct Ruling {
  Point from;
  Point to;
  double width = 0;  // thickness in points
  RulingKind kind = RulingKind::kStroke;

  bool horizontal() const { return to.x - from.x >= to.y - from.y; }
};

struct PageImage {
  Rect box;
  int width_px = 0;
  int height_px = 0;
  bool bilevel = false;
};

// A line that engines have read from a picture.
struct OcrReading {
  Rect box;
  std::string text;   // as it stands in the page's glyphs
  std::string other;  // as the other engine read it; empty: the same
};

struct Page {
  int number = 0;    // from 1
  double width = 0;  // as shown: after /Rotate and CropBox
  double height = 0;
  TextOrigin origin = TextOrigin::kTextLayer;
  double lean =
      0;  // radians clockwise by which the page leans as shown; what follows stands straight
  std::vector<Glyph> glyphs;         // shown text, in the order drawn
  std::vector<Glyph> hidden_glyphs;  // text of the file that the page does not show
  std::vector<Ruling> rulings;
  std::vector<PageImage> images;
  std::vector<Rect> ocr_regions;     // of a page with a text layer: read from pictures on it
  std::vector<OcrReading> readings;  // of what was read from pictures: which lines are in doubt
  std::string text_doubt;            // why the text layer may be nonsense; empty: it is plausible
  std::string needs_ocr;             // why the text layer is not what the page shows; empty: it is
};

// An RGB picture of a page: 3 bytes a pixel, rows from the top, no padding.
struct PageBitmap {
  int width_px = 0;
  int height_px = 0;
  double dpi = 0;
  std::vector<std::uint8_t> rgb;
};

}  // namespace zhibiao

#endif  // PIPELINE_DOCUMENT_H_
