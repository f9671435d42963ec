// Pictures on digital pages, drawn by the tests and read by an engine that answers without looking.
#include "tools/region_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/page_layout.h"
#include "tests/support/page_maker.h"
#include "tests/support/tiny_pdf.h"
#include "tools/page_source.h"

namespace zhibiao {
namespace {

using test::PageMaker;

std::string TextOf(const std::vector<Glyph>& glyphs) {
  const std::vector<const Glyph*> pointers = test::Pointers(glyphs);
  std::string text;
  for (const Glyph* glyph : pointers) {
    text += static_cast<char>(glyph->code < 0x80 ? glyph->code : U'?');
  }
  return text;
}

TEST(AddPart, PutsWhatWasReadIntoItsPlace) {
  Page page = PageMaker().Text(50, 50, "title").page();
  const Page part = PageMaker(1, 300, 200)
                        .Rules(test::Box(10, 10, 110, 40))
                        .Text(20, 20, "95")
                        .FromPicture(0.9)
                        .Reading({15, 18, 60, 35}, "85")
                        .page();
  AddPart(part, {100, 200, 400, 400}, page);
  ASSERT_EQ(TextOf(page.glyphs), "title95");
  EXPECT_EQ(page.origin, TextOrigin::kTextLayer);
  EXPECT_EQ(page.glyphs[0].origin, TextOrigin::kTextLayer);
  EXPECT_EQ(page.glyphs[5].origin, TextOrigin::kOcr);
  EXPECT_EQ(page.glyphs[5].confidence, 0.9);
  EXPECT_EQ(page.glyphs[5].box.x0, 120);
  EXPECT_EQ(page.glyphs[5].box.top, 220);
  ASSERT_EQ(page.rulings.size(), 4U);
  EXPECT_EQ(std::min_element(page.rulings.begin(), page.rulings.end(),
                             [](const Ruling& a, const Ruling& b) { return a.from.y < b.from.y; })
                ->from.y,
            210);
  ASSERT_EQ(page.readings.size(), 1U);
  EXPECT_EQ(page.readings[0].box, (Rect{115, 218, 160, 235}));
  EXPECT_EQ(page.ocr_regions, (std::vector<Rect>{{100, 200, 400, 400}}));
}

TEST(AddPart, KeepsWhatTheTextLayerSays) {
  Page page = PageMaker().Text(120, 220, "12").page();
  const Page part = PageMaker(1, 300, 200)
                        .Text(21, 21, "72")
                        .Text(20, 60, "95")
                        .FromPicture(0.9)
                        .Reading({15, 18, 60, 35}, "13")  // of what the text layer says
                        .Reading({15, 58, 60, 75}, "85")
                        .Reading({15, 98, 60, 115}, "7")  // of what one engine did not see
                        .page();
  AddPart(part, {100, 200, 400, 400}, page);
  EXPECT_EQ(TextOf(page.glyphs), "1295");
  ASSERT_EQ(page.readings.size(), 2U);
  EXPECT_EQ(page.readings[0].other, "85");
  EXPECT_EQ(page.readings[1].other, "7");
}

TEST(AddPart, CellsSayWhereTheyWereRead) {
  Page page = PageMaker()
                  .Text(50, 40, "title")
                  .Table({50, 150, 250}, {300, 320, 340}, {"name | target", "served | 95"})
                  .page();
  const Page part = PageMaker(1, 300, 200)
                        .Table({10, 110, 210}, {10, 30, 50}, {"name | target", "trained | 80"})
                        .FromPicture(1)
                        .page();
  AddPart(part, {50, 100, 350, 250}, page);
  Findings findings;
  const PageLayout layout = LayOutPage(page, findings);
  ASSERT_EQ(layout.tables.size(), 2U);
  for (const FragmentCell& cell : layout.tables[0].cells) {
    EXPECT_EQ(cell.source.origin, TextOrigin::kOcr) << cell.text;
  }
  for (const FragmentCell& cell : layout.tables[1].cells) {
    EXPECT_EQ(cell.source.origin, TextOrigin::kTextLayer) << cell.text;
  }
  ASSERT_EQ(layout.lines.size(), 1U);
  EXPECT_EQ(layout.lines[0].source.origin, TextOrigin::kTextLayer);
}

// Reads one x in each line, or several.
class CrossEngine : public OcrEngine {
 public:
  explicit CrossEngine(int count) : count_(count) {}
  const std::string& name() const override { return name_; }
  LineReading Read(const Raster& /*line*/) override {
    LineReading reading;
    for (int i = 0; i < count_; ++i) {
      reading.push_back({U'x', (i + 0.5) / count_, 0.9});
    }
    return reading;
  }

