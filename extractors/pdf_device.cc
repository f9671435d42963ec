#include "extractors/pdf_device.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "extractors/pdf_poppler_compat.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr double kCjkAscent = 0.88;  // of the em, as in most Chinese fonts
constexpr double kCjkDescent = -0.12;
constexpr char32_t kUnmapped = 0xFFFD;

// A limit on work, not on what a page may hold: forms in forms can ask for 2^24 pages of drawing.
constexpr std::size_t kMaxForms = 100000;
constexpr std::size_t kMaxAbortChecks = 4'000'000;  // one per 10 operators, or so

bool IsTextChar(char32_t code) {
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  const bool noncharacter = (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  return !control && !noncharacter && !surrogate && code <= 0x10FFFF;
}

bool IsPrivateUse(char32_t code) {
  return (code >= 0xE000 && code < 0xF900) || code >= 0xF0000;
}

double FromColorComponent(GfxColorComp c) {
  return colToDbl(c);
}

PdfColor ToColor(const GfxRGB& rgb) {
  return {{FromColorComponent(rgb.r), FromColorComponent(rgb.g), FromColorComponent(rgb.b)}, true};
}

struct Vector {
  double x = 0;
  double y = 0;
  double length() const { return std::hypot(x, y); }
};

class RecordingDevice : public OutputDev {
 public:
  RecordingDevice(const PdfLimits& limits, PdfRecorder& recorder)
      : limits_(limits), recorder_(recorder) {}

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int /*type*/) override { return true; }
  bool interpretType3Chars() override { return false; }

  void saveState(GfxState* state) override {
    saved_opacity_ = std::min(state->getFillOpacity(), state->getStrokeOpacity());
    saved_normal_ = state->getBlendMode() == gfxBlendNormal;
    soft_masks_.push_back(soft_masks_.empty() ? false : soft_masks_.back());
  }
  void restoreState(GfxState* /*state*/) override {
    if (!soft_masks_.empty()) {
      soft_masks_.pop_back();
    }
    fill_known_ = stroke_known_ = false;
  }
  void updateFillColorSpace(GfxState* /*state*/) override { fill_known_ = false; }
  void updateFillColor(GfxState* /*state*/) override { fill_known_ = false; }
  void updateStrokeColorSpace(GfxState* /*state*/) override { stroke_known_ = false; }
  void updateStrokeColor(GfxState* /*state*/) override { stroke_known_ = false; }

  void setSoftMask(GfxState*, const double*, bool, Function*, GfxColor*) override {
    SetSoftMask(true);
  }
  void clearSoftMask(GfxState*) override { SetSoftMask(false); }
  void beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool,
                              bool for_soft_mask) override;
  void endTransparencyGroup(GfxState*) override;
  void beginForm(Ref) override;
  void endForm(Ref) override { --form_depth_; }

  void stroke(GfxState* state) override;
  void fill(GfxState* state) override { FillPath(state, false); }
  void eoFill(GfxState* state) override { FillPath(state, true); }
  bool tilingPatternFill(GfxState* state, Gfx*, Catalog*, GfxTilingPattern*, const double*, int,
                         int, int, int, double, double) override {
    return FillClip(state);
  }
  bool functionShadedFill(GfxState* state, GfxFunctionShading*) override { return FillClip(state); }
  bool axialShadedFill(GfxState* state, GfxAxialShading*, double, double) override {
    return FillClip(state);
  }
  bool axialShadedSupportExtend(GfxState*, GfxAxialShading*) override { return true; }
  bool radialShadedFill(GfxState* state, GfxRadialShading*, double, double) override {
    return FillClip(state);
  }
  bool radialShadedSupportExtend(GfxState*, GfxRadialShading*) override { return true; }
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) override {
    return FillClip(state);
  }
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) override {
    return FillClip(state);
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* text,
                int text_length) override;
  void beginActualText(GfxState*, const GooString* text) override;
  void endActualText(GfxState*) override;

  void drawImageMask(GfxState* state, Object*, Stream* stream, int width, int height, bool invert,
                     bool interpolate, bool in_line) override;
  void drawImage(GfxState* state, Object*, Stream* stream, int width, int height,
                 GfxImageColorMap* map, bool interpolate, const int* mask_colors,
                 bool in_line) override;
  void drawMaskedImage(GfxState* state, Object*, Stream*, int width, int height, GfxImageColorMap*,
                       bool, Stream*, int, int, bool, bool) override {
    DrawImage(state, width, height, false, false);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int width, int height,
                           GfxImageColorMap*, bool, Stream*, int, int, GfxImageColorMap*,
                           bool) override {
    DrawImage(state, width, height, false, false);
  }

  // Gfx asks this every few operators.
  static bool ShouldStop(void* device) {
    return static_cast<RecordingDevice*>(device)->CheckWork();
  }
  PdfPageRun Run() const {
    PdfPageRun run = run_;
    run.limit_reached = stop_ || recorder_.limit_reached();
    return run;
  }

 private:
  bool CheckWork();
  bool muted() const { return mask_groups_ > 0; }
  void SetSoftMask(bool on) {
    if (!soft_masks_.empty()) {
      soft_masks_.back() = on;
    }
  }
  PdfPaint FillPaint(GfxState* state);
  PdfPaint StrokePaint(GfxState* state);
  PdfPaint PaintOf(GfxState* state, const PdfColor& color, double alpha) const;
  void FillPath(GfxState* state, bool even_odd);
  bool FillClip(GfxState* state);
  const PdfPath& PathOf(GfxState* state);
  void DrawImage(GfxState* state, int width, int height, bool bilevel, bool opaque);
  void Place(GfxState* state, Vector at, Vector advance, double origin_x,
             PdfGlyphDrawn& drawn) const;
  void Emit(const PdfGlyphDrawn& drawn, const std::u32string& text);
  void EmitOne(const PdfGlyphDrawn& drawn);

  const PdfLimits& limits_;
  PdfRecorder& recorder_;
  PdfPageRun run_;
  PdfPath path_;
  PdfColor fill_color_;
  PdfColor stroke_color_;
  bool fill_known_ = false;
  bool stroke_known_ = false;
  double saved_opacity_ = 1;
  bool saved_normal_ = true;
  std::vector<bool> soft_masks_;       // one per saved state
  std::vector<bool> group_is_mask_;    // one per open transparency group
  std::vector<double> group_opacity_;  // of all open groups together
  int mask_groups_ = 0;
  int form_depth_ = 0;
  std::size_t forms_ = 0;
  std::size_t checks_ = 0;
  bool stop_ = false;
  bool pattern_text_ = false;  // the next pattern fill paints text, not an area
  int actual_depth_ = 0;
  std::u32string actual_text_;
  std::vector<PdfGlyphDrawn> actual_glyphs_;
};

