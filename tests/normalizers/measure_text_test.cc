#include "normalizers/measure_text.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "normalizers/expression.h"
#include "tests/support/json_value.h"
#include "tests/support/measure_summary.h"
#include "tests/support/shared_data.h"

namespace zhibiao {
namespace {

// What a measure says, without doubts about its print: flags, other readings, where the sign stood.
std::string Meaning(Measure measure) {
  measure.flags.clear();
  measure.alt.clear();
  if (measure.comparator_source != ComparatorSource::kImplied) {
    measure.comparator_source = ComparatorSource::kSign;
  }
  return test::Summary(measure);
}

// Measure → text → measure is the identity, and so is text → measure → text.
void RoundTrip(const Measure& measure, const std::string& where) {
  MeasureContext context;
  context.fiscal_year = 2022;
  const std::string text = MeasureText(measure);
  const Measure again = ParseMeasure(text, context);
  EXPECT_EQ(Meaning(again), Meaning(measure)) << where << ": " << measure.raw << " as " << text;
  EXPECT_EQ(MeasureText(again), text) << where << ": " << measure.raw;
}

TEST(MeasureText, OneTextForOneMeaning) {
  struct Case {
    const char* raw;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"不低于９５％",          "≥95%"},
      {"95%以上",               "≥95%"},
      {"60万人次以上",          "≥600000人次"},
      {"<85分,≥70分",           "≥70分且<85分"},
      {"10-15万元",             "≥100000元且≤150000元"},
      {"5.50万元/辆.年",        "55000元/辆·年"},
      {"100件(套)以上",         "≥100件(套)"},
      {"2025年年底前",          "2025年底前"},
      {"9月前",                 "2022年9月前"},
      {"2023.07-2024.01",       "2023年7月至2024年1月"},
      {"每季度1次",             "1次/季度"},
      {"同比升高0.6个百分点",   "同比提高0.6百分点"},
      {"良好或以上",            "良好以上"},
      {"控制在预算内",          "不超预算"},
      {"≧ %",                   "≥*%"},
      {"促进农业增产",          "促进农业增产"},
      // clang-format on
  };
  for (const Case& c : cases) {
    MeasureContext context;
    context.fiscal_year = 2022;
    EXPECT_EQ(MeasureText(ParseMeasure(c.raw, context)), c.want) << c.raw;
  }
}

TEST(MeasureText, ReadsBackToTheSameMeasure) {
  MeasureContext context;
  context.fiscal_year = 2022;
  for (const char* raw : {"≥95%",
                          "=300天",
                          "100%",
                          "12",
                          "-1.5%",
                          "小于 或 等于100",
                          "±3%以内",
                          "10±2℃",
                          "8万多株",
                          "近700万元",
                          "约30人",
                          "三五百人",
                          "-5~10℃",
                          "60%≤满意度<80%",
                          "九成",
                          "0.6个百分点",
                          "0.5 万亩",
                          "4900 公顷",
                          "25微克/立方米",
                          "1年6个月",
                          "17元/人.每天",
                          "港币2000元",
                          "2次/人",
                          "≥3期/月",
                          "2023年12月31日前",
                          "每年12月底前",
                          "每月15日前",
                          "3月中旬前",
                          "年内",
                          "2023年第三季度末前",
                          "≤2022年10月",
                          "2023-07-15",
                          "3月上旬",
                          "全年",
                          "1-3月",
                          "2021-2023年",
                          "第三季度",
                          "2022年3月起",
                          "每月",
                          "每2年1次",
                          "每年不少于2次",
                          "较2021年增长≥5%",
                          "上涨5%-10%",
                          "与上年持平",
                          "优良",
                          "不低于合格",
                          "显著提升",
                          "优100% 良90% 中85% 差85%",
                          "是",
                          "不高于市场价",
                          "无",
                          "≤****000元",
                          "___个",
                          "46万元；146.56万元",
                          "飞机增雨10次/年；火箭增雨12次/年",
                          "网站1月-12月",
                          "第3批"}) {
    RoundTrip(ParseMeasure(raw, context), "test");
  }
}

TEST(MeasureText, ReadsBackEveryPublishedCell) {
  const std::vector<test::ValueCell> cells = test::SharedValueCells();
  if (cells.empty()) {
    GTEST_SKIP() << "no ../shared beside the project";
  }
  for (const test::ValueCell& cell : cells) {
    RoundTrip(ParseMeasure(cell.value, cell.context()), cell.where);
  }
  MeasureContext context;
  context.fiscal_year = 2022;
  for (const std::string& line :
       test::ReadLines(test::SharedFolder() + "/data/expressions/catalogue.jsonl")) {
    RoundTrip(ParseMeasure(test::ParseJson(line).At("raw").text, context), "catalogue");
  }
}

}  // namespace
}  // namespace zhibiao
