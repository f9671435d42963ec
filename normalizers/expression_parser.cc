#include "normalizers/expression_parser.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "normalizers/expression_lexer.h"
#include "normalizers/measure_builder.h"
#include "normalizers/time_reader.h"
#include "normalizers/value_reader.h"
#include "normalizers/word_reader.h"

namespace zhibiao {
namespace {

constexpr std::size_t kMaxItems = 64;     // of one cell; more are cut and flagged
constexpr std::uint32_t kShortTail = 12;  // bytes of a noun behind a value: 158栋楼
constexpr std::uint64_t kTimeWords =
    Bit(Role::kTimeSpan) | Bit(Role::kTimePoint) | Bit(Role::kEvery);
constexpr std::uint64_t kBeforeNumber = Bit(Role::kComparatorBefore) | Bit(Role::kTolerance) |
                                        Bit(Role::kPartOf) | Bit(Role::kCurrency) |
                                        Bit(Role::kMinus) | Bit(Role::kPlus) | Bit(Role::kFiller) |
                                        Bit(Role::kFrom);

bool StartsNumber(const Token& token) {
  return token.kind == TokenKind::kNumber || token.HasAny(Bit(Role::kPartOf));
}

bool Countable(const Token& token) {
  return token.kind == TokenKind::kNumber || token.kind == TokenKind::kDate;
}

// The rest of 3-7-2017 or COVID-19: a hyphen or slash stands right before tokens[at].
bool Glued(const TokenList& list, std::size_t at) {
  const bool joint = at > 0 && list.tokens[at - 1].HasAny(Bit(Role::kRange) | Bit(Role::kSlash));
  return joint && !list.tokens[at].after_space &&
         (list.TextOf(list.tokens[at - 1]).front() & 0x80) == 0;
}

// 数十亿元, 百万万分之七: what stands before tokens[at] makes another number of it.
bool IsVague(const TokenList& list, std::size_t at) {
  if (at == 0) {
    return false;
  }
  const Token& before = list.tokens[at - 1];
  if (Glued(list, at)) {
    return true;
  }
  const std::string_view text = list.TextOf(before);
  const bool vague = text.ends_with("数") || text.ends_with("几") || text.ends_with("上");
  return before.kind == TokenKind::kScale ||
         (vague && list.text.substr(list.tokens[at].begin, 3) == "十");
}

// 康熙三年五月, 1357年6月10日: a year stands before tokens[at] that is no year of ours.
bool EndsInYear(const TokenList& list, std::size_t at) {
  return at > 0 && (list.TextOf(list.tokens[at - 1]).ends_with("年") ||
                    list.tokens[at - 1].kind == TokenKind::kNoDate);
}

// A clause, or a cell of one clause.
class ClauseParser {
 public:
  ClauseParser(const TokenList& list, const ValueContext& context, bool main)
      : list_(list), context_(context), main_(main) {}

  // Reads all of the clause. False: `measure` is as before.
  bool ParseWhole(Measure& measure) {
    if (list_.tokens.size() == 1) {
      return false;
    }
    if (!HasNumbers()) {
      return ParseWordsOnly(measure);
    }
    return ParseMisread(measure) || ParseFrom(0, measure) || ParseLabelled(measure) ||
           (!HasArabic() && ParseWordsOnly(measure));
  }

  // A value at the start, with text behind it. Requires: ParseWhole() failed.
  bool ParseWithTail(std::uint32_t max_tail, Measure& measure) {
    std::size_t at = 0;
    const std::optional<Value> value = ReadValue(list_, at);
    if (!value || value->kind != MeasureKind::kQuantity || CountablesFrom(at) ||
        !value->amount.arabic || ChangesNumber(list_.tokens[at])) {
      return false;
    }
    const std::uint32_t tail = list_.tokens.back().begin - list_.tokens[at].begin;
    if (tail > max_tail) {
      return false;
    }
    Build(*value, measure);
    if (IsUnitAlone(at)) {  // 115人次%
      AddFlag(measure, "unit_conflict");
      return true;
    }
    const bool unknown_unit =
        measure.unit.empty() && !list_.tokens[at].after_space && list_.tokens[at].word == nullptr;
    AddFlag(measure, unknown_unit ? "unknown_unit" : "trailing_text");
    if (tail > kShortTail || unknown_unit) {
      measure.status = "partial";
    }
    return true;
  }

