#include "extractors/scan_cleaner.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "extractors/leptonica_pix.h"
#include "extractors/scan_stamp.h"

namespace zhibiao {
namespace {

constexpr float kMaxSkewDegrees = 6;
constexpr double kLeastSkewDegrees = 0.03;
constexpr double kInkShare = 0.003;  // the darkest part of a page, by which its ink is set black
constexpr int kInkBelow =
    190;  // after stretching; thin strokes of faint print are lighter than half

bool IsBilevel(const Raster& grey) {
  return std::all_of(grey.pixels.begin(), grey.pixels.end(),
                     [](std::uint8_t pixel) { return pixel == 0 || pixel == 255; });
}

// Paper becomes white wherever it is shaded: what is lightest around each pixel is paper. Shades
// are taken to change smoothly, or their edges would be drawn anew as rules.
void EvenLight(Raster& grey) {
  constexpr int kReduction = 4;
  constexpr int kAround = 13;  // reduced pixels; wider than any stroke
  constexpr int kSmooth = 6;   // reduced pixels to every side
  constexpr int kWhite = 250;
  const PixPtr pix = PixFromPicture(grey);
  const PixPtr small(pix ? pixScaleAreaMap(pix.get(), 1.0F / kReduction, 1.0F / kReduction)
                         : nullptr);
  const PixPtr closed(small ? pixCloseGray(small.get(), kAround, kAround) : nullptr);
  const PixPtr smooth(closed ? pixBlockconvGray(closed.get(), nullptr, kSmooth, kSmooth) : nullptr);
  const PixPtr whole(smooth ? pixScaleToSize(smooth.get(), grey.width, grey.height) : nullptr);
  if (!whole) {
    return;
  }
  const Raster paper = PictureFromPix(whole.get());
  std::transform(
      grey.pixels.begin(), grey.pixels.end(), paper.pixels.begin(), grey.pixels.begin(),
      [](std::uint8_t pixel, std::uint8_t light) {
        return static_cast<std::uint8_t>(std::min(255, pixel * kWhite / std::max<int>(1, light)));
      });
}

// Stretches the greys so that the darkest ink is black and paper is white.
void Stretch(Raster& grey) {
  std::array<std::size_t, 256> counts{};
  for (const std::uint8_t pixel : grey.pixels) {
    ++counts[pixel];
  }
  constexpr int kPaper = 244;
  const auto wanted = static_cast<std::size_t>(kInkShare * static_cast<double>(grey.pixels.size()));
  std::size_t seen = 0;
  int black = 0;
  while (black < kPaper - 60 && seen + counts[static_cast<std::size_t>(black)] < wanted) {
    seen += counts[static_cast<std::size_t>(black)];
    ++black;
  }
  std::array<std::uint8_t, 256> map{};
  for (int i = 0; i < 256; ++i) {
    map[static_cast<std::size_t>(i)] =
        static_cast<std::uint8_t>(std::clamp((i - black) * 255 / (kPaper - black), 0, 255));
  }
  for (std::uint8_t& pixel : grey.pixels) {
    pixel = map[pixel];
  }
}

// Single pixels are the grain of the paper.
Raster InkOf(const Raster& grey) {
  Raster ink(grey.width, grey.height, 0);
  std::transform(grey.pixels.begin(), grey.pixels.end(), ink.pixels.begin(),
                 [](std::uint8_t pixel) { return pixel < kInkBelow ? 1 : 0; });
  const Raster all = ink;
  for (int y = 1; y + 1 < grey.height; ++y) {
    for (int x = 1; x + 1 < grey.width; ++x) {
      if (all.at(x, y) != 0) {
        const int around = all.at(x - 1, y) + all.at(x + 1, y) + all.at(x, y - 1) +
                           all.at(x, y + 1) + all.at(x - 1, y - 1) + all.at(x + 1, y - 1) +
                           all.at(x - 1, y + 1) + all.at(x + 1, y + 1);
        ink.at(x, y) = around >= 2 ? 1 : 0;
      }
    }
  }
  return ink;
}

// Degrees by which the page must be turned clockwise to stand straight.
double SkewDegrees(const Raster& grey) {
  const PixPtr ink = PixFromMask(InkOf(grey));
  float angle = 0;
  float confidence = 0;
  constexpr int kSweepReduction = 4;
  constexpr int kSearchReduction = 2;
  constexpr float kSweepStep = 1;
  constexpr float kLeastStep = 0.01F;
  if (!ink ||
      pixFindSkewSweepAndSearch(ink.get(), &angle, &confidence, kSweepReduction, kSearchReduction,
                                kMaxSkewDegrees, kSweepStep, kLeastStep) != 0) {
    return 0;
  }
  constexpr float kLeastConfidence = 2.0F;
  return confidence >= kLeastConfidence ? static_cast<double>(angle) : 0;
}

struct PixelPlace {
  int x = 0;
  int y = 0;
};

// Where pixel (x, y) of `picture` lies once that is turned back by `turn` quarter turns clockwise.
PixelPlace Place(int x, int y, int turn, const Raster& picture) {
  switch (turn) {
    case 1:
      return {y, picture.width - 1 - x};
    case 2:
      return {picture.width - 1 - x, picture.height - 1 - y};
    case 3:
      return {picture.height - 1 - y, x};
    default:
      return {x, y};
  }
}

Raster Turned(const Raster& picture, int turn) {
  const bool sideways = turn % 2 == 1;
  Raster turned(sideways ? picture.height : picture.width,
                sideways ? picture.width : picture.height, 0);
  for (int y = 0; y < picture.height; ++y) {
    const std::uint8_t* row = picture.row(y);
    for (int x = 0; x < picture.width; ++x) {
      const PixelPlace to = Place(x, y, turn, picture);
      turned.at(to.x, to.y) = row[x];
    }
  }
  return turned;
}

}  // namespace

CleanScan CleanPage(const PageBitmap& bitmap) {
  Bleached bleached = Bleach(bitmap);
  CleanScan scan;
  scan.dpi = bitmap.dpi;
  scan.stamp = bleached.coloured;
  const bool bilevel = IsBilevel(bleached.grey);
  scan.two_tone = bilevel;
  if (!bilevel) {
    EvenLight(bleached.grey);
  }
  scan.grey = std::move(bleached.grey);
  if (!bilevel) {
    Stretch(scan.grey);
  }
  const double degrees = SkewDegrees(scan.grey);
  if (std::abs(degrees) >= kLeastSkewDegrees) {
    constexpr double kRadians = 3.14159265358979323846 / 180;
    scan.skew = -degrees * kRadians;
    const PixPtr pix = PixFromPicture(scan.grey);
    const PixPtr straight(
        pix ? pixRotateAMGray(pix.get(), static_cast<float>(degrees * kRadians), 255) : nullptr);
    if (straight) {
      scan.grey = PictureFromPix(straight.get());
    }
  }
  scan.ink = InkOf(scan.grey);
  return scan;
}

CleanScan TurnScan(const CleanScan& scan, int turn) {
  CleanScan turned;  // pages are large: nothing is copied first
  turned.two_tone = scan.two_tone;
  turned.dpi = scan.dpi;
  turned.skew = scan.skew;
  turned.grey = Turned(scan.grey, turn);
  turned.ink = Turned(scan.ink, turn);
  if (scan.stamp.has_value()) {
    const PixelPlace a = Place(scan.stamp->x0, scan.stamp->top, turn, scan.grey);
    const PixelPlace b = Place(scan.stamp->x1 - 1, scan.stamp->bottom - 1, turn, scan.grey);
    turned.stamp = {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x) + 1,
                    std::max(a.y, b.y) + 1};
  }
  return turned;
}

}  // namespace zhibiao
