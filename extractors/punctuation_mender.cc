#include "extractors/punctuation_mender.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/sign_reader.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr double kReach = 0.6;  // of the picture's height: how far an engine's centre may be off
constexpr double kSure = 0.9;   // the network's confidence in a bracket

constexpr int kInk = 160;  // darker is ink, as in sign_reader.cc

// Shares of the picture's height.
constexpr double kMarkWidth = 0.25;
constexpr double kDotWidth = 0.2;
constexpr double kDotHeight = 0.2;
constexpr double kTailHeight = 0.28;  // of what hangs below a semicolon's dot
constexpr double kLeastDot = 0.06;
constexpr double kGap = 0.35;     // between the dots
constexpr double kHighest = 0.3;  // where the upper one begins
constexpr double kLowest = 0.55;  // where the lower one ends
constexpr double kLonger = 1.05;  // ink of a semicolon's lower part by that of its upper one

constexpr std::u32string_view kMarks = U":：;；,，。、";
constexpr std::u32string_view kColons = U":：";
constexpr std::u32string_view kSemicolons = U";；";
constexpr std::u32string_view kOpen = U"〈《〔【";
constexpr std::u32string_view kClosed = U"〉》〕】";

bool IsOneOf(std::u32string_view codes, char32_t code) {
  return codes.find(code) != std::u32string_view::npos;
}

bool IsDigit(char32_t code) {
  return code >= U'0' && code <= U'9';
}

// Rows of the picture, from the first to before the last.
struct Rows {
  int first = 0;
  int last = 0;
  int height() const { return last - first; }
};

// The rows of `group` in which there is ink, as runs.
std::vector<Rows> RunsOf(const Raster& line, const PixelBox& group) {
  std::vector<Rows> runs;
  for (int y = group.top; y < group.bottom; ++y) {
    if (!std::any_of(line.row(y) + group.x0, line.row(y) + group.x1,
                     [](int pixel) { return pixel < kInk; })) {
      continue;
    }
    if (runs.empty() || runs.back().last < y) {
      runs.push_back({y, y});
    }
    runs.back().last = y + 1;
  }
  return runs;
}

double InkOf(const Raster& line, const PixelBox& group, const Rows& rows) {
  double ink = 0;
  for (int y = std::max(0, rows.first); y < std::min(line.height, rows.last); ++y) {
    for (int x = group.x0; x < group.x1; ++x) {
      ink += 255 - line.row(y)[x];
    }
  }
  return ink;
}

// A colon or a semicolon: two small spots over one another in the lower part of the line.
struct Dots {
  PixelBox group;
  bool is_longer = false;  // the lower one, as in a semicolon
};

std::optional<Dots> DotsIn(const Raster& line, const PixelBox& group) {
  const double height = line.height;
  if (group.width() > kDotWidth * height || group.top < kHighest * height ||
      group.bottom < kLowest * height) {
    return std::nullopt;
  }
  const std::vector<Rows> runs = RunsOf(line, group);
  if (runs.size() != 2) {
    return std::nullopt;
  }
  const Rows& upper = runs[0];
  const Rows& lower = runs[1];
  const int least = std::min(upper.height(), lower.height());
  if (least < kLeastDot * height || upper.height() > kDotHeight * height ||
      lower.height() > kTailHeight * height || lower.first - upper.last > kGap * height) {
    return std::nullopt;
  }
  const bool is_longer = lower.height() > upper.height() &&
                         InkOf(line, group, {lower.first - 1, lower.last + 1}) >
                             kLonger * InkOf(line, group, {upper.first - 1, upper.last + 1});
  return Dots{group, is_longer};
}

double CenterOf(const PixelBox& box) {
  return (box.x0 + box.x1) / 2.0;
}

class PunctuationMender {
 public:
  PunctuationMender(const Raster& line, LineReading reading)
      : line_(line), reading_(std::move(reading)) {}

  LineReading Mend() {
    if (std::none_of(reading_.begin(), reading_.end(), [](const ReadCharacter& character) {
          return IsOneOf(kMarks, character.code) || IsOneOf(kOpen, character.code) ||
                 IsOneOf(kClosed, character.code);
        })) {
      return std::move(reading_);
    }
    groups_ = GlyphGroups(line_);
    for (const PixelBox& group : groups_) {
      if (const std::optional<Dots> dots = DotsIn(line_, group)) {
        MendMark(*dots);
      } else {
        MendBracket(group);
      }
    }
    reading_.erase(std::remove_if(reading_.begin(), reading_.end(),
                                  [](const ReadCharacter& c) { return c.code == 0; }),
                   reading_.end());
    return std::move(reading_);
  }

