#include <iostream>

#include "tools/commands.h"
#include "tools/ingest.h"

namespace zhibiao {

int RunExtract(const Invocation& invocation) {
  if (invocation.operands.empty()) {
    return UsageError("extract", "extract needs a FILE");
  }
  int exit_code = kExitDone;
  for (const std::string& path : invocation.operands) {
    const Ingested ingested = IngestFile(path, IngestOptions{});
    if (!ingested.status.ok()) {
      PrintDocumentError(path, ingested.status);
      exit_code = kExitDocumentFailed;
      continue;
    }
    std::cout << RecordToJson(ingested.record, CurrentVersion()) << '\n';
  }
  return exit_code;
}

int RunCompletion(const Invocation& invocation) {
  if (invocation.operands != std::vector<std::string>{"bash"}) {
    return UsageError("completion", "completion knows one shell: bash");
  }
  std::cout << BashCompletion();
  return kExitDone;
}

}  // namespace zhibiao
