#include "tests/support/recorded_scans.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <sstream>
#include <utility>

#include <gtest/gtest.h>

#include "extractors/document_reader.h"
#include "extractors/page_layout.h"
#include "extractors/picture_reader.h"
#include "extractors/sign_aware_engine.h"
#include "extractors/table_joiner.h"
#include "normalizers/record_normalizer.h"

namespace zhibiao::test {
namespace {

constexpr RecordedScan kScans[] = {
    // clang-format off
    {"clean.jpg",  "h17-subset-font-with-cmap"},
    {"sealed.jpg", "f22-department-form-without-level2"},
    {"askew.jpg",  "f12-department-application-income"},
    {"fax.tif",    "h42-self-evaluation-over-two-pages"},  // its pages in one file
    // clang-format on
};
constexpr const char* kPaddleFile = "paddle.tsv";
constexpr const char* kTesseractFile = "tesseract.tsv";

Result<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Status(StatusCode::kNotFound, path + ": no such file");
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

Result<OcrRecording> LoadRecording(const char* file) {
  ZHIBIAO_TRY(const std::string text, ReadFile(ScanPath(file)));
  return ParseRecording(file, text);
}

Status SaveRecording(const OcrRecording& recording, const char* file) {
  const std::string text = WriteRecording(recording);
  ZHIBIAO_RETURN_IF_ERROR(ParseRecording(file, text).status());
  std::ofstream out(ScanPath(file), std::ios::binary);
  out << text;
  return out.flush() ? Status() : Status(StatusCode::kIo, ScanPath(file) + ": cannot be written");
}

Status ReadPages(const std::string& path, ScanReader& scans, DocumentRecord& record,
                 Findings& findings) {
  ZHIBIAO_TRY(std::string bytes, ReadFile(path));
  ZHIBIAO_TRY(const PictureReader picture, PictureReader::Open(std::move(bytes), {}, findings));
  TableJoiner joiner;
  for (int number = 1; number <= picture.page_count(); ++number) {
    ZHIBIAO_TRY(PageBitmap bitmap, picture.ReadPage(number, findings));
    const double width = bitmap.width_px * 72 / bitmap.dpi;
    const double height = bitmap.height_px * 72 / bitmap.dpi;
    const Page page = scans.Read(std::move(bitmap), number, width, height, findings);
    joiner.Add(LayOutPage(page, findings), findings);
  }
  ReadDocument(joiner.Finish(), record, findings);
  return {};
}

}  // namespace

std::span<const RecordedScan> RecordedScans() {
  return kScans;
}

std::string ScanPath(const std::string& file) {
  return ZHIBIAO_ROOT "/tests/scans/" + file;
}

Result<ScanRecordings> LoadScanRecordings() {
  ScanRecordings recordings;
  ZHIBIAO_TRY(recordings.paddle, LoadRecording(kPaddleFile));
  ZHIBIAO_TRY(recordings.tesseract, LoadRecording(kTesseractFile));
  return recordings;
}

Status SaveScanRecordings(const ScanRecordings& recordings) {
  ZHIBIAO_RETURN_IF_ERROR(SaveRecording(recordings.paddle, kPaddleFile));
  return SaveRecording(recordings.tesseract, kTesseractFile);
}

std::unique_ptr<ScanReader> ReaderOf(std::unique_ptr<OcrEngine> paddle,
                                     std::unique_ptr<OcrEngine> tesseract) {
  std::vector<std::unique_ptr<OcrEngine>> engines;
  if (paddle != nullptr) {
    engines.push_back(std::move(paddle));
  }
  engines.push_back(WithSigns(std::move(tesseract)));
  return ScanReader::With(std::move(engines));
}

std::unique_ptr<ScanReader> ReplayingReader(const ScanRecordings& recordings,
                                            std::vector<std::string>& unknown) {
  return ReaderOf(ReplayingEngine(recordings.paddle, unknown),
                  ReplayingEngine(recordings.tesseract, unknown));
}

std::string HowToRecord(const std::vector<std::string>& unknown) {
  constexpr std::size_t kShown = 3;
  std::string text = "line pictures that were not recorded: " + std::to_string(unknown.size()) +
                     ". Where the preparation of pictures was changed on purpose, record again: "
                     "ZHIBIAO_RECORD=1 build/release/tests/real_engines_test";
  for (std::size_t i = 0; i < std::min(kShown, unknown.size()); ++i) {
    text += "\n  " + unknown[i];
  }
  return text;
}

DocumentRecord ReadScan(const std::string& file, ScanReader& reader) {
  DocumentRecord record;
  Findings findings;
  const Status status = ReadPages(ScanPath(file), reader, record, findings);
  EXPECT_TRUE(status.ok()) << file << ": " << status.message();
  record.findings = findings.Take();
  NormalizeRecord(record);
  return record;
}

}  // namespace zhibiao::test
