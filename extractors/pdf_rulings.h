// Straight lines as drawn, in pieces, → rulings: pieces that touch become one line.
#ifndef EXTRACTORS_PDF_RULINGS_H_
#define EXTRACTORS_PDF_RULINGS_H_

#include <vector>

#include "pipeline/document.h"
#include "pipeline/geometry.h"

namespace zhibiao {

// A straight line with its thickness, as drawn.
struct PdfLine {
  Rect box;
  RulingKind kind = RulingKind::kStroke;
};

// Joins pieces of one line (dashes, dots, the segments that Word and Excel draw per cell; lines
// drawn twice or side by side without a gap) and drops specks too short to be a line. Lines at
// right angles stay apart. Sorted: horizontal first, from the top; then vertical, from the left.
std::vector<Ruling> JoinLines(const std::vector<PdfLine>& lines);

// Of `edges`, those that no line of `rulings` marks already.
std::vector<Ruling> UnmarkedEdges(const std::vector<Ruling>& edges,
                                  const std::vector<Ruling>& rulings);

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_RULINGS_H_
