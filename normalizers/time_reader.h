// Times as values: deadlines, dates, periods, recurrences (EXPRESSIONS.md families 9 and 10).
#ifndef NORMALIZERS_TIME_READER_H_
#define NORMALIZERS_TIME_READER_H_

#include <cstddef>

#include "normalizers/expression_lexer.h"
#include "normalizers/value_context.h"
#include "pipeline/measure.h"

namespace zhibiao {

// Reads a time at tokens[at], fills `measure` and moves `at` behind it and behind words such as
// 完成. False: there is none, and nothing is changed.
bool ReadTime(const TokenList& list, std::size_t& at, const ValueContext& context,
              Measure& measure);

// ≤ 12 月 in columns, where the name says that a date is meant: the number becomes a month of the
// year.
void MonthOfColumns(const ValueContext& context, Measure& measure);

}  // namespace zhibiao

#endif  // NORMALIZERS_TIME_READER_H_
