#include "normalizers/value_context.h"

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

bool StartsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// The whole of `text` as a unit, or nothing.
std::optional<UnitExpression> WholeUnit(std::string_view text, const Grammar& grammar) {
  const Word* word = grammar.words.Longest(text);
  if (word != nullptr && word->text == text && word->Has(Role::kUnit)) {
    return PlainUnit(word->As(Role::kUnit));  // "人次": nothing to fold or to lex
  }
  const std::string folded = FoldKey(text);
  TokenList list;
  LexExpression(folded, grammar.words, grammar.calendar, list);
  std::size_t at = 0;
  if (list.tokens[0].Has(Role::kPer) && list.tokens.size() > 2) {  // 每人: a unit all the same
    ++at;
  }
  std::optional<UnitExpression> unit = ReadUnit(list, at);
  if (!unit || list.tokens[at].kind != TokenKind::kEnd) {
    return std::nullopt;
  }
  return unit;
}

}  // namespace

ValueContext::ValueContext(const MeasureContext& given, const Grammar& grammar)
    : given_(given), grammar_(grammar) {
  if (!given_.sign.empty()) {
    ReadSign();
  }
  if (!given_.unit.empty()) {
    column_unit_ = WholeUnit(given_.unit, grammar_);
    column_unit_unknown_ = !column_unit_;
  }
}

void ValueContext::ReadSign() {
  const Word* word = grammar_.words.Longest(given_.sign);
  if (word != nullptr && word->text == given_.sign && word->Has(Role::kComparatorBefore)) {
    sign_ = word->As(Role::kComparatorBefore).comparator;  // "≥": nothing to fold or to lex
    return;
  }
  const std::string folded = FoldKey(given_.sign);
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
