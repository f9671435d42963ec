#include "extractors/form_reader.h"

#include <algorithm>
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
  FormFacts facts;

  bool Has(FindingCode code) const {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return finding.code == code; });
  }
};

ReadTable Read(const Rows& rows, const std::string& caption = {}) {
  ReadTable read;
  Findings findings;
  JoinedTable joined = MakeJoined(rows);
  joined.table.caption = caption;
  read.facts = ReadForm(std::move(joined), read.record, findings);
  read.findings = findings.Take();
  EXPECT_EQ(read.record.tables.size(), 1U);
  EXPECT_EQ(read.record.coverage.tables, 1);
  return read;
}

// "项目: 名称 值": project, name and first value of each indicator.
Rows IndicatorsOf(const ReadTable& read) {
  Rows out;
  for (const Indicator& indicator : read.record.indicators) {
    const std::string value = indicator.values.empty() ? "" : " " + indicator.values[0].raw;
    out.push_back(indicator.project + ": " + indicator.level3.text + value);
  }
  return out;
}

const Rows kProjectForm = {
    // NOLINTPREVIOUSLINE(cert-err58-cpp): test data
    "项目名称 | 道路养护 | < | < | <",
    "主管部门 | 231_青泽市交通局 | < | 实施单位 | 青泽市公路中心",
    "项目资金（万元） | 年度资金总额 | 100.00 | < | <",
    "^ | 其中：财政拨款 | 100.00 | < | <",
    "年度总体目标 | 完成道路养护。 | < | < | <",
    "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
    "^ | 产出指标 | 数量指标 | 养护里程 | ≥5公里",
    "^ | ^ | 质量指标 | 合格率 | ≥95%",
    "^ | 效益指标 | 社会效益指标 | 通行能力 | 提升",
};

TEST(ReadForm, ProjectForm) {
  const ReadTable read = Read(kProjectForm, "项目支出绩效目标表\n（2026年度）");
  EXPECT_EQ(IndicatorsOf(read), (Rows{"道路养护: 养护里程 ≥5公里", "道路养护: 合格率 ≥95%",
                                      "道路养护: 通行能力 提升"}));
  EXPECT_EQ(read.facts.agency, "青泽市交通局");
  ASSERT_EQ(read.record.goals.size(), 1U);
  EXPECT_EQ(read.record.goals[0].project, "道路养护");
  EXPECT_EQ(read.record.funding.size(), 2U);
  EXPECT_EQ(read.record.tables[0].form_id, "project.plain");
  const Coverage& coverage = read.record.coverage;
  EXPECT_EQ(coverage.tables_recognised, 1);
  EXPECT_EQ(coverage.rows, 3);
  EXPECT_EQ(coverage.rows_parsed, 3);
  EXPECT_TRUE(coverage.unparsed.empty());
  EXPECT_TRUE(read.findings.empty());
}

TEST(ReadForm, FormsInOneGrid) {
  Rows rows = kProjectForm;
  Rows second = kProjectForm;
  second[0] = "项目名称 | 桥梁加固 | < | < | <";
  rows.insert(rows.end(), second.begin(), second.end());
  const ReadTable read = Read(rows, "项目支出绩效目标表");
  ASSERT_EQ(read.record.indicators.size(), 6U);
  EXPECT_EQ(read.record.indicators[2].project, "道路养护");
  EXPECT_EQ(read.record.indicators[3].project, "桥梁加固");
  ASSERT_EQ(read.record.goals.size(), 2U);
  EXPECT_EQ(read.record.goals[1].project, "桥梁加固");
  EXPECT_EQ(read.record.funding.size(), 4U);
  EXPECT_EQ(read.record.coverage.rows, 6);
}

TEST(ReadForm, BlocksAfterTheIndicators) {
  const ReadTable read = Read(
      {"一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 养护里程 | ≥5公里",
       "年度总体目标 | 完成道路养护。 | < | <", "年度重点工作任务 | 日常养护--全年-10.00 | < | <"},
      "部门整体支出绩效目标表");
  EXPECT_EQ(read.record.indicators.size(), 1U);
  EXPECT_EQ(read.record.goals.size(), 1U);
  EXPECT_EQ(read.record.tasks.size(), 1U);
}

TEST(ReadForm, ProjectAboveTheTable) {
  const ReadTable read =
      Read({"一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 养护里程 | ≥5公里"},
           "项目支出绩效目标表\n项目名称：道路养护\n单位：万元");
  EXPECT_EQ(IndicatorsOf(read), Rows{"道路养护: 养护里程 ≥5公里"});
}

