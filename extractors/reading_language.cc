#include "extractors/reading_language.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/tsv.h"
#include "pipeline/unicode.h"

namespace zhibiao {

std::span<const EmbeddedFile> ExtractorTables();

namespace {

constexpr double kSteps = 8;         // of a cost in the file for a factor of e
constexpr double kPairShare = 0.9;   // of a probability that pairs say; single characters the rest
constexpr double kUnknown = 1e-7;    // probability of a character that the file does not have
constexpr double kWeight = 0.6;      // of the language against the engine, measured on small print
constexpr double kNoCharacter = -7;  // what the language says of digits, letters and signs

using CharacterShares = std::unordered_map<char32_t, double>;

struct PairTable {
  Status status;
  CharacterShares singles;
  std::unordered_map<char32_t, CharacterShares> followers;
};

Status Damaged(const std::string& id) {
  return {StatusCode::kInvalidInput, "character_pairs.tsv: " + id + ": damaged"};
}

// A cost at the start of `text`, which loses it.
bool TakeCost(std::string_view& text, double& share) {
  int cost = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), cost);
  if (error != std::errc() || cost < 0) {
    return false;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  share = std::exp(-cost / kSteps);
  return true;
}

// "个21 些31" → shares.
bool ParseFollowers(std::string_view text, CharacterShares& shares) {
  while (!text.empty()) {
    const char32_t code = NextCodePoint(text);
    double share = 0;
    if (!IsHan(code) || !TakeCost(text, share)) {
      return false;
    }
    shares[code] = share;
    text.remove_prefix(text.empty() ? 0 : 1);  // the space
  }
  return true;
}

Status Load(std::string_view tsv, PairTable& table) {
  ZHIBIAO_TRY(const TsvTable rows,
              TsvTable::Parse("character_pairs.tsv", tsv, {"id", "cost", "followers"}));
  for (const TsvRow& row : rows.rows()) {
    std::string_view id = rows.Get(row, "id");
    std::string_view cost = rows.Get(row, "cost");
    const char32_t code = NextCodePoint(id);
    if (!id.empty() || !TakeCost(cost, table.singles[code]) || !cost.empty() ||
        !ParseFollowers(rows.Get(row, "followers"), table.followers[code])) {
      return Damaged(rows.Get(row, "id"));
    }
  }
  return {};
}

const PairTable& ThePairs() {
  static const PairTable kTable = [] {
    PairTable loaded;
    loaded.status = {StatusCode::kInternal, "character_pairs.tsv is not part of this build"};
    for (const EmbeddedFile& file : ExtractorTables()) {
      if (file.path.ends_with("character_pairs.tsv")) {
        loaded.status = Load(file.text, loaded);
      }
    }
    return loaded;
  }();
  return kTable;
}

double ShareIn(const CharacterShares& shares, char32_t code, double otherwise) {
  const auto found = shares.find(code);
  return found == shares.end() ? otherwise : found->second;
}

// How the language likes `code` after `before` (0: the line begins): the logarithm of a
// probability.
double Likelihood(char32_t before, char32_t code) {
  if (!IsHan(code)) {
    return kNoCharacter;
  }
  const double single = ShareIn(ThePairs().singles, code, kUnknown);
  const auto followers = ThePairs().followers.find(before);
  if (followers == ThePairs().followers.end()) {
    return std::log(single);
  }
  return std::log(kPairShare * ShareIn(followers->second, code, 0) + (1 - kPairShare) * single);
}

bool IsNumeral(char32_t code) {
  constexpr std::u32string_view kNumerals = U"〇零一二三四五六七八九十百千万亿两半";
  return kNumerals.find(code) != std::u32string_view::npos;
}

bool IsOpen(char32_t code) {
  return IsHan(code) && !IsNumeral(code);
}

// What may stand at one place of the line, and the best way that leads to it.
struct Candidate {
  char32_t code = 0;
  double confidence = 0;
  double likelihood = 0;     // of the whole way
  std::size_t previous = 0;  // index among the candidates of the place before
};

std::vector<Candidate> CandidatesOf(const ReadCharacter& character) {
  std::vector<Candidate> candidates = {{character.code, character.confidence, 0, 0}};
  if (IsOpen(character.code)) {
    for (const OtherCharacter& other : character.others) {
      if (IsOpen(other.code)) {
        candidates.push_back({other.code, other.confidence, 0, 0});
      }
    }
  }
  return candidates;
}

void Extend(const std::vector<Candidate>& before, Candidate& candidate) {
  const double own = std::log(std::max(candidate.confidence, kUnknown));
  candidate.likelihood = own + kWeight * Likelihood(0, candidate.code);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const double likelihood =
        before[i].likelihood + own + kWeight * Likelihood(before[i].code, candidate.code);
    if (i == 0 || likelihood > candidate.likelihood) {
      candidate.likelihood = likelihood;
      candidate.previous = i;
    }
  }
}

}  // namespace

LineReading ChooseByLanguage(LineReading reading) {
  if (reading.empty() || !ThePairs().status.ok()) {
    return reading;
  }
  std::vector<std::vector<Candidate>> places;
  for (const ReadCharacter& character : reading) {
    std::vector<Candidate> candidates = CandidatesOf(character);
    for (Candidate& candidate : candidates) {
      Extend(places.empty() ? std::vector<Candidate>() : places.back(), candidate);
    }
    places.push_back(std::move(candidates));
  }
  const auto best = std::max_element(
      places.back().begin(), places.back().end(),
      [](const Candidate& a, const Candidate& b) { return a.likelihood < b.likelihood; });
  auto at = static_cast<std::size_t>(best - places.back().begin());
  for (std::size_t i = places.size(); i-- > 0;) {
    const Candidate& chosen = places[i][at];
    reading[i].code = chosen.code;
    reading[i].confidence = chosen.confidence;
    at = chosen.previous;
  }
  return reading;
}

Status CheckCharacterPairs() {
  return ThePairs().status;
}

}  // namespace zhibiao
