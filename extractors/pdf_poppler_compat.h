// Poppler's private headers, and what differs between its versions. Included by extractors/pdf_*.cc
// only: the private API has no promise of stability, so every difference is named here, once.
//
// Written for 22.12 (Debian 12); POPPLER_VERSION comes from poppler-config.h.
#ifndef EXTRACTORS_PDF_POPPLER_COMPAT_H_
#define EXTRACTORS_PDF_POPPLER_COMPAT_H_

#include <string>

#include <Annot.h>
#include <CharCodeToUnicode.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <Gfx.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <UTF.h>
#include <fofi/FoFiTrueType.h>
#include <fofi/FoFiType1C.h>
#include <poppler-config.h>
#include <splash/SplashBitmap.h>

namespace zhibiao {

// A page as the file describes it, with what it inherits. Poppler's own Page would need a page
// tree.
struct PdfPageObject {
  int number = 0;  // from 1
  Object dict;
  Object resources;   // a dictionary, or null
  PDFRectangle crop;  // within the media box
  int rotate = 0;     // 0, 90, 180 or 270, clockwise
};

// A PDF text string (UTF-16 or PDFDocEncoding) as code points.
inline std::u32string PdfTextString(const GooString& text) {
  Unicode* codes = nullptr;
  const int count = TextStringToUCS4(text.toStr(), &codes);
  std::u32string out;
  for (int i = 0; i < count; ++i) {
    out.push_back(static_cast<char32_t>(codes[i]));
  }
  gfree(codes);
  return out;
}

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_POPPLER_COMPAT_H_
