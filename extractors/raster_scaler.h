// Pictures in other sizes.
#ifndef EXTRACTORS_RASTER_SCALER_H_
#define EXTRACTORS_RASTER_SCALER_H_

#include "extractors/raster.h"

namespace zhibiao {

// `picture` in `width` × `height` pixels: the mean of what each pixel covers where it shrinks,
// linear between pixels where it grows. Requires: all sizes are at least 1.
Raster Scale(const Raster& picture, int width, int height);

}  // namespace zhibiao

#endif  // EXTRACTORS_RASTER_SCALER_H_
