#include "extractors/grid_finder.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace zhibiao {
namespace {

constexpr std::size_t kMaxRules = 3000;        // of one direction; the longest are kept
constexpr std::size_t kMaxGridCells = 400000;  // rows × columns
constexpr double kMinSingleWidth = 100;        // points: a lone box smaller than this is decoration
constexpr double kMinSingleHeight = 24;

// A rule of known direction: at `at` across, from `from` to `to` along.
struct Rule {
  double at = 0;
  double from = 0;
  double to = 0;
  bool weak = false;  // the edge of a shading, not a drawn line
};

double Length(const Rule& rule) {
  return rule.to - rule.from;
}

class UnionFind {
 public:
  explicit UnionFind(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t Find(std::size_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }
  void Join(std::size_t a, std::size_t b) { parent_[Find(a)] = Find(b); }

 private:
  std::vector<std::size_t> parent_;
};

std::vector<Rule> RulesOf(const std::vector<Ruling>& rulings, bool horizontal) {
  std::vector<Rule> rules;
  for (const Ruling& ruling : rulings) {
    if (ruling.horizontal() != horizontal) {
      continue;
    }
    const bool weak = ruling.kind == RulingKind::kShadingEdge;
    if (horizontal) {
      rules.push_back({(ruling.from.y + ruling.to.y) / 2, ruling.from.x, ruling.to.x, weak});
    } else {
      rules.push_back({(ruling.from.x + ruling.to.x) / 2, ruling.from.y, ruling.to.y, weak});
    }
  }
  return rules;
}

// Where the rules [begin, end) of one cluster lie: drawn lines decide, shading edges only among
// themselves.
double ClusterPosition(const std::vector<Rule>& rules, std::size_t begin, std::size_t end) {
  double sum = 0;
  double weight = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const double w = std::max(Length(rules[i]), 0.1) * (rules[i].weak ? 1e-6 : 1.0);
    sum += rules[i].at * w;
    weight += w;
  }
  return sum / weight;
}

// Joins the rules [begin, end), which lie at one place, where they touch or nearly do.
void JoinAlong(std::vector<Rule>& rules, std::size_t begin, std::size_t end, double gap,
               std::vector<Rule>& joined) {
  const double at = ClusterPosition(rules, begin, end);
  const auto offset = [](std::size_t i) { return static_cast<std::ptrdiff_t>(i); };
  std::sort(rules.begin() + offset(begin), rules.begin() + offset(end),
            [](const Rule& a, const Rule& b) { return a.from < b.from; });
  const std::size_t first = joined.size();
  for (std::size_t i = begin; i < end; ++i) {
    const Rule& rule = rules[i];
    if (joined.size() > first && rule.from <= joined.back().to + gap) {
      joined.back().to = std::max(joined.back().to, rule.to);
      joined.back().weak = joined.back().weak && rule.weak;
    } else {
      joined.push_back({at, rule.from, rule.to, rule.weak});
    }
  }
}

// Snaps rules that are nearly at one place, joins their pieces.
std::vector<Rule> SnapAndJoin(std::vector<Rule> rules, const GridOptions& options) {
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.at < b.at; });
  std::vector<Rule> joined;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= rules.size(); ++i) {
    const bool same = i < rules.size() && rules[i].at - rules[i - 1].at <= options.snap &&
                      rules[i].at - rules[begin].at <= 2 * options.snap;
    if (!same) {
      JoinAlong(rules, begin, i, options.join_gap, joined);
      begin = i;
    }
  }
  if (joined.size() > kMaxRules) {
    std::nth_element(joined.begin(), joined.begin() + kMaxRules, joined.end(),
                     [](const Rule& a, const Rule& b) { return Length(a) > Length(b); });
    joined.resize(kMaxRules);
  }
  return joined;
}

