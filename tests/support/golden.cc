#include "tests/support/golden.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>

#include <gtest/gtest.h>

namespace zhibiao::test {
namespace {

bool UpdateWanted() {
  const char* wish = std::getenv("ZHIBIAO_UPDATE_GOLDEN");
  return wish != nullptr && std::string_view(wish) == "1";
}

// "line 3: want …, got …" for the first line that differs.
std::string FirstDifference(const std::string& want, const std::string& got) {
  std::istringstream wants(want);
  std::istringstream gots(got);
  std::string want_line;
  std::string got_line;
  for (int line = 1;; ++line) {
    const bool more_wanted = static_cast<bool>(std::getline(wants, want_line));
    const bool more_got = static_cast<bool>(std::getline(gots, got_line));
    if (!more_wanted && !more_got) {
      return "only line ends differ";
    }
    if (more_wanted != more_got || want_line != got_line) {
      return "line " + std::to_string(line) + "\n  want: " + (more_wanted ? want_line : "(end)") +
             "\n  got:  " + (more_got ? got_line : "(end)");
    }
  }
}

}  // namespace

void ExpectGolden(const std::string& name, const std::string& text) {
  const std::string path = ZHIBIAO_ROOT "/tests/golden/" + name;
  if (UpdateWanted()) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << path << " is not there: ZHIBIAO_UPDATE_GOLDEN=1 writes it";
  std::ostringstream held;
  held << file.rdbuf();
  EXPECT_TRUE(held.str() == text)
      << name << ": " << FirstDifference(held.str(), text)
      << "\nZHIBIAO_UPDATE_GOLDEN=1 rewrites it, where the change is meant";
}

}  // namespace zhibiao::test
