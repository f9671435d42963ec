#include "extractors/raster_scaler.h"

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

TEST(Scale, KeepsAPictureOfOneTone) {
  const Raster grey = Scale(Raster(13, 7, 90), 40, 48);
  EXPECT_EQ(grey.width, 40);
  EXPECT_EQ(grey.height, 48);
  for (const std::uint8_t pixel : grey.pixels) {
    EXPECT_NEAR(pixel, 90, 1);
  }
}

TEST(Scale, TakesTheMeanWhereItShrinks) {
  Raster stripes(8, 8, 255);
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 8; x += 2) {
      stripes.at(x, y) = 0;
    }
  }
  const Raster small = Scale(stripes, 2, 2);
  EXPECT_NEAR(small.at(0, 0), 127, 30);
  EXPECT_NEAR(small.at(1, 1), 127, 30);
}

TEST(Scale, KeepsPlacesWhereItGrows) {
  Raster half(4, 1, 255);
  half.at(0, 0) = half.at(1, 0) = 0;
  const Raster wide = Scale(half, 16, 1);
  EXPECT_LT(wide.at(2, 0), 10);
  EXPECT_GT(wide.at(13, 0), 245);
}

TEST(Scale, OnePixelFillsThePicture) {
  const Raster one = Scale(Raster(1, 1, 7), 5, 3);
  EXPECT_EQ(one.at(4, 2), 7);
}

}  // namespace
}  // namespace zhibiao
