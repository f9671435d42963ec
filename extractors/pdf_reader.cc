#include "extractors/pdf_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "extractors/pdf_device.h"
#include "extractors/pdf_fonts.h"
#include "extractors/pdf_interpreter.h"
#include "extractors/pdf_library.h"
#include "extractors/pdf_pages.h"
#include "extractors/pdf_picture.h"
#include "extractors/pdf_poppler_compat.h"
#include "extractors/pdf_recorder.h"
#include "extractors/pdf_repair.h"
#include "extractors/raster.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr double kMaxPixels = 120e6;         // of a rendered page
constexpr double kMaxPageSide = 200'000;     // points; Acrobat makes pages of up to 14400
constexpr std::size_t kFewGlyphs = 8;        // a page number on a scan, say
constexpr double kPictureShare = 0.5;        // of the page: covered by pictures, it is a scan
constexpr std::size_t kManyShapes = 100;     // on a page without text: its text was drawn as shapes
constexpr std::size_t kHeaderWithin = 1024;  // bytes, as Acrobat looks for it
constexpr std::size_t kMaxRenderChecks = 4'000'000;

constexpr std::array kReasons = {std::pair{GlyphHidden::kClipped, "clipped"},
                                 std::pair{GlyphHidden::kOffPage, "off the page"},
                                 std::pair{GlyphHidden::kInvisible, "drawn invisibly"},
                                 std::pair{GlyphHidden::kNoContrast, "in the colour of the ground"},
                                 std::pair{GlyphHidden::kCovered, "covered"}};

struct PageSize {
  double width = 0;
  double height = 0;
};

PageSize SizeAsShown(const PdfPageObject& page) {
  const double width = page.crop.x2 - page.crop.x1;
  const double height = page.crop.y2 - page.crop.y1;
  return page.rotate % 180 == 0 ? PageSize{width, height} : PageSize{height, width};
}

bool IsInk(const Glyph& glyph) {
  return glyph.code > 0x20 && glyph.code != 0x3000;
}

bool HasLittleText(const Page& page) {
  const auto visible = std::count_if(page.glyphs.begin(), page.glyphs.end(), &IsInk);
  return visible <= static_cast<std::ptrdiff_t>(kFewGlyphs);
}

bool IsPicture(const Page& page) {
  double area = 0;
  for (const PageImage& image : page.images) {
    area += image.box.empty() ? 0 : image.box.width() * image.box.height();
  }
  return area >= kPictureShare * page.width * page.height;
}

SourceRef Place(const Page& page, const Rect& box) {
  SourceRef source;
  source.page = page.number;
  source.box = box;
  return source;
}

SourceRef WholePage(const Page& page) {
  return Place(page, {0, 0, page.width, page.height});
}

Status PageFailure(StatusCode code, int number, const std::string& what) {
  return {code, "page " + std::to_string(number) + ": " + what};
}

// Text that the page does not show, by reason; copies of shown glyphs are nobody's news.
void ReportHidden(const Page& page, Findings& findings) {
  std::string reasons;
  Rect box;
  for (const auto& [reason, words] : kReasons) {
    std::size_t count = 0;
    for (const Glyph& glyph : page.hidden_glyphs) {
      if (glyph.hidden == reason && IsInk(glyph)) {
        ++count;
        box = Union(box, glyph.box);
      }
    }
    if (count > 0) {
      reasons += (reasons.empty() ? "" : ", ") + std::to_string(count) + " " + words;
    }
  }
  if (!reasons.empty()) {
    findings.Add(FindingCode::kHiddenText, Place(page, box), "glyphs not shown: " + reasons);
  }
}

