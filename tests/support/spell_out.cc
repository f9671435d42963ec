#include "tests/support/spell_out.h"

#include <unicode/rbnf.h>

namespace zhibiao::test {

struct SpellOut::Impl {
  UErrorCode error = U_ZERO_ERROR;
  icu::RuleBasedNumberFormat format{icu::URBNF_SPELLOUT, icu::Locale("zh"), error};
};

SpellOut::SpellOut() : impl_(std::make_unique<Impl>()) {
  for (std::int32_t i = 0; i < impl_->format.getNumberOfRuleSetNames(); ++i) {
    std::string name;
    impl_->format.getRuleSetName(i).toUTF8String(name);
    names_.push_back(name);
  }
}

SpellOut::~SpellOut() = default;

std::string SpellOut::Write(std::int64_t number, std::size_t rule_set) const {
  icu::UnicodeString out;
  icu::FieldPosition position;
  UErrorCode error = U_ZERO_ERROR;
  impl_->format.format(number, icu::UnicodeString::fromUTF8(names_[rule_set]), out, position,
                       error);
  std::string text;
  out.toUTF8String(text);
  return text;
}

}  // namespace zhibiao::test
