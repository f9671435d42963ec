#include "extractors/text_form_reader.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/text_reader.h"

namespace zhibiao {
namespace {

using Rows = std::vector<std::string>;

struct ReadDump {
  DocumentRecord record;
  std::vector<Finding> findings;

  bool Has(FindingCode code) const {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return finding.code == code; });
  }
};

// `lines` as a file has them: '|' stands for a tab.
ReadDump Read(const Rows& lines) {
  std::string bytes;
  for (std::string line : lines) {
    std::replace(line.begin(), line.end(), '|', '\t');
    bytes += line + '\n';
  }
  ReadDump read;
  Findings findings;
  const Result<std::vector<TextRow>> rows = ReadText(bytes, findings);
  EXPECT_TRUE(rows.ok());
  if (rows.ok()) {
    ReadTextForm(rows.value(), read.record, findings);
  }
  read.findings = findings.Take();
  return read;
}

std::string Describe(const Level& level) {
  const char* mark = level.source == FieldSource::kInherited  ? "~"
                     : level.source == FieldSource::kInferred ? "?"
                                                              : "";
  return level.text.empty() ? "" : mark + level.text;
}

// "产出指标 > ~数量指标 > 里程 period 15 annual 5".
Rows IndicatorsOf(const ReadDump& read) {
  Rows out;
  for (const Indicator& indicator : read.record.indicators) {
    std::string line = Describe(indicator.level1) + " > " + Describe(indicator.level2) + " > " +
                       indicator.level3.text;
    for (const IndicatorValue& value : indicator.values) {
      line += std::string(" ") + ValueRoleName(value.role) + " ";
      line += value.raw_sign ? *value.raw_sign + "/" : "";
      line += value.raw + (value.raw_unit ? "/" + *value.raw_unit : "");
    }
    out.push_back(line);
  }
  return out;
}

TEST(ReadTextForm, ADumpThatKeptItsColumns) {
  const ReadDump read =
      Read({"项目支出绩效目标表", "（2026年度）",
            "一级指标|二级指标|三级指标|指标性质|指标值|度量单位|权重",
            "产出指标|数量指标|养护里程|≥|5|公里|20", "||巡查次数|=|12|次|20",
            "|质量指标|合格率|≥|95|%|20", "效益指标|社会效益指标|通行能力|定性|提升||30"});
  EXPECT_EQ(IndicatorsOf(read), (Rows{"产出指标 > 数量指标 > 养护里程 target ≥/5/公里",
                                      "~产出指标 > ~数量指标 > 巡查次数 target =/12/次",
                                      "~产出指标 > 质量指标 > 合格率 target ≥/95/%",
                                      "效益指标 > 社会效益指标 > 通行能力 target 定性/提升/"}));
  EXPECT_EQ(read.record.disclosure.title, "项目支出绩效目标表");
  EXPECT_EQ(read.record.disclosure.fiscal_year, 2026);
  EXPECT_FALSE(read.Has(FindingCode::kColumnsLost));
  for (const Indicator& indicator : read.record.indicators) {
    EXPECT_GE(indicator.confidence, 0.95);
    EXPECT_EQ(indicator.table, 0);
  }
  EXPECT_EQ(read.record.indicators[0].weight, "20");
  EXPECT_EQ(read.record.indicators[0].source.line, 4);
  EXPECT_EQ(read.record.indicators[0].source.page, 0);
  EXPECT_EQ(read.record.indicators[0].row, 1);
  EXPECT_EQ(read.record.coverage.rows, 4);
  EXPECT_EQ(read.record.coverage.rows_parsed, 4);
}

