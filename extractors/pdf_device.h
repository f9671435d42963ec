// Runs Poppler's interpreter over one page and records what it draws.
#ifndef EXTRACTORS_PDF_DEVICE_H_
#define EXTRACTORS_PDF_DEVICE_H_

#include <cstddef>

#include "extractors/pdf_reader.h"
#include "extractors/pdf_recorder.h"

class Page;  // Poppler's

namespace zhibiao {

struct PdfPageRun {
  bool limit_reached = false;  // stopped or cut off by a limit
  std::size_t unmapped = 0;    // glyphs whose character is not known
  Rect unmapped_box;           // around them
};

// Draws `page` into `recorder`, whose page has the size of `page` as shown.
PdfPageRun RecordPdfPage(::Page& page, const PdfLimits& limits, PdfRecorder& recorder);

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_DEVICE_H_
