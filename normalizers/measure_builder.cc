#include "normalizers/measure_builder.h"

#include <algorithm>
#include <utility>

namespace zhibiao {
namespace {

constexpr std::string_view kYuan = "CNY";

// The unit that holds for a value, and where it was printed.
struct ChosenUnit {
  const UnitExpression* unit = nullptr;
  UnitSource source = UnitSource::kNone;
  std::string_view text;   // as printed; empty for the cell, where offsets tell
  bool from_cell = false;  // scale words of the unit are in the value already
};

std::string WithoutCommas(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  return text;
}

// The number of `amount` times 10^shift as text: as printed where nothing changes it ("28.40").
std::string NumberText(const ReadAmountResult& amount, int shift) {
  const bool printed = amount.arabic && !amount.composed && !amount.ratio && shift == 0 &&
                       amount.scale_exponent == 0 &&
                       (!amount.unit || amount.unit->scale_exponent == 0);
  const bool padded =
      amount.number.size() > 1 && amount.number.front() == '0' && amount.number[1] != '.';
  if (printed && !padded && amount.number.front() != '.') {
    return WithoutCommas(amount.number);
  }
  return amount.exact ? amount.value.Shifted(shift).ToString() : "";
}

void MakeYuan(UnitExpression& unit, const Meaning* yuan) {
  unit.unit.insert(0, kYuan);
  unit.canonical_unit.insert(0, kYuan);
  unit.head = yuan;
}

const Meaning* YuanOf(const Grammar& grammar) {
  const Word* word = grammar.words.Longest("元", Role::kUnit);
  return word == nullptr ? nullptr : &word->As(Role::kUnit);
}

class Builder {
 public:
  Builder(const Value& value, const ValueContext& context, bool main, Measure& measure)
      : value_(value), context_(context), main_(main), measure_(measure) {}

  void Build() {
    measure_.kind = value_.kind;
    measure_.rule = value_.rule;
    measure_.flags.insert(measure_.flags.end(), value_.flags.begin(), value_.flags.end());
    if (value_.partial) {
      measure_.status = "partial";
    }
    BuildComparator();
    const bool blank =
        value_.kind == MeasureKind::kRedacted || value_.kind == MeasureKind::kUnfilled;
    chosen_ = ChooseUnit(blank ? value_.unit : value_.amount.unit);
    if (chosen_.unit != nullptr) {
      ResolveMissingHead();
      ResolveDegree();
      discount_ = IsDiscount(*chosen_.unit);
    }
    if (!blank) {
      BuildNumbers();
    }
    BuildUnit();
  }

 private:
  void BuildComparator() {
    if (value_.kind == MeasureKind::kRange) {
      measure_.low_inclusive = value_.low_inclusive;
      measure_.high_inclusive = value_.high_inclusive;
      return;
    }
    measure_.comparator = value_.binding.comparator;
    measure_.comparator_source = value_.binding.source;
    if (main_ && context_.sign() != Comparator::kNone) {
      const bool more = measure_.comparator == Comparator::kApproxGt && value_.amount.more;
      if (measure_.comparator == Comparator::kNone || more) {
        measure_.comparator = context_.sign();
        measure_.comparator_source = ComparatorSource::kColumn;
        measure_.rule = "quantity.column";
      } else if (measure_.comparator != context_.sign()) {
        AddFlag(measure_, "comparator_conflict");
      }
    }
    if (measure_.comparator == Comparator::kNone && value_.kind == MeasureKind::kQuantity) {
      measure_.comparator = Comparator::kEq;
      measure_.comparator_source = ComparatorSource::kImplied;
    }
  }

  ChosenUnit ChooseUnit(const std::optional<UnitExpression>& printed) {
    ChosenUnit chosen;
    if (printed) {
      chosen = {&*printed, UnitSource::kCell, {}, true};
    } else if (value_.amount.ratio || value_.amount.currency != nullptr) {
      chosen.from_cell = true;
    }
    if (main_) {
      ChooseAround(chosen);
    }
    return chosen;
  }

