#include "extractors/pdf_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "extractors/pdf_interpreter.h"
#include "extractors/pdf_poppler_compat.h"

namespace zhibiao {
namespace {

constexpr double kAskew = 0.002;      // of a picture's side: leaning less is not seen
constexpr double kUnlikeDpi = 0.004;  // across and down may differ by so much
constexpr double kLeastDpi = 40;
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

class PictureDevice : public OutputDev {
 public:
  PictureDevice(double width, double height, double max_pixels)
      : width_(width), height_(height), max_pixels_(max_pixels) {}

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* map, bool interpolate, const int* mask_colors,
                 bool in_line) override {
    const Lines lines = {stream, width, height, map, false};
    if (++pictures_ > 1 || mask_colors != nullptr || state->getFillOpacity() < 1 || in_line ||
        !Take(*state, lines)) {
      OutputDev::drawImage(state, ref, stream, width, height, map, interpolate, mask_colors,
                           in_line);
    }
  }

  // A stencil of black ink.
  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool in_line) override {
    GfxGray grey = 0;
    state->getFillGray(&grey);
    const Lines lines = {stream, width, height, nullptr, invert};
    if (++pictures_ > 1 || grey > 0 || state->getFillOpacity() < 1 || in_line ||
        !Take(*state, lines)) {
      OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, in_line);
    }
  }

  void drawMaskedImage(GfxState* /*state*/, Object* /*ref*/, Stream* /*stream*/, int /*width*/,
                       int /*height*/, GfxImageColorMap* /*map*/, bool /*interpolate*/,
                       Stream* /*mask*/, int /*mask_width*/, int /*mask_height*/,
                       bool /*mask_invert*/, bool /*mask_interpolate*/) override {
    pictures_ += 2;
  }
  void drawSoftMaskedImage(GfxState* /*state*/, Object* /*ref*/, Stream* /*stream*/, int /*width*/,
                           int /*height*/, GfxImageColorMap* /*map*/, bool /*interpolate*/,
                           Stream* /*mask*/, int /*mask_width*/, int /*mask_height*/,
                           GfxImageColorMap* /*mask_map*/, bool /*mask_interpolate*/) override {
    pictures_ += 2;
  }

  std::optional<PageBitmap> Picture() {
    return pictures_ == 1 ? std::move(picture_) : std::nullopt;
  }

  static bool ShouldStop(void* device) {
    return ++static_cast<PictureDevice*>(device)->checks_ > kMaxChecks;
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

  bool Take(const GfxState& state, const Lines& lines) {
    std::array<double, 6> matrix{};
    std::copy_n(state.getCTM(), matrix.size(), matrix.begin());
    const std::optional<Placing> placing = PlacingOf(matrix);
    if (!placing) {
      return false;
    }
    const int across = placing->turned ? lines.height : lines.width;
    const int down = placing->turned ? lines.width : lines.height;
    const double dpi = across / placing->width * 72;
    const double dpi_down = down / placing->height * 72;
    const double width = std::round(width_ * dpi / 72);
    const double height = std::round(height_ * dpi / 72);
    if (std::abs(dpi_down / dpi - 1) > kUnlikeDpi || !(dpi >= kLeastDpi) ||
        !(width * height <= max_pixels_) || width < 1 || height < 1) {
      return false;
    }
    PageBitmap page;
    page.width_px = static_cast<int>(width);
    page.height_px = static_cast<int>(height);
    page.dpi = dpi;
    page.rgb.assign(
        static_cast<std::size_t>(page.width_px) * static_cast<std::size_t>(page.height_px) * 3,
        255);
    Copy(lines, *placing, page);
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
    const int x0 = static_cast<int>(std::lround(placing.x0 * page.dpi / 72));
    const int top = static_cast<int>(std::lround(placing.top * page.dpi / 72));
    const int across_end = placing.turned ? lines.height : lines.width;
    const int down_end = placing.turned ? lines.width : lines.height;
    for (int column = 0; column < lines.width; ++column) {
      const int across = placing.turned ? row : column;
      const int down = placing.turned ? column : row;
      const int x = x0 + (placing.flip_x ? across_end - 1 - across : across);
      const int y = top + (placing.flip_y ? down_end - 1 - down : down);
      if (x >= 0 && y >= 0 && x < page.width_px && y < page.height_px) {
        const auto to = std::ptrdiff_t{y} * page.width_px + x;
        std::copy_n(rgb.begin() + std::ptrdiff_t{column} * 3, 3, page.rgb.begin() + to * 3);
      }
    }
  }

  double width_;
  double height_;
  double max_pixels_;
  int pictures_ = 0;
  int checks_ = 0;
  std::optional<PageBitmap> picture_;
};

}  // namespace

std::optional<PageBitmap> PictureOfPdfPage(PDFDoc& doc, const PdfPageObject& page, double width,
                                           double height, double max_pixels) {
  PictureDevice device(width, height, max_pixels);
  PdfInterpretOptions options;
  options.should_stop = &PictureDevice::ShouldStop;
  options.context = &device;
  InterpretPdfPage(doc, page, page.resources, options, device);
  return device.Picture();
}

}  // namespace zhibiao
