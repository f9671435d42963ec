#include "tests/support/scoring.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "pipeline/decimal.h"
#include "pipeline/measure.h"
#include "pipeline/unicode.h"

namespace zhibiao::test {
namespace {

constexpr double kTrusted = 0.95;

// What FoldKey keeps apart and a reader of two prints does not.
const std::map<std::string_view, std::string_view>& SignForms() {
  static const std::map<std::string_view, std::string_view> kForms = {
      {"，", ","}, {"。", "."}, {"；", ";"}, {"：", ":"}, {"（", "("}, {"）", ")"}, {"、", ","},
      {"“", "\""}, {"”", "\""}, {"‘", "'"},  {"’", "'"},  {"≧", "≥"},  {"⩾", "≥"},  {"≦", "≤"},
      {"⩽", "≤"},  {"﹦", "="}, {"═", "="},  {"＝", "="}, {"‹", "<"},  {"〈", "<"}, {"《", "<"},
      {"›", ">"},  {"〉", ">"}, {"》", ">"}, {"—", "-"},  {"－", "-"}, {"–", "-"},  {"～", "~"},
      {"〔", "["}, {"〕", "]"}, {"【", "["}, {"】", "]"}, {"·", "."},  {"•", "."},
  };
  return kForms;
}

std::string ReplaceForms(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view before = text;
    NextCodePoint(text);
    const std::string_view code = before.substr(0, before.size() - text.size());
    const auto found = SignForms().find(code);
    out += found == SignForms().end() ? code : found->second;
  }
  return out;
}

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

// Without "(50分)" and the like.
std::string LevelKey(std::string_view text) {
  std::string key = ScoringKey(text);
  for (std::size_t open = key.find('('); open != std::string::npos; open = key.find('(', open)) {
    const std::size_t close = key.find(')', open);
    if (close == std::string::npos) {
      break;
    }
    if (std::string_view(key).substr(open, close - open).ends_with("分")) {
      key.erase(open, close - open + 1);
    } else {
      open = close;
    }
  }
  return key;
}

std::vector<std::string> SplitTabs(const std::string& line) {
  std::vector<std::string> fields;
  std::size_t from = 0;
  while (from <= line.size()) {
    const std::size_t tab = std::min(line.find('\t', from), line.size());
    fields.push_back(line.substr(from, tab - from));
    from = tab + 1;
  }
  return fields;
}

// One value of one indicator as it came out.
struct Predicted {
  int page = 0;
  const Indicator* indicator = nullptr;
  const IndicatorValue* value = nullptr;
  bool used = false;
};

std::vector<Predicted> PredictedValues(const DocumentRecord& record, const std::set<int>& pages) {
  std::vector<Predicted> out;
  for (const Indicator& indicator : record.indicators) {
    for (const IndicatorValue& value : indicator.values) {
      if (pages.empty() || pages.contains(value.source.page)) {
        out.push_back({value.source.page, &indicator, &value, false});
      }
    }
  }
  return out;
}

std::string ValueKey(std::string_view sign, std::string_view value, std::string_view unit) {
  return ScoringKey(std::string(sign) + std::string(value) + std::string(unit));
}

std::string ValueKey(const IndicatorValue& value) {
  return ValueKey(value.raw_sign.value_or(""), value.raw, value.raw_unit.value_or(""));
}

// The truth of one row, with the further readings of its cells.
class RowReadings {
 public:
  RowReadings(const std::string& document, const TruthRow& row, const Alternatives& alternatives)
      : document_(document), row_(row), alternatives_(alternatives) {}

  std::set<std::string> Of(const std::string& column, const std::string& printed) const {
    std::set<std::string> readings = {printed};
    const auto found = alternatives_.find({document_, row_.order, column});
    if (found != alternatives_.end()) {
      readings.insert(found->second.begin(), found->second.end());
    }
    return readings;
  }

  bool CoreMatches(const Predicted& predicted) const {
    return row_.role == ValueRoleName(predicted.value->role) && Level3Matches(predicted) &&
           ValueMatches(predicted);
  }

  // An inferred level counts where truth has none: it is marked as not printed.
  bool LevelsMatch(const Predicted& predicted) const {
    return OneLevelMatches(predicted.indicator->level1, "level1", row_.level1) &&
           OneLevelMatches(predicted.indicator->level2, "level2", row_.level2);
  }

  bool ProjectMatches(const Predicted& predicted) const {
    return AnyKey("project", row_.project, ScoringKey(predicted.indicator->project));
  }

  bool WeightsMatch(const Predicted& predicted) const {
    return NumberMatches("weight", row_.weight, predicted.indicator->weight) &&
           NumberMatches("score", row_.score, predicted.indicator->score);
  }