bool RecordingDevice::CheckWork() {
  if (++checks_ > kMaxAbortChecks || recorder_.limit_reached()) {
    stop_ = true;
  }
  return stop_;
}

void RecordingDevice::beginForm(Ref /*id*/) {
  ++form_depth_;
  if (++forms_ > kMaxForms || form_depth_ > limits_.max_form_depth) {
    stop_ = true;
  }
}

void RecordingDevice::beginTransparencyGroup(GfxState* /*state*/, const double* /*bbox*/,
                                             GfxColorSpace* /*space*/, bool /*isolated*/,
                                             bool /*knockout*/, bool for_soft_mask) {
  group_is_mask_.push_back(for_soft_mask);
  mask_groups_ += for_soft_mask ? 1 : 0;
  const double outer = group_opacity_.empty() ? 1 : group_opacity_.back();
  group_opacity_.push_back(outer *
                           (saved_normal_ ? saved_opacity_ : std::min(saved_opacity_, 0.9)));
}

void RecordingDevice::endTransparencyGroup(GfxState* /*state*/) {
  if (group_is_mask_.empty()) {
    return;
  }
  mask_groups_ -= group_is_mask_.back() ? 1 : 0;
  group_is_mask_.pop_back();
  group_opacity_.pop_back();
}

PdfPaint RecordingDevice::PaintOf(GfxState* state, const PdfColor& color, double alpha) const {
  PdfPaint paint;
  paint.color = color;
  paint.alpha = alpha * (group_opacity_.empty() ? 1 : group_opacity_.back());
  paint.plain =
      state->getBlendMode() == gfxBlendNormal && (soft_masks_.empty() || !soft_masks_.back());
  return paint;
}

PdfPaint RecordingDevice::FillPaint(GfxState* state) {
  if (!fill_known_) {
    fill_known_ = true;
    if (state->getFillColorSpace()->getMode() == csPattern) {
      fill_color_.known = false;
    } else {
      GfxRGB rgb;
      state->getFillRGB(&rgb);
      fill_color_ = ToColor(rgb);
    }
  }
  return PaintOf(state, fill_color_, state->getFillOpacity());
}

