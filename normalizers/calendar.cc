#include "normalizers/calendar.h"

#include <algorithm>
#include <array>
#include <utility>

#include "normalizers/numeral.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr std::string_view kYear = "年";
constexpr std::string_view kMonth = "月";
constexpr std::string_view kTo = "至";  // 到 and 年 begin with the same byte

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool StartsWithAny(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [text](std::string_view start) { return text.starts_with(start); });
}

bool HasNear(std::string_view text, std::string_view word) {
  constexpr std::size_t kNear = 21;  // bytes: as far as 两千零十五年 reaches
  return text.substr(0, kNear).find(word) != std::string_view::npos;
}

// The first bytes of what may follow the first number of a date: most numbers are told to be none
// by this alone.
bool MayFollowNumber(char c) {
  return c == kYear.front() || c == kMonth.front() || c == kTo.front() || c == '-' || c == '~' ||
         c == '.' || c == '/';
}

// True where the digits at the start of `text` can begin a date: the patterns cost time.
bool MayBeDate(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && IsDigit(text[digits])) {
    ++digits;
  }
  if (digits == 0) {  // 二〇二三年, 十二月
    return HasNear(text, kYear) || HasNear(text.substr(0, 9), kMonth);
  }
  std::string_view rest = text.substr(digits);
  rest.remove_prefix(rest.starts_with(' ') ? 1 : 0);
  if (rest.empty() || !MayFollowNumber(rest.front())) {
    return false;
  }
  const bool range = StartsWithAny(rest, {"-", "~", "至", "到"});
  if (digits == 4) {
    return rest.starts_with(kYear) || StartsWithAny(rest, {".", "/"}) || range;
  }
  if (digits == 6 || digits == 8) {
    return range;
  }
  return digits <= 2 && (rest.starts_with(kMonth) || (range && HasNear(rest, kMonth)) ||
                         (digits == 2 && rest.starts_with(kYear) && HasNear(rest, kMonth)));
}

int ReadNumber(std::string_view text) {
  const Result<Decimal> number = ParseNumeral(text);
  if (!number.ok() || number.value().exponent() < 0 || number.value().negative() ||
      number.value().Compare(Decimal(9999, 0)) > 0) {
    return -1;
  }
  int value = static_cast<int>(number.value().coefficient());
  for (int i = 0; i < number.value().exponent(); ++i) {
    value *= 10;
  }
  return value;
}

// Puts one group where it belongs. False: the group says nothing sensible.
bool PutGroup(std::string_view group, std::string_view text, DateSpan& span) {
  if (text.data() == nullptr || text.empty()) {
    return true;
  }
  const int number = ReadNumber(text);
  const bool end = group.back() == '2';
  CalendarDate& date = end ? span.to : span.from;
  const char part = group.front();
  if (part == 'y') {
    date.year = group == "yy" ? 2000 + number : number;
    return date.year >= 1900 && date.year <= 2199;
  }
  (part == 'm' ? date.month : date.day) = number;
  return part == 'm' ? number >= 1 && number <= 12 : number >= 1 && number <= 31;
}

bool Exists(const CalendarDate& date) {
  return date.month <= 0 || date.month > 12 || date.day <= DaysOfMonth(date.year, date.month);
}

std::string TwoDigits(int number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

std::string Iso(const CalendarDate& date, int month, int day) {
  if (date.year == 0 && date.month == 0 && date.day != 0) {
    return "---" + TwoDigits(day);
  }
  const std::string year = date.year == 0 ? "-" : std::to_string(date.year);
  return year + "-" + TwoDigits(month) + "-" + TwoDigits(day);
}

}  // namespace

Result<Calendar> Calendar::Load(std::span<const EmbeddedFile> files) {
  for (const EmbeddedFile& file : files) {
    if (file.path.substr(file.path.rfind('/') + 1) != "dates.tsv") {
      continue;
    }
    ZHIBIAO_TRY(PatternTable patterns, PatternTable::Load(file.path, file.text));
    ZHIBIAO_TRY(const TsvTable table, TsvTable::Parse(file.path, file.text, {"groups"}));
    Calendar calendar(std::move(patterns));
    for (const TsvRow& row : table.rows()) {
      std::vector<std::string>& groups = calendar.groups_.emplace_back();
      std::string_view names = table.Get(row, "groups");
      while (!names.empty()) {
        const std::size_t space = std::min(names.find(' '), names.size());
        groups.emplace_back(names.substr(0, space));
        names.remove_prefix(std::min(space + 1, names.size()));
      }
    }
    return calendar;
  }
  return Status(StatusCode::kInvalidInput, "dates.tsv is missing");
}

DateSpan Calendar::Find(std::string_view text) const {
  if (!MayBeDate(text)) {
    return {};
  }
  std::vector<std::string_view> matched;
  const PatternRow* row = patterns_.LongestAtStart(text.substr(0, 96), matched);
  if (row == nullptr) {
    return {};
  }
  DateSpan span;
  span.row = row;
  span.period = row->means == "period";
  const std::vector<std::string>& groups = groups_[static_cast<std::size_t>(row->priority)];
  for (std::size_t i = 0; i < groups.size() && i + 1 < matched.size(); ++i) {
    span.exists = PutGroup(groups[i], matched[i + 1], span) && span.exists;
  }
  if (!span.period) {
    span.to = span.from;
  } else {  // what the end does not print, it shares with the start
    span.to.year = span.to.year == 0 ? span.from.year : span.to.year;
    span.to.month = span.to.month == 0 ? span.from.month : span.to.month;
  }
  span.exists = span.exists && Exists(span.from) && Exists(span.to);
  span.size = matched[0].size();
  return span;
}

int DaysOfMonth(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
  return month == 2 && leap ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

std::string FirstDay(const CalendarDate& date) {
  return Iso(date, std::max(date.month, 1), std::max(date.day, 1));
}

std::string LastDay(const CalendarDate& date) {
  const int month = date.month == 0 ? 12 : date.month;
  return Iso(date, month, date.day == 0 ? DaysOfMonth(date.year, month) : date.day);
}

const char* PrecisionOf(const CalendarDate& date) {
  if (date.day != 0) {
    return "day";
  }
  return date.month != 0 ? "month" : "year";
}

}  // namespace zhibiao
