// Filled and stroked paths → the rectangles and straight lines in them.
#ifndef EXTRACTORS_PDF_SHAPES_H_
#define EXTRACTORS_PDF_SHAPES_H_

#include <vector>

#include "extractors/pdf_paint.h"
#include "pipeline/geometry.h"

namespace zhibiao {

// What a filled path covers. Frames, crosses and combs are taken apart into rectangles.
struct PdfFilledShapes {
  std::vector<Rect> rects;    // upright rectangles; sides may be of no length
  std::vector<Rect> slender;  // boxes of long thin shapes with slanted or round ends: lines
  std::vector<Rect> others;   // boxes of all other shapes
};
PdfFilledShapes FilledShapes(const PdfPath& path, bool even_odd);

// The horizontal and vertical segments of a stroked path, with their thickness; curves and slanted
// lines are left out.
std::vector<Rect> StrokedLines(const PdfPath& path, const PdfPen& pen);

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_SHAPES_H_
