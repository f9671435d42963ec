// The tables of some documents of the corpus, cell by cell, as golden files.
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extractors/document_reader.h"
#include "extractors/page_layout.h"
#include "extractors/pdf_reader.h"
#include "extractors/table_joiner.h"
#include "tests/support/golden.h"

namespace zhibiao {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string DumpTables(const std::string& document) {
  Findings findings;
  Result<PdfReader> reader =
      PdfReader::Open(ReadFile(ZHIBIAO_ROOT "/corpus/documents/" + document), {}, findings);
  EXPECT_TRUE(reader.ok()) << reader.status().message();
  TableJoiner joiner;
  for (int number = 1; reader.ok() && number <= reader.value().page_count(); ++number) {
    const Result<Page> page = reader.value().ReadPage(number, findings);
    EXPECT_TRUE(page.ok()) << page.status().message();
    joiner.Add(LayOutPage(page.value(), findings), findings);
  }
  DocumentRecord record;
  ReadDocument(joiner.Finish(), record, findings);
  std::string dump;
  for (const Table& table : record.tables) {
    EXPECT_TRUE(ValidateTable(table).ok()) << ValidateTable(table).message();
    dump += DumpTable(table);
  }
  return dump;
}

// One for each way in which cells come about: rules, text alone, page breaks, a page on its side.
TEST(Tables, StayAsTheyWere) {
  for (const std::string& name : std::vector<std::string>{
           "f10-self-evaluation-two-header-rows", "h06-borderless-table", "h11-rotate-90",
           "h20-rows-cut-by-page-edge", "h24-merged-cells-over-three-pages"}) {
    SCOPED_TRACE(name);
    test::ExpectGolden(name + ".tables.txt", DumpTables(name + ".pdf"));
  }
}

}  // namespace
}  // namespace zhibiao
