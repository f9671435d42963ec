#include "extractors/page_layout.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "extractors/column_finder.h"
#include "extractors/frame_turner.h"
#include "extractors/line_builder.h"
#include "extractors/other_reading.h"
#include "extractors/ruling_filter.h"
#include "extractors/text_layer_check.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr int kNoCell = -1;
constexpr double kGarbledText = 0.4;   // confidence of text that a broken character map gives
constexpr double kDisputedText = 0.8;  // confidence, at most, of text that two engines read as two
constexpr double kCutCell = 0.9;       // ... in cells about which rules are missing

// Which cell of a grid holds a point: looked up through the atomic rows and columns.
class CellIndex {
 public:
  explicit CellIndex(const Grid& grid) : grid_(grid) {
    owner_.assign(static_cast<std::size_t>(grid.rows()) * static_cast<std::size_t>(grid.cols()),
                  kNoCell);
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
      Claim(grid.cells[i], static_cast<int>(i));
    }
  }

  int Find(Point p) const {
    const int col = Interval(grid_.xs, p.x);
    const int row = Interval(grid_.ys, p.y);
    return col < 0 || row < 0 ? kNoCell : owner_[Slot(row, col)];
  }

 private:
  void Claim(const GridCell& cell, int index) {
    for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
      for (int col = cell.col; col < cell.col + cell.col_span; ++col) {
        owner_[Slot(row, col)] = index;
      }
    }
  }

  std::size_t Slot(int row, int col) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(grid_.cols()) +
           static_cast<std::size_t>(col);
  }

  static int Interval(const std::vector<double>& borders, double at) {
    if (at < borders.front() || at > borders.back()) {
      return -1;
    }
    const auto it = std::upper_bound(borders.begin(), borders.end(), at);
    const auto index = static_cast<int>(it - borders.begin()) - 1;
    return std::min(index, static_cast<int>(borders.size()) - 2);
  }

  const Grid& grid_;
  std::vector<int> owner_;
};

std::string JoinLines(const std::vector<TextLine>& lines) {
  std::string text;
  for (const TextLine& line : lines) {
    if (!text.empty()) {
      text += '\n';
    }
    text += line.text;
  }
  return text;
}

SourceRef SourceOf(const std::vector<TextLine>& lines, const Rect& cell_box, int page) {
  SourceRef source;
  source.page = page;
  source.box = cell_box;
  if (!lines.empty()) {
    source = lines.front().source;
    for (const TextLine& line : lines) {
      source.box = Union(source.box, line.source.box);
      source.confidence = std::min(source.confidence, line.source.confidence);
      source.origin = line.source.origin == TextOrigin::kOcr ? TextOrigin::kOcr : source.origin;
    }
  }
  return source;
}

// The glyphs of each cell of a grid, and those of no cell.
struct Shares {
  std::vector<std::vector<const Glyph*>> cells;
  std::vector<const Glyph*> outside;
};

Shares ShareGlyphs(const Grid& grid, const std::vector<const Glyph*>& glyphs) {
  const CellIndex index(grid);
  Shares shares;
  shares.cells.resize(grid.cells.size());
  for (const Glyph* glyph : glyphs) {
    const int cell = index.Find(glyph->box.center());
    if (cell == kNoCell) {
      shares.outside.push_back(glyph);
    } else {
      shares.cells[static_cast<std::size_t>(cell)].push_back(glyph);
    }
  }
  return shares;
}

std::vector<const Glyph*> Pointers(const std::vector<Glyph>& glyphs) {
  std::vector<const Glyph*> pointers;
  pointers.reserve(glyphs.size());
  for (const Glyph& glyph : glyphs) {
    if (!glyph.slanted && (glyph.rotation == 0 || glyph.vertical)) {
      pointers.push_back(&glyph);
    }
  }
  return pointers;
}

std::vector<const Glyph*> ClippedGlyphs(const Page& page) {
  std::vector<const Glyph*> clipped;
  for (const Glyph& glyph : page.hidden_glyphs) {
    if (glyph.hidden == GlyphHidden::kClipped && glyph.rotation == 0) {
      clipped.push_back(&glyph);
    }
  }
  return clipped;
}

class Composer {
 public:
  Composer(const Page& page, const PageFrame& frame, Findings& findings)
      : page_(page),
        frame_(frame),
        findings_(findings),
        garbled_(!page.text_doubt.empty() || HasForeignLetters(page)),
        rest_(Pointers(page.glyphs)),
        other_glyphs_(OtherGlyphs(page)),
        other_rest_(Pointers(other_glyphs_)),
        clipped_(ClippedGlyphs(page)) {}

  PageLayout Compose() {
    ReportSlanted();
    ReportGarbled();
    const std::vector<Ruling> rulings = RulingsOutsideGlyphs(page_);
    for (const Grid& grid : FindGrids(rulings)) {
      AddTable(grid, true);
    }
    for (const Grid& grid : FindTextGrids(rest_, rulings, page_.number)) {
      AddTable(grid, false);
    }
    PageLayout layout;
    layout.number = page_.number;
    layout.width = page_.width;
    layout.height = page_.height;
    layout.frame = frame_;
    layout.tables = std::move(tables_);
    layout.lines = BuildPageLines(rest_);
    std::stable_sort(
        layout.tables.begin(), layout.tables.end(),
        [](const TableFragment& a, const TableFragment& b) { return a.box.top < b.box.top; });
    return layout;
  }

