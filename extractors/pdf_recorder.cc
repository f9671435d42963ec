#include "extractors/pdf_recorder.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace zhibiao {
namespace {

constexpr double kThinFill = 3;       // points: a filled rectangle no thicker is a line
constexpr double kThinStroke = 5;     // a stroked line no thicker is a line, not an area
constexpr double kOverprint = 0.15;   // of the font size: copies no farther apart are one glyph
constexpr double kHiddenShare = 0.6;  // of its ink: more than this covered is hidden
constexpr double kHair = 0.3;         // points: how wide a line of no width shows
constexpr std::size_t kCoverBudget = 50'000'000;  // comparisons on one page

double Area(const Rect& r) {
  return r.empty() ? 0 : r.width() * r.height();
}

// The share of `inner` that lies inside `outer`; a box without area counts by its centre.
double ShareInside(const Rect& inner, const Rect& outer) {
  const double whole = Area(inner);
  if (whole <= 0) {
    return outer.Contains(inner.center()) ? 1 : 0;
  }
  return Area(Intersection(inner, outer)) / whole;
}

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

// A rectangle with sides along the axes, whatever number of points draws it.
bool IsUpright(const PdfPath& path, const PdfPath::Part& part, const Rect& box) {
  constexpr double kSlack = 0.05;
  for (std::size_t i = part.begin; i < part.end; ++i) {
    const PdfPath::Vertex& v = path.vertices[i];
    const bool on_side = v.at.x - box.x0 < kSlack || box.x1 - v.at.x < kSlack;
    const bool on_end = v.at.y - box.top < kSlack || box.bottom - v.at.y < kSlack;
    if (v.curve || !on_side || !on_end) {
      return false;
    }
  }
  return part.end - part.begin <= 6;
}

std::uint64_t PrintKey(char32_t code, double x, double y) {
  const auto col =
      static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(x / 4)) & 0xFFFF);
  const auto row =
      static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(y / 4)) & 0xFFFF);
  return (static_cast<std::uint64_t>(code) << 32) | (col << 16) | row;
}

}  // namespace

PdfRecorder::PdfRecorder(int number, double width, double height, const PdfLimits& limits)
    : limits_(limits),
      page_box_{0, 0, width, height},
      canvas_(width, height),
      grid_(width, height),
      glyph_cells_(grid_.size()) {
  page_.number = number;
  page_.width = width;
  page_.height = height;
}

GlyphHidden PdfRecorder::WhyHidden(const PdfGlyphDrawn& drawn) const {
  if (ShareInside(drawn.ink, page_box_) < 0.5) {
    return GlyphHidden::kOffPage;
  }
  if (drawn.invisible) {
    return GlyphHidden::kInvisible;
  }
  if (ShareInside(drawn.ink, drawn.clip) < 0.5) {
    return GlyphHidden::kClipped;
  }
  if (!ColorsDiffer(drawn.paint.color, canvas_.ColorAt(drawn.ink.center()))) {
    return GlyphHidden::kNoContrast;
  }
  return IsOverprint(drawn.glyph) ? GlyphHidden::kOverprinted : GlyphHidden::kNo;
}

bool PdfRecorder::IsOverprint(const Glyph& glyph) const {
  const double reach = kOverprint * glyph.font_size;
  for (const double x : {glyph.box.x0 - reach, glyph.box.x0 + reach}) {
    for (const double y : {glyph.box.bottom - reach, glyph.box.bottom + reach}) {
      const auto found = prints_.find(PrintKey(glyph.code, x, y));
      if (found == prints_.end()) {
        continue;
      }
      for (const std::size_t index : found->second) {
        const Glyph& other = glyphs_[index];
        if (other.hidden == GlyphHidden::kNo && std::abs(other.box.x0 - glyph.box.x0) <= reach &&
            std::abs(other.box.bottom - glyph.box.bottom) <= reach &&
            std::abs(other.font_size - glyph.font_size) <= 0.1 * glyph.font_size) {
          return true;
        }
      }
    }
  }
  return false;
}

void PdfRecorder::IndexGlyph(std::size_t index) {
  const Glyph& glyph = glyphs_[index];
  glyph_cells_[grid_.IndexAt(inks_[index].center())].push_back(index);
  prints_[PrintKey(glyph.code, glyph.box.x0, glyph.box.bottom)].push_back(index);
}

void PdfRecorder::AddGlyph(const PdfGlyphDrawn& drawn) {
  if (glyphs_.size() >= static_cast<std::size_t>(limits_.max_glyphs_per_page)) {
    limit_reached_ = true;
    return;
  }
  glyphs_.push_back(drawn.glyph);
  inks_.push_back(drawn.ink);
  Glyph& glyph = glyphs_.back();
  glyph.hidden = GlyphHidden::kOverprinted;  // so that it does not find itself
  glyph.hidden = WhyHidden(drawn);
  if (glyph.hidden == GlyphHidden::kNo) {
    IndexGlyph(glyphs_.size() - 1);
  }
}

