#include "extractors/text_tables.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "extractors/disclosure_reader.h"
#include "extractors/form_vocabulary.h"
#include "extractors/header_reader.h"
#include "extractors/table_view.h"
#include "pipeline/taxonomy.h"

namespace zhibiao {
namespace {

constexpr double kKeptColumns = 0.98;     // confidence of a table whose cells tabs part
constexpr double kAlignedShare = 0.9;     // of the rows that must stand under their heads
constexpr std::size_t kCaptionLines = 8;  // above a table, that may belong to it
constexpr double kTitleSize = 2;          // of the first line; all others have size 0

using Texts = std::vector<std::string>;

SourceRef LineRef(int line) {
  SourceRef source;
  source.line = line;
  source.origin = TextOrigin::kPlainText;
  return source;
}

bool IsLevelRole(ColumnRole role) {
  return role == ColumnRole::kLevel1 || role == ColumnRole::kLevel2 || role == ColumnRole::kLevel3;
}

bool IsValueRole(ColumnRole role) {
  return role == ColumnRole::kValue || role == ColumnRole::kAnnual || role == ColumnRole::kPeriod ||
         role == ColumnRole::kActual;
}

// What a cell of a head says; 绩效指标 over or beside the levels says nothing.
ColumnRole HeadRole(const std::string& text) {
  return FindLabel(text) == Label::kIndicators ? ColumnRole::kNone : FindColumnRole(text);
}

std::size_t BlankPrefix(const Texts& cells) {
  const auto filled = std::find_if(cells.begin(), cells.end(),
                                   [](const std::string& cell) { return !cell.empty(); });
  return static_cast<std::size_t>(filled - cells.begin());
}

template <typename Is>
bool AnyRole(const Texts& cells, Is is) {
  return std::any_of(cells.begin(), cells.end(),
                     [&](const std::string& cell) { return is(HeadRole(cell)); });
}

bool NamesLevels(const Texts& cells) {
  const auto has = [&](ColumnRole wanted) {
    return AnyRole(cells, [&](ColumnRole role) { return role == wanted; });
  };
  return has(ColumnRole::kLevel3) || (has(ColumnRole::kLevel1) && has(ColumnRole::kLevel2));
}

// Heads and nothing else.
bool AllHeads(const Texts& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
    return cell.empty() || HeadRole(cell) != ColumnRole::kNone ||
           FindLabel(cell) == Label::kIndicators;
  });
}

bool IsHeadText(const std::string& text) {
  return HeadRole(text) != ColumnRole::kNone || FindLabel(text) != Label::kNone;
}

// The lines of one table, made into cells with spans.
class TextTable {
 public:
  explicit TextTable(std::vector<const TextRow*> rows) : rows_(std::move(rows)) {
    for (const TextRow* row : rows_) {
      cols_ = std::max(cols_, row->cells.size());
    }
    for (const TextRow* row : rows_) {
      texts_.push_back(row->cells);
      texts_.back().resize(cols_);
    }
    owner_.assign(rows_.size() * cols_, -1);
    FindHeads();
  }

