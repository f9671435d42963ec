// One number with its unit: 8万余株 · 百分之九十五 · 1/5 · 3斤半 · 11元1角.
#ifndef NORMALIZERS_AMOUNT_H_
#define NORMALIZERS_AMOUNT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "normalizers/expression_lexer.h"
#include "normalizers/unit_expression.h"
#include "pipeline/decimal.h"
#include "pipeline/measure.h"

namespace zhibiao {

struct ReadAmountResult {
  Decimal value;                // scale words applied, factor of the unit not
  std::optional<Decimal> high;  // of an estimate: 三五百
  bool exact = true;            // false: `value` is not set (1/3, or too many digits)
  bool ratio = false;           // a fraction, in per cent: 1/5 is 20
  bool more = false;            // 8万余株, 3000多
  bool inclusive = false;       // (含)
  bool exclusive = false;       // (不含)
  bool composed = false;        // 11元1角, 3斤半: the printed number is not the value
  std::string number;           // as printed, without scale: "1.5", "1/5"
  std::string scale;            // "万"
  int scale_exponent = 0;
  bool plain_digits = false;  // Chinese digits without any scale: 两到三千
  bool arabic = false;
  std::uint32_t begin = 0;  // bytes of the number
  std::uint32_t end = 0;
  std::optional<UnitExpression> unit;
  const Meaning* currency = nullptr;  // ¥ before the number
};

// Reads an amount at tokens[at] and moves `at` behind it. `sign` allows a minus before the number.
std::optional<ReadAmountResult> ReadAmount(const TokenList& list, std::size_t& at, bool sign);

// As ReadAmount. Requires: `amount` is as constructed. Where this returns false, it is not any
// more.
bool ReadAmountInto(const TokenList& list, std::size_t& at, bool sign, ReadAmountResult& amount);

}  // namespace zhibiao

#endif  // NORMALIZERS_AMOUNT_H_
