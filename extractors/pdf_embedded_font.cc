#include "extractors/pdf_embedded_font.h"

#include <array>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <ft2build.h>

#include FT_FREETYPE_H
#include FT_CID_H

#include "extractors/pdf_symbols.h"

namespace zhibiao {
namespace {

// Of several characters that share a glyph, which one is printed: an ideograph before the radical
// that looks the same, and anything before a private code.
int Preference(char32_t code) {
  if (IsPrivateUse(code) || !IsTextCharacter(code)) {
    return 3;
  }
  const bool radical = code >= 0x2E80 && code < 0x2FE0;
  const bool compatibility = (code >= 0xF900 && code < 0xFB00) || code == 0xA0 || code == 0xAD;
  return radical || compatibility ? 2 : 1;
}

}  // namespace

struct PdfEmbeddedFont::Impl {
  std::vector<unsigned char> bytes;  // FreeType reads from it as long as `face` lives
  FT_Library library = nullptr;
  FT_Face face = nullptr;
  std::unordered_map<unsigned, char32_t> characters;  // by glyph
  std::unordered_map<unsigned, unsigned> glyphs;      // by CID, of a CID-keyed font

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  Impl(Impl&&) = delete;
  Impl& operator=(Impl&&) = delete;
  ~Impl() {
    if (face != nullptr) {
      FT_Done_Face(face);
    }
    if (library != nullptr) {
      FT_Done_FreeType(library);
    }
  }

  void ReadCharacters() {
    if (FT_Select_Charmap(face, FT_ENCODING_UNICODE) != 0) {
      return;
    }
    FT_UInt glyph = 0;
    FT_ULong code = FT_Get_First_Char(face, &glyph);
    while (glyph != 0) {
      const auto character = static_cast<char32_t>(code);
      const auto [entry, is_new] = characters.emplace(glyph, character);
      if (!is_new && Preference(character) < Preference(entry->second)) {
        entry->second = character;
      }
      code = FT_Get_Next_Char(face, code, &glyph);
    }
  }

  void ReadCids() {
    if (!FT_IS_CID_KEYED(face)) {
      return;
    }
    for (FT_Long glyph = 0; glyph < face->num_glyphs; ++glyph) {
      FT_UInt cid = 0;
      if (FT_Get_CID_From_Glyph_Index(face, static_cast<FT_UInt>(glyph), &cid) == 0) {
        glyphs.emplace(cid, static_cast<unsigned>(glyph));
      }
    }
  }
};

PdfEmbeddedFont::PdfEmbeddedFont(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PdfEmbeddedFont::~PdfEmbeddedFont() = default;

std::unique_ptr<PdfEmbeddedFont> PdfEmbeddedFont::Open(std::vector<unsigned char> bytes) {
  auto impl = std::make_unique<Impl>();
  impl->bytes = std::move(bytes);
  if (FT_Init_FreeType(&impl->library) != 0 ||
      FT_New_Memory_Face(impl->library, impl->bytes.data(),
                         static_cast<FT_Long>(impl->bytes.size()), 0, &impl->face) != 0) {
    return nullptr;
  }
  impl->ReadCharacters();
  impl->ReadCids();
  return std::unique_ptr<PdfEmbeddedFont>(new PdfEmbeddedFont(std::move(impl)));
}

unsigned PdfEmbeddedFont::GlyphOfCid(unsigned cid) const {
  if (impl_->glyphs.empty()) {
    return cid;
  }
  const auto found = impl_->glyphs.find(cid);
  return found == impl_->glyphs.end() ? 0 : found->second;
}

char32_t PdfEmbeddedFont::CharacterOfGlyph(unsigned glyph) const {
  const auto found = impl_->characters.find(glyph);
  return found == impl_->characters.end() ? 0 : found->second;
}

std::string PdfEmbeddedFont::NameOfGlyph(unsigned glyph) const {
  std::array<char, 128> name{};
  if (!FT_HAS_GLYPH_NAMES(impl_->face) ||
      FT_Get_Glyph_Name(impl_->face, glyph, name.data(), static_cast<FT_UInt>(name.size())) != 0) {
    return {};
  }
  return name.data();
}

unsigned PdfEmbeddedFont::GlyphOfName(const std::string& name) const {
  return FT_Get_Name_Index(impl_->face, const_cast<char*>(name.c_str()));  // NOLINT: FreeType's API
}

std::string PdfEmbeddedFont::CidCollection() const {
  const char* registry = nullptr;
  const char* ordering = nullptr;
  FT_Int supplement = 0;
  if (impl_->glyphs.empty() ||
      FT_Get_CID_Registry_Ordering_Supplement(impl_->face, &registry, &ordering, &supplement) !=
          0 ||
      registry == nullptr || ordering == nullptr) {
    return {};
  }
  return std::string(registry) + "-" + ordering;
}

bool PdfEmbeddedFont::IsBlank(unsigned glyph) const {
  if (FT_Load_Glyph(impl_->face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING) != 0) {
    return false;
  }
  const FT_GlyphSlot slot = impl_->face->glyph;
  return slot->format == FT_GLYPH_FORMAT_OUTLINE && slot->outline.n_contours == 0;
}

}  // namespace zhibiao
