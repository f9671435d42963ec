#include "normalizers/expression_lexer.h"

#include <algorithm>

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr std::size_t kMaxNumeral = 128;  // bytes: no numeral is longer; keeps lexing linear
constexpr std::size_t kMaxTitle = 300;    // bytes between 《 and 》

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The bytes of a 文号 such as "[2022]268 号" at the start of `text`, or 0: its numbers count
// nothing.
std::size_t CitationSize(std::string_view text) {
  constexpr std::size_t kYearSize = 6;  // "[2022]"
  if (text.size() < kYearSize || (text[0] != '[' && text[0] != '(') ||
      (text[5] != ']' && text[5] != ')') ||
      !std::all_of(text.begin() + 1, text.begin() + 5, IsDigit)) {
    return 0;
  }
  std::size_t at = kYearSize;
  const std::size_t digits = at;
  while (at < text.size() && (IsDigit(text[at]) || text[at] == ' ')) {
    ++at;
  }
  return at > digits && text.substr(at, 3) == "号" ? at + 3 : 0;
}

// 《85分,》=70分 and 《90%》 bound a number; 《2022年度报告》3份 names a report.
bool IsTitle(std::string_view inside, std::string_view behind) {
  constexpr std::size_t kShort = 12;  // bytes of a number with its unit
  while (!inside.empty() && inside.back() == ' ') {
    inside.remove_suffix(1);
  }
  if (inside.empty() || inside.front() == '=' || behind.starts_with('=')) {
    return false;
  }
  const bool cut = inside.ends_with(',') || inside.ends_with(';') || inside.ends_with("、");
  const bool number = IsDigit(inside.front()) && inside.size() <= kShort &&
                      inside.find("年") == std::string_view::npos;
  return !cut && !number;
}

// The bytes of a title in brackets at the start of `text`, or 0: neither its numbers nor its
// brackets say anything about the value.
std::size_t TitleSize(std::string_view text) {
  constexpr std::string_view kOpen = "《";
  constexpr std::string_view kClose = "》";
  if (!text.starts_with(kOpen)) {
    return 0;
  }
  int depth = 1;
  for (std::size_t at = kOpen.size(); at < std::min(text.size(), kMaxTitle);) {
    const std::string_view mark = text.substr(at, kOpen.size());
    if (mark != kOpen && mark != kClose) {
      ++at;
      continue;
    }
    at += mark.size();
    depth += mark == kOpen ? 1 : -1;
    if (depth == 0) {
      const std::string_view inside = text.substr(kOpen.size(), at - kOpen.size() - kClose.size());
      return IsTitle(inside, text.substr(at)) ? at : 0;
    }
  }
  return 0;
}

class Lexer {
 public:
  // Keeps references to all.
  Lexer(const Vocabulary& vocabulary, const Calendar& calendar, TokenList& list)
      : vocabulary_(vocabulary), calendar_(calendar), list_(list) {}

  void Run() {
    while (at_ < list_.text.size()) {
      if (list_.text[at_] == ' ') {
        space_ = true;
        text_open_ = false;
        ++at_;
        continue;
      }
      Next();
    }
    Put(TokenKind::kEnd, 0);
  }

 private:
  std::string_view Rest() const { return list_.text.substr(at_); }

  Token& Put(TokenKind kind, std::size_t size) {
    Token token;
    token.kind = kind;
    token.after_space = space_;
    token.begin = static_cast<std::uint32_t>(at_);
    at_ += size;
    token.end = static_cast<std::uint32_t>(at_);
    space_ = false;
    text_open_ = kind == TokenKind::kText;
    return list_.tokens.push_back(token);
  }

  void Next() {
    const std::string_view rest = Rest();
    std::string_view behind = rest;
    const char32_t first = NextCodePoint(behind);
    const Word* word = vocabulary_.Longest(first, behind);
    const NumeralSign sign = NumeralSignOf(first);
    if (word == nullptr && sign == NumeralSign::kNone && IsOnlyText(first)) {
      PutText(rest.size() - behind.size() + OnlyTextSize(behind));
      return;
    }
    const bool number = sign == NumeralSign::kStart ||
                        (first == U'.' && !behind.empty() && IsDigit(behind.front()));
    if (number && PutNumeral(word)) {
      return;
    }
    if (const std::size_t name = CitationSize(rest) + TitleSize(rest); name > 0) {
      Put(TokenKind::kText, name);
      return;
    }
    if (word != nullptr && word->Has(Role::kTimePoint) && AfterNumber()) {  // 3年内 is no 年内
      word = vocabulary_.Longest(rest, Role::kUnit);
    }
    if (word != nullptr && !InsideLetters(word->text)) {
      list_.roles |= word->roles;
      Put(TokenKind::kWord, word->text.size()).word = word;
      return;
    }
    const ScaleWord scale = sign == NumeralSign::kNone ? ScaleWord() : ScanScale(rest);
    if (scale.size > 0 && !InsideLetters(rest)) {
      Put(TokenKind::kScale, scale.size).exponent = scale.exponent;
      return;
    }
    PutText(CharacterSize(rest));
  }

