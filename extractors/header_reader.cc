#include "extractors/header_reader.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "pipeline/taxonomy.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr int kMaxHeadRows = 4;
constexpr int kMinRowsToInfer = 3;
constexpr double kShareToInfer = 0.6;  // of a column's cells that must say what it is

bool IsValueRole(ColumnRole role) {
  return role == ColumnRole::kValue || role == ColumnRole::kAnnual || role == ColumnRole::kPeriod ||
         role == ColumnRole::kActual;
}

// Parts of a value: heads that stand under 年度指标值 and alone say little.
bool IsValuePart(ColumnRole role) {
  return role == ColumnRole::kSign || role == ColumnRole::kUnit || role == ColumnRole::kValue;
}

// A cell that reaches down beside the rows is the label of their section, no head of a column.
bool IsSectionLabel(const Cell& cell) {
  return cell.row_span > kMaxHeadRows ||
         (cell.row_span > 1 && FindLabel(cell.text) == Label::kIndicators);
}

// What a head says. One that was read from a picture, with doubts, says what it is most like.
ColumnRole RoleOf(const Cell& cell) {
  constexpr double kCertain = 0.95;
  const ColumnRole role = FindColumnRole(cell.text);
  const bool doubtful = cell.source.origin == TextOrigin::kOcr && cell.source.confidence < kCertain;
  return role == ColumnRole::kNone && doubtful ? FindColumnRoleLike(cell.text) : role;
}

// How many rows the head that begins at `row` has: as many as its level columns span, or else the
// row.
int HeadDepth(const TableView& view, int row, bool& names_levels) {
  int depth = 1;
  bool level3 = false;
  bool level1 = false;
  bool level2 = false;
  for (const Cell* cell : view.Beginning(row)) {
    const ColumnRole role = IsSectionLabel(*cell) ? ColumnRole::kNone : RoleOf(*cell);
    level1 = level1 || role == ColumnRole::kLevel1;
    level2 = level2 || role == ColumnRole::kLevel2;
    level3 = level3 || role == ColumnRole::kLevel3;
    if (role == ColumnRole::kLevel1 || role == ColumnRole::kLevel2 || role == ColumnRole::kLevel3) {
      depth = std::max(depth, cell->row_span);
    }
  }
  names_levels = level3 || (level1 && level2);
  return depth;
}

// What stands over one grid column: the head's cells from top to bottom.
std::vector<const Cell*> HeadPath(const TableView& view, int row, int depth, int col) {
  std::vector<const Cell*> path;
  for (int r = row; r < row + depth; ++r) {
    const Cell* cell = view.At(r, col);
    if (cell != nullptr && cell->row >= row && !cell->text.empty() && !IsSectionLabel(*cell) &&
        (path.empty() || path.back() != cell)) {
      path.push_back(cell);
    }
  }
  return path;
}

// The head may begin above the row that names the levels: 项目名称 beside 绩效指标 over 一级指标.
int HeadTop(const TableView& view, int row) {
  int top = row;
  for (const Cell* cell : view.Covering(row, 0, view.cols())) {
    if (!IsSectionLabel(*cell) && !cell->text.empty()) {
      top = std::min(top, cell->row);
    }
  }
  return top;
}

HeadColumn MakeColumn(const std::vector<const Cell*>& path, int col) {
  HeadColumn column;
  column.col0 = col;
  column.col1 = col + 1;
  for (const Cell* cell : path) {
    column.head += (column.head.empty() ? "" : "/") + CellText(*cell);
    const ColumnRole role = RoleOf(*cell);
    const bool over_others =
        role == ColumnRole::kLevel3 && cell != path.back();  // 绩效指标 over all
    if (role == ColumnRole::kNone || over_others) {
      continue;
    }
    // "年度指标值" over "性质 | 值 | 单位": the lower head says the part, the upper one whose part.
    if (IsValueRole(column.role) && IsValuePart(role)) {
      column.parent = column.role;
    }
    column.role = role;
  }
  if (column.role == ColumnRole::kValue && column.parent != ColumnRole::kNone) {
    column.role = column.parent;
  }
  return column;
}

// A column that only repeats the label of its own section ("绩效指标" over nothing) says nothing.
std::vector<HeadColumn> ReadColumns(const TableView& view, int row, int depth) {
  std::vector<HeadColumn> columns;
  std::vector<const Cell*> last_path;
  for (int col = 0; col < view.cols(); ++col) {
    std::vector<const Cell*> path = HeadPath(view, row, depth, col);
    if (!columns.empty() && path == last_path && !path.empty()) {
      columns.back().col1 = col + 1;
      continue;
    }
    columns.push_back(MakeColumn(path, col));
    last_path = std::move(path);
  }
  return columns;
}

