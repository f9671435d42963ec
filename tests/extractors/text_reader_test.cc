#include "extractors/text_reader.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhibiao {
namespace {

using std::string_view_literals::operator""sv;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct ReadOutcome {
  std::vector<TextRow> rows;
  std::vector<Finding> findings;
};

ReadOutcome MustRead(std::string_view bytes) {
  Findings findings;
  Result<std::vector<TextRow>> rows = ReadText(bytes, findings);
  EXPECT_TRUE(rows.ok()) << rows.status().message();
  return {rows.ok() ? rows.take() : std::vector<TextRow>(), findings.Take()};
}

TEST(ReadText, SplitsLinesAndCells) {
  const ReadOutcome got = MustRead("绩效指标\t产出指标\t\n\t \t\n\n次数\t3次");
  ASSERT_EQ(got.rows.size(), 4U);
  EXPECT_THAT(got.rows[0].cells, ElementsAre("绩效指标", "产出指标", ""));
  EXPECT_THAT(got.rows[1].cells, IsEmpty());
  EXPECT_THAT(got.rows[2].cells, IsEmpty());
  EXPECT_THAT(got.rows[3].cells, ElementsAre("次数", "3次"));
  EXPECT_EQ(got.rows[3].line, 4);
  EXPECT_THAT(got.findings, IsEmpty());
}

TEST(ReadText, KnowsEveryLineEnding) {
  struct Case {
    const char* name;
    std::string_view bytes;
    std::vector<int> lines;  // of the rows
  };
  const Case cases[] = {
      // clang-format off
      {"unix",                 "一\n二\n"sv,         {1, 2}},
      {"windows",              "一\r\n二\r\n"sv,     {1, 2}},
      {"old mac",              "一\r二"sv,           {1, 2}},
      {"empty lines",          "一\r\n\r\n二"sv,     {1, 2, 3}},
      {"form feed: same line", "一\f二\n三"sv,       {1, 1, 2}},
      {"line separator",       "一\u2028二\u2029三"sv, {1, 1, 1}},
      {"next line",            "一\u0085二"sv,       {1, 1}},
      {"nothing",              ""sv,                 {}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    std::vector<int> lines;
    for (const TextRow& row : MustRead(c.bytes).rows) {
      lines.push_back(row.line);
    }
    EXPECT_EQ(lines, c.lines);
  }
}

TEST(ReadText, DecodesEveryEncoding) {
  struct Case {
    const char* name;
    std::string_view bytes;
    bool doubted;
  };
  const Case cases[] = {
      // clang-format off
      {"utf-8",           "指标\t≥90%\n"sv,                                               false},
      {"utf-8 with mark", "\xef\xbb\xbf指标\t≥90%\n"sv,                                   false},
      {"gb18030",         "\xd6\xb8\xb1\xea\t\xa1\xdd" "90%\n"sv,                         true},
      {"utf-16le",        "\xff\xfe\x07\x63\x07\x68\x09\0\x65\x22" "9\0" "0\0%\0\n\0"sv,  false},
      {"utf-16be",        "\xfe\xff\x63\x07\x68\x07\0\x09\x22\x65\0" "9\0" "0\0%\0\n"sv,  false},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ReadOutcome got = MustRead(c.bytes);
    ASSERT_EQ(got.rows.size(), 1U);
    EXPECT_THAT(got.rows[0].cells, ElementsAre("指标", "≥90%"));
    EXPECT_EQ(!got.findings.empty(), c.doubted);
  }
}

TEST(ReadText, TakesOutLeakedMarkupAndSaysWhere) {
  const ReadOutcome got = MustRead(
      "部门名称\t某局\n总体绩效目标\t<p>目标1: 一。</p> <p>目标2: 二。</p>\t\n得分\t<85分\n");
  ASSERT_EQ(got.rows.size(), 3U);
  EXPECT_THAT(got.rows[1].cells, ElementsAre("总体绩效目标", "目标1: 一。\n目标2: 二。", ""));
  EXPECT_THAT(got.rows[2].cells, ElementsAre("得分", "<85分"));
  ASSERT_EQ(got.findings.size(), 1U);
  EXPECT_EQ(got.findings[0].code, FindingCode::kMarkupLeaked);
  EXPECT_EQ(got.findings[0].source.line, 2);
  EXPECT_EQ(got.findings[0].source.page, 0);
}

TEST(ReadText, TakesOutEscapedMarkup) {
  const ReadOutcome got = MustRead("&lt;p&gt;目标&lt;/p&gt;\t&lt;85分");
  ASSERT_EQ(got.rows.size(), 1U);
  EXPECT_THAT(got.rows[0].cells, ElementsAre("目标", "<85分"));
}

TEST(ReadText, TrimsLayoutSpacesOnly) {
  const ReadOutcome got = MustRead(" \u3000一 二\u00a0\t \u3000 ");
  ASSERT_EQ(got.rows.size(), 1U);
  EXPECT_THAT(got.rows[0].cells, ElementsAre("一 二", ""));
}

TEST(ReadText, RefusesBinaryData) {
  Findings findings;
  const Result<std::vector<TextRow>> rows =
      ReadText("\x01\x02\0\0\x03\0\x04 binary\0\0"sv, findings);
  ASSERT_FALSE(rows.ok());
  EXPECT_EQ(rows.status().code(), StatusCode::kInvalidInput);
}

}  // namespace
}  // namespace zhibiao
