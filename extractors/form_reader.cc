#include "extractors/form_reader.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "extractors/block_reader.h"
#include "extractors/form_matcher.h"
#include "extractors/form_vocabulary.h"
#include "extractors/header_reader.h"
#include "extractors/indicator_reader.h"
#include "extractors/table_view.h"
#include "pipeline/taxonomy.h"

namespace zhibiao {
namespace {

constexpr int kMinLevelNames = 3;      // in a table without a head, to be an indicator table
constexpr int kMaxRowsOverLevels = 4;  // of a head, over the row that names the levels
constexpr std::size_t kMaxLevelBytes = 60;

bool MayNameLevel(const Cell& cell) {
  return cell.text.size() <= kMaxLevelBytes && (cell.text.find("指标") != std::string::npos ||
                                                cell.text.find("效益") != std::string::npos);
}

// A head names a level or the indicator itself: rows without such a word need no closer look.
bool MayBeHead(const TableView& view, int row) {
  const std::vector<const Cell*> cells = view.Beginning(row);
  return std::any_of(cells.begin(), cells.end(), [](const Cell* cell) {
    return cell->text.size() <= kMaxLevelBytes && (cell->text.find("标") != std::string::npos ||
                                                   cell->text.find("级") != std::string::npos);
  });
}

bool HoldsIndicators(const Table& table) {
  return std::count_if(table.cells.begin(), table.cells.end(), [](const Cell& cell) {
           return MayNameLevel(cell) && FindLevel(cell.text, 2) != nullptr;
         }) >= kMinLevelNames;
}

class FormReading {
 public:
  FormReading(const JoinedTable& joined, DocumentRecord& record, Findings& findings)
      : joined_(joined),
        record_(record),
        findings_(findings),
        view_(joined.table),
        blocks_(view_, blocks_read_),
        indicators_(joined, view_, static_cast<int>(record.tables.size()), record, findings) {}

  void Read() {
    ReadCaption();
    int row = 0;
    while (row < view_.rows()) {
      row = ReadFrom(row);
    }
    if (!recognised_ && HoldsIndicators(joined_.table)) {
      ReadHeadless();
    }
    if (recognised_ && form_id_.empty() && !indicators_.head().inferred) {
      findings_.Add(FindingCode::kUnknownForm, TableRef(),
                    "no known form: the table was read by what its columns say");
    }
    ReadListColumns();
    if (recognised_ || ReadTitle(joined_.table.caption).is_form) {
      CommitBlocks();
    }
  }

  bool recognised() const { return recognised_; }
  FormFacts facts() const {
    return {blocks_.agency(), blocks_.money_unit().empty() ? list_unit_ : blocks_.money_unit()};
  }
  const std::string& form_id() const { return form_id_; }

