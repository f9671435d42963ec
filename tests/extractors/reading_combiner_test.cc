#include "extractors/reading_combiner.h"

#include <string>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

constexpr double kNever = OcrEngine::kNeverCertain;

LineReading Reading(const std::u32string& text, double confidence) {
  LineReading reading;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const double center = (static_cast<double>(i) + 0.5) / static_cast<double>(text.size());
    reading.push_back({text[i], center, confidence});
  }
  return reading;
}

TEST(CombineReadings, KeepsTheFirstAndTellsTheOther) {
  struct Case {
    const char* name;
    std::u32string first, second;
    std::string text, other;
    double lowest;  // confidence of the least certain character: at least, and below the next step
    double below;
  };
  const Case cases[] = {
      // clang-format off
      {"agreed",            U"≥95%",   U"≥95%",   "≥95%",   "",       0.99, 1.01},
      {"width and spaces",  U"(95%)",  U"（ 95 ％）", "(95%)", "",     0.99, 1.01},
      {"one differs",       U"≥95%",   U"≥96%",   "≥95%",   "≥96%",   0.5,  0.81},
      {"second lacks one",  U"≥95%",   U"95%",    "≥95%",   "95%",    0.5,  0.81},
      {"second has more",   U"95%",    U"≥95%",   "95%",    "≥95%",   0.9,  1.01},
      {"marks that look alike", U"1份；2份", U"1份；2份", "1份；2份", "", 0.9, 0.95},
      {"numbered indicator", U"指标 4：户", U"指标4：户", "指标 4：户", "", 0.97, 1.01},
      {"a % may be cut off", U"及时率1009", U"及时率1009", "及时率1009", "", 0.9, 0.95},
      {"a % is there",      U"及时率100%", U"及时率100%", "及时率100%", "", 0.97, 1.01},
      {"both read nothing", U"",       U"",       "",       "",       0,    1.01},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const CombinedReading got =
        CombineReadings(Reading(c.first, 0.97), Reading(c.second, 0.97), kNever);
    EXPECT_EQ(ReadingText(got.characters), c.text);
    EXPECT_EQ(got.other, c.other);
    double lowest = 1;
    for (const ReadCharacter& character : got.characters) {
      lowest = std::min(lowest, character.confidence);
    }
    EXPECT_GE(lowest, c.lowest);
    EXPECT_LT(lowest, c.below);
  }
}

TEST(CombineReadings, WhatMayBeAnotherIsNotCertainThoughBothAgree) {
  struct Case {
    char32_t code, other;
    double share;
    bool certain;
  };
  const Case cases[] = {
      {U'查', U'査', 0.0004, false},  // the same but for a stroke
      {U'监', U'盐', 0.02, false},    //
      {U'监', U'盐', 0.0004, true},   //
      {U'查', U'査', 0.0001, true},   //
      {U'（', U'(', 0.4, true},       // the same in another width
  };
  for (const Case& c : cases) {
    LineReading first = Reading({c.code}, 0.97);
    first[0].others.push_back({c.other, c.share});
    const CombinedReading got = CombineReadings(first, Reading({c.code}, 0.97), kNever);
    EXPECT_EQ(got.characters[0].confidence >= 0.95, c.certain) << c.share;
  }
}

TEST(CombineReadings, AnEngineInDoubtStaysInDoubtWhereItIsAlone) {
  const CombinedReading got = CombineReadings(Reading(U"甲", 0.3), Reading(U"乙", 0.9), kNever);
  ASSERT_EQ(got.characters.size(), 1U);
  EXPECT_LE(got.characters.front().confidence, 0.3);
}

TEST(SingleReading, IsNeverAsSureAsTwo) {
  const CombinedReading got = SingleReading(Reading(U"甲乙", 1.0), kNever);
  for (const ReadCharacter& character : got.characters) {
    EXPECT_LT(character.confidence, 0.95);
  }
}

// Chinese characters and marks of which the first engine is as good as certain need no second.
TEST(IsCertain, ByKindAndByNeighbours) {
  struct Case {
    const char* description;
    std::u32string text;
    std::size_t at;     // this character ...
    double confidence;  // ... has so much, the others 0.9995
    bool line;          // all are certain
    bool first;         // the first one is
  };
  const Case cases[] = {
      {"all sure", U"监测报告", 0, 0.9995, true, true},
      {"marks, too", U"监测、报告", 2, 0.9995, true, true},
      {"one not quite", U"监测报告", 3, 0.998, false, true},
      {"an unreadable one beside it", U"监测报告", 2, 0.6, false, false},
      {"an unreadable one far away", U"监测报告", 3, 0.6, false, true},
      {"figures need two engines", U"5个", 0, 0.9995, false, false},
      {"and numerals", U"一个", 0, 0.9995, false, false},
      {"and look-alikes", U"查看", 0, 0.9995, false, false},
      {"and signs", U"≥个", 0, 0.9995, false, false},
      {"colons are unsure in any case", U"：个", 0, 0.9995, true, false},
      {"but not after a number", U"指标4：个", 0, 0.9995, false, true},
      {"nothing was read", U"", 0, 0, false, false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.description);
    LineReading reading = Reading(c.text, 0.9995);
    if (!reading.empty()) {
      reading[c.at].confidence = c.confidence;
    }
    EXPECT_EQ(IsCertain(reading, 0.999), c.line);
    EXPECT_FALSE(IsCertain(reading, kNever));
    if (!reading.empty()) {
      const CombinedReading single = SingleReading(reading, 0.999);
      EXPECT_EQ(single.characters.front().confidence >= 0.95, c.first);
      const CombinedReading disputed = CombineReadings(reading, Reading(U"Z", 0.99), 0.999);
      EXPECT_EQ(disputed.characters.front().confidence >= 0.95, c.first);
    }
  }
}

TEST(DoubtReading, NoCharacterStaysCertain) {
  CombinedReading reading = CombineReadings(Reading(U"95%", 0.99), Reading(U"95%", 0.99), kNever);
  DoubtReading(reading);
  for (const ReadCharacter& character : reading.characters) {
    EXPECT_LT(character.confidence, 0.95);
  }
}

}  // namespace
}  // namespace zhibiao
