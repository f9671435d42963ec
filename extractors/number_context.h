// What stands beside figures: engines read the small % and 个 there as K, S, ↑, a 1 before a
// counter as I, and ； between numbers as ：.
#ifndef EXTRACTORS_NUMBER_CONTEXT_H_
#define EXTRACTORS_NUMBER_CONTEXT_H_

#include "extractors/ocr_engine.h"
#include "pipeline/result.h"

namespace zhibiao {

// Another character takes the place of one only if the engine itself held it possible
// (ReadCharacter::others), and has the engine's confidence in it:
//   at the end of a line, after a figure, what a number ends with (templates/number_endings.tsv)
//   for what no number ends with (a Chinese character or a letter only if it was not far ahead);
//   ； for ： after a number and its ending;
//   1 for I before such an ending.
// Figures stay, but for one that stands alone in the last part of the line, the column of units,
// after a figure. That part begins at `unit`, as ReadCharacter::center; 1: there is none.
LineReading ChooseByNumbers(LineReading reading, double unit);

// Errors: kInvalidInput  number_endings.tsv is damaged; ChooseByNumbers() then changes nothing.
Status CheckNumberEndings();

}  // namespace zhibiao

#endif  // EXTRACTORS_NUMBER_CONTEXT_H_
