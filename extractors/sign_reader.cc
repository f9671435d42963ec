#include "extractors/sign_reader.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "pipeline/tsv.h"

namespace zhibiao {

std::span<const EmbeddedFile> ExtractorTables();

namespace {

constexpr int kInk = 160;           // darker is ink
constexpr int kFit = 22;            // the longer side of a group in the network's picture
constexpr float kFaint = 0.2F;      // the darkest pixel of a group is taken for no less
constexpr float kMeasureLimit = 2;  // measures are cut off there
constexpr double kOverlap = 0.5;    // of the narrower: components that stand over one another
constexpr double kSpeck = 0.06;     // of the line picture's height: no side is longer
constexpr std::u32string_view kSigns = U"≥≤><=±~—-%‰+×〔〕()";

const Result<SignNetwork>& Network() {
  static const auto kNetwork = []() -> Result<SignNetwork> {
    for (const EmbeddedFile& file : ExtractorTables()) {
      if (file.path.ends_with("sign_network.tsv")) {
        return SignNetwork::Load("sign_network.tsv", file.text);
      }
    }
    return Status(StatusCode::kInternal, "sign_network.tsv is not part of this build");
  }();
  return kNetwork;
}

// Finds the 8-connected components of ink.
class ComponentFinder {
 public:
  explicit ComponentFinder(const Raster& line) : line_(line), seen_(line.width, line.height, 0) {}

  std::vector<PixelBox> Find() {
    std::vector<PixelBox> boxes;
    for (int y = 0; y < line_.height; ++y) {
      for (int x = 0; x < line_.width; ++x) {
        if (IsNewInk(x, y)) {
          boxes.push_back(Fill(x, y));
        }
      }
    }
    return boxes;
  }

 private:
  bool IsNewInk(int x, int y) const { return line_.at(x, y) < kInk && seen_.at(x, y) == 0; }

  PixelBox Fill(int x, int y) {
    PixelBox box = {x, y, x + 1, y + 1};
    seen_.at(x, y) = 1;
    pending_.assign(1, {x, y});
    while (!pending_.empty()) {
      const auto [px, py] = pending_.back();
      pending_.pop_back();
      box = Union(box, {px, py, px + 1, py + 1});
      PushNeighbours(px, py);
    }
    return box;
  }

  void PushNeighbours(int px, int py) {
    for (int y = std::max(py - 1, 0); y <= std::min(py + 1, line_.height - 1); ++y) {
      for (int x = std::max(px - 1, 0); x <= std::min(px + 1, line_.width - 1); ++x) {
        if (IsNewInk(x, y)) {
          seen_.at(x, y) = 1;
          pending_.emplace_back(x, y);
        }
      }
    }
  }

