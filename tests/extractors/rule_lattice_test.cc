#include "extractors/rule_lattice.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/raster.h"
#include "extractors/scan_masks.h"

namespace zhibiao {
namespace {

constexpr double kDpi = 200;
constexpr int kBand = 2;
constexpr int kWidth = 1000;
constexpr int kHeight = 600;

// The same sequence on every machine.
class Dice {
 public:
  // 0 … 99
  int Roll() {
    state_ = state_ * 1664525U + 1013904223U;
    return static_cast<int>((state_ >> 16U) % 100U);
  }

 private:
  std::uint32_t state_ = 1;
};

RuleTrace Level(int row, int x0, int x1) {
  return {x0, std::vector<int>(static_cast<std::size_t>(x1 - x0), row)};
}

// A page of two tones with what is known of it. Columns are given as those of the page.
class Drawing {
 public:
  Raster grey = Raster(kWidth, kHeight, 255);
  Raster writing = Raster(kWidth, kHeight, 0);
  std::vector<RuleTrace> rows;
  std::vector<RuleTrace> columns;

  // A rule of which `percent` of the pixels are left.
  void DotRow(int row, int x0, int x1, int percent) {
    for (int x = x0; x < x1; ++x) {
      grey.at(x, row) = dice_.Roll() < percent ? 0 : grey.at(x, row);
    }
  }

  void DotColumn(int column, int y0, int y1, int percent) {
    for (int y = y0; y < y1; ++y) {
      grey.at(column, y) = dice_.Roll() < percent ? 0 : grey.at(column, y);
    }
  }

  // Table borders, which nobody could miss.
  void Frame() {
    for (const int row : {100, 500}) {
      DotRow(row, 100, 900, 100);
      rows.push_back(Level(row, 100, 900));
    }
    for (const int column : {100, 900}) {
      DotColumn(column, 100, 501, 100);
      columns.push_back(Level(column, 100, 501));
    }
  }

  LatticeRules Find() const {
    const Raster turned = Transposed(grey);
    const Raster none(kWidth, kHeight, 0);
    return FindLatticeRules({grey, none, writing, rows},
                            {turned, Transposed(none), Transposed(writing), columns}, kBand, kDpi);
  }

