#include "extractors/column_finder.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "extractors/form_vocabulary.h"
#include "extractors/line_builder.h"

namespace zhibiao {
namespace {

constexpr double kGutterEm = 0.9;       // a wider gap parts two pieces of a line
constexpr double kMaxRowGapEm = 4;      // a wider gap under a line ends the table
constexpr double kReachEm = 1.6;        // how far a line may lie from the row that it belongs to
constexpr double kProseShare = 0.75;    // of the table's width: one piece as wide as this is prose
constexpr double kRuledRowShare = 0.8;  // rules to rows, from which on the rules part the rows
constexpr double kTextGridConfidence = 0.85;
constexpr std::size_t kMinHeads = 3;

bool IsValueRole(ColumnRole role) {
  return role == ColumnRole::kValue || role == ColumnRole::kAnnual || role == ColumnRole::kPeriod ||
         role == ColumnRole::kActual;
}

// The pieces of text that stand on one line of the page.
struct Line {
  Rect box;
  std::vector<TextLine> pieces;
};

std::vector<Line> GroupLines(std::vector<TextLine> pieces) {
  std::stable_sort(pieces.begin(), pieces.end(), [](const TextLine& a, const TextLine& b) {
    return a.source.box.center_y() < b.source.box.center_y();
  });
  std::vector<Line> lines;
  for (TextLine& piece : pieces) {
    const double y = piece.source.box.center_y();
    if (lines.empty() || y > lines.back().box.bottom) {
      lines.emplace_back();
    }
    lines.back().box = Union(lines.back().box, piece.source.box);
    lines.back().pieces.push_back(std::move(piece));
  }
  for (Line& line : lines) {
    std::sort(line.pieces.begin(), line.pieces.end(), [](const TextLine& a, const TextLine& b) {
      return a.source.box.x0 < b.source.box.x0;
    });
  }
  return lines;
}

// A line that names the columns of an indicator table.
bool IsHeadLine(const Line& line) {
  std::size_t heads = 0;
  bool level = false;
  bool value = false;
  for (const TextLine& piece : line.pieces) {
    const ColumnRole role = FindColumnRole(piece.text);
    heads += role != ColumnRole::kNone ? 1U : 0U;
    level = level || role == ColumnRole::kLevel3 || role == ColumnRole::kLevel1;
    value = value || IsValueRole(role);
  }
  return heads >= kMinHeads && level && value;
}

// One table under its head line: lines [head, end).
class TextTable {
 public:
  TextTable(const std::vector<Line>& lines, std::size_t head) : lines_(lines), head_(head) {
    em_ = 0;
    for (const TextLine& piece : lines_[head].pieces) {
      em_ = std::max(em_, piece.font_size);
    }
    FindEnd();
    FindColumns();
  }

  std::size_t end() const { return end_; }

  // The rulings that would draw the table; rules of the page that cross it keep their cells merged.
  std::vector<Ruling> Draw(const std::vector<Ruling>& page_rulings) const {
    const Rect box = Box();
    std::vector<Ruling> drawn;
    for (const double x : Borders(box)) {
      drawn.push_back({{x, box.top}, {x, box.bottom}, 0.5, RulingKind::kStroke});
    }
    std::vector<Ruling> rules = RulesInside(box, page_rulings);
    const std::vector<double> rows = RowBorders();
    if (static_cast<double>(rules.size()) >= kRuledRowShare * static_cast<double>(rows.size())) {
      drawn.insert(drawn.end(), rules.begin(), rules.end());
    } else {
      for (const double y : rows) {
        drawn.push_back({{box.x0, y}, {box.x1, y}, 0.5, RulingKind::kStroke});
      }
    }
    drawn.push_back({{box.x0, box.top}, {box.x1, box.top}, 0.5, RulingKind::kStroke});
    drawn.push_back({{box.x0, box.bottom}, {box.x1, box.bottom}, 0.5, RulingKind::kStroke});
    return drawn;
  }

 private:
  struct Column {
    double x0 = 0;
    double x1 = 0;
    bool value = false;
  };

  void FindEnd() {
    Rect width = lines_[head_].box;
    end_ = head_ + 1;
    while (end_ < lines_.size()) {
      const Line& line = lines_[end_];
      const bool far = line.box.top - lines_[end_ - 1].box.bottom > kMaxRowGapEm * em_;
      const bool prose = line.pieces.size() == 1 && line.box.width() > kProseShare * width.width();
      const bool beside = line.box.x1 < width.x0 || line.box.x0 > width.x1;
      if (far || prose || beside || IsHeadLine(line)) {
        return;
      }
      ++end_;
    }
  }

