#include "extractors/table_joiner.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "extractors/form_vocabulary.h"
#include "extractors/frame_turner.h"
#include "extractors/other_reading.h"
#include "pipeline/taxonomy.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr double kColumnSnap = 4;  // points: column borders of two pages closer than this are one
constexpr double kWidthSlack = 8;  // points: tables of one width
constexpr double kMarginShare =
    0.09;                        // of the page's height: where running heads and page numbers stand
constexpr double kThinRow = 14;  // points: an empty open row lower than this is drawing noise
constexpr double kFullLine = 0.7;  // of a cell's width: a line this long may go on
constexpr std::size_t kCaptionLines = 8;
constexpr std::size_t kMaxRunningHead = 120;  // bytes
constexpr std::size_t kHeaderRows = 12;       // rows in which a repeated header is looked for

// The texts of the cells that begin in `row`, folded, empty ones left out.
std::vector<std::string> RowTexts(const TableFragment& fragment, int row) {
  std::vector<std::string> texts;
  for (const FragmentCell& cell : fragment.cells) {
    if (cell.place.row == row && !cell.text.empty()) {
      texts.push_back(FoldKey(cell.text));
    }
  }
  return texts;
}

int RowCount(const TableFragment& fragment) {
  return static_cast<int>(fragment.ys.size()) - 1;
}

bool OnlyEmptyOpenCells(const TableFragment& fragment, int row, bool top) {
  const auto index = static_cast<std::size_t>(row);
  const bool thin = fragment.ys[index + 1] - fragment.ys[index] < kThinRow;
  return thin &&
         std::all_of(fragment.cells.begin(), fragment.cells.end(), [&](const FragmentCell& c) {
           if (c.place.row > row || c.place.row + c.place.row_span <= row || c.place.row_span > 1) {
             return true;
           }
           return c.text.empty() && (top ? c.place.open_top : c.place.open_bottom);
         });
}

// Takes `row` out of the fragment: cells of it alone go, cells that reach over it shrink.
void DropRow(TableFragment& fragment, int row) {
  std::vector<FragmentCell> kept;
  for (FragmentCell& cell : fragment.cells) {
    GridCell& place = cell.place;
    const bool covers = place.row <= row && row < place.row + place.row_span;
    if (covers && place.row_span == 1) {
      continue;
    }
    if (covers) {
      --place.row_span;
    } else if (place.row > row) {
      --place.row;
    }
    kept.push_back(std::move(cell));
  }
  fragment.cells = std::move(kept);
  fragment.ys.erase(fragment.ys.begin() + (row == 0 ? 0 : row + 1));
}

// Rules that end a little beyond the last crossing leave an empty row that nobody sees.
void TrimOpenEdges(TableFragment& fragment) {
  if (RowCount(fragment) > 1 && OnlyEmptyOpenCells(fragment, RowCount(fragment) - 1, false)) {
    DropRow(fragment, RowCount(fragment) - 1);
  }
  if (RowCount(fragment) > 1 && OnlyEmptyOpenCells(fragment, 0, true)) {
    DropRow(fragment, 0);
  }
}

// A cell of the table that is being joined; columns are settled at the end.
struct PlacedCell {
  int row = 0;
  int row_span = 1;
  double x0 = 0;  // in the frame of the table's first page
  double x1 = 0;
  bool open_bottom = false;
  FragmentCell content;
  bool continued = false;
};

// How a page break goes through a table.
struct Break {
  bool cuts_row = false;  // part of the row stands on either page
  bool all_open = false;  // no rule at all closes it
  // The first column's cell over the break, where its text stands on the later page although a rule
  // is drawn at the break: its rows above the break and below it. 0: no such cell.
  int late_row = 0;
  int late_span_below = 0;

  // Whether `above` and `below` are one cell like that of the first column.
  bool TextComesLater(const PlacedCell& above, const PlacedCell& below) const {
    return late_span_below > 0 && above.row == late_row && below.row_span == late_span_below &&
           above.content.text.empty();
  }
};

struct OpenTable {
  std::vector<PlacedCell> cells;
  std::vector<std::size_t> bottom;  // of `cells`: those that reach the last row
  int rows = 0;
  std::vector<int> page_starts;
  std::vector<std::vector<std::string>> head;  // texts of the first rows
  std::vector<std::string> caption;            // lines above it, folded
  std::string caption_text;
  int first_page = 0;
  int last_page = 0;
  Rect first_box;   // as shown
  double left = 0;  // upright frame, first page
  double right = 0;
  std::vector<double> xs;  // column borders seen so far, first page's frame
  double confidence = 1;
  bool ruled = true;
};

