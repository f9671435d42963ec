#include "pipeline/record_json.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "pipeline/json_writer.h"
#include "tests/support/made_record.h"

namespace zhibiao {
namespace {

const ExtractorVersion kVersion = {"1.2.3", "abc"};  // NOLINT(cert-err58-cpp)

// The text of `json` from the member `key` on, as long as `length`.
std::string From(const std::string& json, const std::string& key, std::size_t length) {
  const std::size_t start = json.find("\"" + key + "\":");
  return start == std::string::npos ? "no " + key : json.substr(start, length);
}

void ExpectMember(const std::string& json, const std::string& expected) {
  const std::string key = expected.substr(1, expected.find('"', 1) - 1);
  EXPECT_NE(json.find(expected), std::string::npos)
      << "wanted " << expected << "\nfound  " << From(json, key, expected.size() + 40);
}

TEST(JsonWriter, WritesNumbersWithoutNoise) {
  struct Case {
    double value;
    int decimals;
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {12.5, 2, "12.5"}, {12.0, 2, "12"}, {0.125, 4, "0.125"}, {-0.001, 2, "0"}, {100, 0, "100"},
      {595.2756, 2, "595.28"}, {1e300, 0, nullptr}, {std::numeric_limits<double>::infinity(), 2, "null"},
      // clang-format on
  };
  for (const Case& c : cases) {
    JsonWriter json;
    json.Number(c.value, c.decimals);
    const std::string text = json.Take();
    if (c.want == nullptr) {
      EXPECT_EQ(text.size(), 301U);
    } else {
      EXPECT_EQ(text, c.want);
    }
  }
}

TEST(JsonWriter, EscapesAndRepairs) {
  struct Case {
    std::string text;
    const char* want;
  };
  const Case cases[] = {
      {"指标", "\"指标\""},
      {"a\"b\\c\nd\te", R"("a\"b\\c\nd\te")"},
      {std::string("a\0b", 3), R"("a\u0000b")"},
      {"a\xff"
       "b",
       "\"a\xEF\xBF\xBD"
       "b\""},
      {"", "\"\""},
  };
  for (const Case& c : cases) {
    JsonWriter json;
    json.String(c.text);
    EXPECT_EQ(json.Take(), c.want);
  }
}

TEST(JsonWriter, StartsAfreshAfterTake) {
  JsonWriter json;
  json.BeginObject();
  json.Key("a");
  json.StringOrNull("");
  json.EndObject();
  EXPECT_EQ(json.Take(), R"({"a":null})");
  json.BeginArray();
  json.Bool(true);
  json.EndArray();
  EXPECT_EQ(json.Take(), "[true]");
}

TEST(IndentJson, KeepsTheSpellingOfNumbers) {
  EXPECT_EQ(IndentJson(R"({"a":[1,2.50],"b":"x"})"),
            "{\n  \"a\": [\n    1,\n    2.50\n  ],\n  \"b\": \"x\"\n}");
}

TEST(RecordToJson, WritesEveryPartOfTheContract) {
  const DocumentRecord record = test::MadeRecord("dir/a.pdf", "A");
  const std::string json = RecordToJson(record, kVersion);
  const std::string expected[] = {
      R"("schema":"zhibiao/1","source":{"path":"dir/a.pdf","sha256":")" + record.source.sha256 +
          R"(","media_type":"application/pdf","bytes":1,"pages":3})",
      R"("extractor":{"version":"1.2.3","rules":"abc","ocr":null})",
      R"("disclosure":{"title":"2024年绩效目标 A","kind":"approval","scope":"project","fiscal_year":2024,"department":"东莞市财政局","project":null,"money_unit":"万元","citations":[)",
      R"("citations":[{"raw":"东财〔2022〕268 号","issuer":"东财","year":2022,"number":268},{"raw":"财〔〕号","issuer":"财","year":null,"number":null}])",
      R"("goals":[{"kind":"annual","ordinal":1,"project":"甲项目","text":"目标一","evidence":{"page":2,"bbox":[10.13,30,110.5,42],"line":null}}])",
      R"("tasks":[{"kind":"key","name":"任务","content":"内容","expected":null,"amounts":[{"column":"财政拨款","raw":"31.00","value":"31.00","unit":"万元"}],"evidence":)",
      R"("funding":[{"project":"甲项目","item":"年度资金总额","column":"预算数","raw":"-","value":null,"unit":"万元","evidence":)",
      R"("indicators":[{"ordinal":1,"table":0,"row":1,"project":"甲项目","level1":{"code":"output","text":"产出指标","source":"inherited"},"level2":{"code":"output.quality","text":"质量指标","source":"printed"},"level3":{"text":"验收合格率","source":"printed"},"values":[{"role":"target","raw":"95","raw_sign":"≥","raw_unit":"%","other":null,"measure":{)",
      R"({"role":"actual","raw":"10-15","raw_sign":null,"raw_unit":null,"other":null,"measure":{)",
      R"("weight":"12.5","score":null,"deviation_reason":"无","confidence":0.875)",
      R"("tables":[{"page":3,"bbox":[10,20,400,300],"rows":2,"cols":2,"form":"made","caption":)",
      R"({"row":1,"col":0,"row_span":1,"col_span":1,"text":"质量\n指标","page":3,"bbox":[10.13,40,110.5,52],"confidence":1})",
      R"("findings":[{"code":"unit_conflict","severity":"warning","origin":"undecided","message":"two units","evidence":{"page":3)",
      R"("coverage":{"pages":3,"pages_ocr":0,"pages_needing_ocr":0,"tables":1,"tables_recognised":1,"rows":1,"rows_parsed":1,"unparsed":[{"text":"附件","evidence":{)",
  };
  for (const std::string& part : expected) {
    ExpectMember(json, part);
  }
  EXPECT_EQ(json.find('\n'), std::string::npos);
}

