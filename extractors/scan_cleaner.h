// A picture of a page as scanned → black on white, straight.
#ifndef EXTRACTORS_SCAN_CLEANER_H_
#define EXTRACTORS_SCAN_CLEANER_H_

#include <optional>

#include "extractors/raster.h"
#include "pipeline/document.h"

namespace zhibiao {

// A page ready to be read. `grey` and `ink` have the same size, that of the bitmap.
struct CleanScan {
  Raster grey;            // paper 255, ink near 0, coloured stamps mostly gone
  Raster ink;             // 1 where there is ink
  bool two_tone = false;  // it came as black and white: grey print and grey rules are dots
  double dpi = 0;
  double skew = 0;  // radians, clockwise: by how much the page leaned before it was set straight
  std::optional<PixelBox> stamp;  // where coloured ink was left out
};

// Takes colour out (stamps are coloured, text is not), evens out the light, sets the page straight
// and tells ink from paper.
//
// Requires: bitmap.rgb holds width × height pixels; dpi > 0.
CleanScan CleanPage(const PageBitmap& bitmap);

// The page turned back by `turn` (0..3) quarter turns clockwise, as TurnUpright() does with pages.
CleanScan TurnScan(const CleanScan& scan, int turn);

}  // namespace zhibiao

#endif  // EXTRACTORS_SCAN_CLEANER_H_
