#include "extractors/indicator_reader.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/table_maker.h"

namespace zhibiao {
namespace {

using test::MakeJoined;
using Rows = std::vector<std::string>;

struct ReadTable {
  DocumentRecord record;
  std::vector<Finding> findings;
  std::vector<int> unread;  // rows that gave nothing although they have text

  bool Has(FindingCode code) const {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return finding.code == code; });
  }
};

// Reads the rows under the first head of `joined`.
ReadTable Read(const JoinedTable& joined, const std::string& project = {}) {
  ReadTable read;
  Findings findings;
  const TableView view(joined.table);
  std::optional<HeadMap> head;
  for (int row = 0; row < view.rows() && !head; ++row) {
    head = ReadHead(view, row);
  }
  EXPECT_TRUE(head.has_value());
  if (head) {
    IndicatorReader reader(joined, view, 0, read.record, findings);
    const int first = head->data_row;
    reader.Begin(std::move(*head), project);
    for (int row = first; row < view.rows(); ++row) {
      if (!reader.ReadRow(row)) {
        read.unread.push_back(row);
      }
    }
  }
  read.findings = findings.Take();
  return read;
}

ReadTable Read(const Rows& rows, const std::vector<int>& page_starts = {}) {
  return Read(MakeJoined(rows, page_starts));
}

std::string Describe(const Level& level) {
  const char* mark = level.source == FieldSource::kInherited  ? "~"
                     : level.source == FieldSource::kInferred ? "?"
                                                              : "";
  return level.text.empty() ? "" : mark + level.text;
}

// "产出指标 > ~数量指标 > 培训人数 target ≥|5|人": "~" inherited, "?" inferred; the sign and the
// unit where they have columns of their own.
std::string Describe(const Indicator& indicator) {
  std::string out = Describe(indicator.level1) + " > " + Describe(indicator.level2) + " > " +
                    Describe(indicator.level3);
  for (const IndicatorValue& value : indicator.values) {
    out += std::string(" ") + ValueRoleName(value.role) + " ";
    out += value.raw_sign ? *value.raw_sign + "|" : "";
    out += value.raw;
    out += value.raw_unit ? "|" + *value.raw_unit : "";
  }
  return out;
}

Rows Describe(const ReadTable& read) {
  Rows out;
  for (const Indicator& indicator : read.record.indicators) {
    out.push_back(Describe(indicator));
  }
  return out;
}

