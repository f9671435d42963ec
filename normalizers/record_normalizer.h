// A whole document: measures, citations, amounts and years of a DocumentRecord.
#ifndef NORMALIZERS_RECORD_NORMALIZER_H_
#define NORMALIZERS_RECORD_NORMALIZER_H_

#include <string_view>
#include <vector>

#include "pipeline/record.h"

namespace zhibiao {

// Fills what is made of the printed text: the measure of every value, value and unit of every
// amount (task, funding), and adds findings for conflicts and for countable values not understood.
// Where the other OCR engine read a value that means something else, the measure is flagged
// ocr_disagreement, and the other meaning, flagged ocr, stands in its `alt`.
void NormalizeRecord(DocumentRecord& record);

// All 文号 in `text`, in order; a broken one has no number and becomes a finding.
std::vector<Citation> FindCitations(std::string_view text, const SourceRef& source,
                                    Findings& findings);

// The sum that `raw` prints: "-1449000.00", "1,820,500.00", "31.00万元". `unit` of the table or
// column.
Amount ParseAmount(std::string_view column, std::string_view raw, std::string_view unit);

}  // namespace zhibiao

#endif  // NORMALIZERS_RECORD_NORMALIZER_H_
