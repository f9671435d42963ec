// Published test cases of other tools (../shared/data/expressions/peer_cases): those that fit our
// conventions. peer_cases_unfit.tsv lists the others by file, line and reason; nothing of them is
// copied.
#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "normalizers/expression.h"
#include "pipeline/decimal.h"
#include "pipeline/tsv.h"
#include "tests/support/json_value.h"
#include "tests/support/measure_summary.h"
#include "tests/support/shared_data.h"

namespace zhibiao {
namespace {

using test::JsonValue;

// The numbers of a cell: its own, or those that stand in it.
std::vector<Measure> Readings(const Measure& measure) {
  std::vector<Measure> readings;
  for (const Measure& one : measure.items.empty() ? std::vector<Measure>{measure} : measure.items) {
    if (one.kind == MeasureKind::kQuantity || one.kind == MeasureKind::kRange ||
        one.kind == MeasureKind::kChange) {
      readings.push_back(one);
    }
  }
  return readings;
}

std::optional<Decimal> Number(std::string text) {
  bool percent = false;
  if (!text.empty() && text.back() == '%') {
    percent = true;
    text.pop_back();
  }
  int exponent = 0;
  if (const std::size_t e = text.find_first_of("eE"); e != std::string::npos) {
    exponent = std::stoi(text.substr(e + 1));
    text.erase(e);
  }
  const Result<Decimal> value = Decimal::Parse(text);
  (void)percent;  // a peer's "95%" is our 95 %
  return value.ok() ? std::optional(value.value().Shifted(exponent)) : std::nullopt;
}

// Our value as the peers count: a fraction as a number, a dozen as twelve.
std::optional<Decimal> Value(const Measure& m) {
  const bool as_number = m.rule == "quantity.fraction" || m.unit == "{打}";
  const std::string& text = m.kind == MeasureKind::kChange ? m.change.value
                            : as_number                    ? m.canonical.value
                                                           : m.value;
  return Number(text);
}

// Recognizers' numbers and percentages: [{"resolution": {"value"}}].
bool NumbersMatch(const JsonValue& expected, const Measure& got, bool percent) {
  const std::vector<Measure> readings = Readings(got);
  if (readings.size() != expected.items.size()) {
    return false;
  }
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const Measure& m = readings[i];
    const std::optional<Decimal> value =
        percent ? Number(m.kind == MeasureKind::kChange ? m.change.value : m.value) : Value(m);
    if (!value || value != Number(expected.items[i].At("resolution").At("value").text)) {
      return false;
    }
  }
  return true;
}

bool CurrenciesMatch(const JsonValue& expected, const Measure& got) {
  const std::vector<Measure> readings = Readings(got);
  return NumbersMatch(expected, got, false) &&
         std::equal(readings.begin(), readings.end(), expected.items.begin(),
                    [](const Measure& m, const JsonValue& e) {
                      return m.unit == e.At("resolution").At("isoCurrency").text;
                    });
}

std::string Interval(const Measure& m) {
  if (m.kind == MeasureKind::kRange) {
    return (m.low_inclusive ? "[" : "(") + m.low + "," + m.high + (m.high_inclusive ? "]" : ")");
  }
  const std::string number = m.rule == "quantity.fraction" ? m.canonical.value : m.value;
  switch (m.comparator) {
    case Comparator::kGe:
      return "[" + number + ",)";
    case Comparator::kGt:
    case Comparator::kApproxGt:
      return "(" + number + ",)";
    case Comparator::kLe:
      return "(," + number + "]";
    case Comparator::kLt:
      return "(," + number + ")";
    default:
      return "[" + number + "," + number + "]";
  }
}

// Our ranges are closed (EXPRESSIONS.md family 4); the peers' from-to ranges leave the end open.
std::string Closed(std::string interval) {
  const bool from_to = interval.front() == '[' && interval.back() == ')' && interval.size() > 2 &&
                       interval[interval.size() - 2] != ',';
  if (from_to) {
    interval.back() = ']';
  }
  return interval;
}

bool RangesMatch(const JsonValue& expected, const Measure& got) {
  const std::vector<Measure> readings = Readings(got);
  return readings.size() == expected.items.size() &&
         std::equal(readings.begin(), readings.end(), expected.items.begin(),
                    [](const Measure& m, const JsonValue& e) {
                      const std::string want = e.At("resolution").At("value").text;
                      return Interval(m) == want || Interval(m) == Closed(want);
                    });
}

// JioNLP: {"num": "25481.00" or [low, high], "case": "港元"}.
bool MoneyMatches(const JsonValue& expected, const Measure& got) {
  static const std::map<std::string, std::string> kCodes = {
      {"元", "CNY"},   {"港元", "HKD"},   {"美元", "USD"}, {"日元", "JPY"},
      {"欧元", "EUR"}, {"新台币", "TWD"}, {"澳元", "AUD"}, {"泰铢", "THB"}};
  const JsonValue& number = expected.At("num");
  const auto code = kCodes.find(expected.At("case").text);
  // Without a word of money JioNLP supposes 元; we suppose nothing.
  const bool unit = code != kCodes.end() && (got.unit == code->second || got.unit.empty());
  if (number.type == JsonValue::Type::kArray) {
    return unit && got.kind == MeasureKind::kRange &&
           Number(got.low) == Number(number.items[0].text) &&
           Number(got.high) == Number(number.items[1].text);
  }
  return unit && got.kind == MeasureKind::kQuantity && Number(got.value) == Number(number.text);
}

// cn2an: a number, or {"error"}.
bool PlainMatches(const JsonValue& expected, const Measure& got) {
  if (expected.type == JsonValue::Type::kObject) {
    return Readings(got).empty();
  }
  return got.kind == MeasureKind::kQuantity && Number(got.value) == Number(expected.text);
}

// duckling: {"duckling": "NumeralValue (-1200000)"} or "simple Metre 3".
bool DucklingMatches(const JsonValue& expected, const Measure& got) {
  const std::string& text = expected.At("duckling").text;
  const std::size_t begin = text.find_first_of("-0123456789");
  const std::size_t end = text.find_first_not_of("-0123456789.", begin);
  const std::optional<Decimal> want = Number(text.substr(begin, end - begin));
  const bool whole_form = text.starts_with("simple") || text.find("NumeralValue") == 0;
  const Comparator comparator = text.starts_with("above")   ? Comparator::kGe
                                : text.starts_with("under") ? Comparator::kLe
                                                            : Comparator::kNone;
  if (got.kind != MeasureKind::kQuantity || !want) {
    return false;
  }
  return (Number(got.value) == want || Value(got) == want || Number(got.canonical.value) == want) &&
         (whole_form || got.comparator == comparator);
}

// WeText writes the number anew: "20.1万", "2%", "1/2", "¥1.25", "300~500".
bool WrittenMatches(const JsonValue& expected, const Measure& got) {
  MeasureContext none;
  const Measure want = ParseMeasure(expected.text, none);
  return want.kind == got.kind && want.kind != MeasureKind::kText &&
         want.kind != MeasureKind::kUnparsed && want.value == got.value && want.low == got.low &&
         want.high == got.high && want.unit == got.unit;
}

bool Matches(std::string_view file, const JsonValue& expected, const Measure& got) {
  if (file.starts_with("recognizers_number_range")) {
    return RangesMatch(expected, got);
  }
  if (file.starts_with("recognizers_currency")) {
    return CurrenciesMatch(expected, got);
  }
  if (file.starts_with("recognizers_")) {
    return NumbersMatch(expected, got, file.find("percent") != std::string_view::npos);
  }
  if (file.starts_with("jionlp")) {
    return MoneyMatches(expected, got);
  }
  if (file.starts_with("cn2an")) {
    return PlainMatches(expected, got);
  }
  return file.starts_with("wetext") ? WrittenMatches(expected, got)
                                    : DucklingMatches(expected, got);
}

// "file:line" of the cases that do not fit.
std::set<std::string> Unfit() {
  std::set<std::string> unfit;
  std::string text;
  for (const std::string& line :
       test::ReadLines(ZHIBIAO_ROOT "/tests/normalizers/peer_cases_unfit.tsv")) {
    text += line + "\n";
  }
  const Result<TsvTable> table =
      TsvTable::Parse("peer_cases_unfit.tsv", text, {"file", "line", "reason"});
  EXPECT_TRUE(table.ok()) << table.status().message();
  for (const TsvRow& row : table.value().rows()) {
    EXPECT_FALSE(table.value().Get(row, "reason").empty());
    unfit.insert(table.value().Get(row, "file") + ":" + table.value().Get(row, "line"));
  }
  return unfit;
}

class PeerCases : public testing::TestWithParam<const char*> {};

TEST_P(PeerCases, ThoseThatFitAreRight) {
  const std::string shared = test::SharedFolder();
  if (shared.empty()) {
    GTEST_SKIP() << "no ../shared beside the project";
  }
  const std::string file = GetParam();
  const std::vector<std::string> lines =
      test::ReadLines(shared + "/data/expressions/peer_cases/" + file);
  ASSERT_FALSE(lines.empty());
  const std::set<std::string> unfit = Unfit();
  std::size_t fitting = 0;
  std::size_t right = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const JsonValue peer = test::ParseJson(lines[i]);
    const Measure got = ParseMeasure(peer.At("input").text, {});
    const bool matches = Matches(file, peer.At("expected"), got);
    const std::string where = file + ":" + std::to_string(i + 1);
    if (unfit.count(where) != 0) {
      EXPECT_FALSE(matches) << where << " fits by now: take it off the list";
      continue;
    }
    ++fitting;
    right += matches ? 1 : 0;
    if (!matches) {
      std::printf("wrong %s: %s\n", where.c_str(), test::Summary(got).c_str());
    }
  }
  std::printf("%-48s %3zu cases, %3zu fit, %3zu right\n", file.c_str(), lines.size(), fitting,
              right);
  EXPECT_GE(right * 100, fitting * 95);
}

INSTANTIATE_TEST_SUITE_P(
    Files, PeerCases,
    testing::Values("cn2an_number.jsonl", "recognizers_number.jsonl",
                    "recognizers_number_range.jsonl", "recognizers_percent_fraction_discount.jsonl",
                    "recognizers_currency.jsonl", "recognizers_dimension_temperature_age.jsonl",
                    "jionlp_money.jsonl", "duckling_numeral.jsonl", "duckling_amountofmoney.jsonl",
                    "duckling_distance.jsonl", "duckling_quantity.jsonl", "duckling_volume.jsonl",
                    "wetext_itn.jsonl"));

}  // namespace
}  // namespace zhibiao
