// The OCR engines for real, on the scanned pages that ordinary tests read from a recording
// (tests/README.md). With ZHIBIAO_RECORD=1 what they read is recorded anew.
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/ocr_paddle.h"
#include "extractors/ocr_tesseract.h"
#include "extractors/reading_combiner.h"
#include "tests/support/recorded_scans.h"
#include "tools/ingest.h"

namespace zhibiao {
namespace {

using test::OcrRecording;
using test::RecordedLine;
using test::ScanRecordings;

bool RecordWanted() {
  const char* wish = std::getenv("ZHIBIAO_RECORD");  // NOLINT(concurrency-mt-unsafe): one thread
  return wish != nullptr && std::string_view(wish) == "1";
}

// Both engines, or why one of them cannot be had.
struct Engines {
  std::unique_ptr<OcrEngine> paddle, tesseract;
  std::string why;
};

Engines OpenEngines() {
  const OcrOptions options = UsualOcrOptions();
  Engines engines;
  auto paddle = OpenPaddle(options.paddle_model);
  auto tesseract = OpenTesseract(options.tesseract_data, options.tesseract_language);
  engines.why = (paddle.ok() ? tesseract.status() : paddle.status()).message();
  if (paddle.ok() && tesseract.ok()) {
    engines.paddle = paddle.take();
    engines.tesseract = tesseract.take();
  }
  return engines;
}

// All scans by both engines, and the first by Tesseract alone: the engine that stands first is
// asked for more.
ScanRecordings RecordScans(Engines engines, std::unique_ptr<OcrEngine> lone_tesseract) {
  ScanRecordings now;
  const std::unique_ptr<ScanReader> both =
      test::ReaderOf(test::RecordingEngine(std::move(engines.paddle), now.paddle),
                     test::RecordingEngine(std::move(engines.tesseract), now.tesseract));
  for (const test::RecordedScan& scan : test::RecordedScans()) {
    test::ReadScan(scan.file, *both);
  }
  const std::unique_ptr<ScanReader> alone =
      test::ReaderOf(nullptr, test::RecordingEngine(std::move(lone_tesseract), now.tesseract));
  test::ReadScan(test::RecordedScans().front().file, *alone);
  return now;
}

// Another processor adds in another order: a reading that was a toss may fall otherwise.
void ExpectSameReadings(const OcrRecording& held, const OcrRecording& now) {
  constexpr std::size_t kOneOtherIn = 100;  // lines
  constexpr double kNear = 0.05;            // of the mean confidence
  EXPECT_EQ(now.engine, held.engine) << "another engine is recorded anew, too";
  EXPECT_EQ(now.lines.size(), held.lines.size());
  std::vector<std::string> unknown;
  std::size_t others = 0;
  for (const RecordedLine& line : now.lines) {
    const RecordedLine* recorded = test::FindLine(held, line.picture);
    if (recorded == nullptr) {
      unknown.push_back(line.picture.digest);
      continue;
    }
    const std::string text = ReadingText(line.reading);
    if (text != ReadingText(recorded->reading)) {
      ++others;
      std::printf("  read %s, recorded %s\n", text.c_str(), ReadingText(recorded->reading).c_str());
      continue;
    }
    double difference = 0;
    for (std::size_t i = 0; i < line.reading.size(); ++i) {
      difference += line.reading[i].confidence - recorded->reading[i].confidence;
    }
    EXPECT_LE(std::abs(difference), kNear * static_cast<double>(line.reading.size())) << text;
  }
  EXPECT_TRUE(unknown.empty()) << test::HowToRecord(unknown);
  EXPECT_LE(others, held.lines.size() / kOneOtherIn);
}

TEST(RealEngines, ReadWhatWasRecorded) {
  Engines engines = OpenEngines();
  if (engines.paddle == nullptr) {
    ASSERT_FALSE(RecordWanted()) << engines.why;
    GTEST_SKIP() << "not both OCR engines are at hand: " << engines.why;
  }
  const ScanRecordings now = RecordScans(std::move(engines), OpenEngines().tesseract);
  if (RecordWanted()) {
    const Status saved = test::SaveScanRecordings(now);
    ASSERT_TRUE(saved.ok()) << saved.message();
    std::printf("recorded: %zu lines by %s, %zu by %s\n", now.paddle.lines.size(),
                now.paddle.engine.c_str(), now.tesseract.lines.size(),
                now.tesseract.engine.c_str());
    return;
  }
  const Result<ScanRecordings> held = test::LoadScanRecordings();
  ASSERT_TRUE(held.ok()) << held.status().message();
  ExpectSameReadings(held.value().paddle, now.paddle);
  ExpectSameReadings(held.value().tesseract, now.tesseract);
}

// What reading came to, without places and shades of confidence.
std::string Summary(const DocumentRecord& record) {
  constexpr double kTrusted = 0.95;
  std::string out = record.disclosure.title + "\n";
  for (const Indicator& indicator : record.indicators) {
    out += indicator.level1.text + " | " + indicator.level2.text + " | " + indicator.level3.text;
    for (const IndicatorValue& value : indicator.values) {
      out += " | " + value.raw;
    }
    out += indicator.confidence >= kTrusted ? "\n" : " | in doubt\n";
  }
  for (const Finding& finding : record.findings) {
    out += std::string(FindingCodeName(finding.code)) + "\n";
  }
  return out;
}

// What the recording makes the ordinary tests see is what the program makes of the same files.
TEST(RealEngines, TheProgramReadsTheSame) {
  if (const Engines engines = OpenEngines(); engines.paddle == nullptr) {
    GTEST_SKIP() << "not both OCR engines are at hand: " << engines.why;
  }
  const Result<ScanRecordings> held = test::LoadScanRecordings();
  ASSERT_TRUE(held.ok()) << held.status().message();
  std::vector<std::string> unknown;
  const std::unique_ptr<ScanReader> replay = test::ReplayingReader(held.value(), unknown);
  const IngestOptions options;
  OcrSession session(options.ocr);
  for (const test::RecordedScan& scan : test::RecordedScans()) {
    SCOPED_TRACE(scan.file);
    const Ingested read = IngestFile(test::ScanPath(scan.file), options, session);
    ASSERT_TRUE(read.status.ok()) << read.status.message();
    EXPECT_EQ(Summary(test::ReadScan(scan.file, *replay)), Summary(read.record));
  }
  EXPECT_TRUE(unknown.empty()) << test::HowToRecord(unknown);
}

}  // namespace
}  // namespace zhibiao
