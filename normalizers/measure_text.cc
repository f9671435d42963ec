#include "normalizers/measure_text.h"

#include <array>
#include <string_view>
#include <utility>

#include "normalizers/grammar.h"

namespace zhibiao {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

template <std::size_t kSize>
std::string_view Lookup(const std::array<Pair, kSize>& pairs, std::string_view key) {
  for (const auto& [name, word] : pairs) {
    if (name == key) {
      return word;
    }
  }
  return {};
}

constexpr std::array<Pair, 6> kEvery = {{{"P1Y", "每年"},
                                         {"P6M", "每半年"},
                                         {"P3M", "每季度"},
                                         {"P1M", "每月"},
                                         {"P1W", "每周"},
                                         {"P1D", "每天"}}};
constexpr std::array<Pair, 6> kPer = {{{"a", "每年"},
                                       {"half", "每半年"},
                                       {"quarter", "每季度"},
                                       {"mo", "每月"},
                                       {"wk", "每周"},
                                       {"d", "每天"}}};
constexpr std::array<Pair, 4> kDirections = {
    {{"up", "提高"}, {"down", "下降"}, {"keep", "持平"}, {"improve", "改善"}}};
constexpr std::array<Pair, 3> kBaselines = {
    {{"previous_year", "较上年"}, {"same_period", "同比"}, {"previous_period", "环比"}}};
constexpr std::array<Pair, 5> kReferences = {{{"budget", "不超预算"},
                                              {"plan_time", "在项目计划完成时间内完成"},
                                              {"plan", "按计划执行"},
                                              {"market_price", "不高于市场价"},
                                              {"schedule", "按规定时间完成"}}};

std::string UnitWord(std::string_view unit) {
  if (unit.size() > 2 && unit.front() == '{' && unit.find('/') == std::string_view::npos) {
    std::string word(unit.substr(1, unit.size() - 2));
    const std::size_t bar = word.find('|');
    return bar == std::string::npos ? word : word.substr(0, bar) + "(" + word.substr(bar + 1) + ")";
  }
  const Result<Grammar>& grammar = EmbeddedGrammar();
  return grammar.ok() ? grammar.value().words.WordOfUnit(unit) : std::string(unit);
}

// "CNY/({人}.mo)" → "元/人·月".
std::string UnitText(std::string_view unit) {
  const std::size_t slash = unit.find('/');
  if (slash == std::string_view::npos || !UnitWord(unit).empty()) {
    return UnitWord(unit);
  }
  const std::string_view head = unit.substr(0, slash);
  std::string_view rest = unit.substr(slash + 1);
  if (!rest.empty() && rest.front() == '(') {
    rest = rest.substr(1, rest.size() - 2);
  }
  std::string text = (head == "1" ? "" : UnitWord(head)) + "/";
  while (!rest.empty()) {
    const std::size_t dot =
        std::min(rest.find('.', rest.front() == '{' ? rest.find('}') : 0), rest.size());
    const std::string_view part = rest.substr(0, dot);
    const bool count = part.front() >= '0' && part.front() <= '9';
    text += count ? std::string(part) : UnitWord(part);
    rest.remove_prefix(std::min(dot + 1, rest.size()));
    if (!rest.empty() && !count) {
      text += "·";
    }
  }
  return text;
}

std::string_view Sign(Comparator comparator) {
  constexpr std::array<std::string_view, 9> kSigns = {"", "=", "≥", ">", "≤", "<", "约", "", "近"};
  return kSigns.at(static_cast<std::size_t>(comparator));
}

std::string Bound(const Measure& m, const std::string& number) {
  std::string sign(m.comparator_source == ComparatorSource::kImplied ? "" : Sign(m.comparator));
  return sign + number + (m.comparator == Comparator::kApproxGt ? "余" : "");
}

std::string Interval(const Measure& m, const std::string& unit) {
  return std::string(m.low_inclusive ? "≥" : ">") + m.low + unit + "且" +
         (m.high_inclusive ? "≤" : "<") + m.high + unit;
}

// An estimate (三五百) is an interval about which nobody is sure.
std::string RangeText(const Measure& m) {
  for (const std::string& flag : m.flags) {
    if (flag == "approx") {
      return "约" + m.low + "-" + m.high + UnitText(m.unit);
    }
  }
  return Interval(m, UnitText(m.unit));
}

// "2022-09-30" → 2022年9月30日; "--09-30" → 9月30日; `parts`: 1 year, 2 month, 3 day.
std::string DateText(std::string_view iso, int parts) {
  const auto number = [](std::string_view digits) {
    return std::string(digits.substr(digits.size() > 1 && digits.front() == '0' ? 1 : 0));
  };
  const std::string_view day = iso.substr(iso.size() - 2);
  if (iso.substr(0, 3) == "---") {
    return number(day) + "日";
  }
  const std::string_view month = iso.substr(iso.size() - 5, 2);
  const std::string_view year = iso.front() == '-' ? std::string_view() : iso.substr(0, 4);
  return (year.empty() ? "" : std::string(year) + "年") + (parts > 1 ? number(month) + "月" : "") +
         (parts > 2 ? number(day) + "日" : "");
}

int PartsOf(std::string_view precision) {
  return precision == "day" ? 3 : precision == "year" ? 1 : 2;
}

std::string QuarterText(std::string_view iso, std::string_view precision) {
  const int month = std::stoi(std::string(iso.substr(iso.size() - 5, 2)));
  if (precision == "half") {
    return month <= 6 ? "上半年" : "下半年";
  }
  constexpr std::array<std::string_view, 4> kQuarters = {"第一季度", "第二季度", "第三季度",
                                                         "第四季度"};
  return std::string(kQuarters.at(static_cast<std::size_t>((month - 1) / 3)));
}

bool IsPart(const Measure& m) {
  return m.time.precision == "half" || m.time.precision == "quarter";
}

// What a deadline prints behind its date: 3月底前, 3月中旬前, 3月1日前.
std::string DeadlineEnd(const Measure& m, int parts) {
  if (parts == 3) {
    return "前";
  }
  if (m.time.inclusive.value_or(true)) {
    return "底前";
  }
  if (parts == 2 && m.time.not_after.ends_with("11")) {
    return "中旬前";
  }
  return parts == 2 && m.time.not_after.ends_with("21") ? "下旬前" : "前";
}

// The ten days of a month that the time is, or nothing.
std::string_view TenDaysText(const Measure::Time& time) {
  if (time.start.ends_with("01") && time.end.ends_with("10")) {
    return "上旬";  // no whole month
  }
  if (time.start.ends_with("11")) {
    return "中旬";
  }
  return time.start.ends_with("21") ? "下旬" : "";
}

std::string DeadlineText(const Measure& m) {
  const std::string& date = m.time.not_after;
  const std::string every(Lookup(kEvery, m.time.every));
  const std::string sign(Sign(m.comparator));
  if (IsPart(m)) {
    return every + sign + DateText(date, 1) + QuarterText(date, m.time.precision) +
           (m.time.inclusive.value_or(true) ? "内" : "前");
  }
  const int parts = PartsOf(m.time.precision);
  if (!sign.empty()) {
    return sign + DateText(date, parts);
  }
  return every + DateText(date, parts) + DeadlineEnd(m, parts);
}

std::string SpanText(const Measure& m) {
  const std::string& start = m.time.start;
  const std::string sign(Sign(m.comparator));
  if (IsPart(m)) {
    return sign + DateText(start, 1) + QuarterText(m.time.end, m.time.precision);
  }
  const int parts = PartsOf(m.time.precision);
  if (m.time.end.empty()) {
    return DateText(start, parts) + "起";
  }
  if (m.kind == MeasureKind::kDate) {
    const std::string_view ten_days = parts == 2 ? TenDaysText(m.time) : std::string_view();
    return sign + DateText(start, parts) + std::string(ten_days);
  }
  const std::string from = DateText(start, parts);
  const std::string to = DateText(m.time.end, parts);
  return from == to && parts == 1 ? from + "全年" : from + "至" + to;
}

std::string FrequencyText(const Measure& m) {
  const std::string& per = m.frequency.per;
  const std::size_t digits = per.find_first_not_of("0123456789.");
  const std::string unit = UnitText(m.unit.substr(0, m.unit.find('/')));
  if (!m.frequency.count.empty()) {
    return Bound(m, m.frequency.count) + unit + "/" + per.substr(0, digits) +
           UnitWord(per.substr(digits));
  }
  std::string every(Lookup(kPer, per));
  if (every.empty()) {  // "2a"
    every = "每" + per.substr(0, digits) + UnitWord(per.substr(digits));
  }
  return m.low.empty() ? every : every + m.low + "-" + m.high + unit;
}

std::string ChangeText(const Measure& m) {
  std::string baseline(Lookup(kBaselines, m.change.baseline));
  if (baseline.empty() && !m.change.baseline.empty()) {
    baseline = "较" + m.change.baseline + "年";
  }
  const std::string unit = UnitText(m.change.unit);
  std::string value;
  if (!m.low.empty()) {
    value = m.low + "-" + m.high + unit;
  } else if (!m.change.value.empty()) {
    value = Bound(m, m.change.value) + unit;
  }
  return baseline + m.change.degree + std::string(Lookup(kDirections, m.change.direction)) + value;
}

std::string BandsText(const Measure& m) {
  std::string text;
  for (const Measure::Band& band : m.bands) {
    const std::string unit = UnitText(band.unit);
    text += (text.empty() ? "" : ",") + band.grade;
    if (!band.low.empty() && !band.high.empty()) {
      text += band.low + "-" + band.high + unit;
    } else {
      text += (band.low.empty() ? "<" + band.high : band.low) + unit;
    }
  }
  return text;
}

std::string BlankText(const Measure& m) {
  const std::string unit = UnitText(m.unit);
  const std::string sign(Sign(m.comparator));
  if (m.kind == MeasureKind::kRedacted) {
    return sign + "***" + unit;
  }
  return sign.empty() && unit.empty() ? "……" : sign + "*" + unit;
}

std::string OneText(const Measure& m) {
  switch (m.kind) {
    case MeasureKind::kQuantity:
      return m.value.empty() ? m.text : Bound(m, m.value) + UnitText(m.unit);
    case MeasureKind::kRange:
      return RangeText(m);
    case MeasureKind::kDeadline:
      return DeadlineText(m);
    case MeasureKind::kDate:
    case MeasureKind::kPeriod:
      return SpanText(m);
    case MeasureKind::kFrequency:
      return FrequencyText(m);
    case MeasureKind::kChange:
      return ChangeText(m);
    case MeasureKind::kGrade:
      return m.grade.grade + (m.grade.at_least && m.grade.grade != "优良" ? "以上" : "");
    case MeasureKind::kBands:
      return BandsText(m);
    case MeasureKind::kBoolean:
      return m.boolean.value_or(false) ? "是" : "否";
    case MeasureKind::kNotApplicable:
      return "无";
    case MeasureKind::kEmpty:
      return "";
    case MeasureKind::kRedacted:
    case MeasureKind::kUnfilled:
      return BlankText(m);
    case MeasureKind::kReference:
      if (const std::string_view known = Lookup(kReferences, m.reference); !known.empty()) {
        return std::string(known);
      }
      return m.text;
    default:
      return m.text;
  }
}

}  // namespace

std::string MeasureText(const Measure& measure) {
  if (measure.kind != MeasureKind::kSeveral) {
    return measure.label + OneText(measure);
  }
  std::string text;
  for (const Measure& item : measure.items) {
    text += (text.empty() ? "" : ";") + item.label + OneText(item);
  }
  return text;
}

}  // namespace zhibiao