  // A labelled value with a short noun behind it: 分红按8%分红.
  bool ParseLabelledWithTail(Measure& measure) {
    const std::size_t start = FirstValue();
    std::size_t at = start;
    std::optional<Value> value = ReadValue(list_, at);
    if (start == 0 || !value || value->kind != MeasureKind::kQuantity || CountablesFrom(at) ||
        !SpeaksAfterLabel(start, *value) || ChangesNumber(list_.tokens[at]) ||
        list_.tokens.back().begin - list_.tokens[at].begin > kShortTail) {
      return false;
    }
    Build(*value, measure);
    AddFlag(measure, "trailing_text");
    SetLabel(start, measure);
    return true;
  }

 private:
  // Words behind a value that would make it another one.
  static bool ChangesNumber(const Token& token) {
    return token.kind == TokenKind::kScale ||
           token.HasAny(Bit(Role::kTimeBefore) | Bit(Role::kTimeBeforeEnd) | Bit(Role::kMore) |
                        Bit(Role::kFraction) | Bit(Role::kHalf));
  }

  bool HasNumbers() const {
    constexpr std::uint64_t kNumberLike =
        Bit(Role::kBlank) | Bit(Role::kPartOf) | Bit(Role::kComparatorBefore) | Bit(Role::kHalf);
    const bool numberlike = (list_.roles & kNumberLike) != 0;
    if ((list_.roles & Bit(Role::kPartOf)) != 0) {
      return true;
    }
    const Token& first = list_.tokens.front();
    if (first.kind == TokenKind::kScale ||
        first.HasAny(Bit(Role::kUnit) | Bit(Role::kComparatorBefore))) {
      return true;
    }
    return !list_.numbers.empty() || !list_.dates.empty() ||
           (numberlike && (list_.roles & (Bit(Role::kUnit) | Bit(Role::kBlank))) != 0);
  }

  // 队伍, 四好: a numeral in Chinese may be part of a word that no table knows.
  bool HasArabic() const {
    return !list_.dates.empty() || std::any_of(list_.numbers.begin(), list_.numbers.end(),
                                               [](const Numeral& number) { return number.arabic; });
  }

  bool CountablesFrom(std::size_t at) const {
    return std::any_of(list_.tokens.begin() + at, list_.tokens.end(), Countable);
  }

  bool AtEnd(std::size_t at) const {
    while (list_.tokens[at].Has(Role::kSeparator)) {
      ++at;
    }
    return list_.tokens[at].kind == TokenKind::kEnd;
  }

  bool IsUnitAlone(std::size_t at) const {
    return list_.tokens[at].Has(Role::kUnit) && AtEnd(at + 1) &&
           list_.tokens[at].word->As(Role::kUnit).unit.dimension == "ratio";
  }

  bool ParseWordsOnly(Measure& measure) {
    if ((list_.roles & kTimeWords) != 0) {
      std::size_t at = 0;
      Measure time;
      if (ReadTime(list_, at, context_, time) && AtEnd(at)) {
        measure = std::move(time);
        return true;
      }
    }
    return ReadWords(list_, context_, measure);
  }

  // The rules that can begin at tokens[start] and must reach the end.
  bool ParseFrom(std::size_t start, Measure& measure) {
    const Token& first = list_.tokens[start];
    if (!list_.dates.empty() || (list_.roles & kTimeWords) != 0) {
      std::size_t at = start;
      Measure time;
      if (ReadTime(list_, at, context_, time) && AtEnd(at)) {
        measure = std::move(time);
        return true;
      }
    }
    if (first.Has(Role::kGrade) && list_.numbers.size() > 1) {
      std::size_t at = start;
      if (ReadBands(list_, at, measure) && AtEnd(at)) {
        return true;
      }
    }
    return ParseFrequency(start, measure) || ParseChange(start, measure) ||
           ParseValue(start, measure);
  }

  bool ParseFrequency(std::size_t start, Measure& measure) {
    constexpr std::uint64_t kOver = Bit(Role::kEvery) | Bit(Role::kPer) | Bit(Role::kPerHead);
    if ((list_.roles & kOver) == 0 && list_.numbers.size() < 2) {
      return false;
    }
    std::size_t at = start;
    Measure frequency;
    if (!ReadFrequency(list_, at, context_, main_, frequency) || !AtEnd(at)) {
      return false;
    }
    measure = std::move(frequency);
    return true;
  }

