#include "extractors/form_vocabulary.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "pipeline/pattern_table.h"
#include "pipeline/tsv.h"
#include "pipeline/unicode.h"

namespace zhibiao {

std::span<const EmbeddedFile> ExtractorTables();

namespace {

constexpr std::size_t kMaxHeadBytes = 90;  // a longer cell is text, not a head or a label

template <typename Meaning>
struct NamedMeaning {
  std::string_view name;
  Meaning meaning;
};

constexpr NamedMeaning<ColumnRole> kColumnRoles[] = {
    {"project", ColumnRole::kProject}, {"project_code", ColumnRole::kProjectCode},
    {"agency", ColumnRole::kAgency},   {"activity", ColumnRole::kActivity},
    {"goal", ColumnRole::kGoal},       {"level0", ColumnRole::kLevel0},
    {"level1", ColumnRole::kLevel1},   {"level2", ColumnRole::kLevel2},
    {"level3", ColumnRole::kLevel3},   {"level4", ColumnRole::kLevel4},
    {"sign", ColumnRole::kSign},       {"value", ColumnRole::kValue},
    {"annual", ColumnRole::kAnnual},   {"period", ColumnRole::kPeriod},
    {"actual", ColumnRole::kActual},   {"unit", ColumnRole::kUnit},
    {"weight", ColumnRole::kWeight},   {"score", ColumnRole::kScore},
    {"reason", ColumnRole::kReason},   {"direction", ColumnRole::kDirection},
    {"note", ColumnRole::kNote},       {"money", ColumnRole::kMoney},
    {"number", ColumnRole::kNumber},
};

constexpr NamedMeaning<Label> kLabels[] = {
    {"project", Label::kProject},
    {"project_code", Label::kProjectCode},
    {"department", Label::kDepartment},
    {"agency", Label::kAgency},
    {"goal.period", Label::kGoalPeriod},
    {"goal.annual", Label::kGoalAnnual},
    {"goal.overall", Label::kGoalOverall},
    {"goal.done", Label::kGoalDone},
    {"tasks.key", Label::kTasksKey},
    {"tasks.other", Label::kTasksOther},
    {"funding", Label::kFunding},
    {"indicators", Label::kIndicators},
    {"total", Label::kTotal},
    {"unit", Label::kUnit},
    {"task_name", Label::kTaskName},
    {"task_content", Label::kTaskContent},
    {"task_expected", Label::kTaskExpected},
    {"task_amount", Label::kTaskAmount},
};

constexpr NamedMeaning<Shape> kShapes[] = {
    {"page_number", Shape::kPageNumber},
    {"sign", Shape::kSign},
    {"number", Shape::kNumber},
    {"sum", Shape::kSum},
    {"value", Shape::kValue},
    {"debris", Shape::kDebris},
};

struct TitleRow {
  std::string_view name;
  DisclosureKind kind;
  DisclosureScope scope;
  bool is_form;
};

constexpr TitleRow kTitles[] = {
    {"kind=self_evaluation", DisclosureKind::kSelfEvaluation, DisclosureScope::kUnknown, false},
    {"kind=monitoring", DisclosureKind::kMonitoring, DisclosureScope::kUnknown, false},
    {"kind=approval", DisclosureKind::kApproval, DisclosureScope::kUnknown, false},
    {"kind=application", DisclosureKind::kApplication, DisclosureScope::kUnknown, false},
    {"scope=department", DisclosureKind::kUnknown, DisclosureScope::kDepartment, false},
    {"scope=project", DisclosureKind::kUnknown, DisclosureScope::kProject, false},
    {"form", DisclosureKind::kUnknown, DisclosureScope::kUnknown, true},
};

// A TSV of patterns whose `means` are names of `Meaning`.
template <typename Meaning>
struct MeaningTable {
  Status status;
  std::vector<Meaning> meanings;  // by row
  std::optional<PatternSet> patterns;

