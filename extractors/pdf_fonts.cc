#include "extractors/pdf_fonts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "extractors/pdf_embedded_font.h"
#include "extractors/pdf_poppler_compat.h"
#include "extractors/pdf_symbols.h"

namespace zhibiao {
namespace {

// Base name of a reduced font: the number and generation of the real one follow.
constexpr std::string_view kReducedMark = "zhibiao-reduced-";

constexpr std::size_t kCidFontWeight = 64;  // a CID font's character map may hold 64k entries
constexpr std::size_t kMaxWeight = 4096;
constexpr std::size_t kMaxFontFile = std::size_t{64} << 20;

bool IsCid(const GfxFont& font) {
  return font.isCIDFont();
}

bool IsTrueType(GfxFontType type) {
  return type == fontTrueType || type == fontTrueTypeOT || type == fontCIDType2 ||
         type == fontCIDType2OT;
}

bool IsEmbedded(const GfxFont& font) {
  Ref file = Ref::INVALID();
  return font.getEmbeddedFontID(&file);
}

// Shown as nothing and meant as nothing: marks that steer the layout of a line.
bool IsFormat(char32_t code) {
  return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x2064) || code == 0xFEFF;
}

bool IsBlankControl(char32_t code) {
  return code == '\t' || code == '\n' || code == '\r';
}

bool IsKnown(char32_t code) {
  return IsTextCharacter(code) && !IsPrivateUse(code) && code != kUnmappedCharacter;
}

std::u32string ShownOf(const std::u32string& mapped) {
  std::u32string shown;
  std::copy_if(mapped.begin(), mapped.end(), std::back_inserter(shown),
               [](char32_t code) { return IsKnown(code) && !IsFormat(code); });
  return shown;
}

// Maps to something, but to nothing that shows.
bool MeansNothing(const std::u32string& mapped) {
  return !mapped.empty() && std::all_of(mapped.begin(), mapped.end(), [](char32_t code) {
    return IsFormat(code) || IsBlankControl(code);
  });
}

char32_t CharacterOfName(const std::string& name) {
  if (name.empty() || name == ".notdef") {
    return 0;
  }
  if (const char32_t code = CharacterOfCodeName(name); code != 0) {
    return code;
  }
  const char32_t listed = globalParams->mapNameToUnicodeText(name.c_str());
  const std::size_t dot = name.find('.');
  if (listed != 0 || dot == std::string::npos || dot == 0) {
    return listed;
  }
  return globalParams->mapNameToUnicodeText(name.substr(0, dot).c_str());
}

std::u32string CharactersOf(const unsigned* text, int length) {
  std::u32string out;
  for (int i = 0; i < length; ++i) {
    out.push_back(static_cast<char32_t>(text[i]));
  }
  return out;
}

// What the font object itself says of a code.
std::u32string Ask(const GfxFont& font, unsigned code) {
  const char bytes[] = {static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
  const bool wide = IsCid(font);
  CharCode unused_code = 0;
  const Unicode* text = nullptr;
  int length = 0;
  double unused = 0;
  font.getNextChar(wide ? bytes : bytes + 1, wide ? 2 : 1, &unused_code, &text, &length, &unused,
                   &unused, &unused, &unused);
  return text == nullptr ? std::u32string() : CharactersOf(text, length);
}

Object Name(const char* name) {
  return Object(objName, name);
}

Object SystemInfo(XRef* xref, const std::string& registry, const std::string& ordering) {
  Object system(new Dict(xref));
  system.dictAdd("Registry", PdfStringObject(registry));
  system.dictAdd("Ordering", PdfStringObject(ordering));
  system.dictAdd("Supplement", Object(0));
  return system;
}

// A font that only knows the characters of a CID collection such as "Adobe-GB1".
std::unique_ptr<GfxFont> CollectionFont(XRef* xref, const std::string& collection) {
  const std::size_t dash = collection.find('-');
  Object descendant(new Dict(xref));
  descendant.dictAdd("Subtype", Name("CIDFontType0"));
  descendant.dictAdd("CIDSystemInfo",
                     SystemInfo(xref, collection.substr(0, dash), collection.substr(dash + 1)));
  Object descendants(new Array(xref));
  descendants.arrayAdd(std::move(descendant));
  Object font(new Dict(xref));
  font.dictAdd("Subtype", Name("Type0"));
  font.dictAdd("Encoding", Name("Identity-H"));
  font.dictAdd("DescendantFonts", std::move(descendants));
  std::unique_ptr<GfxFont> made = GfxFont::makeFont(xref, "C", Ref::INVALID(), font.getDict());
  return made && made->isOk() ? std::move(made) : nullptr;
}

PdfFontMetrics MetricsOf(const GfxFont& font) {
  PdfFontMetrics metrics;
  if (font.getType() == fontType3) {
    // Its em is whatever the one who made it liked; the box around all glyphs tells.
    const double* matrix = font.getFontMatrix();
    const double* box = font.getFontBBox();
    const double height = std::abs((box[3] - box[1]) * matrix[3]);
    metrics.upside_down = matrix[3] < 0;
    if (height > 0 && (height < 0.3 || height > 3)) {
      metrics.em = height;
    }
    return metrics;
  }
  const double height = font.getAscent() - font.getDescent();
  const bool poppler_default = font.getAscent() == 0.95 && font.getDescent() == -0.35;
  if (!poppler_default && font.getAscent() > 0.5 && font.getDescent() < 0 && height > 0.85 &&
      height < 1.15) {
    metrics.ascent = font.getAscent();
    metrics.descent = font.getDescent();
  }
  return metrics;
}

// True where the characters that Poppler gives for any code of the font are what the PDF says, and
// not what Poppler made up for want of better.
bool IsAlwaysReliable(const GfxFont& font) {
  if (font.hasToUnicodeCMap()) {
    return true;
  }
  if (IsCid(font)) {
    const GooString* collection = static_cast<const GfxCIDFont&>(font).getCollection();
    return collection != nullptr && collection->cmp("Adobe-Identity") != 0;
  }
  return !IsEmbedded(font) && font.getType() != fontType3;
}

}  // namespace

PdfFont::PdfFont(std::shared_ptr<GfxFont> full, XRef* xref) : full_(std::move(full)), xref_(xref) {
  if (full_) {
    metrics_ = MetricsOf(*full_);
    always_reliable_ = IsAlwaysReliable(*full_);
  }
}

PdfFont::~PdfFont() = default;

std::u32string_view PdfFont::TextOf(const PdfCharCode& c, bool reduced) {
  const auto [entry, is_new] = decoded_.try_emplace(c.code);
  if (is_new) {
    entry->second = Decode(c, reduced);
  }
  return entry->second;
}

std::u32string PdfFont::AsMapped(const PdfCharCode& c, bool reduced) const {
  if (!full_) {
    return {};
  }
  std::u32string text = reduced ? Ask(*full_, c.code) : CharactersOf(c.text, c.text_length);
  for (char32_t& code : text) {
    if (IsPrivateUse(code)) {
      const char32_t sign = CharacterOfSymbol(full_->getName().value_or(""), code);
      code = sign != 0 ? sign : code;
    }
  }
  return text;
}

bool PdfFont::MappingIsReliable(unsigned code) const {
  if (always_reliable_ || !full_ || IsCid(*full_)) {
    return always_reliable_;
  }
  const auto& simple = static_cast<const Gfx8BitFont&>(*full_);
  if (IsTrueType(simple.getType()) && simple.isSymbolic() && !simple.getHasEncoding()) {
    return false;
  }
  const char* name = code < 256 ? simple.getCharName(static_cast<int>(code)) : nullptr;
  return name != nullptr && CharacterOfName(name) != 0;
}

std::u32string PdfFont::Decode(const PdfCharCode& c, bool reduced) {
  std::u32string mapped = AsMapped(c, reduced);
  if (MappingIsReliable(c.code)) {
    std::u32string shown = ShownOf(mapped);
    if (!shown.empty() || MeansNothing(mapped)) {
      return shown;
    }
  }
  if (const char32_t code = FromFontFile(c.code); code != 0) {
    return {code};
  }
  if (ShowsNothing(c.code)) {
    return {};
  }
  // Simple TrueType fonts without an encoding mostly mean ASCII where they use its codes.
  const bool ascii = full_ && full_->getType() == fontTrueType && c.code > 0x20 && c.code < 0x7F;
  if (ascii && mapped.size() == 1 && mapped.front() == c.code) {
    return mapped;
  }
  return {kUnmappedCharacter};
}

void PdfFont::OpenEmbedded() {
  if (embedded_tried_ || !full_) {
    return;
  }
  embedded_tried_ = true;
  if (!IsEmbedded(*full_)) {
    return;
  }
  std::optional<std::vector<unsigned char>> bytes = full_->readEmbFontFile(xref_);
  if (!bytes || bytes->empty() || bytes->size() > kMaxFontFile) {
    return;
  }
  if (!IsCid(*full_) && IsTrueType(full_->getType())) {
    const std::unique_ptr<FoFiTrueType> file =
        FoFiTrueType::make(bytes->data(), static_cast<int>(bytes->size()), 0);
    if (file) {
      simple_glyphs_ = PdfSimpleGlyphs(static_cast<Gfx8BitFont&>(*full_), *file);
    }
  }
  embedded_ = PdfEmbeddedFont::Open(std::move(*bytes));
}

// Requires: embedded_. 0 where the font has no glyph for it.
unsigned PdfFont::GlyphOf(unsigned code) {
  if (IsCid(*full_)) {
    const auto& font = static_cast<const GfxCIDFont&>(*full_);
    if (!IsTrueType(font.getType())) {
      return embedded_->GlyphOfCid(code);
    }
    const unsigned length = font.getCIDToGIDLen();
    if (length == 0) {
      return code;
    }
    return code < length ? static_cast<unsigned>(font.getCIDToGID()[code]) : 0;
  }
  if (code < simple_glyphs_.size()) {
    return static_cast<unsigned>(std::max(0, simple_glyphs_[code]));
  }
  const char* name =
      code < 256 ? static_cast<const Gfx8BitFont&>(*full_).getCharName(static_cast<int>(code))
                 : nullptr;
  return name == nullptr ? 0 : embedded_->GlyphOfName(name);
}

char32_t PdfFont::FromFontFile(unsigned code) {
  OpenEmbedded();
  if (!embedded_) {
    return 0;
  }
  const unsigned glyph = GlyphOf(code);
  if (glyph == 0) {
    return 0;
  }
  const char32_t character = embedded_->CharacterOfGlyph(glyph);
  if (IsKnown(character)) {
    return character;
  }
  if (const char32_t sign = CharacterOfSymbol(full_->getName().value_or(""), character);
      sign != 0) {
    return sign;
  }
  if (const char32_t named = CharacterOfName(embedded_->NameOfGlyph(glyph)); IsKnown(named)) {
    return named;
  }
  const std::string collection = embedded_->CidCollection();
  if (collection.empty() || collection == "Adobe-Identity") {
    return 0;
  }
  const std::unique_ptr<GfxFont> font = CollectionFont(xref_, collection);
  const std::u32string text = font ? Ask(*font, code) : std::u32string();
  return text.size() == 1 && IsKnown(text.front()) ? text.front() : 0;
}

bool PdfFont::ShowsNothing(unsigned code) {
  OpenEmbedded();
  const unsigned glyph = embedded_ ? GlyphOf(code) : 0;
  return glyph != 0 && embedded_->IsBlank(glyph);
}

// A font of the document.
struct PdfFonts::Entry {
  std::shared_ptr<PdfFont> font;
  Object reduced;  // a dictionary; null where the font cannot be reduced
};

namespace {

void Copy(const Object& from, const char* key, Object& to) {
  Object value = from.dictLookup(key);
  if (!value.isNull()) {
    to.dictAdd(key, std::move(value));
  }
}

// Only with an identity encoding: the codes of others take more than this to be read.
bool ReduceComposite(XRef* xref, const Object& real, Object& reduced) {
  const Object encoding = real.dictLookup("Encoding");
  const Object descendants = real.dictLookup("DescendantFonts");
  const bool across = encoding.isName("Identity-H");
  if ((!across && !encoding.isName("Identity-V")) || !descendants.isArray()) {
    return false;
  }
  const Object real_descendant = descendants.arrayGet(0);
  if (!real_descendant.isDict()) {
    return false;
  }
  Object descendant(new Dict(xref));
  descendant.dictAdd("Subtype", Name("CIDFontType2"));
  descendant.dictAdd("CIDSystemInfo", SystemInfo(xref, "Adobe", "Identity"));
  for (const char* key : {"DW", "W", "DW2", "W2"}) {
    Copy(real_descendant, key, descendant);
  }
  Object reduced_descendants(new Array(xref));
  reduced_descendants.arrayAdd(std::move(descendant));
  reduced.dictAdd("Subtype", Name("Type0"));
  reduced.dictAdd("Encoding", Name(across ? "Identity-H" : "Identity-V"));
  reduced.dictAdd("DescendantFonts", std::move(reduced_descendants));
  return true;
}

bool ReduceSimple(XRef* xref, const Object& real, const Object& subtype, Object& reduced) {
  if (!subtype.isName() || !real.dictLookup("Widths").isArray()) {
    return false;  // widths come from the font's name
  }
  reduced.dictAdd("Subtype", Name(subtype.getName()));
  for (const char* key : {"FirstChar", "LastChar", "Widths", "FontMatrix", "FontBBox"}) {
    Copy(real, key, reduced);
  }
  const Object descriptor = real.dictLookup("FontDescriptor");
  if (descriptor.isDict()) {
    Object missing(new Dict(xref));
    Copy(descriptor, "MissingWidth", missing);
    reduced.dictAdd("FontDescriptor", std::move(missing));
  }
  if (subtype.isName("Type3")) {
    reduced.dictAdd("CharProcs", Object(new Dict(xref)));
  }
  return true;
}

Object ReducedFont(XRef* xref, const Object& real, Ref ref) {
  Object reduced(new Dict(xref));
  const std::string mark =
      std::string(kReducedMark) + std::to_string(ref.num) + "-" + std::to_string(ref.gen);
  reduced.dictAdd("BaseFont", Name(mark.c_str()));
  const Object subtype = real.dictLookup("Subtype");
  const bool done = subtype.isName("Type0") ? ReduceComposite(xref, real, reduced)
                                            : ReduceSimple(xref, real, subtype, reduced);
  return done ? std::move(reduced) : Object(objNull);
}

// The object number and generation in the name of a reduced font.
std::optional<Ref> RealFont(const GfxFont& font) {
  const std::string name = font.getName().value_or("");
  if (name.compare(0, kReducedMark.size(), kReducedMark) != 0) {
    return std::nullopt;
  }
  const char* end = name.data() + name.size();
  Ref ref = Ref::INVALID();
  const auto [dash, bad_number] = std::from_chars(name.data() + kReducedMark.size(), end, ref.num);
  if (bad_number != std::errc() || dash == end || *dash != '-' ||
      std::from_chars(dash + 1, end, ref.gen).ec != std::errc()) {
    return std::nullopt;
  }
  return ref;
}

std::uint64_t KeyOf(int number, int generation) {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(number)) << 32) |
         static_cast<std::uint32_t>(generation);
}

}  // namespace

