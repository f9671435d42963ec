#include "extractors/scan_strips.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <optional>

namespace zhibiao {
namespace {

constexpr double kMargin = 0.2;    // of the line's height: paper around a line that is read
constexpr double kNarrow = 1.6;    // in characters: lines no wider hold one character
constexpr double kStripGap = 0.3;  // in characters: paper between the parts of a strip
constexpr double kLone = 1.3;      // in characters: a cell with no more is read with the next one
constexpr double kNeighbour = 9;   // in characters: the longest line of that next cell

class StripMaker {
 public:
  StripMaker(const std::vector<ScanLine>& lines, const std::vector<PixelBox>& cells, int em)
      : lines_(lines), cells_(cells), em_(em), only_line_(cells.size()), strip_of_(lines.size()) {
    std::vector<int> count(cells.size(), 0);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].cell >= 0) {
        const auto cell = static_cast<std::size_t>(lines[i].cell);
        only_line_[cell] = ++count[cell] == 1 ? std::optional(i) : std::nullopt;
      }
    }
  }

  std::vector<Strip> Make() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (IsLone(i)) {
        Attach(i);
      }
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!strip_of_[i]) {
        const bool goes_on = i > 0 && strip_of_[i - 1] && lines_[i].cell >= 0 &&
                             lines_[i - 1].cell == lines_[i].cell && IsNarrow(i, kNarrow) &&
                             IsNarrow(i - 1, kNarrow);
        Put(i, goes_on ? *strip_of_[i - 1] : NewStrip());
      }
    }
    std::vector<Strip> strips(members_.size());
    for (std::size_t strip = 0; strip < strips.size(); ++strip) {
      for (const std::size_t line : members_[strip]) {
        strips[strip].parts.push_back(lines_[line].box);
        strips[strip].rooms.push_back(lines_[line].room);
      }
    }
    return strips;
  }

 private:
  bool IsNarrow(std::size_t line, double limit) const {
    return lines_[line].box.width() <= limit * em_;
  }

  bool IsOnly(std::size_t line) const {
    return lines_[line].cell >= 0 &&
           only_line_[static_cast<std::size_t>(lines_[line].cell)] == line;
  }

  bool IsLone(std::size_t line) const { return IsOnly(line) && IsNarrow(line, kLone); }

  const PixelBox& CellOf(std::size_t line) const {
    return cells_[static_cast<std::size_t>(lines_[line].cell)];
  }

  // The only line of the cell to the right (or left) of that of `at`, if it is short.
  std::optional<std::size_t> Beside(std::size_t at, bool right) const {
    const PixelBox& cell = CellOf(at);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i == at || !IsOnly(i) || !IsNarrow(i, kNeighbour)) {
        continue;
      }
      const PixelBox& other = CellOf(i);
      const int gap = right ? other.x0 - cell.x1 : cell.x0 - other.x1;
      const bool in_row = other.top < lines_[at].box.bottom && other.bottom > lines_[at].box.top &&
                          lines_[i].box.top < cell.bottom && lines_[i].box.bottom > cell.top;
      if (in_row && std::abs(gap) <= em_ / 2) {
        return i;
      }
    }
    return std::nullopt;
  }

  void Attach(std::size_t lone) {
    if (const std::optional<std::size_t> left = Beside(lone, false);
        left && strip_of_[*left] && members_[*strip_of_[*left]].back() == *left) {
      Put(lone, *strip_of_[*left]);
    } else if (left && !strip_of_[*left] && !IsLone(*left)) {
      Put(*left, NewStrip());
      Put(lone, *strip_of_[*left]);
    }
    const std::optional<std::size_t> right = Beside(lone, true);
    if (right && !strip_of_[*right] && (!strip_of_[lone] || IsLone(*right))) {
      if (!strip_of_[lone]) {
        Put(lone, NewStrip());
      }
      Put(*right, *strip_of_[lone]);
    }
  }

  std::size_t NewStrip() {
    members_.emplace_back();
    return members_.size() - 1;
  }

  void Put(std::size_t line, std::size_t strip) {
    members_[strip].push_back(line);
    strip_of_[line] = strip;
  }

  const std::vector<ScanLine>& lines_;
  const std::vector<PixelBox>& cells_;
  int em_;
  std::vector<std::optional<std::size_t>> only_line_;  // of each cell that has just one
  std::vector<std::optional<std::size_t>> strip_of_;   // of each line
  std::vector<std::vector<std::size_t>> members_;      // of each strip, left to right
};

// Copies what of `box` lies in `room`, moved by (dx, dy).
void CopyPart(const Raster& page, PixelBox box, const PixelBox& room, Raster& to, int dx, int dy) {
  box = {std::max({box.x0, room.x0, -dx, 0}), std::max({box.top, room.top, -dy, 0}),
         std::min({box.x1, room.x1, to.width - dx, page.width}),
         std::min({box.bottom, room.bottom, to.height - dy, page.height})};
  for (int y = box.top; y < box.bottom && box.x0 < box.x1; ++y) {
    std::copy(page.row(y) + box.x0, page.row(y) + box.x1, to.row(y + dy) + box.x0 + dx);
  }
}

}  // namespace

std::vector<Strip> MakeStrips(const std::vector<ScanLine>& lines,
                              const std::vector<PixelBox>& cells, int writing_height) {
  return StripMaker(lines, cells, writing_height).Make();
}

Crop CropOf(const Raster& page, const Strip& strip, int writing_height) {
  const int em = writing_height;
  int height = 0;
  int width = 0;
  const int gap = static_cast<int>(std::lround(kStripGap * em));
  for (const PixelBox& part : strip.parts) {
    height = std::max(height, part.height());
    width += part.width() + gap;
  }
  height = std::max(height, em * 8 / 10);  // a lone dash keeps its place within a line
  const int margin = std::max(3, static_cast<int>(std::lround(kMargin * em)));
  Crop crop;
  crop.picture = Raster(width - gap + 2 * margin, height + 2 * margin, 255);
  int x = margin;
  for (std::size_t i = 0; i < strip.parts.size(); ++i) {
    const PixelBox& part = strip.parts[i];
    crop.starts.push_back(x);
    const int y = margin + (height - part.height()) / 2;
    // Between parts there is less paper than around the whole.
    const int left = i == 0 ? margin : gap / 2;
    const int right = i + 1 == strip.parts.size() ? margin : gap / 2;
    CopyPart(page, {part.x0 - left, part.top - margin, part.x1 + right, part.bottom + margin},
             strip.rooms[i], crop.picture, x - part.x0, y - part.top);
    x += part.width() + gap;
  }
  return crop;
}

}  // namespace zhibiao
