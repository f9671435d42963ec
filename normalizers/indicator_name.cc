#include "normalizers/indicator_name.h"

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

void Apply(const Meaning& meaning, NameHints& hints) {
  const std::string& means = meaning.means;
  if (meaning.comparator != Comparator::kNone) {
    hints.direction = meaning.comparator;
  } else if (means == "deadline") {
    hints.time = NameTime::kDeadline;
  } else if (means == "duration") {
    hints.time = NameTime::kDuration;
  } else if (means == "start") {
    hints.time = NameTime::kStart;
  }
  hints.reduces = hints.reduces || means == "reduces";
  hints.growth = hints.growth || means == "growth";
  hints.money = hints.money || means == "money";
  hints.ratio = hints.ratio || means == "ratio";
  hints.number = hints.number || means == "number";
  hints.electricity = hints.electricity || means == "electricity";
  hints.temperature = hints.temperature || means == "temperature";
}

// The whole of `text` as [comparator] [blanks] unit, or nothing.
std::optional<UnitExpression> WholeUnit(std::string_view text, const Grammar& grammar) {
  const TokenList list = LexExpression(text, grammar.words, grammar.calendar);
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
    const Word* word = grammar.names.Longest(folded);
    if (word == nullptr) {
      if (folded.front() == '(') {  // 成本(万元) ends in 成本
        break;
      }
      NextCodePoint(folded);
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
