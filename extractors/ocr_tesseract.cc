#include "extractors/ocr_tesseract.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include "extractors/raster_scaler.h"
#include "pipeline/unicode.h"

// Of OpenMP's run-time library, whose header comes with some compilers only.
extern "C" void omp_set_max_active_levels(  // NOLINT(readability-identifier-naming): its name
    int levels);

namespace zhibiao {
namespace {

constexpr int kAssumedDpi = 200;  // of crops, which do not say; only keeps Tesseract from guessing

constexpr int kFrame = 10;  // pixels of paper around the crop, without which it misreads the ends

constexpr double kReadable = 0.9;  // mean confidence of a line that it had to be told of

constexpr int kGoodHeight = 40;  // of a line's picture: it reads smaller ones worse
constexpr double kMostEnlarged = 2;
constexpr double kContrast = 1.4;  // thin level strokes are faint: it takes 一 for - and drops 二

// The line as it is read best: darker, enlarged where it is small.
Raster Prepared(const Raster& line, double scale) {
  Raster darker = line;
  for (std::uint8_t& pixel : darker.pixels) {
    pixel = static_cast<std::uint8_t>(255 - std::min(255.0, (255 - pixel) * kContrast));
  }
  if (scale <= 1) {
    return darker;
  }
  return Scale(darker, static_cast<int>(line.width * scale), static_cast<int>(line.height * scale));
}

Raster Framed(const Raster& line) {
  Raster framed(line.width + 2 * kFrame, line.height + 2 * kFrame, 255);
  for (int y = 0; y < line.height; ++y) {
    std::copy(line.row(y), line.row(y) + line.width, framed.row(y + kFrame) + kFrame);
  }
  return framed;
}

// Tesseract's boxes of characters are guesses that overlap and swap places; their order is sure.
void PutInOrder(LineReading& reading) {
  constexpr double kLeastShare = 0.35;  // of an even distance
  const double step = kLeastShare / static_cast<double>(reading.size() + 1);
  double last = 0;
  for (ReadCharacter& character : reading) {
    character.center = std::max(character.center, last + step);
    last = character.center;
  }
  double next = 1;
  for (auto it = reading.rbegin(); it != reading.rend(); ++it) {
    it->center = std::min(it->center, next - step);
    next = it->center;
  }
}

double MeanConfidence(const LineReading& reading) {
  double sum = 0;
  for (const ReadCharacter& character : reading) {
    sum += character.confidence;
  }
  return reading.empty() ? 0 : sum / static_cast<double>(reading.size());
}

class Tesseract : public OcrEngine {
 public:
  explicit Tesseract(std::unique_ptr<tesseract::TessBaseAPI> api, const std::string& language)
      : api_(std::move(api)),
        name_(std::string("Tesseract ") + tesseract::TessBaseAPI::Version() + " " + language) {}

  const std::string& name() const override { return name_; }

  LineReading Read(const Raster& line) override {
    LineReading reading;
    if (line.width <= 0 || line.height <= 0) {
      return reading;
    }
    const double scale =
        std::clamp(static_cast<double>(kGoodHeight) / line.height, 1.0, kMostEnlarged);
    const Raster prepared = Prepared(line, scale);
    const Raster framed = Framed(prepared);
    Recognize(framed, prepared.width, reading);
    if (reading.empty()) {  // it looks for the line in the picture and may find none
      api_->SetPageSegMode(tesseract::PSM_RAW_LINE);
      Recognize(framed, prepared.width, reading);
      api_->SetPageSegMode(tesseract::PSM_SINGLE_LINE);
      if (MeanConfidence(reading) < kReadable) {
        reading.clear();  // specks: what it finds no line in is seldom writing
      }
    }
    return reading;
  }

 private:
  // Reads `framed`, in which the line is `width` wide.
  void Recognize(const Raster& framed, int width, LineReading& reading) {
    api_->SetImage(framed.pixels.data(), framed.width, framed.height, 1, framed.width);
    api_->SetSourceResolution(kAssumedDpi);
    if (api_->Recognize(nullptr) == 0) {
      Collect(width, reading);
      PutInOrder(reading);
    }
    api_->Clear();
  }

  void Collect(int width, LineReading& reading) const {
    const std::unique_ptr<tesseract::ResultIterator> it(api_->GetIterator());
    if (!it) {
      return;
    }
    constexpr auto kSymbol = tesseract::RIL_SYMBOL;
    bool more = !it->Empty(kSymbol);
    for (; more; more = it->Next(kSymbol)) {
      const std::unique_ptr<char[]> text(
          it->GetUTF8Text(kSymbol));  // NOLINT(modernize-avoid-c-arrays): as Tesseract gives it
      if (!text) {
        continue;
      }
      int left = 0;
      int top = 0;
      int right = 0;
      int bottom = 0;
      it->BoundingBox(kSymbol, &left, &top, &right, &bottom);
      const double center = ((left + right) / 2.0 - kFrame) / width;
      if (!reading.empty() && it->IsAtBeginningOf(tesseract::RIL_WORD) &&
          it->BlanksBeforeWord() > 0) {
        reading.push_back({U' ', center, 1});
      }
      const double confidence = static_cast<double>(it->Confidence(kSymbol)) / 100;
      std::string_view rest(text.get());
      while (!rest.empty()) {
        reading.push_back({NextCodePoint(rest), center, confidence});
      }
    }
  }

  std::unique_ptr<tesseract::TessBaseAPI> api_;
  std::string name_;
};

}  // namespace

Result<std::unique_ptr<OcrEngine>> OpenTesseract(const std::string& data_dir,
                                                 const std::string& language) {
  // Its threads cost eight times the processor time that they save; ours are processes. (It is too
  // late for OMP_THREAD_LIMIT, which is read when the library is loaded.)
  omp_set_max_active_levels(0);
  auto api = std::make_unique<tesseract::TessBaseAPI>();
  const char* folder = data_dir.empty() ? nullptr : data_dir.c_str();
  if (api->Init(folder, language.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
    return Status(StatusCode::kNotFound,
                  "Tesseract has no model “" + language + "”: install tesseract-ocr-script-hans");
  }
  api->SetPageSegMode(tesseract::PSM_SINGLE_LINE);
  api->SetVariable("debug_file", "/dev/null");
  api->SetVariable("tessedit_do_invert", "0");  // lines are black on white: no second try in white
  return std::unique_ptr<OcrEngine>(std::make_unique<Tesseract>(std::move(api), language));
}

}  // namespace zhibiao
