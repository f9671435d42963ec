// The part of a form that is no indicator table: labels with what stands beside them, goals, tasks,
// lines of funding.
#ifndef EXTRACTORS_BLOCK_READER_H_
#define EXTRACTORS_BLOCK_READER_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/form_vocabulary.h"
#include "extractors/table_view.h"
#include "pipeline/record.h"

namespace zhibiao {

class BlockReader {
 public:
  // Reads `view`; goals, tasks, funding and the department go to `record`. Both must outlive the
  // reader.
  BlockReader(const TableView& view, DocumentRecord& record) : view_(view), record_(record) {}

  // Reads the labels that begin in `row`. Returns whether the row meant anything.
  bool ReadRow(int row);

  // The project that the labels have named last, or empty.
  const std::string& project() const { return project_; }
  // The agency (主管部门, 实施单位) that they have named first, or empty.
  const std::string& agency() const { return agency_; }
  // The unit of money that the labels of funding and tasks have named first, or empty.
  const std::string& money_unit() const { return money_unit_; }

 private:
  struct Head {
    int col0 = 0;
    int col1 = 0;
    std::string text;
    Label label = Label::kNone;
  };

  bool InsideBlock(const Cell& cell, int row) const;
  bool ReadLabel(const std::vector<const Cell*>& cells, std::size_t index, Label label);
  void OpenBlock(const Cell& label);
  int BlockBottom(const Cell& label) const;
  // The cells right of `label` that begin in `row`.
  std::vector<const Cell*> RightOf(const Cell& label, int row) const;
  static std::vector<Head> ReadHeads(const std::vector<const Cell*>& cells);
  static std::vector<Head> Nested(const std::vector<Head>& above, std::vector<Head> below);
  static const Head* HeadOver(const std::vector<Head>& heads, const Cell& cell);
  void ReadGoals(const Cell& label, Label kind);
  bool ReadGoalHeads(const Cell& label, Label kind);
  void ReadGoalRow(const std::vector<const Cell*>& cells, const std::vector<Head>& heads,
                   Label kind, int& label_col);
  void AddGoalBelow(const Cell& head, Label kind);
  void AddGoal(Label kind, const Cell& cell);
  // The unit of money that `text` names; the first one is that of the form.
  std::string NoteMoneyUnit(std::string_view text);
  std::string OwnUnit(std::string_view column, std::string_view item, const std::string& block);
  void ReadFunding(const Cell& label);
  void ReadFundingRow(const std::vector<const Cell*>& cells, const std::vector<Head>& heads,
                      const std::string& unit);
  static std::string UnitOver(const std::vector<Head>& heads, const Cell& cell,
                              const std::string& block);
  static void AddTaskCell(const Cell& cell, const Head* head, const std::string& unit, Task& task);
  void ReadTasks(const Cell& label, TaskKind kind);
  void ReadTaskRow(const std::vector<const Cell*>& cells, const std::vector<Head>& heads,
                   TaskKind kind, const std::string& unit);

  const TableView& view_;
  DocumentRecord& record_;
  std::string project_;
  std::string agency_;
  std::string money_unit_;
  int block_bottom_ =
      0;  // rows before this one, right of block_col_, belong to the block read last
  int block_col_ = 0;
};

// Splits "目标1：… 目标2：…" into its goals: number (from 1) and text.
std::vector<std::pair<int, std::string>> SplitGoals(std::string_view text);

// "名称--内容-1449000.00": a task printed on one line. Fills name, content and amount of `task`;
// the hyphens part the fields and are no minus. Returns false, and leaves `task` alone, where
// `text` is not so.
bool SplitTaskLine(std::string_view text, Task& task);

// "项目名称：某某" → label and what follows; Label::kNone where it is not so.
std::pair<Label, std::string> SplitLabelled(std::string_view text);

// "231_烟台市审计局", "[292]国家信访局", "820001-井研县" → the name without its code.
std::string StripAgencyCode(std::string_view name);

// "元", "万元", "亿元" where `text` names a unit of money as such: "（万元）", "单位：元". Empty:
// none.
std::string MoneyUnitIn(std::string_view text);

}  // namespace zhibiao

#endif  // EXTRACTORS_BLOCK_READER_H_
