#include "normalizers/time_reader.h"

#include <optional>
#include <string>
#include <utility>

#include "normalizers/calendar.h"
#include "normalizers/measure_builder.h"
#include "normalizers/value_reader.h"

namespace zhibiao {
namespace {

// A point or a stretch of time, with what is printed of it.
struct Stretch {
  CalendarDate from;
  CalendarDate to;
  const char* precision = "day";
  bool period = false;    // 全年, 1-3月: meant as a stretch
  bool point = false;     // 年底: meant as an end
  bool named = false;     // 第三季度
  bool day_only = false;  // 15日: of every month, or of the month before
  bool has_year = false;  // printed, not of the context
  std::string_view rule = "date.every";
};

struct NamedStretch {
  std::string_view means;
  int first_month, last_month;
  const char* precision;
  bool end;  // only the last day counts
};

constexpr NamedStretch kNamed[] = {
    // clang-format off
    {"year", 1, 12, "year", false},          {"year_end", 1, 12, "year", true},
    {"half_1_end", 1, 6, "half", true},      {"year_start", 1, 1, "month", true},
    {"half_1", 1, 6, "half", false},         {"half_2", 7, 12, "half", false},
    {"quarter_1", 1, 3, "quarter", false},   {"quarter_2", 4, 6, "quarter", false},
    {"quarter_3", 7, 9, "quarter", false},   {"quarter_4", 10, 12, "quarter", false},
    // clang-format on
};

Stretch NamedOf(std::string_view means, int year) {
  Stretch stretch;
  for (const NamedStretch& named : kNamed) {
    if (named.means == means) {
      stretch.from = {year, named.first_month, 1};
      stretch.to = {year, named.last_month, DaysOfMonth(year, named.last_month)};
      stretch.precision = named.precision;
      stretch.point = named.end;
      stretch.period = !named.end;
      stretch.named = true;
    }
  }
  return stretch;
}

// ISO 8601 period of a recurrence.
std::string PeriodOf(std::string_view every) {
  constexpr std::pair<std::string_view, std::string_view> kPeriods[] = {
      {"a", "P1Y"},  {"half", "P6M"}, {"quarter", "P3M"},
      {"mo", "P1M"}, {"wk", "P1W"},   {"d", "P1D"}};
  for (const auto& [name, period] : kPeriods) {
    if (name == every) {
      return std::string(period);
    }
  }
  return {};
}

enum class Relation : std::uint8_t { kNone, kBefore, kBeforeEnd, kWithin, kAfter };

class TimeReader {
 public:
  TimeReader(const TokenList& list, std::size_t at, const ValueContext& context)
      : list_(list), at_(at), context_(context) {}

  bool Read(Measure& measure) {
    std::vector<std::string> flags;
    binding_ = ReadBinding(list_, at_, flags);
    SkipBy();
    ReadEvery();
    ReadYearWord();
    if (!ReadStretch(stretch_)) {
      return false;
    }
    ReadEnd();
    if (!ReadPeriodEnd()) {
      return false;
    }
    ReadRelation();
    ReadDone();
    if (stretch_.day_only && every_.empty()) {
      return false;
    }
    Build(measure);
    return true;
  }

  std::size_t at() const { return at_; }

 private:
  const Token& Now() const { return list_.tokens[at_]; }
  const Token& Next() const { return list_.tokens[at_ + 1 < list_.tokens.size() ? at_ + 1 : at_]; }

  void SkipBy() {
    while (Now().HasAny(Bit(Role::kTimeBy) | Bit(Role::kFrom) | Bit(Role::kFiller) |
                        Bit(Role::kColon)) &&
           !Now().HasAny(Bit(Role::kTimeSpan) | Bit(Role::kTimePoint))) {
      by_ = by_ || (Now().Has(Role::kTimeBy) && Now().word->As(Role::kTimeBy).means == "deadline");
      ++at_;
    }
  }

  void ReadEvery() {
    if (Now().Has(Role::kEvery)) {
      every_ = Now().word->As(Role::kEvery).means;
      ++at_;
    }
  }

  // 次年3月, 当年12月: the word says which year the date is of.
  void ReadYearWord() {
    const bool date = Next().kind == TokenKind::kDate && list_.DateOf(Next()).from.year == 0;
    const bool named = Next().HasAny(Bit(Role::kTimePoint) | Bit(Role::kTimeSpan));
    if (Now().kind == TokenKind::kEnd || (!date && !named)) {
      return;
    }
    if (Now().Has(Role::kYearShift)) {
      year_shift_ = Now().word->As(Role::kYearShift).means == "1" ? 1 : -1;
      ++at_;
    } else if (Now().Has(Role::kTimeSpan) && Now().word->As(Role::kTimeSpan).means == "year") {
      ++at_;
    }
  }

  int Year() const {
    const bool known = every_.empty() && context_.year() != 0;
    return known ? context_.year() + year_shift_ : 0;
  }