bool NamesColumns(const std::vector<std::string>& texts) {
  const auto heads = std::count_if(texts.begin(), texts.end(), [](const std::string& text) {
    return FindColumnRole(text) != ColumnRole::kNone;
  });
  return static_cast<std::size_t>(heads) * 2 >= texts.size();
}

// How the fragment's first rows repeat rows of the open table: how many of them, 0 if not at all.
int RepeatedHeaderRows(const OpenTable& open, const TableFragment& fragment) {
  const std::vector<std::string> first = RowTexts(fragment, 0);
  if (first.size() < 2) {
    return 0;
  }
  const auto start = std::find(open.head.begin(), open.head.end(), first);
  if (start == open.head.end() || (start != open.head.begin() && !NamesColumns(first))) {
    return 0;  // the same values may come again: only a head repeats itself
  }
  int count = 0;
  for (auto it = start; it != open.head.end() && count < RowCount(fragment); ++it, ++count) {
    if (RowTexts(fragment, count) != *it) {
      break;
    }
  }
  return count;
}

bool SamePlace(double a, double b) {
  return std::abs(a - b) <= kColumnSnap;
}

// Of the fragment's borders, how many the open table has too.
double SharedBorders(const OpenTable& open, const std::vector<double>& xs, double shift) {
  std::size_t shared = 0;
  for (const double x : xs) {
    shared += std::any_of(open.xs.begin(), open.xs.end(),
                          [&](double y) { return SamePlace(x + shift, y); });
  }
  return static_cast<double>(shared) / static_cast<double>(xs.size());
}

class ColumnScale {
 public:
  explicit ColumnScale(const std::vector<PlacedCell>& cells) {
    std::vector<double> all;
    for (const PlacedCell& cell : cells) {
      all.push_back(cell.x0);
      all.push_back(cell.x1);
    }
    std::sort(all.begin(), all.end());
    for (const double x : all) {
      if (borders_.empty() || x - borders_.back() > kColumnSnap) {
        borders_.push_back(x);
      }
    }
  }
  int count() const { return static_cast<int>(borders_.size()) - 1; }
  int IndexOf(double x) const {
    const auto it = std::upper_bound(borders_.begin(), borders_.end(), x + 1e-6);
    return static_cast<int>(it - borders_.begin()) - 1;
  }

 private:
  std::vector<double> borders_;
};

bool CellBefore(const PlacedCell& a, const PlacedCell& b) {
  return std::pair(a.row, a.x0) < std::pair(b.row, b.x0);
}

JoinedTable Close(OpenTable open) {
  JoinedTable joined;
  Table& table = joined.table;
  const ColumnScale scale(open.cells);
  table.rows = open.rows;
  table.cols = std::max(scale.count(), 1);
  table.page = open.first_page;
  table.box = open.first_box;
  table.caption = std::move(open.caption_text);
  table.confidence = open.confidence;
  std::stable_sort(open.cells.begin(), open.cells.end(), CellBefore);
  for (PlacedCell& placed : open.cells) {
    Cell cell;
    cell.row = placed.row;
    cell.row_span = placed.row_span;
    cell.col = std::min(scale.IndexOf(placed.x0), table.cols - 1);
    cell.col_span = scale.IndexOf(placed.x1) - cell.col;
    if (cell.col_span < 1) {
      continue;  // narrower than two borders can be apart: drawing, not a column
    }
    cell.text = std::move(placed.content.text);
    cell.source = placed.content.source;
    cell.continued = placed.continued;
    cell.other = std::move(placed.content.other);
    table.cells.push_back(std::move(cell));
    joined.clipped.push_back(placed.content.clipped);
  }
  joined.page_starts = std::move(open.page_starts);
  joined.ruled = open.ruled;
  return joined;
}

}  // namespace

struct TableJoiner::Impl {
  std::vector<DocumentItem> items;
  std::vector<TextLine> between;  // lines since the last table, page numbers left out
  std::vector<bool> in_margin;    // of each: it may be a running head
  std::unique_ptr<OpenTable> open;