TEST(IndicatorReader, Levels) {
  struct Case {
    const char* name;
    Rows rows;
    Rows want;
  };
  const char* head = "一级指标 | 二级指标 | 三级指标 | 指标值";
  const Case cases[] = {
      // clang-format off
      {"printed in each row",
       {head, "产出指标 | 数量指标 | 甲 | 1", "产出指标 | 质量指标 | 乙 | 2"},
       {"产出指标 > 数量指标 > 甲 target 1", "产出指标 > 质量指标 > 乙 target 2"}},
      {"merged over rows",
       {head, "产出指标 | 数量指标 | 甲 | 1", "^ | ^ | 乙 | 2", "^ | 质量指标 | 丙 | 3"},
       {"产出指标 > 数量指标 > 甲 target 1", "~产出指标 > ~数量指标 > 乙 target 2", "~产出指标 > 质量指标 > 丙 target 3"}},
      {"blank instead of merged",
       {head, "产出指标 | 数量指标 | 甲 | 1", " | | 乙 | 2", " | 质量指标 | 丙 | 3"},
       {"产出指标 > 数量指标 > 甲 target 1", "~产出指标 > ~数量指标 > 乙 target 2", "~产出指标 > 质量指标 > 丙 target 3"}},
      {"the publisher left a merged level blank",
       {head, "产出指标 | 数量指标 | 甲 | 1", "^ | | 乙 | 2", "^ | ^ | 丙 | 3"},
       {"产出指标 > 数量指标 > 甲 target 1", "~产出指标 >  > 乙 target 2", "~产出指标 >  > 丙 target 3"}},
      {"another level 1, level 2 blank",
       {head, "产出指标 | 数量指标 | 甲 | 1", "效益指标 | | 乙 | 2"},
       {"产出指标 > 数量指标 > 甲 target 1", "效益指标 >  > 乙 target 2"}},
      {"level 1 blank, level 2 tells it",
       {head, "产出指标 | 数量指标 | 甲 | 1", " | 社会效益指标 | 乙 | 2"},
       {"产出指标 > 数量指标 > 甲 target 1", "?效益指标 > 社会效益指标 > 乙 target 2"}},
      {"level 1 merged, level 2 of another",
       {head, "产出指标 | 数量指标 | 甲 | 1", "^ | 社会效益指标 | 乙 | 2"},
       {"产出指标 > 数量指标 > 甲 target 1", "~产出指标 > 社会效益指标 > 乙 target 2"}},
      {"one cell over both levels names a level 2",
       {head, "产出指标 | 数量指标 | 甲 | 1", "社会效益指标 | < | 乙 | 2"},
       {"产出指标 > 数量指标 > 甲 target 1", "?效益指标 > 社会效益指标 > 乙 target 2"}},
      {"one cell over both levels names a level 1",
       {head, "产出指标 | 数量指标 | 甲 | 1", "满意度指标 | < | 乙 | 2"},
       {"产出指标 > 数量指标 > 甲 target 1", "满意度指标 >  > 乙 target 2"}},
      {"numbering starts again: another level 2",
       {head, "产出指标 | 数量指标 | 指标1：甲 | 1", "^ | | 指标2：乙 | 2", "^ | | 指标1：丙 | 3"},
       {"产出指标 > 数量指标 > 指标1：甲 target 1", "~产出指标 > ~数量指标 > 指标2：乙 target 2", "~产出指标 >  > 指标1：丙 target 3"}},
      {"a level nobody knows",
       {head, "产出指标 | 其他类 | 甲 | 1"},
       {"产出指标 > 其他类 > 甲 target 1"}},
      {"scores in the labels",
       {head, "产出指标（50分） | 数量指标 | 甲 | 1"},
       {"产出指标（50分） > 数量指标 > 甲 target 1"}},
      {"a label over two lines",
       {head, "产出\n指标 | 数量\n指标 | 甲\n乙 | 1"},
       {"产出指标 > 数量指标 > 甲乙 target 1"}},
      {"no level 1 column",
       {"二级指标 | 三级指标 | 指标值", "数量指标 | 甲 | 1", "^ | 乙 | 2", "社会效益指标 | 丙 | 3"},
       {"?产出指标 > 数量指标 > 甲 target 1", "?产出指标 > ~数量指标 > 乙 target 2", "?效益指标 > 社会效益指标 > 丙 target 3"}},
      {"fused into the name",
       {"指标名称 | 指标值", "产出指标数量指标培训人数 | 5", "效益指标培训 | 6", "培训人数 | 7"},
       {"产出指标 > 数量指标 > 培训人数 target 5", " >  > 效益指标培训 target 6", " >  > 培训人数 target 7"}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Describe(Read(c.rows)), c.want);
  }
}

TEST(IndicatorReader, CodesOfLevels) {
  const ReadTable read =
      Read({"一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标（50分） | 成本指标 | 甲 | 1",
            "成本指标 | 经济成本指标 | 乙 | 2", "成本指标 | 甲类 | 丙 | 3"});
  ASSERT_EQ(read.record.indicators.size(), 3U);
  EXPECT_EQ(read.record.indicators[0].level1.code, "output");
  EXPECT_EQ(read.record.indicators[0].level2.code, "output.cost");
  EXPECT_EQ(read.record.indicators[1].level1.code, "cost");
  EXPECT_EQ(read.record.indicators[1].level2.code, "cost.economic");
  EXPECT_EQ(read.record.indicators[2].level2.code, "");
  EXPECT_LT(read.record.indicators[2].confidence, read.record.indicators[1].confidence);
}

