// Plain text → lines of cells: a table dump keeps its tabs.
#ifndef EXTRACTORS_TEXT_READER_H_
#define EXTRACTORS_TEXT_READER_H_

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/finding.h"
#include "pipeline/result.h"

namespace zhibiao {

struct TextRow {
  int line = 0;         // from 1, of the file
  bool spaced = false;  // its cells were parted by spaces: which column they are in is a guess
  int indent = 0;       // blank columns of a terminal before the first text; a wide space has two
  std::vector<std::string>
      cells;  // split at tabs; paragraphs (<p>) inside a cell become '\n'; other tags removed
};

// Decodes (UTF-8, UTF-16, GB18030), splits at any line ending (also U+2028, form feed), strips
// leaked HTML tags and entities. Empty lines are kept as rows without cells. Findings: encoding,
// markup. Errors: kInvalidInput  not text.
Result<std::vector<TextRow>> ReadText(std::string_view bytes, Findings& findings);

}  // namespace zhibiao

#endif  // EXTRACTORS_TEXT_READER_H_
