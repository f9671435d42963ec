// PDF → pages of glyphs, rulings and images, one page at a time. The one door to Poppler.
#ifndef EXTRACTORS_PDF_READER_H_
#define EXTRACTORS_PDF_READER_H_

#include <memory>
#include <string>

#include "pipeline/document.h"
#include "pipeline/finding.h"
#include "pipeline/result.h"

namespace zhibiao {

struct PdfLimits {
  int max_pages = 20000;
  int max_glyphs_per_page = 400000;
  int max_rulings_per_page = 200000;
  int max_form_depth = 24;
};

// One open document. Not thread-safe; several readers may live in several threads or processes.
class PdfReader {
 public:
  // Takes the bytes of the whole file; an encrypted file is tried with an empty user password.
  // Errors: kEncrypted    needs a password
  //         kDamaged      no page can be found in it
  //         kInvalidInput not a PDF
  static Result<PdfReader> Open(std::string bytes, const PdfLimits& limits, Findings& findings);
  PdfReader(PdfReader&&) noexcept;
  PdfReader& operator=(PdfReader&&) noexcept;
  PdfReader(const PdfReader&) = delete;
  PdfReader& operator=(const PdfReader&) = delete;
  ~PdfReader();

  int page_count() const;
  // Reads page `number` (from 1). Oddities of the page become findings with its number.
  // Errors: kDamaged  the page object is missing or broken; kLimit.
  Result<Page> ReadPage(int number, Findings& findings);
  // Draws the page as shown, for pictures and OCR. Errors: kDamaged, kLimit (too many pixels).
  Result<PageBitmap> RenderPage(int number, double dpi);
  // The page's own pictures at their own resolution, where they are all that the page shows; else
  // the page drawn at `dpi`. `page`: as ReadPage() gave it. Errors: as RenderPage().
  Result<PageBitmap> ScanOfPage(const Page& page, double dpi);
  // What the page shows in `box`, but for its text: the pictures there at their own resolution
  // where they are alone, else drawn at `dpi`. Errors: as RenderPage().
  Result<PageBitmap> PicturesIn(int number, const Rect& box, double dpi);
  // /Title of the document information, UTF-8; often empty or nonsense.
  std::string DocumentTitle() const;

 private:
  struct Impl;
  explicit PdfReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_READER_H_
