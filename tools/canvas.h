// Drawing on a picture of a page: boxes, lines and small labels, in points of the page.
#ifndef TOOLS_CANVAS_H_
#define TOOLS_CANVAS_H_

#include <cstdint>
#include <string_view>

#include "pipeline/document.h"
#include "pipeline/geometry.h"

namespace zhibiao {

struct Color {
  std::uint8_t red = 0, green = 0, blue = 0;
};

// Draws on a bitmap that outlives it. What lies outside the page is cut off.
class Canvas {
 public:
  explicit Canvas(PageBitmap& bitmap) : bitmap_(bitmap) {}

  // The edge of `box`, `width_px` wide, inside the box.
  void Outline(const Rect& box, Color color, int width_px);
  // Mixes `color` into the box: 0 leaves it as it is, 1 covers it.
  void Tint(const Rect& box, Color color, double strength);
  // Digits, lower-case letters and a few signs on a ground of `color`; its top left corner at `at`.
  void Label(Point at, std::string_view text, Color color);

 private:
  struct PixelBox {
    int left, top, right, bottom;  // right and bottom are outside
  };
  PixelBox ToPixels(const Rect& box) const;
  void Fill(PixelBox box, Color color, double strength);

  PageBitmap& bitmap_;
};

}  // namespace zhibiao

#endif  // TOOLS_CANVAS_H_
