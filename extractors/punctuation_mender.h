// Punctuation that Tesseract takes for its look-alikes, decided by the ink: ， where two dots stand
// over one another, 〈 《 〔 where a round bracket stands.
#ifndef EXTRACTORS_PUNCTUATION_MENDER_H_
#define EXTRACTORS_PUNCTUATION_MENDER_H_

#include "extractors/ocr_engine.h"
#include "extractors/raster.h"

namespace zhibiao {

// The reading with its colons, semicolons and round brackets as they are printed. Only marks are
// changed that the engine has read, and marks are taken out that it has read twice for one (`:;`).
// Small print does not tell ： from ；: after a numbered label that begins the line (指标1) it is a
// colon. Requires: `reading` is of `line`.
LineReading MendPunctuation(const Raster& line, LineReading reading);

}  // namespace zhibiao

#endif  // EXTRACTORS_PUNCTUATION_MENDER_H_
