// The smallest picture files: white pages whose top left quarter is black.
#ifndef TESTS_SUPPORT_TINY_PICTURE_H_
#define TESTS_SUPPORT_TINY_PICTURE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace zhibiao::test {

struct TinyPicture {
  int width_px = 0;
  int height_px = 0;
  int dpi_x = 0;  // 0: not said
  int dpi_y = 0;
  int orientation = 1;     // TIFF only
  bool thumbnail = false;  // TIFF only
};

std::string TinyPng(const TinyPicture& page);
// Grey, not compressed, little-endian.
std::string TinyTiff(const std::vector<TinyPicture>& pages);
// A JPEG segment that says how the picture is to be turned, big-endian as cameras write it.
std::string ExifSegment(int orientation);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_TINY_PICTURE_H_
