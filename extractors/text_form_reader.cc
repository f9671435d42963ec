#include "extractors/text_form_reader.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "extractors/block_reader.h"
#include "extractors/disclosure_reader.h"
#include "extractors/document_reader.h"
#include "extractors/form_vocabulary.h"
#include "extractors/line_builder.h"
#include "extractors/table_view.h"
#include "extractors/text_levels.h"
#include "extractors/text_tables.h"
#include "pipeline/taxonomy.h"

namespace zhibiao {
namespace {

constexpr double kAlignedRow = 0.97;  // the dump kept its columns
constexpr double kRepairedRow = 0.9;  // told by vocabulary and shape
constexpr double kMisfitRow = 0.5;    // more or fewer cells than the head has columns
constexpr std::size_t kMaxLabelBytes = 60;
constexpr double kAlignedShare = 0.9;  // of the rows that must fit the head's columns

bool IsValueRole(ColumnRole role) {
  return role == ColumnRole::kValue || role == ColumnRole::kAnnual || role == ColumnRole::kPeriod ||
         role == ColumnRole::kActual;
}

bool IsLevelRole(ColumnRole role) {
  return role == ColumnRole::kLevel1 || role == ColumnRole::kLevel2;
}

SourceRef LineRef(int line) {
  SourceRef source;
  source.line = line;
  source.origin = TextOrigin::kPlainText;
  return source;
}

std::vector<std::string> Filled(const TextRow& row) {
  std::vector<std::string> cells;
  std::copy_if(row.cells.begin(), row.cells.end(), std::back_inserter(cells),
               [](const std::string& cell) { return !cell.empty(); });
  return cells;
}

// The columns that a head line names, in order; empty where the line is no head.
std::vector<ColumnRole> ReadHeadLine(const TextRow& row) {
  std::vector<ColumnRole> roles;
  roles.reserve(row.cells.size());
  for (const std::string& cell : row.cells) {
    roles.push_back(FindColumnRole(cell));
  }
  // 绩效指标 left of 一级指标 names the section, no column.
  const auto level = std::find_if(roles.begin(), roles.end(), IsLevelRole);
  if (level != roles.end()) {
    std::replace(roles.begin(), level, ColumnRole::kLevel3, ColumnRole::kNone);
  }
  const bool levels = std::find(roles.begin(), roles.end(), ColumnRole::kLevel3) != roles.end();
  const bool values = std::any_of(roles.begin(), roles.end(), IsValueRole);
  while (!roles.empty() && roles.back() == ColumnRole::kNone) {
    roles.pop_back();
  }
  return levels && values ? roles : std::vector<ColumnRole>();
}

// A row of indicators sorted into the head's columns.
struct SortedRow {
  std::vector<std::string> levels;  // level names, left to right
  std::string name;
  std::vector<std::pair<ColumnRole, std::string>> rest;  // values and what follows
  double confidence = kRepairedRow;
};

bool IsAmountHead(const std::string& text) {
  const Label label = FindLabel(text);
  return label == Label::kTaskAmount || label == Label::kFunding ||
         FindColumnRole(text) == ColumnRole::kMoney;
}

// Heads of sums, one of which stands under the head of a text: the line lost its place.
bool IsShiftedHead(const TextRow& above, const TextRow& row) {
  bool sums = true;
  bool under_text = false;
  for (std::size_t col = 0; col < row.cells.size(); ++col) {
    const std::string& cell = row.cells[col];
    const bool over = col < above.cells.size() && !above.cells[col].empty();
    sums = sums && (cell.empty() || IsAmountHead(cell));
    under_text = under_text || (!cell.empty() && over && !IsAmountHead(above.cells[col]));
  }
  return sums && under_text;
}

class TextFormReading {
 public:
  TextFormReading(const std::vector<TextRow>& rows, DocumentRecord& record, Findings& findings)
      : rows_(rows), record_(record), findings_(findings), disclosure_(record.disclosure) {}

  void Read() {
    std::size_t next = 0;
    while (next < rows_.size()) {
      next = ReadFrom(next);
    }
    CloseTable(rows_.size());
    disclosure_.AddForm(caption_, {});
    disclosure_.Finish(record_);
  }

