// Any bytes through the text reader: it must end, and what it returns must hold what its header
// says.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/html_markup.h"
#include "extractors/sniff.h"
#include "extractors/text_reader.h"
#include "pipeline/unicode.h"

namespace {

void Require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

void CheckRow(const zhibiao::TextRow& row, int previous_line) {
  Require(row.line >= previous_line);
  for (const std::string& cell : row.cells) {
    Require(zhibiao::IsUtf8(cell));
    Require(cell.find_first_of("\t\r") == std::string::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Require((zhibiao::SniffFile(bytes) == zhibiao::FileKind::kEmpty) == bytes.empty());

  zhibiao::Findings findings;
  const zhibiao::Result<std::vector<zhibiao::TextRow>> rows = zhibiao::ReadText(bytes, findings);
  if (!rows.ok()) {
    Require(rows.status().code() == zhibiao::StatusCode::kInvalidInput);
    return 0;
  }
  int line = 1;
  for (const zhibiao::TextRow& row : rows.value()) {
    CheckRow(row, line);
    line = row.line;
  }
  // Taking markup out never makes a text longer: no entity is shorter than its character.
  Require(zhibiao::StripHtmlMarkup(bytes).text.size() <= bytes.size());
  return 0;
}
