#include "pipeline/taxonomy.h"

#include <set>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "pipeline/tsv.h"

namespace zhibiao {

std::span<const EmbeddedFile> PipelineTables();

namespace {

TEST(CheckTaxonomy, ProvesItself) {
  const Status status = CheckTaxonomy();
  EXPECT_TRUE(status.ok()) << status.message();
}

TEST(StripLevelLabel, KeepsTheName) {
  struct Case {
    const char* printed;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"产出指标",            "产出指标"},
      {"产出指标（50分）",    "产出指标"},
      {"产出指标(50)",        "产出指标"},
      {"产出指标（0-20）分",  "产出指标"},
      {"产出指标50分",        "产出指标"},
      {"产出指标 50%",        "产出指标"},
      {"产出指标：",          "产出指标"},
      {"产 出\n指 标",        "产出指标"},
      {"1.产出指标",          "产出指标"},
      {"2、产出指标",         "产出指标"},
      {"12.产出指标（50分）", "产出指标"},
      {"一、产出指标",        "产出指标"},
      {"（二）效益指标",      "效益指标"},
      {"(1)产出指标",         "产出指标"},
      {"社会效益指标（可选）", "社会效益指标"},
      {"产出指标权重50",      "产出指标"},
      {"一级指标",            "一级指标"},
      {"（产出指标）",        "(产出指标)"},
      {"2026.产出指标",       "2026.产出指标"},  // a year is no ordinal
      {"3产出指标",           "3产出指标"},
      {"50分",                "50分"},
      {"（50分）",            "(50分)"},
      {"数量指标（或建筑规模指标）", "数量指标(或建筑规模指标)"},
      {"",                    ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    EXPECT_EQ(StripLevelLabel(c.printed), c.want) << c.printed;
  }
}

TEST(FindLevel, KnowsPrintedNames) {
  struct Case {
    const char* printed;
    int level;
    const char* level1;  // code, where it is known
    const char* want;    // code; empty: no such level
  };
  const Case cases[] = {
      // clang-format off
      {"产出指标",                    1, "", "output"},
      {"预期产出指标",                1, "", "output"},
      {"项目产出(30分)",              1, "", "output"},
      {"产出指标（50分）",            1, "", "output"},
      {"效益指标",                    1, "", "benefit"},
      {"效果指标",                    1, "", "benefit"},
      {"项目效益",                    1, "", "benefit"},
      {"满意度指标",                  1, "", "satisfaction"},
      {"服务对象满意度",              1, "", "satisfaction"},
      {"成本指标",                    1, "", "cost"},
      {"预算执行率",                  1, "", "process.execution"},
      {"投入管理",                    1, "", "process.input"},
      {"项目决策(10分)",              1, "", "process.decision"},
      {"过程",                        1, "", "process"},
      {"数量指标",                    2, "", "output.quantity"},
      {"数量指标（或建筑规模指标）",  2, "", "output.quantity"},
      {"数量目标",                    2, "", "output.quantity"},
      {"质量目标",                    2, "", "output.quality"},
      {"时效指标",                    2, "", "output.timeliness"},
      {"形象进度指标",                2, "", "output.timeliness"},
      {"工期指标",                    2, "", "output.timeliness"},
      {"成本指标",                    2, "output", "output.cost"},
      {"预算（或投资规模）控制指标",  2, "output", "output.cost"},
      {"经济效益指标",                2, "benefit", "benefit.economic"},
      {"环境效益",                    2, "benefit", "benefit.ecological"},
      {"可持续影响指标",              2, "", "benefit.sustainability"},
      {"社会、经济、生态效益",        2, "benefit", "benefit.combined"},
      {"服务对象满意度指标",          2, "satisfaction", "satisfaction.recipients"},
      {"满意度指标",                  2, "satisfaction", "satisfaction.recipients"},
      {"经济成本指标",                2, "cost", "cost.economic"},
      {"社会成本指标",                2, "cost", "cost.social"},
      {"生态环境成本指标",            2, "cost", "cost.ecological"},
      // 指标 is left out, or added.
      {"社会公众满意度指标",          1, "", "satisfaction"},
      {"群众满意度",                  1, "", "satisfaction"},
      {"预期效果目标",                1, "", ""},
      // The other level, other words.
      {"产出指标",                    2, "", ""},
      {"数量指标",                    1, "", ""},
      {"产出指标完成率",              1, "", ""},
      {"数量指标完成率",              2, "", ""},
      {"培训人数",                    1, "", ""},
      {"培训人数",                    2, "", ""},
      {"指标",                        1, "", ""},
      {"",                            1, "", ""},
      {"",                            2, "", ""},
      {"数量指标",                    3, "", ""},
      // A level 1 that does not have this level 2 is no reason to lose it.
      {"数量指标",                    2, "benefit", "output.quantity"},
      // clang-format on
  };
  for (const Case& c : cases) {
    const LevelName* got = FindLevel(c.printed, c.level, c.level1);
    EXPECT_EQ(got == nullptr ? "" : got->code, c.want) << c.printed << " level " << c.level;
  }
}

TEST(FindLevel, NamesItsParent) {
  EXPECT_EQ(FindLevel("数量指标", 2)->parent, "output");
  EXPECT_EQ(FindLevel("社会成本指标", 2)->parent, "cost");
  EXPECT_EQ(FindLevel("产出指标", 1)->parent, "");
}

TEST(StandardLevelName, IsTheFirstOfTheCode) {
  struct Case {
    const char* code;
    const char* want;
  };
  const Case cases[] = {
      {"output", "产出指标"},
      {"output.quantity", "数量指标"},
      {"output.cost", "成本指标"},
      {"satisfaction", "满意度指标"},
      {"cost", "成本指标"},
      {"nonsense", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(StandardLevelName(c.code), c.want) << c.code;
  }
}

// DOMAIN.md's codes: each has a name, and each name leads back to its code.
TEST(LevelsTable, EveryCodeHasItsWayBack) {
  const char* level1[] = {"output", "benefit", "satisfaction", "cost", "process"};
  const char* level2[] = {
      "output.quantity",         "output.quality", "output.timeliness",  "output.cost",
      "benefit.economic",        "benefit.social", "benefit.ecological", "benefit.sustainability",
      "satisfaction.recipients", "cost.economic",  "cost.social",        "cost.ecological"};
  for (const std::string code : level1) {
    const LevelName* name = FindLevel(StandardLevelName(code), 1);
    ASSERT_NE(name, nullptr) << code;
    EXPECT_EQ(name->code, code);
  }
  for (const std::string code : level2) {
    const std::string parent = code.substr(0, code.find('.'));
    const LevelName* name = FindLevel(StandardLevelName(code), 2, parent);
    ASSERT_NE(name, nullptr) << code;
    EXPECT_EQ(name->code, code);
    EXPECT_EQ(name->parent, parent);
  }
}

TEST(LevelsTable, RowsAreSound) {
  const EmbeddedFile* levels = nullptr;
  for (const EmbeddedFile& file : PipelineTables()) {
    levels = file.path.ends_with("levels.tsv") ? &file : levels;
  }
  ASSERT_NE(levels, nullptr);
  const Result<TsvTable> parsed = TsvTable::Parse("levels.tsv", levels->text, {"id", "source"});
  ASSERT_TRUE(parsed.ok()) << parsed.status().message();
  const TsvTable& table = parsed.value();
  std::set<std::string> ids;
  std::set<std::string> keys;
  for (const TsvRow& row : table.rows()) {
    const std::string& id = table.Get(row, "id");
    EXPECT_TRUE(ids.insert(id).second) << id;
    const std::string& level = table.Get(row, "level");
    EXPECT_TRUE(level == "1" || level == "2") << id;
    EXPECT_EQ(table.Get(row, "parent").empty(), level == "1") << id;
    const std::string key =
        level + table.Get(row, "parent") + StripLevelLabel(table.Get(row, "name"));
    EXPECT_TRUE(keys.insert(key).second) << id << " says what another row says";
  }
}

}  // namespace
}  // namespace zhibiao
