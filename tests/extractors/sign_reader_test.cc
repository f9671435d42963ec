#include "extractors/sign_reader.h"

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/sign_mender.h"
#include "extractors/sign_network.h"
#include "gtest/gtest.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

void Fill(Raster& picture, const PixelBox& box) {
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.x0; x < box.x1; ++x) {
      picture.at(x, y) = 0;
    }
  }
}

// Two equal bars in a line 30 high.
Raster EqualsSign() {
  Raster line(40, 30, 255);
  Fill(line, {10, 11, 27, 13});
  Fill(line, {10, 17, 27, 19});
  return line;
}

Raster Block(const PixelBox& box) {
  Raster line(40, 30, 255);
  Fill(line, box);
  return line;
}

TEST(SignNetwork, IsWhole) {
  EXPECT_TRUE(CheckSignNetwork().ok()) << CheckSignNetwork().message();
}

TEST(SignNetwork, RefusesDamage) {
  EXPECT_FALSE(SignNetwork::Load("t", "id\trows\n").ok());
  EXPECT_FALSE(SignNetwork::Load("t",
                                 "id\trows\tcolumns\tscale\tbiases\tweights\tsha256\tsource\n"
                                 "conv1\t1\t25\t1\t0\tAAAA\t0000000000000000\tt\n")
                   .ok());
}

TEST(SignLookalikes, AreProved) {
  EXPECT_TRUE(CheckSignLookalikes().ok()) << CheckSignLookalikes().message();
}

TEST(GlyphGroups, JoinsWhatStandsOverOneAnother) {
  Raster line = EqualsSign();
  Fill(line, {30, 8, 33, 20});
  Fill(line, {5, 5, 6, 6});  // a speck
  const std::vector<PixelBox> expected = {{10, 11, 27, 19}, {30, 8, 33, 20}};
  EXPECT_EQ(GlyphGroups(line), expected);
}

TEST(GlyphGroups, FindsNothingOnPaper) {
  EXPECT_TRUE(GlyphGroups(Raster(20, 20, 255)).empty());
  EXPECT_TRUE(GlyphGroups(Raster()).empty());
}

TEST(NormalizeGroup, FitsTheLongerSide) {
  const Raster line = EqualsSign();
  const SignInput input = NormalizeGroup(line, {10, 11, 27, 19});
  const auto at = [&](std::size_t x, std::size_t y) { return input.picture[y * kSignPicture + x]; };
  EXPECT_EQ(at(0, 12), 0);
  EXPECT_NEAR(at(1, 7), 1, 0.01);
  EXPECT_NEAR(at(12, 12), 0, 0.01);
  EXPECT_NEAR(input.measures[0], 17 / 30.0, 1e-5);
  EXPECT_NEAR(input.measures[1], 8 / 30.0, 1e-5);
  EXPECT_NEAR(input.measures[2], 0, 1e-5);
}

TEST(ReadSign, BarsAreEquals) {
  const SignReading sign = ReadSign(EqualsSign(), {10, 11, 27, 19});
  EXPECT_EQ(sign.code, U'=');
  EXPECT_GT(sign.confidence, 0.5);
}

TEST(ReadSign, BlockIsNoSign) {
  const PixelBox block = {10, 6, 28, 24};
  const SignReading sign = ReadSign(Block(block), block);
  EXPECT_TRUE(sign.code == 0 || sign.confidence < 0.9);
}

LineReading Reading(const std::u32string& codes, const std::vector<double>& centers) {
  LineReading reading;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    reading.push_back({codes[i], centers[i], 0.6});
  }
  return reading;
}

std::u32string CodesOf(const LineReading& reading) {
  std::u32string codes;
  for (const ReadCharacter& character : reading) {
    codes += character.code;
  }
  return codes;
}

// = and a tall bar for whatever the engine read after it.
Raster EqualsAndBar() {
  Raster line(50, 30, 255);
  Fill(line, {8, 11, 25, 13});
  Fill(line, {8, 17, 25, 19});
  Fill(line, {35, 6, 38, 24});
  return line;
}

TEST(MendSigns, LookalikeBeforeNumberOnly) {
  const Raster line = EqualsAndBar();
  EXPECT_EQ(CodesOf(MendSigns(line, Reading(U"二1", {0.33, 0.73}))), U"=1");
  EXPECT_EQ(CodesOf(MendSigns(line, Reading(U"二级", {0.33, 0.73}))), U"二级");
  EXPECT_EQ(CodesOf(MendSigns(line, Reading(U"国1", {0.33, 0.73}))), U"国1");
  EXPECT_EQ(CodesOf(MendSigns(line, Reading(U"＝1", {0.33, 0.73}))), U"＝1");
}

TEST(MendSigns, KeepsOrderAndTellsConfidence) {
  const LineReading mended = MendSigns(EqualsAndBar(), Reading(U"二1", {0.33, 0.73}));
  ASSERT_EQ(mended.size(), 2U);
  EXPECT_LT(mended[0].center, mended[1].center);
  EXPECT_GE(mended[0].confidence, 0.9);
  EXPECT_EQ(mended[1].confidence, 0.6);
}

