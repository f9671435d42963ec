// The one door to libpng: writes pictures.
#ifndef TOOLS_PNG_FILE_H_
#define TOOLS_PNG_FILE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/document.h"
#include "pipeline/result.h"

namespace zhibiao {

// Errors: kIo  the file cannot be written.
Status WritePng(const PageBitmap& bitmap, const std::string& path);

// One byte a pixel, 0 black, rows from the top.
struct GreyPicture {
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint8_t> pixels;
};

// The bytes of a PNG file; empty where there is nothing to show or no memory.
std::string EncodePng(const GreyPicture& picture);

}  // namespace zhibiao

#endif  // TOOLS_PNG_FILE_H_
