#include "extractors/pdf_rulings.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <utility>
#include <vector>

namespace zhibiao {
namespace {

constexpr double kTouch = 0.15;      // points: lines side by side with less between them are one
constexpr double kThickest = 5;      // points: lines side by side stay apart beyond this thickness
constexpr double kGap = 1;           // points: between the pieces of one line
constexpr double kDash = 6;          // points: a shorter piece may be a dash
constexpr double kDashGap = 1.5;     // times its length: between dashes
constexpr double kShortestLine = 2;  // points
constexpr double kNear = 1;          // point: an edge this near to a line is that line's
constexpr double kMostly = 0.9;      // of an edge: marked so far by lines, it is theirs
constexpr double kSquare = 2;        // sides nearer than this ratio: a dot, without a direction
constexpr double kLongestDot = 3;    // points
constexpr double kSameEnd = 0.5;     // points: strips of one picture end no farther apart
constexpr std::size_t kStripsOfAStack = 3;
constexpr std::size_t kDotsOfALine = 3;  // that many dots in a row make one

// A piece of line, whichever its direction: `from`..`to` along it, `low`..`high` across.
struct Piece {
  double from = 0;
  double to = 0;
  double low = 0;
  double high = 0;
  RulingKind kind = RulingKind::kStroke;
  std::size_t dashes = 0;  // and dots, of which it was joined
  bool solid = true;       // has a piece that is no dot

  double length() const { return to - from; }
};

bool IsDot(const Rect& box) {
  const double longer = std::max(box.width(), box.height());
  return longer <= kLongestDot && longer < kSquare * std::min(box.width(), box.height());
}

Piece MakePiece(const PdfLine& line, bool horizontal) {
  const Rect& b = line.box;
  Piece piece =
      horizontal ? Piece{b.x0, b.x1, b.top, b.bottom} : Piece{b.top, b.bottom, b.x0, b.x1};
  piece.kind = line.kind;
  piece.solid = !IsDot(b);
  piece.dashes = piece.length() <= kDash ? 1 : 0;
  return piece;
}

// `joined` is what was joined so far, `next` the piece after it.
double AllowedGap(const Piece& joined, const Piece& next) {
  const bool dashed = next.length() <= kDash && (joined.length() <= kDash || joined.dashes > 1);
  return dashed ? std::max(kGap, kDashGap * next.length()) : kGap;
}

void Absorb(Piece& into, const Piece& piece) {
  into.from = std::min(into.from, piece.from);
  into.to = std::max(into.to, piece.to);
  into.low = std::min(into.low, piece.low);
  into.high = std::max(into.high, piece.high);
  into.kind = into.solid ? into.kind : piece.kind;
  into.solid = into.solid || piece.solid;
  into.dashes += piece.dashes;
}

bool IsLine(const Piece& piece) {
  return piece.length() >= kShortestLine && (piece.solid || piece.dashes >= kDotsOfALine);
}

// Pieces that lie on one line: joins them along it.
void JoinAlong(std::vector<Piece>& row, std::vector<Piece>& out) {
  std::sort(row.begin(), row.end(), [](const Piece& a, const Piece& b) { return a.from < b.from; });
  Piece current = row.front();
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i].from - current.to <= AllowedGap(current, row[i])) {
      Absorb(current, row[i]);
      continue;
    }
    if (IsLine(current)) {
      out.push_back(current);
    }
    current = row[i];
  }
  if (IsLine(current)) {
    out.push_back(current);
  }
}

bool SameExtent(const Piece& a, const Piece& b) {
  return std::abs(a.from - b.from) < kSameEnd && std::abs(a.to - b.to) < kSameEnd;
}

// Strips that lie one beside the other without a gap are an area, a picture or a gradient, drawn
// strip by strip: takes them out, where they are too many and too thick to be a line.
void DropStacks(std::vector<Piece>& pieces) {
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
    return std::tuple(std::floor(a.from), std::floor(a.to), a.low) <
           std::tuple(std::floor(b.from), std::floor(b.to), b.low);
  });
  std::vector<Piece> kept;
  for (std::size_t first = 0; first < pieces.size();) {
    std::size_t next = first + 1;
    double high = pieces[first].high;
    while (next < pieces.size() && SameExtent(pieces[first], pieces[next]) &&
           pieces[next].low <= high + kTouch) {
      high = std::max(high, pieces[next].high);
      ++next;
    }
    if (next - first < kStripsOfAStack || high - pieces[first].low <= kThickest) {
      kept.insert(kept.end(), pieces.begin() + static_cast<std::ptrdiff_t>(first),
                  pieces.begin() + static_cast<std::ptrdiff_t>(next));
    }
    first = next;
  }
  pieces = std::move(kept);
}

