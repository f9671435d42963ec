// DocumentRecord → rows. Part of a transaction that the caller holds.
#ifndef STORE_RECORD_WRITER_H_
#define STORE_RECORD_WRITER_H_

#include <cstdint>

#include "pipeline/record.h"
#include "pipeline/record_json.h"
#include "pipeline/result.h"
#include "store/database.h"

namespace zhibiao {

// Writes the row of `record` and all rows below it.
// Requires: the document exists and has no record.
Status WriteRecordRows(Database& database, std::int64_t document_id, const DocumentRecord& record,
                       const ExtractorVersion& version, std::int64_t run_id);

}  // namespace zhibiao

#endif  // STORE_RECORD_WRITER_H_
