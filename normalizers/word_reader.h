// Values in words: 无, 是, 良好以上, 显著提升, 不超预算, 按月安排 (EXPRESSIONS.md families 13-15,
// 17).
#ifndef NORMALIZERS_WORD_READER_H_
#define NORMALIZERS_WORD_READER_H_

#include <cstddef>

#include "normalizers/expression_lexer.h"
#include "normalizers/value_context.h"
#include "pipeline/measure.h"

namespace zhibiao {

// Reads the whole of `list`, which holds no number and no date, and fills `measure`. False: it is a
// statement that no rule knows.
bool ReadWords(const TokenList& list, const ValueContext& context, Measure& measure);

// 优100% 良90% 中85%: two bands at least, to the end of `list`.
bool ReadBands(const TokenList& list, std::size_t& at, Measure& measure);

// 每月, 每季度1次, 一年两次, 每人每天17元.
bool ReadFrequency(const TokenList& list, std::size_t& at, const ValueContext& context, bool main,
                   Measure& measure);

// 较上年提高3个百分点, 同比2022年销量显著提高, 上涨5%-10%.
bool ReadChange(const TokenList& list, std::size_t& at, Measure& measure);

}  // namespace zhibiao

#endif  // NORMALIZERS_WORD_READER_H_
