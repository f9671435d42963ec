#include "normalizers/word_reader.h"

#include "normalizers/measure_builder.h"

namespace zhibiao {
namespace {

bool AtEnd(const TokenList& list, std::size_t at) {
  while (list.tokens[at].HasAny(Bit(Role::kSeparator))) {
    ++at;
  }
  return list.tokens[at].kind == TokenKind::kEnd;
}

// The text of the tokens, without what separates them from the next clause.
std::string_view WholeText(const TokenList& list) {
  std::size_t last = list.tokens.size() - 1;
  while (last > 0 && list.tokens[last - 1].HasAny(Bit(Role::kSeparator))) {
    --last;
  }
  const std::uint32_t begin = list.tokens.front().begin;
  const std::uint32_t end = last == 0 ? begin : list.tokens[last - 1].end;
  return list.text.substr(begin, end - begin);
}

void SetGrade(const Meaning& meaning, std::string_view text, Measure& measure) {
  measure.kind = MeasureKind::kGrade;
  measure.grade.scale = meaning.means;
  measure.grade.grade = text;
  measure.grade.at_least = meaning.at_least;
  measure.rule = meaning.id;
}

bool ReadAnswer(const TokenList& list, Measure& measure) {
  const Token& token = list.tokens.front();
  if (!token.Has(Role::kAnswer) || !AtEnd(list, 1)) {
    return false;
  }
  const Meaning& answer = token.word->As(Role::kAnswer);
  measure.rule = answer.id;
  if (answer.means == "not_applicable") {
    measure.kind = MeasureKind::kNotApplicable;
  } else if (answer.means == "empty") {
    measure.kind = MeasureKind::kEmpty;
  } else if (answer.means == "debris") {
    measure.kind = MeasureKind::kUnfilled;
    AddFlag(measure, "template_debris");
  } else if (answer.means == "true" || answer.means == "false") {
    measure.kind = MeasureKind::kBoolean;
    measure.boolean = answer.means == "true";
  } else {
    return false;
  }
  return true;
}

// A run of "...", "……", "---" or "//": nothing but marks.
bool ReadMarks(const TokenList& list, Measure& measure) {
  constexpr std::uint64_t kMarks = Bit(Role::kSeparator) | Bit(Role::kRange) | Bit(Role::kSlash) |
                                   Bit(Role::kTimes) | Bit(Role::kAnswer);
  bool dots = false;
  for (const Token& token : list.tokens) {
    const bool mark = token.HasAny(kMarks) && (token.word->text.front() & 0x80) == 0;
    const bool ideographic = token.Has(Role::kSeparator);
    if (token.kind != TokenKind::kEnd && !mark && !ideographic) {
      return false;
    }
    dots = dots || list.TextOf(token).find("..") != std::string_view::npos;
  }
  measure.kind = dots ? MeasureKind::kUnfilled : MeasureKind::kEmpty;
  measure.rule = dots ? "answer.debris" : "answer.empty";
  if (dots) {
    AddFlag(measure, "template_debris");
  }
  return true;
}

// 良好, 良好或以上, 达到优良, 不低于合格
bool ReadGrade(const TokenList& list, const ValueContext& context, Measure& measure) {
  std::size_t at = 0;
  std::vector<std::string> flags;
  const Binding binding = ReadBinding(list, at, flags);
  const Token& token = list.tokens[at];
  if (!token.Has(Role::kGrade)) {
    return false;
  }
  const Token& next = list.tokens[at + 1];
  const bool suffix = next.Has(Role::kComparatorAfter);
  if (!AtEnd(list, at + (suffix ? 2 : 1))) {
    return false;
  }
  SetGrade(token.word->As(Role::kGrade), token.word->text, measure);
  Comparator comparator = binding.comparator;
  if (suffix) {
    comparator = next.word->As(Role::kComparatorAfter).comparator;
  } else if (comparator == Comparator::kNone) {
    comparator = context.sign();
  }
  measure.grade.at_least = measure.grade.at_least || BindsBelow(comparator);
  if (BindsAbove(comparator)) {
    measure.comparator = comparator;
    measure.comparator_source = ComparatorSource::kWord;
  }
  return true;
}

// 显著提升, 有效促进, 逐步完善: degrees and directions only.
bool ReadEffect(const TokenList& list, Measure& measure) {
  constexpr std::uint64_t kParts = Bit(Role::kDegree) | Bit(Role::kDirection) | Bit(Role::kNoun) |
                                   Bit(Role::kGrade) | Bit(Role::kFiller) | Bit(Role::kTimeDone);
  bool effect = false;
  for (std::size_t i = 0; !AtEnd(list, i); ++i) {
    const Token& token = list.tokens[i];
    const bool particle =
        list.TextOf(token) == "了" || list.TextOf(token) == "的" || list.TextOf(token) == "地";
    if (!token.HasAny(kParts) && !particle) {
      return false;
    }
    effect = effect || token.HasAny(Bit(Role::kDegree) | Bit(Role::kDirection));
  }
  if (!effect) {
    return false;
  }
  measure.kind = MeasureKind::kGrade;
  measure.grade.scale = "effect";
  measure.grade.grade = WholeText(list);
  measure.rule = "grade.effect.composed";
  return true;
}

bool ReadReference(const TokenList& list, const ValueContext& context, Measure& measure) {
  const std::string_view text = WholeText(list);
  constexpr std::size_t kMaxReference = 120;  // bytes: longer clauses are sentences
  if (text.size() > kMaxReference) {
    return false;
  }
  std::vector<std::string_view> groups;
  const Grammar& grammar = context.grammar();
  const PatternRow* row = grammar.references.LongestAtStart(text, groups);
  if (row == nullptr || groups[0].size() != text.size()) {
    return false;
  }
  measure.kind = MeasureKind::kReference;
  measure.reference = row->means == "$1" ? std::string(groups[1]) : row->means;
  measure.comparator = grammar.reference_comparators[static_cast<std::size_t>(row->priority)];
  if (measure.comparator != Comparator::kNone) {
    measure.comparator_source = ComparatorSource::kWord;
  }
  measure.rule = row->id;
  return true;
}

// A band's number: 85%, ≥90分, 80-90.
bool ReadBand(const TokenList& list, std::size_t& at, Measure& measure) {
  const Token& grade = list.tokens[at];
  if (!grade.Has(Role::kGrade)) {
    return false;
  }
  std::size_t next = at + 1;
  const std::optional<Value> value = ReadValue(list, next);
  if (!value || !value->amount.exact ||
      (value->kind != MeasureKind::kQuantity && value->kind != MeasureKind::kRange)) {
    return false;
  }
  Measure::Band band;
  band.grade = grade.word->text;
  band.unit = value->amount.unit ? value->amount.unit->unit : "";
  const std::string low = value->amount.value.ToString();
  if (value->kind == MeasureKind::kRange) {
    band.low = low;
    band.high = value->high.value.ToString();
  } else {
    (BindsAbove(value->binding.comparator) ? band.high : band.low) = low;
  }
  measure.bands.push_back(std::move(band));
  at = next;
  return true;
}

// The last of 优100% 良90% 中85% 差85% is below, not at, its number.
void FlagLastBand(Measure& measure) {
  Measure::Band& last = measure.bands.back();
  const Measure::Band& before = measure.bands[measure.bands.size() - 2];
  if (last.high.empty() && last.low == before.low) {
    last.high.swap(last.low);
    AddFlag(measure, "last_band_is_below");
  }
}

// What a frequency or rate is over: 每月, 每2年, 每人每天, 人均.
struct Over {
  Denominators units;
  std::string per;  // of a single time
  int count = 0;
};

bool ReadOver(const TokenList& list, std::size_t& at, Over& over) {
  const Token& token = list.tokens[at];
  UnitMeaning unit;
  Decimal times(1, 0);
  std::size_t next = at + 1;
  if (token.Has(Role::kEvery)) {
    unit.unit = token.word->As(Role::kEvery).means;
    unit.dimension = "time";
  } else if (token.Has(Role::kPerHead)) {
    unit.unit = "{" + token.word->As(Role::kPerHead).means + "}";
  } else if (token.Has(Role::kPer)) {
    if (list.tokens[next].kind == TokenKind::kNumber) {
      times = list.NumberOf(list.tokens[next]).value;
      ++next;
    }
    if (!list.tokens[next].Has(Role::kUnit)) {
      return false;
    }
    unit = list.tokens[next].word->As(Role::kUnit).unit;
    ++next;
  } else {
    return false;
  }
  over.units.Add(unit, times);
  over.per = (times == Decimal(1, 0) ? "" : times.ToString()) + unit.unit;
  ++over.count;
  at = next;
  return true;
}

void SetFrequency(const Value& value, const std::string& per, Measure& measure) {
  measure.kind = MeasureKind::kFrequency;
  if (value.kind == MeasureKind::kRange) {
    measure.frequency.count.clear();
  } else {
    measure.frequency.count = measure.value;
    measure.value.clear();
  }
  measure.frequency.per = per;
  measure.canonical = {};
  measure.rule = "frequency.count";
}

// 每人每月50元: the value per what `over` names.
void BuildRate(const Over& over, Value& value, const ValueContext& context, bool main,
               Measure& measure) {
  over.units.ApplyTo(*value.amount.unit);
  BuildValue(value, context, main, measure);
  measure.rule = "rate.every";
}

// 每年安排: a time, and from tokens[next] on no number; `at` gets the end.
bool ReadEvery(const TokenList& list, std::size_t next, const Over& over, std::size_t& at,
               Measure& measure) {
  while (list.tokens[next].HasAny(Bit(Role::kArranged) | Bit(Role::kTimeDone))) {
    ++next;
  }
  if (!AtEnd(list, next) || !over.units.time_only() || over.count != 1) {
    return false;
  }
  measure.kind = MeasureKind::kFrequency;
  measure.frequency.per = over.per;
  measure.rule = "frequency.every";
  at = next;
  return true;
}

// 每季度结算一次: behind the words from tokens[at] on that say what is done so often; `at` where
// something else stands there.
std::size_t SkipAction(const TokenList& list, std::size_t at) {
  constexpr std::size_t kMaxAction = 12;  // tokens
  constexpr std::uint64_t kNoAction = Bit(Role::kSeparator) | Bit(Role::kColon) | Bit(Role::kOpen) |
                                      Bit(Role::kPer) | Bit(Role::kEvery) | Bit(Role::kPartOf) |
                                      Bit(Role::kBlank) | Bit(Role::kOrdinal) | Bit(Role::kSlash);
  for (std::size_t i = at; i < at + kMaxAction; ++i) {
    const Token& token = list.tokens[i];
    if (token.kind == TokenKind::kNumber || token.Has(Role::kComparatorBefore)) {
      return i;
    }
    const bool word = token.kind == TokenKind::kText || token.kind == TokenKind::kWord;
    if (!word || token.HasAny(kNoAction)) {
      return at;
    }
  }
  return at;
}

// Whether the unit counts events: 2次, 3期.
bool CountsEvents(const UnitExpression& unit) {
  return unit.head != nullptr && unit.head->unit.event;
}

// 一年两次: a time, then how often in it.
bool ReadTimesPerTime(const TokenList& list, std::size_t& at, const ValueContext& context,
                      bool main, Measure& measure) {
  std::size_t next = at;
  const std::optional<ReadAmountResult> time = ReadAmount(list, next, false);
  if (!time || !time->unit || time->unit->dimension != "time" || !time->exact ||
      time->unit->head == nullptr || time->more) {
    return false;
  }
  const std::optional<Value> value = ReadValue(list, next);
  if (!value || value->kind != MeasureKind::kQuantity || !value->amount.unit ||
      !CountsEvents(*value->amount.unit) || !value->amount.unit->per.empty()) {
    return false;
  }
  BuildValue(*value, context, main, measure);
  const std::string times = time->value == Decimal(1, 0) ? "" : time->value.ToString();
  SetFrequency(*value, times + time->unit->unit, measure);
  at = next;
  return true;
}

// 较上年, 同比2022年, 比2021年
bool ReadBaseline(const TokenList& list, std::size_t& at, Measure& measure) {
  const Token& token = list.tokens[at];
  std::size_t next = at + 1;
  if (token.Has(Role::kBaseline)) {
    measure.change.baseline = token.word->As(Role::kBaseline).means;
  } else if (!token.Has(Role::kCompare)) {
    return false;
  }
  const Token& year = list.tokens[next];
  if (year.kind == TokenKind::kDate && list.DateOf(year).from.month == 0) {
    measure.change.baseline = std::to_string(list.DateOf(year).from.year);
    ++next;
  } else if (token.Has(Role::kCompare) && year.Has(Role::kYearWord)) {
    measure.change.baseline = year.word->As(Role::kYearWord).means;
    ++next;
  } else if (!token.Has(Role::kBaseline)) {
    return false;
  }
  while (list.tokens[next].Has(Role::kCompare)) {  // 与2021年相比
    ++next;
  }
  at = next;
  return true;
}

// The words between baseline and direction: the degree is kept, the rest is the name of what
// changes.
bool ReadDirection(const TokenList& list, std::size_t& at, bool anything_between,
                   Measure& measure) {
  constexpr std::size_t kMaxBetween = 12;  // tokens
  std::size_t next = at;
  for (std::size_t i = 0; i < kMaxBetween; ++i, ++next) {
    const Token& token = list.tokens[next];
    if (token.Has(Role::kDirection)) {
      measure.change.direction = token.word->As(Role::kDirection).means;
      at = next + 1;
      if (list.TextOf(list.tokens[at]) == "了") {
        ++at;
      }
      return true;
    }
    if (token.Has(Role::kDegree)) {
      measure.change.degree = token.word->text;
    } else if (!anything_between || token.kind == TokenKind::kNumber ||
               token.kind == TokenKind::kEnd || token.kind == TokenKind::kDate ||
               token.Has(Role::kSeparator)) {
      return false;
    }
  }
  return false;
}

bool ReadChangeValue(const TokenList& list, std::size_t& at, Measure& measure) {
  const std::string& direction = measure.change.direction;
  if (direction != "up" && direction != "down") {
    return false;
  }
  std::size_t next = at;
  const std::optional<Value> value = ReadValue(list, next);
  if (!value || !value->amount.exact ||
      (value->kind != MeasureKind::kQuantity && value->kind != MeasureKind::kRange)) {
    return false;
  }
  const std::optional<UnitExpression>& unit = value->amount.unit;
  measure.change.unit = value->amount.ratio ? "%" : unit ? unit->unit : "";
  measure.printed.number = value->amount.number;
  measure.printed.scale = value->amount.scale;
  measure.number_at = {static_cast<int>(value->amount.begin), static_cast<int>(value->amount.end)};
  if (unit) {
    measure.unit_raw = list.text.substr(unit->begin, unit->end - unit->begin);
    measure.unit_at = {static_cast<int>(unit->begin), static_cast<int>(unit->end)};
  }
  if (value->kind == MeasureKind::kRange) {
    measure.low = value->amount.value.ToString();
    measure.high = value->high.value.ToString();
    measure.low_inclusive = value->low_inclusive;
    measure.high_inclusive = value->high_inclusive;
  } else {
    measure.change.value = value->amount.value.ToString();
    measure.comparator = value->binding.comparator;
    measure.comparator_source = value->binding.source;
  }
  at = next;
  return true;
}

}  // namespace

bool ReadWords(const TokenList& list, const ValueContext& context, Measure& measure) {
  std::size_t at = 0;
  if (ReadAnswer(list, measure) || ReadMarks(list, measure) || ReadGrade(list, context, measure)) {
    return true;
  }
  if ((list.roles & (Bit(Role::kEvery) | Bit(Role::kPer))) != 0 &&
      ReadFrequency(list, at, context, true, measure) && AtEnd(list, at)) {
    return true;
  }
  at = 0;
  Measure change;
  if ((list.roles & Bit(Role::kDirection)) != 0 && ReadChange(list, at, change) &&
      AtEnd(list, at)) {
    change.raw = std::move(measure.raw);
    change.text = std::move(measure.text);
    measure = std::move(change);
    return true;
  }
  return ReadEffect(list, measure) || ReadReference(list, context, measure);
}

bool ReadBands(const TokenList& list, std::size_t& at, Measure& measure) {
  std::size_t next = at;
  while (ReadBand(list, next, measure)) {
    while (list.tokens[next].HasAny(Bit(Role::kSeparator))) {
      ++next;
    }
  }
  if (measure.bands.size() < 2) {
    measure.bands.clear();
    return false;
  }
  measure.kind = MeasureKind::kBands;
  measure.rule = "bands";
  FlagLastBand(measure);
  at = next;
  return true;
}

bool ReadFrequency(const TokenList& list, std::size_t& at, const ValueContext& context, bool main,
                   Measure& measure) {
  std::size_t next = at;
  std::vector<std::string> flags;
  const Binding binding = ReadBinding(list, next, flags);
  Over over;
  while (ReadOver(list, next, over)) {
  }
  if (over.count == 0) {
    return binding.comparator == Comparator::kNone &&
           ReadTimesPerTime(list, at, context, main, measure);
  }
  const std::size_t start = SkipAction(list, next);
  std::size_t behind = start;
  std::optional<Value> value = ReadValue(list, behind);
  if (!value || (value->kind != MeasureKind::kQuantity && value->kind != MeasureKind::kRange)) {
    return ReadEvery(list, next, over, at, measure);
  }
  const bool event = value->amount.unit && CountsEvents(*value->amount.unit) && over.count == 1 &&
                     over.units.time_only();
  if (!value->amount.unit || (start > next && !event)) {
    return false;
  }
  if (value->binding.comparator == Comparator::kNone) {
    value->binding = binding;
  }
  if (start > next) {
    measure.label = list.text.substr(list.tokens[next].begin,
                                     list.tokens[start - 1].end - list.tokens[next].begin);
  }
  if (event) {
    BuildValue(*value, context, main, measure);
    SetFrequency(*value, over.per, measure);
  } else {
    BuildRate(over, *value, context, main, measure);
  }
  at = behind;
  return true;
}

bool ReadChange(const TokenList& list, std::size_t& at, Measure& measure) {
  std::size_t next = at;
  const bool baseline = ReadBaseline(list, next, measure);
  if (!ReadDirection(list, next, baseline, measure)) {
    measure.change = {};
    return false;
  }
  const bool value = ReadChangeValue(list, next, measure);
  if (!baseline && !value) {
    measure.change = {};
    return false;
  }
  measure.kind = MeasureKind::kChange;
  measure.rule = value ? "change.value" : "change.baseline";
  at = next;
  return true;
}

}  // namespace zhibiao
