// Golden files: readable dumps that show that something changed; corpus/truth says whether it got
// better.
#ifndef TESTS_SUPPORT_GOLDEN_H_
#define TESTS_SUPPORT_GOLDEN_H_

#include <string>

namespace zhibiao::test {

// Expects that tests/golden/`name` holds `text`; a failure shows the first line that differs. With
// ZHIBIAO_UPDATE_GOLDEN=1 the file is written instead: read the difference before you commit it.
void ExpectGolden(const std::string& name, const std::string& text);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_GOLDEN_H_
