#include "tools/page_picture.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/frame_turner.h"
#include "extractors/page_layout.h"
#include "tools/canvas.h"

namespace zhibiao {
namespace {

constexpr Color kRed = {208, 32, 32};
constexpr Color kBlue = {24, 90, 220};
constexpr Color kGreen = {0, 140, 60};
constexpr Color kOrange = {225, 120, 0};
constexpr Color kPurple = {140, 40, 170};
constexpr Color kGrey = {110, 110, 110};
constexpr double kTint = 0.15;
constexpr double kPointsPerLetter = 4.6;  // of a label
constexpr double kLabelHeight = 7;  // points: a label stands on its box and leaves the text free

struct LegendEntry {
  std::string_view name;
  Color color;
};

void DrawLegend(Canvas& canvas, const std::vector<LegendEntry>& entries) {
  double x = 2;
  for (const LegendEntry& entry : entries) {
    canvas.Label({x, 2}, entry.name, entry.color);
    x += kPointsPerLetter * static_cast<double>(entry.name.size() + 1);
  }
}

// A ruling as a box as thick as the line, and at least half a point, so that it is seen.
Rect BoxOf(const Ruling& ruling) {
  const double half = std::max(ruling.width, 0.5) / 2;
  if (ruling.horizontal()) {
    return {ruling.from.x, ruling.from.y - half, ruling.to.x, ruling.to.y + half};
  }
  return {ruling.from.x - half, ruling.from.y, ruling.to.x + half, ruling.to.y};
}

// The frame of the page's glyphs and rulings: as shown, but set straight.
PageFrame StraightFrame(const Page& page) {
  return {0, page.lean, page.width, page.height};
}

Color ColorOf(RulingKind kind) {
  switch (kind) {
    case RulingKind::kStroke:
      return kRed;
    case RulingKind::kFill:
      return kBlue;
    case RulingKind::kShadingEdge:
      break;
  }
  return kGreen;
}

Color ColorOf(ValueRole role) {
  switch (role) {
    case ValueRole::kTarget:
    case ValueRole::kAnnual:
      return kRed;
    case ValueRole::kPeriod:
      return kOrange;
    case ValueRole::kActual:
      break;
  }
  return kPurple;
}

// Draws evidence that lies on one page.
class EvidencePainter {
 public:
  EvidencePainter(int page, PageBitmap& bitmap) : page_(page), canvas_(bitmap) {}

  void Paint(const SourceRef& source, std::string_view label, Color color) {
    if (source.page != page_) {
      return;
    }
    canvas_.Tint(source.box, color, kTint);
    canvas_.Outline(source.box, color, 2);
    canvas_.Label({source.box.x0, source.box.top - kLabelHeight}, label, color);
  }

  void PaintIndicator(const Indicator& indicator) {
    const std::string ordinal = std::to_string(indicator.ordinal);
    Paint(indicator.source, ordinal, kBlue);
    for (const IndicatorValue& value : indicator.values) {
      Paint(value.source, ordinal + " " + ValueRoleName(value.role), ColorOf(value.role));
    }
  }

  Canvas& canvas() { return canvas_; }

 private:
  int page_;
  Canvas canvas_;
};

// "r2c9", "r2c0 4x1" with spans. Cell and GridCell both have a place.
template <typename AnyCell>
std::string PlaceLabel(const AnyCell& cell) {
  std::string label = "r" + std::to_string(cell.row) + "c" + std::to_string(cell.col);
  if (cell.row_span > 1 || cell.col_span > 1) {
    label += " " + std::to_string(cell.row_span) + "x" + std::to_string(cell.col_span);
  }
  return label;
}

}  // namespace

void DrawGlyphs(const Page& page, PageBitmap& bitmap) {
  Canvas canvas(bitmap);
  const PageFrame frame = StraightFrame(page);
  for (const Glyph& glyph : page.glyphs) {
    canvas.Outline(AsShown(glyph.box, frame), glyph.mapped ? kGreen : kOrange, 1);
  }
  for (const Glyph& glyph : page.hidden_glyphs) {
    canvas.Outline(AsShown(glyph.box, frame), kRed, 1);
  }
  DrawLegend(canvas, {{"shown", kGreen}, {"unmapped", kOrange}, {"hidden", kRed}});
}

void DrawRulings(const Page& page, PageBitmap& bitmap) {
  Canvas canvas(bitmap);
  const PageFrame frame = StraightFrame(page);
  for (const PageImage& image : page.images) {
    canvas.Outline(image.box, kGrey, 3);
  }
  for (const Ruling& ruling : page.rulings) {
    canvas.Outline(AsShown(BoxOf(ruling), frame), ColorOf(ruling.kind), 2);
  }
  DrawLegend(canvas, {{"stroke", ColorOf(RulingKind::kStroke)},
                      {"fill", ColorOf(RulingKind::kFill)},
                      {"shading", ColorOf(RulingKind::kShadingEdge)},
                      {"image", kGrey}});
}

void DrawGrid(const Page& page, PageBitmap& bitmap) {
  Canvas canvas(bitmap);
  Findings findings;  // those of `import` are stored; a picture needs none
  const PageLayout layout = LayOutPage(page, findings);
  const auto shown = [&layout](const Rect& upright) { return AsShown(upright, layout.frame); };
  for (const TextLine& line : layout.lines) {
    canvas.Outline(shown(line.source.box), kGreen, 1);
  }
  for (const TableFragment& table : layout.tables) {
    for (const FragmentCell& cell : table.cells) {
      const Rect box = shown(cell.place.box);
      canvas.Outline(box, table.ruled ? kRed : kOrange, 2);
      canvas.Label({box.x0, box.top}, PlaceLabel(cell.place), table.ruled ? kRed : kOrange);
    }
  }
  DrawLegend(canvas, {{"ruled", kRed}, {"columns by text", kOrange}, {"text line", kGreen}});
}

void DrawCells(const DocumentRecord& record, int page, PageBitmap& bitmap) {
  EvidencePainter painter(page, bitmap);
  for (const Table& table : record.tables) {
    for (const Cell& cell : table.cells) {
      const bool merged = cell.row_span > 1 || cell.col_span > 1;
      painter.Paint(cell.source, PlaceLabel(cell),
                    cell.continued ? kPurple : (merged ? kOrange : kBlue));
    }
  }
  DrawLegend(painter.canvas(), {{"cell", kBlue}, {"merged", kOrange}, {"continued", kPurple}});
}

void DrawRecords(const DocumentRecord& record, int page, PageBitmap& bitmap) {
  EvidencePainter painter(page, bitmap);
  for (const UnparsedText& text : record.coverage.unparsed) {
    painter.Paint(text.source, "unparsed", kGrey);
  }
  for (const Goal& goal : record.goals) {
    painter.Paint(goal.source, "goal " + std::to_string(goal.ordinal), kGreen);
  }
  for (const Task& task : record.tasks) {
    painter.Paint(task.source, "task", kGreen);
  }
  for (const Funding& funding : record.funding) {
    painter.Paint(funding.source, "fund", kGreen);
  }
  for (const Indicator& indicator : record.indicators) {
    painter.PaintIndicator(indicator);
  }
  DrawLegend(painter.canvas(), {{"indicator", kBlue},
                                {"target annual", ColorOf(ValueRole::kTarget)},
                                {"period", ColorOf(ValueRole::kPeriod)},
                                {"actual", ColorOf(ValueRole::kActual)},
                                {"goal task fund", kGreen},
                                {"unparsed", kGrey}});
}

}  // namespace zhibiao