// What the other heads say about a doubtful one: names of indicators stand right of their levels,
// and one column has them; a unit left of all levels is an agency.
void SettleDoubtfulHeads(std::vector<HeadColumn>& columns) {
  const auto is_level = [](const HeadColumn& c) {
    return c.role == ColumnRole::kLevel1 || c.role == ColumnRole::kLevel2;
  };
  const auto first_level = std::find_if(columns.begin(), columns.end(), is_level);
  if (first_level == columns.end()) {
    return;
  }
  for (auto it = columns.begin(); it != first_level; ++it) {
    if (it->role == ColumnRole::kUnit) {
      it->role = ColumnRole::kAgency;
    } else if (it->role == ColumnRole::kLevel3 || IsValueRole(it->role)) {
      it->role = ColumnRole::kNone;  // 绩效指标, 年度指标: the label of the section
    }
  }
  // Weights of the levels stand among these; the indicator's own stands after its name.
  const auto name = std::find_if(columns.begin(), columns.end(),
                                 [](const HeadColumn& c) { return c.role == ColumnRole::kLevel3; });
  for (auto it = columns.begin(); it != name; ++it) {
    it->role = it->role == ColumnRole::kWeight ? ColumnRole::kNone : it->role;
  }
}

// Two indicator tables side by side: a level-3 head that comes again begins another group.
int AssignGroups(std::vector<HeadColumn>& columns) {
  int groups = 1;
  bool level_seen = false;
  bool value_seen = false;
  for (HeadColumn& column : columns) {
    const bool level = column.role == ColumnRole::kLevel1 || column.role == ColumnRole::kLevel2 ||
                       column.role == ColumnRole::kLevel3;
    if (level && level_seen && value_seen) {
      ++groups;
      value_seen = false;
    }
    level_seen = level_seen || level;
    value_seen = value_seen || IsValueRole(column.role);
    column.group = groups - 1;
  }
  return groups;
}

// How often the cells of one grid column say what they are.
struct ColumnTally {
  int filled = 0;
  int level1 = 0;
  int level2 = 0;
  int sign = 0;
  int number = 0;
  int value = 0;
  int merged = 0;
};

void TallyCell(const Cell& cell, ColumnTally& tally) {
  ++tally.filled;
  tally.level1 += FindLevel(cell.text, 1) != nullptr ? 1 : 0;
  tally.level2 += FindLevel(cell.text, 2) != nullptr ? 1 : 0;
  tally.sign += HasShape(cell.text, Shape::kSign) ? 1 : 0;
  tally.number += HasShape(cell.text, Shape::kNumber) ? 1 : 0;
  tally.value += HasShape(cell.text, Shape::kValue) ? 1 : 0;
  tally.merged += cell.row_span > 1 ? 1 : 0;
}

ColumnTally TallyColumn(const TableView& view, int first_row, int col) {
  ColumnTally tally;
  int last = -1;
  for (int row = first_row; row < view.rows(); ++row) {
    const int index = view.IndexAt(row, col);
    const Cell* cell = view.At(row, col);
    if (cell == nullptr || index == last || cell->text.empty()) {
      continue;
    }
    last = index;
    TallyCell(*cell, tally);
  }
  return tally;
}

bool Mostly(int count, const ColumnTally& tally) {
  return tally.filled >= 1 && count >= tally.filled * kShareToInfer;
}

bool HasValueColumn(const HeadMap& map) {
  return std::any_of(map.columns.begin(), map.columns.end(),
                     [](const HeadColumn& column) { return IsValueRole(column.role); });
}

bool HasTargetColumn(const HeadMap& map) {
  return map.Has(ColumnRole::kValue) || map.Has(ColumnRole::kAnnual) ||
         map.Has(ColumnRole::kPeriod);
}

// 年度目标 or 绩效标准 right of the names, where no other head names a target: it is the target.
void TellTarget(HeadMap& map) {
  const HeadColumn* name = map.Find(ColumnRole::kLevel3, 0);
  if (name == nullptr || HasTargetColumn(map)) {
    return;
  }
  for (const ColumnRole doubtful : {ColumnRole::kGoal, ColumnRole::kNote}) {
    for (HeadColumn& column : map.columns) {
      const bool standard =
          column.head.ends_with("标准") && column.head.find("分") == std::string::npos;
      if (column.role == doubtful && column.col0 >= name->col1 &&
          (doubtful == ColumnRole::kGoal || standard)) {
        column.role = ColumnRole::kValue;
        return;
      }
    }
  }
}

// A column whose head says nothing, or something wide, may hold the names of indicators.
bool MayBeNames(ColumnRole role) {
  return role == ColumnRole::kNone || role == ColumnRole::kGoal || role == ColumnRole::kProject ||
         role == ColumnRole::kActivity;
}

