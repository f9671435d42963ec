// A picture of a page → the page: rulings and characters, as if it were digital, with doubts.
#ifndef EXTRACTORS_SCAN_READER_H_
#define EXTRACTORS_SCAN_READER_H_

#include <memory>
#include <string>
#include <vector>

#include "extractors/ocr_engine.h"
#include "pipeline/document.h"
#include "pipeline/finding.h"
#include "pipeline/result.h"

namespace zhibiao {

enum class OcrChoice { kBoth, kTesseract, kPaddle, kOff };

struct OcrOptions {
  OcrChoice engines = OcrChoice::kBoth;
  std::string tesseract_data;  // folder; empty: Tesseract's own
  std::string tesseract_language = "HanS";
  std::string second_language = "chi_sim";  // asked about doubtful characters where Tesseract reads
                                            // alone, if it is installed; empty: never
  std::string paddle_model;                 // path of the ONNX file
};

// Holds the engines; opening them takes longer than reading a line, so it is kept for many pages.
// Not thread-safe.
class ScanReader {
 public:
  // An engine that cannot be opened is done without, and engines() shows it.
  // Errors: kUnsupported  no engine can be opened, or kOff.
  static Result<std::unique_ptr<ScanReader>> Open(const OcrOptions& options);
  // With these engines, the one that is right more often first. Requires: one or two.
  static std::unique_ptr<ScanReader> With(std::vector<std::unique_ptr<OcrEngine>> engines);
  ScanReader(const ScanReader&) = delete;
  ScanReader(ScanReader&&) = delete;
  ScanReader& operator=(const ScanReader&) = delete;
  ScanReader& operator=(ScanReader&&) = delete;
  ~ScanReader();

  // Names and versions of the engines in use, as stored with what they read.
  std::vector<std::string> engines() const;

  // Reads the picture of page `number`, which is shown `width` × `height` points large.
  // Glyphs and rulings are in points of the page as shown; a page that stands on its side or leans
  // is set straight for reading. What is doubtful has a low confidence and a reading beside it
  // (Page::readings).
  Page Read(PageBitmap bitmap, int number, double width, double height, Findings& findings);

 private:
  struct Impl;
  explicit ScanReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_SCAN_READER_H_
