#include "tools/ocr_session.h"

#include <cstdlib>

namespace zhibiao {

ScanReader* OcrSession::Get() {
  if (!tried_) {
    tried_ = true;
    Result<std::unique_ptr<ScanReader>> opened = ScanReader::Open(options_);
    if (opened.ok()) {
      reader_ = opened.take();
    } else {
      why_ = opened.status().message();
    }
  }
  return reader_.get();
}

OcrOptions UsualOcrOptions() {
  const char* folder = std::getenv("ZHIBIAO_OCR_DIR");  // NOLINT(concurrency-mt-unsafe): one thread
  OcrOptions options;
  options.paddle_model =
      std::string(folder != nullptr ? folder : ZHIBIAO_OCR_DIR) + "/models/PP-OCRv6_rec_small.onnx";
  return options;
}

}  // namespace zhibiao
