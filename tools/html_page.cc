#include "tools/html_page.h"

#include <string_view>
#include <vector>

namespace zhibiao {
namespace {

constexpr std::string_view kHead = R"html(<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>zhibiao</title>
<style>
body { font: 15px/1.5 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  margin: 2em auto; max-width: 75em; padding: 0 1em; color: #222; background: #fff; }
h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin-top: 2em; }
table { border-collapse: collapse; margin: .5em 0 1.5em; font-size: .9em; }
td, th { border: 1px solid #bbb; padding: .2em .5em; vertical-align: top; text-align: left; }
th { background: #eef2f6; }
td.printed-cell { white-space: pre-line; }
.where, .rule { color: #777; font-size: .85em; }
.inherited { color: #777; } .inferred { color: #a04000; } .corrected { color: #6a1b9a; }
.error { color: #b00020; } .warning { color: #a04000; } .info { color: #555; }
dl { display: grid; grid-template-columns: max-content auto; gap: .1em 1em; }
dt { color: #777; } dd { margin: 0; }
article + article { border-top: 3px solid #ddd; margin-top: 3em; }
</style>
</head>
<body>
)html";

std::string Escape(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped.push_back(c);
    }
  }
  return escaped;
}

std::string Where(const SourceRef& source) {
  if (source.page > 0) {
    return "p. " + std::to_string(source.page);
  }
  return source.line > 0 ? "line " + std::to_string(source.line) : std::string();
}

std::string WhereSpan(const SourceRef& source) {
  const std::string where = Where(source);
  return where.empty() ? where : " <span class=\"where\">" + where + "</span>";
}

// A cell of our own tables.
std::string Td(std::string_view text) {
  return "<td>" + Escape(text) + "</td>";
}

std::string Row(const std::vector<std::string>& cells) {
  std::string row = "<tr>";
  for (const std::string& cell : cells) {
    row += cell;
  }
  return row + "</tr>\n";
}

std::string HeadRow(const std::vector<std::string_view>& names) {
  std::string row = "<tr>";
  for (const std::string_view name : names) {
    row += "<th>" + Escape(name) + "</th>";
  }
  return row + "</tr>\n";
}

void Term(std::string_view name, std::string_view value, std::string& html) {
  if (!value.empty()) {
    html += "<dt>" + Escape(name) + "</dt><dd>" + Escape(value) + "</dd>\n";
  }
}

void AppendHead(const DocumentRecord& record, const ExtractorVersion& version, std::string& html) {
  const Disclosure& d = record.disclosure;
  html += "<h1>" + Escape(d.title.empty() ? record.source.path : d.title) + "</h1>\n<dl>\n";
  Term("file", record.source.path, html);
  Term("SHA-256", record.source.sha256, html);
  Term("kind", DisclosureKindName(d.kind), html);
  Term("scope", DisclosureScopeName(d.scope), html);
  Term("fiscal year", d.fiscal_year.has_value() ? std::to_string(*d.fiscal_year) : "", html);
  Term("department", d.department, html);
  Term("project", d.project, html);
  Term("money unit", d.money_unit, html);
  for (const Citation& citation : d.citations) {
    Term("citation", citation.raw, html);
  }
  const Coverage& c = record.coverage;
  Term("coverage",
       std::to_string(c.pages) + " pages (" + std::to_string(c.pages_ocr) + " by OCR, " +
           std::to_string(c.pages_needing_ocr) + " not read for want of it), " +
           std::to_string(c.tables) + " tables (" + std::to_string(c.tables_recognised) +
           " recognised), " + std::to_string(c.rows) + " rows (" + std::to_string(c.rows_parsed) +
           " parsed)",
       html);
  Term("read by", "zhibiao " + version.program + ", rules " + version.rules, html);
  html += "</dl>\n";
}

void AppendFindings(const std::vector<Finding>& findings, std::string& html) {
  if (findings.empty()) {
    return;
  }
  html += "<h2>Findings</h2>\n<ul>\n";
  for (const Finding& finding : findings) {
    html += std::string("<li class=\"") + SeverityName(finding.severity) + "\">" +
            SeverityName(finding.severity) + " · " + FindingCodeName(finding.code) + " (" +
            FindingOriginName(finding.origin) + "): " + Escape(finding.message) +
            WhereSpan(finding.source) + "</li>\n";
  }
  html += "</ul>\n";
}

void AppendGoals(const std::vector<Goal>& goals, std::string& html) {
  if (goals.empty()) {
    return;
  }
  html += "<h2>Goals</h2>\n<table>\n" + HeadRow({"kind", "no.", "project", "text", "where"});
  for (const Goal& goal : goals) {
    html +=
        Row({Td(GoalKindName(goal.kind)), Td(std::to_string(goal.ordinal)), Td(goal.project),
             "<td class=\"printed-cell\">" + Escape(goal.text) + "</td>", Td(Where(goal.source))});
  }
  html += "</table>\n";
}

std::string AmountText(const Amount& amount) {
  return amount.column + (amount.column.empty() ? "" : ": ") + amount.raw +
         (amount.unit.empty() ? "" : " " + amount.unit);
}

void AppendTasks(const std::vector<Task>& tasks, std::string& html) {
  if (tasks.empty()) {
    return;
  }
  html += "<h2>Tasks</h2>\n<table>\n" +
          HeadRow({"kind", "name", "content", "expected", "amounts", "where"});
  for (const Task& task : tasks) {
    std::string amounts;
    for (const Amount& amount : task.amounts) {
      amounts += (amounts.empty() ? "" : "; ") + AmountText(amount);
    }
    html += Row({Td(TaskKindName(task.kind)), Td(task.name), Td(task.content), Td(task.expected),
                 Td(amounts), Td(Where(task.source))});
  }
  html += "</table>\n";
}

void AppendFunding(const std::vector<Funding>& funding, std::string& html) {
  if (funding.empty()) {
    return;
  }
  html += "<h2>Funding</h2>\n<table>\n" +
          HeadRow({"project", "item", "column", "printed", "value", "unit", "where"});
  for (const Funding& line : funding) {
    html += Row({Td(line.project), Td(line.item), Td(line.amount.column), Td(line.amount.raw),
                 Td(line.amount.value), Td(line.amount.unit), Td(Where(line.source))});
  }
  html += "</table>\n";
}

std::string LevelCell(const Level& level) {
  const std::string source = FieldSourceName(level.source);
  const std::string note =
      level.source == FieldSource::kPrinted ? "" : " <span class=\"where\">" + source + "</span>";
  return "<td class=\"" + source + "\" title=\"" + Escape(level.code) + "\">" + Escape(level.text) +
         note + "</td>";
}

std::string PrintedValue(const IndicatorValue& value) {
  std::string text = value.raw_sign.value_or("");
  text += (text.empty() ? "" : " ") + value.raw;
  const std::string unit = value.raw_unit.value_or("");
  return text + (unit.empty() ? "" : " " + unit);
}

std::string Bounds(const Measure& m) {
  return (m.low_inclusive ? "[" : "(") + m.low + ", " + m.high + (m.high_inclusive ? "]" : ")");
}

// The measure in one line, for a reader; the JSON holds all of it.
std::string MeasureText(const Measure& m) {
  std::string text = MeasureKindName(m.kind);
  for (const std::string& part :
       {std::string(ComparatorName(m.comparator)), m.value,
        m.low.empty() && m.high.empty() ? std::string() : Bounds(m), m.unit, m.time.not_after,
        m.time.start, m.time.end, m.grade.grade, m.reference}) {
    text += part.empty() ? "" : " " + part;
  }
  return text;
}

void AppendIndicators(const std::vector<Indicator>& indicators, std::string& html) {
  if (indicators.empty()) {
    return;
  }
  html += "<h2>Indicators</h2>\n<table>\n" +
          HeadRow({"no.", "project", "level 1", "level 2", "level 3", "role", "printed", "measure",
                   "weight", "score", "confidence", "where"});
  for (const Indicator& i : indicators) {
    const std::string confidence = std::to_string(i.confidence).substr(0, 4);
    for (const IndicatorValue& value : i.values) {
      html += Row({Td(std::to_string(i.ordinal)), Td(i.project), LevelCell(i.level1),
                   LevelCell(i.level2), LevelCell(i.level3), Td(ValueRoleName(value.role)),
                   Td(PrintedValue(value)),
                   "<td>" + Escape(MeasureText(value.measure)) + " <span class=\"rule\">" +
                       Escape(value.measure.rule) + "</span></td>",
                   Td(i.weight), Td(i.score), Td(confidence), Td(Where(value.source))});
    }
  }
  html += "</table>\n";
}

std::string SpanAttribute(std::string_view name, int span) {
  return span > 1 ? " " + std::string(name) + "=\"" + std::to_string(span) + "\"" : "";
}

void AppendTable(const Table& table, std::size_t number, std::string& html) {
  html += "<h2>Table " + std::to_string(number);
  html +=
      table.page > 0 ? " <span class=\"where\">p. " + std::to_string(table.page) + "</span>" : "";
  html +=
      table.form_id.empty() ? "" : " <span class=\"where\">" + Escape(table.form_id) + "</span>";
  html += "</h2>\n<table>\n";
  if (!table.caption.empty()) {
    html += "<caption class=\"printed-cell\">" + Escape(table.caption) + "</caption>\n";
  }
  std::size_t next = 0;
  for (int row = 0; row < table.rows; ++row) {
    html += "<tr>";
    for (; next < table.cells.size() && table.cells[next].row == row; ++next) {
      const Cell& cell = table.cells[next];
      html += "<td class=\"printed-cell\"" + SpanAttribute("rowspan", cell.row_span) +
              SpanAttribute("colspan", cell.col_span) + ">" + Escape(cell.text) + "</td>";
    }
    html += "</tr>\n";
  }
  html += "</table>\n";
}

void AppendUnparsed(const std::vector<UnparsedText>& unparsed, std::string& html) {
  if (unparsed.empty()) {
    return;
  }
  html += "<h2>Text that belongs to no record</h2>\n<ul>\n";
  for (const UnparsedText& text : unparsed) {
    html += "<li class=\"printed-cell\">" + Escape(text.text) + WhereSpan(text.source) + "</li>\n";
  }
  html += "</ul>\n";
}

}  // namespace

std::string HtmlHead(bool /*several*/) {
  return std::string(kHead);
}
std::string HtmlFoot(bool /*several*/) {
  return "</body>\n</html>\n";
}

Result<std::string> HtmlSection(const DocumentRecord& record, const ExtractorVersion& version) {
  std::string html = "<article>\n";
  AppendHead(record, version, html);
  AppendFindings(record.findings, html);
  AppendGoals(record.goals, html);
  AppendTasks(record.tasks, html);
  AppendFunding(record.funding, html);
  AppendIndicators(record.indicators, html);
  std::size_t number = 0;
  for (const Table& table : record.tables) {
    AppendTable(table, ++number, html);
  }
  AppendUnparsed(record.coverage.unparsed, html);
  html += "</article>\n";
  return html;
}

}  // namespace zhibiao