  // Of the rows that match, in the order of the file.
  std::vector<Meaning> Matches(std::string_view key) const {
    std::vector<Meaning> found;
    if (patterns) {
      for (const int row : patterns->Match(key)) {
        found.push_back(meanings[static_cast<std::size_t>(row)]);
      }
    }
    return found;
  }

  Meaning FirstMatch(std::string_view key, Meaning none) const {
    const std::vector<Meaning> found = Matches(key);
    return found.empty() ? none : found.front();
  }
};

std::string_view TextOfTable(std::string_view file_name) {
  for (const EmbeddedFile& file : ExtractorTables()) {
    if (file.path.ends_with(file_name)) {
      return file.text;
    }
  }
  return {};
}

bool IsDigitOrPunctuation(char c) {
  return (c >= '0' && c <= '9') || c == '.' || c == '%' || c == '-';
}

// "分值(90分)" → "分值", "资金(万元)" → "资金": what stands in the closing bracket is no part of
// the name.
std::string_view DropClosingBracket(std::string_view key) {
  constexpr std::string_view kMarks[] = {"分", "元", "%", "单位", "填"};
  if (!key.ends_with(')')) {
    return key;
  }
  const std::size_t open = key.rfind('(');
  if (open == std::string_view::npos || open == 0) {
    return key;
  }
  const std::string_view inside = key.substr(open + 1, key.size() - open - 2);
  const bool droppable =
      std::all_of(inside.begin(), inside.end(), IsDigitOrPunctuation) ||
      std::any_of(std::begin(kMarks), std::end(kMarks), [&](std::string_view mark) {
        return inside.find(mark) != std::string_view::npos;
      });
  return droppable ? key.substr(0, open) : key;
}

std::string HeadKey(std::string_view text) {
  const std::string key = FoldKey(text);
  std::string_view head = key;
  while (head.ends_with(':')) {
    head.remove_suffix(1);
  }
  head = DropClosingBracket(head);
  while (head.ends_with(':')) {
    head.remove_suffix(1);
  }
  return std::string(head);
}

// "年度(/项目)指标值" → "年度指标值": asides in brackets, anywhere.
std::string DropAsides(std::string_view key) {
  std::string rest;
  int depth = 0;
  for (const char c : key) {
    depth += c == '(' ? 1 : 0;
    if (depth == 0) {
      rest += c;
    }
    depth -= c == ')' && depth > 0 ? 1 : 0;
  }
  return rest;
}

template <typename Row>
const Row* FindNamed(std::span<const Row> names, std::string_view name) {
  const auto it =
      std::find_if(names.begin(), names.end(), [&](const Row& n) { return n.name == name; });
  return it == names.end() ? nullptr : &*it;
}

using KeyOf = std::string (*)(std::string_view);  // prepares a text as cells are prepared

// Errors: kInvalidInput  a row whose example does not match, or whose counter-example does.
Status Prove(const TsvTable& table, const PatternSet& patterns, KeyOf key_of) {
  for (std::size_t i = 0; i < table.rows().size(); ++i) {
    const TsvRow& row = table.rows()[i];
    const auto matches = [&](const std::string& text) {
      const std::vector<int> hits = patterns.Match(key_of(text));
      return std::binary_search(hits.begin(), hits.end(), static_cast<int>(i));
    };
    if (!matches(table.Get(row, "example")) || matches(table.Get(row, "counter_example"))) {
      return {StatusCode::kInvalidInput, table.name() + ": " + table.Get(row, "id") +
                                             ": its example or counter-example disproves it"};
    }
  }
  return {};
}

// Loads `file_name` into `loaded`. `whole`: patterns match whole texts.
template <typename Meaning, typename Row, typename MeaningOf>
Status LoadInto(MeaningTable<Meaning>& loaded, std::string_view file_name,
                std::span<const Row> names, MeaningOf meaning_of, KeyOf key_of, bool whole) {
  ZHIBIAO_TRY(const TsvTable table,
              TsvTable::Parse(file_name, TextOfTable(file_name),
                              {"id", "re2", "means", "example", "counter_example", "source"}));
  std::vector<std::string> patterns;
  for (const TsvRow& row : table.rows()) {
    const Row* name = FindNamed(names, table.Get(row, "means"));
    if (name == nullptr) {
      return {StatusCode::kInvalidInput,
              std::string(file_name) + ": " + table.Get(row, "id") + ": unknown meaning"};
    }
    loaded.meanings.push_back(meaning_of(*name));
    patterns.push_back(table.Get(row, "re2"));
  }
  ZHIBIAO_TRY(PatternSet set, PatternSet::Make(patterns, whole ? PatternSet::Place::kWhole
                                                               : PatternSet::Place::kAnywhere));
  loaded.patterns = std::move(set);
  return Prove(table, *loaded.patterns, key_of);
}

template <typename Meaning, typename Row, typename MeaningOf>
MeaningTable<Meaning> LoadTable(std::string_view file_name, std::span<const Row> names,
                                MeaningOf meaning_of, KeyOf key_of, bool whole) {
  MeaningTable<Meaning> loaded;
  loaded.status = LoadInto(loaded, file_name, names, meaning_of, key_of, whole);
  return loaded;
}

const MeaningTable<ColumnRole>& ColumnTable() {
  static const auto kTable = LoadTable<ColumnRole>(
      "columns.tsv", std::span<const NamedMeaning<ColumnRole>>(kColumnRoles),
      [](const auto& row) { return row.meaning; }, HeadKey, true);
  return kTable;
}

const MeaningTable<Label>& LabelTable() {
  static const auto kTable = LoadTable<Label>(
      "labels.tsv", std::span<const NamedMeaning<Label>>(kLabels),
      [](const auto& row) { return row.meaning; }, HeadKey, true);
  return kTable;
}

const MeaningTable<Shape>& ShapeTable() {
  static const auto kTable = LoadTable<Shape>(
      "shapes.tsv", std::span<const NamedMeaning<Shape>>(kShapes),
      [](const auto& row) { return row.meaning; }, FoldKey, true);
  return kTable;
}

const MeaningTable<TitleRow>& TitleTable() {
  static const auto kTable = LoadTable<TitleRow>(
      "titles.tsv", std::span<const TitleRow>(kTitles), [](const TitleRow& row) { return row; },
      FoldKey, false);
  return kTable;
}

struct KnownHead {
  std::u32string word;
  ColumnRole role = ColumnRole::kNone;
};

struct KnownHeads {
  Status status;
  std::vector<KnownHead> rows;

