// Scanned pages on the whole way from picture to record, by what the OCR engines read of them when
// they were recorded (tests/README.md). Truth is what the documents say that were scanned.
#include "tests/support/recorded_scans.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/reading_combiner.h"
#include "tests/support/scoring.h"
#include "tools/ingest.h"

namespace zhibiao {
namespace {

using test::OcrRecording;
using test::RecordedLine;
using test::ScanRecordings;

constexpr double kTrusted = 0.95;

ScanRecordings MustLoad() {
  Result<ScanRecordings> recordings = test::LoadScanRecordings();
  EXPECT_TRUE(recordings.ok()) << recordings.status().message();
  return recordings.ok() ? recordings.take() : ScanRecordings();
}

DocumentRecord Replay(const std::string& file, const ScanRecordings& recordings) {
  std::vector<std::string> unknown;
  DocumentRecord record = test::ReadScan(file, *test::ReplayingReader(recordings, unknown));
  EXPECT_TRUE(unknown.empty()) << test::HowToRecord(unknown);
  return record;
}

DocumentRecord Replay(const std::string& file) {
  return Replay(file, MustLoad());
}

// The document as it was before it was scanned.
DocumentRecord Original(const std::string& document) {
  IngestOptions options;
  options.ocr.engines = OcrChoice::kOff;
  Ingested got = IngestFile(ZHIBIAO_ROOT "/corpus/documents/" + document + ".pdf", options);
  EXPECT_TRUE(got.status.ok()) << got.status.message();
  return std::move(got.record);
}

test::Score ScoreOf(const std::string& document, const DocumentRecord& record) {
  const std::string truth = ZHIBIAO_ROOT "/corpus/truth/";
  return test::ScoreDocument(document, test::LoadTruth(truth + document + ".tsv"),
                             test::LoadAlternatives(truth + "alts.tsv"), record);
}

std::string Complaints(const test::Score& score) {
  std::string out;
  for (const std::string& complaint : score.complaints) {
    out += "\n  " + complaint;
  }
  return out;
}

// As many values came out as there are, `least` of them are right, and no wrong one is certain.
void ExpectValues(const test::Score& score, int least) {
  EXPECT_EQ(score.predicted, score.truth) << Complaints(score);
  EXPECT_GE(score.core, least) << Complaints(score);
  EXPECT_EQ(score.silent, 0) << Complaints(score);
}

int CountSameCells(const Table& got, const Table& want) {
  return static_cast<int>(
      std::count_if(want.cells.begin(), want.cells.end(), [&got](const Cell& printed) {
        return std::any_of(got.cells.begin(), got.cells.end(), [&printed](const Cell& read) {
          return read.row == printed.row && read.col == printed.col &&
                 test::ScoringKey(read.text) == test::ScoringKey(printed.text);
        });
      }));
}

// One table with all its cells, `least` of which hold what is printed.
void ExpectCells(const DocumentRecord& got, const DocumentRecord& original, int least) {
  ASSERT_EQ(original.tables.size(), 1U);
  ASSERT_EQ(got.tables.size(), 1U);
  EXPECT_EQ(got.tables.front().cells.size(), original.tables.front().cells.size());
  EXPECT_GE(CountSameCells(got.tables.front(), original.tables.front()), least);
}

// Where the middle of a box lies on an A4 page that was turned on its middle. `degrees`: clockwise.
Point Turned(const Rect& box, double degrees) {
  constexpr Point kMiddle = {595.28 / 2, 841.89 / 2};
  const double angle = degrees * std::numbers::pi / 180;
  const double x = box.center_x() - kMiddle.x;
  const double y = box.center_y() - kMiddle.y;
  return {kMiddle.x + x * std::cos(angle) - y * std::sin(angle),
          kMiddle.y + x * std::sin(angle) + y * std::cos(angle)};
}

void ExpectNear(const SourceRef& got, const SourceRef& original, const std::vector<double>& turns) {
  constexpr double kNear = 3;  // points; the rows are 16 apart
  ASSERT_EQ(got.page, original.page);
  EXPECT_EQ(got.origin, TextOrigin::kOcr);
  const Point want = Turned(original.box, turns.at(static_cast<std::size_t>(got.page - 1)));
  EXPECT_NEAR(got.box.center_x(), want.x, kNear);
  EXPECT_NEAR(got.box.center_y(), want.y, kNear);
}

// Evidence lies on the page where the words lie that were scanned. `turns`: by how many degrees
// tests/scans/make.py turned each page clockwise.
void ExpectPlaces(const DocumentRecord& got, const DocumentRecord& original,
                  const std::vector<double>& turns) {
  ASSERT_EQ(got.indicators.size(), original.indicators.size());
  for (std::size_t i = 0; i < got.indicators.size(); ++i) {
    const Indicator& indicator = got.indicators[i];
    SCOPED_TRACE(indicator.level3.text);
    ExpectNear(indicator.source, original.indicators[i].source, turns);
    ASSERT_EQ(indicator.values.size(), original.indicators[i].values.size());
    for (std::size_t j = 0; j < indicator.values.size(); ++j) {
      ExpectNear(indicator.values[j].source, original.indicators[i].values[j].source, turns);
    }
  }
}

// A row has a finding that says so where it is not certain, and only there.
void ExpectDoubtsAreTold(const DocumentRecord& record) {
  for (const Indicator& indicator : record.indicators) {
    const bool told = std::any_of(
        record.findings.begin(), record.findings.end(), [&indicator](const Finding& finding) {
          const double y = finding.source.box.center_y();
          return finding.code == FindingCode::kReadingDoubt &&
                 finding.source.page == indicator.source.page && y > indicator.source.box.top &&
                 y < indicator.source.box.bottom;
        });
    EXPECT_EQ(told, indicator.confidence < kTrusted) << indicator.level3.text;
  }
}

// The row of that name, which must be there.
const Indicator& RowNamed(const DocumentRecord& record, std::string_view level3) {
  static const Indicator kNone;
  const auto row = std::find_if(
      record.indicators.begin(), record.indicators.end(),
      [level3](const Indicator& indicator) { return indicator.level3.text == level3; });
  EXPECT_NE(row, record.indicators.end()) << level3;
  return row == record.indicators.end() ? kNone : *row;
}

// The message of the first doubt whose message holds `words`; empty: there is none.
std::string DoubtAbout(const DocumentRecord& record, std::string_view words) {
  for (const Finding& finding : record.findings) {
    if (finding.code == FindingCode::kReadingDoubt &&
        finding.message.find(words) != std::string::npos) {
      return finding.message;
    }
  }
  return {};
}

std::string WithoutSpaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

// The line that was read so, which must be there.
std::vector<RecordedLine>::iterator LineThatReads(OcrRecording& recording, std::string_view text) {
  const auto line = std::find_if(recording.lines.begin(), recording.lines.end(),
                                 [text](const RecordedLine& candidate) {
                                   return WithoutSpaces(ReadingText(candidate.reading)) == text;
                                 });
  EXPECT_NE(line, recording.lines.end()) << text;
  return line;
}

TEST(RecordedScans, Clean) {
  const DocumentRecord record = Replay("clean.jpg");
  const DocumentRecord original = Original("h17-subset-font-with-cmap");
  ExpectValues(ScoreOf("h17-subset-font-with-cmap", record), 6);
  ExpectCells(record, original, 41);
  ExpectPlaces(record, original, {0});
  ExpectDoubtsAreTold(record);
  EXPECT_EQ(record.disclosure.title, original.disclosure.title);
  ASSERT_EQ(record.funding.size(), original.funding.size());
  for (std::size_t i = 0; i < record.funding.size(); ++i) {
    EXPECT_EQ(record.funding[i].amount.value, original.funding[i].amount.value);
  }
}

TEST(RecordedScans, Askew) {
  const DocumentRecord record = Replay("askew.jpg");
  const DocumentRecord original = Original("f12-department-application-income");
  ExpectValues(ScoreOf("f12-department-application-income", record), 6);
  ExpectCells(record, original, 57);
  ExpectPlaces(record, original, {1.04});
  ExpectDoubtsAreTold(record);
}

// What is left of a seal reads as strokes that are not printed, and both engines may see them.
TEST(RecordedScans, Sealed) {
  const DocumentRecord record = Replay("sealed.jpg");
  const DocumentRecord original = Original("f22-department-form-without-level2");
  ExpectValues(ScoreOf("f22-department-form-without-level2", record), 4);
  ExpectCells(record, original, 40);
  ExpectPlaces(record, original, {0});
  ExpectDoubtsAreTold(record);
  constexpr std::size_t kUnderTheSeal = 4;  // rows; it lies over the first ones
  std::size_t trusted = 0;
  for (std::size_t i = 0; i < record.indicators.size(); ++i) {
    const bool is_trusted = record.indicators[i].confidence >= kTrusted;
    EXPECT_FALSE(is_trusted && i < kUnderTheSeal) << record.indicators[i].level3.text;
    trusted += is_trusted ? 1 : 0;
  }
  EXPECT_GE(trusted, 1U);
}

// Black or white, and one form over the two pages of a TIFF file.
TEST(RecordedScans, Fax) {
  const DocumentRecord record = Replay("fax.tif");
  const DocumentRecord original = Original("h42-self-evaluation-over-two-pages");
  ExpectValues(ScoreOf("h42-self-evaluation-over-two-pages", record), 24);
  ExpectCells(record, original, 140);
  ExpectPlaces(record, original, {0.40, -0.30});
  ASSERT_EQ(record.funding.size(), original.funding.size());
  for (std::size_t i = 0; i < record.funding.size(); ++i) {
    EXPECT_EQ(record.funding[i].amount.value, original.funding[i].amount.value);
    EXPECT_EQ(record.funding[i].source.page, 1);
  }
}

TEST(RecordedScans, WhereEnginesDifferBothAreTold) {
  ScanRecordings recordings = MustLoad();
  // The sign network reads the sign, and Tesseract what follows.
  const auto line = LineThatReads(recordings.tesseract, "99.5%");
  ASSERT_NE(line, recordings.tesseract.lines.end());
  for (ReadCharacter& character : line->reading) {
    character.code = character.code == U'5' ? U'6' : character.code;
  }
  const DocumentRecord record = Replay("clean.jpg", recordings);
  const Indicator& row = RowNamed(record, "抽检结果准确率");
  ASSERT_EQ(row.values.size(), 1U);
  EXPECT_EQ(row.values.front().raw, "≥99.5%");
  EXPECT_EQ(row.values.front().raw_other, "≥99.6%");
  EXPECT_LT(row.confidence, kTrusted);
  EXPECT_NE(DoubtAbout(record, "≥99.5%").find("≥99.6%"), std::string::npos);
  EXPECT_GE(RowNamed(record, "资金拨付及时率").confidence, kTrusted);
}

TEST(RecordedScans, PicturesThatWereNotRecordedAreTold) {
  ScanRecordings recordings = MustLoad();
  const auto line = LineThatReads(recordings.paddle, "组织公益演出场次");
  ASSERT_NE(line, recordings.paddle.lines.end());
  const std::string digest = line->picture.digest;
  recordings.paddle.lines.erase(line);
  std::vector<std::string> unknown;
  test::ReadScan("clean.jpg", *test::ReplayingReader(recordings, unknown));
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_NE(unknown.front().find(digest), std::string::npos);
  EXPECT_NE(unknown.front().find(recordings.paddle.engine), std::string::npos);
  EXPECT_NE(test::HowToRecord(unknown).find("ZHIBIAO_RECORD=1"), std::string::npos);
}

// As where the second engine was not installed.
TEST(RecordedScans, TesseractAlone) {
  const ScanRecordings recordings = MustLoad();
  std::vector<std::string> unknown;
  const DocumentRecord record = test::ReadScan(
      "clean.jpg", *test::ReaderOf(nullptr, test::ReplayingEngine(recordings.tesseract, unknown)));
  EXPECT_TRUE(unknown.empty()) << test::HowToRecord(unknown);
  ExpectValues(ScoreOf("h17-subset-font-with-cmap", record), 5);
}

}  // namespace
}  // namespace zhibiao
