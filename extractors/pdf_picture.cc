#include "extractors/pdf_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "extractors/pdf_interpreter.h"
#include "extractors/pdf_poppler_compat.h"
#include "extractors/raster.h"

namespace zhibiao {
namespace {

constexpr double kAskew = 0.002;      // of a picture's side: leaning less is not seen
constexpr double kUnlikeDpi = 0.004;  // across and down may differ by so much
constexpr double kLeastDpi = 40;
constexpr double kWhite = 0.98;
constexpr double kHair = 0.3;          // points that a line of no width shows
constexpr int kMaxChecks = 4'000'000;  // of the interpreter: such a page is no scan

// Where the picture's columns and rows go on the page: by whole pixels, turned by quarters.
struct Placing {
  bool turned = false;  // columns become rows
  bool flip_x = false;
  bool flip_y = false;
  double x0 = 0;  // of the box on the page, in points
  double top = 0;
  double width = 0;
  double height = 0;
  Rect clip;  // what of the page is painted
};

std::optional<Placing> PlacingOf(const std::array<double, 6>& matrix) {
  const auto [a, b, c, d, e, f] = matrix;
  const double along = std::max(std::abs(a), std::abs(b));
  const double down = std::max(std::abs(c), std::abs(d));
  Placing placing;
  placing.turned = std::abs(b) > std::abs(a);
  const double off = placing.turned ? std::max(std::abs(a) / along, std::abs(d) / down)
                                    : std::max(std::abs(b) / along, std::abs(c) / down);
  const bool mirrored = a * d - b * c > 0;  // y goes down the page and up the picture
  if (!(along > 0) || !(down > 0) || !(off <= kAskew) || mirrored) {
    return std::nullopt;
  }
  placing.flip_x = placing.turned ? c > 0 : a < 0;
  placing.flip_y = placing.turned ? b < 0 : d > 0;
  placing.x0 = e + std::min(0.0, a) + std::min(0.0, c);
  placing.top = f + std::min(0.0, b) + std::min(0.0, d);
  placing.width = placing.turned ? down : along;
  placing.height = placing.turned ? along : down;
  return placing;
}

// What of the page a path or a picture may paint.
class Extent {
 public:
  void Add(const GfxState& state, double x, double y) {
    double shown_x = 0;
    double shown_y = 0;
    state.transform(x, y, &shown_x, &shown_y);
    const Rect point = {shown_x, shown_y, shown_x, shown_y};
    box_ = box_ ? Rect{std::min(box_->x0, shown_x), std::min(box_->top, shown_y),
                       std::max(box_->x1, shown_x), std::max(box_->bottom, shown_y)}
                : point;
  }

  // Requires: something was added.
  const Rect& box() const { return *box_; }
  bool empty() const { return !box_; }

 private:
  std::optional<Rect> box_;
};

Rect ClipOf(const GfxState& state) {
  Rect clip;
  state.getClipBBox(&clip.x0, &clip.top, &clip.x1, &clip.bottom);
  return clip;
}

class PictureDevice : public OutputDev {
 public:
  PictureDevice(const Rect& box, double max_pixels) : box_(box), max_pixels_(max_pixels) {}

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  void stroke(GfxState* state) override { Paint(*state, false); }
  void fill(GfxState* state) override { Paint(*state, IsWhite(*state)); }
  void eoFill(GfxState* state) override { Paint(*state, IsWhite(*state)); }

  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* map, bool interpolate, const int* mask_colors,
                 bool in_line) override {
    if (!IsSeen(*state)) {
      return OutputDev::drawImage(state, ref, stream, width, height, map, interpolate, mask_colors,
                                  in_line);
    }
    const Lines lines = {stream, width, height, map, false};
    if (mask_colors != nullptr || state->getFillOpacity() < 1 || in_line || !Take(*state, lines)) {
      must_be_drawn_ = true;
      OutputDev::drawImage(state, ref, stream, width, height, map, interpolate, mask_colors,
                           in_line);
    }
  }

