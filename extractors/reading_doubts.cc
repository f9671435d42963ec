#include "extractors/reading_doubts.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "extractors/table_view.h"

namespace zhibiao {
namespace {

constexpr double kCertain = 0.95;  // readings at or above are taken without a look

// What a column says of a row; empty: nothing that its record holds.
std::string FieldName(ColumnRole role) {
  switch (role) {
    case ColumnRole::kProject:
      return "project";
    case ColumnRole::kLevel1:
      return "level 1";
    case ColumnRole::kLevel2:
      return "level 2";
    case ColumnRole::kLevel3:
      return "level 3";
    case ColumnRole::kSign:
      return "sign";
    case ColumnRole::kUnit:
      return "unit";
    case ColumnRole::kValue:
    case ColumnRole::kAnnual:
    case ColumnRole::kPeriod:
    case ColumnRole::kActual:
      return "value";
    case ColumnRole::kWeight:
      return "weight";
    case ColumnRole::kScore:
      return "score";
    case ColumnRole::kReason:
      return "deviation reason";
    default:
      return "";
  }
}

std::string Quoted(const std::string& text) {
  return text.empty() ? "nothing" : "“" + text + "”";
}

// "0.80"
std::string TwoDecimals(double share) {
  const std::string percent = std::to_string(std::lround(share * 100));
  const std::string padded =
      std::string(3 - std::min<std::size_t>(percent.size(), 3), '0') + percent;
  return padded.substr(0, 1) + "." + padded.substr(1);
}

}  // namespace

bool IsInRecord(ColumnRole role) {
  return !FieldName(role).empty();
}

void ReadingDoubts::Check(ColumnRole role, const Cell& cell) {
  const SourceRef& source = cell.source;
  const std::string field = FieldName(role);
  if (field.empty() || source.origin != TextOrigin::kOcr || source.confidence >= kCertain ||
      !reported_.insert(&cell).second) {
    return;
  }
  std::string message = field + ": read " + Quoted(CellText(cell)) + " (confidence " +
                        TwoDecimals(source.confidence) + ")";
  if (cell.other.has_value()) {
    message += ", the other engine read " + Quoted(*OtherCellText(cell));
  }
  findings_.Add(FindingCode::kReadingDoubt, source, message + ": compare with the picture");
}

}  // namespace zhibiao
