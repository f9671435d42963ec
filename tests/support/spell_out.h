// The independent oracle for numerals: ICU writes numbers in Chinese words.
#ifndef TESTS_SUPPORT_SPELL_OUT_H_
#define TESTS_SUPPORT_SPELL_OUT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace zhibiao::test {

class SpellOut {
 public:
  SpellOut();
  ~SpellOut();
  SpellOut(const SpellOut&) = delete;
  SpellOut& operator=(const SpellOut&) = delete;
  SpellOut(SpellOut&&) = delete;
  SpellOut& operator=(SpellOut&&) = delete;

  // Names of the rule sets of the locale zh: "%spellout-cardinal" ...
  const std::vector<std::string>& rule_sets() const { return names_; }
  std::string Write(std::int64_t number, std::size_t rule_set) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::vector<std::string> names_;
};

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_SPELL_OUT_H_
