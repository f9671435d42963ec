#include "pipeline/measure.h"

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

// These names are stored: a change of one is a change of the schema.
TEST(Measure, NamesAreThoseOfTheRecord) {
  EXPECT_STREQ(MeasureKindName(MeasureKind::kQuantity), "quantity");
  EXPECT_STREQ(MeasureKindName(MeasureKind::kNotApplicable), "not_applicable");
  EXPECT_STREQ(MeasureKindName(MeasureKind::kUnparsed), "unparsed");
  EXPECT_STREQ(ComparatorName(Comparator::kNone), "");
  EXPECT_STREQ(ComparatorName(Comparator::kApproxLt), "approx_lt");
  EXPECT_STREQ(ComparatorSourceName(ComparatorSource::kImplied), "implied");
  EXPECT_STREQ(UnitSourceName(UnitSource::kLevel2), "level2");
}

}  // namespace
}  // namespace zhibiao
