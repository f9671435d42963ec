#include "extractors/line_builder.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/page_maker.h"

namespace zhibiao {
namespace {

using test::PageMaker;
using test::Pointers;

std::vector<std::string> TextsOf(const std::vector<TextLine>& lines) {
  std::vector<std::string> texts;
  texts.reserve(lines.size());
  for (const TextLine& line : lines) {
    texts.push_back(line.text);
  }
  return texts;
}

std::vector<std::string> LinesOf(const Page& page) {
  return TextsOf(BuildLines(Pointers(page.glyphs), page.number));
}

TEST(BuildLines, ReadsAsAReaderDoes) {
  struct Case {
    const char* name;
    Page page;
    std::vector<std::string> want;
  };
  const Case cases[] = {
      // clang-format off
      {"nothing",              PageMaker().page(), {}},
      {"one line",             PageMaker().Text(50, 50, "绩效指标").page(), {"绩效指标"}},
      {"drawn bottom first",   PageMaker().Text(50, 70, "下").Text(50, 50, "上").page(), {"上", "下"}},
      {"drawn right first",    PageMaker().Text(60, 50, "右").Text(50, 50, "左").page(), {"左右"}},
      // A glyph is 10 points high: half of it must be shared.
      {"a little lower",       PageMaker().Text(50, 50, "甲").Text(60, 54, "乙").page(), {"甲乙"}},
      {"half a line lower",    PageMaker().Text(50, 50, "甲").Text(60, 56, "乙").page(), {"甲", "乙"}},
      {"steps",                PageMaker().Text(50, 50, "甲").Text(60, 54, "乙").Text(70, 58, "丙").page(),
                               {"甲乙", "丙"}},
      {"superscript",          PageMaker().Text(50, 50, "100m").Text(70, 49, "2", 5).Text(75, 50, "以上").page(),
                               {"100m2以上"}},
      {"subscript",            PageMaker().Text(50, 50, "CO").Text(60, 57, "2", 5).Text(65, 50, "减排").page(),
                               {"CO2减排"}},
      {"both scripts",         PageMaker().Text(50, 50, "SO").Text(60, 57, "4", 5).Text(63, 48, "2", 5)
                                   .Text(66, 50, "浓度").page(),
                               {"SO42浓度"}},
      {"two sizes, one line",  PageMaker().Text(50, 50, "大", 14).Text(64, 53, "小", 9).page(), {"大小"}},
      {"narrow gap",           PageMaker().Text(50, 50, "甲").Text(64, 50, "乙").page(), {"甲乙"}},
      {"wide gap",             PageMaker().Text(50, 50, "甲").Text(66, 50, "乙").page(), {"甲 乙"}},
      {"very wide gap",        PageMaker().Text(50, 50, "甲").Text(400, 50, "乙").page(), {"甲 乙"}},
      {"printed spaces",       PageMaker().Text(50, 50, "甲  乙").page(), {"甲 乙"}},
      {"ideographic space",    PageMaker().Text(50, 50, "甲　乙").page(), {"甲 乙"}},
      {"spaces around",        PageMaker().Text(50, 50, "  甲  ").page(), {"甲"}},
      {"only spaces",          PageMaker().Text(50, 50, "   ").page(), {}},
      {"a column",             PageMaker().TextDown(50, 50, "产出指标").page(), {"产出指标"}},
      {"columns, right first", PageMaker().TextDown(50, 50, "指标").TextDown(62, 50, "产出").page(),
                               {"产出", "指标"}},
      {"upright, then columns", PageMaker().TextDown(50, 50, "产出").Text(80, 90, "培训").page(),
                               {"培训", "产出"}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(LinesOf(c.page), c.want);
  }
}

TEST(BuildLines, SaysWhereEachLineStands) {
  const Page page = PageMaker(7).Text(50, 50, "甲乙").Text(70, 48, "丙", 14).page();
  const std::vector<TextLine> lines = BuildLines(Pointers(page.glyphs), page.number);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].source.page, 7);
  EXPECT_EQ(lines[0].source.box, (Rect{50, 48, 84, 62}));
  EXPECT_EQ(lines[0].source.origin, TextOrigin::kTextLayer);
  EXPECT_EQ(lines[0].source.confidence, 1);
  EXPECT_EQ(lines[0].font_size, 14);
}

TEST(BuildLines, KeepsTheWorstConfidence) {
  Page page = PageMaker().Text(50, 50, "甲乙丙").page();
  page.glyphs[1].confidence = 0.6;
  page.glyphs[2].confidence = 0.8;
  const std::vector<TextLine> lines = BuildLines(Pointers(page.glyphs), 1);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].source.confidence, 0.6);
  EXPECT_EQ(lines[0].source.origin, TextOrigin::kOcr);
}

TEST(BuildLines, SaysThatAGlyphWasReadFromAPicture) {
  Page page = PageMaker().Text(50, 50, "甲乙").Text(50, 70, "丙").page();
  page.glyphs[1].origin = TextOrigin::kOcr;
  const std::vector<TextLine> lines = BuildLines(Pointers(page.glyphs), 1);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].source.origin, TextOrigin::kOcr);
  EXPECT_EQ(lines[0].source.confidence, 1);
  EXPECT_EQ(lines[1].source.origin, TextOrigin::kTextLayer);
}

TEST(BuildLines, ShowsUnmappedGlyphs) {
  Page page = PageMaker().Text(50, 50, "甲乙丙").page();
  page.glyphs[1].mapped = false;
  const std::vector<TextLine> lines = BuildLines(Pointers(page.glyphs), 1);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].text, "甲\uFFFD丙");
  EXPECT_EQ(lines[0].source.confidence, 0);
}

TEST(BuildSegments, EndsAPieceAtAWideGap) {
  const Page page =
      PageMaker().Text(50, 50, "产出指标").Text(105, 50, "数量").Text(128, 50, "≥5").page();
  struct Case {
    double gap_em;
    std::vector<std::string> want;
  };
  const Case cases[] = {
      {0.2, {"产出指标", "数量", "≥5"}},
      {1.0, {"产出指标", "数量≥5"}},
      {2.0, {"产出指标 数量≥5"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.gap_em);
    EXPECT_EQ(TextsOf(BuildSegments(Pointers(page.glyphs), 1, c.gap_em)), c.want);
  }
}

TEST(JoinCellLines, JoinsAsAReaderDoes) {
  struct Case {
    const char* text;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"",                   ""},
      {" \n ",               ""},
      {"产出\n指标",         "产出指标"},
      {"产 出 指 标",        "产出指标"},
      {"产出　指标",         "产出指标"},
      {"12\n34",             "1234"},
      {"≥ 95 %",             "≥95%"},
      {"per\nyear",          "per year"},
      {"  per   year ",      "per year"},
      {"A\r\n级",            "A级"},
      {"PM2.5\n浓度",        "PM2.5浓度"},
      {"第 3\t批",           "第3批"},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(JoinCellLines(c.text), c.want);
  }
}

}  // namespace
}  // namespace zhibiao
