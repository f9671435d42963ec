#include "normalizers/numeral.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

// What one character is in a numeral.
enum class Kind : std::uint8_t {
  kNone,
  kDigit,  // value 0..9; 零 and 〇 are the digit 0
  kTwo,    // 两: a digit that never follows another (九两 is a weight)
  kTens,   // 廿 20, 卅 30, 卌 40: value is the tens
  kSmall,  // 十 百 千: value is the power of ten
  kBig,    // 万 亿 兆 京, and k, w
  kPoint,  // 点
};

struct Sign {
  Kind kind = Kind::kNone;
  int value = 0;
};

bool IsAnyDigit(Kind kind) {
  return kind == Kind::kDigit || kind == Kind::kTwo;
}

struct SignRow {
  char32_t code;
  Sign sign;
};

// Sorted by code. Simplified, traditional and financial forms.
constexpr SignRow kSigns[] = {
    // clang-format off
    {U'K', {Kind::kBig, 3}}, {U'k', {Kind::kBig, 3}}, {U'w', {Kind::kBig, 4}}, {U'〇', {Kind::kDigit, 0}}, {U'一', {Kind::kDigit, 1}},
    {U'七', {Kind::kDigit, 7}}, {U'万', {Kind::kBig, 4}}, {U'三', {Kind::kDigit, 3}}, {U'丗', {Kind::kTens, 3}},
    {U'两', {Kind::kTwo, 2}}, {U'九', {Kind::kDigit, 9}}, {U'二', {Kind::kDigit, 2}}, {U'五', {Kind::kDigit, 5}},
    {U'京', {Kind::kBig, 16}}, {U'亿', {Kind::kBig, 8}}, {U'仟', {Kind::kSmall, 3}}, {U'伍', {Kind::kDigit, 5}},
    {U'佰', {Kind::kSmall, 2}}, {U'俩', {Kind::kTwo, 2}}, {U'倆', {Kind::kTwo, 2}}, {U'億', {Kind::kBig, 8}},
    {U'兆', {Kind::kBig, 12}}, {U'兩', {Kind::kTwo, 2}}, {U'八', {Kind::kDigit, 8}}, {U'六', {Kind::kDigit, 6}},
    {U'十', {Kind::kSmall, 1}}, {U'千', {Kind::kSmall, 3}}, {U'卅', {Kind::kTens, 3}}, {U'卌', {Kind::kTens, 4}},
    {U'叁', {Kind::kDigit, 3}}, {U'參', {Kind::kDigit, 3}}, {U'叄', {Kind::kDigit, 3}},
    {U'四', {Kind::kDigit, 4}}, {U'壹', {Kind::kDigit, 1}}, {U'幺', {Kind::kDigit, 1}}, {U'廿', {Kind::kTens, 2}},
    {U'弌', {Kind::kDigit, 1}}, {U'弍', {Kind::kDigit, 2}}, {U'弎', {Kind::kDigit, 3}}, {U'弐', {Kind::kDigit, 2}},
    {U'拾', {Kind::kSmall, 1}}, {U'捌', {Kind::kDigit, 8}}, {U'柒', {Kind::kDigit, 7}}, 
    {U'点', {Kind::kPoint, 0}}, {U'玖', {Kind::kDigit, 9}}, {U'百', {Kind::kSmall, 2}}, {U'肆', {Kind::kDigit, 4}},
    {U'萬', {Kind::kBig, 4}}, {U'貳', {Kind::kDigit, 2}}, {U'贰', {Kind::kDigit, 2}}, {U'陆', {Kind::kDigit, 6}},
    {U'陸', {Kind::kDigit, 6}}, {U'零', {Kind::kDigit, 0}}, {U'點', {Kind::kPoint, 0}},
    // clang-format on
};

constexpr bool SignsAreSorted() {
  for (std::size_t i = 1; i < std::size(kSigns); ++i) {
    if (kSigns[i - 1].code >= kSigns[i].code) {
      return false;
    }
  }
  return true;
}
static_assert(SignsAreSorted());

