// Poppler's private headers, and what differs between its versions. Included by extractors/pdf_*.cc
// only: the private API promises no stability, so every difference we met is bridged here, once.
//
// Written for 22.12 (Debian 12); compiles against 25.03 (Debian 13). Differences are found by
// asking the compiler what the API takes, not by version number.
#ifndef EXTRACTORS_PDF_POPPLER_COMPAT_H_
#define EXTRACTORS_PDF_POPPLER_COMPAT_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <Error.h>
#include <ErrorCodes.h>
#include <Gfx.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <SplashOutputDev.h>
#include <UTF.h>
#include <fofi/FoFiTrueType.h>
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

template <typename Decode>
std::u32string PdfTextStringBy(Decode decode, const std::string& bytes) {
  std::u32string out;
  if constexpr (std::is_invocable_v<Decode, const std::string&>) {
    for (const Unicode code : decode(bytes)) {
      out.push_back(static_cast<char32_t>(code));
    }
  } else {  // until 23
    Unicode* codes = nullptr;
    const int count = decode(bytes, &codes);
    for (int i = 0; i < count; ++i) {
      out.push_back(static_cast<char32_t>(codes[i]));
    }
    gfree(codes);
  }
  return out;
}

// A PDF text string (UTF-16 or PDFDocEncoding) as code points.
inline std::u32string PdfTextString(const GooString& text) {
  return PdfTextStringBy(&TextStringToUCS4, text.toStr());
}

// A string object.
template <typename Obj = Object>
Obj PdfStringObject(const std::string& text) {
  if constexpr (std::is_constructible_v<Obj, GooString*>) {  // until 24
    return Obj(new GooString(text));
  } else {
    return Obj(std::make_unique<GooString>(text));
  }
}

// The glyph of each of the 256 codes of an embedded TrueType font; empty where that is not known.
template <typename Font>
std::vector<int> PdfSimpleGlyphs(Font& font, FoFiTrueType& file) {
  if constexpr (std::is_pointer_v<decltype(font.getCodeToGIDMap(&file))>) {  // until 23
    int* glyphs = font.getCodeToGIDMap(&file);
    std::vector<int> out;
    if (glyphs != nullptr) {
      out.assign(glyphs, glyphs + 256);
      gfree(glyphs);
    }
    return out;
  } else {
    return font.getCodeToGIDMap(&file);
  }
}

// A document in memory, opened without a password. `on_rebuild` is called where the table of
// objects has to be rebuilt. Keeps a pointer to `bytes`.
template <typename Doc = PDFDoc>
std::unique_ptr<Doc> OpenPdfDoc(const std::string& bytes, const std::function<void()>& on_rebuild) {
  auto stream = std::make_unique<MemStream>(bytes.data(), 0, static_cast<Goffset>(bytes.size()),
                                            Object(objNull));
  using Password = std::optional<GooString>;
  using Callback = std::function<void()>;
  const Password none;
  if constexpr (std::is_constructible_v<Doc, BaseStream*, Password, Password, void*, Callback>) {
    return std::make_unique<Doc>(stream.release(), none, none, nullptr, on_rebuild);  // until 23
  } else if constexpr (std::is_constructible_v<Doc, BaseStream*, Password, Password, Callback>) {
    return std::make_unique<Doc>(stream.release(), none, none, on_rebuild);
  } else {
    return std::make_unique<Doc>(std::move(stream), none, none, on_rebuild);
  }
}

// An output device that is told of forms, whichever way Poppler tells it.
template <typename Base, bool kWithObject>
class PdfFormListener : public Base {
 public:
  void beginForm(Ref /*id*/) override { FormBegins(); }
  void endForm(Ref /*id*/) override { FormEnds(); }

 protected:
  virtual void FormBegins() = 0;
  virtual void FormEnds() = 0;
};

template <typename Base>
class PdfFormListener<Base, true> : public Base {  // since 24
 public:
  void beginForm(Object* /*form*/, Ref /*id*/) override { FormBegins(); }
  void endForm(Object* /*form*/, Ref /*id*/) override { FormEnds(); }

 protected:
  virtual void FormBegins() = 0;
  virtual void FormEnds() = 0;
};

template <typename Base>
concept ToldOfFormObjects = requires(Base& device, Object* form, Ref id) {
  device.beginForm(form, id);
};
using PdfOutputDevice = PdfFormListener<OutputDev, ToldOfFormObjects<OutputDev>>;

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_POPPLER_COMPAT_H_