 private:
  Dice dice_;
};

// Whether a rule lies on `row`, give or take a pixel, at `x`.
bool IsRuled(const std::vector<RuleTrace>& rules, int row, int x) {
  return std::any_of(rules.begin(), rules.end(), [&](const RuleTrace& rule) {
    return rule.x0 <= x && x < rule.x1() && rule.RowAt(x) >= row - 1 && rule.RowAt(x) <= row + 1;
  });
}

TEST(RuleLattice, DotsCloseATable) {
  for (const int percent : {3, 6, 15, 60}) {
    SCOPED_TRACE(percent);
    Drawing drawing;
    drawing.Frame();
    drawing.DotRow(300, 100, 900, percent);
    drawing.rows.push_back(Level(300, 100, 900));
    const LatticeRules found = drawing.Find();
    for (const int x : {105, 300, 500, 700, 895}) {
      EXPECT_TRUE(IsRuled(found.rows, 300, x)) << x;
    }
    for (const int row : {100, 500}) {
      EXPECT_TRUE(IsRuled(found.rows, row, 500)) << row;
    }
    for (const int column : {100, 900}) {
      EXPECT_TRUE(IsRuled(found.columns, column, 300)) << column;
    }
  }
}

TEST(RuleLattice, NothingIsDrawnWhereALineIsOnlySuspected) {
  Drawing drawing;
  drawing.Frame();
  drawing.rows.push_back(Level(300, 100, 900));
  drawing.columns.push_back(Level(500, 100, 501));
  const LatticeRules found = drawing.Find();
  EXPECT_FALSE(IsRuled(found.rows, 300, 500));
  EXPECT_FALSE(IsRuled(found.columns, 500, 300));
  EXPECT_TRUE(IsRuled(found.rows, 100, 500));
}

TEST(RuleLattice, DustIsNoRule) {
  Drawing drawing;
  drawing.Frame();
  Dice dice;
  for (int i = 0; i < 4000; ++i) {  // as many on every line as a weak rule has
    const int x = dice.Roll() * 10 + dice.Roll() % 10;
    const int y = dice.Roll() * 6 + dice.Roll() % 6;
    drawing.grey.at(x, y) = 0;
  }
  for (int row = 150; row < 500; row += 50) {
    drawing.rows.push_back(Level(row, 100, 900));
  }
  const LatticeRules found = drawing.Find();
  for (int row = 150; row < 500; row += 50) {
    EXPECT_FALSE(IsRuled(found.rows, row, 500)) << row;
  }
}

TEST(RuleLattice, StrokesBelowOneAnotherAreNoRule) {
  Drawing drawing;
  drawing.Frame();
  for (int row = 150; row < 500; row += 50) {
    drawing.DotRow(row, 100, 900, 60);
    drawing.rows.push_back(Level(row, 100, 900));
  }
  // The figure 1 in the middle of some cells, which nobody took for writing.
  for (const int top : {117, 217, 317, 417}) {
    drawing.DotColumn(500, top, top + 16, 100);
  }
  drawing.columns.push_back(Level(500, 100, 501));
  const LatticeRules found = drawing.Find();
  EXPECT_FALSE(IsRuled(found.columns, 500, 125));
  EXPECT_FALSE(IsRuled(found.columns, 500, 325));
  EXPECT_TRUE(IsRuled(found.rows, 150, 500));
}

TEST(RuleLattice, WritingIsNoRule) {
  struct Case {
    const char* what;
    int top;
    int bottom;
  };
  const Case cases[] = {{"characters", 290, 312}, {"a row of 一", 299, 302}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    Drawing drawing;
    drawing.Frame();
    for (int x = 120; x < 860; x += 40) {
      for (int y = c.top; y < c.bottom; ++y) {
        std::fill(drawing.grey.row(y) + x, drawing.grey.row(y) + x + 24, 0);
      }
    }
    drawing.rows.push_back(Level(300, 100, 900));
    Fill({118, c.top - 2, 880, c.bottom + 2}, drawing.writing);
    EXPECT_FALSE(IsRuled(drawing.Find().rows, 300, 500));
  }
}

TEST(RuleLattice, ARuleEndsAtACrossing) {
  Drawing drawing;
  drawing.Frame();
  drawing.DotColumn(500, 100, 501, 60);
  drawing.columns.push_back(Level(500, 100, 501));
  drawing.DotRow(300, 500, 900, 25);
  drawing.rows.push_back(Level(300, 420, 900));  // lines are found in whole pieces
  const LatticeRules found = drawing.Find();
  for (const int x : {510, 700, 890}) {
    EXPECT_TRUE(IsRuled(found.rows, 300, x)) << x;
  }
  for (const int x : {150, 430, 490}) {
    EXPECT_FALSE(IsRuled(found.rows, 300, x)) << x;
  }
}

TEST(RuleLattice, PiecesOfOneLineAreJoined) {
  Drawing drawing;
  drawing.Frame();
  drawing.DotRow(300, 100, 900, 20);
  drawing.rows.push_back(Level(300, 130, 350));
  drawing.rows.push_back(Level(301, 600, 880));
  const LatticeRules found = drawing.Find();
  for (const int x : {105, 475, 895}) {
    EXPECT_TRUE(IsRuled(found.rows, 300, x)) << x;
  }
}

TEST(RuleLattice, NoLinesNoRules) {
  const LatticeRules found = Drawing().Find();
  EXPECT_TRUE(found.rows.empty());
  EXPECT_TRUE(found.columns.empty());
}

}  // namespace
}  // namespace zhibiao
