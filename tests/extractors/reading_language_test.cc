#include "extractors/reading_language.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/reading_combiner.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

// "担0.6指0.3" as one character that may be another: the engine's first choice and its next.
struct Doubt {
  char32_t first;
  double confidence;
  char32_t second;
  double other;
};

LineReading ReadingOf(const std::vector<Doubt>& doubts) {
  LineReading reading;
  reading.reserve(doubts.size());
  for (const Doubt& doubt : doubts) {
    ReadCharacter character;
    character.code = doubt.first;
    character.center = static_cast<double>(reading.size() + 1) / 10;
    character.confidence = doubt.confidence;
    if (doubt.second != 0) {
      character.others.push_back({doubt.second, doubt.other});
    }
    reading.push_back(character);
  }
  return reading;
}

TEST(ChooseByLanguage, TakesWhatMakesAWordIfTheEngineHeldItPossible) {
  struct Case {
    std::vector<Doubt> read;
    std::string want;
  };
  const Case cases[] = {
      {{{U'数', 1, 0, 0}, {U'量', 1, 0, 0}, {U'担', 0.6, U'指', 0.3}, {U'标', 1, 0, 0}},
       "数量指标"},
      {{{U'经', 1, 0, 0}, {U'济', 1, 0, 0}, {U'或', 0.7, U'成', 0.2}, {U'本', 1, 0, 0}},
       "经济成本"},
      // Of small print the engine is often sure of the wrong one.
      {{{U'水', 1, 0, 0}, {U'所', 0.9, U'质', 0.01}, {U'优', 1, 0, 0}, {U'良', 1, 0, 0}},
       "水质优良"},
      // What ends a word and what begins the next make a pair, too.
      {{{U'完', 1, 0, 0}, {U'好', 1, 0, 0}, {U'率', 1, 0, 0}, {U'迭', 0.9, U'达', 0.05}},
       "完好率达"},
      // No engine read it: nothing is put in.
      {{{U'数', 1, 0, 0}, {U'量', 1, 0, 0}, {U'担', 0.9, 0, 0}, {U'标', 1, 0, 0}}, "数量担标"},
      // Sure of it: names are seldom words.
      {{{U'王', 1, 0, 0}, {U'担', 0.999, U'指', 0.0005}, {U'标', 1, 0, 0}}, "王担标"},
      // What decides a value is never chosen by words.
      {{{U'三', 0.5, U'二', 0.4}, {U'级', 1, 0, 0}}, "三级"},
      {{{U'1', 0.5, U'大', 0.4}, {U'学', 1, 0, 0}}, "1学"},
      {{{U'日', 0.5, U'1', 0.4}, {U'0', 1, 0, 0}}, "日0"},
      {{}, ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ReadingText(ChooseByLanguage(ReadingOf(c.read))), c.want);
  }
}

TEST(ChooseByLanguage, KeepsPlacesAndTakesTheEnginesConfidence) {
  const LineReading got = ChooseByLanguage(ReadingOf({{U'担', 0.6, U'指', 0.3}, {U'标', 1, 0, 0}}));
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(got[0].code, U'指');
  EXPECT_EQ(got[0].confidence, 0.3);
  EXPECT_EQ(got[0].center, 0.1);
}

TEST(ChooseByLanguage, ItsTableIsWhole) {
  EXPECT_TRUE(CheckCharacterPairs().ok()) << CheckCharacterPairs().message();
}

}  // namespace
}  // namespace zhibiao
