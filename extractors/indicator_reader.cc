#include "extractors/indicator_reader.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "extractors/other_reading.h"
#include "pipeline/taxonomy.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

// Confidence of a record, and what takes from it. At 0.95 and above users take a record without a
// look.
constexpr double kCertain = 0.99;
constexpr double kClippedText = 0.7;
constexpr double kUnmappedText = 0.3;
constexpr double kInferredColumns = 0.85;
constexpr double kUnruledTable = 0.85;
constexpr double kUnknownLevel = 0.9;
constexpr double kInferredLevel = 0.96;
constexpr double kNameIsLevel = 0.6;
constexpr double kMisplacedPart = 0.7;
constexpr double kOddWeight = 0.9;
constexpr double kNoName = 0.5;
constexpr double kJoinedRow = 0.85;
constexpr double kDoubtfulProject = 0.9;

bool IsValueRole(ColumnRole role) {
  return role == ColumnRole::kValue || role == ColumnRole::kAnnual || role == ColumnRole::kPeriod ||
         role == ColumnRole::kActual;
}

// The number of "指标3：…"; 0 where the name has none.
int NameOrdinal(std::string_view name) {
  constexpr std::string_view kPrefix = "指标";
  if (!name.starts_with(kPrefix)) {
    return 0;
  }
  int ordinal = 0;
  for (const char c : name.substr(kPrefix.size())) {
    if (c < '0' || c > '9' || ordinal > 99) {
      break;
    }
    ordinal = ordinal * 10 + (c - '0');
  }
  return ordinal;
}

// The longest level name at the start of `text`; its length in bytes, 0 where there is none.
std::size_t LevelPrefix(std::string_view text, int level, std::string_view level1_code) {
  constexpr int kMaxNameCodes = 14;
  std::size_t longest = 0;
  std::string_view rest = text;
  for (int i = 0; i < kMaxNameCodes && !rest.empty(); ++i) {
    NextCodePoint(rest);
    const std::size_t length = text.size() - rest.size();
    const std::string_view prefix = text.substr(0, length);
    if (prefix.ends_with("指标") && FindLevel(prefix, level, level1_code) != nullptr) {
      longest = length;
    }
  }
  return longest;
}

// 产出指标 as an indicator's name: columns were taken for others. (服务对象满意度 is a good name.)
bool IsLevelName(std::string_view text) {
  return text.ends_with("指标") && (FindLevel(text, 1) != nullptr || FindLevel(text, 2) != nullptr);
}

bool HasUnmapped(std::string_view text) {
  return text.find("\xEF\xBF\xBD") != std::string_view::npos;
}

// A unit that is a number, or a sign that is none, stands in the wrong column.
bool HasMisplacedPart(const Indicator& indicator) {
  return std::any_of(
      indicator.values.begin(), indicator.values.end(), [](const IndicatorValue& value) {
        const bool unit = value.raw_unit && HasShape(*value.raw_unit, Shape::kNumber);
        const bool sign =
            value.raw_sign && !value.raw_sign->empty() && !HasShape(*value.raw_sign, Shape::kSign);
        return unit || sign;
      });
}

// 完成值 beside 性质 | 指标值 | 单位: what was done is no bound, and may bring its own unit.
bool IsPlainActual(const HeadColumn& column) {
  return column.role == ColumnRole::kActual && column.parent == ColumnRole::kNone;
}

bool AllBlank(const std::vector<IndicatorValue>& values) {
  return std::all_of(values.begin(), values.end(),
                     [](const IndicatorValue& value) { return value.raw.empty(); });
}

}  // namespace

IndicatorReader::IndicatorReader(const JoinedTable& joined, const TableView& view, int table,
                                 DocumentRecord& record, Findings& findings)
    : joined_(joined),
      view_(view),
      table_(table),
      record_(record),
      findings_(findings),
      doubts_(findings) {}

void IndicatorReader::Begin(HeadMap head, std::string project) {
  head_ = std::move(head);
  active_ = true;
  project_ = std::move(project);
  project_cell_ = -1;
  project_doubt_ = false;
  groups_.assign(static_cast<std::size_t>(head_.groups), {});
  has_period_ = head_.Has(ColumnRole::kPeriod) || head_.groups > 1;
}

