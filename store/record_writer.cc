#include "store/record_writer.h"

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace zhibiao {
namespace {

// Where a text was read, as eight values: page, line, x0, top, x1, bottom, origin, confidence.
struct Evidence {
  SqlValue page, line, x0, top, x1, bottom, origin, confidence;
};

// Two decimals are far below what a page shows, and as many as `extract` prints.
double Rounded(double points) {
  return std::round(points * 100) / 100;
}

SqlValue PositiveOrNull(int number) {
  return number > 0 ? SqlValue{std::int64_t{number}} : SqlValue{};
}
SqlValue IndexOrNull(int index) {
  return index >= 0 ? SqlValue{std::int64_t{index}} : SqlValue{};
}

Evidence EvidenceOf(const SourceRef& source) {
  Evidence evidence{PositiveOrNull(source.page),
                    PositiveOrNull(source.line),
                    {},
                    {},
                    {},
                    {},
                    std::int64_t{static_cast<int>(source.origin)},
                    source.confidence};
  if (source.box != Rect{}) {
    evidence.x0 = Rounded(source.box.x0);
    evidence.top = Rounded(source.box.top);
    evidence.x1 = Rounded(source.box.x1);
    evidence.bottom = Rounded(source.box.bottom);
  }
  return evidence;
}

std::string Join(const std::vector<std::string>& parts, const char* between) {
  std::string joined;
  for (const std::string& part : parts) {
    joined += (joined.empty() ? "" : between) + part;
  }
  return joined;
}

// "": the other engine saw nothing. NULL: it read the same.
SqlValue ReadingOrNull(const std::optional<std::string>& reading) {
  return reading.has_value() ? SqlValue{std::string_view(*reading)} : SqlValue{};
}

SqlValue BytesOrNull(std::string_view bytes) {
  return bytes.empty() ? SqlValue{} : SqlValue{SqlBlob{bytes}};
}

// Writes the parts of one record. Positions count from 1, as people do; tables from 0, as the JSON.
class RecordWriter {
 public:
  RecordWriter(Database& database, std::int64_t document_id, const DocumentRecord& record)
      : database_(database), document_id_(document_id), record_(record) {}

  Status WriteAll(const ExtractorVersion& version, std::int64_t run_id) {
    ZHIBIAO_RETURN_IF_ERROR(WriteHead(version, run_id));
    ZHIBIAO_RETURN_IF_ERROR(WriteEach(record_.disclosure.citations, &RecordWriter::WriteCitation));
    ZHIBIAO_RETURN_IF_ERROR(WriteEach(record_.goals, &RecordWriter::WriteGoal));
    ZHIBIAO_RETURN_IF_ERROR(WriteEach(record_.tasks, &RecordWriter::WriteTask));
    ZHIBIAO_RETURN_IF_ERROR(WriteEach(record_.funding, &RecordWriter::WriteFunding));
    ZHIBIAO_RETURN_IF_ERROR(WriteEach(record_.tables, &RecordWriter::WriteTable));
    ZHIBIAO_RETURN_IF_ERROR(WriteEach(record_.indicators, &RecordWriter::WriteIndicator));
    ZHIBIAO_RETURN_IF_ERROR(WriteEach(record_.findings, &RecordWriter::WriteFinding));
    return WriteEach(record_.coverage.unparsed, &RecordWriter::WriteUnparsed);
  }

 private:
  template <typename Item>
  Status WriteEach(const std::vector<Item>& items,
                   Status (RecordWriter::*write)(std::int64_t, const Item&)) {
    std::int64_t position = 1;
    for (const Item& item : items) {
      ZHIBIAO_RETURN_IF_ERROR((this->*write)(position, item));
      ++position;
    }
    return {};
  }

  Status WriteHead(const ExtractorVersion& version, std::int64_t run_id) {
    const Disclosure& d = record_.disclosure;
    const Coverage& c = record_.coverage;
    return database_.Run(
        "INSERT INTO record (document_id, run_id, program_version, rules_version, title, kind,"
        " scope, fiscal_year, department, project, money_unit, pages, pages_ocr,"
        " pages_needing_ocr, tables, tables_recognised, rows, rows_parsed, ocr_engines)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        {document_id_, run_id, version.program, version.rules, TextOrNull(d.title),
         DisclosureKindName(d.kind), DisclosureScopeName(d.scope), IntOrNull(d.fiscal_year),
         TextOrNull(d.department), TextOrNull(d.project), TextOrNull(d.money_unit),
         std::int64_t{c.pages}, std::int64_t{c.pages_ocr}, std::int64_t{c.pages_needing_ocr},
         std::int64_t{c.tables}, std::int64_t{c.tables_recognised}, std::int64_t{c.rows},
         std::int64_t{c.rows_parsed}, TextOrNull(Join(record_.ocr_engines, "; "))});
  }

  Status WriteCitation(std::int64_t position, const Citation& citation) {
    const Evidence e = EvidenceOf(citation.source);
    return database_.Run(
        "INSERT INTO citation (document_id, ordinal, raw, issuer, year, number,"
        " page, line, x0, top, x1, bottom, origin, confidence)"
        " VALUES (?,?,?,?,?,?, ?,?,?,?,?,?,?,?)",
        {document_id_, position, citation.raw, TextOrNull(citation.issuer),
         IntOrNull(citation.year), TextOrNull(citation.number), e.page, e.line, e.x0, e.top, e.x1,
         e.bottom, e.origin, e.confidence});
  }

  Status WriteGoal(std::int64_t position, const Goal& goal) {
    const Evidence e = EvidenceOf(goal.source);
    return database_.Run(
        "INSERT INTO goal (document_id, position, kind, ordinal, project, text,"
        " page, line, x0, top, x1, bottom, origin, confidence)"
        " VALUES (?,?,?,?,?,?, ?,?,?,?,?,?,?,?)",
        {document_id_, position, GoalKindName(goal.kind), std::int64_t{goal.ordinal},
         TextOrNull(goal.project), goal.text, e.page, e.line, e.x0, e.top, e.x1, e.bottom, e.origin,
         e.confidence});
  }

  Status WriteTask(std::int64_t position, const Task& task) {
    const Evidence e = EvidenceOf(task.source);
    ZHIBIAO_RETURN_IF_ERROR(
        database_.Run("INSERT INTO task (document_id, position, kind, name, content, expected,"
                      " page, line, x0, top, x1, bottom, origin, confidence)"
                      " VALUES (?,?,?,?,?,?, ?,?,?,?,?,?,?,?)",
                      {document_id_, position, TaskKindName(task.kind), TextOrNull(task.name),
                       TextOrNull(task.content), TextOrNull(task.expected), e.page, e.line, e.x0,
                       e.top, e.x1, e.bottom, e.origin, e.confidence}));
    const std::int64_t task_id = database_.last_insert_id();
    std::int64_t amount_position = 1;
    for (const Amount& amount : task.amounts) {
      ZHIBIAO_RETURN_IF_ERROR(database_.Run(
          "INSERT INTO task_amount (task_id, position, column_text, raw, value, unit)"
          " VALUES (?,?,?,?,?,?)",
          {task_id, amount_position, TextOrNull(amount.column), TextOrNull(amount.raw),
           TextOrNull(amount.value), TextOrNull(amount.unit)}));
      ++amount_position;
    }
    return {};
  }

  Status WriteFunding(std::int64_t position, const Funding& funding) {
    const Evidence e = EvidenceOf(funding.source);
    const Amount& amount = funding.amount;
    return database_.Run(
        "INSERT INTO funding (document_id, position, project, item, column_text, raw, value, unit,"
        " page, line, x0, top, x1, bottom, origin, confidence)"
        " VALUES (?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?,?)",
        {document_id_, position, TextOrNull(funding.project), TextOrNull(funding.item),
         TextOrNull(amount.column), TextOrNull(amount.raw), TextOrNull(amount.value),
         TextOrNull(amount.unit), e.page, e.line, e.x0, e.top, e.x1, e.bottom, e.origin,
         e.confidence});
  }

  Status WriteTable(std::int64_t position, const Table& table) {
    const Evidence e = EvidenceOf({.page = table.page, .box = table.box});
    ZHIBIAO_RETURN_IF_ERROR(database_.Run(
        "INSERT INTO doc_table (document_id, position, page, x0, top, x1, bottom, rows, cols, form,"
        " caption, confidence) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        {document_id_, position - 1, e.page, e.x0, e.top, e.x1, e.bottom, std::int64_t{table.rows},
         std::int64_t{table.cols}, TextOrNull(table.form_id), TextOrNull(table.caption),
         table.confidence}));
    table_ids_.push_back(database_.last_insert_id());
    for (const Cell& cell : table.cells) {
      ZHIBIAO_RETURN_IF_ERROR(WriteCell(table_ids_.back(), cell));
    }
    return {};
  }

  Status WriteCell(std::int64_t table_id, const Cell& cell) {
    const Evidence e = EvidenceOf(cell.source);
    return database_.Run(
        "INSERT INTO cell (table_id, row, col, row_span, col_span, text, continued,"
        " page, line, x0, top, x1, bottom, origin, confidence, other)"
        " VALUES (?,?,?,?,?,?,?, ?,?,?,?,?,?,?,?, ?)",
        {table_id, std::int64_t{cell.row}, std::int64_t{cell.col}, std::int64_t{cell.row_span},
         std::int64_t{cell.col_span}, cell.text, std::int64_t{cell.continued}, e.page, e.line, e.x0,
         e.top, e.x1, e.bottom, e.origin, e.confidence, ReadingOrNull(cell.other)});
  }

  SqlValue TableId(int index) const {
    if (index < 0 || static_cast<std::size_t>(index) >= table_ids_.size()) {
      return {};
    }
    return table_ids_[static_cast<std::size_t>(index)];
  }

  Status WriteIndicator(std::int64_t /*position*/, const Indicator& i) {
    const Evidence e = EvidenceOf(i.source);
    ZHIBIAO_RETURN_IF_ERROR(database_.Run(
        "INSERT INTO indicator (document_id, ordinal, table_id, table_row, project,"
        " level1_code, level1_text, level1_source, level2_code, level2_text, level2_source,"
        " level3_text, level3_source, weight, score, deviation_reason, record_confidence,"
        " page, line, x0, top, x1, bottom, origin, confidence)"
        " VALUES (?,?,?,?,?, ?,?,?,?,?,?, ?,?,?,?,?,?, ?,?,?,?,?,?,?,?)",
        {document_id_,
         std::int64_t{i.ordinal},
         TableId(i.table),
         IndexOrNull(i.row),
         TextOrNull(i.project),
         TextOrNull(i.level1.code),
         TextOrNull(i.level1.text),
         FieldSourceName(i.level1.source),
         TextOrNull(i.level2.code),
         TextOrNull(i.level2.text),
         FieldSourceName(i.level2.source),
         TextOrNull(i.level3.text),
         FieldSourceName(i.level3.source),
         TextOrNull(i.weight),
         TextOrNull(i.score),
         TextOrNull(i.deviation_reason),
         i.confidence,
         e.page,
         e.line,
         e.x0,
         e.top,
         e.x1,
         e.bottom,
         e.origin,
         e.confidence}));
    const std::int64_t indicator_id = database_.last_insert_id();
    std::int64_t value_position = 1;
    for (const IndicatorValue& value : i.values) {
      ZHIBIAO_RETURN_IF_ERROR(WriteValue(indicator_id, value_position, value));
      ++value_position;
    }
    return {};
  }

  Status WriteValue(std::int64_t indicator_id, std::int64_t position, const IndicatorValue& v) {
    const Evidence e = EvidenceOf(v.source);
    const Measure& m = v.measure;
    const bool graded = !m.grade.grade.empty() || !m.grade.scale.empty();
    return database_.Run(
        "INSERT INTO indicator_value (indicator_id, position, role, raw, raw_sign, raw_unit,"
        " page, line, x0, top, x1, bottom, origin, confidence,"
        " measure_kind, comparator, comparator_source, value, low, high, low_inclusive,"
        " high_inclusive, unit, unit_raw, unit_source, dimension, canonical_value, canonical_low,"
        " canonical_high, canonical_unit, time_start, time_end, time_not_after, grade,"
        " grade_scale, grade_at_least, status, flags, rule, measure, raw_other, sign_other,"
        " unit_other)"
        " VALUES (?,?,?,?,?,?, ?,?,?,?,?,?,?,?, ?,?,?,?,?,?,?, ?,?,?,?,?,?,?, ?,?,?,?,?,?,"
        " ?,?,?,?,?,?, ?,?,?)",
        {indicator_id,
         position,
         ValueRoleName(v.role),
         TextOrNull(v.raw),
         TextOrNull(v.raw_sign.value_or("")),
         TextOrNull(v.raw_unit.value_or("")),
         e.page,
         e.line,
         e.x0,
         e.top,
         e.x1,
         e.bottom,
         e.origin,
         e.confidence,
         MeasureKindName(m.kind),
         TextOrNull(ComparatorName(m.comparator)),
         TextOrNull(ComparatorSourceName(m.comparator_source)),
         TextOrNull(m.value),
         TextOrNull(m.low),
         TextOrNull(m.high),
         FlagOrNull(!m.low.empty(), m.low_inclusive),
         FlagOrNull(!m.high.empty(), m.high_inclusive),
         TextOrNull(m.unit),
         TextOrNull(m.unit_raw),
         TextOrNull(UnitSourceName(m.unit_source)),
         TextOrNull(m.dimension),
         TextOrNull(m.canonical.value),
         TextOrNull(m.canonical.low),
         TextOrNull(m.canonical.high),
         TextOrNull(m.canonical.unit),
         TextOrNull(m.time.start),
         TextOrNull(m.time.end),
         TextOrNull(m.time.not_after),
         TextOrNull(m.grade.grade),
         TextOrNull(m.grade.scale),
         FlagOrNull(graded, m.grade.at_least),
         m.status,
         TextOrNull(Join(m.flags, ",")),
         TextOrNull(m.rule),
         MeasureToJson(m),
         ReadingOrNull(v.raw_other),
         ReadingOrNull(v.sign_other),
         ReadingOrNull(v.unit_other)});
  }

  Status WriteFinding(std::int64_t position, const Finding& finding) {
    const Evidence e = EvidenceOf(finding.source);
    return database_.Run(
        "INSERT INTO finding (document_id, position, code, severity, fault, message,"
        " page, line, x0, top, x1, bottom, origin, confidence, picture)"
        " VALUES (?,?,?,?,?,?, ?,?,?,?,?,?,?,?, ?)",
        {document_id_, position, FindingCodeName(finding.code), SeverityName(finding.severity),
         FindingOriginName(finding.origin), finding.message, e.page, e.line, e.x0, e.top, e.x1,
         e.bottom, e.origin, e.confidence, BytesOrNull(finding.picture)});
  }

  Status WriteUnparsed(std::int64_t position, const UnparsedText& unparsed) {
    const Evidence e = EvidenceOf(unparsed.source);
    return database_.Run(
        "INSERT INTO unparsed_text (document_id, position, text,"
        " page, line, x0, top, x1, bottom, origin, confidence) VALUES (?,?,?, ?,?,?,?,?,?,?,?)",
        {document_id_, position, unparsed.text, e.page, e.line, e.x0, e.top, e.x1, e.bottom,
         e.origin, e.confidence});
  }

  static SqlValue FlagOrNull(bool known, bool value) {
    return known ? SqlValue{std::int64_t{value}} : SqlValue{};
  }

  Database& database_;
  std::int64_t document_id_;
  const DocumentRecord& record_;
  std::vector<std::int64_t> table_ids_;  // of record_.tables
};

}  // namespace

Status WriteRecordRows(Database& database, std::int64_t document_id, const DocumentRecord& record,
                       const ExtractorVersion& version, std::int64_t run_id) {
  return RecordWriter(database, document_id, record).WriteAll(version, run_id);
}

}  // namespace zhibiao
