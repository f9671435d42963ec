#include "extractors/text_columns.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "extractors/form_vocabulary.h"
#include "pipeline/taxonomy.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr std::size_t kMinHeads = 3;  // level, value, and one more
constexpr int kWideGap = 2;           // spaces that part columns; one may stand inside a text
constexpr std::size_t kMaxLineBytes = 2000;

struct Piece {
  std::string text;
  int begin = 0;  // columns of a terminal: Chinese characters have two
  int end = 0;
};

bool IsSpace(char32_t code) {
  return code == U' ' || code == U'\u00a0' || code == U'\u3000';
}

int WidthOf(char32_t code) {
  return code < 0x1100 || code == U'≥' || code == U'≤' ? 1 : 2;
}

// The texts of a line that at least `min_gap` columns of space part.
std::vector<Piece> PiecesOf(const TextRow& row, int min_gap) {
  std::vector<Piece> pieces;
  std::string_view rest = row.cells.front();
  int at = row.indent;
  int gap = min_gap;
  std::string spaces;
  while (!rest.empty()) {
    const std::string_view before = rest;
    const char32_t code = NextCodePoint(rest);
    const std::string_view bytes = before.substr(0, before.size() - rest.size());
    if (IsSpace(code)) {
      gap += WidthOf(code);
      spaces += bytes;
    } else {
      if (gap >= min_gap) {
        pieces.push_back({"", at, at});
      } else {
        pieces.back().text += spaces;
      }
      pieces.back().text += bytes;
      pieces.back().end = at + WidthOf(code);
      gap = 0;
      spaces.clear();
    }
    at += WidthOf(code);
  }
  return pieces;
}

bool IsValueRole(ColumnRole role) {
  return role == ColumnRole::kValue || role == ColumnRole::kAnnual || role == ColumnRole::kPeriod ||
         role == ColumnRole::kActual;
}

// Heads and nothing else, an indicator and its value among them.
bool IsHead(const std::vector<Piece>& pieces) {
  bool names = false;
  bool values = false;
  for (const Piece& piece : pieces) {
    const ColumnRole role = FindColumnRole(piece.text);
    if (role == ColumnRole::kNone && FindLabel(piece.text) == Label::kNone) {
      return false;
    }
    names = names || role == ColumnRole::kLevel3;
    values = values || IsValueRole(role);
  }
  return pieces.size() >= kMinHeads && names && values;
}

// The columns that a head opens, and the lines under it.
class Columns {
 public:
  Columns(std::vector<Piece> heads, int min_gap) : heads_(std::move(heads)), min_gap_(min_gap) {}

  int min_gap() const { return min_gap_; }

  // The cells of a line: under their heads, or in order.
  std::vector<std::string> CellsOf(const std::vector<Piece>& pieces) const {
    std::vector<std::string> cells(heads_.size());
    std::optional<std::size_t> last;
    for (const Piece& piece : pieces) {
      const std::size_t column = ColumnOf(piece);
      if (min_gap_ < kWideGap || (last && column <= *last)) {
        return InOrder(pieces);
      }
      cells[column] = piece.text;
      last = column;
    }
    return cells;
  }

  // The rest of texts that were broken into several lines: neither a level nor a value is there.
  bool Continues(const std::vector<std::string>& cells) const {
    bool name = false;
    for (std::size_t i = 0; i < std::min(cells.size(), heads_.size()); ++i) {
      const ColumnRole role = FindColumnRole(heads_[i].text);
      const bool level = FindLevel(cells[i], 1) != nullptr || FindLevel(cells[i], 2) != nullptr;
      if (!cells[i].empty() && (level || role != ColumnRole::kLevel3)) {
        return false;
      }
      name = name || !cells[i].empty();
    }
    return name && cells.size() == heads_.size();
  }

 private:
  static std::vector<std::string> InOrder(const std::vector<Piece>& pieces) {
    std::vector<std::string> cells;
    cells.reserve(pieces.size());
    for (const Piece& piece : pieces) {
      cells.push_back(piece.text);
    }
    return cells;
  }