// The low bytes that signs have: most other characters are told apart by these alone.
constexpr std::array<bool, 256> kLowBytes = [] {
  std::array<bool, 256> low_bytes{};
  for (const SignRow& row : kSigns) {
    low_bytes[row.code & 0xFFU] = true;
  }
  return low_bytes;
}();

Sign SignOf(char32_t code) {
  if (!kLowBytes[code & 0xFFU]) {
    return {};
  }
  std::size_t low = 0;
  std::size_t high = std::size(kSigns);
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (kSigns[middle].code < code) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < std::size(kSigns) && kSigns[low].code == code ? kSigns[low].sign : Sign{};
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool StartsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// A sign at the start of `text`; `size` gets its bytes.
Sign PeekSign(std::string_view text, std::size_t& size) {
  if (text.empty()) {
    return {};
  }
  std::string_view rest = text;
  const Sign sign = SignOf(NextCodePoint(rest));
  size = text.size() - rest.size();
  // k and w scale only where no Latin letter follows: km, kg, kW are units.
  if (text.front() < 0x7F && text.front() > 0 && !rest.empty() && IsLetter(rest.front())) {
    return {};
  }
  return sign;
}

bool StartsWithAny(std::string_view text, std::span<const std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return StartsWith(text, start); });
}

// Words that begin with a word of scale and are units, or ratios: 千克, 百分点. `text` starts with
// it.
bool BeginsUnit(std::string_view text, const Sign& sign) {
  constexpr std::string_view kAfterHundred[] = {"分点", "分比", "分數", "分率", "分點"};
  constexpr std::string_view kAfterThousand[] = {"克", "米", "瓦", "卡",   "帕",   "伏",
                                                 "赫", "焦", "安", "字节", "比特", "公里"};
  constexpr std::string_view kAfterMega[] = {"瓦", "赫", "帕", "焦", "字节", "比特"};
  if (sign.kind == Kind::kSmall && sign.value == 2) {
    return StartsWithAny(text.substr(3), kAfterHundred);
  }
  if (sign.kind == Kind::kSmall && sign.value == 3) {
    return StartsWithAny(text.substr(3), kAfterThousand);
  }
  return sign.kind == Kind::kBig && sign.value == 12 && StartsWithAny(text.substr(3), kAfterMega);
}

// Bytes of 0-9 at the start of `text`, with commas that group thousands and one decimal point.
std::size_t ArabicSize(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && IsDigit(text[at])) {
    ++at;
  }
  const auto group_at = [&](std::size_t i) {
    return i + 3 < text.size() && text[i] == ',' && IsDigit(text[i + 1]) && IsDigit(text[i + 2]) &&
           IsDigit(text[i + 3]) && (i + 4 >= text.size() || !IsDigit(text[i + 4]));
  };
  if (at >= 1 && at <= 3) {
    while (group_at(at)) {
      at += 4;
    }
  }
  if (at + 1 < text.size() && text[at] == '.' && IsDigit(text[at + 1])) {  // also .77
    ++at;
    while (at < text.size() && IsDigit(text[at])) {
      ++at;
    }
  }
  return at;
}

constexpr int kLargestAfterArabic = 12;  // 京 after 0-9 is Beijing, not 10^16

// Reads words of scale one after the other: "千万亿". Stops before a unit.
ScaleWord ScanScales(std::string_view text) {
  ScaleWord scale;
  while (scale.size < text.size()) {
    const std::string_view rest = text.substr(scale.size);
    std::size_t size = 0;
    const Sign sign = PeekSign(rest, size);
    if ((sign.kind != Kind::kSmall && sign.kind != Kind::kBig) || BeginsUnit(rest, sign) ||
        sign.value > kLargestAfterArabic) {
      break;
    }
    scale.size += size;
    scale.exponent += sign.value;
  }
  return scale;
}

