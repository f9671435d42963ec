// What stands around a value, made ready for the parser: sign and unit column, name, levels, year.
#ifndef NORMALIZERS_VALUE_CONTEXT_H_
#define NORMALIZERS_VALUE_CONTEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "normalizers/expression.h"
#include "normalizers/grammar.h"
#include "normalizers/indicator_name.h"
#include "normalizers/value_reader.h"

namespace zhibiao {

class ValueContext {
 public:
  // Keeps references to both.
  ValueContext(const MeasureContext& given, const Grammar& grammar);

  const Grammar& grammar() const { return grammar_; }
  // Of the name; read at the first call.
  const NameHints& hints() const;
  // Of the sign column; kNone where it binds nothing (定性).
  Comparator sign() const { return sign_; }
  // The sign column holds text that no table knows.
  bool sign_unknown() const { return sign_unknown_; }
  // Of the unit column.
  const std::optional<UnitExpression>& column_unit() const { return column_unit_; }
  // The unit column names something else than a unit: 其他.
  bool column_unit_unknown() const { return column_unit_unknown_; }
  // Of the name; read at the first call.
  const std::optional<UnitExpression>& name_unit() const;
  const std::string& name_unit_text() const { return name_unit_text_; }

  int year() const { return given_.fiscal_year.value_or(0); }
  bool timeliness() const { return given_.level2_code == "output.timeliness"; }
  // Cost indicators of either generation of the rules.
  bool cost() const;
  // What the level wants: kLe for cost, kGe for quality and satisfaction.
  Comparator level_direction() const;
  // Money unit of the table ("万元"), as a unit.
  std::optional<UnitExpression> money_unit() const;
  std::string_view unit_text() const { return given_.unit; }

 private:
  void ReadSign();
  // The name, folded; at the first call.
  std::string_view name() const;

  const MeasureContext& given_;
  const Grammar& grammar_;
  Comparator sign_ = Comparator::kNone;
  bool sign_unknown_ = false;
  std::optional<UnitExpression> column_unit_;
  bool column_unit_unknown_;
  mutable std::optional<std::string_view> name_;
  mutable std::string folded_name_;  // what name_ views, where folding changes anything
  mutable std::optional<NameHints> hints_;
  mutable bool name_unit_read_ = false;
  mutable std::optional<UnitExpression> name_unit_;
  mutable std::string name_unit_text_;
};

}  // namespace zhibiao

#endif  // NORMALIZERS_VALUE_CONTEXT_H_
