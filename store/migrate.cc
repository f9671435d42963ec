#include "store/migrate.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "pipeline/sha256.h"

namespace zhibiao {
namespace {

// "store/migrations/0001_ledger.sql" → "0001_ledger".
std::string_view BaseName(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);  // npos + 1 is 0
  return path.substr(0, path.find('.'));
}

Status Foreign(std::string message) {
  return {StatusCode::kUnsupported, std::move(message)};
}

// Refuses what is not ours. A fresh file has no tables and no id.
Status CheckOwner(Database& database) {
  ZHIBIAO_TRY(const auto id, database.SelectInt("PRAGMA application_id"));
  if (id == kApplicationId) {
    return {};
  }
  ZHIBIAO_TRY(const auto objects, database.SelectInt("SELECT count(*) FROM sqlite_schema"));
  if (id != 0 || objects != 0) {
    return Foreign("the file is a database of another program, not of zhibiao");
  }
  return {};
}

// The history that the database remembers must be the beginning of ours.
Status CheckHistory(Database& database, const std::vector<Migration>& migrations, int version) {
  ZHIBIAO_TRY(Rows rows,
              database.Select("SELECT number, sha256 FROM schema_migration ORDER BY number"));
  int expected = 1;
  while (true) {
    ZHIBIAO_TRY(const bool more, rows.Next());
    if (!more) {
      break;
    }
    if (rows.Int(0) != expected || expected > version ||
        rows.Text(1) != Sha256Hex(migrations[static_cast<std::size_t>(expected) - 1].sql)) {
      return Foreign("the database was made by another build of zhibiao: migration " +
                     std::to_string(rows.Int(0)) + " differs");
    }
    ++expected;
  }
  return expected == version + 1 ? Status() : Foreign("the database lacks a migration row");
}

Status Apply(Database& database, const Migration& migration) {
  ZHIBIAO_RETURN_IF_ERROR(database.RunScript(migration.sql));
  ZHIBIAO_RETURN_IF_ERROR(
      database.Run("INSERT INTO schema_migration (number, name, sha256) VALUES (?, ?, ?)",
                   {std::int64_t{migration.number}, migration.name, Sha256Hex(migration.sql)}));
  return database.RunScript("PRAGMA application_id = " + std::to_string(kApplicationId) +
                            "; PRAGMA user_version = " + std::to_string(migration.number));
}

// The number of migrations that the database went through.
Result<int> ReadVersion(Database& database) {
  ZHIBIAO_TRY(const auto version, database.SelectInt("PRAGMA user_version"));
  return static_cast<int>(version.value_or(0));
}

}  // namespace

Result<std::vector<Migration>> OrderMigrations(std::span<const EmbeddedFile> files) {
  std::vector<Migration> migrations;
  for (const EmbeddedFile& file : files) {
    const std::string_view name = BaseName(file.path);
    int number = 0;
    if (std::from_chars(name.data(), name.data() + name.size(), number).ec != std::errc()) {
      return Status(StatusCode::kInternal, "migration without a number: " + std::string(name));
    }
    migrations.push_back({number, std::string(name), file.text});
  }
  std::sort(migrations.begin(), migrations.end(),
            [](const Migration& a, const Migration& b) { return a.number < b.number; });
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    if (migrations[i].number != static_cast<int>(i) + 1) {
      return Status(StatusCode::kInternal, "migrations have a gap before " + migrations[i].name);
    }
  }
  return migrations;
}

Status Migrate(Database& database, const std::vector<Migration>& migrations) {
  ZHIBIAO_RETURN_IF_ERROR(CheckOwner(database));
  const int known = static_cast<int>(migrations.size());
  while (true) {
    // Read again under the lock: another process may have migrated meanwhile.
    ZHIBIAO_TRY(int version, ReadVersion(database));
    if (version > known) {
      return Foreign("the database was made by a newer zhibiao (schema " + std::to_string(version) +
                     ", this program knows " + std::to_string(known) +
                     "); use that version or a new file");
    }
    if (version > 0) {
      ZHIBIAO_RETURN_IF_ERROR(CheckHistory(database, migrations, version));
    }
    if (version == known) {
      return {};
    }
    ZHIBIAO_TRY(Transaction transaction, Transaction::Begin(database));
    ZHIBIAO_TRY(const int locked_version, ReadVersion(database));
    if (locked_version == version) {
      ZHIBIAO_RETURN_IF_ERROR(Apply(database, migrations[static_cast<std::size_t>(version)]));
      ZHIBIAO_RETURN_IF_ERROR(transaction.Commit());
    }
  }
}

}  // namespace zhibiao
