#include "extractors/pdf_rulings.h"

#include <vector>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

PdfLine Line(double x0, double top, double x1, double bottom, RulingKind kind = RulingKind::kFill) {
  return {{x0, top, x1, bottom}, kind};
}

bool operator==(const Ruling& a, const Ruling& b) {
  return a.from.x == b.from.x && a.from.y == b.from.y && a.to.x == b.to.x && a.to.y == b.to.y &&
         a.kind == b.kind;
}

Ruling Across(double from, double to, double y) {
  return {{from, y}, {to, y}, 0, RulingKind::kFill};
}

Ruling Down(double from, double to, double x) {
  return {{x, from}, {x, to}, 0, RulingKind::kFill};
}

TEST(JoinLines, PiecesThatTouch) {
  struct Case {
    const char* name;
    std::vector<PdfLine> lines;
    std::vector<Ruling> rulings;
  };
  const Case cases[] = {
      // clang-format off
      {"nothing", {}, {}},
      {"one", {Line(0, 9, 50, 11)}, {Across(0, 50, 10)}},
      {"end to end", {Line(0, 9, 50, 11), Line(50, 9, 80, 11)}, {Across(0, 80, 10)}},
      {"a small gap", {Line(0, 9, 50, 11), Line(50.8, 9, 80, 11)}, {Across(0, 80, 10)}},
      {"a gap between two tables", {Line(0, 9, 50, 11), Line(55, 9, 80, 11)}, {Across(0, 50, 10), Across(55, 80, 10)}},
      {"overlapping", {Line(0, 9, 50, 11), Line(30, 9, 80, 11)}, {Across(0, 80, 10)}},
      {"one above the other", {Line(0, 9, 50, 11), Line(0, 14, 50, 16)}, {Across(0, 50, 10), Across(0, 50, 15)}},
      {"two halves of a border", {Line(0, 9, 50, 10), Line(0, 10, 50, 11)}, {Across(0, 50, 10)}},
      {"dashes", {Line(0, 9, 4, 10), Line(8, 9, 12, 10), Line(16, 9, 20, 10)}, {Across(0, 20, 9.5)}},
      {"words underlined one by one", {Line(0, 9, 20, 10), Line(24, 9, 44, 10)}, {Across(0, 20, 9.5), Across(24, 44, 9.5)}},
      {"corner dots lengthen both", {Line(0, 0, 1, 1), Line(1, 0, 50, 1), Line(0, 1, 1, 50)}, {Across(0, 50, 0.5), Down(0, 50, 0.5)}},
      {"a speck", {Line(0, 0, 1, 1)}, {}},
      {"a picture in strips", {Line(0, 0, 50, 2), Line(0, 2, 50, 4), Line(0, 4, 50, 6), Line(0, 6, 50, 8)}, {}},
      {"lines of a table beside it", {Line(0, 0, 50, 2), Line(0, 2, 50, 4), Line(0, 4, 50, 6), Line(60, 0, 90, 1)}, {Across(60, 90, 0.5)}},
      {"a crossing stays a crossing", {Line(0, 24, 50, 26), Line(24, 0, 26, 50)}, {Across(0, 50, 25), Down(0, 50, 25)}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const std::vector<Ruling> rulings = JoinLines(c.lines);
    ASSERT_EQ(rulings.size(), c.rulings.size());
    for (std::size_t i = 0; i < rulings.size(); ++i) {
      EXPECT_TRUE(rulings[i] == c.rulings[i]) << rulings[i].from.x << "," << rulings[i].from.y
                                              << " " << rulings[i].to.x << "," << rulings[i].to.y;
    }
  }
}

TEST(UnmarkedEdges, OnlyWhereNoLineIs) {
  const std::vector<Ruling> lines = {Across(0, 100, 50), Down(0, 100, 20)};
  struct Case {
    const char* name;
    Ruling edge;
    bool unmarked;
  };
  const Case cases[] = {
      // clang-format off
      {"on the line", Across(10, 90, 50), false},
      {"beside it", Across(10, 90, 50.8), false},
      {"far from it", Across(10, 90, 60), true},
      {"longer than it", Across(0, 200, 50), true},
      {"across it", Down(0, 100, 50), true},
      {"on the other line", Down(0, 100, 20), false},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(!UnmarkedEdges({c.edge}, lines).empty(), c.unmarked);
  }
}

}  // namespace
}  // namespace zhibiao
