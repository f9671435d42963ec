#include "extractors/scan_rulings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "extractors/faint_rules.h"
#include "extractors/leptonica_pix.h"
#include "extractors/scan_masks.h"

namespace zhibiao {
namespace {

constexpr double kLongMm = 10;       // longer than any stroke of a character
constexpr double kShortMm = 3.6;     // rules of small cells: only where they end at other rules
constexpr double kSureMm = 30;       // so long a rule may have writing close to it
constexpr double kThickestMm = 1.4;  // thicker bars are fills, not rules
constexpr double kThickestShortMm = 0.7;
constexpr double kReachMm = 0.7;     // how far a short rule may end from the one that it meets
constexpr double kInLineMm = 0.3;    // how exactly a broken border goes on
constexpr double kPieceMm = 5;       // so long a piece of a rule is straight to the pixel
constexpr double kBesideMm = 0.45;   // where characters have ink, and the sides of a rule have none
constexpr double kMostBeside = 0.3;  // share of a short rule's length with ink at one side
constexpr double kMostBesideLong = 0.95;
constexpr double kAlongMm = 0.35;     // pixels are evened out over it, along the rule
constexpr double kBridgeMm = 0.4;     // a wider gap ends a rule
constexpr double kLeastCover = 0.92;  // share of its length that is drawn between its crossings
constexpr double kMostOdd = 0.15;     // share of a short rule's length where strokes cross it
constexpr double kMostOddLong = 0.6;
constexpr double kMostOddHeld = 0.5;

int Pixels(double mm, double dpi) {
  return std::max(1, static_cast<int>(std::lround(mm / 25.4 * dpi)));
}

// What is much darker than its surroundings and than the grain of the paper.
Raster Drawn(const Raster& grey, int along, int tallest) {
  constexpr int kLeastContrast = 60;  // of 255
  constexpr int kOverGrain = 4;
  Raster drawn = Relief(grey, along, tallest);
  std::array<std::size_t, 256> counts{};
  for (const std::uint8_t pixel : drawn.pixels) {
    ++counts[pixel];
  }
  std::size_t seen = 0;
  int median = 0;
  while (median < 255 &&
         (seen += counts[static_cast<std::size_t>(median)]) * 2 < drawn.pixels.size()) {
    ++median;
  }
  const int least = std::max(kLeastContrast, kOverGrain * median);
  for (std::uint8_t& pixel : drawn.pixels) {
    pixel = pixel >= least ? 1 : 0;
  }
  return drawn;
}

// Horizontal rules of a picture (vertical ones are those of the transposed picture).
class RuleFinder {
 public:
  RuleFinder(const Raster& grey, double dpi)
      : dpi_(dpi),
        drawn_(Drawn(grey, Px(kAlongMm), 2 * Px(kThickestMm) + 1)),
        mask_(grey.width, grey.height, 0) {}

  // Rules at least `least_mm` long. `held`: only those count whose both ends meet others, so that
  // writing may touch them.
  std::vector<PixelBox> Find(double least_mm, bool held) const {
    const PixPtr runs = Runs(Px(least_mm));
    if (!runs) {
      return {};
    }
    std::vector<PixelBox> rules;
    const Raster found = MaskFromPix(runs.get());
    for (const PixelBox& box : ComponentsOf(found)) {
      if (Thickness(found, box) <= Px(kThickestMm) && IsRule(box, held)) {
        rules.push_back(Trimmed(box));
      }
    }
    return rules;
  }

  // Marks what is drawn of the rule in mask().
  void Take(const PixelBox& box) {
    for (int y = std::max(0, box.top - 1); y < std::min(mask_.height, box.bottom + 1); ++y) {
      std::transform(drawn_.row(y) + box.x0, drawn_.row(y) + box.x1, mask_.row(y) + box.x0,
                     mask_.row(y) + box.x0,
                     [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); });
    }
  }

  void SetCrossing(Raster crossing) { crossing_ = std::move(crossing); }
  const Raster& crossing() const { return crossing_; }
  const Raster& mask() const { return mask_; }
  int Px(double mm) const { return Pixels(mm, dpi_); }

  static double Thickness(const Raster& mask, const PixelBox& box) {
    int area = 0;
    for (int y = box.top; y < box.bottom; ++y) {
      area += static_cast<int>(std::count(mask.row(y) + box.x0, mask.row(y) + box.x1, 1));
    }
    return static_cast<double>(area) / box.width();
  }

