#include "extractors/faint_rules.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "extractors/rule_lattice.h"
#include "extractors/rule_tracer.h"
#include "extractors/scan_masks.h"
#include "extractors/scan_writing.h"

namespace zhibiao {
namespace {

constexpr double kSolidMm = 10;  // longer than any stroke of a character

void Draw(const RuleTrace& rule, int band, Raster& mask) {
  for (std::size_t i = 0; i < rule.rows.size(); ++i) {
    const int x = rule.x0 + static_cast<int>(i);
    for (int y = rule.rows[i]; y < std::min(mask.height, rule.rows[i] + band); ++y) {
      mask.at(x, y) = 1;
    }
  }
}

PixelBox BoxOf(const RuleTrace& rule, int band) {
  const auto [top, bottom] = std::minmax_element(rule.rows.begin(), rule.rows.end());
  return {rule.x0, *top, rule.x1(), *bottom + band};
}

void Add(const std::vector<RuleTrace>& found, int band, std::vector<PixelBox>& rules,
         Raster& mask) {
  for (const RuleTrace& rule : found) {
    rules.push_back(BoxOf(rule, band));
    Draw(rule, band, mask);
  }
}

// Rules of one direction that only add up along their length.
class GreyRules {
 public:
  GreyRules(const Raster& grey, const Raster& rules, Raster hidden, Raster writing, double dpi)
      : tracer_(grey, rules, std::move(hidden), std::move(writing), dpi),
        lines_(tracer_.Follow()),
        parts_(lines_) {}

  // Cuts the lines to what is drawn. `crossing`: rules of the other direction.
  void Cut(const Raster& crossing) {
    parts_.clear();
    for (const RuleTrace& line : lines_) {
      for (RuleTrace& part : tracer_.Cut(line, crossing)) {
        parts_.push_back(std::move(part));
      }
    }
  }

  // `mask` with the rules drawn into it.
  Raster DrawnInto(Raster mask) const {
    for (const RuleTrace& rule : parts_) {
      Draw(rule, tracer_.band(), mask);
    }
    return mask;
  }

  void AddTo(std::vector<PixelBox>& rules, Raster& mask) const {
    Add(parts_, tracer_.band(), rules, mask);
  }

 private:
  RuleTracer tracer_;
  std::vector<RuleTrace> lines_;
  std::vector<RuleTrace> parts_;
};

void AddGreyRules(const CleanScan& scan, const Raster& turned, PageRules& rules) {
  Raster hidden = Either(rules.row_mask, Transposed(rules.column_mask));
  ScanWriting writing = WritingOf(scan, hidden);
  hidden = Either(hidden, writing.lines);
  GreyRules down(turned, rules.column_mask, Transposed(Either(hidden, writing.stacks)),
                 Transposed(writing.down), scan.dpi);
  writing.stacks = writing.down = writing.lines = Raster();  // pages are large
  hidden = Either(hidden, writing.across);
  GreyRules across(scan.grey, rules.row_mask, std::move(hidden), std::move(writing.across),
                   scan.dpi);
  // Where rules end is seen best where others cross, and these must be known before.
  across.Cut(Transposed(down.DrawnInto(rules.column_mask)));
  down.Cut(Transposed(across.DrawnInto(rules.row_mask)));
  across.Cut(Transposed(down.DrawnInto(rules.column_mask)));
  across.AddTo(rules.rows, rules.row_mask);
  down.AddTo(rules.columns, rules.column_mask);
}

// What is drawn for longer than any stroke of a character. Writing that stands on a rule hides it
// from others.
Raster SolidRuns(const Raster& grey, double dpi) {
  constexpr int kDark = 128;
  Raster dark(grey.width, grey.height, 0);
  std::transform(grey.pixels.begin(), grey.pixels.end(), dark.pixels.begin(),
                 [](std::uint8_t pixel) -> std::uint8_t { return pixel < kDark ? 1 : 0; });
  return Opened(dark, static_cast<int>(std::lround(kSolidMm / 25.4 * dpi)), 1);
}

// On a page of two tones.
void AddDottedRules(const CleanScan& scan, const Raster& turned, PageRules& rules) {
  LatticeSide rows = {scan.grey, Either(rules.row_mask, SolidRuns(scan.grey, scan.dpi)), {}, {}};
  LatticeSide columns = {turned, Either(rules.column_mask, SolidRuns(turned, scan.dpi)), {}, {}};
  ScanWriting writing = WritingOf(scan, Either(rows.rules, Transposed(columns.rules)));
  rows.writing = Either(writing.lines, writing.across);
  columns.writing = Transposed(Either(writing.lines, writing.stacks));
  const Raster known = Either(rules.row_mask, Transposed(rules.column_mask));
  writing.stacks = writing.lines = Raster();  // pages are large
  int band = 0;
  {
    const RuleTracer down(turned, rules.column_mask, Either(columns.writing, Transposed(known)),
                          Transposed(writing.down), scan.dpi);
    columns.lines = down.Follow();
    band = down.band();
  }
  writing.down = Raster();
  rows.lines = RuleTracer(scan.grey, rules.row_mask, Either(rows.writing, known),
                          std::move(writing.across), scan.dpi)
                   .Follow();
  const LatticeRules found = FindLatticeRules(std::move(rows), std::move(columns), band, scan.dpi);
  Add(found.rows, band, rules.rows, rules.row_mask);
  Add(found.columns, band, rules.columns, rules.column_mask);
}

}  // namespace

void AddFaintRules(const CleanScan& scan, const Raster& turned, PageRules& rules) {
  if (scan.two_tone) {
    AddDottedRules(scan, turned, rules);
  } else {
    AddGreyRules(scan, turned, rules);
  }
}

}  // namespace zhibiao