 private:
  int count_;
  std::string name_ = "cross";
};

// A picture of 600 × 400 pixels: a table of 3 rows and 2 columns with something like words in it.
std::string TablePixels(std::uint8_t paper) {
  constexpr int kWidth = 600;
  constexpr int kHeight = 400;
  std::string pixels(std::size_t{kWidth} * kHeight, static_cast<char>(paper));
  const auto fill = [&pixels](int x0, int top, int x1, int bottom) {
    for (int y = top; y < bottom; ++y) {
      std::fill_n(pixels.begin() + std::ptrdiff_t{y} * kWidth + x0, x1 - x0, '\x14');
    }
  };
  for (int y = 0; y <= 396; y += 132) {
    fill(0, y, kWidth, y + 3);
  }
  for (int x = 0; x <= 597; x += 298) {
    fill(x, 0, x + 3, kHeight - 1);
  }
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 2; ++column) {
      for (int i = 0; i < 6; ++i) {
        const int x = 40 + 298 * column + 30 * i;
        const int y = 50 + 132 * row;
        for (int stroke = 0; stroke <= 24; stroke += 8) {
          fill(x, y + stroke, x + 27, y + stroke + 3);
          fill(x + stroke, y, x + stroke + 3, y + 27);
        }
      }
    }
  }
  return pixels;
}

struct ReadPage {
  Page page;
  Coverage coverage;
  std::vector<Finding> findings;
};

// The page of a PDF whose /Im is that picture, of `paper`, read with an engine that reads `crosses`
// in each line; 0: without one.
ReadPage ReadPdf(const std::string& content, int crosses, std::uint8_t paper = 250,
                 const std::string& page_entries = "/MediaBox[0 0 400 300]") {
  test::TinyPage tiny;
  tiny.content = content;
  tiny.page_entries = page_entries;
  tiny.resources = "/Font<</F1 4 0 R>>/XObject<</Im 6 0 R>>";
  tiny.more = {test::StreamBody(
      "/Type/XObject/Subtype/Image/Width 600/Height 400/ColorSpace/DeviceGray/BitsPerComponent 8",
      TablePixels(paper))};
  ReadPage read;
  Findings findings;
  Result<PdfReader> reader = PdfReader::Open(test::OnePagePdf(tiny), {}, findings);
  EXPECT_TRUE(reader.ok());
  std::vector<std::unique_ptr<OcrEngine>> engines;
  engines.push_back(std::make_unique<CrossEngine>(crosses));
  OcrOptions off;
  off.engines = OcrChoice::kOff;
  OcrSession session =
      crosses > 0 ? OcrSession(ScanReader::With(std::move(engines))) : OcrSession(off);
  Result<Page> page = ReadPdfPage(reader.value(), 1, session, read.coverage, findings);
  EXPECT_TRUE(page.ok());
  read.page = page.take();
  read.findings = findings.Take();
  return read;
}

constexpr const char* kTitle = "BT /F1 9 Tf 100 280 Td (Targets of the department) Tj ET ";
constexpr const char* kTable = "q 200 0 0 133.3 50 100 cm /Im Do Q ";

TEST(ReadRegions, ReadsATableThatIsAPicture) {
  struct Case {
    const char* name;
    std::string content;
    std::size_t read;  // lines
  };
  const Case cases[] = {
      // clang-format off
      {"under a title",        std::string(kTitle) + kTable, 6},
      {"in strips",            std::string(kTitle) + "q 50 166.6 200 66.7 re W n " + kTable + "Q q 50 100 200 66.6 re W n " + kTable + "Q", 6},
      {"of all of the page",   std::string(kTitle) + "q 400 0 0 266.6 0 0 cm /Im Do Q", 6},
      {"a cell is printed",    std::string(kTitle) + kTable + "BT /F1 12 Tf 60 206 Td (AAAAAAAA) Tj ET", 5},
      {"painted over",         std::string(kTitle) + kTable + "1 1 1 rg 50 100 200 134 re f", 0},
      {"no picture",           kTitle, 0},
      {"a small one",          std::string(kTitle) + "q 50 0 0 33 50 100 cm /Im Do Q", 0},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ReadPage read = ReadPdf(c.content, 1);
    const auto crosses =
        std::count_if(read.page.glyphs.begin(), read.page.glyphs.end(),
                      [](const Glyph& glyph) { return glyph.origin == TextOrigin::kOcr; });
    EXPECT_EQ(static_cast<std::size_t>(crosses), c.read);
    EXPECT_EQ(read.coverage.pages_ocr, c.read > 0 ? 1 : 0);
    EXPECT_EQ(read.coverage.pages_needing_ocr, 0);
    EXPECT_EQ(read.page.rulings.empty(), c.read == 0);
    EXPECT_EQ(read.page.origin, TextOrigin::kTextLayer);
  }
}

