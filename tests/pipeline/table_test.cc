#include "pipeline/table.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

Cell MakeCell(int row, int col, int row_span, int col_span, const std::string& text) {
  Cell cell;
  cell.row = row;
  cell.col = col;
  cell.row_span = row_span;
  cell.col_span = col_span;
  cell.text = text;
  return cell;
}

// a a b
// a a c
// d . c    nothing covers (2, 1)
Table Merged() {
  Table table;
  table.rows = 3;
  table.cols = 3;
  table.cells = {MakeCell(0, 0, 2, 2, "a"), MakeCell(0, 2, 1, 1, "b"), MakeCell(1, 2, 2, 1, "c"),
                 MakeCell(2, 0, 1, 1, "d")};
  return table;
}

TEST(TableAt, FindsTheCoveringCell) {
  const Table table = Merged();
  const std::string expected[] = {"aab", "aac", "d.c"};
  for (int row = 0; row < table.rows; ++row) {
    std::string found;
    for (int col = 0; col < table.cols; ++col) {
      const Cell* cell = table.At(row, col);
      found += cell == nullptr ? "." : cell->text;
    }
    EXPECT_EQ(found, expected[row]);
  }
  EXPECT_EQ(table.At(3, 0), nullptr);
  EXPECT_EQ(table.At(-1, 0), nullptr);
  EXPECT_EQ(Table().At(0, 0), nullptr);
}

TEST(ValidateTable, RefusesWhatIsNoTable) {
  struct Case {
    const char* name;
    std::vector<Cell> cells;
    bool ok;
  };
  const Case cases[] = {
      // clang-format off
      {"nothing",          {}, true},
      {"full",             {MakeCell(0, 0, 1, 2, ""), MakeCell(1, 0, 1, 1, ""), MakeCell(1, 1, 1, 1, "")}, true},
      {"overlap",          {MakeCell(0, 0, 2, 2, ""), MakeCell(1, 1, 1, 1, "")}, false},
      {"twice",            {MakeCell(0, 0, 1, 1, ""), MakeCell(0, 0, 1, 1, "")}, false},
      {"out of order",     {MakeCell(1, 0, 1, 1, ""), MakeCell(0, 0, 1, 1, "")}, false},
      {"below the table",  {MakeCell(1, 0, 2, 1, "")}, false},
      {"right of it",      {MakeCell(0, 1, 1, 2, "")}, false},
      {"no span",          {MakeCell(0, 0, 0, 1, "")}, false},
      {"negative",         {MakeCell(-1, 0, 1, 1, "")}, false},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Table table;
    table.rows = 2;
    table.cols = 2;
    table.cells = c.cells;
    EXPECT_EQ(ValidateTable(table).ok(), c.ok) << ValidateTable(table).message();
  }
}

TEST(DumpTable, WritesOneCellALine) {
  Table table;
  table.rows = 1;
  table.cols = 2;
  table.page = 4;
  table.caption = "绩效目标表\n2024";
  table.form_id = "beijing-12";
  table.cells = {MakeCell(0, 0, 1, 2, "绩效\n指标")};
  table.cells[0].continued = true;
  EXPECT_EQ(DumpTable(table),
            "table 1x2 page 4 form beijing-12\n"
            "  caption: 绩效目标表\\n2024\n"
            "  r0 c0 span 1x2 continued: 绩效\\n指标\n");
}

}  // namespace
}  // namespace zhibiao
