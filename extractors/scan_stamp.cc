#include "extractors/scan_stamp.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "extractors/leptonica_pix.h"

namespace zhibiao {
namespace {

constexpr int kColourful = 70;           // max − min of R, G, B from which a pixel has a colour
constexpr double kColourShare = 0.0004;  // of the page: less is noise
constexpr double kStampMm = 12;          // smaller coloured spots are not reported

struct Pixel {
  int luma = 0;
  int strongest = 0;  // of R, G and B
  int channel = 0;    // which that is
  int colour = 0;     // strongest − weakest
};

Pixel PixelAt(const PageBitmap& bitmap, std::size_t at) {
  const std::uint8_t* rgb = bitmap.rgb.data() + at * 3;
  const std::uint8_t* strongest = std::max_element(rgb, rgb + 3);
  Pixel pixel;
  pixel.luma = (299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2]) / 1000;
  pixel.strongest = *strongest;
  pixel.channel = static_cast<int>(strongest - rgb);
  pixel.colour = pixel.strongest - *std::min_element(rgb, rgb + 3);
  return pixel;
}

// Counts of the 256 values of a byte.
class Histogram {
 public:
  void Add(int value) {
    ++counts_[static_cast<std::size_t>(value)];
    ++total_;
  }
  std::size_t total() const { return total_; }
  int Quantile(double share) const {
    const auto wanted = static_cast<std::size_t>(share * static_cast<double>(total_));
    std::size_t seen = 0;
    int value = 0;
    while (value < 255 && (seen += counts_[static_cast<std::size_t>(value)]) <= wanted) {
      ++value;
    }
    return value;
  }

