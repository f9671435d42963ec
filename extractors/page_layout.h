// One page → its tables and the text around them.
#ifndef EXTRACTORS_PAGE_LAYOUT_H_
#define EXTRACTORS_PAGE_LAYOUT_H_

#include <optional>
#include <string>
#include <vector>

#include "extractors/frame_turner.h"
#include "extractors/grid_finder.h"
#include "pipeline/document.h"
#include "pipeline/finding.h"
#include "pipeline/layout.h"

namespace zhibiao {

struct FragmentCell {
  GridCell place;
  std::string text;            // lines joined by '\n'
  SourceRef source;            // the box of the text; of the cell where it is empty
  double last_line_width = 0;  // points, of the last line of the text
  bool clipped = false;        // the page hides part of its text
  std::optional<std::string> other = std::nullopt;  // as Cell::other
};

// The part of a table that one page shows. Its geometry is in the upright frame of the page.
struct TableFragment {
  int page = 0;
  Rect box;
  std::vector<double> xs, ys;
  std::vector<FragmentCell> cells;  // sorted by row, then col
  double confidence = 1;
  bool ruled = true;  // false: columns were found from the text alone
};

struct PageLayout {
  int number = 0;
  double width = 0;  // of the upright frame
  double height = 0;
  PageFrame frame;
  std::vector<TableFragment> tables;  // top to bottom
  std::vector<TextLine> lines;        // outside the tables, top to bottom; upright frame
};

// Findings: clipped text, with what is hidden; unmapped glyphs are the reader's.
PageLayout LayOutPage(const Page& page, Findings& findings);

}  // namespace zhibiao

#endif  // EXTRACTORS_PAGE_LAYOUT_H_
