// Marks that Tesseract mistakes, told by their ink.
#include "extractors/punctuation_mender.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/reading_combiner.h"

namespace zhibiao {
namespace {

constexpr int kWidth = 100;
constexpr int kHeight = 40;

void Fill(Raster& picture, const PixelBox& box) {
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.x0; x < box.x1; ++x) {
      picture.at(x, y) = 20;
    }
  }
}

// A character on either side of what `marks` draw.
Raster Drawn(const std::vector<PixelBox>& marks) {
  Raster picture(kWidth, kHeight, 255);
  Fill(picture, {8, 6, 34, 34});
  Fill(picture, {66, 6, 92, 34});
  for (const PixelBox& mark : marks) {
    Fill(picture, mark);
  }
  return picture;
}

LineReading ThreeCharacters(const std::u32string& text) {
  const double centers[] = {0.21, 0.43, 0.79};
  LineReading reading;
  for (std::size_t i = 0; i < text.size(); ++i) {
    reading.push_back({text[i], centers[i], 0.9});
  }
  return reading;
}

struct Case {
  const char* description;
  std::vector<PixelBox> marks;
  std::u32string read;
  std::string text;
};

TEST(MendPunctuation, TellsDotsByTheirInk) {
  const std::vector<PixelBox> two_dots = {{41, 16, 45, 20}, {41, 28, 45, 32}};
  const std::vector<PixelBox> dot_and_tail = {{41, 16, 45, 20}, {41, 27, 45, 35}};
  const std::vector<PixelBox> one_dot = {{41, 28, 45, 32}};
  const Case cases[] = {
      {"a comma where two dots stand", two_dots, U"数，量", "数:量"},
      {"a comma where a dot and a tail stand", dot_and_tail, U"数，量", "数;量"},
      {"a full stop that is one", one_dot, U"数。量", "数。量"},
      {"a comma of one dot", one_dot, U"数，量", "数，量"},
      {"a colon", two_dots, U"数：量", "数：量"},
      {"no mark was read: none is made", two_dots, U"数一量", "数一量"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.description);
    EXPECT_EQ(ReadingText(MendPunctuation(Drawn(c.marks), ThreeCharacters(c.read))), c.text);
  }
}

TEST(MendPunctuation, LeavesAnEmptyPictureAlone) {
  EXPECT_TRUE(MendPunctuation(Raster(), {}).empty());
}

}  // namespace
}  // namespace zhibiao
