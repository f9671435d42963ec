// Extraction against truth: corpus/ exactly, and the labelled pages of real documents where they
// are at hand.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/pdf_reader.h"
#include "pipeline/decimal.h"
#include "pipeline/unicode.h"
#include "tests/support/scoring.h"
#include "tests/support/tiny_pdf.h"
#include "tools/ingest.h"

namespace zhibiao {
namespace {

namespace fs = std::filesystem;
using test::Alternatives;
using test::Score;

const std::string kCorpus = ZHIBIAO_ROOT "/corpus";                        // NOLINT(cert-err58-cpp)
const std::string kRealDocuments = ZHIBIAO_ROOT "/../shared/samples/dev";  // NOLINT(cert-err58-cpp)

DocumentRecord MustIngest(const std::string& path, OcrChoice engines = OcrChoice::kBoth) {
  IngestOptions options;
  options.ocr.engines = engines;
  Ingested got = IngestFile(path, options);
  EXPECT_TRUE(got.status.ok()) << path << ": " << got.status.message();
  return std::move(got.record);
}

bool HasSecondEngine() {
  return fs::exists(UsualOcrOptions().paddle_model);
}

// folder/name.kind
std::string TruthPath(std::string folder, std::string_view name, std::string_view kind = "tsv") {
  return folder.append("/").append(name).append(".").append(kind);
}

// The documents of `folder` that have a truth file in `truth`: name → path.
std::map<std::string, std::string> DocumentsWithTruth(const std::string& folder,
                                                      const std::string& truth) {
  std::map<std::string, std::string> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().stem().string();
    if (fs::exists(TruthPath(truth, name))) {
      out[name] = entry.path().string();
    }
  }
  return out;
}

void PrintScore(const std::string& name, const Score& score) {
  std::printf("%-52.52s truth %4d got %4d core %.3f full %.3f measure %.3f silent %d\n",
              name.c_str(), score.truth, score.predicted, score.core_f1(), score.full_f1(),
              score.measure(), score.silent);
}

std::string Complaints(const Score& score) {
  constexpr std::size_t kShown = 12;
  std::string out;
  for (std::size_t i = 0; i < std::min(kShown, score.complaints.size()); ++i) {
    out += "\n  " + score.complaints[i];
  }
  return out;
}

// --- facts: corpus/truth/README.md ---

struct Fact {
  std::string key;
  std::vector<std::string> values;  // any of them
};

std::vector<Fact> LoadFacts(const std::string& path) {
  std::vector<Fact> facts;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    const std::size_t tab = line.find('\t');
    Fact fact = {line.substr(0, tab), {}};
    std::istringstream rest(line.substr(tab + 1));
    for (std::string value; std::getline(rest, value, '|');) {
      fact.values.push_back(value);
    }
    facts.push_back(std::move(fact));
  }
  return facts;
}

// All printed text of a record.
std::string AllText(const DocumentRecord& record) {
  std::string out;
  for (const Table& table : record.tables) {
    for (const Cell& cell : table.cells) {
      out += cell.text + "\n";
    }
  }
  for (const Indicator& indicator : record.indicators) {
    out += indicator.level3.text + "\n";
    for (const IndicatorValue& value : indicator.values) {
      out += value.raw + "\n";
    }
  }
  return out;
}

std::vector<std::string> NamesOfFindings(const DocumentRecord& record) {
  std::vector<std::string> out;
  for (const Finding& finding : record.findings) {
    out.emplace_back(FindingCodeName(finding.code));
  }
  return out;
}

std::vector<std::string> FundingValues(const DocumentRecord& record, const std::string& item) {
  std::vector<std::string> out;
  for (const Funding& funding : record.funding) {
    if (test::ScoringKey(funding.item).starts_with(test::ScoringKey(item))) {
      out.push_back(funding.amount.value);
    }
  }
  return out;
}

// The tasks of that name.
std::vector<const Task*> TasksNamed(const DocumentRecord& record, std::string_view name) {
  std::vector<const Task*> out;
  for (const Task& task : record.tasks) {
    if (task.name == name) {
      out.push_back(&task);
    }
  }
  return out;
}