 private:
  std::size_t ReadFrom(std::size_t at) {
    const TextRow& row = rows_[at];
    const std::vector<std::string> filled = Filled(row);
    if (filled.empty()) {
      CloseTable(at);
      task_kind_.reset();
      return at + 1;
    }
    const std::vector<ColumnRole> head = ReadHeadLine(row);
    if (!head.empty()) {
      OpenTable(at);
      return ReadIndicators(at + 1, head);
    }
    if (row.cells.size() == 1) {
      ReadFreeLine(row, filled.front());
      return at + 1;
    }
    OpenTable(at);
    if (const std::size_t end = EndOfBlock(at); end > at) {
      ReadBlock(at, end);
      return end;
    }
    ReadFormRow(row, filled);
    return at + 1;
  }

  // Behind the lines from `at` on that stand beside their labels; `at` where one of them lost its
  // blank cells: a text that is no label stands where labels are.
  std::size_t EndOfBlock(std::size_t at) const {
    std::size_t end = at;
    while (end < rows_.size() && rows_[end].cells.size() > 1 && ReadHeadLine(rows_[end]).empty()) {
      const std::string& first = rows_[end].cells.front();
      const bool shifted = end > at && IsShiftedHead(rows_[end - 1], rows_[end]);
      if (first.size() > kMaxLabelBytes || HasShape(first, Shape::kSum) || shifted) {
        return at;
      }
      ++end;
    }
    return rows_[at].cells.front().empty() ? at : end;
  }

  // Lines that kept their columns are read as the rows of a page's form are.
  void ReadBlock(std::size_t at, std::size_t end) {
    std::vector<const TextRow*> rows;
    for (std::size_t i = at; i < end; ++i) {
      rows.push_back(&rows_[i]);
    }
    const Table table = MakeTextTable(std::move(rows));
    const TableView view(table);
    BlockReader blocks(view, record_);
    for (int row = 0; row < table.rows; ++row) {
      if (!blocks.ReadRow(row)) {
        const TextRow& text = rows_[at + static_cast<std::size_t>(row)];
        LeaveOver(text, Filled(text));
      }
    }
    project_ = blocks.project().empty() ? project_ : blocks.project();
    disclosure_.AddFacts({blocks.agency(), blocks.money_unit()});
  }

  void ReadFreeLine(const TextRow& row, const std::string& text) {
    if (record_.disclosure.title.empty() && !IsAnnexMark(text)) {
      record_.disclosure.title = JoinCellLines(text);
    }
    caption_ += text + '\n';
    const auto [label, rest] = SplitLabelled(text);
    if (label == Label::kProject) {
      project_ = JoinCellLines(rest);
    } else if (label == Label::kGoalAnnual || label == Label::kGoalOverall ||
               label == Label::kGoalPeriod) {
      AddGoals(label, rest, row.line);
    }
  }

  void OpenTable(std::size_t at) { table_start_ = table_start_.value_or(at); }

  // The lines since the table began, as a table of single cells.
  void CloseTable(std::size_t end) {
    if (!table_start_) {
      return;
    }
    Table table;
    table.rows = static_cast<int>(end - *table_start_);
    table.confidence = kRepairedRow;
    for (std::size_t i = *table_start_; i < end; ++i) {
      const std::vector<std::string>& cells = rows_[i].cells;
      table.cols = std::max(table.cols, static_cast<int>(cells.size()));
      for (std::size_t col = 0; col < cells.size(); ++col) {
        Cell cell;
        cell.row = static_cast<int>(i - *table_start_);
        cell.col = static_cast<int>(col);
        cell.text = cells[col];
        cell.source = LineRef(rows_[i].line);
        table.cells.push_back(std::move(cell));
      }
    }
    ++record_.coverage.tables;
    record_.tables.push_back(std::move(table));
    table_start_.reset();
  }

