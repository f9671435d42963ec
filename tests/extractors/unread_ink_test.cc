// Ink that no character of the reading stands on.
#include "extractors/unread_ink.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

constexpr int kWidth = 300;

Raster Line(const std::vector<PixelBox>& inks) {
  Raster line(kWidth, 60, 255);
  for (const PixelBox& ink : inks) {
    for (int y = ink.top; y < ink.bottom; ++y) {
      for (int x = ink.x0; x < ink.x1; ++x) {
        line.at(x, y) = 0;
      }
    }
  }
  return line;
}

PixelBox Han(int x0) {
  return {x0, 10, x0 + 37, 48};
}
PixelBox Digit(int x0) {
  return {x0, 19, x0 + 18, 48};
}
PixelBox Mark(int x0) {
  return {x0, 38, x0 + 9, 48};
}

TEST(HasUnreadInk, WhereNoCharacterStands) {
  struct Case {
    const char* description;
    std::vector<PixelBox> inks;
    std::u32string text;
    std::vector<double> centers;  // in pixels
    bool want;
  };
  const Case cases[] = {
      {"all is read", {Han(20), Han(60), Mark(101)}, U"完好、", {39, 79, 108}, false},
      {"a mark at the end was lost", {Han(20), Han(60), Mark(104)}, U"完好", {39, 79}, true},
      {"a mark at the start was lost", {Mark(25), Han(60)}, U"完", {79}, true},
      {"a character between others was lost",
       {Han(20), Han(60), Han(100)},
       U"完率",
       {39, 119},
       true},
      {"a digit was lost", {Digit(20), Digit(42), Digit(64)}, U"10", {29, 51}, true},
      {"places are a little off", {Han(20), Han(60)}, U"完好", {44, 74}, false},
      {"a character of two parts", {{20, 10, 30, 48}, {40, 10, 57, 48}}, U"川", {38}, false},
      {"specks do not count", {Han(20), {200, 30, 202, 32}}, U"完", {39}, false},
      {"a space stands nowhere", {Han(20), Han(100)}, U"完 ", {39, 119}, true},
      {"blank paper", {}, U"", {}, false},
      {"nothing was read", {Han(20)}, U"", {}, true},
  };
  for (const Case& c : cases) {
    LineReading reading;
    for (std::size_t i = 0; i < c.text.size(); ++i) {
      reading.push_back({c.text[i], c.centers[i] / kWidth, 0.99});
    }
    EXPECT_EQ(HasUnreadInk(Line(c.inks), reading), c.want) << c.description;
  }
}

}  // namespace
}  // namespace zhibiao
