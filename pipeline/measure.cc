#include "pipeline/measure.h"

#include <array>
#include <cstddef>

namespace zhibiao {
namespace {

// In the order of the enums: the value is the index.
constexpr std::array kKinds = {"quantity",  "range",   "deadline", "date",           "period",
                               "frequency", "change",  "grade",    "bands",          "boolean",
                               "reference", "several", "text",     "not_applicable", "unfilled",
                               "redacted",  "empty",   "unparsed"};
constexpr std::array kComparators = {"",   "eq",     "ge",        "gt",       "le",
                                     "lt", "approx", "approx_gt", "approx_lt"};
constexpr std::array kComparatorSources = {"", "sign", "word", "column", "implied"};
constexpr std::array kUnitSources = {"", "cell", "column", "name", "level2"};

}  // namespace

const char* MeasureKindName(MeasureKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

const char* ComparatorName(Comparator comparator) {
  return kComparators.at(static_cast<std::size_t>(comparator));
}

const char* ComparatorSourceName(ComparatorSource source) {
  return kComparatorSources.at(static_cast<std::size_t>(source));
}

const char* UnitSourceName(UnitSource source) {
  return kUnitSources.at(static_cast<std::size_t>(source));
}

}  // namespace zhibiao