bool PdfRecorder::StandsOut(const Rect& box, const PdfPaint& paint) const {
  const Point middle = box.center();
  const bool wide = box.width() >= box.height();
  const Point ends[] = {middle,
                        {wide ? box.x0 : middle.x, wide ? middle.y : box.top},
                        {wide ? box.x1 : middle.x, wide ? middle.y : box.bottom}};
  return std::any_of(std::begin(ends), std::end(ends),
                     [&](Point p) { return ColorsDiffer(paint.color, canvas_.ColorAt(p)); });
}

// `box` is the line with its thickness, already clipped.
void PdfRecorder::AddLine(const Rect& box, const PdfPaint& paint, RulingKind kind) {
  if (!StandsOut(box, paint)) {
    if (paint.opaque()) {
      Cover(box);
    }
    return;
  }
  if (lines_.size() >= static_cast<std::size_t>(limits_.max_rulings_per_page)) {
    limit_reached_ = true;
    return;
  }
  const Point c = box.center();
  const bool horizontal = box.width() >= box.height();
  Line line;
  line.ruling.kind = kind;
  line.ruling.width = horizontal ? box.height() : box.width();
  line.ruling.from = horizontal ? Point{box.x0, c.y} : Point{c.x, box.top};
  line.ruling.to = horizontal ? Point{box.x1, c.y} : Point{c.x, box.bottom};
  lines_.push_back(line);
}

void PdfRecorder::FillRect(const Rect& rect, const PdfPaint& paint, const Rect& clip) {
  const Rect box = Intersection(rect, Intersection(clip, page_box_));
  if (paint.alpha <= 0.02 || box.x1 < box.x0 || box.bottom < box.top) {
    return;
  }
  if (std::min(box.width(), box.height()) <= kThinFill) {
    AddLine(box, paint, RulingKind::kFill);
    return;
  }
  if (paint.opaque()) {
    Cover(box);
  }
  canvas_.PaintArea(box, paint, true);
}

void PdfRecorder::FillPart(const PdfPath& path, const PdfPath::Part& part, const PdfPaint& paint,
                           const Rect& clip) {
  const Rect box = BoxOf(path, part);
  if (IsUpright(path, part, box)) {
    FillRect(box, paint, clip);
    return;
  }
  const double thin = std::min(box.width(), box.height());
  const double length = std::max(box.width(), box.height());
  constexpr double kSlender = 8;  // length over thickness: a line with mitred or round ends
  if (thin <= kThinFill && length >= kSlender * thin && length > 12) {
    FillRect(box, paint, clip);
    return;
  }
  ++curved_fills_;
  const Rect shown = Intersection(box, Intersection(clip, page_box_));
  constexpr double kGlyphLike = 40;  // points: smaller shapes are no background of text
  if (!shown.empty() && std::min(shown.width(), shown.height()) > kGlyphLike) {
    PdfPaint unknown = paint;
    unknown.color.known = false;
    canvas_.PaintArea(shown, unknown, false);
  }
}

void PdfRecorder::Fill(const PdfPath& path, const PdfPaint& paint, const Rect& clip) {
  for (const PdfPath::Part& part : path.parts) {
    if (part.end > part.begin) {
      FillPart(path, part, paint, clip);
    }
  }
}

void PdfRecorder::StrokeSegment(Point a, Point b, const PdfPen& pen, const PdfPaint& paint,
                                const Rect& clip) {
  const double dx = std::abs(b.x - a.x);
  const double dy = std::abs(b.y - a.y);
  const bool horizontal = dx >= dy;
  if (std::min(dx, dy) > 0.2 + 0.01 * std::max(dx, dy)) {
    return;  // slanted
  }
  const double half = (horizontal ? pen.HorizontalThickness() : pen.VerticalThickness()) / 2;
  const Point c = {(a.x + b.x) / 2, (a.y + b.y) / 2};
  const Rect line = horizontal
                        ? Rect{std::min(a.x, b.x), c.y - half, std::max(a.x, b.x), c.y + half}
                        : Rect{c.x - half, std::min(a.y, b.y), c.x + half, std::max(a.y, b.y)};
  const Rect box = Intersection(line, Intersection(clip, page_box_));
  if (box.x1 < box.x0 || box.bottom < box.top) {
    return;
  }
  if (2 * half > kThinStroke) {
    FillRect(line, paint, clip);
  } else {
    AddLine(box, paint, RulingKind::kStroke);
  }
}

