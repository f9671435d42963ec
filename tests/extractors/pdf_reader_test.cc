// PDF files written in place, one for each thing that the reader must see, hide or refuse.
#include "extractors/pdf_reader.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/unicode.h"
#include "tests/support/tiny_pdf.h"

namespace zhibiao {
namespace {

using test::OnePagePdf;
using test::StreamBody;
using test::TinyPage;
using test::TinyPdf;

std::string TextOf(const std::vector<Glyph>& glyphs) {
  std::string text;
  for (const Glyph& glyph : glyphs) {
    AppendUtf8(glyph.code, text);
  }
  return text;
}

// Page 1 of the file, and what was found odd about it. An empty page where it cannot be read.
struct Read {
  Page page;
  std::vector<Finding> findings;

  bool Has(FindingCode code) const {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return finding.code == code; });
  }
};

Read ReadFirstPage(const std::string& bytes, const PdfLimits& limits = {}) {
  Read read;
  Findings findings;
  Result<PdfReader> reader = PdfReader::Open(bytes, limits, findings);
  EXPECT_TRUE(reader.ok()) << reader.status().message();
  if (reader.ok()) {
    Result<Page> page = reader.value().ReadPage(1, findings);
    EXPECT_TRUE(page.ok()) << page.status().message();
    if (page.ok()) {
      read.page = page.take();
    }
  }
  read.findings = findings.Take();
  return read;
}

// "h 10..110 at 60 w 1 stroke": points, rounded to tenths.
std::string Describe(const Ruling& ruling) {
  constexpr const char* kKinds[] = {"stroke", "fill", "edge"};
  const bool horizontal = ruling.horizontal();
  const auto tenth = [](double value) { return std::round(value * 10) / 10 + 0.0; };
  char text[100];
  (void)std::snprintf(text, sizeof text, "%c %g..%g at %g w %g %s", horizontal ? 'h' : 'v',
                      tenth(horizontal ? ruling.from.x : ruling.from.y),
                      tenth(horizontal ? ruling.to.x : ruling.to.y),
                      tenth(horizontal ? ruling.from.y : ruling.from.x), tenth(ruling.width),
                      kKinds[static_cast<std::size_t>(ruling.kind)]);
  return text;
}

std::vector<std::string> Describe(const std::vector<Ruling>& rulings) {
  std::vector<std::string> texts;
  std::transform(rulings.begin(), rulings.end(), std::back_inserter(texts),
                 [](const Ruling& ruling) { return Describe(ruling); });
  return texts;
}

TEST(PdfReader, PlacesGlyphsOnThePageAsShown) {
  struct Case {
    const char* name;
    const char* content;
    const char* page_entries;
    Point page_size;
    Rect box;  // of the first glyph, to a point
    int rotation;
    double font_size;
  };
  constexpr const char* kText = "BT /F1 10 Tf 20 30 Td (AB) Tj ET";
  constexpr const char* kBox = "/MediaBox[0 0 200 100]";
  const Case cases[] = {
      // clang-format off
      {"upright",       kText, kBox, {200, 100}, {20, 62, 26, 71}, 0, 10},
      {"rotate 90",     kText, "/MediaBox[0 0 200 100]/Rotate 90",  {100, 200}, {29, 20, 38, 26}, 1, 10},
      {"rotate 180",    kText, "/MediaBox[0 0 200 100]/Rotate 180", {200, 100}, {174, 29, 180, 38}, 2, 10},
      {"rotate 270",    kText, "/MediaBox[0 0 200 100]/Rotate 270", {100, 200}, {62, 174, 71, 180}, 3, 10},
      {"rotate -90",    kText, "/MediaBox[0 0 200 100]/Rotate -90", {100, 200}, {62, 174, 71, 180}, 3, 10},
      {"crop box",      kText, "/MediaBox[0 0 200 100]/CropBox[10 10 110 60]", {100, 50}, {10, 22, 16, 31}, 0, 10},
      {"crop box elsewhere", kText, "/MediaBox[0 0 200 100]/CropBox[900 900 950 950]", {200, 100}, {20, 62, 26, 71}, 0, 10},
      {"media box upside down", kText, "/MediaBox[200 100 0 0]", {200, 100}, {20, 62, 26, 71}, 0, 10},
      {"text matrix up", "BT /F1 10 Tf 0 1 -1 0 40 30 Tm (AB) Tj ET", kBox, {200, 100}, {32, 64, 41, 70}, 3, 10},
      {"scaled by matrix", "2 0 0 2 0 0 cm BT /F1 5 Tf 10 15 Td (A) Tj ET", kBox, {200, 100}, {20, 62, 26, 71}, 0, 10},
      {"letter spacing", "BT /F1 10 Tf 7 Tc 20 30 Td (AB) Tj ET", kBox, {200, 100}, {20, 62, 26, 71}, 0, 10},
      {"narrowed",      "BT /F1 10 Tf 50 Tz 20 30 Td (AB) Tj ET", kBox, {200, 100}, {20, 62, 23, 71}, 0, 10},
      {"raised",        "BT /F1 10 Tf 5 Ts 20 25 Td (AB) Tj ET", kBox, {200, 100}, {20, 62, 26, 71}, 0, 10},
      {"italic by shearing", "BT /F1 10 Tf 1 0 0.3 1 20 30 Tm (AB) Tj ET", kBox, {200, 100}, {20, 62, 26, 71}, 0, 10},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    TinyPage tiny;
    tiny.content = c.content;
    tiny.page_entries = c.page_entries;
    const Read read = ReadFirstPage(OnePagePdf(tiny));
    EXPECT_NEAR(read.page.width, c.page_size.x, 0.01);
    EXPECT_NEAR(read.page.height, c.page_size.y, 0.01);
    ASSERT_FALSE(read.page.glyphs.empty());
    const Glyph& glyph = read.page.glyphs.front();
    EXPECT_EQ(glyph.code, U'A');
    EXPECT_NEAR(glyph.box.x0, c.box.x0, 1.1);
    EXPECT_NEAR(glyph.box.top, c.box.top, 1.1);
    EXPECT_NEAR(glyph.box.x1, c.box.x1, 1.1);
    EXPECT_NEAR(glyph.box.bottom, c.box.bottom, 1.1);
    EXPECT_EQ(glyph.rotation, c.rotation);
    EXPECT_NEAR(glyph.font_size, c.font_size, 0.01);
    EXPECT_TRUE(glyph.mapped);
  }
}

