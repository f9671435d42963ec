#include "extractors/pdf_reader.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "extractors/pdf_device.h"
#include "extractors/pdf_library.h"
#include "extractors/pdf_poppler_compat.h"
#include "extractors/pdf_recorder.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr double kMaxPixels = 120e6;    // of a rendered page
constexpr double kMaxPageSide = 14400;  // points: 200 inches, PDF's own limit
constexpr std::size_t kFewGlyphs = 8;   // no more of them on a picture are a page number, say
constexpr double kPictureShare = 0.5;   // of the page: covered by pictures, it is a scan

struct PageSize {
  double width = 0;
  double height = 0;
};

PageSize SizeAsShown(::Page& page) {
  const bool sideways = page.getRotate() % 180 != 0;
  const double width = page.getCropWidth();
  const double height = page.getCropHeight();
  return sideways ? PageSize{height, width} : PageSize{width, height};
}

bool IsSane(const PageSize& size) {
  return std::isfinite(size.width) && std::isfinite(size.height) && size.width > 0 &&
         size.height > 0 && size.width <= kMaxPageSide && size.height <= kMaxPageSide;
}

bool IsPicture(const Page& page) {
  const auto visible = std::count_if(page.glyphs.begin(), page.glyphs.end(), [](const Glyph& g) {
    return g.code > 0x20 && g.code != 0x3000;
  });
  double area = 0;
  for (const PageImage& image : page.images) {
    area += image.box.empty() ? 0 : image.box.width() * image.box.height();
  }
  return visible <= static_cast<std::ptrdiff_t>(kFewGlyphs) &&
         area >= kPictureShare * page.width * page.height;
}

SourceRef WholePage(const Page& page) {
  SourceRef source;
  source.page = page.number;
  source.box = {0, 0, page.width, page.height};
  return source;
}

Status PageFailure(StatusCode code, int number, const std::string& what) {
  return {code, "page " + std::to_string(number) + ": " + what};
}

Status OpenFailure(const std::string& bytes, int error, const std::string& message) {
  if (error == errEncrypted) {
    return {StatusCode::kEncrypted,
            "the PDF needs a password to be opened; remove it and try again"};
  }
  if (bytes.substr(0, 1024).find("%PDF-") == std::string::npos) {
    return {StatusCode::kInvalidInput, "not a PDF: no %PDF header"};
  }
  return {StatusCode::kDamaged, "no pages can be found in the PDF" +
                                    (message.empty() ? std::string() : " (" + message + ")")};
}

}  // namespace

struct PdfReader::Impl {
  std::string bytes;  // Poppler reads from it as long as `doc` lives
  PdfLimits limits;
  std::unique_ptr<PDFDoc> doc;
  int pages = 0;
};

PdfReader::PdfReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PdfReader::PdfReader(PdfReader&&) noexcept = default;
PdfReader& PdfReader::operator=(PdfReader&&) noexcept = default;
PdfReader::~PdfReader() = default;

Result<PdfReader> PdfReader::Open(std::string bytes, const PdfLimits& limits, Findings& findings) {
  EnsurePdfLibrary();
  const PdfMessages messages;
  auto impl = std::make_unique<Impl>();
  impl->bytes = std::move(bytes);
  impl->limits = limits;
  bool rebuilt = false;
  auto stream = std::make_unique<MemStream>(
      impl->bytes.data(), 0, static_cast<Goffset>(impl->bytes.size()), Object(objNull));
  const std::optional<GooString> no_password;
  impl->doc = std::make_unique<PDFDoc>(stream.release(), no_password, no_password, nullptr,
                                       [&rebuilt] { rebuilt = true; });
  if (!impl->doc->isOk()) {
    return OpenFailure(impl->bytes, impl->doc->getErrorCode(), messages.first());
  }
  impl->pages = impl->doc->getNumPages();
  if (impl->pages <= 0) {
    return OpenFailure(impl->bytes, errDamaged, messages.first());
  }
  if (rebuilt) {
    findings.Add(FindingCode::kDamagedPdf, {},
                 "the table of objects is damaged and was rebuilt; pages may be missing");
  }
  if (impl->pages > limits.max_pages) {
    findings.Add(FindingCode::kLimitReached, {},
                 "has " + std::to_string(impl->pages) + " pages; only the first " +
                     std::to_string(limits.max_pages) + " are read");
    impl->pages = limits.max_pages;
  }
  return PdfReader(std::move(impl));
}

int PdfReader::page_count() const {
  return impl_->pages;
}

Result<Page> PdfReader::ReadPage(int number, Findings& findings) {
  const PdfMessages messages;
  ::Page* source = number >= 1 && number <= impl_->pages ? impl_->doc->getPage(number) : nullptr;
  if (source == nullptr || !source->isOk()) {
    return PageFailure(StatusCode::kDamaged, number, "the page object is missing or broken");
  }
  const PageSize size = SizeAsShown(*source);
  if (!IsSane(size)) {
    return PageFailure(StatusCode::kDamaged, number, "the page has no usable size");
  }
  PdfRecorder recorder(number, size.width, size.height, impl_->limits);
  const PdfPageRun run = RecordPdfPage(*source, impl_->limits, recorder);
  Page page = recorder.Finish();
  if (run.limit_reached) {
    findings.Add(FindingCode::kLimitReached, WholePage(page), "the page draws more than is read");
  }
  if (run.unmapped > 0) {
    SourceRef where = WholePage(page);
    where.box = run.unmapped_box;
    findings.Add(FindingCode::kUnmappedGlyphs, where,
                 std::to_string(run.unmapped) + " glyphs whose font does not say what they are");
  }
  if (IsPicture(page)) {
    findings.Add(FindingCode::kPageNeedsOcr, WholePage(page), "the page is a picture without text");
  }
  if (messages.errors() > 0) {
    findings.Add(FindingCode::kDamagedPdf, WholePage(page),
                 "the page is damaged: " + messages.first());
  }
  return page;
}

Result<PageBitmap> PdfReader::RenderPage(int number, double dpi) {
  const PdfMessages messages;
  ::Page* source = number >= 1 && number <= impl_->pages ? impl_->doc->getPage(number) : nullptr;
  if (source == nullptr || !source->isOk()) {
    return PageFailure(StatusCode::kDamaged, number, "the page object is missing or broken");
  }
  const PageSize size = SizeAsShown(*source);
  if (!IsSane(size)) {
    return PageFailure(StatusCode::kDamaged, number, "the page has no usable size");
  }
  if (!(dpi > 0) || size.width * size.height * dpi * dpi / (72 * 72) > kMaxPixels) {
    return PageFailure(StatusCode::kLimit, number, "too many pixels at this resolution");
  }
  SplashColor white = {255, 255, 255};
  SplashOutputDev device(splashModeRGB8, 1, false, white);
  device.setFontAntialias(true);
  device.setVectorAntialias(true);
  device.startDoc(impl_->doc.get());
  source->display(&device, dpi, dpi, 0, false, true, false);
  SplashBitmap* bitmap = device.getBitmap();
  PageBitmap out;
  out.width_px = bitmap->getWidth();
  out.height_px = bitmap->getHeight();
  out.dpi = dpi;
  const auto row_bytes = static_cast<std::size_t>(out.width_px) * 3;
  out.rgb.reserve(row_bytes * static_cast<std::size_t>(out.height_px));
  for (int y = 0; y < out.height_px; ++y) {
    const unsigned char* row =
        bitmap->getDataPtr() + static_cast<std::ptrdiff_t>(y) * bitmap->getRowSize();
    out.rgb.insert(out.rgb.end(), row, row + row_bytes);
  }
  return out;
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
