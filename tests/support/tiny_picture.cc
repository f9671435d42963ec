#include "tests/support/tiny_picture.h"

#include <cmath>
#include <cstddef>
#include <string_view>

namespace zhibiao::test {
namespace {

using std::string_literals::operator""s;

std::string Big(std::uint32_t number, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) {
    text += static_cast<char>(number >> (8 * i) & 0xffU);
  }
  return text;
}

std::string Little(std::uint32_t number, int bytes) {
  const std::string big = Big(number, bytes);
  return {big.rbegin(), big.rend()};
}

std::uint32_t Crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc & 1U) != 0 ? crc >> 1U ^ 0xedb88320U : crc >> 1U;
    }
  }
  return ~crc;
}

std::uint32_t Adler32(std::string_view bytes) {
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char c : bytes) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16U | a;
}

// zlib's format, without compression.
std::string Stored(std::string_view bytes) {
  constexpr std::size_t kMost = 65535;
  std::string text = "\x78\x01";
  do {
    const std::string_view block = bytes.substr(0, kMost);
    bytes.remove_prefix(block.size());
    const auto size = static_cast<std::uint32_t>(block.size());
    text += (bytes.empty() ? "\1"s : "\0"s) + Little(size, 2) + Little(~size & 0xffffU, 2);
    text += block;
  } while (!bytes.empty());
  return text;
}

std::string Chunk(const std::string& type, const std::string& data) {
  return Big(static_cast<std::uint32_t>(data.size()), 4) + type + data + Big(Crc32(type + data), 4);
}

// Rows of grey bytes, each after `before`.
std::string Pixels(const TinyPicture& page, const std::string& before) {
  std::string rows;
  for (int y = 0; y < page.height_px; ++y) {
    rows += before;
    const auto black = static_cast<std::size_t>(2 * y < page.height_px ? page.width_px / 2 : 0);
    rows += std::string(black, '\0');
    rows += std::string(static_cast<std::size_t>(page.width_px) - black, '\xff');
  }
  return rows;
}

std::string Entry(std::uint32_t tag, std::uint32_t type, std::uint32_t value) {
  return Little(tag, 2) + Little(type, 2) + Little(1, 4) + Little(value, 4);
}

}  // namespace

std::string TinyPng(const TinyPicture& page) {
  const auto per_metre = [](int dpi) {
    return Big(static_cast<std::uint32_t>(std::lround(dpi / 0.0254)), 4);
  };
  const std::string rows = Pixels(page, "\0"s);
  std::string png = "\x89PNG\r\n\x1a\n";
  png += Chunk("IHDR", Big(static_cast<std::uint32_t>(page.width_px), 4) +
                           Big(static_cast<std::uint32_t>(page.height_px), 4) + "\x08\0\0\0\0"s);
  if (page.dpi_x > 0) {
    png += Chunk("pHYs", per_metre(page.dpi_x) + per_metre(page.dpi_y) + "\1");
  }
  png += Chunk("IDAT", Stored(rows) + Big(Adler32(rows), 4));
  return png + Chunk("IEND", "");
}

std::string TinyTiff(const std::vector<TinyPicture>& pages) {
  constexpr std::uint32_t kShort = 3;
  constexpr std::uint32_t kLong = 4;
  constexpr std::uint32_t kRational = 5;
  std::string tiff = "II*\0"s;
  std::size_t link = tiff.size();  // where the offset of the next directory is to be written
  tiff += Little(0, 4);
  for (const TinyPicture& page : pages) {
    const auto width = static_cast<std::uint32_t>(page.width_px);
    const auto height = static_cast<std::uint32_t>(page.height_px);
    const auto pixels = static_cast<std::uint32_t>(tiff.size());
    tiff += Pixels(page, "");
    tiff += std::string(tiff.size() % 2, '\0');
    const auto densities = static_cast<std::uint32_t>(tiff.size());
    tiff += Little(static_cast<std::uint32_t>(page.dpi_x), 4) + Little(1, 4);
    tiff += Little(static_cast<std::uint32_t>(page.dpi_y), 4) + Little(1, 4);
    tiff.replace(link, 4, Little(static_cast<std::uint32_t>(tiff.size()), 4));
    std::string entries =
        Entry(254, kLong, page.thumbnail ? 1 : 0) + Entry(256, kLong, width) +
        Entry(257, kLong, height) + Entry(258, kShort, 8) + Entry(259, kShort, 1) +
        Entry(262, kShort, 1) + Entry(273, kLong, pixels) +
        Entry(274, kShort, static_cast<std::uint32_t>(page.orientation)) + Entry(277, kShort, 1) +
        Entry(278, kLong, height) + Entry(279, kLong, width * height);
    if (page.dpi_x > 0) {
      entries += Entry(282, kRational, densities) + Entry(283, kRational, densities + 8) +
                 Entry(296, kShort, 2);
    }
    tiff += Little(static_cast<std::uint32_t>(entries.size() / 12), 2) + entries;
    link = tiff.size();
    tiff += Little(0, 4);
  }
  return tiff;
}

std::string ExifSegment(int orientation) {
  const std::string exif = "Exif\0\0MM\0*"s + Big(8, 4) + Big(1, 2) + Big(274, 2) + Big(3, 2) +
                           Big(1, 4) + Big(static_cast<std::uint32_t>(orientation), 2) + Big(0, 2) +
                           Big(0, 4);
  return "\xff\xe1" + Big(static_cast<std::uint32_t>(exif.size() + 2), 2) + exif;
}

}  // namespace zhibiao::test
