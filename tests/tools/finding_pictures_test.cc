#include "tools/finding_pictures.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

// A page of 72 dpi: pixels are points.
PageBitmap WhitePage(int width, int height) {
  PageBitmap page;
  page.width_px = width;
  page.height_px = height;
  page.dpi = 72;
  page.rgb.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3, 255);
  return page;
}

std::uint8_t& Red(PageBitmap& page, std::size_t x, std::size_t y) {
  return page.rgb[3 * (y * static_cast<std::size_t>(page.width_px) + x)];
}

int BigEndian(const std::string& bytes, std::size_t at) {
  int number = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    number = number * 256 + static_cast<unsigned char>(bytes.at(i));
  }
  return number;
}

struct Png {
  int width = 0, height = 0, bits = 0, color = -1;
};

// The head of a PNG file; no size where it is none.
Png ReadHead(const std::string& bytes) {
  if (bytes.size() < 26 || bytes.substr(0, 8) != "\x89PNG\r\n\x1a\n") {
    return {};
  }
  return {BigEndian(bytes, 16), BigEndian(bytes, 20), bytes[24], bytes[25]};
}

TEST(CutPicture, IsSmallAndGrey) {
  struct Case {
    const char* name;
    Rect box;
    int width;
    int height;
  };
  const Case cases[] = {
      // clang-format off
      {"as it is, with a little around", {100, 100, 140, 120},   46,  26},
      {"at the edge of the page",        {-5, -5, 20, 10},       23,  13},
      {"too wide",                       {100, 100, 494, 120},  200,  13},
      {"too high",                       {100, 100, 120, 214},   13,  60},
      {"the whole page",                 {0, 0, 600, 800},       45,  60},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Png png = ReadHead(CutPicture(WhitePage(600, 800), c.box));
    EXPECT_EQ(png.width, c.width);
    EXPECT_EQ(png.height, c.height);
    EXPECT_EQ(png.bits, 8);
    EXPECT_EQ(png.color, 0);  // grey
  }
}

TEST(CutPicture, BoxesOffThePageHaveNone) {
  EXPECT_EQ(CutPicture(WhitePage(600, 800), {700, 100, 750, 120}), "");
  EXPECT_EQ(CutPicture(WhitePage(600, 800), {100, 900, 150, 950}), "");
  EXPECT_EQ(CutPicture(PageBitmap(), {10, 10, 20, 20}), "");
}

TEST(CutPicture, NoiseMakesItSmaller) {
  PageBitmap page = WhitePage(600, 800);
  std::minstd_rand random(1);
  for (std::uint8_t& byte : page.rgb) {
    byte = static_cast<std::uint8_t>(random() >> 8);
  }
  const std::string bytes = CutPicture(page, {100, 100, 294, 154});
  EXPECT_LE(bytes.size(), 4096U);
  const Png png = ReadHead(bytes);
  EXPECT_LT(png.width, 200);
  EXPECT_GT(png.width, 80);
}

TEST(CutPicture, ShowsWhatIsInTheBox) {
  PageBitmap page = WhitePage(600, 800);
  const std::string white = CutPicture(page, {100, 100, 140, 120});
  Red(page, 120, 110) = 0;  // inside
  const std::string inside = CutPicture(page, {100, 100, 140, 120});
  EXPECT_NE(inside, white);
  Red(page, 120, 300) = 0;  // outside
  EXPECT_EQ(CutPicture(page, {100, 100, 140, 120}), inside);
}

Finding FindingOn(int page, FindingCode code) {
  Finding finding;
  finding.code = code;
  finding.source.page = page;
  finding.source.box = {100, 100, 140, 120};
  return finding;
}

TEST(AddPictures, DrawsEachPageInDoubtOnce) {
  Findings findings;
  for (const int page : {2, 5, 2, 7}) {
    findings.Add(FindingOn(page, FindingCode::kReadingDoubt));
  }
  findings.Add(FindingOn(3, FindingCode::kTextClipped));
  findings.Add(FindingOn(0, FindingCode::kReadingDoubt));
  std::map<int, int> drawn;
  AddPictures(
      [&](int page, double /*dpi*/) -> Result<PageBitmap> {
        ++drawn[page];
        if (page == 7) {
          return Status(StatusCode::kDamaged, "cannot be drawn");
        }
        return WhitePage(600, 800);
      },
      findings);
  EXPECT_EQ(drawn, (std::map<int, int>{{2, 1}, {5, 1}, {7, 1}}));
  std::vector<std::string> got;
  for (const Finding& finding : findings.all()) {
    got.push_back(std::to_string(finding.source.page) + (finding.picture.empty() ? "" : "+"));
  }
  EXPECT_EQ(got, (std::vector<std::string>{"2+", "5+", "2+", "7", "3", "0"}));
}

}  // namespace
}  // namespace zhibiao