TEST(ReadTextForm, ADumpThatLostItsColumns) {
  const ReadDump read =
      Read({"绩效指标|一级指标|二级指标|三级指标|实施周期指标值|年度指标值",
            "产出指标|养护里程|15公里|5公里", "巡查次数|36次|12次", "质量指标||合格率|95%|95%",
            "效益指标|社会效益指标|通行能力|提升|提升", "服务对象满意度指标|群众满意度|90%|90%"});
  EXPECT_EQ(IndicatorsOf(read),
            (Rows{"产出指标 > ?数量指标 > 养护里程 period 15公里 annual 5公里",
                  "~产出指标 > ?数量指标 > 巡查次数 period 36次 annual 12次",
                  "~产出指标 > 质量指标 > 合格率 period 95% annual 95%",
                  "效益指标 > 社会效益指标 > 通行能力 period 提升 annual 提升",
                  "?满意度指标 > 服务对象满意度指标 > 群众满意度 period 90% annual 90%"}));
  EXPECT_TRUE(read.Has(FindingCode::kHeaderMismatch));
  EXPECT_TRUE(read.Has(FindingCode::kColumnsLost));
  EXPECT_TRUE(read.Has(FindingCode::kLevelInferred));
  for (const Indicator& indicator : read.record.indicators) {
    EXPECT_LT(indicator.confidence, 0.95);
  }
}

TEST(ReadTextForm, RowsThatFitNothingAreDoubted) {
  const ReadDump read = Read({"绩效指标|一级指标|二级指标|三级指标|实施周期指标值|年度指标值",
                              "产出指标|养护里程|15公里|5公里", "巡查次数|12次",
                              "产出指标|质量指标|道路|合格率|95%|95%"});
  ASSERT_EQ(read.record.indicators.size(), 3U);
  EXPECT_GT(read.record.indicators[0].confidence, 0.8);
  EXPECT_LT(read.record.indicators[1].confidence, 0.6);  // one value of two
  EXPECT_LT(read.record.indicators[2].confidence, 0.6);  // one text too many
  EXPECT_EQ(read.record.indicators[2].level3.text, "道路合格率");
}

TEST(ReadTextForm, TotalsAndRepeatsAreRows) {
  const ReadDump read = Read({"一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|里程|5",
                              "产出指标|数量指标|里程|5", "合计|||100"});
  EXPECT_EQ(read.record.indicators.size(), 2U);  // printed twice, kept twice
  EXPECT_EQ(read.record.coverage.rows, 3);
  EXPECT_EQ(read.record.coverage.rows_parsed, 3);
}

TEST(ReadTextForm, Labels) {
  const ReadDump read =
      Read({"部门整体支出预算绩效目标表", "部门名称|820001-青泽市财政局",
            "总体绩效目标|目标1：甲。目标2：乙。", "年度绩效目标|完成。",
            "年度重点工作任务|任务名称|主要实施内容|拟投入的资金|期望达到的目标",
            "|预算管理|编制预算|31.00|及时", "其他需完成的任务|绩效管理--绩效评价-1449000.00"});
  EXPECT_EQ(read.record.disclosure.department, "青泽市财政局");
  EXPECT_EQ(read.record.disclosure.scope, DisclosureScope::kDepartment);
  ASSERT_EQ(read.record.goals.size(), 3U);
  EXPECT_EQ(read.record.goals[1].ordinal, 2);
  EXPECT_EQ(read.record.goals[1].text, "乙。");
  EXPECT_EQ(read.record.goals[2].kind, GoalKind::kAnnual);
  EXPECT_EQ(read.record.goals[2].source.line, 4);
  ASSERT_EQ(read.record.tasks.size(), 2U);
  EXPECT_EQ(read.record.tasks[0].name, "预算管理");
  EXPECT_EQ(read.record.tasks[0].content, "编制预算");
  EXPECT_EQ(read.record.tasks[0].expected, "及时");
  ASSERT_EQ(read.record.tasks[0].amounts.size(), 1U);
  EXPECT_EQ(read.record.tasks[0].amounts[0].raw, "31.00");
  EXPECT_EQ(read.record.tasks[1].kind, TaskKind::kOther);
  ASSERT_EQ(read.record.tasks[1].amounts.size(), 1U);
  EXPECT_EQ(read.record.tasks[1].amounts[0].raw, "1449000.00");
}

