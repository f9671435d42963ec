#include "normalizers/expression.h"

#include <algorithm>
#include <utility>

#include "normalizers/expression_parser.h"
#include "normalizers/grammar.h"
#include "normalizers/value_context.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

// The columns of a row as one text: sign, value, unit, one space between.
struct Joined {
  std::string raw;
  std::size_t value_begin = 0;
  std::size_t value_end = 0;
};

Joined Join(std::string_view value, const MeasureContext& context) {
  Joined joined;
  joined.raw.reserve(context.sign.size() + value.size() + context.unit.size() + 2);
  joined.raw = context.sign;
  if (!context.sign.empty()) {
    joined.raw.push_back(' ');
  }
  joined.value_begin = joined.raw.size();
  joined.raw += value;
  joined.value_end = joined.raw.size();
  if (!context.unit.empty()) {
    joined.raw.push_back(' ');
    joined.raw += context.unit;
  }
  return joined;
}

// A text folded, with the way back to its bytes.
class FoldedCell {
 public:
  // Keeps a view of `raw`.
  explicit FoldedCell(std::string_view raw) : text_(raw) {
    if (!IsFoldedText(raw)) {  // few cells; of the others nothing is copied or mapped
      folded_ = FoldText(raw);
      text_ = folded_.text;
    }
  }
  FoldedCell(const FoldedCell&) = delete;
  FoldedCell& operator=(const FoldedCell&) = delete;
  FoldedCell(FoldedCell&&) = delete;
  FoldedCell& operator=(FoldedCell&&) = delete;
  ~FoldedCell() = default;

  std::string_view text() const { return text_; }

  // The first folded byte that was made from `raw_at` or from behind it.
  std::size_t FoldedAt(std::size_t raw_at) const {
    const auto it = std::lower_bound(folded_.offsets.begin(), folded_.offsets.end(), raw_at);
    return same() ? raw_at : static_cast<std::size_t>(it - folded_.offsets.begin());
  }

  // Where the raw bytes begin of which the folded byte was made.
  std::size_t RawAt(std::size_t folded_at) const {
    return same() ? std::min(folded_at, text_.size())
                  : folded_.offsets[std::min(folded_at, folded_.offsets.size() - 1)];
  }

 private:
  bool same() const { return folded_.offsets.empty(); }

  std::string_view text_;
  FoldedText folded_;  // empty where folding changes nothing
};

std::string_view Trimmed(std::string_view text) {
  while (text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  text.remove_prefix(text.starts_with(' ') ? 1 : 0);
  return text;
}

// Offsets of the folded value → bytes of the raw text.
void MapOffsets(const FoldedCell& folded, std::size_t shift,
                std::optional<Measure::Offsets>& offsets) {
  if (!offsets) {
    return;
  }
  const auto raw_of = [&](int at) {
    return static_cast<int>(folded.RawAt(static_cast<std::size_t>(at) + shift));
  };
  offsets = Measure::Offsets{raw_of(offsets->begin), raw_of(offsets->end)};
}

void Finish(const FoldedCell& folded, std::size_t shift, const std::string& raw, Measure& measure) {
  MapOffsets(folded, shift, measure.number_at);
  MapOffsets(folded, shift, measure.unit_at);
  if (measure.unit_at) {  // as printed, not as folded
    const auto begin = static_cast<std::size_t>(measure.unit_at->begin);
    const auto end = static_cast<std::size_t>(measure.unit_at->end);
    measure.unit_raw = Trimmed(std::string_view(raw).substr(begin, end - begin));
  }
}

}  // namespace

Measure ParseMeasure(std::string_view raw, const MeasureContext& context) {
  Joined joined = Join(raw, context);
  const FoldedCell folded(joined.raw);
  const std::size_t begin = folded.FoldedAt(joined.value_begin);
  const std::size_t end = std::max(begin, folded.FoldedAt(joined.value_end));
  Measure measure;
  const Result<Grammar>& grammar = EmbeddedGrammar();
  if (grammar.ok()) {
    const ValueContext around(context, grammar.value());
    ParseCell(folded.text().substr(begin, end - begin), around, measure);
  } else {
    measure.kind = MeasureKind::kUnparsed;
    measure.status = "unparsed";
    measure.flags.emplace_back("rules_not_loaded");
  }
  Finish(folded, begin, joined.raw, measure);
  for (Measure& item : measure.items) {
    Finish(folded, begin, joined.raw, item);
    item.raw = item.text;
  }
  measure.text = Trimmed(folded.text());
  measure.raw = std::move(joined.raw);
  return measure;
}

Status CheckNormalizerTables() {
  return EmbeddedGrammar().status();
}

}  // namespace zhibiao
