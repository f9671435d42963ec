// The one door to SQLite: connection, cached statements, transaction. Knows no table by name.
#ifndef STORE_DATABASE_H_
#define STORE_DATABASE_H_

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pipeline/result.h"

namespace zhibiao {

// Bytes that are no text: a picture.
struct SqlBlob {
  std::string_view bytes;
};

// What is bound to a `?`: NULL, a number, or a text or bytes, which must live until the call
// returns.
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string_view, SqlBlob>;

// NULL where the text is empty.
SqlValue TextOrNull(std::string_view text);
// NULL where there is no value.
SqlValue IntOrNull(const std::optional<int>& value);

class Database;

// The rows of one SELECT, one after the other. Lives shorter than its Database; one Rows at a time
// for one SQL text.
class Rows {
 public:
  Rows(Rows&& other) noexcept;
  Rows& operator=(Rows&&) = delete;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows();

  // Steps to the next row; false after the last.
  Result<bool> Next();
  int columns() const;
  std::string Name(int column) const;
  bool IsNull(int column) const;
  std::int64_t Int(int column) const;
  std::string Text(int column) const;  // numbers in SQLite's spelling; NULL is ""; bytes of a BLOB

 private:
  friend class Database;
  struct Impl;
  explicit Rows(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// One connection. Not thread-safe, and not to be carried over a fork.
//
// Errors of all calls: kIo  the file cannot be read, written or locked; kUnsupported  it is no
// database; kInternal  the statement or a row is wrong.
class Database {
 public:
  // Opens the file; makes it where `create` says so. Waits for other connections, up to a minute.
  // Errors: kNotFound  no such file, and not to be made
  //         kIo        the file cannot be opened or read
  //         kUnsupported  the file is no SQLite database
  static Result<Database> Open(const std::string& path, bool create);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  // Several statements without parameters.
  Status RunScript(std::string_view sql);
  // One statement that gives no rows. It is prepared once and kept.
  Status Run(std::string_view sql, std::initializer_list<SqlValue> values = {});
  // One statement that gives rows.
  Result<Rows> Select(std::string_view sql, std::initializer_list<SqlValue> values = {});
  // The first column of the first row as a number; none where there is no row or it is NULL.
  Result<std::optional<std::int64_t>> SelectInt(std::string_view sql,
                                                std::initializer_list<SqlValue> values = {});
  std::int64_t last_insert_id() const;

 private:
  struct Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// All or nothing: rolls back unless Commit() was called. Takes the write lock at once.
class Transaction {
 public:
  // Errors: kIo  another process kept the database locked for more than a minute.
  static Result<Transaction> Begin(Database& database);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  Status Commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;  // null: over
};

}  // namespace zhibiao

#endif  // STORE_DATABASE_H_
