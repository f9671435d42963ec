// Points and boxes on a page. Unit: points (1/72 inch). Origin: top left of the page as shown,
// after rotation and cropping; y grows downwards.
#ifndef PIPELINE_GEOMETRY_H_
#define PIPELINE_GEOMETRY_H_

#include <algorithm>

namespace zhibiao {

struct Point {
  double x = 0;
  double y = 0;
};

struct Rect {
  double x0 = 0;
  double top = 0;
  double x1 = 0;
  double bottom = 0;

  double width() const { return x1 - x0; }
  double height() const { return bottom - top; }
  double center_x() const { return (x0 + x1) / 2; }
  double center_y() const { return (top + bottom) / 2; }
  bool empty() const { return x1 <= x0 || bottom <= top; }
  bool Contains(Point p) const { return p.x >= x0 && p.x <= x1 && p.y >= top && p.y <= bottom; }
  Point center() const { return {center_x(), center_y()}; }

  friend bool operator==(const Rect&, const Rect&) = default;
};

// The smallest box that holds both. An empty `a` or `b` (all zeros) does not count.
inline Rect Union(const Rect& a, const Rect& b) {
  if (a == Rect{}) {
    return b;
  }
  if (b == Rect{}) {
    return a;
  }
  return {std::min(a.x0, b.x0), std::min(a.top, b.top), std::max(a.x1, b.x1),
          std::max(a.bottom, b.bottom)};
}

// What both cover; empty() where they do not meet.
inline Rect Intersection(const Rect& a, const Rect& b) {
  return {std::max(a.x0, b.x0), std::max(a.top, b.top), std::min(a.x1, b.x1),
          std::min(a.bottom, b.bottom)};
}

}  // namespace zhibiao

#endif  // PIPELINE_GEOMETRY_H_
