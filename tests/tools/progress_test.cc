#include "tools/progress.h"

#include <string>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

TEST(ClockText, ReadsAsAClock) {
  struct Case {
    int seconds;
    const char* want;
  };
  const Case cases[] = {{0, "0:00"}, {7, "0:07"}, {750, "12:30"}, {11100, "3:05:00"}};
  for (const Case& c : cases) {
    EXPECT_EQ(ClockText(std::chrono::seconds(c.seconds)), c.want);
  }
}

TEST(ProgressLine, FitsTheTerminal) {
  using Seconds = std::chrono::duration<double>;
  struct Case {
    std::size_t done, total;
    double seconds;
    std::size_t width;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {0,   10,  0, 30, "[>                     ]  0/10"},
      {50,  100, 10, 40, "[======>     ]  50/100  5.0/s  0:10 left"},
      {100, 100, 10, 50, "[====================]  100/100  10.0/s  0:00 left"},
      {50,  100, 10, 12, "50/100  5.0/"},
      {0,   0,   0, 30, "[=======================]  0/0"},
      // clang-format on
  };
  for (const Case& c : cases) {
    const std::string line = ProgressLine(c.done, c.total, Seconds(c.seconds), c.width);
    EXPECT_LE(line.size(), c.width) << line;
    EXPECT_EQ(line, c.want);
  }
}

}  // namespace
}  // namespace zhibiao