  ColumnRole Nearest(std::string_view head) const;
};

std::u32string CodesOf(std::string_view text) {
  std::u32string codes;
  while (!text.empty()) {
    codes += NextCodePoint(text);
  }
  return codes;
}

// How many characters must be changed, put in or taken out to make one of the other.
std::size_t Distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

ColumnRole KnownHeads::Nearest(std::string_view head) const {
  const std::u32string read = CodesOf(DropAsides(HeadKey(head)));
  ColumnRole role = ColumnRole::kNone;
  std::size_t least = read.size();
  for (const KnownHead& known : rows) {
    const std::size_t distance = Distance(read, known.word);
    if (distance < least) {
      least = distance;
      role = 5 * distance <= 2 * known.word.size() ? known.role : ColumnRole::kNone;
    } else if (distance == least && known.role != role) {
      role = ColumnRole::kNone;
    }
  }
  return role;
}

// Errors: kInvalidInput  a row that its example or counter-example disproves.
Status LoadKnownHeads(KnownHeads& heads) {
  ZHIBIAO_TRY(const TsvTable table,
              TsvTable::Parse("known_heads.tsv", TextOfTable("known_heads.tsv"),
                              {"id", "head", "means", "example", "counter_example", "source"}));
  for (const TsvRow& row : table.rows()) {
    heads.rows.push_back(
        {CodesOf(FoldKey(table.Get(row, "head"))), FindColumnRoleNamed(table.Get(row, "means"))});
  }
  for (std::size_t i = 0; i < heads.rows.size(); ++i) {
    const TsvRow& row = table.rows()[i];
    const ColumnRole role = heads.rows[i].role;
    if (role == ColumnRole::kNone || heads.Nearest(table.Get(row, "example")) != role ||
        heads.Nearest(table.Get(row, "counter_example")) == role) {
      return {StatusCode::kInvalidInput, "known_heads.tsv: " + table.Get(row, "id") +
                                             ": its example or counter-example disproves it"};
    }
  }
  return {};
}

const KnownHeads& TheKnownHeads() {
  static const KnownHeads kHeads = [] {
    KnownHeads loaded;
    loaded.status = LoadKnownHeads(loaded);
    return loaded;
  }();
  return kHeads;
}

}  // namespace

Status CheckFormVocabulary() {
  ZHIBIAO_RETURN_IF_ERROR(ColumnTable().status);
  ZHIBIAO_RETURN_IF_ERROR(LabelTable().status);
  ZHIBIAO_RETURN_IF_ERROR(ShapeTable().status);
  ZHIBIAO_RETURN_IF_ERROR(TheKnownHeads().status);
  return TitleTable().status;
}

ColumnRole FindColumnRole(std::string_view head) {
  if (head.empty() || head.size() > kMaxHeadBytes) {
    return ColumnRole::kNone;
  }
  const std::string key = HeadKey(head);
  const ColumnRole role = ColumnTable().FirstMatch(key, ColumnRole::kNone);
  if (role != ColumnRole::kNone || key.find('(') == std::string::npos) {
    return role;
  }
  return ColumnTable().FirstMatch(DropAsides(key), ColumnRole::kNone);
}

ColumnRole FindColumnRoleLike(std::string_view head) {
  return head.empty() || head.size() > kMaxHeadBytes ? ColumnRole::kNone
                                                     : TheKnownHeads().Nearest(head);
}

ColumnRole FindColumnRoleNamed(std::string_view name) {
  const auto* row = FindNamed(std::span<const NamedMeaning<ColumnRole>>(kColumnRoles), name);
  return row == nullptr ? ColumnRole::kNone : row->meaning;
}

Label FindLabel(std::string_view text) {
  if (text.empty() || text.size() > kMaxHeadBytes) {
    return Label::kNone;
  }
  const std::string key = HeadKey(text);
  const Label label = LabelTable().FirstMatch(key, Label::kNone);
  if (label != Label::kNone || key.find('(') == std::string::npos) {
    return label;
  }
  return LabelTable().FirstMatch(DropAsides(key), Label::kNone);
}

bool HasShape(std::string_view text, Shape shape) {
  if (text.size() > kMaxHeadBytes) {
    return false;
  }
  const std::vector<Shape> shapes = ShapeTable().Matches(FoldKey(text));
  return std::find(shapes.begin(), shapes.end(), shape) != shapes.end();
}

TitleMeaning ReadTitle(std::string_view title) {
  TitleMeaning meaning;
  const std::string key = FoldKey(title);
  for (const TitleRow& row : TitleTable().Matches(key)) {
    meaning.is_form = meaning.is_form || row.is_form;
    meaning.kind = meaning.kind == DisclosureKind::kUnknown ? row.kind : meaning.kind;
    meaning.scope = meaning.scope == DisclosureScope::kUnknown ? row.scope : meaning.scope;
  }
  return meaning;
}

bool IsPageNumber(std::string_view text) {
  return HasShape(text, Shape::kPageNumber);
}

bool StartsForm(const std::vector<std::string>& row_texts) {
  if (row_texts.size() == 1 && ReadTitle(row_texts.front()).is_form) {
    return true;
  }
  return std::any_of(row_texts.begin(), row_texts.end(), [](const std::string& text) {
    const Label label = FindLabel(text);
    return label == Label::kProject || label == Label::kDepartment;
  });
}

}  // namespace zhibiao
