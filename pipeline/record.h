// What one document says: everything that `extract` prints and the store keeps.
//
// extractors/ fill what is printed (text, source, evidence); normalizers/ fill what is made of it
// (codes' measures, decimals, years). Printed text is never overwritten. Empty string: not printed.
#ifndef PIPELINE_RECORD_H_
#define PIPELINE_RECORD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/finding.h"
#include "pipeline/measure.h"
#include "pipeline/source_ref.h"
#include "pipeline/table.h"

namespace zhibiao {

// Where a field's text comes from.
enum class FieldSource : std::uint8_t {
  kPrinted,    // stands in this row
  kInherited,  // carried over from an earlier row, a merged cell or the page before
  kInferred,   // never printed; concluded from vocabulary or shape
  kCorrected,  // printed otherwise, and corrected; the printed text stays in the table
};
enum class ValueRole : std::uint8_t { kTarget, kAnnual, kPeriod, kActual };
enum class DisclosureKind : std::uint8_t {
  kUnknown,
  kApproval,
  kApplication,
  kSelfEvaluation,
  kMonitoring,
};
enum class DisclosureScope : std::uint8_t { kUnknown, kDepartment, kProject };
enum class GoalKind : std::uint8_t { kOverall, kAnnual, kPeriod };
enum class TaskKind : std::uint8_t { kKey, kOther };

const char* FieldSourceName(FieldSource source);         // "printed"
const char* ValueRoleName(ValueRole role);               // "target"
const char* DisclosureKindName(DisclosureKind kind);     // "self_evaluation"
const char* DisclosureScopeName(DisclosureScope scope);  // "department"
const char* GoalKindName(GoalKind kind);                 // "overall"
const char* TaskKindName(TaskKind kind);                 // "key"

struct Citation {  // 文号
  std::string raw;
  std::string issuer;  // 东财
  std::optional<int> year;
  std::string number;  // digits as printed, or empty where broken
  SourceRef source;
};

struct Disclosure {
  std::string title;
  DisclosureKind kind = DisclosureKind::kUnknown;
  DisclosureScope scope = DisclosureScope::kUnknown;
  std::optional<int> fiscal_year;
  std::string department;
  std::string project;     // where the whole document is about one
  std::string money_unit;  // "元" or "万元" as printed; empty: not printed
  std::vector<Citation> citations;
};

struct Goal {
  GoalKind kind = GoalKind::kOverall;
  int ordinal = 1;      // within its project and kind, from 1
  std::string project;  // the project it belongs to, or empty
  std::string text;
  SourceRef source;
};

// A sum of money. `value` is exact, in `unit`, never scaled: "1449000.00" 元 or "31.00" 万元.
struct Amount {
  std::string column;  // header of its column or label of its line, as printed: 财政拨款
  std::string raw;
  std::string value;  // decimal, or empty where `raw` is no number
  std::string unit;   // "元", "万元" or empty: not printed
};

struct Task {
  TaskKind kind = TaskKind::kKey;
  std::string name;
  std::string content;
  std::string expected;
  std::vector<Amount> amounts;
  SourceRef source;
};

struct Funding {
  std::string project;  // the project it belongs to, or empty
  std::string item;     // 年度资金总额, 其中:财政拨款 ...
  Amount amount;
  SourceRef source;
};

struct Level {
  std::string code;  // DOMAIN.md's code; empty: unknown name
  std::string text;  // as printed, line breaks removed; empty: not printed and not known
  FieldSource source = FieldSource::kPrinted;
};

struct IndicatorValue {
  ValueRole role = ValueRole::kTarget;
  std::string raw;                      // the value cell as printed, line breaks removed
  std::optional<std::string> raw_sign;  // of a separate sign column, where the table has one
  std::optional<std::string> raw_unit;  // of a separate unit column, where the table has one
  Measure measure;                      // filled by normalizers/
  SourceRef source;
  // The three as the other OCR engine read them; none: the same.
  std::optional<std::string> raw_other, sign_other, unit_other;
};

struct Indicator {
  int ordinal = 0;      // in the document, from 1
  int table = -1;       // index into DocumentRecord::tables; -1: none
  int row = -1;         // row of that table
  std::string project;  // the project that the row belongs to, or empty
  Level level1, level2, level3;
  std::vector<IndicatorValue> values;
  std::string weight, score;  // decimals as printed, or empty
  std::string deviation_reason;
  double confidence = 1;
  SourceRef source;  // the level-3 cell
};

// A piece of text that belongs to no record.
struct UnparsedText {
  std::string text;
  SourceRef source;
};

struct Coverage {
  int pages = 0;
  int pages_ocr = 0;          // pages that OCR read, as a whole or a picture on them
  int pages_needing_ocr = 0;  // pages that are pictures, or have some, that were not read
  int tables = 0;
  int tables_recognised = 0;  // that gave, or were meant to give, indicators
  int rows = 0;               // rows of those tables under their headers
  int rows_parsed = 0;
  std::vector<UnparsedText> unparsed;
};

struct SourceFile {
  std::string path;  // as given
  std::string sha256;
  std::string media_type;
  std::int64_t bytes = 0;
  int pages = 0;  // 0 for text
};

// Everything made of one document.
struct DocumentRecord {
  SourceFile source;
  Disclosure disclosure;
  std::vector<Goal> goals;
  std::vector<Task> tasks;
  std::vector<Funding> funding;
  std::vector<Indicator> indicators;
  std::vector<Table> tables;
  std::vector<Finding> findings;
  Coverage coverage;
  std::vector<std::string> ocr_engines;  // names and versions of those that read a page of it
};

}  // namespace zhibiao

#endif  // PIPELINE_RECORD_H_