TEST(IndicatorReader, Values) {
  struct Case {
    const char* name;
    Rows rows;
    Rows want;
  };
  const Case cases[] = {
      // clang-format off
      {"sign and unit of their own",
       {"一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位", "产出指标 | 数量指标 | 甲 | ≥ | 5 | 人"},
       {"产出指标 > 数量指标 > 甲 target ≥|5|人"}},
      {"blank sign and unit are not null",
       {"一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位", "产出指标 | 数量指标 | 甲 | | 5 |"},
       {"产出指标 > 数量指标 > 甲 target |5|"}},
      {"period and annual",
       {"一级指标 | 二级指标 | 三级指标 | 实施周期指标值 | 年度指标值", "产出指标 | 数量指标 | 甲 | 15 | 5"},
       {"产出指标 > 数量指标 > 甲 period 15 annual 5"}},
      {"annual alone is the target",
       {"一级指标 | 二级指标 | 三级指标 | 年度指标值", "产出指标 | 数量指标 | 甲 | 5"},
       {"产出指标 > 数量指标 > 甲 target 5"}},
      {"target and actual",
       {"一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值", "产出指标 | 数量指标 | 甲 | ≥5 | 6"},
       {"产出指标 > 数量指标 > 甲 target ≥5 actual 6"}},
      {"a sign column binds the target, not what was done",
       {"一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值", "产出指标 | 数量指标 | 甲 | ≥ | 5 | 人 | 6",
        "^ | 质量指标 | 乙 | ≥ | 95 | % | 96%"},
       {"产出指标 > 数量指标 > 甲 target ≥|5|人 actual 6|人", "~产出指标 > 质量指标 > 乙 target ≥|95|% actual 96%"}},
      {"parts under the target's head only",
       {"一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | 实际完成值", "^ | ^ | ^ | 性质 | 值 | 单位 | ^",
        "产出指标 | 数量指标 | 甲 | ≥ | 5 | 人 | 6"},
       {"产出指标 > 数量指标 > 甲 target ≥|5|人 actual 6"}},
      {"two tables side by side",
       {"一级指标 | 二级指标 | 三级指标 | 指标值 | 一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 数量指标 | 甲 | 15 | 产出指标 | 数量指标 | 乙 | 5", "^ | ^ | 丙 | 16 | ^ | 质量指标 | 丁 | 6"},
       {"产出指标 > 数量指标 > 甲 period 15", "产出指标 > 数量指标 > 乙 annual 5",
        "~产出指标 > ~数量指标 > 丙 period 16", "~产出指标 > 质量指标 > 丁 annual 6"}},
      {"side by side, one side shorter",
       {"二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值", "数量指标 | 甲 | 15 | 数量指标 | 乙 | 5", " | | | 质量指标 | 丁 | 6"},
       {"?产出指标 > 数量指标 > 甲 period 15", "?产出指标 > 数量指标 > 乙 annual 5", "?产出指标 > 质量指标 > 丁 annual 6"}},
      {"levels across the table",
       {"序号 | 指标名称 | 指标值", "产出指标（50分） | < | <", "1 | 甲 | 5", "质量指标 | < | <", "2 | 乙 | 6", "效益指标 | < | <", "3 | 丙 | 7"},
       {"~产出指标（50分） >  > 甲 target 5", "~产出指标（50分） > ~质量指标 > 乙 target 6", "~效益指标 >  > 丙 target 7"}},
      {"four levels",
       {"一级指标 | 二级指标 | 三级指标 | 四级指标 | 指标值", "实施效果指标 | 产出指标 | 数量指标 | 甲 | 5", "^ | ^ | 质量指标 | 乙 | 6"},
       {"产出指标 > 数量指标 > 甲 target 5", "~产出指标 > 质量指标 > 乙 target 6"}},
      {"four levels, one of them the form's own",
       {"一级指标 | 二级指标 | 三级指标 | 四级指标 | 指标值", "产出指标 | 数量指标 | 养护 | 甲 | 5", "^ | 质量指标 | 验收 | 乙 | 6"},
       {"产出指标 > 数量指标 > 甲 target 5", "~产出指标 > 质量指标 > 乙 target 6"}},
      {"a value over two names",
       {"一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 甲 | 5", "^ | ^ | 乙 | ^"},
       {"产出指标 > 数量指标 > 甲 target 5", "~产出指标 > ~数量指标 > 乙 target 5"}},
      {"a value in lines",
       {"一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 甲 | ≥5\n人次"},
       {"产出指标 > 数量指标 > 甲 target ≥5人次"}},
      {"an indicator without a value",
       {"一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 甲 |"},
       {"产出指标 > 数量指标 > 甲 target "}},
      {"a level without an indicator",
       {"一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | |", "^ | 质量指标 | 乙 | 2"},
       {"~产出指标 > 质量指标 > 乙 target 2"}},
      {"cells that span other columns than the head's",
       {"一级指标 | 二级指标 | 三级指标 | < | 指标值", "产出指标 | 数量指标 | 培训 | 人数 | 5"},
       {"产出指标 > 数量指标 > 培训人数 target 5"}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ReadTable read = Read(c.rows);
    EXPECT_EQ(Describe(read), c.want);
    EXPECT_TRUE(read.unread.empty());
  }
}

TEST(IndicatorReader, WhatStandsBesideTheValue) {
  const ReadTable read =
      Read({"一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | "
            "偏差原因分析及改进措施",
            "产出指标 | 数量指标 | 甲 | ≥5 | 4 | 10 | 8.5 | 人员\n不足",
            "^ | ^ | 乙 | ≥5 | 6 | 10 | 10 |", "合计 | < | < | | | 20 | 18.5 |"});
  ASSERT_EQ(read.record.indicators.size(), 2U);  // totals are no indicators
  const Indicator& indicator = read.record.indicators[0];
  EXPECT_EQ(indicator.weight, "10");
  EXPECT_EQ(indicator.score, "8.5");
  EXPECT_EQ(indicator.deviation_reason, "人员不足");
  EXPECT_EQ(indicator.ordinal, 1);
  EXPECT_EQ(indicator.table, 0);
  EXPECT_EQ(indicator.row, 1);
  EXPECT_EQ(indicator.source.box, (Rect{200, 20, 300, 40}));            // the name's cell
  EXPECT_EQ(indicator.values[1].source.box, (Rect{400, 20, 500, 40}));  // the value's
  EXPECT_EQ(read.record.indicators[1].ordinal, 2);
  EXPECT_TRUE(read.unread.empty());
}

TEST(IndicatorReader, Projects) {
  const ReadTable read =
      Read({"项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标值",
            "道路养护 | 产出指标 | 数量指标 | 甲 | 1", "^ | ^ | 质量指标 | 乙 | 2",
            "桥梁\n加固 | 产出指标 | 数量指标 | 丙 | 3", "绿化 | | 质量指标 | 丁 | 4"});
  ASSERT_EQ(read.record.indicators.size(), 4U);
  const char* want[] = {"道路养护", "道路养护", "桥梁加固", "绿化"};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(read.record.indicators[i].project, want[i]);
  }
  // A level is not carried over from one project to the next.
  EXPECT_EQ(Describe(read.record.indicators[3]), "?产出指标 > 质量指标 > 丁 target 4");
}

