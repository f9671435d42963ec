// The rules of a page of two tones, where a grey rule is a row of dots: each line that may be a
// rule is judged from one crossing to the next, by the dots that lie on it and beside it.
#ifndef EXTRACTORS_RULE_LATTICE_H_
#define EXTRACTORS_RULE_LATTICE_H_

#include <vector>

#include "extractors/raster.h"
#include "extractors/rule_tracer.h"

namespace zhibiao {

// What is known of a page in one direction; for columns all of it is transposed.
struct LatticeSide {
  const Raster& grey;            // borrowed: it outlives the call
  Raster rules;                  // 1 on rules of this direction that are known
  Raster writing;                // 1 on characters and between those of a line or cell
  std::vector<RuleTrace> lines;  // that may be rules; pieces of one may come apart
};

struct LatticeRules {
  std::vector<RuleTrace> rows;
  std::vector<RuleTrace> columns;  // of the transposed page
};

// The lines that are rules of a grid, and of each what is drawn: it begins and ends where rules of
// the other direction cross. Known rules are found again where one of the lines lies on them.
//
// `band`: how many rows of pixels a thin rule takes.
// Requires: all rasters of a side are of one size; those of the other side, transposed, too;
//           band > 0; dpi > 0.
LatticeRules FindLatticeRules(LatticeSide rows, LatticeSide columns, int band, double dpi);

}  // namespace zhibiao

#endif  // EXTRACTORS_RULE_LATTICE_H_
