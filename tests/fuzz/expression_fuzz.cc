// Any text through the normalizers: lines are sign, value, unit, name, level 2 and fiscal year.
// They must end, and what they return must hold what their headers say.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "normalizers/expression.h"
#include "normalizers/identifier.h"
#include "normalizers/measure_text.h"
#include "normalizers/record_normalizer.h"
#include "pipeline/decimal.h"
#include "pipeline/unicode.h"

namespace {

using zhibiao::Measure;
using zhibiao::MeasureKind;

void Require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

void CheckOffsets(const std::optional<Measure::Offsets>& at, std::size_t size) {
  if (at) {
    Require(at->begin >= 0 && at->begin <= at->end && static_cast<std::size_t>(at->end) <= size);
  }
}

// A decimal string is empty or a decimal; a long one may have more digits than a Decimal.
void CheckNumber(const std::string& number) {
  Require(number.empty() || number.find_first_not_of("-0123456789.") == std::string::npos);
}

void CheckMeasure(const Measure& m, std::size_t raw_size) {
  Require(!m.rule.empty());
  Require((m.kind == MeasureKind::kUnparsed) == (m.status == "unparsed"));
  for (const std::string& number :
       {m.value, m.low, m.high, m.canonical.value, m.change.value, m.frequency.count}) {
    CheckNumber(number);
  }
  Require(m.kind != MeasureKind::kRange || m.low.empty() == m.high.empty());
  CheckOffsets(m.number_at, raw_size);
  CheckOffsets(m.unit_at, raw_size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::array<std::string_view, 6> lines;
  for (std::string_view& line : lines) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  zhibiao::MeasureContext context;
  context.sign = lines[0];
  context.unit = lines[2];
  context.name = lines[3];
  context.level2_code = lines[4];
  if (!lines[5].empty()) {
    context.fiscal_year = 1990 + static_cast<unsigned char>(lines[5].front());
  }
  const Measure measure = zhibiao::ParseMeasure(lines[1], context);
  CheckMeasure(measure, measure.raw.size());
  for (const Measure& item : measure.items) {
    CheckMeasure(item, measure.raw.size());
  }
  zhibiao::MeasureText(measure);
  zhibiao::ExplainMeasure(lines[1], context);

  const std::string folded = zhibiao::FoldKey(lines[1]);
  Require(zhibiao::FoldKey(folded) == folded);
  zhibiao::ParseAmount(lines[0], lines[1], lines[2]);
  zhibiao::SplitCodedName(lines[1]);
  zhibiao::Findings findings;
  zhibiao::FindCitations(lines[3], {}, findings);
  return 0;
}