  bool ParseChange(std::size_t start, Measure& measure) {
    if ((list_.roles & Bit(Role::kDirection)) == 0) {
      return false;
    }
    std::size_t at = start;
    Measure change;
    if (!ReadChange(list_, at, change) || !AtEnd(at)) {
      return false;
    }
    measure = std::move(change);
    return true;
  }

  bool ParseValue(std::size_t start, Measure& measure) {
    std::size_t at = start;
    const std::optional<Value> value = ReadValue(list_, at);
    if (!value) {
      return false;
    }
    const bool time = value->amount.unit && value->amount.unit->dimension == "time";
    while (time && list_.tokens[at].Has(Role::kTimeDone)) {  // 3天内完成
      ++at;
    }
    if (!AtEnd(at)) {
      return false;
    }
    Build(*value, measure);
    return true;
  }

  void Build(const Value& value, Measure& measure) {
    BuildValue(value, context_, main_, measure);
    const std::string per = PerOf(value, measure);
    if (!per.empty() && value.kind == MeasureKind::kQuantity) {  // 3次/月
      measure.kind = MeasureKind::kFrequency;
      measure.frequency.count = std::exchange(measure.value, {});
      measure.frequency.per = per;
      measure.canonical = {};
      measure.rule = "frequency.slash";
    }
  }

  // Over which time an event is counted, by the unit that holds; empty: it is none.
  std::string PerOf(const Value& value, const Measure& measure) const {
    if (value.amount.unit) {
      return value.amount.unit->per;
    }
    const bool column = measure.unit_source == UnitSource::kColumn && context_.column_unit();
    return column ? context_.column_unit()->per : "";
  }

  // Where the value of a labelled clause begins: the signs before the first number that counts.
  std::size_t FirstValue() const {
    std::size_t at = 0;
    while (at + 1 < list_.tokens.size()) {
      const bool ordinal = at > 0 && list_.tokens[at - 1].Has(Role::kOrdinal);
      if (!ordinal && (StartsNumber(list_.tokens[at]) || list_.tokens[at].Has(Role::kBlank))) {
        break;
      }
      ++at;
    }
    while (at > 0 && list_.tokens[at - 1].HasAny(kBeforeNumber)) {
      --at;
    }
    return at;
  }

  std::size_t LastComparator() const {
    for (std::size_t at = list_.tokens.size(); at-- > 0;) {
      if (list_.tokens[at].Has(Role::kComparatorBefore)) {
        return at;
      }
    }
    return 0;
  }

  std::size_t FirstTime() const {
    std::size_t at = 0;
    while (at + 1 < list_.tokens.size() && list_.tokens[at].kind != TokenKind::kDate &&
           !list_.tokens[at].HasAny(kTimeWords)) {
      ++at;
    }
    return at;
  }

  // 预警信号准确率≥90%, 网站1月-12月: a name, then a value to the end.
  bool ParseLabelled(Measure& measure) {
    if (!list_.dates.empty()) {
      const std::size_t start = FirstTime();
      std::size_t at = start;
      Measure time;
      if (start > 0 && !LabelCounts(start) && !EndsInYear(list_, start) &&
          ReadTime(list_, at, context_, time) && AtEnd(at)) {
        measure = std::move(time);
        SetLabel(start, measure);
        return true;
      }
    }
    const std::size_t last = LastComparator();
    const std::size_t first = FirstValue();
    for (const std::size_t start : {last, first}) {
      if (start == 0 || start + 1 >= list_.tokens.size() || LabelCounts(start)) {
        continue;
      }
      const bool change = ParseChangeBefore(start, measure);
      if (change || ParseLabelledValue(start, measure)) {
        SetLabel(start - (change ? 1 : 0), measure);
        return true;
      }
    }
    return false;
  }

  bool ParseLabelledValue(std::size_t start, Measure& measure) {
    std::size_t at = start;
    const std::optional<Value> value = ReadValue(list_, at);
    return value && !Glued(list_, start) && SpeaksAfterLabel(start, *value) &&
           ParseValue(start, measure);
  }

  // Behind other words a numeral in Chinese is a number only where a unit follows; and 数十亿元 or
  // 百万万分之七 are other numbers than what stands behind 数 and 百.
  bool SpeaksAfterLabel(std::size_t start, const Value& value) const {
    const ReadAmountResult& amount = value.amount;
    const bool blank = value.kind == MeasureKind::kRedacted || value.kind == MeasureKind::kUnfilled;
    if (blank || amount.arabic || value.kind == MeasureKind::kRange) {
      return true;
    }
    return (amount.unit || amount.ratio) && !IsVague(list_, start);
  }

