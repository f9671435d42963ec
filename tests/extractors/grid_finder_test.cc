#include "extractors/grid_finder.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/page_maker.h"

namespace zhibiao {
namespace {

using test::Across;
using test::Box;
using test::Down;
using test::Lattice;

// One string a row, one letter for each cell in the order of the grid: a merged cell repeats its
// letter.
std::vector<std::string> Picture(const Grid& grid) {
  std::vector<std::string> rows(static_cast<std::size_t>(grid.rows()),
                                std::string(static_cast<std::size_t>(grid.cols()), '.'));
  char letter = 'a';
  for (const GridCell& cell : grid.cells) {
    for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
      for (int col = cell.col; col < cell.col + cell.col_span; ++col) {
        char& place = rows.at(static_cast<std::size_t>(row)).at(static_cast<std::size_t>(col));
        place = place == '.' ? letter : '!';  // '!': two cells overlap
      }
    }
    ++letter;
  }
  return rows;
}

std::vector<Ruling> operator+(std::vector<Ruling> a, const std::vector<Ruling>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

const std::vector<double> kTwo = {100, 200, 300};   // NOLINT(cert-err58-cpp): test data
const std::vector<double> kRows = {100, 130, 160};  // NOLINT(cert-err58-cpp): test data

TEST(FindGrids, MakesCellsOfRules) {
  struct Case {
    const char* name;
    std::vector<Ruling> rulings;
    std::vector<std::vector<std::string>> want;  // a picture for each grid
  };
  const auto shading = RulingKind::kShadingEdge;
  const Case cases[] = {
      // clang-format off
      {"nothing",             {}, {}},
      {"an underline",        {Across(100, 100, 300)}, {}},
      {"parallel lines",      {Across(100, 100, 300), Across(130, 100, 300), Across(160, 100, 300)}, {}},
      {"lines far apart",     {Across(100, 100, 300), Down(400, 100, 300)}, {}},
      {"one box",             Box(100, 100, 300, 160), {{"a"}}},
      {"a small box",         Box(100, 100, 110, 110), {}},
      {"strokes",             Lattice(kTwo, kRows), {{"ab", "cd"}}},
      {"thin fills",          Lattice(kTwo, kRows, RulingKind::kFill), {{"ab", "cd"}}},
      {"edges of shading",    Lattice(kTwo, kRows, shading), {{"ab", "cd"}}},
      {"cell by cell",        Box(100, 100, 200, 130) + Box(200, 100, 300, 130) + Box(100, 130, 200, 160) +
                              Box(200, 130, 300, 160), {{"ab", "cd"}}},
      {"doubled rules",       Box(100, 100, 199, 129) + Box(201, 100, 300, 129) + Box(100, 131, 199, 160) +
                              Box(201, 131, 300, 160), {{"ab", "cd"}}},
      {"a crooked rule",      Lattice({100, 300}, kRows) + std::vector{Down(199, 100, 130), Down(200.5, 130, 160)},
                              {{"ab", "cd"}}},
      {"dashes",              Lattice({100, 300}, kRows) + std::vector{Down(200, 100, 110), Down(200, 112, 125),
                              Down(200, 127, 140), Down(200, 142, 160)}, {{"ab", "cd"}}},
      {"rules that fall short", std::vector{Across(100, 100, 300), Across(130, 102, 298), Across(160, 100, 300),
                              Down(100, 100, 160), Down(200, 102, 158), Down(300, 100, 160)}, {{"ab", "cd"}}},
      {"no sides",            std::vector{Across(100, 100, 300), Across(130, 100, 300), Across(160, 100, 300),
                              Down(200, 100, 160)}, {{"ab", "cd"}}},
      {"no top and bottom",   std::vector{Across(130, 100, 300), Down(100, 100, 160), Down(200, 100, 160),
                              Down(300, 100, 160)}, {{"ab", "cd"}}},
      {"columns merged",      Lattice({100, 300}, kRows) + std::vector{Down(200, 130, 160)}, {{"aa", "bc"}}},
      {"rows merged",         Lattice(kTwo, {100, 160}) + std::vector{Across(130, 200, 300)}, {{"ab", "ac"}}},
      {"a square merged",     Lattice({100, 400}, {100, 190}) + std::vector{Across(130, 300, 400), Across(160, 100, 400),
                              Down(200, 160, 190), Down(300, 100, 190)}, {{"aab", "aac", "def"}}},
      {"a rule half way",     Lattice({100, 300}, kRows) + std::vector{Down(200, 100, 112)}, {{"aa", "bb"}}},
      {"a rule most of the way", Lattice({100, 300}, kRows) + std::vector{Down(200, 100, 150)}, {{"ab", "cd"}}},
      {"two tables",          Lattice(kTwo, kRows) + Lattice(kTwo, {300, 330}), {{"ab", "cd"}, {"ab"}}},
      {"side by side",        Lattice({350, 450}, {100, 160}) + Lattice(kTwo, kRows), {{"ab", "cd"}, {"a"}}},
      {"a box in a cell",     Lattice(kTwo, kRows) + Box(110, 110, 125, 125), {{"ab", "cd"}}},
      {"a table in a cell",   Lattice({100, 300, 500}, {100, 200, 300}) + Lattice({120, 160, 200}, {120, 140, 160}),
                              {{"ab", "cd"}}},
      {"a frame around all",  Box(50, 50, 350, 350) + Lattice(kTwo, kRows) + Lattice(kTwo, {300, 330}),
                              {{"ab", "cd"}, {"ab"}}},
      {"tick marks",          Box(100, 100, 300, 160) + std::vector{Down(200, 100, 102)}, {{"aa"}}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const std::vector<Grid> grids = FindGrids(c.rulings);
    std::vector<std::vector<std::string>> pictures;
    for (const Grid& grid : grids) {
      pictures.push_back(Picture(grid));
      EXPECT_TRUE(std::none_of(grid.cells.begin(), grid.cells.end(),
                               [](const GridCell& cell) { return cell.cut; }));
    }
    EXPECT_EQ(pictures, c.want);
  }
}

TEST(FindGrids, DrawnLinesDecideWhereShadingEndsBesideThem) {
  const std::vector<Grid> grids =
      FindGrids(Lattice(kTwo, kRows) + Box(98.5, 98.5, 301, 161.5, RulingKind::kShadingEdge));
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_NEAR(grids[0].xs.front(), 100, 0.01);
  EXPECT_NEAR(grids[0].ys.back(), 160, 0.01);
  EXPECT_EQ(Picture(grids[0]), (std::vector<std::string>{"ab", "cd"}));
}

TEST(FindGrids, PutsMissingBordersWhereRulesEnd) {
  const std::vector<Grid> grids = FindGrids(
      {Across(130, 100, 300), Down(100, 90, 170), Down(200, 90, 170), Down(300, 90, 170)});
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].ys, (std::vector<double>{90, 130, 170}));
  for (const GridCell& cell : grids[0].cells) {
    EXPECT_EQ(cell.open_top, cell.row == 0);
    EXPECT_EQ(cell.open_bottom, cell.row == 1);
  }
}

TEST(FindGrids, TellsOpenCellsOneByOne) {
  // The rule at the bottom closes the second column only.
  const std::vector<Grid> grids =
      FindGrids({Across(100, 100, 300), Across(160, 200, 300), Down(100, 100, 160),
                 Down(200, 100, 160), Down(300, 100, 160)});
  ASSERT_EQ(grids.size(), 1U);
  ASSERT_EQ(grids[0].cells.size(), 2U);
  EXPECT_FALSE(grids[0].cells[0].open_top);
  EXPECT_TRUE(grids[0].cells[0].open_bottom);
  EXPECT_FALSE(grids[0].cells[1].open_bottom);
}

TEST(FindGrids, ClosesATableByALittleOverhangAtMost) {
  // 3 points of rule beyond the last crossing are drawing, 20 are an open row.
  struct Case {
    double end;
    int rows;
  };
  for (const Case& c : {Case{163, 2}, Case{180, 3}}) {
    SCOPED_TRACE(c.end);
    const std::vector<Grid> grids =
        FindGrids({Across(100, 100, 300), Across(130, 100, 300), Across(160, 100, 300),
                   Down(100, 100, c.end), Down(200, 100, c.end), Down(300, 100, c.end)});
    ASSERT_EQ(grids.size(), 1U);
    EXPECT_EQ(grids[0].rows(), c.rows);
  }
}

TEST(FindGrids, CutsRegionsThatAreNoRectangles) {
  // Three of four cells are joined by broken rules into an L.
  const std::vector<Grid> grids = FindGrids(
      Lattice({100, 300}, {100, 160}) + std::vector{Down(200, 130, 160), Across(130, 200, 300)});
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(Picture(grids[0]), (std::vector<std::string>{"aa", "bc"}));
  for (const GridCell& cell : grids[0].cells) {
    EXPECT_EQ(cell.cut, cell.row == 0 || cell.col == 0);
  }
}

// A frame around four by four cells, and about two thirds of the rules between them.
std::vector<Ruling> LatticeWithGaps(unsigned seed) {
  const std::vector<double> xs = {100, 150, 200, 250, 300};
  const std::vector<double> ys = {100, 120, 140, 160, 180};
  unsigned state = seed;
  const auto wanted = [&] {
    state = state * 1664525U + 1013904223U;
    return (state >> 24U) % 3U != 0;
  };
  std::vector<Ruling> rulings = Box(100, 100, 300, 180);
  for (std::size_t i = 1; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      if (wanted()) {
        rulings.push_back(Across(ys[i], xs[j], xs[j + 1]));
      }
      if (wanted()) {
        rulings.push_back(Down(xs[i], ys[j], ys[j + 1]));
      }
    }
  }
  return rulings;
}

TEST(FindGrids, TilesEveryGrid) {
  // Whatever rules are left out of a lattice, each place belongs to one cell, and only one.
  for (unsigned seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(seed);
    for (const Grid& grid : FindGrids(LatticeWithGaps(seed))) {
      for (const std::string& row : Picture(grid)) {
        EXPECT_EQ(row.find_first_of(".!"), std::string::npos) << row;
      }
    }
  }
}

TEST(FindGrids, SurvivesHostileCounts) {
  std::vector<Ruling> crossing;
  for (int i = 0; i < 20000; ++i) {
    crossing.push_back(Across(i * 3.0, 0, 60000));
    crossing.push_back(Down(i * 3.0, 0, 60000));
  }
  EXPECT_TRUE(FindGrids(crossing).empty());  // more cells than any page holds

  const std::vector<Ruling> same(20000, Across(100, 100, 300));
  const std::vector<Grid> grids = FindGrids(same + Lattice(kTwo, kRows));
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(Picture(grids[0]), (std::vector<std::string>{"ab", "cd"}));
}

}  // namespace
}  // namespace zhibiao
