#include "extractors/header_reader.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/table_maker.h"

namespace zhibiao {
namespace {

using test::MakeTable;
using Rows = std::vector<std::string>;

const std::map<ColumnRole, const char*> kNames = {
    // NOLINTPREVIOUSLINE(cert-err58-cpp): test data
    {ColumnRole::kProject, "project"}, {ColumnRole::kProjectCode, "project_code"},
    {ColumnRole::kAgency, "agency"},   {ColumnRole::kGoal, "goal"},
    {ColumnRole::kLevel0, "level0"},   {ColumnRole::kLevel1, "level1"},
    {ColumnRole::kLevel2, "level2"},   {ColumnRole::kLevel3, "level3"},
    {ColumnRole::kSign, "sign"},       {ColumnRole::kValue, "value"},
    {ColumnRole::kAnnual, "annual"},   {ColumnRole::kPeriod, "period"},
    {ColumnRole::kActual, "actual"},   {ColumnRole::kUnit, "unit"},
    {ColumnRole::kWeight, "weight"},   {ColumnRole::kScore, "score"},
    {ColumnRole::kReason, "reason"},   {ColumnRole::kNote, "note"},
    {ColumnRole::kMoney, "money"},     {ColumnRole::kNumber, "number"},
};

// "level1 level3 annual/sign*2 -": roles from left to right; "/" after the parent's, "*2" where a
// column spans two of the grid, "-" for none.
std::string Describe(const HeadMap& map) {
  std::string out;
  for (const HeadColumn& column : map.columns) {
    out += out.empty() ? "" : " ";
    out += column.parent == ColumnRole::kNone ? "" : std::string(kNames.at(column.parent)) + "/";
    out += column.role == ColumnRole::kNone ? "-" : kNames.at(column.role);
    const int span = column.col1 - column.col0;
    out += span == 1 ? "" : "*" + std::to_string(span);
  }
  return out;
}

TEST(ReadHead, NamesColumns) {
  struct Case {
    const char* name;
    Rows rows;
    int row;           // where the head is looked for
    const char* want;  // empty: no head
    int data_row;
    int groups;
  };
  const Case cases[] = {
      // clang-format off
      {"one row", {"一级指标 | 二级指标 | 三级指标 | 指标值"}, 0, "level1 level2 level3 value", 1, 1},
      {"sign, value, unit", {"一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重"}, 0,
          "level1 level2 level3 sign value unit weight", 1, 1},
      {"period and annual", {"一级指标 | 二级指标 | 三级指标 | 实施周期指标值 | 年度指标值"}, 0,
          "level1 level2 level3 period annual", 1, 1},
      {"self-evaluation", {"一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施"}, 0,
          "level1 level2 level3 annual actual weight score reason", 1, 1},
      {"nested parts", {"一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | 实际完成值",
                        "^ | ^ | ^ | 性质 | 值 | 单位 | ^"}, 0,
          "level1 level2 level3 annual/sign annual/annual annual/unit actual", 2, 1},
      {"all under one head", {"绩效指标 | < | < | <", "一级指标 | 二级指标 | 三级指标 | 指标值"}, 1,
          "level1 level2 level3 value", 2, 1},
      {"an agency over its level", {"项目名称 | 绩效指标 | < | < | <", "^ | 一级指标 | 二级指标 | 三级指标 | 指标值"}, 1,
          "project level1 level2 level3 value", 2, 1},
      {"side by side", {"一级指标 | 二级指标 | 三级指标 | 指标值 | 一级指标 | 二级指标 | 三级指标 | 指标值"}, 0,
          "level1 level2 level3 value level1 level2 level3 value", 1, 2},
      {"names only, side by side", {"一级指标 | 二级指标 | 指标内容 | 指标值 | 二级指标 | 指标内容 | 指标值"}, 0,
          "level1 level2 level3 value level2 level3 value", 1, 2},
      {"a section label beside", {"绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值", "^ | 产出指标 | 数量指标 | 培训 | 5",
                                  "^ | ^ | 质量指标 | 合格率 | 6"}, 0,
          "- level1 level2 level3 value", 1, 1},
      {"merged columns", {"一级指标 | 二级指标 | < | 三级指标 | < | < | 指标值"}, 0,
          "level1 level2*2 level3*3 value", 1, 1},
      {"weights of the levels", {"一级指标 | 权重 | 二级指标 | 权重 | 三级指标 | 权重 | 指标值"}, 0,
          "level1 - level2 - level3 weight value", 1, 1},
      {"unit left of the levels is an agency", {"单位 | 项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标值"}, 0,
          "agency project level1 level2 level3 value", 1, 1},
      {"two names for the indicator", {"绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值"}, 0,
          "- level1 level2 level3 value", 1, 1},
      {"goals and money", {"项目名称 | 预算金额（万元） | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值"}, 0,
          "project money goal level1 level2 level3 value", 1, 1},
      {"the label of the section says annual", {"年度指标 | 一级指标 | 二级指标 | 三级指标 | 指标值"}, 0,
          "- level1 level2 level3 value", 1, 1},
      {"a goal right of the names is their target", {"一级指标 | 二级指标 | 三级指标 | 年度目标 | 实际完成情况"}, 0,
          "level1 level2 level3 value actual", 1, 1},
      {"so is a standard", {"一级指标 | 二级指标 | 指标内容 | 绩效标准 | 评分标准"}, 0, "level1 level2 level3 value note", 1, 1},
      {"a standard beside the target", {"一级指标 | 二级指标 | 指标内容 | 指标值 | 绩效标准"}, 0,
          "level1 level2 level3 value note", 1, 1},
      {"level 3 and value alone", {"序号 | 指标名称 | 指标值 | 备注"}, 0, "number level3 value note", 1, 1},
      {"a row of data", {"产出指标 | 数量指标 | 培训人数 | 5"}, 0, "", 0, 0},
      {"names without values", {"项目名称 | 三级指标 | 备注"}, 0, "", 0, 0},
      {"levels without a name", {"一级指标 | 指标值"}, 0, "", 0, 0},
      {"a budget table", {"科目编码 | 科目名称 | 合计 | 基本支出"}, 0, "", 0, 0},
      {"nothing", {" | | "}, 0, "", 0, 0},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Table table = MakeTable(c.rows);
    const TableView view(table);
    const std::optional<HeadMap> head = ReadHead(view, c.row);
    ASSERT_EQ(head.has_value(), *c.want != '\0');
    if (head) {
      EXPECT_EQ(Describe(*head), c.want);
      EXPECT_EQ(head->data_row, c.data_row);
      EXPECT_EQ(head->groups, c.groups);
      EXPECT_FALSE(head->inferred);
    }
  }
}

TEST(ReadHead, KeepsWhatIsPrinted) {
  const Table table =
      MakeTable({"一级指标 | 二级指标 | 三级指标 | 年度\n指标值 | <", "^ | ^ | ^ | 性质 | 值"});
  const TableView view(table);
  const std::optional<HeadMap> head = ReadHead(view, 0);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->columns[3].head, "年度指标值/性质");
  EXPECT_EQ(head->first_row, 0);
}

TEST(ReadHead, FirstRowMayStandAboveTheLevels) {
  const Table table = MakeTable(
      {"项目绩效目标表 | < | < | < | <", "项目名称 | 绩效指标 | < | < | <",
       "^ | 一级指标 | 二级指标 | 三级指标 | 指标值", "甲 | 产出指标 | 数量指标 | 乙 | 5"});
  const TableView view(table);
  const std::optional<HeadMap> head = ReadHead(view, 2);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->first_row, 1);
  EXPECT_EQ(head->data_row, 3);
}

