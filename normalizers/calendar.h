// Dates and periods as printed: 2023年12月31日 · 12月底 · 2023.07-2024.01. Data: tables/dates.tsv.
#ifndef NORMALIZERS_CALENDAR_H_
#define NORMALIZERS_CALENDAR_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/pattern_table.h"
#include "pipeline/result.h"
#include "pipeline/tsv.h"

namespace zhibiao {

// A date of which parts may be missing (0): a year, a month of a year, a month of any year.
struct CalendarDate {
  int year = 0;
  int month = 0;
  int day = 0;

  friend bool operator==(const CalendarDate&, const CalendarDate&) = default;
};

// A date, or a period from one to another.
struct DateSpan {
  std::size_t size = 0;  // bytes of the text; 0: none
  CalendarDate from;
  CalendarDate to;  // as `from` where it is no period
  bool period = false;
  bool exists = true;  // false: 2月30日
  const PatternRow* row = nullptr;
};

class Calendar {
 public:
  // Errors: kInvalidInput  dates.tsv is malformed or fails its proof.
  static Result<Calendar> Load(std::span<const EmbeddedFile> files);

  // The longest date or period at the start of folded `text`; size 0 where there is none. Cheap
  // where no date can stand.
  DateSpan Find(std::string_view text) const;

 private:
  explicit Calendar(PatternTable patterns) : patterns_(std::move(patterns)) {}

  PatternTable patterns_;
  std::vector<std::vector<std::string>> groups_;  // by row: "y", "m2"
};

// The last day of a month; 29 for a February without a year.
int DaysOfMonth(int year, int month);

// "2023-07-15". Without a year "--07-15", without a month "---15". The first or the last day that
// the date can mean.
std::string FirstDay(const CalendarDate& date);
std::string LastDay(const CalendarDate& date);

// "year", "month" or "day".
const char* PrecisionOf(const CalendarDate& date);

}  // namespace zhibiao

#endif  // NORMALIZERS_CALENDAR_H_
