// Exact decimal numbers: coefficient × 10^exponent. No binary floating point touches a value.
#ifndef PIPELINE_DECIMAL_H_
#define PIPELINE_DECIMAL_H_

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/result.h"

namespace zhibiao {

class Decimal {
 public:
  Decimal() = default;
  // coefficient × 10^exponent, normalised: no trailing zeros in the coefficient.
  constexpr Decimal(std::int64_t coefficient, int exponent)
      : coefficient_(coefficient), exponent_(coefficient == 0 ? 0 : exponent) {
    while (coefficient_ != 0 && coefficient_ % 10 == 0) {
      coefficient_ /= 10;
      ++exponent_;
    }
  }

  // "1200.50", "-3", ".5", "1,820,500.00" (commas only where they group thousands).
  // Errors: kInvalidInput  not a number; kLimit  more than 18 significant digits.
  static Result<Decimal> Parse(std::string_view text);

  std::int64_t coefficient() const { return coefficient_; }
  int exponent() const { return exponent_; }
  bool negative() const { return coefficient_ < 0; }
  bool zero() const { return coefficient_ == 0; }

  // Plain notation without exponent: "1449000", "0.9", "-3".
  std::string ToString() const;

  // Errors: kLimit  the exact result does not fit.
  Result<Decimal> Plus(const Decimal& other) const;
  Result<Decimal> Minus(const Decimal& other) const;
  Result<Decimal> Times(const Decimal& other) const;
  // this × 10^digits; always exact.
  Decimal Shifted(int digits) const;

  friend bool operator==(const Decimal&, const Decimal&) = default;
  std::strong_ordering Compare(const Decimal& other) const;

 private:
  std::int64_t coefficient_ = 0;
  int exponent_ = 0;
};

}  // namespace zhibiao

#endif  // PIPELINE_DECIMAL_H_