  bool ReadStretch(Stretch& stretch) {
    if (Now().kind == TokenKind::kDate) {
      const DateSpan& date = list_.DateOf(Now());
      stretch.from = date.from;
      stretch.to = date.to;
      stretch.period = date.period;
      stretch.precision = PrecisionOf(date.to);
      stretch.rule = date.row->id;
      stretch.has_year = date.from.year != 0;
      ++at_;
      ReadWordOfYear(stretch);
      FillYear(stretch);
      return true;
    }
    if (Now().Has(Role::kTimePoint) || Now().Has(Role::kTimeSpan)) {
      TakeNamed(stretch, Year());
      return true;
    }
    return ReadDay(stretch);
  }

  // 每月15日前, 1月10日至12日
  bool ReadDay(Stretch& stretch) {
    if (Now().kind != TokenKind::kNumber || !Next().Has(Role::kUnit) ||
        Next().word->As(Role::kUnit).unit.unit != "d") {
      return false;
    }
    const Decimal& day = list_.NumberOf(Now()).value;
    if (day.exponent() < 0 || day.Compare(Decimal(31, 0)) > 0 || day.Compare(Decimal(1, 0)) < 0) {
      return false;
    }
    stretch.from.day = stretch.to.day = std::stoi(day.ToString());
    stretch.day_only = true;
    at_ += 2;
    return true;
  }

  void TakeNamed(Stretch& stretch, int year) {
    const Role role = Now().Has(Role::kTimePoint) ? Role::kTimePoint : Role::kTimeSpan;
    const Meaning& meaning = Now().word->As(role);
    stretch = NamedOf(meaning.means, year);
    stretch.rule = meaning.id;
    stretch.has_year = year != 0 && year != Year();
    ++at_;
  }

  // 2025年年底, 2021年全年, 2023年第三季度
  void ReadWordOfYear(Stretch& stretch) {
    const bool year_only = !stretch.period && stretch.from.month == 0;
    if (year_only && Now().HasAny(Bit(Role::kTimePoint) | Bit(Role::kTimeSpan))) {
      TakeNamed(stretch, stretch.from.year);
    }
  }

  void FillYear(Stretch& stretch) const {
    if (stretch.from.year == 0) {
      stretch.from.year = Year();
    }
    if (stretch.to.year == 0) {
      stretch.to.year = Year();
    }
  }

  // 3月上旬: ten days of a month
  void ReadPart() {
    if (!Now().Has(Role::kTimePart) || stretch_.period || stretch_.from.month == 0 ||
        stretch_.from.day != 0) {
      return;
    }
    constexpr int kDays = 10;
    const int first = std::stoi(Now().word->As(Role::kTimePart).means);
    stretch_.from.day = first;
    stretch_.to.day = first > 2 * kDays ? 0 : first + kDays - 1;
    ++at_;
  }

  // 12月底, 2022年末
  void ReadEnd() {
    ReadPart();
    if (Now().Has(Role::kTimeEnd) && !stretch_.period) {
      stretch_.point = true;
      ++at_;
    }
  }

  // 至2024年6月; false where something else stands behind the sign of a range.
  bool ReadPeriodEnd() {
    if (!Now().Has(Role::kRange) || stretch_.period) {
      return true;
    }
    ++at_;
    Stretch end;
    if (!ReadStretch(end) || end.period) {
      return false;
    }
    if (Now().Has(Role::kTimeEnd)) {
      ++at_;
    }
    if (end.day_only) {
      if (stretch_.from.day == 0) {
        return false;
      }
      end.to.month = stretch_.from.month;
    }
    ShareYear(end);
    stretch_.to = end.to;
    stretch_.precision = end.precision;
    stretch_.period = true;
    period_rule_ = "period.from_to";
    return FirstDay(stretch_.from) <= LastDay(stretch_.to);
  }

  // The end that prints no year has that of the other.
  void ShareYear(Stretch& end) {
    if (!end.has_year) {
      end.to.year = stretch_.from.year;
    } else if (!stretch_.has_year) {
      stretch_.from.year = end.to.year;
    }
  }

  void ReadRelation() {
    constexpr std::pair<Role, Relation> kRelations[] = {
        {Role::kTimeBeforeEnd, Relation::kBeforeEnd},
        {Role::kTimeBefore, Relation::kBefore},
        {Role::kTimeWithin, Relation::kWithin},
        {Role::kTimeAfter, Relation::kAfter}};
    for (const auto& [role, relation] : kRelations) {
      if (Now().Has(role)) {
        relation_ = relation;
        ++at_;
        return;
      }
    }
  }

  void ReadDone() {
    while (Now().HasAny(Bit(Role::kTimeDone) | Bit(Role::kTimeBegun) | Bit(Role::kArranged))) {
      done_ = done_ || Now().Has(Role::kTimeDone);
      begun_ = begun_ || (Now().Has(Role::kTimeBegun) && !Now().Has(Role::kTimeDone));
      ++at_;
    }
  }

  bool IsDeadline() const {
    const NameTime name = context_.hints().time;
    if (stretch_.period && relation_ == Relation::kNone) {
      return by_ || BindsAbove(binding_.comparator) || (done_ && stretch_.named);
    }
    if (relation_ != Relation::kNone) {
      return relation_ != Relation::kAfter;
    }
    if (by_ || stretch_.point || done_ || BindsAbove(binding_.comparator)) {
      return true;
    }
    return !begun_ && name != NameTime::kStart && name != NameTime::kDuration &&
           (context_.timeliness() || name == NameTime::kDeadline);
  }