  // Neither a title nor a run of letters begins with `code`: where it is no sign of a numeral, it
  // is a word or else text.
  static bool IsOnlyText(char32_t code) { return code >= 0x80 && code != U'《'; }

  // Bytes at the start of `text` that can begin nothing: most of a sentence.
  std::size_t OnlyTextSize(std::string_view text) const {
    std::string_view rest = text;
    while (!rest.empty()) {
      std::string_view behind = rest;
      const char32_t code = NextCodePoint(behind);
      if (!IsOnlyText(code) || vocabulary_.Begins(code) ||
          NumeralSignOf(code) != NumeralSign::kNone) {
        break;
      }
      rest = behind;
    }
    return text.size() - rest.size();
  }

  // A Latin letter right before and one at the start of `text`: the middle of a foreign word.
  bool InsideLetters(std::string_view text) const {
    return IsLetter(text.front()) && at_ > 0 && IsLetter(list_.text[at_ - 1]);
  }

  bool PutNumeral(const Word* word) {
    const std::string_view rest = Rest().substr(0, kMaxNumeral);
    const bool after_digit = at_ > 0 && IsDigit(list_.text[at_ - 1]);
    if (rest.front() == '.' && after_digit) {
      return false;
    }
    const DateSpan date = after_digit ? DateSpan() : calendar_.Find(rest);
    if (date.size > 0 && !date.exists) {
      Put(TokenKind::kNoDate, date.size);
      return true;
    }
    if (date.size > 0) {
      list_.dates.push_back(date);
      Put(TokenKind::kDate, date.size).index = static_cast<std::uint32_t>(list_.dates.size() - 1);
      return true;
    }
    const Numeral numeral = ScanNumeral(rest);
    if (numeral.size == 0 || WordWins(word, numeral) || IsWeight(word, numeral)) {
      return false;
    }
    list_.numbers.push_back(numeral);
    Put(TokenKind::kNumber, numeral.size).index =
        static_cast<std::uint32_t>(list_.numbers.size() - 1);
    return true;
  }

  // 一致 is a word and no 1; 十分钟 is ten minutes although 十分 is a word.
  bool WordWins(const Word* word, const Numeral& numeral) const {
    if (word == nullptr || word->text.size() <= numeral.size) {
      return false;
    }
    if (!word->Has(Role::kStop)) {
      return true;
    }
    const Word* unit = vocabulary_.Longest(Rest().substr(numeral.size));
    const std::size_t reach =
        unit != nullptr && unit->Has(Role::kUnit) ? numeral.size + unit->text.size() : 0;
    return reach <= word->text.size();
  }

  // 1234两: after a number 两 is a unit.
  bool IsWeight(const Word* word, const Numeral& numeral) const {
    return word != nullptr && word->Has(Role::kUnit) && word->text.size() == numeral.size &&
           AfterNumber();
  }

  bool AfterNumber() const {
    return !space_ && !list_.tokens.empty() && list_.tokens.back().kind == TokenKind::kNumber;
  }

  // The bytes of the first character, or of the run of Latin letters at the start of `text`.
  static std::size_t CharacterSize(std::string_view text) {
    if (IsLetter(text.front())) {
      const auto* const end = std::find_if_not(text.begin(), text.end(), IsLetter);
      return static_cast<std::size_t>(end - text.begin());
    }
    std::string_view behind = text;
    NextCodePoint(behind);
    return text.size() - behind.size();
  }

  // Text, joined to the text before it.
  void PutText(std::size_t size) {
    if (text_open_ && !space_) {
      at_ += size;
      list_.tokens.back().end = static_cast<std::uint32_t>(at_);
    } else {
      Put(TokenKind::kText, size);
    }
  }

  const Vocabulary& vocabulary_;
  const Calendar& calendar_;
  TokenList& list_;
  std::size_t at_ = 0;
  bool space_ = false;
  bool text_open_ = false;
};

}  // namespace

void LexExpression(std::string_view text, const Vocabulary& vocabulary, const Calendar& calendar,
                   TokenList& list) {
  list.text = text;
  list.tokens.clear();
  list.numbers.clear();
  list.dates.clear();
  list.roles = 0;
  Lexer(vocabulary, calendar, list).Run();
}

}  // namespace zhibiao
