// Records what Poppler's interpreter draws on one page.
#ifndef EXTRACTORS_PDF_DEVICE_H_
#define EXTRACTORS_PDF_DEVICE_H_

#include <cstddef>

#include "extractors/pdf_fonts.h"
#include "extractors/pdf_reader.h"
#include "extractors/pdf_recorder.h"
#include "pipeline/geometry.h"

class PDFDoc;  // Poppler's

namespace zhibiao {

struct PdfPageObject;

struct PdfPageRun {
  bool limit_reached = false;  // stopped or cut off by a limit
  std::size_t unmapped = 0;    // glyphs whose character is not known
  Rect unmapped_box;           // around them
};

// Draws `page` into `recorder`, whose page has the size of `page` as shown. `fonts` belongs to
// `doc`.
PdfPageRun RecordPdfPage(PDFDoc& doc, const PdfPageObject& page, const PdfLimits& limits,
                         PdfFonts& fonts, PdfRecorder& recorder);

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_DEVICE_H_
