#include "pipeline/unicode.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

namespace zhibiao {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kRemoved = 0;  // a code point that leaves nothing behind
constexpr std::size_t kMaxSegment =
    64;  // code points normalised together; longer runs of marks are cut

constexpr bool Between(char32_t code, char32_t first, char32_t last) {
  return code >= first && code <= last;
}

// The unified ideographs of U+2E80..2EF3; 0: there is none.
// Source: EquivalentUnifiedIdeograph.txt of Unicode 15.0.
constexpr std::array<char32_t, 0x74> kRadicals = {
    0x0000,  0x5382,  0x4E5B,  0x4E5A, 0x4E59, 0x4EBB,  0x5182,  0x20628, 0x5200,  0x5202,  0x535C,
    0x353E,  0x5C0F,  0x5C0F,  0x5140, 0x5C23, 0x5C22,  0x21BC2, 0x5DF3,  0x5E7A,  0x5F51,  0x2B739,
    0x5FC4,  0x5FC3,  0x624C,  0x6535, 0x0000, 0x65E1,  0x65E5,  0x6708,  0x6B7A,  0x6BCD,  0x6C11,
    0x6C35,  0x6C3A,  0x706C,  0x722B, 0x722B, 0x4E2C,  0x725B,  0x72AD,  0x738B,  0x24D14, 0x76EE,
    0x793A,  0x793B,  0x25AD7, 0x7CF9, 0x7E9F, 0x7F53,  0x7F52,  0x34C1,  0x5197,  0x2626B, 0x7F8A,
    0x2634C, 0x2634B, 0x8002,  0x8080, 0x807F, 0x8089,  0x26951, 0x8279,  0x8279,  0x8279,  0x864E,
    0x8864,  0x8980,  0x897F,  0x89C1, 0x89D2, 0x278B2, 0x8BA0,  0x8D1D,  0x27FB7, 0x8F66,  0x8FB6,
    0x8FB6,  0x8FB6,  0x9091,  0x9485, 0x9577, 0x9578,  0x957F,  0x95E8,  0x28E0F, 0x961D,  0x96E8,
    0x9752,  0x97E6,  0x9875,  0x98CE, 0x98DE, 0x98DF,  0x2967F, 0x98E0,  0x9963,  0x29810, 0x9A6C,
    0x9AA8,  0x9B3C,  0x9C7C,  0x9E1F, 0x5364, 0x9EA6,  0x9EC4,  0x9EFE,  0x6589,  0x9F50,  0x6B6F,
    0x9F7F,  0x7ADC,  0x9F99,  0x9F9C, 0x4E80, 0x9F9F,
};

// Characters that NFKC would run together with their neighbours and so change a number ("10²" to
// "102", "①95" to "195"), and unit signs that stand in the unit tables as they are.
bool StaysAsItIs(char32_t code) {
  return code == 0xB2 || code == 0xB3 || code == 0xB9 ||
         Between(code, 0xBC, 0xBE) ||                                       // ² ³ ¹ ¼ ½ ¾
         Between(code, 0x2070, 0x209C) || Between(code, 0x2150, 0x215F) ||  // ⁰ ₀ ⅓
         code == 0x2103 || code == 0x2109 || code == 0x2189 ||              // ℃ ℉ ↉
         Between(code, 0x2460, 0x2473) || Between(code, 0x24EA, 0x24FF) ||  // ① ⓪
         Between(code, 0x3251, 0x325F) || Between(code, 0x32B1, 0x32BF) ||  // ㉑ ㊱
         Between(code, 0x3371, 0x33DF);                                     // ㎡ ㎏ ㏊
}

bool IsSpace(char32_t code) {
  return code == ' ' || Between(code, 0x09, 0x0D) || code == 0x85 || code == 0xA0 ||
         code == 0x1680 || Between(code, 0x2000, 0x200A) || code == 0x2028 || code == 0x2029 ||
         code == 0x202F || code == 0x205F || code == 0x3000;
}

// Controls and marks without width: they leave nothing behind.
bool IsInvisible(char32_t code) {
  return code < 0x20 || Between(code, 0x7F, 0x9F) || code == 0xAD ||
         Between(code, 0x200B, 0x200F) || Between(code, 0x202A, 0x202E) ||
         Between(code, 0x2060, 0x2064) || code == 0xFEFF;
}

bool IsHyphen(char32_t code) {
  return Between(code, 0x2010, 0x2015) || code == 0x2212 || code == 0x2043 || code == 0xFE58 ||
         code == 0xFE63 || code == 0xFF0D || code == 0x2500 || code == 0x2501;
}

bool IsTilde(char32_t code) {
  return code == 0x301C || code == 0x3030 || code == 0x223C || code == 0x02DC || code == 0xFF5E;
}

bool IsMiddleDot(char32_t code) {
  return code == 0xB7 || code == 0x2022 || code == 0x2027 || code == 0x2219 || code == 0x22C5 ||
         code == 0x30FB || code == 0xFF65;
}

bool IsDoubleQuote(char32_t code) {
  return Between(code, 0x201C, 0x201F) || Between(code, 0x300C, 0x300F) ||
         Between(code, 0x301D, 0x301F) || code == 0x2033;
}

bool IsSingleQuote(char32_t code) {
  return Between(code, 0x2018, 0x201B) || code == 0x2032;
}

bool IsOpenBracket(char32_t code) {  // 【 〔 〖 〘 〚
  return code == 0x3010 || code == 0x3014 || code == 0x3016 || code == 0x3018 || code == 0x301A;
}

// ！..｝ but for －, which is a hyphen.
bool IsFullWidth(char32_t code) {
  return Between(code, 0xFF01, 0xFF5D) && code != 0xFF0D;
}

char32_t ToHalfWidth(char32_t code) {
  return code - 0xFEE0;
}

// One kind of hyphen, tilde, quote and bracket; radicals to ideographs; kRemoved: nothing.
char32_t FoldOne(char32_t code) {
  if (IsFullWidth(code)) {
    return ToHalfWidth(code);
  }
  if (IsInvisible(code)) {
    return kRemoved;
  }
  if (IsHyphen(code)) {
    return '-';
  }
  if (IsTilde(code)) {
    return '~';
  }
  if (IsMiddleDot(code)) {
    return 0xB7;
  }
  if (IsDoubleQuote(code)) {
    return '"';
  }
  if (IsSingleQuote(code)) {
    return '\'';
  }
  if (IsOpenBracket(code)) {
    return '[';
  }
  if (IsOpenBracket(code - 1)) {
    return ']';
  }
  return FoldRadical(code);
}

// Code points that FoldOne leaves alone and NFKC does too: nothing to look up.
bool NeedsNoFold(char32_t code) {
  return Between(code, 0x4E00, 0x9FFF) || Between(code, 0x21, 0x7E) ||
         Between(code, 0x2264, 0x2267) ||  // ≤ ≥ ≦ ≧
         Between(code, 0x3001, 0x3002) || Between(code, 0x3008, 0x300B);
}

const UNormalizer2* Nfkc() {
  static const UNormalizer2* const kInstance = [] {
    UErrorCode error = U_ZERO_ERROR;
    return unorm2_getNFKCInstance(&error);
  }();
  return kInstance;
}

bool IsContinuation(unsigned char byte) {
  return (byte & 0xC0U) == 0x80U;
}

// The bytes of the character at text[at] where it is one of those that make up most texts and no
// fold changes: printable ASCII, U+4E00..9FFF. 0: another one.
std::size_t PlainSize(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (byte(0) < 0x80) {
    return Between(byte(0), 0x21, 0x7E) ? 1 : 0;
  }
  const bool han = text.size() - at >= 3 &&
                   Between(static_cast<char32_t>(byte(0) << 8 | byte(1)), 0xE4B8, 0xE9BF) &&
                   IsContinuation(byte(1)) && IsContinuation(byte(2));
  return han ? 3 : 0;
}

// Bytes at the start of `text` that no fold changes: most of most texts.
std::size_t PlainRun(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (const std::size_t size = PlainSize(text, at); size > 0) {
      at += size;
      continue;
    }
    std::string_view next = text.substr(at);
    if (!NeedsNoFold(NextCodePoint(next))) {
      break;
    }
    at = text.size() - next.size();
  }
  return at;
}

