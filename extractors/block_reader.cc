#include "extractors/block_reader.h"

#include <algorithm>
#include <cstddef>

#include "extractors/header_reader.h"
#include "extractors/line_builder.h"
#include "pipeline/taxonomy.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr std::size_t kMaxLabelBytes = 60;  // a label before a colon is no longer than this

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool IsGoalLabel(Label label) {
  return label == Label::kGoalAnnual || label == Label::kGoalOverall ||
         label == Label::kGoalPeriod || label == Label::kGoalDone;
}

// The kind that the head over a goal gives it: 预期目标 over one says no more than the label at the
// left.
Label GoalUnder(Label head, Label label) {
  const bool says_more = IsGoalLabel(head) && head != Label::kGoalOverall;
  return says_more ? head : label;
}

GoalKind KindOf(Label label) {
  switch (label) {
    case Label::kGoalAnnual:
      return GoalKind::kAnnual;
    case Label::kGoalPeriod:
      return GoalKind::kPeriod;
    default:
      return GoalKind::kOverall;
  }
}

// Position and length of the colon (either width) that ends a label at the start of `text`.
std::pair<std::size_t, std::size_t> FindColon(std::string_view text) {
  constexpr std::string_view kWide = "：";
  const std::size_t narrow = text.find(':');
  const std::size_t wide = text.find(kWide);
  return narrow < wide ? std::pair(narrow, std::size_t{1}) : std::pair(wide, kWide.size());
}

// Of the last colon in `text`; npos and anything where it has none.
std::pair<std::size_t, std::size_t> FindLastColon(std::string_view text) {
  constexpr std::string_view kWide = "：";
  const std::size_t narrow = text.rfind(':');
  const std::size_t wide = text.rfind(kWide);
  const bool is_wide =
      narrow == std::string_view::npos || (wide != std::string_view::npos && wide > narrow);
  return is_wide ? std::pair(wide, kWide.size()) : std::pair(narrow, std::size_t{1});
}

std::string Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) {
    text.remove_suffix(1);
  }
  return std::string(text);
}

// "目标12：" at `at`: its number and length, or {0, 0}.
std::pair<int, std::size_t> GoalMark(std::string_view text, std::size_t at) {
  constexpr std::string_view kMark = "目标";
  if (text.compare(at, kMark.size(), kMark) != 0) {
    return {0, 0};
  }
  std::size_t end = at + kMark.size();
  int number = 0;
  while (end < text.size() && IsDigit(text[end]) && number < 100) {
    number = number * 10 + (text[end++] - '0');
  }
  for (const std::string_view mark : {":", "：", ".", "、", "．"}) {
    if (number > 0 && text.compare(end, mark.size(), mark) == 0) {
      return {number, end + mark.size() - at};
    }
  }
  return {0, 0};
}

bool LooksLikeHeads(const std::vector<const Cell*>& cells) {
  return !cells.empty() && std::all_of(cells.begin(), cells.end(), [](const Cell* cell) {
    return FindLabel(cell->text) != Label::kNone || FindColumnRole(cell->text) != ColumnRole::kNone;
  });
}

// "—", "-", "/": nothing to tell.
bool IsDash(std::string_view text) {
  const std::string key = FoldKey(text);
  return key == "-" || key == "--" || key == "—" || key == "——" || key == "/";
}

// Several texts, and neither a sum nor the dash that stands for none.
bool IsFundingHead(const std::vector<const Cell*>& cells) {
  return cells.size() > 1 && std::none_of(cells.begin(), cells.end(), [](const Cell* cell) {
           return HasShape(cell->text, Shape::kSum) || IsDash(cell->text);
         });
}

// "82.00%" beside a sum.
bool IsShare(std::string_view text) {
  return FoldKey(text).ends_with('%');
}

// A head or a name of levels: 年度绩效目标 may be the head of a column, with other heads beside it.
bool NamesOther(std::string_view text) {
  return FindColumnRole(text) != ColumnRole::kNone || FindLabel(text) != Label::kNone ||
         FindLevel(text, 1) != nullptr || FindLevel(text, 2) != nullptr;
}

