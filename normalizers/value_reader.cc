#include "normalizers/value_reader.h"

#include <utility>

namespace zhibiao {
namespace {

constexpr std::uint64_t kSkipped = Bit(Role::kFiller) | Bit(Role::kFrom) | Bit(Role::kColon);
constexpr std::size_t kMaxLabelInside = 6;  // tokens of the name in 60%≤满意度<80%

bool IsApprox(Comparator comparator) {
  return comparator == Comparator::kApprox || comparator == Comparator::kApproxGt ||
         comparator == Comparator::kApproxLt;
}

Comparator Strict(Comparator comparator) {
  return comparator == Comparator::kGe   ? Comparator::kGt
         : comparator == Comparator::kLe ? Comparator::kLt
                                         : comparator;
}

Comparator Inclusive(Comparator comparator) {
  return comparator == Comparator::kGt   ? Comparator::kGe
         : comparator == Comparator::kLt ? Comparator::kLe
                                         : comparator;
}

// One binds below and the other above: ≥ with <.
bool Opposed(Comparator a, Comparator b) {
  return (BindsBelow(a) && BindsAbove(b)) || (BindsAbove(a) && BindsBelow(b));
}

// The binding with one more comparator before its number; 约 adds nothing to another.
void AddComparator(const Meaning& meaning, Binding& binding, std::vector<std::string>& flags) {
  if (Opposed(binding.comparator, meaning.comparator)) {
    flags.emplace_back("comparator_conflict");
  }
  if (binding.comparator != Comparator::kNone && IsApprox(meaning.comparator)) {
    return;
  }
  binding.comparator = meaning.comparator;
  binding.source =
      meaning.id.ends_with(".sign") ? ComparatorSource::kSign : ComparatorSource::kWord;
  binding.soft = std::string_view(meaning.id) == "cmp.le.soft";
}

Decimal Negated(const Decimal& value) {
  return {-value.coefficient(), value.exponent()};
}

// 10-15万元, 两到三千: the scale word of the high end scales the low end too, where that keeps it
// low.
void SpreadScale(ReadAmountResult& low, const ReadAmountResult& high) {
  constexpr int kTenThousand = 4;
  if (high.scale_exponent < 2 || low.scale_exponent >= kTenThousand || !low.exact || !high.exact) {
    return;
  }
  const Decimal bare = high.value.Shifted(-high.scale_exponent);
  const bool single_digits = low.plain_digits && bare.Compare(Decimal(1, 1)) < 0;
  if ((high.scale_exponent < kTenThousand && !single_digits) || low.value.Compare(bare) >= 0) {
    return;
  }
  low.value = low.value.Shifted(high.scale_exponent);
  low.composed = true;
}

bool IsOrEqual(const TokenList& list, std::size_t at) {
  const Token& word = list.tokens[at];
  if (at == 0 || !word.Has(Role::kAnd) || !list.tokens[at - 1].Has(Role::kComparatorBefore)) {
    return false;
  }
  const Token& next = list.tokens[at + 1];
  return next.Has(Role::kComparatorBefore) &&
         next.word->As(Role::kComparatorBefore).comparator == Comparator::kEq;
}

class ValueReader {
 public:
  ValueReader(const TokenList& list, std::size_t at, Value& value)
      : list_(list), at_(at), begin_(at), value_(value) {}

  bool Read() {
    value_.binding = ReadBinding(list_, at_, value_.flags);
    if (Now().Has(Role::kTolerance)) {
      return ReadTolerance();
    }
    if (Now().Has(Role::kBlank) && ReadBlank()) {
      return true;
    }
    if (!ReadAmountInto(list_, at_, true, value_.amount)) {
      value_.amount = {};
      return ReadUnfilled();
    }
    if (!ReadEnds() && !ReadAround() && !ReadInside()) {
      ReadSuffix();
      ReadSecondBound();
    }
    if (value_.kind == MeasureKind::kQuantity && value_.amount.high) {
      MakeEstimate();
    }
    return true;
  }

  std::size_t at() const { return at_; }

 private:
  const Token& Now() const { return list_.tokens[at_]; }

  // 三五百: 300 to 500.
  void MakeEstimate() {
    value_.kind = MeasureKind::kRange;
    value_.high = value_.amount;
    value_.high.value = *value_.amount.high;
    value_.rule = "range.estimate";
    value_.flags.emplace_back("approx");
    value_.partial = value_.binding.comparator != Comparator::kNone;
  }