// Adds up a numeral of digits and words of scale, left to right.
class Builder {
 public:
  bool overflow() const { return overflow_; }
  bool any() const { return any_; }
  // No word of scale so far.
  bool plain() const { return !scaled_; }
  // The last sign was a digit, which waits for a word of scale.
  bool pending() const { return pending_; }
  // The exponent of the last word of scale.
  int last_scale() const { return last_scale_; }

  // A Chinese digit. False: it does not belong to this numeral.
  bool AddDigit(int digit) {
    if (pending_) {
      return !scaled_ && AddPositional(digit);
    }
    any_ = true;
    if (digit == 0 && scaled_) {
      after_zero_ = true;
      return true;
    }
    digit_ = Decimal(digit, 0);
    pending_ = chinese_digit_ = true;
    return true;
  }

  // Digits 0-9 within a numeral: the 4000 of 3万4000.
  bool AddNumber(const Decimal& number) {
    if (pending_) {
      return false;
    }
    digit_ = number;
    pending_ = any_ = true;
    chinese_digit_ = false;
    return true;
  }

  bool AddTens(int tens) {
    if (pending_ || smallest_in_section_ <= 1) {
      return false;
    }
    any_ = scaled_ = true;
    after_zero_ = false;
    smallest_in_section_ = last_scale_ = 1;
    return Put(section_, section_.Plus(Decimal(tens, 1)));
  }

  bool AddSmall(int exponent) {
    if (positional_ || (!pending_ && exponent != 1 && !after_zero_) ||
        exponent >= smallest_in_section_) {
      return false;
    }
    const Decimal factor = pending_ && !digit_.zero() ? digit_ : Decimal(1, 0);
    any_ = scaled_ = true;
    pending_ = after_zero_ = false;
    smallest_in_section_ = last_scale_ = exponent;
    return Put(section_, section_.Plus(factor.Shifted(exponent)));
  }

  bool AddBig(int exponent) {
    if (positional_ || !any_) {
      return false;
    }
    if (!pending_ && section_.zero()) {  // 万亿: the word scales what came before
      if (count_ == 0) {
        return false;
      }
      Piece& last = pieces_.at(count_ - 1);
      last = {last.value.Shifted(exponent), last.exponent + exponent};
    } else if (!CloseSection(exponent)) {
      return false;
    }
    scaled_ = true;
    after_zero_ = false;
    smallest_in_section_ = kNoScale;
    last_scale_ = exponent;
    return true;
  }

  // The integer so far. A last digit right after a word of scale counts one place less: 三万五.
  Result<Decimal> Total() const {
    Result<Decimal> total = section_;
    if (pending_) {
      const bool short_form = chinese_digit_ && scaled_ && !after_zero_ && last_scale_ > 1;
      total = section_.Plus(short_form ? digit_.Shifted(last_scale_ - 1) : digit_);
    }
    for (std::size_t i = 0; i < count_ && total.ok(); ++i) {
      total = total.value().Plus(pieces_.at(i).value);
    }
    return total;
  }

 private:
  static constexpr int kNoScale = 99;
  struct Piece {
    Decimal value;
    int exponent = 0;
  };

  // 二〇二三: digits one after the other.
  bool AddPositional(int digit) {
    positional_ = true;
    const Result<Decimal> sum = digit_.Shifted(1).Plus(Decimal(digit, 0));
    return chinese_digit_ && Put(digit_, sum);
  }

  bool Put(Decimal& where, const Result<Decimal>& sum) {
    overflow_ = overflow_ || !sum.ok();
    if (sum.ok()) {
      where = sum.value();
    }
    return true;
  }

  // What stands before a big word, with smaller big words, becomes one piece: 三万五千亿.
  bool CloseSection(int exponent) {
    std::size_t keep = count_;
    Result<Decimal> value = pending_ ? section_.Plus(digit_) : Result<Decimal>(section_);
    while (keep > 0 && value.ok() && pieces_.at(keep - 1).exponent < exponent) {
      value = value.value().Plus(pieces_.at(--keep).value);
    }
    if (keep == pieces_.size() || (keep > 0 && pieces_.at(keep - 1).exponent == exponent)) {
      return false;
    }
    count_ = keep + 1;
    section_ = Decimal();
    pending_ = false;
    pieces_.at(keep).exponent = exponent;
    return Put(pieces_.at(keep).value,
               value.ok() ? Result<Decimal>(value.value().Shifted(exponent)) : value);
  }

