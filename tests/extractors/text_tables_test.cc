#include "extractors/text_tables.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/table_maker.h"

namespace zhibiao {
namespace {

using Rows = std::vector<std::string>;

// `lines` as a file has them: '|' stands for a tab.
std::optional<std::vector<DocumentItem>> Read(const Rows& lines) {
  std::string bytes;
  for (std::string line : lines) {
    std::replace(line.begin(), line.end(), '|', '\t');
    bytes += line + '\n';
  }
  Findings findings;
  const Result<std::vector<TextRow>> rows = ReadText(bytes, findings);
  EXPECT_TRUE(rows.ok());
  return ReadTextTables(rows.value());
}

// The rows of the only table, as tests/support/table_maker.h writes them.
Rows TableOf(const Rows& lines) {
  const std::optional<std::vector<DocumentItem>> items = Read(lines);
  Rows rows;
  if (!items) {
    return {"no table"};
  }
  for (const DocumentItem& item : *items) {
    if (const auto* joined = std::get_if<JoinedTable>(&item)) {
      EXPECT_TRUE(ValidateTable(joined->table).ok()) << ValidateTable(joined->table).message();
      EXPECT_EQ(joined->clipped.size(), joined->table.cells.size());
      const Rows more = test::RowsOf(joined->table);
      rows.insert(rows.end(), more.begin(), more.end());
    }
  }
  return rows;
}

TEST(ReadTextTables, BlankCellsAtTheLeftBelongToTheCellAbove) {
  EXPECT_EQ(TableOf({"项目资金（万元）||年度资金总额|100", "||其中：财政拨款|80",
                     "绩效指标|一级指标|二级指标|三级指标|指标值", "|产出指标|数量指标|里程|≥5公里",
                     "|||次数|12次", "||质量指标|合格率|95%", "|效益指标||通行能力|提升"}),
            (Rows{"项目资金（万元） |  | 年度资金总额 | 100 | ", "^ | ^ | 其中：财政拨款 | 80 | ",
                  "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
                  "^ | 产出指标 | 数量指标 | 里程 | ≥5公里", "^ | ^ | ^ | 次数 | 12次",
                  "^ | ^ | 质量指标 | 合格率 | 95%", "^ | 效益指标 |  | 通行能力 | 提升"}));
}

TEST(ReadTextTables, HeadsInTwoRows) {
  EXPECT_EQ(TableOf({"一级指标|二级指标|三级指标|年度指标值|||实际完成值|分值", "|||性质|值|单位",
                     "产出指标|数量指标|里程|≥|5|公里|6公里|20", "||次数|=|12|次|12次|10"}),
            (Rows{"一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | 实际完成值 | 分值",
                  "^ | ^ | ^ | 性质 | 值 | 单位 | ^ | ^",
                  "产出指标 | 数量指标 | 里程 | ≥ | 5 | 公里 | 6公里 | 20",
                  "^ | ^ | 次数 | = | 12 | 次 | 12次 | 10"}));
  EXPECT_EQ(TableOf({"绩效指标|||年度指标值", "一级指标|二级指标|三级指标",
                     "产出指标|数量指标|里程|≥5公里"}),
            (Rows{"绩效指标 | < | < | 年度指标值", "一级指标 | 二级指标 | 三级指标 | ^",
                  "产出指标 | 数量指标 | 里程 | ≥5公里"}));
}

TEST(ReadTextTables, HeadsOfSums) {
  EXPECT_EQ(
      TableOf({"年度主要任务|任务名称|主要内容|预算金额（元）|||预期目标",
               "|||小计|财政拨款|其他资金|", "|养护|日常养护|31|30|1|良好",
               "项目资金||年初预算数|执行数", "|年度资金总额|240|229",
               "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|里程|5"}),
      (Rows{"年度主要任务 | 任务名称 | 主要内容 | 预算金额（元） | < | < | 预期目标",
            "^ | ^ | ^ | 小计 | 财政拨款 | 其他资金 | ", "^ | 养护 | 日常养护 | 31 | 30 | 1 | 良好",
            "项目资金 |  | 年初预算数 | 执行数 |  |  | ", "^ | 年度资金总额 | 240 | 229 |  |  | ",
            "一级指标 | 二级指标 | 三级指标 | 指标值 |  |  | ",
            "产出指标 | 数量指标 | 里程 | 5 |  |  | "}));
}

TEST(ReadTextTables, AHeadDoesNotReachIntoItsRows) {
  EXPECT_EQ(TableOf({"一级指标|二级指标|三级指标|指标值", "|数量指标|里程|5", "||次数|12"}),
            (Rows{"一级指标 | 二级指标 | 三级指标 | 指标值", " | 数量指标 | 里程 | 5",
                  "^ | ^ | 次数 | 12"}));
}

TEST(ReadTextTables, LinesAndTablesInOrder) {
  const auto items =
      Read({"项目支出绩效目标表", "（2026年度）", "一级指标|二级指标|三级指标|指标值",
            "产出指标|数量指标|里程|5", "", "效益指标|社会效益指标|通行能力|提升", "附件：",
            "三级指标|指标值", "里程|5"});
  ASSERT_TRUE(items.has_value());
  ASSERT_EQ(items->size(), 5U);
  EXPECT_GT(std::get<TextLine>((*items)[0]).font_size, std::get<TextLine>((*items)[1]).font_size);
  const auto& first = std::get<JoinedTable>((*items)[2]);
  EXPECT_EQ(first.table.caption, "项目支出绩效目标表\n（2026年度）");
  EXPECT_EQ(first.table.rows, 3);  // a blank line parts nothing
  EXPECT_EQ(first.table.At(2, 0)->source.line, 6);
  EXPECT_EQ(first.table.At(2, 0)->source.page, 0);
  EXPECT_EQ(std::get<JoinedTable>((*items)[4]).table.caption, "附件：");
}

TEST(ReadTextTables, NothingWhereColumnsWereLost) {
  const Rows head = {"一级指标|二级指标|三级指标|指标值"};
  const std::vector<Rows> cases = {
      {"产出指标|数量指标|里程|5", "次数|12"},     // blank cells are gone
      {"绩效指标|产出指标|数量指标|里程|5"},       // one more than the head has
      {"产出指标|里程|5", "质量指标|合格率|95%"},  // level 2 or level 1, and a value as name
      {"产出指标|数量指标|里程|5", "质量指标||合格率|95%"},  // level 2 under the head of level 1
  };
  for (const Rows& rows : cases) {
    Rows lines = head;
    lines.insert(lines.end(), rows.begin(), rows.end());
    EXPECT_FALSE(Read(lines).has_value()) << rows.front();
  }
}

TEST(ReadTextTables, NothingWithoutAHead) {
  EXPECT_FALSE(Read({}).has_value());
  EXPECT_FALSE(Read({"一、基本情况", "我局认真落实绩效目标管理。"}).has_value());
  EXPECT_FALSE(Read({"科目编码|科目名称|金额", "201|一般公共服务支出|100"}).has_value());
}

}  // namespace
}  // namespace zhibiao
