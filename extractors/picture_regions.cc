#include "extractors/picture_regions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "extractors/raster.h"

namespace zhibiao {
namespace {

constexpr double kLeastWidth = 60;         // points: a smaller table says nothing
constexpr double kLeastHeight = 25;        // points
constexpr double kLeastDpi = 60;           // characters of 10 points are 8 pixels high
constexpr double kTouch = 1;               // points between strips of one picture
constexpr double kFilled = 0.9;            // of the box around two pictures that are one
constexpr double kUnderText = 0.15;        // of a picture under glyphs: it is the ground of a text
constexpr std::ptrdiff_t kTableRules = 3;  // each way: the page's own table over a picture
constexpr double kGoodPart = 0.05;         // of a region: a picture that small says nothing of it
constexpr std::size_t kMostLooks = 8;      // regions before it that a picture may go on
constexpr std::size_t kMostRegions = 30;   // on a page

double Area(const Rect& box) {
  return box.empty() ? 0 : box.width() * box.height();
}

bool IsInk(const Glyph& glyph) {
  return glyph.code > 0x20 && glyph.code != 0x3000;
}

bool AreOne(const Rect& a, const Rect& b) {
  const bool touch = a.x0 <= b.x1 + kTouch && b.x0 <= a.x1 + kTouch && a.top <= b.bottom + kTouch &&
                     b.top <= a.bottom + kTouch;
  const double covered = Area(a) + Area(b) - Area(Intersection(a, b));
  return touch && covered >= kFilled * Area(Union(a, b));
}

// Adds `box` to the last regions that it makes one picture with.
void Merge(Rect box, std::vector<Rect>& regions) {
  const std::size_t first = regions.size() > kMostLooks ? regions.size() - kMostLooks : 0;
  for (std::size_t i = regions.size(); i-- > first;) {
    if (AreOne(regions[i], box)) {
      box = Union(regions[i], box);
      regions.erase(regions.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  regions.push_back(box);
}

bool IsLarge(const Rect& box) {
  return box.width() >= kLeastWidth && box.height() >= kLeastHeight;
}

// The share of `region` that is under the glyphs of the page.
double ShareUnderText(const Page& page, const Rect& region) {
  double covered = 0;
  for (const Glyph& glyph : page.glyphs) {
    if (IsInk(glyph) && region.Contains(glyph.box.center())) {
      covered += Area(Intersection(glyph.box, region));
    }
  }
  return covered / Area(region);
}

// True where the page draws a table of its own over `region`.
bool IsUnderTable(const Page& page, const Rect& region) {
  const Rect inside = {region.x0 + kTouch, region.top + kTouch, region.x1 - kTouch,
                       region.bottom - kTouch};
  std::ptrdiff_t across = 0;
  std::ptrdiff_t down = 0;
  for (const Ruling& ruling : page.rulings) {
    if (inside.Contains(ruling.from) && inside.Contains(ruling.to)) {
      ++(ruling.horizontal() ? across : down);
    }
  }
  return across >= kTableRules && down >= kTableRules;
}

}  // namespace

std::vector<Rect> PictureRegions(const Page& page) {
  const Rect paper = {0, 0, page.width, page.height};
  std::vector<Rect> merged;
  for (const PageImage& image : page.images) {
    const Rect box = Intersection(image.box, paper);
    if (!box.empty()) {
      Merge(box, merged);
    }
  }
  std::erase_if(merged, [](const Rect& box) { return !IsLarge(box); });
  std::vector<Rect> regions;
  for (const Rect& box : merged) {
    Merge(box, regions);  // columns of strips
  }
  if (regions.size() > kMostRegions) {
    return {};  // a gallery
  }
  std::erase_if(regions, [&page](const Rect& box) {
    return RegionDpi(page, box) < kLeastDpi || ShareUnderText(page, box) > kUnderText ||
           IsUnderTable(page, box);
  });
  std::stable_sort(regions.begin(), regions.end(),
                   [](const Rect& a, const Rect& b) { return a.top < b.top; });
  return regions;
}

double RegionDpi(const Page& page, const Rect& region) {
  double dpi = 0;
  for (const PageImage& image : page.images) {
    if (Area(Intersection(image.box, region)) >= kGoodPart * Area(region)) {
      const double pixels = std::max(image.width_px, image.height_px);
      dpi = std::max(dpi, pixels / std::max(image.box.width(), image.box.height()) * 72);
    }
  }
  return dpi;
}

namespace {

constexpr double kLookDpi = 100;      // fine enough to see writing
constexpr int kInk = 64;              // greys darker than the paper
constexpr int kTile = 40;             // pixels: the light is even within
constexpr double kMostInk = 0.3;      // of the picture: more is a code to be scanned, say
constexpr int kPaperNoise = 24;       // greys about that of the paper
constexpr int kColour = 60;           // between the strongest and the weakest of red, green, blue
constexpr double kLeastPaper = 0.7;   // of a printed picture; real ones have 0.88 and more
constexpr double kColourful = 0.1;    // of the picture: a chart, unless it has a table's rules
constexpr int kBlock = 11;            // pixels: a character
constexpr int kBusy = 12;             // edges in a block with writing, each way
constexpr int kLeastBusyBlocks = 12;  // a table of a few characters
constexpr double kLeastBusy = 0.006;  // of all blocks: a seal on an empty page has less
constexpr int kStep = 40;             // greys between a rule and what is beside it
constexpr double kLongRule = 0.4;     // of the picture's side
constexpr std::ptrdiff_t kRules = 3;  // each way

// A picture at about kLookDpi.
struct SmallPicture {
  Raster grey;
  double colourful = 0;  // share of pixels
};

SmallPicture Shrink(const PageBitmap& picture) {
  const int factor = std::max(1, static_cast<int>(picture.dpi / kLookDpi));
  const int width = picture.width_px / factor;
  const int height = picture.height_px / factor;
  SmallPicture small;
  small.grey = Raster(width, height, 0);
  std::ptrdiff_t colourful = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      std::array<int, 3> sum = {};
      for (int row = y * factor; row < (y + 1) * factor; ++row) {
        const auto start = std::ptrdiff_t{row} * picture.width_px + std::ptrdiff_t{x} * factor;
        auto at = picture.rgb.begin() + 3 * start;
        for (int i = 0; i < 3 * factor; ++i, ++at) {
          sum[static_cast<std::size_t>(i) % 3] += *at;
        }
      }
      const int count = factor * factor;
      const auto [least, most] = std::minmax({sum[0], sum[1], sum[2]});
      colourful += most - least > kColour * count ? 1 : 0;
      small.grey.at(x, y) =
          static_cast<std::uint8_t>((2 * sum[0] + 5 * sum[1] + sum[2]) / (8 * count));
    }
  }
  small.colourful = static_cast<double>(colourful) /
                    static_cast<double>(std::max<std::size_t>(1, small.grey.pixels.size()));
  return small;
}

// The grey of the paper in the tile at (x0, y0): all but the lightest fifth is darker, or ink.
int PaperOfTile(const Raster& grey, int x0, int y0) {
  std::array<int, 32> counts = {};  // in steps of 8 greys
  int left = 0;
  for (int y = y0; y < std::min(y0 + kTile, grey.height); ++y) {
    for (int x = x0; x < std::min(x0 + kTile, grey.width); ++x) {
      ++counts.at(grey.at(x, y) >> 3U);
      ++left;
    }
  }
  left = left / 5;
  std::size_t step = counts.size();
  while (step > 1 && left >= 0) {
    left -= counts.at(--step);
  }
  return static_cast<int>(step) * 8 + 4;
}

// A small picture told into ink and paper; the light may be uneven.
struct InkAndPaper {
  Raster ink;
  double inked = 0;  // share of pixels
  double clean = 0;  // share of pixels that are the paper's grey
};

// Tells the tile at (x0, y0); counts pixels in `inked` and `clean`.
void TellTile(const Raster& grey, int x0, int y0, InkAndPaper& told) {
  const int paper = PaperOfTile(grey, x0, y0);
  for (int y = y0; y < std::min(y0 + kTile, grey.height); ++y) {
    for (int x = x0; x < std::min(x0 + kTile, grey.width); ++x) {
      const bool is_ink = grey.at(x, y) < paper - kInk;
      told.ink.at(x, y) = is_ink ? 1 : 0;
      told.inked += is_ink ? 1 : 0;
      told.clean += std::abs(grey.at(x, y) - paper) <= kPaperNoise ? 1 : 0;
    }
  }
}

InkAndPaper Tell(const Raster& grey) {
  InkAndPaper told;
  told.ink = Raster(grey.width, grey.height, 0);
  for (int y = 0; y < grey.height; y += kTile) {
    for (int x = 0; x < grey.width; x += kTile) {
      TellTile(grey, x, y, told);
    }
  }
  const auto pixels = static_cast<double>(std::max<std::size_t>(1, grey.pixels.size()));
  told.inked /= pixels;
  told.clean /= pixels;
  return told;
}

// Edges between ink and paper in a block, across and down.
bool IsBusy(const Raster& ink, int x0, int y0) {
  int across = 0;
  int down = 0;
  for (int y = y0; y < y0 + kBlock; ++y) {
    for (int x = x0; x < x0 + kBlock; ++x) {
      across += x > x0 && ink.at(x, y) != ink.at(x - 1, y) ? 1 : 0;
      down += y > y0 && ink.at(x, y) != ink.at(x, y - 1) ? 1 : 0;
    }
  }
  return across >= kBusy && down >= kBusy;
}

bool HasWriting(const Raster& ink) {
  int busy = 0;
  int blocks = 0;
  for (int y = 0; y + kBlock <= ink.height; y += kBlock) {
    for (int x = 0; x + kBlock <= ink.width; x += kBlock) {
      ++blocks;
      busy += IsBusy(ink, x, y) ? 1 : 0;
    }
  }
  return busy >= kLeastBusyBlocks && busy >= kLeastBusy * blocks;
}

// Pixels of row (or column) `line` that are darker than those of the one before.
int StepsIntoDark(const Raster& grey, bool across, int line) {
  const int length = across ? grey.width : grey.height;
  int steps = 0;
  for (int at = 0; at < length; ++at) {
    const int here = across ? grey.at(at, line) : grey.at(line, at);
    const int before = across ? grey.at(at, line - 1) : grey.at(line - 1, at);
    steps += before - here >= kStep ? 1 : 0;
  }
  return steps;
}

// How many straight edges cross much of the picture; `across`: from left to right.
std::ptrdiff_t CountLongEdges(const Raster& grey, bool across) {
  const int lines = across ? grey.height : grey.width;
  const int length = across ? grey.width : grey.height;
  std::ptrdiff_t count = 0;
  bool last = false;
  for (int line = 1; line < lines; ++line) {
    const bool is_edge = StepsIntoDark(grey, across, line) >= kLongRule * length;
    count += is_edge && !last ? 1 : 0;
    last = is_edge;
  }
  return count;
}

}  // namespace

bool LooksLikePrint(const PageBitmap& picture) {
  const SmallPicture small = Shrink(picture);
  const InkAndPaper told = Tell(small.grey);
  if (told.clean < kLeastPaper || !HasWriting(told.ink)) {
    return false;
  }
  const bool plain = small.colourful < kColourful && told.inked < kMostInk;
  return plain || (CountLongEdges(small.grey, true) >= kRules &&
                   CountLongEdges(small.grey, false) >= kRules);
}

}  // namespace zhibiao
