#include "extractors/other_reading.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

enum class CharacterKind : std::uint8_t { kNumber, kWord, kSign };

CharacterKind KindOf(char32_t code) {
  if ((code >= U'0' && code <= U'9') || code == U'.') {
    return CharacterKind::kNumber;
  }
  const bool latin = (code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z');
  return latin || IsHan(code) ? CharacterKind::kWord : CharacterKind::kSign;
}

// One character to be compared: as it is, and folded.
struct Keyed {
  char32_t code = 0;
  std::string key;
};

Keyed KeyOf(char32_t code) {
  std::string text;
  AppendUtf8(code, text);
  return {code, FoldKey(text)};
}

// White space is no reading.
std::vector<Keyed> KeysOf(std::string_view text) {
  std::vector<Keyed> keys;
  while (!text.empty()) {
    Keyed key = KeyOf(NextCodePoint(text));
    if (!key.key.empty()) {
      keys.push_back(std::move(key));
    }
  }
  return keys;
}

// Which characters of one reading stand for which of another, with as few changes as possible.
class Alignment {
 public:
  Alignment(const std::vector<Keyed>& first, const std::vector<Keyed>& other)
      : first_(first),
        other_(other),
        width_(other.size() + 1),
        costs_((first.size() + 1) * width_, 0) {
    for (std::size_t i = first.size() + 1; i-- > 0;) {
      for (std::size_t j = other.size() + 1; j-- > 0;) {
        costs_[i * width_ + j] = CostFrom(i, j);
      }
    }
  }

  // For each character of the first reading, what the other one has in its place. Requires: the
  // first reading is not empty.
  std::vector<std::u32string> Pieces() const {
    std::vector<std::u32string> pieces(first_.size());
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < first_.size() || j < other_.size()) {
      if (CanPair(i, j) && Cost(i, j) == Cost(i + 1, j + 1) + PairCost(i, j)) {
        pieces[i] += PairCost(i, j) == 0 ? first_[i].code : other_[j].code;
        ++i;
        ++j;
      } else if (i < first_.size() && Cost(i, j) == Cost(i + 1, j) + 1) {
        ++i;
      } else {
        pieces[HomeOf(other_[j].code, i, pieces)] += other_[j].code;
        ++j;
      }
    }
    return pieces;
  }

 private:
  bool CanPair(std::size_t i, std::size_t j) const {
    return i < first_.size() && j < other_.size();
  }
  int PairCost(std::size_t i, std::size_t j) const {
    return first_[i].key == other_[j].key ? 0 : 1;
  }
  int Cost(std::size_t i, std::size_t j) const { return costs_[i * width_ + j]; }

  int CostFrom(std::size_t i, std::size_t j) const {
    if (!CanPair(i, j)) {
      return static_cast<int>(first_.size() - i + other_.size() - j);
    }
    return std::min({Cost(i + 1, j + 1) + PairCost(i, j), Cost(i + 1, j) + 1, Cost(i, j + 1) + 1});
  }

  // A character that the first reading lacks before its character `next` goes with what stands
  // before it, unless it is like what follows and unlike what stands before: a digit with digits.
  std::size_t HomeOf(char32_t code, std::size_t next,
                     const std::vector<std::u32string>& pieces) const {
    if (next == 0 || next == first_.size()) {
      return next == 0 ? 0 : next - 1;
    }
    const CharacterKind kind = KindOf(code);
    const bool follows = kind == KindOf(first_[next].code) && kind != KindOf(first_[next - 1].code);
    return follows || !pieces[next].empty() ? next : next - 1;
  }

  const std::vector<Keyed>& first_;
  const std::vector<Keyed>& other_;
  std::size_t width_;
  std::vector<int> costs_;  // of aligning all from (i, j) on
};

bool Holds(const Rect& box, Point p) {
  return p.x >= box.x0 && p.x <= box.x1 && p.y >= box.top && p.y <= box.bottom;
}