 private:
  bool AnyKey(const std::string& column, const std::string& printed, const std::string& key) const {
    const std::set<std::string> readings = Of(column, printed);
    return std::any_of(readings.begin(), readings.end(),
                       [&key](const std::string& reading) { return ScoringKey(reading) == key; });
  }

  bool Level3Matches(const Predicted& predicted) const {
    const std::string key = LevelKey(predicted.indicator->level3.text);
    const std::set<std::string> readings = Of("level3", row_.level3);
    return std::any_of(readings.begin(), readings.end(),
                       [&key](const std::string& reading) { return LevelKey(reading) == key; });
  }

  bool ValueMatches(const Predicted& predicted) const {
    const std::string key = ValueKey(*predicted.value);
    for (const std::string& sign : Of("sign", row_.sign)) {
      for (const std::string& value : Of("value", row_.value)) {
        for (const std::string& unit : Of("unit", row_.unit)) {
          if (ValueKey(sign, value, unit) == key) {
            return true;
          }
        }
      }
    }
    return false;
  }

  bool OneLevelMatches(const Level& got, const std::string& column, const std::string& want) const {
    if (want.empty() && got.source == FieldSource::kInferred) {
      return true;
    }
    const std::set<std::string> readings = Of(column, want);
    const std::string key = LevelKey(got.text);
    return std::any_of(readings.begin(), readings.end(),
                       [&key](const std::string& reading) { return LevelKey(reading) == key; });
  }

  bool NumberMatches(const std::string& column, const std::string& want,
                     const std::string& got) const {
    const std::set<std::string> readings = Of(column, want);
    return std::any_of(readings.begin(), readings.end(), [&got](const std::string& reading) {
      const Result<Decimal> a = Decimal::Parse(reading);
      const Result<Decimal> b = Decimal::Parse(got);
      return a.ok() && b.ok() ? a.value() == b.value() : a.ok() == b.ok();
    });
  }

