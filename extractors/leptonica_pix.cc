#include "extractors/leptonica_pix.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace zhibiao {
namespace {

std::uint32_t* Line(PIX* pix, int y) {
  return pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix);
}

constexpr int kWord = 32;  // bits: a mask's pixels in a word, the first in the highest bit

}  // namespace

PixPtr PixFromPicture(const Raster& picture) {
  PixPtr pix(pixCreateNoInit(picture.width, picture.height, 8));
  for (int y = 0; pix && y < picture.height; ++y) {
    std::uint32_t* line = Line(pix.get(), y);
    const std::uint8_t* row = picture.row(y);
    for (int x = 0; x < picture.width; ++x) {
      SET_DATA_BYTE(line, x, row[x]);
    }
  }
  return pix;
}

PixPtr PixFromMask(const Raster& mask) {
  PixPtr pix(pixCreate(mask.width, mask.height, 1));
  for (int y = 0; pix && y < mask.height; ++y) {
    std::uint32_t* line = Line(pix.get(), y);
    const std::uint8_t* row = mask.row(y);
    for (int x = 0; x < mask.width; x += kWord) {
      std::uint32_t word = 0;
      const int end = std::min(kWord, mask.width - x);
      for (int i = 0; i < end; ++i) {
        word |= static_cast<std::uint32_t>(row[x + i] != 0 ? 1U : 0U) << (kWord - 1 - i);
      }
      line[x / kWord] = word;
    }
  }
  return pix;
}

Raster PictureFromPix(PIX* pix) {
  Raster picture(pixGetWidth(pix), pixGetHeight(pix), 0);
  for (int y = 0; y < picture.height; ++y) {
    const std::uint32_t* line = Line(pix, y);
    std::uint8_t* row = picture.row(y);
    for (int x = 0; x < picture.width; ++x) {
      row[x] = static_cast<std::uint8_t>(GET_DATA_BYTE(line, x));
    }
  }
  return picture;
}

Raster MaskFromPix(PIX* pix) {
  Raster mask(pixGetWidth(pix), pixGetHeight(pix), 0);
  for (int y = 0; y < mask.height; ++y) {
    const std::uint32_t* line = Line(pix, y);
    std::uint8_t* row = mask.row(y);
    for (int x = 0; x < mask.width; x += kWord) {
      const std::uint32_t word = line[x / kWord];
      const int end = std::min(kWord, mask.width - x);
      for (int i = 0; i < end; ++i) {
        row[x + i] = static_cast<std::uint8_t>((word >> (kWord - 1 - i)) & 1U);
      }
    }
  }
  return mask;
}

}  // namespace zhibiao
