// The fonts of one document: which character each code is, read once per font and kept from page to
// page.
#ifndef EXTRACTORS_PDF_FONTS_H_
#define EXTRACTORS_PDF_FONTS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

class GfxFont;  // Poppler's, as are the next ones
class Object;
class XRef;

namespace zhibiao {

class PdfEmbeddedFont;

// The character that stands for a glyph nobody can name.
constexpr char32_t kUnmappedCharacter = 0xFFFD;

// Vertical measures of a font, in ems from the base line.
struct PdfFontMetrics {
  double ascent = 0.88;  // what most Chinese fonts have
  double descent = -0.12;
  double em = 1;  // what the em is in units of the font size: not 1 only in some Type 3 fonts
  bool upside_down = false;  // a Type 3 font whose glyphs are drawn with y growing downwards
};

// A code as Poppler hands it to an output device.
struct PdfCharCode {
  unsigned code = 0;               // CID in a CID font, else the byte
  const unsigned* text = nullptr;  // what Poppler takes it for
  int text_length = 0;
};

class PdfFont {
 public:
  // `full` may be null: nothing is known of the font then.
  PdfFont(std::shared_ptr<GfxFont> full, XRef* xref);
  ~PdfFont();
  PdfFont(const PdfFont&) = delete;
  PdfFont& operator=(const PdfFont&) = delete;
  PdfFont(PdfFont&&) = delete;
  PdfFont& operator=(PdfFont&&) = delete;

  const PdfFontMetrics& metrics() const { return metrics_; }
  // The characters that the glyph shows. Empty: it shows nothing and is no text (a control
  // character). U+FFFD: it shows something that neither the PDF nor the font file names.
  // `reduced`: `c` comes from a reduced copy of the font, which knows no characters.
  // The view lives until the next call.
  std::u32string_view TextOf(const PdfCharCode& c, bool reduced);

 private:
  std::u32string Decode(const PdfCharCode& c, bool reduced);
  std::u32string AsMapped(const PdfCharCode& c, bool reduced) const;
  bool MappingIsReliable(unsigned code) const;
  void OpenEmbedded();
  unsigned GlyphOf(unsigned code);
  char32_t FromFontFile(unsigned code);
  bool ShowsNothing(unsigned code);

  std::shared_ptr<GfxFont> full_;
  XRef* xref_;
  PdfFontMetrics metrics_;
  bool always_reliable_ = false;
  bool embedded_tried_ = false;
  std::unique_ptr<PdfEmbeddedFont> embedded_;
  std::vector<int> simple_glyphs_;  // by code, of an embedded 8-bit TrueType font
  std::unordered_map<unsigned, std::u32string> decoded_;
};

class PdfFonts {
 public:
  explicit PdfFonts(XRef* xref);
  ~PdfFonts();
  PdfFonts(const PdfFonts&) = delete;
  PdfFonts& operator=(const PdfFonts&) = delete;
  PdfFonts(PdfFonts&&) = delete;
  PdfFonts& operator=(PdfFonts&&) = delete;

  // A copy of a page's resources in which fonts hold only what the interpreter needs to advance:
  // Poppler builds every font of a page anew, and reading its character maps, encodings and font
  // file is most of the work on many files. The same resources where nothing can be saved.
  Object ReducedResources(const Object& resources);

  struct Use {
    std::shared_ptr<PdfFont> font;
    bool reduced = false;
  };
  // The font that Poppler's `font` (perhaps a reduced one) stands for.
  Use Find(const std::shared_ptr<GfxFont>& font);

 private:
  struct Entry;

  Entry& EntryOf(int number, int generation);
  void MakeRoom();

  XRef* xref_;
  std::unordered_map<std::uint64_t, std::unique_ptr<Entry>>
      entries_;             // by object number and generation
  std::size_t weight_ = 0;  // of the fonts held: bounds memory on files with a font per page
};

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_FONTS_H_