PdfPaint RecordingDevice::StrokePaint(GfxState* state) {
  if (!stroke_known_) {
    stroke_known_ = true;
    if (state->getStrokeColorSpace()->getMode() == csPattern) {
      stroke_color_.known = false;
    } else {
      GfxRGB rgb;
      state->getStrokeRGB(&rgb);
      stroke_color_ = ToColor(rgb);
    }
  }
  return PaintOf(state, stroke_color_, state->getStrokeOpacity());
}

Rect ClipOf(GfxState* state) {
  Rect clip;
  state->getClipBBox(&clip.x0, &clip.top, &clip.x1, &clip.bottom);
  return clip;
}

Point Transformed(const GfxState* state, double x, double y) {
  Point p;
  state->transform(x, y, &p.x, &p.y);
  return p;
}

const PdfPath& RecordingDevice::PathOf(GfxState* state) {
  path_.Clear();
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* sub = path->getSubpath(i);
    PdfPath::Part part;
    part.begin = path_.vertices.size();
    part.closed = sub->isClosed();
    for (int j = 0; j < sub->getNumPoints(); ++j) {
      path_.vertices.push_back({Transformed(state, sub->getX(j), sub->getY(j)), sub->getCurve(j)});
    }
    part.end = path_.vertices.size();
    path_.parts.push_back(part);
  }
  return path_;
}

void RecordingDevice::FillPath(GfxState* state, bool even_odd) {
  if (!muted()) {
    recorder_.Fill(PathOf(state), even_odd, FillPaint(state), ClipOf(state));
  }
}

void RecordingDevice::stroke(GfxState* state) {
  if (muted()) {
    return;
  }
  const double* ctm = state->getCTM();
  const PdfPen pen = {state->getLineWidth(), {ctm[0], ctm[1], ctm[2], ctm[3]}};
  recorder_.Stroke(PathOf(state), pen, StrokePaint(state), ClipOf(state));
}

// A pattern or shading fills the clip, which Gfx has set to the path.
bool RecordingDevice::FillClip(GfxState* state) {
  if (!muted() && !pattern_text_) {
    const PdfColor unknown = {{0, 0, 0}, false};
    PdfPaint paint = PaintOf(state, unknown, state->getFillOpacity());
    paint.plain = false;  // may have holes
    recorder_.FillRect(ClipOf(state), paint, ClipOf(state));
  }
  pattern_text_ = false;
  return true;
}

// Advance and box of a glyph whose origin is `at` (user space, like `advance`).
void RecordingDevice::Place(GfxState* state, Vector at, Vector advance, double origin_x,
                            PdfGlyphDrawn& drawn) const {
  const GfxFont& font = *state->getFont();
  const double size = state->getFontSize();
  const auto to_page = [&](double tx, double ty) {
    double ux = 0;
    double uy = 0;
    state->textTransformDelta(tx, ty, &ux, &uy);
    Vector v;
    state->transformDelta(ux, uy, &v.x, &v.y);
    return v;
  };
  Vector up = to_page(0, size);
  double ascent = font.getAscent();
  double descent = font.getDescent();
  if (font.getType() == fontType3) {
    const double* matrix = font.getFontMatrix();
    if (matrix[3] < 0) {
      up = {-up.x, -up.y};
    }
    const double* bbox = font.getFontBBox();
    const double height = std::abs((bbox[3] - bbox[1]) * matrix[3]);
    if (height > 0 && (height < 0.3 || height > 3)) {
      up = {up.x * height, up.y * height};
    }
    ascent = kCjkAscent;
    descent = kCjkDescent;
  }
  if (ascent < 0.5 || ascent > 1.1) {
    ascent = kCjkAscent;
  }
  if (descent > -0.05 || descent < -0.4) {
    descent = kCjkDescent;
  }
  Vector along;
  state->transformDelta(advance.x, advance.y, &along.x, &along.y);
  Point origin = Transformed(state, at.x, at.y);
  Glyph& glyph = drawn.glyph;
  glyph.font_size = up.length();
  glyph.vertical = font.getWMode() != 0;
  Vector direction = glyph.vertical ? to_page(size, 0) : along;
  if (direction.length() < 1e-9) {
    direction = to_page(size, 0);
  }
  const double angle = std::atan2(direction.y, direction.x);
  const int quarter = static_cast<int>(std::lround(angle / (M_PI / 2))) & 3;
  glyph.rotation = static_cast<std::uint8_t>(quarter);
  Point corners[4];
  if (glyph.vertical) {
    Vector across = to_page(origin_x > 0 ? origin_x : size / 2, 0);
    corners[0] = {origin.x - across.x, origin.y - across.y};
    corners[1] = {origin.x + across.x, origin.y + across.y};
    corners[2] = {corners[0].x + along.x, corners[0].y + along.y};
    corners[3] = {corners[1].x + along.x, corners[1].y + along.y};
  } else {
    // The up vector without its slant: italics made by a sheared matrix stay in their box.
    const double length = std::max(direction.length(), 1e-9);
    const Vector unit = {direction.x / length, direction.y / length};
    const double slant = up.x * unit.x + up.y * unit.y;
    const Vector upright = {up.x - slant * unit.x, up.y - slant * unit.y};
    corners[0] = {origin.x + upright.x * ascent, origin.y + upright.y * ascent};
    corners[1] = {origin.x + upright.x * descent, origin.y + upright.y * descent};
    corners[2] = {corners[0].x + along.x, corners[0].y + along.y};
    corners[3] = {corners[1].x + along.x, corners[1].y + along.y};
  }
  glyph.box = {corners[0].x, corners[0].y, corners[0].x, corners[0].y};
  for (const Point& p : corners) {
    glyph.box = {std::min(glyph.box.x0, p.x), std::min(glyph.box.top, p.y),
                 std::max(glyph.box.x1, p.x), std::max(glyph.box.bottom, p.y)};
  }
  drawn.ink = glyph.box;
}

