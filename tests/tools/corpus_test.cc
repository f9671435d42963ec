// The list of the corpus and its files agree.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "pipeline/sha256.h"
#include "pipeline/tsv.h"

namespace zhibiao {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxFileBytes = 60000;
constexpr std::uintmax_t kMaxCorpusBytes = 3000000;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(Corpus, ManifestAndFilesAgree) {
  const std::string corpus = ZHIBIAO_ROOT "/corpus/";
  const Result<TsvTable> manifest =
      TsvTable::Parse("manifest.tsv", ReadFile(corpus + "manifest.tsv"),
                      {"path", "sha256", "purpose", "licence", "made_by"});
  ASSERT_TRUE(manifest.ok()) << manifest.status().message();
  std::set<std::string> listed;
  for (const TsvRow& row : manifest.value().rows()) {
    const std::string& path = manifest.value().Get(row, "path");
    SCOPED_TRACE(path);
    listed.insert(path);
    ASSERT_TRUE(fs::exists(corpus + path));
    EXPECT_EQ(Sha256Hex(ReadFile(corpus + path)), manifest.value().Get(row, "sha256"));
    EXPECT_FALSE(manifest.value().Get(row, "purpose").empty());
    EXPECT_FALSE(manifest.value().Get(row, "licence").empty());
  }
  std::uintmax_t bytes = 0;
  for (const char* folder : {"documents", "damaged"}) {
    for (const fs::directory_entry& entry : fs::directory_iterator(corpus + folder)) {
      const std::string path = std::string(folder) + "/" + entry.path().filename().string();
      EXPECT_TRUE(listed.contains(path)) << path << " is not in manifest.tsv";
      EXPECT_LE(entry.file_size(), kMaxFileBytes) << path;
      bytes += entry.file_size();
    }
  }
  EXPECT_LE(bytes, kMaxCorpusBytes);
}

}  // namespace
}  // namespace zhibiao
