#include "extractors/pdf_device.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/pdf_glyphs.h"
#include "extractors/pdf_interpreter.h"
#include "extractors/pdf_poppler_compat.h"
#include "extractors/pdf_symbols.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

// Limits on work, not on what a page may hold: forms within forms can ask for 2^24 drawings.
constexpr std::size_t kMaxForms = 100'000;
constexpr std::size_t kMaxChecks = 1'000'000;  // Gfx asks once per 10 operators, or so
constexpr std::size_t kMaxSavedStates = 10'000;
constexpr int kSwatchPixels = 64;  // an image of no more pixels may be a colour and no picture
constexpr double kFarthest = 1e6;  // points
constexpr double kBlended = 0.9;   // opacity of what shows, but hides nothing

constexpr std::u32string_view kNothing = U"\u200B";

const PdfColor kUnknownColor = {{0, 0, 0}, false};

double WithinReach(double at) {
  return std::isnan(at) ? kFarthest : std::clamp(at, -kFarthest, kFarthest);
}

PdfColor ToColor(const GfxRGB& rgb) {
  return {{colToDbl(rgb.r), colToDbl(rgb.g), colToDbl(rgb.b)}, true};
}

Point Transformed(const GfxState* state, double x, double y) {
  Point p;
  state->transform(x, y, &p.x, &p.y);
  return {WithinReach(p.x), WithinReach(p.y)};
}

// A vector of text space on the page.
Point TextVector(const GfxState* state, double x, double y) {
  Point user;
  state->textTransformDelta(x, y, &user.x, &user.y);
  Point page;
  state->transformDelta(user.x, user.y, &page.x, &page.y);
  return page;
}

Rect ClipOf(const GfxState* state) {
  Rect clip;
  state->getClipBBox(&clip.x0, &clip.top, &clip.x1, &clip.bottom);
  return {WithinReach(clip.x0), WithinReach(clip.top), WithinReach(clip.x1),
          WithinReach(clip.bottom)};
}

Rect UnitSquare(const GfxState* state) {
  const Point corners[] = {Transformed(state, 0, 0), Transformed(state, 1, 0),
                           Transformed(state, 0, 1), Transformed(state, 1, 1)};
  return BoxAround(corners);
}

// The one colour of a small image; none where it has several.
std::optional<PdfColor> UniformColor(Stream* stream, int width, int height, GfxImageColorMap* map) {
  ImageStream pixels(stream, width, map->getNumPixelComps(), map->getBits());
  pixels.reset();
  std::array<unsigned char, gfxColorMaxComps> pixel{};
  std::optional<PdfColor> color;
  bool uniform = true;
  for (int i = 0; i < width * height; ++i) {
    pixels.getPixel(pixel.data());
    GfxRGB rgb;
    map->getRGB(pixel.data(), &rgb);
    const PdfColor here = ToColor(rgb);
    uniform = uniform && (!color || !ColorsDiffer(*color, here));
    color = here;
  }
  pixels.close();
  return uniform ? color : std::nullopt;
}

// True where a small stencil paints all of its pixels.
bool PaintsAll(Stream* stream, int width, int height, bool invert) {
  ImageStream pixels(stream, width, 1, 1);
  pixels.reset();
  bool all = true;
  for (int i = 0; i < width * height; ++i) {
    unsigned char pixel = 0;
    pixels.getPixel(&pixel);
    all = all && (pixel != 0) == invert;
  }
  pixels.close();
  return all;
}

