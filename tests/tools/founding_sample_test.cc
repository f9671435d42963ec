// The founding sample: everything that corpus/truth/dongguan-rd-2022.gold.json says must come out,
// and no more.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "pipeline/record_json.h"
#include "tests/support/json_value.h"
#include "tools/ingest.h"

namespace zhibiao {
namespace {

using test::JsonValue;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Null is empty: not printed.
std::string TextOrEmpty(const JsonValue& value) {
  return value.type == JsonValue::Type::kNull ? std::string() : value.text;
}

class FoundingSample : public testing::Test {
 protected:
  void SetUp() override {
    const std::string corpus = ZHIBIAO_ROOT "/corpus/";
    gold_ = test::ParseJson(ReadFile(corpus + "truth/dongguan-rd-2022.gold.json"));
    ASSERT_EQ(gold_.type, JsonValue::Type::kObject) << "the gold file cannot be read";
    Ingested got = IngestFile(corpus + "documents/dongguan-rd-2022.txt", IngestOptions());
    ASSERT_TRUE(got.status.ok()) << got.status.message();
    record_ = std::move(got.record);
  }

  const JsonValue& gold_file() const { return gold_; }
  const DocumentRecord& record() const { return record_; }

  const std::vector<JsonValue>& Gold(const std::string& key) const { return gold_.At(key).items; }

  // Lines of the findings with this code.
  std::vector<int> LinesOf(FindingCode code) const {
    std::vector<int> lines;
    for (const Finding& finding : record_.findings) {
      if (finding.code == code) {
        lines.push_back(finding.source.line);
      }
    }
    return lines;
  }

 private:
  JsonValue gold_;
  DocumentRecord record_;
};

TEST_F(FoundingSample, Disclosure) {
  const JsonValue& gold = gold_file().At("disclosure");
  const Disclosure& got = record().disclosure;
  EXPECT_EQ(got.title, gold.At("title").text);
  EXPECT_EQ(DisclosureKindName(got.kind), gold.At("kind").text);
  EXPECT_EQ(DisclosureScopeName(got.scope), gold.At("scope").text);
  EXPECT_EQ(std::to_string(got.fiscal_year.value_or(0)), gold.At("fiscal_year").text);
  EXPECT_EQ(got.department, gold.At("department").text);
  EXPECT_EQ(got.money_unit, "") << "no currency unit is printed";

  const std::vector<JsonValue>& citations = gold.At("citations").items;
  ASSERT_EQ(got.citations.size(), citations.size());
  for (std::size_t i = 0; i < citations.size(); ++i) {
    EXPECT_EQ(got.citations[i].raw, citations[i].At("raw").text);
    EXPECT_EQ(got.citations[i].issuer, citations[i].At("issuer").text);
    EXPECT_EQ(std::to_string(got.citations[i].year.value_or(0)), citations[i].At("year").text);
    EXPECT_EQ(got.citations[i].number, citations[i].At("number").text);
  }
}

TEST_F(FoundingSample, Goals) {
  ASSERT_EQ(record().goals.size(), Gold("goals").size());
  for (std::size_t i = 0; i < record().goals.size(); ++i) {
    const JsonValue& gold = Gold("goals")[i];
    EXPECT_EQ(GoalKindName(record().goals[i].kind), gold.At("kind").text);
    EXPECT_EQ(std::to_string(record().goals[i].ordinal), gold.At("ordinal").text);
    EXPECT_EQ(record().goals[i].text, gold.At("text").text);
  }
}

TEST_F(FoundingSample, Tasks) {
  ASSERT_EQ(record().tasks.size(), Gold("tasks").size());
  for (std::size_t i = 0; i < record().tasks.size(); ++i) {
    const JsonValue& gold = Gold("tasks")[i];
    const Task& got = record().tasks[i];
    SCOPED_TRACE("line " + gold.At("line").text);
    EXPECT_EQ(std::to_string(got.source.line), gold.At("line").text);
    EXPECT_EQ(TaskKindName(got.kind), gold.At("kind").text);
    EXPECT_EQ(got.name, gold.At("name").text);
    EXPECT_EQ(got.content, gold.At("content").text);
    EXPECT_EQ(got.expected, TextOrEmpty(gold.At("expected")));
    const bool has_amount = gold.At("amount").type == JsonValue::Type::kString;
    ASSERT_EQ(got.amounts.size(), has_amount ? 1U : 0U);
    if (has_amount) {
      EXPECT_EQ(got.amounts[0].value, gold.At("amount").text);
      EXPECT_EQ(got.amounts[0].unit, "");
    }
  }
}

void ExpectLevel(const Level& got, const JsonValue& gold, const std::string& level) {
  SCOPED_TRACE(level);
  EXPECT_EQ(got.code, gold.At(level + "_code").text);
  EXPECT_EQ(got.text, gold.At(level).text);
  EXPECT_EQ(FieldSourceName(got.source), gold.At(level + "_source").text);
}

// Every member that the gold measure has.
void ExpectMeasure(const Measure& got, const JsonValue& gold) {
  const JsonValue json = test::ParseJson(MeasureToJson(got));
  for (const auto& [key, want] : gold.members) {
    SCOPED_TRACE(key);
    EXPECT_EQ(json.At(key).type == JsonValue::Type::kNull, want.type == JsonValue::Type::kNull);
    EXPECT_EQ(json.At(key).text, want.text);
    for (const auto& [inner, value] : want.members) {
      EXPECT_EQ(json.At(key).At(inner).text, value.text) << inner;
    }
  }
}

TEST_F(FoundingSample, Indicators) {
  ASSERT_EQ(record().indicators.size(), Gold("indicators").size());
  for (std::size_t i = 0; i < record().indicators.size(); ++i) {
    const JsonValue& gold = Gold("indicators")[i];
    const Indicator& got = record().indicators[i];
    SCOPED_TRACE("line " + gold.At("line").text);
    EXPECT_EQ(std::to_string(got.source.line), gold.At("line").text);
    ExpectLevel(got.level1, gold, "level1");
    ExpectLevel(got.level2, gold, "level2");
    EXPECT_EQ(got.level3.text, gold.At("level3").text);
    ASSERT_EQ(got.values.size(), gold.At("values").members.size());
    for (const IndicatorValue& value : got.values) {
      SCOPED_TRACE(ValueRoleName(value.role));
      EXPECT_EQ(value.raw, gold.At("values").At(ValueRoleName(value.role)).text);
      ExpectMeasure(value.measure, gold_file().At("measures").At(value.raw));
    }
  }
}

TEST_F(FoundingSample, Findings) {
  EXPECT_EQ(LinesOf(FindingCode::kDuplicateRow), (std::vector<int>{29, 30, 31, 32, 33}));
  EXPECT_FALSE(LinesOf(FindingCode::kHeaderMismatch).empty());
  EXPECT_EQ(LinesOf(FindingCode::kMarkupLeaked), std::vector<int>{12});
}

}  // namespace
}  // namespace zhibiao
