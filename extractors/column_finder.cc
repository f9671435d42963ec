#include "extractors/column_finder.h"

namespace zhibiao {

std::vector<Grid> FindTextGrids(const std::vector<const Glyph*>& /*glyphs*/,
                                const std::vector<Ruling>& /*rulings*/, int /*page*/) {
  return {};
}

}  // namespace zhibiao
