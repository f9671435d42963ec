// The drawn lines of a scanned page, in the same shape as those of a digital one.
#ifndef EXTRACTORS_SCAN_RULINGS_H_
#define EXTRACTORS_SCAN_RULINGS_H_

#include <vector>

#include "extractors/scan_cleaner.h"
#include "pipeline/document.h"

namespace zhibiao {

// Finds rules (broken, double, dotted, faint, thick) and paints them out of scan.grey and scan.ink,
// so that only writing is left.
//
// Returns: rulings in points of the straightened page, thickness as drawn.
std::vector<Ruling> TakeRulings(CleanScan& scan);

}  // namespace zhibiao

#endif  // EXTRACTORS_SCAN_RULINGS_H_