// Heads in words that the vocabulary does not know are told by the cells under them.
TEST(ReadHead, TellsUnknownHeadsByTheirCells) {
  struct Case {
    const char* name;
    Rows rows;
    const char* want;
    bool inferred;
  };
  const Case cases[] = {
      // clang-format off
      {"a value column",
       {"一级指标 | 二级指标 | 三级指标 | 取值要求", "产出指标 | 数量指标 | 培训 | ≥5人", "^ | 质量指标 | 合格率 | 95%"},
       "level1 level2 level3 value", true},
      {"a sign column",
       {"一级指标 | 二级指标 | 三级指标 | 方式 | 指标值", "产出指标 | 数量指标 | 培训 | ≥ | 5", "^ | 质量指标 | 合格率 | ≥ | 95"},
       "level1 level2 level3 sign value", false},
      {"one level column under any name",
       {"类别 | 三级指标 | 指标值", "数量指标 | 培训 | ≥5人", "质量指标 | 合格率 | 95%", "时效指标 | 及时率 | 100%"},
       "level2 level3 value", false},
      {"both level columns under any name",
       {"类别 | 子类 | 三级指标 | 指标值", "产出指标 | 数量指标 | 培训 | ≥5人", "^ | 质量指标 | 合格率 | 95%"},
       "level1 level2 level3 value", false},
      {"names between level 2 and the value",
       {"一级指标 | 二级指标 | 主要事项 | 指标值", "产出指标 | 数量指标 | 培训 | ≥5人", "^ | 质量指标 | 合格率 | 95%"},
       "level1 level2 level3 value", true},
      {"names under the head of level 2",
       {"一级指标 | 二级指标 | 指标值", "数量指标 | 培训 | ≥5人", "质量指标 | 合格率 | 95%"},
       "level2 level3 value", true},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Table table = MakeTable(c.rows);
    const TableView view(table);
    const std::optional<HeadMap> head = ReadHead(view, 0);
    ASSERT_TRUE(head.has_value());
    EXPECT_EQ(Describe(*head), c.want);
    EXPECT_EQ(head->inferred, c.inferred);
  }
}

