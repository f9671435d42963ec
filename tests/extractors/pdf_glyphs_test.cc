#include "extractors/pdf_glyphs.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

// A glyph of 10 points at (50, 50), half an em wide, written in the direction (x, y).
PdfGlyphPlacement Placed(double x, double y) {
  PdfGlyphPlacement placement;
  placement.origin = {50, 50};
  placement.advance = {5 * x, 5 * y};
  placement.along = {10 * x, 10 * y};
  placement.up = {10 * y, -10 * x};
  placement.ascent = 0.9;
  placement.descent = -0.1;
  return placement;
}

TEST(PlaceGlyph, InAnyDirection) {
  struct Case {
    const char* name;
    double x, y;
    Rect box;
    int rotation;
    bool slanted;
  };
  const double d = std::sqrt(0.5);
  const Case cases[] = {
      // clang-format off
      {"to the right", 1, 0, {50, 41, 55, 51}, 0, false},
      {"down", 0, 1, {49, 50, 59, 55}, 1, false},
      {"to the left", -1, 0, {45, 49, 50, 59}, 2, false},
      {"up", 0, -1, {41, 45, 51, 50}, 3, false},
      {"slanted", d, d, {50 - d, 50 - 9 * d, 50 + 14 * d, 50 + 6 * d}, 0, true},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Glyph glyph;
    ASSERT_TRUE(PlaceGlyph(Placed(c.x, c.y), glyph));
    EXPECT_EQ(glyph.slanted, c.slanted);
    EXPECT_NEAR(glyph.font_size, 10, 1e-9);
    if (!c.slanted) {
      EXPECT_EQ(glyph.rotation, c.rotation);
      EXPECT_EQ(glyph.box, c.box);
    }
  }
}

TEST(PlaceGlyph, RefusesNonsense) {
  for (const double bad :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 1e30}) {
    PdfGlyphPlacement placement = Placed(1, 0);
    placement.origin.x = bad;
    Glyph glyph;
    EXPECT_FALSE(PlaceGlyph(placement, glyph));
  }
}

TEST(PlaceGlyph, VerticalWritingFillsAColumn) {
  PdfGlyphPlacement placement = Placed(1, 0);
  placement.vertical = true;
  placement.advance = {0, 10};
  Glyph glyph;
  ASSERT_TRUE(PlaceGlyph(placement, glyph));
  EXPECT_EQ(glyph.box, (Rect{45, 50, 55, 60}));
  EXPECT_TRUE(glyph.vertical);
}

std::vector<PdfGlyphDrawn> Row(const std::u32string& text) {
  std::vector<PdfGlyphDrawn> glyphs;
  for (std::size_t i = 0; i < text.size(); ++i) {
    PdfGlyphDrawn drawn;
    const double x = 10 * static_cast<double>(i);
    drawn.glyph.code = text[i];
    drawn.glyph.box = {x, 0, x + 10, 10};
    drawn.ink = drawn.glyph.box;
    glyphs.push_back(drawn);
  }
  return glyphs;
}

TEST(SpreadText, OverTheGlyphs) {
  struct Case {
    const char* name;
    std::u32string glyphs, text, spread;
    std::vector<double> x0;
  };
  const Case cases[] = {
      // clang-format off
      {"as many", U"ab", U"文本", U"文本", {0, 10}},
      {"more", U"a", U"ffi", U"ffi", {0, 10.0 / 3, 20.0 / 3}},
      {"fewer", U"abcd", U"文本", U"文本", {0, 20}},
      {"three over two", U"ab", U"xyz", U"xyz", {0, 20.0 / 3, 40.0 / 3}},
      {"spaces among the glyphs", U"a b", U"文本", U"文本", {0, 20}},
      {"spaces in the text", U"ab", U"文 本", U"文本", {0, 10}},
      {"no glyphs", U"", U"文本", U"", {}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const std::vector<PdfGlyphDrawn> spread = SpreadText(c.text, Row(c.glyphs));
    ASSERT_EQ(spread.size(), c.spread.size());
    for (std::size_t i = 0; i < spread.size(); ++i) {
      EXPECT_EQ(spread[i].glyph.code, c.spread[i]);
      EXPECT_NEAR(spread[i].glyph.box.x0, c.x0[i], 1e-9);
    }
  }
}

}  // namespace
}  // namespace zhibiao
