// Two engines' readings of one line → one, with a doubt where they differ.
#ifndef EXTRACTORS_READING_COMBINER_H_
#define EXTRACTORS_READING_COMBINER_H_

#include <string>

#include "extractors/ocr_engine.h"

namespace zhibiao {

struct CombinedReading {
  LineReading characters;  // confidence: calibrated, 0..1
  std::string other;       // the whole line as the other engine read it; empty: it read the same
};

// In all of these `certain` is that of the engine that read first (ocr_engine.h): Chinese
// characters and marks of which it is so sure, among others that it could read, are as good as
// certain whatever another engine reads. Figures, numerals, letters, signs and characters with
// look-alikes need two engines.

// True where the second engine need not be asked: it could make nothing more certain (： and ； are
// unsure whatever engines read).
bool IsCertain(const LineReading& reading, double certain);

// `first` is the reading of the engine that is right more often. A character that both read is as
// good as certain; where they differ the first engine's stays, with less confidence, and `other`
// tells. Nothing is put in that no engine read.
CombinedReading CombineReadings(const LineReading& first, const LineReading& second,
                                double certain);

// No character stays as good as certain: the picture itself is in doubt.
void DoubtReading(CombinedReading& reading);

// For a line that one engine has read alone.
CombinedReading SingleReading(const LineReading& reading, double certain);

// The characters as UTF-8.
std::string ReadingText(const LineReading& reading);

}  // namespace zhibiao

#endif  // EXTRACTORS_READING_COMBINER_H_