TEST(IndicatorReader, ProjectOfTheForm) {
  const ReadTable read =
      Read(MakeJoined({"一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 甲 | 1"}),
           "道路养护");
  ASSERT_EQ(read.record.indicators.size(), 1U);
  EXPECT_EQ(read.record.indicators[0].project, "道路养护");
}

TEST(IndicatorReader, RowsCutInTwo) {
  struct Case {
    const char* name;
    Rows rows;
    std::vector<int> page_starts;
    Rows want;
  };
  const char* head = "一级指标 | 二级指标 | 三级指标 | 指标值";
  const Case cases[] = {
      // clang-format off
      {"the name goes on over the page break",
       {head, "产出指标 | 数量指标 | 完成道路 | ≥5公里", " | | 养护里程 |"}, {2},
       {"产出指标 > 数量指标 > 完成道路养护里程 target ≥5公里"}},
      {"the value goes on over the page break",
       {head, "产出指标 | 数量指标 | 养护里程 | 不少于", " | | | 5公里"}, {2},
       {"产出指标 > 数量指标 > 养护里程 target 不少于5公里"}},
      {"a whole row after the page break",
       {head, "产出指标 | 数量指标 | 甲 | 1", " | | 乙 | 2"}, {2},
       {"产出指标 > 数量指标 > 甲 target 1", "~产出指标 > ~数量指标 > 乙 target 2"}},
      {"a level of its own after the page break",
       {head, "产出指标 | 数量指标 | 甲 | 1", " | 质量指标 | 乙 |"}, {2},
       {"产出指标 > 数量指标 > 甲 target 1", "~产出指标 > 质量指标 > 乙 target "}},
      {"no page break, no joining",
       {head, "产出指标 | 数量指标 | 甲 | 1", " | | 乙 |"}, {},
       {"产出指标 > 数量指标 > 甲 target 1", "~产出指标 > ~数量指标 > 乙 target "}},
      {"a numbered name in two cells beside one value",
       {head, "产出指标 | 数量指标 | 指标1：完成道路 | ≥5公里", "^ | ^ | 养护里程 | ^"}, {},
       {"产出指标 > 数量指标 > 指标1：完成道路养护里程 target ≥5公里"}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ReadTable read = Read(c.rows, c.page_starts);
    EXPECT_EQ(Describe(read), c.want);
    const bool joined = read.record.indicators.size() == 1;
    EXPECT_EQ(read.Has(FindingCode::kContinuationDoubt), joined);
    EXPECT_EQ(read.record.indicators[0].confidence < 0.95, joined);
  }
}

TEST(IndicatorReader, RowsOfTheEmptyForm) {
  const ReadTable read =
      Read({"一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 指标1：甲 | 1",
            "^ | ^ | 指标2： |", "^ | ^ | …… |"});
  EXPECT_EQ(read.record.indicators.size(), 1U);
  EXPECT_TRUE(read.Has(FindingCode::kTemplateDebris));
  EXPECT_TRUE(read.unread.empty());
}

TEST(IndicatorReader, AValueWithoutANameIsNotLost) {
  const ReadTable read = Read({"一级指标 | 二级指标 | 三级指标 | 指标值",
                               "产出指标 | 数量指标 | 甲 | 1", "^ | 质量指标 | | 95%"});
  EXPECT_EQ(Describe(read),
            (Rows{"产出指标 > 数量指标 > 甲 target 1", "~产出指标 > 质量指标 >  target 95%"}));
  EXPECT_EQ(read.unread, std::vector<int>{2});
  EXPECT_LT(read.record.indicators[1].confidence, 0.6);
}

Cell& CellNamed(JoinedTable& joined, const std::string& text) {
  const auto it = std::find_if(joined.table.cells.begin(), joined.table.cells.end(),
                               [&](const Cell& cell) { return cell.text == text; });
  EXPECT_NE(it, joined.table.cells.end()) << text;
  return *it;
}

TEST(IndicatorReader, KeepsWhatTheOtherEngineRead) {
  JoinedTable joined =
      MakeJoined({"一级指标 | 二级指标 | 三级指标 | 性质 | 指标值 | 单位",
                  "产出指标 | 数量指标 | 甲 | ≥ | 95 | %", "^ | 质量指标 | 乙 | = | 6\n0 | 个"});
  CellNamed(joined, "≥").other = "2";
  CellNamed(joined, "%").other = "";
  CellNamed(joined, "6\n0").other = "8\n0";
  const ReadTable read = Read(joined);
  ASSERT_EQ(read.record.indicators.size(), 2U);
  const IndicatorValue& first = read.record.indicators[0].values[0];
  EXPECT_EQ(first.raw_other, std::nullopt);
  EXPECT_EQ(first.sign_other, "2");
  EXPECT_EQ(first.unit_other, "");
  EXPECT_EQ(first.raw_sign, "≥");  // the reading itself stays
  const IndicatorValue& second = read.record.indicators[1].values[0];
  EXPECT_EQ(second.raw, "60");
  EXPECT_EQ(second.raw_other, "80");
  EXPECT_EQ(second.sign_other, std::nullopt);
}

TEST(IndicatorReader, ARowIsNoSurerThanItsReadings) {
  struct Case {
    const char* doubted;       // text of the cell
    std::vector<double> want;  // confidences of the rows
    bool reported;
  };
  constexpr double kSure = 0.99;
  const Case cases[] = {
      // clang-format off
      {"产出指标", {0.8, 0.8, 0.8},       true},  // inherited by a row whose own cell is blank
      {"数量指标", {0.8, 0.8, kSure},     true},
      {"质量指标", {kSure, kSure, 0.8},   true},
      {"乙",       {kSure, 0.8, kSure},   true},
      {"≥",        {0.8, kSure, kSure},   true},
      {"6",        {kSure, 0.8, kSure},   true},
      {"个",       {kSure, kSure, 0.8},   true},
      {"10",       {0.8, kSure, kSure},   true},
      {"无",       {kSure, kSure, kSure}, false},  // not in the record
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.doubted);
    JoinedTable joined =
        MakeJoined({"一级指标 | 二级指标 | 三级指标 | 性质 | 指标值 | 单位 | 分值 | 备注",
                    "产出指标 | 数量指标 | 甲 | ≥ | 5 | 人 | 10 | 无",
                    "^ | ^ | 乙 | = | 6 | 次 | 20 | ", " | 质量指标 | 丙 | = | 7 | 个 | 30 | "});
    for (Cell& cell : joined.table.cells) {
      cell.source.origin = TextOrigin::kOcr;
    }
    CellNamed(joined, c.doubted).source.confidence = 0.8;
    const ReadTable read = Read(joined);
    std::vector<double> got;
    for (const Indicator& indicator : read.record.indicators) {
      got.push_back(indicator.confidence);
    }
    EXPECT_EQ(got, c.want);
    EXPECT_EQ(read.findings.size(), c.reported ? 1U : 0U);
    EXPECT_EQ(read.Has(FindingCode::kReadingDoubt), c.reported);
  }
}

