#include "pipeline/tsv.h"

#include <string>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

TEST(TsvTable, ReadsHeadRowsAndComments) {
  const Result<TsvTable> table =
      TsvTable::Parse("a.tsv", "# about\nid\tword\n\na.one\t#\r\na.two\t\n", {"id", "word"});
  ASSERT_TRUE(table.ok()) << table.status().message();
  ASSERT_EQ(table.value().rows().size(), 2U);
  const TsvRow& row = table.value().rows()[0];
  EXPECT_EQ(row.line, 4);
  EXPECT_EQ(table.value().Get(row, "word"), "#");  // a comment needs a space
  EXPECT_EQ(table.value().Get(table.value().rows()[1], "word"), "");
  EXPECT_TRUE(table.value().HasColumn("id"));
  EXPECT_FALSE(table.value().HasColumn("source"));
}

TEST(TsvTable, SaysWhereItIsMalformed) {
  struct Case {
    const char* text;
    const char* message;
  };
  const Case cases[] = {
      // clang-format off
      {"id\tword\na\tb\tc\n",  "a.tsv:2: has 3 fields, the head has 2"},
      {"id\nx\n",              "a.tsv:1: the head lacks the column word"},
      {"id\tword\na\t1\na\t2", "a.tsv:3: the id a stands twice"},
      {"",                     "a.tsv:1: the head lacks the column word"},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<TsvTable> table = TsvTable::Parse("a.tsv", c.text, {"word"});
    ASSERT_FALSE(table.ok());
    EXPECT_EQ(table.status().message(), c.message);
  }
}

}  // namespace
}  // namespace zhibiao