// Writes folded code points, each with the raw byte from which it was made.
class Folder {
 public:
  Folder(std::string_view raw, bool keep_spaces) : raw_(raw), keep_spaces_(keep_spaces) {
    out_.text.reserve(raw.size());
  }

  void WantOffsets() {
    want_offsets_ = true;
    out_.offsets.reserve(raw_.size() + 1);
  }

  // After Run(): a mark stands by itself in the folded text.
  bool left_marks() const { return left_marks_; }

  FoldedText Run() {
    std::string_view rest = raw_;
    while (!rest.empty()) {
      if (const std::size_t run = PlainRun(rest); run > 0) {
        PutRun(run, raw_.size() - rest.size());
        rest.remove_prefix(run);
        continue;
      }
      const auto at = static_cast<std::uint32_t>(raw_.size() - rest.size());
      const char32_t code = NextCodePoint(rest);
      if (IsFullWidth(code)) {  // （ ， ％: most of what there is to fold
        Put(ToHalfWidth(code), at);
      } else if (IsSpace(code)) {
        PutSpace(at);
      } else if (!StaysAsItIs(code)) {
        PutFolded(code, at, rest);
      } else {
        Put(code, at);
      }
    }
    if (want_offsets_) {
      out_.offsets.push_back(static_cast<std::uint32_t>(raw_.size()));
    }
    return std::move(out_);
  }

