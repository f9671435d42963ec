// Puts signs into the reading of an engine that cannot write them or took them for look-alikes
// (2 or 三 for ≥, 二 for =, 8 for %).
#ifndef EXTRACTORS_SIGN_MENDER_H_
#define EXTRACTORS_SIGN_MENDER_H_

#include <vector>

#include "extractors/ocr_engine.h"
#include "extractors/raster.h"
#include "pipeline/result.h"

namespace zhibiao {

// Changes a character only where the network is sure of a sign, the character is one that the sign
// is mistaken for (templates/sign_lookalikes.tsv) or none was read there, and a sign makes sense:
// ≥ ≤ > < = before a number that no number precedes, or alone in the line or cell; ± before a
// number; ~ — -
// + × between numbers; % ‰ after a number; 〔 〕 around one. So 二级指标 and 三年 stay.
// What is put in has the network's confidence.
//
// Requires: `reading` was read from `line`, a picture as OcrEngine::Read takes it.
LineReading MendSigns(const Raster& line, LineReading reading);

// The same where another engine has read `other` from the line: a sign that it has in the same
// place too needs the network to be less sure, and may stand for any character. Two of three have
// seen it.
// `starts`: where the parts of the line begin that stand in cells of their own, in pixels; empty:
// it is of one piece.
LineReading MendSigns(const Raster& line, LineReading reading, const LineReading& other,
                      const std::vector<int>& starts);

// Errors: kInvalidInput  a row of sign_lookalikes.tsv that its example or counter-example
// disproves.
Status CheckSignLookalikes();

}  // namespace zhibiao

#endif  // EXTRACTORS_SIGN_MENDER_H_
