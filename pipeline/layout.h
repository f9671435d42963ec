// Lines of text on a page, in reading order.
#ifndef PIPELINE_LAYOUT_H_
#define PIPELINE_LAYOUT_H_

#include <string>
#include <vector>

#include "pipeline/source_ref.h"

namespace zhibiao {

struct TextLine {
  std::string text;  // UTF-8; spaces where the page leaves a gap wider than the writing does
  SourceRef source;
  double font_size = 0;
};

}  // namespace zhibiao

#endif  // PIPELINE_LAYOUT_H_
