// What an OCR engine read of line pictures, kept in a file: tests that are to be quick, or to run
// where no engine is installed, ask the file.
//
// A picture is known again by its pixels (SHA-256) or, where none has those, by its sketch: its
// size and the mean grey of every 6 × 6 pixels in 16 steps, none of which may differ by more than
// one. The pixels alone would be too strict: preparation that rounds otherwise, or another
// processor's cosine, changes them by a grey level and no reading, and must not cost a new
// recording. A coarser sketch would take one picture for another: 130.00 and 180.00 on our scans
// differ by three steps. Ink that moved by a pixel is another picture, to the engines too, and is
// recorded anew.
#ifndef TESTS_SUPPORT_OCR_RECORDING_H_
#define TESTS_SUPPORT_OCR_RECORDING_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/ocr_engine.h"
#include "extractors/raster.h"
#include "pipeline/result.h"

namespace zhibiao::test {

struct PictureKey {
  std::string digest;  // first 16 hexadecimal digits of the SHA-256 of size and pixels
  int width = 0;       // pixels
  int height = 0;
  std::string sketch;  // a digit a field, 0 black … f white; rows from the top, each from the left
};

PictureKey KeyOf(const Raster& picture);

struct RecordedLine {
  PictureKey picture;
  LineReading reading;
};

struct OcrRecording {
  std::string engine;                         // OcrEngine::name()
  double certain = OcrEngine::kNeverCertain;  // OcrEngine::certain()
  std::vector<RecordedLine> lines;  // in the order in which the engine was asked, each picture once
};

// What was recorded of that picture. Null: nothing, or several pictures that it may be by its
// sketch and that were read differently. Points into `recording`.
const RecordedLine* FindLine(const OcrRecording& recording, const PictureKey& picture);

// The text of a recording: "# engine: NAME", "# certain: 9990" (ten-thousandths) where the engine
// has such a confidence, comments, then a table (pipeline/tsv.h) of a picture a
// line: digest, size (WIDTHxHEIGHT), sketch, text, and of each character its centre and its
// confidence in ten-thousandths; and what else characters may be: index=character, confidence.
// Requires: no reading holds a tab or a line break.
std::string WriteRecording(const OcrRecording& recording);

// The way back. `name` stands in errors: "tesseract.tsv:12: ...".
// Errors: kInvalidInput  no such text; numbers of characters, centres and confidences, or the size
//                        of the picture and of its sketch, do not agree; a picture that stands
//                        twice.
Result<OcrRecording> ParseRecording(std::string_view name, std::string_view text);

// Reads with `engine` and adds to `recording` what it has not. `recording` must outlive the engine.
std::unique_ptr<OcrEngine> RecordingEngine(std::unique_ptr<OcrEngine> engine,
                                           OcrRecording& recording);

// Reads what `recording` says. A picture that it does not know is read as nothing and described in
// `unknown`, which a test must expect to be empty. Both must outlive the engine.
std::unique_ptr<OcrEngine> ReplayingEngine(const OcrRecording& recording,
                                           std::vector<std::string>& unknown);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_OCR_RECORDING_H_
