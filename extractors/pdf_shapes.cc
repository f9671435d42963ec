#include "extractors/pdf_shapes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace zhibiao {
namespace {

constexpr double kSlack = 0.05;          // points: less off an axis is on it
constexpr double kSlenderThickness = 3;  // points
constexpr double kQuadRatio = 4;         // length over thickness of a line with mitred ends
constexpr double kCurvedRatio = 10;      // of a line with round ends: above any stroke of a glyph
constexpr double kCurvedLength = 30;     // points
constexpr double kSlant = 0.01;          // of its length: a line that deviates less is straight
constexpr double kOffAxis = 0.2;         // points, by which it may deviate besides
constexpr std::size_t kMaxSides = 400;   // of a path that is taken apart

Rect BoxOf(const PdfPath& path, const PdfPath::Part& part) {
  const Point first = path.vertices[part.begin].at;
  Rect box = {first.x, first.y, first.x, first.y};
  for (std::size_t i = part.begin + 1; i < part.end; ++i) {
    const Point p = path.vertices[i].at;
    box = {std::min(box.x0, p.x), std::min(box.top, p.y), std::max(box.x1, p.x),
           std::max(box.bottom, p.y)};
  }
  return box;
}

bool HasCurve(const PdfPath& path, const PdfPath::Part& part) {
  for (std::size_t i = part.begin; i < part.end; ++i) {
    if (path.vertices[i].curve) {
      return true;
    }
  }
  return false;
}

// Calls visit(a, b) for each side of the part, the closing one included.
template <typename Visit>
void ForEachSide(const PdfPath& path, const PdfPath::Part& part, Visit visit) {
  for (std::size_t i = part.begin; i < part.end; ++i) {
    const std::size_t next = i + 1 < part.end ? i + 1 : part.begin;
    visit(path.vertices[i].at, path.vertices[next].at);
  }
}

// All sides run along the axes.
bool IsRectilinear(const PdfPath& path, const PdfPath::Part& part) {
  if (HasCurve(path, part)) {
    return false;
  }
  bool along_axes = true;
  ForEachSide(path, part, [&](Point a, Point b) {
    along_axes = along_axes && (std::abs(a.x - b.x) < kSlack || std::abs(a.y - b.y) < kSlack);
  });
  return along_axes;
}

double EnclosedArea(const PdfPath& path, const PdfPath::Part& part) {
  const Point origin = path.vertices[part.begin].at;
  double twice = 0;
  ForEachSide(path, part, [&](Point a, Point b) {
    twice += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
  });
  return std::abs(twice) / 2;
}

// A rectilinear part that fills its box.
bool IsRectangle(const PdfPath& path, const PdfPath::Part& part, const Rect& box) {
  const double slack = kSlack * (box.width() + box.height()) + 1e-9;
  return EnclosedArea(path, part) >= box.width() * box.height() - slack;
}

bool IsSlender(const PdfPath& path, const PdfPath::Part& part, const Rect& box) {
  const double thickness = std::min(box.width(), box.height());
  const double length = std::max(box.width(), box.height());
  if (thickness > kSlenderThickness) {
    return false;
  }
  if (!HasCurve(path, part) && part.end - part.begin <= 6) {
    return length >= kQuadRatio * thickness;
  }
  return length >= kCurvedRatio * thickness && length >= kCurvedLength;
}

bool AnyOverlap(const std::vector<Rect>& rects) {
  for (std::size_t i = 0; i < rects.size(); ++i) {
    for (std::size_t j = i + 1; j < rects.size(); ++j) {
      const Rect both = Intersection(rects[i], rects[j]);
      if (both.x1 - both.x0 > kSlack && both.bottom - both.top > kSlack) {
        return true;
      }
    }
  }
  return false;
}

// The region that rectilinear parts enclose, cut into horizontal slabs between their corners.
class SlabCutter {
 public:
  SlabCutter(const PdfPath& path, bool even_odd) : even_odd_(even_odd) {
    for (const PdfPath::Part& part : path.parts) {
      ForEachSide(path, part, [&](Point a, Point b) { AddSide(a, b); });
    }
    std::sort(levels_.begin(), levels_.end());
    levels_.erase(std::unique(levels_.begin(), levels_.end(),
                              [](double a, double b) { return b - a < kSlack / 10; }),
                  levels_.end());
  }