TEST(ReadRegions, PlacesWhatItReads) {
  const ReadPage read = ReadPdf(std::string(kTitle) + kTable, 1);
  Findings findings;
  const PageLayout layout = LayOutPage(read.page, findings);
  ASSERT_EQ(layout.tables.size(), 1U);
  const TableFragment& table = layout.tables[0];
  EXPECT_EQ(table.cells.size(), 6U);
  EXPECT_NEAR(table.box.x0, 50, 1.5);
  EXPECT_NEAR(table.box.x1, 250, 1.5);
  EXPECT_NEAR(table.box.top, 300 - 233.3, 1.5);
  EXPECT_NEAR(table.box.bottom, 200, 1.5);
  for (const FragmentCell& cell : table.cells) {
    EXPECT_EQ(cell.text, "x");
    EXPECT_EQ(cell.source.origin, TextOrigin::kOcr);
    EXPECT_LT(cell.source.confidence, 1);
  }
}

// The page stands on its side in the file, and its picture with it.
TEST(ReadRegions, TurnsThePictureWithThePage) {
  const std::string sideways = "q 0 1 -1 0 300 0 cm " + std::string(kTitle) + kTable + "Q";
  const ReadPage read = ReadPdf(sideways, 1, 250, "/MediaBox[0 0 300 400]");
  Findings findings;
  const PageLayout layout = LayOutPage(read.page, findings);
  ASSERT_EQ(layout.tables.size(), 1U);
  EXPECT_NEAR(layout.tables[0].box.x0, 50, 1.5);
  EXPECT_NEAR(layout.tables[0].box.bottom, 200, 1.5);
  ASSERT_EQ(layout.tables[0].cells.size(), 6U);
  EXPECT_EQ(layout.tables[0].cells[5].text, "x");
}

TEST(ReadRegions, WithoutEngineSaysWhatIsMissing) {
  const ReadPage read = ReadPdf(std::string(kTitle) + kTable, 0);
  EXPECT_EQ(read.coverage.pages_ocr, 0);
  EXPECT_EQ(read.coverage.pages_needing_ocr, 1);
  ASSERT_EQ(read.findings.size(), 1U);
  EXPECT_EQ(read.findings[0].code, FindingCode::kPageNeedsOcr);
  EXPECT_NEAR(read.findings[0].source.box.x0, 50, 0.1);
  EXPECT_TRUE(read.page.rulings.empty());

  const ReadPage dark = ReadPdf(std::string(kTitle) + kTable, 0, 40);  // no print
  EXPECT_EQ(dark.coverage.pages_needing_ocr, 0);
  EXPECT_TRUE(dark.findings.empty());
}

TEST(ReadRegions, ReadsALetterheadOnce) {
  class CountingReader : public CrossEngine {
   public:
    explicit CountingReader(int& calls) : CrossEngine(1), calls_(calls) {}
    LineReading Read(const Raster& line) override {
      ++calls_;
      return CrossEngine::Read(line);
    }

   private:
    int& calls_;
  };
  int calls = 0;
  std::vector<std::unique_ptr<OcrEngine>> engines;
  engines.push_back(std::make_unique<CountingReader>(calls));
  OcrSession session(ScanReader::With(std::move(engines)));
  Findings findings;
  PageBitmap bitmap;
  bitmap.width_px = 600;
  bitmap.height_px = 400;
  bitmap.dpi = 150;
  for (const char pixel : TablePixels(250)) {
    bitmap.rgb.insert(bitmap.rgb.end(), 3, static_cast<std::uint8_t>(pixel));
  }
  EXPECT_EQ(session.ReadPicture(bitmap, 1, findings).glyphs.size(), 6U);
  const int once = calls;
  EXPECT_GE(once, 6);
  EXPECT_EQ(session.ReadPicture(bitmap, 2, findings).glyphs.size(), 6U);
  EXPECT_EQ(calls, once);
  bitmap.rgb[0] ^= 1U;
  EXPECT_EQ(session.ReadPicture(bitmap, 3, findings).glyphs.size(), 6U);
  EXPECT_EQ(calls, 2 * once);
}

