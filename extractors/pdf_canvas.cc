#include "extractors/pdf_canvas.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace zhibiao {
namespace {

constexpr double kCellSize = 32;               // points
constexpr int kMaxCells = 64;                  // a side
constexpr std::size_t kMaxAreas = 50000;       // of a page
constexpr std::size_t kMaxDepth = 300;         // areas looked through at one point
constexpr std::size_t kMaxBreaks = 2'000'000;  // looked at on one page
constexpr double kSeam = 1;  // point: less of a longer line is where it ends in a coloured cell
constexpr double kShortestEdge = 2;  // points: less is a seam, not a border
constexpr double kProbe = 0.25;      // points beside an edge at which the colours are compared

const PdfColor kPaper = {{1, 1, 1}, true};
const PdfColor kUnknown = {{0, 0, 0}, false};

int CellCount(double extent, double step) {
  return std::clamp(static_cast<int>(std::ceil(extent / step)), 1, kMaxCells);
}

// The spans between `breaks` in whose middle `holds`; neighbours are joined.
template <typename Condition>
std::vector<PdfCanvas::Span> SpansWhere(const std::vector<double>& breaks, Condition holds) {
  std::vector<PdfCanvas::Span> spans;
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
    if (!holds((breaks[i] + breaks[i + 1]) / 2)) {
      continue;
    }
    if (spans.empty() || spans.back().to != breaks[i]) {
      spans.push_back({breaks[i], breaks[i]});
    }
    spans.back().to = breaks[i + 1];
  }
  return spans;
}

}  // namespace

PdfCellGrid::PdfCellGrid(double width, double height)
    : step_(std::max({kCellSize, width / kMaxCells, height / kMaxCells})),
      cols_(CellCount(width, step_)),
      rows_(CellCount(height, step_)) {}

int PdfCellGrid::Column(double x) const {
  return static_cast<int>(std::clamp(x / step_, 0.0, static_cast<double>(cols_ - 1)));
}

int PdfCellGrid::Row(double y) const {
  return static_cast<int>(std::clamp(y / step_, 0.0, static_cast<double>(rows_ - 1)));
}

PdfCellGrid::Range PdfCellGrid::Overlapping(const Rect& rect) const {
  return {Column(rect.x0), Row(rect.top), Column(rect.x1), Row(rect.bottom)};
}

Rect PdfCellGrid::CellBox(int col, int row) const {
  return {col * step_, row * step_, (col + 1) * step_, (row + 1) * step_};
}

PdfCanvas::Span PdfCanvas::Along(const Rect& box, bool horizontal) {
  return horizontal ? Span{box.x0, box.x1} : Span{box.top, box.bottom};
}

// A side of an area: the line, and where to probe inside and outside of it.
struct PdfCanvas::Edge {
  bool horizontal = true;
  double at = 0;    // y of a horizontal edge, x of a vertical one
  double from = 0;  // along the edge
  double to = 0;
  double outward = 1;  // +1: outside is at greater coordinates

  Point Along(double along, double across) const {
    return horizontal ? Point{along, across} : Point{across, along};
  }
};

PdfCanvas::PdfCanvas(double width, double height) : grid_(width, height), cells_(grid_.size()) {}

void PdfCanvas::PaintArea(const Rect& rect, const PdfPaint& paint, Shape shape) {
  if (areas_.size() >= kMaxAreas) {
    overflowed_ = true;
    return;
  }
  const int index = static_cast<int>(areas_.size());
  areas_.push_back({rect, paint, shape});
  const bool hides = shape != Shape::kInside && paint.opaque();
  const PdfCellGrid::Range range = grid_.Overlapping(rect);
  for (int row = range.row0; row <= range.row1; ++row) {
    for (int col = range.col0; col <= range.col1; ++col) {
      std::vector<int>& cell = cells_[grid_.Index(col, row)];
      const Rect box = grid_.CellBox(col, row);
      if (hides && Intersection(box, rect) == box) {
        cell.clear();
      }
      cell.push_back(index);
    }
  }
}

int PdfCanvas::TopAreaAt(Point p) const {
  const std::span<const int> areas = TopAreas(grid_.IndexAt(p));
  const auto found = std::find_if(areas.rbegin(), areas.rend(), [&](int index) {
    return areas_[static_cast<std::size_t>(index)].rect.Contains(p);
  });
  return found == areas.rend() ? -1 : *found;
}