  // Slabs with the same sides are joined into one rectangle again.
  std::vector<Rect> Cut() {
    std::vector<Rect> done;
    std::vector<Rect> open;
    for (std::size_t i = 0; i + 1 < levels_.size(); ++i) {
      std::vector<Rect> next = Slab(levels_[i], levels_[i + 1]);
      for (const Rect& rect : open) {
        const auto same = std::find_if(next.begin(), next.end(), [&](const Rect& r) {
          return std::abs(r.x0 - rect.x0) < kSlack && std::abs(r.x1 - rect.x1) < kSlack;
        });
        if (same == next.end()) {
          done.push_back(rect);
        } else {
          same->top = rect.top;
        }
      }
      open = std::move(next);
    }
    done.insert(done.end(), open.begin(), open.end());
    return done;
  }

 private:
  struct Side {
    double x = 0;
    double top = 0;
    double bottom = 0;
    int turn = 0;  // +1 downwards, -1 upwards
  };

  void AddSide(Point a, Point b) {
    levels_.push_back(a.y);
    if (std::abs(a.y - b.y) >= kSlack / 10) {
      sides_.push_back(
          {(a.x + b.x) / 2, std::min(a.y, b.y), std::max(a.y, b.y), a.y < b.y ? 1 : -1});
    }
  }

  std::vector<Rect> Slab(double top, double bottom) const {
    const double middle = (top + bottom) / 2;
    std::map<double, int> turns;
    for (const Side& side : sides_) {
      if (side.top < middle && middle < side.bottom) {
        turns[side.x] += even_odd_ ? 1 : side.turn;
      }
    }
    std::vector<Rect> rects;
    int winding = 0;
    double start = 0;
    for (const auto& [x, turn] : turns) {
      const bool was_inside = Inside(winding);
      winding += turn;
      if (!was_inside && Inside(winding)) {
        start = x;
      } else if (was_inside && !Inside(winding) && x - start > kSlack / 10) {
        rects.push_back({start, top, x, bottom});
      }
    }
    return rects;
  }

  bool Inside(int winding) const { return even_odd_ ? winding % 2 != 0 : winding != 0; }

  bool even_odd_;
  std::vector<Side> sides_;
  std::vector<double> levels_;
};

}  // namespace

PdfFilledShapes FilledShapes(const PdfPath& path, bool even_odd) {
  PdfFilledShapes shapes;
  bool plain = true;        // only rectangles
  bool rectilinear = true;  // only sides along the axes
  for (const PdfPath::Part& part : path.parts) {
    if (part.end <= part.begin) {
      continue;
    }
    const Rect box = BoxOf(path, part);
    const bool along_axes = IsRectilinear(path, part);
    rectilinear = rectilinear && along_axes;
    if (along_axes && IsRectangle(path, part, box)) {
      shapes.rects.push_back(box);
      continue;
    }
    plain = false;
    (IsSlender(path, part, box) ? shapes.slender : shapes.others).push_back(box);
  }
  const bool may_cut = rectilinear && path.vertices.size() <= kMaxSides;
  const bool must_cut = !plain || (shapes.rects.size() > 1 && may_cut && AnyOverlap(shapes.rects));
  if (may_cut && must_cut) {
    return {SlabCutter(path, even_odd).Cut(), {}, {}};
  }
  return shapes;
}

std::vector<Rect> StrokedLines(const PdfPath& path, const PdfPen& pen) {
  const double half_high = pen.HorizontalThickness() / 2;
  const double half_wide = pen.VerticalThickness() / 2;
  std::vector<Rect> lines;
  for (const PdfPath::Part& part : path.parts) {
    for (std::size_t i = part.begin; i + 1 < part.end; ++i) {
      const PdfPath::Vertex& a = path.vertices[i];
      const PdfPath::Vertex& b = path.vertices[i + 1];
      const double dx = std::abs(b.at.x - a.at.x);
      const double dy = std::abs(b.at.y - a.at.y);
      if (a.curve || b.curve || std::max(dx, dy) <= 0 ||
          std::min(dx, dy) > std::min(kOffAxis + kSlant * std::max(dx, dy), std::max(dx, dy) / 4)) {
        continue;
      }
      const Point c = {(a.at.x + b.at.x) / 2, (a.at.y + b.at.y) / 2};
      lines.push_back(dx >= dy
                          ? Rect{c.x - dx / 2, c.y - half_high, c.x + dx / 2, c.y + half_high}
                          : Rect{c.x - half_wide, c.y - dy / 2, c.x + half_wide, c.y + dy / 2});
    }
  }
  return lines;
}

}  // namespace zhibiao