 private:
  double Away(const ReadCharacter& character, const PixelBox& group) const {
    return std::abs(character.center * line_.width - CenterOf(group));
  }

  // The character of `codes` nearest to `group`.
  std::optional<std::size_t> Nearest(const PixelBox& group, std::u32string_view codes) const {
    std::optional<std::size_t> nearest;
    for (std::size_t i = 0; i < reading_.size(); ++i) {
      if (IsOneOf(codes, reading_[i].code) && Away(reading_[i], group) < kReach * line_.height &&
          (!nearest || Away(reading_[i], group) < Away(reading_[*nearest], group))) {
        nearest = i;
      }
    }
    return nearest;
  }

  void MendMark(const Dots& dots) {
    const std::optional<std::size_t> at = Nearest(dots.group, kMarks);
    if (!at || !IsNearest(dots.group, reading_[*at])) {
      return;
    }
    TakeOutDouble(*at, dots.group);
    char32_t& code = reading_[*at].code;
    const bool is_colon = IsOneOf(kColons, code);
    const bool is_comma = !is_colon && !IsOneOf(kSemicolons, code);
    if (FollowsLabel(*at)) {
      code = is_colon ? code : U':';
    } else if (is_comma) {
      code = dots.is_longer ? U';' : U':';
    }
  }

  // Marks beside `kept`, which stands for `group`, were read for the same group where no other
  // small one is near.
  void TakeOutDouble(std::size_t kept, const PixelBox& group) {
    const std::size_t first = kept > 0 ? kept - 1 : kept;
    const std::size_t last = std::min(kept + 1, reading_.size() - 1);
    for (std::size_t i = first; i <= last; ++i) {
      if (i != kept && IsOneOf(kMarks, reading_[i].code) && IsAlone(group)) {
        reading_[i].code = 0;
      }
    }
  }

  // True where `group` is as small as a mark, and low as one.
  bool IsSmall(const PixelBox& group) const {
    return group.width() <= kMarkWidth * line_.height && group.height() < line_.height / 2 &&
           group.bottom > kLowest * line_.height;
  }

  // True where no other small group is nearer to `mark` than `group`.
  bool IsNearest(const PixelBox& group, const ReadCharacter& mark) const {
    return std::none_of(groups_.begin(), groups_.end(), [&](const PixelBox& other) {
      return IsSmall(other) && Away(mark, other) < Away(mark, group);
    });
  }

  // True where no other small group stands within reach of `group`.
  bool IsAlone(const PixelBox& group) const {
    return std::none_of(groups_.begin(), groups_.end(), [&](const PixelBox& other) {
      return other.x0 != group.x0 && IsSmall(other) &&
             std::abs(CenterOf(other) - CenterOf(group)) < kReach * line_.height;
    });
  }

  // True where a label with a number stands before `at`, and nothing before that: 指标1.
  bool FollowsLabel(std::size_t at) const {
    bool has_digit = false;
    bool has_han = false;
    for (std::size_t i = at; i-- > 0;) {
      const char32_t code = reading_[i].code;
      if (code == U' ') {
        continue;
      }
      if (IsDigit(code) && !has_han) {
        has_digit = true;
      } else if (IsHan(code) && has_digit) {
        has_han = true;
      } else {
        return false;
      }
    }
    return has_digit && has_han;
  }

  void MendBracket(const PixelBox& group) {
    const std::optional<std::size_t> open = Nearest(group, kOpen);
    const std::optional<std::size_t> closed = Nearest(group, kClosed);
    if (!open && !closed) {
      return;  // most groups: the network is not asked
    }
    const SignReading sign = ReadSign(line_, group);
    if (sign.confidence < kSure) {
      return;
    }
    if (open && sign.code == U'(') {
      reading_[*open].code = U'(';
    } else if (closed && sign.code == U')') {
      reading_[*closed].code = U')';
    }
  }

  const Raster& line_;
  LineReading reading_;  // code 0: taken out
  std::vector<PixelBox> groups_;
};

}  // namespace

LineReading MendPunctuation(const Raster& line, LineReading reading) {
  return line.width > 0 ? PunctuationMender(line, std::move(reading)).Mend() : reading;
}

}  // namespace zhibiao
