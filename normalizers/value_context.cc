#include "normalizers/value_context.h"

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

bool StartsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// The word that is the whole of `text` and has the role, or nullptr.
const Word* WholeWord(std::string_view text, Role role, const Grammar& grammar) {
  const Word* word = grammar.words.Longest(text);
  return word != nullptr && word->text.size() == text.size() && word->Has(role) ? word : nullptr;
}

// The whole of `text` as a unit, or nothing.
std::optional<UnitExpression> WholeUnit(std::string_view text, const Grammar& grammar) {
  std::optional<UnitExpression> unit;
  if (const Word* word = WholeWord(text, Role::kUnit, grammar)) {
    SetPlainUnit(word->As(Role::kUnit), unit.emplace());  // "人次": nothing to fold or to lex
    return unit;
  }
  const std::string folded = FoldKey(text);
  TokenList list;
  LexExpression(folded, grammar.words, grammar.calendar, list);
  std::size_t at = 0;
  if (list.tokens[0].Has(Role::kPer) && list.tokens.size() > 2) {  // 每人: a unit all the same
    ++at;
  }
  unit = ReadUnit(list, at);
  if (list.tokens[at].kind != TokenKind::kEnd) {
    unit.reset();
  }
  return unit;
}

}  // namespace

ValueContext::ValueContext(const MeasureContext& given, const Grammar& grammar)
    : given_(given),
      grammar_(grammar),
      column_unit_(given.unit.empty() ? std::nullopt : WholeUnit(given.unit, grammar)),
      column_unit_unknown_(!given.unit.empty() && !column_unit_) {
  if (!given_.sign.empty()) {
    ReadSign();
  }
}

void ValueContext::ReadSign() {
  if (const Word* word = WholeWord(given_.sign, Role::kComparatorBefore, grammar_)) {
    sign_ = word->As(Role::kComparatorBefore).comparator;  // "≥": nothing to fold or to lex
    return;
  }
  const std::string folded = FoldKey(given_.sign);
  if (const Word* word = WholeWord(folded, Role::kComparatorBefore, grammar_)) {
    sign_ = word->As(Role::kComparatorBefore).comparator;  // "=" in full width
    return;
  }
  TokenList list;
  LexExpression(folded, grammar_.words, grammar_.calendar, list);
  std::size_t at = 0;
  std::vector<std::string> flags;
  sign_ = ReadBinding(list, at, flags).comparator;
  const Token& token = list.tokens[at];
  sign_unknown_ = token.kind != TokenKind::kEnd && !token.Has(Role::kAnswer) &&
                  !token.Has(Role::kRange) && !token.Has(Role::kSlash);
}

std::string_view ValueContext::name() const {
  if (!name_) {
    name_ = given_.name;
    if (!IsFoldedKey(given_.name)) {
      folded_name_ = FoldKey(given_.name);
      name_ = folded_name_;
    }
  }
  return *name_;
}

const NameHints& ValueContext::hints() const {
  if (!hints_) {
    hints_ = ReadNameHints(name(), grammar_);
  }
  return *hints_;
}

const std::optional<UnitExpression>& ValueContext::name_unit() const {
  if (!name_unit_read_) {
    name_unit_read_ = true;
    const std::string_view printed = name();
    if (printed.find('(') != std::string_view::npos ||
        printed.find('*') != std::string_view::npos) {
      name_unit_ = ReadNameUnit(printed, grammar_, name_unit_text_);
    }
  }
  return name_unit_;
}

bool ValueContext::cost() const {
  return given_.level1_code == "cost" || StartsWith(given_.level2_code, "cost") ||
         given_.level2_code == "output.cost";
}

Comparator ValueContext::level_direction() const {
  if (cost()) {
    return Comparator::kLe;
  }
  const bool more = given_.level1_code == "satisfaction" ||
                    given_.level2_code == "output.quality" ||
                    StartsWith(given_.level2_code, "satisfaction");
  return more ? Comparator::kGe : Comparator::kNone;
}

std::optional<UnitExpression> ValueContext::money_unit() const {
  if (given_.money_unit.empty()) {
    return std::nullopt;
  }
  std::optional<UnitExpression> unit = WholeUnit(given_.money_unit, grammar_);
  return unit && unit->money() ? unit : std::nullopt;
}

}  // namespace zhibiao