PdfColor PdfCanvas::ColorAt(Point p) const {
  const std::size_t cell = grid_.IndexAt(p);
  const std::span<const int> areas = TopAreas(cell);
  PdfColor mixed = {{0, 0, 0}, true};
  double weight = 1;  // of what lies below the areas seen so far
  const auto mix = [&](const PdfColor& color, double alpha) {
    for (std::size_t part = 0; part < mixed.rgb.size(); ++part) {
      mixed.rgb.at(part) += weight * alpha * color.rgb.at(part);
    }
    weight *= 1 - alpha;
  };
  for (auto index = areas.rbegin(); index != areas.rend(); ++index) {
    const Area& area = areas_[static_cast<std::size_t>(*index)];
    if (!area.rect.Contains(p)) {
      continue;
    }
    if (!area.paint.color.known || !area.paint.plain || area.shape == Shape::kInside) {
      return kUnknown;
    }
    mix(area.paint.color, area.paint.alpha);
    if (area.paint.opaque()) {
      return overflowed_ ? kUnknown : mixed;
    }
  }
  if (overflowed_ || areas.size() < cells_[cell].size()) {
    return kUnknown;
  }
  mix(kPaper, 1);
  return mixed;
}

// Where along a line at `across` the colour beneath may change: at the ends of the areas there.
std::vector<double> PdfCanvas::Breaks(bool horizontal, double across, Span whole) const {
  std::vector<double> breaks = {whole.from, whole.to};
  const auto add = [&](double at) {
    if (at > whole.from && at < whole.to) {
      breaks.push_back(at);
    }
  };
  const auto add_ends = [&](int index) {
    const Span ends = Along(areas_[static_cast<std::size_t>(index)].rect, horizontal);
    add(ends.from);
    add(ends.to);
  };
  if (break_count_ > kMaxBreaks) {
    return breaks;  // a page made to be slow: lines count as seen from end to end
  }
  const Rect line = horizontal ? Rect{whole.from, across, whole.to, across}
                               : Rect{across, whole.from, across, whole.to};
  grid_.ForEachOverlapping(line, [&](std::size_t cell) {
    const std::span<const int> areas = TopAreas(cell);
    std::for_each(areas.begin(), areas.end(), add_ends);
  });
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  break_count_ += breaks.size();
  return breaks;
}

// The areas of a cell that are looked through: the last painted ones.
std::span<const int> PdfCanvas::TopAreas(std::size_t cell) const {
  const std::vector<int>& all = cells_[cell];
  return std::span(all).last(std::min(all.size(), kMaxDepth));
}

std::vector<PdfCanvas::Span> PdfCanvas::VisibleSpans(const Rect& line,
                                                     const PdfColor& color) const {
  const bool horizontal = line.width() >= line.height();
  const Point middle = line.center();
  const Span whole = Along(line, horizontal);
  if (areas_.empty() || whole.from >= whole.to) {
    return ColorsDiffer(color, ColorAt(middle)) ? std::vector<Span>{whole} : std::vector<Span>{};
  }
  const double across = horizontal ? middle.y : middle.x;
  std::vector<Span> spans = SpansWhere(Breaks(horizontal, across, whole), [&](double at) {
    return ColorsDiffer(color, ColorAt(horizontal ? Point{at, across} : Point{across, at}));
  });
  if (whole.to - whole.from > 2 * kSeam) {
    std::erase_if(spans, [](const Span& span) { return span.to - span.from < kSeam; });
  }
  return spans;
}

void PdfCanvas::AddEdge(int area, const Edge& edge, std::vector<Ruling>& rulings) const {
  const double outside = edge.at + edge.outward * kProbe;
  const double inside = edge.at - edge.outward * kProbe;
  const std::vector<double> breaks = Breaks(edge.horizontal, outside, {edge.from, edge.to});
  const std::vector<Span> spans = SpansWhere(breaks, [&](double at) {
    const Point in = edge.Along(at, inside);
    const Point out = edge.Along(at, outside);
    // Of two areas side by side the upper one has the edge, so that it is not found twice.
    return TopAreaAt(in) == area && TopAreaAt(out) < area &&
           ColorsDiffer(ColorAt(in), ColorAt(out));
  });
  for (const Span& span : spans) {
    if (span.to - span.from >= kShortestEdge) {
      rulings.push_back({edge.Along(span.from, edge.at), edge.Along(span.to, edge.at), 0,
                         RulingKind::kShadingEdge});
    }
  }
}

std::vector<Ruling> PdfCanvas::AreaEdges(std::size_t limit) const {
  std::vector<Ruling> rulings;
  for (std::size_t i = 0; i < areas_.size() && rulings.size() < limit; ++i) {
    const Area& area = areas_[i];
    if (area.shape != Shape::kRectangle) {
      continue;
    }
    const Rect& r = area.rect;
    const Edge edges[] = {{true, r.top, r.x0, r.x1, -1},
                          {true, r.bottom, r.x0, r.x1, 1},
                          {false, r.x0, r.top, r.bottom, -1},
                          {false, r.x1, r.top, r.bottom, 1}};
    for (const Edge& edge : edges) {
      AddEdge(static_cast<int>(i), edge, rulings);
    }
  }
  return rulings;
}

}  // namespace zhibiao
