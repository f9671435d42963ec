#include "extractors/scan_masks.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "extractors/leptonica_pix.h"

namespace zhibiao {

Raster Transposed(const Raster& from) {
  constexpr int kBlock = 32;
  Raster to(from.height, from.width, 0);
  for (int top = 0; top < from.height; top += kBlock) {
    for (int left = 0; left < from.width; left += kBlock) {
      const int bottom = std::min(from.height, top + kBlock);
      const int right = std::min(from.width, left + kBlock);
      for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
          to.at(y, x) = from.at(x, y);
        }
      }
    }
  }
  return to;
}

Raster Relief(const Raster& grey, int along, int tallest) {
  const PixPtr pix = PixFromPicture(grey);
  const PixPtr smooth(pix ? pixBlockconvGray(pix.get(), nullptr, along / 2, 0) : nullptr);
  const PixPtr closed(smooth ? pixCloseGray(smooth.get(), 1, tallest | 1) : nullptr);
  const PixPtr relief(closed ? pixSubtractGray(nullptr, closed.get(), smooth.get()) : nullptr);
  return relief ? PictureFromPix(relief.get()) : Raster(grey.width, grey.height, 0);
}

Raster Either(const Raster& a, const Raster& b) {
  Raster either = a;
  std::transform(a.pixels.begin(), a.pixels.end(), b.pixels.begin(), either.pixels.begin(),
                 [](std::uint8_t x, std::uint8_t y) { return std::max(x, y); });
  return either;
}

Raster Closed(const Raster& mask, int across, int down) {
  const PixPtr pix = PixFromMask(mask);
  const PixPtr closed(pix ? pixCloseSafeBrick(nullptr, pix.get(), across, down) : nullptr);
  return closed ? MaskFromPix(closed.get()) : mask;
}

Raster Widened(const Raster& mask) {
  constexpr int kAround = 3;
  const PixPtr pix = PixFromMask(mask);
  const PixPtr wide(pix ? pixDilateBrick(nullptr, pix.get(), kAround, kAround) : nullptr);
  return wide ? MaskFromPix(wide.get()) : mask;
}

std::vector<PixelBox> ComponentsOf(const Raster& mask) {
  constexpr int kEightNeighbours = 8;
  const PixPtr pix = PixFromMask(mask);
  BOXA* boxes = pix ? pixConnCompBB(pix.get(), kEightNeighbours) : nullptr;
  std::vector<PixelBox> out;
  const int count = boxes != nullptr ? boxaGetCount(boxes) : 0;
  for (int i = 0; i < count; ++i) {
    int x = 0;
    int y = 0;
    int w = 0;
    int h = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    out.push_back({x, y, x + w, y + h});
  }
  boxaDestroy(&boxes);
  return out;
}

void Fill(const PixelBox& box, Raster& mask) {
  for (int y = box.top; y < box.bottom; ++y) {
    std::fill(mask.row(y) + box.x0, mask.row(y) + box.x1, 1);
  }
}

bool HasInk(const Raster& mask, const PixelBox& box) {
  const int x0 = std::max(0, box.x0);
  const int x1 = std::max(x0, std::min(mask.width, box.x1));
  for (int y = std::max(0, box.top); y < std::min(mask.height, box.bottom); ++y) {
    const std::uint8_t* row = mask.row(y);
    if (std::find(row + x0, row + x1, 1) != row + x1) {
      return true;
    }
  }
  return false;
}

}  // namespace zhibiao