TEST(ReadTextForm, BlocksThatKeptTheirColumnsAboveRowsThatLostThem) {
  const Rows rows = {"一级指标|二级指标|三级指标|指标值", "产出指标|里程|5",
                     "效益指标|通行能力|提升"};
  Rows lines = {"部门整体支出绩效目标批复表",
                "预算金额（万元）|收入总额|财政拨款",
                "|980.00|900.00",
                "年度主要任务|任务名称|主要内容|预算金额（元）|||预期目标",
                "|||小计|财政拨款|其他资金|",
                "|养护|日常养护|31.00|30.00|1.00|良好",
                "总体绩效目标|中期目标（2022年-2024年）|年度目标",
                "|三年完成。|完成一半。"};
  lines.insert(lines.end(), rows.begin(), rows.end());
  const ReadDump read = Read(lines);
  EXPECT_TRUE(read.Has(FindingCode::kColumnsLost));
  EXPECT_EQ(read.record.indicators.size(), 2U);
  ASSERT_EQ(read.record.goals.size(), 2U);
  EXPECT_EQ(read.record.goals[0].kind, GoalKind::kPeriod);
  EXPECT_EQ(read.record.funding.size(), 2U);
  ASSERT_EQ(read.record.tasks.size(), 1U);
  EXPECT_EQ(read.record.tasks[0].expected, "良好");
  ASSERT_EQ(read.record.tasks[0].amounts.size(), 3U);
  EXPECT_EQ(read.record.tasks[0].amounts[2].column, "其他资金");
  EXPECT_EQ(read.record.tasks[0].amounts[2].unit, "元");
  EXPECT_EQ(read.record.disclosure.money_unit, "万元");

  lines[4] = "||||小计|财政拨款|其他资金";  // heads that lost their place give no names of columns
  const ReadDump shifted = Read(lines);
  ASSERT_EQ(shifted.record.tasks.size(), 1U);
  EXPECT_EQ(shifted.record.tasks[0].expected, "良好");
  ASSERT_EQ(shifted.record.tasks[0].amounts.size(), 3U);
  EXPECT_EQ(shifted.record.tasks[0].amounts[2].column, "");
}

TEST(ReadTextForm, NothingIsLost) {
  const ReadDump read =
      Read({"项目支出绩效目标表", "项目名称|道路养护", "联系电话|无", "",
            "绩效指标|一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|里程|5"});
  EXPECT_EQ(read.record.indicators.size(), 1U);
  EXPECT_EQ(read.record.indicators[0].project, "道路养护");
  ASSERT_EQ(read.record.coverage.unparsed.size(), 1U);
  EXPECT_EQ(read.record.coverage.unparsed[0].text, "联系电话 | 无");
  EXPECT_EQ(read.record.coverage.unparsed[0].source.line, 3);
  // Every line with tabs is in a table.
  ASSERT_EQ(read.record.tables.size(), 2U);
  EXPECT_EQ(read.record.tables[0].rows, 2);
  EXPECT_EQ(read.record.tables[1].rows, 2);
  EXPECT_EQ(read.record.indicators[0].table, 1);
  EXPECT_EQ(read.record.indicators[0].row, 1);
  for (const Table& table : read.record.tables) {
    EXPECT_TRUE(ValidateTable(table).ok());
  }
}

TEST(ReadTextForm, TwoTables) {
  const ReadDump read =
      Read({"一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|甲|1",
            "一级指标|二级指标|三级指标|年度指标值|实际完成值", "产出指标|数量指标|乙|2|3"});
  EXPECT_EQ(IndicatorsOf(read), (Rows{"产出指标 > 数量指标 > 甲 target 1",
                                      "产出指标 > 数量指标 > 乙 target 2 actual 3"}));
  EXPECT_EQ(read.record.disclosure.kind, DisclosureKind::kSelfEvaluation);
}

TEST(ReadTextForm, ProseGivesNothing) {
  const ReadDump read =
      Read({"关于2026年部门预算的说明", "我局认真落实绩效目标管理，三级指标的指标值见附件。", "",
            "一、基本情况"});
  EXPECT_TRUE(read.record.indicators.empty());
  EXPECT_TRUE(read.record.tables.empty());
  EXPECT_EQ(read.record.disclosure.title, "关于2026年部门预算的说明");
  EXPECT_EQ(read.record.disclosure.fiscal_year, 2026);
  EXPECT_TRUE(Read({}).record.tables.empty());
}

}  // namespace
}  // namespace zhibiao