TEST(PdfReader, KeepsHiddenTextApart) {
  struct Case {
    const char* name;
    const char* content;
    const char* shown;
    const char* hidden;
    GlyphHidden reason;
  };
  const Case cases[] = {
      // clang-format off
      {"plain", "BT /F1 10 Tf 20 30 Td (AB) Tj ET", "AB", "", GlyphHidden::kNo},
      {"clip", "q 20 20 6 40 re W n BT /F1 10 Tf 20 30 Td (AB) Tj ET Q", "A", "B", GlyphHidden::kClipped},
      {"clip shows most of B", "q 20 20 10 40 re W n BT /F1 10 Tf 20 30 Td (AB) Tj ET Q", "AB", "", GlyphHidden::kNo},
      {"clip ends with Q", "q 0 0 5 5 re W n Q BT /F1 10 Tf 20 30 Td (A) Tj ET", "A", "", GlyphHidden::kNo},
      {"left of the page", "BT /F1 10 Tf -20 30 Td (AB) Tj 40 0 Td (C) Tj ET", "C", "AB", GlyphHidden::kOffPage},
      {"render mode 3", "BT /F1 10 Tf 3 Tr 20 30 Td (AB) Tj ET", "", "AB", GlyphHidden::kInvisible},
      {"render mode 7", "BT /F1 10 Tf 7 Tr 20 30 Td (AB) Tj ET", "", "AB", GlyphHidden::kInvisible},
      {"render mode 1", "BT /F1 10 Tf 1 Tr 20 30 Td (AB) Tj ET", "AB", "", GlyphHidden::kNo},
      {"white on paper", "1 g BT /F1 10 Tf 20 30 Td (AB) Tj ET", "", "AB", GlyphHidden::kNoContrast},
      {"white outline on paper", "1 G BT /F1 10 Tf 1 Tr 20 30 Td (AB) Tj ET", "", "AB", GlyphHidden::kNoContrast},
      {"white on black", "0 g 0 0 200 100 re f 1 g BT /F1 10 Tf 20 30 Td (AB) Tj ET", "AB", "", GlyphHidden::kNo},
      {"black on black", "0 g 0 0 200 100 re f BT /F1 10 Tf 20 30 Td (AB) Tj ET", "", "AB", GlyphHidden::kNoContrast},
      {"black on white on black", "0 g 0 0 200 100 re f 1 g 10 20 50 30 re f 0 g BT /F1 10 Tf 20 30 Td (AB) Tj ET", "AB", "", GlyphHidden::kNo},
      {"grey on paper", "0.9 g BT /F1 10 Tf 20 30 Td (AB) Tj ET", "AB", "", GlyphHidden::kNo},
      {"drawn twice", "BT /F1 10 Tf 20 30 Td (AB) Tj 0.3 0 Td (AB) Tj ET", "AB", "AB", GlyphHidden::kOverprinted},
      {"drawn twice with a shadow", "0.8 g BT /F1 10 Tf 20 30 Td (A) Tj 0 g 1 1 Td (A) Tj ET", "A", "A", GlyphHidden::kOverprinted},
      {"a letter doubled", "BT /F1 10 Tf 20 30 Td (AA) Tj ET", "AA", "", GlyphHidden::kNo},
      {"covered by white", "BT /F1 10 Tf 20 30 Td (AB) Tj ET 1 g 20 20 6 30 re f", "B", "A", GlyphHidden::kCovered},
      {"half covered", "BT /F1 10 Tf 20 30 Td (A) Tj ET 1 g 20 20 3 30 re f", "A", "", GlyphHidden::kNo},
      {"covered, drawn again", "BT /F1 10 Tf 20 30 Td (A) Tj ET 1 g 20 20 6 30 re f 0 g BT /F1 10 Tf 20 30 Td (A) Tj ET", "A", "A", GlyphHidden::kCovered},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Read read = ReadFirstPage(OnePagePdf(c.content));
    EXPECT_EQ(TextOf(read.page.glyphs), c.shown);
    EXPECT_EQ(TextOf(read.page.hidden_glyphs), c.hidden);
    for (const Glyph& glyph : read.page.hidden_glyphs) {
      EXPECT_EQ(glyph.hidden, c.reason);
    }
    const bool worth_telling = *c.hidden != '\0' && c.reason != GlyphHidden::kOverprinted;
    EXPECT_EQ(read.Has(FindingCode::kHiddenText), worth_telling);
  }
}

