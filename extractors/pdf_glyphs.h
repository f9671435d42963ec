// Where a glyph stands on the page, and where each character is that it shows.
#ifndef EXTRACTORS_PDF_GLYPHS_H_
#define EXTRACTORS_PDF_GLYPHS_H_

#include <string_view>
#include <vector>

#include "extractors/pdf_paint.h"
#include "pipeline/document.h"
#include "pipeline/geometry.h"

namespace zhibiao {

// A glyph as drawn. Vectors are in points of the page as shown, where y grows downwards.
struct PdfGlyphPlacement {
  Point origin;        // on the base line; on the centre line of vertical writing
  Point advance;       // without letter spacing
  Point along;         // one em in the direction of a horizontal line of this text
  Point up;            // one em towards the ascent
  double ascent = 0;   // ems
  double descent = 0;  // ems, negative
  bool vertical = false;
};

// Fills box, font size, rotation and `vertical`; false where the numbers are beyond sense.
bool PlaceGlyph(const PdfGlyphPlacement& placement, Glyph& glyph);

// Where the ink of `glyph` is likely to be when it shows `code`: ideographs fill their box, letters
// and digits stand on the base line.
Rect InkOf(const PdfGlyphPlacement& placement, const Glyph& glyph, char32_t code);

// One glyph that shows several characters → one for each, side by side in the direction of writing.
// One that shows a single character comes back as it is.
std::vector<PdfGlyphDrawn> SplitGlyph(const PdfGlyphDrawn& drawn, std::u32string_view text);

// Spreads /ActualText over the glyphs that it speaks for: one by one where the numbers agree
// (spaces aside), else in proportion.
std::vector<PdfGlyphDrawn> SpreadText(std::u32string_view text,
                                      const std::vector<PdfGlyphDrawn>& glyphs);

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_GLYPHS_H_
