// The OCR engines of a run: opened when they are first needed.
#ifndef TOOLS_OCR_SESSION_H_
#define TOOLS_OCR_SESSION_H_

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "extractors/scan_reader.h"
#include "pipeline/document.h"
#include "pipeline/finding.h"

namespace zhibiao {

// Opens the OCR engines when the first scanned page comes, and keeps them for all that follow.
class OcrSession {
 public:
  explicit OcrSession(OcrOptions options) : options_(std::move(options)) {}
  // With a reader that is open already.
  explicit OcrSession(std::unique_ptr<ScanReader> reader)
      : tried_(true), reader_(std::move(reader)) {}

  // Null where no engine can be used; why() says the reason.
  ScanReader* Get();
  // As Get()->Read(), but a small picture that was read before, such as a letterhead on every page,
  // is not read again. Requires: Get() is not null.
  Page ReadPicture(PageBitmap bitmap, int number, Findings& findings);
  const std::string& why() const { return why_; }

 private:
  OcrOptions options_;
  bool tried_ = false;
  std::string why_;
  std::unique_ptr<ScanReader> reader_;
  std::map<std::string, Page> read_;  // small pictures by the hash of their pixels
};

// The usual engines and where their models lie: the folder ZHIBIAO_OCR_DIR of the environment, or
// the one that the program was built with.
OcrOptions UsualOcrOptions();

}  // namespace zhibiao

#endif  // TOOLS_OCR_SESSION_H_