 private:
  // Takes the glyphs inside the grid out of the rest. A grid without any text is no table.
  void AddTable(const Grid& grid, bool ruled) {
    Shares shares = ShareGlyphs(grid, rest_);
    if (shares.outside.size() == rest_.size()) {
      return;
    }
    const Shares hidden = ShareGlyphs(grid, clipped_);
    Shares other = ShareGlyphs(grid, other_rest_);
    TableFragment fragment;
    fragment.page = page_.number;
    fragment.box = grid.box();
    fragment.xs = grid.xs;
    fragment.ys = grid.ys;
    fragment.ruled = ruled;
    fragment.confidence = grid.confidence;
    fragment.cells.reserve(grid.cells.size());
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
      fragment.cells.push_back(MakeCell(grid.cells[i], shares.cells[i], hidden.cells[i]));
      AddOther(other.cells[i], fragment.cells.back());
    }
    rest_ = std::move(shares.outside);
    other_rest_ = std::move(other.outside);
    tables_.push_back(std::move(fragment));
  }

  FragmentCell MakeCell(const GridCell& place, const std::vector<const Glyph*>& glyphs,
                        const std::vector<const Glyph*>& hidden) {
    const std::vector<TextLine> lines = BuildPageLines(glyphs);
    FragmentCell cell;
    cell.place = place;
    cell.text = JoinLines(lines);
    cell.source = SourceOf(lines, place.box, page_.number);
    cell.source.origin = lines.empty() ? OriginAt(place.box.center()) : cell.source.origin;
    cell.source.confidence = std::min(cell.source.confidence, garbled_ ? kGarbledText : 1.0);
    cell.source.confidence = std::min(cell.source.confidence, place.cut ? kCutCell : 1.0);
    cell.last_line_width = lines.empty() ? 0 : lines.back().source.box.width();
    const std::string hidden_text = JoinCellLines(JoinLines(BuildLines(hidden, page_.number)));
    if (!hidden_text.empty()) {
      cell.clipped = true;
      ReportClipped(cell, hidden_text);
    }
    return cell;
  }

  // Where nothing stands, a picture or the page says so.
  TextOrigin OriginAt(Point p) const {
    const bool in_picture = std::any_of(page_.ocr_regions.begin(), page_.ocr_regions.end(),
                                        [p](const Rect& region) { return region.Contains(p); });
    return in_picture ? TextOrigin::kOcr : page_.origin;
  }

  // Lines of a page that was read from its picture say so.
  std::vector<TextLine> BuildPageLines(const std::vector<const Glyph*>& glyphs) const {
    std::vector<TextLine> lines = BuildLines(glyphs, page_.number);
    if (page_.origin != TextOrigin::kTextLayer) {
      for (TextLine& line : lines) {
        line.source.origin = page_.origin;
      }
    }
    return lines;
  }

  // What the other engine read in the cell, where it is something else.
  void AddOther(const std::vector<const Glyph*>& glyphs, FragmentCell& cell) const {
    if (other_glyphs_.empty()) {
      return;
    }
    std::string other = JoinLines(BuildLines(glyphs, page_.number));
    if (JoinCellLines(other) != JoinCellLines(cell.text)) {
      cell.other = std::move(other);
      cell.source.confidence = std::min(cell.source.confidence, kDisputedText);
    }
  }

  // Watermarks and the writing on seals lie across tables and belong to none of their cells.
  void ReportSlanted() {
    std::string text;
    SourceRef source;
    source.page = page_.number;
    for (const Glyph& glyph : page_.glyphs) {
      if (glyph.slanted) {
        AppendUtf8(glyph.code, text);
        source.box = Union(source.box, glyph.box);
      }
    }
    if (!text.empty()) {
      source.box = AsShown(source.box, frame_);
      findings_.Add(
          FindingCode::kOverlaidText, source,
          "slanted text (a watermark or a seal) was left out of the tables: “" + text + "”");
    }
  }

  // Of such a page no cell can be trusted.
  void ReportGarbled() {
    if (garbled_) {
      SourceRef source;
      source.page = page_.number;
      findings_.Add(FindingCode::kUnmappedGlyphs, source,
                    (page_.text_doubt.empty() ? WhyDoubtText(page_) : page_.text_doubt) +
                        ": compare the text of this page with its picture");
    }
  }

  void ReportClipped(const FragmentCell& cell, const std::string& hidden_text) {
    SourceRef source = cell.source;
    source.box = AsShown(source.box, frame_);
    findings_.Add(
        FindingCode::kTextClipped, source,
        "the cell shows “" + JoinCellLines(cell.text) + "” and hides “" + hidden_text + "”");
  }

  const Page& page_;
  PageFrame frame_;
  Findings& findings_;
  bool garbled_;                     // the file's characters are not those that the page shows
  std::vector<const Glyph*> rest_;   // glyphs that no table has taken
  std::vector<Glyph> other_glyphs_;  // of the page as the other engine read it; empty: the same
  std::vector<const Glyph*> other_rest_;
  std::vector<const Glyph*> clipped_;  // glyphs that the page cuts off
  std::vector<TableFragment> tables_;
};

}  // namespace

PageLayout LayOutPage(const Page& page, Findings& findings) {
  const PageFrame frame = {DominantTurn(page), page.lean, page.width, page.height};
  if (frame.turn == 0) {
    return Composer(page, frame, findings).Compose();
  }
  const Page upright = TurnUpright(page, frame.turn);
  return Composer(upright, frame, findings).Compose();
}

}  // namespace zhibiao