bool IsScoreHead(const std::string& head) {
  const ColumnRole role = FindColumnRole(head);
  return role == ColumnRole::kWeight || role == ColumnRole::kScore || role == ColumnRole::kNumber ||
         role == ColumnRole::kReason;
}

}  // namespace

std::vector<std::pair<int, std::string>> SplitGoals(std::string_view text) {
  std::vector<std::pair<int, std::string>> goals;
  std::size_t begin = 0;
  int number = 1;
  std::size_t at = 0;
  const auto close = [&](std::size_t end) {
    const std::string goal = Trimmed(text.substr(begin, end - begin));
    if (!goal.empty()) {
      goals.emplace_back(number, goal);
    }
  };
  while ((at = text.find("目标", at)) != std::string_view::npos) {
    const auto [found, length] = GoalMark(text, at);
    if (found == 0) {
      ++at;
      continue;
    }
    close(at);
    number = found;
    at += length;
    begin = at;
  }
  close(text.size());
  return goals;
}

bool SplitTaskLine(std::string_view text, Task& task) {
  constexpr std::string_view kNameEnd = "--";
  const std::size_t name_end = text.find(kNameEnd);
  if (name_end == std::string_view::npos || name_end == 0) {
    return false;
  }
  std::string_view content = text.substr(name_end + kNameEnd.size());
  const std::size_t amount_at = content.rfind('-');
  if (amount_at != std::string_view::npos && HasShape(content.substr(amount_at + 1), Shape::kSum)) {
    task.amounts.push_back({"", std::string(content.substr(amount_at + 1)), "", ""});
    content = content.substr(0, amount_at);
  }
  task.name = Trimmed(text.substr(0, name_end));
  task.content = Trimmed(content);
  return true;
}

std::pair<Label, std::string> SplitLabelled(std::string_view text) {
  const auto [colon, length] = FindColon(text);
  if (colon == std::string_view::npos || colon > kMaxLabelBytes) {
    return {Label::kNone, {}};
  }
  return {FindLabel(text.substr(0, colon)), Trimmed(text.substr(colon + length))};
}

std::string StripAgencyCode(std::string_view name) {
  std::string_view rest = name;
  const bool bracket = rest.starts_with('[');
  rest.remove_prefix(bracket ? 1 : 0);
  std::size_t digits = 0;
  while (digits < rest.size() && (IsDigit(rest[digits]) || rest[digits] == '.')) {
    ++digits;
  }
  if (digits < 3) {
    return std::string(name);
  }
  rest.remove_prefix(digits);
  if (!rest.empty() && (rest.front() == ']' || rest.front() == '_' || rest.front() == '-')) {
    rest.remove_prefix(1);
    return Trimmed(rest);
  }
  return bracket || rest.empty() || (rest.front() >= 0) ? std::string(name) : Trimmed(rest);
}

std::string MoneyUnitIn(std::string_view text) {
  const std::string key = FoldKey(text);
  for (const std::string_view unit : {"亿元", "万元", "元"}) {
    for (const std::string& pattern :
         {"(" + std::string(unit) + ")", "单位:" + std::string(unit),
          "单位:人民币" + std::string(unit), "单位" + std::string(unit)}) {
      if (key.find(pattern) != std::string::npos) {
        return std::string(unit);
      }
    }
  }
  return {};
}

bool BlockReader::InsideBlock(const Cell& cell, int row) const {
  return row < block_bottom_ && cell.col > block_col_;
}

// A label that a rule cut in pieces goes on in the cells below it: blank ones, or "（万元）" alone.
int BlockReader::BlockBottom(const Cell& label) const {
  int bottom = label.row + label.row_span;
  while (const Cell* below = view_.At(bottom, label.col)) {
    const bool same_column = below->col == label.col && below->col_span == label.col_span;
    const bool more = below->text.empty() || FoldKey(below->text).starts_with('(');
    if (!same_column || !more || RightOf(label, bottom).empty()) {
      break;
    }
    bottom += below->row_span;
  }
  return bottom;
}

void BlockReader::OpenBlock(const Cell& label) {
  block_bottom_ = BlockBottom(label);
  block_col_ = label.col;
}

