// Leptonica's pictures, owned. Included by scan_*.cc only: the door to Leptonica.
#ifndef EXTRACTORS_LEPTONICA_PIX_H_
#define EXTRACTORS_LEPTONICA_PIX_H_

#include <memory>

#include <leptonica/allheaders.h>

#include "extractors/raster.h"

namespace zhibiao {

struct PixDeleter {
  void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<PIX, PixDeleter>;

// 8 bits a pixel, as a picture. Null where there is no memory.
PixPtr PixFromPicture(const Raster& picture);
// 1 bit a pixel, set where the mask is not 0.
PixPtr PixFromMask(const Raster& mask);
// Requires: 8 bits a pixel.
Raster PictureFromPix(PIX* pix);
// Requires: 1 bit a pixel.
Raster MaskFromPix(PIX* pix);

}  // namespace zhibiao

#endif  // EXTRACTORS_LEPTONICA_PIX_H_
