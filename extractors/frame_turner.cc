#include "extractors/frame_turner.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace zhibiao {
namespace {

// A point of the page as shown, in the frame turned back by `turn` quarter turns.
Point TurnPoint(Point p, int turn, double width, double height) {
  switch (turn) {
    case 1:
      return {p.y, width - p.x};
    case 2:
      return {width - p.x, height - p.y};
    case 3:
      return {height - p.y, p.x};
    default:
      return p;
  }
}

Rect TurnRect(const Rect& box, int turn, double width, double height) {
  const Point a = TurnPoint({box.x0, box.top}, turn, width, height);
  const Point b = TurnPoint({box.x1, box.bottom}, turn, width, height);
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

}  // namespace

int DominantTurn(const Page& page) {
  std::array<std::size_t, 4> counts = {};
  for (const Glyph& glyph : page.glyphs) {
    ++counts.at(glyph.rotation % 4U);
  }
  return static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

Page TurnUpright(const Page& page, int turn) {
  Page upright = page;
  if (turn == 0) {
    return upright;
  }
  if (turn % 2 == 1) {
    std::swap(upright.width, upright.height);
  }
  for (std::vector<Glyph>* glyphs : {&upright.glyphs, &upright.hidden_glyphs}) {
    for (Glyph& glyph : *glyphs) {
      glyph.box = TurnRect(glyph.box, turn, page.width, page.height);
      glyph.rotation = static_cast<std::uint8_t>((glyph.rotation + 4 - turn) % 4);
    }
  }
  for (Ruling& ruling : upright.rulings) {
    const Rect line = TurnRect({ruling.from.x, ruling.from.y, ruling.to.x, ruling.to.y}, turn,
                               page.width, page.height);
    ruling.from = {line.x0, line.top};
    ruling.to = {line.x1, line.bottom};
  }
  for (Rect& region : upright.ocr_regions) {
    region = TurnRect(region, turn, page.width, page.height);
  }
  for (OcrReading& reading : upright.readings) {
    reading.box = TurnRect(reading.box, turn, page.width, page.height);
  }
  for (PageImage& image : upright.images) {
    image.box = TurnRect(image.box, turn, page.width, page.height);
  }
  return upright;
}

Rect TurnBack(const Rect& box, int turn, double width, double height) {
  const bool sideways = turn % 2 == 1;
  return TurnRect(box, (4 - turn) % 4, sideways ? height : width, sideways ? width : height);
}

}  // namespace zhibiao