void PdfRecorder::Stroke(const PdfPath& path, const PdfPen& pen, const PdfPaint& paint,
                         const Rect& clip) {
  if (paint.alpha <= 0.02) {
    return;
  }
  for (const PdfPath::Part& part : path.parts) {
    for (std::size_t i = part.begin; i + 1 < part.end; ++i) {
      const PdfPath::Vertex& a = path.vertices[i];
      const PdfPath::Vertex& b = path.vertices[i + 1];
      if (!a.curve && !b.curve) {
        StrokeSegment(a.at, b.at, pen, paint, clip);
      }
    }
    if (part.closed && part.end - part.begin > 2) {
      StrokeSegment(path.vertices[part.end - 1].at, path.vertices[part.begin].at, pen, paint, clip);
    }
  }
}

void PdfRecorder::AddImage(const PdfImageDrawn& drawn) {
  const Rect box = Intersection(drawn.image.box, Intersection(drawn.clip, page_box_));
  if (drawn.paint.alpha <= 0.02 || box.x1 < box.x0 || box.bottom < box.top) {
    return;
  }
  if (std::min(box.width(), box.height()) <= kThinFill) {
    AddLine(box, drawn.paint, RulingKind::kFill);
    return;
  }
  if (drawn.opaque && drawn.paint.opaque()) {
    Cover(box);
  }
  canvas_.PaintArea(box, drawn.paint, drawn.opaque);
  page_.images.push_back(drawn.image);
  page_.images.back().box = box;
}

void PdfRecorder::Cover(const Rect& rect) {
  if (cover_work_ < kCoverBudget) {
    CoverGlyphs(rect);
    CoverLines(rect);
  }
}

void PdfRecorder::CoverGlyphs(const Rect& rect) {
  const PdfCellGrid::Range range = grid_.Overlapping(rect);
  for (int row = range.row0; row <= range.row1; ++row) {
    for (int col = range.col0; col <= range.col1; ++col) {
      std::vector<std::size_t>& cell = glyph_cells_[grid_.Index(col, row)];
      cover_work_ += cell.size();
      std::erase_if(cell, [&](std::size_t index) {
        if (ShareInside(inks_[index], rect) < kHiddenShare) {
          return false;
        }
        glyphs_[index].hidden = GlyphHidden::kCovered;
        return true;
      });
    }
  }
}

void PdfRecorder::CoverLines(const Rect& rect) {
  const std::size_t count = lines_.size();
  cover_work_ += count;
  for (std::size_t i = 0; i < count; ++i) {
    if (lines_[i].alive) {
      CutLine(i, rect);
    }
  }
}

// Takes away what of a line lies under `rect`; a line that only touches its edge stays.
void PdfRecorder::CutLine(std::size_t index, const Rect& rect) {
  const Ruling r = lines_[index].ruling;
  const bool horizontal = r.horizontal();
  const double half = std::max(r.width, kHair) / 2;
  const double across = horizontal ? r.from.y : r.from.x;
  const double low = horizontal ? rect.top : rect.x0;
  const double high = horizontal ? rect.bottom : rect.x1;
  const double from = horizontal ? r.from.x : r.from.y;
  const double to = horizontal ? r.to.x : r.to.y;
  const double cut_from = horizontal ? rect.x0 : rect.top;
  const double cut_to = horizontal ? rect.x1 : rect.bottom;
  constexpr double kSlack = 0.02;
  if (across - half < low - kSlack || across + half > high + kSlack || cut_from >= to ||
      cut_to <= from) {
    return;
  }
  const auto piece = [&](double begin, double end) {
    Ruling part = r;
    (horizontal ? part.from.x : part.from.y) = begin;
    (horizontal ? part.to.x : part.to.y) = end;
    return part;
  };
  const bool left = cut_from > from + kHair;
  const bool right = cut_to < to - kHair;
  lines_[index].alive = left || right;
  if (left) {
    lines_[index].ruling = piece(from, cut_from);
    if (right) {
      lines_.push_back({piece(cut_to, to), true});
    }
  } else if (right) {
    lines_[index].ruling = piece(cut_to, to);
  }
}

Page PdfRecorder::Finish() {
  for (Glyph& glyph : glyphs_) {
    (glyph.hidden == GlyphHidden::kNo ? page_.glyphs : page_.hidden_glyphs).push_back(glyph);
  }
  for (const Line& line : lines_) {
    if (line.alive) {
      page_.rulings.push_back(line.ruling);
    }
  }
  const auto limit = static_cast<std::size_t>(limits_.max_rulings_per_page);
  const std::vector<Ruling> edges = canvas_.AreaEdges(limit);
  page_.rulings.insert(page_.rulings.end(), edges.begin(), edges.end());
  return std::move(page_);
}

}  // namespace zhibiao
