// What a second model is asked, and what of its answer counts.
#include "extractors/second_opinion.h"

#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "extractors/reading_combiner.h"

namespace zhibiao {
namespace {

// Reads `text` from any picture, each character as surely as `confidence`, and counts how often.
class FixedEngine : public OcrEngine {
 public:
  FixedEngine(std::u32string text, double confidence, int& count)
      : text_(std::move(text)), confidence_(confidence), count_(count) {}

  const std::string& name() const override { return name_; }

  LineReading Read(const Raster& /*line*/) override {
    ++count_;
    LineReading reading;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const double center = (static_cast<double>(i) + 0.5) / static_cast<double>(text_.size());
      reading.push_back({text_[i], center, confidence_});
    }
    return reading;
  }

 private:
  std::u32string text_;
  double confidence_;
  int& count_;
  std::string name_ = "fixed";
};

struct Case {
  const char* description;
  std::u32string first;
  double confidence;
  std::u32string second;
  std::string text;
  std::u32string others;  // of all characters, in order
  int asked;              // how often the second was
};

TEST(WithSecondOpinion, Reads) {
  const Case cases[] = {
      {"sure: not asked", U"数量指标", 0.99, U"数最指标", "数量指标", U"", 0},
      {"doubtful: what the second read is possible", U"数最指标", 0.9, U"数量指标", "数最指标",
       U"量", 1},
      {"alike: nothing else is possible", U"数量", 0.9, U"数量", "数量", U"", 1},
      {"digits stay those of the first", U"第3季", 0.9, U"第8季", "第3季", U"", 1},
      {"not Chinese beside Chinese: not taken", U"数一标", 0.9, U"数-标", "数一标", U"", 1},
      {"seen by the first alone: left out", U"数量丶标", 0.9, U"数量标", "数量标", U"", 1},
      {"seen by the second alone: not added", U"数标", 0.9, U"数量标", "数标", U"", 1},
      {"the second reads nothing", U"数标", 0.9, U"", "数标", U"", 1},
      {"no writing to speak of: not asked", U"数标", 0.5, U"数量", "数标", U"", 0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.description);
    int first_count = 0;
    int second_count = 0;
    const std::unique_ptr<OcrEngine> engine =
        WithSecondOpinion(std::make_unique<FixedEngine>(c.first, c.confidence, first_count),
                          std::make_unique<FixedEngine>(c.second, 0.8, second_count));
    const LineReading reading = engine->Read(Raster(8, 8, 255));
    EXPECT_EQ(ReadingText(reading), c.text);
    std::u32string others;
    for (const ReadCharacter& character : reading) {
      for (const OtherCharacter& other : character.others) {
        others += other.code;
      }
    }
    EXPECT_EQ(others, c.others);
    EXPECT_EQ(first_count, 1);
    EXPECT_EQ(second_count, c.asked);
  }
}

TEST(WithSecondOpinion, NamesBoth) {
  int count = 0;
  EXPECT_EQ(WithSecondOpinion(std::make_unique<FixedEngine>(U"", 1, count),
                              std::make_unique<FixedEngine>(U"", 1, count))
                ->name(),
            "fixed, fixed");
}

}  // namespace
}  // namespace zhibiao
