// What the name of an indicator says about its value: a unit in brackets, a direction, a kind of
// time.
#ifndef NORMALIZERS_INDICATOR_NAME_H_
#define NORMALIZERS_INDICATOR_NAME_H_

#include <optional>
#include <string>
#include <string_view>

#include "normalizers/grammar.h"
#include "normalizers/unit_expression.h"
#include "pipeline/measure.h"

namespace zhibiao {

enum class NameTime : std::uint8_t { kNone, kDeadline, kDuration, kStart };

// Of several words of a kind the last one counts: it is the head of a Chinese name. A direction is
// told by the very end of a name only.
struct NameHints {
  Comparator direction =
      Comparator::kNone;  // of the last word: kGe: the more the better; kLe: the less
  bool reduces = false;   // 节约成本, 降低能耗: no direction can be told
  NameTime time = NameTime::kNone;
  bool growth = false;       // 增长率
  bool money = false;        // 成本, 补助标准
  bool ratio = false;        // 占比
  bool number = false;       // 次数
  bool electricity = false;  // 用电量: 度 is kW.h
  bool temperature = false;  // 室温: 度 is Cel
};

// Linear in the length of `folded`, a name folded by FoldText().
NameHints ReadNameHints(std::string_view folded, const Grammar& grammar);

// The unit that a name prints in brackets or behind a blank: "(万元)", "(≥**元/株)", "人口数≥**人".
// Returns nothing where it prints none. `text` gets it as printed there, folded.
std::optional<UnitExpression> ReadNameUnit(std::string_view folded, const Grammar& grammar,
                                           std::string& text);

}  // namespace zhibiao

#endif  // NORMALIZERS_INDICATOR_NAME_H_
