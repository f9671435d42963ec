#include "tools/region_reader.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "extractors/frame_turner.h"
#include "extractors/picture_regions.h"
#include "extractors/text_layer_check.h"

namespace zhibiao {
namespace {

constexpr double kMostDpi = 300;  // finer pictures are drawn at this: more tells engines nothing
constexpr double kLeastDpi = 90;  // coarser ones are drawn at this, so that rules stay apart
constexpr double kPaper = 6;      // points of paper put around a picture: rules may be its edges

Rect Shifted(const Rect& box, Point by) {
  return {box.x0 + by.x, box.top + by.y, box.x1 + by.x, box.bottom + by.y};
}

// Pixel (x, y) of a picture turned back by `turn` quarter turns is this one of `bitmap`.
std::size_t PixelBefore(const PageBitmap& bitmap, int turn, int x, int y) {
  const int right = bitmap.width_px - 1;
  const int bottom = bitmap.height_px - 1;
  const int from_x = turn == 0 ? x : turn == 1 ? right - y : turn == 2 ? right - x : y;
  const int from_y = turn == 0 ? y : turn == 1 ? x : turn == 2 ? bottom - y : bottom - x;
  return static_cast<std::size_t>(from_y) * static_cast<std::size_t>(bitmap.width_px) +
         static_cast<std::size_t>(from_x);
}

// `bitmap` turned back by `turn` quarter turns, with `margin` pixels of paper around it.
PageBitmap OnPaper(const PageBitmap& bitmap, int turn, int margin) {
  PageBitmap out;
  const int width = turn % 2 == 0 ? bitmap.width_px : bitmap.height_px;
  const int height = turn % 2 == 0 ? bitmap.height_px : bitmap.width_px;
  out.width_px = width + 2 * margin;
  out.height_px = height + 2 * margin;
  out.dpi = bitmap.dpi;
  out.rgb.assign(
      3 * static_cast<std::size_t>(out.width_px) * static_cast<std::size_t>(out.height_px), 255);
  for (int y = 0; y < height; ++y) {
    const std::ptrdiff_t row = (std::ptrdiff_t{y} + margin) * out.width_px + margin;
    for (int x = 0; x < width; ++x) {
      const std::size_t from = PixelBefore(bitmap, turn, x, y);
      std::copy_n(bitmap.rgb.begin() + static_cast<std::ptrdiff_t>(3 * from), 3,
                  out.rgb.begin() + 3 * (row + x));
    }
  }
  return out;
}

// Reads `bitmap`, which stands on a page turned by `turn`. In points from its top left as shown.
Page ReadPart(OcrSession& ocr, PageBitmap bitmap, int number, int turn, Findings& findings) {
  const double points = 72 / bitmap.dpi;
  const int margin = static_cast<int>(std::lround(kPaper / points));
  PageBitmap paper = OnPaper(bitmap, turn, margin);
  bitmap = PageBitmap();  // scans are large
  Page part = ocr.ReadPicture(std::move(paper), number, findings);
  part = TurnUpright(part, (4 - turn) % 4);
  const Point by = {-margin * points, -margin * points};
  for (Glyph& glyph : part.glyphs) {
    glyph.box = Shifted(glyph.box, by);
  }
  for (Ruling& ruling : part.rulings) {
    ruling.from = {ruling.from.x + by.x, ruling.from.y + by.y};
    ruling.to = {ruling.to.x + by.x, ruling.to.y + by.y};
  }
  for (OcrReading& reading : part.readings) {
    reading.box = Shifted(reading.box, by);
  }
  return part;
}

bool IsInk(const Glyph& glyph) {
  return glyph.code > 0x20 && glyph.code != 0x3000;
}

bool AnyIn(const std::vector<Glyph>& glyphs, const Rect& box) {
  return std::any_of(glyphs.begin(), glyphs.end(), [&box](const Glyph& glyph) {
    return IsInk(glyph) && box.Contains(glyph.box.center());
  });
}

bool IsMostOf(const Page& page, const Rect& region) {
  return 2 * region.width() * region.height() > page.width * page.height;
}

void ReportUnread(const Page& page, const Rect& region, const std::string& why,
                  Findings& findings) {
  SourceRef source;
  source.page = page.number;
  source.box = region;
  findings.Add(FindingCode::kPageNeedsOcr, source,
               "a picture on the page looks like print; " + why);
}

}  // namespace

void AddPart(const Page& part, const Rect& region, Page& page) {
  const Point by = {region.x0, region.top};
  std::vector<Glyph> printed;  // what the text layer says here
  std::copy_if(
      page.glyphs.begin(), page.glyphs.end(), std::back_inserter(printed),
      [&](const Glyph& glyph) { return IsInk(glyph) && region.Contains(glyph.box.center()); });
  std::vector<Glyph> read;
  for (Glyph glyph : part.glyphs) {
    glyph.box = Shifted(glyph.box, by);
    glyph.origin = TextOrigin::kOcr;
    const bool known = std::any_of(printed.begin(), printed.end(), [&glyph](const Glyph& print) {
      return print.box.Contains(glyph.box.center());
    });
    if (!known) {
      read.push_back(glyph);
    }
  }
  for (OcrReading reading : part.readings) {
    reading.box = Shifted(reading.box, by);
    if (AnyIn(read, reading.box) || (reading.text.empty() && !AnyIn(printed, reading.box))) {
      page.readings.push_back(std::move(reading));
    }
  }
  for (Ruling ruling : part.rulings) {
    ruling.from = {ruling.from.x + by.x, ruling.from.y + by.y};
    ruling.to = {ruling.to.x + by.x, ruling.to.y + by.y};
    page.rulings.push_back(ruling);
  }
  page.glyphs.insert(page.glyphs.end(), read.begin(), read.end());
  page.ocr_regions.push_back(region);
}

bool ReadRegions(PdfReader& reader, OcrSession& ocr, Page& page, Coverage& coverage,
                 Findings& findings) {
  const int turn = DominantTurn(page);
  bool read = false;
  bool unread = false;
  for (const Rect& region : PictureRegions(page)) {
    const double dpi = std::clamp(RegionDpi(page, region), kLeastDpi, kMostDpi);
    Result<PageBitmap> bitmap = reader.PicturesIn(page.number, region, dpi);
    if (bitmap.ok() && !LooksLikePrint(bitmap.value())) {
      continue;
    }
    if (!bitmap.ok() || ocr.Get() == nullptr) {
      ReportUnread(page, region, bitmap.ok() ? ocr.why() : bitmap.status().message(), findings);
      unread = true;
      continue;
    }
    const Page part = ReadPart(ocr, bitmap.take(), page.number, turn, findings);
    AddPart(part, region, page);
    if (IsMostOf(page, region)) {
      page.lean = part.lean;  // a scan that bears a page number
    }
    read = true;
  }
  if (read) {
    DoubtByHiddenLayer(page.hidden_glyphs, page);
  }
  coverage.pages_ocr += read ? 1 : 0;
  coverage.pages_needing_ocr += unread ? 1 : 0;
  return read;
}

}  // namespace zhibiao