// Why the page must be read from its picture; empty: its text is there.
std::string WhyOcr(const Page& page, std::size_t odd_shapes) {
  const auto is_unmapped = [](const Glyph& glyph) { return !glyph.mapped; };
  const auto unmapped = std::count_if(page.glyphs.begin(), page.glyphs.end(), is_unmapped);
  const auto ink = std::count_if(page.glyphs.begin(), page.glyphs.end(), &IsInk);
  if (HasLittleText(page) && IsPicture(page)) {
    return "the page is a picture without usable text";
  }
  if (HasLittleText(page) && odd_shapes + page.images.size() >= kManyShapes) {
    return "the page has no text, but many shapes or small pictures that may be text";
  }
  if (unmapped > 0 && 2 * unmapped > ink) {
    return "most glyphs of the page are in fonts that do not say which characters they are";
  }
  return {};
}

bool HasHeader(std::string_view bytes) {
  return bytes.substr(0, kHeaderWithin).find("%PDF-") != std::string_view::npos;
}

// Stops a rendering that goes on for ever.
bool TooLong(void* checks) {
  return ++*static_cast<std::size_t*>(checks) > kMaxRenderChecks;
}

}  // namespace

struct PdfReader::Impl {
  std::string bytes;  // Poppler reads from it as long as `doc` lives
  PdfLimits limits;
  std::unique_ptr<PDFDoc> doc;
  std::unique_ptr<PdfPages> pages;
  std::unique_ptr<PdfFonts> fonts;
  bool rebuilt = false;  // Poppler had to rebuild the table of objects

  bool OpenDocument();
  Result<std::unique_ptr<PdfPageObject>> LoadPage(int number) const;
  Result<std::unique_ptr<PdfPageObject>> LoadForDrawing(int number, double dpi) const;
  void Draw(const PdfPageObject& source, double dpi, SplashOutputDev& device) const;
};

// Opens `bytes`; false where Poppler cannot.
bool PdfReader::Impl::OpenDocument() {
  doc = OpenPdfDoc(bytes, [this] { rebuilt = true; });
  if (!doc->isOk()) {
    return false;
  }
  pages = std::make_unique<PdfPages>(doc->getXRef(), static_cast<std::size_t>(limits.max_pages));
  return pages->size() > 0;
}

Result<std::unique_ptr<PdfPageObject>> PdfReader::Impl::LoadPage(int number) const {
  std::unique_ptr<PdfPageObject> page = pages->Load(number);
  if (!page) {
    return PageFailure(StatusCode::kDamaged, number, "the page object is missing or broken");
  }
  const PageSize size = SizeAsShown(*page);
  if (size.width > kMaxPageSide || size.height > kMaxPageSide) {
    return PageFailure(StatusCode::kLimit, number, "the page is larger than any paper");
  }
  return page;
}

PdfReader::PdfReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PdfReader::PdfReader(PdfReader&&) noexcept = default;
PdfReader& PdfReader::operator=(PdfReader&&) noexcept = default;
PdfReader::~PdfReader() = default;

Result<PdfReader> PdfReader::Open(std::string bytes, const PdfLimits& limits, Findings& findings) {
  EnsurePdfLibrary();
  const PdfMessages messages;
  if (!HasHeader(bytes)) {
    return Status(StatusCode::kInvalidInput, "not a PDF: it has no %PDF header");
  }
  auto impl = std::make_unique<Impl>();
  impl->bytes = std::move(bytes);
  impl->limits = limits;
  bool opened = impl->OpenDocument();
  if (!opened && !impl->doc->isOk() && impl->doc->getErrorCode() == errEncrypted) {
    return Status(StatusCode::kEncrypted,
                  "the PDF needs a password to be opened; remove the password and try again");
  }
  for (std::size_t step = 0; !opened && step < kPdfRepairSteps; ++step) {
    std::optional<std::string> repaired = RepairPdf(impl->bytes, step);
    if (repaired) {
      impl->pages.reset();
      impl->doc.reset();
      impl->bytes = std::move(*repaired);
      impl->rebuilt = true;
      opened = impl->OpenDocument();
    }
  }
  if (!opened) {
    const std::string why = messages.first().empty() ? "" : " (" + messages.first() + ")";
    return Status(StatusCode::kDamaged, "no page can be found in the PDF" + why);
  }
  impl->fonts = std::make_unique<PdfFonts>(impl->doc->getXRef());
  if (impl->rebuilt || impl->pages->damaged()) {
    findings.Add(FindingCode::kDamagedPdf, {},
                 "the file is damaged; " + std::to_string(impl->pages->size()) +
                     " pages were found in it, others may be missing");
  }
  if (impl->pages->cut_off()) {
    findings.Add(FindingCode::kLimitReached, {},
                 "only the first " + std::to_string(limits.max_pages) + " pages are read");
  }
  return PdfReader(std::move(impl));
}

