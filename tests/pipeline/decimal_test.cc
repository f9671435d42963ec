#include "pipeline/decimal.h"

#include <optional>
#include <string>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

TEST(Decimal, ParsesPlainNotation) {
  struct Case {
    const char* text;
    std::optional<std::string> want;  // none: must be refused
  };
  const Case cases[] = {
      // clang-format off
      {"0",                    "0"},
      {"1200.50",              "1200.5"},
      {"-3",                   "-3"},
      {"+3",                   "3"},
      {".77",                  "0.77"},
      {"007",                  "7"},
      {"0.000",                "0"},
      {"1,820,500.00",         "1820500"},
      {"999999999999999999",   "999999999999999999"},
      {"1000000000000000000000", "1000000000000000000000"},  // one significant digit
      {"0.000000000000000001", "0.000000000000000001"},
      {"1234567890123456789",  std::nullopt},  // 19 digits
      {"1.",                   std::nullopt},
      {".",                    std::nullopt},
      {"",                     std::nullopt},
      {"-",                    std::nullopt},
      {"12,34",                std::nullopt},  // the comma does not group thousands
      {"1,2345",               std::nullopt},
      {",123",                 std::nullopt},
      {"1.2.3",                std::nullopt},
      {"1e5",                  std::nullopt},
      {"95%",                  std::nullopt},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<Decimal> got = Decimal::Parse(c.text);
    ASSERT_EQ(got.ok(), c.want.has_value()) << got.status().message();
    if (got.ok()) {
      EXPECT_EQ(got.value().ToString(), *c.want);
    }
  }
}

TEST(Decimal, SaysWhyItRefuses) {
  EXPECT_EQ(Decimal::Parse("x").status().code(), StatusCode::kInvalidInput);
  EXPECT_EQ(Decimal::Parse("1234567890123456789").status().code(), StatusCode::kLimit);
}

TEST(Decimal, NormalisesTrailingZeros) {
  EXPECT_EQ(Decimal(95, 0), Decimal(9500, -2));
  EXPECT_EQ(Decimal(0, 7), Decimal());
  EXPECT_EQ(Decimal(-120, 0).coefficient(), -12);
  EXPECT_EQ(Decimal(-120, 0).exponent(), 1);
}

TEST(Decimal, AddsAndMultipliesExactly) {
  EXPECT_EQ(Decimal(1, -1).Plus(Decimal(2, -1)).value(), Decimal(3, -1));
  EXPECT_EQ(Decimal(11, 0).Minus(Decimal(15, 0)).value(), Decimal(-4, 0));
  EXPECT_EQ(Decimal(5, 3).Plus(Decimal(-5, 3)).value(), Decimal());
  EXPECT_EQ(Decimal(287, -2).Times(Decimal(1, 4)).value(), Decimal(28700, 0));
  EXPECT_EQ(Decimal(3, 0).Shifted(-2).ToString(), "0.03");
  EXPECT_EQ(Decimal(999999999999999999, 0).Plus(Decimal(1, 0)).value().ToString(),
            "1000000000000000000");
}

TEST(Decimal, RefusesWhatDoesNotFit) {
  EXPECT_EQ(Decimal(1, 30).Plus(Decimal(1, 0)).status().code(), StatusCode::kLimit);
  EXPECT_EQ(Decimal(999999999999999999, 0).Times(Decimal(7, 0)).status().code(),
            StatusCode::kLimit);
}

TEST(Decimal, ComparesAcrossScalesAndSigns) {
  const char* ascending[] = {
      "-1000", "-2", "-1.99", "-0.001", "0",  "0.001", "0.0011",
      "1",     "9",  "10",    "10.01",  "95", "100",   "100000000000000000000"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      SCOPED_TRACE(std::string(ascending[i]) + " against " + ascending[j]);
      const Decimal a = Decimal::Parse(ascending[i]).value();
      const Decimal b = Decimal::Parse(ascending[j]).value();
      EXPECT_EQ(a.Compare(b), i <=> j);
    }
  }
}

}  // namespace
}  // namespace zhibiao