 private:
  void Put(char32_t code, std::uint32_t at) {
    const std::size_t before = out_.text.size();
    if (code < 0x80) {
      out_.text.push_back(static_cast<char>(code));
    } else {
      AppendUtf8(code, out_.text);
    }
    if (want_offsets_) {
      out_.offsets.insert(out_.offsets.end(), out_.text.size() - before, at);
    }
  }

  // Copies a plain run; each byte of a character points at its first.
  void PutRun(std::size_t run, std::size_t at) {
    out_.text.append(raw_.substr(at, run));
    if (!want_offsets_) {
      return;
    }
    std::size_t end = out_.offsets.size();
    out_.offsets.resize(end + run);
    std::size_t start = at;
    for (std::size_t i = at; i < at + run; ++i) {
      start = IsContinuation(static_cast<unsigned char>(raw_[i])) ? start : i;
      out_.offsets[end++] = static_cast<std::uint32_t>(start);
    }
  }

  void PutSpace(std::uint32_t at) {
    if (keep_spaces_ && (out_.text.empty() || out_.text.back() != ' ')) {
      Put(' ', at);
    }
  }

  void PutFolded(char32_t code, std::uint32_t at, std::string_view& rest) {
    const char32_t folded = FoldOne(code);
    if (folded == kRemoved) {
      return;
    }
    if (folded != code || code < 0x80) {
      Put(folded, at);
    } else {
      PutNormalized(code, at, rest);
    }
  }

  // `code` and the marks that follow it, through NFKC.
  void PutNormalized(char32_t code, std::uint32_t at, std::string_view& rest) {
    std::array<UChar, 2 * kMaxSegment + 2> source{};
    std::int32_t length = 0;
    U16_APPEND_UNSAFE(source.data(), length, code);
    std::string_view ahead = rest;
    while (!rest.empty() && length < static_cast<std::int32_t>(2 * kMaxSegment)) {
      const char32_t next = NextCodePoint(ahead);
      if (next < 0x300 || unorm2_hasBoundaryBefore(Nfkc(), static_cast<UChar32>(next)) != 0) {
        break;
      }
      U16_APPEND_UNSAFE(source.data(), length, next);
      rest = ahead;
    }
    std::array<UChar, 20 * kMaxSegment> target{};  // NFKC makes at most 18 of one code point
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t made = unorm2_normalize(Nfkc(), source.data(), length, target.data(),
                                               static_cast<std::int32_t>(target.size()), &error);
    if (U_FAILURE(error) != 0) {
      Put(code, at);
      return;
    }
    for (std::int32_t i = 0; i < made;) {
      UChar32 part = 0;
      U16_NEXT_UNSAFE(target.data(), i, part);
      left_marks_ = left_marks_ || unorm2_hasBoundaryBefore(Nfkc(), part) == 0;
      PutPart(FoldOne(static_cast<char32_t>(part)), at);
    }
  }

  void PutPart(char32_t code, std::uint32_t at) {
    if (IsSpace(code)) {
      PutSpace(at);
    } else if (code != kRemoved) {
      Put(code, at);
    }
  }