std::vector<std::string> TaskTexts(const DocumentRecord& record, const std::string& name,
                                   std::string Task::*text) {
  std::vector<std::string> out;
  for (const Task* task : TasksNamed(record, name)) {
    out.push_back(task->*text);
  }
  return out;
}

// `argument`: name of the task, a colon, head of the column.
std::vector<std::string> TaskAmounts(const DocumentRecord& record, const std::string& argument) {
  const std::size_t colon = argument.find(':');
  std::vector<std::string> out;
  for (const Task* task : TasksNamed(record, argument.substr(0, colon))) {
    for (const Amount& amount : task->amounts) {
      if (amount.column == argument.substr(colon + 1)) {
        out.push_back(amount.value);
      }
    }
  }
  return out;
}

// `kind` empty: of any kind.
std::vector<std::string> GoalTexts(const DocumentRecord& record, std::string_view kind) {
  std::vector<std::string> out;
  for (const Goal& goal : record.goals) {
    if (kind.empty() || kind == GoalKindName(goal.kind)) {
      out.push_back(goal.text);
    }
  }
  return out;
}

std::vector<std::string> CitationTexts(const DocumentRecord& record) {
  std::vector<std::string> out;
  for (const Citation& citation : record.disclosure.citations) {
    out.push_back(citation.raw);
  }
  return out;
}

// What the record holds under `key`, which is a word, a colon and an argument.
std::vector<std::string> ValuesOfPart(const DocumentRecord& record, const std::string& key) {
  const std::size_t colon = key.find(':');
  const std::string part = key.substr(0, colon);
  const std::string argument = key.substr(colon + 1);
  if (part == "funding") {
    return FundingValues(record, argument);
  }
  if (part == "amount") {
    return TaskAmounts(record, argument);
  }
  if (part == "goal") {
    return GoalTexts(record, argument);
  }
  return TaskTexts(record, argument, part == "expected" ? &Task::expected : &Task::content);
}

// What the record holds under `key`.
std::vector<std::string> ValuesOf(const DocumentRecord& record, const std::string& key) {
  const Disclosure& disclosure = record.disclosure;
  if (key.find(':') != std::string::npos) {
    return ValuesOfPart(record, key);
  }
  const std::map<std::string, std::vector<std::string>> simple = {
      {"disclosure.kind", {DisclosureKindName(disclosure.kind)}},
      {"disclosure.scope", {DisclosureScopeName(disclosure.scope)}},
      {"disclosure.department", {disclosure.department}},
      {"disclosure.money_unit", {disclosure.money_unit}},
      {"disclosure.fiscal_year", {std::to_string(disclosure.fiscal_year.value_or(0))}},
      {"goal", GoalTexts(record, "")},
      {"goals", {std::to_string(record.goals.size())}},
      {"indicators", {std::to_string(record.indicators.size())}},
      {"finding", NamesOfFindings(record)},
      {"citation", CitationTexts(record)},
  };
  const auto found = simple.find(key);
  return found == simple.end() ? std::vector<std::string>() : found->second;
}

bool IsAmount(const std::string& key) {
  return key.starts_with("funding:") || key.starts_with("amount:");
}

// Amounts are compared as numbers.
std::string Comparable(const std::string& key, const std::string& value) {
  const Result<Decimal> number = Decimal::Parse(value);
  return IsAmount(key) && number.ok() ? number.value().ToString() : value;
}

// In plain sight, where PrintToString would escape every Chinese character.
std::string Quoted(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) {
    out.append("“").append(value).append("” ");
  }
  return out.empty() ? "nothing" : out;
}

// What is wrong about a document: under which key of its truth ("rows" for the indicators), and
// why.
using Troubles = std::multimap<std::string, std::string>;

void CheckFact(const DocumentRecord& record, const Fact& fact, Troubles& troubles) {
  if (fact.key == "hidden_text") {
    if (AllText(record).find(fact.values.front()) != std::string::npos) {
      troubles.emplace(fact.key, "shown: " + fact.values.front());
    }
    return;
  }
  std::vector<std::string> got = ValuesOf(record, fact.key);
  for (std::string& value : got) {
    value = Comparable(fact.key, value);
  }
  const bool found =
      std::any_of(fact.values.begin(), fact.values.end(), [&](const std::string& want) {
        return std::find(got.begin(), got.end(), Comparable(fact.key, want)) != got.end();
      });
  if (!found) {
    troubles.emplace(fact.key, "want " + Quoted(fact.values) + ", got " + Quoted(got));
  }
}