// No head names the indicators: they stand between the levels and the first value, or in the column
// of level 2, where its cells name no level.
void TellName(const TableView& view, HeadMap& map) {
  if (map.Has(ColumnRole::kLevel3)) {
    return;
  }
  const auto level2 =
      std::find_if(map.columns.begin(), map.columns.end(),
                   [](const HeadColumn& column) { return column.role == ColumnRole::kLevel2; });
  if (level2 == map.columns.end()) {
    return;
  }
  const auto next = level2 + 1;
  const ColumnTally tally = TallyColumn(view, map.data_row, level2->col0);
  if (next != map.columns.end() && MayBeNames(next->role)) {
    next->role = ColumnRole::kLevel3;
  } else if (tally.filled > 0 && !Mostly(tally.level2, tally)) {
    level2->role = ColumnRole::kLevel3;
  }
  map.inferred = map.Has(ColumnRole::kLevel3);
}

// Heads in words that the vocabulary does not know: comparators and values are told by their cells.
// Only columns right of the names are looked at.
void TellByCells(const TableView& view, HeadMap& map) {
  const HeadColumn* name = map.Find(ColumnRole::kLevel3, 0);
  if (name == nullptr) {
    return;
  }
  const int after = name->col1;
  bool value_found = HasValueColumn(map);
  for (HeadColumn& column : map.columns) {
    if (column.role != ColumnRole::kNone || column.col0 < after) {
      continue;
    }
    const ColumnTally tally = TallyColumn(view, map.data_row, column.col0);
    if (Mostly(tally.sign, tally) && !map.Has(ColumnRole::kSign)) {
      column.role = ColumnRole::kSign;
    } else if (!value_found && Mostly(tally.value, tally)) {
      column.role = ColumnRole::kValue;
      value_found = true;
      map.inferred = true;
    }
  }
}

bool IsLevelRole(ColumnRole role) {
  return role == ColumnRole::kLevel1 || role == ColumnRole::kLevel2 || role == ColumnRole::kLevel3;
}

// Four levels: the last names the indicator. The one above it is level 2 where its cells say so, as
// under 实施效果指标, and of no level that we have where they do not.
void TellFourLevels(const TableView& view, HeadMap& map) {
  if (!map.Has(ColumnRole::kLevel3) || !map.Has(ColumnRole::kLevel4)) {
    return;
  }
  HeadColumn* level1 = nullptr;  // the lowest that names levels 1
  for (HeadColumn& column : map.columns) {
    if (!IsLevelRole(column.role)) {
      continue;
    }
    const ColumnTally tally = TallyColumn(view, map.data_row, column.col0);
    if (Mostly(tally.level2, tally) && tally.level2 > tally.level1) {
      column.role = ColumnRole::kLevel2;
      continue;
    }
    column.role = ColumnRole::kLevel0;
    level1 = Mostly(tally.level1, tally) ? &column : level1;
  }
  if (level1 != nullptr) {
    level1->role = ColumnRole::kLevel1;
  }
  const auto last = std::find_if(map.columns.begin(), map.columns.end(),
                                 [](const HeadColumn& c) { return c.role == ColumnRole::kLevel4; });
  last->role = ColumnRole::kLevel3;
  map.inferred = true;
}

// Level columns under other names: their cells say which level they name.
void TellLevels(const TableView& view, HeadMap& map) {
  const HeadColumn* name = map.Find(ColumnRole::kLevel3, 0);
  if (name == nullptr) {
    return;
  }
  const int end = name->col0;
  for (HeadColumn& column : map.columns) {
    const bool may_be = column.role == ColumnRole::kLevel0 || column.role == ColumnRole::kLevel1 ||
                        column.role == ColumnRole::kSign || column.role == ColumnRole::kNone;
    if (!may_be || column.col0 >= end) {
      continue;
    }
    const ColumnTally tally = TallyColumn(view, map.data_row, column.col0);
    if (!map.Has(ColumnRole::kLevel2) && Mostly(tally.level2, tally) &&
        tally.level2 > tally.level1) {
      column.role = ColumnRole::kLevel2;
    } else if (!map.Has(ColumnRole::kLevel1) && Mostly(tally.level1, tally)) {
      column.role = ColumnRole::kLevel1;
    }
  }
}

// The first row whose cell in `col` names a level 2: rows above it are a head in words nobody
// knows.
int FirstLevelRow(const TableView& view, int col) {
  for (int row = 0; row < view.rows(); ++row) {
    const Cell* cell = view.At(row, col);
    if (cell != nullptr && FindLevel(cell->text, 2) != nullptr) {
      return row;
    }
  }
  return 0;
}

