#include "normalizers/record_normalizer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

Indicator MakeIndicator(int row, std::string level3, std::string value) {
  Indicator indicator;
  indicator.table = 0;
  indicator.row = row;
  indicator.level1 = {"output", "产出指标", FieldSource::kPrinted};
  indicator.level2 = {"output.quantity", "数量指标", FieldSource::kPrinted};
  indicator.level3.text = std::move(level3);
  indicator.source.line = row;
  IndicatorValue target;
  target.raw = std::move(value);
  target.source.line = row;
  indicator.values.push_back(std::move(target));
  return indicator;
}

std::map<FindingCode, int> Count(const DocumentRecord& record) {
  std::map<FindingCode, int> counts;
  for (const Finding& finding : record.findings) {
    ++counts[finding.code];
  }
  return counts;
}

TEST(NormalizeRecord, MeasuresEveryValueInItsContext) {
  DocumentRecord record;
  record.disclosure.fiscal_year = 2023;
  record.indicators.push_back(MakeIndicator(1, "完成时间", "12月"));
  record.indicators[0].level2.code = "output.timeliness";
  record.indicators.push_back(MakeIndicator(2, "培训次数", "3"));
  record.indicators[1].values[0].raw_sign = "≥";
  record.indicators[1].values[0].raw_unit = "次";
  NormalizeRecord(record);
  EXPECT_EQ(record.indicators[0].values[0].measure.time.not_after, "2023-12-31");
  const Measure& columns = record.indicators[1].values[0].measure;
  EXPECT_EQ(columns.comparator, Comparator::kGe);
  EXPECT_EQ(columns.comparator_source, ComparatorSource::kColumn);
  EXPECT_EQ(columns.unit, "{次}");
  EXPECT_TRUE(record.findings.empty());
}

TEST(NormalizeRecord, TheOtherReadingIsAnAlternative) {
  using Other = std::optional<std::string>;
  struct Case {
    const char* name;
    const char* sign;
    const char* raw;
    const char* unit;
    Other sign_other, raw_other, unit_other;
    bool differs;
    const char* alt;  // "ge 95 %"; empty: none
  };
  const Case cases[] = {
      // clang-format off
      {"nothing else was read",     "", "≥95%", "", {}, {},      {}, false, ""},
      {"another value",             "", "≥95%", "", {}, "≥85%",  {}, true, "ge 85 %"},
      {"another comparator",        "", "≥95%", "", {}, "≤95%",  {}, true, "le 95 %"},
      {"no comparator",             "", "≥95%", "", {}, "95%",   {}, true, "eq 95 %"},
      {"the same in other signs",   "", "≥95%", "", {}, "≧95 ％", {}, false, ""},
      {"nothing",                   "", "≥95%", "", {}, "",      {}, true, ""},
      {"what nobody understands",   "", "≥95%", "", {}, "工5%",  {}, true, ""},
      {"another sign column",       "≥", "95", "%", "≤", {},     {}, true, "le 95 %"},
      {"a digit in the sign column","≥", "95", "%", "2", {},     {}, true, "eq 295 %"},
      {"an empty sign column",      "≥", "95", "%", "",  {},     {}, true, "eq 95 %"},
      {"another unit column",       "≥", "95", "%", {},  {},     "人", true, "ge 95 {人}"},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    DocumentRecord record;
    record.indicators.push_back(MakeIndicator(1, "甲", c.raw));
    IndicatorValue& value = record.indicators[0].values[0];
    value.raw_sign = *c.sign != 0 ? Other(c.sign) : Other();
    value.raw_unit = *c.unit != 0 ? Other(c.unit) : Other();
    value.sign_other = c.sign_other;
    value.raw_other = c.raw_other;
    value.unit_other = c.unit_other;
    NormalizeRecord(record);
    const Measure& measure = value.measure;
    EXPECT_EQ(measure.value, "95");
    EXPECT_EQ(measure.comparator, Comparator::kGe);
    EXPECT_EQ(std::count(measure.flags.begin(), measure.flags.end(), "ocr_disagreement"),
              c.differs ? 1 : 0);
    std::string alt;
    for (const Measure& other : measure.alt) {
      alt += std::string(ComparatorName(other.comparator)) + " " + other.value + " " + other.unit;
      EXPECT_EQ(std::count(other.flags.begin(), other.flags.end(), "ocr"), 1);
      EXPECT_TRUE(other.alt.empty());
    }
    EXPECT_EQ(alt, c.alt);
  }
}

TEST(NormalizeRecord, OneFindingForEachRepeatedRow) {
  DocumentRecord record;
  for (int row = 1; row <= 2; ++row) {
    record.indicators.push_back(MakeIndicator(row, "调研次数", "12"));
  }
  record.indicators.push_back(MakeIndicator(3, "调研次数", "13"));  // another value
  record.indicators.push_back(
      MakeIndicator(4, "调研 次数", "１２"));  // the same, printed otherwise
  record.indicators.push_back(MakeIndicator(5, "调研次数", "12"));
  record.indicators.back().table = 1;  // another table
  NormalizeRecord(record);
  ASSERT_EQ(Count(record)[FindingCode::kDuplicateRow], 2);
  EXPECT_EQ(record.findings[0].source.line, 2);
  EXPECT_EQ(record.findings[1].source.line, 4);
}

TEST(NormalizeRecord, NotesWhatIsOddAboutValues) {
  DocumentRecord record;
  record.indicators.push_back(MakeIndicator(1, "培训次数(人)", "3次"));
  record.indicators.push_back(MakeIndicator(2, "合格率", "工5%"));
  record.indicators.push_back(MakeIndicator(3, "验收合格率", "≤95%"));
  record.indicators.push_back(MakeIndicator(4, "覆盖率", ""));
  record.indicators.push_back(MakeIndicator(5, "知晓率", "……"));
  record.indicators.push_back(MakeIndicator(6, "成效", "应保尽保"));
  record.indicators.back().values[0].raw_unit = "%";  // of a grade: ignored
  NormalizeRecord(record);
  std::map<FindingCode, int> counts = Count(record);
  EXPECT_EQ(counts[FindingCode::kUnitConflict], 1);
  EXPECT_EQ(counts[FindingCode::kValueUnparsed], 1);
  EXPECT_EQ(counts[FindingCode::kDirectionConflict], 1);
  EXPECT_EQ(counts[FindingCode::kBlankValue], 1);
  EXPECT_EQ(counts[FindingCode::kTemplateDebris], 1);
  EXPECT_EQ(record.findings.size(), 5U);
}

TEST(NormalizeRecord, FillsSumsWithTheUnitOfTheTable) {
  DocumentRecord record;
  record.disclosure.money_unit = "万元";
  record.tasks.emplace_back().amounts.push_back({"", "-1449000.00", "", "元"});
  record.funding.emplace_back().amount = {"财政拨款", "1,031.50", "", ""};
  NormalizeRecord(record);
  EXPECT_EQ(record.tasks[0].amounts[0].value, "1449000.00");
  EXPECT_EQ(record.tasks[0].amounts[0].unit, "元");
  EXPECT_EQ(record.funding[0].amount.value, "1031.50");
  EXPECT_EQ(record.funding[0].amount.unit, "万元");
}

}  // namespace
}  // namespace zhibiao