  void AddLine(const TextLine& line, const PageLayout& layout);
  void AddFragment(TableFragment fragment, const PageLayout& layout, Findings& findings);
  bool Continues(const TableFragment& fragment, int repeated) const;
  bool OnlyRunningHeads(int repeated) const;
  double Shift(const TableFragment& fragment) const { return open->left - fragment.xs.front(); }
  void Begin(TableFragment& fragment, const PageLayout& layout);
  void Append(TableFragment& fragment, int repeated, const PageLayout& layout);
  PlacedCell* BottomCell(double x0, double x1);
  bool CutsRow(const TableFragment& fragment, int skip, double shift);
  void FindLateText(const TableFragment& fragment, int skip, double shift, Break& page_break);
  PlacedCell* CellAbove(const PlacedCell& below, Break page_break);
  void PlaceAll(TableFragment& fragment, int skip, double shift, const PageLayout& layout);
  void CloseOpen();
};

void TableJoiner::Impl::CloseOpen() {
  if (open != nullptr) {
    items.emplace_back(Close(std::move(*open)));
    open.reset();
  }
}

void TableJoiner::Impl::AddLine(const TextLine& line, const PageLayout& layout) {
  const Rect& box = line.source.box;
  const bool margin =
      box.bottom < layout.height * kMarginShare || box.top > layout.height * (1 - kMarginShare);
  if (margin && IsPageNumber(line.text)) {
    return;
  }
  TextLine shown = line;
  shown.source.box = AsShown(box, layout.frame);
  in_margin.push_back(margin && line.text.size() <= kMaxRunningHead &&
                      !ReadTitle(line.text).is_form);
  between.push_back(std::move(shown));
}

// The lines between the open table and a fragment say nothing new: running heads, or the table's
// own caption again.
bool TableJoiner::Impl::OnlyRunningHeads(int repeated) const {
  for (std::size_t i = 0; i < between.size(); ++i) {
    const bool caption = repeated > 0 && std::find(open->caption.begin(), open->caption.end(),
                                                   FoldKey(between[i].text)) != open->caption.end();
    if (!in_margin[i] && !caption) {
      return false;
    }
  }
  return true;
}

// Under a repeated head, a first row that begins with nothing goes on with what the page before
// began.
bool GoesOn(const TableFragment& fragment, int repeated) {
  const auto first =
      std::find_if(fragment.cells.begin(), fragment.cells.end(),
                   [&](const FragmentCell& cell) { return cell.place.row == repeated; });
  return repeated > 0 && first != fragment.cells.end() && first->place.col == 0 &&
         first->text.empty();
}

bool TableJoiner::Impl::Continues(const TableFragment& fragment, int repeated) const {
  if (open == nullptr || fragment.page != open->last_page + 1 || fragment.ruled != open->ruled ||
      (!OnlyRunningHeads(repeated) && !GoesOn(fragment, repeated))) {
    return false;
  }
  const double width = fragment.xs.back() - fragment.xs.front();
  const bool same_width = std::abs(width - (open->right - open->left)) <= kWidthSlack;
  if (!same_width && SharedBorders(*open, fragment.xs, 0) < 0.99) {
    return false;
  }
  const std::vector<std::string> first = RowTexts(fragment, 0);
  return repeated > 0 || (!StartsForm(first) && !(first.size() > 1 && NamesColumns(first)));
}

// The bottom cell of the open table that stands over x0..x1, or nullptr.
PlacedCell* TableJoiner::Impl::BottomCell(double x0, double x1) {
  const auto it = std::find_if(open->bottom.begin(), open->bottom.end(), [&](std::size_t i) {
    return SamePlace(open->cells[i].x0, x0) && SamePlace(open->cells[i].x1, x1);
  });
  return it == open->bottom.end() ? nullptr : &open->cells[*it];
}

// Whether the page break cuts through a row: no rule closes it, and no cell that has text on both
// sides ended its text before the break (a line that does not fill its cell is a last line).
bool TableJoiner::Impl::CutsRow(const TableFragment& fragment, int skip, double shift) {
  bool open_cell = false;
  for (const FragmentCell& cell : fragment.cells) {
    if (cell.place.row != skip) {
      continue;
    }
    const PlacedCell* above = BottomCell(cell.place.box.x0 + shift, cell.place.box.x1 + shift);
    if (above == nullptr || (!above->open_bottom && !cell.place.open_top)) {
      continue;
    }
    open_cell = true;
    const double filled = above->content.last_line_width / (above->x1 - above->x0);
    const bool both = !above->content.text.empty() && !cell.text.empty();
    if (both && cell.place.row_span == 1 && filled < kFullLine) {
      return false;
    }
  }
  return open_cell;
}

