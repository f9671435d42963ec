#include "normalizers/amount.h"

#include <utility>

#include "normalizers/numeral.h"

namespace zhibiao {
namespace {

constexpr Decimal kHalf(5, -1);

Decimal Negate(const Decimal& value) {
  return {-value.coefficient(), value.exponent()};
}

// The part of a larger unit that a word stands for behind it: the 分 of 元 and 小时.
struct PartWord {
  std::string_view word;
  std::string_view of;  // canonical unit of the larger one
  Decimal factor;       // in that canonical unit
};

constexpr PartWord kPartWords[] = {{"角", "CNY", Decimal(1, -1)},
                                   {"毛", "CNY", Decimal(1, -1)},
                                   {"分", "CNY", Decimal(1, -2)},
                                   {"分", "s", Decimal(60, 0)},
                                   {"刻", "s", Decimal(900, 0)}};

class AmountReader {
 public:
  AmountReader(const TokenList& list, std::size_t at, bool sign, ReadAmountResult& amount)
      : list_(list), at_(at), sign_(sign), amount_(amount) {}

  bool Read() {
    ReadCurrency();
    const bool negative = ReadMinus();
    amount_.begin = Now().begin;
    after_slash_ = at_ > 0 && Before().Has(Role::kSlash);
    if (!ReadNumber()) {
      return false;
    }
    amount_.end = Before().end;
    ReadMore();
    ReadScale();
    ReadUnitPart();
    ApplyCurrency();
    ReadCompound();
    ReadBrackets();
    if (negative) {  // at the end: all of -3斤半 is below zero
      NegateAmount();
    }
    return !StopsInDate();
  }

  std::size_t at() const { return at_; }

 private:
  const Token& Now() const { return list_.tokens[at_]; }
  const Token& Before() const { return list_.tokens[at_ - 1]; }
  // The token after Now(), or the end.
  const Token& Next() const { return list_.tokens[at_ + 1 < list_.tokens.size() ? at_ + 1 : at_]; }
  std::string Text(const Token& token) const { return std::string(list_.TextOf(token)); }

  // ¥50, 港币两千元
  void ReadCurrency() {
    if (Now().Has(Role::kCurrency)) {
      amount_.currency = &Now().word->As(Role::kCurrency);
      ++at_;
    } else if (Now().Has(Role::kUnit) && Next().kind == TokenKind::kNumber &&
               Now().word->As(Role::kUnit).unit.dimension == "money") {
      amount_.currency = &Now().word->As(Role::kUnit);
      ++at_;
    }
  }

  // 港币两千元: the word in front says which 元 it is.
  void ApplyCurrency() {
    if (amount_.currency == nullptr || !amount_.unit || amount_.unit->unit != "CNY") {
      return;
    }
    amount_.unit->unit = amount_.unit->canonical_unit = amount_.currency->means;
  }

  bool ReadMinus() {
    const bool hyphen = sign_ && Now().Has(Role::kRange) && list_.TextOf(Now()) == "-";
    const bool number = Next().kind == TokenKind::kNumber || Next().Has(Role::kPartOf);
    if (Now().Has(Role::kMinus) || (hyphen && number)) {
      ++at_;
      return true;
    }
    if (Now().Has(Role::kPlus)) {
      ++at_;
    }
    return false;
  }

  void NegateAmount() {
    amount_.value = Negate(amount_.value);
    if (amount_.high) {  // 零下三五度: -5 to -3
      amount_.high = Negate(*amount_.high);
      std::swap(amount_.value, *amount_.high);
    }
    amount_.number.insert(0, 1, '-');
  }

  bool ReadNumber() {
    if (Now().Has(Role::kPartOf)) {
      return ReadPartOf();
    }
    if (Now().Has(Role::kHalf) && Next().Has(Role::kUnit)) {  // 半年
      amount_.value = kHalf;
      amount_.number = Text(Now());
      ++at_;
      return true;
    }
    if (Now().kind != TokenKind::kNumber) {
      return false;
    }
    const Numeral& numeral = list_.NumberOf(Now());
    amount_.value = numeral.value;
    amount_.high = numeral.high;
    amount_.exact = !numeral.too_long;
    amount_.number = numeral.digits;
    amount_.scale = numeral.scale;
    amount_.scale_exponent = numeral.scale_exponent;
    amount_.plain_digits = numeral.plain;
    amount_.arabic = numeral.arabic;
    ++at_;
    ReadFraction();
    return true;
  }

  // 百分之九十五, 百分之百, 万分之三
  bool ReadPartOf() {
    const Meaning& part = Now().word->As(Role::kPartOf);
    const int places = part.means.front() - '0';
    ++at_;
    const bool negative = ReadMinus();
    Decimal value;
    if (Now().kind == TokenKind::kNumber && !list_.NumberOf(Now()).high) {
      value = list_.NumberOf(Now()).value;
      amount_.exact = !list_.NumberOf(Now()).too_long;
    } else if (Now().kind == TokenKind::kScale && Now().exponent == places) {
      value = Decimal(1, Now().exponent);
    } else {
      return false;
    }
    amount_.number = Text(Now());
    amount_.value = (negative ? Negate(value) : value).Shifted(2 - places);
    amount_.ratio = true;
    ++at_;
    return true;
  }

