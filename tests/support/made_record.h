// A record made by hand, with something in every field, for tests of what comes after extraction.
#ifndef TESTS_SUPPORT_MADE_RECORD_H_
#define TESTS_SUPPORT_MADE_RECORD_H_

#include <string>

#include "pipeline/record.h"

namespace zhibiao::test {

// `content` stands for the bytes: equal contents have equal hashes and equal records.
DocumentRecord MadeRecord(const std::string& path, const std::string& content);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_MADE_RECORD_H_
