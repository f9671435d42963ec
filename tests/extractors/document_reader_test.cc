#include "extractors/document_reader.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/table_maker.h"

namespace zhibiao {
namespace {

using test::MakeJoined;
using test::MakeLine;

JoinedTable FormOf(const std::string& project) {
  JoinedTable joined = MakeJoined(
      {"项目名称 | " + project + " | < | <", "主管部门 | 青泽市交通局 | < | <",
       "一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 里程 | ≥5公里"});
  joined.table.caption = "项目支出绩效目标表\n（2026年度）";
  return joined;
}

DocumentRecord Read(std::vector<DocumentItem> items) {
  DocumentRecord record;
  Findings findings;
  ReadDocument(std::move(items), record, findings);
  return record;
}

TEST(ReadDocument, LinesAndForms) {
  const DocumentRecord record =
      Read({MakeLine("青泽市交通局2026年部门预算"), MakeJoined({"科目编码 | 科目名称", "1 | 2"}),
            FormOf("道路养护"), MakeLine("附件"), FormOf("桥梁加固")});
  EXPECT_EQ(record.tables.size(), 3U);
  ASSERT_EQ(record.indicators.size(), 2U);
  EXPECT_EQ(record.indicators[1].project, "桥梁加固");
  EXPECT_EQ(record.indicators[1].table, 2);
  EXPECT_EQ(record.disclosure.department, "青泽市交通局");
  EXPECT_EQ(record.disclosure.scope, DisclosureScope::kProject);
  EXPECT_EQ(record.disclosure.fiscal_year, 2026);
  EXPECT_EQ(record.disclosure.project, "");  // two of them
  EXPECT_EQ(record.coverage.tables, 3);
  EXPECT_EQ(record.coverage.tables_recognised, 2);
}

TEST(ReadDocument, OneProjectIsTheDocuments) {
  EXPECT_EQ(Read({FormOf("道路养护"), FormOf("道路养护")}).disclosure.project, "道路养护");
  EXPECT_EQ(Read({FormOf("道路养护")}).disclosure.department, "青泽市交通局");
}

TEST(ReadDocument, NothingGivesNothing) {
  const DocumentRecord record = Read({});
  EXPECT_TRUE(record.tables.empty());
  EXPECT_TRUE(record.indicators.empty());
  EXPECT_EQ(record.disclosure.title, "");
  EXPECT_FALSE(record.disclosure.fiscal_year.has_value());
}

TEST(ReadDocument, ATextWithoutFormsHasItsTitle) {
  const DocumentRecord record =
      Read({MakeLine("青泽市财政局2026年工作总结"), MakeLine("一、基本情况", 2)});
  EXPECT_EQ(record.disclosure.title, "青泽市财政局2026年工作总结");
  EXPECT_EQ(record.disclosure.fiscal_year, 2026);
}

}  // namespace
}  // namespace zhibiao
