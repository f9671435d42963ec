#include "extractors/ruling_filter.h"

#include <vector>

#include <gtest/gtest.h>

#include "tests/support/page_maker.h"

namespace zhibiao {
namespace {

using test::Across;
using test::Down;
using test::Lattice;
using test::PageMaker;

TEST(RulingsOutsideGlyphs, DropsStrokesOfCharacters) {
  struct Case {
    const char* name;
    Ruling ruling;
    bool kept;
  };
  // 目标值 stands at (100, 100)–(130, 110).
  const Case cases[] = {
      // clang-format off
      {"a stroke across a character",   Across(105, 101, 109), false},
      {"a stroke down a character",     Down(105, 101, 109),   false},
      {"strokes of neighbours, joined", Across(105, 101, 129), false},
      {"a rule under the text",         Across(112, 100, 130), true},
      {"a rule on the text's edge",     Across(110, 100, 130), true},
      {"a rule beside the text",        Down(98, 90, 120),     true},
      {"a long rule through a word",    Across(105, 50, 550),  true},
      {"a short rule elsewhere",        Across(300, 100, 120), true},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Page page = PageMaker().Text(100, 100, "目标值").Rule(c.ruling).page();
    EXPECT_EQ(RulingsOutsideGlyphs(page).size(), c.kept ? 1U : 0U);
  }
}

TEST(RulingsOutsideGlyphs, KeepsTheTable) {
  const std::vector<Ruling> lattice = Lattice({50, 150, 250}, {100, 120, 140});
  const Page page = PageMaker().Rules(lattice).Text(60, 105, "产出").Text(160, 125, "效益").page();
  EXPECT_EQ(RulingsOutsideGlyphs(page).size(), lattice.size());
}

TEST(RulingsOutsideGlyphs, SurvivesHugeGlyphs) {
  PageMaker page;
  for (int i = 0; i < 100; ++i) {
    page.Text(-40000, -40000, "大", 100000);
  }
  page.Rule(Across(105, 101, 109));
  EXPECT_EQ(RulingsOutsideGlyphs(page.page()).size(), 1U);
}

}  // namespace
}  // namespace zhibiao
