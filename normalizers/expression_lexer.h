// Stage 1: folded text → tokens: numbers, dates, words of the vocabulary, and what is left.
#ifndef NORMALIZERS_EXPRESSION_LEXER_H_
#define NORMALIZERS_EXPRESSION_LEXER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/calendar.h"
#include "normalizers/inline_list.h"
#include "normalizers/numeral.h"
#include "normalizers/vocabulary.h"

namespace zhibiao {

enum class TokenKind : std::uint8_t {
  kNumber,  // a numeral
  kScale,   // 万 that stands alone: 5多万, (万元)
  kDate,    // a date or a period
  kNoDate,  // shaped like one, but there is no such day
  kWord,    // of the vocabulary
  kText,    // anything else
  kEnd,     // behind the last token
};

// Positions are bytes of the folded text.
struct Token {
  TokenKind kind = TokenKind::kText;
  bool after_space = false;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t index = 0;     // kNumber, kDate: into TokenList
  int exponent = 0;            // kScale
  const Word* word = nullptr;  // kWord

  bool Has(Role role) const { return word != nullptr && word->Has(role); }
  bool HasAny(std::uint64_t mask) const { return word != nullptr && word->HasAny(mask); }
};

// The tokens of one text. Views point into that text: it must outlive the list.
struct TokenList {
  std::string_view text;
  InlineList<Token, 12> tokens;  // the last one is kEnd
  InlineList<Numeral, 2> numbers;
  std::vector<DateSpan> dates;
  std::uint64_t roles = 0;  // of all words

  std::string_view TextOf(const Token& token) const {
    return text.substr(token.begin, token.end - token.begin);
  }
  const Numeral& NumberOf(const Token& token) const { return numbers[token.index]; }
  const DateSpan& DateOf(const Token& token) const { return dates[token.index]; }
};

// Fills `list`, which may have been used before.
//
// Requires: `text` is folded by FoldText(). Linear in its length: every token is found by looking a
// bounded way ahead.
void LexExpression(std::string_view text, const Vocabulary& vocabulary, const Calendar& calendar,
                   TokenList& list);

}  // namespace zhibiao

#endif  // NORMALIZERS_EXPRESSION_LEXER_H_