// All pieces of one direction.
std::vector<Piece> Join(std::vector<Piece> pieces) {
  DropStacks(pieces);
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& a, const Piece& b) { return a.low + a.high < b.low + b.high; });
  std::vector<Piece> out;
  std::vector<Piece> row;
  double low = 0;
  double high = 0;
  for (const Piece& piece : pieces) {
    const bool same_row =
        !row.empty() && piece.low <= high + kTouch && std::max(high, piece.high) - low <= kThickest;
    if (!same_row && !row.empty()) {
      JoinAlong(row, out);
      row.clear();
    }
    low = row.empty() ? piece.low : std::min(low, piece.low);
    high = row.empty() ? piece.high : std::max(high, piece.high);
    row.push_back(piece);
  }
  if (!row.empty()) {
    JoinAlong(row, out);
  }
  return out;
}

Ruling ToRuling(const Piece& piece, bool horizontal) {
  const double across = (piece.low + piece.high) / 2;
  Ruling ruling;
  ruling.from = horizontal ? Point{piece.from, across} : Point{across, piece.from};
  ruling.to = horizontal ? Point{piece.to, across} : Point{across, piece.to};
  ruling.width = piece.high - piece.low;
  ruling.kind = piece.kind;
  return ruling;
}

double Across(const Ruling& ruling) {
  return ruling.horizontal() ? ruling.from.y : ruling.from.x;
}

// The rulings of one direction, by their place across it.
std::vector<Ruling> OfDirection(const std::vector<Ruling>& rulings, bool horizontal) {
  std::vector<Ruling> chosen;
  std::copy_if(rulings.begin(), rulings.end(), std::back_inserter(chosen),
               [&](const Ruling& ruling) { return ruling.horizontal() == horizontal; });
  std::sort(chosen.begin(), chosen.end(),
            [](const Ruling& a, const Ruling& b) { return Across(a) < Across(b); });
  return chosen;
}

// How much of the edge's length the rulings beside it mark. `sorted` as OfDirection() gives them.
double Marked(const Ruling& edge, const std::vector<Ruling>& sorted) {
  const bool horizontal = edge.horizontal();
  const double at = Across(edge);
  const double from = horizontal ? edge.from.x : edge.from.y;
  const double to = horizontal ? edge.to.x : edge.to.y;
  const double reach = kNear + kThickest / 2;
  auto ruling = std::lower_bound(sorted.begin(), sorted.end(), at - reach,
                                 [](const Ruling& r, double value) { return Across(r) < value; });
  double marked = 0;
  for (; ruling != sorted.end() && Across(*ruling) <= at + reach; ++ruling) {
    if (std::abs(Across(*ruling) - at) <= kNear + ruling->width / 2) {
      marked += std::max(0.0, std::min(to, horizontal ? ruling->to.x : ruling->to.y) -
                                  std::max(from, horizontal ? ruling->from.x : ruling->from.y));
    }
  }
  return marked;
}

}  // namespace

std::vector<Ruling> JoinLines(const std::vector<PdfLine>& lines) {
  std::vector<Ruling> rulings;
  for (const bool horizontal : {true, false}) {
    std::vector<Piece> pieces;
    for (const PdfLine& line : lines) {
      if (IsDot(line.box) || (line.box.width() >= line.box.height()) == horizontal) {
        pieces.push_back(MakePiece(line, horizontal));
      }
    }
    const std::vector<Piece> joined = Join(std::move(pieces));
    std::transform(joined.begin(), joined.end(), std::back_inserter(rulings),
                   [&](const Piece& piece) { return ToRuling(piece, horizontal); });
  }
  return rulings;
}

std::vector<Ruling> UnmarkedEdges(const std::vector<Ruling>& edges,
                                  const std::vector<Ruling>& rulings) {
  const std::vector<Ruling> across = OfDirection(rulings, true);
  const std::vector<Ruling> down = OfDirection(rulings, false);
  std::vector<Ruling> unmarked;
  for (const Ruling& edge : edges) {
    const double length = (edge.to.x - edge.from.x) + (edge.to.y - edge.from.y);
    if (Marked(edge, edge.horizontal() ? across : down) < kMostly * length) {
      unmarked.push_back(edge);
    }
  }
  return unmarked;
}

}  // namespace zhibiao
