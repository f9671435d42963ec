#include "extractors/text_levels.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

using Rows = std::vector<std::string>;

std::string Describe(const Level& level) {
  const char* mark = level.source == FieldSource::kInherited  ? "~"
                     : level.source == FieldSource::kInferred ? "?"
                                                              : "";
  return level.text.empty() ? "" : mark + level.text;
}

struct ReadRows {
  Rows levels;  // "产出指标 > ~数量指标": "~" inherited, "?" inferred
  int inferred = 0;
};

// `names`: the level names of each row.
ReadRows Read(const std::vector<Rows>& names) {
  ReadRows read;
  Findings findings;
  TextLevels levels(findings);
  DocumentRecord record;
  for (const Rows& row : names) {
    levels.Read(row, {});
    Indicator indicator;
    indicator.level1 = levels.level1();
    indicator.level2 = levels.level2();
    record.indicators.push_back(std::move(indicator));
  }
  levels.InferMissing(record, 0);
  for (const Indicator& indicator : record.indicators) {
    read.levels.push_back(Describe(indicator.level1) + " > " + Describe(indicator.level2));
  }
  read.inferred = static_cast<int>(findings.all().size());
  EXPECT_TRUE(std::all_of(findings.all().begin(), findings.all().end(), [](const Finding& finding) {
    return finding.code == FindingCode::kLevelInferred;
  }));
  return read;
}

TEST(TextLevels, ToldByVocabularyCarriedOverInferred) {
  struct Case {
    const char* name;
    std::vector<Rows> rows;
    Rows want;
    int inferred;  // findings
  };
  const Case cases[] = {
      // clang-format off
      {"printed", {{"产出指标", "数量指标"}, {"效益指标", "社会效益指标"}},
          {"产出指标 > 数量指标", "效益指标 > 社会效益指标"}, 0},
      {"carried over", {{"产出指标", "数量指标"}, {}, {"质量指标"}, {}},
          {"产出指标 > 数量指标", "~产出指标 > ~数量指标", "~产出指标 > 质量指标", "~产出指标 > ~质量指标"}, 0},
      {"the first level 2 is not printed", {{"产出指标"}, {}, {"质量指标"}},
          {"产出指标 > ?数量指标", "~产出指标 > ?数量指标", "~产出指标 > 质量指标"}, 1},
      {"two could stand there", {{"产出指标"}, {}, {"时效指标"}},
          {"产出指标 > ", "~产出指标 > ", "~产出指标 > 时效指标"}, 0},
      {"no level 2 at all", {{"产出指标"}, {}},
          {"产出指标 > ", "~产出指标 > "}, 0},
      {"level 1 is not printed", {{"产出指标", "数量指标"}, {"社会效益指标"}, {}},
          {"产出指标 > 数量指标", "?效益指标 > 社会效益指标", "?效益指标 > ~社会效益指标"}, 1},
      {"satisfaction is never printed", {{"效益指标", "社会效益指标"}, {"服务对象满意度指标"}},
          {"效益指标 > 社会效益指标", "?满意度指标 > 服务对象满意度指标"}, 1},
      {"satisfaction stands for both levels", {{"效益指标", "社会效益指标"}, {"满意度指标", "服务对象满意度指标"}},
          {"效益指标 > 社会效益指标", "满意度指标 > 服务对象满意度指标"}, 0},
      {"cost is level 2 of output", {{"产出指标", "时效指标"}, {"成本指标"}},
          {"产出指标 > 时效指标", "~产出指标 > 成本指标"}, 0},
      {"cost is a level 1", {{"成本指标", "经济成本指标"}, {"产出指标", "数量指标"}},
          {"成本指标 > 经济成本指标", "产出指标 > 数量指标"}, 0},
      {"a new level 1 drops level 2", {{"产出指标", "数量指标"}, {"效益指标"}},
          {"产出指标 > 数量指标", "效益指标 > "}, 0},
      {"nothing is printed", {{}, {}}, {" > ", " > "}, 0},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ReadRows read = Read(c.rows);
    EXPECT_EQ(read.levels, c.want);
    EXPECT_EQ(read.inferred, c.inferred);
  }
}

TEST(TextLevels, InfersFromTheGivenRowOnly) {
  Findings findings;
  TextLevels levels(findings);
  DocumentRecord record;
  record.indicators.resize(2);
  record.indicators[0].level1.code = record.indicators[1].level1.code = "output";
  record.indicators[1].level2 = {"output.quality", "质量指标", FieldSource::kPrinted};
  levels.InferMissing(record, 1);
  EXPECT_EQ(record.indicators[0].level2.text, "");
  levels.InferMissing(record, 0);
  EXPECT_EQ(record.indicators[0].level2.code, "output.quantity");
}

}  // namespace
}  // namespace zhibiao
