#include "extractors/unmapped_glyphs.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/support/page_maker.h"

namespace zhibiao {
namespace {

using test::PageMaker;

// A page of `text`, the first `unmapped` glyphs of which no font names.
Page PageOf(const std::string& text, std::size_t unmapped) {
  Page page = PageMaker().Text(50, 50, text).page();
  for (std::size_t i = 0; i < unmapped; ++i) {
    page.glyphs.at(i).mapped = false;
    page.glyphs.at(i).code = U'\uFFFD';
  }
  return page;
}

TEST(LacksCharacters, TellsTextFromTheMarksOfAList) {
  struct Case {
    std::size_t all;
    std::size_t unmapped;
    bool want;
  };
  const Case cases[] = {
      {20, 0, false}, {20, 7, false}, {20, 8, true}, {300, 8, false}, {300, 9, true}};
  for (const Case& c : cases) {
    EXPECT_EQ(LacksCharacters(PageOf(std::string(c.all, 'a'), c.unmapped)), c.want)
        << c.unmapped << " of " << c.all;
  }
}

TEST(NameUnmappedGlyphs, TakesWhatWasReadInTheirPlace) {
  Page page = PageOf("甲乙丙丁", 3);
  page.glyphs[2].box = {300, 300, 310, 310};  // nothing was read there
  const Page read = PageMaker().Text(51, 51, "申乙丙了").FromPicture(0.97).page();
  EXPECT_EQ(NameUnmappedGlyphs(read, page), 2);
  EXPECT_EQ(page.glyphs[0].code, U'申');
  EXPECT_EQ(page.glyphs[1].code, U'乙');
  EXPECT_TRUE(page.glyphs[1].mapped);
  EXPECT_EQ(page.glyphs[1].origin, TextOrigin::kOcr);
  EXPECT_EQ(page.glyphs[1].confidence, 0.97);
  EXPECT_FALSE(page.glyphs[2].mapped);
  EXPECT_EQ(page.glyphs[3].code, U'丁') << "the font names it";
  EXPECT_EQ(page.glyphs[3].origin, TextOrigin::kTextLayer);
}

TEST(NameUnmappedGlyphs, DoubtsWhatEnginesReadDifferently) {
  Page page = PageOf("95", 2);
  const Page read =
      PageMaker().Text(50, 50, "95").FromPicture(0.97).Reading({40, 40, 100, 70}, "85").page();
  EXPECT_EQ(NameUnmappedGlyphs(read, page), 2);
  EXPECT_EQ(page.glyphs[0].confidence, 0.8);
}

}  // namespace
}  // namespace zhibiao
