#include "pipeline/tsv.h"

#include <algorithm>
#include <cassert>
#include <unordered_set>

namespace zhibiao {
namespace {

std::vector<std::string> SplitTabs(std::string_view line) {
  std::vector<std::string> fields;
  std::size_t begin = 0;
  while (true) {
    const std::size_t tab = line.find('\t', begin);
    fields.emplace_back(line.substr(begin, tab - begin));
    if (tab == std::string_view::npos) {
      return fields;
    }
    begin = tab + 1;
  }
}

// "comparators.tsv:12: message".
Status At(std::string_view name, int line, const std::string& message) {
  return {StatusCode::kInvalidInput,
          std::string(name) + ":" + std::to_string(line) + ": " + message};
}

bool IsComment(std::string_view line) {
  return line == "#" || line.substr(0, 2) == "# ";
}

}  // namespace

Result<TsvTable> TsvTable::Parse(std::string_view name, std::string_view text,
                                 const std::vector<std::string>& required) {
  TsvTable table;
  table.name_ = name;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (!line.empty() && line.back() == '\r') {
      line.remove_suffix(1);
    }
    if (line.empty() || IsComment(line)) {
      continue;
    }
    std::vector<std::string> fields = SplitTabs(line);
    if (table.head_.empty()) {
      table.head_ = std::move(fields);
      continue;
    }
    if (fields.size() != table.head_.size()) {
      return At(name, number,
                "has " + std::to_string(fields.size()) + " fields, the head has " +
                    std::to_string(table.head_.size()));
    }
    table.rows_.push_back({number, std::move(fields)});
  }
  ZHIBIAO_RETURN_IF_ERROR(table.Check(required));
  return table;
}

Status TsvTable::Check(const std::vector<std::string>& required) const {
  for (const std::string& column : required) {
    if (!HasColumn(column)) {
      return At(name_, 1, "the head lacks the column " + column);
    }
  }
  if (!HasColumn("id")) {
    return {};
  }
  std::unordered_set<std::string_view> ids;
  for (const TsvRow& row : rows_) {
    if (!ids.insert(Get(row, "id")).second) {
      return At(name_, row.line, "the id " + Get(row, "id") + " stands twice");
    }
  }
  return {};
}

const std::string& TsvTable::Get(const TsvRow& row, std::string_view column) const {
  return row.fields[IndexOf(column)];
}

bool TsvTable::HasColumn(std::string_view column) const {
  return std::find(head_.begin(), head_.end(), column) != head_.end();
}

std::size_t TsvTable::IndexOf(std::string_view column) const {
  const auto it = std::find(head_.begin(), head_.end(), column);
  assert(it != head_.end());
  return static_cast<std::size_t>(it - head_.begin());
}

}  // namespace zhibiao
