#include "extractors/text_columns.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

using Lines = std::vector<std::string>;

// The lines after parting, '|' between cells.
Lines Part(const Lines& lines) {
  std::string bytes;
  for (const std::string& line : lines) {
    bytes += line + '\n';
  }
  Findings findings;
  Result<std::vector<TextRow>> rows = ReadText(bytes, findings);
  EXPECT_TRUE(rows.ok());
  Lines parted;
  for (const TextRow& row : PartAtSpaces(rows.take())) {
    std::string line;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      line += (i == 0 ? "" : "|") + row.cells[i];
    }
    parted.push_back(line);
  }
  return parted;
}

struct Case {
  const char* name;
  Lines lines;
  Lines want;
};

TEST(PartAtSpaces, UnderAHead) {
  const Case cases[] = {
      {"columns stand under each other",
       {"一级指标  二级指标  三级指标  指标值", "产出指标  数量指标  里程      ≥ 5公里",
        "                    次数      12次"},
       {"一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|里程|≥ 5公里", "||次数|12次"}},
      {"wide spaces",
       {"一级指标　二级指标　三级指标　指标值", "产出指标　数量指标　里程　　　５公里"},
       {"一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|里程|５公里"}},
      {"two texts under one head: cells in order",
       {"一级指标  二级指标  三级指标  指标值", "效益  通行能力  提升"},
       {"一级指标|二级指标|三级指标|指标值", "效益|通行能力|提升"}},
      {"single spaces: cells in order",
       {"一级指标 二级指标 三级指标 指标值", "产出指标 数量指标 里程 5", "次数 12"},
       {"一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|里程|5", "次数|12"}},
      {"a name that goes on below",
       {"一级指标  二级指标  三级指标  指标值", "产出指标  数量指标  养护的    5公里",
        "                    里程"},
       {"一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|养护的里程|5公里"}},
      {"up to a line of its own",
       {"一级指标  二级指标  三级指标  指标值", "产出指标  数量指标  里程      5", "附件",
        "甲  乙"},
       {"一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|里程|5", "附件", "甲  乙"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Part(c.lines), c.want);
  }
}

TEST(PartAtSpaces, Labels) {
  EXPECT_EQ(Part({"项目名称    道路 养护", "项目资金（万元）  年度资金总额  100",
                  "                  其中：财政拨款  80", "", "以上  为准"}),
            (Lines{"项目名称|道路 养护", "项目资金（万元）|年度资金总额|100", "|其中：财政拨款|80",
                   "", "以上  为准"}));
}

TEST(PartAtSpaces, OtherLinesStay) {
  const Lines lines = {"2026 年  部门预算", "一、三级指标  的指标值", "甲  乙  丙"};
  EXPECT_EQ(Part(lines), lines);
  EXPECT_EQ(Part({"一级指标\t二级指标\t三级指标\t指标值", "产出 指标\t\t里  程\t5"}),
            (Lines{"一级指标|二级指标|三级指标|指标值", "产出 指标||里  程|5"}));
}

}  // namespace
}  // namespace zhibiao