  // ±3%, ±3%以内
  bool ReadTolerance() {
    std::size_t at = at_ + 1;
    std::optional<ReadAmountResult> amount = ReadAmount(list_, at, false);
    if (!amount || !amount->exact) {
      return false;
    }
    at_ = at;
    value_.kind = MeasureKind::kRange;
    value_.rule = "range.tolerance";
    value_.high = *amount;
    value_.amount = std::move(*amount);
    value_.amount.value = Negated(value_.amount.value);
    value_.amount.composed = true;
    if (Now().Has(Role::kComparatorAfter)) {
      ++at_;
    }
    return true;
  }

  // ≤****000元, ≥**%, ___个
  bool ReadBlank() {
    std::size_t at = at_;
    std::uint32_t bytes = 0;
    bool number = false;
    bool stars = false;
    while (list_.tokens[at].Has(Role::kBlank) || list_.tokens[at].kind == TokenKind::kNumber) {
      const Token& token = list_.tokens[at];
      number = number || token.kind == TokenKind::kNumber;
      stars = stars || list_.TextOf(token).front() == '*';
      bytes += token.end - token.begin;
      ++at;
    }
    constexpr std::uint32_t kTemplateStars = 2;
    at_ = at;
    value_.unit = ReadUnit(list_, at_);
    const bool redacted = number || (stars && bytes > kTemplateStars);
    value_.kind = redacted ? MeasureKind::kRedacted : MeasureKind::kUnfilled;
    value_.rule = redacted ? "blank.redacted" : "blank.template";
    if (Now().Has(Role::kComparatorAfter)) {
      ++at_;
    }
    return true;
  }

  // "≧ %", "》 亩": a comparator and a unit, and no number between them; or a comparator alone.
  bool ReadUnfilled() {
    std::size_t at = at_;
    const bool bound = value_.binding.source == ComparatorSource::kSign;
    const bool alone = bound && begin_ == 0;
    value_.unit = ReadUnit(list_, at);
    if (list_.tokens[at].kind != TokenKind::kEnd || (!value_.unit && !alone) ||
        (!bound && value_.binding.comparator != Comparator::kNone)) {
      return false;
    }
    at_ = at;
    value_.kind = MeasureKind::kUnfilled;
    value_.rule = "blank.number";
    return true;
  }

  // 10-15万元, 20和30之间, ≥60%-≤80%
  bool ReadEnds() {
    const bool range = Now().Has(Role::kRange);
    if (!range && !Now().Has(Role::kAnd)) {
      return false;
    }
    std::size_t at = at_ + 1;
    std::vector<std::string> ignored;
    const Binding binding = ReadBinding(list_, at, ignored);
    std::optional<ReadAmountResult> high = ReadAmount(list_, at, false);
    if (!high || !high->exact || !value_.amount.exact) {
      return false;
    }
    if (!value_.amount.unit && list_.tokens[at - 1].Has(Role::kBetween)) {  // 间 is no unit here
      high->unit.reset();
      --at;
    }
    const bool between = list_.tokens[at].Has(Role::kBetween);
    const bool chain = list_.tokens[at].Has(Role::kRange) &&
                       list_.tokens[at + 1].kind == TokenKind::kNumber;  // 3-7-2017
    if (chain || (!range && (!between || binding.comparator != Comparator::kNone))) {
      return false;
    }
    at_ = at + (between ? 1 : 0);
    value_.high = std::move(*high);
    MakeRange(range ? "range.dash" : "range.between");
    BindEnds(binding);
    return true;
  }

  // What a comparator before or behind a range says: 约10-15, 10-15左右.
  void BindEnds(const Binding& second) {
    Comparator comparator = value_.binding.comparator;
    if (Now().Has(Role::kComparatorAfter)) {
      const Comparator suffix = Now().word->As(Role::kComparatorAfter).comparator;
      comparator = comparator == Comparator::kNone ? suffix : comparator;
      ++at_;
    }
    if (IsApprox(comparator)) {
      value_.flags.emplace_back("approx");
    } else if (BindsBelow(comparator) && BindsAbove(second.comparator)) {
      value_.low_inclusive = comparator == Comparator::kGe;
      value_.high_inclusive = second.comparator == Comparator::kLe;
    } else if (comparator != Comparator::kNone && comparator != Comparator::kEq &&
               !value_.binding.soft && !BindsAbove(comparator)) {
      value_.flags.emplace_back("comparator_conflict");
      value_.partial = true;
    }
  }

