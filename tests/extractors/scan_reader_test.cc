// Scanned pages drawn by the tests, read by an engine that answers from a list: the way from pixels
// to rulings, lines and glyphs, without OCR.
#include "extractors/scan_reader.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "extractors/frame_turner.h"
#include "extractors/grid_finder.h"
#include "extractors/scan_cleaner.h"
#include "extractors/scan_lines.h"
#include "extractors/scan_rulings.h"

namespace zhibiao {
namespace {

constexpr double kDpi = 200;
constexpr int kWidth = 800;
constexpr int kHeight = 600;
constexpr double kPoints = 72 / kDpi;

class Paper {
 public:
  Paper() {
    bitmap_.width_px = kWidth;
    bitmap_.height_px = kHeight;
    bitmap_.dpi = kDpi;
    bitmap_.rgb.assign(static_cast<std::size_t>(kWidth) * kHeight * 3, 250);
  }

  void Fill(const PixelBox& box, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
    for (int y = box.top; y < box.bottom; ++y) {
      for (int x = box.x0; x < box.x1; ++x) {
        std::uint8_t* pixel =
            bitmap_.rgb.data() +
            (static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)) * 3;
        pixel[0] = r;
        pixel[1] = g;
        pixel[2] = b;
      }
    }
  }

  // A table of 3 rows and 2 columns from (100, 100) to (700, 400), its rules `thick` pixels thick.
  void Table(std::uint8_t grey, int thick) {
    for (const int y : {100, 200, 300, 400}) {
      Fill({100, y, 700 + thick, y + thick}, grey, grey, grey);
    }
    for (const int x : {100, 400, 700}) {
      Fill({x, 100, x + thick, 400 + thick}, grey, grey, grey);
    }
  }

  // Something like a character of 24 pixels: a box with a bar in it.
  void Character(int x, int y) {
    Fill({x, y, x + 24, y + 3}, 20, 20, 20);
    Fill({x, y + 21, x + 24, y + 24}, 20, 20, 20);
    Fill({x, y, x + 3, y + 24}, 20, 20, 20);
    Fill({x + 21, y, x + 24, y + 24}, 20, 20, 20);
    Fill({x + 6, y + 10, x + 18, y + 13}, 20, 20, 20);
  }

  void Word(int x, int y, int characters) {
    for (int i = 0; i < characters; ++i) {
      Character(x + 28 * i, y);
    }
  }

  // The same, with a heavy foot.
  void FootedWord(int x, int y, int characters) {
    Word(x, y, characters);
    for (int i = 0; i < characters; ++i) {
      Fill({x + 28 * i, y + 15, x + 28 * i + 24, y + 24}, 20, 20, 20);
    }
  }

  const PageBitmap& bitmap() const { return bitmap_; }

 private:
  PageBitmap bitmap_;
};

// Reads one 字 for each 28 pixels of width, without looking.
class CountingEngine : public OcrEngine {
 public:
  explicit CountingEngine(char32_t code) : code_(code) {}

  const std::string& name() const override { return name_; }

  LineReading Read(const Raster& line) override {
    const int count = std::max(1, static_cast<int>(std::lround((line.width - 10) / 28.0)));
    LineReading reading;
    for (int i = 0; i < count; ++i) {
      reading.push_back({code_, (i + 0.5) / count, 0.99});
    }
    return reading;
  }

 private:
  char32_t code_;
  std::string name_ = "counting";
};

// Reads footed words as PP-OCR reads: with confidence where they stand upright, with a little less
// where they lie on their left side, as it knows vertical writing, with none otherwise.
class FootEngine : public OcrEngine {
 public:
  const std::string& name() const override { return name_; }

  LineReading Read(const Raster& line) override {
    const int below = Ink(line, {0, line.height / 2, line.width, line.height}) -
                      Ink(line, {0, 0, line.width, line.height / 2});
    int right = 0;
    for (int x = kMargin; x + 28 <= line.width; x += 28) {
      right += Ink(line, {x + 12, 0, x + 24, line.height}) - Ink(line, {x, 0, x + 12, line.height});
    }
    const bool stands = std::abs(below) > std::abs(right);
    const double confidence = stands && below > 0 ? 0.97 : !stands && right > 0 ? 0.96 : 0.1;
    const int count = std::max(1, static_cast<int>(std::lround((line.width - 10) / 28.0)));
    LineReading reading;
    for (int i = 0; i < count; ++i) {
      reading.push_back({U'字', (i + 0.5) / count, confidence});
    }
    return reading;
  }

 private:
  static constexpr int kMargin = 5;

  static int Ink(const Raster& line, const PixelBox& box) {
    int ink = 0;
    for (int y = box.top; y < box.bottom; ++y) {
      ink += static_cast<int>(std::count_if(line.row(y) + box.x0, line.row(y) + box.x1,
                                            [](std::uint8_t pixel) { return pixel < 128; }));
    }
    return ink;
  }

