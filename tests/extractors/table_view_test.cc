#include "extractors/table_view.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/table_maker.h"

namespace zhibiao {
namespace {

using test::MakeTable;

std::string TextsOf(const std::vector<const Cell*>& cells) {
  std::string texts;
  for (const Cell* cell : cells) {
    texts += (texts.empty() ? "" : ",") + cell->text;
  }
  return texts;
}

// a a b
// a a c
// d . c     "." is blank
Table Merged() {
  return MakeTable({"a | < | b", "^ | ^ | c", "d | | ^"});
}

TEST(TableView, FindsCells) {
  const Table table = Merged();
  const TableView view(table);
  EXPECT_EQ(view.rows(), 3);
  EXPECT_EQ(view.cols(), 3);
  EXPECT_EQ(view.At(1, 1), table.At(0, 0));
  EXPECT_EQ(view.IndexOf(*view.At(2, 2)), view.IndexAt(1, 2));
  struct Case {
    int row;
    int col;
  };
  for (const Case& outside : {Case{-1, 0}, Case{0, -1}, Case{3, 0}, Case{0, 3}}) {
    EXPECT_EQ(view.At(outside.row, outside.col), nullptr);
    EXPECT_EQ(view.IndexAt(outside.row, outside.col), -1);
  }
}

TEST(TableView, WalksRows) {
  struct Case {
    int row;
    const char* covering;
    const char* beginning;  // blank cells left out
  };
  const Table table = Merged();
  const TableView view(table);
  for (const Case& c : {Case{0, "a,b", "a,b"}, Case{1, "a,c", "c"}, Case{2, "d,,c", "d"}}) {
    SCOPED_TRACE(c.row);
    EXPECT_EQ(TextsOf(view.Covering(c.row, 0, 3)), c.covering);
    EXPECT_EQ(TextsOf(view.Beginning(c.row)), c.beginning);
  }
  EXPECT_EQ(TextsOf(view.Covering(0, 1, 2)), "a");
  EXPECT_TRUE(view.Covering(0, 2, 2).empty());
}

TEST(TableView, PlacesWithoutACell) {
  Table table = Merged();
  table.cells.pop_back();  // "": nothing covers (2, 1) any more
  const TableView view(table);
  EXPECT_EQ(view.At(2, 1), nullptr);
  EXPECT_EQ(TextsOf(view.Covering(2, 0, 3)), "d,c");
  const Table none;
  EXPECT_EQ(TableView(none).At(0, 0), nullptr);
}

TEST(CellText, IsOneLine) {
  Cell cell;
  cell.text = "产出\n指标 ";
  EXPECT_EQ(CellText(cell), "产出指标");
}

}  // namespace
}  // namespace zhibiao
