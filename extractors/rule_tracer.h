// Rules too faint, dotted or wavy to be seen piece by piece: those that add up along their length.
#ifndef EXTRACTORS_RULE_TRACER_H_
#define EXTRACTORS_RULE_TRACER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "extractors/raster.h"

namespace zhibiao {

// A rule across the page, followed column by column.
struct RuleTrace {
  int x0 = 0;             // first column, in pixels
  std::vector<int> rows;  // the uppermost row of the rule in each column; never empty

  int x1() const { return x0 + static_cast<int>(rows.size()); }
  // Beyond its ends it goes on level.
  int RowAt(int x) const {
    return rows[static_cast<std::size_t>(std::clamp(x, x0, x1() - 1) - x0)];
  }
};

// Finds horizontal rules; vertical ones are those of the transposed picture.
class RuleTracer {
 public:
  // `rules`: 1 on horizontal rules that are known.
  // `hidden`: 1 where nobody can see whether a faint rule goes on: all rules that are known,
  // writing, and the room between characters, where punctuation lies that nobody took for writing.
  // `writing`: 1 on characters; rules hardly run through them.
  // Requires: all of one size; dpi > 0.
  RuleTracer(const Raster& grey, Raster rules, Raster hidden, Raster writing, double dpi);

  // Lines that may be rules, the clearest first; they may bridge what is not drawn.
  std::vector<RuleTrace> Follow() const;

  // The parts of a line that are drawn. They end where rules of the other direction cross rather
  // than anywhere else. `crossing`: 1 on those rules.
  std::vector<RuleTrace> Cut(const RuleTrace& line, const Raster& crossing) const;

  // How many rows of pixels a thin rule takes.
  int band() const { return band_; }

 private:
  struct Piece {
    float mean = 0;   // darkness above that of the paper
    float known = 0;  // share of its columns that are not hidden
    float ruled = 0;  // ... that lie on a known rule
  };
  // By piece, then by row: what the best way there is worth, and by how many rows it came down.
  struct Ways {
    std::vector<float> best;
    std::vector<std::int8_t> step;
  };
  struct Column {
    int row = 0;
    bool crossed = false;  // by a rule of the other direction
    bool ruled = false;    // on a rule that is known
    bool known = false;    // neither crossed nor hidden
    bool through = false;  // on a character
    double dark = 0;       // above the paper
  };
  // Columns of a profile: begin <= i < end.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  struct Profile {
    int x0 = 0;
    std::vector<Column> columns;
  };

  // What a part of a line looks like.
  struct Look {
    double dark = 0;     // mean of what is seen, above the paper
    int seen_px = 0;     // columns
    double seen = 0;     // share of its length beside known rules that is not hidden
    double through = 0;  // ... that runs through characters
    double even = 0;     // share of its bits that are not much lighter than the whole
  };

  void MeasurePieces();
  Piece Measured(int piece, int row) const;
  double TakePaperOff(int piece);  // Returns: its grain
  std::vector<RuleTrace> FollowAbove(double least, std::vector<std::uint8_t>& taken) const;
  Ways WaysAbove(double least, const std::vector<std::uint8_t>& taken) const;
  float WayTo(int piece, int row, float step_cost, Ways& ways) const;
  RuleTrace TraceBack(const Ways& ways, std::size_t end, std::vector<std::uint8_t>& taken,
                      double& worth) const;
  double UsualIn(const Profile& profile, const Range& range) const;
  void CutRange(const Profile& profile, const Range& range, double usual,
                std::vector<RuleTrace>& parts, std::vector<Range>& gaps) const;
  static RuleTrace TraceOf(const Profile& profile, const Range& range);
  Profile ProfileOf(const RuleTrace& line, const Raster& crossing) const;
  void HideEdges(Profile& profile) const;
  std::vector<double> PieceMeans(const Profile& profile, std::size_t begin, std::size_t end,
                                 int piece_px) const;
  std::vector<bool> DrawnColumns(const Profile& profile, const Range& range, double usual) const;
  std::vector<bool> HeldColumns(const Profile& profile) const;
  bool IsRule(const Profile& profile, const Range& range, double usual) const;
  bool StandsOut(const Profile& profile, const Range& range, const RuleTrace& rule) const;
  Look LookOf(const Profile& profile, const Range& range) const;
  double DarknessAround(const RuleTrace& rule) const;
  std::optional<double> MeanDarkness(const RuleTrace& rule, int off) const;
  bool Covers(const Raster& mask, int x, int row) const;
  bool IsSeen(int x, int row) const { return !Covers(hidden_, x, row); }
  double PaperAt(int x) const;
  double DarknessAt(int x, int row) const;
  int Px(double mm) const;
  std::size_t At(int piece, int row) const {
    return static_cast<std::size_t>(piece) * static_cast<std::size_t>(height_) +
           static_cast<std::size_t>(row);
  }

  double dpi_;
  int width_;
  int height_;
  int piece_px_;
  int pieces_;
  int band_;
  Raster relief_;
  Raster rules_;
  Raster hidden_;
  Raster writing_;
  std::vector<Piece> measured_;  // by piece, then by row
  std::vector<double> paper_;    // by piece: what blank paper measures
  double grain_ = 0;             // how far blank pieces differ from one another
};

}  // namespace zhibiao

#endif  // EXTRACTORS_RULE_TRACER_H_