  // 三分之一, 3又一千分之23, 1/5
  void ReadFraction() {
    Decimal whole;
    std::size_t at = at_;
    const Token* first = &Before();
    if (Now().Has(Role::kAnd) && list_.TextOf(Now()) == "又" && Next().kind == TokenKind::kNumber) {
      whole = amount_.value;
      first = &Next();
      at += 2;
    }
    const Token& mark = list_.tokens[at];
    if (mark.kind == TokenKind::kEnd || list_.tokens[at + 1].kind != TokenKind::kNumber) {
      return;
    }
    const Numeral& a = list_.NumberOf(*first);
    const Numeral& b = list_.NumberOf(list_.tokens[at + 1]);
    const bool words = mark.Has(Role::kFraction);
    const bool slash = mark.Has(Role::kSlash) && !after_slash_ && a.arabic && b.arabic && a.plain &&
                       b.plain && a.value.exponent() >= 0 && b.value.exponent() >= 0 &&
                       a.value.Compare(b.value) < 0 &&
                       !list_.tokens[at + 2].HasAny(Bit(Role::kSlash) | Bit(Role::kUnit));
    if (!words && !slash) {
      return;
    }
    amount_.exact = amount_.exact && !a.too_long && !b.too_long;
    SetFraction(whole, words ? b.value : a.value, words ? a.value : b.value, at + 2);
  }

  void SetFraction(const Decimal& whole, const Decimal& numerator, const Decimal& denominator,
                   std::size_t next) {
    Result<Decimal> quotient = DivideExactly(numerator, denominator);
    if (quotient.ok()) {
      quotient = quotient.value().Plus(whole);
    }
    amount_.exact = amount_.exact && quotient.ok();
    amount_.value = amount_.exact ? quotient.value().Shifted(2) : Decimal();
    amount_.ratio = true;
    amount_.composed = true;
    amount_.scale.clear();
    amount_.high.reset();
    at_ = next;
    amount_.number = std::string(list_.text.substr(amount_.begin, Before().end - amount_.begin));
  }

  void ReadMore() {
    if (Now().Has(Role::kMore)) {
      amount_.more = true;
      ++at_;
    }
  }

  // 5多万: the word of scale stands alone.
  void ReadScale() {
    if (Now().kind != TokenKind::kScale || Next().Has(Role::kClose)) {
      return;
    }
    amount_.scale += Text(Now());
    amount_.scale_exponent = Now().exponent;
    amount_.value = amount_.value.Shifted(Now().exponent);
    if (amount_.high) {
      amount_.high = amount_.high->Shifted(Now().exponent);
    }
    ++at_;
    ReadMore();
  }

  void ReadUnitPart() {
    if (ReadHalfBetween()) {
      return;
    }
    if (IsGe(Now()) && Next().Has(Role::kUnit) &&
        !Next().word->As(Role::kUnit).unit.counter) {  // 六个加仑: the counter says nothing
      ++at_;
    }
    if (!ReadUnitInto(list_, at_, amount_.unit)) {
      if (Now().Has(Role::kHalf) && amount_.value == Decimal(1, 0)) {  // 一半
        amount_.value = kHalf.Shifted(2);
        amount_.ratio = amount_.composed = true;
        ++at_;
      }
      return;
    }
    if (amount_.ratio) {  // 1/2年
      amount_.value = amount_.value.Shifted(-2);
      amount_.ratio = false;
    }
    ApplyScaleOfUnit();
    if (Now().Has(Role::kHalf)) {  // 3斤半
      AddHalf();
      ++at_;
    }
    ReadMore();
  }

  // 5万元: the scale word stands in the unit.
  void ApplyScaleOfUnit() {
    const int exponent = amount_.unit->scale_exponent;
    if (exponent == 0) {
      return;
    }
    amount_.value = amount_.value.Shifted(exponent);
    if (amount_.high) {
      amount_.high = amount_.high->Shifted(exponent);
    }
    amount_.scale += amount_.unit->scale;
  }

  static bool IsGe(const Token& token) {
    return token.Has(Role::kUnit) &&
           std::string_view(token.word->As(Role::kUnit).unit.unit) == "{个}";
  }

  // 一个半小时, 3个多月: the counter in the middle says nothing.
  bool ReadHalfBetween() {
    if (!IsGe(Now()) || !Next().HasAny(Bit(Role::kHalf) | Bit(Role::kMore)) ||
        at_ + 2 >= list_.tokens.size() || !list_.tokens[at_ + 2].Has(Role::kUnit)) {
      return false;
    }
    const bool half = Next().Has(Role::kHalf);
    std::size_t at = at_ + 2;
    amount_.unit = ReadUnit(list_, at);
    at_ = at;
    if (half) {
      AddHalf();
    }
    amount_.more = amount_.more || !half;
    return true;
  }

  void AddHalf() {
    const Result<Decimal> sum = amount_.value.Plus(kHalf);
    amount_.exact = amount_.exact && sum.ok();
    amount_.value = sum.ok() ? sum.value() : amount_.value;
    amount_.composed = true;
  }

