#include "extractors/disclosure_reader.h"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/table_maker.h"

namespace zhibiao {
namespace {

using test::MakeLine;
using test::MakeTable;

TextLine Line(const std::string& text, double size, int page = 1) {
  TextLine line = MakeLine(text, page);
  line.font_size = size;
  return line;
}

TEST(FindYear, OnlyAYear) {
  struct Case {
    const char* text;
    std::optional<int> want;
  };
  const Case cases[] = {
      // clang-format off
      {"（2026年度）",                2026},
      {"２０２２年度绩效目标表",      2022},
      {"2022 年部门预算",             2022},
      {"2021-2023年",                 2023},
      {"截至2020年12月",              2020},
      {"1998年",                      std::nullopt},
      {"12022年",                     std::nullopt},
      {"2022",                        std::nullopt},
      {"东财〔2022〕268号",           std::nullopt},
      {"20年",                        std::nullopt},
      {"",                            std::nullopt},
      // clang-format on
  };
  for (const Case& c : cases) {
    EXPECT_EQ(FindYear(c.text), c.want) << c.text;
  }
}

TEST(DisclosureReader, TitleIsTheLargestTextOfTheFirstPage) {
  struct Case {
    const char* name;
    std::vector<TextLine> lines;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"one line", {Line("附件1", 12), Line("青泽市财政局2026年部门预算", 22), Line("目录", 16)}, "青泽市财政局2026年部门预算"},
      {"two lines", {Line("青泽市财政局", 22), Line("2026年部门预算", 22), Line("二〇二六年一月", 16)}, "青泽市财政局2026年部门预算"},
      {"a larger line follows", {Line("青泽市财政局", 16), Line("2026年部门预算", 22)}, "2026年部门预算"},
      {"something between", {Line("青泽市财政局", 22), Line("目录", 16), Line("第一部分", 22)}, "青泽市财政局"},
      {"prose is no title", {Line("根据财政部门的要求，我局认真组织，现将有关情况公开如下。", 22), Line("部门预算", 16)}, "部门预算"},
      {"the next page has none", {Line("部门预算", 16), Line("第一部分概况", 30, 2)}, "部门预算"},
      {"none", {}, ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Disclosure disclosure;
    DisclosureReader reader(disclosure);
    for (const TextLine& line : c.lines) {
      reader.AddLine(line);
    }
    reader.Finish({});
    EXPECT_EQ(disclosure.title, c.want);
  }
}

TEST(DisclosureReader, AgencyInTheTitle) {
  struct Case {
    const char* title;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"青泽市审计局2026年部门预算",            "青泽市审计局"},
      {"2026年度青泽市市场监管技术中心单位预算", "青泽市市场监管技术中心"},
      {"2026年青泽市财政局部门预算公开",        "青泽市财政局"},
      {"青泽市2026年预算公开",                  ""},  // a city is no department
      {"2026年部门预算",                        ""},
      {"项目支出绩效目标表",                    ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    Disclosure disclosure;
    DisclosureReader reader(disclosure);
    reader.AddLine(Line(c.title, 22));
    reader.Finish({});
    EXPECT_EQ(disclosure.department, c.want) << c.title;
  }
}

TEST(DisclosureReader, FormsSayTheRest) {
  struct Case {
    const char* name;
    const char* caption;
    std::vector<std::string> rows;
    const char* title;
    DisclosureKind kind;
    DisclosureScope scope;
    std::optional<int> year;
    const char* department;
    const char* unit;
  };
  using Kind = DisclosureKind;
  using Scope = DisclosureScope;
  const Case cases[] = {
      // clang-format off
      {"above the table", "项目支出绩效自评表\n（2022年度）\n填报单位：青泽市财政局 单位：万元", {"项目名称 | 道路"},
       "项目支出绩效自评表", Kind::kSelfEvaluation, Scope::kProject, 2022, "青泽市财政局", "万元"},
      {"inside the table", "", {"部门整体支出绩效目标申报表 | <", "（2026年度） | 金额单位：元"},
       "部门整体支出绩效目标申报表", Kind::kApplication, Scope::kDepartment, 2026, "", "元"},
      {"year in the title", "2023年项目支出绩效目标批复表", {"甲 | 乙"},
       "2023年项目支出绩效目标批复表", Kind::kApproval, Scope::kProject, 2023, "", ""},
      {"a year in a cell is not the document's", "项目支出绩效目标表", {"项目名称 | 2019年道路改造项目续建工程"},
       "项目支出绩效目标表", Kind::kUnknown, Scope::kProject, std::nullopt, "", ""},
      {"a head is no title", "", {"项目名称 | 绩效目标 | 三级指标"},
       "", Kind::kUnknown, Scope::kUnknown, std::nullopt, "", ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Disclosure disclosure;
    DisclosureReader reader(disclosure);
    const Table table = MakeTable(c.rows);
    reader.AddTable(table);
    reader.AddForm(c.caption, table);
    reader.Finish({});
    EXPECT_EQ(disclosure.title, c.title);
    EXPECT_EQ(disclosure.kind, c.kind);
    EXPECT_EQ(disclosure.scope, c.scope);
    EXPECT_EQ(disclosure.fiscal_year, c.year);
    EXPECT_EQ(disclosure.department, c.department);
    EXPECT_EQ(disclosure.money_unit, c.unit);
  }
}

TEST(DisclosureReader, TheFirstFormDecides) {
  Disclosure disclosure;
  DisclosureReader reader(disclosure);
  reader.AddForm("项目支出绩效目标表\n（2026年度）", {});
  reader.AddForm("部门整体支出绩效自评表\n（2025年度）", {});
  reader.Finish({});
  EXPECT_EQ(disclosure.title, "项目支出绩效目标表");
  EXPECT_EQ(disclosure.scope, DisclosureScope::kProject);
  EXPECT_EQ(disclosure.fiscal_year, 2026);
}

TEST(DisclosureReader, ATitleOverATableIsTheTables) {
  Disclosure disclosure;
  DisclosureReader reader(disclosure);
  reader.AddLine(Line("2026年预算表", 22));
  reader.AddTable(MakeTable({"甲 | 乙"}));
  reader.AddForm("项目支出绩效目标表", {});
  reader.Finish({});
  EXPECT_EQ(disclosure.title, "项目支出绩效目标表");
}

TEST(DisclosureReader, LabelsOfFormsStandIn) {
  Disclosure disclosure;
  DisclosureReader reader(disclosure);
  reader.AddFacts({"", "万元"});
  reader.AddFacts({"青泽市交通局", "元"});
  reader.AddFacts({"青泽市财政局", ""});
  reader.Finish({});
  EXPECT_EQ(disclosure.department, "青泽市交通局");
  EXPECT_EQ(disclosure.money_unit, "万元");
}

TEST(IsAnnexMark, MarksAndTitles) {
  for (const char* mark : {"附件", "附件3", "附表2-1：", "附：", "附件 1"}) {
    EXPECT_TRUE(IsAnnexMark(mark)) << mark;
  }
  for (const char* title : {"附件3 项目支出绩效目标表", "项目支出绩效目标表", "附属医院", ""}) {
    EXPECT_FALSE(IsAnnexMark(title)) << title;
  }
}

TEST(DisclosureReader, FilledFieldsStay) {
  Disclosure disclosure;
  disclosure.department = "青泽市审计局";
  disclosure.fiscal_year = 2020;
  DisclosureReader reader(disclosure);
  reader.AddForm("2023年项目支出绩效目标表\n部门名称：青泽市财政局", {});
  reader.Finish({});
  EXPECT_EQ(disclosure.department, "青泽市审计局");
  EXPECT_EQ(disclosure.fiscal_year, 2020);
}

TEST(DisclosureReader, ActualValuesMakeAnEvaluation) {
  DocumentRecord record;
  record.indicators.emplace_back();
  record.indicators[0].values.emplace_back();
  Disclosure disclosure;
  DisclosureReader(disclosure).Finish(record);
  EXPECT_EQ(disclosure.kind, DisclosureKind::kUnknown);
  record.indicators[0].values[0].role = ValueRole::kActual;
  DisclosureReader(disclosure).Finish(record);
  EXPECT_EQ(disclosure.kind, DisclosureKind::kSelfEvaluation);
}

}  // namespace
}  // namespace zhibiao