// Walks the tallied columns from left to right and names them in the order that all forms share:
// project, level 1, level 2, level 3, sign, value, unit.
class HeadGuess {
 public:
  explicit HeadGuess(const TableView& view) : view_(view) {}

  std::optional<HeadMap> Make() {
    for (int col = 0; col < view_.cols(); ++col) {
      tallies_.push_back(TallyColumn(view_, 0, col));
    }
    if (!FindLevels()) {
      return std::nullopt;
    }
    map_.inferred = true;
    FindProject();
    FindValues();
    if (!HasValue()) {
      return std::nullopt;
    }
    std::sort(map_.columns.begin(), map_.columns.end(),
              [](const HeadColumn& a, const HeadColumn& b) { return a.col0 < b.col0; });
    return map_;
  }

 private:
  void Put(ColumnRole role, int col) {
    HeadColumn column;
    column.role = role;
    column.col0 = col;
    column.col1 = col + 1;
    map_.columns.push_back(column);
  }

  const ColumnTally& Tally(int col) const { return tallies_[static_cast<std::size_t>(col)]; }

  bool FindLevels() {
    int level2 = -1;
    for (int col = 0; col < view_.cols() && level2 < 0; ++col) {
      if (Mostly(Tally(col).level2, Tally(col)) && Tally(col).filled >= kMinRowsToInfer &&
          Tally(col).level2 > Tally(col).level1) {
        level2 = col;
      }
    }
    if (level2 < 0 || level2 + 2 >= view_.cols()) {
      return false;
    }
    map_.data_row = FirstLevelRow(view_, level2);
    for (int col = 0; col < level2; ++col) {
      const ColumnTally tally = TallyColumn(view_, map_.data_row, col);
      if (Mostly(tally.level1, tally)) {
        Put(ColumnRole::kLevel1, col);
        first_level_ = col;
        break;
      }
    }
    first_level_ = first_level_ < 0 ? level2 : first_level_;
    Put(ColumnRole::kLevel2, level2);
    Put(ColumnRole::kLevel3, level2 + 1);
    next_ = level2 + 2;
    return true;
  }

  void FindProject() {
    if (first_level_ >= 2 && Tally(0).number == 0 && Tally(0).merged > 0) {
      Put(ColumnRole::kProject, 0);
    }
  }

  void FindValues() {
    while (next_ < view_.cols() && Tally(next_).filled == 0) {
      ++next_;
    }
    if (next_ < view_.cols() && Mostly(Tally(next_).sign, Tally(next_))) {
      Put(ColumnRole::kSign, next_++);
      if (next_ < view_.cols()) {
        Put(ColumnRole::kValue, next_++);
      }
      if (next_ < view_.cols() && Tally(next_).number == 0) {
        Put(ColumnRole::kUnit, next_++);
      }
    } else if (next_ < view_.cols() && Mostly(Tally(next_).value, Tally(next_))) {
      Put(ColumnRole::kValue, next_++);
    }
  }

  bool HasValue() const { return map_.Has(ColumnRole::kValue); }

  const TableView& view_;
  std::vector<ColumnTally> tallies_;
  HeadMap map_;
  int first_level_ = -1;
  int next_ = 0;
};

}  // namespace

bool HeadMap::Has(ColumnRole role) const {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const HeadColumn& column) { return column.role == role; });
}

const HeadColumn* HeadMap::Find(ColumnRole role, int group) const {
  const auto it = std::find_if(columns.begin(), columns.end(), [&](const HeadColumn& column) {
    return column.role == role && column.group == group;
  });
  return it == columns.end() ? nullptr : &*it;
}

std::optional<HeadMap> ReadHead(const TableView& view, int row) {
  bool names_levels = false;
  const int depth = HeadDepth(view, row, names_levels);
  if (!names_levels) {
    return std::nullopt;
  }
  HeadMap map;
  map.first_row = HeadTop(view, row);
  map.data_row = row + depth;
  map.columns = ReadColumns(view, map.first_row, map.data_row - map.first_row);
  SettleDoubtfulHeads(map.columns);
  TellFourLevels(view, map);
  TellName(view, map);
  if (!HasValueColumn(map) && !(map.Has(ColumnRole::kLevel2) && map.Has(ColumnRole::kLevel3))) {
    return std::nullopt;
  }
  TellTarget(map);
  TellByCells(view, map);
  TellLevels(view, map);
  map.groups = AssignGroups(map.columns);
  return HasValueColumn(map) ? std::optional<HeadMap>(std::move(map)) : std::nullopt;
}

std::optional<HeadMap> InferHead(const TableView& view) {
  return HeadGuess(view).Make();
}

}  // namespace zhibiao