bool IsExact(const Score& score) {
  return score.core == score.truth && score.predicted == score.truth && score.full == score.truth &&
         score.simple_right == score.simple;
}

// What the program is known not to do yet: corpus/truth/known_gaps.tsv, document → key → why.
std::map<std::string, std::map<std::string, std::string>> LoadKnownGaps() {
  std::map<std::string, std::map<std::string, std::string>> gaps;
  std::ifstream file(kCorpus + "/truth/known_gaps.tsv");
  std::string line;
  std::getline(file, line);  // the head
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string document;
    std::string key;
    std::string why;
    std::getline(fields, document, '\t');
    std::getline(fields, key, '\t');
    std::getline(fields, why);
    gaps[document][key] = why;
  }
  return gaps;
}

// Every trouble is a known gap, and every known gap is a trouble still.
void CompareWithKnownGaps(const Troubles& troubles,
                          const std::map<std::string, std::string>& gaps) {
  for (const auto& [key, trouble] : troubles) {
    const auto known = gaps.find(key);
    if (known == gaps.end()) {
      ADD_FAILURE() << key << ": " << trouble;
    } else {
      std::printf("  known gap: %s: %s\n", key.c_str(), known->second.c_str());
    }
  }
  for (const auto& [key, why] : gaps) {
    EXPECT_TRUE(troubles.contains(key))
        << "closed: take " << key << " out of corpus/truth/known_gaps.tsv";
  }
}

// Radicals look like the characters they stand for, and are found by no search.
void ExpectNoRadicals(const DocumentRecord& record) {
  const std::string all = AllText(record);
  std::string_view rest = all;
  while (!rest.empty()) {
    const char32_t code = NextCodePoint(rest);
    ASSERT_FALSE(code >= 0x2E80 && code <= 0x2FDF)
        << "radical U+" << std::hex << static_cast<unsigned>(code);
  }
}

TEST(Accuracy, CorpusIsExact) {
  const std::string truth_folder = kCorpus + "/truth";
  const Alternatives alternatives = test::LoadAlternatives(truth_folder + "/alts.tsv");
  const std::map<std::string, std::string> documents =
      DocumentsWithTruth(kCorpus + "/documents", truth_folder);
  ASSERT_GE(documents.size(), 40U) << "corpus/documents is not complete";
  std::map<std::string, std::map<std::string, std::string>> gaps = LoadKnownGaps();
  Score total;
  for (const auto& [name, path] : documents) {
    SCOPED_TRACE(name);
    // Their truth is what the text layers say.
    const DocumentRecord record = MustIngest(path, OcrChoice::kOff);
    const Score score = test::ScoreDocument(name, test::LoadTruth(TruthPath(truth_folder, name)),
                                            alternatives, record);
    PrintScore(name, score);
    total.Add(score);
    EXPECT_EQ(score.silent, 0) << Complaints(score);
    ExpectNoRadicals(record);
    Troubles troubles;
    if (!IsExact(score)) {
      troubles.emplace("rows", Complaints(score));
    }
    for (const Fact& fact : LoadFacts(TruthPath(truth_folder, name, "facts.tsv"))) {
      CheckFact(record, fact, troubles);
    }
    CompareWithKnownGaps(troubles, gaps[name]);
  }
  PrintScore("TOTAL", total);
}

// A page whose text layer says nothing, and what stands on it.
const std::string kUnmapped =  // NOLINT(cert-err58-cpp): as kCorpus
    kCorpus + "/documents/h18-subset-font-without-map.pdf";
constexpr const char* kUnmappedRows =
    "组织公益演出场次 ≥96场次\n"
    "开展业务培训场次 ≥12场\n"
    "系统年度故障次数 ≤3次\n"
    "投诉响应时间 ≤24小时\n"
    "重大安全责任事故数 =0起\n"
    "周边居民满意度 ≥85%\n";