 private:
  std::array<std::size_t, 256> counts_{};
  std::size_t total_ = 0;
};

// How a seal shows: what its ink leaves of the light, and of that of its own colour.
struct SealInk {
  int channel = 0;
  int paper = 255;     // luma of blank paper
  int luma = 255;      // of the seal where its ink is thick
  double surplus = 0;  // by how much its own colour outshines its luma there
};

// The seal's ink is the commonest colour of the page.
std::optional<SealInk> SealInkOf(const PageBitmap& bitmap, std::size_t count) {
  std::array<Histogram, 3> lumas;
  std::array<Histogram, 3> surpluses;
  Histogram all;
  for (std::size_t at = 0; at < count; ++at) {
    const Pixel pixel = PixelAt(bitmap, at);
    all.Add(pixel.luma);
    if (pixel.colour >= kColourful) {
      const auto channel = static_cast<std::size_t>(pixel.channel);
      lumas[channel].Add(pixel.luma);
      surpluses[channel].Add(pixel.strongest - pixel.luma);
    }
  }
  const auto commonest = std::max_element(
      lumas.begin(), lumas.end(),
      [](const Histogram& a, const Histogram& b) { return a.total() < b.total(); });
  if (static_cast<double>(commonest->total()) < kColourShare * static_cast<double>(count)) {
    return std::nullopt;
  }
  constexpr double kPaper = 0.6;   // most of a page is paper
  constexpr double kThick = 0.25;  // of the seal's pixels are darker: ink that ran, or print
  constexpr double kStrong = 0.75;
  SealInk ink;
  ink.channel = static_cast<int>(commonest - lumas.begin());
  ink.paper = all.Quantile(kPaper);
  ink.luma = commonest->Quantile(kThick);
  ink.surplus = std::max(1, surpluses[static_cast<std::size_t>(ink.channel)].Quantile(kStrong));
  constexpr int kLeastInk = 20;
  return ink.luma > 0 && ink.luma < ink.paper - kLeastInk ? std::optional(ink) : std::nullopt;
}

// Part of the light of its own colour by which a pixel outshines its luma; in 255ths.
int SaturationOf(const Pixel& pixel) {
  return pixel.strongest > 0 ? 255 * (pixel.strongest - pixel.luma) / pixel.strongest : 0;
}

// How coloured the most coloured pixel around each is. Pictures are stored with a quarter of the
// colour they were taken with: at the edges of a seal its colour lies beside its darkness.
Raster SaturationAround(const PageBitmap& bitmap, const SealInk& ink) {
  constexpr int kAround = 5;         // pixels
  constexpr int kLeastSurplus = 16;  // less is the paper's own tint, or noise
  Raster saturation(bitmap.width_px, bitmap.height_px, 0);
  for (std::size_t at = 0; at < saturation.pixels.size(); ++at) {
    const Pixel pixel = PixelAt(bitmap, at);
    if (pixel.channel == ink.channel && pixel.strongest - pixel.luma >= kLeastSurplus &&
        2 * pixel.luma >= ink.luma) {
      saturation.pixels[at] = static_cast<std::uint8_t>(SaturationOf(pixel));
    }
  }
  const PixPtr pix = PixFromPicture(saturation);
  const PixPtr most(pix ? pixDilateGray(pix.get(), kAround, kAround) : nullptr);
  return most ? PictureFromPix(most.get()) : saturation;
}

// What a pixel near the seal is without it. Where its colour is as strong as around it, that tells
// how much of the light the print under it leaves; elsewhere its darkness must tell.
int WithoutSeal(const SealInk& ink, const Pixel& pixel, int around) {
  const double share = static_cast<double>(SaturationOf(pixel)) / around;
  constexpr double kHalf = 0.5;   // share of the colour around: darkness tells
  constexpr double kWhole = 0.8;  // ... colour tells
  const double by_colour = std::clamp((share - kHalf) / (kWhole - kHalf), 0.0, 1.0);
  const double paper = ink.paper;
  const double light =
      pixel.luma >= ink.luma ? paper : static_cast<double>(pixel.luma) * paper / ink.luma;
  // Colour that is not there cannot have taken light.
  const double strength = static_cast<double>(around) / (255 - std::min(around, 254));
  const double gain = strength * pixel.luma * (paper - ink.luma) / ink.surplus;
  const double by_luma = std::min(light, pixel.luma + gain);
  const double plain = std::min(paper, pixel.strongest * paper / (ink.luma + ink.surplus));
  return static_cast<int>(by_colour * plain + (1 - by_colour) * by_luma);
}

void RemoveSeal(const PageBitmap& bitmap, const SealInk& ink, Raster& grey) {
  const Raster around = SaturationAround(bitmap, ink);
  for (std::size_t at = 0; at < grey.pixels.size(); ++at) {
    if (around.pixels[at] != 0) {
      grey.pixels[at] = static_cast<std::uint8_t>(
          std::clamp(WithoutSeal(ink, PixelAt(bitmap, at), around.pixels[at]), 0, 255));
    }
  }
}

}  // namespace

Bleached Bleach(const PageBitmap& bitmap) {
  Bleached bleached{Raster(bitmap.width_px, bitmap.height_px, 255), {}};
  const std::size_t count = bleached.grey.pixels.size();
  std::size_t coloured = 0;
  PixelBox box{bitmap.width_px, bitmap.height_px, 0, 0};
  for (std::size_t i = 0; i < count; ++i) {
    const Pixel pixel = PixelAt(bitmap, i);
    bleached.grey.pixels[i] = static_cast<std::uint8_t>(pixel.strongest);
    if (pixel.colour >= kColourful) {
      ++coloured;
      const int x = static_cast<int>(i % static_cast<std::size_t>(bitmap.width_px));
      const int y = static_cast<int>(i / static_cast<std::size_t>(bitmap.width_px));
      box = Union(box, {x, y, x + 1, y + 1});
    }
  }
  const double least_size = kStampMm / 25.4 * bitmap.dpi;
  if (static_cast<double>(coloured) >= kColourShare * static_cast<double>(count) &&
      box.width() >= least_size && box.height() >= least_size) {
    bleached.coloured = box;
  }
  if (const std::optional<SealInk> ink = SealInkOf(bitmap, count)) {
    RemoveSeal(bitmap, *ink, bleached.grey);
  }
  return bleached;
}

}  // namespace zhibiao
