#include "extractors/frame_turner.h"

#include <cstdint>

#include <gtest/gtest.h>

#include "tests/support/page_maker.h"

namespace zhibiao {
namespace {

using test::Across;
using test::PageMaker;

constexpr double kWidth = 600;
constexpr double kHeight = 800;

Page PageWrittenAt(int turn) {
  Page page = PageMaker(1, kWidth, kHeight).Text(100, 50, "指标").page();
  for (Glyph& glyph : page.glyphs) {
    glyph.rotation = static_cast<std::uint8_t>(turn);
  }
  return page;
}

TEST(DominantTurn, IsThatOfMostGlyphs) {
  EXPECT_EQ(DominantTurn(Page()), 0);
  for (int turn = 0; turn < 4; ++turn) {
    Page page = PageWrittenAt(turn);
    EXPECT_EQ(DominantTurn(page), turn);
    page.glyphs.push_back(page.glyphs.front());
    page.glyphs.back().rotation = static_cast<std::uint8_t>((turn + 1) % 4);
    EXPECT_EQ(DominantTurn(page), turn);
  }
}

TEST(TurnUpright, TurnsEverythingOnThePage) {
  struct Case {
    int turn;
    Rect want;  // of the box (100, 50)–(120, 90)
    double width;
    double height;
  };
  const Case cases[] = {
      // clang-format off
      {0, {100, 50, 120, 90},   600, 800},
      {1, {50, 480, 90, 500},   800, 600},  // what stood at the right stands on top
      {2, {480, 710, 500, 750}, 600, 800},
      {3, {710, 100, 750, 120}, 800, 600},  // what stood at the left stands on top
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.turn);
    const Rect box = {100, 50, 120, 90};
    Page page = PageWrittenAt(c.turn);
    page.glyphs[0].box = box;
    page.hidden_glyphs = page.glyphs;
    page.rulings = {Across(50, 100, 120)};
    page.images.push_back({box, 10, 10, false});
    page.readings.push_back({box, "甲", "申"});
    page.ocr_regions = {box};
    const Page upright = TurnUpright(page, c.turn);
    EXPECT_EQ(upright.width, c.width);
    EXPECT_EQ(upright.height, c.height);
    EXPECT_EQ(upright.glyphs[0].box, c.want);
    EXPECT_EQ(upright.glyphs[0].rotation, 0);
    EXPECT_EQ(upright.hidden_glyphs[0].box, c.want);
    EXPECT_EQ(upright.images[0].box, c.want);
    EXPECT_EQ(upright.readings[0].box, c.want);
    EXPECT_EQ(upright.ocr_regions[0], c.want);
    const Ruling& ruling = upright.rulings[0];
    EXPECT_EQ(ruling.horizontal(), c.turn % 2 == 0);
    EXPECT_LE(ruling.from.x, ruling.to.x);
    EXPECT_LE(ruling.from.y, ruling.to.y);
  }
}

TEST(AsShown, UndoesTurnUpright) {
  for (int turn = 0; turn < 4; ++turn) {
    SCOPED_TRACE(turn);
    Page page = PageWrittenAt(turn);
    const Rect box = page.glyphs[1].box;
    const Page upright = TurnUpright(page, turn);
    EXPECT_EQ(AsShown(upright.glyphs[1].box, {turn, 0, kWidth, kHeight}), box);
  }
}

// A page of 600 × 800 points, leaning by 0.02: the middle stays, what is right of it sinks.
TEST(AsShown, LeansAroundTheMiddleOfThePage) {
  struct Case {
    Rect upright;
    int turn;
    Rect want;
  };
  const Case cases[] = {
      {{290, 390, 310, 410}, 0, {289.8, 389.8, 310.2, 410.2}},
      {{490, 390, 510, 410}, 0, {489.76, 393.8, 510.16, 414.2}},  // 200 to the right: 4 lower
      {{290, 190, 310, 210}, 0, {293.8, 189.84, 314.2, 210.24}},  // 200 up: 4 to the right
      {{390, 290, 410, 310}, 1, {289.8, 389.8, 310.2, 410.2}},    // the middle of 800 × 600
      {{590, 290, 610, 310}, 1, {285.8, 589.76, 306.2, 610.16}},  // to the right is down, as shown
  };
  for (const Case& c : cases) {
    const Rect got = AsShown(c.upright, {c.turn, 0.02, 600, 800});
    EXPECT_NEAR(got.x0, c.want.x0, 0.02);
    EXPECT_NEAR(got.top, c.want.top, 0.02);
    EXPECT_NEAR(got.x1, c.want.x1, 0.02);
    EXPECT_NEAR(got.bottom, c.want.bottom, 0.02);
  }
  EXPECT_TRUE(AsShown({}, {0, 0.02, 600, 800}).empty());
}

}  // namespace
}  // namespace zhibiao