TEST(MendSigns, KeepsTheEnginesOrder) {
  const LineReading crossed = Reading(U"二1元个", {0.33, 0.73, 0.80, 0.75});
  EXPECT_EQ(CodesOf(MendSigns(EqualsAndBar(), crossed)), U"=1元个");
}

TEST(MendSigns, PutsInWhatWasNotRead) {
  EXPECT_EQ(CodesOf(MendSigns(EqualsAndBar(), Reading(U"1", {0.73}))), U"=1");
}

TEST(MendSigns, TakesAnySignThatTheOtherEngineReadThere) {
  struct Case {
    std::u32string read, other, want;
  };
  const Case cases[] = {
      {U"国1", U"=1", U"=1"},      // 国 is no look-alike of =: two of three have seen =
      {U"国1", U"国1", U"国1"},    //
      {U"国1", U">1", U"国1"},     // the network sees =
      {U"≥1", U"=1", U"≥1"},       // bars get lost, but never come from nothing
      {U"国级", U"=级", U"国级"},  // makes no sense there
  };
  const Raster line = EqualsAndBar();
  for (const Case& c : cases) {
    EXPECT_EQ(
        CodesOf(MendSigns(line, Reading(c.read, {0.33, 0.73}), Reading(c.other, {0.3, 0.7}), {})),
        c.want);
  }
}

TEST(MendSigns, KnowsASignAloneInItsCell) {
  const Raster line = EqualsAndBar();
  const LineReading read = Reading(U"二伞", {0.33, 0.73});
  EXPECT_EQ(CodesOf(MendSigns(line, read, {}, {})), U"二伞");
  EXPECT_EQ(CodesOf(MendSigns(line, read, {}, {0, line.width / 2})), U"=伞");
  EXPECT_EQ(CodesOf(MendSigns(line, read, {}, {0})), U"二伞");
}

TEST(MendSigns, NothingToMend) {
  EXPECT_TRUE(MendSigns(Raster(), {}).empty());
  EXPECT_TRUE(MendSigns(Raster(20, 20, 255), {}).empty());
}

struct PrintedLine {
  std::u32string text;
  Raster picture;
};

// tests/golden/sign_lines.txt: lines in faces that the network was not trained on.
std::vector<PrintedLine> GoldenLines() {
  std::ifstream file(ZHIBIAO_ROOT "/tests/golden/sign_lines.txt");
  std::vector<PrintedLine> lines;
  std::string row;
  while (std::getline(file, row)) {
    if (row.starts_with("#")) {
      continue;
    }
    std::istringstream head(row);
    std::string text;
    int width = 0;
    int height = 0;
    head >> text >> width >> height;
    PrintedLine line = {{}, Raster(width, height, 255)};
    for (std::string_view rest = text; !rest.empty();) {
      line.text += NextCodePoint(rest);
    }
    for (int y = 0; y < height && std::getline(file, row); ++y) {
      for (int x = 0; x < width; ++x) {
        const char digit = row.at(static_cast<std::size_t>(x));
        const int grey = digit <= '9' ? digit - '0' : digit - 'a' + 10;
        line.picture.at(x, y) = static_cast<std::uint8_t>(grey * 17);
      }
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

TEST(ReadSign, PrintedLines) {
  int signs = 0;
  int right = 0;
  for (const PrintedLine& line : GoldenLines()) {
    const std::vector<PixelBox> groups = GlyphGroups(line.picture);
    if (groups.size() != line.text.size()) {
      continue;  // Han characters of several groups: see below
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
      SCOPED_TRACE(testing::Message() << "character " << i << " of a line of " << groups.size());
      const SignReading sign = ReadSign(line.picture, groups[i]);
      if (MayBeSign(line.text[i])) {
        ++signs;
        right += sign.code == line.text[i] ? 1 : 0;
      } else {
        EXPECT_TRUE(sign.code == 0 || sign.confidence < 0.9) << static_cast<unsigned>(sign.code);
      }
    }
  }
  EXPECT_GE(signs, 7);
  EXPECT_GE(right * 10, signs * 8) << right << " of " << signs;
}

TEST(MendSigns, LeavesPrintedWords) {
  for (const PrintedLine& line : GoldenLines()) {
    if (line.text != U"二级" && line.text != U"三年") {
      continue;
    }
    EXPECT_EQ(CodesOf(MendSigns(line.picture, Reading(line.text, {0.27, 0.73}))), line.text);
  }
}

TEST(MayBeSign, TellsSigns) {
  EXPECT_TRUE(MayBeSign(U'≥'));
  EXPECT_FALSE(MayBeSign(U'二'));
  EXPECT_FALSE(MayBeSign(0));
}

}  // namespace
}  // namespace zhibiao
