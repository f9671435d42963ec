// Any bytes through the picture reader: it must end, and return pages that hold as many pixels as
// they say.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "extractors/picture_reader.h"

namespace {

void Require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

void CheckPage(const zhibiao::PageBitmap& page) {
  Require(page.width_px > 0 && page.height_px > 0 && page.dpi > 0);
  Require(page.rgb.size() ==
          static_cast<std::size_t>(page.width_px) * static_cast<std::size_t>(page.height_px) * 3);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  zhibiao::PictureLimits limits;
  limits.max_pages = 20;
  limits.max_pixels = 1'000'000;
  zhibiao::Findings findings;
  zhibiao::Result<zhibiao::PictureReader> reader = zhibiao::PictureReader::Open(
      std::string(reinterpret_cast<const char*>(data), size), limits, findings);
  if (!reader.ok()) {
    return 0;
  }
  Require(reader.value().page_count() >= 1 && reader.value().page_count() <= limits.max_pages);
  for (int number = 1; number <= reader.value().page_count(); ++number) {
    const zhibiao::Result<zhibiao::PageBitmap> page = reader.value().ReadPage(number, findings);
    if (page.ok()) {
      CheckPage(page.value());
    }
  }
  return 0;
}
