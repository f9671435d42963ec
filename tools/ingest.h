// One file → one DocumentRecord: the order of the stages is written in ingest.cc, once.
#ifndef TOOLS_INGEST_H_
#define TOOLS_INGEST_H_

#include <cstdint>
#include <string>

#include "extractors/pdf_reader.h"
#include "extractors/picture_reader.h"
#include "pipeline/record.h"
#include "pipeline/record_json.h"
#include "pipeline/result.h"
#include "tools/page_source.h"

namespace zhibiao {

struct IngestOptions {
  PdfLimits pdf;
  PictureLimits picture;
  OcrOptions ocr = UsualOcrOptions();
  std::int64_t max_bytes = std::int64_t{1} << 30;
};

// What came of a file. `source` is filled as far as the file could be read, also on failure.
struct Ingested {
  Status status;
  DocumentRecord record;  // record.source always; the rest where status.ok()
};

// Reads, extracts and normalizes `path` ("-": standard input). Prints nothing, stores nothing.
// `ocr` is opened when it is needed and may serve many documents.
Ingested IngestFile(const std::string& path, const IngestOptions& options, OcrSession& ocr);
// The same with engines of its own.
Ingested IngestFile(const std::string& path, const IngestOptions& options);

// Only reads the bytes and fills path, sha256, media_type and bytes: enough to see whether the
// document is known already.
Ingested IdentifyFile(const std::string& path, const IngestOptions& options);

// The versions that every record and every run carries.
ExtractorVersion CurrentVersion();

}  // namespace zhibiao

#endif  // TOOLS_INGEST_H_
