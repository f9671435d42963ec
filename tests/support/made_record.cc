#include "tests/support/made_record.h"

#include "pipeline/sha256.h"

namespace zhibiao::test {
namespace {

SourceRef At(int page, double top) {
  SourceRef source;
  source.page = page;
  source.box = {10.126, top, 110.5, top + 12};
  return source;
}

Measure AtLeast95() {
  Measure measure;
  measure.raw = "≥95%";
  measure.text = "≥95%";
  measure.kind = MeasureKind::kQuantity;
  measure.comparator = Comparator::kGe;
  measure.comparator_source = ComparatorSource::kSign;
  measure.value = "95";
  measure.printed.number = "95";
  measure.unit = "%";
  measure.unit_raw = "%";
  measure.unit_source = UnitSource::kCell;
  measure.dimension = "ratio";
  measure.canonical.value = "0.95";
  measure.canonical.unit = "1";
  measure.rule = "quantity.plain";
  measure.number_at = Measure::Offsets{3, 5};
  return measure;
}

Measure BetweenTenAndFifteen() {
  Measure measure;
  measure.raw = "10-15";
  measure.text = "10-15";
  measure.kind = MeasureKind::kRange;
  measure.low = "10";
  measure.high = "15";
  measure.low_inclusive = true;
  measure.high_inclusive = true;
  measure.unit = "CNY";
  measure.unit_source = UnitSource::kName;
  measure.canonical.low = "10";
  measure.canonical.high = "15";
  measure.canonical.unit = "CNY";
  measure.flags = {"unit_inferred", "unit_conflict"};
  measure.rule = "range.hyphen";
  return measure;
}

Table MadeTable() {
  Table table;
  table.rows = 2;
  table.cols = 2;
  table.page = 3;
  table.box = {10, 20, 400, 300};
  table.caption = "项目支出绩效目标表\n(2024年度)";
  table.form_id = "made";
  table.cells = {{0, 0, 1, 2, "绩效指标", At(3, 20), false},
                 {1, 0, 1, 1, "质量\n指标", At(3, 40), false},
                 {1, 1, 1, 1, "≥95%", At(3, 40), true}};
  return table;
}

Indicator MadeIndicator() {
  Indicator indicator;
  indicator.ordinal = 1;
  indicator.table = 0;
  indicator.row = 1;
  indicator.project = "甲项目";
  indicator.level1 = {"output", "产出指标", FieldSource::kInherited};
  indicator.level2 = {"output.quality", "质量指标", FieldSource::kPrinted};
  indicator.level3 = {"", "验收合格率", FieldSource::kPrinted};
  IndicatorValue target;
  target.role = ValueRole::kTarget;
  target.raw = "95";
  target.raw_sign = "≥";
  target.raw_unit = "%";
  target.measure = AtLeast95();
  target.source = At(3, 40);
  IndicatorValue actual;
  actual.role = ValueRole::kActual;
  actual.raw = "10-15";
  actual.measure = BetweenTenAndFifteen();
  actual.source = At(3, 60);
  indicator.values = {target, actual};
  indicator.weight = "12.5";
  indicator.deviation_reason = "无";
  indicator.confidence = 0.875;
  indicator.source = At(3, 40);
  return indicator;
}

}  // namespace

DocumentRecord MadeRecord(const std::string& path, const std::string& content) {
  DocumentRecord record;
  record.source = {path, Sha256Hex(content), "application/pdf",
                   static_cast<std::int64_t>(content.size()), 3};
  record.disclosure.title = "2024年绩效目标 " + content;
  record.disclosure.kind = DisclosureKind::kApproval;
  record.disclosure.scope = DisclosureScope::kProject;
  record.disclosure.fiscal_year = 2024;
  record.disclosure.department = "东莞市财政局";
  record.disclosure.money_unit = "万元";
  record.disclosure.citations = {{"东财〔2022〕268 号", "东财", 2022, "268", At(1, 30)},
                                 {"财〔〕号", "财", std::nullopt, "", At(1, 50)}};
  record.goals = {{GoalKind::kAnnual, 1, "甲项目", "目标一", At(2, 30)}};
  record.tasks = {
      {TaskKind::kKey, "任务", "内容", "", {{"财政拨款", "31.00", "31.00", "万元"}}, At(2, 60)}};
  record.funding = {{"甲项目", "年度资金总额", {"预算数", "-", "", "万元"}, At(2, 90)}};
  record.indicators = {MadeIndicator()};
  record.tables = {MadeTable()};
  record.findings = {{FindingCode::kUnitConflict, Severity::kWarning, FindingOrigin::kUndecided,
                      "two units", At(3, 60)}};
  record.coverage.pages = 3;
  record.coverage.tables = 1;
  record.coverage.tables_recognised = 1;
  record.coverage.rows = 1;
  record.coverage.rows_parsed = 1;
  record.coverage.unparsed = {{"附件", At(1, 700)}};
  return record;
}

}  // namespace zhibiao::test
