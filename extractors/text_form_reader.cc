#include "extractors/text_form_reader.h"

namespace zhibiao {

void ReadTextForm(const std::vector<TextRow>& /*rows*/, DocumentRecord& /*record*/, Findings& /*findings*/) {}

}  // namespace zhibiao