class RecordingDevice : public PdfOutputDevice {
 public:
  RecordingDevice(const PdfLimits& limits, PdfFonts& fonts, PdfRecorder& recorder)
      : limits_(limits), fonts_(fonts), recorder_(recorder) {}

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int /*type*/) override { return true; }
  bool interpretType3Chars() override { return false; }

  void saveState(GfxState* state) override;
  void restoreState(GfxState* state) override;
  void updateFont(GfxState* /*state*/) override { current_font_ = nullptr; }
  void updateFillColorSpace(GfxState* /*state*/) override { fill_is_current_ = false; }
  void updateFillColor(GfxState* /*state*/) override { fill_is_current_ = false; }
  void updateStrokeColorSpace(GfxState* /*state*/) override { stroke_is_current_ = false; }
  void updateStrokeColor(GfxState* /*state*/) override { stroke_is_current_ = false; }

  void setSoftMask(GfxState* /*state*/, const double* /*box*/, bool /*alpha*/,
                   Function* /*transfer*/, GfxColor* /*backdrop*/) override {
    soft_mask_ = true;
  }
  void clearSoftMask(GfxState* /*state*/) override { soft_mask_ = false; }
  void beginTransparencyGroup(GfxState* state, const double* box, GfxColorSpace* space,
                              bool isolated, bool knockout, bool for_soft_mask) override;
  void endTransparencyGroup(GfxState* state) override;

  void stroke(GfxState* state) override;
  void fill(GfxState* state) override { FillPath(state, false); }
  void eoFill(GfxState* state) override { FillPath(state, true); }
  bool tilingPatternFill(GfxState* state, Gfx* /*gfx*/, Catalog* /*catalog*/,
                         GfxTilingPattern* /*pattern*/, const double* /*matrix*/, int /*x0*/,
                         int /*y0*/, int /*x1*/, int /*y1*/, double /*x_step*/,
                         double /*y_step*/) override {
    return FillClip(state);
  }
  bool functionShadedFill(GfxState* state, GfxFunctionShading* /*shading*/) override {
    return FillClip(state);
  }
  bool axialShadedFill(GfxState* state, GfxAxialShading* /*shading*/, double /*from*/,
                       double /*to*/) override {
    return FillClip(state);
  }
  bool axialShadedSupportExtend(GfxState* /*state*/, GfxAxialShading* /*shading*/) override {
    return true;
  }
  bool radialShadedFill(GfxState* state, GfxRadialShading* /*shading*/, double /*from*/,
                        double /*to*/) override {
    return FillClip(state);
  }
  bool radialShadedSupportExtend(GfxState* /*state*/, GfxRadialShading* /*shading*/) override {
    return true;
  }
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading* /*shading*/) override {
    return FillClip(state);
  }
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading* /*shading*/) override {
    return FillClip(state);
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* text,
                int text_length) override;
  void beginActualText(GfxState* state, const GooString* text) override;
  void endActualText(GfxState* state) override;

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool in_line) override;
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* map, bool interpolate, const int* mask_colors,
                 bool in_line) override;
  void drawMaskedImage(GfxState* state, Object* /*ref*/, Stream* /*stream*/, int width, int height,
                       GfxImageColorMap* /*map*/, bool /*interpolate*/, Stream* /*mask*/,
                       int /*mask_width*/, int /*mask_height*/, bool /*mask_invert*/,
                       bool /*mask_interpolate*/) override {
    AddPicture(state, width, height, false, false);
  }
  void drawSoftMaskedImage(GfxState* state, Object* /*ref*/, Stream* /*stream*/, int width,
                           int height, GfxImageColorMap* /*map*/, bool /*interpolate*/,
                           Stream* /*mask*/, int /*mask_width*/, int /*mask_height*/,
                           GfxImageColorMap* /*mask_map*/, bool /*mask_interpolate*/) override {
    AddPicture(state, width, height, false, false);
  }

  static bool ShouldStop(void* device) { return static_cast<RecordingDevice*>(device)->Check(); }
  PdfPageRun Run() const;

 private:
  // What saveState() keeps beside Poppler's own state.
  struct Saved {
    bool soft_mask = false;
    double opacity = 1;  // the lesser of fill and stroke
    bool normal = true;  // blend mode
  };
  struct Group {
    bool is_mask = false;
    double opacity = 1;  // of it and all groups around it
  };

  bool Check();
  void FormBegins() override;
  void FormEnds() override { --form_depth_; }
  bool muted() const { return open_masks_ > 0; }
  double group_opacity() const { return groups_.empty() ? 1 : groups_.back().opacity; }
  PdfPaint PaintOf(GfxState* state, const PdfColor& color, double alpha) const;
  PdfPaint FillPaint(GfxState* state);
  PdfPaint StrokePaint(GfxState* state);
  const PdfPath& PathOf(GfxState* state);
  void FillPath(GfxState* state, bool even_odd);
  bool FillClip(GfxState* state);
  void AddPicture(GfxState* state, int width, int height, bool bilevel, bool opaque);
  const PdfFonts::Use& FontOf(GfxState* state);
  PdfGlyphPlacement PlacementOf(GfxState* state, Point at, Point advance) const;
  void SetPaint(GfxState* state, PdfGlyphDrawn& drawn);
  void Emit(const PdfGlyphDrawn& drawn);

  const PdfLimits& limits_;
  PdfFonts& fonts_;
  PdfRecorder& recorder_;
  PdfPageRun run_;
  bool stop_ = false;
  std::size_t checks_ = 0;
  std::size_t forms_ = 0;
  int form_depth_ = 0;

  PdfPath path_;  // kept for its memory
  PdfColor fill_color_;
  PdfColor stroke_color_;
  bool fill_is_current_ = false;
  bool stroke_is_current_ = false;
  bool soft_mask_ = false;
  std::vector<Saved> saved_;
  std::vector<Group> groups_;
  int open_masks_ = 0;         // groups that are drawn only to become a soft mask
  bool pattern_text_ = false;  // the next pattern fill paints text, not an area

  const GfxFont* current_font_ = nullptr;
  PdfFonts::Use font_;
  int actual_depth_ = 0;
  std::u32string actual_text_;
  std::vector<PdfGlyphDrawn> actual_glyphs_;
};

