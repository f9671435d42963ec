// What `extract` prints of one document, and what stands around all of them.
#ifndef TOOLS_OUTPUT_FORMAT_H_
#define TOOLS_OUTPUT_FORMAT_H_

#include <string>
#include <string_view>

#include "pipeline/record.h"
#include "pipeline/record_json.h"
#include "pipeline/result.h"

namespace zhibiao {

struct OutputFormat {
  std::string (*head)(bool several);       // before the first document
  std::string (*separator)(bool several);  // between two documents
  std::string (*foot)(bool several);       // after the last one
  Result<std::string> (*document)(const DocumentRecord& record, const ExtractorVersion& version);
};

// `name`: jsonl (one object a line), json (indented; an array of several), tsv (a line a value, the
// columns of the view indicator_values; backslash escapes), html (a page to look at).
// Requires: one of these names.
const OutputFormat& FindOutputFormat(std::string_view name);

}  // namespace zhibiao

#endif  // TOOLS_OUTPUT_FORMAT_H_
