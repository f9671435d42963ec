#include "extractors/document_reader.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "extractors/block_reader.h"
#include "extractors/disclosure_reader.h"
#include "extractors/form_reader.h"

namespace zhibiao {
namespace {

// The project that all indicators share, if there is one.
std::string OnlyProject(const DocumentRecord& record) {
  if (record.indicators.empty()) {
    return {};
  }
  const std::string& first = record.indicators.front().project;
  const bool all =
      std::all_of(record.indicators.begin(), record.indicators.end(),
                  [&](const Indicator& indicator) { return indicator.project == first; });
  return all ? first : std::string();
}

}  // namespace

void ReadDocument(std::vector<DocumentItem> items, DocumentRecord& record, Findings& findings) {
  DisclosureReader disclosure(record.disclosure);
  for (DocumentItem& item : items) {
    if (const auto* line = std::get_if<TextLine>(&item)) {
      disclosure.AddLine(*line);
      continue;
    }
    JoinedTable& table = std::get<JoinedTable>(item);
    const std::string caption = table.table.caption;
    const std::size_t before = record.indicators.size();
    disclosure.AddTable(table.table);
    disclosure.AddFacts(ReadForm(std::move(table), record, findings));
    if (record.indicators.size() > before) {
      disclosure.AddForm(caption, record.tables.back());
    }
  }
  record.disclosure.project = OnlyProject(record);
  disclosure.Finish(record);
}

}  // namespace zhibiao