// Each cell of the row goes to the column of the head that it shares most grid columns with.
std::vector<IndicatorReader::Slot> IndicatorReader::ReadSlots(int row) const {
  std::vector<Slot> slots(head_.columns.size());
  for (const Cell* cell : view_.Covering(row, 0, view_.cols())) {
    std::size_t best = 0;
    int best_overlap = 0;
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      const HeadColumn& column = head_.columns[i];
      const int overlap =
          std::min(column.col1, cell->col + cell->col_span) - std::max(column.col0, cell->col);
      const bool better = overlap > best_overlap || (overlap == best_overlap && overlap > 0 &&
                                                     head_.columns[best].role == ColumnRole::kNone);
      if (better) {
        best = i;
        best_overlap = overlap;
      }
    }
    if (best_overlap == 0) {
      continue;
    }
    Slot& slot = slots[best];
    AppendReading(CellText(*cell), OtherCellText(*cell), slot.text, slot.other);
    slot.confidence = std::min(slot.confidence, cell->source.confidence);
    slot.cell = slot.cell == nullptr ? cell : slot.cell;
    slot.fresh = slot.fresh || cell->row == row;
    slot.clipped = slot.clipped || joined_.clipped[static_cast<std::size_t>(view_.IndexOf(*cell))];
  }
  return slots;
}

const IndicatorReader::Slot* IndicatorReader::SlotOf(const std::vector<Slot>& slots,
                                                     ColumnRole role, int group) const {
  for (std::size_t i = 0; i < head_.columns.size(); ++i) {
    if (head_.columns[i].role == role && head_.columns[i].group == group) {
      return &slots[i];
    }
  }
  return nullptr;
}

// A row of the grid is a row of the table where an indicator's name or value begins.
bool IndicatorReader::IsFresh(const std::vector<Slot>& slots) const {
  for (std::size_t i = 0; i < head_.columns.size(); ++i) {
    const ColumnRole role = head_.columns[i].role;
    if ((role == ColumnRole::kLevel3 || IsValueRole(role)) && slots[i].fresh) {
      return true;
    }
  }
  return false;
}

bool IndicatorReader::IsTotal(int row) const {
  const std::vector<const Cell*> cells = view_.Beginning(row);
  return !cells.empty() && FindLabel(cells.front()->text) == Label::kTotal;
}

bool IndicatorReader::AtPageStart(int row) const {
  return std::binary_search(joined_.page_starts.begin(), joined_.page_starts.end(), row);
}

void IndicatorReader::ReadProject(const std::vector<Slot>& slots) {
  const Slot* slot = SlotOf(slots, ColumnRole::kProject, 0);
  if (slot == nullptr || slot->cell == nullptr) {
    return;
  }
  const int index = view_.IndexOf(*slot->cell);
  if (index == project_cell_) {
    return;
  }
  project_cell_ = index;
  project_doubt_ = slot->text.empty() || slot->clipped;
  if (!slot->text.empty()) {
    project_ = slot->text;
    groups_.assign(groups_.size(), {});
  }
}

// A level across the whole row: it holds for the rows below.
bool IndicatorReader::ReadSection(int row) {
  const std::vector<const Cell*> cells = view_.Beginning(row);
  const HeadColumn* name = head_.Find(ColumnRole::kLevel3, 0);
  if (cells.size() != 1 || name == nullptr) {
    return false;
  }
  const Cell& cell = *cells.front();
  const LevelName* level1 = FindLevel(cell.text, 1);
  const LevelName* level = level1 != nullptr ? level1 : FindLevel(cell.text, 2);
  if (cell.col > name->col0 || cell.col + cell.col_span <= name->col1 || level == nullptr) {
    return false;
  }
  for (GroupState& state : groups_) {
    state.level2 = {};
    LevelState& read = level1 != nullptr ? state.level1 : state.level2;
    read = {};
    read.level = {level->code, CellText(cell), FieldSource::kPrinted};
  }
  return true;
}

bool IndicatorReader::ReadRow(int row) {
  if (ReadSection(row)) {
    return true;
  }
  const std::vector<Slot> slots = ReadSlots(row);
  if (!IsFresh(slots) || IsTotal(row)) {
    return true;
  }
  ReadProject(slots);
  bool read = true;
  for (int group = 0; group < head_.groups; ++group) {
    read = ReadGroup(slots, row, group) && read;
  }
  return read;
}

void IndicatorReader::ReadLevel1(const Slot* slot, GroupState& state) {
  state.level1.printed_here = false;
  const int index = slot == nullptr || slot->text.empty() ? -1 : view_.IndexOf(*slot->cell);
  if (index < 0 || index == state.level1.cell) {
    FieldSource& source = state.level1.level.source;
    source = source == FieldSource::kPrinted ? FieldSource::kInherited : source;
    return;
  }
  const LevelName* name = FindLevel(slot->text, 1);
  state.level1 = {{name == nullptr ? "" : name->code, slot->text, FieldSource::kPrinted},
                  index,
                  true,
                  slot->confidence};
}

