// A value with its comparators: ≥95% · 10-15万元 · ±3%以内 · <85分,≥70分 · ≤****000元.
#ifndef NORMALIZERS_VALUE_READER_H_
#define NORMALIZERS_VALUE_READER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "normalizers/amount.h"
#include "normalizers/expression_lexer.h"
#include "pipeline/measure.h"

namespace zhibiao {

// What binds a number. `soft` comparators (控制在) yield to one behind the number.
struct Binding {
  Comparator comparator = Comparator::kNone;
  ComparatorSource source = ComparatorSource::kNone;
  bool soft = false;
};

struct Value {
  MeasureKind kind = MeasureKind::kQuantity;  // or kRange, kRedacted, kUnfilled
  Binding binding;                            // kQuantity
  ReadAmountResult amount;                    // the only one, or the low end
  ReadAmountResult high;                      // kRange
  bool low_inclusive = true;
  bool high_inclusive = true;
  std::optional<UnitExpression> unit;  // of a value that is left blank
  std::vector<std::string> flags;
  bool partial = false;
  const char* rule = "";
};

// Reads a value at tokens[at] and moves `at` behind it; nothing is said about what follows.
std::optional<Value> ReadValue(const TokenList& list, std::size_t& at);

// Reads comparators (≥, 不低于, 约) and words that say nothing (均, 达到) at tokens[at].
Binding ReadBinding(const TokenList& list, std::size_t& at, std::vector<std::string>& flags);

// True for ≥ > and their words; false for ≤ <.
bool BindsBelow(Comparator comparator);
bool BindsAbove(Comparator comparator);

}  // namespace zhibiao

#endif  // NORMALIZERS_VALUE_READER_H_
