#include "extractors/frame_turner.h"

#include <algorithm>
#include <array>
#include <cmath>
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

// Around `box` as it lies when the page leans by `lean` around its middle.
Rect LeanRect(const Rect& box, double lean, Point middle) {
  const Point c = box.center();
  const double sine = std::sin(lean);
  const double cosine = std::cos(lean);
  const Point at = {middle.x + (c.x - middle.x) * cosine - (c.y - middle.y) * sine,
                    middle.y + (c.x - middle.x) * sine + (c.y - middle.y) * cosine};
  const double half_width = (box.width() * cosine + box.height() * std::abs(sine)) / 2;
  const double half_height = (box.height() * cosine + box.width() * std::abs(sine)) / 2;
  return {at.x - half_width, at.y - half_height, at.x + half_width, at.y + half_height};
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

Rect AsShown(const Rect& box, const PageFrame& frame) {
  const bool sideways = frame.turn % 2 == 1;
  const Rect turned = TurnRect(box, (4 - frame.turn) % 4, sideways ? frame.height : frame.width,
                               sideways ? frame.width : frame.height);
  return frame.lean == 0 || turned.empty()
             ? turned
             : LeanRect(turned, frame.lean, {frame.width / 2, frame.height / 2});
}

}  // namespace zhibiao