  std::string_view raw_;
  bool keep_spaces_;
  bool want_offsets_ = false;
  bool left_marks_ = false;
  FoldedText out_;
};

// How the bytes of a text look, over a first stretch of them.
struct ByteCounts {
  std::size_t even_zeros = 0;
  std::size_t odd_zeros = 0;
  std::size_t controls = 0;
  std::size_t total = 0;
};

ByteCounts CountBytes(std::string_view bytes) {
  constexpr std::size_t kEnough = 1 << 16;
  ByteCounts counts;
  counts.total = std::min(bytes.size(), kEnough);
  for (std::size_t i = 0; i < counts.total; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte == 0) {
      ++(i % 2 == 0 ? counts.even_zeros : counts.odd_zeros);
    } else if (byte < 0x20 && !Between(byte, 0x09, 0x0D) && byte != 0x1A && byte != 0x1B) {
      ++counts.controls;
    }
  }
  return counts;
}

// The Unicode encoding that a byte order mark or the place of the zeros tells, or nullptr.
const char* TellUtf16(std::string_view bytes, const ByteCounts& counts) {
  if (bytes.substr(0, 2) == "\xFF\xFE") {
    return "UTF-16LE";
  }
  if (bytes.substr(0, 2) == "\xFE\xFF") {
    return "UTF-16BE";
  }
  // Chinese in UTF-16 has zeros only in line ends, digits and Latin letters, all on one side.
  if (counts.odd_zeros > 8 * counts.even_zeros && counts.odd_zeros * 100 > counts.total) {
    return "UTF-16LE";
  }
  if (counts.even_zeros > 8 * counts.odd_zeros && counts.even_zeros * 100 > counts.total) {
    return "UTF-16BE";
  }
  return nullptr;
}

std::size_t CountReplacements(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find("\xEF\xBF\xBD"); at != std::string_view::npos;
       at = text.find("\xEF\xBF\xBD", at + 3)) {
    ++count;
  }
  return count;
}

Result<DecodedText> Convert(std::string_view bytes, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &error),
                                                                     &ucnv_close);
  if (U_FAILURE(error) != 0 || bytes.size() > std::numeric_limits<std::int32_t>::max() / 4) {
    return Status(StatusCode::kLimit, std::string("cannot decode ") + encoding);
  }
  const auto length = static_cast<std::int32_t>(bytes.size());
  std::vector<UChar> units(bytes.size() + 1);
  const std::int32_t made =
      ucnv_toUChars(converter.get(), units.data(), static_cast<std::int32_t>(units.size()),
                    bytes.data(), length, &error);
  if (U_FAILURE(error) != 0) {
    return Status(StatusCode::kInvalidInput, std::string("cannot decode ") + encoding);
  }
  DecodedText decoded;
  decoded.encoding = encoding;
  for (std::int32_t i = 0; i < made;) {
    UChar32 code = 0;
    U16_NEXT(units.data(), i, made, code);
    AppendUtf8(static_cast<char32_t>(code), decoded.text);
  }
  decoded.lossy = CountReplacements(decoded.text) > 0;
  return decoded;
}

// What is left of UTF-8 when broken bytes become U+FFFD.
struct RepairedUtf8 {
  std::string text;
  std::size_t sequences = 0;  // well-formed, of three bytes and more
  std::size_t broken = 0;     // bytes, but for a sequence cut off at the end
};

RepairedUtf8 RepairUtf8(std::string_view bytes) {
  constexpr std::size_t kLongestCut = 3;
  RepairedUtf8 repaired;
  repaired.text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t before = bytes.size();
    const char32_t code = NextCodePoint(bytes);
    const bool broken = code == kReplacement && before - bytes.size() < kLongestCut;
    repaired.broken += broken && !bytes.empty() && before > kLongestCut ? 1 : 0;
    repaired.sequences += !broken && before - bytes.size() >= kLongestCut ? 1 : 0;
    AppendUtf8(code, repaired.text);
  }
  return repaired;
}