  std::array<Piece, 6> pieces_;
  std::size_t count_ = 0;
  Decimal section_;  // below the last big word
  Decimal digit_;    // waits for its word of scale
  int smallest_in_section_ = kNoScale;
  int last_scale_ = 0;
  bool pending_ = false;
  bool after_zero_ = false;
  bool chinese_digit_ = false;
  bool positional_ = false;
  bool scaled_ = false;
  bool any_ = false;
  bool overflow_ = false;
};

bool Add(Builder& builder, const Sign& sign) {
  switch (sign.kind) {
    case Kind::kDigit:
      return builder.AddDigit(sign.value);
    case Kind::kTwo:
      return !builder.pending() && builder.AddDigit(sign.value);
    case Kind::kTens:
      return builder.AddTens(sign.value);
    case Kind::kSmall:
      return builder.AddSmall(sign.value);
    case Kind::kBig:
      return builder.AddBig(sign.value);
    default:
      return false;
  }
}

// 三五百, 七八万, 四十五六: two neighbouring digits make an estimate.
struct Pair {
  std::size_t size = 0;  // 0: none
  Sign low, high;
};

Pair PeekPair(std::string_view text) {
  Pair pair;
  std::size_t first = 0;
  std::size_t second = 0;
  std::size_t third = 0;
  pair.low = PeekSign(text, first);
  if (!IsAnyDigit(pair.low.kind) || pair.low.value == 0) {
    return {};
  }
  pair.high = PeekSign(text.substr(first), second);
  const bool neighbours =
      pair.high.kind == Kind::kDigit &&
      (pair.high.value == pair.low.value + 1 || (pair.low.value == 3 && pair.high.value == 5));
  if (!neighbours) {
    return {};
  }
  const Kind next = PeekSign(text.substr(first + second), third).kind;
  if (next != Kind::kDigit && next != Kind::kPoint) {
    pair.size = first + second;
  }
  return pair;
}

// 1,200.5 · 1.5万: digits 0-9, and a word of scale behind them.
struct ArabicNumeral {
  std::size_t size = 0;  // bytes of the digits; 0: none
  ScaleWord scale;       // right behind the digits
};

// Nothing where more of a numeral stands behind the word of scale: 3万4000, 5万4千6百.
ArabicNumeral FindArabic(std::string_view text) {
  ArabicNumeral arabic = {ArabicSize(text), {}};
  const std::string_view behind = text.substr(arabic.size);
  if (arabic.size == 0 || behind.empty()) {
    return arabic;
  }
  arabic.scale = ScanScales(behind);
  const std::string_view rest = behind.substr(arabic.scale.size);
  std::size_t size = 0;
  const bool goes_on = arabic.scale.size > 0 && !rest.empty() &&
                       (IsDigit(rest.front()) || IsAnyDigit(PeekSign(rest, size).kind));
  return goes_on ? ArabicNumeral() : arabic;
}

Numeral ReadArabic(std::string_view text, const ArabicNumeral& arabic) {
  Numeral numeral;
  numeral.arabic = true;
  numeral.digits = text.substr(0, arabic.size);
  ScaleWord scale = arabic.scale;
  const std::size_t space = text.substr(arabic.size).starts_with(' ') ? 1 : 0;
  if (space > 0) {
    scale = ScanScales(text.substr(arabic.size + space));
    scale = scale.size == 1 ? ScaleWord() : scale;  // "5 k" is no thousand
  }
  numeral.plain = scale.size == 0;
  numeral.size = arabic.size;
  if (!numeral.plain) {
    numeral.scale = text.substr(arabic.size + space, scale.size);
    numeral.scale_exponent = scale.exponent;
    numeral.size += space + scale.size;
  }
  const Result<Decimal> value = Decimal::Parse(numeral.digits);
  numeral.too_long = !value.ok();
  if (value.ok()) {
    numeral.value = value.value().Shifted(scale.exponent);
  }
  return numeral;
}

