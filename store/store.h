// The database that users keep: one file, one transaction a document. Schema: migrations/*.sql.
#ifndef STORE_STORE_H_
#define STORE_STORE_H_

#include <memory>
#include <string>
#include <string_view>

#include "pipeline/record.h"
#include "pipeline/record_json.h"
#include "pipeline/result.h"

namespace zhibiao {

enum class StoreOutcome { kNew, kUnchanged, kReplaced };

// One connection. Not thread-safe; each worker process opens its own.
class Store {
 public:
  // Creates or migrates. Errors: kIo; kUnsupported (made by a newer program, or not our database).
  static Result<Store> Open(const std::string& path, bool create);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store();

  // True where these bytes, read by these versions from this path, are in the database already.
  Result<bool> IsCurrent(const std::string& path, std::string_view sha256,
                         const ExtractorVersion& version);
  // One transaction: all of the record or nothing. A changed document at a known path keeps the old
  // version's identity and replaces its rows.
  Result<StoreOutcome> Write(const DocumentRecord& record, const ExtractorVersion& version,
                             std::int64_t run_id);
  // A document that failed, with its reason; what an earlier version stored stays.
  Status WriteFailure(const SourceFile& source, const Status& reason, std::int64_t run_id);
  Result<std::int64_t> BeginRun(const ExtractorVersion& version, const std::string& command_line);
  Status EndRun(std::int64_t run_id);

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace zhibiao

#endif  // STORE_STORE_H_