  // 产值增长5%: the label ends in a direction, so that the value is a change.
  bool ParseChangeBefore(std::size_t start, Measure& measure) {
    return list_.tokens[start - 1].Has(Role::kDirection) && ParseChange(start - 1, measure);
  }

  // What stands before a value is no label where it counts itself, or where a clause ends in it.
  // Before a comparator it may count: 0-6岁儿童健康管理率≥90%.
  bool LabelCounts(std::size_t start) const {
    const bool bound = list_.tokens[start].Has(Role::kComparatorBefore);
    for (std::size_t i = 0; i < start; ++i) {
      const Token& token = list_.tokens[i];
      const Token& next = list_.tokens[i + 1];
      const bool bounds = (token.Has(Role::kComparatorBefore) && StartsNumber(next)) ||
                          (token.kind == TokenKind::kNumber && i + 1 < start &&
                           next.Has(Role::kComparatorBefore));  // 1/3≤比例≤2/3
      if ((token.Has(Role::kSeparator) && token.word->text != "、") || bounds ||
          token.Has(Role::kPartOf)) {
        return true;
      }
      const bool ordinal = i > 0 && list_.tokens[i - 1].Has(Role::kOrdinal);
      if (token.kind == TokenKind::kNumber && !ordinal && !bound && list_.NumberOf(token).arabic &&
          next.Has(Role::kUnit)) {
        return true;
      }
    }
    return false;
  }

  void SetLabel(std::size_t start, Measure& measure) const {
    std::size_t first = 0;
    while (first < start && list_.tokens[first].Has(Role::kAnd)) {  // 且≤200万元
      ++first;
    }
    std::size_t last = start;
    while (last > first &&
           list_.tokens[last - 1].HasAny(Bit(Role::kColon) | Bit(Role::kSeparator))) {
      --last;
    }
    if (last > first) {
      const std::uint32_t begin = list_.tokens[first].begin;
      measure.label = list_.text.substr(begin, list_.tokens[last - 1].end - begin);
    }
  }

  // 工5%, %=99百分比, 二100百分比, 290$: something was misread; nothing is repaired.
  bool ParseMisread(Measure& measure) {
    const Word* misread =
        context_.grammar().words.Longest(list_.text.substr(list_.tokens[0].begin), Role::kMisread);
    std::size_t at = 0;
    while (misread != nullptr &&
           list_.tokens[at].begin < list_.tokens[0].begin + misread->text.size() &&
           list_.tokens[at].kind != TokenKind::kEnd) {
      ++at;
    }
    if (misread != nullptr && list_.tokens[at].kind == TokenKind::kNumber &&
        list_.NumberOf(list_.tokens[at]).arabic && !list_.tokens[at].after_space) {
      Measure alt;
      if (ParseValue(at, alt)) {
        alt.comparator = misread->As(Role::kMisread).comparator;
        alt.comparator_source = ComparatorSource::kSign;
        Suspect(misread->As(Role::kMisread).id, std::move(alt), measure);
        return true;
      }
    }
    return ParseDollar(measure);
  }

  // 290$ for ≥90%
  bool ParseDollar(Measure& measure) {
    const bool dollar = list_.tokens.size() == 3 && list_.tokens[0].kind == TokenKind::kNumber &&
                        list_.tokens[1].Has(Role::kCurrency) &&
                        list_.TextOf(list_.tokens[1]) == "$";
    if (!dollar) {
      return false;
    }
    const std::string number(list_.NumberOf(list_.tokens[0]).digits);
    Measure alt;
    alt.kind = MeasureKind::kQuantity;
    alt.unit = "%";
    alt.dimension = "ratio";
    const Result<Decimal> tail = Decimal::Parse(std::string_view(number).substr(1));
    const bool two = number.front() == '2' && tail.ok() &&
                     tail.value().Compare(Decimal(1, 2)) <= 0 && number.size() > 2;
    alt.comparator = two ? Comparator::kGe : Comparator::kEq;
    alt.comparator_source = two ? ComparatorSource::kSign : ComparatorSource::kImplied;
    alt.value = alt.printed.number = two ? number.substr(1) : number;
    alt.rule = "alt.misread_percent";
    Suspect("ocr.percent.dollar", std::move(alt), measure);
    return true;
  }