// A scan with the number of its page printed on it.
TEST(ReadPdfPage, KeepsTheFewCharactersThatAScanBears) {
  const ReadPage read =
      ReadPdf("q 400 0 0 266.6 0 20 cm /Im Do Q BT /F1 9 Tf 180 5 Td (- 7 -) Tj ET", 1);
  EXPECT_EQ(TextOf(read.page.glyphs), "- 7 -xxxxxx");
  EXPECT_EQ(read.page.needs_ocr, "");
  EXPECT_EQ(read.coverage.pages_ocr, 1);
}

// What another program read, put under the picture: five cells as ours, and one not, or three.
TEST(ReadPdfPage, DoubtsWhatALayerUnderTheScanGivesOtherwise) {
  const auto layer = [](const std::vector<std::string>& cells) {
    std::string text = "BT 3 Tr /F1 20 Tf ";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string x = i % 2 == 0 ? "36" : "234";
      const std::string y = std::to_string(250 - 88 * static_cast<int>(i / 2));
      text.append("1 0 0 1 ")
          .append(x)
          .append(" ")
          .append(y)
          .append(" Tm (")
          .append(cells[i])
          .append(") Tj ");
    }
    return text + "ET q 400 0 0 266.6 0 33.4 cm /Im Do Q";
  };
  struct Case {
    std::vector<std::string> cells;
    std::vector<std::string> other;
  };
  const Case cases[] = {
      {{"xxxx", "xxxx", "xxxx", "xxxx", "xxxx", "xxxx"}, {}},
      {{"xxxx", "xxxx", "xxyx", "xxxx", "xxxx", "xxxx"}, {"xxyx"}},
      {{"xyxx", "xxxx", "xxyx", "xxxx", "xxxx", "yxxx"}, {}},  // no good reading
  };
  for (const Case& c : cases) {
    const ReadPage read = ReadPdf(layer(c.cells), 4);
    EXPECT_EQ(read.page.origin, TextOrigin::kOcr);
    EXPECT_EQ(read.coverage.pages_ocr, 1);
    EXPECT_EQ(TextOf(read.page.glyphs), std::string(24, 'x'));
    std::vector<std::string> other;
    for (const OcrReading& reading : read.page.readings) {
      if (!reading.other.empty()) {
        other.push_back(reading.other);
      }
    }
    EXPECT_EQ(other, c.other);
  }
}

// Five lines of eight letters that no Chinese text has.
std::string Nonsense() {
  std::string text = "BT /F1 20 Tf 24 TL 40 240 Td ";
  for (int line = 0; line < 5; ++line) {
    text += "(\\300\\311\\322\\333\\344\\355\\366\\341) Tj T* ";
  }
  return text + "ET";
}

TEST(ReadPdfPage, BelievesThePictureWhereTheTextLayerIsNonsense) {
  const ReadPage read = ReadPdf(Nonsense(), 6);
  EXPECT_EQ(read.page.origin, TextOrigin::kOcr);
  EXPECT_EQ(TextOf(read.page.glyphs), std::string(30, 'x'));
  EXPECT_EQ(read.coverage.pages_ocr, 1);
  ASSERT_EQ(read.findings.size(), 1U);
  EXPECT_EQ(read.findings[0].code, FindingCode::kUnmappedGlyphs);
}

TEST(ReadPdfPage, KeepsADoubtThatItCannotSettle) {
  for (const int crosses : {0, 1}) {  // no engine; one that reads next to nothing
    const ReadPage read = ReadPdf(Nonsense(), crosses);
    EXPECT_EQ(read.page.origin, TextOrigin::kTextLayer);
    EXPECT_EQ(read.page.glyphs.size(), 40U);
    EXPECT_NE(read.page.text_doubt, "");
    EXPECT_EQ(read.coverage.pages_ocr, 0);
    EXPECT_EQ(read.coverage.pages_needing_ocr, crosses == 0 ? 1 : 0);
  }
}

TEST(ReadPdfPage, KeepsAnOddTextLayerThatThePictureBearsOut) {
  std::string text = "BT /F1 20 Tf 24 TL 40 240 Td ";
  for (int line = 0; line < 5; ++line) {
    text += "(xxxxxxxx) Tj T* ";
  }
  const ReadPage read = ReadPdf(text + "ET", 8);
  EXPECT_EQ(read.page.origin, TextOrigin::kTextLayer);
  EXPECT_EQ(read.page.text_doubt, "");
  EXPECT_EQ(read.coverage.pages_ocr, 0);
  EXPECT_TRUE(read.findings.empty());
}

}  // namespace
}  // namespace zhibiao