  void ChooseAround(ChosenUnit& chosen) {
    const std::optional<UnitExpression>& column = context_.column_unit();
    if (column) {
      if (!chosen.from_cell) {
        chosen = {&*column, UnitSource::kColumn, context_.unit_text(), false};
      } else if (Conflicts(chosen, *column)) {
        AddFlag(measure_, "unit_conflict");
      }
    }
    const bool missing = !chosen.from_cell && chosen.unit == nullptr;
    if (!missing && !(chosen.unit != nullptr && chosen.unit->head == nullptr)) {
      CheckName(chosen);
      return;
    }
    const std::optional<UnitExpression>& name = context_.name_unit();
    if (name && missing && (value_.amount.scale.empty() || name->money())) {
      chosen = {&*name, UnitSource::kName, context_.name_unit_text(), false};
      AddFlag(measure_, "unit_from_name");
    } else if (missing) {
      InferMoney(chosen);
    }
  }

  // Two units conflict where they are of other kinds, or the same kind on another scale.
  bool Conflicts(const ChosenUnit& chosen, const UnitExpression& other) const {
    if (chosen.unit == nullptr) {
      return value_.amount.ratio && other.unit != "%";
    }
    const UnitExpression& unit = *chosen.unit;
    if (unit.head == nullptr || other.head == nullptr || unit.unit == other.unit) {
      return false;
    }
    const bool counters = unit.head->unit.counter && other.head->unit.counter;
    const auto vague = [](const UnitExpression& u) { return u.unit == "{个}" || u.unit == "{项}"; };
    return !(counters && (vague(unit) || vague(other)));
  }

  void CheckName(const ChosenUnit& chosen) {
    const std::optional<UnitExpression>& name = context_.name_unit();
    const bool both =
        name && chosen.unit != nullptr && name->head != nullptr && chosen.unit->head != nullptr;
    // Metres and kilometres do not conflict: the cell says which it means.
    const bool same_kind = both && name->dimension == chosen.unit->dimension &&
                           !(name->head->unit.counter && chosen.unit->head->unit.counter);
    if (!both || same_kind || !Conflicts(chosen, *name)) {
      return;
    }
    AddFlag(measure_, "unit_conflict");
  }

  // A bare 万 under a cost indicator means 万元, and so does a bare number where the table says so.
  void InferMoney(ChosenUnit& chosen) {
    const NameHints& hints = context_.hints();
    if (!context_.cost() || hints.time == NameTime::kDuration) {
      return;
    }
    if (!value_.amount.scale.empty()) {
      UnitExpression& unit = changed_.emplace();
      unit.dimension = "money";
      MakeYuan(unit, YuanOf(context_.grammar()));
      chosen = {&unit, UnitSource::kLevel2, {}, true};
      AddFlag(measure_, "unit_inferred");
      return;
    }
    const bool money = hints.money && !hints.ratio && !hints.number &&
                       hints.direction != Comparator::kGe && value_.kind == MeasureKind::kQuantity;
    if (std::optional<UnitExpression> unit = money ? context_.money_unit() : std::nullopt; unit) {
      changed_ = std::move(unit);
      chosen = {&*changed_, UnitSource::kLevel2, {}, false};
      AddFlag(measure_, "unit_inferred");
    }
  }

  // 28.40/株: the name says 元/株, or a cost indicator means money.
  void ResolveMissingHead() {
    if (chosen_.unit->head != nullptr) {
      return;
    }
    UnitExpression& unit = Changed();
    const std::optional<UnitExpression>& name = context_.name_unit();
    const bool named = main_ && name && name->head != nullptr && name->money();
    if (named || (main_ && (context_.cost() || context_.hints().money))) {
      MakeYuan(unit, YuanOf(context_.grammar()));
      AddFlag(measure_, named ? "unit_from_name" : "unit_inferred");
      return;
    }
    unit.unit.insert(0, "1");
    unit.canonical_unit.insert(0, "1");
  }

  // 度 is a kilowatt hour or a degree: only the name tells.
  void ResolveDegree() {
    if (std::string_view(chosen_.unit->unit) != "{度}") {
      return;
    }
    UnitExpression& unit = Changed();
    const NameHints& hints = context_.hints();
    if (hints.electricity) {
      unit.unit = unit.canonical_unit = "kW.h";
      unit.dimension = "energy";
    } else if (hints.temperature) {
      unit.unit = unit.canonical_unit = "Cel";
      unit.dimension = "temperature";
    }
  }

  // A copy of the chosen unit, to be changed.
  UnitExpression& Changed() {
    if (!changed_ || chosen_.unit != &*changed_) {
      changed_ = *chosen_.unit;
      chosen_.unit = &*changed_;
    }
    return *changed_;
  }