std::vector<const Cell*> BlockReader::RightOf(const Cell& label, int row) const {
  std::vector<const Cell*> right;
  for (const Cell* cell : view_.Beginning(row)) {
    if (cell->col >= label.col + label.col_span) {
      right.push_back(cell);
    }
  }
  return right;
}

bool BlockReader::ReadRow(int row) {
  const std::vector<const Cell*> cells = view_.Beginning(row);
  bool read = row < block_bottom_;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (InsideBlock(*cells[i], row)) {
      continue;
    }
    const Label label = FindLabel(cells[i]->text);
    if (label != Label::kNone) {
      read = ReadLabel(cells, i, label) || read;
      continue;
    }
    const auto [inline_label, rest] = SplitLabelled(cells[i]->text);
    if (inline_label == Label::kProject && !rest.empty()) {
      project_ = JoinCellLines(rest);
      read = true;
    } else if (IsGoalLabel(inline_label) && !rest.empty()) {
      Cell goal = *cells[i];
      goal.text = rest;
      AddGoal(inline_label, goal);
      read = true;
    }
  }
  return read;
}

bool BlockReader::ReadLabel(const std::vector<const Cell*>& cells, std::size_t index, Label label) {
  const Cell& cell = *cells[index];
  const Cell* next = index + 1 < cells.size() ? cells[index + 1] : nullptr;
  const bool has_value = next != nullptr && FindLabel(next->text) == Label::kNone;
  switch (label) {
    case Label::kProject:
      project_ = has_value ? CellText(*next) : std::string();
      return true;
    case Label::kDepartment:
      if (has_value) {
        record_.disclosure.department = StripAgencyCode(CellText(*next));
      }
      return has_value;
    case Label::kAgency:
      if (has_value && agency_.empty()) {
        agency_ = StripAgencyCode(CellText(*next));
      }
      return has_value;
    case Label::kGoalAnnual:
    case Label::kGoalOverall:
    case Label::kGoalPeriod:
      ReadGoals(cell, label);
      return true;
    case Label::kFunding:
      ReadFunding(cell);
      return true;
    case Label::kTasksKey:
      ReadTasks(cell, TaskKind::kKey);
      return true;
    case Label::kTasksOther:
      ReadTasks(cell, TaskKind::kOther);
      return true;
    default:
      return false;
  }
}

std::vector<BlockReader::Head> BlockReader::ReadHeads(const std::vector<const Cell*>& cells) {
  std::vector<Head> heads;
  heads.reserve(cells.size());
  for (const Cell* cell : cells) {
    heads.push_back(
        {cell->col, cell->col + cell->col_span, CellText(*cell), FindLabel(cell->text)});
  }
  return heads;
}

const BlockReader::Head* BlockReader::HeadOver(const std::vector<Head>& heads, const Cell& cell) {
  const Head* best = nullptr;
  int best_overlap = 0;
  for (const Head& head : heads) {
    const int overlap =
        std::min(head.col1, cell.col + cell.col_span) - std::max(head.col0, cell.col);
    // Heads come from top to bottom: of two that are as wide, the lower says more.
    if (overlap > 0 && overlap >= best_overlap) {
      best = &head;
      best_overlap = overlap;
    }
  }
  return best;
}

// Heads in two rows: 财政拨款 over 基本支出 and 项目支出 gives 财政拨款/基本支出.
std::vector<BlockReader::Head> BlockReader::Nested(const std::vector<Head>& above,
                                                   std::vector<Head> below) {
  const std::size_t count = below.size();
  for (const Head& parent : above) {
    bool has_child = false;
    for (std::size_t i = 0; i < count; ++i) {
      if (below[i].col0 >= parent.col0 && below[i].col1 <= parent.col1) {
        below[i].text.insert(0, parent.text + "/");
        has_child = true;
      }
    }
    if (!has_child) {
      below.push_back(parent);
    }
  }
  return below;
}

void BlockReader::AddGoal(Label kind, const Cell& cell) {
  if (kind == Label::kGoalDone || NamesOther(cell.text)) {
    return;  // what was done is no goal, nor is another head
  }
  for (auto& [number, text] : SplitGoals(JoinCellLines(cell.text))) {
    Goal goal;
    goal.kind = KindOf(kind);
    goal.ordinal = number;
    goal.project = project_;
    goal.text = std::move(text);
    goal.source = cell.source;
    record_.goals.push_back(std::move(goal));
  }
}

