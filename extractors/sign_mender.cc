#include "extractors/sign_mender.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/sign_reader.h"
#include "pipeline/tsv.h"
#include "pipeline/unicode.h"

namespace zhibiao {

std::span<const EmbeddedFile> ExtractorTables();

namespace {

constexpr double kSure = 0.9;           // a sign takes the place of a look-alike
constexpr double kSureOfMore = 0.97;    // a sign is put where nothing was read
constexpr double kSupported = 0.5;      // the other engine has read that sign there
constexpr double kReach = 0.25;         // of the picture's height: how far a centre may be off
constexpr std::size_t kMostForOne = 2;  // characters read for one sign

// Signs that engines skip; a speck or the rest of a rule is none of them.
constexpr std::u32string_view kMayBeMissed = U"≥≤><=±~—%‰";

enum class SignPlace { kLead, kNumber, kBetween, kAfter, kOpen, kClose };

constexpr std::pair<std::string_view, SignPlace> kPlaces[] = {
    {"lead", SignPlace::kLead},   {"number", SignPlace::kNumber}, {"between", SignPlace::kBetween},
    {"after", SignPlace::kAfter}, {"open", SignPlace::kOpen},     {"close", SignPlace::kClose}};

struct Lookalikes {
  char32_t sign = 0;
  SignPlace place = SignPlace::kLead;
  std::u32string characters;
};

// What stands beside a sign; 0 at the ends of the line.
struct Beside {
  char32_t before = 0;
  char32_t after = 0;
  bool alone = false;  // nothing else stands in its cell
};

std::u32string CodesOf(std::string_view text) {
  std::u32string codes;
  while (!text.empty()) {
    codes += NextCodePoint(text);
  }
  return codes;
}

bool IsDigit(char32_t code) {
  return (code >= U'0' && code <= U'9') || (code >= U'０' && code <= U'９');
}

bool MakesSense(SignPlace place, const Beside& beside) {
  constexpr std::u32string_view kUnits = U"%％‰.)）年月日天元万亿个次人家";
  const bool number_follows = IsDigit(beside.after);
  const bool number_before = IsDigit(beside.before);
  const bool quantity_before =
      number_before || (beside.before != 0 && kUnits.find(beside.before) != kUnits.npos);
  switch (place) {
    case SignPlace::kLead:
      return number_follows ? !number_before
                            : beside.alone || (beside.before == 0 && beside.after == 0);
    case SignPlace::kNumber:
    case SignPlace::kOpen:
      return number_follows;
    case SignPlace::kBetween:
      return quantity_before && number_follows;
    case SignPlace::kAfter:
      return number_before && !number_follows;
    case SignPlace::kClose:
      return number_before;
  }
  return false;
}

bool IsLikely(const Lookalikes& row, std::u32string_view read, const Beside& beside) {
  return read.size() <= kMostForOne && MakesSense(row.place, beside);
}

bool Mends(const Lookalikes& row, std::u32string_view read, const Beside& beside) {
  return IsLikely(row, read, beside) &&
         std::all_of(read.begin(), read.end(), [&row](char32_t code) {
           return row.characters.find(code) != std::u32string::npos;
         });
}

// "95[8]" → 8, between 5 and nothing.
bool MendsText(const Lookalikes& row, std::string_view text) {
  const std::u32string codes = CodesOf(text);
  const std::size_t open = codes.find(U'[');
  const std::size_t close = codes.rfind(U']');
  if (open == std::u32string::npos || close == std::u32string::npos || close < open) {
    return false;
  }
  const Beside beside = {open == 0 ? 0 : codes[open - 1],
                         close + 1 == codes.size() ? 0 : codes[close + 1]};
  return Mends(row, codes.substr(open + 1, close - open - 1), beside);
}

Result<std::vector<Lookalikes>> ParseLookalikes(std::string_view tsv) {
  ZHIBIAO_TRY(const TsvTable table, TsvTable::Parse("sign_lookalikes.tsv", tsv,
                                                    {"id", "sign", "place", "lookalikes", "example",
                                                     "counter_example", "source"}));
  std::vector<Lookalikes> rows;
  for (const TsvRow& row : table.rows()) {
    const std::u32string sign = CodesOf(table.Get(row, "sign"));
    const auto* place =
        std::find_if(std::begin(kPlaces), std::end(kPlaces),
                     [&](const auto& named) { return named.first == table.Get(row, "place"); });
    if (sign.size() != 1 || !MayBeSign(sign[0]) || place == std::end(kPlaces)) {
      return Status(StatusCode::kInvalidInput,
                    "sign_lookalikes.tsv: " + table.Get(row, "id") + ": unknown sign or place");
    }
    rows.push_back({sign[0], place->second, CodesOf(table.Get(row, "lookalikes"))});
    if (!MendsText(rows.back(), table.Get(row, "example")) ||
        MendsText(rows.back(), table.Get(row, "counter_example"))) {
      return Status(StatusCode::kInvalidInput, "sign_lookalikes.tsv: " + table.Get(row, "id") +
                                                   ": its example or counter-example disproves it");
    }
  }
  return rows;
}

const Result<std::vector<Lookalikes>>& LookalikeRows() {
  static const auto kRows = []() -> Result<std::vector<Lookalikes>> {
    for (const EmbeddedFile& file : ExtractorTables()) {
      if (file.path.ends_with("sign_lookalikes.tsv")) {
        return ParseLookalikes(file.text);
      }
    }
    return Status(StatusCode::kInternal, "sign_lookalikes.tsv is not part of this build");
  }();
  return kRows;
}

// A group of ink and the characters of the reading that stand on it.
struct Spot {
  PixelBox group;
  std::vector<std::size_t> read;  // indices into the reading
};

class Mender {
 public:
  Mender(const Raster& line, const std::vector<Lookalikes>& rows, LineReading reading,
         const LineReading& other, const std::vector<int>& starts)
      : line_(line), rows_(rows), reading_(std::move(reading)), other_(other), starts_(starts) {}

