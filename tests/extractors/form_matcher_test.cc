#include "extractors/form_matcher.h"

#include <set>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "pipeline/tsv.h"

namespace zhibiao {

std::span<const EmbeddedFile> ExtractorTables();

namespace {

HeadMap HeadOf(const std::vector<ColumnRole>& roles, int groups = 1) {
  HeadMap head;
  for (const ColumnRole role : roles) {
    HeadColumn column;
    column.role = role;
    column.col0 = static_cast<int>(head.columns.size());
    column.col1 = column.col0 + 1;
    head.columns.push_back(column);
  }
  head.groups = groups;
  return head;
}

TEST(CheckForms, ProvesItself) {
  const Status status = CheckForms();
  EXPECT_TRUE(status.ok()) << status.message();
}

std::set<std::string> AllFormIds() {
  std::set<std::string> ids;
  for (const EmbeddedFile& file : ExtractorTables()) {
    if (file.path.ends_with("forms.tsv")) {
      const Result<TsvTable> table = TsvTable::Parse(file.path, file.text, {"id"});
      EXPECT_TRUE(table.ok());
      for (const TsvRow& row : table.value().rows()) {
        ids.insert(table.value().Get(row, "id"));
      }
    }
  }
  return ids;
}

TEST(MatchForm, TellsFamilies) {
  using enum ColumnRole;
  struct Case {
    const char* title;
    std::vector<ColumnRole> roles;
    int groups;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"项目支出绩效运行监控表",     {kLevel1, kLevel2, kLevel3, kAnnual, kActual}, 1, "monitoring"},
      {"中央预算内投资绩效目标表",   {kLevel1, kLevel2, kLevel3, kValue}, 1, "investment"},
      {"项目支出绩效自评表",         {kLevel1, kLevel2, kLevel3, kSign, kAnnual, kUnit, kActual, kScore}, 1, "self_evaluation.nested"},
      {"项目支出绩效自评表",         {kLevel1, kLevel2, kLevel3, kAnnual, kActual, kWeight, kScore}, 1, "self_evaluation.scored"},
      {"专项资金绩效目标自评表",     {kLevel1, kLevel2, kLevel3, kAnnual, kActual}, 1, "self_evaluation.unscored"},
      {"部门整体支出预算绩效目标表", {kLevel1, kLevel2, kLevel3, kPeriod, kAnnual}, 1, "department.period_annual"},
      {"财政项目支出绩效目标批复表", {kLevel1, kLevel2, kLevel3, kValue, kLevel1, kLevel2, kLevel3, kValue}, 2, "project.mid_term_annual"},
      {"财政支出项目绩效目标表",     {kLevel1, kLevel2, kLevel3, kPeriod, kAnnual}, 1, "project.period_annual"},
      {"部门预算项目绩效目标申报表", {kProject, kLevel1, kLevel2, kLevel3, kSign, kValue, kUnit, kWeight, kDirection}, 1, "list.project_weighted"},
      {"项目支出绩效目标表",         {kProject, kGoal, kLevel1, kLevel2, kLevel3, kSign, kValue, kUnit}, 1, "list.project"},
      {"部门整体支出绩效目标表",     {kAgency, kLevel1, kLevel2, kLevel3, kValue}, 1, "list.agency"},
      {"部门整体支出绩效目标表",     {kActivity, kLevel1, kLevel2, kLevel3, kValue}, 1, "department.activity"},
      {"支出绩效目标审批表",         {kLevel1, kLevel2, kLevel3, kSign, kValue, kUnit, kNote}, 1, "approval.explained"},
      {"部门整体支出绩效目标申报表", {kLevel1, kLevel2, kLevel3, kValue}, 1, "department.whole"},
      {"项目支出绩效目标表",         {kLevel1, kLevel2, kLevel3, kValue, kNote}, 1, "project.standards"},
      {"项目支出绩效目标表",         {kLevel1, kLevel2, kLevel3, kValue, kWeight}, 1, "project.weighted"},
      {"项目支出绩效目标表",         {kLevel1, kLevel2, kLevel3, kSign, kValue, kUnit}, 1, "project.split_value"},
      {"项目支出绩效目标表",         {kLevel1, kLevel2, kLevel3, kValue}, 1, "project.plain"},
      // What is missing decides, too.
      {"项目支出绩效目标表",         {kLevel1, kLevel2, kValue}, 1, ""},
      {"",                           {}, 1, ""},
      // clang-format on
  };
  std::set<std::string> reached;
  for (const Case& c : cases) {
    EXPECT_EQ(MatchForm(c.title, HeadOf(c.roles, c.groups)), c.want) << c.title;
    reached.insert(c.want);
  }
  reached.erase("");
  EXPECT_EQ(reached, AllFormIds()) << "a form without a case";
}

TEST(MatchForm, TitleMayBeSpacedAndWide) {
  using enum ColumnRole;
  const HeadMap head = HeadOf({kLevel1, kLevel2, kLevel3, kPeriod, kAnnual});
  EXPECT_EQ(MatchForm("附件2\n部 门 整 体 支 出 预 算 绩 效 目 标 表\n（2022年度）", head),
            "department.period_annual");
}

TEST(MatchForm, ColumnsToldByTheirCellsFitNone) {
  using enum ColumnRole;
  HeadMap head = HeadOf({kLevel1, kLevel2, kLevel3, kValue});
  head.inferred = true;
  EXPECT_EQ(MatchForm("项目支出绩效目标表", head), "");
}

}  // namespace
}  // namespace zhibiao
