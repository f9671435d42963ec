// An engine whose doubtful characters another model is asked about.
#ifndef EXTRACTORS_SECOND_OPINION_H_
#define EXTRACTORS_SECOND_OPINION_H_

#include <memory>

#include "extractors/ocr_engine.h"

namespace zhibiao {

// `first` reads; a line in which it is unsure of a Chinese character is read by `second`, too. What
// `second` read in the place of a Chinese character is then what else it may be
// (ReadCharacter::others), for the language to choose. A Chinese character that `first` doubts and
// `second` sees nothing of is left out. Digits, letters and signs stay those of `first`. The name
// tells both.
std::unique_ptr<OcrEngine> WithSecondOpinion(std::unique_ptr<OcrEngine> first,
                                             std::unique_ptr<OcrEngine> second);

}  // namespace zhibiao

#endif  // EXTRACTORS_SECOND_OPINION_H_
