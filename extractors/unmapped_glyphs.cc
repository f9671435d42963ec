#include "extractors/unmapped_glyphs.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace zhibiao {
namespace {

constexpr std::ptrdiff_t kFewUnmapped = 8;  // the marks of a list
constexpr double kLeastShare = 0.03;        // of the glyphs of the page
constexpr double kDisputed = 0.8;           // confidence, at most, where engines differ

bool IsInk(const Glyph& glyph) {
  return glyph.code > 0x20 && glyph.code != 0x3000;
}

// What was read in the place of `box`: the glyph whose middle is nearest to its own.
const Glyph* FindIn(const std::vector<Glyph>& glyphs, const Rect& box) {
  const Glyph* nearest = nullptr;
  double distance = std::numeric_limits<double>::infinity();
  for (const Glyph& glyph : glyphs) {
    const double away = std::abs(glyph.box.center_x() - box.center_x());
    if (box.Contains(glyph.box.center()) && away < distance) {
      nearest = &glyph;
      distance = away;
    }
  }
  return nearest;
}

bool IsDisputed(const Page& read, const Glyph& glyph) {
  return std::any_of(read.readings.begin(), read.readings.end(), [&glyph](const OcrReading& line) {
    return !line.other.empty() && line.box.Contains(glyph.box.center());
  });
}

}  // namespace

bool LacksCharacters(const Page& page) {
  const auto unmapped = std::count_if(page.glyphs.begin(), page.glyphs.end(),
                                      [](const Glyph& glyph) { return !glyph.mapped; });
  const auto ink = std::count_if(page.glyphs.begin(), page.glyphs.end(), &IsInk);
  return unmapped >= kFewUnmapped &&
         static_cast<double>(unmapped) >= kLeastShare * static_cast<double>(ink);
}

int NameUnmappedGlyphs(const Page& read, Page& page) {
  int named = 0;
  for (Glyph& glyph : page.glyphs) {
    const Glyph* found = glyph.mapped ? nullptr : FindIn(read.glyphs, glyph.box);
    if (found == nullptr) {
      continue;
    }
    glyph.code = found->code;
    glyph.mapped = true;
    glyph.origin = TextOrigin::kOcr;
    glyph.confidence =
        IsDisputed(read, *found) ? std::min(kDisputed, found->confidence) : found->confidence;
    ++named;
  }
  return named;
}

}  // namespace zhibiao
