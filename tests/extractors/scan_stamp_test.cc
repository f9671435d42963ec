#include "extractors/scan_stamp.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

constexpr int kSide = 240;
constexpr double kDpi = 200;
constexpr int kPaper = 250;

using Rgb = std::array<int, 3>;

// A page with a grey rule across and a black stroke, and over them a seal: a filled square.
class SealedPage {
 public:
  explicit SealedPage(Rgb seal) : bitmap_{} {
    bitmap_.width_px = kSide;
    bitmap_.height_px = kSide;
    bitmap_.dpi = kDpi;
    bitmap_.rgb.assign(static_cast<std::size_t>(kSide) * kSide * 3, kPaper);
    Darken(0, kRule, kSide, kRule + 2, {190, 190, 190});
    Darken(kStroke, 80, kStroke + 4, 200, {30, 30, 30});
    Darken(60, 60, 180, 180, seal);
  }

  // What pictures lose when they are stored: colours are kept for blocks of four pixels.
  SealedPage& ThinColours() {
    for (int y = 0; y < kSide; y += 2) {
      for (int x = 0; x < kSide; x += 2) {
        ThinBlock(x, y);
      }
    }
    return *this;
  }

  const PageBitmap& bitmap() const { return bitmap_; }

  static constexpr int kRule = 121;
  static constexpr int kStroke = 141;

 private:
  std::uint8_t* At(int x, int y) {
    return bitmap_.rgb.data() +
           (static_cast<std::size_t>(y) * kSide + static_cast<std::size_t>(x)) * 3;
  }

  void Darken(int x0, int top, int x1, int bottom, Rgb ink) {
    for (int y = top; y < bottom; ++y) {
      for (int x = x0; x < x1; ++x) {
        for (std::size_t c = 0; c < 3; ++c) {
          At(x, y)[c] = static_cast<std::uint8_t>(At(x, y)[c] * ink[c] / 255);
        }
      }
    }
  }

  static int Luma(const std::uint8_t* p) { return (299 * p[0] + 587 * p[1] + 114 * p[2]) / 1000; }

  void ThinBlock(int x, int y) {
    std::array<int, 3> tint{};
    for (int i = 0; i < 4; ++i) {
      const std::uint8_t* p = At(x + i % 2, y + i / 2);
      for (std::size_t c = 0; c < 3; ++c) {
        tint[c] += p[c] - Luma(p);
      }
    }
    for (int i = 0; i < 4; ++i) {
      std::uint8_t* p = At(x + i % 2, y + i / 2);
      const int luma = Luma(p);
      for (std::size_t c = 0; c < 3; ++c) {
        p[c] = static_cast<std::uint8_t>(std::clamp(luma + tint[c] / 4, 0, 255));
      }
    }
  }

  PageBitmap bitmap_;
};

struct Case {
  const char* name;
  Rgb seal;
  bool thin;  // colours as pictures keep them
};

constexpr std::array<Case, 4> kCases = {{{"red", {242, 98, 98}, false},
                                         {"red, thin colours", {242, 98, 98}, true},
                                         {"dark red", {200, 50, 60}, true},
                                         {"blue", {90, 100, 235}, true}}};

TEST(Bleach, SealsLeaveAndPrintStays) {
  for (const Case& seal : kCases) {
    SCOPED_TRACE(seal.name);
    SealedPage page(seal.seal);
    if (seal.thin) {
      page.ThinColours();
    }
    const Bleached bleached = Bleach(page.bitmap());
    ASSERT_TRUE(bleached.coloured.has_value());
    EXPECT_EQ(bleached.coloured->x0, 60);
    for (int x = 50; x < 190; ++x) {
      EXPECT_GE(bleached.grey.at(x, 75), 225) << "seal or its edge at " << x;
      // A light rule may be lost with the blurred edge of the seal itself, two pixels wide.
      const bool at_edge = (x >= 58 && x < 62) || (x >= 178 && x < 182);
      const bool at_stroke = x >= SealedPage::kStroke - 3 && x <= SealedPage::kStroke + 6;
      EXPECT_TRUE(at_edge || at_stroke || bleached.grey.at(x, SealedPage::kRule) <= 225)
          << "rule at " << x;
    }
    for (int y = 82; y < 198; ++y) {
      EXPECT_LE(bleached.grey.at(SealedPage::kStroke + 1, y), 110) << "stroke at " << y;
    }
  }
}

TEST(Bleach, PagesWithoutColourStayAsTheyAre) {
  const SealedPage page({120, 120, 120});
  const Bleached bleached = Bleach(page.bitmap());
  EXPECT_FALSE(bleached.coloured.has_value());
  EXPECT_EQ(bleached.grey.at(10, 10), kPaper);
  EXPECT_EQ(bleached.grey.at(70, 70), kPaper * 120 / 255);
  EXPECT_EQ(bleached.grey.at(10, SealedPage::kRule), kPaper * 190 / 255);
}

}  // namespace
}  // namespace zhibiao
