#include "extractors/text_layer_check.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "extractors/line_builder.h"
#include "pipeline/tsv.h"
#include "pipeline/unicode.h"

namespace zhibiao {

std::span<const EmbeddedFile> ExtractorTables();

namespace {

constexpr std::ptrdiff_t kFewForeign = 4;   // letters: fewer may be a name
constexpr std::ptrdiff_t kFewLetters = 30;  // fewer say nothing
constexpr double kLeastCommon = 0.5;        // of the letters; real pages have 0.69 and more
constexpr double kMostOdd = 0.3;            // of all signs and letters
constexpr double kLowerCase = 0.6;          // of the letters of a page in Latin script
constexpr double kLeastVowels = 0.28;       // of the letters of a page in Latin script
constexpr double kMostVowels = 0.5;
constexpr double kExample = 0.8;         // of an example is common
constexpr double kCounterExample = 0.1;  // of a counter-example is
constexpr std::size_t kFewRead = 20;     // characters: they prove nothing
constexpr double kGoodReading = 0.95;    // of another program's characters are what ours reads, too
constexpr double kBeside = 0.5;          // of the height of a line

using CharacterSet = std::unordered_set<char32_t>;

double ShareCommon(const CharacterSet& common, std::string_view text) {
  int all = 0;
  int known = 0;
  while (!text.empty()) {
    ++all;
    known += common.contains(NextCodePoint(text)) ? 1 : 0;
  }
  return all == 0 ? 0 : static_cast<double>(known) / all;
}

Result<CharacterSet> ParseCommon(std::string_view tsv) {
  constexpr const char* kName = "common_characters.tsv";
  ZHIBIAO_TRY(
      const TsvTable table,
      TsvTable::Parse(kName, tsv, {"id", "characters", "example", "counter_example", "source"}));
  CharacterSet common;
  for (const TsvRow& row : table.rows()) {
    std::string_view characters = table.Get(row, "characters");
    while (!characters.empty()) {
      common.insert(NextCodePoint(characters));
    }
  }
  for (const TsvRow& row : table.rows()) {
    if (ShareCommon(common, table.Get(row, "example")) < kExample ||
        ShareCommon(common, table.Get(row, "counter_example")) > kCounterExample) {
      return Status(StatusCode::kInvalidInput, std::string(kName) + ": " + table.Get(row, "id") +
                                                   ": its example or counter-example disproves it");
    }
  }
  return common;
}

const Result<CharacterSet>& CommonCharacters() {
  static const auto kCommon = []() -> Result<CharacterSet> {
    for (const EmbeddedFile& file : ExtractorTables()) {
      if (file.path.ends_with("common_characters.tsv")) {
        return ParseCommon(file.text);
      }
    }
    return Status(StatusCode::kInternal, "common_characters.tsv is not part of this build");
  }();
  return kCommon;
}

// A letter that Chinese forms do not use: ÿ, Ā, ú. Signs that they do use (± × ÷ ° · ² ³ µ …) are
// none.
bool IsForeignLetter(char32_t code) {
  return (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7) || code == 0xAF ||
         code == 0xB4 || code == 0xB8;
}

bool IsLower(char32_t code) {
  return code >= U'a' && code <= U'z';
}

bool IsLatin(char32_t code) {
  return IsLower(code) || (code >= U'A' && code <= U'Z');
}

bool IsVowel(char32_t code) {
  constexpr std::u32string_view kVowels = U"aeiouAEIOU";
  return kVowels.find(code) != std::u32string_view::npos;
}

// Signs of which a text has few: # * { and control characters.
bool IsOddSign(char32_t code) {
  constexpr std::u32string_view kOdd = U"!\"#$&'*+;<=>?@[\\]^`{|}~";
  return code < 0x20 || kOdd.find(code) != std::u32string_view::npos;
}

// Not a letter that could be a Han character in a file whose map is right: private use, scripts
// that Chinese forms do not use.
bool IsOddLetter(char32_t code) {
  return IsForeignLetter(code) || (code >= 0x250 && code < 0x2000) ||
         (code >= 0xA000 && code < 0xF900) || code >= 0x30000;
}

struct Counts {
  std::ptrdiff_t letters = 0;  // Han, Latin, odd
  std::ptrdiff_t common = 0;   // Han
  std::ptrdiff_t latin = 0;
  std::ptrdiff_t lower = 0;
  std::ptrdiff_t vowels = 0;
  std::ptrdiff_t odd_signs = 0;
};

void Count(char32_t code, const CharacterSet& common, Counts& counts) {
  const bool latin = IsLatin(code);
  counts.letters += latin || IsHan(code) || IsOddLetter(code) ? 1 : 0;
  counts.common += common.contains(code) ? 1 : 0;
  counts.latin += latin ? 1 : 0;
  counts.lower += IsLower(code) ? 1 : 0;
  counts.vowels += IsVowel(code) ? 1 : 0;
  counts.odd_signs += IsOddSign(code) ? 1 : 0;
}

Counts CountKinds(const Page& page, const CharacterSet& common) {
  Counts counts;
  for (const Glyph& glyph : page.glyphs) {
    if (!glyph.slanted && glyph.mapped) {
      Count(FoldRadical(glyph.code), common, counts);
    }
  }
  return counts;
}

double Share(std::ptrdiff_t part, std::ptrdiff_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// Most of it is words in Latin script.
bool IsLatinText(const Counts& counts) {
  const double vowels = Share(counts.vowels, counts.latin);
  return Share(counts.latin, counts.letters) >= kLeastCommon && vowels >= kLeastVowels &&
         vowels <= kMostVowels && Share(counts.lower, counts.latin) >= kLowerCase;
}

// The characters of `glyphs` in the line `box` as a reader sees them. Layers of other programs lie
// beside the picture by some part of a character.
std::string TextIn(const std::vector<Glyph>& glyphs, const Rect& box, int page) {
  const double slack = kBeside * box.height();
  const Rect wide = {box.x0 - slack, box.top, box.x1 + slack, box.bottom};
  std::vector<const Glyph*> inside;
  for (const Glyph& glyph : glyphs) {
    if (wide.Contains(glyph.box.center())) {
      inside.push_back(&glyph);
    }
  }
  std::string text;
  for (const TextLine& line : BuildLines(inside, page)) {
    text += line.text;
  }
  return text;
}

std::unordered_map<char32_t, int> CountCharacters(std::string_view text) {
  std::unordered_map<char32_t, int> counts;
  while (!text.empty()) {
    ++counts[NextCodePoint(text)];
  }
  return counts;
}

struct Overlap {
  std::size_t shared = 0;
  std::size_t longer = 0;  // characters of the longer text
};

Overlap OverlapOf(std::string_view a, std::string_view b) {
  std::unordered_map<char32_t, int> counts = CountCharacters(a);
  Overlap overlap;
  std::size_t size_a = 0;
  for (const auto& [code, count] : counts) {
    size_a += static_cast<std::size_t>(count);
  }
  std::size_t size_b = 0;
  while (!b.empty()) {
    ++size_b;
    int& left = counts[NextCodePoint(b)];
    overlap.shared += left > 0 ? 1 : 0;
    --left;
  }
  overlap.longer = std::max(size_a, size_b);
  return overlap;
}

}  // namespace

bool HasForeignLetters(const Page& page) {
  const auto foreign =
      std::count_if(page.glyphs.begin(), page.glyphs.end(),
                    [](const Glyph& glyph) { return IsForeignLetter(glyph.code); });
  return foreign >= kFewForeign &&
         std::any_of(page.glyphs.begin(), page.glyphs.end(),
                     [](const Glyph& glyph) { return IsHan(glyph.code); });
}

std::string WhyDoubtText(const Page& page) {
  if (HasForeignLetters(page)) {
    return "the file takes glyphs for letters that cannot stand here (a broken character map)";
  }
  const Result<CharacterSet>& common = CommonCharacters();
  if (!common.ok()) {
    return {};
  }
  const Counts counts = CountKinds(page, common.value());
  const std::ptrdiff_t all = counts.letters + counts.odd_signs;
  if (all >= kFewLetters && Share(counts.odd_signs, all) > kMostOdd) {
    return "the text layer is made of signs";
  }
  if (counts.letters >= kFewLetters && Share(counts.common, counts.letters) < kLeastCommon &&
      !IsLatinText(counts)) {
    return "the text layer is made of characters that are hardly ever used";
  }
  return {};
}

double Agreement(const std::vector<Glyph>& layer, const Page& read) {
  Overlap all;
  for (const OcrReading& reading : read.readings) {
    const Overlap overlap =
        OverlapOf(FoldKey(reading.text), FoldKey(TextIn(layer, reading.box, read.number)));
    all.shared += overlap.shared;
    all.longer += overlap.longer;
  }
  return all.longer < kFewRead ? 0
                               : static_cast<double>(all.shared) / static_cast<double>(all.longer);
}

void AddSecondReading(const std::vector<Glyph>& layer, Page& read) {
  for (OcrReading& reading : read.readings) {
    std::string text = TextIn(layer, reading.box, read.number);
    if (reading.other.empty() && !text.empty() && FoldKey(text) != FoldKey(reading.text)) {
      reading.other = std::move(text);
    }
  }
}

void DoubtByHiddenLayer(const std::vector<Glyph>& hidden, Page& read) {
  std::vector<Glyph> layer;
  std::copy_if(hidden.begin(), hidden.end(), std::back_inserter(layer), [](const Glyph& glyph) {
    return glyph.mapped &&
           (glyph.hidden == GlyphHidden::kInvisible || glyph.hidden == GlyphHidden::kCovered ||
            glyph.hidden == GlyphHidden::kNoContrast);
  });
  if (!layer.empty() && Agreement(layer, read) >= kGoodReading) {
    AddSecondReading(layer, read);
  }
}

Status CheckCommonCharacters() {
  return CommonCharacters().status();
}

}  // namespace zhibiao