  static void Suspect(const std::string& rule, Measure alt, Measure& measure) {
    measure.kind = MeasureKind::kUnparsed;
    measure.status = "unparsed";
    measure.rule = rule;
    AddFlag(measure, "ocr_suspect");
    alt.number_at.reset();
    alt.unit_at.reset();
    measure.alt.push_back(std::move(alt));
  }

  const TokenList& list_;
  const ValueContext& context_;
  const bool main_;
};

// A3, COVID-19: letters stand right before tokens[at].
bool PartOfName(const TokenList& list, std::size_t at) {
  const bool hyphen = at > 1 && list.tokens[at - 1].Has(Role::kRange);
  const std::size_t before = at - (hyphen ? 2 : 1);
  if (at == 0 || list.tokens[at].after_space || list.tokens[before].kind != TokenKind::kText) {
    return false;
  }
  const char last = list.TextOf(list.tokens[before]).back();
  return (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
}

// A number that says how many, as opposed to one that names: 第39条, 十四五.
bool Counts(const TokenList& list, const Token& token) {
  if (token.kind != TokenKind::kNumber) {
    return token.kind == TokenKind::kNoDate || token.Has(Role::kPartOf);
  }
  const auto at = static_cast<std::size_t>(&token - list.tokens.data());
  const bool ordinal = at > 0 && list.tokens[at - 1].Has(Role::kOrdinal);
  const bool unit = list.tokens[at + 1].HasAny(Bit(Role::kUnit) | Bit(Role::kFraction));
  return !ordinal && !PartOfName(list, at) && (list.NumberOf(token).arabic || unit);
}

bool IsDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// 1、培训5次;2、调研3次: the clauses "1" and "2" only count the others.
void DropEnumerators(std::vector<std::string_view>& clauses) {
  constexpr std::size_t kDigits = 2;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const bool counts = IsDigits(clauses[i]) && clauses[i].size() <= kDigits &&
                        i + 1 < clauses.size() && clauses[i + 1].front() != ' ' &&
                        !IsDigits(clauses[i + 1].substr(0, 1));
    if (!counts) {
      clauses[kept++] = clauses[i];
    }
  }
  clauses.resize(kept);
}

// The clauses of a cell: views into its text.
std::vector<std::string_view> SplitClauses(const TokenList& list) {
  constexpr std::size_t kUsual = 8;  // clauses
  std::vector<std::string_view> clauses;
  clauses.reserve(kUsual);
  std::uint32_t begin = list.tokens.front().begin;
  int depth = 0;
  for (const Token& token : list.tokens) {
    depth += token.Has(Role::kOpen) ? 1 : 0;
    depth -= token.Has(Role::kClose) && depth > 0 ? 1 : 0;
    const bool cut = token.Has(Role::kSeparator) && depth == 0;
    if (!cut && token.kind != TokenKind::kEnd) {
      continue;
    }
    if (token.begin > begin) {
      clauses.push_back(list.text.substr(begin, token.begin - begin));
    }
    begin = token.end;
  }
  DropEnumerators(clauses);
  return clauses;
}

void Shift(std::optional<Measure::Offsets>& offsets, int by) {
  if (offsets) {
    offsets->begin += by;
    offsets->end += by;
  }
}

void SetText(std::string_view text, int begin, Measure& item) {
  item.text = text;
  Shift(item.number_at, begin);
  Shift(item.unit_at, begin);
}

class CellParser {
 public:
  CellParser(std::string_view folded, const ValueContext& context) : context_(context) {
    LexExpression(folded, context.grammar().words, context.grammar().calendar, list_);
  }

  void Parse(Measure& measure) {
    if (list_.tokens.size() == 1) {
      measure.kind =
          context_.sign() == Comparator::kNone ? MeasureKind::kEmpty : MeasureKind::kUnfilled;
      measure.rule = "blank.cell";
      return;
    }
    ClauseParser whole(list_, context_, true);
    if (whole.ParseWhole(measure) || ParseSeveral(measure) ||
        (!many_ && whole.ParseWithTail(~0U, measure))) {
      return;
    }
    ParseStatement(measure);
  }

