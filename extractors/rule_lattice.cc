#include "extractors/rule_lattice.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "extractors/scan_masks.h"

namespace zhibiao {
namespace {

constexpr int kDot = 110;            // darkness across a line; a dot may lie between two columns
constexpr double kBitMm = 0.6;       // of a line is looked at for a dot at once
constexpr int kBothSides = 3;        // rows of pixels: writing above and below lies on the line
constexpr int kDots = 2;             // bits in a row; more are a dash
constexpr int kRule = 13;            // ... but so many are longer than any sign
constexpr double kSolid = 0.85;      // of the bits of a rule that is no row of dots have one
constexpr double kApartMm = 0.5;     // how far the pieces of one line may lie off one another
constexpr double kLeastSeenMm = 10;  // of blank paper along a line
constexpr double kTipMm = 0.5;       // about a crossing, where the dots of the other rule lie
constexpr double kCloseMm = 1.5;     // crossings so close are one: no cell is narrower
constexpr double kDust = 0.0096;     // dots in a bit of blank paper, if only by chance
constexpr int kFirstBeside = 4;      // rows of pixels: nearer lie the soft edges of a rule
constexpr int kLastBeside = 10;

// Logarithms of how much likelier what is seen is with a rule than without.
constexpr double kLineWorth = 12;      // of a whole line
constexpr double kSwitchWorth = 2;     // for a rule to begin or end at a crossing
constexpr double kFitWorth = 1;        // dots are counted first and then called the rule's own
constexpr double kThroughWorth = 0.1;  // of a column of pixels where a character stands on the line
constexpr double kFaintest = 0.3;      // part of a rule, against the whole of it, in dots

// What is seen of a part of a line.
struct Evidence {
  int dots = 0;       // bits with a dot; of a stroke only the first ones
  double chance = 0;  // ... to be expected if there is no rule
  int seen = 0;       // bits that are not hidden
  int known = 0;      // bits on a rule that is known
  int through = 0;    // columns of pixels where a character stands on the line
};

// Where dots say nothing: on writing and on the rules that cross, with their edges.
Raster HiddenBy(const Raster& writing, const Raster& columns) {
  return Either(writing, Widened(Transposed(columns)));
}

// Dots, blank paper and characters of a page.
class DotPage {
 public:
  // `side`, `hidden`: they outlive this.
  DotPage(const LatticeSide& side, const Raster& hidden, int band, double dpi)
      : side_(side), hidden_(hidden), dpi_(dpi), band_(band), bit_(Px(kBitMm)) {}

  int Px(double mm) const { return std::max(1, static_cast<int>(std::lround(mm / 25.4 * dpi_))); }
  int band() const { return band_; }

  // Between columns `begin` and `end`; the line may lie a pixel off.
  Evidence Look(const RuleTrace& line, int begin, int end) const {
    Evidence on = Count(line, begin, end, 0);
    for (const int off : {-1, 1}) {
      const Evidence at = Count(line, begin, end, off);
      if (at.dots > on.dots) {
        on = at;
      }
    }
    // What is known of a rule does not depend on what lies beside it.
    const bool is_known = 2 * on.known > on.seen;
    on.chance = on.seen * (is_known ? kDust : ChanceBeside(line, begin, end, on.seen));
    return on;
  }

 private:
  // A bit of a line.
  struct Bit {
    int seen = 0;   // columns
    int known = 0;  // columns
    int through = 0;
    int darkest = 0;
  };

  Evidence Count(const RuleTrace& line, int begin, int end, int off) const {
    Evidence count;
    int run = 0;  // bits with a dot before this one
    int dashes = 0;
    const int last = std::min(side_.grey.width, end);
    for (int x = std::max(0, begin); x < last; x += bit_) {
      const Bit bit = BitAt(line, x, std::min(last, x + bit_), off);
      count.through += bit.through;
      if (2 * bit.seen <= bit_) {
        continue;
      }
      const bool is_dot = bit.darkest >= kDot || bit.known > 0;
      ++count.seen;
      count.dots += is_dot ? 1 : 0;
      count.known += 2 * bit.known > bit_ ? 1 : 0;
      dashes += is_dot ? 0 : DashOf(run);
      run = is_dot ? run + 1 : 0;
    }
    dashes += DashOf(run);
    // Signs and strokes are dashes; a rule that is no row of dots is drawn nearly everywhere.
    const double solid = count.seen < kRule ? count.seen : kSolid * count.seen;
    count.dots -= count.dots < solid ? dashes : 0;
    return count;
  }

  // How many of so many dots in a row only lengthen a stroke.
  static int DashOf(int run) { return run > kDots && run < kRule ? run - kDots : 0; }

