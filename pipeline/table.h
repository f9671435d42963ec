// Tables: cells with spans, joined over page breaks.
#ifndef PIPELINE_TABLE_H_
#define PIPELINE_TABLE_H_

#include <optional>
#include <string>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/source_ref.h"

namespace zhibiao {

// One cell; a merged cell is one cell with its spans.
struct Cell {
  int row = 0;  // of the whole table, over all its pages; from 0
  int col = 0;  // from 0
  int row_span = 1;
  int col_span = 1;
  std::string text;        // as printed; lines joined by '\n'
  SourceRef source;        // where the cell starts
  bool continued = false;  // its text or its box goes on over a page break
  // The text as the other OCR engine read it; none: the same, or read by no engine.
  std::optional<std::string> other = std::nullopt;
};

struct Table {
  int rows = 0;
  int cols = 0;
  std::vector<Cell> cells;  // sorted by row, then col; no two overlap
  int page = 0;             // where it starts; 0 in a text file
  Rect box;                 // on that page
  std::string caption;      // the text lines above it, '\n' between them: title, year, money unit
  std::string form_id;      // the published form it was recognised as; empty: none
  double confidence = 1;    // of the grid: 1 ruled, less where columns come from the text alone

  // The cell that covers (row, col), or nullptr.
  const Cell* At(int row, int col) const;
};

// Errors: kInternal  two cells overlap, or a span leaves the table.
Status ValidateTable(const Table& table);

// A readable picture of the table, one cell a line, for golden files.
std::string DumpTable(const Table& table);

}  // namespace zhibiao

#endif  // PIPELINE_TABLE_H_
