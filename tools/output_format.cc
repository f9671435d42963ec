#include "tools/output_format.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "pipeline/json_writer.h"
#include "store/store.h"
#include "tools/html_page.h"

namespace zhibiao {
namespace {

std::string Nothing(bool /*several*/) {
  return {};
}

Result<std::string> JsonLine(const DocumentRecord& record, const ExtractorVersion& version) {
  return RecordToJson(record, version) + "\n";
}

std::string JsonHead(bool several) {
  return several ? "[\n" : "";
}
std::string JsonSeparator(bool several) {
  return several ? ",\n" : "";
}
std::string JsonFoot(bool several) {
  return several ? "\n]\n" : "\n";
}

Result<std::string> IndentedJson(const DocumentRecord& record, const ExtractorVersion& version) {
  return IndentJson(RecordToJson(record, version));
}

void AppendTsvField(std::string_view text, std::string& line) {
  for (const char c : text) {
    switch (c) {
      case '\t':
        line += "\\t";
        break;
      case '\n':
        line += "\\n";
        break;
      case '\r':
        line += "\\r";
        break;
      case '\\':
        line += "\\\\";
        break;
      default:
        line.push_back(c);
    }
  }
}

std::string TsvHead(bool /*several*/) {
  Result<Store> store = Store::Open(":memory:", true);
  const Result<std::vector<std::string>> columns =
      store.ok() ? store.value().IndicatorValueColumns() : store.status();
  std::string line;
  if (columns.ok()) {
    for (const std::string& column : columns.value()) {
      line += (line.empty() ? "" : "\t") + column;
    }
  }
  return line + "\n";
}

// The rows are those of the database's own view, so that the two can never differ.
Result<std::string> TsvLines(const DocumentRecord& record, const ExtractorVersion& version) {
  ZHIBIAO_TRY(Store store, Store::Open(":memory:", true));
  ZHIBIAO_TRY(const std::int64_t run_id, store.BeginRun(version, "extract"));
  ZHIBIAO_RETURN_IF_ERROR(store.Write(record, version, run_id).status());
  std::string lines;
  ZHIBIAO_RETURN_IF_ERROR(store.EachIndicatorValue([&lines](const StoredRow& row) {
    std::string_view gap;
    for (const std::optional<std::string>& field : row) {
      lines += gap;
      AppendTsvField(field.value_or(""), lines);
      gap = "\t";
    }
    lines += '\n';
  }));
  return lines;
}

struct NamedFormat {
  std::string_view name;
  OutputFormat format;
};

constexpr NamedFormat kFormats[] = {
    {"jsonl", {Nothing, Nothing, Nothing, JsonLine}},
    {"json", {JsonHead, JsonSeparator, JsonFoot, IndentedJson}},
    {"tsv", {TsvHead, Nothing, Nothing, TsvLines}},
    {"html", {HtmlHead, Nothing, HtmlFoot, HtmlSection}},
};

}  // namespace

const OutputFormat& FindOutputFormat(std::string_view name) {
  const auto* found = std::find_if(std::begin(kFormats), std::end(kFormats),
                                   [name](const NamedFormat& f) { return f.name == name; });
  assert(found != std::end(kFormats));
  return found->format;
}

}  // namespace zhibiao