  // A label with its value; a task; the head or a line of the tasks.
  void ReadFormRow(const TextRow& row, const std::vector<std::string>& filled) {
    const Label label = row.cells.front().empty() ? Label::kNone : FindLabel(row.cells.front());
    const std::string value = filled.size() > 1 ? filled[1] : std::string();
    switch (label) {
      case Label::kDepartment:
      case Label::kAgency:
        if (record_.disclosure.department.empty()) {
          record_.disclosure.department = StripAgencyCode(JoinCellLines(value));
        }
        return;
      case Label::kProject:
        project_ = JoinCellLines(value);
        return;
      case Label::kGoalAnnual:
      case Label::kGoalOverall:
      case Label::kGoalPeriod:
        AddGoals(label, value, row.line);
        return;
      case Label::kTasksKey:
      case Label::kTasksOther:
        BeginTasks(label, row);
        return;
      default:
        break;
    }
    if (task_kind_) {
      ReadTask(row);
    } else if (label != Label::kFunding || !ReadFunding(filled, row.line)) {
      LeaveOver(row, filled);
    }
  }

  void AddGoals(Label label, const std::string& text, int line) {
    for (auto& [number, goal_text] : SplitGoals(text)) {
      Goal goal;
      goal.kind = label == Label::kGoalAnnual   ? GoalKind::kAnnual
                  : label == Label::kGoalPeriod ? GoalKind::kPeriod
                                                : GoalKind::kOverall;
      goal.ordinal = number;
      goal.project = project_;
      goal.text = std::move(goal_text);
      goal.source = LineRef(line);
      record_.goals.push_back(std::move(goal));
    }
  }

  bool ReadFunding(const std::vector<std::string>& filled, int line) {
    bool any = false;
    for (std::size_t i = 1; i < filled.size(); ++i) {
      if (HasShape(filled[i], Shape::kSum)) {
        record_.funding.push_back({project_,
                                   filled[i - 1],
                                   {"", filled[i], "", MoneyUnitIn(filled.front())},
                                   LineRef(line)});
        any = true;
      }
    }
    return any;
  }

  void BeginTasks(Label label, const TextRow& row) {
    task_kind_ = label == Label::kTasksKey ? TaskKind::kKey : TaskKind::kOther;
    TextRow rest = row;
    rest.cells.front().clear();
    const bool is_head =
        std::any_of(rest.cells.begin(), rest.cells.end(),
                    [](const std::string& cell) { return FindLabel(cell) == Label::kTaskName; });
    if (is_head) {
      task_head_.clear();
      for (const std::string& cell : rest.cells) {
        task_head_.push_back(FindLabel(cell));
      }
    } else {
      task_head_.clear();
      ReadTask(rest);
    }
  }

  void ReadTask(const TextRow& row) {
    Task task;
    task.kind = *task_kind_;
    task.source = LineRef(row.line);
    const std::vector<std::string> filled = Filled(row);
    if (filled.size() == 1 && SplitTaskLine(filled.front(), task)) {
      record_.tasks.push_back(std::move(task));
      return;
    }
    if (std::all_of(filled.begin(), filled.end(), IsAmountHead)) {
      LeaveOver(row, filled);
      return;
    }
    for (std::size_t col = 0; col < row.cells.size(); ++col) {
      AddTaskCell(row.cells[col], col, task);
    }
    if (!task.name.empty()) {
      record_.tasks.push_back(std::move(task));
    }
  }

  void AddTaskCell(const std::string& cell, std::size_t col, Task& task) const {
    const Label label = col < task_head_.size() ? task_head_[col] : Label::kNone;
    if (cell.empty()) {
      return;
    }
    if (label == Label::kTaskExpected || label == Label::kGoalOverall) {  // 预期目标
      task.expected = cell;
    } else if (label == Label::kTaskAmount || HasShape(cell, Shape::kSum)) {
      task.amounts.push_back({"", cell, "", ""});
    } else if (label == Label::kTaskName || task.name.empty()) {
      task.name = cell;
    } else {
      task.content += cell;
    }
  }

  void LeaveOver(const TextRow& row, const std::vector<std::string>& filled) {
    std::string text;
    for (const std::string& cell : filled) {
      text += (text.empty() ? "" : " | ") + cell;
    }
    record_.coverage.unparsed.push_back({std::move(text), LineRef(row.line)});
  }

  // ── indicators
  // ───────────────────────────────────────────────────────────────────────────────────

