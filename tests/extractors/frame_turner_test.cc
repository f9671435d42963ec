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

TEST(TurnBack, UndoesTurnUpright) {
  for (int turn = 0; turn < 4; ++turn) {
    SCOPED_TRACE(turn);
    Page page = PageWrittenAt(turn);
    const Rect box = page.glyphs[1].box;
    const Page upright = TurnUpright(page, turn);
    EXPECT_EQ(TurnBack(upright.glyphs[1].box, turn, kWidth, kHeight), box);
  }
}

}  // namespace
}  // namespace zhibiao