PdfPageRun RecordingDevice::Run() const {
  PdfPageRun run = run_;
  run.limit_reached = stop_ || recorder_.limit_reached();
  return run;
}

bool RecordingDevice::Check() {
  stop_ = stop_ || ++checks_ > kMaxChecks || recorder_.limit_reached();
  return stop_;
}

void RecordingDevice::saveState(GfxState* state) {
  saved_.push_back({soft_mask_, std::min(state->getFillOpacity(), state->getStrokeOpacity()),
                    state->getBlendMode() == gfxBlendNormal});
  stop_ = stop_ || saved_.size() > kMaxSavedStates;
}

void RecordingDevice::restoreState(GfxState* /*state*/) {
  if (!saved_.empty()) {
    soft_mask_ = saved_.back().soft_mask;
    saved_.pop_back();
  }
  fill_is_current_ = false;
  stroke_is_current_ = false;
  current_font_ = nullptr;
}

void RecordingDevice::FormBegins() {
  ++form_depth_;
  stop_ = stop_ || ++forms_ > kMaxForms || form_depth_ > limits_.max_form_depth;
}

// Gfx has just saved the state and set the opacity of the new one to 1: the group as a whole gets
// the opacity that was saved.
void RecordingDevice::beginTransparencyGroup(GfxState* /*state*/, const double* /*box*/,
                                             GfxColorSpace* /*space*/, bool /*isolated*/,
                                             bool /*knockout*/, bool for_soft_mask) {
  const Saved outer = saved_.empty() ? Saved() : saved_.back();
  const bool plain = outer.normal && !outer.soft_mask;
  groups_.push_back({for_soft_mask, group_opacity() * (plain ? outer.opacity
                                                             : std::min(outer.opacity, kBlended))});
  open_masks_ += for_soft_mask ? 1 : 0;
}

void RecordingDevice::endTransparencyGroup(GfxState* /*state*/) {
  if (!groups_.empty()) {
    open_masks_ -= groups_.back().is_mask ? 1 : 0;
    groups_.pop_back();
  }
}

PdfPaint RecordingDevice::PaintOf(GfxState* state, const PdfColor& color, double alpha) const {
  return {color, alpha * group_opacity(), state->getBlendMode() == gfxBlendNormal && !soft_mask_};
}

PdfPaint RecordingDevice::FillPaint(GfxState* state) {
  if (!fill_is_current_) {
    fill_is_current_ = true;
    fill_color_ = kUnknownColor;
    if (state->getFillColorSpace()->getMode() != csPattern) {
      GfxRGB rgb;
      state->getFillRGB(&rgb);
      fill_color_ = ToColor(rgb);
    }
  }
  return PaintOf(state, fill_color_, state->getFillOpacity());
}

