// The one door to RE2: patterns as data, each proved on its own example and counter-example at
// load.
#ifndef PIPELINE_PATTERN_TABLE_H_
#define PIPELINE_PATTERN_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/result.h"

namespace zhibiao {

// One compiled pattern. Movable, thread-safe for matching.
class Pattern {
 public:
  // Errors: kInvalidInput  not an RE2 expression.
  static Result<Pattern> Make(std::string_view re2);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;
  ~Pattern();

  bool FullMatch(std::string_view text) const;
  bool PartialMatch(std::string_view text) const;
  // True where `text` starts with a match; `groups[0]` is the match, then the capturing groups
  // (data() is null for a group that took no part). Views into `text`.
  bool MatchAtStart(std::string_view text, std::vector<std::string_view>& groups) const;
  // The bytes of that match: quicker, where no group is wanted.
  std::optional<std::size_t> SizeAtStart(std::string_view text) const;
  // As MatchAtStart, anywhere at or after `from`.
  bool Search(std::string_view text, std::size_t from, std::vector<std::string_view>& groups) const;

 private:
  struct Impl;
  explicit Pattern(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Many patterns tried in one pass over the text. Groups in them only group. Movable, thread-safe.
class PatternSet {
 public:
  // Where in a text a pattern must match.
  enum class Place : std::uint8_t { kAnywhere, kAtStart, kWhole };

  // Errors: kInvalidInput  the pattern that is no RE2 expression.
  static Result<PatternSet> Make(const std::vector<std::string>& patterns, Place place);
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;
  PatternSet(const PatternSet&) = delete;
  PatternSet& operator=(const PatternSet&) = delete;
  ~PatternSet();

  // The numbers of the patterns that match, ascending.
  std::vector<int> Match(std::string_view text) const;
  // Whether any does: quicker.
  bool MatchesAny(std::string_view text) const;

 private:
  struct Impl;
  explicit PatternSet(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

struct PatternRow {
  std::string id;
  std::string means;
  Pattern pattern;
  int priority = 0;  // row number: earlier rows win ties
};

// The rows of a TSV with columns id, re2, means, example, counter_example, source (others are
// free).
class PatternTable {
 public:
  // Errors: kInvalidInput  a row whose example does not match at the start, or whose
  //         counter_example does; ids not unique.
  static Result<PatternTable> Load(std::string_view name, std::string_view tsv);
  const std::vector<PatternRow>& rows() const { return rows_; }
  // The row with the longest match at the start of `text`, or nullptr; its groups as in
  // MatchAtStart.
  const PatternRow* LongestAtStart(std::string_view text,
                                   std::vector<std::string_view>& groups) const;

 private:
  PatternTable(std::vector<PatternRow> rows, PatternSet at_start)
      : rows_(std::move(rows)), at_start_(std::move(at_start)) {}

  std::vector<PatternRow> rows_;
  PatternSet at_start_;  // of all rows: tells in one pass which are worth a match of their own
};

}  // namespace zhibiao

#endif  // PIPELINE_PATTERN_TABLE_H_