  void Build(Measure& measure) const {
    measure.time.precision = stretch_.precision;
    measure.time.every = PeriodOf(every_);
    if (binding_.comparator != Comparator::kNone) {
      measure.comparator = binding_.comparator;
      measure.comparator_source = binding_.source;
    }
    if (IsDeadline()) {
      BuildDeadline(measure);
      return;
    }
    const bool open = relation_ == Relation::kAfter;
    measure.kind = stretch_.period || open ? MeasureKind::kPeriod : MeasureKind::kDate;
    measure.time.start = FirstDay(stretch_.from);
    measure.time.end = open ? "" : LastDay(stretch_.to);
    measure.rule = !period_rule_.empty() ? period_rule_ : std::string(stretch_.rule);
    FlagYear(measure);
  }

  void BuildDeadline(Measure& measure) const {
    measure.kind = MeasureKind::kDeadline;
    measure.rule = every_.empty() ? "deadline" : "deadline.every";
    const bool day = std::string_view(stretch_.precision) == "day";
    // "9月前" is before the month begins; "12月31日前" and "12月底前" are not after that day.
    const bool before = (relation_ == Relation::kBefore && !day && !stretch_.point) ||
                        binding_.comparator == Comparator::kLt;
    measure.time.not_after = before ? FirstDay(stretch_.from) : LastDay(stretch_.to);
    measure.time.inclusive = !before;
    if (before && relation_ == Relation::kBefore && !day) {
      AddFlag(measure, "month_before_ambiguous");
    }
    const bool bare = relation_ == Relation::kNone && !stretch_.point && !done_ &&
                      binding_.comparator == Comparator::kNone;
    if (bare && !day) {
      AddFlag(measure, "implied");
    }
    FlagYear(measure);
  }

  void FlagYear(Measure& measure) const {
    if (stretch_.to.year == 0 && every_.empty()) {
      AddFlag(measure, "year_unknown");
    }
  }

  const TokenList& list_;
  std::size_t at_;
  const ValueContext& context_;
  Binding binding_;
  std::string every_;
  int year_shift_ = 0;
  Stretch stretch_;
  Relation relation_ = Relation::kNone;
  bool by_ = false;
  bool done_ = false;
  bool begun_ = false;
  std::string period_rule_;
};

// Whether "≤12" with the unit "月" in a column may be a month of the year.
bool IsMonthOrDuration(const ValueContext& context, const Measure& measure) {
  constexpr Decimal kMonths(12, 0);
  const bool month = measure.kind == MeasureKind::kQuantity &&
                     measure.unit_source == UnitSource::kColumn && measure.unit == "mo" &&
                     measure.unit_raw == "月";
  if (!month || !context.timeliness()) {
    return false;
  }
  const NameTime name = context.hints().time;
  const bool may_end = (name == NameTime::kDeadline && !BindsBelow(measure.comparator)) ||
                       (name == NameTime::kNone && BindsAbove(measure.comparator));
  if (!may_end) {
    return false;
  }
  const Result<Decimal> value = Decimal::Parse(measure.value);
  return value.ok() && value.value().exponent() >= 0 && value.value().Compare(kMonths) <= 0 &&
         value.value().Compare(Decimal(1, 0)) >= 0;
}

// The months of `duration` read as a month of the year. Requires: IsMonthOrDuration().
Measure DeadlineInMonth(int year, const Measure& duration) {
  const CalendarDate date = {year, std::stoi(duration.value), 0};
  Measure deadline;
  deadline.kind = MeasureKind::kDeadline;
  deadline.comparator = duration.comparator;
  deadline.comparator_source = duration.comparator_source;
  deadline.printed = duration.printed;
  deadline.number_at = duration.number_at;
  deadline.unit_raw = duration.unit_raw;
  const bool before = duration.comparator == Comparator::kLt;
  deadline.time.not_after = before ? FirstDay(date) : LastDay(date);
  deadline.time.inclusive = !before;
  deadline.time.precision = "month";
  deadline.rule = "deadline.columns";
  if (year == 0) {
    AddFlag(deadline, "year_unknown");
  }
  return deadline;
}

}  // namespace

bool ReadTime(const TokenList& list, std::size_t& at, const ValueContext& context,
              Measure& measure) {
  TimeReader reader(list, at, context);
  if (!reader.Read(measure)) {
    return false;
  }
  at = reader.at();
  return true;
}

void MonthOfColumns(const ValueContext& context, Measure& measure) {
  if (!IsMonthOrDuration(context, measure)) {
    return;
  }
  Measure deadline = DeadlineInMonth(context.year(), measure);
  if (context.hints().time == NameTime::kDeadline) {
    deadline.raw = std::move(measure.raw);
    deadline.text = std::move(measure.text);
    std::swap(deadline, measure);
  }
  measure.alt.push_back(std::move(deadline));
  AddFlag(measure, "month_or_duration");
}

}  // namespace zhibiao
