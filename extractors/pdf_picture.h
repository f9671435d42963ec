// Pictures of a page as they lie in the file: drawing them anew would blur every stroke.
#ifndef EXTRACTORS_PDF_PICTURE_H_
#define EXTRACTORS_PDF_PICTURE_H_

#include <cstddef>
#include <optional>

#include "pipeline/document.h"
#include "pipeline/geometry.h"

class PDFDoc;  // Poppler's

namespace zhibiao {

struct PdfPageObject;

// The pictures in `box` of the page as shown, in points, pixel by pixel on white paper of the size
// of the box; text is left out. Nothing where a picture lies askew, is mirrored, has transparent
// parts or other resolutions across and down or than the others, and where something is painted
// beside them: such a part must be drawn.
//
// `max_pixels`: of the result.
std::optional<PageBitmap> PicturesOfPdfPage(PDFDoc& doc, const PdfPageObject& page, const Rect& box,
                                            double max_pixels);

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_PICTURE_H_
