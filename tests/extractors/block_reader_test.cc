#include "extractors/block_reader.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/table_maker.h"

namespace zhibiao {
namespace {

using test::MakeTable;
using Rows = std::vector<std::string>;

struct ReadBlocks {
  DocumentRecord record;
  std::string project;
  std::string agency;
};

ReadBlocks Read(const Rows& rows) {
  ReadBlocks read;
  const Table table = MakeTable(rows);
  const TableView view(table);
  BlockReader reader(view, read.record);
  for (int row = 0; row < view.rows(); ++row) {
    reader.ReadRow(row);
  }
  read.project = reader.project();
  read.agency = reader.agency();
  return read;
}

// "annual 2 道路养护": kind, number, text.
Rows GoalsOf(const Rows& rows) {
  Rows goals;
  for (const Goal& goal : Read(rows).record.goals) {
    EXPECT_EQ(goal.source.page, 1);
    goals.push_back(std::string(GoalKindName(goal.kind)) + " " + std::to_string(goal.ordinal) +
                    " " + goal.text);
  }
  return goals;
}

// "年度资金总额[全年执行数] 100.00 万元": item, column, sum, unit.
Rows FundingOf(const Rows& rows) {
  Rows lines;
  for (const Funding& line : Read(rows).record.funding) {
    EXPECT_EQ(line.source.page, 1);
    lines.push_back(line.item + "[" + line.amount.column + "] " + line.amount.raw + " " +
                    line.amount.unit);
  }
  return lines;
}

// "key 名称 | 内容 | 预期 | 列=数 单位; …".
Rows TasksOf(const Rows& rows) {
  Rows lines;
  for (const Task& task : Read(rows).record.tasks) {
    EXPECT_EQ(task.source.page, 1);
    std::string line = std::string(TaskKindName(task.kind)) + " " + task.name + " | " +
                       task.content + " | " + task.expected + " |";
    for (const Amount& amount : task.amounts) {
      line += " " + amount.column + "=" + amount.raw + " " + amount.unit + ";";
    }
    lines.push_back(line);
  }
  return lines;
}

TEST(BlockReader, Labels) {
  const ReadBlocks read = Read({"项目名称 | 道路\n养护 | 项目代码 | 44001",
                                "主管部门及代码 | 231_青泽市交通局 | 实施单位 | 青泽市公路中心",
                                "部门（单位）名称 | 820001-青泽市公路管理站 | |"});
  EXPECT_EQ(read.project, "道路养护");
  EXPECT_EQ(read.agency, "青泽市交通局");  // the first that is named
  EXPECT_EQ(read.record.disclosure.department, "青泽市公路管理站");
}

TEST(BlockReader, LabelsWithoutAValue) {
  const ReadBlocks read = Read({"项目名称 | | 主管部门 |", "部门名称 | 项目代码 | |"});
  EXPECT_EQ(read.project, "");
  EXPECT_EQ(read.agency, "");
  EXPECT_EQ(read.record.disclosure.department, "");
}

TEST(BlockReader, ProjectInsideACell) {
  EXPECT_EQ(Read({"项目名称：道路养护 | < | 单位：万元"}).project, "道路养护");
}

TEST(BlockReader, SaysWhetherARowMeantAnything) {
  const Table table =
      MakeTable({"项目名称 | 道路养护", "产出指标 | 数量指标", "年度目标 | 目标1：甲"});
  const TableView view(table);
  DocumentRecord record;
  BlockReader reader(view, record);
  EXPECT_TRUE(reader.ReadRow(0));
  EXPECT_FALSE(reader.ReadRow(1));
  EXPECT_TRUE(reader.ReadRow(2));
}

TEST(BlockReader, Goals) {
  struct Case {
    const char* name;
    Rows rows;
    Rows want;
  };
  const Case cases[] = {
      // clang-format off
      {"one", {"年度总体目标 | 完成道路养护。"}, {"annual 1 完成道路养护。"}},
      {"overall", {"总体绩效目标 | 完成道路养护。"}, {"overall 1 完成道路养护。"}},
      {"period", {"中期滚动目标 | 完成道路养护。"}, {"period 1 完成道路养护。"}},
      {"numbered", {"年度目标 | 目标1：完成道路养护。\n目标2：加固桥梁。\n目标3：……"},
          {"annual 1 完成道路养护。", "annual 2 加固桥梁。", "annual 3 ……"}},
      {"label over several lines", {"年度\n总体\n目标 | 完成道路\n养护。"}, {"annual 1 完成道路养护。"}},
      {"rows beside one label", {"年度目标 | 完成道路养护。", "^ | 加固桥梁。"},
          {"annual 1 完成道路养护。", "annual 1 加固桥梁。"}},
      {"two kinds side by side", {"实施期目标 | 三年完成。 | 年度目标 | 今年完成一半。"},
          {"period 1 三年完成。", "annual 1 今年完成一半。"}},
      {"heads over goals", {"总体目标 | 实施期目标 | 年度目标", "^ | 三年完成。 | 今年完成一半。"},
          {"period 1 三年完成。", "annual 1 今年完成一半。"}},
      {"years in the head", {"总体目标 | 中期滚动目标（2024年-2026年） | 年度目标", "^ | 三年完成。 | 今年完成一半。"},
          {"period 1 三年完成。", "annual 1 今年完成一半。"}},
      {"what was done is no goal", {"年度总体目标 | 预期目标 | 实际完成情况", "^ | 完成道路养护。 | 全部完成。"},
          {"annual 1 完成道路养护。"}},
      {"heads whose label was cut by a page break", {"年 | 预期目标 | 实际完成情况", "度总体目标 | 完成道路养护。 | 全部完成。"},
          {"overall 1 完成道路养护。"}},
      {"other labels below the goal's", {"整体绩效目标 | 年度目标 | 完成道路养护。", "^ | 其他说明 | 无"},
          {"annual 1 完成道路养护。"}},
      {"a label that spans the indicators, too",
          {"总体绩效目标 | 完成道路养护。 | < | <", "^ | 三级指标 | 指标性质 | 指标值", "^ | 养护里程 | ≥ | 5"},
          {"overall 1 完成道路养护。"}},
      {"heads of goals", {"总体目标 | 实施期总目标 | 年度总目标", "^ | 三年完成。 | 完成一半。"},
          {"period 1 三年完成。", "annual 1 完成一半。"}},
      {"inside a cell", {"年度总体目标：完成道路养护。 | <"}, {"annual 1 完成道路养护。"}},
      {"other heads beside it are no goals", {"年度绩效目标 | 产出指标 | 满意度指标 | 预算金额（万元）"}, {}},
      {"blank", {"年度总体目标 |"}, {}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(GoalsOf(c.rows), c.want);
  }
}

TEST(BlockReader, GoalsBelongToTheProjectAboveThem) {
  const ReadBlocks read = Read(
      {"项目名称 | 道路养护", "年度目标 | 完成。", "项目名称 | 桥梁加固", "年度目标 | 加固。"});
  ASSERT_EQ(read.record.goals.size(), 2U);
  EXPECT_EQ(read.record.goals[0].project, "道路养护");
  EXPECT_EQ(read.record.goals[1].project, "桥梁加固");
}

TEST(BlockReader, FundingLines) {
  struct Case {
    const char* name;
    Rows rows;
    Rows want;
  };
  const Case cases[] = {
      // clang-format off
      {"label and sum", {"项目资金（万元） | 年度资金总额 | 100.00", "^ | 其中：财政拨款 | 80.00", "^ | 其他资金 | 20.00"},
          {"年度资金总额[] 100.00 万元", "其中：财政拨款[] 80.00 万元", "其他资金[] 20.00 万元"}},
      {"two pairs in a row", {"项目资金（万元） | 资金总额 | 100 | 财政拨款 | 80"},
          {"资金总额[] 100 万元", "财政拨款[] 80 万元"}},
      {"label and sum in one cell", {"项目资金（万元） | 年度资金总额：100.00", "^ | 其中：财政拨款：80.00"},
          {"年度资金总额[] 100.00 万元", "其中：财政拨款[] 80.00 万元"}},
      {"column heads", {"项目资金（万元） | | 年初预算数 | 全年执行数 | 分值 | 执行率 | 得分",
                        "^ | 年度资金总额 | 100.00 | 90.00 | 10 | 90% | 9", "^ | 其中：财政拨款 | 80 | 70 | - | 87.5% | -"},
          {"年度资金总额[年初预算数] 100.00 万元", "年度资金总额[全年执行数] 90.00 万元",
           "其中：财政拨款[年初预算数] 80 万元", "其中：财政拨款[全年执行数] 70 万元"}},
      {"heads in two rows", {"总体资金情况（万元） | 预算支出总额 | 财政拨款 | < | 其他资金", "^ | ^ | 合计 | 项目支出 | 合计",
                             "^ | 100 | 80 | 30 | 20"},
          {"[预算支出总额] 100 万元", "[财政拨款/合计] 80 万元", "[财政拨款/项目支出] 30 万元", "[其他资金/合计] 20 万元"}},
      {"shares beside sums", {"支出构成（万元） | | 2023年 | < | 2024年 | <", "^ | | 金额 | 占比 | 金额 | 占比",
                              "^ | 财政拨款 | 820 | 82.00% | 870 | 87.00%"},
          {"财政拨款[2023年/金额] 820 万元", "财政拨款[2024年/金额] 870 万元"}},
      {"其他 is a head as good as any", {"部门预算（万元） | 资金总额 | 基本支出 | 其他", "^ | 100 | 80 | 20"},
          {"[资金总额] 100 万元", "[基本支出] 80 万元", "[其他] 20 万元"}},
      {"rows without sums are no heads", {"项目资金（万元） | | 年初预算数 | 执行数", "^ | 财政拨款 | 80 | 70", "^ | 结转资金 | — | —",
                             "^ | 其他资金 | 20 | 20", "^ | 自筹资金 | |"},
          {"财政拨款[年初预算数] 80 万元", "财政拨款[执行数] 70 万元", "其他资金[年初预算数] 20 万元", "其他资金[执行数] 20 万元"}},
      {"label cut in two cells", {"项目资金 | 年度资金总额 | 100.00", "（万元） | 其中：财政拨款 | 80.00"},
          {"年度资金总额[] 100.00 万元", "其中：财政拨款[] 80.00 万元"}},
      {"no unit printed", {"项目资金 | 年度资金总额 | 1449000.00"}, {"年度资金总额[] 1449000.00 "}},
      {"unit in the line", {"项目资金 | 年度资金总额（万元） | 31.00"}, {"年度资金总额（万元）[] 31.00 万元"}},
      {"unit in the sum", {"项目资金 | 年度资金总额 | 31.00万元"}, {"年度资金总额[] 31.00万元 "}},
      {"no sums", {"项目资金（万元） | 年度资金总额 |"}, {}},
      {"zero is a sum", {"项目资金（万元） | 年度资金总额 | 0"}, {"年度资金总额[] 0 万元"}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(FundingOf(c.rows), c.want);
  }
}

TEST(BlockReader, Tasks) {
  struct Case {
    const char* name;
    Rows rows;
    Rows want;
  };
  const Case cases[] = {
      // clang-format off
      {"under heads", {"年度重点工作任务 | 任务名称 | 主要实施内容 | 拟投入的资金（万元） | 期望达到的目标（概述）",
                       "^ | 道路养护 | 日常养护 | 31.00 | 路况良好", "^ | 桥梁加固 | 三座桥 | 20 | 安全"},
          {"key 道路养护 | 日常养护 | 路况良好 | 拟投入的资金（万元）=31.00 万元;", "key 桥梁加固 | 三座桥 | 安全 | 拟投入的资金（万元）=20 万元;"}},
      {"sums under heads of their own",
          {"年度重点工作任务 | 任务名称 | 主要实施内容 | 拟投入的资金（万元） | < | <", "^ | ^ | ^ | 小计 | 市财政拨款 | 其他资金",
           "^ | 道路养护 | 日常养护 | 31.00 | 30.00 | 1.00"},
          {"key 道路养护 | 日常养护 |  | 小计=31.00 万元; 市财政拨款=30.00 万元; 其他资金=1.00 万元;"}},
      {"what is expected, after the sums, in other words",
          {"年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | 预期目标", "^ | 道路养护 | 日常养护 | 31.00 | 路况良好"},
          {"key 道路养护 | 日常养护 | 路况良好 | 预算金额（万元）=31.00 万元;"}},
      {"totals are no task", {"年度重点工作任务 | 任务名称 | 主要实施内容 | 拟投入的资金（万元）", "^ | 道路养护 | 日常养护 | 31.00", "^ | 合计 | | 31.00"},
          {"key 道路养护 | 日常养护 |  | 拟投入的资金（万元）=31.00 万元;"}},
      {"lines of one cell", {"年度重点工作任务 | 道路养护--日常养护-1449000.00", "^ | 桥梁加固--三座桥"},
          {"key 道路养护 | 日常养护 |  | =1449000.00 ;", "key 桥梁加固 | 三座桥 |  |"}},
      {"other tasks", {"其他需完成的任务（可选填） | 办公用房维修"}, {"other 办公用房维修 |  |  |"}},
      {"none", {"年度重点工作任务 |"}, {}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(TasksOf(c.rows), c.want);
  }
}

TEST(BlockReader, CellsInsideABlockAreNoLabels) {
  // 任务名称 alone would be a label, 项目名称 too: beside 年度重点工作任务 they are heads.
  const ReadBlocks read = Read({"年度重点工作任务 | 项目名称 | 主要实施内容",
                                "^ | 道路养护 | 日常养护", "年度目标 | 完成。 | "});
  EXPECT_EQ(read.project, "");
  EXPECT_EQ(read.record.goals.size(), 1U);
}

TEST(SplitGoals, AtTheirNumbers) {
  using Goals = std::vector<std::pair<int, std::string>>;
  struct Case {
    const char* text;
    Goals want;
  };
  const Case cases[] = {
      // clang-format off
      {"",                              {}},
      {"完成道路养护",                  {{1, "完成道路养护"}}},
      {"目标1：甲目标2：乙",            {{1, "甲"}, {2, "乙"}}},
      {"目标1.甲 目标2.乙",             {{1, "甲"}, {2, "乙"}}},
      {"目标1、甲；目标3、丙",          {{1, "甲；"}, {3, "丙"}}},
      {"总则。目标1：甲",               {{1, "总则。"}, {1, "甲"}}},
      {"目标12：甲",                    {{12, "甲"}}},
      {"实现目标：甲",                  {{1, "实现目标：甲"}}},
      {"完成目标100%：全部",            {{1, "完成目标100%：全部"}}},
      {"目标1：",                       {}},
      // clang-format on
  };
  for (const Case& c : cases) {
    EXPECT_EQ(SplitGoals(c.text), c.want) << c.text;
  }
}

TEST(SplitTaskLine, HyphensPartTheFields) {
  struct Case {
    const char* text;
    bool split;
    const char* name;
    const char* content;
    const char* amount;
  };
  const Case cases[] = {
      // clang-format off
      {"道路养护--日常养护-1449000.00", true,  "道路养护", "日常养护", "1449000.00"},  // no minus
      {"道路养护--日常-养护-31.00万元", true,  "道路养护", "日常-养护", "31.00万元"},
      {"道路养护--日常养护",            true,  "道路养护", "日常养护", ""},
      {"道路养护--2022-2024年实施",     true,  "道路养护", "2022-2024年实施", ""},
      {"道路养护-日常养护",             false, "", "", ""},
      {"--日常养护",                    false, "", "", ""},
      {"",                              false, "", "", ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    Task task;
    EXPECT_EQ(SplitTaskLine(c.text, task), c.split);
    EXPECT_EQ(task.name, c.name);
    EXPECT_EQ(task.content, c.content);
    EXPECT_EQ(task.amounts.empty() ? "" : task.amounts[0].raw, c.amount);
  }
}

TEST(SplitLabelled, AtTheColon) {
  struct Case {
    const char* text;
    Label label;
    const char* rest;
  };
  const Case cases[] = {
      // clang-format off
      {"项目名称：道路养护",     Label::kProject,    "道路养护"},
      {"项目名称: 道路养护 ",    Label::kProject,    "道路养护"},
      {"部门名称：某局：本级",   Label::kDepartment, "某局：本级"},
      {"项目名称：",             Label::kProject,    ""},
      {"项目名称",               Label::kNone,       ""},
      {"会议时间：上午",         Label::kNone,       "上午"},
      // clang-format on
  };
  for (const Case& c : cases) {
    EXPECT_EQ(SplitLabelled(c.text), std::pair(c.label, std::string(c.rest))) << c.text;
  }
}

TEST(StripAgencyCode, LeavesTheName) {
  struct Case {
    const char* name;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"231_烟台市审计局",                 "烟台市审计局"},
      {"[292]国家信访局",                  "国家信访局"},
      {"820001-井研县马踏镇人民政府",      "井研县马踏镇人民政府"},
      {"001.002青泽市财政局",              "青泽市财政局"},
      {"820001井研县",                     "井研县"},
      {"青泽市财政局",                     "青泽市财政局"},
      {"12中学",                           "12中学"},
      {"820001",                           "820001"},
      {"[292国家信访局",                   "[292国家信访局"},
      {"110kV变电站",                      "110kV变电站"},
      {"",                                 ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    EXPECT_EQ(StripAgencyCode(c.name), c.want) << c.name;
  }
}

TEST(MoneyUnitIn, OnlyAsAUnit) {
  struct Case {
    const char* text;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"项目资金（万元）",   "万元"},
      {"单位：元",           "元"},
      {"金额单位: 万元",     "万元"},
      {"单位：人民币亿元",   "亿元"},
      {"单位 万元",          "万元"},
      {"3万元以上",          ""},
      {"美元",               ""},
      {"单位：人",           ""},
      {"",                   ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    EXPECT_EQ(MoneyUnitIn(c.text), c.want) << c.text;
  }
}

}  // namespace
}  // namespace zhibiao
