// Brings a database to the shape that this program knows: migrations/*.sql, by number.
#ifndef STORE_MIGRATE_H_
#define STORE_MIGRATE_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/tsv.h"
#include "store/database.h"

namespace zhibiao {

// PRAGMA application_id of our databases: "ZBJX".
inline constexpr int kApplicationId = 0x5A424A58;

struct Migration {
  int number = 0;    // from 1, without gaps
  std::string name;  // "0001_ledger"
  std::string_view sql;
};

// Orders and checks the embedded files. Errors: kInternal  a gap, or a name without a number.
Result<std::vector<Migration>> OrderMigrations(std::span<const EmbeddedFile> files);

// Applies what is missing, each migration in one transaction with its own row in schema_migration.
// Several processes may call it at once on one file.
// Errors: kUnsupported  not our database, made by a newer program, or by other migrations than ours
//         kIo
Status Migrate(Database& database, const std::vector<Migration>& migrations);

}  // namespace zhibiao

#endif  // STORE_MIGRATE_H_
