// The levels of rows that lost their columns: told by vocabulary, carried over, inferred where they
// were never printed.
#ifndef EXTRACTORS_TEXT_LEVELS_H_
#define EXTRACTORS_TEXT_LEVELS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/finding.h"
#include "pipeline/record.h"

namespace zhibiao {

class TextLevels {
 public:
  explicit TextLevels(Findings& findings) : findings_(findings) {}

  // Takes the level names that stand in a row, left to right; none: both are carried over.
  void Read(const std::vector<std::string>& names, const SourceRef& source);
  const Level& level1() const { return level1_; }
  const Level& level2() const { return level2_; }

  // Rows from `first` on whose level 2 was never printed: it is the one that the standard order
  // puts before the first that is printed under the same level 1, where there is only one such.
  void InferMissing(DocumentRecord& record, std::size_t first);

 private:
  void ReadLevel1(const std::string& text);
  void ReadLevel2(const std::string& text, bool level1_in_row, const SourceRef& source);

  Findings& findings_;
  Level level1_, level2_;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_TEXT_LEVELS_H_
