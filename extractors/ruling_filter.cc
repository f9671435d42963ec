#include "extractors/ruling_filter.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace zhibiao {
namespace {

constexpr double kTile = 24;  // points: side of a tile of the index
constexpr double kMaxStroke =
    240;  // points: strokes of neighbours in a line join to no more than a title
constexpr double kMaxGlyph =
    240;  // points: what is larger is no text of a table, and covers too many tiles
constexpr double kInset = 0.06;       // of a glyph's height: rules may touch its box
constexpr double kAside = 0.4;        // points: a bold stroke leans over the side of its box
constexpr double kStep = 2;           // points between the places at which a ruling is looked at
constexpr double kInsideShare = 0.6;  // of these within characters: a stroke of theirs

// Glyphs by the tiles of the page that they touch.
class GlyphIndex {
 public:
  explicit GlyphIndex(const std::vector<Glyph>& glyphs) {
    for (const Glyph& glyph : glyphs) {
      if (glyph.box.width() > kMaxGlyph || glyph.box.height() > kMaxGlyph) {
        continue;
      }
      for (std::int64_t x = TileOf(glyph.box.x0); x <= TileOf(glyph.box.x1); ++x) {
        for (std::int64_t y = TileOf(glyph.box.top); y <= TileOf(glyph.box.bottom); ++y) {
          tiles_[Key(x, y)].push_back(&glyph);
        }
      }
    }
  }

  // Whether `p` lies well inside a glyph.
  bool Covers(Point p) const {
    const auto tile = tiles_.find(Key(TileOf(p.x), TileOf(p.y)));
    return tile != tiles_.end() &&
           std::any_of(tile->second.begin(), tile->second.end(), [&](const Glyph* glyph) {
             const double inset = glyph->box.height() * kInset;
             return p.x > glyph->box.x0 - kAside && p.x < glyph->box.x1 + kAside &&
                    p.y > glyph->box.top + inset && p.y < glyph->box.bottom - inset;
           });
  }

 private:
  // Coordinates of hostile files may be anything: tiles far off the page share the outermost one.
  static std::int64_t TileOf(double at) {
    return static_cast<std::int64_t>(std::clamp(at, -1000.0, 100000.0) / kTile);
  }
  static std::int64_t Key(std::int64_t x, std::int64_t y) { return x * 100000 + y; }

  std::unordered_map<std::int64_t, std::vector<const Glyph*>> tiles_;
};

double Length(const Ruling& ruling) {
  return std::max(ruling.to.x - ruling.from.x, ruling.to.y - ruling.from.y);
}

// Whether most of `ruling` runs through characters: a table's rule keeps clear of its text.
bool RunsThroughGlyphs(const Ruling& ruling, const GlyphIndex& index) {
  const int steps = static_cast<int>(Length(ruling) / kStep) + 1;
  int inside = 0;
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    inside += index.Covers({ruling.from.x + (ruling.to.x - ruling.from.x) * t,
                            ruling.from.y + (ruling.to.y - ruling.from.y) * t})
                  ? 1
                  : 0;
  }
  return inside >= kInsideShare * (steps + 1);
}

}  // namespace

std::vector<Ruling> RulingsOutsideGlyphs(const Page& page) {
  const auto is_short = [](const Ruling& ruling) { return Length(ruling) <= kMaxStroke; };
  if (std::none_of(page.rulings.begin(), page.rulings.end(), is_short)) {
    return page.rulings;
  }
  const GlyphIndex index(page.glyphs);
  std::vector<Ruling> kept;
  kept.reserve(page.rulings.size());
  for (const Ruling& ruling : page.rulings) {
    if (!is_short(ruling) || !RunsThroughGlyphs(ruling, index)) {
      kept.push_back(ruling);
    }
  }
  return kept;
}

}  // namespace zhibiao
