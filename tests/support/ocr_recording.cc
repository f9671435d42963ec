#include "tests/support/ocr_recording.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "extractors/reading_combiner.h"
#include "pipeline/sha256.h"
#include "pipeline/tsv.h"
#include "pipeline/unicode.h"

namespace zhibiao::test {
namespace {

constexpr std::size_t kDigestDigits = 16;
constexpr int kField = 6;  // pixels: edge of a field of the sketch
constexpr int kGreysPerStep = 16;
constexpr int kMostSteps = 1;         // by which a field of the same picture may differ
constexpr int kMostPixels = 100'000;  // along an edge of a picture
constexpr double kUnit = 10000;       // centres and confidences are kept in parts of it
constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kEngineLine = "# engine: ";
constexpr std::string_view kCertainLine = "# certain: ";

int FieldsOf(int pixels) {
  return (pixels + kField - 1) / kField;
}

// The mean grey of the field whose left top pixel is (x, y).
int MeanGrey(const Raster& picture, int x, int y) {
  const int right = std::min(x + kField, picture.width);
  const int bottom = std::min(y + kField, picture.height);
  int sum = 0;
  for (int row = y; row < bottom; ++row) {
    for (int column = x; column < right; ++column) {
      sum += picture.at(column, row);
    }
  }
  return sum / ((right - x) * (bottom - y));
}

std::string SketchOf(const Raster& picture) {
  std::string sketch;
  for (int y = 0; y < picture.height; y += kField) {
    for (int x = 0; x < picture.width; x += kField) {
      sketch += kHexDigits[static_cast<std::size_t>(MeanGrey(picture, x, y) / kGreysPerStep)];
    }
  }
  return sketch;
}

std::string SizeText(const PictureKey& picture) {
  return std::to_string(picture.width) + "x" + std::to_string(picture.height);
}

// How many fields differ; none: they are not the same picture.
std::optional<int> Distance(const PictureKey& a, const PictureKey& b) {
  if (a.width != b.width || a.height != b.height) {
    return std::nullopt;
  }
  int distance = 0;
  for (std::size_t i = 0; i < a.sketch.size(); ++i) {
    if (a.sketch[i] == b.sketch[i]) {
      continue;
    }
    const auto steps = static_cast<int>(kHexDigits.find(a.sketch[i])) -
                       static_cast<int>(kHexDigits.find(b.sketch[i]));
    if (std::abs(steps) > kMostSteps) {
      return std::nullopt;
    }
    ++distance;
  }
  return distance;
}

std::string NumbersText(const LineReading& reading, double ReadCharacter::*number) {
  std::string text;
  for (const ReadCharacter& character : reading) {
    text += (text.empty() ? "" : " ") + std::to_string(std::lround(character.*number * kUnit));
  }
  return text;
}

// --- reading a recording ---

// A whole number at the front of `text`, taken off it.
std::optional<int> TakeNumber(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

// "421 1333" → 0.0421, 0.1333; none where it is no such list of numbers up to 1.
std::optional<std::vector<double>> ParseNumbers(std::string_view text) {
  std::vector<double> numbers;
  while (!text.empty()) {
    const std::optional<int> number = TakeNumber(text);
    if (!number || *number < 0 || *number > kUnit) {
      return std::nullopt;
    }
    numbers.push_back(*number / kUnit);
    if (!text.empty()) {
      if (text.size() < 2 || text.front() != ' ') {
        return std::nullopt;
      }
      text.remove_prefix(1);
    }
  }
  return numbers;
}

bool IsHex(std::string_view text) {
  return text.find_first_not_of(kHexDigits) == std::string_view::npos;
}

// Says what is wrong with the key; nothing: it is right.
std::string ParseKey(const TsvTable& table, const TsvRow& row, PictureKey& key) {
  key.digest = table.Get(row, "digest");
  if (key.digest.size() != kDigestDigits || !IsHex(key.digest)) {
    return "the digest is not " + std::to_string(kDigestDigits) + " hexadecimal digits";
  }
  std::string_view size = table.Get(row, "size");
  key.width = TakeNumber(size).value_or(0);
  const bool has_x = size.substr(0, 1) == "x";
  size.remove_prefix(has_x ? 1 : 0);
  key.height = TakeNumber(size).value_or(0);
  const auto is_length = [](int pixels) { return pixels > 0 && pixels <= kMostPixels; };
  if (!has_x || !size.empty() || !is_length(key.width) || !is_length(key.height)) {
    return "the size is not like 214x40";
  }
  key.sketch = table.Get(row, "sketch");
  const auto fields = static_cast<std::size_t>(FieldsOf(key.width)) *
                      static_cast<std::size_t>(FieldsOf(key.height));
  if (key.sketch.size() != fields || !IsHex(key.sketch)) {
    return "a picture of that size has a sketch of " + std::to_string(fields) +
           " hexadecimal digits";
  }
  return {};
}

// "2=指3012": the character at index 2 may be 指.
std::string OthersText(const LineReading& reading) {
  std::string text;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    for (const OtherCharacter& other : reading[i].others) {
      text += (text.empty() ? "" : " ") + std::to_string(i) + "=";
      AppendUtf8(other.code, text);
      text += std::to_string(std::lround(other.confidence * kUnit));
    }
  }
  return text;
}

// False where `text` is no such list.
bool ParseOthers(std::string_view text, LineReading& reading) {
  while (!text.empty()) {
    const std::optional<int> index = TakeNumber(text);
    const bool has_mark = text.starts_with('=');
    text.remove_prefix(has_mark ? 1 : 0);
    const char32_t code = !has_mark || text.empty() ? 0 : NextCodePoint(text);
    const std::optional<int> confidence = TakeNumber(text);
    if (!index || code == 0 || !confidence || *index < 0 ||
        *index >= static_cast<int>(reading.size())) {
      return false;
    }
    reading[static_cast<std::size_t>(*index)].others.push_back({code, *confidence / kUnit});
    text.remove_prefix(text.empty() ? 0 : 1);
  }
  return true;
}

std::string ParseReading(const TsvTable& table, const TsvRow& row, LineReading& reading) {
  std::string_view text = table.Get(row, "text");
  if (!IsUtf8(text)) {
    return "the text is not UTF-8";
  }
  const auto centers = ParseNumbers(table.Get(row, "centers"));
  const auto confidences = ParseNumbers(table.Get(row, "confidences"));
  if (!centers || !confidences) {
    return "centers and confidences are whole numbers from 0 to 10000 with a space between";
  }
  while (!text.empty()) {
    reading.push_back({NextCodePoint(text), 0, 0});
  }
  if (centers->size() != reading.size() || confidences->size() != reading.size()) {
    return "of " + std::to_string(reading.size()) + " characters there are " +
           std::to_string(centers->size()) + " centers and " + std::to_string(confidences->size()) +
           " confidences";
  }
  for (std::size_t i = 0; i < reading.size(); ++i) {
    reading[i].center = (*centers)[i];
    reading[i].confidence = (*confidences)[i];
  }
  return ParseOthers(table.Get(row, "others"), reading)
             ? std::string()
             : "others are not like “2=指3012 2=担12”: index, character, confidence";
}

// --- the engines ---

class Recorder : public OcrEngine {
 public:
  Recorder(std::unique_ptr<OcrEngine> engine, OcrRecording& recording)
      : engine_(std::move(engine)), recording_(recording) {
    recording_.engine = engine_->name();
    recording_.certain = engine_->certain();
    for (const RecordedLine& line : recording_.lines) {
      digests_.insert(line.picture.digest);
    }
  }

