#include "pipeline/decimal.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <optional>

namespace zhibiao {
namespace {

constexpr int kMaxDigits = 18;
constexpr int kMaxExponent = 1000;  // keeps ToString short, whatever the input
constexpr std::int64_t kLimit = 1'000'000'000'000'000'000;  // 10^18

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// "1,820,500": a comma is one that groups thousands where three digits follow, then a comma, a
// point or the end, and one to three digits stand before the first.
bool CommasGroup(std::string_view integer) {
  const std::size_t first = integer.find(',');
  if (first == std::string_view::npos) {
    return true;
  }
  if (first == 0 || first > 3 || (integer.size() - first) % 4 != 0) {
    return false;
  }
  for (std::size_t i = first; i < integer.size(); ++i) {
    if (((i - first) % 4 == 0) != (integer[i] == ',')) {
      return false;
    }
  }
  return true;
}

// Collects digits; zeros are held back until a digit other than zero follows, so that they do not
// count towards the 18 where they only scale.
class DigitCollector {
 public:
  // False where there are too many digits.
  bool Add(char digit, bool fraction) {
    fraction_digits_ += fraction ? 1 : 0;
    if (digit == '0') {
      ++held_zeros_;
      return held_zeros_ < kMaxExponent;
    }
    const int shift = coefficient_ == 0 ? 0 : held_zeros_;
    digits_ += shift + 1;
    if (digits_ > kMaxDigits) {
      return false;
    }
    for (int i = 0; i < shift; ++i) {
      coefficient_ *= 10;
    }
    coefficient_ = coefficient_ * 10 + (digit - '0');
    held_zeros_ = 0;
    return true;
  }
  std::int64_t coefficient() const { return coefficient_; }
  int exponent() const { return coefficient_ == 0 ? 0 : held_zeros_ - fraction_digits_; }

 private:
  std::int64_t coefficient_ = 0;
  int digits_ = 0;
  int held_zeros_ = 0;
  int fraction_digits_ = 0;
};

Status NotANumber(std::string_view text) {
  return {StatusCode::kInvalidInput, "not a decimal number: " + std::string(text.substr(0, 40))};
}

// coefficient × 10^by, where it fits.
bool ScaleUp(std::int64_t& coefficient, int by) {
  for (; by > 0; --by) {
    if (std::abs(coefficient) >= kLimit / 10) {
      return false;
    }
    coefficient *= 10;
  }
  return true;
}

bool AllDigits(std::string_view text, bool commas) {
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return IsDigit(c) || (commas && c == ','); });
}

Status TooLong() {
  return {StatusCode::kLimit, "more than 18 significant digits"};
}

// "95", "1200.5": few digits, a point between them at most. Nothing for other texts, numbers or
// not.
std::optional<Decimal> ParsePlain(std::string_view text) {
  constexpr std::size_t kFewDigits = 17;  // and the point
  if (text.empty() || text.size() > kFewDigits || !IsDigit(text.back())) {
    return std::nullopt;
  }
  std::int64_t coefficient = 0;
  std::size_t point = text.size() - 1;  // the last digit: no place is behind it
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (IsDigit(text[i])) {
      coefficient = coefficient * 10 + (text[i] - '0');
    } else if (text[i] == '.' && point == text.size() - 1) {
      point = i;
    } else {
      return std::nullopt;
    }
  }
  return Decimal(coefficient, -static_cast<int>(text.size() - 1 - point));
}

}  // namespace

Result<Decimal> Decimal::Parse(std::string_view text) {
  if (const std::optional<Decimal> plain = ParsePlain(text)) {  // most numbers
    return *plain;
  }
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  rest.remove_prefix(negative || rest.starts_with('+') ? 1 : 0);
  const std::size_t point = std::min(rest.find('.'), rest.size());
  const std::string_view integer = rest.substr(0, point);
  const std::string_view fraction = rest.substr(std::min(point + 1, rest.size()));
  const bool dangling = fraction.empty() && (integer.empty() || point < rest.size());
  if (dangling || !CommasGroup(integer) || !AllDigits(integer, true) ||
      !AllDigits(fraction, false)) {
    return NotANumber(text);
  }
  DigitCollector digits;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (IsDigit(rest[i]) && !digits.Add(rest[i], i > point)) {
      return TooLong();
    }
  }
  return Decimal(negative ? -digits.coefficient() : digits.coefficient(), digits.exponent());
}

std::string Decimal::ToString() const {
  std::string digits = std::to_string(std::abs(coefficient_));
  if (exponent_ > 0) {
    digits.append(static_cast<std::size_t>(exponent_), '0');
  } else if (exponent_ < 0) {
    const std::size_t places = static_cast<std::size_t>(-exponent_);
    if (digits.size() <= places) {
      digits.insert(0, places - digits.size() + 1, '0');
    }
    digits.insert(digits.size() - places, 1, '.');
  }
  if (coefficient_ < 0) {
    digits.insert(0, 1, '-');
  }
  return digits;
}

Result<Decimal> Decimal::Plus(const Decimal& other) const {
  if (zero()) {
    return other;
  }
  if (other.zero()) {
    return *this;
  }
  const int exponent = exponent_ < other.exponent_ ? exponent_ : other.exponent_;
  std::int64_t a = coefficient_;
  std::int64_t b = other.coefficient_;
  if (!ScaleUp(a, exponent_ - exponent) || !ScaleUp(b, other.exponent_ - exponent)) {
    return TooLong();
  }
  const std::int64_t sum = a + b;  // both below 10^18: no overflow
  const Decimal result(sum, exponent);
  if (std::abs(result.coefficient_) >= kLimit) {
    return TooLong();
  }
  return result;
}

Result<Decimal> Decimal::Minus(const Decimal& other) const {
  return Plus(Decimal(-other.coefficient_, other.exponent_));
}

Result<Decimal> Decimal::Times(const Decimal& other) const {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(coefficient_, other.coefficient_, &product)) {
    return TooLong();
  }
  const Decimal result(product, exponent_ + other.exponent_);
  if (std::abs(result.coefficient_) >= kLimit) {
    return TooLong();
  }
  return result;
}

Decimal Decimal::Shifted(int digits) const {
  return {coefficient_, exponent_ + digits};
}

std::strong_ordering Decimal::Compare(const Decimal& other) const {
  if (negative() != other.negative() || zero() || other.zero()) {
    return coefficient_ <=> other.coefficient_;
  }
  // Same sign, neither zero: first the place of the leading digit, then the digits.
  std::string a = std::to_string(std::abs(coefficient_));
  std::string b = std::to_string(std::abs(other.coefficient_));
  const auto magnitude_a = static_cast<std::int64_t>(a.size()) + exponent_;
  const auto magnitude_b = static_cast<std::int64_t>(b.size()) + other.exponent_;
  std::strong_ordering order = magnitude_a <=> magnitude_b;
  if (order == std::strong_ordering::equal) {
    order =
        a <=> b;  // no trailing zeros, same place of the leading digit: text order is number order
  }
  if (negative()) {
    return order == std::strong_ordering::less      ? std::strong_ordering::greater
           : order == std::strong_ordering::greater ? std::strong_ordering::less
                                                    : order;
  }
  return order;
}

}  // namespace zhibiao
