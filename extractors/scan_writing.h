// Where characters stand on a scan: a faint rule cannot be seen there, and their strokes are none.
#ifndef EXTRACTORS_SCAN_WRITING_H_
#define EXTRACTORS_SCAN_WRITING_H_

#include "extractors/raster.h"
#include "extractors/scan_cleaner.h"

namespace zhibiao {

// Masks of the size of the page.
struct ScanWriting {
  Raster across;  // what no rule across is made of
  Raster down;    // what no rule down is made of
  Raster lines;   // characters and what lies between them in a line
  Raster stacks;  // `down` and what lies between the lines of a cell
};

// `rules`: those that are known; they are no writing.
ScanWriting WritingOf(const CleanScan& scan, const Raster& rules);

}  // namespace zhibiao

#endif  // EXTRACTORS_SCAN_WRITING_H_
