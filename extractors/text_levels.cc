#include "extractors/text_levels.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "pipeline/taxonomy.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

// Level 2 in the order in which all generations of the rules list them.
constexpr std::string_view kOrder[] = {
    "output.quantity",  "output.quality", "output.timeliness",  "output.cost",
    "benefit.economic", "benefit.social", "benefit.ecological", "benefit.sustainability",
    "cost.economic",    "cost.social",    "cost.ecological"};

std::string_view ParentOf(std::string_view code) {
  return code.substr(0, code.find('.'));
}

// The one level 2 that stands before `code` under the same level 1; empty where there is none or
// more.
std::string_view OnlyOneBefore(std::string_view code) {
  const auto* at = std::find(std::begin(kOrder), std::end(kOrder), code);
  if (at == std::end(kOrder) || at == std::begin(kOrder) || ParentOf(*(at - 1)) != ParentOf(code)) {
    return {};
  }
  const bool second = at - 1 == std::begin(kOrder) || ParentOf(*(at - 2)) != ParentOf(code);
  return second ? *(at - 1) : std::string_view();
}

// A name that both levels know is the level that has it as its standard name.
bool IsLevel1(const std::string& text, bool another_follows) {
  const LevelName* level1 = FindLevel(text, 1);
  const LevelName* level2 = FindLevel(text, 2);
  if (level1 == nullptr || level2 == nullptr) {
    return level1 != nullptr;
  }
  return another_follows || FoldKey(StandardLevelName(level2->code)) != StripLevelLabel(text);
}

FieldSource CarriedOver(FieldSource source) {
  return source == FieldSource::kPrinted ? FieldSource::kInherited : source;
}

}  // namespace

void TextLevels::Read(const std::vector<std::string>& names, const SourceRef& source) {
  level1_.source = CarriedOver(level1_.source);
  level2_.source = CarriedOver(level2_.source);
  bool level1_in_row = false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!level1_in_row && IsLevel1(names[i], i + 1 < names.size())) {
      ReadLevel1(names[i]);
      level1_in_row = true;
    } else {
      ReadLevel2(names[i], level1_in_row, source);
    }
  }
}

void TextLevels::ReadLevel1(const std::string& text) {
  level1_ = {FindLevel(text, 1)->code, text, FieldSource::kPrinted};
  level2_ = {};
}

void TextLevels::ReadLevel2(const std::string& text, bool level1_in_row, const SourceRef& source) {
  const LevelName* name = FindLevel(text, 2, level1_.code);
  level2_ = {name == nullptr ? "" : name->code, text, FieldSource::kPrinted};
  const std::string parent(name == nullptr ? level1_.code : name->parent);
  if (level1_in_row || parent == level1_.code) {
    return;
  }
  level1_ = {parent, std::string(StandardLevelName(parent)), FieldSource::kInferred};
  findings_.Add(FindingCode::kLevelInferred, source,
                "level 1 “" + level1_.text + "” is not printed; level 2 “" + text + "” tells it");
}

void TextLevels::InferMissing(DocumentRecord& record, std::size_t first) {
  for (std::size_t i = first; i < record.indicators.size(); ++i) {
    const Indicator& indicator = record.indicators[i];
    if (!indicator.level2.text.empty() || indicator.level1.code.empty()) {
      continue;
    }
    std::size_t end = i;
    while (end < record.indicators.size() && record.indicators[end].level2.text.empty() &&
           record.indicators[end].level1.code == indicator.level1.code) {
      ++end;
    }
    const std::string_view code =
        end < record.indicators.size() &&
                record.indicators[end].level1.code == indicator.level1.code
            ? OnlyOneBefore(record.indicators[end].level2.code)
            : std::string_view();
    if (code.empty()) {
      continue;
    }
    findings_.Add(FindingCode::kLevelInferred, indicator.source,
                  "level 2 “" + std::string(StandardLevelName(code)) +
                      "” is not printed; the order of the levels tells it");
    for (std::size_t row = i; row < end; ++row) {
      record.indicators[row].level2 = {std::string(code), std::string(StandardLevelName(code)),
                                       FieldSource::kInferred};
    }
  }
}

}  // namespace zhibiao
