#include "store/store.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "store/database.h"
#include "tests/support/database_dump.h"
#include "tests/support/made_record.h"
#include "tests/support/run_program.h"

namespace zhibiao {
namespace {

using test::DumpDatabase;
using test::DumpDatabaseWithRuns;
using test::MadeRecord;
using test::ScratchFolder;

const ExtractorVersion kVersion = {"1.2.3", "abc"};  // NOLINT(cert-err58-cpp)

// A database of its own, written as imports write it.
class StoreTest : public testing::Test {
 protected:
  std::string path() const { return scratch_.Path("test.db"); }

  // One import of `records`.
  std::vector<StoreOutcome> Import(const std::vector<DocumentRecord>& records,
                                   const ExtractorVersion& version = kVersion) {
    Result<Store> store = Store::Open(path(), true);
    EXPECT_TRUE(store.ok()) << store.status().message();
    const Result<std::int64_t> run_id = store.value().BeginRun(version, "import");
    EXPECT_TRUE(run_id.ok()) << run_id.status().message();
    std::vector<StoreOutcome> outcomes;
    for (const DocumentRecord& record : records) {
      const Result<StoreOutcome> outcome = store.value().Write(record, version, run_id.value());
      EXPECT_TRUE(outcome.ok()) << outcome.status().message();
      outcomes.push_back(outcome.ok() ? outcome.value() : StoreOutcome::kUnchanged);
    }
    EXPECT_TRUE(store.value().EndRun(run_id.value()).ok());
    return outcomes;
  }

  void ImportFailure(const SourceFile& source, const Status& reason) {
    Result<Store> store = Store::Open(path(), true);
    ASSERT_TRUE(store.ok()) << store.status().message();
    const Result<std::int64_t> run_id = store.value().BeginRun(kVersion, "import");
    ASSERT_TRUE(run_id.ok());
    EXPECT_TRUE(store.value().WriteFailure(source, reason, run_id.value()).ok());
    EXPECT_TRUE(store.value().EndRun(run_id.value()).ok());
  }

  // The first column of the rows of `sql`, a blank between them.
  std::string Select(const std::string& sql) {
    Result<Database> database = Database::Open(path(), false);
    EXPECT_TRUE(database.ok()) << database.status().message();
    Result<Rows> rows = database.value().Select(sql);
    EXPECT_TRUE(rows.ok()) << rows.status().message();
    std::string text;
    while (rows.ok() && rows.value().Next().take()) {
      text += (text.empty() ? "" : " ") + rows.value().Text(0);
    }
    return text;
  }

 private:
  ScratchFolder scratch_;
};

TEST_F(StoreTest, ViewHasTheColumnsOfTheContract) {
  Result<Store> store = Store::Open(":memory:", true);
  ASSERT_TRUE(store.ok()) << store.status().message();
  EXPECT_EQ(store.value().IndicatorValueColumns().value(),
            (std::vector<std::string>{"sha256",
                                      "path",
                                      "page",
                                      "bbox",
                                      "department",
                                      "project",
                                      "fiscal_year",
                                      "kind",
                                      "level1_code",
                                      "level1",
                                      "level2_code",
                                      "level2",
                                      "level3",
                                      "role",
                                      "raw",
                                      "measure_kind",
                                      "comparator",
                                      "value",
                                      "low",
                                      "high",
                                      "unit",
                                      "canonical_value",
                                      "canonical_unit",
                                      "grade",
                                      "weight",
                                      "score",
                                      "confidence",
                                      "source_flags"}));
}

TEST_F(StoreTest, ViewShowsOneRowPerValue) {
  Import({MadeRecord("a.pdf", "A")});
  Result<Store> store = Store::Open(path(), false);
  ASSERT_TRUE(store.ok());
  std::vector<StoredRow> rows;
  ASSERT_TRUE(
      store.value().EachIndicatorValue([&](const StoredRow& row) { rows.push_back(row); }).ok());
  const std::optional<std::string> null;
  const std::string sha256 = MadeRecord("", "A").source.sha256;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0], (StoredRow{sha256,
                                "a.pdf",
                                "3",
                                "[10.13,40.0,110.5,52.0]",
                                "东莞市财政局",
                                "甲项目",
                                "2024",
                                "approval",
                                "output",
                                "产出指标",
                                "output.quality",
                                "质量指标",
                                "验收合格率",
                                "target",
                                "95",
                                "quantity",
                                "ge",
                                "95",
                                null,
                                null,
                                "%",
                                "0.95",
                                "1",
                                null,
                                "12.5",
                                null,
                                "0.875",
                                "level1:inherited"}));
  EXPECT_EQ(rows[1], (StoredRow{sha256,
                                "a.pdf",
                                "3",
                                "[10.13,60.0,110.5,72.0]",
                                "东莞市财政局",
                                "甲项目",
                                "2024",
                                "approval",
                                "output",
                                "产出指标",
                                "output.quality",
                                "质量指标",
                                "验收合格率",
                                "actual",
                                "10-15",
                                "range",
                                null,
                                null,
                                "10",
                                "15",
                                "CNY",
                                null,
                                "CNY",
                                null,
                                "12.5",
                                null,
                                "0.875",
                                "level1:inherited,unit:name,unit_inferred,unit_conflict"}));
}

