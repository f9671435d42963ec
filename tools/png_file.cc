#include "tools/png_file.h"

#include <png.h>

namespace zhibiao {

Status WritePng(const PageBitmap& bitmap, const std::string& path) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(bitmap.width_px);
  image.height = static_cast<png_uint_32>(bitmap.height_px);
  image.format = PNG_FORMAT_RGB;
  if (png_image_write_to_file(&image, path.c_str(), 0, bitmap.rgb.data(), 0, nullptr) == 0) {
    return {StatusCode::kIo, path + " cannot be written: " + image.message};
  }
  return {};
}

}  // namespace zhibiao
