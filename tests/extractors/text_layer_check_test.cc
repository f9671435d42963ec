#include "extractors/text_layer_check.h"

#include <string>

#include <gtest/gtest.h>

#include "pipeline/unicode.h"
#include "tests/support/page_maker.h"

namespace zhibiao {
namespace {

using test::PageMaker;

constexpr const char* kText =
    "部门整体支出绩效目标：按照年度工作计划完成各项任务，保障机关正常运转，服务对象满意度不低于"
    "百分之九十，预算执行率达到百分之九十五以上。";

// `text` with each Han character `by` code points further on.
std::string Shifted(std::string_view text, char32_t by) {
  std::string shifted;
  while (!text.empty()) {
    const char32_t code = NextCodePoint(text);
    AppendUtf8(IsHan(code) ? code + by : code, shifted);
  }
  return shifted;
}

// `text` with each Han character taken from `count` code points from `first` on.
std::string Mapped(std::string_view text, char32_t first, char32_t count) {
  std::string mapped;
  while (!text.empty()) {
    const char32_t code = NextCodePoint(text);
    AppendUtf8(IsHan(code) ? first + code % count : code, mapped);
  }
  return mapped;
}

TEST(WhyDoubtText, TellsTextFromNonsense) {
  struct Case {
    const char* name;
    std::string text;
    bool doubt;
  };
  const Case cases[] = {
      // clang-format off
      {"Chinese",                   kText, false},
      {"radicals",                  Mapped(std::string(200, ' '), 0, 1) + "⽅⾯⼯作⽉⽇⼀⼆⼈民⽣活⽔平提⾼⽂化⼒量⼤⼩⾃⼰⾏为⾦⻔⻋⻓⻢⻛⻚", false},
      {"figures",                   "1,234.50 2,345.67 95% 100.00 12 345 6,789 1,000,000.00 -5 3.2 0.00 12.5", false},
      {"a list of contents",        "一、部门概况 .......................................... 3 二、收支预算 .................... 5", false},
      {"little text",               "鄢陵縣鄢亍", false},
      {"English",                   "The budget performance targets of the department are published every year", false},
      {"empty",                     "", false},
      {"next characters",           Shifted(kText, 37), true},
      {"characters far off",        Shifted(kText, 5000), true},
      {"private use",               Mapped(kText, 0xE000, 0x1000), true},
      {"Latin letters for Chinese", Mapped(kText, 0xC0, 0x60), true},
      {"capitals for Chinese",      Mapped(kText, U'A', 26), true},
      {"signs for Chinese",         Mapped(kText, U'!', 12), true},
      {"a few wrong ones",          std::string(kText) + "ÿÿ区Ā域ú", true},
      {"one foreign name",          std::string(kText) + "Café", false},
      {"signs that forms use",      std::string(kText) + "±5℃ 3×4 m² °C µg ÷2", false},
      // clang-format on
  };
  for (const Case& c : cases) {
    const Page page = PageMaker().Text(10, 50, c.text).page();
    EXPECT_EQ(!WhyDoubtText(page).empty(), c.doubt) << c.name << ": " << c.text;
  }
}

TEST(WhyDoubtText, LeavesWatermarksAndUnmappedGlyphsOut) {
  Page page = PageMaker().Text(10, 50, Shifted(kText, 5000)).page();
  for (Glyph& glyph : page.glyphs) {
    glyph.slanted = true;
  }
  EXPECT_EQ(WhyDoubtText(page), "");
  for (Glyph& glyph : page.glyphs) {
    glyph.slanted = false;
    glyph.mapped = false;
  }
  EXPECT_EQ(WhyDoubtText(page), "");  // the reader of the file says so itself
}

TEST(CommonCharacters, ProveThemselves) {
  EXPECT_TRUE(CheckCommonCharacters().ok()) << CheckCommonCharacters().message();
}

// A page that was read as `lines`, each 20 points below the last.
Page ReadAs(const std::vector<std::string>& lines) {
  PageMaker maker;
  double top = 50;
  for (const std::string& line : lines) {
    maker.Text(50, top, line);
    top += 20;
  }
  Page page = maker.FromPicture(0.99).page();
  top = 50;
  for (const std::string& line : lines) {
    page.readings.push_back({{40, top - 2, 500, top + 12}, line, {}});
    top += 20;
  }
  return page;
}

std::vector<Glyph> LayerOf(const std::vector<std::string>& lines) {
  return ReadAs(lines).glyphs;
}

TEST(Agreement, IsTheShareOfCharacters) {
  const std::vector<std::string> read = {"项目支出绩效目标表", "社会公众满意度不低于九十分",
                                         "≥95%"};
  struct Case {
    const char* name;
    std::vector<std::string> layer;
    double least, most;
  };
  const Case cases[] = {
      // clang-format off
      {"the same",        read, 1, 1},
      {"other widths",    {"项目支出绩效目标表", "社会公众满意度不低于九十分", "≥９５％"}, 1, 1},
      {"one character",   {"项目支出绩效目标表", "社会公众满意度不低于几十分", "≥95%"}, 0.9, 0.99},
      {"lines exchanged", {"社会公众满意度不低于九十分", "项目支出绩效目标表", "≥95%"}, 0, 0.3},
      {"nonsense",        {"噫喟喁喀喂喃善喆喇", "嗄嗅嗆嗇嗈嗉嗊嗋嗌嗍嗎嗏嗐", "abcd"}, 0, 0},
      {"nothing",         {"", "", ""}, 0, 0},
      // clang-format on
  };
  for (const Case& c : cases) {
    const double agreement = Agreement(LayerOf(c.layer), ReadAs(read));
    EXPECT_GE(agreement, c.least) << c.name;
    EXPECT_LE(agreement, c.most) << c.name;
  }
  EXPECT_EQ(Agreement(LayerOf({"≥95%"}), ReadAs({"≥95%"})), 0) << "too little to prove anything";
}

TEST(AddSecondReading, DoubtsWhatTheLayerGivesOtherwise) {
  Page read = ReadAs({"项目支出", "≥95%", "≥90％", "满意度", "不低于", ""});
  read.readings[3].other = "满意虔";
  AddSecondReading(LayerOf({"项目支出", "≥85%", "≥90%", "满意庹", "", "新"}), read);
  const std::vector<std::string> want = {"", "≥85%", "", "满意虔", "", "新"};
  for (std::size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(read.readings[i].other, want[i]) << i;
  }
}

}  // namespace
}  // namespace zhibiao