// `codes` side by side in the place of `model`.
void AppendInPlaceOf(const Glyph& model, const std::u32string& codes, std::vector<Glyph>& glyphs) {
  const double width =
      model.box.width() / static_cast<double>(std::max<std::size_t>(codes.size(), 1));
  double x = model.box.x0;
  for (const char32_t code : codes) {
    Glyph glyph = model;
    glyph.code = code;
    glyph.box.x0 = x;
    glyph.box.x1 = x + width;
    x += width;
    glyphs.push_back(glyph);
  }
}

// The other reading of a line in which the first engine saw nothing.
void AppendUnseen(const OcrReading& reading, std::vector<Glyph>& glyphs) {
  Glyph model;
  model.box = reading.box;
  model.font_size = reading.box.height();
  std::u32string codes;
  for (const Keyed& key : KeysOf(reading.other)) {
    codes += key.code;
  }
  AppendInPlaceOf(model, codes, glyphs);
}

class GlyphReplacer {
 public:
  explicit GlyphReplacer(const Page& page)
      : page_(page), claimed_(page.glyphs.size(), false), pieces_(page.glyphs.size()) {}

  void Take(const OcrReading& reading) {
    std::vector<std::size_t> at;
    std::vector<Keyed> first;
    bool printed = false;
    for (std::size_t i = 0; i < page_.glyphs.size(); ++i) {
      if (!Holds(reading.box, page_.glyphs[i].box.center())) {
        continue;
      }
      printed = printed || !IsRead(i);
      if (!claimed_[i] && IsRead(i)) {
        claimed_[i] = true;
        at.push_back(i);
        first.push_back(KeyOf(page_.glyphs[i].code));
      }
    }
    if (at.empty()) {
      if (!printed) {
        AppendUnseen(reading, unseen_);
      }
      return;
    }
    const std::vector<Keyed> other = KeysOf(reading.other);
    std::vector<std::u32string> pieces = Alignment(first, other).Pieces();
    for (std::size_t i = 0; i < at.size(); ++i) {
      pieces_[at[i]] = std::move(pieces[i]);
    }
  }

  std::vector<Glyph> Replaced() const {
    std::vector<Glyph> glyphs;
    glyphs.reserve(page_.glyphs.size());
    for (std::size_t i = 0; i < page_.glyphs.size(); ++i) {
      if (claimed_[i]) {
        AppendInPlaceOf(page_.glyphs[i], pieces_[i], glyphs);
      } else {
        glyphs.push_back(page_.glyphs[i]);
      }
    }
    glyphs.insert(glyphs.end(), unseen_.begin(), unseen_.end());
    return glyphs;
  }

 private:
  // False for what the text layer says.
  bool IsRead(std::size_t glyph) const {
    return page_.origin == TextOrigin::kOcr || page_.glyphs[glyph].origin == TextOrigin::kOcr;
  }

  const Page& page_;
  std::vector<bool> claimed_;           // the glyph belongs to a line in doubt
  std::vector<std::u32string> pieces_;  // what the other engine read in its place
  std::vector<Glyph> unseen_;
};

}  // namespace

std::vector<Glyph> OtherGlyphs(const Page& page) {
  const auto in_doubt = [](const OcrReading& reading) { return !reading.other.empty(); };
  if (std::none_of(page.readings.begin(), page.readings.end(), in_doubt)) {
    return {};
  }
  GlyphReplacer replacer(page);
  for (const OcrReading& reading : page.readings) {
    if (in_doubt(reading)) {
      replacer.Take(reading);
    }
  }
  return replacer.Replaced();
}

void AppendReading(std::string_view more, const std::optional<std::string>& more_other,
                   std::string& text, std::optional<std::string>& other) {
  if (other.has_value() || more_other.has_value()) {
    other = other.value_or(text) + more_other.value_or(std::string(more));
  }
  text += more;
}

}  // namespace zhibiao
