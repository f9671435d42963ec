#include "extractors/picture_regions.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/page_maker.h"

namespace zhibiao {
namespace {

using test::PageMaker;

// A picture of 200 pixels an inch in each box.
Page PageWith(const PageMaker& maker, const std::vector<Rect>& boxes, double dpi = 200) {
  Page page = maker.page();
  for (const Rect& box : boxes) {
    page.images.push_back({box, static_cast<int>(std::lround(box.width() * dpi / 72)),
                           static_cast<int>(std::lround(box.height() * dpi / 72)), false});
  }
  return page;
}

TEST(PictureRegions, ArePicturesThatMayHoldATable) {
  const PageMaker title = PageMaker().Text(200, 50, "项目支出绩效目标表");
  PageMaker letter;  // text over all of the page
  for (int line = 0; line < 60; ++line) {
    letter.Text(50, 20 + 12 * line, std::string(100, 'w'));
  }
  const Rect table = {50, 100, 550, 700};
  struct Case {
    const char* name;
    Page page;
    std::vector<Rect> want;
  };
  const Case cases[] = {
      // clang-format off
      {"no picture",               title.page(), {}},
      {"under a title",            PageWith(title, {table}), {table}},
      {"under a title, the page",  PageWith(title, {{0, 0, 600, 800}}), {{0, 0, 600, 800}}},
      {"beyond the page",          PageWith(title, {{-50, 100, 650, 900}}), {{0, 100, 600, 800}}},
      {"strips",                   PageWith(title, {{50, 100, 550, 300}, {50, 300, 550, 500}, {50, 500.5, 550, 700}}), {table}},
      {"strips of columns",        PageWith(title, {{50, 100, 300, 400}, {50, 400, 300, 700},
                                                    {300, 100, 550, 400}, {300, 400, 550, 700}}), {table}},
      {"a picture on a picture",   PageWith(title, {table, {100, 200, 200, 300}}), {table}},
      {"two pictures, the lower first", PageWith(title, {{50, 500, 550, 700}, {50, 100, 550, 300}}),
                                   {{50, 100, 550, 300}, {50, 500, 550, 700}}},
      {"one beside, one below",    PageWith(title, {{50, 100, 550, 300}, {50, 300, 150, 400}}),
                                   {{50, 100, 550, 300}, {50, 300, 150, 400}}},
      {"a logo",                   PageWith(title, {{50, 20, 100, 60}}), {}},
      {"a line",                   PageWith(title, {{50, 20, 550, 30}}), {}},
      {"coarse",                   PageWith(title, {table}, 40), {}},
      {"the ground of a table",    PageWith(PageMaker().Table({100, 300, 500}, {200, 250, 300, 350}, {"一级|指标", "二级|指标", "三级|指标"}),
                                            {{0, 0, 600, 800}}), {}},
      {"in a cell of a table",     PageWith(PageMaker().Table({50, 250, 550}, {80, 100, 700}, {"一级|指标", "产出|"}),
                                            {{255, 105, 545, 695}}), {{255, 105, 545, 695}}},
      {"the ground of a text",     PageWith(letter, {{0, 0, 600, 800}}), {}},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(PictureRegions(c.page), c.want);
  }
}

TEST(PictureRegions, AGalleryIsNone) {
  std::vector<Rect> boxes;
  for (const double x : {0, 100, 200, 300, 400}) {
    for (const double y : {0, 100, 200, 300, 400, 500, 600, 700}) {
      boxes.push_back({x, y, x + 80, y + 80});
    }
  }
  EXPECT_TRUE(PictureRegions(PageWith(PageMaker(), boxes)).empty());
}

TEST(RegionDpi, IsThatOfTheFinestPicture) {
  Page page = PageWith(PageMaker(), {{0, 0, 600, 800}}, 100);
  EXPECT_NEAR(RegionDpi(page, {0, 0, 600, 800}), 100, 0.5);
  page.images.push_back({{0, 0, 600, 800}, 2500, 3333, true});
  EXPECT_NEAR(RegionDpi(page, {0, 0, 600, 800}), 300, 0.5);
  page.images.push_back({{0, 0, 10, 10}, 1000, 1000, true});  // a seal
  EXPECT_NEAR(RegionDpi(page, {0, 0, 600, 800}), 300, 0.5);
  EXPECT_EQ(RegionDpi(PageMaker().page(), {0, 0, 600, 800}), 0);
}

struct Colour {
  std::uint8_t r, g, b;
};
constexpr Colour kInk = {30, 30, 30};

// A picture of 6 by 4 inches at 100 dpi.
class Picture {
 public:
  explicit Picture(Colour paper = {250, 250, 250}) {
    bitmap_.width_px = 600;
    bitmap_.height_px = 400;
    bitmap_.dpi = 100;
    bitmap_.rgb.resize(std::size_t{600} * 400 * 3);
    Paint([paper](int, int) { return paper; });
  }

  Picture& Paint(const std::function<Colour(int x, int y)>& colour) {
    for (int y = 0; y < 400; ++y) {
      for (int x = 0; x < 600; ++x) {
        Set(x, y, colour(x, y));
      }
    }
    return *this;
  }

