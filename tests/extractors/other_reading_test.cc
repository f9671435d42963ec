#include "extractors/other_reading.h"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/page_layout.h"
#include "tests/support/page_maker.h"

namespace zhibiao {
namespace {

using test::PageMaker;
using testing::ElementsAreArray;

// Sign, value and unit in cells of their own, under a row that is not in doubt.
const std::vector<double> kXs = {50, 80, 150, 200};  // NOLINT(cert-err58-cpp): test data
const std::vector<double> kYs = {70, 100, 130};      // NOLINT(cert-err58-cpp): test data
constexpr const char* kHead = "性质 | 指标值 | 单位";
constexpr Rect kRow = {51, 101, 199, 129};  // what one engine is given to read as one line

std::vector<FragmentCell> CellsOf(const Page& page) {
  Findings findings;
  const PageLayout layout = LayOutPage(page, findings);
  EXPECT_EQ(layout.tables.size(), 1U);
  return layout.tables.empty() ? std::vector<FragmentCell>() : layout.tables[0].cells;
}

// The other readings of the second row: "-" where there is none.
std::vector<std::string> OthersOf(const Page& page) {
  std::vector<std::string> others;
  for (const FragmentCell& cell : CellsOf(page)) {
    if (cell.place.row == 1) {
      others.push_back(cell.other.value_or("-"));
    } else {
      EXPECT_FALSE(cell.other.has_value());
    }
  }
  return others;
}

TEST(OtherReading, OneLineOfSeveralCellsIsSharedAmongThem) {
  struct Case {
    const char* name;
    const char* row;
    const char* other;
    std::vector<std::string> want;
  };
  const Case cases[] = {
      // clang-format off
      {"the same",                    "≥ | 95 | %", "≥95%",    {"-", "-", "-"}},
      {"the same in full width",      "≥ | 95 | %", "≥９５％", {"-", "-", "-"}},
      {"the same with a space",       "≥ | 95 | %", "≥ 95 %",  {"-", "-", "-"}},
      {"a digit for the sign",        "≥ | 95 | %", "295%",    {"2", "-", "-"}},
      {"no sign",                     "≥ | 95 | %", "95%",     {"", "-", "-"}},
      {"no unit",                     "≥ | 95 | %", "≥95",     {"-", "-", ""}},
      {"another digit",               "≥ | 95 | %", "≥85%",    {"-", "85", "-"}},
      {"a digit more, at the front",  "≥ | 95 | %", "≥195%",   {"-", "195", "-"}},
      {"a digit more, at the end",    "≥ | 95 | %", "≥950%",   {"-", "950", "-"}},
      {"a digit less",                "≥ | 95 | %", "≥5%",     {"-", "5", "-"}},
      {"a sign of two characters",    "> | 95 | %", ">=95%",   {">=", "-", "-"}},
      {"a unit of two characters",    "= | 3 | 次", "=3人次",  {"-", "-", "人次"}},
      {"all of it",                   "≥ | 95 | %", "二甲乙丙", {"二", "甲乙", "丙"}},
      {"a sign for an empty cell",    " | 95 | %",  "≥95%",    {"-", "≥95", "-"}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Page page =
        PageMaker().Table(kXs, kYs, {kHead, c.row}).FromPicture(0.99).Reading(kRow, c.other).page();
    EXPECT_THAT(OthersOf(page), ElementsAreArray(c.want));
  }
}

TEST(OtherReading, OneLineOfACell) {
  const Page page = PageMaker()
                        .Table({50, 150, 250}, {70, 100, 130}, {"一级 | 二级", "产出\n指标 | 数量"})
                        .FromPicture(0.99)
                        .Reading({51, 111, 149, 121}, "指际")
                        .page();
  EXPECT_THAT(OthersOf(page), ElementsAreArray({"产出\n指际", "-"}));
}

TEST(OtherReading, WhereTheFirstEngineSawNothing) {
  const Page page = PageMaker()
                        .Table(kXs, kYs, {kHead, "≥ | | %"})
                        .FromPicture(0.99)
                        .Reading({90, 105, 110, 115}, "95")
                        .page();
  EXPECT_THAT(OthersOf(page), ElementsAreArray({"-", "95", "-"}));
}

TEST(OtherReading, PagesWithoutDoubtHaveNone) {
  EXPECT_TRUE(OtherGlyphs(PageMaker().Text(50, 60, "绩效目标表").page()).empty());
  EXPECT_TRUE(
      OtherGlyphs(PageMaker().Text(50, 60, "目标").Reading({0, 0, 9, 9}, "").page()).empty());
}

TEST(OtherReading, WhatTheTextLayerSaysIsNotRead) {
  Page page = PageMaker().Table(kXs, kYs, {kHead, "≥ | 95 | %"}).Reading(kRow, "85").page();
  EXPECT_EQ(OthersOf(page).at(2), "-");  // the sign and the unit are the text layer's, too
  for (Glyph& glyph : page.glyphs) {
    const bool is_value = glyph.code == U'9' || glyph.code == U'5';
    glyph.origin = is_value ? TextOrigin::kOcr : TextOrigin::kTextLayer;
  }
  EXPECT_EQ(OthersOf(page), (std::vector<std::string>{"-", "85", "-"}));
}

TEST(OtherReading, DoubtLowersConfidence) {
  struct Case {
    const char* other;
    double read;  // confidence of the characters
    double want;  // of the value's cell
  };
  const Case cases[] = {
      {"≥95%", 0.99, 0.99}, {"≥85%", 0.99, 0.8}, {"≥85%", 0.6, 0.6}, {"≥95%", 1, 1}};
  for (const Case& c : cases) {
    const std::vector<FragmentCell> cells = CellsOf(PageMaker()
                                                        .Table(kXs, kYs, {kHead, "≥ | 95 | %"})
                                                        .FromPicture(c.read)
                                                        .Reading(kRow, c.other)
                                                        .page());
    ASSERT_EQ(cells.size(), 6U);
    EXPECT_EQ(cells[4].source.confidence, c.want) << c.other;
    EXPECT_EQ(cells[5].source.confidence, c.read) << c.other;
  }
}

TEST(OtherReading, WhatWasReadFromAPictureSaysSo) {
  const Page page = PageMaker()
                        .Text(50, 40, "绩效目标表")
                        .Table(kXs, kYs, {kHead, " | 95 | %"})
                        .FromPicture(1)
                        .page();
  Findings findings;
  const PageLayout layout = LayOutPage(page, findings);
  ASSERT_EQ(layout.lines.size(), 1U);
  EXPECT_EQ(layout.lines[0].source.origin, TextOrigin::kOcr);
  for (const FragmentCell& cell : CellsOf(page)) {
    EXPECT_EQ(cell.source.origin, TextOrigin::kOcr) << cell.text;  // also of the empty one
  }
}

TEST(AppendReading, KeepsBothReadings) {
  using Other = std::optional<std::string>;
  struct Case {
    Other before;  // of "甲"
    Other more;    // of "乙"
    Other want;
  };
  const Case cases[] = {{{}, {}, {}},         {"申", {}, "申乙"}, {{}, "己", "甲己"},
                        {"申", "己", "申己"}, {"", {}, "乙"},     {{}, "", "甲"}};
  for (const Case& c : cases) {
    std::string text = "甲";
    Other other = c.before;
    AppendReading("乙", c.more, text, other);
    EXPECT_EQ(text, "甲乙");
    EXPECT_EQ(other, c.want);
  }
}

}  // namespace
}  // namespace zhibiao