  LineReading Mend() {
    FindSpots();
    // From the right, since what follows decides (≥ before 95) and is mended first (% after it).
    for (std::size_t i = spots_.size(); i-- > 0;) {
      MendSpot(i);
    }
    // Engines' centres may be out of order: what was read stays in its own.
    LineReading mended = std::move(reading_);
    for (const ReadCharacter& sign : added_) {
      auto place = std::find_if(mended.begin(), mended.end(), [&sign](const ReadCharacter& c) {
        return c.code == 0 && c.center == sign.center;
      });
      if (place == mended.end()) {
        place = std::find_if(mended.begin(), mended.end(), [&sign](const ReadCharacter& c) {
          return c.code != 0 && c.center > sign.center;
        });
      }
      if (place != mended.end() && place->code == 0) {
        *place = sign;
      } else {
        mended.insert(place, sign);
      }
    }
    mended.erase(std::remove_if(mended.begin(), mended.end(),
                                [](const ReadCharacter& c) { return c.code == 0; }),
                 mended.end());
    return mended;
  }

 private:
  double CenterOf(const PixelBox& group) const { return (group.x0 + group.x1) / 2.0 / line_.width; }

  void FindSpots() {
    for (const PixelBox& group : GlyphGroups(line_)) {
      spots_.push_back({group, {}});
    }
    for (std::size_t i = 0; i < reading_.size(); ++i) {
      Spot* nearest = NearestSpot(reading_[i].center * line_.width);
      if (nearest != nullptr && reading_[i].code != U' ') {
        nearest->read.push_back(i);
      }
    }
  }

  // The group whose box is nearest to `x`, among such the one whose middle is; null: too far.
  Spot* NearestSpot(double x) {
    Spot* nearest = nullptr;
    std::pair<double, double> least = {kReach * line_.height, 0};
    for (Spot& spot : spots_) {
      const double outside = std::max({0.0, spot.group.x0 - x, x - spot.group.x1});
      const std::pair away = {outside, std::abs(CenterOf(spot.group) * line_.width - x)};
      if (outside < kReach * line_.height && (nearest == nullptr || away < least)) {
        nearest = &spot;
        least = away;
      }
    }
    return nearest;
  }

  // The characters nearest to `spot` on both sides that do not stand on it, spaces left out.
  Beside BesideOf(const Spot& spot) const {
    Beside beside;
    const double center = CenterOf(spot.group);
    double before = -1;
    double after = 2;
    const auto look = [&](const ReadCharacter& character) {
      if (character.code == 0 || character.code == U' ') {
        return;
      }
      if (character.center < center && character.center > before) {
        before = character.center;
        beside.before = character.code;
      } else if (character.center > center && character.center < after) {
        after = character.center;
        beside.after = character.code;
      }
    };
    for (std::size_t i = 0; i < reading_.size(); ++i) {
      if (std::find(spot.read.begin(), spot.read.end(), i) == spot.read.end()) {
        look(reading_[i]);
      }
    }
    std::for_each(added_.begin(), added_.end(), look);
    const auto is_in_part = [&](double at) {
      return at >= 0 && at <= 1 && PartAt(at) == PartAt(center);
    };
    beside.alone = starts_.size() > 1 && !is_in_part(before) && !is_in_part(after);
    return beside;
  }