bool Touch(const Rule& horizontal, const Rule& vertical, double tolerance) {
  return vertical.at >= horizontal.from - tolerance && vertical.at <= horizontal.to + tolerance &&
         horizontal.at >= vertical.from - tolerance && horizontal.at <= vertical.to + tolerance;
}

struct Component {
  std::vector<Rule> horizontals;
  std::vector<Rule> verticals;
};

std::vector<Component> FindComponents(const std::vector<Rule>& horizontals,
                                      const std::vector<Rule>& verticals, double tolerance) {
  UnionFind sets(horizontals.size() + verticals.size());
  for (std::size_t h = 0; h < horizontals.size(); ++h) {
    for (std::size_t v = 0; v < verticals.size(); ++v) {
      if (Touch(horizontals[h], verticals[v], tolerance)) {
        sets.Join(h, horizontals.size() + v);
      }
    }
  }
  std::vector<Component> components;
  std::vector<std::size_t> index(horizontals.size() + verticals.size(), SIZE_MAX);
  const auto component_of = [&](std::size_t member) -> Component& {
    std::size_t& slot = index[sets.Find(member)];
    if (slot == SIZE_MAX) {
      slot = components.size();
      components.emplace_back();
    }
    return components[slot];
  };
  for (std::size_t h = 0; h < horizontals.size(); ++h) {
    component_of(h).horizontals.push_back(horizontals[h]);
  }
  for (std::size_t v = 0; v < verticals.size(); ++v) {
    component_of(horizontals.size() + v).verticals.push_back(verticals[v]);
  }
  return components;
}

// The places of `rules`, snapped; then the ends of the rules `across` where those reach further
// out.
std::vector<double> Borders(const std::vector<Rule>& rules, const std::vector<Rule>& across,
                            const GridOptions& options) {
  std::vector<double> places;
  places.reserve(rules.size());
  for (const Rule& rule : rules) {
    places.push_back(rule.at);
  }
  std::sort(places.begin(), places.end());
  std::vector<double> borders;
  for (const double place : places) {
    if (borders.empty() || place - borders.back() > options.snap) {
      borders.push_back(place);
    }
  }
  double low = borders.front();
  double high = borders.back();
  for (const Rule& rule : across) {
    low = std::min(low, rule.from);
    high = std::max(high, rule.to);
  }
  if (borders.front() - low > options.open_overhang) {
    borders.insert(borders.begin(), low);
  }
  if (high - borders.back() > options.open_overhang) {
    borders.push_back(high);
  }
  return borders;
}

// Which sides of the atomic cells are drawn: closed[line * lanes + lane] for the border `line`
// beside the strip `lane`.
class EdgeMap {
 public:
  EdgeMap(const std::vector<double>& lines, const std::vector<double>& lanes,
          const std::vector<Rule>& rules, const GridOptions& options)
      : lane_count_(lanes.size() - 1), covered_(lines.size() * (lanes.size() - 1), 0.0) {
    for (const Rule& rule : rules) {
      const std::size_t line = NearestLine(lines, rule.at);
      for (std::size_t lane = 0; lane < lane_count_; ++lane) {
        const double overlap =
            std::min(rule.to, lanes[lane + 1]) - std::max(rule.from, lanes[lane]);
        if (overlap > 0) {
          covered_[line * lane_count_ + lane] += overlap / (lanes[lane + 1] - lanes[lane]);
        }
      }
    }
    threshold_ = options.edge_cover;
  }

  bool Closed(std::size_t line, std::size_t lane) const {
    return covered_[line * lane_count_ + lane] >= threshold_;
  }

 private:
  static std::size_t NearestLine(const std::vector<double>& lines, double at) {
    const auto it = std::lower_bound(lines.begin(), lines.end(), at);
    const auto index = static_cast<std::size_t>(it - lines.begin());
    if (it == lines.end()) {
      return lines.size() - 1;
    }
    return index > 0 && at - lines[index - 1] < lines[index] - at ? index - 1 : index;
  }

