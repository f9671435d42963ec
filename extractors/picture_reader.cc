#include "extractors/picture_reader.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "extractors/picture_decoder.h"
#include "extractors/raster.h"
#include "extractors/raster_scaler.h"

namespace zhibiao {
namespace {

constexpr double kMostDpi = 300;            // finer pictures tell engines nothing more
constexpr double kLeastDpi = 90;            // coarser ones are scaled, so that rules stay apart
constexpr double kLeastBelievedDpi = 100;   // 72 and 96 are what programs write that do not know
constexpr double kMostBelievedDpi = 1200;   //
constexpr double kLeastGuess = 45;          // smaller pictures are not pages, but parts of some
constexpr double kA4LongSide = 297 / 25.4;  // inches
constexpr double kShortestPage = 5;         // inches, the long side
constexpr double kLongestPage = 24;         // inches: A2

struct PixelPlace {
  int x = 0;
  int y = 0;
};

// Where pixel (x, y) of the picture as shown lies in the one stored, which is width × height large.
PixelPlace StoredPlace(int orientation, int x, int y, int width, int height) {
  switch (orientation) {
    case 2:
      return {width - 1 - x, y};
    case 3:
      return {width - 1 - x, height - 1 - y};
    case 4:
      return {x, height - 1 - y};
    case 5:
      return {y, x};
    case 6:
      return {y, height - 1 - x};
    case 7:
      return {width - 1 - y, height - 1 - x};
    case 8:
      return {width - 1 - y, x};
    default:
      return {x, y};
  }
}

bool IsOnItsSide(int orientation) {
  return orientation >= 5;
}

PageBitmap TurnedUpright(PageBitmap stored, int orientation) {
  if (orientation == 1) {
    return stored;
  }
  PageBitmap shown;
  const bool swap = IsOnItsSide(orientation);
  shown.width_px = swap ? stored.height_px : stored.width_px;
  shown.height_px = swap ? stored.width_px : stored.height_px;
  shown.rgb.resize(stored.rgb.size());
  std::uint8_t* to = shown.rgb.data();
  for (int y = 0; y < shown.height_px; ++y) {
    for (int x = 0; x < shown.width_px; ++x) {
      const PixelPlace from = StoredPlace(orientation, x, y, stored.width_px, stored.height_px);
      const std::size_t pixel =
          static_cast<std::size_t>(from.y) * static_cast<std::size_t>(stored.width_px) +
          static_cast<std::size_t>(from.x);
      to = std::copy_n(stored.rgb.data() + pixel * 3, 3, to);
    }
  }
  return shown;
}

bool IsBelievable(double dpi) {
  return dpi >= kLeastBelievedDpi && dpi <= kMostBelievedDpi;
}

// Pixels an inch, across and down the page as shown.
struct Density {
  double x = 0;
  double y = 0;
};

Density DensityOf(const PageBitmap& bitmap, const PictureMarks& marks) {
  Density said = {marks.dpi_x, marks.dpi_y};
  if (IsOnItsSide(marks.orientation)) {
    std::swap(said.x, said.y);
  }
  if (IsBelievable(std::max(said.x, said.y)) && std::min(said.x, said.y) > kLeastBelievedDpi / 2) {
    const double long_side = std::max(bitmap.width_px / said.x, bitmap.height_px / said.y);
    if (long_side >= kShortestPage && long_side <= kLongestPage) {
      return said;
    }
  }
  const double guess =
      std::max(kLeastGuess, std::max(bitmap.width_px, bitmap.height_px) / kA4LongSide);
  return {guess, guess};
}

int ScaledLength(int length_px, double from_dpi, double to_dpi) {
  return std::max(1, static_cast<int>(std::lround(length_px * to_dpi / from_dpi)));
}

PageBitmap Scaled(const PageBitmap& bitmap, int width, int height) {
  PageBitmap scaled;
  scaled.width_px = width;
  scaled.height_px = height;
  scaled.rgb.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  for (std::size_t colour = 0; colour < 3; ++colour) {
    Raster plane(bitmap.width_px, bitmap.height_px, 0);
    for (std::size_t i = 0; i < plane.pixels.size(); ++i) {
      plane.pixels[i] = bitmap.rgb[i * 3 + colour];
    }
    const Raster smaller = Scale(plane, width, height);
    for (std::size_t i = 0; i < smaller.pixels.size(); ++i) {
      scaled.rgb[i * 3 + colour] = smaller.pixels[i];
    }
  }
  return scaled;
}

PageBitmap AtReadableScale(PageBitmap bitmap, const Density& density) {
  const double dpi = std::clamp(std::max(density.x, density.y), kLeastDpi, kMostDpi);
  const int width = ScaledLength(bitmap.width_px, density.x, dpi);
  const int height = ScaledLength(bitmap.height_px, density.y, dpi);
  if (width != bitmap.width_px || height != bitmap.height_px) {
    bitmap = Scaled(bitmap, width, height);
  }
  bitmap.dpi = dpi;
  return bitmap;
}

}  // namespace

Result<PictureReader> PictureReader::Open(std::string bytes, const PictureLimits& limits,
                                          Findings& findings) {
  PictureReader reader;
  reader.kind_ = SniffFile(bytes);
  reader.limits_ = limits;
  reader.bytes_ = std::move(bytes);
  if (reader.kind_ == FileKind::kTiff) {
    const auto most = static_cast<std::size_t>(limits.max_pages);
    reader.tiff_pages_ = FindTiffPages(reader.bytes_, most + 1);
    if (reader.tiff_pages_.empty()) {
      return Status(StatusCode::kDamaged, "no page can be found in the TIFF file");
    }
    if (reader.tiff_pages_.size() > most) {
      reader.tiff_pages_.resize(most);
      findings.Add(FindingCode::kLimitReached, {},
                   "only the first " + std::to_string(most) + " pages are read");
    }
  } else if (reader.kind_ != FileKind::kPng && reader.kind_ != FileKind::kJpeg) {
    return Status(StatusCode::kInvalidInput, "neither PNG nor JPEG nor TIFF");
  }
  return reader;
}

int PictureReader::page_count() const {
  return kind_ == FileKind::kTiff ? static_cast<int>(tiff_pages_.size()) : 1;
}

Result<PageBitmap> PictureReader::ReadPage(int number, Findings& findings) const {
  if (number < 1 || number > page_count()) {
    return Status(StatusCode::kNotFound, "no page " + std::to_string(number));
  }
  Result<DecodedPicture> decoded =
      kind_ == FileKind::kPng ? DecodePng(bytes_, limits_.max_pixels)
      : kind_ == FileKind::kJpeg
          ? DecodeJpeg(bytes_, limits_.max_pixels)
          : DecodeTiff(bytes_, tiff_pages_[static_cast<std::size_t>(number - 1)],
                       limits_.max_pixels);
  if (!decoded.ok()) {
    return decoded.status();
  }
  DecodedPicture picture = decoded.take();
  if (!picture.damage.empty()) {
    SourceRef source;
    source.page = number;
    findings.Add(FindingCode::kPageUnreadable, source,
                 "the picture is damaged, only part of it was read (" + picture.damage + ")");
  }
  PageBitmap shown = TurnedUpright(std::move(picture.bitmap), picture.marks.orientation);
  const Density density = DensityOf(shown, picture.marks);
  return AtReadableScale(std::move(shown), density);
}

}  // namespace zhibiao
