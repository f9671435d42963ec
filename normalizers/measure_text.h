// Measure → its canonical text, in Chinese: what ParseMeasure() reads back to the same measure.
#ifndef NORMALIZERS_MEASURE_TEXT_H_
#define NORMALIZERS_MEASURE_TEXT_H_

#include <string>

#include "pipeline/measure.h"

namespace zhibiao {

// "≥95%", "≥70分且<85分", "2022年12月底前", "较上年提高3百分点". One text for one meaning, however
// it was printed. What has no canonical form (kText, kUnparsed, a reference by its own words) is
// given as folded text. Thread-safe.
std::string MeasureText(const Measure& measure);

}  // namespace zhibiao

#endif  // NORMALIZERS_MEASURE_TEXT_H_
