// ParseAmount: sums of money as tasks and fund tables print them.
#include <algorithm>
#include <string>

#include "normalizers/amount.h"
#include "normalizers/grammar.h"
#include "normalizers/record_normalizer.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

// The sum that is the whole of `folded`, or nothing.
std::optional<ReadAmountResult> ReadSum(std::string_view folded, const Grammar& grammar) {
  TokenList list;
  LexExpression(folded, grammar.words, grammar.calendar, list);
  std::size_t at = 0;
  std::optional<ReadAmountResult> sum = ReadAmount(list, at, true);
  const bool other_unit = sum && sum->unit && sum->unit->unit != "CNY";
  if (!sum || !sum->exact || sum->ratio || sum->more || sum->high || other_unit ||
      list.tokens[at].kind != TokenKind::kEnd) {
    return std::nullopt;
  }
  return sum;
}

// In the unit as printed, never scaled: "31.00" of 31.00万元.
std::string PrintedValue(const ReadAmountResult& sum) {
  if (!sum.arabic || sum.composed) {
    return sum.value.ToString();
  }
  std::string digits = sum.number;
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  return digits;
}

}  // namespace

Amount ParseAmount(std::string_view column, std::string_view raw, std::string_view unit) {
  Amount amount;
  amount.column = column;
  amount.raw = raw;
  amount.unit = unit;
  const Result<Grammar>& grammar = EmbeddedGrammar();
  std::string folded = FoldKey(raw);
  if (column.empty() && !folded.empty() && folded.front() == '-') {
    folded.erase(0, 1);  // 名称--内容-金额: the hyphen separates
  }
  if (!grammar.ok() || folded.empty()) {
    return amount;
  }
  const std::optional<ReadAmountResult> sum = ReadSum(folded, grammar.value());
  if (!sum) {
    return amount;
  }
  amount.value = PrintedValue(*sum);
  const bool printed = sum->arabic && !sum->composed;
  if (sum->unit || !sum->scale.empty()) {
    amount.unit = (printed ? sum->scale : "") + "元";
  }
  return amount;
}

}  // namespace zhibiao
