#include "tools/file_list.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/run_program.h"

namespace zhibiao {
namespace {

using test::ScratchFolder;

TEST(ListDocuments, SearchesFoldersInOrderAndTakesNamedFilesAsTheyAre) {
  const ScratchFolder scratch;
  std::filesystem::create_directories(scratch.Path("f/sub"));
  std::filesystem::create_directories(scratch.Path("f/.git"));
  const struct {
    const char* name;
    std::string bytes;
    bool document;
  } files[] = {
      // clang-format off
      {"f/b.PDF",         "%PDF-1.4",               true},
      {"f/a.txt",         "绩效目标",                true},
      {"f/empty.pdf",     "",                       true},   // must be seen to fail
      {"f/no-extension",  "%PDF-1.7",               true},
      {"f/notice",        "绩效目标",                true},
      {"f/odd.bin",       "%PDF-1.7",               true},
      {"f/photo.jpeg",    "\xff\xd8\xff\xe0 JFIF",  true},   // must be seen to need OCR
      {"f/sub/z.pdf",     "%PDF-1.4",               true},
      {"f/data.json",     "{\"a\": 1}",             false},
      {"f/noise.bin",     std::string(100, '\1'),   false},
      {"f/.hidden.pdf",   "%PDF-1.4",               false},
      {"f/.git/x.pdf",    "%PDF-1.4",               false},
      // clang-format on
  };
  std::vector<std::string> expected;
  for (const auto& file : files) {
    const std::string path = scratch.Write(file.name, file.bytes);
    if (file.document) {
      expected.push_back(path);
    }
  }
  std::sort(expected.begin(), expected.end());
  expected.push_back(scratch.Path("f/data.json"));  // named: taken, whatever it is
  expected.emplace_back("/no/such/file.pdf");
  expected.emplace_back("-");
  const FileList list = ListDocuments({scratch.Path("f"), scratch.Path("f/./data.json"),
                                       scratch.Path("f/a.txt"), "/no/such/file.pdf", "-", "-"});
  EXPECT_EQ(list.documents, expected);
  EXPECT_EQ(list.passed_over, 2U);  // data.json and noise.bin; hidden ones do not count
}

}  // namespace
}  // namespace zhibiao