 private:
  // 46万元;146.56万元 · 飞机增雨10次/年;火箭增雨12次/年: every clause is a measure.
  bool ParseSeveral(Measure& measure) {
    const std::vector<std::string_view> clauses = SplitClauses(list_);
    if (clauses.size() < 2) {
      return false;
    }
    std::size_t read = 0;
    for (const std::string_view clause : clauses) {
      if (items_.size() == kMaxItems) {
        break;
      }
      read += ParseClause(clause) ? 1 : 0;
    }
    many_ = items_.size() > 1;
    if (read < clauses.size() || read < 2) {
      return false;
    }
    measure.kind = MeasureKind::kSeveral;
    measure.items = std::move(items_);
    measure.rule = "several";
    return true;
  }

  // Reads a clause, or else the measures that stand in it. True: all of it was read.
  bool ParseClause(std::string_view clause) {
    TokenList list;
    LexExpression(clause, context_.grammar().words, context_.grammar().calendar, list);
    if (list.numbers.empty() && list.dates.empty()) {
      return false;
    }
    ClauseParser parser(list, context_, false);
    Measure item;
    if (parser.ParseWhole(item) || parser.ParseWithTail(kShortTail, item) ||
        parser.ParseLabelledWithTail(item)) {
      SetText(clause, static_cast<int>(clause.data() - list_.text.data()), item);
      items_.push_back(std::move(item));
      return true;
    }
    ScanItems(list);
    return false;
  }

  // A statement in words, with the measures that stand in it.
  void ParseStatement(Measure& measure) {
    if (items_.empty()) {
      ScanItems(list_);
    }
    measure.items = std::move(items_);
    const bool countable = std::any_of(list_.tokens.begin(), list_.tokens.end(),
                                       [this](const Token& token) { return Counts(list_, token); });
    if (measure.items.empty() && countable) {
      measure.kind = MeasureKind::kUnparsed;
      measure.status = "unparsed";
      measure.rule = "unparsed";
      return;
    }
    measure.kind = MeasureKind::kText;
    measure.rule = measure.items.empty() ? "text" : "text.items";
    measure.status = measure.items.empty() ? "parsed" : "partial";
  }

  void ScanItems(const TokenList& list) {
    const int shift = static_cast<int>(list.text.data() - list_.text.data());
    std::size_t at = 0;
    while (list.tokens[at].kind != TokenKind::kEnd && items_.size() < kMaxItems) {
      std::size_t next = at;
      Measure item;
      if (ReadItem(list, next, item)) {
        const std::uint32_t begin = list.tokens[at].begin;
        SetText(list.text.substr(begin, list.tokens[next - 1].end - begin), shift, item);
        items_.push_back(std::move(item));
        at = next;
      } else {
        ++at;
      }
    }
  }

  bool ReadItem(const TokenList& list, std::size_t& next, Measure& item) const {
    const Token& token = list.tokens[next];
    if (token.kind == TokenKind::kDate) {
      return !EndsInYear(list, next) && ReadTime(list, next, context_, item);
    }
    const bool comparator = token.Has(Role::kComparatorBefore);
    const bool sign =
        token.HasAny(Bit(Role::kMinus) | Bit(Role::kTolerance) | Bit(Role::kCurrency)) &&
        StartsNumber(list.tokens[next + 1]);
    if (!comparator && !sign &&
        !(StartsNumber(token) && (token.word != nullptr || Counts(list, token)) &&
          !IsVague(list, next))) {
      return false;
    }
    std::size_t at = next;
    const std::optional<Value> value = ReadValue(list, at);
    if (!value || (value->kind != MeasureKind::kQuantity && value->kind != MeasureKind::kRange)) {
      return false;
    }
    const bool speaks = comparator || value->amount.unit || value->amount.ratio ||
                        value->kind == MeasureKind::kRange;
    const bool proportion =  // ≤1:15 is no ≤1
        list.tokens[at].Has(Role::kColon) && list.tokens[at + 1].kind == TokenKind::kNumber;
    if (!speaks || !value->amount.exact || proportion) {
      return false;
    }
    BuildValue(*value, context_, false, item);
    next = at;
    return true;
  }

  const ValueContext& context_;
  TokenList list_;
  std::vector<Measure> items_;
  bool many_ = false;
};

}  // namespace

void ParseCell(std::string_view folded, const ValueContext& context, Measure& measure) {
  CellParser(folded, context).Parse(measure);
  MonthOfColumns(context, measure);
  CheckMeasure(context, measure);
  const bool words = measure.kind == MeasureKind::kGrade || measure.kind == MeasureKind::kText;
  if (words && context.column_unit()) {
    AddFlag(measure, "unit_conflict");
  }
}

}  // namespace zhibiao
