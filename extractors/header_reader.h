// The head of an indicator table: which column is what.
#ifndef EXTRACTORS_HEADER_READER_H_
#define EXTRACTORS_HEADER_READER_H_

#include <optional>
#include <string>
#include <vector>

#include "extractors/form_vocabulary.h"
#include "extractors/table_view.h"

namespace zhibiao {

struct HeadColumn {
  ColumnRole role = ColumnRole::kNone;
  int col0 = 0;  // grid columns [col0, col1)
  int col1 = 0;
  std::string head;  // as printed, parents first: 年度指标值/性质
  int group = 0;     // columns of one group belong together: a sign and a unit with their value;
                     // the second of two indicator tables side by side
  ColumnRole parent = ColumnRole::kNone;  // role of the head above a nested one
};

struct HeadMap {
  int first_row = 0;                // of the head
  int data_row = 0;                 // first row under it
  std::vector<HeadColumn> columns;  // left to right
  bool inferred = false;  // no head was printed: columns were told by what their cells say
  int groups = 1;         // of indicators side by side

  bool Has(ColumnRole role) const;
  // The first column with `role` in `group`, or nullptr.
  const HeadColumn* Find(ColumnRole role, int group) const;
};

// The head that begins at `row`, if one does: it must name the indicators and their values.
std::optional<HeadMap> ReadHead(const TableView& view, int row);

// For a table that starts in the middle: columns told by their cells (names of levels, comparators,
// numbers). None where the cells do not say so clearly.
std::optional<HeadMap> InferHead(const TableView& view);

}  // namespace zhibiao

#endif  // EXTRACTORS_HEADER_READER_H_
