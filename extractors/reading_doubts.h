// Findings for fields that OCR may have read wrong.
#ifndef EXTRACTORS_READING_DOUBTS_H_
#define EXTRACTORS_READING_DOUBTS_H_

#include <set>

#include "extractors/form_vocabulary.h"
#include "pipeline/finding.h"
#include "pipeline/table.h"

namespace zhibiao {

// True where the record of an indicator holds what stands in a column of `role`: only there does a
// doubtful reading make the record doubtful.
bool IsInRecord(ColumnRole role);

class ReadingDoubts {
 public:
  // `findings` must outlive the object.
  explicit ReadingDoubts(Findings& findings) : findings_(findings) {}

  // Reports `cell`, in a column of `role`, where it was read from a picture and its reading is not
  // certain: once, although a merged cell belongs to many rows. Columns that are not in the record
  // (goals, money, notes) are passed over. All cells are of one table and stay where they are.
  void Check(ColumnRole role, const Cell& cell);

 private:
  Findings& findings_;
  std::set<const Cell*> reported_;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_READING_DOUBTS_H_
