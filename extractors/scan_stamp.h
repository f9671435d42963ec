// A scanned page in colour → the page in grey, without its coloured seals.
#ifndef EXTRACTORS_SCAN_STAMP_H_
#define EXTRACTORS_SCAN_STAMP_H_

#include <optional>

#include "extractors/raster.h"
#include "pipeline/document.h"

namespace zhibiao {

struct Bleached {
  Raster grey;                       // print as dark as it was; seals as light as paper
  std::optional<PixelBox> coloured;  // where there is colour; unset where that is hardly any
};

// Takes colour out: seals are coloured, print is not. Where a seal lies over print, as much light
// is given back as the seal's ink took.
//
// Requires: bitmap.rgb holds width × height pixels; dpi > 0.
Bleached Bleach(const PageBitmap& bitmap);

}  // namespace zhibiao

#endif  // EXTRACTORS_SCAN_STAMP_H_
