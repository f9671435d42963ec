#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "normalizers/record_normalizer.h"

namespace zhibiao {
namespace {

struct Case {
  const char* text;
  const char* raw;  // of the only citation; nullptr: there is none
  const char* issuer;
  std::optional<int> year;
  const char* number;  // empty: broken
};

TEST(FindCitations, FoldsBracketsAndFlagsBrokenOnes) {
  const Case cases[] = {
      // clang-format off
      {"（东财〔2022〕268 号）",          "东财〔2022〕268 号",    "东财",     2022, "268"},
      {"财预【2021】101号",               "财预【2021】101号",     "财预",     2021, "101"},
      {"宁财绩发[2020]12号文件",          "宁财绩发[2020]12号",    "宁财绩发", 2020, "12"},
      {"财预（2021）101号",               "财预（2021）101号",     "财预",     2021, "101"},
      {"按照财预〔2021〕第101号的要求",    "财预〔2021〕第101号",   "财预",     2021, "101"},
      {"根据市府办〔2019〕3号",            "市府办〔2019〕3号",     "市府办",   2019, "3"},
      {"宁财绩发〔2022300 )",              "宁财绩发〔2022300 )",   "宁财绩发", 2022, ""},
      {"东财〔2022〕号",                   "东财〔2022〕号",        "东财",     2022, ""},
      {"东财〔〕号",                       "东财〔〕号",            "东财",     std::nullopt, ""},
      {"东财2022〕268号",                  "东财2022〕268号",       "东财",     2022, ""},
      {"（2022年度）",                     nullptr, "", std::nullopt, ""},
      {"截止日期(20221231)",               nullptr, "", std::nullopt, ""},
      {"表2[注]",                          nullptr, "", std::nullopt, ""},
      {"",                                 nullptr, "", std::nullopt, ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    Findings findings;
    const std::vector<Citation> got = FindCitations(c.text, {}, findings);
    ASSERT_EQ(got.size(), c.raw == nullptr ? 0U : 1U);
    if (c.raw == nullptr) {
      continue;
    }
    EXPECT_EQ(got[0].raw, c.raw);
    EXPECT_EQ(got[0].issuer, c.issuer);
    EXPECT_EQ(got[0].year, c.year);
    EXPECT_EQ(got[0].number, c.number);
    ASSERT_EQ(findings.all().size(), got[0].number.empty() ? 1U : 0U);
    if (!findings.all().empty()) {
      EXPECT_EQ(findings.all()[0].code, FindingCode::kBrokenCitation);
    }
  }
}

TEST(FindCitations, InOrderAndWithTheirPlace) {
  Findings findings;
  SourceRef source;
  source.line = 7;
  const std::vector<Citation> got = FindCitations(
      "《通知》（东财〔2022〕268 号）和《进一步通知》（东财〔2018〕108 号）要求", source, findings);
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(got[0].number, "268");
  EXPECT_EQ(got[1].number, "108");
  EXPECT_EQ(got[1].source.line, 7);
  EXPECT_TRUE(findings.all().empty());
}

TEST(FindCitations, LooksAtLongTextOnce) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    text += "关于（〔2022〔";
  }
  text += "财预〔2021〕101号";
  Findings findings;
  const std::vector<Citation> got = FindCitations(text, {}, findings);
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0].issuer, "财预");
}

}  // namespace
}  // namespace zhibiao
