#include "tools/finding_pictures.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "tools/png_file.h"

namespace zhibiao {
namespace {

constexpr double kDpi = 150;    // at which characters of a form can just be read
constexpr double kAround = 3;   // points of the page shown around the box
constexpr int kMostWide = 200;  // pixels
constexpr int kMostHigh = 60;   // pixels
constexpr std::size_t kMostBytes = 4096;
constexpr double kShrink = 0.75;  // of the size, each time that the picture has too many bytes
constexpr int kSteps = 15;        // from black to white: the noise of a scan takes most bytes

// A part of a bitmap, in its pixels; x1 and bottom are outside.
struct PixelArea {
  int x0 = 0, top = 0, x1 = 0, bottom = 0;

  int width() const { return x1 - x0; }
  int height() const { return bottom - top; }
};

PixelArea AreaOf(const PageBitmap& page, const Rect& box) {
  const double scale = page.dpi / 72;
  const auto pixel = [scale](double points, int most) {
    return static_cast<int>(std::clamp(std::floor(points * scale), 0.0, double{1} * most));
  };
  return {pixel(box.x0 - kAround, page.width_px), pixel(box.top - kAround, page.height_px),
          pixel(box.x1 + kAround, page.width_px), pixel(box.bottom + kAround, page.height_px)};
}

// Pixel `to` of `count` covers the pixels [first, last) of the `size` that begin at `start`.
struct Stretch {
  int first = 0, last = 0;
};
Stretch Covered(int to, int count, int start, int size) {
  const int first = start + static_cast<int>(std::int64_t{to} * size / count);
  const int next = start + static_cast<int>((std::int64_t{to} + 1) * size / count);
  return {first, std::max(next, first + 1)};
}

std::uint8_t MeanGrey(const PageBitmap& page, const Stretch& xs, const Stretch& ys) {
  std::int64_t sum = 0;
  for (int y = ys.first; y < ys.last; ++y) {
    const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width_px);
    for (int x = xs.first; x < xs.last; ++x) {
      const std::size_t at = 3 * (row + static_cast<std::size_t>(x));
      sum += (2 * page.rgb[at] + 5 * page.rgb[at + 1] + page.rgb[at + 2]) / 8;
    }
  }
  const std::int64_t mean = sum / (std::int64_t{xs.last - xs.first} * (ys.last - ys.first));
  return static_cast<std::uint8_t>((mean * kSteps + 127) / 255 * (255 / kSteps));
}

GreyPicture Shrunk(const PageBitmap& page, const PixelArea& area, double scale) {
  GreyPicture picture;
  picture.width_px = std::max(1, static_cast<int>(area.width() * scale));
  picture.height_px = std::max(1, static_cast<int>(area.height() * scale));
  for (int y = 0; y < picture.height_px; ++y) {
    const Stretch ys = Covered(y, picture.height_px, area.top, area.height());
    for (int x = 0; x < picture.width_px; ++x) {
      const Stretch xs = Covered(x, picture.width_px, area.x0, area.width());
      picture.pixels.push_back(MeanGrey(page, xs, ys));
    }
  }
  return picture;
}

bool WantsPicture(const Finding& finding) {
  return finding.code == FindingCode::kReadingDoubt && finding.source.page > 0 &&
         finding.picture.empty();
}

}  // namespace

std::string CutPicture(const PageBitmap& page, const Rect& box) {
  const PixelArea area = AreaOf(page, box);
  if (area.width() <= 0 || area.height() <= 0) {
    return {};
  }
  double scale =
      std::min({1.0, double{kMostWide} / area.width(), double{kMostHigh} / area.height()});
  std::string png = EncodePng(Shrunk(page, area, scale));
  while (png.size() > kMostBytes) {
    scale *= kShrink;
    png = EncodePng(Shrunk(page, area, scale));
  }
  return png;
}

void AddPictures(const PageDrawer& draw, Findings& findings) {
  std::vector<Finding> all = findings.Take();
  std::map<int, std::vector<Finding*>> by_page;
  for (Finding& finding : all) {
    if (WantsPicture(finding)) {
      by_page[finding.source.page].push_back(&finding);
    }
  }
  for (const auto& [page, wanting] : by_page) {
    const Result<PageBitmap> bitmap = draw(page, kDpi);
    if (!bitmap.ok()) {
      continue;
    }
    for (Finding* finding : wanting) {
      finding->picture = CutPicture(bitmap.value(), finding->source.box);
    }
  }
  Findings pictured;
  for (Finding& finding : all) {
    pictured.Add(std::move(finding));
  }
  findings = std::move(pictured);
}

}  // namespace zhibiao
