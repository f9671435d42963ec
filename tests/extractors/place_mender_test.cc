// Characters stand on their ink, however inexact the engine's places are.
#include "extractors/place_mender.h"

#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

constexpr int kWidth = 400;
constexpr int kHeight = 60;
constexpr int kTop = 10;
constexpr int kBottom = 48;  // of characters of 40 pixels; digits are 29 high

struct Ink {
  int x0;
  int x1;
  int top;
};

Ink Han(int x0) {
  return {x0, x0 + 37, kTop};
}
Ink Digit(int x0) {
  return {x0, x0 + 18, kBottom - 29};
}

Raster Line(const std::vector<Ink>& inks) {
  Raster line(kWidth, kHeight, 255);
  for (const Ink& ink : inks) {
    for (int y = ink.top; y < kBottom; ++y) {
      for (int x = ink.x0; x < ink.x1; ++x) {
        line.row(y)[x] = 0;
      }
    }
  }
  return line;
}

struct Case {
  const char* description;
  std::vector<Ink> inks;
  std::u32string text;
  std::vector<double> centers;  // as the engine gives them, in pixels
  std::vector<double> want;
};

TEST(MendPlaces, PutsCharactersOnTheirInk) {
  const Case cases[] = {
      {"a number read too far left stays one number",
       {Digit(200), Digit(222), Digit(244), Han(330)},
       U"200株",
       {150, 165, 180, 340},
       {209, 231, 253, 348.5}},
      {"exact places stay", {Digit(20), Digit(42)}, U"10", {29, 51}, {29, 51}},
      {"a Chinese character of two groups",
       {{20, 34, kTop}, {40, 57, kTop}, Han(70)},
       U"川县",
       {30, 60},
       {38.5, 88.5}},
      {"two digits that touch share a group",
       {{100, 137, kBottom - 29}, Digit(150)},
       U"238",
       {100, 110, 150},
       {109.25, 127.75, 159}},
      {"a speck that nothing was read of is passed over",
       {Digit(20), {60, 66, kBottom - 20}, Digit(200)},
       U"52",
       {25, 205},
       {29, 209}},
      {"a character that nothing was read of: the reading is not of this ink",
       {Digit(20), Han(60), Digit(200)},
       U"52",
       {25, 205},
       {25, 205}},
      {"spaces lie between their neighbours",
       {Digit(100), Digit(200)},
       U"5 6",
       {90, 100, 150},
       {109, 159, 209}},
      {"ink of another writing: nothing moves", {{10, 390, kTop}}, U"10", {20, 30}, {20, 30}},
      {"no ink: nothing moves", {}, U"10", {20, 30}, {20, 30}},
      {"nothing read", {Han(20)}, U"", {}, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.description);
    LineReading reading;
    for (std::size_t i = 0; i < c.text.size(); ++i) {
      reading.push_back({c.text[i], c.centers[i] / kWidth, 0.9});
    }
    const LineReading mended = MendPlaces(Line(c.inks), reading);
    ASSERT_EQ(mended.size(), c.want.size());
    for (std::size_t i = 0; i < mended.size(); ++i) {
      EXPECT_EQ(mended[i].code, c.text[i]);
      EXPECT_EQ(mended[i].confidence, 0.9);
      EXPECT_NEAR(mended[i].center * kWidth, c.want[i], 0.51) << i;
    }
  }
}

}  // namespace
}  // namespace zhibiao
