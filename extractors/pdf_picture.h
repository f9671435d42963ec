// A scanned page's own picture, as it lies in the file: drawing it anew would blur every stroke.
#ifndef EXTRACTORS_PDF_PICTURE_H_
#define EXTRACTORS_PDF_PICTURE_H_

#include <cstddef>
#include <optional>

#include "pipeline/document.h"

class PDFDoc;  // Poppler's

namespace zhibiao {

struct PdfPageObject;

// The page's only picture, pixel by pixel, on white paper of the page's size as shown. Nothing
// where there are several, where it lies askew, is mirrored, has transparent parts or other
// resolutions across and down: such a page must be drawn.
//
// `width`, `height`: of the page as shown, in points. `max_pixels`: of the result.
std::optional<PageBitmap> PictureOfPdfPage(PDFDoc& doc, const PdfPageObject& page, double width,
                                           double height, double max_pixels);

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_PICTURE_H_
