// Tesseract as an OcrEngine. The one door to Tesseract.
#ifndef EXTRACTORS_OCR_TESSERACT_H_
#define EXTRACTORS_OCR_TESSERACT_H_

#include <memory>
#include <string>

#include "extractors/ocr_engine.h"
#include "pipeline/result.h"

namespace zhibiao {

// `data_dir`: the folder that holds <language>.traineddata; empty: where Tesseract looks by itself.
// Errors: kNotFound  Tesseract has no such model.
Result<std::unique_ptr<OcrEngine>> OpenTesseract(const std::string& data_dir,
                                                 const std::string& language);

}  // namespace zhibiao

#endif  // EXTRACTORS_OCR_TESSERACT_H_
