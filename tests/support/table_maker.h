// Tables written as they look: one line a row, '|' between cells.
//
//     "产出指标 | 数量指标 | 培训人数 | ≥100人"
//     "^        | ^        | 培训次数 | 5次"        "^": the cell above goes on here
//     "合计     | <        | <        | 100"        "<": the cell at the left goes on here
#ifndef TESTS_SUPPORT_TABLE_MAKER_H_
#define TESTS_SUPPORT_TABLE_MAKER_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractors/page_layout.h"
#include "extractors/table_joiner.h"
#include "pipeline/layout.h"
#include "pipeline/table.h"

namespace zhibiao::test {

// Cells are 100 by 20 points, on page 1; spaces around a text are not part of it.
Table MakeTable(const std::vector<std::string>& rows);

// A ruled table of one page, or of several that begin with the rows `page_starts`.
JoinedTable MakeJoined(const std::vector<std::string>& rows,
                       const std::vector<int>& page_starts = {});

// The part of a table that stands on `page`, its first row at `top`, its rows 20 points high.
// "~" before a text: no rule closes the cell above it; after it: none below.
struct FragmentPlace {
  int page = 1;
  double top = 100;
  std::vector<double> xs;
};
TableFragment MakeFragment(const FragmentPlace& place, const std::vector<std::string>& rows);

// A line of text at the left margin, 10 points high.
TextLine MakeLine(std::string_view text, int page = 1, double top = 50);

// A page, 600 by 800 points, with these tables and lines.
PageLayout MakeLayout(int page, std::vector<TableFragment> tables,
                      std::vector<TextLine> lines = {});

// The texts of a table's rows as they were written for MakeTable, single spaces around '|'.
std::vector<std::string> RowsOf(const Table& table);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_TABLE_MAKER_H_
