// An engine that cannot write signs (Tesseract), helped by the network that can.
#ifndef EXTRACTORS_SIGN_AWARE_ENGINE_H_
#define EXTRACTORS_SIGN_AWARE_ENGINE_H_

#include <memory>

#include "extractors/ocr_engine.h"

namespace zhibiao {

// Where the network is sure of a ≥ ≤ > < = ± that a number follows, or that stands alone or apart
// at the end of the line, the writing on both sides of it is read by itself by `engine`, and the
// sign is put between. Any other line is read by `engine` as it is. Punctuation is mended
// (punctuation_mender.h). The name is that of `engine`.
std::unique_ptr<OcrEngine> WithSigns(std::unique_ptr<OcrEngine> engine);

}  // namespace zhibiao

#endif  // EXTRACTORS_SIGN_AWARE_ENGINE_H_
