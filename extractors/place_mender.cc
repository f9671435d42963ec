#include "extractors/place_mender.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/sign_reader.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

// Shares of the size of the print.
constexpr double kHanHeight = 0.95;    // of the tallest group, where Chinese stands in the line
constexpr double kDigitHeight = 0.72;  // ... and where none does
constexpr double kHanWidth = 0.92;
constexpr double kOtherWidth = 0.48;
constexpr double kThinWidth = 0.2;
constexpr double kSignWidth = 0.75;
constexpr double kWidestGap = 0.35;  // within a character
constexpr double kWorst = 0.35;      // mean cost of a character; more is not what was read

constexpr double kDistance = 0.1;  // cost of a size that a character lies off its old place
constexpr double kSkipped = 0.3;   // cost of a group that no character stands on, beside its width
constexpr double kTouching = 0.1;  // cost of a character that shares its group

constexpr std::size_t kMostGroups = 4;    // of one character: 川, 洲
constexpr std::size_t kMostTouching = 4;  // characters in one group

constexpr std::u32string_view kThin = U"1iIl|!.,:;'·，。、：；";
constexpr std::u32string_view kSigns = U"≥≤><=±＞＜＝＋+%％‰—-~～×";

double WidthOf(char32_t code) {
  if (IsHan(code)) {
    return kHanWidth;
  }
  if (kThin.find(code) != kThin.npos) {
    return kThinWidth;
  }
  return kSigns.find(code) != kSigns.npos ? kSignWidth : kOtherWidth;
}

double SizeOfPrint(const std::vector<PixelBox>& groups, const LineReading& reading) {
  int tallest = 0;
  for (const PixelBox& group : groups) {
    tallest = std::max(tallest, group.height());
  }
  const bool has_han = std::any_of(reading.begin(), reading.end(),
                                   [](const ReadCharacter& c) { return IsHan(c.code); });
  return tallest / (has_han ? kHanHeight : kDigitHeight);
}

// So many characters stand on so many groups.
struct Step {
  std::size_t characters = 0;
  std::size_t groups = 0;
};

constexpr double kImpossible = std::numeric_limits<double>::infinity();

// Characters in order onto groups in order, as cheap as can be.
class Placement {
 public:
  Placement(std::vector<ReadCharacter*> characters, const std::vector<PixelBox>& groups,
            double size, int width)
      : characters_(std::move(characters)),
        groups_(groups),
        size_(size),
        width_(width),
        costs_((characters_.size() + 1) * (groups_.size() + 1), kImpossible),
        steps_(costs_.size()) {
    CostAt(characters_.size(), groups_.size()) = 0;
    for (std::size_t i = characters_.size() + 1; i-- > 0;) {
      for (std::size_t j = groups_.size() + 1; j-- > 0;) {
        FindStep(i, j);
      }
    }
  }

  double MeanCost() const { return costs_.front() / static_cast<double>(characters_.size()); }

  // Requires: MeanCost() is finite.
  void Place() {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < characters_.size()) {
      const Step step = steps_[Index(i, j)];
      for (std::size_t k = 0; k < step.characters; ++k) {
        characters_[i + k]->center = CenterIn(i, j, step, k) / width_;
      }
      i += step.characters;
      j += step.groups;
    }
  }

 private:
  std::size_t Index(std::size_t i, std::size_t j) const { return i * (groups_.size() + 1) + j; }
  double& CostAt(std::size_t i, std::size_t j) { return costs_[Index(i, j)]; }

  void FindStep(std::size_t i, std::size_t j) {
    for (std::size_t count = 1; count <= kMostGroups; ++count) {
      Try(i, j, {1, count});
    }
    for (std::size_t count = 2; count <= kMostTouching; ++count) {
      Try(i, j, {count, 1});
    }
    Try(i, j, {0, 1});
  }

  void Try(std::size_t i, std::size_t j, Step step) {
    if (i + step.characters > characters_.size() || j + step.groups > groups_.size()) {
      return;
    }
    const double cost = CostOf(i, j, step) + CostAt(i + step.characters, j + step.groups);
    if (cost < CostAt(i, j)) {
      CostAt(i, j) = cost;
      steps_[Index(i, j)] = step;
    }
  }

  double CostOf(std::size_t i, std::size_t j, Step step) const {
    const double ink = (groups_[j + step.groups - 1].x1 - groups_[j].x0) / size_;
    if (step.characters == 0) {
      return kSkipped + ink;
    }
    for (std::size_t k = 1; k < step.groups; ++k) {
      if (groups_[j + k].x0 - groups_[j + k - 1].x1 > kWidestGap * size_) {
        return kImpossible;
      }
    }
    double cost = kTouching * static_cast<double>(step.characters - 1);
    double wanted = 0;
    for (std::size_t k = 0; k < step.characters; ++k) {
      wanted += WidthOf(characters_[i + k]->code);
      cost += kDistance * std::abs(CenterIn(i, j, step, k) - characters_[i + k]->center * width_) /
              size_;
    }
    return cost + std::abs(ink - wanted);
  }

  // Where character `k` of the step stands, in pixels: in the middle of its share of the groups.
  double CenterIn(std::size_t i, std::size_t j, Step step, std::size_t k) const {
    double before = 0;
    double all = 0;
    for (std::size_t n = 0; n < step.characters; ++n) {
      const double width = WidthOf(characters_[i + n]->code);
      before += n < k ? width : n == k ? width / 2 : 0;
      all += width;
    }
    const double left = groups_[j].x0;
    const double right = groups_[j + step.groups - 1].x1;
    return left + (right - left) * before / all;
  }

  std::vector<ReadCharacter*> characters_;
  const std::vector<PixelBox>& groups_;
  double size_;
  int width_;
  std::vector<double> costs_;  // of the characters and groups from there on
  std::vector<Step> steps_;
};

// Spaces lie between what now stands beside them.
void PutSpacesBetween(LineReading& reading) {
  for (std::size_t i = 1; i + 1 < reading.size(); ++i) {
    if (reading[i].code == U' ') {
      reading[i].center = (reading[i - 1].center + reading[i + 1].center) / 2;
    }
  }
}

}  // namespace

LineReading MendPlaces(const Raster& line, LineReading reading) {
  std::vector<ReadCharacter*> characters;
  for (ReadCharacter& character : reading) {
    if (character.code != U' ') {
      characters.push_back(&character);
    }
  }
  const std::vector<PixelBox> groups = GlyphGroups(line);
  if (characters.empty() || groups.empty()) {
    return reading;
  }
  Placement placement(std::move(characters), groups, SizeOfPrint(groups, reading), line.width);
  if (placement.MeanCost() <= kWorst) {
    placement.Place();
    PutSpacesBetween(reading);
  }
  return reading;
}

}  // namespace zhibiao
