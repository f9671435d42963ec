#include "pipeline/pattern_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include <re2/re2.h>
#include <re2/set.h>

#include "pipeline/tsv.h"

namespace zhibiao {
namespace {

constexpr int kMaxGroups = 16;  // the match itself and 15 capturing groups
constexpr int kMaxProgramBytes = 8 << 20;

}  // namespace

struct Pattern::Impl {
  Impl(std::string_view re2, const RE2::Options& options)
      : compiled(re2::StringPiece(re2.data(), re2.size()), options) {}

  bool Match(std::string_view text, std::size_t from, RE2::Anchor anchor,
             std::vector<std::string_view>& groups) const {
    std::array<re2::StringPiece, kMaxGroups> pieces;
    const int count = compiled.NumberOfCapturingGroups() + 1;
    if (!compiled.Match(re2::StringPiece(text.data(), text.size()), from, text.size(), anchor,
                        pieces.data(), count)) {
      return false;
    }
    groups.clear();
    for (int i = 0; i < count; ++i) {
      const re2::StringPiece& piece = pieces.at(static_cast<std::size_t>(i));
      groups.emplace_back(piece.data(), piece.size());
    }
    return true;
  }

  RE2 compiled;
};

Pattern::Pattern(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::Make(std::string_view re2) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxProgramBytes);
  auto impl = std::make_unique<Impl>(re2, options);
  if (!impl->compiled.ok()) {
    return Status(StatusCode::kInvalidInput,
                  "bad pattern " + std::string(re2) + ": " + impl->compiled.error());
  }
  if (impl->compiled.NumberOfCapturingGroups() >= kMaxGroups) {
    return Status(StatusCode::kInvalidInput,
                  "bad pattern " + std::string(re2) + ": more than 15 groups");
  }
  return Pattern(std::move(impl));
}

bool Pattern::FullMatch(std::string_view text) const {
  return impl_->compiled.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(),
                               RE2::ANCHOR_BOTH, nullptr, 0);
}

bool Pattern::PartialMatch(std::string_view text) const {
  return impl_->compiled.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(),
                               RE2::UNANCHORED, nullptr, 0);
}

bool Pattern::MatchAtStart(std::string_view text, std::vector<std::string_view>& groups) const {
  return impl_->Match(text, 0, RE2::ANCHOR_START, groups);
}

std::optional<std::size_t> Pattern::SizeAtStart(std::string_view text) const {
  re2::StringPiece whole;
  if (!impl_->compiled.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(),
                             RE2::ANCHOR_START, &whole, 1)) {
    return std::nullopt;
  }
  return whole.size();
}

bool Pattern::Search(std::string_view text, std::size_t from,
                     std::vector<std::string_view>& groups) const {
  return from <= text.size() && impl_->Match(text, from, RE2::UNANCHORED, groups);
}

struct PatternSet::Impl {
  explicit Impl(RE2::Anchor anchor) : set(SetOptions(), anchor) {}

  static RE2::Options SetOptions() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(true);
    options.set_max_mem(kMaxProgramBytes);
    return options;
  }

  RE2::Set set;
};

PatternSet::PatternSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;
PatternSet::~PatternSet() = default;

Result<PatternSet> PatternSet::Make(const std::vector<std::string>& patterns, Place place) {
  constexpr RE2::Anchor kAnchors[] = {RE2::UNANCHORED, RE2::ANCHOR_START, RE2::ANCHOR_BOTH};
  auto impl = std::make_unique<Impl>(kAnchors[static_cast<std::size_t>(place)]);
  for (const std::string& pattern : patterns) {
    std::string error;
    if (impl->set.Add(re2::StringPiece(pattern), &error) < 0) {
      std::string message = "bad pattern ";
      message.append(pattern).append(": ").append(error);
      return Status(StatusCode::kInvalidInput, std::move(message));
    }
  }
  if (!impl->set.Compile()) {
    return Status(StatusCode::kInvalidInput, "the patterns need too much memory together");
  }
  return PatternSet(std::move(impl));
}

std::vector<int> PatternSet::Match(std::string_view text) const {
  std::vector<int> hits;
  impl_->set.Match(re2::StringPiece(text.data(), text.size()), &hits);
  std::sort(hits.begin(), hits.end());
  return hits;
}

bool PatternSet::MatchesAny(std::string_view text) const {
  return impl_->set.Match(re2::StringPiece(text.data(), text.size()), nullptr);
}

Result<PatternTable> PatternTable::Load(std::string_view name, std::string_view tsv) {
  ZHIBIAO_TRY(
      const TsvTable table,
      TsvTable::Parse(name, tsv, {"id", "re2", "means", "example", "counter_example", "source"}));
  std::vector<PatternRow> rows;
  std::vector<std::string> expressions;
  for (const TsvRow& row : table.rows()) {
    const std::string where = table.name() + ":" + std::to_string(row.line) + ": ";
    Result<Pattern> pattern = Pattern::Make(table.Get(row, "re2"));
    if (!pattern.ok()) {
      return Status(StatusCode::kInvalidInput, where + pattern.status().message());
    }
    std::vector<std::string_view> groups;
    if (!pattern.value().MatchAtStart(table.Get(row, "example"), groups)) {
      return Status(StatusCode::kInvalidInput, where + "does not match its example");
    }
    if (pattern.value().MatchAtStart(table.Get(row, "counter_example"), groups)) {
      return Status(StatusCode::kInvalidInput, where + "matches its counter-example");
    }
    rows.push_back({table.Get(row, "id"), table.Get(row, "means"), pattern.take(),
                    static_cast<int>(rows.size())});
    expressions.push_back(table.Get(row, "re2"));
  }
  ZHIBIAO_TRY(PatternSet set, PatternSet::Make(expressions, PatternSet::Place::kAtStart));
  return PatternTable(std::move(rows), std::move(set));
}

const PatternRow* PatternTable::LongestAtStart(std::string_view text,
                                               std::vector<std::string_view>& groups) const {
  if (!at_start_.MatchesAny(text)) {  // most texts: no row is tried
    return nullptr;
  }
  const PatternRow* best = nullptr;
  std::size_t longest = 0;
  for (const int hit : at_start_.Match(text)) {
    const PatternRow& row = rows_[static_cast<std::size_t>(hit)];
    const std::optional<std::size_t> size = row.pattern.SizeAtStart(text);
    if (size && (best == nullptr || *size > longest)) {
      best = &row;
      longest = *size;
    }
  }
  if (best != nullptr) {  // groups cost much more than a match without
    best->pattern.MatchAtStart(text, groups);
  }
  return best;
}

}  // namespace zhibiao
