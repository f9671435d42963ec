// Rules of a scanned page that are too weak to be seen at once: grey ones, which only add up along
// their length, and those that a page of two tones keeps as rows of dots.
#ifndef EXTRACTORS_FAINT_RULES_H_
#define EXTRACTORS_FAINT_RULES_H_

#include <vector>

#include "extractors/raster.h"
#include "extractors/scan_cleaner.h"

namespace zhibiao {

// The rules of a page, by direction; the vertical ones are those of the transposed page.
struct PageRules {
  std::vector<PixelBox> rows;
  std::vector<PixelBox> columns;
  Raster row_mask;     // 1 where a rule of `rows` is drawn
  Raster column_mask;  // ... of `columns`
};

// Adds the faint rules of a page to its clear ones. `turned`: scan.grey transposed.
// Requires: the masks are of the size of the page and of the transposed page.
void AddFaintRules(const CleanScan& scan, const Raster& turned, PageRules& rules);

}  // namespace zhibiao

#endif  // EXTRACTORS_FAINT_RULES_H_
