#include "extractors/reading_doubts.h"

#include <optional>
#include <string>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

Cell CellOf(const std::string& text, double confidence, std::optional<std::string> other = {}) {
  Cell cell;
  cell.text = text;
  cell.other = std::move(other);
  cell.source.page = 3;
  cell.source.box = {10, 20, 30, 40};
  cell.source.origin = TextOrigin::kOcr;
  cell.source.confidence = confidence;
  return cell;
}

TEST(ReadingDoubts, SaysWhatEitherEngineRead) {
  struct Case {
    ColumnRole role;
    Cell cell;
    const char* want;  // empty: no finding
  };
  const Case cases[] = {
      // clang-format off
      {ColumnRole::kValue, CellOf("≥95%", 0.8, "295%"),
       "value: read “≥95%” (confidence 0.80), the other engine read “295%”: compare with the picture"},
      {ColumnRole::kActual, CellOf("9\n5", 0.055), "value: read “95” (confidence 0.06): compare with the picture"},
      {ColumnRole::kSign, CellOf("", 0.8, "≥"),
       "sign: read nothing (confidence 0.80), the other engine read “≥”: compare with the picture"},
      {ColumnRole::kUnit, CellOf("%", 0.8, ""),
       "unit: read “%” (confidence 0.80), the other engine read nothing: compare with the picture"},
      {ColumnRole::kLevel1, CellOf("产出", 0.9), "level 1: read “产出” (confidence 0.90): compare with the picture"},
      {ColumnRole::kLevel2, CellOf("数量", 0), "level 2: read “数量” (confidence 0.00): compare with the picture"},
      {ColumnRole::kLevel3, CellOf("人数", 0.94), "level 3: read “人数” (confidence 0.94): compare with the picture"},
      {ColumnRole::kLevel3, CellOf("人数", 0.95), ""},
      {ColumnRole::kProject, CellOf("维修", 0.5), "project: read “维修” (confidence 0.50): compare with the picture"},
      {ColumnRole::kScore, CellOf("10", 0.5), "score: read “10” (confidence 0.50): compare with the picture"},
      {ColumnRole::kGoal, CellOf("确保", 0.5), ""},
      {ColumnRole::kNone, CellOf("10", 0.5), ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    Findings findings;
    ReadingDoubts(findings).Check(c.role, c.cell);
    const std::string got = findings.all().empty() ? "" : findings.all()[0].message;
    EXPECT_EQ(got, c.want);
    for (const Finding& finding : findings.all()) {
      EXPECT_STREQ(FindingCodeName(finding.code), "reading_doubt");
      EXPECT_EQ(finding.source.box, c.cell.source.box);
    }
  }
}

TEST(ReadingDoubts, TextLayersAreNotDoubted) {
  Cell cell = CellOf("≥95%", 0.4);
  cell.source.origin = TextOrigin::kTextLayer;
  Findings findings;
  ReadingDoubts(findings).Check(ColumnRole::kValue, cell);
  EXPECT_TRUE(findings.all().empty());
}

TEST(ReadingDoubts, AMergedCellIsReportedOnce) {
  const Cell level = CellOf("产出指际", 0.8);
  const Cell value = CellOf("5", 0.8);
  Findings findings;
  ReadingDoubts doubts(findings);
  for (int row = 0; row < 3; ++row) {
    doubts.Check(ColumnRole::kLevel1, level);
  }
  doubts.Check(ColumnRole::kValue, value);
  EXPECT_EQ(findings.all().size(), 2U);
}

}  // namespace
}  // namespace zhibiao
