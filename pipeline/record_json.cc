#include "pipeline/record_json.h"

#include <charconv>

namespace zhibiao {
namespace {

// ---- Measures: absent fields are left out ----

void Text(JsonWriter& json, std::string_view key, std::string_view value) {
  if (!value.empty()) {
    json.Key(key);
    json.String(value);
  }
}

void Flag(JsonWriter& json, std::string_view key, const std::optional<bool>& value) {
  if (value.has_value()) {
    json.Key(key);
    json.Bool(*value);
  }
}

void Span(JsonWriter& json, std::string_view key, const std::optional<Measure::Offsets>& span) {
  if (span.has_value()) {
    json.Key(key);
    json.BeginArray();
    json.Int(span->begin);
    json.Int(span->end);
    json.EndArray();
  }
}

void WriteNumbers(const Measure& m, JsonWriter& json) {
  Text(json, "value", m.value);
  Text(json, "low", m.low);
  Text(json, "high", m.high);
  if (!m.low.empty()) {
    json.Key("low_inclusive");
    json.Bool(m.low_inclusive);
  }
  if (!m.high.empty()) {
    json.Key("high_inclusive");
    json.Bool(m.high_inclusive);
  }
  if (!m.printed.number.empty() || !m.printed.scale.empty()) {
    json.Key("printed");
    json.BeginObject();
    Text(json, "number", m.printed.number);
    Text(json, "scale", m.printed.scale);
    json.EndObject();
  }
}

void WriteUnit(const Measure& m, JsonWriter& json) {
  Text(json, "unit", m.unit);
  Text(json, "unit_raw", m.unit_raw);
  Text(json, "unit_source", UnitSourceName(m.unit_source));
  Text(json, "dimension", m.dimension);
  const Measure::Canonical& c = m.canonical;
  if (!c.value.empty() || !c.low.empty() || !c.high.empty() || !c.unit.empty()) {
    json.Key("canonical");
    json.BeginObject();
    Text(json, "value", c.value);
    Text(json, "low", c.low);
    Text(json, "high", c.high);
    Text(json, "unit", c.unit);
    json.EndObject();
  }
}

void WriteTime(const Measure& m, JsonWriter& json) {
  const Measure::Time& t = m.time;
  if (!t.start.empty() || !t.end.empty() || !t.not_after.empty() || !t.every.empty() ||
      !t.precision.empty() || t.inclusive.has_value()) {
    json.Key("time");
    json.BeginObject();
    Text(json, "start", t.start);
    Text(json, "end", t.end);
    Text(json, "not_after", t.not_after);
    Flag(json, "inclusive", t.inclusive);
    Text(json, "precision", t.precision);
    Text(json, "every", t.every);
    json.EndObject();
  }
  if (!m.frequency.count.empty() || !m.frequency.per.empty()) {
    json.Key("frequency");
    json.BeginObject();
    Text(json, "count", m.frequency.count);
    Text(json, "per", m.frequency.per);
    json.EndObject();
  }
}

void WriteChange(const Measure::Change& c, JsonWriter& json) {
  if (c.direction.empty() && c.value.empty() && c.unit.empty() && c.degree.empty() &&
      c.baseline.empty()) {
    return;
  }
  json.Key("change");
  json.BeginObject();
  Text(json, "direction", c.direction);
  Text(json, "value", c.value);
  Text(json, "unit", c.unit);
  Text(json, "degree", c.degree);
  Text(json, "baseline", c.baseline);
  json.EndObject();
}

void WriteGrade(const Measure& m, JsonWriter& json) {
  if (!m.grade.grade.empty() || !m.grade.scale.empty()) {
    json.Key("grade");
    json.BeginObject();
    Text(json, "scale", m.grade.scale);
    Text(json, "grade", m.grade.grade);
    json.Key("at_least");
    json.Bool(m.grade.at_least);
    json.EndObject();
  }
  if (m.bands.empty()) {
    return;
  }
  json.Key("bands");
  json.BeginArray();
  for (const Measure::Band& band : m.bands) {
    json.BeginObject();
    Text(json, "grade", band.grade);
    Text(json, "low", band.low);
    Text(json, "high", band.high);
    Text(json, "unit", band.unit);
    json.EndObject();
  }
  json.EndArray();
}

// NOLINTNEXTLINE(misc-no-recursion): the grammar nests items and alt one deep
void WriteMeasures(std::string_view key, const std::vector<Measure>& measures, JsonWriter& json) {
  if (measures.empty()) {
    return;
  }
  json.Key(key);
  json.BeginArray();
  for (const Measure& measure : measures) {
    WriteMeasure(measure, json);
  }
  json.EndArray();
}

// ---- The document: what is missing is null ----

void TextMember(JsonWriter& json, std::string_view key, std::string_view value) {
  json.Key(key);
  json.StringOrNull(value);
}

void IntMember(JsonWriter& json, std::string_view key, std::int64_t value) {
  json.Key(key);
  json.Int(value);
}

// Null where `value` is below `first`, the first value that means something.
void IntOrNull(JsonWriter& json, std::string_view key, std::int64_t value, std::int64_t first) {
  json.Key(key);
  if (value < first) {
    json.Null();
  } else {
    json.Int(value);
  }
}

void YearMember(JsonWriter& json, std::string_view key, const std::optional<int>& year) {
  json.Key(key);
  if (year.has_value()) {
    json.Int(*year);
  } else {
    json.Null();
  }
}

// Another reading, where there is one. "": the other engine saw nothing.
void OtherMember(JsonWriter& json, std::string_view key, const std::optional<std::string>& text) {
  if (text.has_value()) {
    json.Key(key);
    json.String(*text);
  }
}

void BoxMember(JsonWriter& json, const Rect& box) {
  json.Key("bbox");
  if (box == Rect{}) {
    json.Null();
    return;
  }
  json.BeginArray();
  for (const double side : {box.x0, box.top, box.x1, box.bottom}) {
    json.Number(side, 2);
  }
  json.EndArray();
}

void EvidenceMember(JsonWriter& json, const SourceRef& source) {
  json.Key("evidence");
  if (source.page <= 0 && source.line <= 0) {
    json.Null();
    return;
  }
  json.BeginObject();
  IntOrNull(json, "page", source.page, 1);
  BoxMember(json, source.box);
  IntOrNull(json, "line", source.line, 1);
  json.EndObject();
}

void ConfidenceMember(JsonWriter& json, double confidence) {
  json.Key("confidence");
  json.Number(confidence, 4);
}

template <typename Items, typename WriteItem>
void ListMember(JsonWriter& json, std::string_view key, const Items& items, WriteItem write_item) {
  json.Key(key);
  json.BeginArray();
  for (const auto& item : items) {
    json.BeginObject();
    write_item(item, json);
    json.EndObject();
  }
  json.EndArray();
}

void WriteSource(const SourceFile& source, JsonWriter& json) {
  json.Key("source");
  json.BeginObject();
  TextMember(json, "path", source.path);
  TextMember(json, "sha256", source.sha256);
  TextMember(json, "media_type", source.media_type);
  IntMember(json, "bytes", source.bytes);
  IntOrNull(json, "pages", source.pages, 1);
  json.EndObject();
}

// The serial number of a 文号 as a number; null where it is broken. `raw` keeps it as printed.
void CitationNumber(const std::string& digits, JsonWriter& json) {
  std::int64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto [parsed_to, error] = std::from_chars(digits.data(), end, number);
  json.Key("number");
  if (error == std::errc() && parsed_to == end) {
    json.Int(number);
  } else {
    json.Null();
  }
}

void WriteCitation(const Citation& citation, JsonWriter& json) {
  TextMember(json, "raw", citation.raw);
  TextMember(json, "issuer", citation.issuer);
  YearMember(json, "year", citation.year);
  CitationNumber(citation.number, json);
}

void WriteDisclosure(const Disclosure& disclosure, JsonWriter& json) {
  json.Key("disclosure");
  json.BeginObject();
  TextMember(json, "title", disclosure.title);
  TextMember(json, "kind", DisclosureKindName(disclosure.kind));
  TextMember(json, "scope", DisclosureScopeName(disclosure.scope));
  YearMember(json, "fiscal_year", disclosure.fiscal_year);
  TextMember(json, "department", disclosure.department);
  TextMember(json, "project", disclosure.project);
  TextMember(json, "money_unit", disclosure.money_unit);
  ListMember(json, "citations", disclosure.citations, WriteCitation);
  json.EndObject();
}

void WriteGoal(const Goal& goal, JsonWriter& json) {
  TextMember(json, "kind", GoalKindName(goal.kind));
  IntMember(json, "ordinal", goal.ordinal);
  TextMember(json, "project", goal.project);
  TextMember(json, "text", goal.text);
  EvidenceMember(json, goal.source);
}

void WriteAmount(const Amount& amount, JsonWriter& json) {
  TextMember(json, "column", amount.column);
  TextMember(json, "raw", amount.raw);
  TextMember(json, "value", amount.value);
  TextMember(json, "unit", amount.unit);
}

void WriteTask(const Task& task, JsonWriter& json) {
  TextMember(json, "kind", TaskKindName(task.kind));
  TextMember(json, "name", task.name);
  TextMember(json, "content", task.content);
  TextMember(json, "expected", task.expected);
  ListMember(json, "amounts", task.amounts, WriteAmount);
  EvidenceMember(json, task.source);
}

void WriteFunding(const Funding& funding, JsonWriter& json) {
  TextMember(json, "project", funding.project);
  TextMember(json, "item", funding.item);
  WriteAmount(funding.amount, json);
  EvidenceMember(json, funding.source);
}

void LevelMember(JsonWriter& json, std::string_view key, const Level& level, bool with_code) {
  json.Key(key);
  json.BeginObject();
  if (with_code) {
    TextMember(json, "code", level.code);
  }
  TextMember(json, "text", level.text);
  TextMember(json, "source", FieldSourceName(level.source));
  json.EndObject();
}

// What the other OCR engine read: null where it read the same.
void WriteOther(const IndicatorValue& value, JsonWriter& json) {
  json.Key("other");
  if (!value.raw_other && !value.sign_other && !value.unit_other) {
    json.Null();
    return;
  }
  json.BeginObject();
  OtherMember(json, "raw", value.raw_other);
  OtherMember(json, "raw_sign", value.sign_other);
  OtherMember(json, "raw_unit", value.unit_other);
  json.EndObject();
}

void WriteValue(const IndicatorValue& value, JsonWriter& json) {
  TextMember(json, "role", ValueRoleName(value.role));
  TextMember(json, "raw", value.raw);
  TextMember(json, "raw_sign", value.raw_sign.value_or(""));
  TextMember(json, "raw_unit", value.raw_unit.value_or(""));
  WriteOther(value, json);
  json.Key("measure");
  WriteMeasure(value.measure, json);
  EvidenceMember(json, value.source);
}

void WriteIndicator(const Indicator& indicator, JsonWriter& json) {
  IntMember(json, "ordinal", indicator.ordinal);
  IntOrNull(json, "table", indicator.table, 0);
  IntOrNull(json, "row", indicator.row, 0);
  TextMember(json, "project", indicator.project);
  LevelMember(json, "level1", indicator.level1, true);
  LevelMember(json, "level2", indicator.level2, true);
  LevelMember(json, "level3", indicator.level3, false);
  ListMember(json, "values", indicator.values, WriteValue);
  TextMember(json, "weight", indicator.weight);
  TextMember(json, "score", indicator.score);
  TextMember(json, "deviation_reason", indicator.deviation_reason);
  ConfidenceMember(json, indicator.confidence);
  EvidenceMember(json, indicator.source);
}

void WriteCell(const Cell& cell, JsonWriter& json) {
  IntMember(json, "row", cell.row);
  IntMember(json, "col", cell.col);
  IntMember(json, "row_span", cell.row_span);
  IntMember(json, "col_span", cell.col_span);
  json.Key("text");
  json.String(cell.text);  // an empty cell is seen to be empty: "", not unknown
  OtherMember(json, "other", cell.other);
  IntOrNull(json, "page", cell.source.page, 1);
  BoxMember(json, cell.source.box);
  ConfidenceMember(json, cell.source.confidence);
}

void WriteTable(const Table& table, JsonWriter& json) {
  IntOrNull(json, "page", table.page, 1);
  BoxMember(json, table.box);
  IntMember(json, "rows", table.rows);
  IntMember(json, "cols", table.cols);
  TextMember(json, "form", table.form_id);
  TextMember(json, "caption", table.caption);
  ListMember(json, "cells", table.cells, WriteCell);
}

void WriteFinding(const Finding& finding, JsonWriter& json) {
  TextMember(json, "code", FindingCodeName(finding.code));
  TextMember(json, "severity", SeverityName(finding.severity));
  TextMember(json, "origin", FindingOriginName(finding.origin));
  TextMember(json, "message", finding.message);
  EvidenceMember(json, finding.source);
}

// Null where no page was read from its picture.
void WriteEngines(const std::vector<std::string>& engines, JsonWriter& json) {
  json.Key("ocr");
  if (engines.empty()) {
    json.Null();
    return;
  }
  json.BeginArray();
  for (const std::string& engine : engines) {
    json.String(engine);
  }
  json.EndArray();
}

void WriteUnparsed(const UnparsedText& unparsed, JsonWriter& json) {
  TextMember(json, "text", unparsed.text);
  EvidenceMember(json, unparsed.source);
}

void WriteCoverage(const Coverage& coverage, JsonWriter& json) {
  json.Key("coverage");
  json.BeginObject();
  IntMember(json, "pages", coverage.pages);
  IntMember(json, "pages_ocr", coverage.pages_ocr);
  IntMember(json, "pages_needing_ocr", coverage.pages_needing_ocr);
  IntMember(json, "tables", coverage.tables);
  IntMember(json, "tables_recognised", coverage.tables_recognised);
  IntMember(json, "rows", coverage.rows);
  IntMember(json, "rows_parsed", coverage.rows_parsed);
  ListMember(json, "unparsed", coverage.unparsed, WriteUnparsed);
  json.EndObject();
}

}  // namespace

// NOLINTNEXTLINE(misc-no-recursion): the grammar nests items and alt one deep
void WriteMeasure(const Measure& measure, JsonWriter& json) {
  json.BeginObject();
  Text(json, "raw", measure.raw);
  Text(json, "text", measure.text);
  Text(json, "kind", MeasureKindName(measure.kind));
  Text(json, "comparator", ComparatorName(measure.comparator));
  Text(json, "comparator_source", ComparatorSourceName(measure.comparator_source));
  WriteNumbers(measure, json);
  WriteUnit(measure, json);
  WriteTime(measure, json);
  WriteChange(measure.change, json);
  WriteGrade(measure, json);
  Flag(json, "boolean", measure.boolean);
  Text(json, "reference", measure.reference);
  Text(json, "label", measure.label);
  WriteMeasures("items", measure.items, json);
  WriteMeasures("alt", measure.alt, json);
  if (!measure.flags.empty()) {
    json.Key("flags");
    json.BeginArray();
    for (const std::string& flag : measure.flags) {
      json.String(flag);
    }
    json.EndArray();
  }
  Text(json, "status", measure.status);
  Text(json, "rule", measure.rule);
  Span(json, "number_at", measure.number_at);
  Span(json, "unit_at", measure.unit_at);
  json.EndObject();
}

std::string MeasureToJson(const Measure& measure) {
  JsonWriter json;
  WriteMeasure(measure, json);
  return json.Take();
}

std::string RecordToJson(const DocumentRecord& record, const ExtractorVersion& version) {
  JsonWriter json;
  json.BeginObject();
  TextMember(json, "schema", "zhibiao/1");
  WriteSource(record.source, json);
  json.Key("extractor");
  json.BeginObject();
  TextMember(json, "version", version.program);
  TextMember(json, "rules", version.rules);
  WriteEngines(record.ocr_engines, json);
  json.EndObject();
  WriteDisclosure(record.disclosure, json);
  ListMember(json, "goals", record.goals, WriteGoal);
  ListMember(json, "tasks", record.tasks, WriteTask);
  ListMember(json, "funding", record.funding, WriteFunding);
  ListMember(json, "indicators", record.indicators, WriteIndicator);
  ListMember(json, "tables", record.tables, WriteTable);
  ListMember(json, "findings", record.findings, WriteFinding);
  WriteCoverage(record.coverage, json);
  json.EndObject();
  return json.Take();
}

}  // namespace zhibiao
