// The pages of a PDF or of picture files, read from their text where they have it and from their
// picture where not.
#ifndef TOOLS_PAGE_SOURCE_H_
#define TOOLS_PAGE_SOURCE_H_

#include "extractors/pdf_reader.h"
#include "extractors/picture_reader.h"
#include "pipeline/document.h"
#include "pipeline/finding.h"
#include "pipeline/record.h"
#include "tools/ocr_session.h"

namespace zhibiao {

// Page `number` of `reader`, by OCR where its text layer is not what it shows: as a whole, or the
// pictures on it that look like print (region_reader.h). Counts in `coverage` pages of which
// anything was read so, and pages of which something would have needed it.
Result<Page> ReadPdfPage(PdfReader& reader, int number, OcrSession& ocr, Coverage& coverage,
                         Findings& findings);

// Page `number` of a picture file, by OCR. Counts as ReadPdfPage() does. Errors: as
// PictureReader::ReadPage().
Result<Page> ReadPicturePage(const PictureReader& reader, int number, OcrSession& ocr,
                             Coverage& coverage, Findings& findings);

}  // namespace zhibiao

#endif  // TOOLS_PAGE_SOURCE_H_