  // Characters in a row make runs, too; but these have gaps, strokes of many lengths, and ink
  // beside them. `held`: see Find().
  bool IsRule(const PixelBox& box, bool held) const {
    Profile profile = ProfileOf(box);
    if (profile.thickness.empty() || Covered(box) < kLeastCover * profile.length) {
      return false;
    }
    const auto middle =
        profile.thickness.begin() + static_cast<std::ptrdiff_t>(profile.thickness.size() / 2);
    std::nth_element(profile.thickness.begin(), middle, profile.thickness.end());
    const int usual = *middle;
    // A rule stays in line; a row of characters is as tall as they are.
    constexpr double kLean = 0.02;
    if (box.height() > 2 * usual + 3 + kLean * box.width()) {
      return false;
    }
    const auto odd = std::count_if(profile.thickness.begin(), profile.thickness.end(),
                                   [usual](int t) { return t > usual + usual / 2 + 2; });
    const Limits limits = LimitsOf(box.width() >= Px(kSureMm), held);
    return usual <= limits.thickest && static_cast<double>(odd) <= limits.odd * profile.length &&
           profile.beside <= limits.beside * profile.length;
  }

 private:
  // A rule that leans or waves steps from one row of pixels to the next, so it is widened by a
  // pixel before it is measured.
  PixPtr Runs(int length) const {
    constexpr int kWidened = 3;
    const PixPtr drawn = PixFromMask(drawn_);
    const PixPtr wide(drawn ? pixDilateBrick(nullptr, drawn.get(), 1, kWidened) : nullptr);
    const PixPtr closed(wide ? pixCloseSafeBrick(nullptr, wide.get(), Px(kBridgeMm), 1) : nullptr);
    const PixPtr opened(closed ? pixOpenBrick(nullptr, closed.get(), length, 1) : nullptr);
    return PixPtr(opened ? pixErodeBrick(nullptr, opened.get(), 1, kWidened) : nullptr);
  }

  // What a candidate is like along its length, but for where rules cross it or characters stand.
  struct Profile {
    int length = 0;              // columns of pixels looked at
    std::vector<int> thickness;  // in those where something is drawn
    int beside = 0;              // columns with ink at one side, on the side that has more of them
  };

  Profile ProfileOf(const PixelBox& box) const {
    Profile profile;
    int above = 0;
    int below = 0;
    for (int x = box.x0; x < box.x1; ++x) {
      if (IsCrossed(x, box)) {
        continue;
      }
      ++profile.length;
      const Column column = ColumnAt(x, box);
      if (column.thickness > 0) {
        profile.thickness.push_back(column.thickness);
      }
      above += column.above ? 1 : 0;
      below += column.below ? 1 : 0;
    }
    profile.beside = std::max(above, below);
    return profile;
  }

  // How far a candidate may be from a clean rule.
  struct Limits {
    int thickest = 0;   // pixels
    double odd = 0;     // share of its length where strokes cross it
    double beside = 0;  // share of its length with ink at one side
  };

  static constexpr double kAnyShare = 1;
  Limits LimitsOf(bool is_long, bool held) const {
    Limits limits = {Px(kThickestShortMm), kMostOdd, kMostBeside};
    if (is_long) {
      limits = {Px(kThickestMm), kMostOddLong, kMostBesideLong};
    }
    if (held) {
      limits.odd = kMostOddHeld;
      limits.beside = kAnyShare;
    }
    return limits;
  }

  // How much is drawn in one column of pixels of a candidate.
  struct Column {
    int thickness = 0;  // of the longest stroke that touches the candidate; 0: a gap
    bool above = false;
    bool below = false;
  };

  // Without characters at its ends that happen to lie in line with it.
  PixelBox Trimmed(PixelBox box) const {
    const int piece = Px(kPieceMm);
    while (box.width() > 2 * piece && HasInkBeside({box.x0, box.top, box.x0 + piece, box.bottom})) {
      box.x0 += piece;
    }
    while (box.width() > 2 * piece && HasInkBeside({box.x1 - piece, box.top, box.x1, box.bottom})) {
      box.x1 -= piece;
    }
    return box;
  }

