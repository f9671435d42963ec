#include "extractors/scan_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

#include "extractors/scan_masks.h"

namespace zhibiao {
namespace {

constexpr double kLeastMm = 1.2;     // characters smaller than this are specks
constexpr double kMostMm = 9;        // larger ones are titles or pictures
constexpr double kUsualMm = 3.7;     // 10.5 pt: where the page says nothing
constexpr double kTallLine = 1.7;    // in characters: more is two lines that touch
constexpr double kLarge = 0.7;       // of a tall line's height: components of large characters
constexpr double kLargeShare = 0.3;  // of its width: what they fill, at least (parts fill the rest)
constexpr double kFlatGap = 0.35;  // in characters: parts of one line may lie so far apart (二, 三)
constexpr double kWholeLine = 1.3;   // in characters: parts that fit into this may be one line
constexpr double kSpeck = 0.22;      // in characters: what is smaller both ways is no writing
constexpr double kFarSpeck = 0.3;    // the same far from writing: no full stop stands there
constexpr double kFarAway = 0.8;     // in characters: that far
constexpr double kSpeckAway = 0.18;  // in characters: dots of a character are nearer to the rest
constexpr double kLeastMark = 0.12;  // in characters: what is smaller both ways is no mark
constexpr double kAligned = 0.35;    // in characters: lines of a cell begin so close to each other
constexpr double kColumnGap = 2.2;   // in characters: parts the pieces of a free line
constexpr int kFaint = 225;          // darker is writing beside ink, although it is none by itself
constexpr double kFaintGap = 0.6;    // in characters: paper between it and the ink, at most
constexpr double kFaintStroke = 0.45;  // in characters: how long such a stroke is, at least
constexpr double kFaintReach = 1.6;    // in characters: how far it goes on, at most
constexpr double kPicture = 3.2;  // in characters: free components taller than this are pictures

struct Run {
  int begin = 0;
  int end = 0;

  int size() const { return end - begin; }
};

// Runs of positions where `ink` is at least `least`.
std::vector<Run> RunsOf(const std::vector<int>& ink, int least) {
  std::vector<Run> runs;
  for (int i = 0; i < static_cast<int>(ink.size()); ++i) {
    if (ink[static_cast<std::size_t>(i)] < least) {
      continue;
    }
    if (runs.empty() || runs.back().end < i) {
      runs.push_back({i, i + 1});
    } else {
      runs.back().end = i + 1;
    }
  }
  return runs;
}

class LineFinder {
 public:
  LineFinder(const CleanScan& scan, int em) : scan_(scan), em_(em) {}

  void AddCell(PixelBox cell, int index, std::vector<ScanLine>& lines) const {
    cell = {std::max(cell.x0, 0), std::max(cell.top, 0), std::min(cell.x1, scan_.ink.width),
            std::min(cell.bottom, scan_.ink.height)};
    if (cell.empty()) {
      return;
    }
    const std::vector<int> profile = RowInk(cell);
    const std::vector<Run> runs = MergeParts(SplitTall(RunsOf(profile, 1), profile, cell));
    std::optional<int> margin;  // where the line before begins
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const PixelBox band = {cell.x0, cell.top + runs[i].begin, cell.x1, cell.top + runs[i].end};
      if (const std::optional<PixelBox> box = Trim(band, margin)) {
        margin = box->x0;
        const int above = i == 0 ? 0 : runs[i - 1].end;
        const int below = i + 1 == runs.size() ? cell.height() : runs[i + 1].begin;
        lines.push_back(
            {Widen(*box, cell), {cell.x0, cell.top + above, cell.x1, cell.top + below}, index});
      }
    }
  }

 private:
  double Em(double share) const { return share * em_; }

  std::vector<int> RowInk(const PixelBox& cell) const {
    std::vector<int> ink(static_cast<std::size_t>(cell.height()), 0);
    for (int y = cell.top; y < cell.bottom; ++y) {
      const std::uint8_t* row = scan_.ink.row(y);
      ink[static_cast<std::size_t>(y - cell.top)] =
          static_cast<int>(std::count(row + cell.x0, row + cell.x1, 1));
    }
    return ink;
  }

  // True where `run` is one line of large characters, a title: many components are as tall as it.
  bool IsLarge(const PixelBox& cell, const Run& run) const {
    Raster band(cell.width(), run.size(), 0);
    for (int y = 0; y < band.height; ++y) {
      const std::uint8_t* row = scan_.ink.row(cell.top + run.begin + y) + cell.x0;
      std::copy(row, row + band.width, band.row(y));
    }
    int all = 0;
    int large = 0;
    for (const PixelBox& box : ComponentsOf(band)) {
      all += box.width();
      large += box.height() >= kLarge * run.size() ? box.width() : 0;
    }
    return large >= kLargeShare * all;
  }

