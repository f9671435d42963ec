// Units as printed: 万元/人·月 · 件(套) · 平方米 → UCUM-like text, dimension, exact factor.
#ifndef NORMALIZERS_UNIT_EXPRESSION_H_
#define NORMALIZERS_UNIT_EXPRESSION_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "normalizers/expression_lexer.h"
#include "pipeline/decimal.h"

namespace zhibiao {

struct UnitExpression {
  std::string unit;            // "CNY/({人}.mo)", "{件|套}"
  std::string canonical_unit;  // of `canonical = value × numerator ÷ denominator`
  Decimal numerator{1, 0};
  Decimal denominator{1, 0};
  std::string_view dimension;  // "money", "rate": of the tables or of the program, lives for ever
  int scale_exponent = 0;      // 4 of 万元
  std::string scale;           // "万" of 万元
  std::uint32_t begin = 0;     // bytes of the text; begins at the scale word
  std::uint32_t end = 0;
  std::string per;  // where an event over a time: "mo" of 次/月, "2a" of 次/2年
  const Meaning* head =
      nullptr;               // the unit before the slash; nullptr where it is missing (28.4/株)
  bool alternative = false;  // 件/套: one or the other
  bool misprint = false;     // M for m

  bool money() const;
};

// Reads a unit at tokens[at], with a scale word and brackets around it, and moves `at` behind it.
// A slash alone begins a rate whose unit is missing ("28.40/株").
std::optional<UnitExpression> ReadUnit(const TokenList& list, std::size_t& at);

// As ReadUnit, into `unit`, which holds nothing where this returns false.
bool ReadUnitInto(const TokenList& list, std::size_t& at, std::optional<UnitExpression>& unit);

// Makes `unit`, as constructed, the unit of one word, without scale or denominators. Keeps a
// pointer to `head`.
void SetPlainUnit(const Meaning& head, UnitExpression& unit);

// The rate that `unit` becomes over further denominators: 元 over 人 and 天.
class Denominators {
 public:
  void Add(const UnitMeaning& unit, const Decimal& count);
  bool empty() const { return units_.empty(); }
  // True where all are times.
  bool time_only() const { return time_only_; }
  void ApplyTo(UnitExpression& unit) const;

 private:
  std::string units_;  // "{人}.mo"
  std::string per_;
  int count_ = 0;
  bool time_only_ = true;
};

}  // namespace zhibiao

#endif  // NORMALIZERS_UNIT_EXPRESSION_H_