  Picture& Fill(int x0, int top, int x1, int bottom, Colour colour) {
    for (int y = top; y < bottom; ++y) {
      for (int x = x0; x < x1; ++x) {
        Set(x, y, colour);
      }
    }
    return *this;
  }

  // Characters of 12 pixels: bars with gaps.
  Picture& Words(int x, int y, int characters) {
    for (int i = 0; i < characters; ++i, x += 14) {
      for (int stroke = 0; stroke < 12; stroke += 3) {
        Fill(x, y + stroke, x + 12, y + stroke + 1, kInk);
        Fill(x + stroke, y, x + stroke + 1, y + 12, kInk);
      }
    }
    return *this;
  }

  Picture& Table(int rows, int columns) {
    for (int row = 0; row <= rows; ++row) {
      Fill(10, 10 + 30 * row, 590, 12 + 30 * row, kInk);
    }
    for (int column = 0; column <= columns; ++column) {
      const int x = 10 + 578 * column / columns;
      Fill(x, 10, x + 2, 12 + 30 * rows, kInk);
    }
    for (int row = 0; row < rows; ++row) {
      for (int column = 0; column < columns; ++column) {
        Words(20 + 578 * column / columns, 20 + 30 * row, 3);
      }
    }
    return *this;
  }

  Picture& Disc(int x, int y, int radius, Colour colour) {
    for (int dy = -radius; dy <= radius; ++dy) {
      const int half = static_cast<int>(std::sqrt(radius * radius - dy * dy));
      Fill(x - half, y + dy, x + half, y + dy + 1, colour);
    }
    return *this;
  }

  // Half as light at the right as at the left.
  Picture& Shade() {
    for (std::size_t i = 0; i < bitmap_.rgb.size(); ++i) {
      const std::size_t x = i / 3 % 600;
      bitmap_.rgb[i] = static_cast<std::uint8_t>(bitmap_.rgb[i] * (1200 - x) / 1200);
    }
    return *this;
  }

  const PageBitmap& bitmap() const { return bitmap_; }

 private:
  void Set(int x, int y, Colour colour) {
    const std::size_t at = 3 * (static_cast<std::size_t>(y) * 600 + static_cast<std::size_t>(x));
    bitmap_.rgb.at(at) = colour.r;
    bitmap_.rgb.at(at + 1) = colour.g;
    bitmap_.rgb.at(at + 2) = colour.b;
  }

  PageBitmap bitmap_;
};

TEST(LooksLikePrint, TellsWritingFromDecoration) {
  std::mt19937 random(1);
  const auto photo = [&random](int x, int y) {
    const int wave = static_cast<int>(128 + 70 * std::sin(x / 37.0) + 40 * std::cos(y / 23.0));
    const auto grey =
        static_cast<std::uint8_t>(std::clamp(wave + static_cast<int>(random() % 25), 0, 255));
    return Colour{grey, grey, grey};
  };
  const auto code = [](int x, int y) {  // modules of 8 pixels
    const bool dark = ((x / 8) * 7 + (y / 8) * 13 + (x / 8) * (y / 8)) % 5 < 2;
    return dark ? kInk : Colour{250, 250, 250};
  };
  struct Case {
    const char* name;
    Picture picture;
    bool want;
  };
  const Case cases[] = {
      // clang-format off
      {"empty paper",      Picture(), false},
      {"a table",          Picture().Table(12, 5), true},
      {"a small table",    Picture().Table(2, 3), true},
      {"on grey paper",    Picture({190, 190, 185}).Table(12, 5), true},
      {"lines of text",    Picture().Words(20, 50, 40).Words(20, 80, 40).Words(20, 110, 20), true},
      {"coloured heads",   Picture().Fill(10, 10, 590, 100, {80, 120, 220}).Table(12, 5), true},
      {"a photo",          Picture().Paint(photo), false},
      {"a chart",          Picture().Disc(300, 200, 120, {80, 170, 230}).Words(200, 20, 8).Words(500, 20, 4), false},
      {"a seal",           Picture().Disc(300, 200, 80, {220, 40, 40}), false},
      {"rules only",       Picture().Fill(10, 10, 590, 12, kInk).Fill(10, 300, 590, 302, kInk), false},
      {"in uneven light",  Picture().Table(12, 5).Shade(), true},
      {"a code",           Picture().Paint(code), false},
      {"a dark banner",    Picture({30, 60, 150}).Words(200, 20, 8), false},
      // clang-format on
  };
  for (const Case& c : cases) {
    EXPECT_EQ(LooksLikePrint(c.picture.bitmap()), c.want) << c.name;
  }
}

TEST(LooksLikePrint, TinyPicturesAreNone) {
  PageBitmap tiny;
  tiny.width_px = 1;
  tiny.height_px = 1;
  tiny.dpi = 300;
  tiny.rgb = {0, 0, 0};
  EXPECT_FALSE(LooksLikePrint(tiny));
}

}  // namespace
}  // namespace zhibiao
