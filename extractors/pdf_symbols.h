// Characters that fonts name in ways of their own: symbol fonts' private codes, glyph names.
#ifndef EXTRACTORS_PDF_SYMBOLS_H_
#define EXTRACTORS_PDF_SYMBOLS_H_

#include <string_view>

namespace zhibiao {

bool IsPrivateUse(char32_t code);

// A code point that can be text: no control character, surrogate or noncharacter.
bool IsTextCharacter(char32_t code);

// Word writes the signs of the fonts Symbol and Wingdings as U+F020..U+F0FF. Returns the character
// that such a code of the font `font_name` shows; 0 where it is not known.
// Source: Adobe's encoding of the Symbol font; the key caps of Wingdings as Unicode 7 took them
// over.
char32_t CharacterOfSymbol(std::string_view font_name, char32_t private_use);

// The character of a glyph name that spells out its code point: "uni4E00", "u20087", with or
// without a suffix such as ".vert". 0 for every other name.
char32_t CharacterOfCodeName(std::string_view glyph_name);

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_SYMBOLS_H_