  // 11元1角1分, 1小时30分钟, 1年6个月, 七成六
  void ReadCompound() {
    while (amount_.unit && amount_.unit->head != nullptr && amount_.exact &&
           Now().kind == TokenKind::kNumber && AddPart()) {
      amount_.composed = true;
    }
  }

  bool AddPart() {
    const UnitMeaning& head = amount_.unit->head->unit;
    const Numeral& number = list_.NumberOf(Now());
    if (number.too_long || number.high) {
      return false;
    }
    if (amount_.unit->head->id == "unit.tenth" && number.plain && Next().kind == TokenKind::kEnd) {
      return Add(number.value.Shifted(-1), 1);
    }
    for (const PartWord& part : kPartWords) {
      if (part.of == head.canonical && list_.TextOf(Next()) == part.word &&
          amount_.unit->dimension == head.dimension) {
        return ToCanonical() && Add(number.value.Times(part.factor), 2);
      }
    }
    if (IsTenthBehind(head, number) && EndsAt(Next())) {
      return Add(number.value.Shifted(-1), 1);
    }
    const bool parts =
        (head.dimension == "time" || head.dimension == "mass") && Next().Has(Role::kUnit);
    if (!parts || Next().word->As(Role::kUnit).unit.canonical != head.canonical) {
      return false;
    }
    return AddSmallerUnit(number.value);
  }

  // 三米九: a digit behind 米 or 元 counts tenths.
  static bool IsTenthBehind(const UnitMeaning& head, const Numeral& number) {
    return number.plain && !number.arabic && number.value.Compare(Decimal(1, 1)) < 0 &&
           (head.unit == "m" || head.unit == "CNY");
  }

  static bool EndsAt(const Token& token) {
    return token.kind == TokenKind::kEnd ||
           token.HasAny(Bit(Role::kComparatorAfter) | Bit(Role::kSeparator));
  }

  // 1年6个月 is 18 months: counted in the smaller unit.
  bool AddSmallerUnit(const Decimal& count) {
    const Meaning& small = Next().word->As(Role::kUnit);
    const UnitMeaning& head = amount_.unit->head->unit;
    const Result<Decimal> ratio = DivideExactly(head.numerator, small.unit.numerator);
    if (!ratio.ok() || ratio.value().Compare(Decimal(1, 0)) <= 0) {
      return false;
    }
    const Result<Decimal> scaled = amount_.value.Times(ratio.value());
    if (!scaled.ok()) {
      return false;
    }
    amount_.value = scaled.value();
    Use(small);
    return Add(count, 2);
  }

  void Use(const Meaning& meaning) {
    amount_.unit->head = &meaning;
    amount_.unit->unit = meaning.unit.unit;
    amount_.unit->canonical_unit = meaning.unit.canonical;
    amount_.unit->numerator = meaning.unit.numerator;
    amount_.unit->denominator = meaning.unit.denominator;
  }

  // 3小时 becomes 10800 s, so that 分 can be added.
  bool ToCanonical() {
    UnitExpression& unit = *amount_.unit;
    const Result<Decimal> value = amount_.value.Times(unit.numerator);
    if (!value.ok()) {
      return false;
    }
    amount_.value = value.value();
    unit.unit = unit.canonical_unit;
    unit.numerator = unit.denominator = Decimal(1, 0);
    return true;
  }

  bool Add(const Result<Decimal>& part, std::size_t tokens) {
    const Result<Decimal> sum = part.ok() ? amount_.value.Plus(part.value()) : part;
    if (!sum.ok()) {
      return false;
    }
    amount_.value = sum.value();
    at_ += tokens;
    amount_.end = Before().end;
    amount_.unit->end = Before().end;
    return true;
  }

  void ReadBrackets() {
    while (Now().HasAny(Bit(Role::kInclusive) | Bit(Role::kExclusive))) {
      amount_.inclusive = amount_.inclusive || Now().Has(Role::kInclusive);
      amount_.exclusive = amount_.exclusive || Now().Has(Role::kExclusive);
      ++at_;
    }
  }

  // "20日前" is no 20 days: a day of a month that nobody names.
  bool StopsInDate() const {
    return amount_.unit && amount_.unit->dimension == "time" &&
           Now().HasAny(Bit(Role::kTimeBefore) | Bit(Role::kTimeBeforeEnd));
  }

  const TokenList& list_;
  std::size_t at_;
  bool sign_;
  bool after_slash_ = false;  // 05/05/89 is no fraction
  ReadAmountResult& amount_;
};

}  // namespace

bool ReadAmountInto(const TokenList& list, std::size_t& at, bool sign, ReadAmountResult& amount) {
  AmountReader reader(list, at, sign, amount);
  if (!reader.Read()) {
    return false;
  }
  at = reader.at();
  return true;
}

std::optional<ReadAmountResult> ReadAmount(const TokenList& list, std::size_t& at, bool sign) {
  std::optional<ReadAmountResult> amount;
  if (!ReadAmountInto(list, at, sign, amount.emplace())) {
    amount.reset();
  }
  return amount;
}

}  // namespace zhibiao
