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

std::string EncodePng(const GreyPicture& picture) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width_px);
  image.height = static_cast<png_uint_32>(picture.height_px);
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(size, '\0');
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, picture.pixels.data(), 0,
                                nullptr) == 0) {
    return {};
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace zhibiao
