// The commands, through the program as a user runs it. What bad input does: robustness_test.cc.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/database.h"
#include "store/store.h"
#include "tests/support/database_dump.h"
#include "tests/support/run_program.h"

namespace zhibiao {
namespace {

namespace fs = std::filesystem;
using test::DumpDatabase;
using test::DumpDatabaseWithRuns;
using test::LinesWith;
using test::ProgramRun;
using test::ScratchFolder;

const std::string kDocuments = ZHIBIAO_ROOT "/corpus/documents";  // NOLINT(cert-err58-cpp)
const std::string kText = kDocuments + "/dongguan-rd-2022.txt";   // NOLINT(cert-err58-cpp)
const std::string kPdf =                                          // NOLINT(cert-err58-cpp)
    kDocuments + "/f03-project-list-header-on-each-page.pdf";

ProgramRun Zhibiao(const std::vector<std::string>& arguments) {
  return test::RunProgram(ZHIBIAO_PROGRAM, arguments);
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::int64_t Count(const std::string& database, const std::string& sql) {
  Result<Database> opened = Database::Open(database, false);
  if (!opened.ok()) {
    ADD_FAILURE() << opened.status().message();
    return -1;
  }
  const auto count = opened.value().SelectInt(sql);
  return count.ok() ? count.value().value_or(-1) : -1;
}

std::size_t Lines(const std::string& text) {
  return LinesWith(text, "").size();
}

// Copies of the founding sample that differ in their bytes, some equal, some PDFs.
void WriteManyDocuments(const ScratchFolder& folder, int count) {
  const std::string text = ReadFile(kText);
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(1000 + i);
    if (i % 10 == 9) {
      folder.Write(number + ".pdf", "%PDF-1.4 broken " + number);
    } else {
      folder.Write(number + ".txt", text + "\n附件" + std::to_string(i / 3) + "\n");
    }
  }
  folder.Copy(kPdf);
}

TEST(ImportCommand, StoresAndSecondTimeChangesNothing) {
  const ScratchFolder scratch;
  const std::string database = scratch.Path("a.db");
  const ProgramRun first = Zhibiao({"import", kText, kPdf, "--db", database});
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(first.out, "");
  EXPECT_EQ(LinesWith(first.err, "  new                  2").size(), 1U) << first.err;
  EXPECT_EQ(Count(database, "SELECT count(*) FROM document"), 2);
  const std::string before = DumpDatabaseWithRuns(database);
  const ProgramRun second = Zhibiao({"import", kText, kPdf, "--db", database});
  EXPECT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(LinesWith(second.err, "  unchanged            2").size(), 1U) << second.err;
  EXPECT_EQ(DumpDatabaseWithRuns(database), before);
}

TEST(ImportCommand, ChangedFileIsReplaced) {
  const ScratchFolder scratch;
  const std::string database = scratch.Path("a.db");
  const std::string document = scratch.Write("a.txt", ReadFile(kText));
  EXPECT_EQ(Zhibiao({"import", document, "--db", database}).exit_code, 0);
  scratch.Write("a.txt", ReadFile(kText) + "\n附件\n");
  const ProgramRun second = Zhibiao({"import", document, "--db", database});
  EXPECT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(LinesWith(second.err, "  replaced             1").size(), 1U) << second.err;
  EXPECT_EQ(Count(database, "SELECT count(*) FROM document"), 1);
  EXPECT_EQ(Count(database, "SELECT count(*) FROM document_version"), 2);
}

TEST(ImportCommand, NumberOfJobsDoesNotChangeTheRows) {
  const ScratchFolder documents;
  WriteManyDocuments(documents, 40);
  const ScratchFolder scratch;
  std::vector<std::string> dumps;
  for (const char* jobs : {"1", "2", "7"}) {
    const std::string database = scratch.Path(std::string(jobs) + ".db");
    const ProgramRun run =
        Zhibiao({"import", documents.Path(""), "--db", database, "--jobs", jobs});
    EXPECT_EQ(run.exit_code, 3) << run.err;
    dumps.push_back(DumpDatabase(database));
  }
  EXPECT_GT(dumps[0].size(), 1000U);
  EXPECT_EQ(dumps[0], dumps[1]);
  EXPECT_EQ(dumps[0], dumps[2]);
}

// Runs the program and sends it `signal` after `milliseconds`. True: it had ended by itself.
bool RunAndKill(const std::vector<std::string>& arguments, int signal, int milliseconds) {
  std::vector<std::string> words = {ZHIBIAO_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) {
    argv.push_back(word.data());
  }
  argv.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  EXPECT_EQ(posix_spawn(&child, ZHIBIAO_PROGRAM, &files, nullptr, argv.data(), environ), 0);
  posix_spawn_file_actions_destroy(&files);
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
  kill(child, signal);
  int state = 0;
  waitpid(child, &state, 0);
  return WIFEXITED(state);
}

TEST(ImportCommand, KilledAtAnyMomentItEndsWithTheSameRows) {
  const ScratchFolder documents;
  WriteManyDocuments(documents, 40);
  const ScratchFolder scratch;
  const std::string whole = scratch.Path("whole.db");
  const ProgramRun uninterrupted = Zhibiao({"import", documents.Path(""), "--db", whole});
  ASSERT_EQ(uninterrupted.exit_code, 3) << uninterrupted.err;
  const std::string expected = DumpDatabase(whole);

  std::mt19937 random(20240607);  // NOLINT(cert-msc51-cpp): the same moments every time
  const int longest = static_cast<int>(uninterrupted.seconds * 500) + 20;
  int kills = 0;
  for (int round = 0; round < 3; ++round) {
    SCOPED_TRACE(round);
    const std::string database = scratch.Path("killed" + std::to_string(round) + ".db");
    for (int attempt = 0; attempt < 8; ++attempt) {
      std::uniform_int_distribution<int> moment(1, longest);
      kills += RunAndKill({"import", documents.Path(""), "--db", database, "--jobs", "3"},
                          attempt % 3 == 2 ? SIGINT : SIGKILL, moment(random))
                   ? 0
                   : 1;
    }
    const ProgramRun last = Zhibiao({"import", documents.Path(""), "--db", database});
    EXPECT_EQ(last.exit_code, 3) << last.err;
    EXPECT_EQ(DumpDatabase(database), expected);
    EXPECT_EQ(Count(database,
                    "SELECT count(*) FROM pragma_integrity_check"
                    " WHERE integrity_check <> 'ok'"),
              0);
    EXPECT_EQ(Count(database, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
  }
  EXPECT_GT(kills, 8);  // or the test tests nothing
}

TEST(ImportCommand, LimitFailsDocumentsOneByOne) {
  const ScratchFolder scratch;
  // No document fits in this; but one that is quick enough may be through before it is seen.
  const ProgramRun run =
      Zhibiao({"import", kText, kPdf, "--db", scratch.Path("a.db"), "--memory", "1"});
  const std::size_t failed = LinesWith(run.err, ": took more than 1 MiB of memory (hint: ").size();
  EXPECT_EQ(run.exit_code, failed > 0 ? 3 : 0) << run.err;
  const std::string fresh = "  new                  " + std::to_string(2 - failed);
  EXPECT_EQ(LinesWith(run.err, fresh).size(), 1U) << run.err;
}

TEST(ExtractCommand, PrintsEveryFormat) {
  struct Case {
    const char* format;
    const char* start;
    const char* part;
  };
  const Case cases[] = {
      // clang-format off
      {"jsonl", R"({"schema":"zhibiao/1","source":{"path":)", R"("coverage":{)"},
      {"json",  "{\n  \"schema\": \"zhibiao/1\",", "\n  \"coverage\": {"},
      {"tsv",   "sha256\tpath\tpage\tbbox\tdepartment\t", "\tsource_flags\n"},
      {"html",  "<!DOCTYPE html>", "<h2>Indicators</h2>"},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.format);
    const ProgramRun run = Zhibiao({"extract", kPdf, "--format", c.format});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_TRUE(run.out.starts_with(c.start)) << run.out.substr(0, 200);
    EXPECT_NE(run.out.find(c.part), std::string::npos);
    EXPECT_EQ(run.err, "");
  }
}

TEST(ExtractCommand, PrintsDocumentsInOrder) {
  const ProgramRun lines = Zhibiao({"extract", kPdf, kText, kPdf, "--jobs", "3"});
  ASSERT_EQ(Lines(lines.out), 3U);
  const std::vector<std::string> documents = LinesWith(lines.out, "schema");
  EXPECT_EQ(documents[0], documents[2]);
  EXPECT_NE(documents[1].find("dongguan-rd-2022.txt"), std::string::npos);
  const ProgramRun array = Zhibiao({"extract", kPdf, kText, "--format", "json"});
  EXPECT_TRUE(array.out.starts_with("[\n{")) << array.out.substr(0, 20);
  EXPECT_TRUE(array.out.ends_with("}\n]\n"));
}

TEST(ExtractCommand, TsvIsTheViewOfTheDatabase) {
  const ScratchFolder scratch;
  const std::string path = scratch.Path("a.db");
  ASSERT_EQ(Zhibiao({"import", kPdf, "--db", path}).exit_code, 0);
  const ProgramRun tsv = Zhibiao({"extract", kPdf, "--format", "tsv"});
  const auto rows = static_cast<std::size_t>(Count(path, "SELECT count(*) FROM indicator_values"));
  EXPECT_GT(rows, 0U);
  EXPECT_EQ(Lines(tsv.out), rows + 1);
}

TEST(ExtractCommand, GoesOnAfterAFailure) {
  const ScratchFolder scratch;
  const std::string broken = scratch.Write("broken.pdf", "%PDF-1.4\n");
  const ProgramRun run = Zhibiao({"extract", broken, kPdf});
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_EQ(Lines(run.out), 1U);
  EXPECT_EQ(LinesWith(run.err, "zhibiao: error: " + broken + ": ").size(), 1U) << run.err;
}

TEST(ParseCommand, PrintsOneMeasureALine) {
  const ProgramRun run = Zhibiao({"parse", "≥95%", "-5%", "--year", "2023", "--name", "合格率"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(Lines(run.out), 2U) << run.out;
  EXPECT_TRUE(run.out.starts_with(R"({"raw":"≥95%")")) << run.out;
  const ScratchFolder scratch;
  const std::string lines = scratch.Write("values", "≥95%\r\n10-15\n\n一年\n");
  const ProgramRun from_input = test::RunProgram(ZHIBIAO_PROGRAM, {"parse"}, lines);
  EXPECT_EQ(Lines(from_input.out), 4U) << from_input.out;
  EXPECT_TRUE(from_input.out.starts_with(R"({"raw":"≥95%",)")) << from_input.out;
}

TEST(StandardInput, IsADocument) {
  const ScratchFolder scratch;
  const ProgramRun extract = test::RunProgram(ZHIBIAO_PROGRAM, {"extract", "-"}, kPdf);
  EXPECT_EQ(extract.exit_code, 0) << extract.err;
  EXPECT_NE(extract.out.find(R"("path":"-")"), std::string::npos);
  const std::string database = scratch.Path("a.db");
  EXPECT_EQ(test::RunProgram(ZHIBIAO_PROGRAM, {"import", "-", "--db", database}, kPdf).exit_code,
            0);
  EXPECT_EQ(test::RunProgram(ZHIBIAO_PROGRAM, {"import", "-", "--db", database}, kText).exit_code,
            0);
  EXPECT_EQ(Count(database, "SELECT count(*) FROM document WHERE path LIKE 'stdin:%'"), 2);
}

TEST(ShowCommand, WritesAPicture) {
  const ScratchFolder scratch;
  for (const char* stage : {"glyphs", "rulings", "grid", "cells", "records"}) {
    SCOPED_TRACE(stage);
    const std::string picture = scratch.Path(std::string(stage) + ".png");
    const ProgramRun run =
        Zhibiao({"show", kPdf, "--page", "1", "--stage", stage, "--out", picture});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_TRUE(ReadFile(picture).starts_with("\x89PNG"));
  }
  // The stages differ, and none of them is the bare page.
  EXPECT_NE(ReadFile(scratch.Path("grid.png")), ReadFile(scratch.Path("records.png")));
}

TEST(Usage, SaysWhatIsWrongAndDoesNothing) {
  const ScratchFolder scratch;
  const std::string picture = scratch.Path("a.png");
  const std::string no_database = scratch.Write("no.db", std::string(5000, 'x'));
  struct Case {
    std::vector<std::string> arguments;
    const char* error;
  };
  const Case cases[] = {
      // clang-format off
      {{}, "no command given"},
      {{"frobnicate"}, "no command \"frobnicate\""},
      {{"import"}, "import needs a PATH"},
      {{"import", kText}, "import needs --db FILE"},
      {{"import", kText, "--db", no_database}, "file is not a database"},
      {{"import", kText, "--db", scratch.Path("no/such/folder.db")}, "cannot be opened"},
      {{"import", "/no/such.pdf", "--db", scratch.Path("a.db")}, "/no/such.pdf: no such file"},
      {{"extract"}, "extract needs a FILE"},
      {{"extract", "/no/such.pdf"}, "/no/such.pdf: no such file"},
      {{"extract", kDocuments}, "is a folder"},
      {{"show", kPdf, "--page", "1", "--out", picture}, "show needs --stage"},
      {{"show", kPdf, "--page", "0", "--stage", "grid", "--out", picture}, "counts from 1"},
      {{"show", kPdf, "--page", "9999", "--stage", "grid", "--out", picture}, "no page 9999"},
      {{"show", kText, "--page", "1", "--stage", "grid", "--out", picture}, kText.c_str()},
      {{"completion", "fish"}, "bash"},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.arguments));
    const ProgramRun run = Zhibiao(c.arguments);
    EXPECT_EQ(run.exit_code, 2) << run.err;
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(LinesWith(run.err, "zhibiao: error: ").size(), 1U) << run.err;
    EXPECT_NE(run.err.find(c.error), std::string::npos) << run.err;
  }
}

TEST(Usage, HelpAndVersionEverywhere) {
  for (const char* command : {"import", "extract", "parse", "show", "completion"}) {
    const ProgramRun help = Zhibiao({command, "--help"});
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_TRUE(help.out.starts_with(std::string("zhibiao ") + command)) << help.out;
    EXPECT_TRUE(Zhibiao({command, "--version"}).out.starts_with("zhibiao "));
  }
  EXPECT_TRUE(Zhibiao({"--version"}).out.starts_with("zhibiao "));
}

}  // namespace
}  // namespace zhibiao
