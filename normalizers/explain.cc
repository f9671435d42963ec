// ExplainMeasure: what the lexer saw and which rule fired, for people.
#include <string>

#include "normalizers/expression.h"
#include "normalizers/expression_lexer.h"
#include "normalizers/grammar.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

std::string Describe(const TokenList& list, const Token& token) {
  switch (token.kind) {
    case TokenKind::kNumber: {
      const Numeral& number = list.NumberOf(token);
      return "number " + (number.too_long ? "too long" : number.value.ToString()) +
             (number.high ? " to " + number.high->ToString() : "");
    }
    case TokenKind::kScale:
      return "scale 10^" + std::to_string(token.exponent);
    case TokenKind::kDate: {
      const DateSpan& date = list.DateOf(token);
      return (date.period ? "period " : "date ") + FirstDay(date.from) + ".." + LastDay(date.to) +
             "  " + date.row->id;
    }
    case TokenKind::kNoDate:
      return "no such day";
    case TokenKind::kWord: {
      std::string rows = "word";
      for (const Meaning* meaning : token.word->meanings) {
        rows += "  " + meaning->id;
      }
      return rows;
    }
    default:
      return "text";
  }
}

void AddLine(std::string_view name, std::string_view value, std::string& out) {
  if (!value.empty()) {
    out +=
        "  " + std::string(name) + std::string(12 - name.size(), ' ') + std::string(value) + "\n";
  }
}

std::string Join(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) {
    joined += (joined.empty() ? "" : " ") + part;
  }
  return joined;
}

}  // namespace

std::string ExplainMeasure(std::string_view raw, const MeasureContext& context) {
  const Result<Grammar>& grammar = EmbeddedGrammar();
  if (!grammar.ok()) {
    return grammar.status().message() + "\n";
  }
  const std::string folded = FoldText(raw).text;
  TokenList list;
  LexExpression(folded, grammar.value().words, grammar.value().calendar, list);
  std::string out = "text    " + folded + "\ntokens\n";
  for (const Token& token : list.tokens) {
    if (token.kind != TokenKind::kEnd) {
      out += "  " + std::string(list.TextOf(token)) + "\t" + Describe(list, token) + "\n";
    }
  }
  const Measure measure = ParseMeasure(raw, context);
  out += "measure\n";
  AddLine("rule", measure.rule, out);
  AddLine("kind", MeasureKindName(measure.kind), out);
  AddLine("comparator", ComparatorName(measure.comparator), out);
  AddLine("from", ComparatorSourceName(measure.comparator_source), out);
  AddLine("value", measure.value, out);
  AddLine("low", measure.low, out);
  AddLine("high", measure.high, out);
  AddLine("unit", measure.unit, out);
  AddLine("unit from", UnitSourceName(measure.unit_source), out);
  AddLine("canonical", measure.canonical.value, out);
  AddLine("in", measure.canonical.unit, out);
  AddLine("not after", measure.time.not_after, out);
  AddLine("start", measure.time.start, out);
  AddLine("end", measure.time.end, out);
  AddLine("grade", measure.grade.grade, out);
  AddLine("label", measure.label, out);
  AddLine("flags", Join(measure.flags), out);
  AddLine("status", measure.status, out);
  for (const Measure& item : measure.items) {
    AddLine("item", item.text + "  " + item.rule, out);
  }
  for (const Measure& alt : measure.alt) {
    AddLine("or", std::string(ComparatorName(alt.comparator)) + " " + alt.value + " " + alt.unit,
            out);
  }
  return out;
}

}  // namespace zhibiao
