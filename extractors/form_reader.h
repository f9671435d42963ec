// A whole table → whatever records it holds: labels, goals, tasks, funding, indicators.
#ifndef EXTRACTORS_FORM_READER_H_
#define EXTRACTORS_FORM_READER_H_

#include <string>

#include "extractors/table_joiner.h"
#include "pipeline/finding.h"
#include "pipeline/record.h"

namespace zhibiao {

// What a form says about the whole document, where nothing better does.
struct FormFacts {
  std::string agency;      // 主管部门, 实施单位; empty: none
  std::string money_unit;  // as its labels name it: 项目资金（万元）; empty: they do not
};

// Reads `joined` and appends it to record.tables. Recognised by vocabulary and structure alone; a
// table that is no form of performance targets gives its cells and nothing else.
//
// Adds to record.coverage: tables, rows, text that gave nothing.
// Returns: empty facts where the table is no form. A department label goes to record.disclosure.
FormFacts ReadForm(JoinedTable joined, DocumentRecord& record, Findings& findings);

}  // namespace zhibiao

#endif  // EXTRACTORS_FORM_READER_H_
