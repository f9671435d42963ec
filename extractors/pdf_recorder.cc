#include "extractors/pdf_recorder.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "extractors/pdf_shapes.h"

namespace zhibiao {
namespace {

constexpr double kThinFill = 3;       // points: a filled rectangle no thicker is a line
constexpr double kThinStroke = 5;     // points: a thicker stroke is an area of colour
constexpr double kOverprint = 0.15;   // of the font size: copies no farther apart are one glyph
constexpr double kOverprintMost = 3;  // points
constexpr double kPrintCell = 8;      // points: where copies are looked for; above kOverprintMost
constexpr double kOutside = 0.5;      // of its ink: a glyph that shows less is clipped
constexpr double kHiddenShare = 0.6;  // of its ink: a glyph of which more is covered is hidden
constexpr double kHair = 0.3;         // points: how wide a line of no width shows
constexpr double kNoOpacity = 0.02;   // paints nothing that is seen
constexpr double kBackground = 4;     // points: smaller odd shapes are not what text stands on
constexpr std::int64_t kPrintMask = 0xFFFF;
constexpr double kCoverSlack = 0.02;              // points by which a cover may fall short
constexpr std::size_t kMaxPrints = 200;           // of one character in one cell that are looked at
constexpr std::size_t kCoverBudget = 50'000'000;  // comparisons on one page

double AreaOf(const Rect& r) {
  return r.empty() ? 0 : r.width() * r.height();
}

bool IsNowhere(const Rect& r) {
  return r.x1 < r.x0 || r.bottom < r.top;
}

// The share of `inner` that lies inside `outer`; a box without area counts by its centre.
double ShareInside(const Rect& inner, const Rect& outer) {
  const double whole = AreaOf(inner);
  if (whole <= 0) {
    return outer.Contains(inner.center()) ? 1 : 0;
  }
  return AreaOf(Intersection(inner, outer)) / whole;
}

std::int64_t PrintCell(double at) {
  return static_cast<std::int64_t>(std::floor(at / kPrintCell));
}

std::uint64_t PrintKey(char32_t code, std::int64_t col, std::int64_t row) {
  return (static_cast<std::uint64_t>(code) << 32) |
         (static_cast<std::uint64_t>(col & kPrintMask) << 16) |
         static_cast<std::uint64_t>(row & kPrintMask);
}

using Span = PdfCanvas::Span;

Rect WithAlong(const Rect& box, bool horizontal, Span along) {
  return horizontal ? Rect{along.from, box.top, along.to, box.bottom}
                    : Rect{box.x0, along.from, box.x1, along.to};
}

// Prints of the same character in the same place: the second one makes it bold or casts a shadow.
bool IsCopy(const Glyph& a, const Glyph& b, double reach) {
  return a.hidden == GlyphHidden::kNo && a.code == b.code &&
         std::abs(a.box.x0 - b.box.x0) <= reach && std::abs(a.box.bottom - b.box.bottom) <= reach &&
         std::abs(a.font_size - b.font_size) <= 0.1 * b.font_size;
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
  if (ShareInside(drawn.ink, page_box_) < kOutside) {
    return GlyphHidden::kOffPage;
  }
  if (drawn.invisible || drawn.paint.alpha <= kNoOpacity) {
    return GlyphHidden::kInvisible;
  }
  if (ShareInside(drawn.ink, drawn.clip) < kOutside) {
    return GlyphHidden::kClipped;
  }
  if (!ColorsDiffer(drawn.paint.color, canvas_.ColorAt(drawn.ink.center()))) {
    return GlyphHidden::kNoContrast;
  }
  return IsOverprint(drawn.glyph) ? GlyphHidden::kOverprinted : GlyphHidden::kNo;
}

bool PdfRecorder::IsOverprint(const Glyph& glyph) const {
  const double reach = std::min(kOverprint * glyph.font_size, kOverprintMost);
  const Rect& box = glyph.box;
  const auto is_copy = [&](std::size_t index) { return IsCopy(glyphs_[index], glyph, reach); };
  for (std::int64_t col = PrintCell(box.x0 - reach); col <= PrintCell(box.x0 + reach); ++col) {
    for (std::int64_t row = PrintCell(box.bottom - reach); row <= PrintCell(box.bottom + reach);
         ++row) {
      const auto found = prints_.find(PrintKey(glyph.code, col, row));
      if (found == prints_.end()) {
        continue;
      }
      const std::span<const std::size_t> all = found->second;
      const std::span<const std::size_t> last = all.last(std::min(all.size(), kMaxPrints));
      if (std::any_of(last.begin(), last.end(), is_copy)) {
        return true;
      }
    }
  }
  return false;
}

void PdfRecorder::IndexGlyph(std::size_t index) {
  const Glyph& glyph = glyphs_[index];
  glyph_cells_[grid_.IndexAt(inks_[index].center())].push_back(index);
  prints_[PrintKey(glyph.code, PrintCell(glyph.box.x0), PrintCell(glyph.box.bottom))].push_back(
      index);
}

void PdfRecorder::AddGlyph(const PdfGlyphDrawn& drawn) {
  if (glyphs_.size() >= static_cast<std::size_t>(limits_.max_glyphs_per_page)) {
    limit_reached_ = true;
    return;
  }
  const GlyphHidden hidden = WhyHidden(drawn);
  glyphs_.push_back(drawn.glyph);
  glyphs_.back().hidden = hidden;
  inks_.push_back(drawn.ink);
  if (hidden == GlyphHidden::kNo) {
    IndexGlyph(glyphs_.size() - 1);
  }
}

// `box` is the line with its thickness, already clipped.
void PdfRecorder::AddLine(const Rect& box, const PdfPaint& paint, RulingKind kind) {
  const bool horizontal = box.width() >= box.height();
  const std::vector<Span> spans = canvas_.VisibleSpans(box, paint.color);
  if (spans.empty() && paint.opaque()) {
    Cover(box);  // a white line over a dark one
  }
  if (lines_.size() + spans.size() > static_cast<std::size_t>(limits_.max_rulings_per_page)) {
    limit_reached_ = true;
    return;
  }
  for (const Span& span : spans) {
    lines_.push_back({WithAlong(box, horizontal, span), kind});
  }
}

void PdfRecorder::FillRect(const Rect& rect, const PdfPaint& paint, const Rect& clip) {
  const Rect box = Intersection(rect, Intersection(clip, page_box_));
  if (paint.alpha <= kNoOpacity || IsNowhere(box)) {
    return;
  }
  if (std::min(box.width(), box.height()) <= kThinFill) {
    AddLine(box, paint, RulingKind::kFill);
    return;
  }
  if (paint.opaque()) {
    Cover(box);
  }
  canvas_.PaintArea(box, paint, PdfCanvas::Shape::kRectangle);
}

void PdfRecorder::Fill(const PdfPath& path, bool even_odd, const PdfPaint& paint,
                       const Rect& clip) {
  if (paint.alpha <= kNoOpacity) {
    return;
  }
  const PdfFilledShapes shapes = FilledShapes(path, even_odd);
  for (const Rect& rect : shapes.rects) {
    FillRect(rect, paint, clip);
  }
  for (const Rect& rect : shapes.slender) {
    FillRect(rect, paint, clip);
  }
  odd_shapes_ += shapes.others.size();
  for (const Rect& rect : shapes.others) {
    const Rect box = Intersection(rect, Intersection(clip, page_box_));
    if (std::min(box.width(), box.height()) > kBackground) {
      canvas_.PaintArea(box, paint, PdfCanvas::Shape::kInside);
    }
  }
}

void PdfRecorder::Stroke(const PdfPath& path, const PdfPen& pen, const PdfPaint& paint,
                         const Rect& clip) {
  if (paint.alpha <= kNoOpacity) {
    return;
  }
  for (const Rect& line : StrokedLines(path, pen)) {
    const Rect box = Intersection(line, Intersection(clip, page_box_));
    if (IsNowhere(box)) {
      continue;
    }
    if (std::min(box.width(), box.height()) > kThinStroke) {
      FillRect(line, paint, clip);
    } else {
      AddLine(box, paint, RulingKind::kStroke);
    }
  }
}

void PdfRecorder::AddImage(const PdfImageDrawn& drawn) {
  const Rect box = Intersection(drawn.image.box, Intersection(drawn.clip, page_box_));
  if (drawn.paint.alpha <= kNoOpacity || IsNowhere(box)) {
    return;
  }
  page_.images.push_back(drawn.image);
  page_.images.back().box = box;
  if (std::min(box.width(), box.height()) <= kThinFill) {
    AddLine(box, drawn.paint, RulingKind::kFill);  // or a strip of a picture: JoinLines() tells
    return;
  }
  if (drawn.opaque && drawn.paint.opaque()) {
    Cover(box);
  }
  canvas_.PaintArea(box, drawn.paint, PdfCanvas::Shape::kPicture);
}

void PdfRecorder::Cover(const Rect& rect) {
  if (cover_work_ < kCoverBudget) {
    CoverGlyphs(rect);
    CoverLines(rect);
  }
}

void PdfRecorder::CoverGlyphs(const Rect& rect) {
  const auto cover = [&](std::size_t index) {
    if (ShareInside(inks_[index], rect) < kHiddenShare) {
      return false;
    }
    glyphs_[index].hidden = GlyphHidden::kCovered;
    return true;
  };
  grid_.ForEachOverlapping(rect, [&](std::size_t cell) {
    cover_work_ += glyph_cells_[cell].size();
    std::erase_if(glyph_cells_[cell], cover);
  });
}

void PdfRecorder::CoverLines(const Rect& rect) {
  cover_work_ += lines_.size();
  std::erase_if(lines_, [&](PdfLine& line) { return CutLine(rect, line); });
  lines_.insert(lines_.end(), cut_lines_.begin(), cut_lines_.end());
  cut_lines_.clear();
}

// Takes away what of `line` lies under `rect`; true where nothing is left. A line that only touches
// the edge of `rect` stays.
bool PdfRecorder::CutLine(const Rect& rect, PdfLine& line) {
  const bool horizontal = line.box.width() >= line.box.height();
  const Span across = PdfCanvas::Along(line.box, !horizontal);
  const Span cover_across = PdfCanvas::Along(rect, !horizontal);
  const Span cover = PdfCanvas::Along(rect, horizontal);
  Span along = PdfCanvas::Along(line.box, horizontal);
  const double thicken = std::max(0.0, kHair - (across.to - across.from)) / 2;
  if (across.from - thicken < cover_across.from - kCoverSlack ||
      across.to + thicken > cover_across.to + kCoverSlack || cover.from >= along.to ||
      cover.to <= along.from) {
    return false;
  }
  const bool left = cover.from > along.from + kHair;
  const bool right = cover.to < along.to - kHair;
  if (left && right) {
    cut_lines_.push_back({WithAlong(line.box, horizontal, {cover.to, along.to}), line.kind});
  }
  if (left) {
    along.to = cover.from;
  } else if (right) {
    along.from = cover.to;
  }
  line.box = WithAlong(line.box, horizontal, along);
  return !left && !right;
}

Page PdfRecorder::Finish() {
  for (const Glyph& glyph : glyphs_) {
    (glyph.hidden == GlyphHidden::kNo ? page_.glyphs : page_.hidden_glyphs).push_back(glyph);
  }
  page_.rulings = JoinLines(lines_);
  const auto limit = static_cast<std::size_t>(limits_.max_rulings_per_page);
  const std::vector<Ruling> edges = UnmarkedEdges(canvas_.AreaEdges(limit), page_.rulings);
  page_.rulings.insert(page_.rulings.end(), edges.begin(), edges.end());
  return std::move(page_);
}

}  // namespace zhibiao
