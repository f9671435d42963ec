#include "tools/page_source.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "extractors/picture_regions.h"
#include "extractors/text_layer_check.h"
#include "extractors/unmapped_glyphs.h"
#include "tools/region_reader.h"

namespace zhibiao {
namespace {

constexpr double kMostDpi = 300;     // finer scans are read at this: more tells engines nothing
constexpr double kLeastDpi = 90;     // coarser ones are drawn at this, so that rules stay apart
constexpr double kDrawnDpi = 250;    // of pages that are drawn, not scanned
constexpr double kWholePage = 0.5;   // of a page's area: a picture that large is the page
constexpr double kRightLayer = 0.7;  // of its characters are what the page shows: it is no nonsense
constexpr double kGoodReading = 0.95;  // of another program's characters are what ours reads, too
constexpr double kFewRead = 0.3;       // of the characters of the text layer

// The resolution at which the page was scanned.
double ScanDpi(const Page& page) {
  const PageImage* largest = nullptr;
  double area = kWholePage * page.width * page.height;
  for (const PageImage& image : page.images) {
    const double covered = image.box.empty() ? 0 : image.box.width() * image.box.height();
    if (covered >= area) {
      area = covered;
      largest = &image;
    }
  }
  if (largest == nullptr) {
    return kDrawnDpi;
  }
  const double pixels = std::max(largest->width_px, largest->height_px);
  const double points = std::max(largest->box.width(), largest->box.height());
  return std::clamp(pixels / points * 72, kLeastDpi, kMostDpi);
}

SourceRef WholePage(const Page& page) {
  SourceRef source;
  source.page = page.number;
  source.box = {0, 0, page.width, page.height};
  return source;
}

// `page` as its picture shows it. Errors: no engine, a page that cannot be drawn.
Result<Page> ReadScan(PdfReader& reader, const Page& page, OcrSession& ocr, Findings& findings) {
  ScanReader* scans = ocr.Get();
  if (scans == nullptr) {
    return Status(StatusCode::kUnsupported, ocr.why());
  }
  ZHIBIAO_TRY(PageBitmap bitmap, reader.ScanOfPage(page, ScanDpi(page)));
  return scans->Read(std::move(bitmap), page.number, page.width, page.height, findings);
}

// Settles a doubt about the text layer of `page` by `scan`, what its picture was read as. Returns
// the one that says what the page shows.
Page Settled(Page page, Page scan, Coverage& coverage, Findings& findings) {
  if (static_cast<double>(scan.glyphs.size()) <
      kFewRead * static_cast<double>(page.glyphs.size())) {
    return page;  // the picture tells too little
  }
  const double agreement = Agreement(page.glyphs, scan);
  if (agreement >= kRightLayer && !HasForeignLetters(page)) {
    page.text_doubt.clear();
    return page;
  }
  if (agreement >= kGoodReading) {
    AddSecondReading(page.glyphs, scan);  // wrong in few places
  }
  ++coverage.pages_ocr;
  findings.Add(FindingCode::kUnmappedGlyphs, WholePage(page),
               page.text_doubt + ": the page was read from its picture");
  return scan;
}

// A scan that bears a few printed characters, such as the number of the page: its picture can be
// read as it lies in the file, and they need not be read.
bool IsScanWithPrint(const Page& page) {
  const double most = kWholePage * page.width * page.height;
  const std::vector<Rect> regions = PictureRegions(page);
  return !page.glyphs.empty() &&
         std::all_of(page.glyphs.begin(), page.glyphs.end(),
                     [](const Glyph& glyph) { return glyph.mapped; }) &&
         std::any_of(regions.begin(), regions.end(), [most](const Rect& region) {
           return region.width() * region.height() >= most;
         });
}

std::string WhyRead(const Page& page) {
  if (!page.needs_ocr.empty()) {
    return page.needs_ocr;
  }
  return page.text_doubt.empty()
             ? "many glyphs are in fonts that do not say which characters they are"
             : page.text_doubt;
}

}  // namespace

Result<Page> ReadPdfPage(PdfReader& reader, int number, OcrSession& ocr, Coverage& coverage,
                         Findings& findings) {
  ZHIBIAO_TRY(Page page, reader.ReadPage(number, findings));
  const bool is_picture = !page.needs_ocr.empty();
  const bool lacks_characters = LacksCharacters(page);
  page.text_doubt = is_picture ? "" : WhyDoubtText(page);
  if (!is_picture && !lacks_characters && page.text_doubt.empty()) {
    ReadRegions(reader, ocr, page, coverage, findings);
    return page;
  }
  if (is_picture && IsScanWithPrint(page) && ocr.Get() != nullptr &&
      ReadRegions(reader, ocr, page, coverage, findings)) {
    page.needs_ocr.clear();
    return page;
  }
  Result<Page> scan = ReadScan(reader, page, ocr, findings);
  if (!scan.ok()) {
    ++coverage.pages_needing_ocr;
    findings.Add(FindingCode::kPageNeedsOcr, WholePage(page),
                 WhyRead(page) + "; " + scan.status().message());
    return page;
  }
  if (!is_picture && !page.text_doubt.empty()) {
    return Settled(std::move(page), scan.take(), coverage, findings);
  }
  if (!is_picture) {
    coverage.pages_ocr += NameUnmappedGlyphs(scan.value(), page) > 0 ? 1 : 0;
    return page;
  }
  ++coverage.pages_ocr;
  Page read = scan.take();
  DoubtByHiddenLayer(page.hidden_glyphs, read);
  return read;
}

Result<Page> ReadPicturePage(const PictureReader& reader, int number, OcrSession& ocr,
                             Coverage& coverage, Findings& findings) {
  ZHIBIAO_TRY(PageBitmap bitmap, reader.ReadPage(number, findings));
  Page page;
  page.number = number;
  page.width = bitmap.width_px * 72 / bitmap.dpi;
  page.height = bitmap.height_px * 72 / bitmap.dpi;
  page.needs_ocr = "the page is a picture";
  ScanReader* scans = ocr.Get();
  if (scans == nullptr) {
    ++coverage.pages_needing_ocr;
    findings.Add(FindingCode::kPageNeedsOcr, WholePage(page), page.needs_ocr + "; " + ocr.why());
    return page;
  }
  ++coverage.pages_ocr;
  return scans->Read(std::move(bitmap), number, page.width, page.height, findings);
}

}  // namespace zhibiao
