#include "extractors/picture_reader.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/tiny_picture.h"

namespace zhibiao {
namespace {

using test::ExifSegment;
using test::TinyPicture;
using test::TinyPng;
using test::TinyTiff;

std::string Seed(const std::string& name) {
  std::ifstream in(ZHIBIAO_ROOT "/tests/fuzz/seeds/picture_reader/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Result<PageBitmap> ReadFirst(std::string bytes, Findings& findings,
                             const PictureLimits& limits = {}) {
  Result<PictureReader> reader = PictureReader::Open(std::move(bytes), limits, findings);
  return reader.ok() ? reader.value().ReadPage(1, findings) : Result<PageBitmap>(reader.status());
}

int GreyAt(const PageBitmap& bitmap, int x, int y) {
  const std::size_t pixel =
      static_cast<std::size_t>(y) * static_cast<std::size_t>(bitmap.width_px) +
      static_cast<std::size_t>(x);
  const std::uint8_t* rgb = bitmap.rgb.data() + pixel * 3;
  return (rgb[0] + rgb[1] + rgb[2]) / 3;
}

// Which quarters are not white: "top left"; with "?" where one is not black either.
std::string BlackQuarter(const PageBitmap& bitmap) {
  struct Quarter {
    const char* name;
    int column, row;  // of four
  };
  constexpr Quarter kQuarters[] = {
      {"top left", 1, 1}, {"top right", 3, 1}, {"bottom left", 1, 3}, {"bottom right", 3, 3}};
  std::string dark;
  for (const Quarter& quarter : kQuarters) {
    const int grey =
        GreyAt(bitmap, bitmap.width_px * quarter.column / 4, bitmap.height_px * quarter.row / 4);
    if (grey < 215) {
      dark += quarter.name;
      dark += grey < 40 ? "" : "?";
    }
  }
  return dark;
}

TEST(PictureReader, ReadsEveryKindAsItIsShown) {
  const char* names[] = {"grey.jpg",        "progressive.jpg", "cmyk.jpg",
                         "transparent.png", "palette.png",     "fax.tif",
                         "lzw.tif",         "jpeg.tif",        "pages.tif"};
  for (const char* name : names) {
    SCOPED_TRACE(name);
    Findings findings;
    const Result<PageBitmap> bitmap = ReadFirst(Seed(name), findings);
    ASSERT_TRUE(bitmap.ok()) << bitmap.status().message();
    EXPECT_EQ(BlackQuarter(bitmap.value()), "top left");
    EXPECT_NEAR(bitmap.value().width_px, 2 * bitmap.value().height_px, 1);
    EXPECT_EQ(bitmap.value().rgb.size(), static_cast<std::size_t>(bitmap.value().width_px) *
                                             static_cast<std::size_t>(bitmap.value().height_px) *
                                             3);
    EXPECT_TRUE(findings.Take().empty());
  }
}

TEST(PictureReader, BelievesAResolutionOnlyIfThePageIsPossible) {
  struct Case {
    const char* name;
    TinyPicture page;
    double want_dpi;
    int want_width;
    int want_height;
  };
  const Case cases[] = {
      // clang-format off
      {"A4 at 150 dpi",              {1240, 1754, 150, 150},  150,   1240, 1754},
      {"A3 at 150 dpi",              {2480, 1754, 150, 150},  150,   2480, 1754},
      {"not said: as long as A4",    {1240, 1754, 0, 0},      150,   1240, 1754},
      {"what cameras write",         {1240, 1754, 72, 72},    150,   1240, 1754},
      {"a page of a finger's width", {1240, 1754, 600, 600},  150,   1240, 1754},
      {"finer than is read",         {1653, 2339, 400, 400},  300,   1240, 1754},
      {"coarser than is read",       {420, 595, 72, 72},      90,    743,  1052},
      {"a part of a page",           {100, 50, 0, 0},        90,    200,  100},
      {"a fax: half as many rows",   {1728, 1143, 204, 98},   204,   1728, 2379},
      // clang-format on
  };
  for (const Case& c : cases) {
    for (const bool tiff : {false, true}) {
      SCOPED_TRACE(std::string(c.name) + (tiff ? ", TIFF" : ", PNG"));
      Findings findings;
      const Result<PageBitmap> bitmap =
          ReadFirst(tiff ? TinyTiff({c.page}) : TinyPng(c.page), findings);
      ASSERT_TRUE(bitmap.ok()) << bitmap.status().message();
      EXPECT_NEAR(bitmap.value().dpi, c.want_dpi, 0.6);
      EXPECT_NEAR(bitmap.value().width_px, c.want_width, 2);
      EXPECT_NEAR(bitmap.value().height_px, c.want_height, 3);
      EXPECT_EQ(BlackQuarter(bitmap.value()), "top left");
    }
  }
}

TEST(PictureReader, TurnsAsTheFileSays) {
  struct Case {
    const char* want;
    int orientation;
    bool on_its_side;
  };
  const Case cases[] = {
      {"top left", 1, false},    {"top right", 2, false},  {"bottom right", 3, false},
      {"bottom left", 4, false}, {"top left", 5, true},    {"top right", 6, true},
      {"bottom right", 7, true}, {"bottom left", 8, true}, {"top left", 9, false},
  };
  const std::string jpeg = Seed("grey.jpg");
  for (const Case& c : cases) {
    SCOPED_TRACE(c.orientation);
    const std::string turned = jpeg.substr(0, 2) + ExifSegment(c.orientation) + jpeg.substr(2);
    Findings findings;
    const Result<PageBitmap> bitmap = ReadFirst(turned, findings);
    ASSERT_TRUE(bitmap.ok()) << bitmap.status().message();
    EXPECT_EQ(BlackQuarter(bitmap.value()), c.want);
    EXPECT_EQ(bitmap.value().width_px < bitmap.value().height_px, c.on_its_side);

    const TinyPicture page = {1754, 1240, 150, 150, c.orientation};
    const Result<PageBitmap> tiff = ReadFirst(TinyTiff({page}), findings);
    ASSERT_TRUE(tiff.ok()) << tiff.status().message();
    EXPECT_EQ(BlackQuarter(tiff.value()), c.want) << "TIFF";
  }
}

TEST(PictureReader, FindsEveryPageOfATiff) {
  Findings findings;
  const TinyPicture thumbnail = {40, 60, 0, 0, 1, true};
  Result<PictureReader> reader = PictureReader::Open(
      TinyTiff({{1240, 1754, 150, 150}, thumbnail, {1754, 1240, 150, 150}}), {}, findings);
  ASSERT_TRUE(reader.ok());
  ASSERT_EQ(reader.value().page_count(), 2);
  EXPECT_EQ(reader.value().ReadPage(1, findings).value().width_px, 1240);
  EXPECT_EQ(reader.value().ReadPage(2, findings).value().width_px, 1754);
  EXPECT_EQ(reader.value().ReadPage(3, findings).status().code(), StatusCode::kNotFound);
  EXPECT_EQ(reader.value().ReadPage(0, findings).status().code(), StatusCode::kNotFound);
  EXPECT_TRUE(findings.Take().empty());
}

TEST(PictureReader, StopsAtTheMostPages) {
  Findings findings;
  PictureLimits limits;
  limits.max_pages = 2;
  const TinyPicture page = {100, 100, 150, 150};
  EXPECT_EQ(PictureReader::Open(TinyTiff({page, page}), limits, findings).value().page_count(), 2);
  EXPECT_TRUE(findings.Take().empty());
  EXPECT_EQ(
      PictureReader::Open(TinyTiff({page, page, page}), limits, findings).value().page_count(), 2);
  const std::vector<Finding> said = findings.Take();
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said.front().code, FindingCode::kLimitReached);
}

TEST(PictureReader, RefusesWhatIsBroken) {
  const std::string png = TinyPng({100, 100, 150, 150});
  const std::string tiff = TinyTiff({{100, 100, 150, 150}});
  std::string huge_png = png;
  huge_png.replace(16, 8, "\x7f\xff\xff\xff\x7f\xff\xff\xff");  // IHDR: the size
  std::string loop = tiff;
  loop.replace(loop.size() - 4, 4, loop.substr(4, 4));  // the next directory is this one
  const std::string jpeg = Seed("grey.jpg");
  struct Case {
    const char* name;
    std::string bytes;
    StatusCode want;
  };
  const Case cases[] = {
      // clang-format off
      {"no picture",                    "%PDF-1.7",                    StatusCode::kInvalidInput},
      {"nothing",                       "",                            StatusCode::kInvalidInput},
      {"a PNG's first bytes",           png.substr(0, 8),              StatusCode::kDamaged},
      {"half a PNG",                    png.substr(0, png.size() / 2), StatusCode::kDamaged},
      {"a PNG of absurd size",          huge_png,                      StatusCode::kDamaged},
      {"a JPEG's first bytes",          jpeg.substr(0, 20),            StatusCode::kDamaged},
      {"a TIFF's first bytes",          tiff.substr(0, 8),             StatusCode::kDamaged},
      {"a TIFF cut in its directory",   tiff.substr(0, tiff.size() - 40), StatusCode::kDamaged},
      {"a TIFF that ends in itself",    loop,                          StatusCode::kOk},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Findings findings;
    testing::internal::CaptureStderr();
    const Result<PageBitmap> bitmap = ReadFirst(c.bytes, findings);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    EXPECT_EQ(bitmap.status().code(), c.want) << bitmap.status().message();
  }
}

TEST(PictureReader, RefusesTooManyPixelsBeforeDecoding) {
  PictureLimits limits;
  limits.max_pixels = 9999;
  for (const std::string& bytes : {TinyPng({100, 100}), TinyTiff({{100, 100}})}) {
    Findings findings;
    const Status status = ReadFirst(bytes, findings, limits).status();
    EXPECT_EQ(status.code(), StatusCode::kLimit);
    EXPECT_NE(status.message().find("100 × 100 pixels"), std::string::npos) << status.message();
  }
  limits.max_pixels = 64 * 32 - 1;
  Findings findings;
  EXPECT_EQ(ReadFirst(Seed("grey.jpg"), findings, limits).status().code(), StatusCode::kLimit);
}

TEST(PictureReader, ReadsTheRestOfADamagedJpeg) {
  const std::string jpeg = Seed("grey.jpg");
  Findings findings;
  testing::internal::CaptureStderr();
  const Result<PageBitmap> bitmap = ReadFirst(jpeg.substr(0, jpeg.size() - 30), findings);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  ASSERT_TRUE(bitmap.ok()) << bitmap.status().message();
  const std::vector<Finding> said = findings.Take();
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said.front().code, FindingCode::kPageUnreadable);
  EXPECT_EQ(said.front().source.page, 1);
}

}  // namespace
}  // namespace zhibiao
