// A whole table → whatever records it holds: labels, goals, tasks, funding, indicators.
#ifndef EXTRACTORS_FORM_READER_H_
#define EXTRACTORS_FORM_READER_H_

#include <string>

#include "extractors/table_joiner.h"
#include "pipeline/finding.h"
#include "pipeline/record.h"

namespace zhibiao {

// Reads `joined` and appends it to record.tables. Recognised by vocabulary and structure alone; a
// table that is no form of performance targets gives its cells and nothing else.
//
// Adds to record.coverage: tables, rows, text that gave nothing.
// Returns: the agency (主管部门, 实施单位) that the form names, or empty; a department label goes
// to record.disclosure.
std::string ReadForm(JoinedTable joined, DocumentRecord& record, Findings& findings);

}  // namespace zhibiao

#endif  // EXTRACTORS_FORM_READER_H_
