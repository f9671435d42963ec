// The words of the grammar: comparators, units, counters, grades, times ... Data: tables/*.tsv.
//
// A word may have several roles: 分 is a unit, 内 a comparator and a word of time. The lexer finds
// the longest word; the parser picks the role that fits.
#ifndef NORMALIZERS_VOCABULARY_H_
#define NORMALIZERS_VOCABULARY_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/decimal.h"
#include "pipeline/measure.h"
#include "pipeline/result.h"
#include "pipeline/tsv.h"
#include "pipeline/unicode.h"

namespace zhibiao {

enum class Role : std::uint8_t {
  kComparatorBefore,  // ≥, 不低于
  kComparatorAfter,   // 以上
  kMore,              // 多, 余: between number and unit
  kRange,             // -, 至
  kTolerance,         // ±
  kPer,               // 每
  kPerHead,           // 人均
  kSlash,
  kTimes,  // · * within a denominator
  kOpen,
  kClose,
  kSeparator,  // , ; 、
  kColon,
  kInclusive,  // (含)
  kExclusive,  // (不含)
  kFraction,   // 分之
  kPartOf,     // 百分之; number: the power of ten
  kHalf,       // 半
  kBetween,    // 之间
  kAnd,
  kMinus,
  kPlus,
  kOrdinal,   // 第
  kBlank,     // * _ XX
  kFrom,      // 从
  kFiller,    // 均, 达到
  kCurrency,  // ¥ before a number
  kUnit,
  kAnswer,     // 无, 是
  kGrade,      // 良好
  kDirection,  // 提高
  kDegree,     // 显著
  kNoun,       // 效果
  kBaseline,   // 较上年
  kCompare,    // 较
  kYearWord,   // 去年
  kTimeSpan,   // 全年
  kTimePoint,  // 年底
  kTimeEnd,    // 底
  kTimeBeforeEnd,
  kTimeBefore,
  kTimeWithin,
  kTimeAfter,
  kTimeDone,   // 完成
  kTimeBegun,  // 开工
  kTimeBy,     // 截至
  kEvery,      // 每月
  kArranged,   // 安排
  kYearShift,  // 次年: the year after
  kTimePart,   // 上旬: the tens of days of a month
  kStop,       // 一致: holds a numeral or a unit and is neither
  kMisread,    // 工 for ≥
  kHint,       // in names: 合格率
};

// What a word of an indicator's name says about the value.
enum class Hint : std::uint8_t {
  kNone,
  kDeadline,
  kDuration,
  kStart,
  kGrowth,
  kMoney,
  kRatio,
  kNumber,
  kElectricity,
  kTemperature,
  kReduces,
};

constexpr std::uint64_t Bit(Role role) {
  return std::uint64_t{1} << static_cast<unsigned>(role);
}

// What a unit word stands for: canonical value = value × numerator ÷ denominator.
struct UnitMeaning {
  std::string unit;       // "m2", "{次}", "CNY"
  std::string canonical;  // "m2"
  Decimal numerator{1, 0};
  Decimal denominator{1, 0};
  std::string dimension;  // "area"
  bool event = false;     // 次: so many of them over a time are a frequency
  bool counter = false;   // from counters.tsv
};

// One row of a table, as far as the grammar needs it.
struct Meaning {
  Role role = Role::kStop;
  std::string id;     // of the row: stored as the rule
  std::string means;  // the column of that name; the scale of a grade
  Comparator comparator = Comparator::kNone;
  bool at_least = false;    // kGrade
  Hint hint = Hint::kNone;  // kHint
  UnitMeaning unit;         // kUnit
};

// A word with all its roles.
struct Word {
  std::string text;
  std::uint64_t roles = 0;
  std::vector<const Meaning*> meanings;  // one per role

  bool Has(Role role) const { return (roles & Bit(role)) != 0; }
  bool HasAny(std::uint64_t mask) const { return (roles & mask) != 0; }
  // Requires: Has(role).
  const Meaning& As(Role role) const;
};

// The comparator of a table's column: "ge"; kNone for any other text.
Comparator ComparatorNamed(std::string_view name);

class Vocabulary {
 public:
  // The words of values, or those of indicators' names.
  enum class Subject : std::uint8_t { kValues, kNames };

  // Errors: kInvalidInput  a table is malformed, or a row fails its example or counter-example.
  static Result<Vocabulary> Load(std::span<const EmbeddedFile> files, Subject subject);
  Vocabulary(Vocabulary&&) = default;
  Vocabulary& operator=(Vocabulary&&) = default;
  Vocabulary(const Vocabulary&) = delete;
  Vocabulary& operator=(const Vocabulary&) = delete;
  ~Vocabulary() = default;

  // The longest word at the start of `text`, or nullptr. A word of Latin letters must end where the
  // letters end. Constant time for a given vocabulary.
  const Word* Longest(std::string_view text) const {
    return text.empty() ? nullptr : Longest(NextCodePoint(text), text);
  }

  // As Longest, of a text whose first code point was taken off already: `behind` follows it.
  const Word* Longest(char32_t first, std::string_view behind) const {
    const Node* root = Root(first);
    return root == nullptr ? nullptr : LongestFrom(*root, behind);
  }

  // As Longest, but only words with the role.
  const Word* Longest(std::string_view text, Role role) const;

  // The first word of the tables for a unit: "m2" → 平方米; empty where there is none.
  std::string WordOfUnit(std::string_view unit) const;

  // Whether a word begins with `code`.
  bool Begins(char32_t code) const {
    return code < kCodePoints && (begins_[code / kRowSize] & BitOf(code)) != 0;
  }

  std::size_t size() const { return words_.size(); }

 private:
  friend class VocabularyBuilder;
  Vocabulary() = default;

  static constexpr char32_t kCodePoints = 0x10000;  // words begin with one of these
  static constexpr char32_t kRowSize = 64;          // bits of a word of begins_

  // A node of the trie of code points. Its children stand together, by code.
  struct Node {
    char32_t code = 0;
    std::uint32_t children = 0;
    std::uint32_t child_count = 0;
    std::int32_t word = -1;        // that ends here, or -1
    std::uint64_t child_bits = 0;  // of the codes of the children, modulo 64: most texts end here
  };
  static constexpr std::uint64_t BitOf(char32_t code) {
    return std::uint64_t{1} << (code % kRowSize);
  }
  const Node* Root(char32_t code) const { return Begins(code) ? &nodes_[root_of_[code]] : nullptr; }
  const Node* Child(const Node& node, char32_t code) const;
  // The longest word from `root` on; `behind` is what follows its code point.
  const Word* LongestFrom(const Node& root, std::string_view behind) const;
  template <typename Accept>
  const Word* LongestThat(const Node* node, std::string_view behind, const Accept& accept) const;

  std::vector<Meaning> meanings_;
  std::vector<Word> words_;
  std::map<std::string, std::string, std::less<>> unit_words_;
  std::vector<Node> nodes_;
  // A bit for each code point that a word begins with: most characters of most texts begin none,
  // and this is small enough to stay in the nearest cache.
  std::vector<std::uint64_t> begins_;
  std::vector<std::uint16_t> root_of_;  // by code point that a word begins with: its node
};

}  // namespace zhibiao

#endif  // NORMALIZERS_VOCABULARY_H_
