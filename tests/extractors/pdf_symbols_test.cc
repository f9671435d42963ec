#include "extractors/pdf_symbols.h"

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

TEST(CharacterOfSymbol, KnowsTheSignsOfSymbolFonts) {
  struct Case {
    const char* font;
    char32_t code;
    char32_t character;  // 0: not known
  };
  const Case cases[] = {
      // clang-format off
      {"Symbol", 0xF0B3, U'≥'},
      {"ABCDEF+SymbolMT", 0xF0A3, U'≤'},
      {"Symbol", 0xF0B7, U'•'},
      {"Symbol", 0xF060, 0},
      {"SegoeUISymbol", 0xF0B3, 0},
      {"Wingdings", 0xF0FC, U'✓'},
      {"ABCDEF+Wingdings-Regular", 0xF06C, U'●'},
      {"Wingdings2", 0xF052, U'☑'},
      {"Wingdings", 0xF021, 0},
      {"SimSun", 0xF0B3, 0},
      {"Symbol", 0xE0B3, 0},
      {"Symbol", U'A', 0},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.font);
    EXPECT_EQ(CharacterOfSymbol(c.font, c.code), c.character);
  }
}

TEST(CharacterOfCodeName, ReadsWhatSpellsOutACodePoint) {
  struct Case {
    const char* name;
    char32_t character;  // 0: not known
  };
  const Case cases[] = {
      // clang-format off
      {"uni4E2D", U'中'},
      {"u4E2D", U'中'},
      {"u20087", U'𠂇'},
      {"uni4E2D.vert", U'中'},
      {"uni4E2D4E2D", 0},
      {"unicorn", 0},
      {"uniD800", 0},
      {"uni0007", 0},
      {"u", 0},
      {"udieresis", 0},
      {"g45", 0},
      {"", 0},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(CharacterOfCodeName(c.name), c.character);
  }
}

}  // namespace
}  // namespace zhibiao
