// What tests trust when they read scans without engines: tests/support/ocr_recording.h.
#include "tests/support/ocr_recording.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/reading_combiner.h"

namespace zhibiao {
namespace {

using test::FindLine;
using test::KeyOf;
using test::OcrRecording;
using test::ParseRecording;

// White, with a bar of `grey` from `x`.
Raster Bar(int x, std::uint8_t grey) {
  Raster picture(40, 20, 255);
  for (int y = 4; y < 16; ++y) {
    for (int column = x; column < x + 3; ++column) {
      picture.at(column, y) = grey;
    }
  }
  return picture;
}

// Reads what it is told, and counts.
class FixedEngine : public OcrEngine {
 public:
  FixedEngine(LineReading reading, int& count) : reading_(std::move(reading)), count_(count) {}
  const std::string& name() const override { return name_; }
  double certain() const override { return 0.999; }
  LineReading Read(const Raster& /*line*/) override {
    ++count_;
    return reading_;
  }

 private:
  LineReading reading_;
  int& count_;
  std::string name_ = "Fixed 1.0";
};

OcrRecording Recorded(const std::vector<std::pair<Raster, LineReading>>& lines) {
  OcrRecording recording;
  recording.engine = "Fixed 1.0";
  for (const auto& [picture, reading] : lines) {
    recording.lines.push_back({KeyOf(picture), reading});
  }
  return recording;
}

TEST(OcrRecording, IsReadAsItWasWritten) {
  OcrRecording recording;
  int count = 0;
  const LineReading reading = {
      {U'≥', 0.125, 0.9871, {{U'2', 0.01}, {U'>', 0.0025}}}, {U' ', 0.5, 1}, {U'万', 0.875, 0}};
  const auto engine =
      test::RecordingEngine(std::make_unique<FixedEngine>(reading, count), recording);
  EXPECT_EQ(ReadingText(engine->Read(Bar(3, 0))), "≥ 万");
  engine->Read(Bar(3, 0));
  engine->Read(Bar(30, 0));
  EXPECT_EQ(count, 3);
  recording.lines.back().reading.clear();  // an engine may read nothing

  const Result<OcrRecording> got = ParseRecording("x.tsv", test::WriteRecording(recording));
  ASSERT_TRUE(got.ok()) << got.status().message();
  EXPECT_EQ(got.value().engine, "Fixed 1.0");
  EXPECT_EQ(got.value().certain, 0.999);
  ASSERT_EQ(got.value().lines.size(), 2U);  // each picture once
  std::vector<std::string> unknown;
  const auto replay = test::ReplayingEngine(got.value(), unknown);
  EXPECT_EQ(replay->name(), "Fixed 1.0");
  const LineReading again = replay->Read(Bar(3, 0));
  ASSERT_EQ(again.size(), 3U);
  ASSERT_EQ(again[0].others.size(), 2U);
  EXPECT_EQ(again[0].others[0].code, U'2');
  EXPECT_EQ(again[0].others[1].confidence, 0.0025);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(again[i].code, reading[i].code);
    EXPECT_DOUBLE_EQ(again[i].center, reading[i].center);
    EXPECT_DOUBLE_EQ(again[i].confidence, reading[i].confidence);
  }
  EXPECT_TRUE(replay->Read(Bar(30, 0)).empty());
  EXPECT_TRUE(unknown.empty());
}

TEST(OcrRecording, KnowsAPictureByWhatItShows) {
  const OcrRecording recording = Recorded({{Bar(3, 40), {{U'1', 0.1, 1}}}});
  struct Case {
    const char* name;
    Raster picture;
    bool known;
  };
  const Case cases[] = {
      // clang-format off
      {"the same",                   Bar(3, 40),           true},
      {"a little lighter",           Bar(3, 50),           true},
      {"much lighter",               Bar(3, 140),          false},
      {"moved by half a bar",        Bar(5, 40),           false},
      {"nothing on it",              Raster(40, 20, 255),  false},
      {"of another size",            Raster(41, 20, 255),  false},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    std::vector<std::string> unknown;
    const LineReading got = test::ReplayingEngine(recording, unknown)->Read(c.picture);
    EXPECT_EQ(ReadingText(got), c.known ? "1" : "");
    EXPECT_EQ(unknown.size(), c.known ? 0U : 1U);
  }
}

TEST(OcrRecording, NamesThePictureItDoesNotKnow) {
  const OcrRecording recording = Recorded({});
  std::vector<std::string> unknown;
  test::ReplayingEngine(recording, unknown)->Read(Bar(3, 40));
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_EQ(unknown.front(),
            "picture " + KeyOf(Bar(3, 40)).digest + " of 40x20 pixels, unknown to Fixed 1.0");
}

TEST(OcrRecording, DoesNotGuessBetweenTwo) {
  const LineReading one = {{U'1', 0.1, 1}};
  const LineReading other = {{U'7', 0.1, 1}};
  const Raster between = Bar(3, 46);
  EXPECT_EQ(FindLine(Recorded({{Bar(3, 40), one}, {Bar(3, 52), other}}), KeyOf(between)), nullptr);
  EXPECT_NE(FindLine(Recorded({{Bar(3, 40), one}, {Bar(3, 52), one}}), KeyOf(between)), nullptr);
  const OcrRecording exact = Recorded({{Bar(3, 40), one}, {between, other}});
  EXPECT_EQ(FindLine(exact, KeyOf(between)), &exact.lines[1]);
}

TEST(ParseRecording, SaysWhatIsDamagedAndWhere) {
  const std::string head =
      "# engine: Fixed 1.0\n"
      "digest\tsize\tsketch\ttext\tcenters\tconfidences\tothers\n";
  const std::string row = "0123456789abcdef\t12x6\tf0\t≥5\t100 5000\t9900 10000\t1=630\n";
  ASSERT_TRUE(ParseRecording("x.tsv", head + row).ok());
  struct Case {
    std::string text;
    const char* message;
  };
  const Case cases[] = {
      // clang-format off
      {"",                                                             "x.tsv:1: does not begin"},
      {"# engine: \n",                                                 "x.tsv:1: does not begin"},
      {"# engine: Fixed 1.0\n# certain: x\n",                          "x.tsv:2: the confidence"},
      {"# engine: Fixed 1.0\ndigest\tsize\n",                          "lacks the column sketch"},
      {head + row + row,                                               "x.tsv:4: the picture stands twice"},
      {head + "0123\t12x6\tf0\t5\t100\t9900\t\n",                        "x.tsv:3: the digest"},
      {head + "0123456789abcdeX\t12x6\tf0\t5\t100\t9900\t\n",            "x.tsv:3: the digest"},
      {head + "0123456789abcdef\t12\tf0\t5\t100\t9900\t\n",              "x.tsv:3: the size"},
      {head + "0123456789abcdef\t12x0\tf0\t5\t100\t9900\t\n",            "x.tsv:3: the size"},
      {head + "0123456789abcdef\t2000000000x6\tf0\t5\t100\t9900\t\n",    "x.tsv:3: the size"},
      {head + "0123456789abcdef\t12x6 \tf0\t5\t100\t9900\t\n",           "x.tsv:3: the size"},
      {head + "0123456789abcdef\t13x6\tf0\t5\t100\t9900\t\n",            "a sketch of 3 hexadecimal"},
      {head + "0123456789abcdef\t12x6\tfg\t5\t100\t9900\t\n",            "a sketch of 2 hexadecimal"},
      {head + "0123456789abcdef\t12x6\tf0\t\xff\t100\t9900\t\n",         "x.tsv:3: the text is not UTF-8"},
      {head + "0123456789abcdef\t12x6\tf0\t5\t100,\t9900\t\n",           "x.tsv:3: centers and"},
      {head + "0123456789abcdef\t12x6\tf0\t5\t100 \t9900\t\n",           "x.tsv:3: centers and"},
      {head + "0123456789abcdef\t12x6\tf0\t5\t100\t10001\t\n",           "x.tsv:3: centers and"},
      {head + "0123456789abcdef\t12x6\tf0\t5\t-1\t9900\t\n",             "x.tsv:3: centers and"},
      {head + "0123456789abcdef\t12x6\tf0\t≥5\t100\t9900 9900\t\n",      "of 2 characters there are 1 centers"},
      {head + "0123456789abcdef\t12x6\tf0\t5\t100\t9900\t1=630\n", "x.tsv:3: others are not like"},
      {head + "0123456789abcdef\t12x6\tf0\t5\t100\t9900\t0630\n",  "x.tsv:3: others are not like"},
      {head + "0123456789abcdef\t12x6\tf0\t5\t100\n",                  "x.tsv:3: has 5 fields"},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<OcrRecording> got = ParseRecording("x.tsv", c.text);
    ASSERT_FALSE(got.ok());
    EXPECT_EQ(got.status().code(), StatusCode::kInvalidInput);
    EXPECT_NE(got.status().message().find(c.message), std::string::npos) << got.status().message();
  }
}

}  // namespace
}  // namespace zhibiao
