#include "normalizers/record_normalizer.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "normalizers/expression.h"
#include "pipeline/record_json.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr char kUnit = '\x1F';  // between the fields of a key; never printed

bool HasFlag(const Measure& measure, std::string_view flag) {
  return std::find(measure.flags.begin(), measure.flags.end(), flag) != measure.flags.end();
}

std::string Named(const Indicator& indicator, const IndicatorValue& value) {
  return indicator.level3.text + ": " + value.measure.raw;
}

void AddValueFindings(const Indicator& indicator, const IndicatorValue& value, Findings& findings) {
  const Measure& measure = value.measure;
  const std::string what = Named(indicator, value);
  switch (measure.kind) {
    case MeasureKind::kEmpty:
      findings.Add(FindingCode::kBlankValue, value.source,
                   indicator.level3.text + ": the value is blank");
      break;
    case MeasureKind::kUnfilled:
      findings.Add(FindingCode::kTemplateDebris, value.source, what + " was never filled in");
      break;
    case MeasureKind::kUnparsed:
      findings.Add(FindingCode::kValueUnparsed, value.source,
                   what + " is not understood: read it by eye");
      break;
    default:
      break;
  }
  const bool number = measure.kind == MeasureKind::kQuantity || measure.kind == MeasureKind::kRange;
  if (number && HasFlag(measure, "unit_conflict")) {
    findings.Add(FindingCode::kUnitConflict, value.source, what + " names two different units");
  }
  if (HasFlag(measure, "direction_suspect")) {
    findings.Add(FindingCode::kDirectionConflict, value.source,
                 what + " binds against the direction of the indicator");
  }
}

std::string_view OrEmpty(const std::optional<std::string>& text) {
  return text ? std::string_view(*text) : std::string_view();
}

// Whether two measures say the same, however they are printed.
bool SaysTheSame(Measure a, Measure b) {
  for (Measure* measure : {&a, &b}) {
    if (measure->kind != MeasureKind::kText && measure->kind != MeasureKind::kUnparsed) {
      measure->text.clear();
    }
    measure->raw.clear();
    measure->rule.clear();
    measure->alt.clear();
    measure->flags.clear();
    measure->printed = {};
    measure->unit_raw.clear();
    measure->number_at.reset();
    measure->unit_at.reset();
  }
  return MeasureToJson(a) == MeasureToJson(b);
}

// What the value means as the other OCR engine read it. Its sign column may hold a digit, since one
// engine may take for a digit what the other takes for a sign: 295 and ≥95.
Measure MeasureOther(const IndicatorValue& value, MeasureContext context) {
  std::string sign = value.sign_other.value_or(value.raw_sign.value_or(""));
  std::string raw = value.raw_other.value_or(value.raw);
  if (std::any_of(sign.begin(), sign.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    raw.insert(0, sign);
    sign.clear();
  }
  const std::string unit = value.unit_other.value_or(value.raw_unit.value_or(""));
  context.sign = sign;
  context.unit = unit;
  return ParseMeasure(raw, context);
}

// Both readings stay where they say different things: the one that was chosen is the measure, the
// other one its alternative, if it says anything.
void AddOtherReading(const MeasureContext& context, IndicatorValue& value) {
  if (!value.raw_other && !value.sign_other && !value.unit_other) {
    return;
  }
  Measure other = MeasureOther(value, context);
  if (SaysTheSame(value.measure, other)) {
    return;
  }
  value.measure.flags.emplace_back("ocr_disagreement");
  const bool silent = other.kind == MeasureKind::kEmpty || other.kind == MeasureKind::kUnparsed;
  if (!silent) {
    other.alt.clear();  // alternatives have none of their own
    other.flags.emplace_back("ocr");
    value.measure.alt.push_back(std::move(other));
  }
}

void NormalizeValue(const DocumentRecord& record, const Indicator& indicator,
                    IndicatorValue& value) {
  MeasureContext context;
  context.sign = OrEmpty(value.raw_sign);
  context.unit = OrEmpty(value.raw_unit);
  context.name = indicator.level3.text;
  context.level1_code = indicator.level1.code;
  context.level2_code = indicator.level2.code;
  context.fiscal_year = record.disclosure.fiscal_year;
  context.money_unit = record.disclosure.money_unit;
  value.measure = ParseMeasure(value.raw, context);
  AddOtherReading(context, value);
}

// All that a row prints, so that two rows with the same key are the same row twice.
std::string RowKey(const Indicator& indicator) {
  std::string key = std::to_string(indicator.table);
  const auto add = [&key](std::string_view field) {
    key.push_back(kUnit);
    key += FoldKey(field);
  };
  add(indicator.project);
  add(indicator.level1.text);
  add(indicator.level2.text);
  add(indicator.level3.text);
  for (const IndicatorValue& value : indicator.values) {
    add(std::to_string(static_cast<int>(value.role)));
    add(value.raw_sign.value_or(""));
    add(value.raw);
    add(value.raw_unit.value_or(""));
  }
  add(indicator.weight);
  return key;
}

void FindDuplicateRows(const DocumentRecord& record, Findings& findings) {
  std::set<std::string> seen;
  for (const Indicator& indicator : record.indicators) {
    const bool says_something = !indicator.level3.text.empty() && !indicator.values.empty();
    if (says_something && !seen.insert(RowKey(indicator)).second) {
      findings.Add(FindingCode::kDuplicateRow, indicator.source,
                   indicator.level3.text + ": the same row stands above in the same table");
    }
  }
}

void NormalizeAmount(std::string_view money_unit, Amount& amount) {
  const std::string unit = amount.unit.empty() ? std::string(money_unit) : amount.unit;
  const std::string column = amount.column;
  amount = ParseAmount(column, amount.raw, unit);
}

}  // namespace

void NormalizeRecord(DocumentRecord& record) {
  Findings findings;
  for (Indicator& indicator : record.indicators) {
    for (IndicatorValue& value : indicator.values) {
      NormalizeValue(record, indicator, value);
      AddValueFindings(indicator, value, findings);
    }
  }
  FindDuplicateRows(record, findings);
  for (Task& task : record.tasks) {
    for (Amount& amount : task.amounts) {
      NormalizeAmount(record.disclosure.money_unit, amount);
    }
  }
  for (Funding& funding : record.funding) {
    NormalizeAmount(record.disclosure.money_unit, funding.amount);
  }
  for (Finding& finding : findings.Take()) {
    record.findings.push_back(std::move(finding));
  }
}

}  // namespace zhibiao
