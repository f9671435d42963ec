// PP-OCR's line recogniser as an OcrEngine. The one door to ONNX Runtime.
#ifndef EXTRACTORS_OCR_PADDLE_H_
#define EXTRACTORS_OCR_PADDLE_H_

#include <memory>
#include <string>

#include "extractors/ocr_engine.h"
#include "pipeline/result.h"

namespace zhibiao {

// `model_path`: an ONNX file of PP-OCR's recogniser that carries its own list of characters
// (tools/install_ocr.sh fetches one).
// Errors: kNotFound     no such file
//         kDamaged      not such a model
//         kUnsupported  this program was built without ONNX Runtime
Result<std::unique_ptr<OcrEngine>> OpenPaddle(const std::string& model_path);

}  // namespace zhibiao

#endif  // EXTRACTORS_OCR_PADDLE_H_
