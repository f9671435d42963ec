// Rulings → grids: which cells the drawn lines make, with their spans.
#ifndef EXTRACTORS_GRID_FINDER_H_
#define EXTRACTORS_GRID_FINDER_H_

#include <vector>

#include "pipeline/document.h"
#include "pipeline/geometry.h"

namespace zhibiao {

struct GridCell {
  int row = 0;
  int col = 0;
  int row_span = 1;
  int col_span = 1;
  Rect box;
  bool open_top = false;     // no rule closes it above: it goes on on the page before
  bool open_bottom = false;  // nor below: it goes on on the next page
  bool cut = false;          // of a region that is no rectangle: rules are missing about it
};

struct Grid {
  std::vector<double> xs;       // column borders, ascending; columns = xs.size() - 1
  std::vector<double> ys;       // row borders
  std::vector<GridCell> cells;  // sorted by row, then col; they tile the grid
  double confidence = 1;        // less where columns were found without rules

  int rows() const { return static_cast<int>(ys.size()) - 1; }
  int cols() const { return static_cast<int>(xs.size()) - 1; }
  Rect box() const { return {xs.front(), ys.front(), xs.back(), ys.back()}; }
};

struct GridOptions {
  double snap = 2.5;        // points: rules closer than this are one (doubled rules)
  double join_gap = 3.5;    // points: a wider gap in a rule is a gap
  double touch = 3.0;       // points: a rule that ends this close to another meets it
  double edge_cover = 0.5;  // share of a cell's side that a rule must cover to close it
  double open_overhang =
      4;  // points: rules that reach further past the last crossing leave cells open
};

// Finds the tables that `rulings` draw on a page: rules that touch make one grid. Missing outer
// borders are put where the rules that cross them end. Grids that lie inside a cell of another are
// left out, as are lone small boxes.
//
// Returns: grids sorted top to bottom, then left to right.
std::vector<Grid> FindGrids(const std::vector<Ruling>& rulings, const GridOptions& options = {});

}  // namespace zhibiao

#endif  // EXTRACTORS_GRID_FINDER_H_
