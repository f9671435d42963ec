// Lines of a text file whose columns are parted by spaces → lines of cells, as tabs part them.
#ifndef EXTRACTORS_TEXT_COLUMNS_H_
#define EXTRACTORS_TEXT_COLUMNS_H_

#include <vector>

#include "extractors/text_reader.h"

namespace zhibiao {

// Parts lines under a head of indicators whose names stand apart, and lines that begin with a
// label. A text goes to the column whose head stands over it; where that does not work out, cells
// are in order, and which column they belong to is told later. Other lines stay as they are.
std::vector<TextRow> PartAtSpaces(std::vector<TextRow> rows);

}  // namespace zhibiao

#endif  // EXTRACTORS_TEXT_COLUMNS_H_
