#include "extractors/picture_marks.h"

#include <optional>
#include <unordered_set>

namespace zhibiao {
namespace {

constexpr double kInchPerMetre = 0.0254;
constexpr double kCmPerInch = 2.54;

// Numbers at places of a string of bytes; those that reach past its end are 0.
class Numbers {
 public:
  Numbers(std::string_view bytes, bool big_endian) : bytes_(bytes), big_endian_(big_endian) {}

  bool Holds(std::size_t at, std::size_t size) const {
    return at <= bytes_.size() && size <= bytes_.size() - at;
  }

  std::uint32_t At(std::size_t at, std::size_t size) const {
    if (!Holds(at, size)) {
      return 0;
    }
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t place = big_endian_ ? at + i : at + size - 1 - i;
      number = number << 8U | static_cast<unsigned char>(bytes_[place]);
    }
    return number;
  }

 private:
  std::string_view bytes_;
  bool big_endian_;
};

// The few tags that matter here, of one directory of a TIFF structure.
struct TiffDirectory {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t subfile_type = 0;
  std::uint32_t orientation = 1;
  std::size_t next = 0;  // offset of the next directory; 0: none
};

constexpr std::size_t kEntryBytes = 12;
constexpr std::uint32_t kShortType = 3;
constexpr std::uint32_t kReducedPicture = 1;  // bit of subfile_type: a thumbnail

void ReadEntry(const Numbers& numbers, std::size_t at, TiffDirectory& directory) {
  const bool is_short = numbers.At(at + 2, 2) == kShortType;
  const std::uint32_t value = numbers.At(at + 8, is_short ? 2 : 4);
  switch (numbers.At(at, 2)) {
    case 254:
      directory.subfile_type = value;
      break;
    case 256:
      directory.width = value;
      break;
    case 257:
      directory.height = value;
      break;
    case 274:
      directory.orientation = value;
      break;
    default:
      break;
  }
}

std::optional<TiffDirectory> ReadTiffDirectory(const Numbers& numbers, std::size_t offset) {
  const std::size_t entries = numbers.At(offset, 2);
  if (entries == 0 || !numbers.Holds(offset + 2, entries * kEntryBytes)) {
    return std::nullopt;
  }
  TiffDirectory directory;
  for (std::size_t i = 0; i < entries; ++i) {
    ReadEntry(numbers, offset + 2 + i * kEntryBytes, directory);
  }
  directory.next = numbers.At(offset + 2 + entries * kEntryBytes, 4);
  return directory;
}

Numbers TiffNumbers(std::string_view bytes) {
  return {bytes, bytes.starts_with("MM")};
}

// APP0: the density of pixels.
void ReadJfif(std::string_view segment, PictureMarks& marks) {
  using namespace std::string_view_literals;
  if (!segment.starts_with("JFIF\0"sv)) {
    return;
  }
  const Numbers numbers(segment, true);
  const std::uint32_t unit = numbers.At(7, 1);  // 0: only their proportion, 1: per inch, 2: per cm
  const double per_inch = unit == 1 ? 1 : unit == 2 ? kCmPerInch : 0;
  marks.dpi_x = numbers.At(8, 2) * per_inch;
  marks.dpi_y = numbers.At(10, 2) * per_inch;
}

// APP1: a TIFF structure without a picture; which way up the camera was held.
void ReadExif(std::string_view segment, PictureMarks& marks) {
  using namespace std::string_view_literals;
  if (!segment.starts_with("Exif\0\0"sv)) {
    return;
  }
  segment.remove_prefix(6);
  const Numbers numbers = TiffNumbers(segment);
  const std::optional<TiffDirectory> directory = ReadTiffDirectory(numbers, numbers.At(4, 4));
  if (directory && directory->orientation >= 1 && directory->orientation <= 8) {
    marks.orientation = static_cast<int>(directory->orientation);
  }
}

}  // namespace

PictureMarks ReadPngMarks(std::string_view bytes) {
  PictureMarks marks;
  const Numbers numbers(bytes, true);
  std::size_t at = 8;
  while (numbers.Holds(at, 8)) {
    const std::size_t length = numbers.At(at, 4);
    const std::string_view type = bytes.substr(at + 4, 4);
    if (type == "IDAT") {
      break;
    }
    if (type == "pHYs" && numbers.At(at + 16, 1) == 1) {  // pixels per metre
      marks.dpi_x = numbers.At(at + 8, 4) * kInchPerMetre;
      marks.dpi_y = numbers.At(at + 12, 4) * kInchPerMetre;
    }
    at += length + 12;
  }
  return marks;
}

PictureMarks ReadJpegMarks(std::string_view bytes) {
  constexpr std::uint32_t kStartOfScan = 0xda;
  constexpr std::uint32_t kApp0 = 0xe0;
  constexpr std::uint32_t kApp1 = 0xe1;
  PictureMarks marks;
  const Numbers numbers(bytes, true);
  std::size_t at = 2;
  while (numbers.At(at, 1) == 0xff) {
    const std::uint32_t marker = numbers.At(at + 1, 1);
    if (marker == 0xff) {  // padding
      ++at;
      continue;
    }
    const std::size_t length = numbers.At(at + 2, 2);
    if (marker == kStartOfScan || length < 2 || !numbers.Holds(at + 2, length)) {
      break;
    }
    const std::string_view segment = bytes.substr(at + 4, length - 2);
    if (marker == kApp0) {
      ReadJfif(segment, marks);
    } else if (marker == kApp1) {
      ReadExif(segment, marks);
    }
    at += 2 + length;
  }
  return marks;
}

std::vector<TiffPage> FindTiffPages(std::string_view bytes, std::size_t most) {
  const Numbers numbers = TiffNumbers(bytes);
  std::vector<TiffPage> pages;
  std::unordered_set<std::size_t> seen;
  std::size_t offset = numbers.At(4, 4);
  while (offset != 0 && pages.size() < most && seen.insert(offset).second) {
    const std::optional<TiffDirectory> directory = ReadTiffDirectory(numbers, offset);
    if (!directory) {
      break;
    }
    if ((directory->subfile_type & kReducedPicture) == 0) {
      pages.push_back({offset, directory->width, directory->height});
    }
    offset = directory->next;
  }
  return pages;
}

}  // namespace zhibiao
