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

namespace {

// The mean of each pixel and the `reach` to its left and right, as far as there are any.
Raster EvenedOut(const Raster& grey, int reach) {
  Raster even = grey;
  for (int y = 0; reach > 0 && y < grey.height; ++y) {
    const std::uint8_t* row = grey.row(y);
    int begin = 0;
    int end = 0;
    int sum = 0;
    for (int x = 0; x < grey.width; ++x) {
      for (; end < std::min(grey.width, x + reach + 1); ++end) {
        sum += row[end];
      }
      for (; begin < x - reach; ++begin) {
        sum -= row[begin];
      }
      const int count = std::max(1, end - begin);
      even.at(x, y) = static_cast<std::uint8_t>((sum + count / 2) / count);
    }
  }
  return even;
}

// Of each pixel and the `reach` above and below it, the one that `choose` takes of two at a time;
// it must not take `neutral`, which stands for what lies outside. Whole rows at once: rows that
// hold the choice of n rows from there on give those of up to 2 n.
template <typename Choose>
Raster ChosenAcross(const Raster& from, int reach, std::uint8_t neutral, Choose choose) {
  Raster chosen(from.width, from.height + 2 * reach, neutral);
  std::copy(from.pixels.begin(), from.pixels.end(), chosen.row(reach));
  const int wanted = 2 * reach + 1;
  for (int rows = 1; rows < wanted;) {
    const int more = std::min(rows, wanted - rows);
    for (int y = 0; y + more < chosen.height; ++y) {
      std::transform(chosen.row(y), chosen.row(y) + chosen.width, chosen.row(y + more),
                     chosen.row(y), choose);
    }
    rows += more;
  }
  chosen.height = from.height;
  chosen.pixels.resize(from.pixels.size());
  return chosen;
}

}  // namespace

Raster Relief(const Raster& grey, int along, int tallest) {
  const auto darker = [](std::uint8_t a, std::uint8_t b) { return std::min(a, b); };
  const auto lighter = [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); };
  const Raster even = EvenedOut(grey, along / 2);
  const int reach = tallest / 2;
  Raster relief = ChosenAcross(ChosenAcross(even, reach, 0, lighter), reach, 255, darker);
  std::transform(relief.pixels.begin(), relief.pixels.end(), even.pixels.begin(),
                 relief.pixels.begin(), [](std::uint8_t around, std::uint8_t here) {
                   return static_cast<std::uint8_t>(around - here);
                 });
  return relief;
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

Raster Opened(const Raster& mask, int across, int down) {
  const PixPtr pix = PixFromMask(mask);
  const PixPtr opened(pix ? pixOpenBrick(nullptr, pix.get(), across, down) : nullptr);
  return opened ? MaskFromPix(opened.get()) : Raster(mask.width, mask.height, 0);
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
