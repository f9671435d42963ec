#include "pipeline/unicode.h"

#include <string>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

TEST(FoldKey, FoldsWhatLooksTheSame) {
  struct Case {
    const char* text;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"≥９５％",           "≥95%"},
      {"（万元）：",         "(万元):"},
      {"﹦1 ＞＝3",          "=1>=3"},
      {"〔2022〕【甲】",      "[2022][甲]"},
      {"《通知》〈一〉",       "《通知》〈一〉"},        // titles, and misprinted comparators: kept
      {"“甲”「乙」",         "\"甲\"\"乙\""},
      {"1—2－3–4−5",        "1-2-3-4-5"},
      {"1～2〜3",            "1~2~3"},
      {"人•月・年",           "人·月·年"},
      {"a b　c\td\ne",       "abcde"},
      {"㎡ ‰ ℃",            "㎡‰℃"},               // unit signs stay
      {"10² ½ ①95",         "10²½①95"},            // NFKC would make other numbers of these
      {"⻚⾏⻓",              "页行长"},               // radicals to ideographs
      {"豈",                 "豈"},                  // compatibility ideograph
      {"……",                "......"},
      {"a\u200bb\u00adc",    "abc"},                 // invisible
      {"e\u0301",            "e\u0301"},             // Latin base letters are left alone
      {"",                   ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(FoldKey(c.text), c.want);
  }
}

TEST(FoldKey, IsIdempotent) {
  for (const char* text :
       {"≥９５％（含）", "⻚…㈠ Ⅲ ﬁ", "１．５ 万元／人·月", "\xFF\xE4", "ë\x03¸"}) {
    SCOPED_TRACE(text);
    const std::string once = FoldKey(text);
    EXPECT_EQ(FoldKey(once), once);
  }
}

TEST(FoldText, KeepsOneSpaceForAny) {
  EXPECT_EQ(FoldText("≧　735 \t\n人次").text, "≧ 735 人次");
}

TEST(FoldText, OffsetsLeadBackToTheRawBytes) {
  const std::string raw = "共（１２）…万　元⻚\xFF";
  const FoldedText folded = FoldText(raw);
  ASSERT_EQ(folded.offsets.size(), folded.text.size() + 1);
  EXPECT_EQ(folded.offsets.back(), raw.size());
  for (std::size_t i = 1; i < folded.offsets.size(); ++i) {
    EXPECT_LE(folded.offsets[i - 1], folded.offsets[i]) << i;
  }
  const auto raw_of = [&](std::string_view part) {
    const std::size_t at = folded.text.find(part);
    return raw.substr(folded.offsets[at], folded.offsets[at + part.size()] - folded.offsets[at]);
  };
  EXPECT_EQ(raw_of("12"), "１２");
  EXPECT_EQ(raw_of("..."), "…");
  EXPECT_EQ(raw_of("元"), "元");
  EXPECT_EQ(raw_of("页"), "⻚");
}

// What is told to be folded already is; and what most texts are made of is told.
TEST(IsFolded, OnlyWhereFoldingChangesNothing) {
  struct Case {
    const char* text;
    bool key, with_spaces;
  };
  const Case cases[] = {
      // clang-format off
      {"", true, true},             {"≥95%", true, true},         {"一丁龥鿿", true, true},
      {"≥ 95 %", false, true},      {" 95", false, true},         {"9  5", false, false},
      {"９５", false, false},       {"(含)", true, true},         {"（含）", false, false},
      {"中\xE4\xB8", false, false}, {"中\xE5(\x80", false, false}, {"e\xCC\x81", false, false},
      {"⻚", false, false},         {"䷀", false, false},         {"95\t%", false, false},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(IsFoldedKey(c.text), c.key);
    EXPECT_EQ(IsFoldedText(c.text), c.with_spaces);
    EXPECT_TRUE(!c.key || FoldKey(c.text) == c.text);
    EXPECT_TRUE(!c.with_spaces || FoldText(c.text).text == c.text);
  }
}