  std::string name_ = "foot";
};

// The picture turned clockwise by `turn` quarter turns.
PageBitmap TurnedClockwise(const PageBitmap& upright, int turn) {
  PageBitmap from = upright;
  for (int i = 0; i < turn; ++i) {
    PageBitmap to = from;
    std::swap(to.width_px, to.height_px);
    for (int y = 0; y < to.height_px; ++y) {
      for (int x = 0; x < to.width_px; ++x) {
        const std::ptrdiff_t source = std::ptrdiff_t{from.height_px - 1 - x} * from.width_px + y;
        std::copy_n(from.rgb.data() + source * 3, 3,
                    to.rgb.data() + (static_cast<std::ptrdiff_t>(y) * to.width_px + x) * 3);
      }
    }
    from = std::move(to);
  }
  return from;
}

// Page `number`, read by one engine for each of `codes`.
Page ReadWith(const std::u32string& codes, const Paper& paper, int number) {
  std::vector<std::unique_ptr<OcrEngine>> engines;
  for (const char32_t code : codes) {
    engines.push_back(std::make_unique<CountingEngine>(code));
  }
  const std::unique_ptr<ScanReader> reader = ScanReader::With(std::move(engines));
  Findings findings;
  return reader->Read(paper.bitmap(), number, kWidth * kPoints, kHeight * kPoints, findings);
}

std::vector<Ruling> RulingsOf(const Paper& paper) {
  CleanScan scan = CleanPage(paper.bitmap());
  return TakeRulings(scan);
}

TEST(TakeRulings, FindsTheTableWhateverItsRulesAre) {
  struct Case {
    const char* name;
    std::uint8_t grey;
    int thick;
  };
  const Case cases[] = {{"black", 20, 3}, {"grey", 150, 3}, {"faint", 215, 2}, {"thick", 20, 5}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Paper paper;
    paper.Table(c.grey, c.thick);
    paper.Word(150, 140, 5);
    const std::vector<Grid> grids = FindGrids(RulingsOf(paper));
    ASSERT_EQ(grids.size(), 1U);
    EXPECT_EQ(grids.front().rows(), 3);
    EXPECT_EQ(grids.front().cols(), 2);
    EXPECT_NEAR(grids.front().xs[1], 400 * kPoints, 2);
    EXPECT_NEAR(grids.front().ys[2], 300 * kPoints, 2);
  }
}

TEST(TakeRulings, BrokenRulesAreRules) {
  Paper paper;
  paper.Table(20, 3);
  for (int x = 110; x < 700; x += 30) {
    paper.Fill({x, 195, x + 4, 208}, 250, 250, 250);
  }
  const std::vector<Grid> grids = FindGrids(RulingsOf(paper));
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids.front().rows(), 3);
}

TEST(TakeRulings, RowsOfCharactersAreNone) {
  Paper paper;
  for (int y = 60; y < 500; y += 40) {
    paper.Word(60, y, 22);
  }
  EXPECT_TRUE(FindGrids(RulingsOf(paper)).empty());
}

TEST(TakeRulings, LeavesTheWriting) {
  Paper paper;
  paper.Table(20, 3);
  paper.Word(150, 140, 5);
  CleanScan scan = CleanPage(paper.bitmap());
  TakeRulings(scan);
  EXPECT_LT(std::count(scan.ink.row(101), scan.ink.row(101) + kWidth, 1), 8);
  EXPECT_GT(std::count(scan.ink.row(141), scan.ink.row(141) + kWidth, 1), 80);
}

TEST(CleanPage, ColouredInkIsLeftOutAndReported) {
  Paper paper;
  paper.Word(150, 140, 5);
  paper.Fill({300, 250, 500, 450}, 220, 40, 40);
  const CleanScan scan = CleanPage(paper.bitmap());
  EXPECT_EQ(scan.ink.at(400, 350), 0);
  ASSERT_TRUE(scan.stamp.has_value());
  EXPECT_EQ(*scan.stamp, (PixelBox{300, 250, 500, 450}));
}

TEST(CleanPage, PaperWithoutColourHasNoStamp) {
  Paper paper;
  paper.Word(150, 140, 5);
  EXPECT_FALSE(CleanPage(paper.bitmap()).stamp.has_value());
}

TEST(FindScanLines, CutsCellsIntoLines) {
  Paper paper;
  paper.Word(120, 120, 5);
  paper.Word(120, 160, 3);
  paper.Word(420, 500, 4);                       // outside
  paper.Fill({600, 150, 602, 152}, 20, 20, 20);  // a speck
  const CleanScan scan = CleanPage(paper.bitmap());
  const std::vector<ScanLine> lines = FindScanLines(scan, {{100, 100, 400, 200}}, 24);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].cell, 0);
  EXPECT_NEAR(lines[0].box.width(), 5 * 28 - 4, 3);
  EXPECT_NEAR(lines[1].box.top, 160, 2);
  EXPECT_EQ(lines[2].cell, -1);
}

