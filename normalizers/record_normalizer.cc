#include "normalizers/record_normalizer.h"

#include "normalizers/expression.h"

namespace zhibiao {

void NormalizeRecord(DocumentRecord& record) {
  for (Indicator& indicator : record.indicators) {
    for (IndicatorValue& value : indicator.values) {
      MeasureContext context;
      context.sign = value.raw_sign ? std::string_view(*value.raw_sign) : std::string_view();
      context.unit = value.raw_unit ? std::string_view(*value.raw_unit) : std::string_view();
      context.name = indicator.level3.text;
      context.level1_code = indicator.level1.code;
      context.level2_code = indicator.level2.code;
      context.fiscal_year = record.disclosure.fiscal_year;
      context.money_unit = record.disclosure.money_unit;
      value.measure = ParseMeasure(value.raw, context);
    }
  }
}

std::vector<Citation> FindCitations(std::string_view /*text*/, const SourceRef& /*source*/,
                                    Findings& /*findings*/) {
  return {};
}

Amount ParseAmount(std::string_view column, std::string_view raw, std::string_view unit) {
  Amount amount;
  amount.column = column;
  amount.raw = raw;
  amount.unit = unit;
  return amount;
}

}  // namespace zhibiao
