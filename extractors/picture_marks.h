// What the bytes of a picture file say about the picture, before anything is decoded.
#ifndef EXTRACTORS_PICTURE_MARKS_H_
#define EXTRACTORS_PICTURE_MARKS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace zhibiao {

struct PictureMarks {
  double dpi_x = 0;  // 0: not said
  double dpi_y = 0;  //
  int orientation =
      1;  // as Exif has it: 1 upright, 3 upside down, 6 and 8 on its side, 2 4 5 7 mirrored
};

// What cannot be read is as if it were not said.
PictureMarks ReadPngMarks(std::string_view bytes);
PictureMarks ReadJpegMarks(std::string_view bytes);

struct TiffPage {
  std::size_t offset = 0;  // of its directory
  std::uint32_t width_px = 0;
  std::uint32_t height_px = 0;
};

// The pages of a TIFF file in their order, `most` at most; thumbnails are no pages. Ends where the
// chain of directories leaves the file or comes back to where it was.
std::vector<TiffPage> FindTiffPages(std::string_view bytes, std::size_t most);

}  // namespace zhibiao

#endif  // EXTRACTORS_PICTURE_MARKS_H_
