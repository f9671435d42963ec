// The indicator taxonomy: one code, many printed names. Data: tables/levels.tsv.
#ifndef PIPELINE_TAXONOMY_H_
#define PIPELINE_TAXONOMY_H_

#include <string>
#include <string_view>

#include "pipeline/result.h"

namespace zhibiao {

struct LevelName {
  std::string id;
  int level = 1;       // 1 or 2; a name may stand in both, as two rows
  std::string code;    // "output.quantity"
  std::string parent;  // code of level 1; empty for a level 1
  std::string name;    // as one of its printed forms: 数量指标
};

// Whether levels.tsv loaded and every row's example and counter-example proved it.
// Errors: kInvalidInput  the row that failed.
Status CheckTaxonomy();

// `printed`, folded, without scores, ordinals and closing colons: 产出指标（50分） → 产出指标.
std::string StripLevelLabel(std::string_view printed);

// The level (1 or 2) that `printed` names, or nullptr. `level1_code` decides where a level-2 name
// belongs to several parents (成本指标); empty: not known. Thread-safe; the pointer lives for ever.
const LevelName* FindLevel(std::string_view printed, int level, std::string_view level1_code = {});

// The standard name of a code: output → 产出指标. Empty where there is no such code.
std::string_view StandardLevelName(std::string_view code);

}  // namespace zhibiao

#endif  // PIPELINE_TAXONOMY_H_
