#include "pipeline/table.h"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace zhibiao {
namespace {

bool Covers(const Cell& cell, int row, int col) {
  return row >= cell.row && row < cell.row + cell.row_span && col >= cell.col &&
         col < cell.col + cell.col_span;
}

std::string Place(const Cell& cell) {
  return "row " + std::to_string(cell.row) + " col " + std::to_string(cell.col);
}

bool LeavesTable(const Cell& cell, const Table& table) {
  return cell.row < 0 || cell.col < 0 || cell.row_span < 1 || cell.col_span < 1 ||
         cell.row + cell.row_span > table.rows || cell.col + cell.col_span > table.cols;
}

bool Precedes(const Cell& a, const Cell& b) {
  return std::tie(a.row, a.col) < std::tie(b.row, b.col);
}

Status Broken(const Cell& cell, const std::string& what) {
  return {StatusCode::kInternal, "cell at " + Place(cell) + " " + what};
}

// Marks the grid places that `cell` covers; false where one is taken already.
bool Claim(const Cell& cell, int cols, std::vector<char>& taken) {
  for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
    for (int col = cell.col; col < cell.col + cell.col_span; ++col) {
      char& place = taken[static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) +
                          static_cast<std::size_t>(col)];
      if (place != 0) {
        return false;
      }
      place = 1;
    }
  }
  return true;
}

std::string OneLine(const std::string& text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n') {
      line += "\\n";
    } else {
      line.push_back(c);
    }
  }
  return line;
}

}  // namespace

const Cell* Table::At(int row, int col) const {
  // The covering cell starts at or before (row, col): look backwards from there.
  auto after =
      std::upper_bound(cells.begin(), cells.end(), std::tie(row, col),
                       [](const std::tuple<const int&, const int&>& place, const Cell& cell) {
                         return place < std::tie(cell.row, cell.col);
                       });
  while (after != cells.begin()) {
    --after;
    if (Covers(*after, row, col)) {
      return &*after;
    }
  }
  return nullptr;
}

Status ValidateTable(const Table& table) {
  if (table.rows < 0 || table.cols < 0) {
    return {StatusCode::kInternal, "table has a negative size"};
  }
  std::vector<char> taken(static_cast<std::size_t>(table.rows) *
                          static_cast<std::size_t>(table.cols));
  const Cell* previous = nullptr;
  for (const Cell& cell : table.cells) {
    if (LeavesTable(cell, table)) {
      return Broken(cell, "leaves the table");
    }
    if (previous != nullptr && !Precedes(*previous, cell)) {
      return Broken(cell, "is out of order");
    }
    if (!Claim(cell, table.cols, taken)) {
      return Broken(cell, "overlaps another cell");
    }
    previous = &cell;
  }
  return {};
}

std::string DumpTable(const Table& table) {
  std::string out = "table " + std::to_string(table.rows) + "x" + std::to_string(table.cols);
  if (table.page > 0) {
    out += " page " + std::to_string(table.page);
  }
  if (!table.form_id.empty()) {
    out += " form " + table.form_id;
  }
  out += "\n";
  if (!table.caption.empty()) {
    out += "  caption: " + OneLine(table.caption) + "\n";
  }
  for (const Cell& cell : table.cells) {
    out += "  r" + std::to_string(cell.row) + " c" + std::to_string(cell.col);
    if (cell.row_span > 1 || cell.col_span > 1) {
      out += " span " + std::to_string(cell.row_span) + "x" + std::to_string(cell.col_span);
    }
    if (cell.continued) {
      out += " continued";
    }
    out += ": " + OneLine(cell.text) + "\n";
  }
  return out;
}

}  // namespace zhibiao
