#include "extractors/rule_tracer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "extractors/scan_masks.h"

namespace zhibiao {
namespace {

constexpr double kPieceMm = 3;        // a rule is straight over so much
constexpr double kBandMm = 0.3;       // a thin rule with its soft edges
constexpr double kReliefMm = 0.9;     // what is thicker is no thin rule
constexpr double kLeastGrain = 0.8;   // of 255: pictures of two tones have none
constexpr double kOverGrain = 2.5;    // fainter lines cannot be told from the paper
constexpr double kLeastKnown = 0.25;  // of a piece: what is hidden says nothing
constexpr double kCap = 4;           // a speck counts no more than so many times the least darkness
constexpr double kAcceptMm = 12;     // a line this long, twice as dark as the least, is looked at
constexpr double kDrawnShare = 0.4;  // of a rule's usual darkness: less is paper
constexpr double kSwitchMm = 7;      // to begin or end anywhere must be worth so much of the rule
constexpr double kSwitchHeldMm = 1.5;  // ... where another rule crosses
constexpr double kHeldMm = 0.8;        // so close to a crossing rule
constexpr double kSeenMm = 3;          // of a rule must not be hidden
constexpr double kSeenShare = 0.15;    // of its length, too
constexpr double kMostThrough = 0.35;  // of its length may run through characters
constexpr double kEven = 0.5;          // its middling piece, against the mean
constexpr double kBitMm = 1;           // bits of a rule are as dark as the whole
constexpr double kBesideMm = 0.55;     // where a rule has paper and a row of characters has strokes
constexpr double kSoftMm = 0.2;        // the edge of a crossing rule
constexpr double kAroundMm = 3.5;      // so far about a rule its surroundings have one grain

// Clear lines first, so that faint ones beside them are not taken for others.
constexpr std::array<double, 3> kLeastDarkness = {24, 10, 4};

// The value below which `share` of the values lie. Requires: not empty.
double Quantile(std::vector<double> values, double share) {
  const double at = share * static_cast<double>(values.size() - 1);
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(at);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

}  // namespace

RuleTracer::RuleTracer(const Raster& grey, Raster rules, Raster hidden, Raster writing, double dpi)
    : dpi_(dpi),
      width_(grey.width),
      height_(grey.height),
      piece_px_(Px(kPieceMm)),
      pieces_(width_ / piece_px_),  // 0 for a picture that is too narrow for any rule
      band_(std::max(2, Px(kBandMm))),
      relief_(Relief(grey, 1, Px(kReliefMm))),
      rules_(std::move(rules)),
      hidden_(std::move(hidden)),
      writing_(std::move(writing)) {
  MeasurePieces();
}

int RuleTracer::Px(double mm) const {
  return std::max(1, static_cast<int>(std::lround(mm / 25.4 * dpi_)));
}

// True where the mask lies on a rule at `row`, above or below.
bool RuleTracer::Covers(const Raster& mask, int x, int row) const {
  return mask.at(x, row) != 0 || mask.at(x, std::min(height_ - 1, row + band_ - 1)) != 0;
}

double RuleTracer::PaperAt(int x) const {
  return paper_[static_cast<std::size_t>(std::min(pieces_ - 1, x / piece_px_))];
}

// Summed over the rows of the rule.
double RuleTracer::DarknessAt(int x, int row) const {
  int sum = 0;
  for (int y = row; y < std::min(height_, row + band_); ++y) {
    sum += relief_.at(x, y);
  }
  return sum;
}

void RuleTracer::MeasurePieces() {
  measured_.assign(At(pieces_, 0), {});
  paper_.assign(static_cast<std::size_t>(pieces_), 0);
  for (int y = 0; y + band_ <= height_; ++y) {
    for (int piece = 0; piece < pieces_; ++piece) {
      measured_[At(piece, y)] = Measured(piece, y);
    }
  }
  double grains = 0;
  for (int piece = 0; piece < pieces_; ++piece) {
    grains += TakePaperOff(piece);
  }
  grain_ = std::max(kLeastGrain, grains / std::max(1, pieces_));
}

RuleTracer::Piece RuleTracer::Measured(int piece, int row) const {
  double sum = 0;
  int known = 0;
  int ruled = 0;
  for (int x = piece * piece_px_; x < (piece + 1) * piece_px_; ++x) {
    if (IsSeen(x, row)) {
      sum += DarknessAt(x, row);
      ++known;
    }
    ruled += Covers(rules_, x, row) ? 1 : 0;
  }
  const auto length = static_cast<float>(piece_px_);
  Piece measured;
  measured.mean = known > 0 ? static_cast<float>(sum / known) : 0;
  measured.known = static_cast<float>(known) / length;
  measured.ruled = static_cast<float>(ruled) / length;
  return measured;
}

// Most rows are blank: their median is the paper, and how far they lie from it is its grain.
double RuleTracer::TakePaperOff(int piece) {
  std::vector<double> means;
  for (int y = 0; y + band_ <= height_; ++y) {
    if (measured_[At(piece, y)].known >= kLeastKnown) {
      means.push_back(measured_[At(piece, y)].mean);
    }
  }
  if (means.empty()) {
    return 0;
  }
  constexpr double kMiddle = 0.5;
  const double paper = Quantile(means, kMiddle);
  paper_[static_cast<std::size_t>(piece)] = paper;
  for (int y = 0; y < height_; ++y) {
    measured_[At(piece, y)].mean -= static_cast<float>(paper);
  }
  for (double& mean : means) {
    mean = std::abs(mean - paper);
  }
  constexpr double kSigmaOfMedian = 1.48;
  return kSigmaOfMedian * Quantile(std::move(means), kMiddle);
}

std::vector<RuleTrace> RuleTracer::Follow() const {
  std::vector<RuleTrace> found;
  std::vector<std::uint8_t> taken(measured_.size(), 0);
  for (const double least : kLeastDarkness) {
    const double limit = std::max(least, kOverGrain * grain_);
    for (RuleTrace& trace : FollowAbove(limit, taken)) {
      found.push_back(std::move(trace));
    }
    if (limit > least) {
      break;
    }
  }
  return found;
}

std::vector<RuleTrace> RuleTracer::FollowAbove(double least,
                                               std::vector<std::uint8_t>& taken) const {
  const Ways ways = WaysAbove(least, taken);
  const auto accept = static_cast<float>(least * kAcceptMm / kPieceMm);
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < ways.best.size(); ++at) {
    if (ways.best[at] >= accept) {
      ends.push_back(at);
    }
  }
  std::stable_sort(ends.begin(), ends.end(),
                   [&](std::size_t a, std::size_t b) { return ways.best[a] > ways.best[b]; });
  std::vector<RuleTrace> found;
  for (const std::size_t end : ends) {
    if (taken[end] == 0) {
      double worth = 0;
      RuleTrace trace = TraceBack(ways, end, taken, worth);
      if (worth >= static_cast<double>(accept)) {
        found.push_back(std::move(trace));
      }
    }
  }
  return found;
}

// The best way to every place, from the left, each piece of it at most one row off the last: what
// is darker than `least` speaks for a rule, what is lighter against it.
RuleTracer::Ways RuleTracer::WaysAbove(double least, const std::vector<std::uint8_t>& taken) const {
  Ways ways = {std::vector<float>(measured_.size(), 0),
               std::vector<std::int8_t>(measured_.size(), 0)};
  constexpr float kStepShare = 2.5F;  // straight rather than not
  const auto limit = static_cast<float>(least);
  for (int piece = 0; piece < pieces_; ++piece) {
    for (int y = 1; y + band_ < height_; ++y) {
      const std::size_t at = At(piece, y);
      if (taken[at] != 0) {
        continue;
      }
      const float before = piece > 0 ? WayTo(piece, y, kStepShare * limit, ways) : 0;
      const Piece& here = measured_[at];
      const float dark = std::clamp(here.mean, 0.0F, static_cast<float>(kCap) * limit);
      const float ruled = here.ruled * limit;  // a rule that is known goes on as any
      ways.best[at] = std::max(0.0F, before + (dark - limit) * here.known + ruled);
    }
  }
  return ways;
}

// Chooses the step from the piece before. Requires: piece > 0, 0 < row < height − 1.
float RuleTracer::WayTo(int piece, int row, float step_cost, Ways& ways) const {
  float before = 0;
  for (int step = -1; step <= 1; ++step) {
    const float other = ways.best[At(piece - 1, row + step)] - (step != 0 ? step_cost : 0);
    if (other > before) {
      before = other;
      ways.step[At(piece, row)] = static_cast<std::int8_t>(step);
    }
  }
  return before;
}

RuleTrace RuleTracer::TraceBack(const Ways& ways, std::size_t end, std::vector<std::uint8_t>& taken,
                                double& worth) const {
  int piece = static_cast<int>(end / static_cast<std::size_t>(height_));
  int row = static_cast<int>(end % static_cast<std::size_t>(height_));
  worth = static_cast<double>(ways.best[end]);
  std::vector<int> rows;
  while (piece >= 0 && ways.best[At(piece, row)] > 0) {
    if (taken[At(piece, row)] != 0) {
      worth -= static_cast<double>(ways.best[At(piece, row)]);
      break;
    }
    rows.push_back(row);
    row += ways.step[At(piece, row)];
    --piece;
  }
  std::reverse(rows.begin(), rows.end());
  RuleTrace trace;
  trace.x0 = (piece + 1) * piece_px_;
  const int around = Px(kBesideMm);
  for (const int at : rows) {
    ++piece;
    for (int y = std::max(0, at - around); y < std::min(height_, at + around + 1); ++y) {
      taken[At(piece, y)] = 1;
    }
    trace.rows.insert(trace.rows.end(), static_cast<std::size_t>(piece_px_), at);
  }
  return trace;
}

std::vector<RuleTrace> RuleTracer::Cut(const RuleTrace& line, const Raster& crossing) const {
  const Profile profile = ProfileOf(line, crossing);
  const auto first = static_cast<std::size_t>(line.x0 - profile.x0);
  const Range found = {first, first + line.rows.size()};
  std::vector<RuleTrace> parts;
  std::vector<Range> gaps;
  CutRange(profile, {0, profile.columns.size()}, UsualIn(profile, found), parts, gaps);
  // Between clear parts fainter ones are missed; they are looked at by themselves.
  std::vector<Range> left;
  for (const Range& gap : gaps) {
    const Range inner = {std::max(gap.begin, found.begin), std::min(gap.end, found.end)};
    if (inner.begin < inner.end) {
      CutRange(profile, inner, UsualIn(profile, inner), parts, left);
    }
  }
  return parts;
}

// How dark a rule is that may have gaps; 0 where nothing is seen of it.
double RuleTracer::UsualIn(const Profile& profile, const Range& range) const {
  constexpr double kUsual = 0.6;  // of its pieces are lighter: some are not drawn
  std::vector<double> pieces = PieceMeans(profile, range.begin, range.end, piece_px_);
  return pieces.empty() ? 0 : Quantile(std::move(pieces), kUsual);
}

// Adds what is drawn in `range` to `parts`, and where nothing is to `gaps`.
void RuleTracer::CutRange(const Profile& profile, const Range& range, double usual,
                          std::vector<RuleTrace>& parts, std::vector<Range>& gaps) const {
  if (usual <= 0) {
    return;
  }
  const std::vector<bool> drawn = DrawnColumns(profile, range, usual);
  for (std::size_t i = 0; i < drawn.size();) {
    const auto change =
        std::find(drawn.begin() + static_cast<std::ptrdiff_t>(i), drawn.end(), !drawn[i]);
    const auto next = static_cast<std::size_t>(change - drawn.begin());
    const Range run = {range.begin + i, range.begin + next};
    if (!drawn[i]) {
      gaps.push_back(run);
    } else if (IsRule(profile, run, usual)) {
      RuleTrace part = TraceOf(profile, run);
      if (StandsOut(profile, run, part)) {
        parts.push_back(std::move(part));
      }
    }
    i = next;
  }
}

RuleTrace RuleTracer::TraceOf(const Profile& profile, const Range& range) {
  RuleTrace trace;
  trace.x0 = profile.x0 + static_cast<int>(range.begin);
  for (std::size_t i = range.begin; i < range.end; ++i) {
    trace.rows.push_back(profile.columns[i].row);
  }
  return trace;
}

// A line was found in whole pieces, so it is looked at beyond its ends, where it goes on straight.
RuleTracer::Profile RuleTracer::ProfileOf(const RuleTrace& line, const Raster& crossing) const {
  const int more = 2 * piece_px_;
  Profile profile;
  profile.x0 = std::max(0, line.x0 - more);
  const int x1 = std::min(width_, line.x1() + more);
  for (int x = profile.x0; x < x1; ++x) {
    const int at = std::clamp(x, line.x0, line.x1() - 1) - line.x0;
    Column column;
    column.row = line.rows[static_cast<std::size_t>(at)];
    column.crossed = Covers(crossing, x, column.row);
    column.ruled = !column.crossed && Covers(rules_, x, column.row);
    column.known = !column.crossed && IsSeen(x, column.row);
    column.through = Covers(writing_, x, column.row);
    column.dark = DarknessAt(x, column.row) - PaperAt(x);
    profile.columns.push_back(column);
  }
  HideEdges(profile);
  return profile;
}

// The soft edges of crossing rules say nothing, either.
void RuleTracer::HideEdges(Profile& profile) const {
  const int soft = Px(kSoftMm);
  const int count = static_cast<int>(profile.columns.size());
  for (int i = 0; i < count; ++i) {
    if (profile.columns[static_cast<std::size_t>(i)].crossed) {
      for (int j = std::max(0, i - soft); j <= std::min(count - 1, i + soft); ++j) {
        profile.columns[static_cast<std::size_t>(j)].known = false;
      }
    }
  }
}

std::vector<double> RuleTracer::PieceMeans(const Profile& profile, std::size_t begin,
                                           std::size_t end, int piece_px) const {
  std::vector<double> means;
  const auto piece = static_cast<std::size_t>(piece_px);
  for (std::size_t i = begin; i < end; i += piece) {
    double sum = 0;
    int seen = 0;
    for (std::size_t j = i; j < std::min(end, i + piece); ++j) {
      sum += profile.columns[j].known ? profile.columns[j].dark : 0;
      seen += profile.columns[j].known ? 1 : 0;
    }
    if (seen > 0 && 3 * seen >= piece_px) {
      means.push_back(sum / seen);
    }
  }
  return means;
}

// The likeliest of all ways to tell drawn columns from others: dark columns speak for a rule, light
// ones against it, and every change costs, least where another rule crosses.
std::vector<bool> RuleTracer::DrawnColumns(const Profile& profile, const Range& range,
                                           double usual) const {
  constexpr double kMostOfUsual = 3;  // one dark speck is no rule
  const double least = kDrawnShare * usual;
  const double change_anywhere = least * Px(kSwitchMm);
  const double change_held = least * Px(kSwitchHeldMm);
  const std::vector<bool> held = HeldColumns(profile);
  const std::size_t count = range.end - range.begin;
  std::vector<bool> stays_on(count);
  std::vector<bool> stays_off(count);
  double on = -change_anywhere;
  double off = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Column& column = profile.columns[range.begin + i];
    const double change = held[range.begin + i] ? change_held : change_anywhere;
    const double score =
        column.known ? std::clamp(column.dark, 0.0, kMostOfUsual * usual) - least : 0;
    const double was_on = on;
    const double was_off = off;
    stays_on[i] = was_on >= was_off - change;
    stays_off[i] = was_off >= was_on - change;
    on = std::max(was_on, was_off - change) + score;
    off = std::max(was_off, was_on - change);
  }
  std::vector<bool> drawn(count, false);
  bool is_on = on - change_anywhere > off;
  for (std::size_t i = count; i-- > 0;) {
    drawn[i] = is_on;
    is_on = is_on ? stays_on[i] : !stays_off[i];
  }
  return drawn;
}

