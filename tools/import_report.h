// What a worker tells the parent about one imported document, and the sum of it all.
#ifndef TOOLS_IMPORT_REPORT_H_
#define TOOLS_IMPORT_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/record.h"
#include "pipeline/result.h"

namespace zhibiao {

enum class ImportOutcome : std::uint8_t {
  kNew,
  kUnchanged,
  kReplaced,
  kSameContent,
  kFailed,          // this document; the failure is recorded
  kDatabaseFailed,  // the database refuses: the import cannot go on
};

struct ImportReport {
  ImportOutcome outcome = ImportOutcome::kUnchanged;
  Status status;  // of kFailed and kDatabaseFailed
  std::int64_t indicators = 0;
  std::int64_t values = 0;
  std::int64_t findings = 0;
  std::int64_t pages_needing_ocr = 0;
};

// The counts of what `record` holds.
ImportReport CountRecord(const DocumentRecord& record);

// Over a pipe between two processes of this very program.
std::string EncodeReport(const ImportReport& report);
ImportReport DecodeReport(std::string_view bytes);

// Sums up the reports of one import.
class ImportSummary {
 public:
  void Add(const ImportReport& report);
  std::size_t failed() const { return counts_.failed; }

  // Several lines: what became of the documents, and what was stored.
  std::string Text(std::size_t passed_over, double seconds) const;

 private:
  struct Counts {
    std::size_t fresh = 0, unchanged = 0, replaced = 0, same_content = 0, failed = 0, need_ocr = 0;
  };
  std::size_t documents() const;

  Counts counts_;
  ImportReport stored_;  // the sums
};

}  // namespace zhibiao

#endif  // TOOLS_IMPORT_REPORT_H_
