// The items of a document → one DocumentRecord, as printed.
#ifndef EXTRACTORS_DOCUMENT_READER_H_
#define EXTRACTORS_DOCUMENT_READER_H_

#include <vector>

#include "extractors/table_joiner.h"
#include "pipeline/finding.h"
#include "pipeline/record.h"

namespace zhibiao {

// Reads tables and text lines into `record`: its forms, title, kind, scope, fiscal year,
// department, project and money unit. record.source is the caller's.
void ReadDocument(std::vector<DocumentItem> items, DocumentRecord& record, Findings& findings);

}  // namespace zhibiao

#endif  // EXTRACTORS_DOCUMENT_READER_H_