  static bool EndsIndicators(const TextRow& row) {
    const std::vector<std::string> filled = Filled(row);
    return filled.empty() || row.cells.size() == 1 || !ReadHeadLine(row).empty();
  }

  std::size_t ReadIndicators(std::size_t at, const std::vector<ColumnRole>& head) {
    std::size_t end = at;
    while (end < rows_.size() && !EndsIndicators(rows_[end])) {
      ++end;
    }
    ++record_.coverage.tables_recognised;
    const bool aligned = IsAligned(at, end, head);
    TextLevels levels(findings_);
    const std::size_t first = record_.indicators.size();
    for (std::size_t i = at; i < end; ++i) {
      ReadIndicator(rows_[i], head, aligned, levels);
    }
    levels.InferMissing(record_, first);
    if (!aligned && end > at) {
      findings_.Add(FindingCode::kHeaderMismatch, LineRef(rows_[at - 1].line),
                    "head and rows do not line up");
      findings_.Add(FindingCode::kColumnsLost, LineRef(rows_[at].line),
                    "rows that lost their columns were repaired by vocabulary and shape");
    }
    return end;
  }

  // Whether the head's columns hold for the rows: names where the names belong, nothing beside
  // them.
  static bool FitsHead(const TextRow& row, const std::vector<ColumnRole>& head) {
    for (std::size_t col = 0; col < row.cells.size(); ++col) {
      const std::string& cell = row.cells[col];
      const ColumnRole role = col < head.size() ? head[col] : ColumnRole::kNone;
      const bool blank = cell.empty();
      const bool misfit =
          (role == ColumnRole::kLevel3 && blank) || (role == ColumnRole::kNone && !blank) ||
          (role == ColumnRole::kLevel1 && !blank && FindLevel(cell, 1) == nullptr) ||
          (role == ColumnRole::kLevel2 && !blank && FindLevel(cell, 2) == nullptr);
      if (misfit) {
        return false;
      }
    }
    return true;
  }

  bool IsAligned(std::size_t at, std::size_t end, const std::vector<ColumnRole>& head) const {
    std::size_t fitting = 0;
    for (std::size_t i = at; i < end; ++i) {
      fitting += FitsHead(rows_[i], head) ? 1U : 0U;
    }
    return static_cast<double>(fitting) >= kAlignedShare * static_cast<double>(end - at);
  }

  static SortedRow SortAligned(const TextRow& row, const std::vector<ColumnRole>& head) {
    SortedRow sorted;
    sorted.confidence = kAlignedRow;
    for (std::size_t col = 0; col < head.size(); ++col) {
      const std::string cell = col < row.cells.size() ? row.cells[col] : std::string();
      if (IsLevelRole(head[col])) {
        if (!cell.empty()) {
          sorted.levels.push_back(cell);
        }
      } else if (head[col] == ColumnRole::kLevel3) {
        sorted.name = cell;
      } else {
        sorted.rest.emplace_back(head[col], cell);
      }
    }
    return sorted;
  }

  // The columns after the names, in the head's order.
  static std::vector<ColumnRole> RolesAfterName(const std::vector<ColumnRole>& head) {
    const auto name = std::find(head.begin(), head.end(), ColumnRole::kLevel3);
    return {name + 1, head.end()};
  }

  // Level names first, then the indicator's; the last cells are what the head's last columns name.
  static SortedRow SortByVocabulary(const TextRow& row, const std::vector<ColumnRole>& head) {
    SortedRow sorted;
    const std::vector<ColumnRole> after = RolesAfterName(head);
    std::vector<std::string> cells = Filled(row);
    std::size_t first = 0;
    while (first + after.size() < cells.size() && first < 3) {
      // 群众满意度 before the values is the indicator's name, though it may name a level, too.
      const bool may_be_name = first + after.size() + 1 == cells.size();
      const bool level =
          (FindLevel(cells[first], 1) != nullptr || FindLevel(cells[first], 2) != nullptr) &&
          (!may_be_name || cells[first].ends_with("指标"));
      if (level) {
        sorted.levels.push_back(cells[first]);
      } else if (FindLabel(cells[first]) != Label::kIndicators) {
        break;
      }
      ++first;
    }
    const std::size_t left = cells.size() - first;
    const std::size_t names =
        left > after.size() ? left - after.size() : std::size_t{left > 0 ? 1U : 0U};
    for (std::size_t i = first; i < first + names; ++i) {
      sorted.name += cells[i];
    }
    for (std::size_t i = first + names; i < cells.size(); ++i) {
      sorted.rest.emplace_back(after[i - first - names], cells[i]);
    }
    sorted.confidence = names == 1 && left - names == after.size() ? kRepairedRow : kMisfitRow;
    return sorted;
  }

