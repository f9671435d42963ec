// What may stand beside figures.
#include "extractors/number_context.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/reading_combiner.h"

namespace zhibiao {
namespace {

TEST(ChooseByNumbers, TakesWhatANumberEndsWithIfTheEngineHeldItPossible) {
  struct Case {
    std::u32string text;  // its last character is in doubt
    double confidence;
    std::vector<OtherCharacter> others;
    std::string want;
  };
  const Case cases[] = {
      {U"13↑", 0.95, {{U'f', 0.02}, {U'个', 0.01}}, "13个"},
      {U"= 100 K", 0.4, {{U'k', 0.2}, {U'%', 0.1}}, "= 100 %"},
      {U"=100生", 0.5, {{U'%', 0.1}}, "=100%"},
      {U"100$", 0.9, {{U'%', 0.0004}}, "100%"},
      {U"100↑ ", 0.9, {{U'个', 0.1}}, "100个 "},
      {U"5m", 0.9, {{U'%', 0.001}}, "5m"},       // far behind: metres
      {U"5栋", 0.5, {{U'株', 0.4}}, "5栋"},      // what a number may end with stays
      {U"1005", 0.5, {{U'%', 0.4}}, "1005"},     // figures stay
      {U"2份；", 0.5, {{U'个', 0.4}}, "2份；"},  // no figure before it
      {U"100）", 0.5, {{U'%', 0.4}}, "100）"},   // marks stay
      {U"100K", 0.5, {{U'k', 0.4}}, "100K"},     // nothing else was held possible
      {U"K", 0.5, {{U'%', 0.4}}, "K"},
      {U"", 0, {}, ""},
  };
  for (const Case& c : cases) {
    LineReading reading;
    for (const char32_t code : c.text) {
      reading.push_back({code, 0.5, 1});
    }
    for (auto last = reading.rbegin(); last != reading.rend(); ++last) {
      if (last->code != U' ') {
        last->confidence = c.confidence;
        last->others = c.others;
        break;
      }
    }
    EXPECT_EQ(ReadingText(ChooseByNumbers(reading, 1)), c.want);
  }
}

TEST(ChooseByNumbers, MarksAndOnesBesideNumbers) {
  struct Case {
    std::u32string text;
    std::size_t at;  // in doubt
    OtherCharacter other;
    std::string want;
  };
  const Case cases[] = {
      {U"1份：13份", 2, {U'；', 0.3}, "1份；13份"},
      {U"10次/年:火箭", 5, {U';', 0.3}, "10次/年;火箭"},
      {U"1 份：13 份", 3, {U'；', 0.001}, "1 份；13 份"},
      {U"1份：13份", 2, {U'，', 0.3}, "1份：13份"},
      {U"总额：13万", 2, {U'；', 0.3}, "总额：13万"},
      {U"至少I次", 2, {U'1', 0.2}, "至少1次"},
      {U"I次", 0, {U'1', 0.2}, "1次"},
      {U"至少I次", 2, {U'1', 0.01}, "至少I次"},
      {U"AI次", 1, {U'1', 0.2}, "AI次"},
      {U"甲I类似", 1, {U'2', 0.2}, "甲I类似"},
  };
  for (const Case& c : cases) {
    LineReading reading;
    for (const char32_t code : c.text) {
      reading.push_back({code, 0.5, 1});
    }
    reading[c.at].confidence = 0.6;
    reading[c.at].others = {c.other};
    EXPECT_EQ(ReadingText(ChooseByNumbers(reading, 1)), c.want);
  }
}

TEST(ChooseByNumbers, HasTheEnginesConfidenceAndNamesWhatItReplaced) {
  const LineReading got = ChooseByNumbers({{U'5', 0.2, 1}, {U'S', 0.6, 0.5, {{U'%', 0.3}}}}, 1);
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(got[1].code, U'%');
  EXPECT_EQ(got[1].confidence, 0.3);
  EXPECT_EQ(got[1].center, 0.6);
  EXPECT_EQ(got[1].others[0].code, U'S');
  EXPECT_EQ(got[1].others[0].confidence, 0.5);
}

TEST(ChooseByNumbers, AFigureAloneAmongUnitsIsNone) {
  const std::vector<OtherCharacter> percent = {{U'6', 0.1}, {U'%', 0.05}};
  const LineReading reading = {{U'1', 0.2, 1}, {U'0', 0.3, 1}, {U'1', 0.8, 0.6, percent}};
  EXPECT_EQ(ReadingText(ChooseByNumbers(reading, 0.7)), "10%");
  EXPECT_EQ(ReadingText(ChooseByNumbers(reading, 0.25)), "101");  // two figures there: a number
  EXPECT_EQ(ReadingText(ChooseByNumbers(reading, 1)), "101");     // no such part
}

TEST(ChooseByNumbers, ItsTableIsWhole) {
  EXPECT_TRUE(CheckNumberEndings().ok()) << CheckNumberEndings().message();
}

}  // namespace
}  // namespace zhibiao
