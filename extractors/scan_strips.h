// Lines of a scanned page → the pictures that engines are given.
#ifndef EXTRACTORS_SCAN_STRIPS_H_
#define EXTRACTORS_SCAN_STRIPS_H_

#include <vector>

#include "extractors/raster.h"
#include "extractors/scan_lines.h"

namespace zhibiao {

// What an engine is given: one line, or the single characters of vertical writing set side by side.
struct Strip {
  std::vector<PixelBox> parts;  // on the page
  std::vector<PixelBox> rooms;  // around them, free of other writing
};

// Which lines are read together. Engines read ≥95% well and a lone ≥ or % badly: so the lone
// characters of narrow columns are read with the only line of the cell beside them. Lines of one
// character each, one under the other in one cell, are read as one, too.
//
// `cells`: those that FindScanLines() was given. `writing_height` in pixels. Every line is in one
// strip.
std::vector<Strip> MakeStrips(const std::vector<ScanLine>& lines,
                              const std::vector<PixelBox>& cells, int writing_height);

// The picture of a strip, and where its parts lie in it.
struct Crop {
  Raster picture;
  std::vector<int> starts;  // left edges of the parts in the picture
};

// Cuts `strip` out of the grey picture of the page.
Crop CropOf(const Raster& page, const Strip& strip, int writing_height);

}  // namespace zhibiao

#endif  // EXTRACTORS_SCAN_STRIPS_H_
