#include "normalizers/indicator_name.h"

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

void Apply(const Meaning& meaning, NameHints& hints) {
  if (meaning.comparator != Comparator::kNone) {
    hints.direction = meaning.comparator;
  }
  switch (meaning.hint) {
    case Hint::kNone:
      break;
    case Hint::kDeadline:
      hints.time = NameTime::kDeadline;
      break;
    case Hint::kDuration:
      hints.time = NameTime::kDuration;
      break;
    case Hint::kStart:
      hints.time = NameTime::kStart;
      break;
    case Hint::kGrowth:
      hints.growth = true;
      break;
    case Hint::kMoney:
      hints.money = true;
      break;
    case Hint::kRatio:
      hints.ratio = true;
      break;
    case Hint::kNumber:
      hints.number = true;
      break;
    case Hint::kElectricity:
      hints.electricity = true;
      break;
    case Hint::kTemperature:
      hints.temperature = true;
      break;
    case Hint::kReduces:
      hints.reduces = true;
      break;
  }
}

// The whole of `text` as [comparator] [blanks] unit, or nothing.
std::optional<UnitExpression> WholeUnit(std::string_view text, const Grammar& grammar) {
  TokenList list;
  LexExpression(text, grammar.words, grammar.calendar, list);
  std::size_t at = 0;
  while (list.tokens[at].HasAny(Bit(Role::kComparatorBefore) | Bit(Role::kBlank) |
                                Bit(Role::kColon))) {
    ++at;
  }
  std::optional<UnitExpression> unit = ReadUnit(list, at);
  if (!unit || list.tokens[at].kind != TokenKind::kEnd || unit->head == nullptr) {
    return std::nullopt;
  }
  return unit;
}

}  // namespace

NameHints ReadNameHints(std::string_view folded, const Grammar& grammar) {
  constexpr std::size_t kTail = 72;  // bytes: what a name is about stands at its end
  if (folded.size() > kTail) {
    folded.remove_prefix(folded.size() - kTail);
    while (!folded.empty() && (static_cast<unsigned char>(folded.front()) & 0xC0U) == 0x80U) {
      folded.remove_prefix(1);
    }
  }
  NameHints hints;
  while (!folded.empty()) {
    std::string_view behind = folded;
    const char32_t first = NextCodePoint(behind);
    const Word* word = grammar.names.Longest(first, behind);
    if (word == nullptr) {
      if (first == U'(') {  // 成本(万元) ends in 成本
        break;
      }
      folded = behind;
      hints.direction = Comparator::kNone;
      continue;
    }
    hints.direction = Comparator::kNone;
    for (const Meaning* meaning : word->meanings) {
      Apply(*meaning, hints);
    }
    hints.ratio = hints.ratio || word->text.ends_with("率");
    folded.remove_prefix(word->text.size());
  }
  if (hints.reduces) {
    hints.direction = Comparator::kNone;
  }
  return hints;
}

std::optional<UnitExpression> ReadNameUnit(std::string_view folded, const Grammar& grammar,
                                           std::string& text) {
  constexpr std::size_t kMaxUnit = 48;  // bytes: no printed unit is longer
  const std::size_t close = folded.rfind(')');
  const std::size_t open = folded.rfind('(');
  if (open != std::string_view::npos && close == folded.size() - 1 && close - open < kMaxUnit) {
    std::string_view inside = folded.substr(open + 1, close - open - 1);
    for (const std::string_view prefix : {"单位:", "单位"}) {
      if (inside.substr(0, prefix.size()) == prefix) {
        inside.remove_prefix(prefix.size());
      }
    }
    std::optional<UnitExpression> unit = WholeUnit(inside, grammar);
    if (unit) {
      text = inside;
      return unit;
    }
  }
  const std::size_t star = folded.rfind('*');
  if (star == std::string_view::npos || folded.size() - star > kMaxUnit) {
    return std::nullopt;
  }
  const std::string_view behind = folded.substr(star + 1);
  std::optional<UnitExpression> unit = WholeUnit(behind, grammar);
  if (unit) {
    text = behind;
  }
  return unit;
}

}  // namespace zhibiao
