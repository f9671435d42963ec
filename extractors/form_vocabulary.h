// What the words of published forms mean: column heads, labels, titles, shapes of cells.
// Data: templates/*.tsv, each row proved on its example and counter-example at load.
#ifndef EXTRACTORS_FORM_VOCABULARY_H_
#define EXTRACTORS_FORM_VOCABULARY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record.h"
#include "pipeline/result.h"

namespace zhibiao {

enum class ColumnRole : std::uint8_t {
  kNone,
  kProject,
  kProjectCode,
  kAgency,
  kActivity,
  kGoal,
  kLevel0,
  kLevel1,
  kLevel2,
  kLevel3,
  kLevel4,
  kSign,
  kValue,
  kAnnual,
  kPeriod,
  kActual,
  kUnit,
  kWeight,
  kScore,
  kReason,
  kDirection,
  kNote,
  kMoney,
  kNumber,
};

enum class Label : std::uint8_t {
  kNone,
  kProject,
  kProjectCode,
  kDepartment,
  kAgency,
  kGoalPeriod,
  kGoalAnnual,
  kGoalOverall,
  kGoalDone,
  kTasksKey,
  kTasksOther,
  kFunding,
  kIndicators,
  kTotal,
  kUnit,
  kTaskName,
  kTaskContent,
  kTaskExpected,
  kTaskAmount,
};

enum class Shape : std::uint8_t { kPageNumber, kSign, kNumber, kSum, kValue, kDebris };

// What a title says, as far as it says anything.
struct TitleMeaning {
  DisclosureKind kind = DisclosureKind::kUnknown;
  DisclosureScope scope = DisclosureScope::kUnknown;
  bool is_form = false;  // names a table of performance targets
};

// Whether all tables loaded and proved themselves. Errors: kInvalidInput, naming file and row.
Status CheckFormVocabulary();

// `head`: the text of a column head, as printed. Thread-safe, like all below.
ColumnRole FindColumnRole(std::string_view head);
// The same for a head that was read from a picture: what the word of known_heads.tsv says to which
// it comes nearest. kNone where it is too far from all, or as near to a word of another meaning.
ColumnRole FindColumnRoleLike(std::string_view head);
// The role that the tables call `name`: "level3"; kNone where there is none.
ColumnRole FindColumnRoleNamed(std::string_view name);
// `text`: a cell, as printed.
Label FindLabel(std::string_view text);
bool HasShape(std::string_view text, Shape shape);
TitleMeaning ReadTitle(std::string_view title);

// True for "— 29 —", "第 3 页".
bool IsPageNumber(std::string_view text);

// True where the folded texts of a table's first row begin a form of its own: a project or
// department label, or a title across the table.
bool StartsForm(const std::vector<std::string>& row_texts);

}  // namespace zhibiao

#endif  // EXTRACTORS_FORM_VOCABULARY_H_
