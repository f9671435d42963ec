// The pages of a PDF or of picture files, read from their text where they have it and from their
// picture where not.
#ifndef TOOLS_PAGE_SOURCE_H_
#define TOOLS_PAGE_SOURCE_H_

#include <memory>
#include <string>

#include "extractors/pdf_reader.h"
#include "extractors/picture_reader.h"
#include "extractors/scan_reader.h"
#include "pipeline/document.h"
#include "pipeline/finding.h"
#include "pipeline/record.h"

namespace zhibiao {

// Opens the OCR engines when the first scanned page comes, and keeps them for all that follow.
class OcrSession {
 public:
  explicit OcrSession(OcrOptions options) : options_(std::move(options)) {}

  // Null where no engine can be used; why() says the reason.
  ScanReader* Get();
  const std::string& why() const { return why_; }

 private:
  OcrOptions options_;
  bool tried_ = false;
  std::string why_;
  std::unique_ptr<ScanReader> reader_;
};

// The usual engines and where their models lie: the folder ZHIBIAO_OCR_DIR of the environment, or
// the one that the program was built with.
OcrOptions UsualOcrOptions();

// Page `number` of `reader`, by OCR where its text layer is not what it shows. Counts in `coverage`
// pages read so, and pages that would have needed it.
Result<Page> ReadPdfPage(PdfReader& reader, int number, OcrSession& ocr, Coverage& coverage,
                         Findings& findings);

// Page `number` of a picture file, by OCR. Counts as ReadPdfPage() does. Errors: as
// PictureReader::ReadPage().
Result<Page> ReadPicturePage(const PictureReader& reader, int number, OcrSession& ocr,
                             Coverage& coverage, Findings& findings);

}  // namespace zhibiao

#endif  // TOOLS_PAGE_SOURCE_H_