  const std::string& document_;
  const TruthRow& row_;
  const Alternatives& alternatives_;
};

// Comparator and number of a plain value "sign number unit"; nothing where the value is not plain.
struct PlainValue {
  std::string_view comparator;
  Decimal number;
};

bool HasAny(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

bool StartsOrEndsWithHedge(std::string_view unit) {
  const auto starts = {"以上", "以下", "以内", "左右", "多", "余", "几"};
  const auto ends = {"以上", "以下", "以内", "左右"};
  return std::any_of(starts.begin(), starts.end(),
                     [unit](const char* w) { return unit.starts_with(w); }) ||
         std::any_of(ends.begin(), ends.end(), [unit](const char* w) { return unit.ends_with(w); });
}

std::string_view TakeComparator(std::string_view& text) {
  const std::pair<std::string_view, std::string_view> signs[] = {
      {"≥", "ge"}, {"≤", "le"}, {"=", "eq"}, {">", "gt"}, {"<", "lt"}};
  for (const auto& [sign, name] : signs) {
    if (text.starts_with(sign)) {
      text.remove_prefix(sign.size());
      return name;
    }
  }
  return "eq";
}

// "1,234.5" off the front of `text`; empty where there is no digit.
std::string TakeNumber(std::string_view& text) {
  constexpr std::string_view kDigits = "0123456789";
  if (text.empty() || kDigits.find(text.front()) == std::string_view::npos) {
    return {};
  }
  std::size_t end = std::min(text.find_first_not_of("0123456789,"), text.size());
  const std::size_t fraction = text.find_first_not_of(kDigits, end + 1);
  if (end + 1 < text.size() && text[end] == '.' && fraction != end + 1) {
    end = std::min(fraction, text.size());
  }
  std::string number(text.substr(0, end));
  text.remove_prefix(end);
  std::erase(number, ',');
  return number;
}

std::optional<PlainValue> ReadPlainValue(const TruthRow& row) {
  const std::string folded = ScoringKey(row.sign) + ScoringKey(row.value);
  std::string_view rest = folded;
  const std::string_view comparator = TakeComparator(rest);
  const Result<Decimal> number = Decimal::Parse(TakeNumber(rest));
  if (!number.ok() || (!rest.empty() && !row.unit.empty())) {
    return std::nullopt;
  }
  const std::string unit = rest.empty() ? ScoringKey(row.unit) : std::string(rest);
  if (rest.find_first_of("0123456789;:,~-") != std::string_view::npos ||
      HasAny(rest, {"年", "月", "日"}) || StartsOrEndsWithHedge(unit)) {
    return std::nullopt;
  }
  return PlainValue{comparator, number.value()};
}

bool MeasureIs(const Measure& measure, const PlainValue& plain) {
  const std::string& number =
      measure.printed.number.empty() ? measure.value : measure.printed.number;
  std::string digits = number;
  std::erase(digits, ',');
  const Result<Decimal> got = Decimal::Parse(digits);
  return ComparatorName(measure.comparator) == plain.comparator && got.ok() &&
         got.value() == plain.number;
}

std::string Describe(const TruthRow& row) {
  return "p. " + std::to_string(row.page) + " " + row.project + " | " + row.level1 + " | " +
         row.level2 + " | " + row.level3 + " | " + row.role + " | " + row.sign + row.value +
         row.unit + " | " + row.weight + " | " + row.score;
}

std::string Describe(const Predicted& predicted) {
  const Indicator& indicator = *predicted.indicator;
  return "p. " + std::to_string(predicted.page) + " " + indicator.project + " | " +
         indicator.level1.text + " | " + indicator.level2.text + " | " + indicator.level3.text +
         " | " + ValueRoleName(predicted.value->role) + " | " + ValueKey(*predicted.value) + " | " +
         indicator.weight + " | " + indicator.score;
}

// The best of the unused predictions that agree in core with the truth, or nullptr.
Predicted* BestMatch(const RowReadings& readings, int page, std::vector<Predicted>& predicted) {
  Predicted* best = nullptr;
  std::tuple<bool, bool, bool> best_rank;
  for (Predicted& candidate : predicted) {
    if (candidate.used || !readings.CoreMatches(candidate)) {
      continue;
    }
    const std::tuple<bool, bool, bool> rank = {readings.LevelsMatch(candidate),
                                               readings.ProjectMatches(candidate),
                                               candidate.page == page};
    if (best == nullptr || rank > best_rank) {
      best = &candidate;
      best_rank = rank;
    }
  }
  return best;
}

void ScoreMatch(const TruthRow& row, const RowReadings& readings, const Predicted& match,
                Score& score) {
  ++score.core;
  if (readings.LevelsMatch(match) && readings.ProjectMatches(match) &&
      readings.WeightsMatch(match)) {
    ++score.full;
  } else {
    score.complaints.push_back("not full: " + Describe(row) + "\n     got:  " + Describe(match));
  }
  if (const std::optional<PlainValue> plain = ReadPlainValue(row); plain.has_value()) {
    ++score.simple;
    if (MeasureIs(match.value->measure, *plain)) {
      ++score.simple_right;
    } else {
      score.complaints.push_back("measure: " + Describe(row));
    }
  }
}

}  // namespace

void Score::Add(const Score& other) {
  truth += other.truth;
  predicted += other.predicted;
  core += other.core;
  full += other.full;
  simple += other.simple;
  simple_right += other.simple_right;
  silent += other.silent;
}

std::string ScoringKey(std::string_view text) {
  std::string key = ReplaceForms(FoldKey(ReplaceForms(text)));
  ReplaceAll(key, ">=", "≥");
  ReplaceAll(key, "=>", "≥");
  ReplaceAll(key, "<=", "≤");
  ReplaceAll(key, "=<", "≤");
  while (key.ends_with('.')) {
    key.pop_back();
  }
  return key;
}

std::vector<TruthRow> LoadTruth(const std::string& path) {
  constexpr std::size_t kColumns = 12;
  std::vector<TruthRow> rows;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);  // the head
  while (std::getline(file, line)) {
    std::vector<std::string> f = SplitTabs(line);
    if (f.size() < 8) {
      continue;
    }
    f.resize(kColumns);
    int page = 0;
    std::istringstream(f[0]) >> page;
    rows.push_back({page, f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11]});
  }
  return rows;
}

Alternatives LoadAlternatives(const std::string& path) {
  Alternatives out;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);  // the head
  while (std::getline(file, line)) {
    const std::vector<std::string> f = SplitTabs(line);
    if (f.size() == 5) {
      out[{f[0], f[1], f[2]}].insert({f[3], f[4]});
    }
  }
  return out;
}

Score ScoreDocument(const std::string& document, const std::vector<TruthRow>& truth,
                    const Alternatives& alternatives, const DocumentRecord& record) {
  std::set<int> pages;
  for (const TruthRow& row : truth) {
    pages.insert(row.page);
  }
  std::vector<Predicted> predicted = PredictedValues(record, pages);
  Score score;
  score.truth = static_cast<int>(truth.size());
  score.predicted = static_cast<int>(predicted.size());
  for (const TruthRow& row : truth) {
    const RowReadings readings(document, row, alternatives);
    Predicted* match = BestMatch(readings, row.page, predicted);
    if (match == nullptr) {
      score.complaints.push_back("missed:   " + Describe(row));
      continue;
    }
    match->used = true;
    ScoreMatch(row, readings, *match, score);
  }
  for (const Predicted& extra : predicted) {
    if (!extra.used) {
      score.silent += extra.indicator->confidence >= kTrusted ? 1 : 0;
      score.complaints.push_back("extra:    " + Describe(extra));
    }
  }
  return score;
}

}  // namespace zhibiao::test