  // Lines that touch are parted where there is least ink.
  std::vector<Run> SplitTall(const std::vector<Run>& runs, const std::vector<int>& profile,
                             const PixelBox& cell) const {
    std::vector<Run> out;
    for (Run run : runs) {
      if (run.size() > Em(kTallLine) && IsLarge(cell, run)) {
        out.push_back(run);
        continue;
      }
      while (run.size() > Em(kTallLine)) {
        const auto first = profile.begin() + run.begin + static_cast<int>(Em(0.75));
        const auto last = std::min(profile.begin() + run.begin + static_cast<int>(Em(1.6)),
                                   profile.begin() + run.end - static_cast<int>(Em(0.4)));
        if (first >= last) {
          break;
        }
        const auto cut = static_cast<int>(std::min_element(first, last) - profile.begin());
        out.push_back({run.begin, cut});
        run.begin = cut;
      }
      out.push_back(run);
    }
    return out;
  }

  // 二 and 一 over 口 come apart between rows of ink; what fits into one line is one.
  std::vector<Run> MergeParts(const std::vector<Run>& runs) const {
    std::vector<Run> out;
    for (const Run& run : runs) {
      const bool fits = !out.empty() && run.begin - out.back().end <= Em(kFlatGap) &&
                        run.end - out.back().begin <= Em(kWholeLine) &&
                        (run.size() < Em(0.7) || out.back().size() < Em(0.7));
      if (fits) {
        out.back().end = run.end;
      } else {
        out.push_back(run);
      }
    }
    return out;
  }

  // The paper between the runs `at` - 1 and `at`, in pixels; as good as endless where there is but
  // one.
  static int GapBefore(const std::vector<Run>& runs, std::size_t at) {
    constexpr int kEndless = 1 << 20;
    return runs.size() == 1 ? kEndless : runs[at].begin - runs[at - 1].end;
  }

  // Specks at the ends are dirt or the remains of rules, unless they stand close to writing: `away`
  // pixels or less than `near` characters. Only lines that go on begin with a mark as small as
  // that.
  bool IsDirt(const PixelBox& band, const Run& run, int away, double near) const {
    const double most = away > Em(kFarAway) ? kFarSpeck : kSpeck;
    return away > Em(near) && run.size() < Em(most) &&
           (band.height() < Em(most) || InkHeight(band, run) < Em(most));
  }

  // 、 at the start of a line that goes on: low, and below the start of the line before.
  bool IsMark(const PixelBox& band, const Run& run, std::optional<int> margin) const {
    const PixelBox low = {band.x0 + run.begin, band.top + band.height() / 2, band.x0 + run.end,
                          band.bottom};
    const PixelBox high = {low.x0, band.top, low.x1, low.top};
    return margin && std::abs(low.x0 - *margin) <= Em(kAligned) && run.size() >= Em(kLeastMark) &&
           InkHeight(low, {0, run.size()}) >= Em(kLeastMark) && !HasInk(scan_.ink, high);
  }

  // The part of `band` that has writing; none where it is a speck. `margin`: where the line before
  // begins.
  std::optional<PixelBox> Trim(const PixelBox& band, std::optional<int> margin) const {
    std::vector<int> columns(static_cast<std::size_t>(band.width()), 0);
    for (int y = band.top; y < band.bottom; ++y) {
      const std::uint8_t* row = scan_.ink.row(y) + band.x0;
      for (std::size_t x = 0; x < columns.size(); ++x) {
        columns[x] += row[x];
      }
    }
    std::vector<Run> runs = RunsOf(columns, 1);
    while (!runs.empty() && IsDirt(band, runs.front(), GapBefore(runs, 1), kSpeckAway) &&
           !(runs.size() > 1 && IsMark(band, runs.front(), margin))) {
      runs.erase(runs.begin());
    }
    while (!runs.empty() && IsDirt(band, runs.back(), GapBefore(runs, runs.size() - 1), kFarAway)) {
      runs.pop_back();
    }
    if (runs.empty()) {
      return std::nullopt;
    }
    return PixelBox{band.x0 + runs.front().begin, band.top, band.x0 + runs.back().end, band.bottom};
  }

  // Where a faint level stroke ends that begins beside `x` and goes on by `step` along row `y`; `x`
  // where there is none. The halos of print in small files are no strokes: they have no length.
  int StrokeEnd(const PixelBox& cell, int x, int y, int step) const {
    constexpr int kRule = 3;  // pixels at the cell's side: the rest of a rule
    int end = x;
    int run = 0;
    for (int at = x; at >= cell.x0 + kRule && at < cell.x1 - kRule; at += step) {
      run = scan_.grey.at(at, y) < kFaint ? run + 1 : 0;
      if (run >= Em(kFaintStroke)) {
        end = at;
      } else if (std::abs(at - end) > Em(kFaintGap + kFaintStroke)) {
        break;
      }
    }
    return std::abs(end - x) > Em(kFaintReach) ? x : end;
  }