void IndicatorReader::ReadLevel2(const Slot* slot, int row, const std::string& name,
                                 GroupState& state) {
  const int index = slot == nullptr || slot->cell == nullptr ? -1 : view_.IndexOf(*slot->cell);
  const bool same_cell = index >= 0 && index == state.level2.cell;
  const int ordinal = NameOrdinal(name);
  const bool restarts = ordinal == 1 && state.last_ordinal >= 1;
  state.last_ordinal = ordinal;
  state.level2.printed_here = false;
  if (index >= 0 && !slot->text.empty() && !same_cell) {
    const LevelName* known = FindLevel(slot->text, 2, state.level1.level.code);
    state.level2 = {{known == nullptr ? "" : known->code, slot->text, FieldSource::kPrinted},
                    index,
                    true,
                    slot->confidence};
    return;
  }
  state.level2.level.source = FieldSource::kInherited;
  if (same_cell) {
    return;
  }
  state.level2.cell = index;
  // A blank cell is carried over from above, but not where the publisher left a merged cell empty,
  // where another level 1 begins, or where the numbering of the names starts again.
  const bool blank_merged =
      index >= 0 && slot->cell->row_span > 1 && !AtPageStart(row) && joined_.ruled;
  if (state.level1.printed_here || blank_merged || restarts) {
    state.level2.level = {};
    state.level2.confidence = 1;
  }
}

// Level 2 tells its level 1 where that is not printed.
void IndicatorReader::SettleParents(GroupState& state) {
  const Level& level2 = state.level2.level;
  if (level2.code.empty() || !state.level2.printed_here || state.level1.printed_here ||
      state.level1.cell >= 0) {
    return;
  }
  const std::string parent = level2.code.substr(0, level2.code.find('.'));
  if (parent == state.level1.level.code || StandardLevelName(parent).empty()) {
    return;
  }
  state.level1.level = {parent, std::string(StandardLevelName(parent)), FieldSource::kInferred};
  state.level1.confidence = state.level2.confidence;
}

void IndicatorReader::ReadLevels(const std::vector<Slot>& slots, int row, int group,
                                 const std::string& name) {
  GroupState& state = groups_[static_cast<std::size_t>(group)];
  const Slot* slot1 = SlotOf(slots, ColumnRole::kLevel1, group);
  const Slot* slot2 = SlotOf(slots, ColumnRole::kLevel2, group);
  // One cell across both level columns: its name says which level it is.
  if (slot1 != nullptr && slot2 != nullptr && slot2->cell == nullptr && !slot1->text.empty() &&
      FindLevel(slot1->text, 1) == nullptr && FindLevel(slot1->text, 2) != nullptr) {
    std::swap(slot1, slot2);
    state.level1.cell = -1;  // not printed here: level 2 may contradict what would be carried over
  }
  // A blank level-1 cell of its own: the same.
  if (slot1 != nullptr && slot1->cell != nullptr && slot1->text.empty()) {
    state.level1.cell = -1;
  }
  ReadLevel1(slot1, state);
  ReadLevel2(slot2, row, name, state);
  SettleParents(state);
}

ValueRole IndicatorReader::RoleOf(const HeadColumn& column) const {
  switch (column.role) {
    case ColumnRole::kActual:
      return ValueRole::kActual;
    case ColumnRole::kPeriod:
      return ValueRole::kPeriod;
    default:
      break;
  }
  if (!has_period_) {
    return ValueRole::kTarget;
  }
  return head_.groups > 1 && column.group == 0 && column.role != ColumnRole::kAnnual
             ? ValueRole::kPeriod
             : ValueRole::kAnnual;
}

// The sign or unit that belongs to a value: under the same head; or, beside plain values, the only
// one.
const IndicatorReader::Slot* IndicatorReader::PartOf(const std::vector<Slot>& slots,
                                                     const HeadColumn& value,
                                                     ColumnRole part) const {
  for (std::size_t i = 0; i < head_.columns.size(); ++i) {
    const HeadColumn& column = head_.columns[i];
    if (column.role == part && column.group == value.group && column.parent == value.parent) {
      return &slots[i];
    }
  }
  return nullptr;
}

