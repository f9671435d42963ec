// What an engine that cannot write signs reads, with the network's signs in it.
#include "extractors/sign_aware_engine.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/reading_combiner.h"

namespace zhibiao {
namespace {

// Reads `text` from any picture and counts how often it is asked.
class FixedEngine : public OcrEngine {
 public:
  FixedEngine(std::u32string text, int& count) : text_(std::move(text)), count_(count) {}

  const std::string& name() const override { return name_; }

  LineReading Read(const Raster& /*line*/) override {
    ++count_;
    LineReading reading;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      reading.push_back(
          {text_[i], (static_cast<double>(i) + 0.5) / static_cast<double>(text_.size()), 0.9});
    }
    return reading;
  }

 private:
  std::u32string text_;
  int& count_;
  std::string name_ = "fixed";
};

void Fill(Raster& picture, const PixelBox& box) {
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.x0; x < box.x1; ++x) {
      picture.at(x, y) = 20;
    }
  }
}

// Two equal bars, wide paper, and two upright strokes.
Raster EqualsAndStrokes() {
  Raster picture(90, 32, 255);
  Fill(picture, {8, 12, 24, 14});
  Fill(picture, {8, 18, 24, 20});
  Fill(picture, {44, 6, 47, 26});
  Fill(picture, {60, 6, 63, 26});
  return picture;
}

std::string ReadBy(const std::u32string& text, const Raster& picture, int& count) {
  return ReadingText(WithSigns(std::make_unique<FixedEngine>(text, count))->Read(picture));
}

TEST(WithSigns, PutsTheSignBeforeANumber) {
  int count = 0;
  EXPECT_EQ(ReadBy(U"11", EqualsAndStrokes(), count), "=11");
  EXPECT_EQ(count, 1);
}

TEST(WithSigns, LeavesALineWhereNoNumberFollows) {
  int count = 0;
  EXPECT_EQ(ReadBy(U"级指标", EqualsAndStrokes(), count), "级指标");
  EXPECT_EQ(count, 2);  // the part, then the whole line
}

}  // namespace
}  // namespace zhibiao