TEST(InferHead, TellsColumnsByTheirCells) {
  struct Case {
    const char* name;
    Rows rows;
    const char* want;  // empty: the cells do not say
    int data_row;
  };
  const Case cases[] = {
      // clang-format off
      {"values",
       {"产出指标 | 数量指标 | 培训 | ≥5人", "^ | 质量指标 | 合格率 | 95%", "效益指标 | 社会效益指标 | 影响 | 提升"},
       "level1 level2 level3 value", 0},
      {"sign, value, unit",
       {"产出指标 | 数量指标 | 培训 | ≥ | 5 | 人", "^ | 质量指标 | 合格率 | ≥ | 95 | %", "^ | 时效指标 | 及时率 | = | 100 | %"},
       "level1 level2 level3 sign value unit", 0},
      {"a project before them",
       {"道路养护 | 01 | 产出指标 | 数量指标 | 里程 | ≥5公里", "^ | 01 | ^ | 质量指标 | 合格率 | 95%", "^ | 01 | ^ | 时效指标 | 及时率 | 95%"},
       "project level1 level2 level3 value", 0},
      {"no level 1",
       {"数量指标 | 培训 | ≥5人", "质量指标 | 合格率 | 95%", "时效指标 | 及时率 | 100%"},
       "level2 level3 value", 0},
      {"under a head in unknown words",
       {"甲栏 | 乙栏 | 丙栏 | 丁栏", "产出指标 | 数量指标 | 培训 | ≥5人", "^ | 质量指标 | 合格率 | 95%", "^ | 时效指标 | 及时率 | 100%"},
       "level1 level2 level3 value", 1},
      {"too few rows", {"产出指标 | 数量指标 | 培训 | ≥5人", "^ | 质量指标 | 合格率 | 95%"}, "", 0},
      {"no values", {"产出指标 | 数量指标 | 培训班若干期", "^ | 质量指标 | 合格情况", "^ | 时效指标 | 及时办理"}, "", 0},
      {"names of nothing", {"甲 | 乙 | 丙 | 5", "甲 | 乙 | 丙 | 5", "甲 | 乙 | 丙 | 5"}, "", 0},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Table table = MakeTable(c.rows);
    const TableView view(table);
    const std::optional<HeadMap> head = InferHead(view);
    ASSERT_EQ(head.has_value(), *c.want != '\0') << (head ? Describe(*head) : "");
    if (head) {
      EXPECT_EQ(Describe(*head), c.want);
      EXPECT_EQ(head->data_row, c.data_row);
      EXPECT_TRUE(head->inferred);
    }
  }
}

TEST(HeadMap, FindsByRoleAndGroup) {
  const Table table = MakeTable(
      {"一级指标 | 二级指标 | 三级指标 | 指标值 | 一级指标 | 二级指标 | 三级指标 | 指标值"});
  const TableView view(table);
  const std::optional<HeadMap> head = ReadHead(view, 0);
  ASSERT_TRUE(head.has_value());
  ASSERT_NE(head->Find(ColumnRole::kValue, 0), nullptr);
  EXPECT_EQ(head->Find(ColumnRole::kValue, 0)->col0, 3);
  ASSERT_NE(head->Find(ColumnRole::kValue, 1), nullptr);
  EXPECT_EQ(head->Find(ColumnRole::kValue, 1)->col0, 7);
  EXPECT_EQ(head->Find(ColumnRole::kValue, 2), nullptr);
  EXPECT_TRUE(head->Has(ColumnRole::kLevel3));
  EXPECT_FALSE(head->Has(ColumnRole::kUnit));
}

}  // namespace
}  // namespace zhibiao
