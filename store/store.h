// The database that users keep: one file, one transaction a document. Schema: README.md.
#ifndef STORE_STORE_H_
#define STORE_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record.h"
#include "pipeline/record_json.h"
#include "pipeline/result.h"

namespace zhibiao {

enum class StoreOutcome : std::uint8_t {
  kNew,          // bytes never stored before, at a path never seen before
  kUnchanged,    // nothing was written
  kReplaced,     // the path held other bytes, or other versions had read them: rows are new
  kSameContent,  // the bytes are known from another path: only this path was added
};

// One row of a query: none for NULL, numbers in SQLite's spelling.
using StoredRow = std::vector<std::optional<std::string>>;

// One connection. Not thread-safe, and not to be carried over a fork: each worker opens its own.
class Store {
 public:
  // Opens and migrates; `create` makes the file where there is none. ":memory:" is a database that
  // goes with the Store.
  // Errors: kNotFound, kIo; kUnsupported  made by a newer program, or not our database.
  static Result<Store> Open(const std::string& path, bool create);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store();

  // Opens the record of an import. EndRun() takes it back where the run changed nothing.
  Result<std::int64_t> BeginRun(const ExtractorVersion& version, const std::string& command_line);
  Status EndRun(std::int64_t run_id);

  // True where these bytes, read by these versions from this path, are in the database already.
  Result<bool> IsCurrent(const std::string& path, std::string_view sha256,
                         const ExtractorVersion& version);
  // One transaction: all of the record or nothing. A changed document at a known path keeps the old
  // version's identity (document_version) and replaces its rows.
  // Requires: record.source.path and record.source.sha256 are set.
  Result<StoreOutcome> Write(const DocumentRecord& record, const ExtractorVersion& version,
                             std::int64_t run_id);
  // A document that failed, with its reason; what an earlier version stored stays. The same failure
  // again changes nothing.
  Status WriteFailure(const SourceFile& source, const Status& reason, std::int64_t run_id);

  // The view indicator_values: its columns, and its rows in the order of documents and rows.
  Result<std::vector<std::string>> IndicatorValueColumns();
  Status EachIndicatorValue(const std::function<void(const StoredRow&)>& visit);

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace zhibiao

#endif  // STORE_STORE_H_
