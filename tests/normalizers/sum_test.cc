#include <gtest/gtest.h>

#include "normalizers/record_normalizer.h"

namespace zhibiao {
namespace {

TEST(ParseAmount, IsExactAndNeverScaled) {
  struct Case {
    const char* column;
    const char* raw;
    const char* unit;  // of the table
    const char* want;
    const char* want_unit;
  };
  const Case cases[] = {
      // clang-format off
      {"",       "-1449000.00",     "",     "1449000.00", ""},     // 名称--内容-金额: a separator
      {"调整数", "-5.20",           "万元", "-5.20",      "万元"},  // under a head: a sign
      {"",       "1,820,500.00",    "",     "1820500.00", ""},
      {"",       "１，８２０，５００", "",   "1820500",    ""},
      {"总额",   "31.00万元",       "",     "31.00",      "万元"},
      {"总额",   "31.00 万元",      "元",   "31.00",      "万元"},
      {"总额",   "31.00（万元）",   "",     "31.00",      "万元"},
      {"总额",   "1.5亿",           "",     "1.5",        "亿元"},
      {"总额",   "¥500",            "元",   "500",        "元"},
      {"总额",   "0",               "万元", "0",          "万元"},
      {"总额",   "壹拾万元整",      "",     "100000",     "元"},
      {"总额",   "",                "万元", "",           "万元"},
      {"总额",   "——",              "万元", "",           "万元"},
      {"总额",   "详见附件3",       "万元", "",           "万元"},
      {"总额",   "5人",             "万元", "",           "万元"},
      {"总额",   "10-15",           "万元", "",           "万元"},
      {"总额",   "85%",             "万元", "",           "万元"},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.raw);
    const Amount got = ParseAmount(c.column, c.raw, c.unit);
    EXPECT_EQ(got.raw, c.raw);
    EXPECT_EQ(got.column, c.column);
    EXPECT_EQ(got.value, c.want);
    EXPECT_EQ(got.unit, c.want_unit);
  }
}

}  // namespace
}  // namespace zhibiao