void BlockReader::AddGoalBelow(const Cell& head, Label kind) {
  const Cell* below = view_.At(head.row + 1, head.col);
  if (below != nullptr && below->row == head.row + 1 && below->col == head.col &&
      below->col_span == head.col_span && FindLabel(below->text) == Label::kNone) {
    AddGoal(kind, *below);
  }
}

// A row of labels alone, where a page break cut off what stood at the left of them: each stands
// over its goal.
bool BlockReader::ReadGoalHeads(const Cell& label, Label kind) {
  const std::vector<const Cell*> others = RightOf(label, label.row);
  const bool heads = label.row_span == 1 && !others.empty() &&
                     std::all_of(others.begin(), others.end(), [](const Cell* cell) {
                       return IsGoalLabel(FindLabel(cell->text));
                     });
  if (heads) {
    AddGoalBelow(label, kind);
    for (const Cell* cell : others) {
      AddGoalBelow(*cell, FindLabel(cell->text));
    }
  }
  return heads;
}

void BlockReader::ReadGoals(const Cell& label, Label kind) {
  OpenBlock(label);
  if (ReadGoalHeads(label, kind)) {
    return;
  }
  std::vector<Head> heads;
  int label_col = -1;
  for (int row = label.row; row < label.row + label.row_span; ++row) {
    const std::vector<const Cell*> cells = RightOf(label, row);
    if (row > label.row && ReadHead(view_, row)) {
      return;  // the label spans the indicators, too
    }
    if (heads.empty() && label.row_span > 1 && LooksLikeHeads(cells)) {
      heads = ReadHeads(cells);
    } else {
      ReadGoalRow(cells, heads, kind, label_col);
    }
  }
}

// Goals may have labels of their own beside them: 实施期目标 | … | 年度目标 | …. `label_col` is the
// column of those in the rows above: another label there (其他说明) has no goal beside it.
void BlockReader::ReadGoalRow(const std::vector<const Cell*>& cells, const std::vector<Head>& heads,
                              Label kind, int& label_col) {
  int own_col = -1;
  for (const Cell* cell : cells) {
    const Label own = FindLabel(cell->text);
    if (IsGoalLabel(own)) {
      kind = own;
      own_col = cell->col;
      continue;
    }
    if (cell->col == label_col) {
      return;
    }
    const Head* head = HeadOver(heads, *cell);
    AddGoal(head == nullptr ? kind : GoalUnder(head->label, kind), *cell);
    label_col = own_col >= 0 ? own_col : label_col;
  }
}

// "其中：财政拨款：80" in one cell: item and sum; an empty sum where the cell holds none.
std::pair<std::string, std::string> SplitSum(const std::string& text) {
  const auto [colon, length] = FindLastColon(text);
  if (colon == std::string::npos) {
    return {text, {}};
  }
  std::string rest = text.substr(colon + length);
  if (rest.empty() || HasShape(rest, Shape::kSum)) {
    return {text.substr(0, colon), std::move(rest)};
  }
  return {text, {}};
}

// The unit of a sum: its column's, its line's, or else that of the block.
std::string BlockReader::OwnUnit(std::string_view column, std::string_view item,
                                 const std::string& block) {
  const std::string of_column = NoteMoneyUnit(column);
  const std::string of_item = NoteMoneyUnit(item);
  return !of_column.empty() ? of_column : !of_item.empty() ? of_item : block;
}

void BlockReader::ReadFundingRow(const std::vector<const Cell*>& cells,
                                 const std::vector<Head>& heads, const std::string& unit) {
  std::string item;
  for (const Cell* cell : cells) {
    const std::string text = CellText(*cell);
    const Head* head = HeadOver(heads, *cell);
    if (HasShape(text, Shape::kSum)) {
      if (head == nullptr || !IsScoreHead(head->text)) {
        const std::string column = head == nullptr ? "" : head->text;
        record_.funding.push_back(
            {project_, item, {column, text, "", OwnUnit(column, item, unit)}, cell->source});
      }
      continue;
    }
    auto [name, sum] = SplitSum(text);
    if (!sum.empty()) {
      record_.funding.push_back(
          {project_, name, {"", sum, "", OwnUnit("", name, unit)}, cell->source});
    } else if (!IsShare(text)) {
      item = name;
    }
  }
}

