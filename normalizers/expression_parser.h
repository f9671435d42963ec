// Stage 2: tokens → Measure. The grammar is code; README.md has it on one page.
#ifndef NORMALIZERS_EXPRESSION_PARSER_H_
#define NORMALIZERS_EXPRESSION_PARSER_H_

#include <string_view>

#include "normalizers/value_context.h"
#include "pipeline/measure.h"

namespace zhibiao {

// Reads a whole value cell, folded, and fills `measure` but for raw and text. Offsets are bytes of
// `folded`. Always gives a kind: kText for a statement, kUnparsed for something countable that no
// rule reads. Linear in the length of `folded`.
void ParseCell(std::string_view folded, const ValueContext& context, Measure& measure);

}  // namespace zhibiao

#endif  // NORMALIZERS_EXPRESSION_PARSER_H_
