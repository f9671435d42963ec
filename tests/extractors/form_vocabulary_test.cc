#include "extractors/form_vocabulary.h"

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "pipeline/tsv.h"

namespace zhibiao {

std::span<const EmbeddedFile> ExtractorTables();

namespace {

TEST(FormVocabulary, ProvesItself) {
  const Status status = CheckFormVocabulary();
  EXPECT_TRUE(status.ok()) << status.message();
}

// Ids are stored as the rule that decided: one id, one row, in all tables together.
TEST(FormVocabulary, IdsAreUnique) {
  std::set<std::string> ids;
  std::size_t rows = 0;
  for (const EmbeddedFile& file : ExtractorTables()) {
    SCOPED_TRACE(file.path);
    const Result<TsvTable> table = TsvTable::Parse(file.path, file.text, {"id", "source"});
    ASSERT_TRUE(table.ok()) << table.status().message();
    for (const TsvRow& row : table.value().rows()) {
      EXPECT_TRUE(ids.insert(table.value().Get(row, "id")).second) << table.value().Get(row, "id");
      EXPECT_FALSE(table.value().Get(row, "source").empty()) << table.value().Get(row, "id");
      ++rows;
    }
  }
  EXPECT_GT(rows, 50U);
}

TEST(FindColumnRoleLike, TakesTheNearestWord) {
  struct Case {
    const char* head;
    ColumnRole want;
  };
  const Case cases[] = {
      {"二级拍标", ColumnRole::kLevel2}, {"年度(/地目)周标值", ColumnRole::kAnnual},
      {"海级指标", ColumnRole::kNone},  // as near to three levels
      {"一海梅标", ColumnRole::kNone},  // too far from all
      {"完成时间", ColumnRole::kNone},   {"", ColumnRole::kNone},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(FindColumnRoleLike(c.head), c.want) << c.head;
  }
}

TEST(FindColumnRole, KnowsHeads) {
  struct Case {
    const char* head;
    ColumnRole want;
  };
  const Case cases[] = {
      // clang-format off
      {"项目名称",                 ColumnRole::kProject},
      {"单位（项目）名称",         ColumnRole::kProject},
      {"项目编码",                 ColumnRole::kProjectCode},
      {"预算单位",                 ColumnRole::kAgency},
      {"主管部门",                 ColumnRole::kAgency},
      {"活动",                     ColumnRole::kActivity},
      {"绩效目标",                 ColumnRole::kGoal},
      {"年度总体目标",             ColumnRole::kGoal},
      {"指标大类",                 ColumnRole::kLevel0},
      {"一级指标",                 ColumnRole::kLevel1},
      {"一级\n指标",               ColumnRole::kLevel1},
      {"一 级 指 标",              ColumnRole::kLevel1},
      {"二级指标",                 ColumnRole::kLevel2},
      {"三级指标",                 ColumnRole::kLevel3},
      {"指标内容",                 ColumnRole::kLevel3},
      {"绩效指标名称",             ColumnRole::kLevel3},
      {"四级指标",                 ColumnRole::kLevel4},
      {"指标性质",                 ColumnRole::kSign},
      {"计算符号",                 ColumnRole::kSign},
      {"指标值",                   ColumnRole::kValue},
      {"指标值及单位",             ColumnRole::kValue},
      {"目标值",                   ColumnRole::kValue},
      {"预期指标值",               ColumnRole::kValue},
      {"年度指标值",               ColumnRole::kAnnual},
      {"2026年度指标值",           ColumnRole::kAnnual},
      {"年初目标值",               ColumnRole::kAnnual},
      {"年度（项目）指标值",       ColumnRole::kAnnual},
      {"本年绩效指标值",           ColumnRole::kAnnual},
      {"实施周期指标值",           ColumnRole::kPeriod},
      {"中期指标值",               ColumnRole::kPeriod},
      {"实际完成值",               ColumnRole::kActual},
      {"全年实际完成值",           ColumnRole::kActual},
      {"完成情况",                 ColumnRole::kActual},
      {"度量单位",                 ColumnRole::kUnit},
      {"计量单位：",               ColumnRole::kUnit},
      {"分值",                     ColumnRole::kWeight},
      {"分值（90分）",             ColumnRole::kWeight},
      {"权重",                     ColumnRole::kWeight},
      {"得分",                     ColumnRole::kScore},
      {"自评得分",                 ColumnRole::kScore},
      {"偏差原因分析及改进措施",   ColumnRole::kReason},
      {"未完成原因及改进措施",     ColumnRole::kReason},
      {"指标方向性",               ColumnRole::kDirection},
      {"评（扣）分标准",           ColumnRole::kNote},
      {"备注",                     ColumnRole::kNote},
      {"财政资金（万元）",         ColumnRole::kMoney},
      {"序号",                     ColumnRole::kNumber},
      {"子项目名称",               ColumnRole::kProject},
      {"1-7月完成情况",            ColumnRole::kActual},
      {"绩效指标完成情况",         ColumnRole::kActual},
      {"2024年-2026年指标值",      ColumnRole::kPeriod},
      {"总目标值",                 ColumnRole::kPeriod},
      {"批复指标值",               ColumnRole::kValue},
      {"目标值及计量单位",         ColumnRole::kValue},
      {"第一级指标",               ColumnRole::kLevel1},
      {"指标二级分类",             ColumnRole::kLevel2},
      {"Ⅲ级指标",                  ColumnRole::kLevel3},
      {"三级指标及说明",           ColumnRole::kLevel3},
      {"比较方式",                 ColumnRole::kSign},
      {"计量单位名称",             ColumnRole::kUnit},
      {"三级指标分值",             ColumnRole::kWeight},
      {"部门自评得分",             ColumnRole::kScore},
      {"改进措施",                 ColumnRole::kReason},
      {"完成可能性",               ColumnRole::kNote},
      {"预计完成情况",             ColumnRole::kNote},
      // Texts of cells and heads of other tables.
      {"",                         ColumnRole::kNone},
      {"产出指标",                 ColumnRole::kNone},
      {"数量指标",                 ColumnRole::kNone},
      {"培训人数",                 ColumnRole::kNone},
      {"完成率",                   ColumnRole::kNone},
      {"资金到位率",               ColumnRole::kNone},
      {"科目编码",                 ColumnRole::kNone},
      {"≥95%",                     ColumnRole::kNone},
      {"三级指标的指标值应当细化、量化，并与年度总体目标相对应", ColumnRole::kNone},
      // clang-format on
  };
  std::set<ColumnRole> reached;
  for (const Case& c : cases) {
    EXPECT_EQ(FindColumnRole(c.head), c.want) << c.head;
    reached.insert(c.want);
  }
  EXPECT_EQ(reached.size(), static_cast<std::size_t>(ColumnRole::kNumber) + 1)
      << "a role without a case";
}

TEST(FindColumnRole, TakesNoLongText) {
  std::string text = "偏差原因分析";
  EXPECT_EQ(FindColumnRole(text), ColumnRole::kReason);
  for (int i = 0; i < 20; ++i) {
    text += "由于疫情原因";
  }
  EXPECT_EQ(FindColumnRole(text), ColumnRole::kNone);
}

TEST(FindColumnRoleNamed, KnowsTheNamesOfTheTables) {
  EXPECT_EQ(FindColumnRoleNamed("level3"), ColumnRole::kLevel3);
  EXPECT_EQ(FindColumnRoleNamed("project_code"), ColumnRole::kProjectCode);
  EXPECT_EQ(FindColumnRoleNamed("kLevel3"), ColumnRole::kNone);
  EXPECT_EQ(FindColumnRoleNamed(""), ColumnRole::kNone);
}

TEST(FindLabel, KnowsLabels) {
  struct Case {
    const char* text;
    Label want;
  };
  const Case cases[] = {
      // clang-format off
      {"项目名称",                 Label::kProject},
      {"专项（项目）名称",         Label::kProject},
      {"项目代码",                 Label::kProjectCode},
      {"部门（单位）名称",         Label::kDepartment},
      {"单位名称：",               Label::kDepartment},
      {"主管部门及代码",           Label::kAgency},
      {"实施单位",                 Label::kAgency},
      {"中期滚动目标",             Label::kGoalPeriod},
      {"实施期目标",               Label::kGoalPeriod},
      {"年度目标",                 Label::kGoalAnnual},
      {"年度\n总体\n目标",         Label::kGoalAnnual},
      {"总体绩效目标",             Label::kGoalOverall},
      {"实际完成情况",             Label::kGoalDone},
      {"年度重点工作任务",         Label::kTasksKey},
      {"其他需完成的任务（可选填）", Label::kTasksOther},
      {"项目资金（万元）",         Label::kFunding},
      {"绩效指标",                 Label::kIndicators},
      {"年度绩效指标",             Label::kIndicators},
      {"合计",                     Label::kTotal},
      {"总分",                     Label::kTotal},
      {"金额单位",                 Label::kUnit},
      {"任务名称",                 Label::kTaskName},
      {"主要实施内容",             Label::kTaskContent},
      {"期望达到的目标（概述）",   Label::kTaskExpected},
      {"拟投入的资金",             Label::kTaskAmount},
      {"转移支付名称",             Label::kProject},
      {"地方主管部门",             Label::kAgency},
      {"项目目标",                 Label::kGoalOverall},
      {"年度目标及完成情况",       Label::kGoalAnnual},
      {"中期目标（2024年-2026年）", Label::kGoalPeriod},
      {"年度工作任务",             Label::kTasksKey},
      {"年度任务",                 Label::kTasksKey},
      {"年度部门预算申请（万元）", Label::kFunding},
      {"",                         Label::kNone},
      {"项目名单",                 Label::kNone},
      {"资金到位率",               Label::kNone},
      {"绩效指标值",               Label::kNone},
      {"总体绩效目标值",           Label::kNone},
      {"合计数量",                 Label::kNone},
      {"主管部门满意度",           Label::kNone},
      {"道路养护工程",             Label::kNone},
      // clang-format on
  };
  std::set<Label> reached;
  for (const Case& c : cases) {
    EXPECT_EQ(FindLabel(c.text), c.want) << c.text;
    reached.insert(c.want);
  }
  EXPECT_EQ(reached.size(), static_cast<std::size_t>(Label::kTaskAmount) + 1)
      << "a label without a case";
}

TEST(HasShape, TellsTextsByTheirLook) {
  struct Case {
    Shape shape;
    std::vector<const char*> yes;
    std::vector<const char*> no;
  };
  const Case cases[] = {
      // clang-format off
      {Shape::kPageNumber, {"29", "— 29 —", "第 3 页", "3/12", "第3页 共12页", "第十二页"}, {"29个", "2026年", ""}},
      {Shape::kSign,       {"≥", "≤", "=", "＝", "定性", "大于等于"}, {"≥5", "5", ""}},
      {Shape::kNumber,     {"5", "1,449.00", "-3.5", "¥12"}, {"12个", "≥5", "3.5.1", ""}},
      {Shape::kSum,        {"31.00", "31.00万元", "1,449元"}, {"12个", "三万元", ""}},
      {Shape::kValue,      {"≥95%", "100人", "良好", "有效提升", "不低于90%", "是", "长期"},
                           {"为东莞发展提供法治保障", "产出指标", ""}},
      {Shape::kDebris,     {"指标2：", "……", "（100字以内）", "指标1"}, {"指标2：培训人数", "培训", "5"}},
      // clang-format on
  };
  std::set<Shape> reached;
  for (const Case& c : cases) {
    for (const char* text : c.yes) {
      EXPECT_TRUE(HasShape(text, c.shape)) << text << " " << static_cast<int>(c.shape);
    }
    for (const char* text : c.no) {
      EXPECT_FALSE(HasShape(text, c.shape)) << text << " " << static_cast<int>(c.shape);
    }
    reached.insert(c.shape);
  }
  EXPECT_EQ(reached.size(), static_cast<std::size_t>(Shape::kDebris) + 1)
      << "a shape without a case";
  EXPECT_FALSE(HasShape(std::string(200, '1'), Shape::kNumber));
}

TEST(IsPageNumber, IsAShape) {
  EXPECT_TRUE(IsPageNumber("- 7 -"));
  EXPECT_FALSE(IsPageNumber("附件7"));
}

TEST(ReadTitle, SaysKindAndScope) {
  using Kind = DisclosureKind;
  using Scope = DisclosureScope;
  struct Case {
    const char* title;
    Kind kind;
    Scope scope;
    bool is_form;
  };
  const Case cases[] = {
      // clang-format off
      {"项目支出绩效目标表",               Kind::kUnknown,        Scope::kProject,    true},
      {"项 目 支 出 绩 效 目 标 表",       Kind::kUnknown,        Scope::kProject,    true},
      {"项目支出绩效自评表",               Kind::kSelfEvaluation, Scope::kProject,    true},
      {"部门整体支出绩效目标申报表",       Kind::kApplication,    Scope::kDepartment, true},
      {"部门（单位）整体支出绩效目标批复表", Kind::kApproval,     Scope::kDepartment, true},
      {"支出绩效目标审批表",               Kind::kApproval,       Scope::kUnknown,    true},
      {"项目绩效运行监控表",               Kind::kMonitoring,     Scope::kProject,    true},
      {"收入支出决算总表",                 Kind::kUnknown,        Scope::kUnknown,    false},
      {"项目支出明细表",                   Kind::kUnknown,        Scope::kProject,    false},
      {"",                                 Kind::kUnknown,        Scope::kUnknown,    false},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.title);
    const TitleMeaning got = ReadTitle(c.title);
    EXPECT_EQ(got.kind, c.kind);
    EXPECT_EQ(got.scope, c.scope);
    EXPECT_EQ(got.is_form, c.is_form);
  }
}

TEST(StartsForm, LabelsAndTitles) {
  struct Case {
    std::vector<std::string> texts;
    bool want;
  };
  const Case cases[] = {
      // clang-format off
      {{}, false},
      {{"项目名称", "道路养护"}, true},
      {{"主管部门", "某局", "项目名称", "道路养护"}, true},
      {{"部门名称", "某局"}, true},
      {{"项目支出绩效目标表"}, true},
      {{"项目支出绩效目标表", "道路养护"}, false},  // a title stands alone in its row
      {{"产出指标", "数量指标", "培训人数", "5"}, false},
      {{"项目资金"}, false},
      // clang-format on
  };
  for (const Case& c : cases) {
    EXPECT_EQ(StartsForm(c.texts), c.want) << (c.texts.empty() ? "nothing" : c.texts.front());
  }
}

}  // namespace
}  // namespace zhibiao