  // Ink above and below most of it: writing, not a rule.
  bool HasInkBeside(const PixelBox& box) const {
    int beside = 0;
    for (int x = box.x0; x < box.x1; ++x) {
      const Column column = ColumnAt(x, box);
      beside += column.above && column.below ? 1 : 0;
    }
    return beside > box.width() / 3;
  }

  // How many columns are drawn along one line of pixels, which may lean from piece to piece. A row
  // of characters has ink everywhere, but along no line.
  int Covered(const PixelBox& box) const {
    const int piece = Px(kPieceMm);
    int covered = 0;
    for (int left = box.x0; left < box.x1; left += piece) {
      const int right = std::min(box.x1, left + piece);
      int best = 0;
      for (int y = box.top; y < box.bottom; ++y) {
        best = std::max(best, DrawnAlong(y, left, right, box));
      }
      covered += best;
    }
    return covered;
  }

  int DrawnAlong(int y, int left, int right, const PixelBox& box) const {
    int drawn = 0;
    const int below = std::min(y + 1, drawn_.height - 1);
    for (int x = left; x < right; ++x) {
      const bool ink = drawn_.at(x, y) != 0 || drawn_.at(x, below) != 0;
      drawn += ink && !IsCrossed(x, box) ? 1 : 0;
    }
    return drawn;
  }

  bool IsCrossed(int x, const PixelBox& box) const {
    for (int y = box.top; y < box.bottom && crossing_.width > 0; ++y) {
      if (crossing_.at(x, y) != 0) {
        return true;
      }
    }
    return false;
  }

  Column ColumnAt(int x, const PixelBox& box) const {
    constexpr int kSoft = 2;  // pixels: the soft edge of the rule itself
    const int beside = Px(kBesideMm);
    Column column;
    for (int y = box.top; y < box.bottom;) {
      if (drawn_.at(x, y) == 0) {
        ++y;
        continue;
      }
      int first = y;
      while (first > 0 && drawn_.at(x, first - 1) != 0) {
        --first;
      }
      int end = y;
      while (end < drawn_.height && drawn_.at(x, end) != 0) {
        ++end;
      }
      column.thickness = std::max(column.thickness, end - first);
      y = end;
    }
    column.above = HasInk(x, box.top - kSoft - beside, box.top - kSoft);
    column.below = HasInk(x, box.bottom + kSoft, box.bottom + kSoft + beside);
    return column;
  }

  bool HasInk(int x, int top, int bottom) const {
    for (int y = std::max(0, top); y < std::min(drawn_.height, bottom); ++y) {
      if (drawn_.at(x, y) != 0) {
        return true;
      }
    }
    return false;
  }

