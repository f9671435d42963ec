#include "extractors/column_finder.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/page_layout.h"
#include "tests/support/page_maker.h"

namespace zhibiao {
namespace {

using test::Across;
using test::PageMaker;
using test::Pointers;

constexpr double kLine = 16;  // points from row to row

// Pieces of text at fixed places: what a table looks like that has no rules down.
void TextRow(PageMaker& page, double top, const std::vector<double>& xs,
             const std::vector<std::string>& texts) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    page.Text(xs.at(i), top, texts[i]);
  }
}

const std::vector<double> kColumns = {60, 140, 220, 360, 460};  // NOLINT(cert-err58-cpp): test data

PageMaker PlainTable(double top) {
  PageMaker page;
  TextRow(page, top, kColumns, {"一级指标", "二级指标", "三级指标", "指标值", "单位"});
  TextRow(page, top + kLine, kColumns, {"产出指标", "数量指标", "培训人数", "≥100", "人"});
  TextRow(page, top + 2 * kLine, kColumns, {"", "质量指标", "考核合格率", "≥95", "%"});
  TextRow(page, top + 3 * kLine, kColumns, {"效益指标", "社会效益指标", "服务水平", "提升", ""});
  return page;
}

std::vector<Grid> GridsOf(const Page& page) {
  return FindTextGrids(Pointers(page.glyphs), page.rulings, page.number);
}

// The texts of a page's only table, row by row.
std::vector<std::string> TableTexts(const Page& page) {
  Findings findings;
  const PageLayout layout = LayOutPage(page, findings);
  EXPECT_EQ(layout.tables.size(), 1U);
  std::vector<std::string> rows;
  if (layout.tables.empty()) {
    return rows;
  }
  EXPECT_FALSE(layout.tables[0].ruled);
  for (const FragmentCell& cell : layout.tables[0].cells) {
    const auto row = static_cast<std::size_t>(cell.place.row);
    rows.resize(std::max(rows.size(), row + 1));
    rows[row] += (cell.place.col == 0 ? "" : "|") + cell.text;
  }
  return rows;
}

TEST(FindTextGrids, BorderlessTable) {
  const Page page = PlainTable(100).page();
  const std::vector<Grid> grids = GridsOf(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].cols(), 5);
  EXPECT_EQ(grids[0].rows(), 4);
  EXPECT_LT(grids[0].confidence, 0.9);
  EXPECT_EQ(TableTexts(page),
            (std::vector<std::string>{
                "一级指标|二级指标|三级指标|指标值|单位", "产出指标|数量指标|培训人数|≥100|人",
                "|质量指标|考核合格率|≥95|%", "效益指标|社会效益指标|服务水平|提升|"}));
}

TEST(FindTextGrids, ThreeLineTable) {
  const Page page = PlainTable(100)
                        .Rule(Across(96, 55, 490))
                        .Rule(Across(113, 55, 490))
                        .Rule(Across(162, 55, 490))
                        .page();
  EXPECT_EQ(GridsOf(page).size(), 1U);
  const std::vector<std::string> rows = TableTexts(page);
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[1], "产出指标|数量指标|培训人数|≥100|人");
}

TEST(FindTextGrids, RulesPartRowsWhereEachRowHasOne) {
  PageMaker page = PlainTable(100);
  page.Text(220, 100 + 4 * kLine, "继续提升");  // the name of the last row goes on here
  for (int row = 0; row <= 3; ++row) {
    page.Rule(Across(98 + row * kLine, 55, 490));
  }
  page.Rule(Across(98 + 5 * kLine, 55, 490));
  const std::vector<std::string> rows = TableTexts(page.page());
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[3], "效益指标|社会效益指标|服务水平\n继续提升|提升|");
}

TEST(FindTextGrids, LinesWithoutAValueBelongToTheirRow) {
  PageMaker page;
  TextRow(page, 100, kColumns, {"一级指标", "二级指标", "三级指标", "指标值"});
  TextRow(page, 130, kColumns, {"", "", "完成年度农村道路"});
  TextRow(page, 142, kColumns, {"产出指标", "数量指标", "", "≥100"});
  TextRow(page, 154, kColumns, {"", "", "养护里程"});
  TextRow(page, 184, kColumns, {"", "", "完成隐患排查"});
  TextRow(page, 196, kColumns, {"", "质量指标", "", "≥95"});
  TextRow(page, 208, kColumns, {"", "", "整改率"});
  EXPECT_EQ(TableTexts(page.page()),
            (std::vector<std::string>{"一级指标|二级指标|三级指标|指标值",
                                      "产出指标|数量指标|完成年度农村道路\n养护里程|≥100",
                                      "|质量指标|完成隐患排查\n整改率|≥95"}));
}

TEST(FindTextGrids, EndsWithTheTable) {
  PageMaker page = PlainTable(100);
  page.Text(60, 100 + 4 * kLine,
            "以上指标由各单位按照年度工作计划和职责分工组织实施并按季度上报完成情况。");
  page.Text(60, 600, "备注");
  const std::vector<Grid> grids = GridsOf(page.page());
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].rows(), 4);
  EXPECT_LT(grids[0].box().bottom, 100 + 4 * kLine);
}

TEST(FindTextGrids, TwoTables) {
  PageMaker page = PlainTable(100);
  const Page second = PlainTable(300).page();
  Page both = page.page();
  both.glyphs.insert(both.glyphs.end(), second.glyphs.begin(), second.glyphs.end());
  const std::vector<Grid> grids = GridsOf(both);
  ASSERT_EQ(grids.size(), 2U);
  EXPECT_LT(grids[0].box().bottom, grids[1].box().top);
}

TEST(FindTextGrids, NoTableNoGrid) {
  PageMaker prose;
  PageMaker mention;
  PageMaker columns;
  for (int line = 0; line < 10; ++line) {
    prose.Text(60, 100 + line * kLine,
               "我局围绕年度中心工作，扎实推进各项任务，全面完成了绩效目标。");
    mention.Text(60, 100 + line * kLine, "一级指标包括产出指标，三级指标的指标值和单位见附件说明");
    TextRow(columns, 100 + line * kLine, kColumns,
            {"科目编码", "科目名称", "合计", "基本支出", "项目支出"});
  }
  const std::vector<Page> pages = {PageMaker().page(), prose.page(), mention.page(),
                                   columns.page()};
  for (const Page& page : pages) {
    EXPECT_TRUE(GridsOf(page).empty());
  }
}

}  // namespace
}  // namespace zhibiao