  void MakeRange(const char* rule) {
    value_.kind = MeasureKind::kRange;
    value_.rule = rule;
    ReadAmountResult& low = value_.amount;
    ReadAmountResult& high = value_.high;
    SpreadScale(low, high);
    if (!low.unit && !low.ratio) {
      low.unit = high.unit;
      low.ratio = high.ratio;
    } else if (!high.unit && !high.ratio) {
      high.unit = low.unit;
      high.ratio = low.ratio;
    }
    value_.low_inclusive = !low.exclusive;
    value_.high_inclusive = !high.exclusive;
    if (low.value.Compare(high.value) > 0) {
      std::swap(low, high);
      value_.flags.emplace_back("range_reversed");
      value_.partial = true;
    }
  }

  // 10±2℃
  bool ReadAround() {
    if (!Now().Has(Role::kTolerance)) {
      return false;
    }
    std::size_t at = at_ + 1;
    const std::optional<ReadAmountResult> around = ReadAmount(list_, at, false);
    if (!around || !around->exact || !value_.amount.exact ||
        (value_.amount.unit && around->unit && around->unit->unit != value_.amount.unit->unit)) {
      return false;
    }
    const Result<Decimal> low = value_.amount.value.Minus(around->value);
    const Result<Decimal> high = value_.amount.value.Plus(around->value);
    if (!low.ok() || !high.ok()) {
      return false;
    }
    at_ = at;
    if (!value_.amount.unit) {
      value_.amount.unit = around->unit;
    }
    value_.high = value_.amount;
    value_.amount.value = low.value();
    value_.high.value = high.value();
    value_.amount.composed = value_.high.composed = true;
    value_.kind = MeasureKind::kRange;
    value_.rule = "range.around";
    return true;
  }

  // 60%≤满意度<80%: the first comparator is read from the right.
  bool ReadInside() {
    if (!Now().Has(Role::kComparatorBefore) || value_.binding.comparator != Comparator::kNone) {
      return false;
    }
    const Comparator first = Now().word->As(Role::kComparatorBefore).comparator;
    for (std::size_t i = 1; i <= kMaxLabelInside; ++i) {
      const Token& token = list_.tokens[at_ + i];
      if (token.kind == TokenKind::kEnd || token.kind == TokenKind::kNumber) {
        return false;
      }
      if (!token.Has(Role::kComparatorBefore)) {
        continue;
      }
      const Comparator second = token.word->As(Role::kComparatorBefore).comparator;
      std::size_t at = at_ + i + 1;
      std::optional<ReadAmountResult> high = ReadAmount(list_, at, true);
      if (!high || !high->exact || !value_.amount.exact || !BindsAbove(first) ||
          !BindsAbove(second)) {
        return false;
      }
      at_ = at;
      value_.high = std::move(*high);
      MakeRange("range.inside");
      value_.low_inclusive = first == Comparator::kLe;
      value_.high_inclusive = second == Comparator::kLe;
      return true;
    }
    return false;
  }

  // 95%以上, 30人左右, 60分以上(不含)
  void ReadSuffix() {
    value_.rule = value_.amount.ratio ? "quantity.fraction" : "quantity.plain";
    if (value_.binding.comparator != Comparator::kNone) {
      value_.rule =
          value_.binding.source == ComparatorSource::kSign ? "quantity.sign" : "quantity.word";
    }
    if (Now().HasAny(Bit(Role::kBetween))) {
      return;
    }
    if (Now().Has(Role::kComparatorAfter)) {
      BindSuffix(Now().word->As(Role::kComparatorAfter).comparator);
      ++at_;
      ReadBracketsAfter();
    }
    if (value_.amount.more && value_.binding.comparator == Comparator::kNone) {
      value_.binding = {Comparator::kApproxGt, ComparatorSource::kWord, false};
      value_.rule = "quantity.more";
    }
    if (value_.amount.exclusive) {
      value_.binding.comparator = Strict(value_.binding.comparator);
    } else if (value_.amount.inclusive) {
      value_.binding.comparator = Inclusive(value_.binding.comparator);
    }
  }