void RecordingDevice::drawChar(GfxState* state, double x, double y, double dx, double dy,
                               double origin_x, double /*origin_y*/, CharCode code, int bytes,
                               const Unicode* text, int text_length) {
  if (muted() || !state->getFont()) {
    return;
  }
  // The advance includes the spacing operators' part, which is not the glyph's.
  const bool vertical = state->getFont()->getWMode() != 0;
  double spacing = state->getCharSpace();
  if (code == 0x20 && bytes == 1) {
    spacing += state->getWordSpace();
  }
  double space_x = 0;
  double space_y = 0;
  state->textTransformDelta(vertical ? 0 : spacing * state->getHorizScaling(),
                            vertical ? spacing : 0, &space_x, &space_y);
  PdfGlyphDrawn drawn;
  Place(state, {x, y}, {dx - space_x, dy - space_y}, origin_x, drawn);
  const int render = state->getRender();
  const bool pattern = state->getFillColorSpace()->getMode() == csPattern;
  pattern_text_ = pattern && (render == 5 || render == 7);
  drawn.paint = (render & 3) == 1 ? StrokePaint(state) : FillPaint(state);
  drawn.invisible = ((render & 3) == 3 && !pattern_text_) || drawn.paint.alpha < 0.02;
  drawn.clip = ClipOf(state);
  std::u32string characters;
  for (int i = 0; i < text_length; ++i) {
    characters.push_back(static_cast<char32_t>(text[i]));
  }
  if (actual_depth_ > 0) {
    drawn.glyph.code = characters.empty() ? kUnmapped : characters.front();
    actual_glyphs_.push_back(drawn);
    return;
  }
  Emit(drawn, characters);
}

// The part of `box` from `from` to `to` (0..1) in the writing direction.
Rect Slice(const Glyph& glyph, const Rect& box, double from, double to) {
  const int turn = (glyph.rotation + (glyph.vertical ? 1 : 0)) & 3;
  switch (turn) {
    case 0:
      return {box.x0 + from * box.width(), box.top, box.x0 + to * box.width(), box.bottom};
    case 1:
      return {box.x0, box.top + from * box.height(), box.x1, box.top + to * box.height()};
    case 2:
      return {box.x1 - to * box.width(), box.top, box.x1 - from * box.width(), box.bottom};
    default:
      return {box.x0, box.bottom - to * box.height(), box.x1, box.bottom - from * box.height()};
  }
}

void RecordingDevice::Emit(const PdfGlyphDrawn& drawn, const std::u32string& text) {
  std::u32string shown;
  for (const char32_t c : text) {
    if (IsTextChar(c)) {
      shown.push_back(c);
    }
  }
  if (shown.empty()) {
    shown.push_back(text.empty() ? kUnmapped : U'\0');
  }
  if (shown.front() == U'\0') {
    return;  // a control character: nothing to see
  }
  const double count = static_cast<double>(shown.size());
  for (std::size_t i = 0; i < shown.size(); ++i) {
    PdfGlyphDrawn part = drawn;
    part.glyph.code = FoldRadical(shown[i]);
    if (shown.size() > 1) {
      const double from = static_cast<double>(i) / count;
      part.glyph.box = Slice(drawn.glyph, drawn.glyph.box, from, from + 1 / count);
      part.ink = Slice(drawn.glyph, drawn.ink, from, from + 1 / count);
    }
    EmitOne(part);
  }
}