TEST(PdfReader, OpacityHides) {
  struct Case {
    const char* name;
    const char* content;
    const char* shown;
    const char* hidden;
  };
  const Case cases[] = {
      // clang-format off
      {"clear text", "/Clear gs BT /F1 10 Tf 20 30 Td (A) Tj ET", "", "A"},
      {"a clear cover hides nothing", "BT /F1 10 Tf 20 30 Td (A) Tj ET /Half gs 1 g 0 0 200 100 re f", "A", ""},
      {"a blended cover hides nothing", "BT /F1 10 Tf 20 30 Td (A) Tj ET /Multiply gs 1 g 0 0 200 100 re f", "A", ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    TinyPage tiny;
    tiny.content = c.content;
    tiny.resources =
        "/Font<</F1 4 0 R>>/ExtGState<</Clear<</ca 0>>/Half<</ca 0.5>>/Multiply<</BM/Multiply>>>>";
    const Read read = ReadFirstPage(OnePagePdf(tiny));
    EXPECT_EQ(TextOf(read.page.glyphs), c.shown);
    EXPECT_EQ(TextOf(read.page.hidden_glyphs), c.hidden);
  }
}

TEST(PdfReader, FindsRulings) {
  struct Case {
    const char* name;
    const char* content;
    std::vector<std::string> rulings;
  };
  const Case cases[] = {
      // clang-format off
      {"horizontal", "1 w 10 40 m 110 40 l S", {"h 10..110 at 60 w 1 stroke"}},
      {"vertical", "0.5 w 50 10 m 50 90 l S", {"v 10..90 at 50 w 0.5 stroke"}},
      {"drawn backwards", "1 w 110 40 m 10 40 l S", {"h 10..110 at 60 w 1 stroke"}},
      {"scaled", "2 0 0 3 0 0 cm 1 w 5 10 m 55 10 l S", {"h 10..110 at 70 w 3 stroke"}},
      {"turned", "0 1 -1 0 100 0 cm 1 w 10 40 m 80 40 l S", {"v 20..90 at 60 w 1 stroke"}},
      {"dashed", "1 w [3 2] 0 d 10 40 m 110 40 l S", {"h 10..110 at 60 w 1 stroke"}},
      {"slanted", "1 w 10 40 m 110 60 l S", {}},
      {"curved", "1 w 10 40 m 40 40 80 40 110 40 c S", {}},
      {"rectangle", "1 w 10 20 100 60 re S",
       {"h 10..110 at 20 w 1 stroke", "h 10..110 at 80 w 1 stroke", "v 20..80 at 10 w 1 stroke", "v 20..80 at 110 w 1 stroke"}},
      {"polyline", "1 w 10 20 m 110 20 l 110 80 l S", {"h 10..110 at 80 w 1 stroke", "v 20..80 at 110 w 1 stroke"}},
      {"clipped", "q 50 0 100 100 re W n 1 w 10 40 m 110 40 l S Q", {"h 50..110 at 60 w 1 stroke"}},
      {"clipped away", "q 50 0 100 10 re W n 1 w 10 40 m 110 40 l S Q", {}},
      {"beyond the page", "1 w 10 40 m 500 40 l S", {"h 10..200 at 60 w 1 stroke"}},
      {"white on paper", "1 G 1 w 10 40 m 110 40 l S", {}},
      {"white over black", "1 w 10 40 m 110 40 l S 1 G 1.5 w 60 40 m 110 40 l S", {"h 10..60 at 60 w 1 stroke"}},
      {"white on grey", "0.5 g 20 20 60 60 re f 1 G 1 w 10 50 m 190 50 l S",
       {"h 20..80 at 50 w 1 stroke", "h 20..80 at 20 w 0 edge", "h 20..80 at 80 w 0 edge", "v 20..80 at 20 w 0 edge", "v 20..80 at 80 w 0 edge"}},
      {"thin fill", "10 40 100 0.5 re f", {"h 10..110 at 59.8 w 0.5 fill"}},
      {"thin fill of no height", "10 40 100 0 re f", {"h 10..110 at 60 w 0 fill"}},
      {"two thin fills in one path", "10 40 100 1 re 10 60 100 1 re f", {"h 10..110 at 39.5 w 1 fill", "h 10..110 at 59.5 w 1 fill"}},
      {"line in pieces", "10 40 30 1 re f 40 40 30 1 re f 70 40 40 1 re f", {"h 10..110 at 59.5 w 1 fill"}},
      {"row of dots", "10 40 1 1 re f 12 40 1 1 re f 14 40 1 1 re f 16 40 1 1 re f", {"h 10..17 at 59.5 w 1 fill"}},
      {"one dot", "10 40 1 1 re f", {}},
      {"fill with slanted ends", "10 40 m 110 40 l 109 41 l 11 41 l h f", {"h 10..110 at 59.5 w 1 fill"}},
      {"frame with a hole", "10 20 100 60 re 11 21 98 58 re f*",
       {"h 10..110 at 20.5 w 1 fill", "h 10..110 at 79.5 w 1 fill", "v 21..79 at 10.5 w 1 fill", "v 21..79 at 109.5 w 1 fill"}},
      {"corner of two arms", "10 20 m 110 20 l 110 21 l 11 21 l 11 80 l 10 80 l h f",
       {"h 10..110 at 79.5 w 1 fill", "v 20..79 at 10.5 w 1 fill"}},
      {"the same line twice", "1 w 10 40 m 110 40 l S 10 40 m 110 40 l S", {"h 10..110 at 60 w 1 stroke"}},
      {"covered", "1 w 10 40 m 110 40 l S 1 g 0 0 200 100 re f", {}},
      {"covered in the middle", "1 w 10 40 m 110 40 l S 1 g 40 30 30 20 re f",
       {"h 10..40 at 60 w 1 stroke", "h 70..110 at 60 w 1 stroke"}},
      {"touched by a cell's ground", "1 w 10 40 m 110 40 l S 1 g 10 40 100 30 re f", {"h 10..110 at 60 w 1 stroke"}},
      {"broad stroke is an area", "0.8 G 20 w 10 40 m 110 40 l S",
       {"h 10..110 at 50 w 0 edge", "h 10..110 at 70 w 0 edge", "v 50..70 at 10 w 0 edge", "v 50..70 at 110 w 0 edge"}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Read read = ReadFirstPage(OnePagePdf(c.content));
    EXPECT_THAT(Describe(read.page.rulings), testing::UnorderedElementsAreArray(c.rulings));
  }
}

TEST(PdfReader, FindsEdgesOfShading) {
  struct Case {
    const char* name;
    const char* content;
    std::vector<std::string> rulings;
  };
  const Case cases[] = {
      // clang-format off
      {"grey cell", "0.8 g 10 20 100 60 re f",
       {"h 10..110 at 20 w 0 edge", "h 10..110 at 80 w 0 edge", "v 20..80 at 10 w 0 edge", "v 20..80 at 110 w 0 edge"}},
      {"white cell", "1 g 10 20 100 60 re f", {}},
      {"cell in two pieces of one colour", "0.8 g 10 20 100 30 re f 10 50 100 30 re f",
       {"h 10..110 at 20 w 0 edge", "h 10..110 at 80 w 0 edge", "v 20..50 at 10 w 0 edge", "v 20..50 at 110 w 0 edge",
        "v 50..80 at 10 w 0 edge", "v 50..80 at 110 w 0 edge"}},
      {"two colours", "0.8 g 10 20 100 30 re f 0.5 g 10 50 100 30 re f",
       {"h 10..110 at 20 w 0 edge", "h 10..110 at 50 w 0 edge", "h 10..110 at 80 w 0 edge", "v 20..50 at 10 w 0 edge",
        "v 20..50 at 110 w 0 edge", "v 50..80 at 10 w 0 edge", "v 50..80 at 110 w 0 edge"}},
      {"erased", "0.8 g 10 20 100 60 re f 1 g 0 0 200 100 re f", {}},
      {"edges that lines mark", "0.8 g 10 20 100 60 re f 0 G 1 w 10 20 100 60 re S",
       {"h 10..110 at 20 w 1 stroke", "h 10..110 at 80 w 1 stroke", "v 20..80 at 10 w 1 stroke", "v 20..80 at 110 w 1 stroke"}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Read read = ReadFirstPage(OnePagePdf(c.content));
    EXPECT_THAT(Describe(read.page.rulings), testing::UnorderedElementsAreArray(c.rulings));
  }
}

TEST(PdfReader, SmallImagesMayBeLinesAndGrounds) {
  struct Case {
    const char* name;
    const char* content;
    std::vector<std::string> rulings;
    std::size_t images;
  };
  constexpr const char* kPixel = " BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI";
  constexpr const char* kTwoPixels = " BI /W 2 /H 1 /CS /G /BPC 8 ID \x40\xFF EI";
  const std::string line = std::string("q 100 0 0 1 10 40 cm") + kPixel + " Q";
  const std::string ground = std::string("q 100 0 0 60 10 20 cm") + kPixel + " Q";
  const std::string picture = std::string("q 100 0 0 60 10 20 cm") + kTwoPixels + " Q";
  const std::string stencil = "q 100 0 0 1 10 40 cm BI /W 1 /H 1 /IM true /D [1 0] ID \x80 EI Q";
  const std::string after = " BT /F1 10 Tf 20 30 Td (A) Tj ET";
  const Case cases[] = {
      // clang-format off
      {"line", line.c_str(), {"h 10..110 at 59.5 w 1 fill"}, 0},
      {"stencil line", stencil.c_str(), {"h 10..110 at 59.5 w 1 fill"}, 0},
      {"ground", ground.c_str(),
       {"h 10..110 at 20 w 0 edge", "h 10..110 at 80 w 0 edge", "v 20..80 at 10 w 0 edge", "v 20..80 at 110 w 0 edge"}, 0},
      {"picture", picture.c_str(), {}, 1},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Read read = ReadFirstPage(OnePagePdf(c.content + after));
    EXPECT_THAT(Describe(read.page.rulings), testing::UnorderedElementsAreArray(c.rulings));
    EXPECT_EQ(read.page.images.size(), c.images);
    EXPECT_EQ(TextOf(read.page.glyphs), "A") << "what follows the image must be read";
  }
}

// A ToUnicode map of the codes 1, 2, ... as given: UTF-16 in hexadecimal.
std::string ToUnicodeMap(const std::vector<std::string>& mapped) {
  std::string lines;
  for (std::size_t i = 0; i < mapped.size(); ++i) {
    lines.append("<0").append(std::to_string(i + 1)).append("> <").append(mapped[i]).append(">\n");
  }
  return StreamBody("",
                    "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange "
                    "<00> <FF> endcodespacerange\n" +
                        std::to_string(mapped.size()) + " beginbfchar\n" + lines +
                        "endbfchar endcmap end");
}

TEST(PdfReader, ReadsCharactersAsMapped) {
  struct Case {
    const char* name;
    const char* font_name;
    std::vector<std::string> mapped;
    const char* content;
    const char* text;
    std::size_t unmapped;
  };
  constexpr const char* kShow = "BT /F1 10 Tf 20 30 Td <01> Tj ET";
  const Case cases[] = {
      // clang-format off
      {"plain", "Some", {"6307"}, kShow, "指", 0},
      {"ligature", "Some", {"006600660069"}, kShow, "ffi", 0},
      {"beyond the basic plane", "Some", {"D840DC87"}, kShow, "𠂇", 0},
      {"Kangxi radical", "Some", {"2F42"}, kShow, "文", 0},
      {"radical supplement", "Some", {"2EA0"}, kShow, "民", 0},
      {"private use", "Some", {"E123"}, kShow, "\uFFFD", 1},
      {"private use of Symbol", "ABCDEF+SymbolMT", {"F0B3"}, kShow, "≥", 0},
      {"private use of Wingdings", "Wingdings-Regular", {"F0FE"}, kShow, "☑", 0},
      {"control character", "Some", {"0009"}, kShow, "", 0},
      {"zero width", "Some", {"200B"}, kShow, "", 0},
      {"not mapped", "Some", {"0041"}, "BT /F1 10 Tf 20 30 Td <0102> Tj ET", "A\uFFFD", 1},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    TinyPage tiny;
    tiny.content = c.content;
    tiny.font = std::string("<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]") +
                "/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<<>>/Encoding<</Differences[1/g1/g2]>>" +
                "/FirstChar 1/LastChar 2/Widths[1000 1000]/ToUnicode 6 0 R/BaseFont/" +
                c.font_name + ">>";
    tiny.more = {ToUnicodeMap(c.mapped)};
    const Read read = ReadFirstPage(OnePagePdf(tiny));
    EXPECT_EQ(TextOf(read.page.glyphs), c.text);
    EXPECT_EQ(read.Has(FindingCode::kUnmappedGlyphs), c.unmapped > 0);
    EXPECT_EQ(
        static_cast<std::size_t>(std::count_if(read.page.glyphs.begin(), read.page.glyphs.end(),
                                               [](const Glyph& g) { return !g.mapped; })),
        c.unmapped);
  }
}

TEST(PdfReader, SplitsTheBoxOfALigature) {
  TinyPage tiny;
  tiny.content = "BT /F1 10 Tf 20 30 Td <01> Tj ET";
  tiny.font =
      "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]"
      "/CharProcs<<>>/FirstChar 1/LastChar 1/Widths[1000]/ToUnicode 6 0 R>>";
  tiny.more = {ToUnicodeMap({"00660069"})};
  const Read read = ReadFirstPage(OnePagePdf(tiny));
  ASSERT_EQ(read.page.glyphs.size(), 2U);
  EXPECT_NEAR(read.page.glyphs[0].box.x0, 20, 0.01);
  EXPECT_NEAR(read.page.glyphs[0].box.x1, 25, 0.01);
  EXPECT_NEAR(read.page.glyphs[1].box.x1, 30, 0.01);
}

TEST(PdfReader, ActualTextReplacesWhatItSpans) {
  struct Case {
    const char* name;
    const char* content;
    const char* text;
    double second_x0;  // of the second glyph
  };
  const Case cases[] = {
      // clang-format off
      {"one for one", "BT /F1 10 Tf 20 30 Td /Span<</ActualText<FEFF65876307>>>BDC (ab) Tj EMC ET", "文指", 26},
      {"more characters", "BT /F1 10 Tf 20 30 Td /Span<</ActualText<FEFF004100420043>>>BDC (ab) Tj EMC ET", "ABC", 24},
      {"fewer characters", "BT /F1 10 Tf 20 30 Td /Span<</ActualText<FEFF00410042>>>BDC (abcd) Tj EMC ET", "AB", 32},
      {"a radical", "BT /F1 10 Tf 20 30 Td /Span<</ActualText<FEFF2F422F42>>>BDC (ab) Tj EMC ET", "文文", 26},
      {"spaces do not count", "BT /F1 10 Tf 20 30 Td /Span<</ActualText(A B)>>BDC (ab) Tj EMC ET", "AB", 26},
      {"the outer span wins", "BT /F1 10 Tf 20 30 Td /Span<</ActualText(AB)>>BDC /Span<</ActualText(xy)>>BDC (ab) Tj EMC EMC ET", "AB", 26},
      {"an empty text hides nothing", "BT /F1 10 Tf 20 30 Td /Span<</ActualText()>>BDC (ab) Tj EMC ET", "ab", 26},
      {"text after the span", "BT /F1 10 Tf 20 30 Td /Span<</ActualText(A)>>BDC (a) Tj EMC (b) Tj ET", "Ab", 26},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Read read = ReadFirstPage(OnePagePdf(c.content));
    EXPECT_EQ(TextOf(read.page.glyphs), c.text);
    ASSERT_GE(read.page.glyphs.size(), 2U);
    EXPECT_NEAR(read.page.glyphs[1].box.x0, c.second_x0, 0.01);
  }
}

TEST(PdfReader, ActualTextSpeaksForGlyphsThatMeanNothing) {
  TinyPage tiny;
  tiny.font =
      "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]"
      "/CharProcs<<>>/FirstChar 1/LastChar 1/Widths[1000]/ToUnicode 6 0 R>>";
  tiny.more = {ToUnicodeMap({"200B"})};
  tiny.content =
      "BT /F1 10 Tf 20 30 Td /Span<</ActualText<FEFF6587>>>BDC <01> Tj EMC "
      "/Span<</ActualText()>>BDC <01> Tj EMC <01> Tj ET";
  EXPECT_EQ(TextOf(ReadFirstPage(OnePagePdf(tiny)).page.glyphs), "文");
}

// /F1 as a composite font over an embedded font file, with no ToUnicode map.
TinyPage EmbeddedFontPage(const std::string& content, const std::vector<unsigned>& characters) {
  TinyPage tiny;
  tiny.content = content;
  tiny.font =
      "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H"
      "/DescendantFonts[6 0 R]>>";
  tiny.more = {
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Song/CIDSystemInfo"
      "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R/DW 1000>>",
      "<</Type/FontDescriptor/FontName/ABCDEF+Song/Flags 4/FontFile2 8 0 R>>",
      StreamBody("", test::TinyTrueType(characters))};
  return tiny;
}

TEST(PdfReader, EmbeddedFontsNameTheirGlyphs) {
  struct Case {
    const char* name;
    std::vector<unsigned> characters;
    const char* text;
    std::size_t unmapped;
  };
  const Case cases[] = {
      // clang-format off
      {"character map", {0x6307, 0x6807}, "指标", 0},
      {"no character map", {0, 0}, "\uFFFD\uFFFD", 2},
      {"map without the second glyph", {0x6307, 0}, "指\uFFFD", 1},
      {"the second glyph is blank", {0x6307, 0x20}, "指 ", 0},
      {"private use", {0x6307, 0xE000}, "指\uFFFD", 1},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Read read = ReadFirstPage(
        OnePagePdf(EmbeddedFontPage("BT /F1 10 Tf 20 30 Td <00010002> Tj ET", c.characters)));
    EXPECT_EQ(TextOf(read.page.glyphs), c.text);
    EXPECT_EQ(read.Has(FindingCode::kUnmappedGlyphs), c.unmapped > 0);
    ASSERT_EQ(read.page.glyphs.size(), 2U);
    EXPECT_NEAR(read.page.glyphs[1].box.x0, 30, 0.01) << "widths survive the reduction of fonts";
  }
}

TEST(PdfReader, GlyphNamesWithoutMeaningAreNotText) {
  // Poppler would read /g45 as character 45, "-".
  TinyPage tiny;
  tiny.content = "BT /F1 10 Tf 20 30 Td <010203> Tj ET";
  tiny.font =
      "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]"
      "/CharProcs<<>>/Encoding<</Differences[1/g45/uni6307/percent]>>/FirstChar 1/LastChar 3"
      "/Widths[1000 1000 1000]>>";
  const Read read = ReadFirstPage(OnePagePdf(tiny));
  EXPECT_EQ(TextOf(read.page.glyphs), "\uFFFD指%");
  EXPECT_TRUE(read.Has(FindingCode::kUnmappedGlyphs));
}

TEST(PdfReader, NonEmbeddedChineseFonts) {
  TinyPage tiny;
  tiny.content = "BT /F1 10 Tf 60 80 Td <D6B8B1EA> Tj ET";  // GBK
  const auto font = [](const std::string& encoding) {
    return "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/" + encoding +
           "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
           "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>]>>";
  };
  tiny.font = font("GBK-EUC-H");
  const Read across = ReadFirstPage(OnePagePdf(tiny));
  EXPECT_EQ(TextOf(across.page.glyphs), "指标");
  tiny.font = font("GBK-EUC-V");
  const Read down = ReadFirstPage(OnePagePdf(tiny));
  ASSERT_EQ(TextOf(down.page.glyphs), "指标");
  const Glyph& second = down.page.glyphs[1];
  EXPECT_TRUE(second.vertical);
  EXPECT_EQ(second.rotation, 0);
  EXPECT_NEAR(second.box.x0, 55, 0.1);
  EXPECT_NEAR(second.box.x1, 65, 0.1);
  EXPECT_NEAR(second.box.top, 30, 0.1);
  EXPECT_NEAR(second.box.bottom, 40, 0.1);
}

TEST(PdfReader, FormsAndAnnotationsAreDrawn) {
  TinyPage tiny;
  tiny.content = "/X1 Do";
  tiny.resources = "/XObject<</X1 6 0 R>>";
  tiny.page_entries =
      "/MediaBox[0 0 200 100]/Annots[<</Subtype/Stamp/Rect[100 0 200 100]/AP<</N 7 0 R>>>>"
      "<</Subtype/Stamp/F 2/Rect[0 0 100 100]/AP<</N 7 0 R>>>>"
      "<</Subtype/Link/Rect[0 0 200 100]/Border[0 0 1]>>]";
  const std::string form =
      "/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</Font<</F1 4 0 R>>>>";
  tiny.more = {StreamBody(form, "BT /F1 10 Tf 20 30 Td (A) Tj ET"),
               StreamBody(form, "BT /F1 10 Tf 20 30 Td (B) Tj ET")};
  const Read read = ReadFirstPage(OnePagePdf(tiny));
  ASSERT_EQ(TextOf(read.page.glyphs), "AB");
  EXPECT_NEAR(read.page.glyphs[1].box.x0, 120, 0.01);
  EXPECT_TRUE(read.page.rulings.empty()) << "the border of a link is no ruling";
}

TEST(PdfReader, FormsThatDrawThemselvesEnd) {
  TinyPage tiny;
  tiny.content = "BT /F1 10 Tf 20 30 Td (A) Tj ET /X1 Do";
  tiny.resources = "/Font<</F1 4 0 R>>/XObject<</X1 6 0 R>>";
  // 30 forms, each drawing the next one twice; the last draws the first.
  for (int i = 0; i < 30; ++i) {
    const std::string next = std::to_string(i == 29 ? 6 : 7 + i) + " 0 R";
    tiny.more.push_back(
        StreamBody("/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject"
                   "<</X1 " +
                       next + ">>>>",
                   "/X1 Do /X1 Do"));
  }
  const Read read = ReadFirstPage(OnePagePdf(tiny));
  EXPECT_EQ(TextOf(read.page.glyphs), "A");
  EXPECT_TRUE(read.Has(FindingCode::kLimitReached));
}

TEST(PdfReader, LimitsAreKept) {
  PdfLimits limits;
  limits.max_glyphs_per_page = 3;
  limits.max_rulings_per_page = 1;
  const Read read = ReadFirstPage(
      OnePagePdf("BT /F1 10 Tf 20 30 Td (ABCDE) Tj ET 10 40 m 110 40 l S 10 60 m 110 60 l S"),
      limits);
  EXPECT_EQ(TextOf(read.page.glyphs), "ABC");
  EXPECT_LE(read.page.rulings.size(), 1U);
  EXPECT_TRUE(read.Has(FindingCode::kLimitReached));
}

TEST(PdfReader, PagesThatArePicturesNeedOcr) {
  struct Case {
    const char* name;
    const char* content;
    bool needs_ocr;
    const char* shown;
  };
  std::string strips;
  for (int y = 0; y < 100; y += 2) {
    strips += "q 200 0 0 2 0 " + std::to_string(y) + " cm /Im Do Q ";
  }
  const Case cases[] = {
      // clang-format off
      {"picture", "q 200 0 0 100 0 0 cm /Im Do Q", true, ""},
      {"picture with a page number", "q 200 0 0 100 0 0 cm /Im Do Q BT /F1 5 Tf 90 3 Td (- 7 -) Tj ET", true, "- 7 -"},
      {"picture with hidden text", "BT /F1 5 Tf 3 Tr 0 50 Td (what the scanner read) Tj ET q 200 0 0 100 0 0 cm /Im Do Q", true, ""},
      {"picture over text", "BT /F1 5 Tf 0 50 Td (what the scanner read) Tj ET q 200 0 0 100 0 0 cm /Im Do Q", true, ""},
      {"picture under text", "q 200 0 0 100 0 0 cm /Im Do Q BT /F1 5 Tf 10 50 Td (a text on a picture) Tj ET", false, "a text on a picture"},
      {"in strips", "q 200 0 0 50 0 0 cm /Im Do Q q 200 0 0 50 0 50 cm /Im Do Q", true, ""},
      {"in thin strips", strips.c_str(), true, ""},
      {"small picture", "q 100 0 0 50 0 0 cm /Im Do Q", false, ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    TinyPage tiny;
    tiny.content = c.content;
    tiny.resources = "/Font<</F1 4 0 R>>/XObject<</Im 6 0 R>>";
    tiny.more = {
        StreamBody("/Type/XObject/Subtype/Image/Width 2000/Height 1000/ColorSpace/DeviceGray"
                   "/BitsPerComponent 8",
                   "not even enough data")};
    const Read read = ReadFirstPage(OnePagePdf(tiny));
    EXPECT_EQ(!read.page.needs_ocr.empty(), c.needs_ocr);
    EXPECT_EQ(TextOf(read.page.glyphs), c.shown);
    EXPECT_TRUE(read.page.rulings.empty());
  }
}

// A page encrypted with RC4, 40 bits; `content` is its encrypted content.
std::string EncryptedPdf(const std::string& owner, const std::string& user,
                         const std::string& content_hex) {
  std::string content;
  for (std::size_t i = 0; i + 1 < content_hex.size(); i += 2) {
    content.push_back(static_cast<char>(std::stoi(content_hex.substr(i, 2), nullptr, 16)));
  }
  TinyPdf pdf;
  pdf.Add("<</Pages 2 0 R/Type/Catalog>>");
  pdf.Add("<</Count 1/Kids[3 0 R]/Type/Pages>>");
  pdf.Add(
      "<</Contents 4 0 R/MediaBox[0 0 200 100]/Parent 2 0 R/Resources<</Font<</F1 5 0 R>>>>"
      "/Type/Page>>");
  pdf.AddStream("", content);
  pdf.Add("<</BaseFont/Courier/Encoding/WinAnsiEncoding/Subtype/Type1/Type/Font>>");
  pdf.Add("<</Filter/Standard/Length 40/O<" + owner + ">/P -4/R 2/U<" + user + ">/V 1>>");
  return pdf.Bytes(
      "/Encrypt 6 0 R/ID[<31415926535897932384626433832795>"
      "<31415926535897932384626433832795>]");
}

TEST(PdfReader, EncryptedFiles) {
  const std::string open =
      EncryptedPdf("c92422687facee686e373f10b5c7d04738053152f7e2ee30e11c69ec442576ab",
                   "b3d9fa366906ef42f354c6deb74c59075eaf334eb7c04356ba0d7f3dd8b51d0a",
                   "5db3922276a4c426a884c4ff047a4f53138c7c65ecef5ee0638f32588d190d2dce0de5c3f1");
  EXPECT_EQ(TextOf(ReadFirstPage(open).page.glyphs), "secret");

  const std::string locked =
      EncryptedPdf("94e8094419662a774442fb072e3d9f19e9d130ec09a4d0061e78fe920f7ab62f",
                   "2aa12f26bcf1a217c0f1ee491745f646671475ae85bddf3e3c1a45a8457391cb", "00");
  Findings findings;
  const Result<PdfReader> reader = PdfReader::Open(locked, {}, findings);
  ASSERT_FALSE(reader.ok());
  EXPECT_EQ(reader.status().code(), StatusCode::kEncrypted);
  EXPECT_THAT(reader.status().message(), testing::HasSubstr("password"));
}

TEST(PdfReader, RefusesWhatHasNoPage) {
  TinyPdf empty;
  empty.Add("<</Type/Catalog/Pages 2 0 R>>");
  empty.Add("<</Type/Pages/Kids[]/Count 0>>");
  struct Case {
    const char* name;
    std::string bytes;
    StatusCode code;
  };
  const Case cases[] = {
      {"nothing", "", StatusCode::kInvalidInput},
      {"HTML", "<!DOCTYPE html><html><body>404</body></html>", StatusCode::kInvalidInput},
      {"only a header", "%PDF-1.7\n", StatusCode::kDamaged},
      {"no pages", empty.Bytes(), StatusCode::kDamaged},
      {"rubbish", "%PDF-1.7\n" + std::string(3000, '(') + "obj << [", StatusCode::kDamaged},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Findings findings;
    const Result<PdfReader> reader = PdfReader::Open(c.bytes, {}, findings);
    ASSERT_FALSE(reader.ok());
    EXPECT_EQ(reader.status().code(), c.code);
    EXPECT_FALSE(reader.status().message().empty());
  }
}

TEST(PdfReader, MendsDamagedFiles) {
  const std::string whole = OnePagePdf("BT /F1 10 Tf 20 30 Td (AB) Tj ET");
  const std::size_t table = whole.find("\nxref\n");
  ASSERT_NE(table, std::string::npos);
  std::string no_catalog = whole.substr(0, table);
  no_catalog.replace(no_catalog.find("/Catalog"), 8, "/Gatalog");
  std::string wrong_start = whole;
  wrong_start.replace(wrong_start.find("startxref\n") + 10, 1, "9");
  struct Case {
    const char* name;
    std::string bytes;
  };
  const Case cases[] = {
      {"no table and no trailer", whole.substr(0, table)},
      {"no catalog either", no_catalog},
      {"wrong place of the table", wrong_start},
      {"rubbish before the header", "HTTP/1.1 200 OK\r\n\r\n" + whole},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Read read = ReadFirstPage(c.bytes);
    EXPECT_EQ(TextOf(read.page.glyphs), "AB");
    if (c.bytes.find(whole) == std::string::npos) {
      EXPECT_TRUE(read.Has(FindingCode::kDamagedPdf));
    }
  }
}

// Objects in an object stream, as most files since PDF 1.5 have them, cut off before the table.
TEST(PdfReader, MendsFilesWithPackedObjects) {
  const std::string packed =
      "<</Type/Catalog/Pages 2 0 R>> <</Type/Pages/Kids[3 0 R]/Count 1>> "
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 5 0 R"
      "/Resources<</Font<</F1 4 0 R>>>>>> "
      "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>> ";
  const std::string places = "1 0 2 30 3 66 4 163 ";
  std::string bytes =
      "%PDF-1.5\n5 0 obj\n" + StreamBody("", "BT /F1 10 Tf 20 30 Td (AB) Tj ET") +
      "\nendobj\n6 0 obj\n" +
      StreamBody("/Type/ObjStm/N 4/First " + std::to_string(places.size()), places + packed) +
      "\nendobj\n";
  ASSERT_EQ(packed.find("<</Type/Pages/"), 30U);
  ASSERT_EQ(packed.find("<</Type/Page/P"), 66U);
  ASSERT_EQ(packed.find("<</Type/Font"), 163U);
  const Read read = ReadFirstPage(bytes);
  EXPECT_EQ(TextOf(read.page.glyphs), "AB");
  EXPECT_TRUE(read.Has(FindingCode::kDamagedPdf));
}

TEST(PdfReader, PageTreesMayBeOdd) {
  struct Case {
    const char* name;
    std::vector<std::string> nodes;  // objects 2, 3, ...; 5 to 7 are pages
    int pages;
  };
  const std::string page = "<</Type/Page/MediaBox[0 0 9 9]>>";
  const Case cases[] = {
      // clang-format off
      {"plain", {"<</Type/Pages/Kids[5 0 R 6 0 R]/Count 2>>", "null", "null"}, 2},
      {"wrong count", {"<</Type/Pages/Kids[5 0 R 6 0 R]/Count 77>>", "null", "null"}, 2},
      {"loop", {"<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>", "<</Type/Pages/Kids[2 0 R 6 0 R]/Count 2>>", "null"}, 2},
      {"a branch twice", {"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>", "<</Type/Pages/Kids[6 0 R]/Count 1>>", "null"}, 1},
      {"a kid that is gone", {"<</Type/Pages/Kids[5 0 R 99 0 R 6 0 R]/Count 3>>", "null", "null"}, 2},
      {"the root is a page", {page, "null", "null"}, 1},
      {"no tree", {"null", "null", "null"}, 3},
      {"limit", {"<</Type/Pages/Kids[5 0 R 6 0 R 7 0 R 5 0 R 6 0 R]/Count 5>>", "null", "null"}, 4},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    TinyPdf pdf;
    pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
    for (const std::string& node : c.nodes) {
      pdf.Add(node);
    }
    for (int i = 0; i < 3; ++i) {
      pdf.Add(page);
    }
    PdfLimits limits;
    limits.max_pages = 4;
    Findings findings;
    Result<PdfReader> reader = PdfReader::Open(pdf.Bytes(), limits, findings);
    ASSERT_TRUE(reader.ok()) << reader.status().message();
    EXPECT_EQ(reader.value().page_count(), c.pages);
    EXPECT_TRUE(reader.value().ReadPage(c.pages, findings).ok());
    EXPECT_FALSE(reader.value().ReadPage(c.pages + 1, findings).ok());
    EXPECT_FALSE(reader.value().ReadPage(0, findings).ok());
  }
}

TEST(PdfReader, ManyEmptyPages) {
  TinyPdf pdf;
  pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
  std::string kids;
  constexpr int kPages = 10000;
  for (int i = 0; i < kPages; ++i) {
    kids += std::to_string(i + 3) + " 0 R ";
  }
  pdf.Add("<</Type/Pages/Kids[" + kids + "]/Count 10000/MediaBox[0 0 300 200]>>");
  for (int i = 0; i < kPages; ++i) {
    pdf.Add("<</Type/Page/Parent 2 0 R>>");
  }
  Findings findings;
  Result<PdfReader> reader = PdfReader::Open(pdf.Bytes(), {}, findings);
  ASSERT_TRUE(reader.ok());
  ASSERT_EQ(reader.value().page_count(), kPages);
  for (int number = 1; number <= kPages; ++number) {
    const Result<Page> page = reader.value().ReadPage(number, findings);
    ASSERT_TRUE(page.ok());
    ASSERT_EQ(page.value().width, 300);
  }
  EXPECT_TRUE(findings.all().empty());
}

TEST(PdfReader, MessagesBecomeFindings) {
  const Read read = ReadFirstPage(OnePagePdf("BT /F1 10 Tf 20 30 Td (AB) Tj ET 1 2 bogus"));
  EXPECT_EQ(TextOf(read.page.glyphs), "AB");
  ASSERT_TRUE(read.Has(FindingCode::kDamagedPdf));
  EXPECT_THAT(read.findings.front().message, testing::HasSubstr("bogus"));
  EXPECT_EQ(read.findings.front().source.page, 1);
}

TEST(PdfReader, RendersThePageAsShown) {
  TinyPage tiny;
  tiny.content = "1 0 0 rg 0 0 100 50 re f";  // red, lower left quarter
  tiny.page_entries = "/MediaBox[0 0 200 100]/Rotate 90";
  Findings findings;
  Result<PdfReader> reader = PdfReader::Open(OnePagePdf(tiny), {}, findings);
  ASSERT_TRUE(reader.ok());
  const Result<PageBitmap> bitmap = reader.value().RenderPage(1, 144);
  ASSERT_TRUE(bitmap.ok());
  ASSERT_EQ(bitmap.value().width_px, 200);
  ASSERT_EQ(bitmap.value().height_px, 400);
  ASSERT_EQ(bitmap.value().rgb.size(), 200U * 400U * 3U);
  const auto pixel = [&](std::size_t x, std::size_t y) {
    const std::size_t at = (y * 200 + x) * 3;
    const auto& rgb = bitmap.value().rgb;
    return std::vector<int>{rgb[at], rgb[at + 1], rgb[at + 2]};
  };
  EXPECT_EQ(pixel(20, 20), (std::vector<int>{255, 0, 0}));  // now upper left
  EXPECT_EQ(pixel(180, 20), (std::vector<int>{255, 255, 255}));
  EXPECT_EQ(reader.value().RenderPage(1, 1e5).status().code(), StatusCode::kLimit);
  EXPECT_EQ(reader.value().RenderPage(2, 72).status().code(), StatusCode::kDamaged);
}

// A picture of 80 × 40 pixels as all that a page of 80 × 40 points shows. Its corners are 10, 20
// (upper ones), 30 and 40 of 255, beside pixels that differ, so that they are lost when it is
// drawn.
// Page 1 of such a file, for `use`.
template <typename Use>
Result<PageBitmap> WithPicture(const std::string& content, const std::string& page_entries,
                               const Use& use) {
  constexpr std::size_t kWidth = 80;
  constexpr std::size_t kHeight = 40;
  std::string pixels(kWidth * kHeight, static_cast<char>(0xF0));
  pixels[0] = 10;
  pixels[kWidth - 1] = 20;
  pixels[kWidth * (kHeight - 1)] = 30;
  pixels[kWidth * kHeight - 1] = 40;
  TinyPage tiny;
  tiny.content = content;
  tiny.page_entries = page_entries;
  tiny.resources = "/Font<</F1 4 0 R>>/XObject<</Im 6 0 R>>";
  tiny.more = {
      StreamBody("/Type/XObject/Subtype/Image/Width 80/Height 40/ColorSpace/DeviceGray"
                 "/BitsPerComponent 8",
                 pixels)};
  Findings findings;
  ZHIBIAO_TRY(PdfReader reader, PdfReader::Open(OnePagePdf(tiny), {}, findings));
  ZHIBIAO_TRY(const Page page, reader.ReadPage(1, findings));
  return use(reader, page);
}

Result<PageBitmap> ScanOf(const std::string& content, const std::string& page_entries) {
  return WithPicture(content, page_entries, [](PdfReader& reader, const Page& page) {
    return reader.ScanOfPage(page, 72);
  });
}

std::vector<int> CornersOf(const PageBitmap& scan) {
  const auto width = static_cast<std::size_t>(scan.width_px);
  const auto height = static_cast<std::size_t>(scan.height_px);
  std::vector<int> corners;
  for (const std::size_t at :
       {std::size_t{0}, width - 1, width * (height - 1), width * height - 1}) {
    corners.push_back(scan.rgb[at * 3]);
  }
  return corners;
}

TEST(PdfReader, TakesTheOnePictureOfAPageAsItIs) {
  struct Case {
    std::string name;
    std::string content;
    std::string page_entries;
    int width;
    std::vector<int> corners;
  };
  const std::vector<Case> cases = {
      {"upright", "80 0 0 40 0 0 cm /Im Do", "/MediaBox[0 0 80 40]", 80, {10, 20, 30, 40}},
      {"page turned",
       "80 0 0 40 0 0 cm /Im Do",
       "/MediaBox[0 0 80 40]/Rotate 90",
       40,
       {30, 10, 40, 20}},
      {"picture turned", "0 80 -40 0 40 0 cm /Im Do", "/MediaBox[0 0 40 80]", 40, {20, 40, 10, 30}},
      {"upside down", "-80 0 0 -40 80 40 cm /Im Do", "/MediaBox[0 0 80 40]", 80, {40, 30, 20, 10}},
      {"finer than points",
       "40 0 0 20 0 0 cm /Im Do",
       "/MediaBox[0 0 40 20]",
       80,
       {10, 20, 30, 40}},
      {"beyond the page",
       "80 0 0 40 -1 0 cm /Im Do",
       "/MediaBox[0 0 80 40]",
       80,
       {0xF0, 255, 0xF0, 255}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Result<PageBitmap> scan = ScanOf(c.content, c.page_entries);
    ASSERT_TRUE(scan.ok());
    EXPECT_EQ(scan.value().width_px, c.width);
    EXPECT_EQ(CornersOf(scan.value()), c.corners);
  }
}

TEST(PdfReader, DrawsAPageOfSeveralPictures) {
  const Result<PageBitmap> scan =
      ScanOf("q 80 0 0 40 0 0 cm /Im Do Q q 8 0 0 4 0 36 cm /Im Do Q", "/MediaBox[0 0 80 40]");
  ASSERT_TRUE(scan.ok());
  EXPECT_EQ(scan.value().width_px, 80);
  EXPECT_NE(CornersOf(scan.value())[0], 10);  // the second picture lies over the first
}

TEST(PdfReader, TakesStripsOfOneScanAsTheyAre) {
  const std::string picture = "80 0 0 40 0 0 cm /Im Do Q ";
  const Result<PageBitmap> scan = ScanOf(
      "q 0 20 80 20 re W n " + picture + "q 0 0 80 20 re W n " + picture, "/MediaBox[0 0 80 40]");
  ASSERT_TRUE(scan.ok());
  EXPECT_EQ(CornersOf(scan.value()), (std::vector<int>{10, 20, 30, 40}));
}

// The box of the picture, 80 × 40 points at (20, 10) of a page of 120 × 60.
TEST(PdfReader, GivesThePicturesOfABox) {
  const std::string picture = "q 80 0 0 40 20 10 cm /Im Do Q ";
  const std::vector<int> as_it_is = {10, 20, 30, 40};
  struct Case {
    const char* name;
    std::string content;
    std::vector<int> corners;  // empty: the picture was drawn
  };
  const Case cases[] = {
      // clang-format off
      {"alone",             picture, as_it_is},
      {"on white",          "1 1 1 rg 0 0 120 60 re f " + picture, as_it_is},
      {"a rule elsewhere",  picture + "0 5 m 120 5 l S", as_it_is},
      {"a picture elsewhere", picture + "q 10 0 0 5 0 0 cm /Im Do Q", as_it_is},
      {"text over it",      picture + "BT /F1 60 Tf 20 10 Td (MMM) Tj ET", as_it_is},
      {"clipped",           "q 20 10 80 20 re W n " + picture + "Q", {255, 255, 30, 40}},
      {"on grey",           "0.5 g 0 0 120 60 re f " + picture, {}},
      {"a rule over it",    picture + "20 10 m 100 50 l S", {}},
      {"painted over",      picture + "1 1 1 rg 10 5 100 50 re f", {255, 255, 255, 255}},
      {"two of two sizes",  picture + "q 8 0 0 4 50 20 cm /Im Do Q", {}},
      {"no picture",        "BT /F1 60 Tf 20 10 Td (MMM) Tj ET", {255, 255, 255, 255}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Result<PageBitmap> part =
        WithPicture(c.content, "/MediaBox[0 0 120 60]", [](PdfReader& reader, const Page&) {
          return reader.PicturesIn(1, {20, 10, 100, 50}, 144);
        });
    ASSERT_TRUE(part.ok()) << part.status().message();
    if (c.corners.empty()) {
      EXPECT_EQ(part.value().width_px, 160);
    } else {
      EXPECT_EQ(CornersOf(part.value()), c.corners);
    }
  }
}

TEST(PdfReader, RefusesABoxThatIsNotOnThePage) {
  const Result<PageBitmap> part =
      WithPicture("0.5 g 0 0 9 9 re f", "/MediaBox[0 0 80 40]", [](PdfReader& reader, const Page&) {
        return reader.PicturesIn(1, {200, 200, 210, 210}, 72);
      });
  EXPECT_FALSE(part.ok());
}

}  // namespace
}  // namespace zhibiao