  void ReadBracketsAfter() {
    if (Now().HasAny(Bit(Role::kInclusive) | Bit(Role::kExclusive))) {
      value_.amount.exclusive = Now().Has(Role::kExclusive);
      value_.amount.inclusive = Now().Has(Role::kInclusive);
      ++at_;
    }
  }

  void BindSuffix(Comparator suffix) {
    const Comparator prefix = value_.binding.comparator;
    const bool opposed = Opposed(prefix, suffix);
    if (opposed && !value_.binding.soft) {
      value_.flags.emplace_back("comparator_conflict");
      value_.partial = true;
      return;
    }
    const bool kept =
        (BindsBelow(prefix) && BindsBelow(suffix)) || (BindsAbove(prefix) && BindsAbove(suffix)) ||
        (prefix != Comparator::kNone && prefix != Comparator::kEq && IsApprox(suffix));
    if (!kept || opposed) {
      value_.binding = {suffix, ComparatorSource::kWord, false};
      value_.rule = "quantity.suffix";
    }
  }

  // <85分,≥70分 · 大于100并且小于300 · 最多100最少20个 · 70分以上85分以下
  void ReadSecondBound() {
    const Comparator first = value_.binding.comparator;
    if ((!BindsBelow(first) && !BindsAbove(first)) || value_.partial || !value_.amount.exact) {
      return;
    }
    std::size_t at = at_;
    Comparator second = Comparator::kNone;
    std::optional<ReadAmountResult> amount = ReadBound(at, second);
    if (!amount || !amount->exact || !Opposed(first, second) || !SameUnit(value_.amount, *amount)) {
      return;
    }
    const bool first_low = BindsBelow(first);
    const ReadAmountResult& low = first_low ? value_.amount : *amount;
    const ReadAmountResult& high = first_low ? *amount : value_.amount;
    if (low.value.Compare(high.value) >= 0) {
      return;
    }
    at_ = at;
    value_.high = std::move(*amount);
    if (!first_low) {
      std::swap(value_.amount, value_.high);
    }
    MakeRange("range.pair");
    value_.low_inclusive = (first_low ? first : second) == Comparator::kGe;
    value_.high_inclusive = (first_low ? second : first) == Comparator::kLe;
  }

  // An amount from token `at` on, which moves behind it, with the comparator on either side of it.
  std::optional<ReadAmountResult> ReadBound(std::size_t& at, Comparator& comparator) const {
    if (list_.tokens[at].HasAny(Bit(Role::kSeparator) | Bit(Role::kAnd))) {
      ++at;
    }
    std::vector<std::string> flags;
    comparator = ReadBinding(list_, at, flags).comparator;
    std::optional<ReadAmountResult> amount = ReadAmount(list_, at, comparator != Comparator::kNone);
    if (amount && list_.tokens[at].Has(Role::kComparatorAfter)) {
      comparator = list_.tokens[at].word->As(Role::kComparatorAfter).comparator;
      ++at;
    }
    return amount;
  }

  static bool SameUnit(const ReadAmountResult& a, const ReadAmountResult& b) {
    return !a.unit || !b.unit || a.unit->unit == b.unit->unit;
  }

  const TokenList& list_;
  std::size_t at_;
  const std::size_t begin_;
  Value& value_;
};

}  // namespace

bool BindsBelow(Comparator comparator) {
  return comparator == Comparator::kGe || comparator == Comparator::kGt;
}

bool BindsAbove(Comparator comparator) {
  return comparator == Comparator::kLe || comparator == Comparator::kLt;
}

Binding ReadBinding(const TokenList& list, std::size_t& at, std::vector<std::string>& flags) {
  constexpr int kMaxWords = 12;  // keeps 约约约… linear
  Binding binding;
  for (int words = 0; words < kMaxWords; ++words) {
    const Token& token = list.tokens[at];
    if (token.Has(Role::kComparatorBefore)) {
      AddComparator(token.word->As(Role::kComparatorBefore), binding, flags);
    } else if (IsOrEqual(list, at)) {  // 小于 或 等于
      binding.comparator = Inclusive(binding.comparator);
      ++at;
    } else if (!token.HasAny(kSkipped)) {
      break;
    }
    ++at;
  }
  return binding;
}

std::optional<Value> ReadValue(const TokenList& list, std::size_t& at) {
  std::optional<Value> value;
  ValueReader reader(list, at, value.emplace());
  if (reader.Read()) {
    at = reader.at();
  } else {
    value.reset();
  }
  return value;
}

}  // namespace zhibiao