TEST(IndicatorReader, RowsCutByAPageBreakKeepBothReadings) {
  JoinedTable joined = MakeJoined(
      {"一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 培训 | ", " | | | 95%"},
      {2});
  CellNamed(joined, "95%").other = "35%";
  CellNamed(joined, "95%").source.confidence = 0.6;
  const ReadTable read = Read(joined);
  ASSERT_EQ(read.record.indicators.size(), 1U);
  EXPECT_EQ(read.record.indicators[0].values[0].raw, "95%");
  EXPECT_EQ(read.record.indicators[0].values[0].raw_other, "35%");
  EXPECT_EQ(read.record.indicators[0].confidence, 0.6);
}

// Users take a record of 0.95 and above without a look.
TEST(IndicatorReader, Confidence) {
  const Rows plain = {"一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 分值",
                      "产出指标 | 数量指标 | 甲 | ≥ | 5 | 人 | 10"};
  const auto confidence = [](const JoinedTable& joined) {
    const ReadTable read = Read(joined);
    return read.record.indicators.empty() ? -1 : read.record.indicators[0].confidence;
  };
  EXPECT_GE(confidence(MakeJoined(plain)), 0.95);

  JoinedTable clipped = MakeJoined(plain);
  clipped.clipped[9] = true;  // the name's cell
  EXPECT_LT(confidence(clipped), 0.95);

  JoinedTable unruled = MakeJoined(plain);
  unruled.ruled = false;
  EXPECT_LT(confidence(unruled), 0.95);

  JoinedTable doubtful = MakeJoined(plain);
  doubtful.table.confidence = 0.8;
  EXPECT_LT(confidence(doubtful), 0.95);

  JoinedTable recognised = MakeJoined(plain);
  recognised.table.cells[9].source.confidence = 0.5;
  EXPECT_LE(confidence(recognised), 0.5);

  struct Case {
    const char* name;
    const char* row;
  };
  const Case doubts[] = {
      // clang-format off
      {"a character that the font does not name", "产出指标 | 数量指标 | 甲\uFFFD | ≥ | 5 | 人 | 10"},
      {"a level for a name",                      "产出指标 | 数量指标 | 产出指标 | ≥ | 5 | 人 | 10"},
      {"an unknown level",                        "产出指标 | 甲类 | 甲 | ≥ | 5 | 人 | 10"},
      {"no value",                                "产出指标 | 数量指标 | 甲 | | | | 10"},
      {"a number for a unit",                     "产出指标 | 数量指标 | 甲 | ≥ | 人 | 5 | 10"},
      {"a word for a sign",                       "产出指标 | 数量指标 | 甲 | 人 | 5 | 人 | 10"},
      {"a word for a weight",                     "产出指标 | 数量指标 | 甲 | ≥ | 5 | 人 | 高"},
      // clang-format on
  };
  for (const Case& c : doubts) {
    EXPECT_LT(confidence(MakeJoined({plain[0], c.row})), 0.95) << c.name;
  }
}

}  // namespace
}  // namespace zhibiao