// Neither well-formed UTF-8 nor UTF-16: damaged UTF-8 where nearly all of it still is well formed
// (GB18030 accepts almost anything), else GB18030.
Result<DecodedText> DecodeByLoss(std::string_view bytes) {
  constexpr std::size_t kSequencesPerBroken = 20;
  RepairedUtf8 repaired = RepairUtf8(bytes);
  if (repaired.sequences >= 2 && repaired.broken * kSequencesPerBroken <= repaired.sequences) {
    return DecodedText{std::move(repaired.text), "UTF-8", true};
  }
  return Convert(bytes, "GB18030");
}

}  // namespace

void AppendUtf8(char32_t code, std::string& out) {
  if (code > 0x10FFFF || Between(code, 0xD800, 0xDFFF)) {
    code = kReplacement;
  }
  const auto byte = [](char32_t value) {
    return static_cast<char>(static_cast<unsigned char>(value));
  };
  if (code < 0x80) {
    out.push_back(byte(code));
  } else if (code < 0x800) {
    out.append({byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F))});
  } else if (code < 0x10000) {
    out.append(
        {byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F))});
  } else {
    out.append({byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)),
                byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F))});
  }
}

char32_t NextRareCodePoint(std::string_view& text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 4));
  std::int32_t used = 0;
  UChar32 code = 0;
  U8_NEXT(bytes, used, length, code);
  text.remove_prefix(static_cast<std::size_t>(used));
  return code < 0 ? kReplacement : static_cast<char32_t>(code);
}

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::string_view before = text;
    if (NextCodePoint(text) == kReplacement && before.substr(0, 3) != "\xEF\xBF\xBD") {
      return false;
    }
  }
  return true;
}

bool IsHan(char32_t code) {
  return Between(code, 0x4E00, 0x9FFF) || Between(code, 0x3400, 0x4DBF) ||
         Between(code, 0x20000, 0x323AF) || Between(code, 0x2E80, 0x2FD5) ||
         Between(code, 0xF900, 0xFAFF) || code == 0x3007;
}

char32_t FoldRadical(char32_t code) {
  if (Between(code, 0x2E80, 0x2EF3)) {
    const char32_t ideograph = kRadicals.at(code - 0x2E80);
    return ideograph == 0 ? code : ideograph;
  }
  if (!Between(code, 0x2F00, 0x2FD5) && !Between(code, 0xF900, 0xFAFF) &&
      !Between(code, 0x2F800, 0x2FA1F)) {
    return code;
  }
  std::array<UChar, 8> units{};
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t made =
      unorm2_getDecomposition(Nfkc(), static_cast<UChar32>(code), units.data(),
                              static_cast<std::int32_t>(units.size()), &error);
  if (U_FAILURE(error) != 0 || made <= 0) {
    return code;
  }
  UChar32 first = 0;
  std::int32_t used = 0;
  U16_NEXT(units.data(), used, made, first);
  return used == made ? static_cast<char32_t>(first) : code;
}

std::string FoldKey(std::string_view text) {
  Folder folder(text, false);
  std::string key = folder.Run().text;
  if (folder.left_marks()) {  // a space between letter and mark may be gone: once more joins them
    key = Folder(key, false).Run().text;
  }
  return key;
}

bool IsFoldedKey(std::string_view text) {
  return PlainRun(text) == text.size();
}

bool IsFoldedText(std::string_view text) {
  for (text.remove_prefix(PlainRun(text)); text.starts_with(' ');
       text.remove_prefix(PlainRun(text))) {
    text.remove_prefix(1);
    if (text.starts_with(' ')) {
      return false;
    }
  }
  return text.empty();
}

FoldedText FoldText(std::string_view raw) {
  Folder folder(raw, true);
  folder.WantOffsets();
  return folder.Run();
}

Result<DecodedText> DecodeText(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") {
    bytes.remove_prefix(3);
  }
  const ByteCounts counts = CountBytes(bytes);
  if (const char* utf16 = TellUtf16(bytes, counts)) {
    const bool marked = bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF";
    return Convert(bytes.substr(marked ? 2 : 0), utf16);
  }
  if (counts.even_zeros + counts.odd_zeros > 0 || counts.controls * 50 > counts.total) {
    return Status(StatusCode::kInvalidInput, "binary data, not text");
  }
  if (IsUtf8(bytes)) {
    return DecodedText{std::string(bytes), "UTF-8", CountReplacements(bytes) > 0};
  }
  return DecodeByLoss(bytes);
}

}  // namespace zhibiao