  // Every head begins a column; the pieces under it widen it as far as they keep clear of the
  // others.
  void FindColumns() {
    for (const TextLine& piece : lines_[head_].pieces) {
      columns_.push_back(
          {piece.source.box.x0, piece.source.box.x1, IsValueRole(FindColumnRole(piece.text))});
    }
    for (std::size_t i = head_ + 1; i < end_; ++i) {
      for (const TextLine& piece : lines_[i].pieces) {
        Widen(piece.source.box);
      }
    }
  }

  void Widen(const Rect& box) {
    Column* only = nullptr;
    double best = -1e9;
    for (Column& column : columns_) {
      const double overlap = std::min(column.x1, box.x1) - std::max(column.x0, box.x0);
      if (overlap > 0 && best > 0) {
        return;  // lies across two columns
      }
      if (overlap > best) {
        best = overlap;
        only = &column;
      }
    }
    if (only != nullptr) {
      only->x0 = std::min(only->x0, box.x0);
      only->x1 = std::max(only->x1, box.x1);
    }
  }

  Rect Box() const {
    Rect box = lines_[head_].box;
    for (std::size_t i = head_; i < end_; ++i) {
      box = Union(box, lines_[i].box);
    }
    return {box.x0 - em_ / 2, box.top - em_ / 3, box.x1 + em_ / 2, box.bottom + em_ / 3};
  }

  std::vector<double> Borders(const Rect& box) const {
    std::vector<double> borders = {box.x0};
    for (std::size_t i = 1; i < columns_.size(); ++i) {
      borders.push_back((columns_[i - 1].x1 + columns_[i].x0) / 2);
    }
    borders.push_back(box.x1);
    return borders;
  }

  bool HasValue(const Line& line) const {
    return std::any_of(line.pieces.begin(), line.pieces.end(), [&](const TextLine& piece) {
      return std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) {
        return column.value && column.x0 < piece.source.box.center_x() &&
               piece.source.box.center_x() < column.x1;
      });
    });
  }

  // Between the head and the rows, and between rows: each line with a value is a row, and the lines
  // without one belong to the nearest of these.
  std::vector<double> RowBorders() const {
    std::vector<std::size_t> anchors;
    for (std::size_t i = head_ + 1; i < end_; ++i) {
      if (HasValue(lines_[i])) {
        anchors.push_back(i);
      }
    }
    std::vector<double> borders;
    std::size_t last = head_;
    for (const std::size_t anchor : anchors) {
      borders.push_back(BorderBetween(last, anchor));
      last = anchor;
    }
    if (last + 1 < end_ && lines_[last + 1].box.top - lines_[last].box.bottom > kReachEm * em_) {
      borders.push_back((lines_[last].box.bottom + lines_[last + 1].box.top) / 2);
    }
    return borders;
  }

  // In the widest gap between the lines of two anchors.
  double BorderBetween(std::size_t above, std::size_t below) const {
    double border = 0;
    double widest = -1e9;
    for (std::size_t i = above; i < below; ++i) {
      const double gap = lines_[i + 1].box.top - lines_[i].box.bottom;
      if (gap > widest + 0.5) {
        widest = gap;
        border = (lines_[i].box.bottom + lines_[i + 1].box.top) / 2;
      }
    }
    return border;
  }

  // Cut off at the table's sides: what sticks out would be columns of its own.
  static std::vector<Ruling> RulesInside(const Rect& box, const std::vector<Ruling>& rulings) {
    std::vector<Ruling> inside;
    for (const Ruling& ruling : rulings) {
      const bool within = ruling.horizontal() && ruling.from.y > box.top &&
                          ruling.from.y < box.bottom && ruling.to.x > box.x0 &&
                          ruling.from.x < box.x1;
      if (within) {
        inside.push_back(ruling);
        inside.back().from.x = std::max(ruling.from.x, box.x0);
        inside.back().to.x = std::min(ruling.to.x, box.x1);
      }
    }
    return inside;
  }

  const std::vector<Line>& lines_;
  std::size_t head_;
  std::size_t end_ = 0;
  double em_ = 0;
  std::vector<Column> columns_;
};

}  // namespace

std::vector<Grid> FindTextGrids(const std::vector<const Glyph*>& glyphs,
                                const std::vector<Ruling>& rulings, int page) {
  std::vector<Grid> grids;
  if (glyphs.empty()) {
    return grids;
  }
  const std::vector<Line> lines = GroupLines(BuildSegments(glyphs, page, kGutterEm));
  std::size_t at = 0;
  while (at < lines.size()) {
    if (!IsHeadLine(lines[at])) {
      ++at;
      continue;
    }
    const TextTable table(lines, at);
    for (Grid& grid : FindGrids(table.Draw(rulings))) {
      grid.confidence = std::min(grid.confidence, kTextGridConfidence);
      grids.push_back(std::move(grid));
    }
    at = table.end();
  }
  return grids;
}

}  // namespace zhibiao
