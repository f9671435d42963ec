// What a font file embedded in a PDF says of its glyphs: which characters they are, which are
// blank. The door to FreeType.
#ifndef EXTRACTORS_PDF_EMBEDDED_FONT_H_
#define EXTRACTORS_PDF_EMBEDDED_FONT_H_

#include <memory>
#include <string>
#include <vector>

namespace zhibiao {

class PdfEmbeddedFont {
 public:
  // None where the bytes are no font that can be read. Takes the bytes of the whole file.
  static std::unique_ptr<PdfEmbeddedFont> Open(std::vector<unsigned char> bytes);
  ~PdfEmbeddedFont();
  PdfEmbeddedFont(const PdfEmbeddedFont&) = delete;
  PdfEmbeddedFont& operator=(const PdfEmbeddedFont&) = delete;
  PdfEmbeddedFont(PdfEmbeddedFont&&) = delete;
  PdfEmbeddedFont& operator=(PdfEmbeddedFont&&) = delete;

  // The glyph of a character of a CID-keyed font; `cid` itself in a font that is not CID-keyed.
  unsigned GlyphOfCid(unsigned cid) const;
  // By the font's own Unicode character map; 0 where it says nothing.
  char32_t CharacterOfGlyph(unsigned glyph) const;
  // Such as "uni4E00" or "percent"; empty where the font has none.
  std::string NameOfGlyph(unsigned glyph) const;
  unsigned GlyphOfName(const std::string& name) const;
  // "Adobe-GB1" of a CID-keyed font; empty otherwise.
  std::string CidCollection() const;
  // True where nothing is drawn for it.
  bool IsBlank(unsigned glyph) const;

 private:
  struct Impl;
  explicit PdfEmbeddedFont(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_EMBEDDED_FONT_H_