  // The head that stands over most of `piece`, or nearest to it.
  std::size_t ColumnOf(const Piece& piece) const {
    std::size_t best = 0;
    int best_overlap = std::numeric_limits<int>::min();
    for (std::size_t i = 0; i < heads_.size(); ++i) {
      const int overlap =
          std::min(heads_[i].end, piece.end) - std::max(heads_[i].begin, piece.begin);
      if (overlap > best_overlap) {
        best = i;
        best_overlap = overlap;
      }
    }
    return best;
  }

  std::vector<Piece> heads_;
  int min_gap_;
};

class SpaceParting {
 public:
  explicit SpaceParting(std::vector<TextRow> rows) : rows_(std::move(rows)) {}

  std::vector<TextRow> Part() {
    std::vector<TextRow> parted;
    for (TextRow& row : rows_) {
      if (row.cells.size() != 1 || row.cells.front().size() > kMaxLineBytes) {
        columns_ = row.cells.empty() ? std::move(columns_) : std::nullopt;
        label_end_ = row.cells.empty() ? label_end_ : 0;
      } else if (PartRow(row, parted)) {
        continue;  // it went on with the row before
      }
      parted.push_back(std::move(row));
    }
    return parted;
  }

 private:
  // Returns whether the line was added to the last of `parted`.
  bool PartRow(TextRow& row, std::vector<TextRow>& parted) {
    if (OpenColumns(row)) {
      return false;
    }
    if (!columns_) {
      PartLabelled(row);
      return false;
    }
    const std::vector<Piece> pieces = PiecesOf(row, columns_->min_gap());
    if (pieces.size() < 2 && (row.indent == 0 || ReadTitle(row.cells.front()).is_form)) {
      columns_.reset();
      PartLabelled(row);
      return false;
    }
    std::vector<std::string> cells = columns_->CellsOf(pieces);
    const bool joins = !parted.empty() && parted.back().cells.size() == cells.size() &&
                       rows_under_head_ > 0 && columns_->Continues(cells);
    if (joins) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        parted.back().cells[i] += cells[i];
      }
      return true;
    }
    ++rows_under_head_;
    row.spaced = true;
    row.cells = std::move(cells);
    return false;
  }

  bool OpenColumns(TextRow& row) {
    for (const int min_gap : {kWideGap, 1}) {
      std::vector<Piece> pieces = PiecesOf(row, min_gap);
      if (IsHead(pieces)) {
        row.cells.clear();
        for (const Piece& piece : pieces) {
          row.cells.push_back(piece.text);
        }
        columns_.emplace(std::move(pieces), min_gap);
        rows_under_head_ = 0;
        label_end_ = 0;
        return true;
      }
    }
    return false;
  }

  // "项目名称   某某", and the lines under it that begin right of the label.
  void PartLabelled(TextRow& row) {
    const std::vector<Piece> pieces = PiecesOf(row, kWideGap);
    const bool labelled = pieces.size() > 1 && FindLabel(pieces.front().text) != Label::kNone;
    const bool goes_on = label_end_ > 0 && row.indent >= label_end_;
    if (!labelled && !goes_on) {
      label_end_ = 0;
      return;
    }
    row.cells.clear();
    if (labelled) {
      label_end_ = pieces.front().end;
    } else {
      row.cells.emplace_back();
    }
    for (const Piece& piece : pieces) {
      row.cells.push_back(piece.text);
    }
  }

  std::vector<TextRow> rows_;
  std::optional<Columns> columns_;
  int rows_under_head_ = 0;
  int label_end_ = 0;  // of the label that began the lines before; 0: none did
};

}  // namespace

std::vector<TextRow> PartAtSpaces(std::vector<TextRow> rows) {
  return SpaceParting(std::move(rows)).Part();
}

}  // namespace zhibiao