// Where no rule at all closes the break, it says nothing about single cells.
bool AllOpenAt(const TableFragment& fragment, int row) {
  return std::all_of(fragment.cells.begin(), fragment.cells.end(), [&](const FragmentCell& cell) {
    return cell.place.row != row || cell.place.open_top;
  });
}

bool NamesLevel(const std::string& text) {
  return FindLevel(text, 1) != nullptr || FindLevel(text, 2) != nullptr;
}

// "效" and "益指标": two pieces of one name.
bool NamesLevelTogether(const std::string& above, const std::string& below) {
  const std::string whole = above + below;
  return NamesLevel(whole) || FindLabel(whole) != Label::kNone;
}

// A blank cell of the first column that ends a page belongs to the one that begins the next: every
// cell of that column has a text, and a merged one prints it in its middle.
void TableJoiner::Impl::FindLateText(const TableFragment& fragment, int skip, double shift,
                                     Break& page_break) {
  const auto first =
      std::find_if(fragment.cells.begin(), fragment.cells.end(),
                   [&](const FragmentCell& c) { return c.place.row == skip && c.place.col == 0; });
  if (first == fragment.cells.end() || first->text.empty() || open->cells.empty()) {
    return;
  }
  const PlacedCell* above = BottomCell(first->place.box.x0 + shift, first->place.box.x1 + shift);
  const bool late = above != nullptr && above->content.text.empty() && above->row > 0 &&
                    (above->row_span > 1 || first->place.row_span > 1);
  if (late) {
    page_break.late_row = above->row;
    page_break.late_span_below = first->place.row_span;
  }
}

// The bottom cell of the open table that `below` goes on from, or nullptr. A cell over several rows
// goes on wherever no rule closes it; a cell of one row only where the break cuts its row.
PlacedCell* TableJoiner::Impl::CellAbove(const PlacedCell& below, Break page_break) {
  PlacedCell* above = BottomCell(below.x0, below.x1);
  if (above != nullptr && page_break.TextComesLater(*above, below)) {
    return above;
  }
  if (above == nullptr || (!above->open_bottom && !below.content.place.open_top)) {
    return nullptr;
  }
  const std::string& text_above = above->content.text;
  const std::string& text_below = below.content.text;
  if (text_above != text_below && NamesLevel(text_above) && NamesLevel(text_below)) {
    return nullptr;  // two levels, with the rule between them left out
  }
  if (page_break.cuts_row) {
    return above;
  }
  const bool spans = above->row_span > 1 || below.row_span > 1;
  const bool one_blank = text_above.empty() != text_below.empty();
  const bool one_text =
      one_blank || !page_break.all_open || NamesLevelTogether(text_above, text_below);
  return spans && one_text ? above : nullptr;
}

// The cell goes on in `below`, a piece of it behind the break.
void GoOn(PlacedCell& cell, const PlacedCell& below) {
  cell.row_span += below.row_span;
  cell.open_bottom = below.open_bottom;
  cell.continued = true;
  cell.content.clipped = cell.content.clipped || below.content.clipped;
  SourceRef& source = cell.content.source;
  const double confidence = std::min(source.confidence, below.content.source.confidence);
  if (cell.content.text.empty()) {
    source = below.content.source;
    AppendReading(below.content.text, below.content.other, cell.content.text, cell.content.other);
  } else if (!below.content.text.empty() && below.content.text != cell.content.text) {
    AppendReading("\n", std::nullopt, cell.content.text, cell.content.other);
    AppendReading(below.content.text, below.content.other, cell.content.text, cell.content.other);
  }
  source.confidence = confidence;
}