PdfPaint RecordingDevice::StrokePaint(GfxState* state) {
  if (!stroke_is_current_) {
    stroke_is_current_ = true;
    stroke_color_ = kUnknownColor;
    if (state->getStrokeColorSpace()->getMode() != csPattern) {
      GfxRGB rgb;
      state->getStrokeRGB(&rgb);
      stroke_color_ = ToColor(rgb);
    }
  }
  return PaintOf(state, stroke_color_, state->getStrokeOpacity());
}

const PdfPath& RecordingDevice::PathOf(GfxState* state) {
  path_.Clear();
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* sub = path->getSubpath(i);
    PdfPath::Part part;
    part.begin = path_.vertices.size();
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

// A pattern or shading fills the clip, which Gfx has set to the box of the path.
bool RecordingDevice::FillClip(GfxState* state) {
  if (!muted() && !pattern_text_) {
    PdfPaint paint = PaintOf(state, kUnknownColor, state->getFillOpacity());
    paint.plain = false;  // patterns have holes
    recorder_.FillRect(ClipOf(state), paint, ClipOf(state));
  }
  pattern_text_ = false;
  return true;
}

const PdfFonts::Use& RecordingDevice::FontOf(GfxState* state) {
  if (current_font_ != state->getFont().get()) {
    current_font_ = state->getFont().get();
    font_ = fonts_.Find(state->getFont());
  }
  return font_;
}

// `at` and `advance` are in user space.
PdfGlyphPlacement RecordingDevice::PlacementOf(GfxState* state, Point at, Point advance) const {
  const PdfFontMetrics& metrics = font_.font->metrics();
  const double size = state->getFontSize() * metrics.em;
  PdfGlyphPlacement placement;
  placement.vertical = state->getFont()->getWMode() != 0;
  placement.origin = Transformed(state, at.x, at.y);
  state->transformDelta(advance.x, advance.y, &placement.advance.x, &placement.advance.y);
  placement.along = TextVector(state, size * state->getHorizScaling(), 0);
  placement.up = TextVector(state, 0, metrics.upside_down ? -size : size);
  placement.ascent = metrics.ascent;
  placement.descent = metrics.descent;
  return placement;
}

void RecordingDevice::SetPaint(GfxState* state, PdfGlyphDrawn& drawn) {
  const int render = state->getRender();
  // Gfx draws text filled with a pattern as a clip, then fills that.
  pattern_text_ =
      (render == 5 || render == 7) && state->getFillColorSpace()->getMode() == csPattern;
  drawn.paint = (render & 3) == 1 ? StrokePaint(state) : FillPaint(state);
  drawn.invisible = (render & 3) == 3 && !pattern_text_;
  drawn.clip = ClipOf(state);
}

void RecordingDevice::drawChar(GfxState* state, double x, double y, double dx, double dy,
                               double /*origin_x*/, double /*origin_y*/, CharCode code, int bytes,
                               const Unicode* text, int text_length) {
  if (muted() || !state->getFont()) {
    return;
  }
  const PdfFonts::Use& font = FontOf(state);
  std::u32string_view characters = font.font->TextOf({code, text, text_length}, font.reduced);
  if (characters.empty() && actual_depth_ == 0) {
    return;
  }
  if (characters.empty()) {
    characters = kNothing;  // but /ActualText may know better
  }
  // The advance includes letter and word spacing, which are not the glyph's.
  const bool vertical = state->getFont()->getWMode() != 0;
  const double spacing =
      state->getCharSpace() + (code == 0x20 && bytes == 1 ? state->getWordSpace() : 0);
  Point space;
  state->textTransformDelta(vertical ? 0 : spacing * state->getHorizScaling(),
                            vertical ? spacing : 0, &space.x, &space.y);
  const PdfGlyphPlacement placement = PlacementOf(state, {x, y}, {dx - space.x, dy - space.y});
  PdfGlyphDrawn drawn;
  if (!PlaceGlyph(placement, drawn.glyph)) {
    return;
  }
  drawn.ink = InkOf(placement, drawn.glyph, characters.front());
  SetPaint(state, drawn);
  std::vector<PdfGlyphDrawn> parts = SplitGlyph(drawn, characters);
  if (actual_depth_ > 0) {
    actual_glyphs_.insert(actual_glyphs_.end(), parts.begin(), parts.end());
    return;
  }
  std::for_each(parts.begin(), parts.end(), [&](const PdfGlyphDrawn& part) { Emit(part); });
}

void RecordingDevice::Emit(const PdfGlyphDrawn& drawn) {
  PdfGlyphDrawn glyph = drawn;
  glyph.glyph.code = FoldRadical(drawn.glyph.code);
  if (glyph.glyph.code == kUnmappedCharacter) {
    glyph.glyph.mapped = false;
    ++run_.unmapped;
    run_.unmapped_box = Union(run_.unmapped_box, glyph.glyph.box);
  }
  recorder_.AddGlyph(glyph);
}

void RecordingDevice::beginActualText(GfxState* /*state*/, const GooString* text) {
  if (++actual_depth_ > 1) {
    return;  // the outermost span speaks for all that it holds
  }
  actual_glyphs_.clear();
  actual_text_.clear();
  for (const char32_t code : PdfTextString(*text)) {
    if (IsTextCharacter(code) && !IsPrivateUse(code) && code != kUnmappedCharacter) {
      actual_text_.push_back(code);
    }
  }
}

void RecordingDevice::endActualText(GfxState* /*state*/) {
  if (actual_depth_ == 0 || --actual_depth_ > 0) {
    return;
  }
  // A text of nothing, or of spaces, cannot be what visible glyphs show.
  const bool says_something =
      std::any_of(actual_text_.begin(), actual_text_.end(), [](char32_t c) { return c > 0x20; });
  const std::vector<PdfGlyphDrawn> glyphs =
      says_something ? SpreadText(actual_text_, actual_glyphs_) : actual_glyphs_;
  for (const PdfGlyphDrawn& drawn : glyphs) {
    if (drawn.glyph.code != kNothing.front()) {
      Emit(drawn);
    }
  }
  actual_glyphs_.clear();
}

void RecordingDevice::AddPicture(GfxState* state, int width, int height, bool bilevel,
                                 bool opaque) {
  if (muted()) {
    return;
  }
  PdfImageDrawn drawn;
  drawn.image = {UnitSquare(state), width, height, bilevel};
  drawn.paint = PaintOf(state, kUnknownColor, state->getFillOpacity());
  drawn.opaque = opaque;
  drawn.clip = ClipOf(state);
  recorder_.AddImage(drawn);
}

void RecordingDevice::drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                                GfxImageColorMap* map, bool interpolate, const int* mask_colors,
                                bool in_line) {
  const bool swatch = width <= kSwatchPixels && height <= kSwatchPixels / width;
  if (swatch && mask_colors == nullptr) {
    // Reading an inline image also passes by its data, as must be done.
    const std::optional<PdfColor> color = UniformColor(stream, width, height, map);
    if (color && !muted()) {
      recorder_.FillRect(UnitSquare(state), PaintOf(state, *color, state->getFillOpacity()),
                         ClipOf(state));
    } else {
      AddPicture(state, width, height, false, true);
    }
    return;
  }
  AddPicture(state, width, height, map->getNumPixelComps() == 1 && map->getBits() == 1,
             mask_colors == nullptr);
  OutputDev::drawImage(state, ref, stream, width, height, map, interpolate, mask_colors, in_line);
}

void RecordingDevice::drawImageMask(GfxState* state, Object* ref, Stream* stream, int width,
                                    int height, bool invert, bool interpolate, bool in_line) {
  if (width <= kSwatchPixels && height <= kSwatchPixels / width) {
    if (PaintsAll(stream, width, height, invert) && !muted()) {
      recorder_.FillRect(UnitSquare(state), FillPaint(state), ClipOf(state));
    } else {
      AddPicture(state, width, height, true, false);
    }
    return;
  }
  AddPicture(state, width, height, true, false);
  OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, in_line);
}

}  // namespace

PdfPageRun RecordPdfPage(PDFDoc& doc, const PdfPageObject& page, const PdfLimits& limits,
                         PdfFonts& fonts, PdfRecorder& recorder) {
  RecordingDevice device(limits, fonts, recorder);
  PdfInterpretOptions options;
  options.should_stop = &RecordingDevice::ShouldStop;
  options.context = &device;
  InterpretPdfPage(doc, page, fonts.ReducedResources(page.resources), options, device);
  return device.Run();
}

}  // namespace zhibiao