std::vector<bool> RuleTracer::HeldColumns(const Profile& profile) const {
  const auto reach = static_cast<std::size_t>(Px(kHeldMm));
  std::vector<bool> held(profile.columns.size(), false);
  for (std::size_t i = 0; i < held.size(); ++i) {
    if (profile.columns[i].crossed) {
      const std::size_t first = i - std::min(i, reach);
      const std::size_t last = std::min(held.size() - 1, i + reach);
      std::fill(held.begin() + static_cast<std::ptrdiff_t>(first),
                held.begin() + static_cast<std::ptrdiff_t>(last + 1), true);
    }
  }
  return held;
}

// Enough of it is seen, as dark as the rest of its line and evenly so; characters are not.
bool RuleTracer::IsRule(const Profile& profile, const Range& range, double usual) const {
  const Look look = LookOf(profile, range);
  if (look.seen_px < Px(kSeenMm) || look.seen < kSeenShare || look.through > kMostThrough) {
    return false;
  }
  const std::vector<double> pieces = PieceMeans(profile, range.begin, range.end, piece_px_);
  constexpr double kMiddle = 0.5;
  return look.dark >= kDrawnShare * usual && look.dark >= 2 * grain_ && !pieces.empty() &&
         Quantile(pieces, kMiddle) >= kEven * look.dark;
}

