#include "store/store.h"

#include <span>
#include <utility>

#include "pipeline/tsv.h"
#include "store/database.h"
#include "store/migrate.h"
#include "store/record_writer.h"

namespace zhibiao {

// Made from migrations/*.sql by zhibiao_embed.
std::span<const EmbeddedFile> StoreMigrations();

namespace {

// What the database knows about a path and about a content before a write.
struct Known {
  std::optional<std::int64_t> at_path;     // the document that the path holds now
  std::optional<std::int64_t> by_content;  // the document with the new bytes
  bool record_is_current = false;          // by_content was read by the same versions
};

Result<Known> Look(Database& database, const std::string& path, std::string_view sha256,
                   const ExtractorVersion& version) {
  Known known;
  ZHIBIAO_TRY(known.at_path,
              database.SelectInt("SELECT document_id FROM document_path WHERE path = ?", {path}));
  ZHIBIAO_TRY(known.by_content,
              database.SelectInt("SELECT document_id FROM document WHERE sha256 = ?", {sha256}));
  if (known.by_content.has_value()) {
    ZHIBIAO_TRY(const auto current,
                database.SelectInt("SELECT 1 FROM record WHERE document_id = ?"
                                   " AND program_version = ? AND rules_version = ?",
                                   {*known.by_content, version.program, version.rules}));
    known.record_is_current = current.has_value();
  }
  return known;
}

bool IsUnchanged(const Known& known) {
  return known.by_content.has_value() && known.by_content == known.at_path &&
         known.record_is_current;
}

StoreOutcome OutcomeOf(const Known& known) {
  if (IsUnchanged(known)) {
    return StoreOutcome::kUnchanged;
  }
  if (known.at_path.has_value()) {
    return StoreOutcome::kReplaced;
  }
  if (known.by_content.has_value()) {
    return known.record_is_current ? StoreOutcome::kSameContent : StoreOutcome::kReplaced;
  }
  return StoreOutcome::kNew;
}

Result<std::int64_t> AddDocument(Database& database, const SourceFile& source) {
  ZHIBIAO_RETURN_IF_ERROR(database.Run(
      "INSERT INTO document (sha256, path, media_type, bytes, pages) VALUES (?, ?, ?, ?, ?)",
      {source.sha256, source.path, source.media_type, source.bytes,
       source.pages > 0 ? SqlValue{std::int64_t{source.pages}} : SqlValue{}}));
  return database.last_insert_id();
}

Status LinkPath(Database& database, const std::string& path, std::int64_t document_id,
                std::int64_t run_id) {
  return database.Run(
      "INSERT INTO document_path (path, document_id, run_id) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (path) DO UPDATE SET document_id = ?2, run_id = ?3",
      {path, document_id, run_id});
}

// After a path has left `document_id`: a document without paths goes, with its rows; one that was
// known by that path takes the next oldest.
Status ReleaseDocument(Database& database, std::int64_t document_id, const std::string& path) {
  ZHIBIAO_RETURN_IF_ERROR(
      database.Run("DELETE FROM document WHERE document_id = ?1"
                   " AND NOT EXISTS (SELECT 1 FROM document_path WHERE document_id = ?1)",
                   {document_id}));
  return database.Run(
      "UPDATE document SET path = (SELECT path FROM document_path WHERE document_id = ?1"
      " ORDER BY rowid LIMIT 1) WHERE document_id = ?1 AND path = ?2",
      {document_id, path});
}

Status AppendVersion(Database& database, const SourceFile& source, const ExtractorVersion& version,
                     std::int64_t run_id) {
  return database.Run(
      "INSERT INTO document_version (path, sha256, media_type, bytes, program_version,"
      " rules_version, run_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
      {source.path, source.sha256, source.media_type, source.bytes, version.program, version.rules,
       run_id});
}

Status SettleFailures(Database& database, const std::string& path, std::int64_t run_id) {
  return database.Run(
      "UPDATE document_failure SET settled_run_id = ?2 WHERE path = ?1 AND settled_run_id IS NULL",
      {path, run_id});
}

// The rows of the record, new or instead of those that other versions made.
Status RenewRecord(Database& database, std::int64_t document_id, const DocumentRecord& record,
                   const ExtractorVersion& version, std::int64_t run_id) {
  ZHIBIAO_RETURN_IF_ERROR(database.Run("DELETE FROM record WHERE document_id = ?", {document_id}));
  return WriteRecordRows(database, document_id, record, version, run_id);
}

Status WriteChange(Database& database, const Known& known, const DocumentRecord& record,
                   const ExtractorVersion& version, std::int64_t run_id) {
  const SourceFile& source = record.source;
  std::int64_t document_id = known.by_content.value_or(0);
  if (!known.by_content.has_value()) {
    ZHIBIAO_TRY(document_id, AddDocument(database, source));
  }
  ZHIBIAO_RETURN_IF_ERROR(LinkPath(database, source.path, document_id, run_id));
  if (known.at_path.has_value() && *known.at_path != document_id) {
    ZHIBIAO_RETURN_IF_ERROR(ReleaseDocument(database, *known.at_path, source.path));
  }
  if (!known.record_is_current) {
    ZHIBIAO_RETURN_IF_ERROR(RenewRecord(database, document_id, record, version, run_id));
  }
  return AppendVersion(database, source, version, run_id);
}

StoredRow RowOf(const Rows& rows) {
  StoredRow row;
  row.reserve(static_cast<std::size_t>(rows.columns()));
  for (int column = 0; column < rows.columns(); ++column) {
    if (rows.IsNull(column)) {
      row.emplace_back();
    } else {
      row.emplace_back(rows.Text(column));
    }
  }
  return row;
}

}  // namespace

struct Store::Impl {
  Database database;
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::Open(const std::string& path, bool create) {
  ZHIBIAO_TRY(const std::vector<Migration> migrations, OrderMigrations(StoreMigrations()));
  ZHIBIAO_TRY(Database database, Database::Open(path, create));
  // WAL: readers go on while an import writes; NORMAL: a killed program loses nothing, a power cut
  // at most the last documents, which the next import reads again.
  ZHIBIAO_RETURN_IF_ERROR(database.RunScript("PRAGMA foreign_keys = ON"));
  ZHIBIAO_RETURN_IF_ERROR(Migrate(database, migrations));
  ZHIBIAO_RETURN_IF_ERROR(
      database.RunScript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"));
  return Store(std::make_unique<Impl>(Impl{std::move(database)}));
}

Result<std::int64_t> Store::BeginRun(const ExtractorVersion& version,
                                     const std::string& command_line) {
  Database& database = impl_->database;
  ZHIBIAO_RETURN_IF_ERROR(database.Run(
      "INSERT INTO run (program_version, rules_version, command_line) VALUES (?, ?, ?)",
      {version.program, version.rules, command_line}));
  return database.last_insert_id();
}

Status Store::EndRun(std::int64_t run_id) {
  Database& database = impl_->database;
  ZHIBIAO_TRY(Transaction transaction, Transaction::Begin(database));
  ZHIBIAO_RETURN_IF_ERROR(database.Run(
      "UPDATE run SET ended_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE run_id = ?",
      {run_id}));
  // A run that changed nothing leaves nothing behind. Whatever a run writes bears its number in one
  // of these two append-only tables.
  ZHIBIAO_RETURN_IF_ERROR(database.Run(
      "DELETE FROM run WHERE run_id = ?1"
      " AND NOT EXISTS (SELECT 1 FROM document_version WHERE run_id = ?1)"
      " AND NOT EXISTS (SELECT 1 FROM document_failure WHERE ?1 IN (run_id, settled_run_id))",
      {run_id}));
  return transaction.Commit();
}

Result<bool> Store::IsCurrent(const std::string& path, std::string_view sha256,
                              const ExtractorVersion& version) {
  ZHIBIAO_TRY(const Known known, Look(impl_->database, path, sha256, version));
  // A path that failed since is read again, which settles the failure.
  ZHIBIAO_TRY(
      const auto failed,
      impl_->database.SelectInt(
          "SELECT 1 FROM document_failure WHERE path = ? AND settled_run_id IS NULL", {path}));
  return IsUnchanged(known) && !failed.has_value();
}

Result<StoreOutcome> Store::Write(const DocumentRecord& record, const ExtractorVersion& version,
                                  std::int64_t run_id) {
  Database& database = impl_->database;
  ZHIBIAO_TRY(Transaction transaction, Transaction::Begin(database));
  ZHIBIAO_TRY(const Known known, Look(database, record.source.path, record.source.sha256, version));
  const StoreOutcome outcome = OutcomeOf(known);
  if (outcome != StoreOutcome::kUnchanged) {
    ZHIBIAO_RETURN_IF_ERROR(WriteChange(database, known, record, version, run_id));
  }
  ZHIBIAO_RETURN_IF_ERROR(SettleFailures(database, record.source.path, run_id));
  ZHIBIAO_RETURN_IF_ERROR(transaction.Commit());
  return outcome;
}

Status Store::WriteFailure(const SourceFile& source, const Status& reason, std::int64_t run_id) {
  Database& database = impl_->database;
  ZHIBIAO_TRY(Transaction transaction, Transaction::Begin(database));
  ZHIBIAO_TRY(const auto known,
              database.SelectInt("SELECT failure_id FROM document_failure WHERE path = ?"
                                 " AND sha256 IS ? AND code = ? AND reason = ?"
                                 " AND settled_run_id IS NULL",
                                 {source.path, TextOrNull(source.sha256),
                                  StatusCodeName(reason.code()), reason.message()}));
  if (!known.has_value()) {
    ZHIBIAO_RETURN_IF_ERROR(SettleFailures(database, source.path, run_id));
    ZHIBIAO_RETURN_IF_ERROR(database.Run(
        "INSERT INTO document_failure (path, sha256, media_type, bytes, code, reason, run_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        {source.path, TextOrNull(source.sha256), TextOrNull(source.media_type),
         source.sha256.empty() ? SqlValue{} : SqlValue{source.bytes}, StatusCodeName(reason.code()),
         reason.message(), run_id}));
  }
  return transaction.Commit();
}

Result<std::vector<std::string>> Store::IndicatorValueColumns() {
  ZHIBIAO_TRY(const Rows rows, impl_->database.Select("SELECT * FROM indicator_values LIMIT 0"));
  std::vector<std::string> names;
  names.reserve(static_cast<std::size_t>(rows.columns()));
  for (int column = 0; column < rows.columns(); ++column) {
    names.push_back(rows.Name(column));
  }
  return names;
}

Status Store::EachIndicatorValue(const std::function<void(const StoredRow&)>& visit) {
  ZHIBIAO_TRY(Rows rows, impl_->database.Select("SELECT * FROM indicator_values"));
  while (true) {
    ZHIBIAO_TRY(const bool more, rows.Next());
    if (!more) {
      return {};
    }
    visit(RowOf(rows));
  }
}

}  // namespace zhibiao
