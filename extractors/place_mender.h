// Where characters stand, told by their ink: Tesseract finds them in order, but their places may be
// off by more than a digit, and a number that is divided between two cells is two wrong numbers.
#ifndef EXTRACTORS_PLACE_MENDER_H_
#define EXTRACTORS_PLACE_MENDER_H_

#include "extractors/ocr_engine.h"
#include "extractors/raster.h"

namespace zhibiao {

// The reading with each character's centre on ink that is as wide as such a character is. Nothing
// else changes; nothing at all where the ink does not fit what was read. Requires: `reading` is of
// `line`, which has ink of one line of writing.
LineReading MendPlaces(const Raster& line, LineReading reading);

}  // namespace zhibiao

#endif  // EXTRACTORS_PLACE_MENDER_H_