// Whether it is a rule rather than what the grain of the paper, the edges of characters and the
// ripples around them in compressed pictures add up to. The weights are those of a logistic
// regression on 7,000 such lines of 162 generated scans whose rules are known.
bool RuleTracer::StandsOut(const Profile& profile, const Range& range,
                           const RuleTrace& rule) const {
  constexpr double kOfContrast = 0.85;
  constexpr double kOfEvenness = 5.67;
  constexpr double kOfThrough = -14.9;
  constexpr double kOfLength = 1.76;
  constexpr double kLeast = 11.1;
  constexpr double kLeastAround = 0.5;
  const Look look = LookOf(profile, range);
  const double around = std::max(kLeastAround, DarknessAround(rule));
  const double contrast = std::log(std::max(kLeastAround, look.dark) / around);
  const double length_mm = static_cast<double>(range.end - range.begin) / dpi_ * 25.4;
  return kOfContrast * contrast + kOfEvenness * look.even + kOfThrough * look.through +
             kOfLength * std::log(length_mm) >=
         kLeast;
}

RuleTracer::Look RuleTracer::LookOf(const Profile& profile, const Range& range) const {
  Look look;
  double sum = 0;
  int seen = 0;
  int through = 0;
  int ruled = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const Column& column = profile.columns[i];
    ruled += column.ruled ? 1 : 0;
    sum += column.known ? column.dark : 0;
    seen += column.known ? 1 : 0;
    through += column.through ? 1 : 0;
  }
  const double length = std::max(1.0, static_cast<double>(range.end - range.begin) - ruled);
  look.dark = sum / std::max(1, seen);
  look.seen_px = seen;
  look.seen = seen / length;
  look.through = through / length;
  const std::vector<double> bits = PieceMeans(profile, range.begin, range.end, Px(kBitMm));
  const auto even =
      std::count_if(bits.begin(), bits.end(), [&](double bit) { return bit >= kEven * look.dark; });
  look.even =
      static_cast<double>(even) / static_cast<double>(std::max<std::size_t>(1, bits.size()));
  return look;
}

