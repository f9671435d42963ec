#include "extractors/table_joiner.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/frame_turner.h"
#include "tests/support/table_maker.h"

namespace zhibiao {
namespace {

using test::FragmentPlace;
using test::MakeFragment;
using test::MakeLayout;
using test::MakeLine;
using test::RowsOf;
using testing::ElementsAre;

using Rows = std::vector<std::string>;

// Two level columns of 10 characters a line, a name and a value of 15.
const std::vector<double> kXs = {50, 150, 250, 400, 550};  // NOLINT(cert-err58-cpp): test data
constexpr const char* kHead = "一级指标 | 二级指标 | 三级指标 | 指标值";

PageLayout OnPage(int page, const Rows& rows, std::vector<TextLine> lines = {}) {
  return MakeLayout(page, {MakeFragment({page, 100, kXs}, rows)}, std::move(lines));
}

std::vector<DocumentItem> Join(const std::vector<PageLayout>& pages) {
  TableJoiner joiner;
  Findings findings;
  for (const PageLayout& page : pages) {
    joiner.Add(page, findings);
  }
  return joiner.Finish();
}

std::vector<JoinedTable> TablesOf(const std::vector<DocumentItem>& items) {
  std::vector<JoinedTable> tables;
  for (const DocumentItem& item : items) {
    if (const auto* table = std::get_if<JoinedTable>(&item)) {
      EXPECT_TRUE(ValidateTable(table->table).ok()) << ValidateTable(table->table).message();
      EXPECT_EQ(table->clipped.size(), table->table.cells.size());
      tables.push_back(*table);
    }
  }
  return tables;
}

std::vector<JoinedTable> JoinTables(const std::vector<PageLayout>& pages) {
  return TablesOf(Join(pages));
}

TEST(TableJoiner, JoinsWhatOnePageBreakParts) {
  struct Case {
    const char* name;
    Rows first;   // the table at the bottom of page 1
    Rows second;  // the table at the top of page 2
    std::vector<Rows> want;
  };
  const Case cases[] = {
      // clang-format off
      {"no head again",
       {kHead, "产出指标 | 数量指标 | 培训人数 | 5"}, {"效益指标 | 社会效益 | 影响 | 好"},
       {{kHead, "产出指标 | 数量指标 | 培训人数 | 5", "效益指标 | 社会效益 | 影响 | 好"}}},
      {"the head again",
       {kHead, "产出指标 | 数量指标 | 培训人数 | 5"}, {kHead, "效益指标 | 社会效益 | 影响 | 好"},
       {{kHead, "产出指标 | 数量指标 | 培训人数 | 5", "效益指标 | 社会效益 | 影响 | 好"}}},
      {"two rows of head again",
       {"指标 | < | < | 年度指标值", kHead, "产出 | 数量 | 甲 | 5"}, {"指标 | < | < | 年度指标值", kHead, "产出 | 质量 | 乙 | 6"},
       {{"指标 | < | < | 年度指标值", kHead, "产出 | 数量 | 甲 | 5", "产出 | 质量 | 乙 | 6"}}},
      {"the head again without its title",
       {"项目支出绩效目标表 | < | < | <", kHead, "产出 | 数量 | 甲 | 5"}, {kHead, "产出 | 质量 | 乙 | 6"},
       {{"项目支出绩效目标表 | < | < | <", kHead, "产出 | 数量 | 甲 | 5", "产出 | 质量 | 乙 | 6"}}},
      {"values that come again are no head",
       {kHead, "产出指标 | 数量指标 | 培训人数 | 5"}, {"产出指标 | 数量指标 | 培训人数 | 5"},
       {{kHead, "产出指标 | 数量指标 | 培训人数 | 5", "产出指标 | 数量指标 | 培训人数 | 5"}}},
      {"another head",
       {kHead, "产出 | 数量 | 甲 | 5"}, {"一级指标 | 二级指标 | 指标内容 | 实际完成值", "产出 | 数量 | 甲 | 6"},
       {{kHead, "产出 | 数量 | 甲 | 5"}, {"一级指标 | 二级指标 | 指标内容 | 实际完成值", "产出 | 数量 | 甲 | 6"}}},
      {"a form of its own",
       {kHead, "产出 | 数量 | 甲 | 5"}, {"项目名称 | 道路养护 | 主管部门 | 某局", "产出 | 数量 | 甲 | 5"},
       {{kHead, "产出 | 数量 | 甲 | 5"}, {"项目名称 | 道路养护 | 主管部门 | 某局", "产出 | 数量 | 甲 | 5"}}},
      {"a title of its own",
       {kHead, "产出 | 数量 | 甲 | 5"}, {"项目支出绩效目标表 | < | < | <", "产出 | 数量 | 甲 | 5"},
       {{kHead, "产出 | 数量 | 甲 | 5"}, {"项目支出绩效目标表 | < | < | <", "产出 | 数量 | 甲 | 5"}}},
      {"a row cut, its text goes on",
       {kHead, "产出指标 | 数量指标 | 完成全市范围内农村道路养护工作~ | ≥100~"}, {"~ | ~ | ~的里程 | ~", "效益指标 | 社会效益 | 影响 | 好"},
       {{kHead, "产出指标 | 数量指标 | 完成全市范围内农村道路养护工作\n的里程 | ≥100", "^ | ^ | ^ | ^",
         "效益指标 | 社会效益 | 影响 | 好"}}},
      {"no rule at the break, the text has ended",
       {kHead, "产出指标~ | 数量指标~ | 培训人数~ | ≥100~"}, {"~ | ~质量指标 | ~合格率 | ~≥95%"},
       {{kHead, "产出指标 | 数量指标 | 培训人数 | ≥100", " | 质量指标 | 合格率 | ≥95%"}}},
      {"a level over the break",
       {kHead, "产出指标~ | 数量指标 | 甲 | 5", "^ | 质量指标 | 乙 | 6"}, {"~ | 时效指标 | 丙 | 7", "效益指标 | 社会效益 | 影响 | 好"},
       {{kHead, "产出指标 | 数量指标 | 甲 | 5", "^ | 质量指标 | 乙 | 6", "^ | 时效指标 | 丙 | 7", "效益指标 | 社会效益 | 影响 | 好"}}},
      {"a level printed on the later page",
       {kHead, "~ | 数量指标 | 甲 | 5", "^ | 质量指标 | 乙 | 6"}, {"~产出指标 | 时效指标 | 丙 | 7"},
       {{kHead, "产出指标 | 数量指标 | 甲 | 5", "^ | 质量指标 | 乙 | 6", "^ | 时效指标 | 丙 | 7"}}},
      {"a level printed on both pages",
       {kHead, "产出指标~ | 数量指标 | 甲 | 5", "^ | 质量指标 | 乙 | 6"}, {"~产出指标 | 时效指标 | 丙 | 7"},
       {{kHead, "产出指标 | 数量指标 | 甲 | 5", "^ | 质量指标 | 乙 | 6", "^ | 时效指标 | 丙 | 7"}}},
      {"a level's name in two pieces",
       {kHead, "效~ | 经济效益~ | 甲~ | 5~", "^ | 社会效益~ | 乙~ | 6~"}, {"~益指标 | ~生态效益 | ~丙 | ~7"},
       {{kHead, "效\n益指标 | 经济效益 | 甲 | 5", "^ | 社会效益 | 乙 | 6", "^ | 生态效益 | 丙 | 7"}}},
      {"two levels, the rule between them left out",
       {kHead, "产出指标~ | 数量指标 | 甲 | 5", "^ | 质量指标 | 乙 | 6"}, {"~效益指标 | 经济效益 | 丙 | 7", "^ | 社会效益 | 丁 | 8"},
       {{kHead, "产出指标 | 数量指标 | 甲 | 5", "^ | 质量指标 | 乙 | 6", "效益指标 | 经济效益 | 丙 | 7", "^ | 社会效益 | 丁 | 8"}}},
      {"a rule closes the level",
       {kHead, "产出指标 | 数量指标 | 甲 | 5", "^ | 质量指标 | 乙 | 6"}, {" | 时效指标 | 丙 | 7"},
       {{kHead, "产出指标 | 数量指标 | 甲 | 5", "^ | 质量指标 | 乙 | 6", " | 时效指标 | 丙 | 7"}}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    std::vector<Rows> got;
    for (const JoinedTable& joined : JoinTables({OnPage(1, c.first), OnPage(2, c.second)})) {
      got.push_back(RowsOf(joined.table));
    }
    EXPECT_EQ(got, c.want);
  }
}

TEST(TableJoiner, WhatStandsBetweenDecides) {
  struct Case {
    const char* name;
    std::vector<TextLine> below;  // on page 1, under the table
    std::vector<TextLine> above;  // on page 2, over it
    std::vector<const char*> second;
    std::size_t tables;
  };
  const char* row = "效益指标 | 社会效益 | 影响 | 好";
  const Case cases[] = {
      // clang-format off
      {"nothing",                  {}, {}, {row}, 1},
      {"page numbers",             {MakeLine("— 29 —", 1, 770)}, {MakeLine("第 30 页", 2, 20)}, {row}, 1},
      {"a running head",           {}, {MakeLine("青泽市审计局2026年部门预算", 2, 30)}, {row}, 1},
      {"a line in the body",       {}, {MakeLine("以上为产出指标", 2, 90)}, {row}, 2},
      {"a number in the body",     {}, {MakeLine("29", 2, 90)}, {row}, 2},
      {"a title at the top",       {}, {MakeLine("项目支出绩效目标表", 2, 30)}, {row}, 2},
      {"a note under the table",   {MakeLine("注：以万元为单位", 1, 400)}, {}, {row}, 2},
      {"the caption, the head",    {}, {MakeLine("绩效目标汇总", 2, 80)}, {kHead, row}, 1},
      {"the caption, no head",     {}, {MakeLine("绩效目标汇总", 2, 80)}, {row}, 2},
      {"a line, the head, a row that goes on", {}, {MakeLine("续表", 2, 80)},
                                   {kHead, " | 社会效益 | 影响 | 好"}, 1},
      {"a line, the head, a full row", {}, {MakeLine("续表", 2, 80)}, {kHead, row}, 2},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    std::vector<TextLine> lines = {MakeLine("绩效目标汇总", 1, 80)};
    lines.insert(lines.end(), c.below.begin(), c.below.end());
    const Rows second(c.second.begin(), c.second.end());
    EXPECT_EQ(JoinTables({OnPage(1, {kHead, "产出指标 | 数量指标 | 培训人数 | 5"}, lines),
                          OnPage(2, second, c.above)})
                  .size(),
              c.tables);
  }
}

TEST(TableJoiner, ColumnsMustFit) {
  struct Case {
    const char* name;
    std::vector<double> xs;
    Rows rows;
    std::vector<Rows> want;
  };
  const Case cases[] = {
      // clang-format off
      {"moved to the side",  {60, 160, 260, 410, 560}, {"丙 | 丁 | 戊 | 6"},
       {{"甲 | 乙 | 产 | 5", "丙 | 丁 | 戊 | 6"}}},
      {"one column more",    {50, 150, 250, 400, 480, 550}, {"丙 | 丁 | 戊 | ≥ | 6"},
       {{"甲 | 乙 | 产 | 5 | <", "丙 | 丁 | 戊 | ≥ | 6"}}},
      {"one column less",    {50, 250, 400, 550}, {"丙 | 戊 | 6"},
       {{"甲 | 乙 | 产 | 5", "丙 | < | 戊 | 6"}}},
      {"narrower, borders shared", {150, 250, 400, 550}, {"丁 | 戊 | 6"},
       {{"甲 | 乙 | 产 | 5", "? | 丁 | 戊 | 6"}}},
      {"narrower, another",  {80, 200, 300, 420}, {"丁 | 戊 | 6"},
       {{"甲 | 乙 | 产 | 5"}, {"丁 | 戊 | 6"}}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const PageLayout second = MakeLayout(2, {MakeFragment({2, 100, c.xs}, c.rows)});
    std::vector<Rows> got;
    for (const JoinedTable& joined : JoinTables({OnPage(1, {"甲 | 乙 | 产 | 5"}), second})) {
      got.push_back(RowsOf(joined.table));
    }
    EXPECT_EQ(got, c.want);
  }
}

TEST(TableJoiner, OnlyTheNextPageGoesOn) {
  EXPECT_EQ(JoinTables({OnPage(1, {"甲 | 乙 | 丙 | 5"}), OnPage(3, {"甲 | 乙 | 丁 | 6"})}).size(),
            2U);
  const PageLayout two = MakeLayout(1, {MakeFragment({1, 100, kXs}, {"甲 | 乙 | 丙 | 5"}),
                                        MakeFragment({1, 300, kXs}, {"甲 | 乙 | 丁 | 6"})});
  EXPECT_EQ(JoinTables({two}).size(), 2U);
  PageLayout unruled = OnPage(2, {"甲 | 乙 | 丁 | 6"});
  unruled.tables[0].ruled = false;
  EXPECT_EQ(JoinTables({OnPage(1, {"甲 | 乙 | 丙 | 5"}), unruled}).size(), 2U);
}

TEST(TableJoiner, ManyPages) {
  std::vector<PageLayout> pages = {OnPage(1, {kHead, "产出指标~ | 数量指标 | 甲 | 1"})};
  for (int page = 2; page <= 9; ++page) {
    pages.push_back(OnPage(page, {kHead, "~ | 数量指标 | 甲 | 2", "^ | 质量指标 | 乙 | 3"}));
    pages.back().tables[0].confidence = page == 5 ? 0.9 : 1;
    for (FragmentCell& cell : pages.back().tables[0].cells) {
      cell.place.open_bottom = cell.place.col == 0;
    }
  }
  const std::vector<JoinedTable> tables = JoinTables(pages);
  ASSERT_EQ(tables.size(), 1U);
  const Table& table = tables[0].table;
  EXPECT_EQ(table.rows, 2 + 8 * 2);
  EXPECT_EQ(table.page, 1);
  EXPECT_EQ(table.confidence, 0.9);
  EXPECT_THAT(tables[0].page_starts, ElementsAre(2, 4, 6, 8, 10, 12, 14, 16));
  const Cell* level = table.At(1, 0);
  ASSERT_NE(level, nullptr);
  EXPECT_EQ(level->row_span, 17);
  EXPECT_TRUE(level->continued);
  EXPECT_EQ(level->source.page, 1);
  EXPECT_EQ(table.At(17, 3)->source.page, 9);
  EXPECT_FALSE(table.At(17, 3)->continued);
}

TEST(TableJoiner, TextOnTheLaterPageOfARuledBreak) {
  // A rule is drawn at the page's end although the merged cells go on, and print their text there.
  const std::vector<JoinedTable> tables = JoinTables(
      {OnPage(1, {kHead, "产出指标 | 数量指标 | 甲 | 1", " | | 乙 | 2", "^ | ^ | 丙 | 3"}),
       OnPage(2, {"效益指标 | 社会效益 | 丁 | 4", "^ | ^ | 戊 | 5"})});
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_THAT(RowsOf(tables[0].table),
              ElementsAre(kHead, "产出指标 | 数量指标 | 甲 | 1", "效益指标 | 社会效益 | 乙 | 2",
                          "^ | ^ | 丙 | 3", "^ | ^ | 丁 | 4", "^ | ^ | 戊 | 5"));
}

TEST(TableJoiner, TakesThinOpenRowsAsDrawing) {
  TableFragment above =
      MakeFragment({1, 100, kXs}, {kHead, "产出 | 数量 | 甲 | 5", "~ | ~ | ~ | ~"});
  above.ys.back() = above.ys[2] + 6;
  TableFragment below = MakeFragment({2, 100, kXs}, {"~ | ~ | ~ | ~", "产出 | 质量 | 乙 | 6"});
  below.ys.front() = below.ys[1] - 6;
  const std::vector<JoinedTable> tables =
      JoinTables({MakeLayout(1, {above}), MakeLayout(2, {below})});
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_THAT(RowsOf(tables[0].table),
              ElementsAre(kHead, "产出 | 数量 | 甲 | 5", "产出 | 质量 | 乙 | 6"));
}

TEST(TableJoiner, KeepsTheLinesAround) {
  const std::vector<DocumentItem> items =
      Join({OnPage(1, {kHead, "产出 | 数量 | 甲 | 5"},
                   {MakeLine("项目支出绩效目标表", 1, 60), MakeLine("（2026年度）", 1, 75),
                    MakeLine("注：无", 1, 500), MakeLine("12", 1, 780)})});
  std::string order;
  for (const DocumentItem& item : items) {
    const auto* line = std::get_if<TextLine>(&item);
    order += (line == nullptr ? "table" : line->text) + ";";
  }
  EXPECT_EQ(order, "项目支出绩效目标表;（2026年度）;table;注：无;");
  const std::vector<JoinedTable> tables = TablesOf(items);
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0].table.caption, "项目支出绩效目标表\n（2026年度）");
}

TEST(TableJoiner, CaptionsAreShort) {
  std::vector<TextLine> lines;
  lines.reserve(20);
  for (int i = 0; i < 20; ++i) {
    lines.push_back(MakeLine("第" + std::to_string(i) + "段", 1, 75 + i));
  }
  const std::vector<JoinedTable> tables = JoinTables({OnPage(1, {kHead}, lines)});
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_TRUE(tables[0].table.caption.starts_with("第12段\n")) << tables[0].table.caption;
}

TEST(TableJoiner, RemembersClippedCells) {
  PageLayout first = OnPage(1, {"产出~ | 数量 | 甲 | 5", "^ | 质量 | 乙 | 6"});
  PageLayout second = OnPage(2, {"~ | 时效 | 丙 | 7", "^ | 成本 | 丁 | 8"});
  second.tables[0].cells[0].clipped = true;
  second.tables[0].cells[2].clipped = true;
  const std::vector<JoinedTable> tables = JoinTables({first, second});
  ASSERT_EQ(tables.size(), 1U);
  for (std::size_t i = 0; i < tables[0].clipped.size(); ++i) {
    const std::string& text = tables[0].table.cells[i].text;
    EXPECT_EQ(tables[0].clipped[i], text == "产出" || text == "丙") << text;
  }
}

TEST(TableJoiner, KeepsBothReadingsOverPageBreaks) {
  using Other = std::optional<std::string>;
  struct Case {
    const char* name;
    const char* above;
    Other other_above;
    const char* below;
    Other other_below;
    Other want;
  };
  const Case cases[] = {
      // clang-format off
      {"none",            "产出~", {},     "~指标", {},     {}},
      {"of the first",    "产出~", "户出", "~指标", {},     "户出\n指标"},
      {"of the second",   "产出~", {},     "~指标", "指际", "产出\n指际"},
      {"of both",         "产出~", "户出", "~指标", "指际", "户出\n指际"},
      {"below a blank",   "~",     {},     "~指标", "指际", "指际"},
      {"above a blank",   "产出~", "户出", "~",     {},     "户出"},
      {"the same text",   "产出~", "户出", "~产出", {},     "户出"},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    PageLayout first = OnPage(1, {std::string(c.above) + " | 数量 | 甲 | 5", "^ | 质量 | 乙 | 6"});
    PageLayout second = OnPage(2, {std::string(c.below) + " | 时效 | 丙 | 7", "^ | 成本 | 丁 | 8"});
    first.tables[0].cells[0].place.open_bottom = true;
    first.tables[0].cells[0].other = c.other_above;
    second.tables[0].cells[0].other = c.other_below;
    second.tables[0].cells[0].source.confidence = 0.7;
    const std::vector<JoinedTable> tables = JoinTables({first, second});
    ASSERT_EQ(tables.size(), 1U);
    const Cell* cell = tables[0].table.At(0, 0);
    ASSERT_NE(cell, nullptr);
    EXPECT_EQ(cell->row_span, 4);
    EXPECT_EQ(cell->other, c.want);
    EXPECT_EQ(cell->source.confidence, 0.7);
  }
}

TEST(TableJoiner, BoxesAreThoseOfThePageAsShown) {
  PageLayout layout = OnPage(1, {kHead}, {MakeLine("项目支出绩效目标表", 1, 60)});
  layout.frame.turn = 1;
  layout.frame.width = 800;
  layout.frame.height = 600;
  const Rect upright = layout.tables[0].cells[1].source.box;
  const Rect line = layout.lines[0].source.box;
  const std::vector<DocumentItem> items = Join({layout});
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(std::get<TextLine>(items[0]).source.box, AsShown(line, layout.frame));
  const Table& table = std::get<JoinedTable>(items[1]).table;
  EXPECT_EQ(table.cells[1].source.box, AsShown(upright, layout.frame));
  EXPECT_EQ(table.box, AsShown(layout.tables[0].box, layout.frame));
}

}  // namespace
}  // namespace zhibiao
