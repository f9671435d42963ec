// Pages → the document's sequence of text lines and whole tables: a table that goes on over page
// breaks is joined into one.
#ifndef EXTRACTORS_TABLE_JOINER_H_
#define EXTRACTORS_TABLE_JOINER_H_

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "extractors/page_layout.h"
#include "pipeline/finding.h"
#include "pipeline/layout.h"
#include "pipeline/table.h"

namespace zhibiao {

// A table over all its pages.
struct JoinedTable {
  Table table;
  std::vector<int> page_starts;  // rows of `table` with which a further page begins; ascending
  std::vector<bool> clipped;     // by index into table.cells: the page hides part of the text
  bool ruled = true;             // false: its columns were found from the text alone
};

using DocumentItem = std::variant<TextLine, JoinedTable>;

class TableJoiner {
 public:
  TableJoiner();
  TableJoiner(const TableJoiner&) = delete;
  TableJoiner& operator=(const TableJoiner&) = delete;
  TableJoiner(TableJoiner&&) = delete;
  TableJoiner& operator=(TableJoiner&&) = delete;
  ~TableJoiner();

  // Takes the pages in order. A fragment at the top of a page continues the table at the bottom of
  // the page before where their columns fit, no text stands between them but page numbers and
  // repeated heads, and it does not begin a form of its own. Boxes become those of the page as
  // shown.
  void Add(const PageLayout& layout, Findings& findings);

  // The items of the whole document, in reading order. The joiner is empty afterwards.
  std::vector<DocumentItem> Finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_TABLE_JOINER_H_
