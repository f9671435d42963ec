// Table files: rules, vocabularies and patterns as data.
//
// A file: comment lines that start with "# "; the first line that does not is the head
// ("id\tre2\t…"); then one row a line, one tab between columns. No quoting. Empty lines are
// skipped.
#ifndef PIPELINE_TSV_H_
#define PIPELINE_TSV_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/result.h"

namespace zhibiao {

struct TsvRow {
  int line = 0;  // from 1
  std::vector<std::string> fields;
};

class TsvTable {
 public:
  // `name` appears in errors: "comparators.tsv:12: ...".
  // Errors: kInvalidInput  a row with another number of fields than the head, a column of
  // `required`
  //         that the head lacks, an id that occurs twice.
  static Result<TsvTable> Parse(std::string_view name, std::string_view text,
                                const std::vector<std::string>& required);

  const std::vector<TsvRow>& rows() const { return rows_; }
  // Requires: `column` is in the head.
  const std::string& Get(const TsvRow& row, std::string_view column) const;
  bool HasColumn(std::string_view column) const;
  const std::string& name() const { return name_; }

 private:
  Status Check(const std::vector<std::string>& required) const;
  std::size_t IndexOf(std::string_view column) const;

  std::string name_;
  std::vector<std::string> head_;
  std::vector<TsvRow> rows_;
};

// An embedded data file: the path under the project ("normalizers/tables/units.tsv") and its text.
// Made at build time by tools/embed.cmake.
struct EmbeddedFile {
  std::string_view path;
  std::string_view text;
};

}  // namespace zhibiao

#endif  // PIPELINE_TSV_H_
