#include "extractors/sign_aware_engine.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/place_mender.h"
#include "extractors/punctuation_mender.h"
#include "extractors/sign_reader.h"

namespace zhibiao {
namespace {

constexpr double kSure = 0.9;     // the network's confidence
constexpr double kWidest = 1.1;   // of the line's height: a sign is no wider
constexpr double kApart = 0.2;    // of the line's height: paper between a sign and another cell
constexpr double kMargin = 0.15;  // of the line's height: paper beside a part that is read

constexpr std::u32string_view kLeading = U"≥≤><=±";

bool IsDigit(char32_t code) {
  return code >= U'0' && code <= U'9';
}

// The first of the reading that is no space; 0: none.
char32_t FirstOf(const LineReading& reading) {
  const auto first = std::find_if(reading.begin(), reading.end(),
                                  [](const ReadCharacter& c) { return c.code != U' '; });
  return first == reading.end() ? 0 : first->code;
}

char32_t LastOf(const LineReading& reading) {
  const auto last = std::find_if(reading.rbegin(), reading.rend(),
                                 [](const ReadCharacter& c) { return c.code != U' '; });
  return last == reading.rend() ? 0 : last->code;
}

// A sign in the picture, and what stands beside it.
struct SignAt {
  PixelBox group;
  SignReading sign;
  std::optional<PixelBox> left;   // all that stands before it
  std::optional<PixelBox> right;  // all that stands after it
  bool apart = false;             // wide paper lies before it
};

class SignAwareEngine : public OcrEngine {
 public:
  explicit SignAwareEngine(std::unique_ptr<OcrEngine> engine) : engine_(std::move(engine)) {}

  const std::string& name() const override { return engine_->name(); }

  LineReading Read(const Raster& line) override {
    const std::vector<SignAt> signs = FindSigns(line);
    // A line has one sign as a rule; of several, the last that makes sense is taken.
    for (auto sign = signs.rbegin(); sign != signs.rend(); ++sign) {
      if (std::optional<LineReading> reading = ReadAround(line, *sign)) {
        return Mended(line, *std::move(reading));
      }
    }
    return Mended(line, engine_->Read(line));
  }

 private:
  static LineReading Mended(const Raster& line, LineReading reading) {
    return MendPunctuation(line, MendPlaces(line, std::move(reading)));
  }

  static std::vector<SignAt> FindSigns(const Raster& line) {
    std::vector<SignAt> signs;
    const std::vector<PixelBox> groups = GlyphGroups(line);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (groups[i].width() > kWidest * line.height) {
        continue;
      }
      const SignReading sign = ReadSign(line, groups[i]);
      if (sign.confidence < kSure || kLeading.find(sign.code) == kLeading.npos) {
        continue;
      }
      SignAt at = {groups[i], sign, std::nullopt, std::nullopt, false};
      if (i > 0) {
        at.left = PixelBox{groups.front().x0, 0, RightEdge(groups, i), line.height};
        at.apart = groups[i].x0 - at.left->x1 >= kApart * line.height;
      }
      if (i + 1 < groups.size()) {
        at.right = PixelBox{groups[i + 1].x0, 0, groups.back().x1, line.height};
      }
      signs.push_back(at);
    }
    return signs;
  }

  // Of the groups before `end`.
  static int RightEdge(const std::vector<PixelBox>& groups, std::size_t end) {
    int edge = 0;
    for (std::size_t i = 0; i < end; ++i) {
      edge = std::max(edge, groups[i].x1);
    }
    return edge;
  }

  // None: the sign makes no sense there.
  std::optional<LineReading> ReadAround(const Raster& line, const SignAt& at) {
    LineReading right;
    if (at.right) {
      right = ReadPart(line, *at.right, at.group.x1, line.width);
      if (!IsDigit(FirstOf(right))) {
        return std::nullopt;
      }
    } else if (at.left && !at.apart) {
      return std::nullopt;
    }
    LineReading reading;
    if (at.left) {
      reading = ReadPart(line, *at.left, 0, at.group.x0);
      if (!at.apart && IsDigit(LastOf(reading))) {
        return std::nullopt;
      }
    }
    const double center = (at.group.x0 + at.group.x1) / 2.0 / line.width;
    reading.push_back({at.sign.code, center, at.sign.confidence});
    reading.insert(reading.end(), right.begin(), right.end());
    return reading;
  }

  // Reads `part` and puts what was read to its place in the line. The part's margin stays between
  // `from` and `to`.
  LineReading ReadPart(const Raster& line, const PixelBox& part, int from, int to) {
    const int margin = std::max(3, static_cast<int>(kMargin * line.height));
    const int x0 = part.x0 - margin;
    Raster picture(part.width() + 2 * margin, line.height, 255);
    const int first = std::max({x0, from, 0});
    const int last = std::min({part.x1 + margin, to, line.width});
    for (int y = 0; y < line.height && first < last; ++y) {
      std::copy(line.row(y) + first, line.row(y) + last, picture.row(y) + (first - x0));
    }
    LineReading reading = engine_->Read(picture);
    for (ReadCharacter& character : reading) {
      character.center = (character.center * picture.width + x0) / line.width;
    }
    return reading;
  }

  std::unique_ptr<OcrEngine> engine_;
};

}  // namespace

std::unique_ptr<OcrEngine> WithSigns(std::unique_ptr<OcrEngine> engine) {
  return std::make_unique<SignAwareEngine>(std::move(engine));
}

}  // namespace zhibiao
