// What reads a picture of one line of text. Engines differ; what they are asked and answer does
// not.
#ifndef EXTRACTORS_OCR_ENGINE_H_
#define EXTRACTORS_OCR_ENGINE_H_

#include <string>
#include <vector>

#include "extractors/raster.h"

namespace zhibiao {

// What else a character may be.
struct OtherCharacter {
  char32_t code = 0;
  double confidence = 0;  // as in ReadCharacter
};

struct ReadCharacter {
  char32_t code = 0;
  double center = 0;      // where it stands in the picture: 0 left edge … 1 right edge
  double confidence = 0;  // 0..1, as the engine sees it; engines are not comparable
  std::vector<OtherCharacter> others = {};  // surest first; engines that do not say have none
};

using LineReading = std::vector<ReadCharacter>;  // left to right; spaces where the engine saw them

class OcrEngine {
 public:
  static constexpr double kNeverCertain = 2;

  OcrEngine() = default;
  OcrEngine(const OcrEngine&) = delete;
  OcrEngine(OcrEngine&&) = delete;
  OcrEngine& operator=(const OcrEngine&) = delete;
  OcrEngine& operator=(OcrEngine&&) = delete;
  virtual ~OcrEngine() = default;

  // Name and version of program and model, as stored with what was read: "Tesseract 5.3.0 HanS".
  virtual const std::string& name() const = 0;
  // A confidence at which this engine, measured on scans of known text, mistakes fewer than one of
  // ten thousand characters. More than 1: it has none.
  virtual double certain() const { return kNeverCertain; }
  // Reads a grey picture of one horizontal line, black on white, rules removed, with a margin.
  // An engine that fails reads nothing.
  virtual LineReading Read(const Raster& line) = 0;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_OCR_ENGINE_H_