  const std::string& name() const override { return engine_->name(); }
  double certain() const override { return engine_->certain(); }

  LineReading Read(const Raster& line) override {
    LineReading reading = engine_->Read(line);
    PictureKey key = KeyOf(line);
    if (digests_.insert(key.digest).second) {
      recording_.lines.push_back({std::move(key), reading});
    }
    return reading;
  }

 private:
  std::unique_ptr<OcrEngine> engine_;
  OcrRecording& recording_;
  std::set<std::string> digests_;
};

class Replayer : public OcrEngine {
 public:
  Replayer(const OcrRecording& recording, std::vector<std::string>& unknown)
      : recording_(recording), unknown_(unknown) {}

  const std::string& name() const override { return recording_.engine; }
  double certain() const override { return recording_.certain; }

  LineReading Read(const Raster& line) override {
    const PictureKey key = KeyOf(line);
    if (const RecordedLine* found = FindLine(recording_, key)) {
      return found->reading;
    }
    unknown_.push_back("picture " + key.digest + " of " + SizeText(key) + " pixels, unknown to " +
                       recording_.engine);
    return {};
  }

 private:
  const OcrRecording& recording_;
  std::vector<std::string>& unknown_;
};

}  // namespace

PictureKey KeyOf(const Raster& picture) {
  PictureKey key;
  key.width = picture.width;
  key.height = picture.height;
  std::string bytes = SizeText(key) + "\n";
  bytes.append(picture.pixels.begin(), picture.pixels.end());
  key.digest = Sha256Hex(bytes).substr(0, kDigestDigits);
  key.sketch = SketchOf(picture);
  return key;
}

const RecordedLine* FindLine(const OcrRecording& recording, const PictureKey& picture) {
  const RecordedLine* nearest = nullptr;
  int least = 0;
  bool in_doubt = false;
  for (const RecordedLine& line : recording.lines) {
    if (line.picture.digest == picture.digest) {
      return &line;
    }
    const std::optional<int> distance = Distance(line.picture, picture);
    if (!distance) {
      continue;
    }
    in_doubt = in_doubt ||
               (nearest != nullptr && ReadingText(line.reading) != ReadingText(nearest->reading));
    if (nearest == nullptr || *distance < least) {
      nearest = &line;
      least = *distance;
    }
  }
  return in_doubt ? nullptr : nearest;
}

std::string WriteRecording(const OcrRecording& recording) {
  std::string text(kEngineLine);
  text += recording.engine;
  if (recording.certain <= 1) {
    text +=
        "\n" + std::string(kCertainLine) + std::to_string(std::lround(recording.certain * kUnit));
  }
  text +=
      "\n# What it read of line pictures; made by a test, not for editing: tests/README.md.\n"
      "digest\tsize\tsketch\ttext\tcenters\tconfidences\tothers\n";
  for (const RecordedLine& line : recording.lines) {
    text += line.picture.digest + "\t" + SizeText(line.picture) + "\t" + line.picture.sketch +
            "\t" + ReadingText(line.reading) + "\t" +
            NumbersText(line.reading, &ReadCharacter::center) + "\t" +
            NumbersText(line.reading, &ReadCharacter::confidence) + "\t" +
            OthersText(line.reading) + "\n";
  }
  return text;
}

Result<OcrRecording> ParseRecording(std::string_view name, std::string_view text) {
  const auto error = [&name](int line, const std::string& message) {
    return Status(StatusCode::kInvalidInput,
                  std::string(name) + ":" + std::to_string(line) + ": " + message);
  };
  OcrRecording recording;
  const std::string_view first = text.substr(0, text.find('\n'));
  if (!first.starts_with(kEngineLine) || first.size() == kEngineLine.size()) {
    return error(1, "does not begin with “# engine: ” and the engine's name");
  }
  recording.engine = first.substr(kEngineLine.size());
  std::string_view rest = text.substr(std::min(text.size(), first.size() + 1));
  if (rest.starts_with(kCertainLine)) {
    rest.remove_prefix(kCertainLine.size());
    const std::optional<int> certain = TakeNumber(rest);
    if (!certain || *certain < 0 || *certain > kUnit) {
      return error(2, "the confidence is no number of ten-thousandths");
    }
    recording.certain = *certain / kUnit;
  }
  ZHIBIAO_TRY(const TsvTable table, TsvTable::Parse(name, text,
                                                    {"digest", "size", "sketch", "text", "centers",
                                                     "confidences", "others"}));
  std::set<std::string> digests;
  for (const TsvRow& row : table.rows()) {
    RecordedLine line;
    std::string trouble = ParseKey(table, row, line.picture);
    if (trouble.empty()) {
      trouble = ParseReading(table, row, line.reading);
    }
    if (trouble.empty() && !digests.insert(line.picture.digest).second) {
      trouble = "the picture stands twice";
    }
    if (!trouble.empty()) {
      return error(row.line, trouble);
    }
    recording.lines.push_back(std::move(line));
  }
  return recording;
}

std::unique_ptr<OcrEngine> RecordingEngine(std::unique_ptr<OcrEngine> engine,
                                           OcrRecording& recording) {
  return std::make_unique<Recorder>(std::move(engine), recording);
}

std::unique_ptr<OcrEngine> ReplayingEngine(const OcrRecording& recording,
                                           std::vector<std::string>& unknown) {
  return std::make_unique<Replayer>(recording, unknown);
}

}  // namespace zhibiao::test
