// Files that were cut short or lost their table of objects: makes the bytes readable again, where
// the objects themselves are still there.
#ifndef EXTRACTORS_PDF_REPAIR_H_
#define EXTRACTORS_PDF_REPAIR_H_

#include <cstddef>
#include <optional>
#include <string>

namespace zhibiao {

// How many ways there are to try, the gentlest first.
constexpr std::size_t kPdfRepairSteps = 3;

// The bytes with what is missing added at their end; nothing is taken away. None where way `step`
// cannot help. Requires: step < kPdfRepairSteps; `bytes` as first read, or as given back before.
//
//   0  the last cross-reference stream is still there: points to it
//   1  names the catalog, and unpacks the object streams, whose places only the table knew
//   2  the catalog is gone: a new one without pages, so that pages are looked for one by one
std::optional<std::string> RepairPdf(const std::string& bytes, std::size_t step);

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_REPAIR_H_