  // Scale of a unit that stands outside the cell; once only where the cell prints a scale itself.
  int OuterScale() {
    if (chosen_.unit == nullptr || chosen_.from_cell || chosen_.unit->scale_exponent == 0) {
      return 0;
    }
    if (value_.amount.scale_exponent != 0) {
      AddFlag(measure_, "unit_conflict");
      measure_.status = "partial";
      return 0;
    }
    return chosen_.unit->scale_exponent;
  }

  void BuildNumbers() {
    const ReadAmountResult& amount = value_.amount;
    outer_scale_ = OuterScale();
    measure_.printed.number = amount.number;
    measure_.printed.scale = amount.scale;
    measure_.number_at = {static_cast<int>(amount.begin), static_cast<int>(amount.end)};
    if (value_.kind == MeasureKind::kRange) {
      measure_.low = Number(value_.amount, low_);
      measure_.high = Number(value_.high, high_);
      measure_.printed.number += "-" + value_.high.number;
      measure_.printed.scale = value_.high.scale;
      measure_.number_at->end = static_cast<int>(std::max(amount.end, value_.high.end));
      measure_.number_at->begin = static_cast<int>(std::min(amount.begin, value_.high.begin));
    } else {
      measure_.value = Number(amount, low_);
    }
    const bool exact = amount.exact && (value_.kind != MeasureKind::kRange || value_.high.exact);
    if (!exact) {
      AddFlag(measure_, amount.ratio ? "fraction_not_decimal" : "long_number");
      measure_.status = "partial";
    }
  }

  static bool IsDiscount(const UnitExpression& unit) {
    const std::string_view id = unit.head == nullptr ? "" : std::string_view(unit.head->id);
    return id == "unit.discount" || id == "unit.tenth";
  }

  // 九成 is 90 %, 五五折 55 %.
  static int DiscountShift(const ReadAmountResult& amount) {
    return amount.value.Compare(Decimal(1, 1)) > 0 ? 0 : 1;
  }

  // The number as text, and exactly in `exact`.
  std::string Number(const ReadAmountResult& amount, Decimal& exact) {
    if (discount_) {
      exact = amount.value.Shifted(DiscountShift(amount));
      return exact.ToString();
    }
    exact = amount.value.Shifted(outer_scale_);
    if (chosen_.unit != nullptr && chosen_.unit->money() && amount.exact &&
        !(chosen_.unit->numerator == Decimal(1, 0))) {  // 5角 is 0.5 CNY
      const Result<Decimal> money = exact.Times(chosen_.unit->numerator);
      exact = money.ok() ? money.value() : Decimal();
      return money.ok() ? exact.ToString() : "";
    }
    return NumberText(amount, outer_scale_);
  }

  void BuildUnit() {
    if (value_.amount.ratio || discount_) {
      measure_.unit = "%";
      measure_.unit_source = UnitSource::kCell;
      if (chosen_.unit != nullptr) {
        measure_.unit_at = {static_cast<int>(chosen_.unit->begin),
                            static_cast<int>(chosen_.unit->end)};
      }
      measure_.dimension = "ratio";
      SetCanonical("1", Decimal(1, -2), Decimal(1, 0));
      return;
    }
    if (chosen_.unit == nullptr && value_.amount.currency != nullptr) {
      measure_.unit = value_.amount.currency->means;
      measure_.unit_source = UnitSource::kCell;
      measure_.dimension = "money";
      SetCanonical(measure_.unit, Decimal(1, 0), Decimal(1, 0));
      return;
    }
    if (chosen_.unit == nullptr) {
      return;
    }
    const UnitExpression& unit = *chosen_.unit;
    measure_.unit = unit.unit;
    measure_.unit_source = chosen_.source;
    measure_.unit_raw = chosen_.text;
    measure_.dimension = unit.dimension;
    if (chosen_.source == UnitSource::kCell) {
      measure_.unit_at = {static_cast<int>(unit.begin), static_cast<int>(unit.end)};
    }
    if (unit.alternative) {
      AddFlag(measure_, "alt_unit");
    }
    if (unit.misprint) {
      AddFlag(measure_, "unit_case");
    }
    if (measure_.printed.scale.empty() && outer_scale_ != 0) {
      measure_.printed.scale = unit.scale;
    }
    const bool money = unit.money();
    SetCanonical(unit.canonical_unit, money ? Decimal(1, 0) : unit.numerator,
                 money ? Decimal(1, 0) : unit.denominator);
  }

