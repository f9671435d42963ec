#include "extractors/page_layout.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/frame_turner.h"
#include "tests/support/page_maker.h"

namespace zhibiao {
namespace {

using test::Box;
using test::PageMaker;
using testing::ElementsAre;

struct LaidOut {
  PageLayout layout;
  std::vector<Finding> findings;
};

LaidOut LayOut(const Page& page) {
  Findings findings;
  LaidOut out;
  out.layout = LayOutPage(page, findings);
  out.findings = findings.Take();
  return out;
}

std::vector<std::string> CellTexts(const TableFragment& fragment) {
  std::vector<std::string> texts;
  for (const FragmentCell& cell : fragment.cells) {
    texts.push_back(cell.text);
  }
  return texts;
}

std::vector<std::string> LineTexts(const PageLayout& layout) {
  std::vector<std::string> texts;
  for (const TextLine& line : layout.lines) {
    texts.push_back(line.text);
  }
  return texts;
}

PageMaker FormPage() {
  return PageMaker(3)
      .Text(50, 60, "绩效目标表")
      .Table({50, 150, 300}, {100, 130, 160}, {"产出\n指标 | 培训人数", "^ | 合格率"})
      .Text(50, 200, "注：无");
}

TEST(LayOutPage, PartsTablesFromText) {
  const LaidOut got = LayOut(FormPage().page());
  EXPECT_EQ(got.layout.number, 3);
  EXPECT_EQ(got.layout.frame.turn, 0);
  EXPECT_THAT(LineTexts(got.layout), ElementsAre("绩效目标表", "注：无"));
  ASSERT_EQ(got.layout.tables.size(), 1U);
  const TableFragment& table = got.layout.tables[0];
  EXPECT_TRUE(table.ruled);
  EXPECT_EQ(table.page, 3);
  EXPECT_EQ(table.box, (Rect{50, 100, 300, 160}));
  EXPECT_THAT(CellTexts(table), ElementsAre("产出\n指标", "培训人数", "合格率"));
  EXPECT_EQ(table.cells[0].place.row_span, 2);
  EXPECT_TRUE(got.findings.empty());
}

TEST(LayOutPage, EvidenceIsTheTextOrTheEmptyCell) {
  const LaidOut got = LayOut(PageMaker().Table({50, 150, 300}, {100, 130}, {"甲乙 |"}).page());
  ASSERT_EQ(got.layout.tables.size(), 1U);
  const std::vector<FragmentCell>& cells = got.layout.tables[0].cells;
  ASSERT_EQ(cells.size(), 2U);
  EXPECT_EQ(cells[0].source.box, (Rect{52, 102, 68, 110}));
  EXPECT_EQ(cells[0].last_line_width, 16);
  EXPECT_EQ(cells[1].source.box, (Rect{150, 100, 300, 130}));
  EXPECT_EQ(cells[1].last_line_width, 0);
}

TEST(LayOutPage, BoxesWithoutTextAreNoTables) {
  const LaidOut got =
      LayOut(PageMaker().Rules(Box(50, 300, 550, 700)).Table({50, 300}, {100, 160}, {"甲"}).page());
  ASSERT_EQ(got.layout.tables.size(), 1U);
  EXPECT_EQ(got.layout.tables[0].box.top, 100);
}

TEST(LayOutPage, TablesFromTopToBottom) {
  const LaidOut got = LayOut(PageMaker()
                                 .Table({50, 150, 300}, {400, 430}, {"丙 | 丁"})
                                 .Table({50, 150, 300}, {100, 130}, {"甲 | 乙"})
                                 .page());
  ASSERT_EQ(got.layout.tables.size(), 2U);
  EXPECT_THAT(CellTexts(got.layout.tables[0]), ElementsAre("甲", "乙"));
}

TEST(LayOutPage, TrustsNoCellOfADoubtfulTextLayer) {
  struct Case {
    const char* name;
    const char* cell;   // a foreign letter beside the others that the page has
    const char* doubt;  // what the reader of the page could not settle
    double want;
  };
  const Case cases[] = {{"plain", "区域", "", 1},
                        {"foreign letters", "指标ÿÿĀú", "", 0.4},
                        {"a doubt", "区域", "the text layer is made of signs", 0.4}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Page page =
        PageMaker()
            .Table({50, 150, 250}, {70, 100, 130}, {c.cell + std::string(" | 甲"), "乙 | 丙"})
            .page();
    page.text_doubt = c.doubt;
    const LaidOut out = LayOut(page);
    ASSERT_EQ(out.layout.tables.size(), 1U);
    for (const FragmentCell& cell : out.layout.tables[0].cells) {
      EXPECT_EQ(cell.source.confidence, c.want) << cell.text;
    }
    EXPECT_EQ(out.findings.size(), c.want < 1 ? 1U : 0U);
  }
}

TEST(LayOutPage, SaysWhatCellsHide) {
  const LaidOut got = LayOut(PageMaker(3)
                                 .Table({50, 150, 300}, {100, 130}, {"数量 | 培训"})
                                 .HiddenText(170, 115, "人次不少于三百", GlyphHidden::kClipped)
                                 .HiddenText(60, 115, "暗", GlyphHidden::kNoContrast)
                                 .page());
  ASSERT_EQ(got.layout.tables.size(), 1U);
  EXPECT_THAT(CellTexts(got.layout.tables[0]), ElementsAre("数量", "培训"));
  EXPECT_FALSE(got.layout.tables[0].cells[0].clipped);
  EXPECT_TRUE(got.layout.tables[0].cells[1].clipped);
  ASSERT_EQ(got.findings.size(), 1U);
  EXPECT_EQ(got.findings[0].code, FindingCode::kTextClipped);
  EXPECT_EQ(got.findings[0].source.page, 3);
  EXPECT_THAT(got.findings[0].message, testing::HasSubstr("人次不少于三百"));
}

TEST(LayOutPage, SlantedWritingIsInNoCell) {
  Page page =
      PageMaker(3).Table({50, 150, 300}, {100, 130}, {"数量 | 培训"}).Text(160, 112, "样").page();
  page.glyphs.back().slanted = true;
  const LaidOut got = LayOut(page);
  ASSERT_EQ(got.layout.tables.size(), 1U);
  EXPECT_THAT(CellTexts(got.layout.tables[0]), ElementsAre("数量", "培训"));
  ASSERT_EQ(got.findings.size(), 1U);
  EXPECT_EQ(got.findings[0].code, FindingCode::kOverlaidText);
  EXPECT_THAT(got.findings[0].message, testing::HasSubstr("样"));
}

// The page as it is shown when its content stands on its side.
Page Turned(const Page& upright, int turn) {
  Page shown = TurnUpright(upright, (4 - turn) % 4);
  for (Glyph& glyph : shown.glyphs) {
    glyph.rotation = static_cast<std::uint8_t>(turn);
  }
  return shown;
}

TEST(LayOutPage, ReadsPagesOnTheirSide) {
  const Page upright = FormPage().page();
  const PageLayout want = LayOut(upright).layout;
  for (int turn = 1; turn < 4; ++turn) {
    SCOPED_TRACE(turn);
    const Page shown = Turned(upright, turn);
    const PageLayout got = LayOut(shown).layout;
    EXPECT_EQ(got.frame.turn, turn);
    EXPECT_EQ(got.frame.width, shown.width);
    EXPECT_EQ(got.width, upright.width);
    EXPECT_EQ(LineTexts(got), LineTexts(want));
    ASSERT_EQ(got.tables.size(), 1U);
    EXPECT_EQ(CellTexts(got.tables[0]), CellTexts(want.tables[0]));
    // Back in the frame of the page as shown, the evidence is where the glyphs are.
    const Rect box = AsShown(got.tables[0].cells[1].source.box, got.frame);
    const auto inside = std::count_if(shown.glyphs.begin(), shown.glyphs.end(),
                                      [&](const Glyph& g) { return box.Contains(g.box.center()); });
    EXPECT_EQ(inside, 4);  // 培训人数
  }
}

TEST(LayOutPage, EmptyPage) {
  const LaidOut got = LayOut(PageMaker().page());
  EXPECT_TRUE(got.layout.tables.empty());
  EXPECT_TRUE(got.layout.lines.empty());
  EXPECT_TRUE(got.findings.empty());
}

}  // namespace
}  // namespace zhibiao
