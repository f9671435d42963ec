#include "normalizers/inline_list.h"

#include <numeric>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

TEST(InlineList, KeepsAllBeyondTheFewAndIsUsedAgain) {
  InlineList<int, 3> list;
  EXPECT_TRUE(list.empty());
  for (const int count : {2, 3, 4, 40, 1}) {
    SCOPED_TRACE(count);
    list.clear();
    for (int i = 0; i < count; ++i) {
      EXPECT_EQ(list.push_back(i), i);
      EXPECT_EQ(list.front(), 0);
      EXPECT_EQ(list.back(), i);
    }
    EXPECT_EQ(list.size(), static_cast<std::size_t>(count));
    EXPECT_EQ(std::accumulate(list.begin(), list.end(), 0), count * (count - 1) / 2);
    EXPECT_EQ(list[static_cast<std::size_t>(count) - 1], count - 1);
    list.back() = 7;
    EXPECT_EQ(list.data()[count - 1], 7);
  }
}

}  // namespace
}  // namespace zhibiao
