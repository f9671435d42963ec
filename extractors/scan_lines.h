// Where the lines of writing are on a scanned page from which the rules were taken.
#ifndef EXTRACTORS_SCAN_LINES_H_
#define EXTRACTORS_SCAN_LINES_H_

#include <vector>

#include "extractors/raster.h"
#include "extractors/scan_cleaner.h"

namespace zhibiao {

// One line of writing, tight around its ink.
struct ScanLine {
  PixelBox box;
  PixelBox room;  // around it, free of other lines' writing: faint strokes may lie outside the box
  int cell = -1;  // index of the region it was found in; -1: outside all of them
};

// The height of the characters of most of the page's writing, in pixels.
int WritingHeight(const CleanScan& scan);

// The lines inside each of `cells` (regions that do not overlap), top to bottom, then the lines
// outside all of them, cut where a gap wider than two characters parts them. Specks are no lines.
std::vector<ScanLine> FindScanLines(const CleanScan& scan, const std::vector<PixelBox>& cells,
                                    int writing_height);

}  // namespace zhibiao

#endif  // EXTRACTORS_SCAN_LINES_H_
