#include "tools/canvas.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

namespace zhibiao {
namespace {

constexpr double kPointsPerInch = 72;
constexpr int kLetterRows = 5;
constexpr int kLetterColumns = 3;
constexpr int kLetterScale = 2;  // pixels a dot
constexpr int kAdvance = (kLetterColumns + 1) * kLetterScale;
constexpr Color kWhite = {255, 255, 255};

// Three dots a row, five rows from the top.
struct Letter {
  char letter;
  std::string_view dots;
};
constexpr Letter kLetters[] = {
    // clang-format off
    {'0', "####.##.##.####"}, {'1', ".#.##..#..#.###"}, {'2', "##...#.#.#..###"},
    {'3', "##...#.#...###."}, {'4', "#.##.####..#..#"}, {'5', "####..##...###."},
    {'6', ".###..####.####"}, {'7', "###..#.#..#..#."}, {'8', "####.#####.####"},
    {'9', "####.####..###."}, {'a', ".#.#.#####.##.#"}, {'b', "##.#.###.#.###."},
    {'c', ".###..#..#...##"}, {'d', "##.#.##.##.###."}, {'e', "####..##.#..###"},
    {'f', "####..##.#..#.."}, {'g', ".###..#.##.#.##"}, {'h', "#..#..####.##.#"},
    {'i', "###.#..#..#.###"}, {'j', "..#..#..##.#.#."}, {'k', "#.##.###.#.##.#"},
    {'l', "#..#..#..#..###"}, {'m', "#.########.##.#"}, {'n', "##.#.##.##.##.#"},
    {'o', ".#.#.##.##.#.#."}, {'p', "##.#.###.#..#.."}, {'q', ".#.#.##.#.#..##"},
    {'r', "##.#.###.#.##.#"}, {'s', ".###...#...###."}, {'t', "###.#..#..#..#."},
    {'u', "#.##.##.##.####"}, {'v', "#.##.##.##.#.#."}, {'w', "#.##.########.#"},
    {'x', "#.##.#.#.#.##.#"}, {'y', "#.##.#.#..#..#."}, {'z', "###..#.#.#..###"},
    {'.', ".............#."}, {'-', "......###......"}, {'+', "....#.###.#...."},
    {',', "..........#.#.."}, {'/', "..#..#.#.#..#.."},
    // clang-format on
};

// The dots of `c`, or empty: a blank.
std::string_view DotsOf(char c) {
  const auto* found = std::find_if(std::begin(kLetters), std::end(kLetters),
                                   [c](const Letter& letter) { return letter.letter == c; });
  return found == std::end(kLetters) ? std::string_view() : found->dots;
}

std::uint8_t Mix(std::uint8_t under, std::uint8_t over, double strength) {
  return static_cast<std::uint8_t>(std::lround(under + (over - under) * strength));
}

}  // namespace

Canvas::PixelBox Canvas::ToPixels(const Rect& box) const {
  const double scale = bitmap_.dpi / kPointsPerInch;
  return {static_cast<int>(std::lround(box.x0 * scale)),
          static_cast<int>(std::lround(box.top * scale)),
          static_cast<int>(std::lround(box.x1 * scale)),
          static_cast<int>(std::lround(box.bottom * scale))};
}

void Canvas::Fill(PixelBox box, Color color, double strength) {
  box.left = std::clamp(box.left, 0, bitmap_.width_px);
  box.right = std::clamp(box.right, box.left, bitmap_.width_px);
  box.top = std::clamp(box.top, 0, bitmap_.height_px);
  box.bottom = std::clamp(box.bottom, box.top, bitmap_.height_px);
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.left; x < box.right; ++x) {
      std::uint8_t* pixel =
          &bitmap_.rgb[(static_cast<std::size_t>(y) * static_cast<std::size_t>(bitmap_.width_px) +
                        static_cast<std::size_t>(x)) *
                       3];
      pixel[0] = Mix(pixel[0], color.red, strength);
      pixel[1] = Mix(pixel[1], color.green, strength);
      pixel[2] = Mix(pixel[2], color.blue, strength);
    }
  }
}

void Canvas::Tint(const Rect& box, Color color, double strength) {
  Fill(ToPixels(box), color, strength);
}

void Canvas::Outline(const Rect& box, Color color, int width_px) {
  PixelBox p = ToPixels(box);
  p.right = std::max(p.right, p.left + width_px);  // a flat box is still seen
  p.bottom = std::max(p.bottom, p.top + width_px);
  Fill({p.left, p.top, p.right, p.top + width_px}, color, 1);
  Fill({p.left, p.bottom - width_px, p.right, p.bottom}, color, 1);
  Fill({p.left, p.top, p.left + width_px, p.bottom}, color, 1);
  Fill({p.right - width_px, p.top, p.right, p.bottom}, color, 1);
}

void Canvas::Label(Point at, std::string_view text, Color color) {
  const PixelBox corner = ToPixels({at.x, at.y, at.x, at.y});
  const int width = static_cast<int>(text.size()) * kAdvance + kLetterScale;
  Fill(
      {corner.left, corner.top, corner.left + width, corner.top + (kLetterRows + 2) * kLetterScale},
      color, 1);
  int left = corner.left + kLetterScale;
  for (const char c : text) {
    const std::string_view dots = DotsOf(c);
    for (std::size_t i = 0; i < dots.size(); ++i) {
      if (dots[i] == '#') {
        const int x = left + static_cast<int>(i) % kLetterColumns * kLetterScale;
        const int y = corner.top + (1 + static_cast<int>(i) / kLetterColumns) * kLetterScale;
        Fill({x, y, x + kLetterScale, y + kLetterScale}, kWhite, 1);
      }
    }
    left += kAdvance;
  }
}

}  // namespace zhibiao
