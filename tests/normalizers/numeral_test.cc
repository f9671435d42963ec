#include "normalizers/numeral.h"

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/spell_out.h"

namespace zhibiao {
namespace {

TEST(ParseNumeral, ReadsWholeText) {
  struct Case {
    const char* text;
    std::optional<Decimal> want;  // none: must be refused
  };
  const Case cases[] = {
      // clang-format off
      {"95",               Decimal{95, 0}},
      {"1,200.5",          Decimal{12005, -1}},
      {"3.5万",            Decimal{35, 3}},
      {"1.07亿",           Decimal{107, 6}},
      {"3千万亿",          Decimal{3, 15}},
      {"10万万",           Decimal{1, 9}},
      {"177.1 亿",         Decimal{1771, 7}},
      {"40k",              Decimal{4, 4}},
      {"30w",              Decimal{3, 5}},
      {"零",               Decimal{0, 0}},
      {"十",               Decimal{1, 1}},
      {"十二",             Decimal{12, 0}},
      {"三百二十",         Decimal{320, 0}},
      {"一百零五",         Decimal{105, 0}},
      {"一百〇五",         Decimal{105, 0}},
      {"一千零十",         Decimal{1010, 0}},
      {"一万零百一十一",   Decimal{10111, 0}},
      {"两千零一十一",     Decimal{2011, 0}},
      {"一亿零一",         Decimal{100000001, 0}},
      {"负四百零五亿零四百零四万", Decimal{-4050404, 4}},
      {"三万五千亿",       Decimal{35, 11}},
      {"四万万",           Decimal{4, 8}},
      {"一千万亿",         Decimal{1, 15}},
      {"两千六",           Decimal{2600, 0}},     // the last digit is one place below 千
      {"三万五",           Decimal{35000, 0}},
      {"十三万五",         Decimal{135000, 0}},
      {"一百二十万三",     Decimal{1203000, 0}},
      {"五亿零六",         Decimal{500000006, 0}},
      {"廿二",             Decimal{22, 0}},
      {"五百卅四",         Decimal{534, 0}},
      {"壹拾壹",           Decimal{11, 0}},
      {"壹仟貳佰叁拾肆萬", Decimal{1234, 4}},
      {"倆千两百贰拾二",   Decimal{2222, 0}},
      {"二〇二三",         Decimal{2023, 0}},
      {"一七二零点一",     Decimal{17201, -1}},
      {"三点一四",         Decimal{314, -2}},
      {"二十点一万",       Decimal{201, 3}},
      {"一百点123",        Decimal{100123, -3}},
      {"5万4千6百",        Decimal{54600, 0}},
      {"3万4000",          Decimal{34000, 0}},
      {"1千零1",           Decimal{1001, 0}},
      {"一百 五 十 二",    Decimal{152, 0}},      // layout spaces
      {"二分之一",         Decimal{5, -1}},
      {"百分之九十五",     Decimal{95, -2}},
      {"3又一千分之23",    Decimal{3023, -3}},
      {"负六",             Decimal{-6, 0}},
      {"-1200",            Decimal{-1200, 0}},
      {"零点零零零零零零零零零零零零零零一", Decimal{1, -15}},
      {"十几",             std::nullopt},         // an estimate is not a number
      {"三五百",           std::nullopt},
      {"七八",             std::nullopt},
      {"三分之一",         std::nullopt},         // no decimal equals it
      {"95%",              std::nullopt},
      {"百",               std::nullopt},
      {"万",               std::nullopt},
      {"一二三百",         std::nullopt},
      {"十一十二",         std::nullopt},
      {"五千克",           std::nullopt},         // a weight
      {"九两",             std::nullopt},         // another
      {"10..1万",          std::nullopt},
      {"1 000",            std::nullopt},
      {"一分之零零",       Decimal{0, 0}},
      {"一零分之",         std::nullopt},
      {"零分之一",         std::nullopt},
      {"1234567890123456789", std::nullopt},      // 19 digits
      {"",                 std::nullopt},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<Decimal> got = ParseNumeral(c.text);
    ASSERT_EQ(got.ok(), c.want.has_value()) << got.status().message();
    if (got.ok()) {
      EXPECT_EQ(got.value(), *c.want) << got.value().ToString();
    }
  }
}

TEST(ScanNumeral, SaysWhatIsPrinted) {
  const Numeral scaled = ScanNumeral("1.5亿元");
  EXPECT_EQ(scaled.digits, "1.5");
  EXPECT_EQ(scaled.scale, "亿");
  EXPECT_EQ(scaled.size, std::string_view("1.5亿").size());
  EXPECT_TRUE(scaled.arabic);
  const Numeral estimate = ScanNumeral("四十五六人");
  EXPECT_EQ(estimate.value, Decimal(45, 0));
  ASSERT_TRUE(estimate.high.has_value());
  EXPECT_EQ(*estimate.high, Decimal(46, 0));
  EXPECT_TRUE(ScanNumeral("98765432101234567890个").too_long);
}

TEST(ScanNumeral, StopsBeforeUnits) {
  struct Case {
    const char* text;
    std::size_t want;  // bytes
  };
  const Case cases[] = {{"1.5千克", 3}, {"3千米", 1},    {"12百分点", 2}, {"五十兆字节", 6},
                        {"5km", 1},     {"2022京财", 4}, {"元", 0},       {"千人", 0}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(ScanNumeral(c.text).size, c.want);
  }
}

TEST(DivideExactly, RefusesWhatNoDecimalEquals) {
  EXPECT_EQ(DivideExactly(Decimal(1, 0), Decimal(8, 0)).value(), Decimal(125, -3));
  EXPECT_EQ(DivideExactly(Decimal(2000, 0), Decimal(3, 0)).status().code(), StatusCode::kLimit);
  EXPECT_EQ(DivideExactly(Decimal(1, 0), Decimal()).status().code(), StatusCode::kInvalidInput);
}

// ICU writes, ParseNumeral reads. A rule set may put 第 (ordinals) or 初 (days of a month) in
// front: marks of what is counted, not part of the number.
void ReadBackRandomNumbers(int count) {
  constexpr std::uint32_t kSeed = 20221122;
  constexpr std::int64_t kMost = 999'999'999'999'999'999;
  const test::SpellOut oracle;
  ASSERT_GE(oracle.rule_sets().size(), 6U);
  std::mt19937_64 random(kSeed);
  std::uniform_int_distribution<int> digits(1, 18);
  for (int i = 0; i < count; ++i) {
    std::int64_t limit = 1;
    for (int d = digits(random); d > 0; --d) {
      limit *= 10;
    }
    std::int64_t number = std::uniform_int_distribution<std::int64_t>(0, limit - 1)(random);
    number = i % 7 == 0 ? number / 1000 * 1000 : number;  // zeros inside and at the end
    ASSERT_LE(number, kMost);
    number = i % 11 == 0 ? -number : number;
    const std::size_t set = static_cast<std::size_t>(i) % oracle.rule_sets().size();
    std::string text = oracle.Write(number, set);
    for (const std::string_view mark : {"第", "初"}) {
      if (const std::size_t at = text.find(mark); at != std::string::npos) {  // 负初七
        text.erase(at, mark.size());
      }
    }
    const Result<Decimal> got = ParseNumeral(text);
    ASSERT_TRUE(got.ok()) << oracle.rule_sets()[set] << " " << number << " " << text;
    ASSERT_EQ(got.value(), Decimal(number, 0)) << oracle.rule_sets()[set] << " " << text;
  }
}

TEST(ParseNumeral, ReadsBackWhatIcuSpells) {
  ReadBackRandomNumbers(20'000);
}

// A million: asked for with ZHIBIAO_SLOW=1 (the label `slow`).
TEST(ParseNumeralSlow, ReadsBackAMillionThatIcuSpells) {
  if (std::getenv("ZHIBIAO_SLOW") == nullptr) {
    GTEST_SKIP() << "set ZHIBIAO_SLOW=1 for the million";
  }
  ReadBackRandomNumbers(1'000'000);
}

}  // namespace
}  // namespace zhibiao
