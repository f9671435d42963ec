// What is done with whole pictures and masks of a scan. Masks: 0 nothing, 1 there is something.
#ifndef EXTRACTORS_SCAN_MASKS_H_
#define EXTRACTORS_SCAN_MASKS_H_

#include <vector>

#include "extractors/raster.h"

namespace zhibiao {

// Columns become rows; for pictures, too.
Raster Transposed(const Raster& from);

// How much darker each pixel of a picture is than what lies above and below: lines across up to
// `tallest` pixels thick stand out, in whatever grey; shades and shadows do not. Pixels are evened
// out over `along` first. 0 … 255.
Raster Relief(const Raster& grey, int along, int tallest);

// Set where either is. Requires: of one size.
Raster Either(const Raster& a, const Raster& b);

// Gaps of less than `across` by `down` pixels are filled.
Raster Closed(const Raster& mask, int across, int down);

// What is less than `across` by `down` pixels goes.
Raster Opened(const Raster& mask, int across, int down);

// One pixel more on every side.
Raster Widened(const Raster& mask);

// The boxes of what hangs together, corners included.
std::vector<PixelBox> ComponentsOf(const Raster& mask);

// Sets the pixels of `box`. Requires: it lies within the mask.
void Fill(const PixelBox& box, Raster& mask);

// True where a pixel of `box` is set; what lies outside the mask is not.
bool HasInk(const Raster& mask, const PixelBox& box);

}  // namespace zhibiao

#endif  // EXTRACTORS_SCAN_MASKS_H_
