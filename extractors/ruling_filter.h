// Rulings that are no table's: strokes of outlined characters.
#ifndef EXTRACTORS_RULING_FILTER_H_
#define EXTRACTORS_RULING_FILTER_H_

#include <vector>

#include "pipeline/document.h"

namespace zhibiao {

// The rulings of `page` without those that run through its characters: bold made by stroking
// outlines draws hundreds of them, in line with one another.
std::vector<Ruling> RulingsOutsideGlyphs(const Page& page);

}  // namespace zhibiao

#endif  // EXTRACTORS_RULING_FILTER_H_