// Shaded cells, and where a seal was, are rougher than the rest of a page.
double RuleTracer::DarknessAround(const RuleTrace& rule) const {
  std::vector<double> around;
  for (int off = Px(kBesideMm); off <= Px(kAroundMm); ++off) {
    for (const int side : {-off, off}) {
      if (const std::optional<double> dark = MeanDarkness(rule, side)) {
        around.push_back(std::abs(*dark));
      }
    }
  }
  constexpr double kAlmostAll = 0.85;  // another rule may lie beside this one
  constexpr std::size_t kFew = 6;
  return around.size() >= kFew ? Quantile(std::move(around), kAlmostAll) : 0;
}

// `off` rows below the rule, where it is seen there; nothing where that is hardly anywhere.
std::optional<double> RuleTracer::MeanDarkness(const RuleTrace& rule, int off) const {
  double sum = 0;
  int seen = 0;
  int of = 0;
  for (std::size_t i = 0; i < rule.rows.size(); ++i) {
    const int x = rule.x0 + static_cast<int>(i);
    const int row = rule.rows[i] + off;
    if (row >= 0 && row + band_ <= height_ && IsSeen(x, rule.rows[i])) {
      ++of;
      if (IsSeen(x, row)) {
        sum += DarknessAt(x, row) - PaperAt(x);
        ++seen;
      }
    }
  }
  return seen * 3 > of ? std::optional(sum / seen) : std::nullopt;
}

}  // namespace zhibiao