  const Raster& line_;
  Raster seen_;
  std::vector<std::pair<int, int>> pending_;
};

bool StandOver(const PixelBox& a, const PixelBox& b) {
  const int common = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  return common > kOverlap * std::min(a.width(), b.width());
}

// Row by row of `count` cells over `size` pixels: the sum of ink by area.
struct AreaCell {
  int first = 0;              // pixel
  std::vector<float> shares;  // of the pixels from there; they sum to 1
};

std::vector<AreaCell> AreaCells(int size, int count) {
  std::vector<AreaCell> cells(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    AreaCell& cell = cells[static_cast<std::size_t>(i)];
    const double from = static_cast<double>(size) * i / count;
    const double to = static_cast<double>(size) * (i + 1) / count;
    cell.first = static_cast<int>(from);
    for (int pixel = cell.first; pixel < std::min<double>(size, std::ceil(to)); ++pixel) {
      const double share = std::min(to, pixel + 1.0) - std::max(from, static_cast<double>(pixel));
      cell.shares.push_back(static_cast<float>(std::max(share, 0.0) / (to - from)));
    }
  }
  return cells;
}

float InkIn(const Raster& line, const PixelBox& group, const AreaCell& row,
            const AreaCell& column) {
  float ink = 0;
  for (std::size_t i = 0; i < row.shares.size(); ++i) {
    const std::uint8_t* pixels = line.row(group.top + row.first + static_cast<int>(i));
    for (std::size_t k = 0; k < column.shares.size(); ++k) {
      const int grey = pixels[group.x0 + column.first + static_cast<int>(k)];
      ink += row.shares[i] * column.shares[k] * static_cast<float>(255 - grey) / 255;
    }
  }
  return ink;
}

}  // namespace

bool MayBeSign(char32_t code) {
  return code != 0 && kSigns.find(code) != std::u32string_view::npos;
}

std::vector<PixelBox> GlyphGroups(const Raster& line) {
  std::vector<PixelBox> parts = ComponentFinder(line).Find();
  const double speck = std::max(1.0, kSpeck * line.height);
  parts.erase(std::remove_if(parts.begin(), parts.end(),
                             [speck](const PixelBox& part) {
                               return part.width() <= speck && part.height() <= speck;
                             }),
              parts.end());
  // Wide ones first, so that a part meets the whole that it belongs to.
  std::stable_sort(parts.begin(), parts.end(),
                   [](const PixelBox& a, const PixelBox& b) { return a.width() > b.width(); });
  std::vector<PixelBox> groups;
  for (const PixelBox& part : parts) {
    const auto whole = std::find_if(groups.begin(), groups.end(), [&part](const PixelBox& group) {
      return StandOver(group, part);
    });
    if (whole == groups.end()) {
      groups.push_back(part);
    } else {
      *whole = Union(*whole, part);
    }
  }
  std::sort(groups.begin(), groups.end(), [](const PixelBox& a, const PixelBox& b) {
    return std::pair(a.x0, a.top) < std::pair(b.x0, b.top);
  });
  return groups;
}

SignInput NormalizeGroup(const Raster& line, const PixelBox& group) {
  SignInput input;
  const int longer = std::max(group.width(), group.height());
  const auto fit = [longer](int side) { return std::max(1, (kFit * side + longer / 2) / longer); };
  const std::vector<AreaCell> rows = AreaCells(group.height(), fit(group.height()));
  const std::vector<AreaCell> columns = AreaCells(group.width(), fit(group.width()));
  const std::size_t y0 = (kSignPicture - rows.size()) / 2;
  const std::size_t x0 = (kSignPicture - columns.size()) / 2;
  float darkest = kFaint;
  float sum = 0;
  for (std::size_t y = 0; y < rows.size(); ++y) {
    for (std::size_t x = 0; x < columns.size(); ++x) {
      const float ink = InkIn(line, group, rows[y], columns[x]);
      input.picture[(y0 + y) * kSignPicture + x0 + x] = ink;
      darkest = std::max(darkest, ink);
      sum += ink;
    }
  }
  for (float& ink : input.picture) {
    ink /= darkest;
  }
  const auto height = static_cast<float>(line.height);
  const auto w = static_cast<float>(group.width());
  const auto h = static_cast<float>(group.height());
  const float middle = static_cast<float>(group.top + group.bottom) / 2 / height - 0.5F;
  input.measures = {w / height, h / height, 2 * middle, std::log(w / h) / 2,
                    sum / darkest / static_cast<float>(rows.size() * columns.size())};
  for (float& measure : input.measures) {
    measure = std::clamp(measure, -kMeasureLimit, kMeasureLimit);
  }
  return input;
}

SignReading ReadSign(const Raster& line, const PixelBox& group) {
  if (!Network().ok()) {
    return {};
  }
  const SignNetwork& network = Network().value();
  const std::vector<float> chances = network.Classify(NormalizeGroup(line, group));
  const auto best = std::max_element(chances.begin(), chances.end());
  const char32_t code = network.classes()[static_cast<std::size_t>(best - chances.begin())];
  return {MayBeSign(code) ? code : 0, *best};
}

Status CheckSignNetwork() {
  return Network().status();
}

}  // namespace zhibiao
