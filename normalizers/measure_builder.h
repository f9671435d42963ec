// Value → Measure: which unit holds, exact and canonical numbers, flags.
#ifndef NORMALIZERS_MEASURE_BUILDER_H_
#define NORMALIZERS_MEASURE_BUILDER_H_

#include <string>

#include "normalizers/expression_lexer.h"
#include "normalizers/value_context.h"
#include "normalizers/value_reader.h"
#include "pipeline/measure.h"

namespace zhibiao {

// Fills `measure` from `value`. Offsets are bytes of the text that was lexed: the caller maps
// them to the raw text. `main`: the value of the whole cell, for which the columns and the name
// speak; otherwise one of several, which stands alone.
void BuildValue(const Value& value, const ValueContext& context, bool main, Measure& measure);

// Checks that need all of the measure: direction, growth, suspicion of misreading.
void CheckMeasure(const ValueContext& context, Measure& measure);

void AddFlag(Measure& measure, std::string_view flag);

}  // namespace zhibiao

#endif  // NORMALIZERS_MEASURE_BUILDER_H_
