// The scanned pages of tests/scans, read as the program reads them, by the engines or by what was
// recorded of them.
#ifndef TESTS_SUPPORT_RECORDED_SCANS_H_
#define TESTS_SUPPORT_RECORDED_SCANS_H_

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "extractors/ocr_engine.h"
#include "extractors/scan_reader.h"
#include "pipeline/record.h"
#include "pipeline/result.h"
#include "tests/support/ocr_recording.h"

namespace zhibiao::test {

struct RecordedScan {
  const char* file;      // in tests/scans
  const char* document;  // of the corpus, without ".pdf": what was scanned
};

std::span<const RecordedScan> RecordedScans();
std::string ScanPath(const std::string& file);

// What both engines read of all scans.
struct ScanRecordings {
  OcrRecording paddle;
  OcrRecording tesseract;
};

// Of tests/scans/{paddle,tesseract}.tsv. Errors: kNotFound, kInvalidInput.
Result<ScanRecordings> LoadScanRecordings();
// Errors: kInvalidInput  what would be written could not be read again, kIo.
Status SaveScanRecordings(const ScanRecordings& recordings);

// Engines in the order and with the help that ScanReader::Open() gives them. `paddle` may be null,
// as where it is not installed.
std::unique_ptr<ScanReader> ReaderOf(std::unique_ptr<OcrEngine> paddle,
                                     std::unique_ptr<OcrEngine> tesseract);
// Pictures that were not recorded are described in `unknown`; both must outlive the reader.
std::unique_ptr<ScanReader> ReplayingReader(const ScanRecordings& recordings,
                                            std::vector<std::string>& unknown);

// What to say where `unknown` is not empty.
std::string HowToRecord(const std::vector<std::string>& unknown);

// The file as tools/ingest.h reads it, but by `reader`. A file that cannot be read fails the test.
DocumentRecord ReadScan(const std::string& file, ScanReader& reader);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_RECORDED_SCANS_H_