TEST_F(StoreTest, KeepsEverything) {
  Import({MadeRecord("a.pdf", "A")});
  struct Case {
    const char* sql;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"SELECT title || '|' || scope || '|' || money_unit FROM record", "2024年绩效目标 A|project|万元"},
      {"SELECT program_version || '|' || rules_version || '|' || run_id FROM record", "1.2.3|abc|1"},
      {"SELECT issuer || year || '/' || number FROM citation WHERE ordinal = 1", "东财2022/268"},
      {"SELECT count(*) FROM citation WHERE number IS NULL AND year IS NULL", "1"},
      {"SELECT kind || ordinal || project || text || page FROM goal", "annual1甲项目目标一2"},
      {"SELECT name || content || ifnull(expected, '-') FROM task", "任务内容-"},
      {"SELECT column_text || raw || value || unit FROM task_amount", "财政拨款31.0031.00万元"},
      {"SELECT item || raw || ifnull(value, '(none)') FROM funding", "年度资金总额-(none)"},
      {"SELECT rows || 'x' || cols || form || position FROM doc_table", "2x2made0"},
      {"SELECT group_concat(row_span || 'x' || col_span || text || continued, ';') FROM cell",
       "1x2绩效指标0;1x1质量\n指标0;1x1≥95%1"},
      {"SELECT raw_sign || raw || raw_unit || rule || comparator_source FROM indicator_value WHERE position = 1",
       "≥95%quantity.plainsign"},
      {"SELECT low_inclusive || canonical_low || flags FROM indicator_value WHERE position = 2",
       "110unit_inferred,unit_conflict"},
      {"SELECT measure ->> '$.printed.number' FROM indicator_value WHERE position = 1", "95"},
      {"SELECT table_row || deviation_reason || x0 FROM indicator", "1无10.13"},
      {"SELECT code || severity || fault || message FROM finding", "unit_conflictwarningundecidedtwo units"},
      {"SELECT text || page || origin || confidence FROM unparsed_text", "附件111.0"},
      {"SELECT typeof(value) || typeof(low) FROM indicator_value WHERE position = 1", "textnull"},
      // clang-format on
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Select(c.sql), c.want) << c.sql;
  }
}

TEST_F(StoreTest, KeepsWhatOcrReadAndDoubts) {
  DocumentRecord record = MadeRecord("a.pdf", "A");
  record.ocr_engines = {"one 1.0", "two 2.0"};
  record.coverage.pages_ocr = 2;
  record.coverage.pages_needing_ocr = 1;
  record.indicators[0].values[0].raw_other = "96";
  record.indicators[0].values[0].sign_other = "";
  record.tables[0].cells[2].other = "≥96%";
  record.tables[0].cells[2].source.origin = TextOrigin::kOcr;
  record.findings[0].code = FindingCode::kReadingDoubt;
  record.findings[0].picture = std::string("\x89PNG\0\xff", 6);
  Import({record, MadeRecord("b.pdf", "B")});
  struct Case {
    const char* sql;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"SELECT ifnull(ocr_engines, 'none') || pages_ocr || pages_needing_ocr FROM record", "one 1.0; two 2.021 none00"},
      {"SELECT ifnull(raw_other, '-') || '|' || ifnull(sign_other, '-') || '|' || ifnull(unit_other, '-')"
       " FROM indicator_value", "96||- -|-|- -|-|- -|-|-"},
      {"SELECT text || other || origin FROM cell WHERE other IS NOT NULL", "≥95%≥96%2"},
      {"SELECT code || typeof(picture) || ifnull(hex(picture), '') FROM finding",
       "reading_doubtblob89504E4700FF unit_conflictnull"},
      // clang-format on
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Select(c.sql), c.want) << c.sql;
  }
}