  int FaintEnd(const PixelBox& box, const PixelBox& cell, int x, int step) const {
    int end = x;
    for (int y = box.top; y < box.bottom; ++y) {
      const int here = StrokeEnd(cell, x, y, step);
      end = step < 0 ? std::min(end, here) : std::max(end, here);
    }
    return end;
  }

  // Thin level strokes (the 一 of 一级) may be too faint to be ink.
  PixelBox Widen(PixelBox box, const PixelBox& cell) const {
    if (scan_.grey.width == scan_.ink.width && scan_.grey.height == scan_.ink.height) {
      box.x0 = FaintEnd(box, cell, box.x0, -1);
      box.x1 = FaintEnd(box, cell, box.x1 - 1, 1) + 1;
    }
    return box;
  }

  int InkHeight(const PixelBox& band, const Run& run) const {
    int first = band.bottom;
    int last = band.top;
    for (int y = band.top; y < band.bottom; ++y) {
      const std::uint8_t* row = scan_.ink.row(y) + band.x0;
      if (std::find(row + run.begin, row + run.end, 1) != row + run.end) {
        first = std::min(first, y);
        last = std::max(last, y + 1);
      }
    }
    return std::max(0, last - first);
  }

  const CleanScan& scan_;
  int em_;
};

// The ink outside all cells, without pictures and stamps.
Raster FreeInk(const CleanScan& scan, const std::vector<PixelBox>& cells, int em) {
  Raster rest = scan.ink;
  for (const PixelBox& cell : cells) {
    for (int y = std::max(0, cell.top); y < std::min(rest.height, cell.bottom); ++y) {
      std::fill(rest.row(y) + std::max(0, cell.x0), rest.row(y) + std::min(rest.width, cell.x1), 0);
    }
  }
  for (const PixelBox& box : ComponentsOf(rest)) {
    if (box.height() > kPicture * em || box.width() > 20 * em) {
      for (int y = box.top; y < box.bottom; ++y) {
        std::fill(rest.row(y) + box.x0, rest.row(y) + box.x1, 0);
      }
    }
  }
  return rest;
}

bool Overlap(const PixelBox& a, const PixelBox& b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.top < b.bottom && b.top < a.bottom;
}

// Pieces of free lines: ink that no wide gap parts. Their boxes do not overlap.
std::vector<PixelBox> FreeBlocks(const Raster& ink, int em) {
  const Raster joined = Closed(ink, static_cast<int>(kColumnGap * em), std::max(1, em / 4));
  std::vector<PixelBox> blocks;
  for (PixelBox box : ComponentsOf(joined)) {
    if (box.height() < em / 3 && box.width() < em) {
      continue;
    }
    for (std::size_t i = 0; i < blocks.size();) {
      if (Overlap(blocks[i], box)) {
        box = Union(blocks[i], box);
        blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(i));
        i = 0;
      } else {
        ++i;
      }
    }
    blocks.push_back(box);
  }
  return blocks;
}

}  // namespace

int WritingHeight(const CleanScan& scan) {
  const double pixels_per_mm = scan.dpi / 25.4;
  std::vector<int> heights;
  for (const PixelBox& box : ComponentsOf(scan.ink)) {
    const int size = std::max(box.width(), box.height());
    if (size >= kLeastMm * pixels_per_mm && size <= kMostMm * pixels_per_mm &&
        box.height() * 4 > box.width()) {
      heights.push_back(size);
    }
  }
  constexpr std::size_t kEnough = 12;
  if (heights.size() < kEnough) {
    return static_cast<int>(std::lround(kUsualMm * pixels_per_mm));
  }
  // Many components are parts of characters: whole ones are among the larger.
  const auto at = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() * 7 / 10);
  std::nth_element(heights.begin(), at, heights.end());
  return std::max(4, *at);
}

std::vector<ScanLine> FindScanLines(const CleanScan& scan, const std::vector<PixelBox>& cells,
                                    int writing_height) {
  std::vector<ScanLine> lines;
  const LineFinder finder(scan, writing_height);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    finder.AddCell(cells[i], static_cast<int>(i), lines);
  }
  CleanScan outside;
  outside.ink = FreeInk(scan, cells, writing_height);
  const LineFinder free_finder(outside, writing_height);
  for (const PixelBox& box : FreeBlocks(outside.ink, writing_height)) {
    free_finder.AddCell(box, -1, lines);
  }
  return lines;
}

}  // namespace zhibiao
