// A page to look at: tables with their spans, records and findings of documents. Self-contained.
#ifndef TOOLS_HTML_PAGE_H_
#define TOOLS_HTML_PAGE_H_

#include <string>

#include "pipeline/record.h"
#include "pipeline/record_json.h"
#include "pipeline/result.h"

namespace zhibiao {

// As OutputFormat wants them: `several` does not matter here.
std::string HtmlHead(bool several);
std::string HtmlFoot(bool several);
Result<std::string> HtmlSection(const DocumentRecord& record, const ExtractorVersion& version);

}  // namespace zhibiao

#endif  // TOOLS_HTML_PAGE_H_
