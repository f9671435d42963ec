#include "normalizers/expression.h"

#include "pipeline/decimal.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

struct Sign {
  std::string_view text;
  Comparator comparator;
};

constexpr Sign kSigns[] = {
    {"≥", Comparator::kGe}, {">=", Comparator::kGe}, {"≧", Comparator::kGe},
    {"≤", Comparator::kLe}, {"<=", Comparator::kLe}, {"≦", Comparator::kLe},
    {"=", Comparator::kEq}, {"═", Comparator::kEq},  {">", Comparator::kGt},
    {"<", Comparator::kLt},
};

void TakeSpaces(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
  }
}

Comparator TakeSign(std::string_view& text) {
  TakeSpaces(text);
  for (const Sign& sign : kSigns) {
    if (text.substr(0, sign.text.size()) == sign.text) {
      text.remove_prefix(sign.text.size());
      TakeSpaces(text);
      return sign.comparator;
    }
  }
  return Comparator::kNone;
}

}  // namespace

// First version: sign, number, unit; grades 良好或以上. The grammar proper replaces it.
Measure ParseMeasure(std::string_view raw, const MeasureContext& context) {
  Measure measure;
  measure.raw = std::string(context.sign) + std::string(raw) + std::string(context.unit);
  measure.text = FoldText(measure.raw).text;
  std::string_view rest = measure.text;
  const Comparator sign = TakeSign(rest);
  const std::size_t digits = rest.find_first_not_of("0123456789.,");
  const std::string_view number = rest.substr(0, digits);
  const Result<Decimal> value = Decimal::Parse(number);
  if (!value.ok()) {
    measure.kind = rest.empty() ? MeasureKind::kEmpty : MeasureKind::kText;
    measure.status = "partial";
    return measure;
  }
  measure.kind = MeasureKind::kQuantity;
  measure.comparator = sign == Comparator::kNone ? Comparator::kEq : sign;
  measure.comparator_source = sign == Comparator::kNone ? ComparatorSource::kImplied
                              : context.sign.empty()    ? ComparatorSource::kSign
                                                        : ComparatorSource::kColumn;
  measure.value = number;
  measure.printed.number = number;
  rest = digits == std::string_view::npos ? std::string_view() : rest.substr(digits);
  TakeSpaces(rest);
  measure.unit_raw = rest;
  measure.unit = rest == "%" || rest.empty() ? std::string(rest) : "{" + std::string(rest) + "}";
  if (rest == "%") {
    measure.canonical = {value.value().Shifted(-2).ToString(), {}, {}, "1"};
  }
  return measure;
}

std::string ExplainMeasure(std::string_view raw, const MeasureContext& context) {
  return "measure\t" + std::string(MeasureKindName(ParseMeasure(raw, context).kind)) + "\n";
}

}  // namespace zhibiao
