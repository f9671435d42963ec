#include "extractors/pdf_paint.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace zhibiao {
namespace {

constexpr double kStep = 0.03;  // of a colour part: neither an eye nor a printer shows less

}  // namespace

bool ColorsDiffer(const PdfColor& a, const PdfColor& b) {
  if (!a.known || !b.known) {
    return true;
  }
  for (std::size_t i = 0; i < a.rgb.size(); ++i) {
    if (std::abs(a.rgb.at(i) - b.rgb.at(i)) > kStep) {
      return true;
    }
  }
  return false;
}

Rect BoxAround(std::span<const Point> points) {
  Rect box = {points.front().x, points.front().y, points.front().x, points.front().y};
  for (const Point& p : points) {
    box = {std::min(box.x0, p.x), std::min(box.top, p.y), std::max(box.x1, p.x),
           std::max(box.bottom, p.y)};
  }
  return box;
}

// A round pen becomes an ellipse; its extent along an axis is the length of that row of the matrix.
double PdfPen::HorizontalThickness() const {
  return width * std::hypot(matrix[1], matrix[3]);
}

double PdfPen::VerticalThickness() const {
  return width * std::hypot(matrix[0], matrix[2]);
}

}  // namespace zhibiao