  Bit BitAt(const RuleTrace& line, int begin, int end, int off) const {
    Bit bit;
    for (int x = begin; x < end; ++x) {
      const int row = line.RowAt(x) + off;
      if (row < kBothSides || row + band_ + kBothSides > side_.grey.height) {
        continue;
      }
      bit.through += IsThrough(x, row) ? 1 : 0;
      if (IsKnown(x, row)) {
        ++bit.seen;
        ++bit.known;
      } else if (!IsHidden(x, row)) {
        ++bit.seen;
        bit.darkest = std::max(bit.darkest, DarknessAt(x, row));
      }
    }
    return bit;
  }

  bool IsThrough(int x, int row) const {
    return side_.writing.at(x, row - kBothSides) != 0 &&
           side_.writing.at(x, row + band_ + kBothSides - 1) != 0;
  }

  bool IsKnown(int x, int row) const {
    return side_.rules.at(x, row) != 0 || side_.rules.at(x, row + band_ - 1) != 0;
  }

  bool IsHidden(int x, int row) const {
    for (int y = row - 1; y <= row + band_; ++y) {
      if (hidden_.at(x, y) != 0) {
        return true;
      }
    }
    return false;
  }

  int DarknessAt(int x, int row) const {
    int sum = 0;
    for (int y = row - 1; y <= row + band_; ++y) {
      sum += 255 - side_.grey.at(x, y);
    }
    return sum;
  }

  // Dots in a bit where there is no rule; another rule may lie beside this one.
  double ChanceBeside(const RuleTrace& line, int begin, int end, int seen) const {
    std::vector<double> rates;
    for (int off = kFirstBeside; off <= kLastBeside; ++off) {
      for (const int side : {-off, off}) {
        const Evidence beside = Count(line, begin, end, side);
        if (2 * beside.seen > seen) {
          rates.push_back(static_cast<double>(beside.dots) / beside.seen);
        }
      }
    }
    if (rates.empty()) {
      return kDust;
    }
    constexpr double kAlmostAll = 0.8;
    const double rank = kAlmostAll * static_cast<double>(rates.size() - 1);
    const auto place = rates.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(rates.begin(), place, rates.end());
    return std::max(kDust, *place);
  }

