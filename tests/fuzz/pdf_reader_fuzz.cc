// Any bytes through the PDF reader: no crash, no endless work, and every glyph and ruling is
// finite.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extractors/pdf_reader.h"

namespace {

// Small: a fuzzer learns nothing from a page that is merely large.
constexpr int kMaxPages = 3;

void Require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

bool IsFinite(const zhibiao::Rect& box) {
  return std::isfinite(box.x0) && std::isfinite(box.top) && std::isfinite(box.x1) &&
         std::isfinite(box.bottom);
}

void CheckPage(const zhibiao::Page& page) {
  Require(std::isfinite(page.width) && std::isfinite(page.height));
  for (const zhibiao::Glyph& glyph : page.glyphs) {
    Require(IsFinite(glyph.box));
    Require(glyph.hidden == zhibiao::GlyphHidden::kNo);
  }
  for (const zhibiao::Ruling& ruling : page.rulings) {
    Require(ruling.from.x <= ruling.to.x && ruling.from.y <= ruling.to.y);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  zhibiao::PdfLimits limits;
  limits.max_pages = kMaxPages;
  limits.max_glyphs_per_page = 20000;
  limits.max_rulings_per_page = 20000;
  limits.max_form_depth = 8;
  zhibiao::Findings findings;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  zhibiao::Result<zhibiao::PdfReader> reader =
      zhibiao::PdfReader::Open(std::move(bytes), limits, findings);
  if (!reader.ok()) {
    return 0;
  }
  for (int number = 1; number <= reader.value().page_count() && number <= kMaxPages; ++number) {
    const zhibiao::Result<zhibiao::Page> page = reader.value().ReadPage(number, findings);
    if (page.ok()) {
      CheckPage(page.value());
    }
  }
  return 0;
}