TEST_F(StoreTest, TextFilesHaveLinesAndNoBoxes) {
  DocumentRecord record = MadeRecord("a.txt", "A");
  record.source.pages = 0;
  SourceRef line;
  line.line = 7;
  line.origin = TextOrigin::kPlainText;
  record.indicators[0].values[0].source = line;
  Import({record});
  EXPECT_EQ(Select("SELECT count(*) FROM document WHERE pages IS NULL"), "1");
  EXPECT_EQ(Select("SELECT line || '|' || origin FROM indicator_value WHERE page IS NULL"
                   " AND x0 IS NULL"),
            "7|3");
  EXPECT_EQ(Select("SELECT count(*) FROM indicator_values WHERE page IS NULL AND bbox IS NULL"),
            "1");
}

TEST_F(StoreTest, SecondImportChangesNothing) {
  const std::vector<DocumentRecord> records = {MadeRecord("a.pdf", "A"), MadeRecord("b.pdf", "B")};
  EXPECT_EQ(Import(records), (std::vector{StoreOutcome::kNew, StoreOutcome::kNew}));
  const std::string before = DumpDatabaseWithRuns(path());
  EXPECT_EQ(Import(records), (std::vector{StoreOutcome::kUnchanged, StoreOutcome::kUnchanged}));
  EXPECT_EQ(DumpDatabaseWithRuns(path()), before);  // not even a run
}

