// Numerals: 1,200.5 · 三百二十 · 壹拾壹 · 廿二 · 3.5万 · 5万4千 · 三万五 · 二〇二三. Exact, never a
// double.
#ifndef NORMALIZERS_NUMERAL_H_
#define NORMALIZERS_NUMERAL_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "pipeline/decimal.h"
#include "pipeline/result.h"

namespace zhibiao {

// A numeral found at the start of a text. Views into that text.
struct Numeral {
  std::size_t size = 0;         // bytes of the whole numeral
  Decimal value;                // scale words applied
  std::optional<Decimal> high;  // of an estimate by two neighbours: 三五百 is 300 to 500
  std::string_view digits;  // "1.5" of 1.5万; all of it where words of scale stand inside: 5万4千
  std::string_view scale;   // "万" of 1.5万
  int scale_exponent = 0;   // 4 for 1.5万; for 三千万 that of the last 万 or 亿
  bool arabic = false;      // digits are 0-9
  bool plain = false;       // digits only: no word of scale anywhere
  bool too_long = false;    // more digits than a Decimal holds: `value` is not set
};

// The longest numeral at the start of `text`, or size 0. Stops before a word of scale that begins a
// unit (千克, 百分点).
//
// Requires: `text` is folded by FoldText(). Linear in the length of the numeral.
Numeral ScanNumeral(std::string_view text);

// What a character may be in a numeral.
enum class NumeralSign : std::uint8_t {
  kNone,
  kStart,  // a digit 0-9, a Chinese digit, 十 廿: ScanNumeral may succeed here
  kInside  // a word of scale, 点
};
NumeralSign NumeralSignOf(char32_t code);

// The power of ten that a word of scale means, and its bytes: 万 → 4, 百万 → 6. Size 0: none.
struct ScaleWord {
  std::size_t size = 0;
  int exponent = 0;
};
ScaleWord ScanScale(std::string_view text);

// Reads the whole of `text` as one number: "1200.5", "三百二十", "3.5万", "负六", "二分之一".
//
// Errors:   kInvalidInput  not a number, or something follows it ("95%", "十几"), an estimate
// (三五百)
//           kLimit         more digits than Decimal holds (18), or a fraction with no decimal (1/3)
Result<Decimal> ParseNumeral(std::string_view text);

// dividend ÷ divisor, where a decimal equals it exactly.
//
// Errors:   kInvalidInput  the divisor is zero
//           kLimit         no decimal of 18 digits equals the quotient (1/3)
Result<Decimal> DivideExactly(const Decimal& dividend, const Decimal& divisor);

}  // namespace zhibiao

#endif  // NORMALIZERS_NUMERAL_H_