  Table Make() {
    Table table;
    table.rows = static_cast<int>(rows_.size());
    table.cols = static_cast<int>(cols_);
    table.confidence = kKeptColumns;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      for (std::size_t col = 0; col < cols_; ++col) {
        if (!JoinsAbove(row, col, table) && !JoinsLeft(row, col, table)) {
          Place(row, col, table);
        }
      }
    }
    return table;
  }

 private:
  enum class Part { kLabels, kHead, kRows };

  // A head is a row that names the levels, with a row of values above or of their parts below it.
  void FindHeads() {
    parts_.assign(rows_.size(), Part::kLabels);
    Part part = Part::kLabels;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (NamesLevels(texts_[row])) {
        part = Part::kHead;
        first_level_ = FirstLevel(row);
        if (row > 0 && BeginsHead(row - 1)) {
          parts_[row - 1] = Part::kHead;
        }
      } else if (part == Part::kHead && !GoesOnHead(row)) {
        part = Part::kRows;
      }
      parts_[row] = part;
    }
  }

  std::size_t FirstLevel(std::size_t row) const {
    const Texts& cells = texts_[row];
    return static_cast<std::size_t>(
        std::find_if(cells.begin(), cells.end(),
                     [](const std::string& cell) { return IsLevelRole(HeadRole(cell)); }) -
        cells.begin());
  }

  // 绩效指标 | | | 年度指标值, above the row that names the levels.
  bool BeginsHead(std::size_t row) const {
    return parts_[row] != Part::kHead && AllHeads(texts_[row]) &&
           AnyRole(texts_[row], IsValueRole) && !NamesLevels(texts_[row]);
  }

  // | | | | 性质 | 值 | 单位, below it.
  bool GoesOnHead(std::size_t row) const {
    const std::size_t prefix = BlankPrefix(texts_[row]);
    return prefix > first_level_ && prefix < cols_ && AllHeads(texts_[row]);
  }

  std::size_t At(std::size_t row, std::size_t col) const { return row * cols_ + col; }

  void Place(std::size_t row, std::size_t col, Table& table) {
    Cell cell;
    cell.row = static_cast<int>(row);
    cell.col = static_cast<int>(col);
    cell.text = texts_[row][col];
    cell.source = LineRef(rows_[row]->line);
    owner_[At(row, col)] = static_cast<int>(table.cells.size());
    table.cells.push_back(std::move(cell));
  }

  // A blank cell that belongs to the merged cell above it.
  bool JoinsAbove(std::size_t row, std::size_t col, Table& table) {
    if (row == 0 || !texts_[row][col].empty() || !MayJoinAbove(row, col)) {
      return false;
    }
    const int index = owner_[At(row - 1, col)];
    Cell& above = table.cells[static_cast<std::size_t>(index)];
    if (above.col_span != 1) {
      return false;
    }
    above.row_span = static_cast<int>(row) - above.row + 1;
    owner_[At(row, col)] = index;
    return true;
  }

  bool MayJoinAbove(std::size_t row, std::size_t col) const {
    const bool in_prefix = col < BlankPrefix(texts_[row]);
    switch (parts_[row]) {
      case Part::kHead:  // heads of one row span both; what stands above the head is over
        return parts_[row - 1] == Part::kHead && !texts_[row - 1][col].empty();
      case Part::kRows:  // of the head, only the label of the section goes on
        return in_prefix && (parts_[row - 1] != Part::kHead || col < first_level_);
      case Part::kLabels:
        return in_prefix;
    }
    return false;
  }

  // 年度指标值 over 性质 | 值 | 单位, 预算金额 over 小计 | 财政拨款 | 其他资金: a head reaches over
  // the blank cells at its right.
  bool JoinsLeft(std::size_t row, std::size_t col, Table& table) {
    if (col == 0 || !texts_[row][col].empty() || !IsOverHead(row, col)) {
      return false;
    }
    const int index = owner_[At(row, col - 1)];
    Cell& left = table.cells[static_cast<std::size_t>(index)];
    const bool may_reach = parts_[row] == Part::kHead || (left.col > 0 && IsHeadText(left.text));
    if (left.row != static_cast<int>(row) || left.text.empty() || !may_reach) {
      return false;
    }
    left.col_span = static_cast<int>(col) - left.col + 1;
    owner_[At(row, col)] = index;
    return true;
  }

  bool IsOverHead(std::size_t row, std::size_t col) const {
    if (parts_[row] == Part::kRows || row + 1 == rows_.size()) {
      return false;
    }
    const std::string& below = texts_[row + 1][col];
    return parts_[row] == Part::kHead ? parts_[row + 1] == Part::kHead && !below.empty()
                                      : IsHeadText(below);
  }

  std::vector<const TextRow*> rows_;
  std::size_t cols_ = 0;
  std::vector<Texts> texts_;
  std::vector<Part> parts_;
  std::vector<int> owner_;  // index into the table's cells
  std::size_t first_level_ = 0;
};

// ── whether rows stand under their heads
// ─────────────────────────────────────────────────────────────────────────────────────────────────

bool LooksLikeValue(const std::string& text) {
  return HasShape(text, Shape::kNumber) || text.starts_with("≥") || text.starts_with("≤") ||
         text.starts_with("=") || text.starts_with(">") || text.starts_with("<");
}

bool IsLevelName(const std::string& text) {
  return text.ends_with("指标") && (FindLevel(text, 1) != nullptr || FindLevel(text, 2) != nullptr);
}

// A text that cannot stand under a head of this role.
bool Misfits(ColumnRole role, const std::string& text) {
  switch (role) {
    case ColumnRole::kLevel1:
      return FindLevel(text, 1) == nullptr &&
             (FindLevel(text, 2) != nullptr || FindLabel(text) == Label::kIndicators ||
              LooksLikeValue(text));
    case ColumnRole::kLevel2:
      return FindLevel(text, 2) == nullptr &&
             (FindLevel(text, 1) != nullptr || LooksLikeValue(text));
    case ColumnRole::kLevel3:
      return IsLevelName(text) || LooksLikeValue(text);
    default:
      return IsValueRole(role) && IsLevelName(text);
  }
}