 private:
  // "项目名称：某某" above the table.
  void ReadCaption() {
    std::string_view rest = joined_.table.caption;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const auto [label, text] = SplitLabelled(rest.substr(0, end));
      if (label == Label::kProject) {
        caption_project_ = text;
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  // Reads what begins at `row`; returns the next row.
  int ReadFrom(int row) {
    if (std::optional<HeadMap> head = HeadFrom(row)) {
      const int next = head->data_row;
      BeginIndicators(std::move(*head));
      return next;
    }
    if (indicators_.active() && EndsIndicators(row)) {
      indicators_.End();
    }
    if (indicators_.active()) {
      ReadIndicatorRow(row);
    } else {
      blocks_.ReadRow(row);
    }
    return row + 1;
  }

  // The head that begins at `row`; the row that names the levels may be some rows further down.
  std::optional<HeadMap> HeadFrom(int row) const {
    for (int level_row = row; level_row < std::min(row + kMaxRowsOverLevels, view_.rows());
         ++level_row) {
      if (!MayBeHead(view_, level_row)) {
        continue;
      }
      std::optional<HeadMap> head = ReadHead(view_, level_row);
      if (head && head->first_row <= row) {
        return head;
      }
    }
    return std::nullopt;
  }

  void BeginIndicators(HeadMap head) {
    recognised_ = true;
    if (form_id_.empty()) {
      form_id_ = MatchForm(joined_.table.caption + TitleInside(head.first_row), head);
    }
    list_head_ = head.Has(ColumnRole::kProject) ? std::optional<HeadMap>(head) : list_head_;
    indicators_.Begin(std::move(head),
                      blocks_.project().empty() ? caption_project_ : blocks_.project());
  }

  // Titles that stand in rows of the table itself, above the head.
  std::string TitleInside(int head_row) const {
    std::string title;
    for (const Cell& cell : joined_.table.cells) {
      if (cell.row < head_row && cell.col_span == view_.cols()) {
        title += '\n' + cell.text;
      }
    }
    return title;
  }

  // A label of another block at the left of the row: the indicators are over.
  bool EndsIndicators(int row) const {
    const std::vector<const Cell*> cells = view_.Beginning(row);
    if (cells.empty() || indicators_.head().Has(ColumnRole::kProject)) {
      return false;
    }
    switch (FindLabel(cells.front()->text)) {
      case Label::kProject:
      case Label::kDepartment:
      case Label::kFunding:
      case Label::kTasksKey:
      case Label::kTasksOther:
      case Label::kGoalAnnual:
      case Label::kGoalOverall:
      case Label::kGoalPeriod:
        return cells.size() > 1 && FindLevel(cells.front()->text, 1) == nullptr &&
               FindLevel(cells.front()->text, 2) == nullptr;
      default:
        return false;
    }
  }

  void ReadIndicatorRow(int row) {
    ++record_.coverage.rows;
    if (indicators_.ReadRow(row)) {
      ++record_.coverage.rows_parsed;
      return;
    }
    std::string text;
    SourceRef source;
    for (const Cell* cell : view_.Beginning(row)) {
      source = text.empty() ? cell->source : source;
      text += (text.empty() ? "" : " | ") + CellText(*cell);
    }
    findings_.Add(FindingCode::kRowUnparsed, source,
                  "a row without an indicator's name: “" + text + "”");
    record_.coverage.unparsed.push_back({text, source});
  }

  SourceRef TableRef() const {
    SourceRef source;
    source.page = joined_.table.page;
    source.box = joined_.table.box;
    return source;
  }

  void ReadHeadless() {
    std::optional<HeadMap> head = InferHead(view_);
    if (!head) {
      return;
    }
    findings_.Add(FindingCode::kUnknownForm, TableRef(),
                  "a table without a head: its columns were told by what their cells say");
    const int first = head->data_row;
    BeginIndicators(std::move(*head));
    for (int row = first; row < view_.rows(); ++row) {
      ReadIndicatorRow(row);
    }
  }

  // Only a form of performance targets has goals, tasks and funding to tell; a budget table has
  // not.
  void CommitBlocks() {
    const auto append = [](auto& from, auto& to) {
      std::move(from.begin(), from.end(), std::back_inserter(to));
    };
    append(blocks_read_.goals, record_.goals);
    append(blocks_read_.tasks, record_.tasks);
    append(blocks_read_.funding, record_.funding);
    if (record_.disclosure.department.empty()) {
      record_.disclosure.department = std::move(blocks_read_.disclosure.department);
    }
  }

  // In lists with a project column, goals and sums stand in columns of their own.
  void ReadListColumns() {
    if (!list_head_) {
      return;
    }
    const HeadColumn* project = list_head_->Find(ColumnRole::kProject, 0);
    for (const HeadColumn& column : list_head_->columns) {
      if (column.role == ColumnRole::kGoal || column.role == ColumnRole::kMoney) {
        ReadListColumn(column, *project);
      }
    }
  }

  void ReadListColumn(const HeadColumn& column, const HeadColumn& project) {
    int last = -1;
    std::string name;
    for (int row = list_head_->data_row; row < view_.rows(); ++row) {
      const Cell* project_cell = view_.At(row, project.col0);
      if (project_cell != nullptr && !project_cell->text.empty()) {
        name = CellText(*project_cell);
      }
      const int index = view_.IndexAt(row, column.col0);
      const Cell* cell = view_.At(row, column.col0);
      if (cell == nullptr || index == last || cell->text.empty()) {
        continue;
      }
      last = index;
      AddListCell(column, name, *cell);
    }
  }

  void AddListCell(const HeadColumn& column, const std::string& project, const Cell& cell) {
    const std::string text = CellText(cell);
    if (column.role == ColumnRole::kMoney) {
      if (HasShape(text, Shape::kSum)) {
        const std::string unit = MoneyUnitIn(column.head);
        list_unit_ = list_unit_.empty() ? unit : list_unit_;
        record_.funding.push_back(
            {project,
             column.head,
             {column.head, text, "", unit.empty() ? MoneyUnitIn(joined_.table.caption) : unit},
             cell.source});
      }
      return;
    }
    for (auto& [number, goal_text] : SplitGoals(text)) {
      record_.goals.push_back(
          {GoalKind::kOverall, number, project, std::move(goal_text), cell.source});
    }
  }

  const JoinedTable& joined_;
  DocumentRecord& record_;
  Findings& findings_;
  TableView view_;
  DocumentRecord blocks_read_;  // what the blocks say, until it is known that this is a form
  BlockReader blocks_;
  IndicatorReader indicators_;
  std::string caption_project_;
  std::string form_id_;
  std::string list_unit_;  // of money, in the heads of a list
  std::optional<HeadMap> list_head_;
  bool recognised_ = false;
};

}  // namespace

FormFacts ReadForm(JoinedTable joined, DocumentRecord& record, Findings& findings) {
  FormReading reading(joined, record, findings);
  reading.Read();
  ++record.coverage.tables;
  if (reading.recognised()) {
    ++record.coverage.tables_recognised;
  }
  joined.table.form_id = reading.form_id();
  record.tables.push_back(std::move(joined.table));
  return reading.recognised() ? reading.facts() : FormFacts();
}

}  // namespace zhibiao
