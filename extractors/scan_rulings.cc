#include "extractors/scan_rulings.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <utility>

#include "extractors/leptonica_pix.h"

namespace zhibiao {
namespace {

constexpr double kBridgeMm = 0.6;    // a wider gap ends a rule; the gaps of dotted ones are bridged
constexpr double kLongMm = 10;       // longer than any stroke of a character
constexpr double kShortMm = 3.6;     // rules of small cells: only where they end at other rules
constexpr double kThickestMm = 1.6;  // thicker bars are fills, not rules
constexpr double kReachMm = 1.2;     // how far a short rule may end from the one that it meets

struct BoxaDeleter {
  void operator()(BOXA* boxa) const { boxaDestroy(&boxa); }
};
using BoxaPtr = std::unique_ptr<BOXA, BoxaDeleter>;

// Rules of one direction, as a mask and as boxes.
struct RuleMask {
  PixPtr mask;
  std::vector<PixelBox> boxes;
};

int Pixels(double mm, double dpi) {
  return std::max(1, static_cast<int>(std::lround(mm / 25.4 * dpi)));
}

std::vector<PixelBox> Components(PIX* mask) {
  constexpr int kEightNeighbours = 8;
  const BoxaPtr boxes(pixConnCompBB(mask, kEightNeighbours));
  std::vector<PixelBox> out;
  const int count = boxes ? boxaGetCount(boxes.get()) : 0;
  for (int i = 0; i < count; ++i) {
    int x = 0;
    int y = 0;
    int w = 0;
    int h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    out.push_back({x, y, x + w, y + h});
  }
  return out;
}

// Runs of ink at least `length` long in one direction. A rule that leans or waves steps from one
// row of pixels to the next, so it is widened by a pixel before it is measured.
PixPtr Runs(PIX* ink, int length, int bridge, bool horizontal) {
  const auto brick = [horizontal](auto* function, PIX* pix, int along, int across) {
    return PixPtr(horizontal ? function(nullptr, pix, along, across)
                             : function(nullptr, pix, across, along));
  };
  constexpr int kWidened = 3;
  const PixPtr wide = brick(&pixDilateBrick, ink, 1, kWidened);
  const PixPtr closed = brick(&pixCloseSafeBrick, wide.get(), bridge, 1);
  const PixPtr opened = brick(&pixOpenBrick, closed.get(), length, 1);
  return brick(&pixErodeBrick, opened.get(), 1, kWidened);
}

// The thickness of a rule is its area by its length: a leaning one is no thicker for it.
double Thickness(PIX* mask, const PixelBox& box, bool horizontal) {
  BOX* clip = boxCreate(box.x0, box.top, box.width(), box.height());
  int area = 0;
  pixCountPixelsInRect(mask, clip, &area, nullptr);
  boxDestroy(&clip);
  return static_cast<double>(area) / (horizontal ? box.width() : box.height());
}

class RulingTaker {
 public:
  explicit RulingTaker(CleanScan& scan) : scan_(scan), ink_(PixFromMask(scan.ink)) {}

  std::vector<Ruling> Take() {
    if (!ink_) {
      return {};
    }
    RuleMask across = Find(true, kLongMm);
    RuleMask down = Find(false, kLongMm);
    AddShort(across, down, true);
    AddShort(down, across, false);
    std::vector<Ruling> rulings;
    for (const RuleMask* rules : {&across, &down}) {
      for (const PixelBox& box : rules->boxes) {
        rulings.push_back(MakeRuling(*rules, box, rules == &across));
      }
    }
    Erase(across, true);
    Erase(down, false);
    return rulings;
  }

 private:
  int Px(double mm) const { return Pixels(mm, scan_.dpi); }

  RuleMask Find(bool horizontal, double least_mm) const {
    RuleMask rules;
    rules.mask = Runs(ink_.get(), Px(least_mm), Px(kBridgeMm), horizontal);
    if (!rules.mask) {
      rules.mask.reset(pixCreateTemplate(ink_.get()));
      return rules;
    }
    for (const PixelBox& box : Components(rules.mask.get())) {
      if (Thickness(rules.mask.get(), box, horizontal) <= Px(kThickestMm)) {
        rules.boxes.push_back(box);
      } else {
        pixClearInRect(rules.mask.get(), BoxOf(box).get());
      }
    }
    return rules;
  }

  struct BoxDeleter {
    void operator()(BOX* box) const { boxDestroy(&box); }
  };
  static std::unique_ptr<BOX, BoxDeleter> BoxOf(const PixelBox& box) {
    return std::unique_ptr<BOX, BoxDeleter>(boxCreate(box.x0, box.top, box.width(), box.height()));
  }

  bool Touches(PIX* mask, PixelBox box) const {
    const int reach = Px(kReachMm);
    box = {box.x0 - reach, box.top - reach, box.x1 + reach, box.bottom + reach};
    int area = 0;
    pixCountPixelsInRect(mask, BoxOf(box).get(), &area, nullptr);
    return area > 0;
  }

  // Short rules count where both their ends meet rules of the other direction; strokes of
  // characters do not.
  void AddShort(RuleMask& rules, const RuleMask& crossing, bool horizontal) const {
    const RuleMask candidates = Find(horizontal, kShortMm);
    for (const PixelBox& box : candidates.boxes) {
      const int length = horizontal ? box.width() : box.height();
      if (length >= Px(kLongMm)) {
        continue;
      }
      PixelBox begin = box;
      PixelBox end = box;
      (horizontal ? begin.x1 : begin.bottom) = horizontal ? box.x0 : box.top;
      (horizontal ? end.x0 : end.top) = horizontal ? box.x1 : box.bottom;
      if (Touches(crossing.mask.get(), begin) && Touches(crossing.mask.get(), end)) {
        rules.boxes.push_back(box);
        const auto place = BoxOf(box);
        pixRasterop(rules.mask.get(), box.x0, box.top, box.width(), box.height(), PIX_SRC | PIX_DST,
                    candidates.mask.get(), box.x0, box.top);
      }
    }
  }

  Ruling MakeRuling(const RuleMask& rules, const PixelBox& box, bool horizontal) const {
    const double points = 72 / scan_.dpi;
    Ruling ruling;
    if (horizontal) {
      const double y = (box.top + box.bottom) / 2.0 * points;
      ruling.from = {box.x0 * points, y};
      ruling.to = {box.x1 * points, y};
    } else {
      const double x = (box.x0 + box.x1) / 2.0 * points;
      ruling.from = {x, box.top * points};
      ruling.to = {x, box.bottom * points};
    }
    ruling.width = Thickness(rules.mask.get(), box, horizontal) * points;
    return ruling;
  }

  // A rule is painted out with its soft edges.
  void Erase(const RuleMask& rules, bool horizontal) {
    const int edge = 2 * std::max(1, Px(0.12)) + 1;
    const PixPtr wide(horizontal ? pixDilateBrick(nullptr, rules.mask.get(), 1, edge)
                                 : pixDilateBrick(nullptr, rules.mask.get(), edge, 1));
    if (!wide) {
      return;
    }
    const Raster mask = MaskFromPix(wide.get());
    for (std::size_t i = 0; i < mask.pixels.size(); ++i) {
      if (mask.pixels[i] != 0) {
        scan_.grey.pixels[i] = 255;
        scan_.ink.pixels[i] = 0;
      }
    }
  }

  CleanScan& scan_;
  PixPtr ink_;
};

}  // namespace

std::vector<Ruling> TakeRulings(CleanScan& scan) {
  return RulingTaker(scan).Take();
}

}  // namespace zhibiao