  // Which part of the line `at` (0 left edge … 1 right edge) lies in.
  std::ptrdiff_t PartAt(double at) const {
    return std::upper_bound(starts_.begin(), starts_.end(), at * line_.width) - starts_.begin();
  }

  const Lookalikes* RowOf(char32_t sign) const {
    const auto row = std::find_if(rows_.begin(), rows_.end(),
                                  [sign](const Lookalikes& known) { return known.sign == sign; });
    return row == rows_.end() ? nullptr : &*row;
  }

  void MendSpot(std::size_t at) {
    const Spot& spot = spots_[at];
    std::u32string read;
    for (const std::size_t i : spot.read) {
      read += reading_[i].code;
    }
    const Beside beside = BesideOf(spot);
    const bool possible = std::any_of(rows_.begin(), rows_.end(), [&](const Lookalikes& row) {
      return read != std::u32string(1, row.sign) &&
             (Mends(row, read, beside) ||
              (IsLikely(row, read, beside) && IsSupported(row.sign, spot.group)));
    });
    if (!possible) {
      return;  // most groups: the network is not asked
    }
    const SignReading sign = ReadSign(line_, spot.group);
    if (SameSign(read, sign.code) || !Trusts(sign, read, beside, spot.group)) {
      return;
    }
    for (const std::size_t i : spot.read) {
      reading_[i] = {0, CenterOf(spot.group), 0};  // the first of them is where the sign goes
    }
    added_.push_back({sign.code, CenterOf(spot.group), sign.confidence});
  }

  bool Trusts(const SignReading& sign, const std::u32string& read, const Beside& beside,
              const PixelBox& group) const {
    const Lookalikes* row = RowOf(sign.code);
    if (row == nullptr) {
      return false;
    }
    if (IsSupported(sign.code, group) && !HasBar(read)) {
      return sign.confidence >= kSupported && IsLikely(*row, read, beside);
    }
    return sign.confidence >= (read.empty() ? kSureOfMore : kSure) &&
           !(read.empty() && kMayBeMissed.find(sign.code) == kMayBeMissed.npos) &&
           Mends(*row, read, beside);
  }

  // ≥ and ≤: bars get lost in scans, but never come from nothing.
  static bool HasBar(const std::u32string& read) {
    return read.find_first_of(U"≥≤≧≦") != std::u32string::npos;
  }

  // True where the other engine has read `sign` about where `group` stands.
  bool IsSupported(char32_t sign, const PixelBox& group) const {
    const double reach = 2 * kReach * line_.height / line_.width;
    return std::any_of(other_.begin(), other_.end(), [&](const ReadCharacter& character) {
      return SameSign(std::u32string(1, character.code), sign) &&
             std::abs(character.center - CenterOf(group)) <= reach;
    });
  }

  // True where what was read is the sign in another width.
  static bool SameSign(const std::u32string& read, char32_t sign) {
    std::string had;
    std::string has;
    for (const char32_t code : read) {
      AppendUtf8(code, had);
    }
    AppendUtf8(sign, has);
    return FoldKey(had) == FoldKey(has);
  }

  const Raster& line_;
  const std::vector<Lookalikes>& rows_;
  LineReading reading_;  // code 0: taken out
  const LineReading& other_;
  const std::vector<int>& starts_;
  std::vector<Spot> spots_;
  LineReading added_;
};

}  // namespace

LineReading MendSigns(const Raster& line, LineReading reading) {
  return MendSigns(line, std::move(reading), {}, {});
}

LineReading MendSigns(const Raster& line, LineReading reading, const LineReading& other,
                      const std::vector<int>& starts) {
  if (!LookalikeRows().ok() || line.width <= 0) {
    return reading;
  }
  return Mender(line, LookalikeRows().value(), std::move(reading), other, starts).Mend();
}

Status CheckSignLookalikes() {
  return LookalikeRows().status();
}

}  // namespace zhibiao