void TableJoiner::Impl::PlaceAll(TableFragment& fragment, int skip, double shift,
                                 const PageLayout& layout) {
  Break page_break;
  page_break.cuts_row = CutsRow(fragment, skip, shift);
  page_break.all_open = AllOpenAt(fragment, skip);
  FindLateText(fragment, skip, shift, page_break);
  const std::size_t old_count = open->cells.size();
  std::vector<PlacedCell> added;
  for (FragmentCell& cell : fragment.cells) {
    const int last = cell.place.row + cell.place.row_span;
    if (last <= skip) {
      continue;
    }
    PlacedCell placed;
    placed.row = open->rows + std::max(cell.place.row - skip, 0);
    placed.row_span = last - std::max(cell.place.row, skip);
    placed.x0 = cell.place.box.x0 + shift;
    placed.x1 = cell.place.box.x1 + shift;
    placed.open_bottom = cell.place.open_bottom;
    placed.content = std::move(cell);
    placed.content.source.box = AsShown(placed.content.source.box, layout.frame);
    PlacedCell* above =
        placed.row == open->rows && old_count > 0 ? CellAbove(placed, page_break) : nullptr;
    if (above == nullptr) {
      added.push_back(std::move(placed));
      continue;
    }
    GoOn(*above, placed);
  }
  open->rows += RowCount(fragment) - skip;
  const auto reaches_last = [&](std::size_t i) {
    return open->cells[i].row + open->cells[i].row_span == open->rows;
  };
  std::vector<std::size_t> bottom;
  std::copy_if(open->bottom.begin(), open->bottom.end(), std::back_inserter(bottom), reaches_last);
  for (PlacedCell& cell : added) {
    open->cells.push_back(std::move(cell));
    if (reaches_last(open->cells.size() - 1)) {
      bottom.push_back(open->cells.size() - 1);
    }
  }
  open->bottom = std::move(bottom);
}

void TableJoiner::Impl::Begin(TableFragment& fragment, const PageLayout& layout) {
  CloseOpen();
  open = std::make_unique<OpenTable>();
  const std::size_t first = between.size() > kCaptionLines ? between.size() - kCaptionLines : 0;
  for (std::size_t i = first; i < between.size(); ++i) {
    open->caption.push_back(FoldKey(between[i].text));
    open->caption_text += (open->caption_text.empty() ? "" : "\n") + between[i].text;
  }
  open->first_page = fragment.page;
  open->first_box = AsShown(fragment.box, layout.frame);
  open->left = fragment.xs.front();
  open->right = fragment.xs.back();
  open->ruled = fragment.ruled;
  for (int row = 0; row < RowCount(fragment) && open->head.size() < kHeaderRows; ++row) {
    open->head.push_back(RowTexts(fragment, row));
  }
  for (TextLine& line : between) {
    items.emplace_back(std::move(line));
  }
  between.clear();
  in_margin.clear();
  open->xs = fragment.xs;
  open->confidence = fragment.confidence;
  open->last_page = fragment.page;
  PlaceAll(fragment, 0, 0, layout);
}

void TableJoiner::Impl::Append(TableFragment& fragment, int repeated, const PageLayout& layout) {
  const double width = fragment.xs.back() - fragment.xs.front();
  const bool same_width = std::abs(width - (open->right - open->left)) <= kWidthSlack;
  const double shift = same_width ? Shift(fragment) : 0;
  between.clear();  // running heads, or the caption repeated
  in_margin.clear();
  open->page_starts.push_back(open->rows);
  for (const double x : fragment.xs) {
    const bool known = std::any_of(open->xs.begin(), open->xs.end(),
                                   [&](double y) { return SamePlace(x + shift, y); });
    if (!known) {
      open->xs.push_back(x + shift);
    }
  }
  open->confidence = std::min(open->confidence, fragment.confidence);
  open->last_page = fragment.page;
  PlaceAll(fragment, repeated, shift, layout);
}

void TableJoiner::Impl::AddFragment(TableFragment fragment, const PageLayout& layout,
                                    Findings& /*findings*/) {
  TrimOpenEdges(fragment);
  const int repeated = open == nullptr ? 0 : RepeatedHeaderRows(*open, fragment);
  if (Continues(fragment, repeated)) {
    Append(fragment, repeated, layout);
  } else {
    Begin(fragment, layout);
  }
}

TableJoiner::TableJoiner() : impl_(std::make_unique<Impl>()) {}
TableJoiner::~TableJoiner() = default;

void TableJoiner::Add(const PageLayout& layout, Findings& findings) {
  std::size_t next_line = 0;
  for (const TableFragment& fragment : layout.tables) {
    while (next_line < layout.lines.size() &&
           layout.lines[next_line].source.box.center_y() < fragment.box.top) {
      impl_->AddLine(layout.lines[next_line++], layout);
    }
    impl_->AddFragment(fragment, layout, findings);
  }
  for (; next_line < layout.lines.size(); ++next_line) {
    impl_->AddLine(layout.lines[next_line], layout);
  }
}

std::vector<DocumentItem> TableJoiner::Finish() {
  impl_->CloseOpen();
  for (TextLine& line : impl_->between) {
    impl_->items.emplace_back(std::move(line));
  }
  impl_->between.clear();
  return std::move(impl_->items);
}

}  // namespace zhibiao
