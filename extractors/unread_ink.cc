#include "extractors/unread_ink.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "extractors/sign_reader.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

// Shares of the height of the line's ink, which is that of a Chinese character.
constexpr double kHanReach = 0.62;  // from a character's centre to that of a part of it
constexpr double kReach = 0.5;

int HeightOfInk(const std::vector<PixelBox>& groups) {
  int tallest = 0;
  for (const PixelBox& group : groups) {
    tallest = std::max(tallest, group.height());
  }
  return tallest;
}

}  // namespace

bool HasUnreadInk(const Raster& line, const LineReading& reading) {
  const std::vector<PixelBox> groups = GlyphGroups(line);
  const double size = HeightOfInk(groups);
  const auto is_read = [&](const PixelBox& group) {
    const double middle = (group.x0 + group.x1) / 2.0;
    return std::any_of(reading.begin(), reading.end(), [&](const ReadCharacter& character) {
      const double away = std::abs(character.center * line.width - middle);
      return character.code != U' ' && away <= (IsHan(character.code) ? kHanReach : kReach) * size;
    });
  };
  return !std::all_of(groups.begin(), groups.end(), is_read);
}

}  // namespace zhibiao
