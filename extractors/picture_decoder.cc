#include "extractors/picture_decoder.h"

#include <algorithm>
#include <memory>

#include <png.h>
#include <turbojpeg.h>

#include "extractors/leptonica_pix.h"

namespace zhibiao {
namespace {

Status CheckSize(std::int64_t width, std::int64_t height, std::int64_t max_pixels) {
  if (width <= 0 || height <= 0) {
    return {StatusCode::kDamaged, "the picture is damaged: it has no size"};
  }
  if (width > max_pixels / height) {
    return {StatusCode::kLimit, "the picture is too large: " + std::to_string(width) + " × " +
                                    std::to_string(height) + " pixels; scan at 300 dpi"};
  }
  return {};
}

PageBitmap BlankBitmap(int width, int height) {
  PageBitmap bitmap;
  bitmap.width_px = width;
  bitmap.height_px = height;
  bitmap.rgb.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  return bitmap;
}

Status Damaged(const std::string& why) {
  return {StatusCode::kDamaged, "the picture is damaged (" + why + ")"};
}

struct PngFree {
  void operator()(png_image* image) const { png_image_free(image); }
};

struct JpegFree {
  void operator()(void* handle) const { tjDestroy(handle); }
};

// Printers' colours as Adobe stores them: 255 is no ink.
void RgbFromCmyk(const std::vector<std::uint8_t>& cmyk, std::vector<std::uint8_t>& rgb) {
  for (std::size_t pixel = 0; pixel < rgb.size() / 3; ++pixel) {
    const std::uint8_t* from = cmyk.data() + pixel * 4;
    for (std::size_t i = 0; i < 3; ++i) {
      rgb[pixel * 3 + i] = static_cast<std::uint8_t>(from[i] * from[3] / 255);
    }
  }
}

void KeepQuiet(const char* /*message*/) {}

}  // namespace

Result<DecodedPicture> DecodePng(std::string_view bytes, std::int64_t max_pixels) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  const std::unique_ptr<png_image, PngFree> guard(&image);
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
    return Damaged(image.message);
  }
  if (Status status = CheckSize(image.width, image.height, max_pixels); !status.ok()) {
    return status;
  }
  DecodedPicture picture;
  picture.bitmap = BlankBitmap(static_cast<int>(image.width), static_cast<int>(image.height));
  image.format = PNG_FORMAT_RGB;
  const png_color paper = {255, 255, 255};
  if (png_image_finish_read(&image, &paper, picture.bitmap.rgb.data(), 0, nullptr) == 0) {
    return Damaged(image.message);
  }
  picture.marks = ReadPngMarks(bytes);
  return picture;
}

Result<DecodedPicture> DecodeJpeg(std::string_view bytes, std::int64_t max_pixels) {
  const std::unique_ptr<void, JpegFree> handle(tjInitDecompress());
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  int width = 0;
  int height = 0;
  int sampling = 0;
  int colours = 0;
  if (!handle || tjDecompressHeader3(handle.get(), data, bytes.size(), &width, &height, &sampling,
                                     &colours) != 0) {
    return Damaged(tjGetErrorStr2(handle.get()));
  }
  if (Status status = CheckSize(width, height, max_pixels); !status.ok()) {
    return status;
  }
  DecodedPicture picture;
  picture.bitmap = BlankBitmap(width, height);
  const bool cmyk = colours == TJCS_CMYK || colours == TJCS_YCCK;
  std::vector<std::uint8_t> inks(cmyk ? picture.bitmap.rgb.size() / 3 * 4 : 0);
  // A scan limit: each pass over a progressive picture of a few bytes takes as long as the first.
  const int outcome = tjDecompress2(handle.get(), data, bytes.size(),
                                    cmyk ? inks.data() : picture.bitmap.rgb.data(), width, 0,
                                    height, cmyk ? TJPF_CMYK : TJPF_RGB, TJFLAG_LIMITSCANS);
  if (outcome != 0 && tjGetErrorCode(handle.get()) != TJERR_WARNING) {
    return Damaged(tjGetErrorStr2(handle.get()));
  }
  if (outcome != 0) {
    picture.damage = tjGetErrorStr2(handle.get());
  }
  if (cmyk) {
    RgbFromCmyk(inks, picture.bitmap.rgb);
  }
  picture.marks = ReadJpegMarks(bytes);
  return picture;
}

Result<DecodedPicture> DecodeTiff(std::string_view bytes, const TiffPage& page,
                                  std::int64_t max_pixels) {
  if (Status status = CheckSize(page.width_px, page.height_px, max_pixels); !status.ok()) {
    return status;
  }
  setMsgSeverity(L_SEVERITY_NONE);
  leptSetStderrHandler(KeepQuiet);
  std::size_t offset = page.offset;
  const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
  const PixPtr stored(pixReadMemFromMultipageTiff(data, bytes.size(), &offset));
  const PixPtr pix(stored ? pixConvertTo32(stored.get()) : nullptr);
  if (!pix) {
    return Damaged("a page of the TIFF file does not decode");
  }
  const int width = pixGetWidth(pix.get());
  const int height = pixGetHeight(pix.get());
  if (Status status = CheckSize(width, height, max_pixels); !status.ok()) {
    return status;
  }
  DecodedPicture picture;
  picture.bitmap = BlankBitmap(width, height);
  std::uint8_t* rgb = picture.bitmap.rgb.data();
  for (int y = 0; y < height; ++y) {
    const l_uint32* line =
        pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
    for (int x = 0; x < width; ++x) {
      *rgb++ = static_cast<std::uint8_t>(line[x] >> L_RED_SHIFT);
      *rgb++ = static_cast<std::uint8_t>(line[x] >> L_GREEN_SHIFT);
      *rgb++ = static_cast<std::uint8_t>(line[x] >> L_BLUE_SHIFT);
    }
  }
  picture.marks.dpi_x = pixGetXRes(pix.get());
  picture.marks.dpi_y = pixGetYRes(pix.get());
  return picture;
}

}  // namespace zhibiao
