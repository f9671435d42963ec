// Tables that no ruling divides into columns: three-line tables, borderless ones, two side by side.
#ifndef EXTRACTORS_COLUMN_FINDER_H_
#define EXTRACTORS_COLUMN_FINDER_H_

#include <vector>

#include "extractors/grid_finder.h"
#include "pipeline/document.h"

namespace zhibiao {

// Finds tables among `glyphs` (upright, of no ruled grid) from how their lines fall into columns: a
// run of rows whose pieces keep clear of common gutters. Horizontal `rulings` part rows where there
// are any. Grids made so have confidence below 0.9.
//
// Returns: grids sorted top to bottom; none where the text is running prose.
std::vector<Grid> FindTextGrids(const std::vector<const Glyph*>& glyphs,
                                const std::vector<Ruling>& rulings, int page);

}  // namespace zhibiao

#endif  // EXTRACTORS_COLUMN_FINDER_H_
