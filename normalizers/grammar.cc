#include "normalizers/grammar.h"

#include <utility>

namespace zhibiao {
namespace {

Result<EmbeddedFile> FindFile(std::span<const EmbeddedFile> files, std::string_view name) {
  for (const EmbeddedFile& file : files) {
    if (file.path.substr(file.path.rfind('/') + 1) == name) {
      return file;
    }
  }
  return Status(StatusCode::kNotFound, std::string(name) + " is missing");
}

Result<PatternTable> LoadPatterns(std::span<const EmbeddedFile> files, std::string_view name) {
  ZHIBIAO_TRY(const EmbeddedFile file, FindFile(files, name));
  return PatternTable::Load(file.path, file.text);
}

Result<std::vector<Comparator>> LoadComparators(std::span<const EmbeddedFile> files,
                                                std::string_view name) {
  ZHIBIAO_TRY(const EmbeddedFile file, FindFile(files, name));
  ZHIBIAO_TRY(const TsvTable table, TsvTable::Parse(file.path, file.text, {"comparator"}));
  std::vector<Comparator> comparators;
  for (const TsvRow& row : table.rows()) {
    comparators.push_back(ComparatorNamed(table.Get(row, "comparator")));
  }
  return comparators;
}

}  // namespace

Result<Grammar> Grammar::Load(std::span<const EmbeddedFile> files) {
  ZHIBIAO_TRY(Vocabulary words, Vocabulary::Load(files, Vocabulary::Subject::kValues));
  ZHIBIAO_TRY(Vocabulary names, Vocabulary::Load(files, Vocabulary::Subject::kNames));
  ZHIBIAO_TRY(Calendar calendar, Calendar::Load(files));
  ZHIBIAO_TRY(PatternTable references, LoadPatterns(files, "references.tsv"));
  ZHIBIAO_TRY(std::vector<Comparator> comparators, LoadComparators(files, "references.tsv"));
  ZHIBIAO_TRY(PatternTable citations, LoadPatterns(files, "citations.tsv"));
  return Grammar{std::move(words),      std::move(names),       std::move(calendar),
                 std::move(references), std::move(comparators), std::move(citations)};
}

const Result<Grammar>& EmbeddedGrammar() {
  static const Result<Grammar> kGrammar = Grammar::Load(NormalizerTables());
  return kGrammar;
}

}  // namespace zhibiao