TEST_F(StoreTest, IsCurrentLooksAtPathBytesAndVersions) {
  Import({MadeRecord("a.pdf", "A")});
  Result<Store> store = Store::Open(path(), false);
  ASSERT_TRUE(store.ok());
  const std::string sha256 = MadeRecord("", "A").source.sha256;
  struct Case {
    const char* path;
    std::string sha256;
    ExtractorVersion version;
    bool want;
  };
  const Case cases[] = {
      {"a.pdf", sha256, kVersion, true},
      {"b.pdf", sha256, kVersion, false},
      {"a.pdf", MadeRecord("", "B").source.sha256, kVersion, false},
      {"a.pdf", sha256, {"1.2.4", "abc"}, false},
      {"a.pdf", sha256, {"1.2.3", "abd"}, false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(store.value().IsCurrent(c.path, c.sha256, c.version).value(), c.want)
        << c.path << c.version.program << c.version.rules;
  }
}

TEST_F(StoreTest, ChangedDocumentReplacesItsRowsAndKeepsItsHistory) {
  Import({MadeRecord("a.pdf", "old"), MadeRecord("b.pdf", "B")});
  DocumentRecord changed = MadeRecord("a.pdf", "new");
  changed.indicators[0].values.pop_back();
  EXPECT_EQ(Import({changed}), std::vector{StoreOutcome::kReplaced});
  EXPECT_EQ(Select("SELECT title FROM record ORDER BY 1"), "2024年绩效目标 B 2024年绩效目标 new");
  EXPECT_EQ(Select("SELECT count(*) FROM indicator_value"), "3");
  EXPECT_EQ(Select("SELECT count(*) FROM cell"), "6");
  EXPECT_EQ(Select("SELECT run_id FROM document_version WHERE path = 'a.pdf' ORDER BY version_id"),
            "1 2");
  EXPECT_EQ(Select("SELECT sha256 FROM document_version WHERE path = 'a.pdf' ORDER BY version_id"),
            MadeRecord("", "old").source.sha256 + " " + MadeRecord("", "new").source.sha256);
}

TEST_F(StoreTest, NewRulesReplaceTheRowsOfTheSameBytes) {
  Import({MadeRecord("a.pdf", "A"), MadeRecord("copy.pdf", "A")});
  EXPECT_EQ(Import({MadeRecord("a.pdf", "A")}, {"1.2.3", "new rules"}),
            std::vector{StoreOutcome::kReplaced});
  EXPECT_EQ(Select("SELECT rules_version FROM record"), "new rules");
  EXPECT_EQ(Select("SELECT count(*) FROM document_path"), "2");
  EXPECT_EQ(Select("SELECT count(*) FROM document_version"), "3");
}

TEST_F(StoreTest, SameBytesAtTwoPathsAreOneDocument) {
  EXPECT_EQ(Import({MadeRecord("a.pdf", "A"), MadeRecord("copy.pdf", "A")}),
            (std::vector{StoreOutcome::kNew, StoreOutcome::kSameContent}));
  EXPECT_EQ(Select("SELECT DISTINCT path FROM indicator_values"), "a.pdf");
  EXPECT_EQ(Select("SELECT count(*) FROM indicator_values"), "2");
  EXPECT_EQ(Select("SELECT path FROM document_path ORDER BY path"), "a.pdf copy.pdf");
  // The first path changes: the content is known by the other one.
  Import({MadeRecord("a.pdf", "B")});
  EXPECT_EQ(Select("SELECT path FROM document ORDER BY path"), "a.pdf copy.pdf");
  // And comes back: both paths hold the same again, the content B is gone.
  EXPECT_EQ(Import({MadeRecord("a.pdf", "A")}), std::vector{StoreOutcome::kReplaced});
  EXPECT_EQ(Select("SELECT path FROM document"), "copy.pdf");
  EXPECT_EQ(Select("SELECT count(DISTINCT document_id) FROM document_path"), "1");
}

TEST_F(StoreTest, FailureIsRecordedOnceAndLeavesTheRowsAlone) {
  Import({MadeRecord("a.pdf", "A")});
  const SourceFile broken = MadeRecord("a.pdf", "broken").source;
  const Status reason(StatusCode::kDamaged, "no page");
  ImportFailure(broken, reason);
  EXPECT_EQ(Select("SELECT code || ' ' || reason FROM document_failure"), "damaged no page");
  EXPECT_EQ(Select("SELECT count(*) FROM indicator_values"), "2");
  const std::string before = DumpDatabaseWithRuns(path());
  ImportFailure(broken, reason);
  EXPECT_EQ(DumpDatabaseWithRuns(path()), before);
  ImportFailure(broken, {StatusCode::kLimit, "took too long"});
  EXPECT_EQ(Select("SELECT code FROM document_failure WHERE settled_run_id IS NULL"), "limit");
  EXPECT_EQ(Select("SELECT code FROM document_failure ORDER BY failure_id"), "damaged limit");
}

TEST_F(StoreTest, ReadingTheDocumentSettlesItsFailure) {
  Import({MadeRecord("a.pdf", "A")});
  ImportFailure(MadeRecord("a.pdf", "broken").source, {StatusCode::kDamaged, "no page"});
  Result<Store> store = Store::Open(path(), false);
  ASSERT_TRUE(store.ok());
  const std::string sha256 = MadeRecord("", "A").source.sha256;
  EXPECT_FALSE(store.value().IsCurrent("a.pdf", sha256, kVersion).value());
  EXPECT_EQ(Import({MadeRecord("a.pdf", "A")}), std::vector{StoreOutcome::kUnchanged});
  EXPECT_EQ(Select("SELECT settled_run_id FROM document_failure"), "3");
  EXPECT_TRUE(store.value().IsCurrent("a.pdf", sha256, kVersion).value());
}

TEST_F(StoreTest, UnreadableFileFailsWithoutAHash) {
  SourceFile missing;
  missing.path = "gone.pdf";
  ImportFailure(missing, {StatusCode::kNotFound, "no such file"});
  ImportFailure(missing, {StatusCode::kNotFound, "no such file"});
  EXPECT_EQ(Select("SELECT count(*) FROM document_failure WHERE sha256 IS NULL AND bytes IS NULL"),
            "1");
}

TEST_F(StoreTest, HistoryIsAppendOnly) {
  Import({MadeRecord("a.pdf", "A")});
  Result<Database> database = Database::Open(path(), false);
  ASSERT_TRUE(database.ok());
  EXPECT_FALSE(database.value().Run("DELETE FROM document_version").ok());
  EXPECT_FALSE(database.value().Run("UPDATE document_version SET path = 'x'").ok());
}

TEST_F(StoreTest, BrokenRecordLeavesNothingBehind) {
  DocumentRecord broken = MadeRecord("b.pdf", "B");
  broken.indicators.push_back(broken.indicators[0]);  // two with one ordinal
  Import({MadeRecord("a.pdf", "A")});
  const std::string before = DumpDatabase(path());
  Result<Store> store = Store::Open(path(), false);
  ASSERT_TRUE(store.ok());
  const Result<std::int64_t> run_id = store.value().BeginRun(kVersion, "import");
  ASSERT_TRUE(run_id.ok());
  const Result<StoreOutcome> outcome = store.value().Write(broken, kVersion, run_id.value());
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.status().code(), StatusCode::kInternal);
  EXPECT_EQ(DumpDatabase(path()), before);
}

}  // namespace
}  // namespace zhibiao
