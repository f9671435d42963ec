// Text dumps of tables that kept their columns → tables with merged cells, as a page gives them.
//
// Blank cells at the left of a row belong to the merged cells above them: a dump prints a merged
// cell once, at its top left. So such a dump is read by what reads the forms of pages.
#ifndef EXTRACTORS_TEXT_TABLES_H_
#define EXTRACTORS_TEXT_TABLES_H_

#include <optional>
#include <vector>

#include "extractors/table_joiner.h"
#include "extractors/text_reader.h"

namespace zhibiao {

// `rows` as lines and tables, in reading order. The first line has the largest font: it is the
// title.
// Returns: nothing where no head of indicators is printed, or where the rows under one do not stand
// in its columns: their blank cells were lost.
std::optional<std::vector<DocumentItem>> ReadTextTables(const std::vector<TextRow>& rows);

// Lines of one table, whose columns are taken as they stand, with merged cells.
// Requires: the rows outlive the call; one of them has cells.
Table MakeTextTable(std::vector<const TextRow*> rows);

}  // namespace zhibiao

#endif  // EXTRACTORS_TEXT_TABLES_H_