  const LatticeSide& side_;
  const Raster& hidden_;
  double dpi_;
  int band_;
  int bit_;
};

// How much likelier all this is with a rule that has `rate` dots in a bit, as a logarithm.
double WorthOf(const Evidence& seen, double rate) {
  const double expected = std::max(rate * seen.seen, seen.chance);
  const double dots =
      seen.chance > 0 ? seen.dots * std::log(expected / seen.chance) - expected + seen.chance : 0;
  return dots - kThroughWorth * seen.through;
}

double RateOf(const Evidence& seen) {
  return seen.seen > 0 ? static_cast<double>(seen.dots) / seen.seen : 0;
}

// A part may have more dots than the whole, or fewer, as the rule falls on the rows of pixels.
double WorthOfPart(const Evidence& part, double rate_of_line) {
  return WorthOf(part, std::max(RateOf(part), kFaintest * rate_of_line)) - kFitWorth;
}

// Makes `line` go on to `next`, straight. Requires: `next` begins where `line` ends, or later.
void Join(const RuleTrace& next, RuleTrace& line) {
  const int gap = next.x0 - line.x1();
  const int from = line.rows.back();
  const int step = next.rows.front() - from;
  for (int i = 1; i <= gap; ++i) {
    line.rows.push_back(from + step * i / (gap + 1));
  }
  line.rows.insert(line.rows.end(), next.rows.begin(), next.rows.end());
}

// Pieces of one line that were found apart become one.
std::vector<RuleTrace> Joined(std::vector<RuleTrace> lines, int apart) {
  std::sort(lines.begin(), lines.end(),
            [](const RuleTrace& a, const RuleTrace& b) { return a.x0 < b.x0; });
  std::vector<RuleTrace> joined;
  for (RuleTrace& line : lines) {
    const auto before = std::find_if(joined.begin(), joined.end(), [&](const RuleTrace& other) {
      return other.x1() <= line.x0 && std::abs(other.rows.back() - line.rows.front()) <= apart;
    });
    if (before == joined.end()) {
      joined.push_back(std::move(line));
    } else {
      Join(line, *before);
    }
  }
  return joined;
}

struct Line {
  RuleTrace trace;
  double rate = 0;        // dots in a bit
  bool is_clear = false;  // it is certainly a rule somewhere
};

std::vector<Line> LinesOf(const DotPage& page, std::vector<RuleTrace> traces) {
  std::vector<RuleTrace> joined = Joined(std::move(traces), page.Px(kApartMm));
  std::vector<Line> lines;
  for (RuleTrace& trace : joined) {
    const Evidence whole = page.Look(trace, trace.x0, trace.x1());
    const double rate = RateOf(whole);
    const bool is_clear = whole.seen * kBitMm >= kLeastSeenMm && WorthOf(whole, rate) >= kLineWorth;
    lines.push_back({std::move(trace), rate, is_clear});
  }
  return lines;
}

// Where others cross a line or would if they went on, in ascending order.
std::vector<int> CrossingsOf(const Line& line, const std::vector<Line>& others,
                             const DotPage& page) {
  std::vector<int> crossings;
  for (const Line& other : others) {
    if (other.is_clear) {
      const int guess = other.trace.RowAt(line.trace.rows.front());
      crossings.push_back(other.trace.RowAt(line.trace.RowAt(guess)) + page.band() / 2);
    }
  }
  std::sort(crossings.begin(), crossings.end());
  const int close = page.Px(kCloseMm);
  crossings.erase(std::unique(crossings.begin(), crossings.end(),
                              [close](int a, int b) { return b - a < close; }),
                  crossings.end());
  return crossings;
}

// The likeliest of all ways to tell the drawn parts of a line from the others; parts in a row are
// drawn or not together rather than in turn.
std::vector<bool> DrawnParts(const std::vector<double>& worths) {
  std::vector<bool> stays_on(worths.size());
  std::vector<bool> stays_off(worths.size());
  double on = -kSwitchWorth;
  double off = 0;
  for (std::size_t i = 0; i < worths.size(); ++i) {
    const double was_on = on;
    const double was_off = off;
    stays_on[i] = was_on >= was_off - kSwitchWorth;
    stays_off[i] = was_off >= was_on - kSwitchWorth;
    on = std::max(was_on, was_off - kSwitchWorth) + worths[i];
    off = std::max(was_off, was_on - kSwitchWorth);
  }
  std::vector<bool> drawn(worths.size(), false);
  bool is_on = on > off;
  for (std::size_t i = worths.size(); i-- > 0;) {
    drawn[i] = is_on;
    is_on = is_on ? stays_on[i] : !stays_off[i];
  }
  return drawn;
}

RuleTrace Between(const RuleTrace& line, int begin, int end) {
  RuleTrace part;
  part.x0 = begin;
  for (int x = begin; x < end; ++x) {
    part.rows.push_back(line.RowAt(x));
  }
  return part;
}

// The parts of a line that are drawn.
struct Drawn {
  std::vector<RuleTrace> rules;  // joined where they touch
  double worth = 0;
};

Drawn DrawnOf(const DotPage& page, const Line& line, const std::vector<int>& crossings) {
  const int tip = page.Px(kTipMm);
  std::vector<double> worths;
  for (std::size_t i = 0; i + 1 < crossings.size(); ++i) {
    const Evidence part = page.Look(line.trace, crossings[i] + tip, crossings[i + 1] - tip);
    worths.push_back(WorthOfPart(part, line.rate));
  }
  const std::vector<bool> is_drawn = DrawnParts(worths);
  Drawn drawn;
  for (std::size_t i = 0; i < is_drawn.size(); ++i) {
    const std::size_t first = i;
    while (i < is_drawn.size() && is_drawn[i]) {
      drawn.worth += worths[i];
      ++i;
    }
    if (i > first) {
      drawn.worth -= 2 * kSwitchWorth;
      drawn.rules.push_back(Between(line.trace, crossings[first], crossings[i]));
    }
  }
  return drawn;
}

// Lines that are rules only in part are clear where others cross them.
void Clear(const DotPage& page, const std::vector<Line>& others, std::vector<Line>& lines) {
  for (Line& line : lines) {
    line.is_clear = DrawnOf(page, line, CrossingsOf(line, others, page)).worth >= kLineWorth;
  }
}

std::vector<RuleTrace> AllDrawnOf(const DotPage& page, const std::vector<Line>& lines,
                                  const std::vector<Line>& others) {
  std::vector<RuleTrace> rules;
  for (const Line& line : lines) {
    if (line.is_clear) {
      Drawn drawn = DrawnOf(page, line, CrossingsOf(line, others, page));
      std::move(drawn.rules.begin(), drawn.rules.end(), std::back_inserter(rules));
    }
  }
  return rules;
}

}  // namespace

LatticeRules FindLatticeRules(LatticeSide rows, LatticeSide columns, int band, double dpi) {
  const Raster hidden_across = HiddenBy(rows.writing, columns.rules);
  const Raster hidden_down = HiddenBy(columns.writing, rows.rules);
  const DotPage across(rows, hidden_across, band, dpi);
  const DotPage down(columns, hidden_down, band, dpi);
  std::vector<Line> row_lines = LinesOf(across, std::move(rows.lines));
  std::vector<Line> column_lines = LinesOf(down, std::move(columns.lines));
  Clear(across, column_lines, row_lines);
  Clear(down, row_lines, column_lines);
  return {AllDrawnOf(across, row_lines, column_lines), AllDrawnOf(down, column_lines, row_lines)};
}

}  // namespace zhibiao
