#include "tests/support/measure_summary.h"

#include <string_view>
#include <vector>

namespace zhibiao::test {
namespace {

void Add(std::string_view part, std::string& out) {
  if (!part.empty()) {
    out += (out.empty() ? "" : " ") + std::string(part);
  }
}

std::string Interval(const Measure& m) {
  return (m.low_inclusive ? "[" : "(") + m.low + "," + m.high + (m.high_inclusive ? "]" : ")");
}

void AddComparator(const Measure& m, std::string& out) {
  if (m.comparator_source != ComparatorSource::kImplied) {
    Add(ComparatorName(m.comparator), out);
  }
}

void AddTime(const Measure& m, std::string& out) {
  if (m.kind == MeasureKind::kDeadline) {
    Add(m.time.not_after, out);
    Add(m.time.inclusive.value_or(true) ? "" : "excl", out);
    Add(m.time.every, out);
  } else {
    Add(m.time.start + ".." + m.time.end, out);
  }
}

void AddChange(const Measure& m, std::string& out) {
  Add(m.change.direction, out);
  AddComparator(m, out);
  Add(m.low.empty() ? m.change.value : Interval(m), out);
  Add(m.change.unit, out);
  Add(m.change.baseline.empty() ? "" : "from " + m.change.baseline, out);
  Add(m.change.degree, out);
}

void AddBands(const Measure& m, std::string& out) {
  for (const Measure::Band& band : m.bands) {
    Add(band.grade + "[" + band.low + "," + band.high + "]" + band.unit, out);
  }
}

void AddGrade(const Measure& m, std::string& out) {
  Add(m.grade.scale, out);
  Add(m.grade.grade, out);
  Add(m.grade.at_least ? "or better" : "", out);
  AddComparator(m, out);
}

std::string Body(const Measure& m) {
  std::string out = m.kind == MeasureKind::kQuantity ? "" : MeasureKindName(m.kind);
  switch (m.kind) {
    case MeasureKind::kDeadline:
    case MeasureKind::kDate:
    case MeasureKind::kPeriod:
      AddComparator(m, out);
      AddTime(m, out);
      break;
    case MeasureKind::kChange:
      AddChange(m, out);
      break;
    case MeasureKind::kGrade:
      AddGrade(m, out);
      break;
    case MeasureKind::kBands:
      AddBands(m, out);
      break;
    case MeasureKind::kBoolean:
      Add(m.boolean.value_or(false) ? "true" : "false", out);
      break;
    case MeasureKind::kReference:
      AddComparator(m, out);
      Add(m.reference, out);
      break;
    case MeasureKind::kFrequency:
      AddComparator(m, out);
      Add(m.low.empty() ? m.frequency.count : Interval(m), out);
      Add("per " + m.frequency.per, out);
      break;
    default:
      AddComparator(m, out);
      Add(m.low.empty() ? m.value : Interval(m), out);
      Add(m.unit, out);
  }
  return out;
}

std::string Nested(const std::vector<Measure>& measures, const char* open) {
  std::string out;
  for (const Measure& measure : measures) {
    out += (out.empty() ? open : "; ") + Body(measure);
    out += measure.label.empty() ? "" : " @" + measure.label;
  }
  return out.empty() ? out : out + "}";
}

}  // namespace

std::string Summary(const Measure& m) {
  std::string out = Body(m);
  Add(m.label.empty() ? "" : "@" + m.label, out);
  Add(Nested(m.items, "{"), out);
  Add(Nested(m.alt, "alt{"), out);
  for (const std::string& flag : m.flags) {
    Add("!" + flag, out);
  }
  return out;
}

}  // namespace zhibiao::test