int PdfReader::page_count() const {
  return static_cast<int>(impl_->pages->size());
}

Result<Page> PdfReader::ReadPage(int number, Findings& findings) {
  const PdfMessages messages;
  ZHIBIAO_TRY(const std::unique_ptr<PdfPageObject> source, impl_->LoadPage(number));
  const PageSize size = SizeAsShown(*source);
  PdfRecorder recorder(number, size.width, size.height, impl_->limits);
  const PdfPageRun run =
      RecordPdfPage(*impl_->doc, *source, impl_->limits, *impl_->fonts, recorder);
  Page page = recorder.Finish();
  if (run.limit_reached) {
    findings.Add(FindingCode::kLimitReached, WholePage(page), "the page draws more than is read");
  }
  if (run.unmapped > 0) {
    findings.Add(FindingCode::kUnmappedGlyphs, Place(page, run.unmapped_box),
                 std::to_string(run.unmapped) +
                     " glyphs in fonts that do not say which characters they are");
  }
  ReportHidden(page, findings);
  page.needs_ocr = WhyOcr(page, recorder.odd_shapes());
  if (messages.errors() > 0) {
    findings.Add(FindingCode::kDamagedPdf, WholePage(page),
                 "the page is damaged: " + messages.first());
  }
  return page;
}

namespace {

// Draws a page in colour on white paper.
class DrawingDevice : public SplashOutputDev {
 public:
  DrawingDevice() : SplashOutputDev(splashModeRGB8, 1, false, Paper()) {
    setFontAntialias(true);
    setVectorAntialias(true);
  }

 private:
  static unsigned char* Paper() {
    static SplashColor white = {255, 255, 255};
    return white;
  }
};

// The same, without the text.
class TextlessDevice : public DrawingDevice {
 public:
  bool interpretType3Chars() override { return false; }
  void drawChar(GfxState* /*state*/, double /*x*/, double /*y*/, double /*dx*/, double /*dy*/,
                double /*origin_x*/, double /*origin_y*/, CharCode /*code*/, int /*bytes*/,
                const Unicode* /*text*/, int /*text_length*/) override {}
};

// `box` of `bitmap`, in pixels.
PageBitmap Crop(SplashBitmap& bitmap, PixelBox box, double dpi) {
  box = {std::max(0, box.x0), std::max(0, box.top), std::min(bitmap.getWidth(), box.x1),
         std::min(bitmap.getHeight(), box.bottom)};
  PageBitmap out;
  out.dpi = dpi;
  if (box.empty()) {
    return out;
  }
  out.width_px = box.width();
  out.height_px = box.height();
  const std::ptrdiff_t row_bytes = std::ptrdiff_t{3} * out.width_px;
  out.rgb.reserve(static_cast<std::size_t>(row_bytes) * static_cast<std::size_t>(out.height_px));
  for (int y = box.top; y < box.bottom; ++y) {
    const unsigned char* row = bitmap.getDataPtr() +
                               static_cast<std::ptrdiff_t>(y) * bitmap.getRowSize() +
                               std::ptrdiff_t{3} * box.x0;
    out.rgb.insert(out.rgb.end(), row, row + row_bytes);
  }
  return out;
}

PixelBox PixelsOf(const Rect& box, double dpi) {
  const double scale = dpi / 72;
  return {static_cast<int>(std::lround(box.x0 * scale)),
          static_cast<int>(std::lround(box.top * scale)),
          static_cast<int>(std::lround(box.x1 * scale)),
          static_cast<int>(std::lround(box.bottom * scale))};
}

}  // namespace

