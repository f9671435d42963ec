#include "store/database.h"

#include <map>
#include <utility>

#include <sqlite3.h>

namespace zhibiao {
namespace {

constexpr int kBusyTimeoutMs = 60'000;

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

StatusCode CodeOf(int sqlite_code) {
  switch (sqlite_code & 0xFF) {  // without the extended part
    case SQLITE_NOTADB:
      return StatusCode::kUnsupported;
    case SQLITE_CONSTRAINT:  // one row is wrong; the database is well
    case SQLITE_TOOBIG:
    case SQLITE_ERROR:
      return StatusCode::kInternal;
    default:
      return StatusCode::kIo;
  }
}

Status Failure(sqlite3* connection) {
  return {CodeOf(sqlite3_errcode(connection)),
          std::string("database: ") + sqlite3_errmsg(connection)};
}

struct BindTo {
  sqlite3_stmt* statement;
  int index;

  int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
  int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, index, value); }
  int operator()(double value) const { return sqlite3_bind_double(statement, index, value); }
  int operator()(std::string_view text) const {
    // SQLite would take a null pointer for NULL; the caller copies nothing until the statement ran.
    return sqlite3_bind_text64(statement, index, text.data() == nullptr ? "" : text.data(),
                               text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  int operator()(const SqlBlob& blob) const {
    return sqlite3_bind_blob64(statement, index, blob.bytes.data(), blob.bytes.size(),
                               SQLITE_TRANSIENT);
  }
};

int BindAll(sqlite3_stmt* statement, std::initializer_list<SqlValue> values) {
  int index = 1;
  for (const SqlValue& value : values) {
    const int code = std::visit(BindTo{statement, index}, value);
    if (code != SQLITE_OK) {
      return code;
    }
    ++index;
  }
  return SQLITE_OK;
}

}  // namespace

SqlValue TextOrNull(std::string_view text) {
  return text.empty() ? SqlValue{} : SqlValue{text};
}

SqlValue IntOrNull(const std::optional<int>& value) {
  return value.has_value() ? SqlValue{std::int64_t{*value}} : SqlValue{};
}

// ---- Rows ----

struct Rows::Impl {
  sqlite3* connection = nullptr;
  sqlite3_stmt* statement = nullptr;  // belongs to the cache of the Database

  Impl(sqlite3* the_connection, sqlite3_stmt* the_statement)
      : connection(the_connection), statement(the_statement) {}
  Impl(const Impl&) = delete;
  Impl(Impl&&) = delete;
  Impl& operator=(const Impl&) = delete;
  Impl& operator=(Impl&&) = delete;
  ~Impl() { sqlite3_reset(statement); }
};

Rows::Rows(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Rows::Rows(Rows&& other) noexcept = default;
Rows::~Rows() = default;

Result<bool> Rows::Next() {
  const int code = sqlite3_step(impl_->statement);
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code == SQLITE_DONE) {
    return false;
  }
  return Failure(impl_->connection);
}

int Rows::columns() const {
  return sqlite3_column_count(impl_->statement);
}

std::string Rows::Name(int column) const {
  return sqlite3_column_name(impl_->statement, column);
}

bool Rows::IsNull(int column) const {
  return sqlite3_column_type(impl_->statement, column) == SQLITE_NULL;
}

std::int64_t Rows::Int(int column) const {
  return sqlite3_column_int64(impl_->statement, column);
}

std::string Rows::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(impl_->statement, column));
  if (text == nullptr) {
    return {};
  }
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(impl_->statement, column))};
}

// ---- Database ----

struct Database::Impl {
  Connection connection;
  // Declared after the connection, so that the statements go first.
  std::map<std::string, Statement, std::less<>> statements;

  // The statement of `sql` with `values` bound, ready to step.
  Result<sqlite3_stmt*> Ready(std::string_view sql, std::initializer_list<SqlValue> values) {
    auto found = statements.find(sql);
    if (found == statements.end()) {
      sqlite3_stmt* made = nullptr;
      if (sqlite3_prepare_v3(connection.get(), sql.data(), static_cast<int>(sql.size()),
                             SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK) {
        return Failure(connection.get());
      }
      found = statements.emplace(sql, Statement(made)).first;
    }
    sqlite3_stmt* statement = found->second.get();
    if (BindAll(statement, values) != SQLITE_OK) {
      return Failure(connection.get());
    }
    return statement;
  }
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::Open(const std::string& path, bool create) {
  const int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  auto impl = std::make_unique<Impl>();
  impl->connection.reset(opened);
  if (code != SQLITE_OK) {
    return Status(code == SQLITE_CANTOPEN && !create ? StatusCode::kNotFound : StatusCode::kIo,
                  std::string("database cannot be opened: ") +
                      (opened == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(opened)));
  }
  sqlite3_busy_timeout(opened, kBusyTimeoutMs);
  return Database(std::move(impl));
}

Status Database::RunScript(std::string_view sql) {
  const std::string text(sql);
  if (sqlite3_exec(impl_->connection.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return Failure(impl_->connection.get());
  }
  return {};
}

Status Database::Run(std::string_view sql, std::initializer_list<SqlValue> values) {
  ZHIBIAO_TRY(sqlite3_stmt * statement, impl_->Ready(sql, values));
  const int code = sqlite3_step(statement);
  Status status =
      code == SQLITE_DONE || code == SQLITE_ROW ? Status() : Failure(impl_->connection.get());
  sqlite3_reset(statement);
  return status;
}

Result<Rows> Database::Select(std::string_view sql, std::initializer_list<SqlValue> values) {
  ZHIBIAO_TRY(sqlite3_stmt * statement, impl_->Ready(sql, values));
  return Rows(std::make_unique<Rows::Impl>(impl_->connection.get(), statement));
}

Result<std::optional<std::int64_t>> Database::SelectInt(std::string_view sql,
                                                        std::initializer_list<SqlValue> values) {
  ZHIBIAO_TRY(Rows rows, Select(sql, values));
  ZHIBIAO_TRY(const bool found, rows.Next());
  if (!found || rows.IsNull(0)) {
    return std::optional<std::int64_t>();
  }
  return std::optional<std::int64_t>(rows.Int(0));
}

std::int64_t Database::last_insert_id() const {
  return sqlite3_last_insert_rowid(impl_->connection.get());
}

// ---- Transaction ----

Result<Transaction> Transaction::Begin(Database& database) {
  ZHIBIAO_RETURN_IF_ERROR(database.Run("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  if (database_ != nullptr) {
    // Where even this fails SQLite has rolled back already.
    static_cast<void>(database_->Run("ROLLBACK"));
  }
}

Status Transaction::Commit() {
  Status status = database_->Run("COMMIT");
  if (status.ok()) {
    database_ = nullptr;
  }
  return status;
}

}  // namespace zhibiao