  void SetCanonical(const std::string& unit, const Decimal& numerator, const Decimal& denominator) {
    const bool range = value_.kind == MeasureKind::kRange;
    if (!range && measure_.value.empty()) {
      return;
    }
    if (!value_.amount.exact || (range && !value_.high.exact)) {
      return;
    }
    std::string low = Canonical(low_, numerator, denominator);
    std::string high = range ? Canonical(high_, numerator, denominator) : std::string();
    if (low.empty() || (range && high.empty())) {
      AddFlag(measure_, "canonical_inexact");
      return;
    }
    measure_.canonical.unit = unit;
    (range ? measure_.canonical.low : measure_.canonical.value) = std::move(low);
    measure_.canonical.high = std::move(high);
  }

  static std::string Canonical(const Decimal& value, const Decimal& numerator,
                               const Decimal& denominator) {
    Result<Decimal> product = value.Times(numerator);
    if (product.ok() && !(denominator == Decimal(1, 0))) {
      product = DivideExactly(product.value(), denominator);
    }
    return product.ok() ? product.value().ToString() : "";
  }

  const Value& value_;
  const ValueContext& context_;
  const bool main_;
  Measure& measure_;
  ChosenUnit chosen_;
  std::optional<UnitExpression> changed_;  // of chosen_, where it is not as printed
  Decimal low_, high_;                     // measure_.value or low, and high
  int outer_scale_ = 0;
  bool discount_ = false;  // chosen_ is 折 or 成
};

bool IsZero(const std::string& number) {
  const Result<Decimal> value = Decimal::Parse(number);
  return value.ok() && value.value().zero();
}

// A bound that is opposed to what the name or else the level wants; a rate of growth.
void CheckAgainstName(const ValueContext& context, bool ratio, Measure& measure) {
  const NameHints hints =
      measure.label.empty() ? context.hints() : ReadNameHints(measure.label, context.grammar());
  const Comparator wanted = hints.direction == Comparator::kNone && !hints.reduces
                                ? context.level_direction()
                                : hints.direction;
  const bool opposed = (wanted == Comparator::kGe && BindsAbove(measure.comparator)) ||
                       (wanted == Comparator::kLe && BindsBelow(measure.comparator));
  if (opposed && std::string_view(measure.dimension) != "time") {
    AddFlag(measure, "direction_suspect");
  }
  if (hints.growth && ratio) {
    AddFlag(measure, "growth");
  }
}

// 292%: a 2 in front that may be a misread ≥.
void SuspectMisreading(Measure& measure) {
  const std::string& number = measure.printed.number;
  if (std::string_view(measure.unit) != "%" ||
      measure.comparator_source != ComparatorSource::kImplied || number.size() < 3 ||
      number.front() != '2') {
    return;
  }
  const Result<Decimal> whole = Decimal::Parse(number);
  const Result<Decimal> tail = Decimal::Parse(std::string_view(number).substr(1));
  constexpr Decimal kHundred(1, 2);
  if (!whole.ok() || !tail.ok() || whole.value().Compare(kHundred) <= 0 ||
      tail.value().Compare(kHundred) > 0 || number[1] == '0' || number[1] == '.') {
    return;
  }
  Measure alt;
  alt.kind = MeasureKind::kQuantity;
  alt.comparator = Comparator::kGe;
  alt.comparator_source = ComparatorSource::kSign;
  alt.value = alt.printed.number = number.substr(1);
  alt.unit = measure.unit;
  alt.dimension = measure.dimension;
  alt.canonical = {tail.value().Shifted(-2).ToString(), {}, {}, "1"};
  alt.rule = "alt.misread_two";
  measure.alt.push_back(std::move(alt));
  AddFlag(measure, "ocr_suspect");
}

}  // namespace

void AddFlag(Measure& measure, std::string_view flag) {
  if (std::find(measure.flags.begin(), measure.flags.end(), flag) == measure.flags.end()) {
    measure.flags.emplace_back(flag);
  }
}

void BuildValue(const Value& value, const ValueContext& context, bool main, Measure& measure) {
  Builder(value, context, main, measure).Build();
}

void CheckMeasure(const ValueContext& context, Measure& measure) {
  if (measure.kind != MeasureKind::kQuantity) {
    return;
  }
  const bool ratio = std::string_view(measure.dimension) == "ratio";
  if (ratio || BindsAbove(measure.comparator) || BindsBelow(measure.comparator)) {
    CheckAgainstName(context, ratio, measure);
  }
  if (ratio && IsZero(measure.value)) {
    AddFlag(measure, "zero_target");
  }
  SuspectMisreading(measure);
}

}  // namespace zhibiao
