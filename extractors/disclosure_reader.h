// What a document is: its title, kind, scope, year, department and unit of money.
#ifndef EXTRACTORS_DISCLOSURE_READER_H_
#define EXTRACTORS_DISCLOSURE_READER_H_

#include <optional>
#include <string>
#include <string_view>

#include "extractors/form_reader.h"
#include "extractors/form_vocabulary.h"
#include "pipeline/layout.h"
#include "pipeline/record.h"
#include "pipeline/table.h"

namespace zhibiao {

class DisclosureReader {
 public:
  // Fills `disclosure`, which must outlive the reader. Fields that are filled already stay.
  explicit DisclosureReader(Disclosure& disclosure) : disclosure_(disclosure) {}

  // The document's free lines, in reading order.
  void AddLine(const TextLine& line);
  // Any table. A title over one is the table's, not the document's.
  void AddTable(const Table& table);
  // A table that gave indicators, with the lines above it.
  void AddForm(std::string_view caption, const Table& table);
  // What the labels of a form say: taken where no better place says it.
  void AddFacts(const FormFacts& facts);
  // Settles what several places say.
  void Finish(const DocumentRecord& record);

 private:
  void ReadFormTitle(std::string_view text, const TitleMeaning& meaning);
  void ReadTitleText(std::string_view text);

  Disclosure& disclosure_;
  double title_size_ = 0;  // font size of the document's title so far
  int title_page_ = 0;
  bool title_closed_ = false;
  bool title_over_table_ = false;
  std::string form_title_;  // of the first form
  FormFacts facts_;         // of the first form that names each
};

// "附件3", "附表2-1：": the mark of an annex, no title.
bool IsAnnexMark(std::string_view text);

// The year of "(2026年度)", "2026年…", where there is one between 2000 and 2099.
std::optional<int> FindYear(std::string_view text);

}  // namespace zhibiao

#endif  // EXTRACTORS_DISCLOSURE_READER_H_
