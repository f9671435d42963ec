// Scores extracted indicators against hand-made truth (corpus/truth/README.md).
#ifndef TESTS_SUPPORT_SCORING_H_
#define TESTS_SUPPORT_SCORING_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "pipeline/record.h"

namespace zhibiao::test {

// One line of a truth file: a value of an indicator row.
struct TruthRow {
  int page = 0;
  std::string order;
  std::string project, level1, level2, level3, role, sign, value, unit, weight, score;
};

// (document, order, column) → further readings that count.
using Alternatives =
    std::map<std::tuple<std::string, std::string, std::string>, std::set<std::string>>;

struct Score {
  int truth = 0;                        // values that should come out
  int predicted = 0;                    // values that did, on the pages that truth covers
  int core = 0;                         // level 3, role, and sign + value + unit are right
  int full = 0;                         // and so are levels, project, weight and score
  int simple = 0;                       // core values of the plain kind "sign number unit"
  int simple_right = 0;                 // whose measure has that comparator and number
  int silent = 0;                       // wrong values that claim a confidence of 0.95 or more
  std::vector<std::string> complaints;  // one line for each thing missed, extra or wrong

  double core_f1() const { return F1(core); }
  double full_f1() const { return F1(full); }
  double measure() const { return simple == 0 ? 1 : static_cast<double>(simple_right) / simple; }
  void Add(const Score& other);

 private:
  double F1(int right) const {
    return truth + predicted == 0 ? 1 : 2.0 * right / (truth + predicted);
  }
};

// Both read whole files; a missing file gives nothing.
std::vector<TruthRow> LoadTruth(const std::string& path);
Alternatives LoadAlternatives(const std::string& path);

// Only values whose evidence is on a page that truth covers count; all of them where truth is
// empty. `document` is the name that `alternatives` uses.
Score ScoreDocument(const std::string& document, const std::vector<TruthRow>& truth,
                    const Alternatives& alternatives, const DocumentRecord& record);

// For comparing printed texts: compatibility forms, white space and the many forms of signs,
// brackets and quotes are one.
std::string ScoringKey(std::string_view text);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_SCORING_H_
