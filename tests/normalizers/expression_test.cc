// The grammar, family by family (EXPRESSIONS.md): cell → measure on one line (Summary()).
#include "normalizers/expression.h"

#include <ctime>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "normalizers/grammar.h"
#include "pipeline/tsv.h"
#include "tests/support/measure_summary.h"

namespace zhibiao {
namespace {

using test::Summary;

struct Case {
  const char* text;
  const char* want;
};

// Cells that stand alone, in a document of 2022.
void Check(std::span<const Case> cases) {
  MeasureContext context;
  context.fiscal_year = 2022;
  for (const Case& c : cases) {
    const Measure measure = ParseMeasure(c.text, context);
    EXPECT_EQ(Summary(measure), c.want) << c.text;
    EXPECT_FALSE(measure.rule.empty()) << c.text;
    EXPECT_EQ(measure.raw, c.text);
    EXPECT_EQ(measure.status == "unparsed", measure.kind == MeasureKind::kUnparsed) << c.text;
  }
}

TEST(NormalizerTables, AreSound) {
  EXPECT_EQ(CheckNormalizerTables().message(), "");
}

TEST(NormalizerTables, HoldEnoughCounters) {
  std::size_t counters = 0;
  for (const EmbeddedFile& file : NormalizerTables()) {
    if (file.path.ends_with("counters.tsv")) {
      counters = TsvTable::Parse(file.path, file.text, {"id"}).value().rows().size();
    }
  }
  EXPECT_GE(counters, 150U);
}

TEST(ParseMeasure, ReadsSignsAndTheirMisprints) {
  const Case cases[] = {
      // clang-format off
      {"≥95%",        "ge 95 %"},
      {"<=2875元/个", "le 2875 CNY/{个}"},
      {">=17600株",   "ge 17600 {株}"},
      {"=300天",      "eq 300 d"},
      {"≧ 735 人次",  "ge 735 {人次}"},
      {"═ 100 %",     "eq 100 %"},
      {"＞＝5项",     "ge 5 {项}"},
      {"=>3次",       "ge 3 {次}"},
      {">92%",        "gt 92 %"},
      {"‹85分",       "lt 85 {分}"},
      {"》95%",       "gt 95 %"},
      {"〈=5%",       "le 5 %"},
      {"≮3台",        "ge 3 {台}"},
      {"≥≥90%",       "ge 90 %"},
      {"100%",        "100 %"},
      {"12",          "12"},
      {"007",         "7"},
      {"1,200人",     "1200 {人}"},
      {".5万元",      "5000 CNY"},
      {"+3%",         "3 %"},
      {"-1.5%",       "-1.5 %"},
      {"负2%",        "-2 %"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsComparatorWords) {
  const Case cases[] = {
      // clang-format off
      {"95%以上",               "ge 95 %"},
      {"大于90%",               "gt 90 %"},
      {"大于等于10157.6平方米", "ge 10157.6 m2"},
      {"小于 或 等于100",       "le 100"},
      {"超13万元/年",           "gt 130000 CNY/a"},
      {"60万人次以上",          "ge 600000 {人次}"},
      {"100件(套)以上",         "ge 100 {件|套} !alt_unit"},
      {"2小时以内",             "le 2 h"},
      {"不少于12次",            "ge 12 {次}"},
      {"至少有3个",             "ge 3 {个}"},
      {"不低200天",             "ge 200 d"},
      {"98分以上",              "ge 98 {分}"},
      {"不满5人",               "lt 5 {人}"},
      {"5人以外",               "gt 5 {人}"},
      {"80%及以上",             "ge 80 %"},
      {"60分以上(不含)",        "gt 60 {分}"},
      {"60分(含)以上",          "ge 60 {分}"},
      {"控制在5%以内",          "le 5 %"},
      {"控制在80%以上",         "ge 80 %"},
      {"均大于95%",             "gt 95 %"},
      {"不超过3天以内",         "le 3 d"},
      {"≤10以上",               "le 10 !comparator_conflict"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsTolerancesAndEstimates) {
  const Case cases[] = {
      // clang-format off
      {"±3%以内",       "range [-3,3] %"},
      {"10±2℃",         "range [8,12] Cel"},
      {"8万多株",       "approx_gt 80000 {株}"},
      {"8万余株",       "approx_gt 80000 {株}"},
      {"3000多欧元",    "approx_gt 3000 EUR"},
      {"500余万",       "approx_gt 5000000"},
      {"十几万",        "approx_gt 100000"},
      {"近700万元",     "approx_lt 7000000 CNY"},
      {"约4.287亿美元", "approx 428700000 USD"},
      {"30人左右",      "approx 30 {人}"},
      {"3个多月",       "approx_gt 3 mo"},
      {"三五百人",      "range [300,500] {人} !approx"},
      {"四十五六人",    "range [45,46] {人} !approx"},
      {"数十亿元",      "unparsed"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsRangesAndPairsOfBounds) {
  const Case cases[] = {
      // clang-format off
      {"10-15万元",          "range [100000,150000] CNY"},
      {"3～5天",             "range [3,5] d"},
      {"1万(含)-5万元",      "range [10000,50000] CNY"},
      {"5%-10%",             "range [5,10] %"},
      {"80-90%",             "range [80,90] %"},
      {"在20-30之间",        "range [20,30]"},
      {"20和30之间",         "range [20,30]"},
      {"10000与20000间",     "range [10000,20000]"},
      {"从8500到3万港元",    "range [8500,30000] HKD"},
      {"两到三千元",         "range [2000,3000] CNY"},
      {"十八至三十万元",     "range [180000,300000] CNY"},
      {"<85分,≥70分",        "range [70,85) {分}"},
      {"大于100并且小于300", "range (100,300)"},
      {"60%≤满意度<80%",     "range [60,80) %"},
      {"最多100最少20个",    "range [20,100] {个}"},
      {"70分以上85分以下",   "range [70,85] {分}"},
      {"-5~10℃",             "range [-5,10] Cel"},
      {"零下5℃到10℃",        "range [-5,10] Cel"},
      {"90%-80%",            "range [80,90] % !range_reversed"},
      {"≥10-15",             "range [10,15] !comparator_conflict"},
      {"约3-5天",            "range [3,5] d !approx"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsRatios) {
  const Case cases[] = {
      // clang-format off
      {"≥100百分比",     "ge 100 %"},
      {"0%",             "0 % !zero_target"},
      {"4‰",             "4 ‰"},
      {"3‱",             "3 ‱"},
      {"九成",           "90 %"},
      {"三成半",         "35 %"},
      {"七成六",         "76 %"},
      {"九折",           "90 %"},
      {"五五折",         "55 %"},
      {"百分之九十五",   "95 %"},
      {"百分之百",       "100 %"},
      {"千分之三",       "0.3 %"},
      {"小于十万分之一", "lt 0.001 %"},
      {"总量的1/5以上",  "ge 20 % @总量的"},
      {"三分之二",       "% !fraction_not_decimal"},
      {"一半",           "50 %"},
      {"0.6个百分点",    "0.6 pp"},
      {"150BPs",         "150 bp"},
      {"2倍",            "2 {倍}"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsCountsAndPhysicalUnits) {
  const Case cases[] = {
      // clang-format off
      {"13969.56标箱",      "13969.56 {标箱}"},
      {"≥0.565km",          "ge 0.565 km"},
      {"1346.0088万平方米", "13460088 m2"},
      {"4900 公顷",         "4900 hm2"},
      {"0.5 万亩",          "5000 mu !canonical_inexact"},
      {"3亩",               "3 mu"},
      {"38.61万立方",       "386100 m3"},
      {"92.32万吨",         "923200 t"},
      {"25微克/立方米",     "25 ug/m3"},
      {"≥80M",              "ge 80 m !unit_case"},
      {"50千瓦时",          "50 kW.h"},
      {"三米九",            "3.9 m"},
      {"3斤半",             "3.5 [jin_cn]"},
      {"两吨半",            "2.5 t"},
      {"六斤八两",          "68 [liang_cn]"},
      {"1小时30分",         "5400 s"},
      {"1年6个月",          "18 mo"},
      {"一个半小时",        "1.5 h"},
      {"半年",              "0.5 a"},
      {"10打",              "10 {打}"},
      {"330台(套)",         "330 {台|套} !alt_unit"},
      {"=5.00(万人次)",     "eq 50000 {人次}"},
      {"≥100.00(%)",        "ge 100.00 %"},
      {"158栋楼",           "158 {栋} !trailing_text"},
      {"20个工作日",        "20 {工作日}"},
      {"5Mbps",             "5 Mbit/s"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsMoneyAndRates) {
  const Case cases[] = {
      // clang-format off
      {"≤90万元",            "le 900000 CNY"},
      {"1.07亿元",           "107000000 CNY"},
      {"17元/人.每天",       "17 CNY/({人}.d)"},
      {">=530元/人*月",      "ge 530 CNY/({人}.mo)"},
      {"5.50万元/辆.年",     "55000 CNY/({辆}.a)"},
      {"≤450元/人/天",       "le 450 CNY/({人}.d)"},
      {"每生每年4000元",     "4000 CNY/({生}.a)"},
      {"人均500元",          "500 CNY/{人}"},
      {"20万元/每项目",      "200000 CNY/{项目}"},
      {"5角",                "0.5 CNY"},
      {"壹拾壹元壹角壹分",   "11.11 CNY"},
      {"¥500",               "500 CNY"},
      {"港币两千九百六十元", "2960 HKD"},
      {"新台币 177.1 亿元",  "17710000000 TWD"},
      {"8亿元人民币",        "800000000 CNY"},
      {"≤28.40/株",          "le 28.40 1/{株}"},
      {"250万",              "2500000"},
      {"6.2万元/公厕",       "62000 CNY/{公厕}"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsDeadlines) {
  const Case cases[] = {
      // clang-format off
      {"2023年12月31日前",     "deadline 2023-12-31"},
      {"2021年12月31日前完成", "deadline 2021-12-31"},
      {"2025年年底前",         "deadline 2025-12-31"},
      {"12月底到位",           "deadline 2022-12-31"},
      {"每年12月底前",         "deadline --12-31 P1Y"},
      {"每月15日前",           "deadline ---15 P1M"},
      {"9月前",                "deadline 2022-09-01 excl !month_before_ambiguous"},
      {"12月前完成",           "deadline 2022-12-01 excl !month_before_ambiguous"},
      {"年底前完成",           "deadline 2022-12-31"},
      {"年内",                 "deadline 2022-12-31"},
      {"2022年底",             "deadline 2022-12-31"},
      {"上半年完成",           "deadline 2022-06-30"},
      {"2023年第三季度末前",   "deadline 2023-09-30"},
      {"≤2022年10月",          "deadline le 2022-10-31"},
      {"不晚于6月30日",        "deadline le 2022-06-30"},
      {"截至2022年12月31日",   "deadline 2022-12-31"},
      {"次年3月底前",          "deadline 2023-03-31"},
      {"当年12月底前",         "deadline 2022-12-31"},
      {"十二月三十一日前",     "deadline 2022-12-31"},
      {"3月中旬前",            "deadline 2022-03-11 excl !month_before_ambiguous"},
      {"20日前",               "unparsed"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsDatesAndPeriods) {
  const Case cases[] = {
      // clang-format off
      {"2023年12月31日",         "date 2023-12-31..2023-12-31"},
      {"12月",                   "date 2022-12-01..2022-12-31"},
      {"2021年7月开工",          "date 2021-07-01..2021-07-31"},
      {"二〇二二年十二月",       "date 2022-12-01..2022-12-31"},
      {"2023-07-15",             "date 2023-07-15..2023-07-15"},
      {"2023/7/5",               "date 2023-07-05..2023-07-05"},
      {"3月上旬",                "date 2022-03-01..2022-03-10"},
      {"明年四月",               "date 2023-04-01..2023-04-30"},
      {"2021年1月-12月",         "period 2021-01-01..2021-12-31"},
      {"2020年1月--2020年11月",  "period 2020-01-01..2020-11-30"},
      {"2023.07-2024.01",        "period 2023-07-01..2024-01-31"},
      {"202001-202012",          "period 2020-01-01..2020-12-31"},
      {"20200101-20201231",      "period 2020-01-01..2020-12-31"},
      {"2021年全年",             "period 2021-01-01..2021-12-31"},
      {"全年",                   "period 2022-01-01..2022-12-31"},
      {"1-3月",                  "period 2022-01-01..2022-03-31"},
      {"2021-2023年",            "period 2021-01-01..2023-12-31"},
      {"2021年6月至2022年5月",   "period 2021-06-01..2022-05-31"},
      {"1月1日-12月31日",        "period 2022-01-01..2022-12-31"},
      {"2023年7月1-15日",        "period 2023-07-01..2023-07-15"},
      {"2016年一月十日到十二日", "period 2016-01-10..2016-01-12"},
      {"第三季度",               "period 2022-07-01..2022-09-30"},
      {"2022年3月起",            "period 2022-03-01.."},
      {"2019年2月29日",          "unparsed"},
      {"2月30日前",              "unparsed"},
      {"康熙三年五月",           "text {3 a}"},
      {"05/05/89",               "unparsed"},
      {"3-7-2017",               "unparsed"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsFrequencies) {
  const Case cases[] = {
      // clang-format off
      {"1次/月",        "frequency 1 per mo"},
      {"≥2次/年",       "frequency ge 2 per a"},
      {"每季度1次",     "frequency 1 per quarter"},
      {"按月安排",      "frequency per mo"},
      {"每月",          "frequency per mo"},
      {"每年不少于2次", "frequency ge 2 per a"},
      {"至少每月1次",   "frequency ge 1 per mo"},
      {"一年两次",      "frequency 2 per a"},
      {"每2年1次",      "frequency 1 per 2a"},
      {"每季度结算一次", "frequency 1 per quarter @结算"},
      {"每年开展培训不少于2次", "frequency ge 2 per a @开展培训"},
      {"每月站点正常运行率≥95%", "ge 95 % @每月站点正常运行率"},
      {"每月≥3期",      "ge 3 {期}/mo"},
      {"4期/年",        "4 {期}/a"},
      {"2次/人",        "2 {次}/{人}"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsChanges) {
  const Case cases[] = {
      // clang-format off
      {"较上年提高3个百分点",    "change up 3 pp from previous_year"},
      {"同比2022年销量显著提高", "change up from 2022 显著"},
      {"同比升高0.6个百分点",    "change up 0.6 pp from same_period"},
      {"上涨6.23%",              "change up 6.23 %"},
      {"上涨5%-10%",             "change up [5,10] %"},
      {"较2021年增长≥5%",        "change up ge 5 % from 2021"},
      {"比上年下降10%以上",      "change down ge 10 % from previous_year"},
      {"与上年持平",             "change keep from previous_year"},
      {"环比增长2%",             "change up 2 % from previous_period"},
      {"增加100人",              "change up 100 {人}"},
      {"产值增长5%",             "change up 5 % @产值"},
      {"提高到95%",              "95 % @提高到"},
      {"增加降水量≥10%",         "ge 10 % @增加降水量"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsGradesAndEffects) {
  const Case cases[] = {
      // clang-format off
      {"良好或以上",                  "grade grade 良好 or better"},
      {"优良",                        "grade grade 优良 or better"},
      {"良及以上",                    "grade grade 良 or better"},
      {"达到优良",                    "grade grade 优良 or better"},
      {"不低于合格",                  "grade grade 合格 or better"},
      {"优",                          "grade grade 优"},
      {"一级以上",                    "grade level 一级 or better"},
      {"效果明显",                    "grade effect 效果明显"},
      {"有所提升",                    "grade effect 有所提升"},
      {"稳步提高",                    "grade effect 稳步提高"},
      {"程度较高",                    "grade degree 程度较高"},
      {"长期",                        "grade duration 长期"},
      {"充分",                        "grade adequacy 充分"},
      {"合规",                        "grade compliance 合规"},
      {"应保尽保",                    "grade coverage 应保尽保"},
      {"及时完成",                    "grade timeliness 及时完成"},
      {"优100% 良90% 中85% 差85%",    "bands 优[100,]% 良[90,]% 中[85,]% 差[,85]% !last_band_is_below"},
      {"优≥90分,良80-90分,中60-80分", "bands 优[90,]{分} 良[80,90]{分} 中[60,80]{分}"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsAnswersReferencesAndBlanks) {
  const Case cases[] = {
      // clang-format off
      {"是",                       "boolean true"},
      {"否",                       "boolean false"},
      {"不超预算",                 "reference le budget"},
      {"控制在预算内",             "reference le budget"},
      {"不高于市场价",             "reference le market_price"},
      {"高于去年",                 "reference gt previous_year"},
      {"参照政府采购成本控制",     "reference 政府采购"},
      {"严格执行相关制度规定",     "reference 制度规定"},
      {"在项目计划完成时间内完成", "reference le plan_time"},
      {"符合国家标准",             "reference standard"},
      {"无",                       "not_applicable"},
      {"不适用",                   "not_applicable"},
      {"—",                        "empty"},
      {"/",                        "empty"},
      {"……",                       "unfilled !template_debris"},
      {"指标1",                    "unfilled !template_debris"},
      {"(100字以内)",              "unfilled !template_debris"},
      {"≤****000元",               "redacted le CNY"},
      {"≥**%",                     "unfilled ge %"},
      {"XX万元",                   "unfilled CNY"},
      {"___个",                    "unfilled {个}"},
      {"≧ %",                      "unfilled ge %"},
      {"》 亩",                    "unfilled gt mu"},
      {"%",                        "unfilled %"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsSeveralAndStatements) {
  const Case cases[] = {
      // clang-format off
      {"第一年按总投资额返本20%,分红按8%分红",         "several {20 % @第一年按总投资额返本; 8 % @分红按}"},
      {"46万元；146.56万元",                           "several {460000 CNY; 1465600 CNY}"},
      {"60期，2800条",                                 "several {60 {期}; 2800 {条}}"},
      {"飞机增雨10次/年；火箭增雨12次/年",             "several {frequency 10 per a @飞机增雨; frequency 12 per a @火箭增雨}"},
      {"慰问人数不少于100人,宣传用品不少于20000份",    "several {ge 100 {人} @慰问人数; ge 20000 {份} @宣传用品}"},
      {"5‰，且≤200万元/项目",                          "several {5 ‰; le 2000000 CNY/{项目}}"},
      {"①95%②90%",                                     "several {95 %; 90 %}"},
      {"1、培训5次；2、调研3次",                       "several {5 {次} @培训; 3 {次} @调研}"},
      {"预警信号准确率≥90%",                           "ge 90 % @预警信号准确率"},
      {"网站1月-12月",                                 "period 2022-01-01..2022-12-31 @网站"},
      {"市本级人民代表大会批准20日内",                 "le 20 d @市本级人民代表大会批准"},
      {"严格按照预算标准1000元/人给补助对象兑付补助",  "text {1000 CNY/{人}}"},
      {"100%，或者达到95%以上且依法处理到位的，认定为实现。", "text {100 %; ge 95 %}"},
      {"开展不低于5次的社区法治宣传活动",              "ge 5 {次} !trailing_text"},
      {"促进农业增产，农民增收",                       "text"},
      {"《关于开展义务植树工作的指导意见》",           "text"},
      {"财预〔2021〕101号",                            "text"},
      {"第3批",                                        "text"},
      {"十四五规划",                                   "text"},
      {"COVID-19",                                     "text"},
      {"115人次%",                                     "115 {人次} !unit_conflict"},
      {"10:30",                                        "unparsed"},
      {"≤1:15",                                        "unparsed"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, SuspectsMisreadings) {
  const Case cases[] = {
      // clang-format off
      {"292%",        "292 % alt{ge 92 %} !ocr_suspect"},
      {"250%",        "250 % alt{ge 50 %} !ocr_suspect"},
      {"200%",        "200 %"},
      {"2280次",      "2280 {次}"},
      {"290$",        "unparsed alt{ge 90 %} !ocr_suspect"},
      {"50$",         "unparsed alt{50 %} !ocr_suspect"},
      {"工5%",        "unparsed alt{ge 5 %} !ocr_suspect"},
      {"%=99百分比",  "unparsed alt{ge 99 %} !ocr_suspect"},
      {"二100百分比", "unparsed alt{eq 100 %} !ocr_suspect"},
      {"Z95%",        "unparsed alt{ge 95 %} !ocr_suspect"},
      // clang-format on
  };
  Check(cases);
}

struct ContextCase {
  const char* sign;
  const char* text;
  const char* unit;
  const char* name;
  const char* level1;
  const char* level2;
  const char* want;
};

void Check(std::span<const ContextCase> cases) {
  for (const ContextCase& c : cases) {
    MeasureContext context;
    context.sign = c.sign;
    context.unit = c.unit;
    context.name = c.name;
    context.level1_code = c.level1;
    context.level2_code = c.level2;
    context.fiscal_year = 2022;
    context.money_unit = "万元";
    EXPECT_EQ(Summary(ParseMeasure(c.text, context)), c.want)
        << c.sign << "|" << c.text << "|" << c.unit << "|" << c.name;
  }
}

TEST(ParseMeasure, TakesSignAndUnitFromColumns) {
  const ContextCase cases[] = {
      // clang-format off
      {"≧", "735", "人次", "", "", "", "ge 735 {人次}"},
      {"═", "100", "%", "", "", "", "eq 100 %"},
      {"大于等于", "95", "％", "", "", "", "ge 95 %"},
      {"≤", "3.2", "万元", "", "", "", "le 32000 CNY"},
      {"≥", "1.6", "万人次", "", "", "", "ge 16000 {人次}"},
      {"≥", "20", "万元/每项目", "", "", "", "ge 200000 CNY/{项目}"},
      {"≥", "1", "次/年", "", "", "", "frequency ge 1 per a"},
      {"≥", "100", "其他", "", "", "", "ge 100"},
      {"定性", "优", "", "", "", "", "grade grade 优"},
      {"定性", "2026年1-3月", "", "", "", "", "period 2026-01-01..2026-03-31"},
      {"≥", "良好", "", "", "", "", "grade grade 良好 or better"},
      {"≥", "≥95%", "%", "", "", "", "ge 95 %"},
      {"≥", "≤95%", "%", "", "", "", "le 95 % !comparator_conflict"},
      {"≥", "", "%", "", "", "", "unfilled"},
      {"", "", "", "", "", "", "empty"},
      {"=", "28.8万元", "%", "", "", "", "eq 288000 CNY !unit_conflict"},
      {"", "1.6万", "万人次", "", "", "", "16000 {人次} !unit_conflict"},
      {"", "应保尽保", "%", "", "", "", "grade coverage 应保尽保 !unit_conflict"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, TakesAUnitFromTheNameButNeverANumber) {
  const ContextCase cases[] = {
      // clang-format off
      {"", ">=85",   "", "种植作物成活率(≥**%)",             "", "", "ge 85 % !unit_from_name"},
      {"", "≤28.40/株", "", "补助成本(≤**元/株)",            "", "output.cost", "le 28.40 CNY/{株} !unit_from_name"},
      {"", "110",    "", "政府债务管理(万元/年)",             "", "", "1100000 CNY/a !unit_from_name"},
      {"", "29",     "", "受益建档立卡贫困人口数≥**人",       "", "", "29 {人} !unit_from_name"},
      {"", "100",    "", "档案存储环境达标率(温度14-24℃)",    "", "", "100"},
      {"", "20",     "", "高度（m）：0.05-0.15",              "", "", "20"},
      {"", "3次",    "", "培训人数(人)",                      "", "", "3 {次} !unit_conflict"},
      {"", "3项",    "", "检查数量(个)",                      "", "", "3 {项}"},  // 个 says nothing
      {"", "≥**%",   "", "满意度100%",                        "", "", "unfilled ge %"},
      {"", "653.99万度", "", "年用电量",                      "", "", "6539900 kW.h"},
      {"", "26度",   "", "夏季室内温度",                      "", "", "26 Cel"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, InfersMoneyOfCostIndicators) {
  const ContextCase cases[] = {
      // clang-format off
      {"", "250万",     "", "控制在预算成本内", "", "output.cost",   "2500000 CNY !unit_inferred"},
      {"", "≤620万/月", "", "人工成本",         "", "output.cost",   "le 6200000 CNY/mo !unit_inferred"},
      {"", "≤4.5万",    "", "测评服务费用",     "cost", "cost.economic", "le 45000 CNY !unit_inferred"},
      {"", "2100/人/年", "", "奖励扶助金标准",  "", "output.cost",   "2100 CNY/({人}.a) !unit_inferred"},
      {"", "19.75",     "", "项目总成本",       "", "output.cost",   "197500 CNY !unit_inferred"},  // 万元 of the table
      {"", "95",        "", "成本控制率",       "", "output.cost",   "95"},
      {"", "250万",     "", "服务人数",         "", "output.quantity", "2500000"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, ReadsTimesByLevelAndName) {
  const ContextCase cases[] = {
      // clang-format off
      {"",   "12月",          "",   "完成时间",         "output", "output.timeliness", "deadline 2022-12-31 !implied"},
      {"",   "2022年",        "",   "项目完成时间",     "output", "output.timeliness", "deadline 2022-12-31 !implied"},
      {"",   "2023年12月31日", "",  "活动举办",         "output", "output.timeliness", "deadline 2023-12-31"},
      {"",   "2021年7月",     "",   "开工时限",         "output", "output.timeliness", "date 2021-07-01..2021-07-31"},
      {"",   "全年",          "",   "履职经费时限",     "output", "output.timeliness", "period 2022-01-01..2022-12-31"},
      {"≤",  "9",             "月", "制定方案完成时间", "output", "output.timeliness", "deadline le 2022-09-30 alt{le 9 mo} !month_or_duration"},
      {"≤",  "11",            "月", "断根实验",         "output", "output.timeliness", "le 11 mo alt{deadline le 2022-11-30} !month_or_duration"},
      {"≤",  "11",            "月", "项目建设周期",     "output", "output.timeliness", "le 11 mo"},
      {"≤",  "18",            "月", "断根实验",         "output", "output.timeliness", "le 18 mo"},
      {"≤",  "1",             "月", "案件办理时间",     "output", "output.timeliness", "le 1 mo"},
      {"≤",  "24",            "月", "完成时间",         "output", "output.timeliness", "le 24 mo"},
      {"＝", "3",             "月", "出具季度报告",     "output", "output.timeliness", "eq 3 mo"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, FlagsWhatGoesAgainstTheDirection) {
  const ContextCase cases[] = {
      // clang-format off
      {"", "≤99%",  "", "档案存储设施稳定运行率", "output", "output.quality", "le 99 % !direction_suspect"},
      {"", "≤4",    "", "开展示范村建设数量",     "output", "output.quantity", "le 4 !direction_suspect"},
      {"", "≥5%",   "", "群众投诉率",             "output", "output.quality", "ge 5 % !direction_suspect"},
      {"", "≥90%",  "", "预算执行率（%）",        "output", "output.cost", "ge 90 %"},
      {"", "≤10%",  "", "预算调整率",             "output", "output.cost", "le 10 %"},
      {"", "≤5天",  "", "项目验收合格",           "output", "output.quality", "le 5 d"},
      {"", "≥10%",  "", "创业担保贷款发放额增长率", "output", "output.quantity", "ge 10 % !growth"},
      {"", "≥13万元", "", "节约行政成本",         "output", "output.cost", "ge 130000 CNY"},
      {"", "年离职率低于2%", "", "质量达标率",    "output", "output.quality", "lt 2 % @年离职率"},
      // clang-format on
  };
  Check(cases);
}

// Decimals are strings: nothing is rounded on the way, and what is printed is kept.
TEST(ParseMeasure, KeepsExactAndPrintedNumbers) {
  const Measure m = ParseMeasure("≥1.50亿元", {});
  EXPECT_EQ(m.printed.number, "1.50");
  EXPECT_EQ(m.printed.scale, "亿");
  EXPECT_EQ(m.value, "150000000");
  EXPECT_EQ(m.canonical.value, "150000000");
  EXPECT_EQ(m.canonical.unit, "CNY");
  EXPECT_EQ(ParseMeasure("28.40元", {}).value, "28.40");
  EXPECT_EQ(ParseMeasure("0.000000000000000001%", {}).canonical.value, "0.00000000000000000001");
  EXPECT_EQ(ParseMeasure("95%", {}).canonical.value, "0.95");
  EXPECT_EQ(ParseMeasure("3亩", {}).canonical.value, "2000");
  EXPECT_EQ(ParseMeasure("2周", {}).canonical.value, "1209600");
  const Measure too_long = ParseMeasure("202107211321363588510367美元", {});
  EXPECT_EQ(too_long.value, "202107211321363588510367");
  EXPECT_EQ(too_long.canonical.value, "");
  EXPECT_EQ(too_long.flags.front(), "long_number");
}

// What a Decimal cannot hold has no value: nothing is made of the part that it can.
TEST(ParseMeasure, MakesNothingOfNumbersThatAreNotExact) {
  for (const char* text :
       {"10-98765432101234567890人", "98765432101234567890-98765432101234567899人",
        "10≤人数≤98765432101234567890", "10±98765432101234567890", "±98765432101234567890",
        "1/3-1/2", "三分之一到三分之二", "1/3≤比例≤2/3"}) {
    const Measure m = ParseMeasure(text, {});
    EXPECT_EQ(m.kind, MeasureKind::kUnparsed) << text << ": " << Summary(m);
  }
  for (const char* text : {"百分之98765432101234567890", "三分之98765432101234567890",
                           "98765432101234567890又1/2", "98765432101234567890人半"}) {
    const Measure m = ParseMeasure(text, {});
    EXPECT_EQ(m.kind, MeasureKind::kQuantity) << text;
    EXPECT_EQ(m.value + m.canonical.value, "") << text;
  }
  for (const char* text :
       {"11元98765432101234567890角", "1小时98765432101234567890分钟", "≥10且≤98765432101234567890",
        "七成98765432101234567890", "98765432101234567890≤人数≤10"}) {
    const Measure m = ParseMeasure(text, {});
    EXPECT_EQ(m.kind, MeasureKind::kText) << text << ": " << Summary(m);
    EXPECT_EQ(m.status, "partial") << text;
  }
}

TEST(ParseMeasure, NegatesAllOfAnAmount) {
  const Case cases[] = {
      // clang-format off
      {"-3斤半",      "-3.5 [jin_cn]"},
      {"零下3度半",   "-3.5 {度}"},
      {"-11元1角",    "-11.1 CNY"},
      {"负1年6个月",  "-18 mo"},
      {"零下三五度",  "range [-5,-3] {度} !approx"},
      {"-百分之五",   "-5 %"},
      {"-1/5",        "-20 %"},
      // clang-format on
  };
  Check(cases);
}

// 《 and 》 bound a number, or else they hold the title of a document, which says nothing of it.
TEST(ParseMeasure, TellsTitlesFromSigns) {
  const Case cases[] = {
      // clang-format off
      {"《85分,》=70分",                 "range [70,85) {分}"},
      {"《=475元/亩",                    "le 475 CNY/mu"},
      {"》=3人",                         "ge 3 {人}"},
      {"《90%",                          "lt 90 %"},
      {"》90%",                          "gt 90 %"},
      {"研制《社会信用体系建设动态》12期", "12 {期} @研制《社会信用体系建设动态》"},
      {"《2022年度报告》3份",            "3 {份} @《2022年度报告》"},
      {"编制《十四五规划(2021-2025年)》、《指南》各2份", "2 {份} @编制《十四五规划(2021-2025年)》、《指南》"},
      {"《关于《办法》的通知》1份",      "1 {份} @《关于《办法》的通知》"},
      // clang-format on
  };
  Check(cases);
}

TEST(ParseMeasure, OffsetsLeadBackToTheRawText) {
  MeasureContext context;
  context.sign = "＞＝";
  context.unit = "％";
  const auto part = [](const Measure& m, const std::optional<Measure::Offsets>& at) {
    return m.raw.substr(static_cast<std::size_t>(at->begin),
                        static_cast<std::size_t>(at->end - at->begin));
  };
  const Measure columns = ParseMeasure("９５．５", context);
  EXPECT_EQ(columns.raw, "＞＝ ９５．５ ％");
  EXPECT_EQ(columns.text, ">= 95.5 %");
  EXPECT_EQ(part(columns, columns.number_at), "９５．５");
  const Measure cell = ParseMeasure("　不低于　１２　万元／人 ", {});
  EXPECT_EQ(part(cell, cell.number_at), "１２　万");  // with its word of scale
  EXPECT_EQ(part(cell, cell.unit_at), "元／人");
  EXPECT_EQ(cell.unit_raw, "元／人");
  const Measure several = ParseMeasure("培训５次；调研３次", {});
  ASSERT_EQ(several.items.size(), 2U);
  EXPECT_EQ(part(several, several.items[1].number_at), "３");
}

TEST(ExplainMeasure, NamesTokensAndRule) {
  const std::string text = ExplainMeasure("≥1.5万元", {});
  EXPECT_NE(text.find("number 15000"), std::string::npos) << text;
  EXPECT_NE(text.find("cmp.ge.sign"), std::string::npos) << text;
  EXPECT_NE(text.find("quantity.sign"), std::string::npos) << text;
}

// CPU seconds that reading `part`, repeated to `bytes`, takes.
double SecondsToRead(std::string_view part, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) {
    text += part;
  }
  const std::clock_t start = std::clock();
  const Measure measure = ParseMeasure(text, {});
  EXPECT_FALSE(measure.rule.empty());
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// Any input takes time in proportion to its length: four times the text takes about four times as
// long, where squared time would be sixteen times. (How fast it is, the benchmark says.)
TEST(ParseMeasure, IsLinear) {
  constexpr std::size_t kShort = 1 << 16;
  constexpr double kMostTimes = 9;
  constexpr double kNoise = 0.05;  // seconds
  for (const char* part :
       {"1",      "9,999", "一",     "三万五",     "≥",      "-",        "1-",          "(",
        "1次/",   "每",    "5%,",    "二〇二二年", "1月",    "*",        "满意度≥9%且", "提",
        "较上年", "优9%",  "、",     "\xFF",       "[2022]", "a",        "＞",          "百分之",
        "分之1",  "个半",  "1 ",     "亿",         "上年",   "不超预算", "《",          "《a》",
        "约",     "均",    "不低于", "且",         "1且",    "每年a",    "每季度结算",  "负",
        "¥",      "又1/2", "到",     "±",          "(含)",   "1(",       "1和2之间",    "内",
        "第",     "从",    "ﷺ"}) {
    const double once = SecondsToRead(part, kShort);
    EXPECT_LT(SecondsToRead(part, 4 * kShort), kMostTimes * once + kNoise) << part;
  }
}

}  // namespace
}  // namespace zhibiao