TEST(RecordToJson, WritesWhatOcrReadAndDoubts) {
  DocumentRecord record = test::MadeRecord("dir/a.pdf", "A");
  record.ocr_engines = {"one 1.0", "two 2.0"};
  record.indicators[0].values[0].raw_other = "96";
  record.indicators[0].values[0].sign_other = "";
  record.tables[0].cells[2].other = "≥96%";
  record.findings[0].picture = "PNG";
  const std::string json = RecordToJson(record, kVersion);
  const std::string expected[] = {
      R"("extractor":{"version":"1.2.3","rules":"abc","ocr":["one 1.0","two 2.0"]})",
      R"("raw_unit":"%","other":{"raw":"96","raw_sign":""},"measure":{)",
      R"("raw_unit":null,"other":null,"measure":{)",
      R"("text":"≥95%","other":"≥96%","page":3)",
  };
  for (const std::string& part : expected) {
    ExpectMember(json, part);
  }
  EXPECT_EQ(json.find("PNG"), std::string::npos);
}

TEST(RecordToJson, MissingIsNull) {
  DocumentRecord record;
  record.source.path = "a.txt";
  record.indicators.emplace_back();
  record.indicators[0].values.emplace_back();
  record.indicators[0].values[0].source.line = 12;
  record.tables.emplace_back();
  const std::string json = RecordToJson(record, kVersion);
  const std::string expected[] = {
      R"("pages":null})",
      R"("title":null,"kind":"unknown","scope":"unknown","fiscal_year":null,"department":null,"project":null,"money_unit":null,"citations":[])",
      R"("table":null,"row":null,"project":null,"level1":{"code":null,"text":null,"source":"printed"})",
      R"("raw":null,"raw_sign":null,"raw_unit":null,"other":null,"measure":{"kind":"empty","status":"parsed"},"evidence":{"page":null,"bbox":null,"line":12}}])",
      R"("weight":null,"score":null,"deviation_reason":null,"confidence":1,"evidence":null)",
      R"("tables":[{"page":null,"bbox":null,"rows":0,"cols":0,"form":null,"caption":null,"cells":[]}])",
  };
  for (const std::string& part : expected) {
    ExpectMember(json, part);
  }
}

TEST(MeasureToJson, LeavesAbsentFieldsOut) {
  const DocumentRecord record = test::MadeRecord("a.pdf", "A");
  EXPECT_EQ(
      MeasureToJson(record.indicators[0].values[0].measure),
      R"({"raw":"≥95%","text":"≥95%","kind":"quantity","comparator":"ge","comparator_source":"sign","value":"95","printed":{"number":"95"},"unit":"%","unit_raw":"%","unit_source":"cell","dimension":"ratio","canonical":{"value":"0.95","unit":"1"},"status":"parsed","rule":"quantity.plain","number_at":[3,5]})");
  EXPECT_EQ(
      MeasureToJson(record.indicators[0].values[1].measure),
      R"({"raw":"10-15","text":"10-15","kind":"range","low":"10","high":"15","low_inclusive":true,"high_inclusive":true,"unit":"CNY","unit_source":"name","canonical":{"low":"10","high":"15","unit":"CNY"},"flags":["unit_inferred","unit_conflict"],"status":"parsed","rule":"range.hyphen"})");
}

TEST(MeasureToJson, WritesTheRarerParts) {
  struct Case {
    const char* name;
    void (*fill)(Measure&);
    const char* want;
  };
  const Case cases[] = {
      // clang-format off
      {"deadline", [](Measure& m) { m.time.not_after = "2023-12-31"; m.time.inclusive = true; m.time.precision = "day"; },
       R"("time":{"not_after":"2023-12-31","inclusive":true,"precision":"day"})"},
      {"frequency", [](Measure& m) { m.frequency.count = "1"; m.frequency.per = "mo"; },
       R"("frequency":{"count":"1","per":"mo"})"},
      {"change", [](Measure& m) { m.change.direction = "up"; m.change.value = "3"; m.change.unit = "pp"; },
       R"("change":{"direction":"up","value":"3","unit":"pp"})"},
      {"grade", [](Measure& m) { m.grade.scale = "quality"; m.grade.grade = "良"; m.grade.at_least = true; },
       R"("grade":{"scale":"quality","grade":"良","at_least":true})"},
      {"bands", [](Measure& m) { m.bands = {{"优", "90", "100", "{分}"}}; },
       R"("bands":[{"grade":"优","low":"90","high":"100","unit":"{分}"}])"},
      {"boolean", [](Measure& m) { m.boolean = false; }, R"("boolean":false)"},
      {"reference", [](Measure& m) { m.reference = "budget"; }, R"("reference":"budget")"},
      {"items", [](Measure& m) { m.items.emplace_back().value = "20"; },
       R"("items":[{"kind":"empty","value":"20","status":"parsed"}])"},
      {"alt", [](Measure& m) { m.alt.emplace_back().value = "92"; },
       R"("alt":[{"kind":"empty","value":"92","status":"parsed"}])"},
      {"low alone", [](Measure& m) { m.low = "3"; }, R"("low":"3","low_inclusive":false)"},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Measure measure;
    c.fill(measure);
    ExpectMember(MeasureToJson(measure), c.want);
  }
}

}  // namespace
}  // namespace zhibiao