PdfFonts::PdfFonts(XRef* xref) : xref_(xref) {}
PdfFonts::~PdfFonts() = default;

void PdfFonts::MakeRoom() {
  if (weight_ > kMaxWeight) {
    entries_.clear();
    weight_ = 0;
  }
}

PdfFonts::Entry& PdfFonts::EntryOf(int number, int generation) {
  const auto [found, is_new] = entries_.try_emplace(KeyOf(number, generation));
  if (!is_new) {
    return *found->second;
  }
  found->second = std::make_unique<Entry>();
  Entry& entry = *found->second;
  const Ref ref = {number, generation};
  const Object real = Object(ref).fetch(xref_);
  std::shared_ptr<GfxFont> full;
  if (real.isDict()) {
    full = GfxFont::makeFont(xref_, "F", ref, real.getDict());
    entry.reduced = ReducedFont(xref_, real, ref);
  }
  weight_ += full && IsCid(*full) ? kCidFontWeight : 1;
  entry.font = std::make_shared<PdfFont>(full && full->isOk() ? full : nullptr, xref_);
  return entry;
}

Object PdfFonts::ReducedResources(const Object& resources) {
  const Object fonts = resources.isDict() ? resources.dictLookup("Font") : Object(objNull);
  if (!fonts.isDict() || fonts.dictGetLength() == 0) {
    return resources.copy();
  }
  MakeRoom();
  Object reduced_fonts(new Dict(xref_));
  for (int i = 0; i < fonts.dictGetLength(); ++i) {
    const Object& font = fonts.dictGetValNF(i);
    const Object* reduced =
        font.isRef() ? &EntryOf(font.getRefNum(), font.getRefGen()).reduced : nullptr;
    reduced_fonts.dictAdd(fonts.dictGetKey(i),
                          reduced != nullptr && reduced->isDict() ? reduced->copy() : font.copy());
  }
  Object copy(new Dict(xref_));
  for (int i = 0; i < resources.dictGetLength(); ++i) {
    const std::string key = resources.dictGetKey(i);
    if (key != "Font") {
      copy.dictAdd(key.c_str(), resources.dictGetValNF(i).copy());
    }
  }
  copy.dictAdd("Font", std::move(reduced_fonts));
  return copy;
}

PdfFonts::Use PdfFonts::Find(const std::shared_ptr<GfxFont>& font) {
  if (const std::optional<Ref> real = RealFont(*font)) {
    return {EntryOf(real->num, real->gen).font, true};
  }
  const Ref ref = *font->getID();
  MakeRoom();
  const auto [found, is_new] = entries_.try_emplace(KeyOf(ref.num, ref.gen));
  if (is_new) {
    weight_ += IsCid(*font) ? kCidFontWeight : 1;
    found->second = std::make_unique<Entry>();
    found->second->font = std::make_shared<PdfFont>(font, xref_);
  }
  return {found->second->font, false};
}

}  // namespace zhibiao