std::string BlockReader::NoteMoneyUnit(std::string_view text) {
  std::string unit = MoneyUnitIn(text);
  money_unit_ = money_unit_.empty() ? unit : money_unit_;
  return unit;
}

void BlockReader::ReadFunding(const Cell& label) {
  OpenBlock(label);
  const Cell* below = view_.At(label.row + label.row_span, label.col);
  std::string unit = NoteMoneyUnit(label.text);
  if (unit.empty() && below != nullptr && below->row < block_bottom_) {
    unit = NoteMoneyUnit(below->text);
  }
  std::vector<Head> heads;
  bool head_above = false;
  for (int row = label.row; row < block_bottom_; ++row) {
    const std::vector<const Cell*> cells = RightOf(label, row);
    const bool is_head = row + 1 < block_bottom_ && IsFundingHead(cells);
    if (is_head) {
      heads = head_above ? Nested(heads, ReadHeads(cells)) : ReadHeads(cells);
    } else {
      ReadFundingRow(cells, heads, unit);
    }
    head_above = is_head;
  }
}

// The unit of money that a head over `cell` names, in whichever row of heads; `block`: none does.
std::string BlockReader::UnitOver(const std::vector<Head>& heads, const Cell& cell,
                                  const std::string& block) {
  for (const Head& head : heads) {
    const bool over = head.col0 < cell.col + cell.col_span && cell.col < head.col1;
    std::string unit = over ? MoneyUnitIn(head.text) : std::string();
    if (!unit.empty()) {
      return unit;
    }
  }
  return block;
}

// One cell of a task's line, under `head` (nullptr: under none).
void BlockReader::AddTaskCell(const Cell& cell, const Head* head, const std::string& unit,
                              Task& task) {
  const std::string text = CellText(cell);
  const Label label = head == nullptr ? Label::kNone : head->label;
  const bool names = label == Label::kTaskName || (task.name.empty() && head == nullptr);
  if (label == Label::kTaskExpected || IsGoalLabel(label)) {
    task.expected += text;
  } else if (label != Label::kTaskName && HasShape(text, Shape::kSum)) {
    task.amounts.push_back({head == nullptr ? "" : head->text, text, "", unit});
  } else if (names) {
    task.name = text;
    task.source = cell.source;
  } else {
    task.content += text;
    task.source = task.source.page == 0 ? cell.source : task.source;
  }
}

void BlockReader::ReadTaskRow(const std::vector<const Cell*>& cells, const std::vector<Head>& heads,
                              TaskKind kind, const std::string& unit) {
  Task task;
  task.kind = kind;
  if (cells.size() == 1 && SplitTaskLine(CellText(*cells.front()), task)) {
    task.source = cells.front()->source;
    record_.tasks.push_back(std::move(task));
    return;
  }
  for (const Cell* cell : cells) {
    AddTaskCell(*cell, HeadOver(heads, *cell), UnitOver(heads, *cell, unit), task);
  }
  if (!task.name.empty() && FindLabel(task.name) != Label::kTotal) {
    record_.tasks.push_back(std::move(task));
  }
}

void BlockReader::ReadTasks(const Cell& label, TaskKind kind) {
  OpenBlock(label);
  const std::string unit = NoteMoneyUnit(label.text);
  std::vector<Head> heads;
  for (int row = label.row; row < label.row + label.row_span; ++row) {
    const std::vector<const Cell*> cells = RightOf(label, row);
    const bool names_task = std::any_of(cells.begin(), cells.end(), [](const Cell* cell) {
      return FindLabel(cell->text) == Label::kTaskName;
    });
    if (names_task || (!heads.empty() && LooksLikeHeads(cells))) {
      for (Head& head : ReadHeads(cells)) {
        heads.push_back(std::move(head));
      }
      continue;
    }
    ReadTaskRow(cells, heads, kind, unit);
  }
}

}  // namespace zhibiao
