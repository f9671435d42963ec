// Test material that stands beside the project and is never part of it (../shared).
#ifndef TESTS_SUPPORT_SHARED_DATA_H_
#define TESTS_SUPPORT_SHARED_DATA_H_

#include <string>
#include <vector>

#include "normalizers/expression.h"

namespace zhibiao::test {

// The folder, or empty where it is absent: the test then skips, and says so.
std::string SharedFolder();

// The lines of a file, without ends of line; empty where it cannot be read.
std::vector<std::string> ReadLines(const std::string& path);

// A published value cell with what stands around it.
struct ValueCell {
  std::string where;  // file and line
  std::string sign, value, unit, name, level1_code, level2_code;

  // Views into this cell; of a document of 2022.
  MeasureContext context() const;
};

// All value cells of samples/dev/gold and data/expressions/real_values.tsv, each distinct one once.
std::vector<ValueCell> SharedValueCells();

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_SHARED_DATA_H_