  // A stencil of black ink.
  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool in_line) override {
    if (!IsSeen(*state)) {
      return OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate,
                                      in_line);
    }
    GfxGray grey = 0;
    state->getFillGray(&grey);
    const Lines lines = {stream, width, height, nullptr, invert};
    if (grey > 0 || state->getFillOpacity() < 1 || in_line || !Take(*state, lines)) {
      must_be_drawn_ = true;
      OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, in_line);
    }
  }

  void drawMaskedImage(GfxState* state, Object* /*ref*/, Stream* /*stream*/, int /*width*/,
                       int /*height*/, GfxImageColorMap* /*map*/, bool /*interpolate*/,
                       Stream* /*mask*/, int /*mask_width*/, int /*mask_height*/,
                       bool /*mask_invert*/, bool /*mask_interpolate*/) override {
    must_be_drawn_ = must_be_drawn_ || IsSeen(*state);
  }
  void drawSoftMaskedImage(GfxState* state, Object* /*ref*/, Stream* /*stream*/, int /*width*/,
                           int /*height*/, GfxImageColorMap* /*map*/, bool /*interpolate*/,
                           Stream* /*mask*/, int /*mask_width*/, int /*mask_height*/,
                           GfxImageColorMap* /*mask_map*/, bool /*mask_interpolate*/) override {
    must_be_drawn_ = must_be_drawn_ || IsSeen(*state);
  }

  std::optional<PageBitmap> Picture() {
    return must_be_drawn_ ? std::nullopt : std::move(picture_);
  }

  static bool ShouldStop(void* device) {
    auto& self = *static_cast<PictureDevice*>(device);
    return self.must_be_drawn_ || ++self.checks_ > kMaxChecks;
  }

 private:
  // A picture's data, line by line.
  struct Lines {
    Stream* stream;
    int width;
    int height;
    GfxImageColorMap* map;  // null: a stencil
    bool invert;            // of a stencil: 1 paints
  };

  // True where the unit square, as which a picture is drawn, shows in the box.
  bool IsSeen(const GfxState& state) const {
    Extent extent;
    for (const auto& [x, y] : {Point{0, 0}, Point{0, 1}, Point{1, 0}, Point{1, 1}}) {
      extent.Add(state, x, y);
    }
    return !Intersection(Intersection(extent.box(), ClipOf(state)), box_).empty();
  }

  static bool IsWhite(const GfxState& state) {
    GfxRGB rgb = {};
    state.getFillRGB(&rgb);
    return std::min({rgb.r, rgb.g, rgb.b}) >= dblToCol(kWhite);
  }

  // The current path is painted; `as_paper`: which shows nothing unless it lies over a picture.
  void Paint(const GfxState& state, bool as_paper) {
    if (as_paper && !picture_) {
      return;
    }
    Extent extent;
    const auto* path = state.getPath();
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
      const auto* part = path->getSubpath(i);
      for (int j = 0; j < part->getNumPoints(); ++j) {
        extent.Add(state, part->getX(j), part->getY(j));
      }
    }
    if (extent.empty()) {
      return;
    }
    Rect shown = Intersection(extent.box(), ClipOf(state));
    shown = {shown.x0 - kHair, shown.top - kHair, shown.x1 + kHair, shown.bottom + kHair};
    must_be_drawn_ = must_be_drawn_ || !Intersection(shown, box_).empty();
  }

  bool Take(const GfxState& state, const Lines& lines) {
    std::array<double, 6> matrix{};
    std::copy_n(state.getCTM(), matrix.size(), matrix.begin());
    std::optional<Placing> placing = PlacingOf(matrix);
    if (!placing) {
      return false;
    }
    const int across = placing->turned ? lines.height : lines.width;
    const int down = placing->turned ? lines.width : lines.height;
    const double dpi = across / placing->width * 72;
    const double dpi_down = down / placing->height * 72;
    if (std::abs(dpi_down / dpi - 1) > kUnlikeDpi || !(dpi >= kLeastDpi)) {
      return false;
    }
    if (picture_ ? std::abs(picture_->dpi / dpi - 1) > kUnlikeDpi : !MakePaper(dpi)) {
      return false;
    }
    const Rect clip = ClipOf(state);
    placing->x0 -= box_.x0;
    placing->top -= box_.top;
    placing->clip = {clip.x0 - box_.x0, clip.top - box_.top, clip.x1 - box_.x0,
                     clip.bottom - box_.top};
    Copy(lines, *placing, *picture_);
    return true;
  }

  bool MakePaper(double dpi) {
    const double width = std::round(box_.width() * dpi / 72);
    const double height = std::round(box_.height() * dpi / 72);
    if (!(width * height <= max_pixels_) || width < 1 || height < 1) {
      return false;
    }
    PageBitmap page;
    page.width_px = static_cast<int>(width);
    page.height_px = static_cast<int>(height);
    page.dpi = dpi;
    page.rgb.assign(
        static_cast<std::size_t>(page.width_px) * static_cast<std::size_t>(page.height_px) * 3,
        255);
    picture_ = std::move(page);
    return true;
  }

  static void Copy(const Lines& lines, const Placing& placing, PageBitmap& page) {
    ImageStream pixels(lines.stream, lines.width,
                       lines.map != nullptr ? lines.map->getNumPixelComps() : 1,
                       lines.map != nullptr ? lines.map->getBits() : 1);
    pixels.reset();
    std::vector<unsigned char> rgb(static_cast<std::size_t>(lines.width) * 3);
    for (int row = 0; row < lines.height; ++row) {
      unsigned char* line = pixels.getLine();
      if (line == nullptr) {
        break;  // cut off: the rest stays paper
      }
      Decode(lines, line, rgb);
      PutRow(lines, placing, row, rgb, page);
    }
    pixels.close();
  }

  static void Decode(const Lines& lines, unsigned char* line, std::vector<unsigned char>& rgb) {
    if (lines.map != nullptr) {
      lines.map->getRGBLine(line, rgb.data(), lines.width);
      return;
    }
    for (std::size_t i = 0; i < rgb.size(); ++i) {
      rgb[i] = (line[i / 3] != 0) == lines.invert ? 0 : 255;
    }
  }

  // Row `row` of the picture becomes a row or, of a turned one, a column of the page.
  static void PutRow(const Lines& lines, const Placing& placing, int row,
                     const std::vector<unsigned char>& rgb, PageBitmap& page) {
    const auto pixel = [&page](double points) {
      return static_cast<int>(std::lround(points * page.dpi / 72));
    };
    const int x0 = pixel(placing.x0);
    const int top = pixel(placing.top);
    const PixelBox seen = {std::max(0, pixel(placing.clip.x0)),
                           std::max(0, pixel(placing.clip.top)),
                           std::min(page.width_px, pixel(placing.clip.x1)),
                           std::min(page.height_px, pixel(placing.clip.bottom))};
    const int across_end = placing.turned ? lines.height : lines.width;
    const int down_end = placing.turned ? lines.width : lines.height;
    for (int column = 0; column < lines.width; ++column) {
      const int across = placing.turned ? row : column;
      const int down = placing.turned ? column : row;
      const int x = x0 + (placing.flip_x ? across_end - 1 - across : across);
      const int y = top + (placing.flip_y ? down_end - 1 - down : down);
      if (x >= seen.x0 && y >= seen.top && x < seen.x1 && y < seen.bottom) {
        const auto to = std::ptrdiff_t{y} * page.width_px + x;
        std::copy_n(rgb.begin() + std::ptrdiff_t{column} * 3, 3, page.rgb.begin() + to * 3);
      }
    }
  }

  Rect box_;
  double max_pixels_;
  bool must_be_drawn_ = false;
  int checks_ = 0;
  std::optional<PageBitmap> picture_;
};

}  // namespace

std::optional<PageBitmap> PicturesOfPdfPage(PDFDoc& doc, const PdfPageObject& page, const Rect& box,
                                            double max_pixels) {
  PictureDevice device(box, max_pixels);
  PdfInterpretOptions options;
  options.should_stop = &PictureDevice::ShouldStop;
  options.context = &device;
  InterpretPdfPage(doc, page, page.resources, options, device);
  return device.Picture();
}

}  // namespace zhibiao
