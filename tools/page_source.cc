#include "tools/page_source.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "tools/region_reader.h"

namespace zhibiao {
namespace {

constexpr double kMostDpi = 300;    // finer scans are read at this: more tells engines nothing
constexpr double kLeastDpi = 90;    // coarser ones are drawn at this, so that rules stay apart
constexpr double kDrawnDpi = 250;   // of pages that are drawn, not scanned
constexpr double kWholePage = 0.5;  // of a page's area: a picture that large is the page

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

}  // namespace

Result<Page> ReadPdfPage(PdfReader& reader, int number, OcrSession& ocr, Coverage& coverage,
                         Findings& findings) {
  ZHIBIAO_TRY(Page page, reader.ReadPage(number, findings));
  if (page.needs_ocr.empty()) {
    ReadRegions(reader, ocr, page, coverage, findings);
    return page;
  }
  ScanReader* scans = ocr.Get();
  if (scans == nullptr) {
    ++coverage.pages_needing_ocr;
    findings.Add(FindingCode::kPageNeedsOcr, WholePage(page), page.needs_ocr + "; " + ocr.why());
    return page;
  }
  Result<PageBitmap> bitmap = reader.ScanOfPage(page, ScanDpi(page));
  if (!bitmap.ok()) {
    ++coverage.pages_needing_ocr;
    findings.Add(FindingCode::kPageNeedsOcr, WholePage(page),
                 page.needs_ocr + "; " + bitmap.status().message());
    return page;
  }
  ++coverage.pages_ocr;
  return scans->Read(bitmap.take(), number, page.width, page.height, findings);
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