// The record's rows so written. All were read from a picture.
std::string RowsRead(const DocumentRecord& record) {
  EXPECT_EQ(record.coverage.pages_ocr, 1);
  EXPECT_EQ(record.coverage.pages_needing_ocr, 0);
  std::string read;
  for (const Indicator& indicator : record.indicators) {
    for (const IndicatorValue& value : indicator.values) {
      read += indicator.level3.text + " " + value.raw + "\n";
      EXPECT_EQ(value.source.origin, TextOrigin::kOcr) << value.raw;
    }
  }
  return read;
}

// The engines for real: a page whose text layer says nothing is read from its picture.
TEST(Accuracy, UnmappedTextIsReadFromThePicture) {
  if (!HasSecondEngine()) {
    GTEST_SKIP() << "the second OCR engine is not at hand: tools/install_ocr.sh";
  }
  EXPECT_EQ(RowsRead(MustIngest(kUnmapped)), kUnmappedRows);
}

// The picture of page 1 of the file at `path`, put under a printed title.
std::string PastedPdf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  Findings findings;
  Result<PdfReader> reader = PdfReader::Open(
      {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}, {}, findings);
  const Result<PageBitmap> page = reader.value().RenderPage(1, 150);
  const PageBitmap& bitmap = page.value();
  test::TinyPage pdf;
  pdf.page_entries = "/MediaBox[0 0 595 942]";
  pdf.resources = "/Font<</F1 4 0 R>>/XObject<</Im 6 0 R>>";
  pdf.content =
      "BT /F1 12 Tf 60 900 Td (Attachment 3: targets) Tj ET q 595 0 0 842 0 0 cm /Im Do Q";
  pdf.more = {test::StreamBody(
      "/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB"
      "/BitsPerComponent 8/Width " +
          std::to_string(bitmap.width_px) + "/Height " + std::to_string(bitmap.height_px),
      std::string(bitmap.rgb.begin(), bitmap.rgb.end()))};
  return test::OnePagePdf(pdf);
}

// The same where the page has a text layer, and the table is a picture on it.
TEST(Accuracy, APastedTableIsReadFromItsPicture) {
  if (!HasSecondEngine()) {
    GTEST_SKIP() << "the second OCR engine is not at hand: tools/install_ocr.sh";
  }
  const std::string path = testing::TempDir() + "zhibiao_pasted_table.pdf";
  std::ofstream(path, std::ios::binary) << PastedPdf(kUnmapped);
  const DocumentRecord record = MustIngest(path);
  fs::remove(path);
  EXPECT_EQ(RowsRead(record), kUnmappedRows);
}

// Labelled documents that cannot be read here, and why.
std::map<std::string, std::string> NotReadHere() {
  std::map<std::string, std::string> documents = {{"d20_yantai_veterans_abspos", "a web page"}};
  if (!HasSecondEngine()) {
    documents["d19_changsha_finance_scan_stamp_a"] = "a scan, and the second OCR engine is absent";
  }
  return documents;
}

// Floors of the project: more may be reached, less is a regression.
TEST(Accuracy, RealDocumentsReachTheFloors) {
  if (!fs::exists(kRealDocuments)) {
    GTEST_SKIP() << "the labelled real documents are not at hand: " << kRealDocuments;
  }
  const std::string truth_folder = kRealDocuments + "/gold";
  const Alternatives alternatives = test::LoadAlternatives(truth_folder + "/alts.tsv");
  const std::map<std::string, std::string> not_read = NotReadHere();
  Score total;
  for (const auto& [name, path] : DocumentsWithTruth(kRealDocuments, truth_folder)) {
    SCOPED_TRACE(name);
    if (const auto why = not_read.find(name); why != not_read.end()) {
      std::printf("%-52.52s not scored: %s\n", name.c_str(), why->second.c_str());
      continue;
    }
    const Score score = test::ScoreDocument(name, test::LoadTruth(TruthPath(truth_folder, name)),
                                            alternatives, MustIngest(path));
    PrintScore(name, score);
    total.Add(score);
    EXPECT_GE(score.core_f1(), 0.85) << Complaints(score);
  }
  PrintScore("TOTAL", total);
  EXPECT_GE(total.core_f1(), 0.97);
  EXPECT_GE(total.full_f1(), 0.93);
  EXPECT_GE(total.measure(), 0.99);
  EXPECT_EQ(total.silent, 0);
}

}  // namespace
}  // namespace zhibiao
