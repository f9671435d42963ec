#include "extractors/raster_scaler.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace zhibiao {
namespace {

// Which source pixels make one target pixel, along one axis.
struct Taps {
  int first = 0;
  std::vector<float> weights;  // of first, first + 1, …; their sum is 1
};

// A triangle as wide as one target pixel, but no narrower than one source pixel.
std::vector<Taps> TapsOf(int from, int to) {
  const double step = static_cast<double>(from) / to;
  const double radius = std::max(1.0, step);
  std::vector<Taps> all(static_cast<std::size_t>(to));
  for (int i = 0; i < to; ++i) {
    const double center = (i + 0.5) * step - 0.5;
    const int first = std::max(0, static_cast<int>(std::ceil(center - radius)));
    const int last = std::min(from - 1, static_cast<int>(std::floor(center + radius)));
    Taps taps;
    taps.first = first;
    double sum = 0;
    for (int at = first; at <= last; ++at) {
      const double weight = std::max(0.0, 1 - std::abs(at - center) / radius);
      taps.weights.push_back(static_cast<float>(weight));
      sum += weight;
    }
    if (sum <= 0) {
      taps.first = std::clamp(static_cast<int>(std::lround(center)), 0, from - 1);
      taps.weights.assign(1, 1.0F);
      sum = 1;
    }
    for (float& weight : taps.weights) {
      weight /= static_cast<float>(sum);
    }
    all[static_cast<std::size_t>(i)] = std::move(taps);
  }
  return all;
}

}  // namespace

Raster Scale(const Raster& picture, int width, int height) {
  const std::vector<Taps> columns = TapsOf(picture.width, width);
  const std::vector<Taps> rows = TapsOf(picture.height, height);
  const auto row_size = static_cast<std::size_t>(width);
  std::vector<float> wide(row_size * static_cast<std::size_t>(picture.height));
  for (int y = 0; y < picture.height; ++y) {
    const std::uint8_t* from = picture.row(y);
    float* to = wide.data() + static_cast<std::size_t>(y) * row_size;
    for (std::size_t x = 0; x < row_size; ++x) {
      const std::uint8_t* pixel = from + columns[x].first;
      float sum = 0;
      for (const float weight : columns[x].weights) {
        sum += weight * static_cast<float>(*pixel++);
      }
      to[x] = sum;
    }
  }
  Raster out(width, height, 0);
  std::vector<float> line(row_size);
  for (int y = 0; y < height; ++y) {
    const Taps& taps = rows[static_cast<std::size_t>(y)];
    std::fill(line.begin(), line.end(), 0.5F);
    const float* from = wide.data() + static_cast<std::size_t>(taps.first) * row_size;
    for (const float weight : taps.weights) {
      for (std::size_t x = 0; x < row_size; ++x) {
        line[x] += weight * from[x];
      }
      from += row_size;
    }
    std::uint8_t* to = out.row(y);
    for (std::size_t x = 0; x < row_size; ++x) {
      to[x] = static_cast<std::uint8_t>(std::clamp(line[x], 0.0F, 255.0F));
    }
  }
  return out;
}

}  // namespace zhibiao
