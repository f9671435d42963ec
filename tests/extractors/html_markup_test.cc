#include "extractors/html_markup.h"

#include <string>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

TEST(StripHtmlMarkup, RemovesTagsAndKeepsText) {
  struct Case {
    const char* text;
    const char* want;
    int tags;
    int entities;
  };
  const Case cases[] = {
      // clang-format off
      {"<p>目标1</p> <p>目标2</p>",                 "目标1\n目标2",        4, 0},
      {"<P class=\"a\" style='x:1'>一</P>",         "一",                  2, 0},
      {"一<br/>二<BR>三",                           "一\n二\n三",          2, 0},
      {"<p>一</p><p></p><p>二</p>",                 "一\n二",              6, 0},
      {"<td nowrap>一</td><td>二</td>",             "一\n二",              4, 0},
      {"<span lang=EN-US>95</span>%",               "95%",                 2, 0},
      {"<o:p></o:p>一",                             "一",                  2, 0},
      {"一<!-- 注 -->二",                           "一二",                1, 0},
      {"<![endif]>一",                              "一",                  1, 0},
      {"≥&nbsp;95&#37;",                            "≥ 95%",               0, 2},
      {"&ge;95&#x25;&amp;",                         "≥95%&",               0, 3},
      {"&lt;85分",                                  "<85分",               0, 1},
      // No markup: must come out as it went in.
      {"<85分",                                     "<85分",               0, 0},
      {"<85分,≥70分>",                              "<85分,≥70分>",        0, 0},
      {"< 3 次",                                    "< 3 次",              0, 0},
      {"a<b and c>d",                               "a<b and c>d",         0, 0},
      {"投诉率<p",                                  "投诉率<p",            0, 0},
      {"<指标1>",                                   "<指标1>",             0, 0},
      {"<abc>",                                     "<abc>",               0, 0},
      {"<p style=\"x>一",                           "<p style=\"x>一",     0, 0},
      {"<",                                         "<",                   0, 0},
      {"</",                                        "</",                  0, 0},
      {"R&D; 投入 A&B",                             "R&D; 投入 A&B",       0, 0},
      {"&#0;&#xD800;&#99999999;&;",                 "&#0;&#xD800;&#99999999;&;", 0, 0},
      {"",                                          "",                    0, 0},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const StrippedMarkup got = StripHtmlMarkup(c.text);
    EXPECT_EQ(got.text, c.want);
    EXPECT_EQ(got.tags, c.tags);
    EXPECT_EQ(got.entities, c.entities);
  }
}

TEST(StripHtmlMarkup, IsLinearInManyOpenBrackets) {
  std::string text;
  for (int i = 0; i < 200000; ++i) {
    text += "<p ";
  }
  EXPECT_EQ(StripHtmlMarkup(text).text.size(), text.size());
}

TEST(HtmlTagLength, MeasuresTheFirstTagOnly) {
  EXPECT_EQ(HtmlTagLength("<p>一</p>"), 3U);
  EXPECT_EQ(HtmlTagLength("</span >x"), 8U);
  EXPECT_EQ(HtmlTagLength("一<p>"), 0U);
}

}  // namespace
}  // namespace zhibiao