Result<std::unique_ptr<PdfPageObject>> PdfReader::Impl::LoadForDrawing(int number,
                                                                       double dpi) const {
  ZHIBIAO_TRY(std::unique_ptr<PdfPageObject> source, LoadPage(number));
  const PageSize size = SizeAsShown(*source);
  if (!(dpi > 0) || size.width * size.height * dpi * dpi / (72 * 72) > kMaxPixels) {
    return PageFailure(StatusCode::kLimit, number, "too many pixels at this resolution");
  }
  return source;
}

void PdfReader::Impl::Draw(const PdfPageObject& source, double dpi, SplashOutputDev& device) const {
  device.startDoc(doc.get());
  std::size_t checks = 0;
  PdfInterpretOptions options;
  options.dpi = dpi;
  options.should_stop = &TooLong;
  options.context = &checks;
  InterpretPdfPage(*doc, source, source.resources, options, device);
}

Result<PageBitmap> PdfReader::RenderPage(int number, double dpi) {
  const PdfMessages messages;
  ZHIBIAO_TRY(const std::unique_ptr<PdfPageObject> source, impl_->LoadForDrawing(number, dpi));
  DrawingDevice device;
  impl_->Draw(*source, dpi, device);
  SplashBitmap& bitmap = *device.getBitmap();
  return Crop(bitmap, {0, 0, bitmap.getWidth(), bitmap.getHeight()}, dpi);
}

Result<PageBitmap> PdfReader::ScanOfPage(const Page& page, double dpi) {
  const bool shows_text = std::any_of(
      page.glyphs.begin(), page.glyphs.end(),
      [](const Glyph& glyph) { return IsInk(glyph) && glyph.hidden == GlyphHidden::kNo; });
  if (!page.images.empty() && !shows_text && page.rulings.empty()) {
    const PdfMessages messages;
    ZHIBIAO_TRY(const std::unique_ptr<PdfPageObject> source, impl_->LoadPage(page.number));
    const Rect paper = {0, 0, page.width, page.height};
    std::optional<PageBitmap> own = PicturesOfPdfPage(*impl_->doc, *source, paper, kMaxPixels);
    if (own) {
      return std::move(*own);
    }
  }
  return RenderPage(page.number, dpi);
}

Result<PageBitmap> PdfReader::PicturesIn(int number, const Rect& box, double dpi) {
  const PdfMessages messages;
  ZHIBIAO_TRY(std::unique_ptr<PdfPageObject> source, impl_->LoadPage(number));
  std::optional<PageBitmap> own = PicturesOfPdfPage(*impl_->doc, *source, box, kMaxPixels);
  if (own) {
    return std::move(*own);
  }
  ZHIBIAO_TRY(source, impl_->LoadForDrawing(number, dpi));
  TextlessDevice device;
  impl_->Draw(*source, dpi, device);
  PageBitmap drawn = Crop(*device.getBitmap(), PixelsOf(box, dpi), dpi);
  if (drawn.rgb.empty()) {
    return PageFailure(StatusCode::kInvalidInput, number, "the box is not on the page");
  }
  return drawn;
}

std::string PdfReader::DocumentTitle() const {
  const PdfMessages messages;
  const std::unique_ptr<GooString> title = impl_->doc->getDocInfoTitle();
  std::string out;
  for (const char32_t code : title ? PdfTextString(*title) : std::u32string()) {
    AppendUtf8(code, out);
  }
  return out;
}

}  // namespace zhibiao
