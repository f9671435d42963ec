#include "pipeline/pattern_table.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

constexpr char kHead[] = "id\tre2\tmeans\texample\tcounter_example\tsource\n";

TEST(Pattern, MatchesAtTheStartAndAnywhere) {
  Result<Pattern> pattern = Pattern::Make("(\\d+)(万)?");
  ASSERT_TRUE(pattern.ok());
  std::vector<std::string_view> groups;
  EXPECT_FALSE(pattern.value().MatchAtStart("x12", groups));
  ASSERT_TRUE(pattern.value().Search("x12y3万", 3, groups));
  EXPECT_EQ(groups[0], "3万");
  ASSERT_TRUE(pattern.value().MatchAtStart("12", groups));
  EXPECT_EQ(groups[1], "12");
  EXPECT_EQ(groups[2].data(), nullptr);  // took no part
  EXPECT_TRUE(pattern.value().FullMatch("3万"));
  EXPECT_FALSE(pattern.value().FullMatch("3万元"));
  EXPECT_TRUE(pattern.value().PartialMatch("约3"));
  EXPECT_FALSE(pattern.value().Search("12", 3, groups));  // behind the end
}

TEST(Pattern, RefusesWhatIsNoExpression) {
  EXPECT_EQ(Pattern::Make("(").status().code(), StatusCode::kInvalidInput);
  EXPECT_EQ(Pattern::Make("(?=a)").status().code(), StatusCode::kInvalidInput);  // look-around
}

TEST(PatternSet, MatchesInItsPlaceOnly) {
  struct Case {
    PatternSet::Place place;
    const char* text;
    std::vector<int> want;
  };
  const Case cases[] = {
      {PatternSet::Place::kAnywhere, "共12月", {0, 1, 2}},
      {PatternSet::Place::kAnywhere, "共", {}},
      {PatternSet::Place::kAtStart, "12月底", {0, 1}},
      {PatternSet::Place::kAtStart, "12日", {0}},
      {PatternSet::Place::kAtStart, "共12月", {}},
      {PatternSet::Place::kAtStart, "月", {2}},
      {PatternSet::Place::kAtStart, "月底", {}},
      {PatternSet::Place::kWhole, "12月", {1}},
      {PatternSet::Place::kWhole, "12月底", {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<PatternSet> set = PatternSet::Make({"\\d+", "\\d+月", "月$"}, c.place);
    ASSERT_TRUE(set.ok());
    EXPECT_EQ(set.value().Match(c.text), c.want);
    EXPECT_EQ(set.value().MatchesAny(c.text), !c.want.empty());
  }
}

TEST(PatternTable, LongestWinsThenTheEarlierRow) {
  const Result<PatternTable> table =
      PatternTable::Load("p.tsv", std::string(kHead) +
                                      "a\t不低\tshort\t不低\t低\ts\n"
                                      "b\t不低于\tlong\t不低于\t不低\ts\n"
                                      "c\t不低.\ttie\t不低于\t不\ts\n");
  ASSERT_TRUE(table.ok()) << table.status().message();
  std::vector<std::string_view> groups;
  const PatternRow* row = table.value().LongestAtStart("不低于90%", groups);
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->id, "b");
  EXPECT_EQ(groups[0], "不低于");
  EXPECT_EQ(table.value().LongestAtStart("高于", groups), nullptr);
}

TEST(PatternTable, EveryRowIsProvedAtLoad) {
  struct Case {
    const char* row;
    const char* message;
  };
  const Case cases[] = {
      // clang-format off
      {"a\tx+\tm\ty\tz\ts\n", "p.tsv:2: does not match its example"},
      {"a\tx+\tm\tx\txx\ts\n", "p.tsv:2: matches its counter-example"},
      {"a\tx+\tm\tx\ty\ts\na\ty\tm\ty\tx\ts\n", "p.tsv:3: the id a stands twice"},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.row);
    const Result<PatternTable> table = PatternTable::Load("p.tsv", kHead + std::string(c.row));
    ASSERT_FALSE(table.ok());
    EXPECT_EQ(table.status().message(), c.message);
  }
}

}  // namespace
}  // namespace zhibiao