// A numeral with signs other than digits 0-9.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Numeral Run() {
    while (at_ < text_.size() && Step()) {
      SkipLayoutSpace();
    }
    Numeral numeral;
    if (!low_.any()) {
      return numeral;
    }
    numeral.digits = text_.substr(0, at_);
    numeral.size = at_;
    numeral.plain = low_.plain();
    numeral.scale_exponent = low_.last_scale();
    const Result<Decimal> total = low_.Total();
    numeral.too_long = !total.ok() || low_.overflow();
    if (numeral.too_long) {
      return numeral;
    }
    numeral.value = total.value();
    if (high_ && high_->Total().ok()) {
      numeral.high = high_->Total().value();
    } else {
      AddFraction(numeral);
    }
    return numeral;
  }

 private:
  // One sign, pair or number of the integer part. False: the numeral ends here.
  bool Step() {
    const std::string_view rest = text_.substr(at_);
    const std::size_t arabic = ArabicSize(rest);
    if (arabic > 0) {
      const Result<Decimal> number = Decimal::Parse(rest.substr(0, arabic));
      if (!number.ok() || high_ || !low_.AddNumber(number.value())) {
        return false;
      }
      at_ += arabic;
      return true;
    }
    const Pair pair = low_.pending() ? Pair() : PeekPair(rest);
    if (pair.size > 0 && !high_) {
      Builder high = low_;
      if (Add(high, pair.high) && Add(low_, pair.low)) {
        high_ = high;
        at_ += pair.size;
        return true;
      }
    }
    std::size_t size = 0;
    const Sign sign = PeekSign(rest, size);
    if (BeginsUnit(rest, sign) || !Add(low_, sign) || (high_ && !Add(*high_, sign))) {
      return false;
    }
    at_ += size;
    return true;
  }

  // 一百 五 十 二: a space within a numeral that has words of scale is layout.
  void SkipLayoutSpace() {
    if (text_.substr(at_, 1) != " " || at_ + 1 >= text_.size() || IsLetter(text_[at_ + 1])) {
      return;
    }
    Scanner ahead(*this);
    ahead.at_ = at_ + 1;
    if (!IsDigit(text_[at_ + 1]) && ahead.Step() && !ahead.low_.plain()) {
      ++at_;
    }
  }

  // 点五六, then perhaps a word of scale: 二十点一万.
  void AddFraction(Numeral& numeral) const {
    std::size_t size = 0;
    std::size_t at = at_ + (text_.substr(at_, 1) == " " ? 1 : 0);
    if (PeekSign(text_.substr(at), size).kind != Kind::kPoint) {
      return;
    }
    at += size;
    at += text_.substr(at, 1) == " " ? 1 : 0;
    std::string digits = ".";
    while (at < text_.size()) {
      const Sign sign = PeekSign(text_.substr(at), size);
      if (IsDigit(text_[at])) {
        digits.push_back(text_[at]);
        size = 1;
      } else if (IsAnyDigit(sign.kind)) {
        digits.push_back(static_cast<char>('0' + sign.value));
      } else {
        break;
      }
      at += size;
    }
    const Result<Decimal> fraction = Decimal::Parse(digits);
    const Result<Decimal> sum = fraction.ok() ? numeral.value.Plus(fraction.value()) : fraction;
    if (sum.ok()) {
      numeral.value = sum.value();
      numeral.digits = text_.substr(0, at);
      Scale(numeral, at);
    }
  }

  void Scale(Numeral& numeral, std::size_t at) const {
    const ScaleWord scale = ScanScales(text_.substr(at));
    numeral.size = at + scale.size;
    numeral.scale = text_.substr(at, scale.size);
    numeral.scale_exponent = scale.exponent;
    numeral.plain = scale.size == 0;
    numeral.value = numeral.value.Shifted(scale.exponent);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Builder low_;
  std::optional<Builder> high_;
};