TEST(ReadForm, ListOfProjects) {
  const ReadTable read =
      Read({"项目名称 | 预算金额（万元） | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
            "道路养护 | 100.00 | 目标1：养护。目标2：巡查。 | 产出指标 | 数量指标 | 里程 | 5",
            "^ | ^ | ^ | ^ | 质量指标 | 合格率 | 95",
            "桥梁加固 | 20 | 加固三座桥。 | 产出指标 | 数量指标 | 桥梁 | 3"},
           "项目支出绩效目标表");
  EXPECT_EQ(IndicatorsOf(read),
            (Rows{"道路养护: 里程 5", "道路养护: 合格率 95", "桥梁加固: 桥梁 3"}));
  ASSERT_EQ(read.record.goals.size(), 3U);
  EXPECT_EQ(read.record.goals[1].text, "巡查。");
  EXPECT_EQ(read.record.goals[1].ordinal, 2);
  EXPECT_EQ(read.record.goals[2].project, "桥梁加固");
  ASSERT_EQ(read.record.funding.size(), 2U);
  EXPECT_EQ(read.record.funding[0].amount.raw, "100.00");
  EXPECT_EQ(read.record.funding[0].amount.unit, "万元");
  EXPECT_EQ(read.record.funding[1].project, "桥梁加固");
  EXPECT_EQ(read.record.tables[0].form_id, "list.project");
}

TEST(ReadForm, TitleInsideTheTable) {
  const ReadTable read =
      Read({"部门整体支出绩效目标申报表 | < | < | <", "一级指标 | 二级指标 | 三级指标 | 指标值",
            "产出指标 | 数量指标 | 养护里程 | ≥5公里"});
  EXPECT_EQ(read.record.tables[0].form_id, "department.whole");
}

TEST(ReadForm, WithoutAHead) {
  const ReadTable read = Read({"产出指标 | 数量指标 | 里程 | ≥5公里", "^ | 质量指标 | 合格率 | 95%",
                               "^ | 时效指标 | 及时率 | 100%"});
  EXPECT_EQ(read.record.indicators.size(), 3U);
  EXPECT_TRUE(read.Has(FindingCode::kUnknownForm));
  EXPECT_EQ(read.record.tables[0].form_id, "");
  for (const Indicator& indicator : read.record.indicators) {
    EXPECT_LT(indicator.confidence, 0.95);
  }
}

TEST(ReadForm, RowsWithoutANameAreReported) {
  const ReadTable read = Read({"一级指标 | 二级指标 | 三级指标 | 指标值",
                               "产出指标 | 数量指标 | 里程 | 5", "^ | 质量指标 | | 95%"},
                              "项目支出绩效目标表");
  EXPECT_TRUE(read.Has(FindingCode::kRowUnparsed));
  EXPECT_EQ(read.record.coverage.rows, 2);
  EXPECT_EQ(read.record.coverage.rows_parsed, 1);
  ASSERT_EQ(read.record.coverage.unparsed.size(), 1U);
  EXPECT_EQ(read.record.coverage.unparsed[0].text, "质量指标 | 95%");
  EXPECT_EQ(read.record.coverage.unparsed[0].source.page, 1);
}

TEST(ReadForm, OtherTablesGiveTheirCellsOnly) {
  struct Case {
    const char* name;
    Rows rows;
    const char* caption;
  };
  const Case cases[] = {
      // clang-format off
      {"a budget", {"科目编码 | 科目名称 | 合计", "2010101 | 行政运行 | 100.00"}, "收入支出决算总表"},
      {"money of a department", {"部门名称 | 青泽市财政局 | ", "资金总额 | 100 | 万元"}, "三公经费支出表"},
      {"a text about indicators", {"一级指标和二级指标 | 见附件"}, ""},
      {"nothing", {" | "}, ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ReadTable read = Read(c.rows, c.caption);
    EXPECT_TRUE(read.record.indicators.empty());
    EXPECT_TRUE(read.record.goals.empty());
    EXPECT_TRUE(read.record.funding.empty());
    EXPECT_EQ(read.record.disclosure.department, "");
    EXPECT_EQ(read.facts.agency, "");
    EXPECT_EQ(read.record.coverage.tables_recognised, 0);
    EXPECT_EQ(read.record.coverage.rows, 0);
    EXPECT_TRUE(read.findings.empty());
  }
}

// A department's form may have only goals and tasks on a page of its own.
TEST(ReadForm, ATitleIsEnoughForBlocks) {
  const Rows rows = {"部门名称 | 青泽市财政局", "年度总体目标 | 完成预算管理。"};
  EXPECT_EQ(Read(rows, "部门整体支出绩效目标表").record.goals.size(), 1U);
  EXPECT_EQ(Read(rows, "部门整体支出绩效目标表").record.disclosure.department, "青泽市财政局");
  EXPECT_EQ(Read(rows, "收支情况").record.goals.size(), 0U);
}

TEST(ReadForm, NumbersTablesAndIndicatorsOverTheDocument) {
  DocumentRecord record;
  Findings findings;
  ReadForm(MakeJoined({"科目编码 | 科目名称", "1 | 2"}), record, findings);
  for (int i = 0; i < 2; ++i) {
    ReadForm(
        MakeJoined({"一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 里程 | 5"}),
        record, findings);
  }
  ASSERT_EQ(record.indicators.size(), 2U);
  EXPECT_EQ(record.indicators[1].ordinal, 2);
  EXPECT_EQ(record.indicators[1].table, 2);
  EXPECT_EQ(record.tables.size(), 3U);
}

}  // namespace
}  // namespace zhibiao
