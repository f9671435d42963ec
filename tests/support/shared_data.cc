#include "tests/support/shared_data.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <utility>

#include "pipeline/taxonomy.h"

namespace zhibiao::test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> SplitTabs(const std::string& line) {
  std::vector<std::string> fields;
  std::size_t begin = 0;
  while (begin <= line.size()) {
    const std::size_t tab = std::min(line.find('\t', begin), line.size());
    fields.push_back(line.substr(begin, tab - begin));
    begin = tab + 1;
  }
  return fields;
}

std::string CodeOf(const std::string& name, int level, const std::string& level1) {
  const LevelName* found = FindLevel(name, level, level1);
  return found == nullptr ? std::string() : found->code;
}

// Rows of (level1, level2, name, sign, value, unit), as the columns of the file stand.
void AddFile(const std::string& path, const std::vector<std::size_t>& columns,
             std::set<std::string>& seen, std::vector<ValueCell>& cells) {
  const std::vector<std::string> lines = ReadLines(path);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::vector<std::string> fields = SplitTabs(lines[i]);
    fields.emplace_back();  // the empty column
    const std::size_t none = fields.size() - 1;
    const auto at = [&](std::size_t column) {
      return columns[column] < none ? fields[columns[column]] : std::string();
    };
    ValueCell cell;
    cell.where = fs::path(path).filename().string() + ":" + std::to_string(i + 1);
    cell.level1_code = CodeOf(at(0), 1, "");
    cell.level2_code = CodeOf(at(1), 2, cell.level1_code);
    cell.name = at(2);
    cell.sign = at(3);
    cell.value = at(4);
    cell.unit = at(5);
    const std::string key = cell.sign + "|" + cell.value + "|" + cell.unit + "|" + cell.name + "|" +
                            cell.level1_code + "|" + cell.level2_code;
    if (fields.size() > 4 && seen.insert(key).second) {
      cells.push_back(std::move(cell));
    }
  }
}

}  // namespace

std::string SharedFolder() {
  const std::string folder = ZHIBIAO_ROOT "/../shared";
  return fs::is_directory(folder) ? folder : "";
}

std::vector<std::string> ReadLines(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::vector<std::string> lines;
  std::string line;
  while (std::getline(in, line)) {
    lines.push_back(line);
  }
  return lines;
}

MeasureContext ValueCell::context() const {
  MeasureContext context;
  context.sign = sign;
  context.unit = unit;
  context.name = name;
  context.level1_code = level1_code;
  context.level2_code = level2_code;
  context.fiscal_year = 2022;
  return context;
}

std::vector<ValueCell> SharedValueCells() {
  std::vector<ValueCell> cells;
  const std::string shared = SharedFolder();
  if (shared.empty()) {
    return cells;
  }
  constexpr std::size_t kNone = 99;
  std::set<std::string> seen;
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(shared + "/samples/dev/gold")) {
    if (entry.path().extension() == ".tsv" && entry.path().stem() != "alts") {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    AddFile(file, {3, 4, 5, 7, 8, 9}, seen, cells);
  }
  AddFile(shared + "/data/expressions/real_values.tsv", {0, 1, 2, kNone, 3, kNone}, seen, cells);
  return cells;
}

}  // namespace zhibiao::test