void RecordingDevice::EmitOne(const PdfGlyphDrawn& drawn) {
  PdfGlyphDrawn glyph = drawn;
  if (glyph.glyph.code == kUnmapped || IsPrivateUse(glyph.glyph.code)) {
    glyph.glyph.code = kUnmapped;
    glyph.glyph.mapped = false;
    ++run_.unmapped;
    run_.unmapped_box = Union(run_.unmapped_box, glyph.glyph.box);
  }
  recorder_.AddGlyph(glyph);
}

void RecordingDevice::beginActualText(GfxState* /*state*/, const GooString* text) {
  if (++actual_depth_ > 1) {
    return;  // the outermost span speaks for what it holds
  }
  actual_glyphs_.clear();
  actual_text_ = PdfTextString(*text);
}

void RecordingDevice::endActualText(GfxState* /*state*/) {
  if (actual_depth_ == 0 || --actual_depth_ > 0) {
    return;
  }
  std::u32string text;
  for (const char32_t c : actual_text_) {
    if (IsTextChar(c)) {
      text.push_back(c);
    }
  }
  const std::size_t glyphs = actual_glyphs_.size();
  if (text.empty()) {
    for (const PdfGlyphDrawn& drawn : actual_glyphs_) {
      Emit(drawn, std::u32string(1, drawn.glyph.code));
    }
    return;
  }
  for (std::size_t i = 0; i < text.size() && glyphs > 0; ++i) {
    const std::size_t first = i * glyphs / text.size();
    const std::size_t last = std::max((i + 1) * glyphs / text.size(), first + 1);
    PdfGlyphDrawn drawn = actual_glyphs_[first];
    for (std::size_t g = first + 1; g < last; ++g) {
      drawn.glyph.box = Union(drawn.glyph.box, actual_glyphs_[g].glyph.box);
      drawn.ink = Union(drawn.ink, actual_glyphs_[g].ink);
    }
    if (text.size() > glyphs) {
      const double position = static_cast<double>(i * glyphs) / static_cast<double>(text.size()) -
                              static_cast<double>(first);
      const double share = static_cast<double>(glyphs) / static_cast<double>(text.size());
      drawn.glyph.box =
          Slice(drawn.glyph, drawn.glyph.box, position, std::min(1.0, position + share));
      drawn.ink = Slice(drawn.glyph, drawn.ink, position, std::min(1.0, position + share));
    }
    Emit(drawn, text.substr(i, 1));
  }
}

void RecordingDevice::DrawImage(GfxState* state, int width, int height, bool bilevel, bool opaque) {
  if (muted()) {
    return;
  }
  PdfImageDrawn drawn;
  drawn.image.width_px = width;
  drawn.image.height_px = height;
  drawn.image.bilevel = bilevel;
  const Point corners[] = {Transformed(state, 0, 0), Transformed(state, 1, 0),
                           Transformed(state, 0, 1), Transformed(state, 1, 1)};
  Rect& box = drawn.image.box;
  box = {corners[0].x, corners[0].y, corners[0].x, corners[0].y};
  for (const Point& p : corners) {
    box = {std::min(box.x0, p.x), std::min(box.top, p.y), std::max(box.x1, p.x),
           std::max(box.bottom, p.y)};
  }
  drawn.paint = PaintOf(state, {{0, 0, 0}, false}, state->getFillOpacity());
  drawn.opaque = opaque;
  drawn.clip = ClipOf(state);
  recorder_.AddImage(drawn);
}

void RecordingDevice::drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                                GfxImageColorMap* map, bool interpolate, const int* mask_colors,
                                bool in_line) {
  DrawImage(state, width, height, map->getNumPixelComps() == 1 && map->getBits() == 1,
            mask_colors == nullptr);
  OutputDev::drawImage(state, ref, stream, width, height, map, interpolate, mask_colors, in_line);
}

void RecordingDevice::drawImageMask(GfxState* state, Object* ref, Stream* stream, int width,
                                    int height, bool invert, bool interpolate, bool in_line) {
  DrawImage(state, width, height, true, false);
  OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, in_line);
}

}  // namespace

PdfPageRun RecordPdfPage(::Page& page, const PdfLimits& limits, PdfRecorder& recorder) {
  RecordingDevice device(limits, recorder);
  page.display(&device, 72, 72, 0, false, true, false, &RecordingDevice::ShouldStop, &device);
  return device.Run();
}

}  // namespace zhibiao
