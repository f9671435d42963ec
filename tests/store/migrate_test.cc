#include "store/migrate.h"

#include <array>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "store/database.h"
#include "store/store.h"
#include "tests/support/run_program.h"

namespace zhibiao {

std::span<const EmbeddedFile> StoreMigrations();

namespace {

using test::ScratchFolder;

constexpr std::string_view kLedger =
    "CREATE TABLE schema_migration (number INTEGER PRIMARY KEY, name TEXT, sha256 TEXT) STRICT;";

std::vector<Migration> Made(const std::vector<std::string_view>& scripts) {
  std::vector<Migration> migrations;
  for (const std::string_view sql : scripts) {
    const int number = static_cast<int>(migrations.size()) + 1;
    migrations.push_back({number, "000" + std::to_string(number) + "_made", sql});
  }
  return migrations;
}

Database OpenDatabase(const std::string& path) {
  Result<Database> database = Database::Open(path, true);
  EXPECT_TRUE(database.ok()) << database.status().message();
  return database.take();
}

std::int64_t Int(Database& database, std::string_view sql) {
  const auto value = database.SelectInt(sql);
  EXPECT_TRUE(value.ok()) << value.status().message();
  return value.ok() ? value.value().value_or(-1) : -1;
}

TEST(OrderMigrations, SortsByNumber) {
  const std::array<EmbeddedFile, 2> files = {EmbeddedFile{"a/0002_two.sql", "2"},
                                             EmbeddedFile{"a/0001_one.sql", "1"}};
  const Result<std::vector<Migration>> ordered = OrderMigrations(files);
  ASSERT_TRUE(ordered.ok());
  EXPECT_EQ(ordered.value()[0].name, "0001_one");
  EXPECT_EQ(ordered.value()[1].name, "0002_two");
}

TEST(OrderMigrations, RefusesGapsAndNamesWithoutNumbers) {
  const std::array<EmbeddedFile, 1> gap = {EmbeddedFile{"a/0002_two.sql", "2"}};
  EXPECT_FALSE(OrderMigrations(gap).ok());
  const std::array<EmbeddedFile, 1> unnumbered = {EmbeddedFile{"a/two.sql", "2"}};
  EXPECT_FALSE(OrderMigrations(unnumbered).ok());
}

TEST(Migrate, AppliesWhatIsMissing) {
  const ScratchFolder scratch;
  Database database = OpenDatabase(scratch.Path("a.db"));
  const std::vector<Migration> first = Made({kLedger});
  ASSERT_TRUE(Migrate(database, first).ok());
  EXPECT_EQ(Int(database, "PRAGMA user_version"), 1);
  EXPECT_EQ(Int(database, "PRAGMA application_id"), kApplicationId);
  const std::vector<Migration> second = Made({kLedger, "CREATE TABLE more (a TEXT) STRICT;"});
  ASSERT_TRUE(Migrate(database, second).ok());
  ASSERT_TRUE(Migrate(database, second).ok());
  EXPECT_EQ(Int(database, "PRAGMA user_version"), 2);
  EXPECT_EQ(Int(database, "SELECT count(*) FROM schema_migration"), 2);
  EXPECT_EQ(Int(database, "SELECT count(*) FROM more"), 0);
}

TEST(Migrate, AFailedMigrationLeavesTheOneBefore) {
  const ScratchFolder scratch;
  Database database = OpenDatabase(scratch.Path("a.db"));
  EXPECT_FALSE(
      Migrate(database, Made({kLedger, "CREATE TABLE more (a TEXT) STRICT; CREATE nonsense;"}))
          .ok());
  EXPECT_EQ(Int(database, "PRAGMA user_version"), 1);
  EXPECT_EQ(Int(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'more'"), 0);
}

TEST(Migrate, RefusesWhatItDoesNotKnow) {
  const ScratchFolder scratch;
  Database newer = OpenDatabase(scratch.Path("newer.db"));
  ASSERT_TRUE(Migrate(newer, Made({kLedger, "SELECT 1;"})).ok());
  const Status refused = Migrate(newer, Made({kLedger}));
  EXPECT_EQ(refused.code(), StatusCode::kUnsupported);
  EXPECT_NE(refused.message().find("newer zhibiao (schema 2, this program knows 1)"),
            std::string::npos)
      << refused.message();

  const Status edited = Migrate(newer, Made({kLedger, "SELECT 2;"}));
  EXPECT_EQ(edited.code(), StatusCode::kUnsupported);
  EXPECT_NE(edited.message().find("migration 2 differs"), std::string::npos) << edited.message();

  Database foreign = OpenDatabase(scratch.Path("foreign.db"));
  ASSERT_TRUE(foreign.RunScript("CREATE TABLE theirs (a TEXT)").ok());
  EXPECT_EQ(Migrate(foreign, Made({kLedger})).code(), StatusCode::kUnsupported);
}

TEST(Migrate, OurMigrationsSetUpTheDatabase) {
  const ScratchFolder scratch;
  const std::string path = scratch.Path("a.db");
  ASSERT_TRUE(Store::Open(path, true).ok());
  Database database = OpenDatabase(path);
  EXPECT_EQ(Int(database, "PRAGMA user_version"),
            static_cast<std::int64_t>(StoreMigrations().size()));
  EXPECT_EQ(Int(database,
                "SELECT count(*) FROM pragma_table_list"
                " WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"),
            0);
  EXPECT_EQ(Int(database, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"),
            1);
}

TEST(StoreOpen, SaysWhatIsWrong) {
  const ScratchFolder scratch;
  struct Case {
    const char* name;
    std::string path;
    bool create;
    StatusCode want;
  };
  const Case cases[] = {
      // clang-format off
      {"missing",        scratch.Path("missing.db"), false, StatusCode::kNotFound},
      {"no such folder", scratch.Path("no/such/a.db"), true, StatusCode::kIo},
      {"a folder",       scratch.Path(""), true, StatusCode::kIo},
      {"no database",    scratch.Write("text.db", std::string(5000, 'x')), true, StatusCode::kUnsupported},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Result<Store> store = Store::Open(c.path, c.create);
    ASSERT_FALSE(store.ok());
    EXPECT_EQ(store.status().code(), c.want) << store.status().message();
  }
}

}  // namespace
}  // namespace zhibiao
