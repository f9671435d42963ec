// Bad inputs, through the program as a user runs it: one clear line each, and everything else is
// stored.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "store/database.h"
#include "tests/support/run_program.h"
#include "tests/support/tiny_picture.h"

namespace zhibiao {
namespace {

namespace fs = std::filesystem;
using test::LinesWith;
using test::ProgramRun;
using test::ScratchFolder;

constexpr int kDone = 0;
constexpr int kNothingDone = 2;
constexpr int kSomeFailed = 3;
// Generous: a hang is what this is about, and sanitizers and a busy machine are slow.
constexpr double kMaxSeconds = 90;

const std::string kCorpus = ZHIBIAO_ROOT "/corpus";                        // NOLINT(cert-err58-cpp)
const std::string kShared = ZHIBIAO_ROOT "/../shared/samples/robustness";  // NOLINT(cert-err58-cpp)

ProgramRun Import(const std::vector<std::string>& paths, const std::string& database) {
  std::vector<std::string> arguments = {"import"};
  arguments.insert(arguments.end(), paths.begin(), paths.end());
  arguments.insert(arguments.end(), {"--db", database});
  return test::RunProgram(ZHIBIAO_PROGRAM, arguments);
}

std::string ReadBytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A PDF of `pages` empty pages.
std::string EmptyPages(int pages) {
  std::ostringstream out;
  std::vector<std::streamoff> offsets;
  const auto begin_object = [&] {
    offsets.push_back(out.tellp());
    out << offsets.size() << " 0 obj\n";
  };
  out << "%PDF-1.4\n";
  begin_object();
  out << "<</Type/Catalog/Pages 2 0 R>>\nendobj\n";
  begin_object();
  out << "<</Type/Pages/Count " << pages << "/Kids[";
  for (int page = 0; page < pages; ++page) {
    out << page + 3 << " 0 R ";
  }
  out << "]>>\nendobj\n";
  for (int page = 0; page < pages; ++page) {
    begin_object();
    out << "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n";
  }
  const std::streamoff start = out.tellp();
  out << "xref\n0 " << offsets.size() + 1 << "\n0000000000 65535 f \n";
  for (const std::streamoff offset : offsets) {
    const std::string digits = std::to_string(offset);
    out << std::string(10 - digits.size(), '0') << digits << " 00000 n \n";
  }
  out << "trailer\n<</Size " << offsets.size() + 1 << "/Root 1 0 R>>\nstartxref\n"
      << start << "\n%%EOF\n";
  return out.str();
}

// One line, and only one, names the file and says what is wrong.
void ExpectOneErrorLine(const ProgramRun& run, const std::string& path) {
  EXPECT_EQ(LinesWith(run.err, "zhibiao: error: " + path).size(), 1U) << run.err;
}

std::int64_t Count(const std::string& database, const std::string& sql) {
  Result<Database> opened = Database::Open(database, false);
  if (!opened.ok()) {
    ADD_FAILURE() << opened.status().message();
    return -1;
  }
  const Result<std::optional<std::int64_t>> count = opened.value().SelectInt(sql);
  return count.ok() ? count.value().value_or(-1) : -1;
}

TEST(Robustness, RefusesWithOneLine) {
  const ScratchFolder scratch;
  const std::string png = test::TinyPng({100, 100});
  std::string huge_png = png;
  huge_png.replace(16, 8, "\x7f\xff\xff\xff\x7f\xff\xff\xff");  // IHDR: width, height
  const std::string tiff = test::TinyTiff({{100, 100}});
  std::string huge_tiff = tiff;
  constexpr std::size_t kEntry = 12;  // bytes; its value stands at 8
  const std::size_t directory = tiff.size() - 4 - 11 * kEntry;
  huge_tiff.replace(directory + 1 * kEntry + 8, 4, "\xff\xff\xff\x7f");  // width
  huge_tiff.replace(directory + 2 * kEntry + 8, 4, "\xff\xff\xff\x7f");  // height
  struct Case {
    const char* name;
    std::string path;
  };
  const Case cases[] = {
      // clang-format off
      {"needs a password",       kCorpus + "/damaged/password.pdf"},
      {"page tree loop",         kCorpus + "/damaged/page-tree-loop.pdf"},
      {"no page",                kCorpus + "/damaged/no-pages.pdf"},
      {"a header only",          kCorpus + "/damaged/header-only.pdf"},
      {"noise",                  kCorpus + "/damaged/noise.pdf"},
      {"a web page named .pdf",  kCorpus + "/damaged/web-page.pdf"},
      {"an empty file",          scratch.Write("empty.pdf", "")},
      {"an empty text",          scratch.Write("empty.txt", "")},
      {"half a PNG",             scratch.Write("half.png", png.substr(0, png.size() / 2))},
      {"a PNG of absurd size",   scratch.Write("huge.png", huge_png)},
      {"a JPEG's first bytes",   scratch.Write("start.jpg", "\xff\xd8\xff\xe0")},
      {"a TIFF without a page",  scratch.Write("none.tif", tiff.substr(0, 8))},
      {"a TIFF cut short",       scratch.Write("short.tif", tiff.substr(0, tiff.size() / 2))},
      {"a TIFF of absurd size",  scratch.Write("huge.tif", huge_tiff)},
      {"zeros",                  scratch.Write("zeros.pdf", std::string(5000, '\0'))},
      {"a missing file",         scratch.Path("missing.pdf")},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ProgramRun run = Import({c.path}, scratch.Path("one.db"));
    EXPECT_TRUE(run.exit_code == kSomeFailed || run.exit_code == kNothingDone)
        << run.exit_code << "\n"
        << run.err;
    ExpectOneErrorLine(run, c.path);
    EXPECT_LT(run.seconds, kMaxSeconds);
    const ProgramRun extract = test::RunProgram(ZHIBIAO_PROGRAM, {"extract", c.path});
    EXPECT_TRUE(extract.exit_code == kSomeFailed || extract.exit_code == kNothingDone)
        << extract.exit_code << "\n"
        << extract.err;
    EXPECT_EQ(extract.out, "");
    ExpectOneErrorLine(extract, c.path);
  }
}

TEST(Robustness, EndsWhateverTheFileSays) {
  const ScratchFolder scratch;
  std::string loop = test::TinyTiff({{100, 100}});
  loop.replace(loop.size() - 4, 4, loop.substr(4, 4));  // the next page is this one
  const std::string jpeg = ReadBytes(ZHIBIAO_ROOT "/tests/fuzz/seeds/picture_reader/grey.jpg");
  struct Case {
    const char* name;
    std::string path;
  };
  const Case cases[] = {
      // clang-format off
      {"two TIFF pages",       scratch.Write("two.tif", test::TinyTiff({{100, 100}, {50, 50}}))},
      {"a TIFF in itself",     scratch.Write("loop.tif", loop)},
      {"half a JPEG",          scratch.Write("half.jpg", jpeg.substr(0, jpeg.size() - 30))},
      {"truncated",            kCorpus + "/damaged/truncated.pdf"},
      {"a form in itself",     kCorpus + "/damaged/form-loop.pdf"},
      {"absurd numbers",       kCorpus + "/damaged/absurd-numbers.pdf"},
      {"10,000 empty pages",   scratch.Write("empty-pages.pdf", EmptyPages(10000))},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ProgramRun run = test::RunProgram(ZHIBIAO_PROGRAM, {"extract", c.path});
    EXPECT_TRUE(run.exit_code == kDone || run.exit_code == kSomeFailed) << run.exit_code << "\n"
                                                                        << run.err;
    EXPECT_LT(run.seconds, kMaxSeconds);
    if (run.exit_code == kSomeFailed) {
      ExpectOneErrorLine(run, c.path);
    }
  }
}

TEST(Robustness, AllElseInTheSameImportIsStored) {
  const ScratchFolder scratch;
  std::vector<std::string> bad;
  for (const char* name : {"password.pdf", "page-tree-loop.pdf", "noise.pdf", "header-only.pdf"}) {
    bad.push_back(scratch.Copy(kCorpus + "/damaged/" + name));
  }
  bad.push_back(scratch.Write("empty.pdf", ""));
  scratch.Copy(kCorpus + "/documents/dongguan-rd-2022.txt");
  scratch.Copy(kCorpus + "/documents/f03-project-list-header-on-each-page.pdf");
  scratch.Copy(kCorpus + "/documents/h11-rotate-90.pdf");

  const ScratchFolder store;
  const std::string database = store.Path("all.db");
  const ProgramRun run = Import({scratch.Path("")}, database);
  EXPECT_EQ(run.exit_code, kSomeFailed) << run.err;
  for (const std::string& path : bad) {
    const std::string name = fs::path(path).filename().string();
    EXPECT_EQ(LinesWith(run.err, name).size(), 1U) << name << "\n" << run.err;
  }
  EXPECT_EQ(Count(database, "SELECT count(DISTINCT sha256) FROM indicator_values"), 3);
  EXPECT_EQ(Count(database, "SELECT count(*) FROM document_failure"), 5);

  const std::int64_t values = Count(database, "SELECT count(*) FROM indicator_values");
  const ProgramRun again = Import({scratch.Path("")}, database);
  EXPECT_EQ(again.exit_code, kSomeFailed) << again.err;
  EXPECT_EQ(Count(database, "SELECT count(*) FROM indicator_values"), values);
}

TEST(Robustness, AFolderWithoutDocumentsIsNothingDone) {
  const ScratchFolder scratch;
  fs::create_directories(scratch.Path("hollow"));
  const ScratchFolder store;
  const ProgramRun run = Import({scratch.Path("hollow")}, store.Path("none.db"));
  EXPECT_TRUE(run.exit_code == kNothingDone || run.exit_code == kDone) << run.exit_code;
  EXPECT_FALSE(run.err.empty() && run.out.empty()) << "silence";
}

TEST(Robustness, SharedBadInputsEnd) {
  if (!fs::exists(kShared)) {
    GTEST_SKIP() << "the real bad inputs are not at hand: " << kShared;
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(kShared)) {
    const std::string path = entry.path().string();
    SCOPED_TRACE(path);
    // Scans of many pages take minutes to read, with sanitizers hours; that they end is tested
    // above.
    const ProgramRun run = test::RunProgram(ZHIBIAO_PROGRAM, {"extract", "--ocr", "off", path});
    EXPECT_TRUE(run.exit_code == kDone || run.exit_code == kSomeFailed ||
                run.exit_code == kNothingDone)
        << run.exit_code << "\n"
        << run.err;
    EXPECT_LT(run.seconds, kMaxSeconds);
    if (run.exit_code != kDone) {
      ExpectOneErrorLine(run, path);
    }
  }
}

}  // namespace
}  // namespace zhibiao