// Counts rows of indicators, and those of them that stand under `head`.
class Alignment {
 public:
  Alignment(const TableView& view, const HeadMap& head) : view_(view), head_(head) {}

  void Add(int row) {
    std::string name;
    bool value = false;
    bool misfit = false;
    for (const HeadColumn& column : head_.columns) {
      const Cell* cell = view_.At(row, column.col0);
      if (cell == nullptr || cell->text.empty()) {
        continue;
      }
      name += column.role == ColumnRole::kLevel3 ? cell->text : "";
      value = value || IsValueRole(column.role);
      misfit = misfit || Misfits(column.role, cell->text) ||
               (column.head.empty() && column.role == ColumnRole::kNone &&
                column.col0 > head_.columns.front().col0 && cell->row == row);
    }
    ++rows_;
    fitting_ += !misfit && !name.empty() && value ? 1 : 0;
  }

  bool Holds() const { return fitting_ >= kAlignedShare * rows_; }

 private:
  const TableView& view_;
  const HeadMap& head_;
  int rows_ = 0;
  int fitting_ = 0;
};

// A row under a head that is none of its indicators: a sum of scores, a label of what follows.
bool IsOtherRow(const TableView& view, int row) {
  const std::vector<const Cell*> cells = view.Beginning(row);
  if (cells.empty()) {
    return true;
  }
  const Label label = FindLabel(cells.front()->text);
  return label != Label::kNone && label != Label::kIndicators;
}

struct Heads {
  int found = 0;
  bool aligned = true;
};

void CheckHeads(const Table& table, Heads& heads) {
  const TableView view(table);
  int row = 0;
  while (row < table.rows) {
    const std::optional<HeadMap> head = ReadHead(view, row);
    if (!head) {
      ++row;
      continue;
    }
    ++heads.found;
    Alignment alignment(view, *head);
    row = head->data_row;
    while (row < table.rows && !ReadHead(view, row)) {
      if (!IsOtherRow(view, row)) {
        alignment.Add(row);
      }
      ++row;
    }
    heads.aligned = heads.aligned && alignment.Holds();
  }
}

class TextItems {
 public:
  explicit TextItems(const std::vector<TextRow>& rows) {
    for (const TextRow& row : rows) {
      Add(row);
    }
    CloseTable();
  }

  Heads heads() const { return heads_; }
  std::vector<DocumentItem> Take() { return std::move(items_); }

 private:
  void Add(const TextRow& row) {
    if (row.cells.empty()) {
      return;  // blank lines part nothing: dumps have them between any two rows
    }
    if (row.cells.size() > 1) {
      open_.push_back(&row);
      return;
    }
    CloseTable();
    TextLine line;
    line.text = row.cells.front();
    line.source = LineRef(row.line);
    line.font_size = titled_ || IsAnnexMark(line.text) ? 0 : kTitleSize;
    titled_ = titled_ || line.font_size > 0;
    captions_.push_back(line.text);
    items_.emplace_back(std::move(line));
  }

  void CloseTable() {
    if (open_.empty()) {
      return;
    }
    JoinedTable joined;
    joined.ruled =
        std::none_of(open_.begin(), open_.end(), [](const TextRow* row) { return row->spaced; });
    joined.table = TextTable(std::move(open_)).Make();
    open_.clear();
    joined.clipped.assign(joined.table.cells.size(), false);
    const std::size_t first =
        captions_.size() > kCaptionLines ? captions_.size() - kCaptionLines : 0;
    for (std::size_t i = first; i < captions_.size(); ++i) {
      joined.table.caption += (i == first ? "" : "\n") + captions_[i];
    }
    captions_.clear();
    CheckHeads(joined.table, heads_);
    items_.emplace_back(std::move(joined));
  }

  std::vector<DocumentItem> items_;
  std::vector<const TextRow*> open_;  // lines of the table that is being read
  Texts captions_;
  bool titled_ = false;
  Heads heads_;
};

}  // namespace

Table MakeTextTable(std::vector<const TextRow*> rows) {
  return TextTable(std::move(rows)).Make();
}

std::optional<std::vector<DocumentItem>> ReadTextTables(const std::vector<TextRow>& rows) {
  TextItems items(rows);
  if (items.heads().found == 0 || !items.heads().aligned) {
    return std::nullopt;
  }
  return items.Take();
}

}  // namespace zhibiao
