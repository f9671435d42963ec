#include "extractors/table_view.h"

#include <algorithm>
#include <cstddef>

#include "extractors/line_builder.h"

namespace zhibiao {

TableView::TableView(const Table& table)
    : table_(table),
      owner_(static_cast<std::size_t>(table.rows) * static_cast<std::size_t>(table.cols), -1) {
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const Cell& cell = table.cells[i];
    const int bottom = std::min(cell.row + cell.row_span, table.rows);
    const int right = std::min(cell.col + cell.col_span, table.cols);
    for (int row = cell.row; row < bottom; ++row) {
      for (int col = cell.col; col < right; ++col) {
        owner_[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.cols) +
               static_cast<std::size_t>(col)] = static_cast<int>(i);
      }
    }
  }
}

int TableView::IndexAt(int row, int col) const {
  if (row < 0 || row >= table_.rows || col < 0 || col >= table_.cols) {
    return -1;
  }
  return owner_[static_cast<std::size_t>(row) * static_cast<std::size_t>(table_.cols) +
                static_cast<std::size_t>(col)];
}

const Cell* TableView::At(int row, int col) const {
  const int index = IndexAt(row, col);
  return index < 0 ? nullptr : &table_.cells[static_cast<std::size_t>(index)];
}

std::vector<const Cell*> TableView::Covering(int row, int col0, int col1) const {
  std::vector<const Cell*> cells;
  for (int col = col0; col < col1; ++col) {
    const Cell* cell = At(row, col);
    if (cell != nullptr && (cells.empty() || cells.back() != cell)) {
      cells.push_back(cell);
    }
  }
  return cells;
}

std::vector<const Cell*> TableView::Beginning(int row) const {
  std::vector<const Cell*> cells;
  for (const Cell* cell : Covering(row, 0, cols())) {
    if (cell->row == row && !cell->text.empty()) {
      cells.push_back(cell);
    }
  }
  return cells;
}

int TableView::IndexOf(const Cell& cell) const {
  return static_cast<int>(&cell - table_.cells.data());
}

std::string CellText(const Cell& cell) {
  return JoinCellLines(cell.text);
}

std::optional<std::string> OtherCellText(const Cell& cell) {
  return cell.other ? std::optional(JoinCellLines(*cell.other)) : std::nullopt;
}

}  // namespace zhibiao
