// Indicator values → measures. Grammar: README.md of this folder.
#ifndef NORMALIZERS_EXPRESSION_H_
#define NORMALIZERS_EXPRESSION_H_

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/measure.h"
#include "pipeline/result.h"

namespace zhibiao {

// What stands around the value. Everything is optional: empty means not known.
struct MeasureContext {
  std::string_view sign;         // of a separate sign column, as printed
  std::string_view unit;         // of a separate unit column, as printed
  std::string_view name;         // of the indicator (level 3)
  std::string_view level1_code;  // "output"
  std::string_view level2_code;  // "output.timeliness"
  std::optional<int> fiscal_year;
  std::string_view money_unit;  // of the table: "万元"
};

// Reads one value cell. Never fails: what is not understood has kind kUnparsed or kText.
// Thread-safe; linear in the length of `raw`.
Measure ParseMeasure(std::string_view raw, const MeasureContext& context);

// The tokens and the rule that fired, for `zhibiao parse --explain`: several lines.
std::string ExplainMeasure(std::string_view raw, const MeasureContext& context);

// Whether the rule files that are built in are sound. Where they are not, ParseMeasure() gives
// kUnparsed for everything.
// Errors: kInvalidInput  a rule file is malformed or fails its own proof: says file and line.
Status CheckNormalizerTables();

}  // namespace zhibiao

#endif  // NORMALIZERS_EXPRESSION_H_