std::vector<IndicatorValue> IndicatorReader::ReadValues(const std::vector<Slot>& slots,
                                                        int group) const {
  std::vector<IndicatorValue> values;
  for (std::size_t i = 0; i < head_.columns.size(); ++i) {
    const HeadColumn& column = head_.columns[i];
    if (!IsValueRole(column.role) || column.group != group) {
      continue;
    }
    IndicatorValue value;
    value.role = RoleOf(column);
    value.raw = slots[i].text;
    value.raw_other = slots[i].other;
    if (slots[i].cell != nullptr) {
      value.source = slots[i].cell->source;
    }
    const Slot* sign = PartOf(slots, column, ColumnRole::kSign);
    if (sign != nullptr && !IsPlainActual(column)) {
      value.raw_sign = sign->text;
      value.sign_other = sign->other;
    }
    const Slot* unit = PartOf(slots, column, ColumnRole::kUnit);
    if (unit != nullptr && (!IsPlainActual(column) || HasShape(value.raw, Shape::kNumber))) {
      value.raw_unit = unit->text;
      value.unit_other = unit->other;
    }
    values.push_back(std::move(value));
  }
  return values;
}

// The name goes on in a cell of its own while the value's cell covers both rows, and other names
// are numbered: the form's cell was cut, not another indicator begun.
bool IndicatorReader::ContinuesName(const Slot* name, const std::vector<Slot>& slots,
                                    int group) const {
  const GroupState& state = groups_[static_cast<std::size_t>(group)];
  if (state.last_indicator < 0 || state.last_ordinal == 0 || name == nullptr ||
      name->text.empty() || NameOrdinal(name->text) > 0) {
    return false;
  }
  for (std::size_t i = 0; i < head_.columns.size(); ++i) {
    const bool value = IsValueRole(head_.columns[i].role) && head_.columns[i].group == group;
    if (value && (slots[i].fresh || slots[i].text.empty())) {
      return false;
    }
  }
  return true;
}

// A row that the page break cut in two: the part on the new page has a name without a value or a
// value without a name, and no level of its own.
bool IndicatorReader::JoinsRowBefore(const Slot* name, const std::vector<IndicatorValue>& values,
                                     const std::vector<Slot>& slots, int row, int group) const {
  if (!AtPageStart(row) || groups_[static_cast<std::size_t>(group)].last_indicator < 0) {
    return false;
  }
  for (const ColumnRole role : {ColumnRole::kLevel1, ColumnRole::kLevel2, ColumnRole::kWeight}) {
    const Slot* slot = SlotOf(slots, role, group);
    if (slot != nullptr && slot->fresh && !slot->text.empty()) {
      return false;
    }
  }
  const bool has_name = name != nullptr && !name->text.empty();
  return has_name == AllBlank(values);
}

void IndicatorReader::AppendToRowBefore(const Slot* name, const std::vector<IndicatorValue>& values,
                                        int group) {
  const int last = groups_[static_cast<std::size_t>(group)].last_indicator;
  Indicator& indicator = record_.indicators[static_cast<std::size_t>(last)];
  if (name != nullptr) {
    indicator.level3.text += name->text;
    indicator.confidence = std::min(indicator.confidence, name->confidence);
  }
  for (std::size_t i = 0; i < values.size() && i < indicator.values.size(); ++i) {
    AppendReading(values[i].raw, values[i].raw_other, indicator.values[i].raw,
                  indicator.values[i].raw_other);
    indicator.confidence = std::min(indicator.confidence, values[i].source.confidence);
  }
  indicator.confidence = std::min(indicator.confidence, kJoinedRow);
  findings_.Add(FindingCode::kContinuationDoubt, indicator.source,
                "a row that was cut in two was joined: “" + indicator.level3.text + "”");
}

// "产出指标数量指标…" in one cell: the names of the levels stand before the indicator's.
void IndicatorReader::SplitFusedLevels(Indicator& indicator) const {
  if (head_.Has(ColumnRole::kLevel1) || head_.Has(ColumnRole::kLevel2)) {
    return;
  }
  const std::string_view text = indicator.level3.text;
  const std::size_t end1 = LevelPrefix(text, 1, {});
  if (end1 == 0) {
    return;
  }
  const std::string level1(text.substr(0, end1));
  const std::string code1 = FindLevel(level1, 1)->code;
  const std::size_t end2 = LevelPrefix(text.substr(end1), 2, code1);
  if (end2 == 0 || end1 + end2 == text.size()) {
    return;
  }
  const std::string level2(text.substr(end1, end2));
  indicator.level1 = {code1, level1, FieldSource::kPrinted};
  indicator.level2 = {FindLevel(level2, 2, code1)->code, level2, FieldSource::kPrinted};
  indicator.level3.text = std::string(text.substr(end1 + end2));
}

