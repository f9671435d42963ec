#include "normalizers/unit_expression.h"

#include "normalizers/numeral.h"

namespace zhibiao {
namespace {

constexpr std::uint32_t kMaxUnitName = 12;  // bytes of a word that is no known unit: 元/公厕

const Token& TokenAt(const TokenList& list, std::size_t at) {
  return list.tokens[at];
}

// A unit that stands after a slash.
struct Divisor {
  UnitMeaning unit;
  Decimal count{1, 0};
  std::size_t next = 0;  // the token behind it
};

// 每 [2] 年, 每天, 人, or a short word that no table knows.
std::optional<Divisor> ReadDivisor(const TokenList& list, std::size_t at) {
  Divisor divisor;
  if (TokenAt(list, at).Has(Role::kPer)) {
    ++at;
  }
  if (TokenAt(list, at).kind == TokenKind::kNumber && !list.NumberOf(TokenAt(list, at)).too_long) {
    divisor.count = list.NumberOf(TokenAt(list, at)).value;
    ++at;
  }
  const Token& token = TokenAt(list, at);
  divisor.next = at + 1;
  if (token.Has(Role::kUnit)) {
    divisor.unit = token.word->As(Role::kUnit).unit;
    return divisor;
  }
  if (token.Has(Role::kEvery)) {
    divisor.unit.unit = divisor.unit.canonical = token.word->As(Role::kEvery).means;
    divisor.unit.dimension = "time";
    return divisor;
  }
  const Token& next = list.tokens[at + (token.kind == TokenKind::kEnd ? 0 : 1)];
  const bool last =
      next.kind == TokenKind::kEnd || next.HasAny(Bit(Role::kSeparator) | Bit(Role::kClose) |
                                                  Bit(Role::kComparatorAfter) | Bit(Role::kSlash));
  const bool name = (token.kind == TokenKind::kText || token.Has(Role::kStop)) && last &&
                    divisor.count == Decimal(1, 0);
  const std::string_view text = list.TextOf(token);
  if (name && token.end - token.begin <= kMaxUnitName && (text.front() & 0x80) != 0) {
    divisor.unit.unit = divisor.unit.canonical = "{" + std::string(text) + "}";
    divisor.unit.dimension = "count";
    return divisor;
  }
  return std::nullopt;
}

class UnitReader {
 public:
  UnitReader(const TokenList& list, std::size_t at, UnitExpression& unit)
      : list_(list), at_(at), unit_(unit) {}

  bool Read() {
    unit_.begin = TokenAt(list_, at_).begin;
    const bool bracket = Now().Has(Role::kOpen);
    at_ += bracket ? 1 : 0;
    while (Now().kind == TokenKind::kScale) {
      unit_.scale += list_.TextOf(Now());
      unit_.scale_exponent += Now().exponent;
      ++at_;
    }
    if (!ReadHead()) {
      return false;
    }
    ReadDenominators();
    if (bracket) {
      if (!Now().Has(Role::kClose)) {
        return false;
      }
      ++at_;
    }
    unit_.end = TokenAt(list_, at_ - 1).end;
    return true;
  }

  std::size_t at() const { return at_; }

 private:
  const Token& Now() const { return TokenAt(list_, at_); }
  // Requires: Now() is not the end.
  const Token& Next() const { return TokenAt(list_, at_ + 1); }

  bool ReadHead() {
    if (Now().Has(Role::kSlash)) {  // 28.40/株: the unit is missing
      unit_.dimension = "rate";
      return ReadDivisor(list_, at_ + 1).has_value();
    }
    if (!Now().Has(Role::kUnit)) {
      return false;
    }
    SetPlainUnit(Now().word->As(Role::kUnit), unit_);
    unit_.misprint = Now().word->text == "M";
    ++at_;
    ReadAlternative();
    return true;
  }

  // 件(套), 件/套: one or the other.
  void ReadAlternative() {
    const bool bracket = Now().Has(Role::kOpen);
    const bool slash = Now().Has(Role::kSlash);
    if (!unit_.head->unit.counter || unit_.head->unit.event || (!bracket && !slash) ||
        !Next().Has(Role::kUnit) || !Next().word->As(Role::kUnit).unit.counter) {
      return;
    }
    if (bracket && !TokenAt(list_, at_ + 2).Has(Role::kClose)) {
      return;
    }
    const std::string& other = Next().word->text;
    unit_.unit.insert(unit_.unit.size() - 1, "|" + other);
    unit_.canonical_unit = unit_.unit;
    unit_.alternative = true;
    at_ += bracket ? 3 : 2;
  }

  void ReadDenominators() {
    Denominators denominators;
    while (true) {
      const bool begins = Now().HasAny(Bit(Role::kSlash) | Bit(Role::kPer));
      const bool goes_on = !denominators.empty() && Now().HasAny(Bit(Role::kTimes));
      const bool every = !denominators.empty() && Now().Has(Role::kEvery);
      if (!begins && !goes_on && !every) {
        break;
      }
      const std::optional<Divisor> divisor = ReadDivisor(list_, at_ + (every ? 0 : 1));
      if (!divisor) {
        break;
      }
      denominators.Add(divisor->unit, divisor->count);
      at_ = divisor->next;
    }
    denominators.ApplyTo(unit_);
  }

  const TokenList& list_;
  std::size_t at_;
  UnitExpression& unit_;
};

}  // namespace

bool UnitExpression::money() const {
  return head != nullptr && std::string_view(head->unit.dimension) == "money";
}

void SetPlainUnit(const Meaning& head, UnitExpression& unit) {
  unit.head = &head;
  unit.unit = head.unit.unit;
  unit.canonical_unit = head.unit.canonical;
  unit.numerator = head.unit.numerator;
  unit.denominator = head.unit.denominator;
  unit.dimension = head.unit.dimension;
}

bool ReadUnitInto(const TokenList& list, std::size_t& at, std::optional<UnitExpression>& unit) {
  unit.reset();
  const Token& first = TokenAt(list, at);
  if (first.kind != TokenKind::kScale &&
      !first.HasAny(Bit(Role::kUnit) | Bit(Role::kOpen) | Bit(Role::kSlash))) {
    return false;
  }
  UnitReader reader(list, at, unit.emplace());
  if (!reader.Read()) {
    unit.reset();
    return false;
  }
  at = reader.at();
  return true;
}

std::optional<UnitExpression> ReadUnit(const TokenList& list, std::size_t& at) {
  std::optional<UnitExpression> unit;
  ReadUnitInto(list, at, unit);
  return unit;
}

void Denominators::Add(const UnitMeaning& unit, const Decimal& count) {
  const std::string times = count == Decimal(1, 0) ? "" : count.ToString();
  if (!units_.empty()) {
    units_ += ".";
  }
  if (!times.empty()) {
    units_ += times + ".";
    ++count_;
  }
  units_ += unit.unit;
  ++count_;
  per_ = times + unit.unit;
  time_only_ = time_only_ && unit.dimension == "time";
}

void Denominators::ApplyTo(UnitExpression& unit) const {
  if (empty()) {
    return;
  }
  const std::string over = "/" + (count_ == 1 ? units_ : "(" + units_ + ")");
  const bool event = unit.head != nullptr && unit.head->unit.event;
  if (event && time_only_) {
    unit.per = per_;
  }
  unit.unit += over;
  unit.canonical_unit += over;
  unit.dimension = "rate";
}

}  // namespace zhibiao