// The fast path for three bytes and the slow one for all others say the same.
TEST(NextCodePoint, ReadsThreeBytesAsTheSlowPathDoes) {
  for (unsigned lead = 0xE0; lead <= 0xEF; ++lead) {
    for (unsigned rest = 0; rest < 0x10000; rest += 0x0B) {
      const std::string bytes = {static_cast<char>(lead), static_cast<char>(rest >> 8),
                                 static_cast<char>(rest & 0xFF)};
      std::string_view fast = bytes;
      std::string_view slow = bytes;
      ASSERT_EQ(NextCodePoint(fast), NextRareCodePoint(slow)) << lead << ' ' << rest;
      ASSERT_EQ(fast, slow) << lead << ' ' << rest;
    }
  }
}

TEST(NextCodePoint, TakesBrokenBytesOneByOne) {
  std::string_view text = "中\xE4\xB8x\xF0\x9F\x98\x80\xC3";
  EXPECT_EQ(NextCodePoint(text), U'中');
  EXPECT_EQ(NextCodePoint(text), 0xFFFDU);
  EXPECT_EQ(NextCodePoint(text), U'x');
  EXPECT_EQ(NextCodePoint(text), 0x1F600U);
  EXPECT_EQ(NextCodePoint(text), 0xFFFDU);
  EXPECT_TRUE(text.empty());
}

TEST(AppendUtf8, WritesEveryLengthAndRefusesSurrogates) {
  std::string out;
  for (const char32_t code : {U'a', U'é', U'中', U'😀'}) {
    AppendUtf8(code, out);
  }
  EXPECT_EQ(out, "aé中😀");
  out.clear();
  AppendUtf8(0xD800, out);
  EXPECT_EQ(out, "\xEF\xBF\xBD");
}

TEST(IsUtf8, TellsWellFormedText) {
  EXPECT_TRUE(IsUtf8("指标\xEF\xBF\xBD"));  // a replacement character that stands in the text
  EXPECT_FALSE(IsUtf8("\xD6\xB8\xB1\xEA"));
  EXPECT_FALSE(IsUtf8("\xED\xA0\x80"));  // a surrogate
}

TEST(FoldRadical, LeavesWhatHasNoIdeograph) {
  EXPECT_EQ(FoldRadical(0x2E80), char32_t{0x2E80});
  EXPECT_EQ(FoldRadical(U'⾏'), U'行');
  EXPECT_EQ(FoldRadical(U'⻔'), U'门');
  EXPECT_EQ(FoldRadical(U'中'), U'中');
}

TEST(DecodeText, TellsTheEncoding) {
  struct Case {
    std::string bytes;
    const char* encoding;
    const char* text;
    bool lossy;
  };
  using namespace std::string_literals;  // NOLINT(google-build-using-namespace): for "\0"s
  const Case cases[] = {
      // clang-format off
      {"指标",                                   "UTF-8",    "指标",   false},
      {"\xEF\xBB\xBF" "指标",                    "UTF-8",    "指标",   false},
      {"\xD6\xB8\xB1\xEA",                       "GB18030",  "指标",   false},
      {"\x81\x30\x81\x30",                       "GB18030",  "\u0080", false},  // four bytes
      {"\xFF\xFE\x07\x63",                       "UTF-16LE", "指",     false},
      {"\xFE\xFF\x63\x07",                       "UTF-16BE", "指",     false},
      {"\x07\x63\x0A\x00\x31\x00"s,              "UTF-16LE", "指\n1",  false},
      {"\x63\x07\x00\x0A\x00\x31"s,              "UTF-16BE", "指\n1",  false},
      {"指标指标指标指标\xE6\x8C",                "UTF-8",    "指标指标指标指标\uFFFD", true},  // cut off
      {"",                                       "UTF-8",    "",       false},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<DecodedText> got = DecodeText(c.bytes);
    ASSERT_TRUE(got.ok()) << got.status().message();
    EXPECT_EQ(got.value().encoding, c.encoding);
    EXPECT_EQ(got.value().text, c.text);
    EXPECT_EQ(got.value().lossy, c.lossy);
  }
}

TEST(DecodeText, RefusesBinaryData) {
  std::string bytes;
  for (int i = 0; i < 512; ++i) {
    bytes.push_back(static_cast<char>(i * 37));
  }
  EXPECT_EQ(DecodeText(bytes).status().code(), StatusCode::kInvalidInput);
}

}  // namespace
}  // namespace zhibiao