void IndicatorReader::CheckReadings(const std::vector<Slot>& slots, int group) {
  for (std::size_t i = 0; i < head_.columns.size(); ++i) {
    if (head_.columns[i].group == group && slots[i].cell != nullptr) {
      doubts_.Check(head_.columns[i].role, *slots[i].cell);
    }
  }
}

double IndicatorReader::Confidence(const Indicator& indicator,
                                   const std::vector<Slot>& slots) const {
  double confidence = kCertain * joined_.table.confidence;
  const auto cap = [&](bool when, double at_most) {
    confidence = when ? std::min(confidence, at_most) : confidence;
  };
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const Slot& slot = slots[i];
    const bool in_record = IsInRecord(head_.columns[i].role);
    cap(slot.clipped && slot.fresh, kClippedText);
    cap(HasUnmapped(slot.text), kUnmappedText);
    cap(in_record, slot.confidence);
  }
  cap(head_.inferred, kInferredColumns);
  cap(!joined_.ruled, kUnruledTable);
  cap(indicator.level3.text.empty(), kNoName);
  cap(IsLevelName(indicator.level3.text), kNameIsLevel);
  cap(!indicator.level1.text.empty() && indicator.level1.code.empty(), kUnknownLevel);
  cap(!indicator.level2.text.empty() && indicator.level2.code.empty(), kUnknownLevel);
  cap(indicator.level1.source == FieldSource::kInferred, kInferredLevel);
  cap(HasMisplacedPart(indicator), kMisplacedPart);
  cap(!indicator.weight.empty() && !HasShape(indicator.weight, Shape::kNumber), kOddWeight);
  cap(project_doubt_, kDoubtfulProject);
  cap(AllBlank(indicator.values), kUnknownLevel);
  return confidence;
}

bool IndicatorReader::ReadGroup(const std::vector<Slot>& slots, int row, int group) {
  const Slot* name = SlotOf(slots, ColumnRole::kLevel3, group);
  const std::string name_text = name == nullptr ? std::string() : name->text;
  std::vector<IndicatorValue> values = ReadValues(slots, group);
  CheckReadings(slots, group);
  if (ContinuesName(name, slots, group)) {
    AppendToRowBefore(name, {}, group);
    return true;
  }
  if (JoinsRowBefore(name, values, slots, row, group)) {
    AppendToRowBefore(name, values, group);
    return true;
  }
  ReadLevels(slots, row, group, name_text);
  if (name_text.empty() && AllBlank(values)) {
    return true;  // a level that the form prints and the publisher left blank
  }
  if (AllBlank(values) && HasShape(name_text, Shape::kDebris)) {
    findings_.Add(FindingCode::kTemplateDebris, name->cell->source,
                  "a line of the empty form was left in: “" + name_text + "”");
    return true;
  }
  GroupState& state = groups_[static_cast<std::size_t>(group)];
  Indicator indicator;
  indicator.ordinal = static_cast<int>(record_.indicators.size()) + 1;
  indicator.table = table_;
  indicator.row = row;
  indicator.project = project_;
  indicator.level1 = state.level1.level;
  indicator.level2 = state.level2.level;
  indicator.level3 = {
      "", name_text,
      name == nullptr || name->fresh ? FieldSource::kPrinted : FieldSource::kInherited};
  indicator.values = std::move(values);
  if (const Slot* weight = SlotOf(slots, ColumnRole::kWeight, group); weight != nullptr) {
    indicator.weight = weight->text;
  }
  if (const Slot* score = SlotOf(slots, ColumnRole::kScore, group); score != nullptr) {
    indicator.score = score->text;
  }
  if (const Slot* reason = SlotOf(slots, ColumnRole::kReason, group); reason != nullptr) {
    indicator.deviation_reason = reason->text;
  }
  const Slot* place = name != nullptr && name->cell != nullptr ? name : nullptr;
  indicator.source = place != nullptr ? place->cell->source : indicator.values.front().source;
  SplitFusedLevels(indicator);
  indicator.confidence =
      std::min({Confidence(indicator, slots), state.level1.confidence, state.level2.confidence});
  state.last_indicator = static_cast<int>(record_.indicators.size());
  record_.indicators.push_back(std::move(indicator));
  return !name_text.empty();
}

}  // namespace zhibiao
