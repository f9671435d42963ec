// The one door to ICU: decoding and folding.
#ifndef PIPELINE_UNICODE_H_
#define PIPELINE_UNICODE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/result.h"

namespace zhibiao {

// A folded copy with the way back: byte i of `text` was made from raw bytes
// [offsets[i], offsets[i+1]). offsets has text.size() + 1 entries.
struct FoldedText {
  std::string text;
  std::vector<std::uint32_t> offsets;
};

// Appends `code` as UTF-8; U+FFFD where it is no scalar value.
void AppendUtf8(char32_t code, std::string& out);

// As NextCodePoint, for what its fast paths leave: sequences of two and four bytes, broken bytes.
char32_t NextRareCodePoint(std::string_view& text);

// Takes one code point off the front of `text`; U+FFFD for a broken byte. Requires: !text.empty().
inline char32_t NextCodePoint(std::string_view& text) {
  const auto byte = [&text](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
  };
  const char32_t first = byte(0);
  if (first < 0x80) {
    text.remove_prefix(1);
    return first;
  }
  // Three bytes with a lead of E1..EF: Chinese and its punctuation; nothing overlong, and no
  // surrogates, whose lead is ED.
  if (first >= 0xE1 && first <= 0xEF && first != 0xED && text.size() >= 3) {
    const char32_t second = byte(1) ^ 0x80U;  // below 0x40, where it continues a character
    const char32_t third = byte(2) ^ 0x80U;
    if ((second | third) < 0x40) {
      text.remove_prefix(3);
      return (first & 0x0FU) << 12 | second << 6 | third;
    }
  }
  return NextRareCodePoint(text);
}

// True where `text` is well-formed UTF-8.
bool IsUtf8(std::string_view text);

// Han ideographs, with compatibility and radical forms.
bool IsHan(char32_t code);

// Folds Kangxi radicals (U+2F00..), CJK radicals supplement and compatibility ideographs to the
// unified ideograph; every other code point is returned as it is.
char32_t FoldRadical(char32_t code);

// For comparing and matching: NFKC (full-width forms, ㎡, ‰ kept: ㎡ ‰ ℃ stay as they are),
// radicals folded, one kind of hyphen, tilde, quote and bracket, all white space removed. Source:
// EXPRESSIONS.md rule 15. Thread-safe.
std::string FoldKey(std::string_view text);

// True only where FoldKey(text), or FoldText(text).text, is `text`: quick, and false for some such
// texts too.
bool IsFoldedKey(std::string_view text);
bool IsFoldedText(std::string_view text);

// As FoldKey, with offsets back to the raw bytes, and white space kept as single ASCII spaces.
FoldedText FoldText(std::string_view raw);

// Bytes of unknown encoding → UTF-8: byte order mark, then UTF-8, UTF-16 by its zeros, then
// GB18030.
struct DecodedText {
  std::string text;      // UTF-8, no byte order mark
  std::string encoding;  // "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"
  bool lossy = false;    // some bytes did not decode and became U+FFFD
};
// Errors: kInvalidInput  binary data, not text.
Result<DecodedText> DecodeText(std::string_view bytes);

}  // namespace zhibiao

#endif  // PIPELINE_UNICODE_H_