  double dpi_;
  Raster drawn_;
  Raster mask_;
  Raster crossing_;  // rules of the other direction, as far as they are known
};

void TakeLong(RuleFinder& finder, std::vector<PixelBox>& rules) {
  for (const PixelBox& rule : finder.Find(kLongMm, false)) {
    finder.Take(rule);
    rules.push_back(rule);
  }
}

// True where `box` goes on one of `rules`: the borders of rows and columns are broken by merged
// cells and go on behind them.
bool IsInLine(const PixelBox& box, const std::vector<PixelBox>& rules, int most) {
  const int middle = box.top + box.bottom;
  return std::any_of(rules.begin(), rules.end(), [&](const PixelBox& rule) {
    return std::abs(rule.top + rule.bottom - middle) <= 2 * most &&
           rule.height() <= box.height() + 2 * most;
  });
}

// Short rules, and those that writing touches, count where both their ends meet rules of the other
// direction; strokes of characters do not.
void TakeHeld(RuleFinder& finder, std::vector<PixelBox>& rules) {
  const Raster& crossing = finder.crossing();
  const int reach = finder.Px(kReachMm);
  for (const PixelBox& box : finder.Find(kShortMm, true)) {
    const PixelBox begin = {box.x0 - reach, box.top - 1, box.x0 + reach, box.bottom + 1};
    const PixelBox end = {box.x1 - reach, box.top - 1, box.x1 + reach, box.bottom + 1};
    const auto meets = [&](const PixelBox& tip) {
      return HasInk(crossing, tip) || HasInk(finder.mask(), tip);
    };
    if (meets(begin) && meets(end) && !HasInk(finder.mask(), box) &&
        (IsInLine(box, rules, finder.Px(kInLineMm)) || finder.IsRule(box, false))) {
      finder.Take(box);
      rules.push_back(box);
    }
  }
}

// Short rules that meet no other are strokes of characters in a row, or lines under a word: they
// make no table and are left in the picture. Returns the mask without them.
Raster DropLoose(const Raster& mask, const Raster& crossing, double dpi,
                 std::vector<PixelBox>& rules) {
  const int reach = Pixels(kReachMm, dpi);
  const auto is_loose = [&](const PixelBox& rule) {
    return rule.width() < Pixels(kSureMm, dpi) &&
           !HasInk(crossing,
                   {rule.x0 - reach, rule.top - reach, rule.x1 + reach, rule.bottom + reach});
  };
  rules.erase(std::remove_if(rules.begin(), rules.end(), is_loose), rules.end());
  Raster kept(mask.width, mask.height, 0);
  for (const PixelBox& rule : rules) {
    for (int y = std::max(0, rule.top - 1); y < std::min(mask.height, rule.bottom + 1); ++y) {
      std::copy(mask.row(y) + rule.x0, mask.row(y) + rule.x1, kept.row(y) + rule.x0);
    }
  }
  return kept;
}

void AddRulings(const Raster& mask, const std::vector<PixelBox>& rules, bool horizontal,
                double points, std::vector<Ruling>& rulings) {
  for (const PixelBox& box : rules) {
    Ruling ruling;
    const double across = (box.top + box.bottom) / 2.0 * points;
    ruling.from = {box.x0 * points, across};
    ruling.to = {box.x1 * points, across};
    if (!horizontal) {
      std::swap(ruling.from.x, ruling.from.y);
      std::swap(ruling.to.x, ruling.to.y);
    }
    ruling.width = std::max(1.0, RuleFinder::Thickness(mask, box)) * points;
    rulings.push_back(ruling);
  }
}

// A rule is painted out with its soft edges.
void Erase(const Raster& rules, int edge, CleanScan& scan) {
  const PixPtr mask = PixFromMask(rules);
  const PixPtr wide(mask ? pixDilateBrick(nullptr, mask.get(), edge, edge) : nullptr);
  if (!wide) {
    return;
  }
  const Raster erased = MaskFromPix(wide.get());
  for (std::size_t i = 0; i < erased.pixels.size(); ++i) {
    if (erased.pixels[i] != 0) {
      scan.grey.pixels[i] = 255;
      scan.ink.pixels[i] = 0;
    }
  }
}

void DropLooseOnes(double dpi, PageRules& rules) {
  rules.row_mask = DropLoose(rules.row_mask, Transposed(rules.column_mask), dpi, rules.rows);
  rules.column_mask = DropLoose(rules.column_mask, Transposed(rules.row_mask), dpi, rules.columns);
}

PageRules ClearRules(const Raster& grey, const Raster& turned, double dpi) {
  PageRules rules;
  RuleFinder across(grey, dpi);
  RuleFinder down(turned, dpi);
  TakeLong(across, rules.rows);
  down.SetCrossing(Transposed(across.mask()));
  TakeLong(down, rules.columns);
  across.SetCrossing(Transposed(down.mask()));
  TakeHeld(across, rules.rows);
  down.SetCrossing(Transposed(across.mask()));
  TakeHeld(down, rules.columns);
  rules.row_mask = across.mask();
  rules.column_mask = down.mask();
  DropLooseOnes(dpi, rules);
  return rules;
}

}  // namespace

std::vector<Ruling> TakeRulings(CleanScan& scan) {
  const Raster turned = Transposed(scan.grey);
  PageRules rules = ClearRules(scan.grey, turned, scan.dpi);
  AddFaintRules(scan, turned, rules);
  DropLooseOnes(scan.dpi, rules);
  std::vector<Ruling> rulings;
  const double points = 72 / scan.dpi;
  AddRulings(rules.row_mask, rules.rows, true, points, rulings);
  AddRulings(rules.column_mask, rules.columns, false, points, rulings);
  constexpr double kSoftMm = 0.12;
  const int edge = 2 * Pixels(kSoftMm, scan.dpi) + 1;
  Erase(rules.row_mask, edge, scan);
  Erase(Transposed(rules.column_mask), edge, scan);
  return rulings;
}

}  // namespace zhibiao
