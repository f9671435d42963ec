// The flags that bound the work: --jobs, --timeout, --memory, --max-bytes.
#ifndef TOOLS_WORKER_OPTIONS_H_
#define TOOLS_WORKER_OPTIONS_H_

#include <cstddef>

#include "pipeline/runner.h"
#include "tools/cli.h"
#include "tools/ingest.h"

namespace zhibiao {

// No more workers than documents, and one a processor core unless --jobs says otherwise.
RunnerOptions WorkerOptions(const Invocation& invocation, std::size_t documents);
// How a document is read.
IngestOptions ReadOptions(const Invocation& invocation);

}  // namespace zhibiao

#endif  // TOOLS_WORKER_OPTIONS_H_