Status NoNumeral(std::string_view text) {
  return {StatusCode::kInvalidInput, "not a number: " + std::string(text.substr(0, 60))};
}

// The numeral that is the whole of `text`.
Result<Decimal> WholeNumeral(std::string_view text) {
  bool negative = false;
  for (const std::string_view minus : {"负", "負", "-", "- "}) {
    if (StartsWith(text, minus)) {
      negative = true;
      text.remove_prefix(minus.size());
      break;
    }
  }
  while (StartsWith(text, " ")) {
    text.remove_prefix(1);
  }
  const Numeral numeral = ScanNumeral(text);
  if (numeral.size == 0 || numeral.size != text.size() || numeral.high) {
    return NoNumeral(text);
  }
  if (numeral.too_long) {
    return Status(StatusCode::kLimit, "more than 18 significant digits");
  }
  return negative ? Decimal(-numeral.value.coefficient(), numeral.value.exponent()) : numeral.value;
}

}  // namespace

Numeral ScanNumeral(std::string_view text) {
  const ArabicNumeral arabic = FindArabic(text);
  return arabic.size > 0 ? ReadArabic(text, arabic) : Scanner(text).Run();
}

NumeralSign NumeralSignOf(char32_t code) {
  if (code >= U'0' && code <= U'9') {
    return NumeralSign::kStart;
  }
  const Sign sign = SignOf(code);
  if (sign.kind == Kind::kNone) {
    return NumeralSign::kNone;
  }
  const bool start = IsAnyDigit(sign.kind) || sign.kind == Kind::kTens ||
                     (sign.kind == Kind::kSmall && sign.value == 1);
  return start ? NumeralSign::kStart : NumeralSign::kInside;
}

ScaleWord ScanScale(std::string_view text) {
  return ScanScales(text);
}

Result<Decimal> DivideExactly(const Decimal& dividend, const Decimal& divisor) {
  if (divisor.zero()) {
    return Status(StatusCode::kInvalidInput, "a fraction of zero parts");
  }
  // dividend / divisor as integers; the quotient is a decimal where 2 and 5 take care of the rest.
  std::int64_t coefficient = dividend.coefficient();
  int exponent = dividend.exponent() - divisor.exponent();
  for (int places = 0; places <= 18; ++places) {
    if (coefficient % divisor.coefficient() == 0) {
      return Decimal(coefficient / divisor.coefficient(), exponent);
    }
    if (__builtin_mul_overflow(coefficient, std::int64_t{10}, &coefficient)) {
      break;
    }
    --exponent;
  }
  return Status(StatusCode::kLimit, "a fraction that no decimal equals");
}

Result<Decimal> ParseNumeral(std::string_view text) {
  const std::size_t parts = text.find("分之");
  if (parts == std::string_view::npos) {
    return WholeNumeral(text);
  }
  std::string_view whole = text.substr(0, parts);
  std::string_view denominator_text = whole;
  Decimal base;
  if (const std::size_t and_at = whole.find("又"); and_at != std::string_view::npos) {
    ZHIBIAO_TRY(base, WholeNumeral(whole.substr(0, and_at)));
    denominator_text = whole.substr(and_at + 3);
  }
  const bool hundred = denominator_text == "百" || denominator_text == "佰";
  ZHIBIAO_TRY(const Decimal denominator,
              hundred ? Result<Decimal>(Decimal(1, 2)) : WholeNumeral(denominator_text));
  ZHIBIAO_TRY(const Decimal numerator, WholeNumeral(text.substr(parts + 6)));
  ZHIBIAO_TRY(const Decimal quotient, DivideExactly(numerator, denominator));
  return base.Plus(quotient);
}

}  // namespace zhibiao
