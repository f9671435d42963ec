#include "extractors/pdf_shapes.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

PdfPath PathOf(const std::vector<std::vector<Point>>& parts) {
  PdfPath path;
  for (const std::vector<Point>& points : parts) {
    PdfPath::Part part;
    part.begin = path.vertices.size();
    for (const Point& p : points) {
      path.vertices.push_back({p, false});
    }
    part.end = path.vertices.size();
    path.parts.push_back(part);
  }
  return path;
}

std::vector<Point> Box(double x0, double top, double x1, double bottom) {
  return {{x0, top}, {x1, top}, {x1, bottom}, {x0, bottom}, {x0, top}};
}

std::vector<Point> Reversed(std::vector<Point> points) {
  return {points.rbegin(), points.rend()};
}

TEST(FilledShapes, TakesPathsApart) {
  struct Case {
    const char* name;
    PdfPath path;
    bool even_odd;
    std::vector<Rect> rects;
    std::size_t slender;
    std::size_t others;
  };
  const Case cases[] = {
      // clang-format off
      {"rectangle", PathOf({Box(0, 0, 50, 20)}), false, {{0, 0, 50, 20}}, 0, 0},
      {"rectangle in many points", PathOf({{{0, 0}, {20, 0}, {50, 0}, {50, 20}, {10, 20}, {0, 20}}}), false, {{0, 0, 50, 20}}, 0, 0},
      {"line of no height", PathOf({{{0, 5}, {50, 5}}}), false, {{0, 5, 50, 5}}, 0, 0},
      {"two apart", PathOf({Box(0, 0, 50, 20), Box(0, 30, 50, 50)}), false, {{0, 0, 50, 20}, {0, 30, 50, 50}}, 0, 0},
      {"hole by even-odd rule", PathOf({Box(0, 0, 50, 20), Box(1, 1, 49, 19)}), true, {{0, 0, 50, 1}, {0, 1, 1, 19}, {49, 1, 50, 19}, {0, 19, 50, 20}}, 0, 0},
      {"hole by direction", PathOf({Box(0, 0, 50, 20), Reversed(Box(1, 1, 49, 19))}), false, {{0, 0, 50, 1}, {0, 1, 1, 19}, {49, 1, 50, 19}, {0, 19, 50, 20}}, 0, 0},
      {"no hole", PathOf({Box(0, 0, 50, 20), Box(1, 1, 49, 19)}), false, {{0, 0, 50, 20}}, 0, 0},
      {"cross", PathOf({Box(0, 9, 50, 10), Box(24, 0, 25, 20)}), false, {{24, 0, 25, 9}, {0, 9, 50, 10}, {24, 10, 25, 20}}, 0, 0},
      {"arm with mitred ends", PathOf({{{0, 0}, {50, 0}, {49, 1}, {1, 1}}}), false, {}, 1, 0},
      {"triangle", PathOf({{{0, 0}, {50, 0}, {25, 20}}}), false, {}, 0, 1},
      {"nothing", PathOf({}), false, {}, 0, 0},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const PdfFilledShapes shapes = FilledShapes(c.path, c.even_odd);
    EXPECT_EQ(shapes.slender.size(), c.slender);
    EXPECT_EQ(shapes.others.size(), c.others);
    ASSERT_EQ(shapes.rects.size(), c.rects.size());
    for (const Rect& rect : c.rects) {
      EXPECT_NE(std::find(shapes.rects.begin(), shapes.rects.end(), rect), shapes.rects.end())
          << rect.x0 << " " << rect.top << " " << rect.x1 << " " << rect.bottom;
    }
  }
}

TEST(StrokedLines, HaveTheThicknessOfThePen) {
  const PdfPen pen = {2, {1, 0, 0, 3}};  // stretched three times upwards
  const std::vector<Rect> lines =
      StrokedLines(PathOf({{{0, 50}, {40, 50}, {40, 90}, {80, 99}}}), pen);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], (Rect{0, 47, 40, 53}));
  EXPECT_EQ(lines[1], (Rect{39, 50, 41, 90}));
}

TEST(StrokedLines, LeavesCurvesOut) {
  PdfPath path = PathOf({{{0, 50}, {10, 50}, {20, 50}, {40, 50}}});
  path.vertices[1].curve = path.vertices[2].curve = true;
  EXPECT_TRUE(StrokedLines(path, {1, {1, 0, 0, 1}}).empty());
}

}  // namespace
}  // namespace zhibiao