  std::size_t lane_count_;
  std::vector<double> covered_;
  double threshold_ = 0;
};

// Cuts the grid into cells: atomic cells that no rule parts are one.
class CellCutter {
 public:
  CellCutter(const std::vector<double>& xs, const std::vector<double>& ys, const EdgeMap& across,
             const EdgeMap& down)
      : xs_(xs),
        ys_(ys),
        across_(across),
        down_(down),
        cols_(xs.size() - 1),
        rows_(ys.size() - 1),
        regions_(rows_ * cols_) {}

  Grid Cut() {
    JoinOpenNeighbours();
    std::vector<std::vector<std::size_t>> members(rows_ * cols_);
    for (std::size_t i = 0; i < rows_ * cols_; ++i) {
      members[regions_.Find(i)].push_back(i);
    }
    for (const std::vector<std::size_t>& region : members) {
      if (!region.empty()) {
        AddRegion(region);
      }
    }
    std::sort(grid_.cells.begin(), grid_.cells.end(), [](const GridCell& a, const GridCell& b) {
      return std::pair(a.row, a.col) < std::pair(b.row, b.col);
    });
    grid_.xs = xs_;
    grid_.ys = ys_;
    return std::move(grid_);
  }

 private:
  void JoinOpenNeighbours() {
    for (std::size_t row = 0; row < rows_; ++row) {
      for (std::size_t col = 0; col < cols_; ++col) {
        if (col + 1 < cols_ && !down_.Closed(col + 1, row)) {
          regions_.Join(row * cols_ + col, row * cols_ + col + 1);
        }
        if (row + 1 < rows_ && !across_.Closed(row + 1, col)) {
          regions_.Join(row * cols_ + col, (row + 1) * cols_ + col);
        }
      }
    }
  }

  // `region` holds indices in ascending order.
  void AddRegion(const std::vector<std::size_t>& region) {
    std::size_t col0 = cols_;
    std::size_t col1 = 0;
    for (const std::size_t i : region) {
      col0 = std::min(col0, i % cols_);
      col1 = std::max(col1, i % cols_);
    }
    const std::size_t row0 = region.front() / cols_;
    const std::size_t row1 = region.back() / cols_;
    if ((row1 - row0 + 1) * (col1 - col0 + 1) == region.size()) {
      AddCell(row0, row1, col0, col1);
    } else {
      CutIntoRectangles(region);
    }
  }

  // A region with broken rules is no rectangle: row runs, joined downwards where they are as wide.
  void CutIntoRectangles(const std::vector<std::size_t>& region) {
    struct Run {
      std::size_t row0, row1, col0, col1;
    };
    std::vector<Run> runs;
    std::size_t i = 0;
    while (i < region.size()) {
      std::size_t j = i + 1;
      while (j < region.size() && region[j] == region[j - 1] + 1 &&
             region[j] / cols_ == region[i] / cols_) {
        ++j;
      }
      const Run run = {region[i] / cols_, region[i] / cols_, region[i] % cols_,
                       region[j - 1] % cols_};
      const auto above = std::find_if(runs.begin(), runs.end(), [&](const Run& r) {
        return r.row1 + 1 == run.row0 && r.col0 == run.col0 && r.col1 == run.col1 &&
               !across_.Closed(run.row0, run.col0);
      });
      if (above != runs.end()) {
        above->row1 = run.row0;
      } else {
        runs.push_back(run);
      }
      i = j;
    }
    for (const Run& run : runs) {
      AddCell(run.row0, run.row1, run.col0, run.col1);
      grid_.cells.back().cut = true;
    }
  }

  void AddCell(std::size_t row0, std::size_t row1, std::size_t col0, std::size_t col1) {
    GridCell cell;
    cell.row = static_cast<int>(row0);
    cell.col = static_cast<int>(col0);
    cell.row_span = static_cast<int>(row1 - row0 + 1);
    cell.col_span = static_cast<int>(col1 - col0 + 1);
    cell.box = {xs_[col0], ys_[row0], xs_[col1 + 1], ys_[row1 + 1]};
    cell.open_top = Open(row0, col0, col1);
    cell.open_bottom = Open(row1 + 1, col0, col1);
    grid_.cells.push_back(cell);
  }

