#include "extractors/rule_tracer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/raster.h"
#include "extractors/scan_cleaner.h"
#include "extractors/scan_rulings.h"

namespace zhibiao {
namespace {

constexpr double kDpi = 200;
constexpr int kWidth = 1000;
constexpr int kHeight = 400;

// The same sequence on every machine.
class Dice {
 public:
  // 0 … 99
  int Roll() {
    state_ = state_ * 1664525U + 1013904223U;
    return static_cast<int>((state_ >> 16U) % 100U);
  }

 private:
  std::uint32_t state_ = 1;
};

// A level line of single dark pixels: each of its columns is drawn with `percent`.
void Dot(Raster& page, int row, int x0, int x1, int percent, Dice& dice) {
  for (int x = x0; x < x1; ++x) {
    if (dice.Roll() < percent) {
      page.at(x, row) = 0;
    }
  }
}

RuleTracer TracerOf(const Raster& page) {
  const Raster none(page.width, page.height, 0);
  return {page, none, none, none, kDpi};
}

std::vector<RuleTrace> TracesOf(const Raster& page) {
  const RuleTracer tracer = TracerOf(page);
  const Raster none(page.width, page.height, 0);
  std::vector<RuleTrace> found;
  for (const RuleTrace& line : tracer.Follow()) {
    for (const RuleTrace& part : tracer.Cut(line, none)) {
      found.push_back(part);
    }
  }
  return found;
}

TEST(RuleTracer, FindsALineOfWhichAFifthIsDrawn) {
  Raster page(kWidth, kHeight, 255);
  Dice dice;
  Dot(page, 200, 150, 850, 20, dice);
  const std::vector<RuleTrace> traces = TracesOf(page);
  ASSERT_EQ(traces.size(), 1U);
  EXPECT_NEAR(traces[0].x0, 150, 20);
  EXPECT_NEAR(traces[0].x1(), 850, 20);
  EXPECT_NEAR(traces[0].rows[300], 200, 1);
}

TEST(RuleTracer, FollowsALineThatLeans) {
  Raster page(kWidth, kHeight, 255);
  for (int x = 100; x < 900; ++x) {
    page.at(x, 200 + x / 60) = 200;  // faint, and 13 rows lower at its end
  }
  const std::vector<RuleTrace> traces = TracesOf(page);
  ASSERT_EQ(traces.size(), 1U);
  EXPECT_NEAR(traces[0].rows.front(), 201, 2);
  EXPECT_NEAR(traces[0].rows.back(), 215, 2);
}

TEST(RuleTracer, EndsWhereARuleCrosses) {
  Raster page(kWidth, kHeight, 255);
  Dice dice;
  Dot(page, 200, 300, 700, 25, dice);
  Raster crossing(kWidth, kHeight, 0);
  for (int y = 0; y < kHeight; ++y) {
    crossing.at(298, y) = 1;
    crossing.at(702, y) = 1;
  }
  const RuleTracer tracer = TracerOf(page);
  const std::vector<RuleTrace> lines = tracer.Follow();
  ASSERT_EQ(lines.size(), 1U);
  const std::vector<RuleTrace> parts = tracer.Cut(lines[0], crossing);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_NEAR(parts[0].x0, 298, 8);
  EXPECT_NEAR(parts[0].x1(), 702, 8);
}

TEST(RuleTracer, AFaintPartBetweenClearOnesIsFound) {
  Raster page(kWidth, kHeight, 255);
  Raster crossing(kWidth, kHeight, 0);
  for (int x = 100; x < 900; ++x) {
    page.at(x, 200) = x < 400 || x >= 600 ? 100 : 228;
  }
  for (int y = 0; y < kHeight; ++y) {
    crossing.at(400, y) = 1;
    crossing.at(600, y) = 1;
  }
  const RuleTracer tracer = TracerOf(page);
  const std::vector<RuleTrace> lines = tracer.Follow();
  ASSERT_FALSE(lines.empty());
  std::vector<bool> covered(kWidth, false);
  for (const RuleTrace& part : tracer.Cut(lines[0], crossing)) {
    std::fill(covered.begin() + part.x0, covered.begin() + part.x1(), true);
  }
  for (const int x : {150, 350, 450, 500, 550, 650, 850}) {
    EXPECT_TRUE(covered[static_cast<std::size_t>(x)]) << x;
  }
  EXPECT_FALSE(covered[50]);
  EXPECT_FALSE(covered[950]);
}

TEST(RuleTracer, SpecksAndBlankPaperAreNoRules) {
  Raster page(kWidth, kHeight, 255);
  EXPECT_TRUE(TracesOf(page).empty());
  Dice dice;
  for (int i = 0; i < 400; ++i) {
    page.at(dice.Roll() * 10, dice.Roll() * 4) = 0;
  }
  EXPECT_TRUE(TracesOf(page).empty());
}

TEST(RuleTracer, APictureTooSmallForARuleHasNone) {
  for (const int side : {1, 2, 3, 23}) {
    EXPECT_TRUE(TracesOf(Raster(side, side, 0)).empty()) << side;
  }
}

TEST(TakeRulings, AShadeHasNoRulesInside) {
  PageBitmap page;
  page.width_px = kWidth;
  page.height_px = kHeight;
  page.dpi = kDpi;
  Dice dice;
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      const bool shaded = x >= 100 && x < 700 && y >= 100 && y < 220;
      const int grain = dice.Roll() % 5;
      page.rgb.insert(page.rgb.end(), 3, static_cast<std::uint8_t>((shaded ? 232 : 248) + grain));
    }
  }
  CleanScan scan = CleanPage(page);
  for (const Ruling& ruling : TakeRulings(scan)) {
    const double y = (ruling.from.y + ruling.to.y) / 2 * kDpi / 72;
    const double x = (ruling.from.x + ruling.to.x) / 2 * kDpi / 72;
    const bool across = ruling.from.y == ruling.to.y;
    // Its edges may count as borders of the cell; inside, and on the paper, there are none.
    const double from_edge = across ? std::min(std::abs(y - 100), std::abs(y - 220))
                                    : std::min(std::abs(x - 100), std::abs(x - 700));
    EXPECT_LE(from_edge, 12) << "at " << x << ", " << y;
  }
}

TEST(TakeRulings, FindsADottedGridAndPaintsItOut) {
  CleanScan scan;
  scan.dpi = kDpi;
  scan.two_tone = true;
  scan.grey = Raster(kWidth, kHeight, 255);
  Dice dice;
  for (const int row : {50, 150, 250, 350}) {
    Dot(scan.grey, row, 100, 900, 40, dice);
  }
  for (const int column : {100, 500, 899}) {
    for (int y = 50; y < 350; ++y) {
      scan.grey.at(column, y) = dice.Roll() < 40 ? 0 : 255;
    }
  }
  scan.ink = Raster(kWidth, kHeight, 0);
  const std::vector<Ruling> rulings = TakeRulings(scan);
  int across = 0;
  int down = 0;
  for (const Ruling& ruling : rulings) {
    across += ruling.from.y == ruling.to.y ? 1 : 0;
    down += ruling.from.x == ruling.to.x ? 1 : 0;
  }
  EXPECT_EQ(across, 4);
  EXPECT_EQ(down, 3);
  int left = 0;
  for (const std::uint8_t pixel : scan.grey.pixels) {
    left += pixel < 255 ? 1 : 0;
  }
  EXPECT_EQ(left, 0);
}

}  // namespace
}  // namespace zhibiao
