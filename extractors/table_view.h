// A table as its reader walks it: which cell covers a place, what begins in a row.
#ifndef EXTRACTORS_TABLE_VIEW_H_
#define EXTRACTORS_TABLE_VIEW_H_

#include <optional>
#include <string>
#include <vector>

#include "pipeline/table.h"

namespace zhibiao {

class TableView {
 public:
  // Keeps a reference to `table`, which must outlive the view.
  explicit TableView(const Table& table);

  const Table& table() const { return table_; }
  int rows() const { return table_.rows; }
  int cols() const { return table_.cols; }

  // Index into table().cells of the cell that covers (row, col); -1: none.
  int IndexAt(int row, int col) const;
  const Cell* At(int row, int col) const;
  // The cells that cover `row` at columns [col0, col1), left to right, each once.
  std::vector<const Cell*> Covering(int row, int col0, int col1) const;
  // The cells that begin in `row` and are not blank, left to right.
  std::vector<const Cell*> Beginning(int row) const;

  // Index of `cell` in table().cells. Requires: it is one of them.
  int IndexOf(const Cell& cell) const;

 private:
  const Table& table_;
  std::vector<int> owner_;
};

// The cell's text as one line: line breaks and layout spaces gone.
std::string CellText(const Cell& cell);
// The same of its other reading, where it has one.
std::optional<std::string> OtherCellText(const Cell& cell);

}  // namespace zhibiao

#endif  // EXTRACTORS_TABLE_VIEW_H_
