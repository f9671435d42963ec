// A measure on one short line, so that tests can be tables.
#ifndef TESTS_SUPPORT_MEASURE_SUMMARY_H_
#define TESTS_SUPPORT_MEASURE_SUMMARY_H_

#include <string>

#include "pipeline/measure.h"

namespace zhibiao::test {

// "ge 95 %", "range [70,85) {分}", "deadline 2022-09-01 excl", "several{ge 1 {次}; 2 {次}}".
// The kind quantity and the comparator eq implied are not written; flags follow in "!".
std::string Summary(const Measure& measure);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_MEASURE_SUMMARY_H_
