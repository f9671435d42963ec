#include "tests/support/database_dump.h"

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "store/database.h"

namespace zhibiao::test {
namespace {

std::vector<std::string> TableNames(Database& database) {
  std::vector<std::string> names;
  Result<Rows> rows = database.Select(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY "
      "1");
  EXPECT_TRUE(rows.ok()) << rows.status().message();
  while (rows.ok() && rows.value().Next().take()) {
    names.push_back(rows.value().Text(0));
  }
  return names;
}

bool IsLeftOut(std::string_view column, bool with_runs) {
  return column.ends_with("_at") || (!with_runs && column.ends_with("run_id"));
}

std::string DumpTableRows(Database& database, const std::string& table, bool with_runs) {
  // The first columns of every table of ours are its key.
  Result<Rows> rows = database.Select("SELECT * FROM " + table + " ORDER BY 1, 2, 3");
  EXPECT_TRUE(rows.ok()) << rows.status().message();
  std::string text;
  while (rows.ok() && rows.value().Next().take()) {
    text += table + ":";
    for (int column = 0; column < rows.value().columns(); ++column) {
      if (!IsLeftOut(rows.value().Name(column), with_runs)) {
        text += " " + rows.value().Name(column) + "=" +
                (rows.value().IsNull(column) ? "NULL" : "'" + rows.value().Text(column) + "'");
      }
    }
    text += "\n";
  }
  return text;
}

std::string Dump(const std::string& path, bool with_runs) {
  Result<Database> opened = Database::Open(path, false);
  if (!opened.ok()) {
    ADD_FAILURE() << path << ": " << opened.status().message();
    return {};
  }
  std::string text;
  for (const std::string& table : TableNames(opened.value())) {
    if (with_runs || table != "run") {
      text += DumpTableRows(opened.value(), table, with_runs);
    }
  }
  return text;
}

}  // namespace

std::string DumpDatabase(const std::string& path) {
  return Dump(path, false);
}
std::string DumpDatabaseWithRuns(const std::string& path) {
  return Dump(path, true);
}

}  // namespace zhibiao::test
