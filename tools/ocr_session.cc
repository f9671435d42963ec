#include "tools/ocr_session.h"

#include <cstddef>
#include <cstdlib>

#include "pipeline/sha256.h"

namespace zhibiao {
namespace {

constexpr std::size_t kSmallPicture = 1'500'000;  // bytes: 500,000 pixels
constexpr std::size_t kMostRemembered = 16;

}  // namespace

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

Page OcrSession::ReadPicture(PageBitmap bitmap, int number, Findings& findings) {
  const double width = bitmap.width_px * 72 / bitmap.dpi;
  const double height = bitmap.height_px * 72 / bitmap.dpi;
  if (bitmap.rgb.size() > kSmallPicture) {
    return reader_->Read(std::move(bitmap), number, width, height, findings);
  }
  const std::string key =
      Sha256Hex({reinterpret_cast<const char*>(bitmap.rgb.data()), bitmap.rgb.size()}) +
      std::to_string(bitmap.width_px) + "@" + std::to_string(bitmap.dpi);
  const auto known = read_.find(key);
  if (known != read_.end()) {
    return known->second;
  }
  if (read_.size() >= kMostRemembered) {
    read_.clear();
  }
  return read_[key] = reader_->Read(std::move(bitmap), number, width, height, findings);
}

OcrOptions UsualOcrOptions() {
  const char* folder = std::getenv("ZHIBIAO_OCR_DIR");  // NOLINT(concurrency-mt-unsafe): one thread
  OcrOptions options;
  options.paddle_model =
      std::string(folder != nullptr ? folder : ZHIBIAO_OCR_DIR) + "/models/PP-OCRv6_rec_small.onnx";
  return options;
}

}  // namespace zhibiao
