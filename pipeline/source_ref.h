// Where a text was read: the evidence that every record carries.
#ifndef PIPELINE_SOURCE_REF_H_
#define PIPELINE_SOURCE_REF_H_

#include <cstdint>

#include "pipeline/geometry.h"

namespace zhibiao {

enum class TextOrigin : std::uint8_t {
  kTextLayer = 1,
  kOcr = 2,
  kPlainText = 3
};  // stored: never renumber

struct SourceRef {
  int page = 0;  // from 1; 0: a text file, which has lines and no pages
  Rect box;      // on that page; all zeros in a text file
  int line = 0;  // from 1 in a text file; 0 on a page
  TextOrigin origin = TextOrigin::kTextLayer;
  double confidence = 1;  // of the reading of the characters, 0..1; a text layer has 1
};

}  // namespace zhibiao

#endif  // PIPELINE_SOURCE_REF_H_
