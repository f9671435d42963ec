// Tables flattened to tab-separated lines, as the text of a web page has them → records.
//
// Merged cells leave rows shifted by any number of columns and heads that do not line up; what a
// field is, is told by vocabulary and by the shape of values, and marked as inherited or inferred.
#ifndef EXTRACTORS_TEXT_FORM_READER_H_
#define EXTRACTORS_TEXT_FORM_READER_H_

#include <vector>

#include "extractors/text_reader.h"
#include "pipeline/finding.h"
#include "pipeline/record.h"

namespace zhibiao {

// Reads the rows of a text file into `record`; record.source is the caller's.
void ReadTextForm(const std::vector<TextRow>& rows, DocumentRecord& record, Findings& findings);

}  // namespace zhibiao

#endif  // EXTRACTORS_TEXT_FORM_READER_H_
