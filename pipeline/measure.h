// A measure: what an indicator's value means, exactly, with the rule that says so.
// Made by normalizers/; the printed text is never replaced by it. Decimals are strings of digits,
// so that nothing is rounded between here and the database.
#ifndef PIPELINE_MEASURE_H_
#define PIPELINE_MEASURE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zhibiao {

// Named in the JSON and in the database by MeasureKindName().
enum class MeasureKind : std::uint8_t {
  kQuantity,
  kRange,
  kDeadline,
  kDate,
  kPeriod,
  kFrequency,
  kChange,
  kGrade,
  kBands,
  kBoolean,
  kReference,
  kSeveral,
  kText,
  kNotApplicable,
  kUnfilled,
  kRedacted,
  kEmpty,
  kUnparsed,
};

enum class Comparator : std::uint8_t {
  kNone,
  kEq,
  kGe,
  kGt,
  kLe,
  kLt,
  kApprox,
  kApproxGt,
  kApproxLt
};
enum class ComparatorSource : std::uint8_t { kNone, kSign, kWord, kColumn, kImplied };
enum class UnitSource : std::uint8_t { kNone, kCell, kColumn, kName, kLevel2 };

// Absent decimals and texts are empty.
struct Measure {  // NOLINT(misc-no-recursion): copying it; items and alt nest one deep
  std::string
      raw;  // as printed: sign column, value and unit column joined, where there are columns
  std::string text;  // folded
  MeasureKind kind = MeasureKind::kEmpty;
  Comparator comparator = Comparator::kNone;
  ComparatorSource comparator_source = ComparatorSource::kNone;
  std::string value;      // kQuantity; scale words applied
  std::string low, high;  // kRange
  bool low_inclusive = false, high_inclusive = false;
  struct Printed {
    std::string number;  // "1.5" of 1.5亿元
    std::string scale;   // "亿"
  } printed;
  std::string unit;      // UCUM-like: "%", "{次}", "CNY", "CNY/{人}/mo"; empty: none
  std::string unit_raw;  // as printed: "元/人·月"
  UnitSource unit_source = UnitSource::kNone;
  std::string
      dimension;  // ratio | count | money | length | area | volume | mass | time | rate | score
  struct Canonical {
    std::string value;  // or low and high of a range
    std::string low, high;
    std::string unit;
  } canonical;
  struct Time {
    std::string start, end, not_after;  // ISO 8601 dates
    std::optional<bool> inclusive;
    std::string precision;  // year | half | quarter | month | day
    std::string every;      // ISO 8601 period of a recurrence: P1M
  } time;
  struct Frequency {
    std::string count;
    std::string per;  // a | quarter | mo | wk | d | ...
  } frequency;
  struct Change {
    std::string direction;  // up | down | keep | improve
    std::string value, unit;
    std::string degree;    // 显著, 有所 ... as printed
    std::string baseline;  // "2022", "previous_year", "same_period"
  } change;
  struct Grade {
    std::string scale;  // id of the scale
    std::string grade;
    bool at_least = false;
  } grade;
  struct Band {
    std::string grade;
    std::string low, high, unit;
  };
  std::vector<Band> bands;
  std::optional<bool> boolean;
  std::string reference;  // kReference: "budget", "plan", "standard"
  std::string label;  // words before the value that say what it measures: 准确率 of 准确率≥90%
  std::vector<Measure> items;  // kSeveral
  std::vector<Measure> alt;    // other readings that are possible; never chosen silently
  std::vector<std::string> flags;
  std::string status = "parsed";  // parsed | partial | unparsed
  std::string rule;               // id of the rule that made it
  struct Offsets {                // bytes of `raw` from which the number and the unit were read
    int begin = 0, end = 0;
  };
  std::optional<Offsets> number_at, unit_at;
};

const char* MeasureKindName(MeasureKind kind);      // "quantity"
const char* ComparatorName(Comparator comparator);  // "ge"; "" for kNone
const char* ComparatorSourceName(ComparatorSource source);
const char* UnitSourceName(UnitSource source);

}  // namespace zhibiao

#endif  // PIPELINE_MEASURE_H_
