#include "extractors/scan_writing.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <vector>

#include "extractors/scan_masks.h"

namespace zhibiao {
namespace {

constexpr int kDark = 150;        // lighter is no character, or none that could hide a rule
constexpr double kMostMm = 9;     // larger things are rules that hang together
constexpr double kThinMm = 0.5;   // rules that are not known yet are no thicker
constexpr double kTallMm = 0.8;   // the smallest character
constexpr double kDotMm = 0.28;   // specks
constexpr int kLongTimes = 4;     // so much longer than thick may be a piece of a rule
constexpr double kStemGapMm = 1;  // between 1 and the next digit
constexpr double kStemOffMm = 0.3;
constexpr double kLineGapMm = 3.5;   // between the characters of a line
constexpr double kStackGapMm = 1.2;  // between the lines of a cell

Raster DarkWithout(const CleanScan& scan, const Raster& rules) {
  Raster dark(scan.grey.width, scan.grey.height, 0);
  for (std::size_t i = 0; i < dark.pixels.size(); ++i) {
    dark.pixels[i] = rules.pixels[i] == 0 && scan.grey.pixels[i] < kDark ? 1 : 0;
  }
  return dark;
}

// Tells writing from pieces of rules by size. On a page of two tones grey rules are dots and
// dashes, and only what is too thick or too tall for them is writing; on others all that is short.
class Sorter {
 public:
  explicit Sorter(const CleanScan& scan)
      : two_tone_(scan.two_tone),
        dpi_(scan.dpi),
        across_(scan.grey.width, scan.grey.height, 0),
        down_(across_),
        letters_(across_),
        by_top_(static_cast<std::size_t>(scan.grey.height)) {}

  void Sort(const std::vector<PixelBox>& boxes) {
    std::vector<PixelBox> stems;
    for (const PixelBox& box : boxes) {
      if (box.width() > Px(kMostMm) || box.height() > Px(kMostMm)) {
        continue;
      }
      const bool is_letter = Put(box);
      if (is_letter) {
        by_top_[static_cast<std::size_t>(box.top)].push_back(box);
        Fill(box, letters_);
      } else if (box.height() >= Px(kTallMm)) {
        stems.push_back(box);
      }
    }
    for (const PixelBox& box : stems) {
      if (IsStem(box)) {
        Fill(box, down_);
        Fill(box, letters_);
      }
    }
  }

  ScanWriting Take() {
    ScanWriting writing;
    writing.across = Widened(across_);
    writing.down = Widened(down_);
    writing.lines = Closed(Widened(letters_), Px(kLineGapMm), 1);
    writing.stacks = Closed(writing.down, 1, Px(kStackGapMm));
    return writing;
  }

 private:
  int Px(double mm) const { return std::max(1, static_cast<int>(std::lround(mm / 25.4 * dpi_))); }

  // Returns: whether it certainly is a character.
  bool Put(const PixelBox& box) {
    const int w = box.width();
    const int h = box.height();
    const bool blob = !two_tone_ && std::max(w, h) > Px(kDotMm);
    const bool across = h > Px(kThinMm) || (blob && w < kLongTimes * h);
    if (across) {
      Fill(box, across_);
    }
    if (w > Px(kThinMm) || (blob && h < kLongTimes * w)) {
      Fill(box, down_);
    }
    return two_tone_ ? h >= Px(kTallMm) && w > Px(kThinMm) : across;
  }

  // True for what stands beside a character and is as tall: 1, the stem of 川.
  bool IsStem(const PixelBox& box) const {
    const int gap = Px(kStemGapMm);
    const int off = Px(kStemOffMm);
    const auto is_beside = [&](const PixelBox& letter) {
      return std::abs(letter.bottom - box.bottom) <= off && letter.x0 - box.x1 <= gap &&
             box.x0 - letter.x1 <= gap;
    };
    const int last = std::min(box.top + off, letters_.height - 1);
    for (int top = std::max(0, box.top - off); top <= last; ++top) {
      const std::vector<PixelBox>& letters = by_top_[static_cast<std::size_t>(top)];
      if (std::any_of(letters.begin(), letters.end(), is_beside)) {
        return true;
      }
    }
    return false;
  }

  bool two_tone_;
  double dpi_;
  Raster across_;
  Raster down_;
  Raster letters_;
  std::vector<std::vector<PixelBox>> by_top_;  // letters by their uppermost row
};

}  // namespace

ScanWriting WritingOf(const CleanScan& scan, const Raster& rules) {
  Sorter sorter(scan);
  sorter.Sort(ComponentsOf(DarkWithout(scan, rules)));
  return sorter.Take();
}

}  // namespace zhibiao
