// Rows of an indicator table → indicators as printed, with every inherited or inferred field
// marked.
#ifndef EXTRACTORS_INDICATOR_READER_H_
#define EXTRACTORS_INDICATOR_READER_H_

#include <optional>
#include <string>
#include <vector>

#include "extractors/header_reader.h"
#include "extractors/reading_doubts.h"
#include "extractors/table_joiner.h"
#include "extractors/table_view.h"
#include "pipeline/finding.h"
#include "pipeline/record.h"

namespace zhibiao {

class IndicatorReader {
 public:
  // Reads rows of `joined`, which is table number `table` of `record`, through `view`. Indicators
  // go to record.indicators. All must outlive the reader.
  IndicatorReader(const JoinedTable& joined, const TableView& view, int table,
                  DocumentRecord& record, Findings& findings);

  // Begins the rows under a head. `project`: the project that the form names, or empty.
  void Begin(HeadMap head, std::string project);
  bool active() const { return active_; }
  void End() { active_ = false; }
  const HeadMap& head() const { return head_; }
  // The project of the last row.
  const std::string& project() const { return project_; }

  // Reads one row under the head. Returns false where the row gave nothing although it has text
  // that looks like an indicator's.
  bool ReadRow(int row);

 private:
  // What a row says under one column of the head.
  struct Slot {
    std::string text;
    std::optional<std::string> other;  // as Cell::other
    double confidence = 1;             // the lowest of its cells'
    const Cell* cell = nullptr;        // the first of its cells
    bool fresh = false;                // a cell of it begins in this row
    bool clipped = false;
  };
  struct LevelState {
    Level level;
    int cell = -1;  // index of the cell last seen in the level's column
    bool printed_here = false;
    double confidence = 1;  // of the cell that prints it
  };
  struct GroupState {
    LevelState level1, level2;
    int last_ordinal = 0;     // of "指标3：…" in the row before
    int last_indicator = -1;  // index into record.indicators
  };

  std::vector<Slot> ReadSlots(int row) const;
  const Slot* SlotOf(const std::vector<Slot>& slots, ColumnRole role, int group) const;
  bool IsFresh(const std::vector<Slot>& slots) const;
  bool IsTotal(int row) const;
  bool AtPageStart(int row) const;
  void ReadProject(const std::vector<Slot>& slots);
  bool ReadSection(int row);
  bool ReadGroup(const std::vector<Slot>& slots, int row, int group);
  void ReadLevels(const std::vector<Slot>& slots, int row, int group, const std::string& name);
  void ReadLevel1(const Slot* slot, GroupState& state);
  void ReadLevel2(const Slot* slot, int row, const std::string& name, GroupState& state);
  void SettleParents(GroupState& state);
  std::vector<IndicatorValue> ReadValues(const std::vector<Slot>& slots, int group) const;
  ValueRole RoleOf(const HeadColumn& column) const;
  const Slot* PartOf(const std::vector<Slot>& slots, const HeadColumn& value,
                     ColumnRole part) const;
  bool ContinuesName(const Slot* name, const std::vector<Slot>& slots, int group) const;
  bool JoinsRowBefore(const Slot* name, const std::vector<IndicatorValue>& values,
                      const std::vector<Slot>& slots, int row, int group) const;
  void AppendToRowBefore(const Slot* name, const std::vector<IndicatorValue>& values, int group);
  void SplitFusedLevels(Indicator& indicator) const;
  void CheckReadings(const std::vector<Slot>& slots, int group);
  double Confidence(const Indicator& indicator, const std::vector<Slot>& slots) const;

  const JoinedTable& joined_;
  const TableView& view_;
  int table_;
  DocumentRecord& record_;
  Findings& findings_;
  ReadingDoubts doubts_;
  HeadMap head_;
  bool active_ = false;
  bool has_period_ = false;
  std::string project_;
  int project_cell_ = -1;
  bool project_doubt_ = false;
  std::vector<GroupState> groups_;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_INDICATOR_READER_H_