// 、 is as small as dirt, but dirt seldom lies where it does.
TEST(FindScanLines, ALineThatGoesOnMayBeginWithAMark) {
  struct Case {
    const char* description;
    int line;  // top of the line that the mark stands in
    PixelBox mark;
    int want;  // left edge of that line
  };
  const Case cases[] = {
      {"low, below the start of the line before", 160, {122, 176, 126, 181}, 122},
      {"too high", 160, {122, 162, 126, 167}, 148},
      {"further left", 160, {106, 176, 110, 181}, 148},
      {"on the first line", 120, {122, 136, 126, 141}, 148},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.description);
    Paper paper;
    paper.Word(c.line == 120 ? 148 : 120, 120, 4);
    paper.Word(c.line == 160 ? 148 : 120, 160, 4);
    paper.Fill(c.mark, 20, 20, 20);
    const std::vector<ScanLine> lines =
        FindScanLines(CleanPage(paper.bitmap()), {{100, 100, 400, 200}}, 24);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_NEAR(lines[c.line == 120 ? 0 : 1].box.x0, c.want, 2);
  }
}

TEST(ScanReader, PutsCharactersIntoTheirCells) {
  Paper paper;
  paper.Table(20, 3);
  paper.Word(150, 140, 5);
  paper.Word(450, 240, 3);
  const Page page = ReadWith(U"字字", paper, 4);
  EXPECT_EQ(page.number, 4);
  EXPECT_EQ(page.origin, TextOrigin::kOcr);
  const auto left = std::count_if(page.glyphs.begin(), page.glyphs.end(), [](const Glyph& glyph) {
    return glyph.box.center_x() < 400 * kPoints;
  });
  EXPECT_EQ(left, 5);
  EXPECT_EQ(page.glyphs.size(), 8U);
  for (const Glyph& glyph : page.glyphs) {
    EXPECT_GE(glyph.confidence, 0.99);
  }
}

TEST(ScanReader, KeepsTheOtherReadingWhereEnginesDiffer) {
  Paper paper;
  paper.Word(150, 140, 5);
  const Page page = ReadWith(U"甲乙", paper, 1);
  ASSERT_EQ(page.readings.size(), 1U);
  EXPECT_EQ(page.readings.front().text, "甲甲甲甲甲");
  EXPECT_EQ(page.readings.front().other, "乙乙乙乙乙");
  EXPECT_LT(page.glyphs.front().confidence, 0.95);
}

TEST(ScanReader, ReadsPagesThatStandOnTheirSide) {
  Paper paper;
  paper.Table(20, 3);
  paper.FootedWord(150, 140, 5);
  paper.FootedWord(150, 168, 5);
  paper.FootedWord(450, 240, 4);
  const Rect cell = {100 * kPoints, 100 * kPoints, 403 * kPoints, 203 * kPoints};
  for (int turn = 0; turn < 4; ++turn) {
    SCOPED_TRACE(turn);
    std::vector<std::unique_ptr<OcrEngine>> engines;
    engines.push_back(std::make_unique<FootEngine>());
    const PageBitmap shown = TurnedClockwise(paper.bitmap(), turn);
    const double width = shown.width_px * kPoints;
    const double height = shown.height_px * kPoints;
    Findings findings;
    const std::unique_ptr<ScanReader> reader = ScanReader::With(std::move(engines));
    const Page page = reader->Read(shown, 1, width, height, findings);
    EXPECT_EQ(page.width, width);
    ASSERT_EQ(page.glyphs.size(), 14U);
    const Rect cell_as_shown = AsShown(cell, {turn, 0, width, height});
    int inside = 0;
    for (const Glyph& glyph : page.glyphs) {
      EXPECT_EQ(glyph.rotation, turn);
      const Point p = glyph.box.center();
      inside += p.x > cell_as_shown.x0 && p.x < cell_as_shown.x1 && p.y > cell_as_shown.top &&
                        p.y < cell_as_shown.bottom
                    ? 1
                    : 0;
    }
    EXPECT_EQ(inside, 10);
    EXPECT_EQ(FindGrids(page.rulings).front().cells.size(), 6U);
  }
}

TEST(ScanReader, AnEmptyPageIsEmpty) {
  const Page page = ReadWith(U"字", Paper(), 1);
  EXPECT_TRUE(page.glyphs.empty());
  EXPECT_TRUE(page.rulings.empty());
}

TEST(ScanReader, WithoutEnginesSaysWhy) {
  OcrOptions options;
  options.engines = OcrChoice::kOff;
  EXPECT_EQ(ScanReader::Open(options).status().code(), StatusCode::kUnsupported);
  options.engines = OcrChoice::kPaddle;
  options.paddle_model = "/nowhere/model.onnx";
  EXPECT_FALSE(ScanReader::Open(options).ok());
}

}  // namespace
}  // namespace zhibiao