  bool Open(std::size_t line, std::size_t col0, std::size_t col1) const {
    for (std::size_t col = col0; col <= col1; ++col) {
      if (across_.Closed(line, col)) {
        return false;
      }
    }
    return true;
  }

  const std::vector<double>& xs_;
  const std::vector<double>& ys_;
  const EdgeMap& across_;  // horizontal rules
  const EdgeMap& down_;    // vertical rules
  std::size_t cols_;
  std::size_t rows_;
  UnionFind regions_;
  Grid grid_;
};

bool IsDecoration(const Grid& grid) {
  const Rect box = grid.box();
  return grid.cells.size() < 2 &&
         (box.width() < kMinSingleWidth || box.height() < kMinSingleHeight);
}

bool Inside(const Rect& inner, const Rect& outer, double tolerance) {
  return inner.x0 >= outer.x0 - tolerance && inner.x1 <= outer.x1 + tolerance &&
         inner.top >= outer.top - tolerance && inner.bottom <= outer.bottom + tolerance;
}

// A grid within a cell of another is drawing inside that cell; a single box around other grids is a
// frame around them. Which of the two goes: the index of one of them.
std::size_t DroppedOf(const std::vector<Grid>& grids, std::size_t inner, std::size_t outer) {
  return grids[outer].cells.size() == 1 && grids[inner].cells.size() > 1 ? outer : inner;
}

void DropNested(std::vector<Grid>& grids, double tolerance) {
  std::vector<bool> drop(grids.size(), false);
  for (std::size_t i = 0; i < grids.size(); ++i) {
    for (std::size_t j = 0; j < grids.size(); ++j) {
      const bool nested = i != j && Inside(grids[i].box(), grids[j].box(), tolerance);
      if (nested && (i > j || !(grids[i].box() == grids[j].box()))) {
        drop[DroppedOf(grids, i, j)] = true;
      }
    }
  }
  std::vector<Grid> kept;
  for (std::size_t i = 0; i < grids.size(); ++i) {
    if (!drop[i]) {
      kept.push_back(std::move(grids[i]));
    }
  }
  grids = std::move(kept);
}

}  // namespace

std::vector<Grid> FindGrids(const std::vector<Ruling>& rulings, const GridOptions& options) {
  const std::vector<Rule> horizontals = SnapAndJoin(RulesOf(rulings, true), options);
  const std::vector<Rule> verticals = SnapAndJoin(RulesOf(rulings, false), options);
  std::vector<Grid> grids;
  for (const Component& component : FindComponents(horizontals, verticals, options.touch)) {
    if (component.horizontals.empty() || component.verticals.empty()) {
      continue;  // no crossing: an underline, or a table without vertical rules (column_finder.h)
    }
    const std::vector<double> xs = Borders(component.verticals, component.horizontals, options);
    const std::vector<double> ys = Borders(component.horizontals, component.verticals, options);
    if (xs.size() < 2 || ys.size() < 2 || (xs.size() - 1) * (ys.size() - 1) > kMaxGridCells) {
      continue;
    }
    const EdgeMap across(ys, xs, component.horizontals, options);
    const EdgeMap down(xs, ys, component.verticals, options);
    Grid grid = CellCutter(xs, ys, across, down).Cut();
    if (!IsDecoration(grid)) {
      grids.push_back(std::move(grid));
    }
  }
  DropNested(grids, options.touch);
  std::sort(grids.begin(), grids.end(), [](const Grid& a, const Grid& b) {
    return std::pair(a.ys.front(), a.xs.front()) < std::pair(b.ys.front(), b.xs.front());
  });
  return grids;
}

}  // namespace zhibiao
