#include "tests/support/table_maker.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <gtest/gtest.h>

#include "pipeline/unicode.h"

namespace zhibiao::test {
namespace {

constexpr double kCellWidth = 100;
constexpr double kRowHeight = 20;
constexpr double kTextSize = 10;
constexpr char kAbove = '^';
constexpr char kLeft = '<';
constexpr char kOpen = '~';

std::string Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  const std::size_t end = text.find_last_not_of(' ');
  return begin == std::string_view::npos ? std::string()
                                         : std::string(text.substr(begin, end - begin + 1));
}

std::vector<std::string> SplitRow(std::string_view row) {
  std::vector<std::string> texts;
  std::size_t begin = 0;
  while (begin <= row.size()) {
    const std::size_t end = std::min(row.find('|', begin), row.size());
    texts.push_back(Trimmed(row.substr(begin, end - begin)));
    begin = end + 1;
  }
  return texts;
}

bool Is(const std::string& text, char mark) {
  return text.size() == 1 && text.front() == mark;
}

// Which cell covers each place, filled row by row.
class Placer {
 public:
  explicit Placer(int cols) : above_(static_cast<std::size_t>(cols)) {}

  void AddRow(const std::vector<std::string>& texts, int row, std::vector<Cell>& cells) {
    for (std::size_t col = 0; col < texts.size(); ++col) {
      if (Is(texts[col], kAbove) || Is(texts[col], kLeft)) {
        above_[col] = Is(texts[col], kAbove) ? above_[col] : above_.at(col - 1);
        Cell& cell = cells.at(above_[col]);
        cell.row_span = row - cell.row + 1;
        cell.col_span = std::max(cell.col_span, static_cast<int>(col) - cell.col + 1);
        continue;
      }
      Cell cell;
      cell.row = row;
      cell.col = static_cast<int>(col);
      cell.text = texts[col];
      above_[col] = cells.size();
      cells.push_back(std::move(cell));
    }
  }

 private:
  std::vector<std::size_t> above_;  // index of the cell that covers each column so far
};

double WidthOf(std::string_view text) {
  double width = 0;
  while (!text.empty()) {
    width += NextCodePoint(text) < 0x80 ? kTextSize / 2 : kTextSize;
  }
  return width;
}

std::string_view LastLine(std::string_view text) {
  const std::size_t end = text.rfind('\n');
  return end == std::string_view::npos ? text : text.substr(end + 1);
}

// Takes the marks of open edges off the cell's text.
void ReadMarks(FragmentCell& cell) {
  if (cell.text.starts_with(kOpen)) {
    cell.place.open_top = true;
    cell.place.open_bottom = cell.text.size() == 1;
    cell.text.erase(0, 1);
  }
  if (cell.text.ends_with(kOpen)) {
    cell.place.open_bottom = true;
    cell.text.pop_back();
  }
}

// Where a fragment's line between columns or rows lies.
double PlaceOf(const std::vector<double>& lines, int index) {
  return lines.at(static_cast<std::size_t>(index));
}

}  // namespace

Table MakeTable(const std::vector<std::string>& rows) {
  Table table;
  table.page = 1;
  table.rows = static_cast<int>(rows.size());
  table.cols = rows.empty() ? 0 : static_cast<int>(SplitRow(rows.front()).size());
  Placer placer(table.cols);
  for (int row = 0; row < table.rows; ++row) {
    const std::vector<std::string> texts = SplitRow(rows[static_cast<std::size_t>(row)]);
    if (static_cast<int>(texts.size()) != table.cols) {
      ADD_FAILURE() << "a row of another length: " << rows[static_cast<std::size_t>(row)];
      return table;
    }
    placer.AddRow(texts, row, table.cells);
  }
  for (Cell& cell : table.cells) {
    cell.source.page = table.page;
    cell.source.box = {cell.col * kCellWidth, cell.row * kRowHeight,
                       (cell.col + cell.col_span) * kCellWidth,
                       (cell.row + cell.row_span) * kRowHeight};
  }
  table.box = {0, 0, table.cols * kCellWidth, table.rows * kRowHeight};
  EXPECT_TRUE(ValidateTable(table).ok()) << ValidateTable(table).message();
  return table;
}

JoinedTable MakeJoined(const std::vector<std::string>& rows, const std::vector<int>& page_starts) {
  JoinedTable joined;
  joined.table = MakeTable(rows);
  joined.page_starts = page_starts;
  joined.clipped.assign(joined.table.cells.size(), false);
  return joined;
}

TableFragment MakeFragment(const FragmentPlace& place, const std::vector<std::string>& rows) {
  const Table table = MakeTable(rows);
  TableFragment fragment;
  fragment.page = place.page;
  fragment.xs = place.xs;
  for (std::size_t i = 0; i <= rows.size(); ++i) {
    fragment.ys.push_back(place.top + static_cast<double>(i) * kRowHeight);
  }
  EXPECT_EQ(place.xs.size(), static_cast<std::size_t>(table.cols) + 1);
  fragment.box = {fragment.xs.front(), fragment.ys.front(), fragment.xs.back(), fragment.ys.back()};
  for (const Cell& cell : table.cells) {
    FragmentCell made;
    made.text = cell.text;
    ReadMarks(made);
    made.place.row = cell.row;
    made.place.col = cell.col;
    made.place.row_span = cell.row_span;
    made.place.col_span = cell.col_span;
    made.place.box = {PlaceOf(fragment.xs, cell.col), PlaceOf(fragment.ys, cell.row),
                      PlaceOf(fragment.xs, cell.col + cell.col_span),
                      PlaceOf(fragment.ys, cell.row + cell.row_span)};
    made.source.page = place.page;
    made.source.box = made.place.box;
    made.last_line_width = WidthOf(LastLine(made.text));
    fragment.cells.push_back(std::move(made));
  }
  return fragment;
}

TextLine MakeLine(std::string_view text, int page, double top) {
  TextLine line;
  line.text = std::string(text);
  line.font_size = kTextSize;
  line.source.page = page;
  line.source.box = {50, top, 50 + WidthOf(text), top + kTextSize};
  return line;
}

PageLayout MakeLayout(int page, std::vector<TableFragment> tables, std::vector<TextLine> lines) {
  PageLayout layout;
  layout.number = page;
  layout.width = layout.frame.width = 600;
  layout.height = layout.frame.height = 800;
  layout.tables = std::move(tables);
  layout.lines = std::move(lines);
  return layout;
}

std::vector<std::string> RowsOf(const Table& table) {
  std::vector<std::string> rows;
  for (int row = 0; row < table.rows; ++row) {
    std::string line;
    for (int col = 0; col < table.cols; ++col) {
      const Cell* cell = table.At(row, col);
      line += col == 0 ? "" : " | ";
      if (cell == nullptr) {
        line += '?';
      } else if (cell->row < row) {
        line += kAbove;
      } else {
        line += cell->col < col ? std::string(1, kLeft) : cell->text;
      }
    }
    rows.push_back(std::move(line));
  }
  return rows;
}

}  // namespace zhibiao::test
