// Pictures in memory: what a scanned page is before it is text.
#ifndef EXTRACTORS_RASTER_H_
#define EXTRACTORS_RASTER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace zhibiao {

// Half-open: x0 <= x < x1, top <= y < bottom, in pixels from the top left.
struct PixelBox {
  int x0 = 0;
  int top = 0;
  int x1 = 0;
  int bottom = 0;

  int width() const { return x1 - x0; }
  int height() const { return bottom - top; }
  bool empty() const { return x1 <= x0 || bottom <= top; }

  friend bool operator==(const PixelBox&, const PixelBox&) = default;
};

inline PixelBox Union(const PixelBox& a, const PixelBox& b) {
  return {std::min(a.x0, b.x0), std::min(a.top, b.top), std::max(a.x1, b.x1),
          std::max(a.bottom, b.bottom)};
}

// One byte a pixel, rows from the top, no padding. As a picture: 0 black … 255 white. As a mask:
// 0 paper, 1 ink.
struct Raster {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;

  Raster() = default;
  Raster(int w, int h, std::uint8_t fill)
      : width(w),
        height(h),
        pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), fill) {}

  std::uint8_t& at(int x, int y) { return row(y)[x]; }
  std::uint8_t at(int x, int y) const { return row(y)[x]; }
  std::uint8_t* row(int y) {
    return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
  }
  const std::uint8_t* row(int y) const {
    return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
  }
  PixelBox box() const { return {0, 0, width, height}; }
};

}  // namespace zhibiao

#endif  // EXTRACTORS_RASTER_H_