  void ReadIndicator(const TextRow& row, const std::vector<ColumnRole>& head, bool aligned,
                     TextLevels& levels) {
    ++record_.coverage.rows;
    const SortedRow sorted = aligned ? SortAligned(row, head) : SortByVocabulary(row, head);
    const std::vector<std::string> filled = Filled(row);
    if (FindLabel(filled.front()) == Label::kTotal) {
      ++record_.coverage.rows_parsed;
      return;
    }
    levels.Read(sorted.levels, LineRef(row.line));
    if (sorted.name.empty()) {
      LeaveOver(row, filled);
      return;
    }
    Indicator indicator;
    indicator.ordinal = static_cast<int>(record_.indicators.size()) + 1;
    indicator.table = static_cast<int>(record_.tables.size());
    indicator.row = static_cast<int>(&row - &rows_[*table_start_]);
    indicator.project = project_;
    indicator.level1 = levels.level1();
    indicator.level2 = levels.level2();
    indicator.level3 = {"", sorted.name, FieldSource::kPrinted};
    indicator.confidence = sorted.confidence;
    indicator.source = LineRef(row.line);
    FillValues(sorted, head, indicator);
    record_.indicators.push_back(std::move(indicator));
    ++record_.coverage.rows_parsed;
  }

  static ValueRole RoleOf(ColumnRole role, bool has_period) {
    switch (role) {
      case ColumnRole::kActual:
        return ValueRole::kActual;
      case ColumnRole::kPeriod:
        return ValueRole::kPeriod;
      default:
        return has_period ? ValueRole::kAnnual : ValueRole::kTarget;
    }
  }

  static void FillValues(const SortedRow& sorted, const std::vector<ColumnRole>& head,
                         Indicator& indicator) {
    const bool has_period = std::find(head.begin(), head.end(), ColumnRole::kPeriod) != head.end();
    std::optional<std::string> sign;
    std::optional<std::string> unit;
    for (const auto& [role, text] : sorted.rest) {
      if (IsValueRole(role)) {
        IndicatorValue value;
        value.role = RoleOf(role, has_period);
        value.raw = text;
        value.source = indicator.source;
        indicator.values.push_back(std::move(value));
      } else if (role == ColumnRole::kSign) {
        sign = text;
      } else if (role == ColumnRole::kUnit) {
        unit = text;
      } else if (role == ColumnRole::kWeight) {
        indicator.weight = text;
      } else if (role == ColumnRole::kScore) {
        indicator.score = text;
      } else if (role == ColumnRole::kReason) {
        indicator.deviation_reason = text;
      }
    }
    for (IndicatorValue& value : indicator.values) {
      const bool actual = value.role == ValueRole::kActual;  // no bound, and may bring its unit
      value.raw_sign = actual ? std::nullopt : sign;
      value.raw_unit = actual && !HasShape(value.raw, Shape::kNumber) ? std::nullopt : unit;
    }
  }

  const std::vector<TextRow>& rows_;
  DocumentRecord& record_;
  Findings& findings_;
  DisclosureReader disclosure_;
  std::string caption_;
  std::string project_;
  std::optional<std::size_t> table_start_;
  std::optional<TaskKind> task_kind_;
  std::vector<Label> task_head_;
};

}  // namespace

void ReadTextForm(const std::vector<TextRow>& rows, DocumentRecord& record, Findings& findings) {
  if (std::optional<std::vector<DocumentItem>> items = ReadTextTables(rows)) {
    ReadDocument(*std::move(items), record, findings);
    return;
  }
  TextFormReading(rows, record, findings).Read();
}

}  // namespace zhibiao
