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

// The first folded byte that was made from `raw_at` or from behind it.
std::size_t FoldedAt(const FoldedText& folded, std::size_t raw_at) {
  const auto it = std::lower_bound(folded.offsets.begin(), folded.offsets.end(), raw_at);
  return static_cast<std::size_t>(it - folded.offsets.begin());
}

std::string Trimmed(std::string text) {
  while (!text.empty() && text.back() == ' ') {
    text.pop_back();
  }
  if (!text.empty() && text.front() == ' ') {
    text.erase(0, 1);
  }
  return text;
}

// Offsets of the folded value → bytes of the raw text.
void MapOffsets(const FoldedText& folded, std::size_t shift,
                std::optional<Measure::Offsets>& offsets) {
  if (!offsets) {
    return;
  }
  const auto raw_of = [&](int at) {
    const std::size_t index =
        std::min(static_cast<std::size_t>(at) + shift, folded.offsets.size() - 1);
    return static_cast<int>(folded.offsets[index]);
  };
  offsets = Measure::Offsets{raw_of(offsets->begin), raw_of(offsets->end)};
}

void Finish(const FoldedText& folded, std::size_t shift, const std::string& raw, Measure& measure) {
  MapOffsets(folded, shift, measure.number_at);
  MapOffsets(folded, shift, measure.unit_at);
  if (measure.unit_at) {  // as printed, not as folded
    const auto begin = static_cast<std::size_t>(measure.unit_at->begin);
    const auto end = static_cast<std::size_t>(measure.unit_at->end);
    measure.unit_raw = Trimmed(raw.substr(begin, end - begin));
  }
}

}  // namespace

Measure ParseMeasure(std::string_view raw, const MeasureContext& context) {
  Joined joined = Join(raw, context);
  FoldedText folded = FoldText(joined.raw);
  const std::size_t begin = FoldedAt(folded, joined.value_begin);
  const std::size_t end = std::max(begin, FoldedAt(folded, joined.value_end));
  Measure measure;
  const Result<Grammar>& grammar = EmbeddedGrammar();
  if (grammar.ok()) {
    const ValueContext around(context, grammar.value());
    ParseCell(std::string_view(folded.text).substr(begin, end - begin), around, measure);
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
  measure.raw = std::move(joined.raw);
  measure.text = Trimmed(std::move(folded.text));
  return measure;
}

Status CheckNormalizerTables() {
  return EmbeddedGrammar().status();
}

}  // namespace zhibiao
