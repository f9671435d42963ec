// Ink of a line that none of the characters read stands on: something was lost, most often a mark
// at an end of the line.
#ifndef EXTRACTORS_UNREAD_INK_H_
#define EXTRACTORS_UNREAD_INK_H_

#include "extractors/ocr_engine.h"
#include "extractors/raster.h"

namespace zhibiao {

// True where there is such ink. Specks do not count. Requires: `reading` is of `line`, and its
// places are exact to a fifth of a character, as PP-OCR's are and Tesseract's are not.
bool HasUnreadInk(const Raster& line, const LineReading& reading);

}  // namespace zhibiao

#endif  // EXTRACTORS_UNREAD_INK_H_
