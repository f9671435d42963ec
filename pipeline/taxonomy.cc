#include "pipeline/taxonomy.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/tsv.h"
#include "pipeline/unicode.h"

namespace zhibiao {

std::span<const EmbeddedFile> PipelineTables();

namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// The length of "12", "一" or "十二" at the start of `key`; 0: no number, or one of a longer text.
std::size_t NumberLength(std::string_view key) {
  constexpr std::string_view kNumerals = "一二三四五六七八九十";
  constexpr std::size_t kNumeralBytes = 3;
  std::size_t length = 0;
  while (length < key.size() && IsDigit(key[length])) {
    ++length;
  }
  if (length > 0) {
    return length > 2 ? 0 : length;
  }
  while (length + kNumeralBytes <= key.size()) {
    const std::size_t at = kNumerals.find(key.substr(length, kNumeralBytes));
    if (at == std::string_view::npos || at % kNumeralBytes != 0) {
      break;
    }
    length += kNumeralBytes;
  }
  return length;
}

// "1.", "2、", "(一)" before the name; folded text.
std::string_view DropOrdinal(std::string_view key) {
  const bool bracket = key.starts_with('(');
  std::string_view rest = key.substr(bracket ? 1 : 0);
  const std::size_t length = NumberLength(rest);
  if (length == 0) {
    return key;
  }
  rest.remove_prefix(length);
  constexpr std::string_view kComma = "、";
  if (bracket) {
    return rest.starts_with(')') ? rest.substr(1) : key;
  }
  if (rest.starts_with('.') || rest.starts_with(',')) {
    return rest.substr(1);
  }
  return rest.starts_with(kComma) ? rest.substr(kComma.size()) : key;
}

// What stands between `open` and the end is a score, which has a digit and little else, or says
// whether the publisher had a choice.
bool IsRemark(std::string_view text) {
  return (std::any_of(text.begin(), text.end(), IsDigit) && text.size() <= 16) ||
         text == "(可选)" || text == "(选填)" || text == "(必填)" || text == "(可选填)";
}

std::string_view DropScore(std::string_view key) {
  constexpr std::string_view kPoints = "分";
  std::string_view body = key;
  if (body.ends_with(kPoints)) {
    body.remove_suffix(kPoints.size());
  }
  if (body.ends_with(')')) {
    const std::size_t open = body.rfind('(');
    if (open != std::string_view::npos && open > 0 && IsRemark(body.substr(open))) {
      return body.substr(0, open);
    }
    return key;
  }
  while (!body.empty() && (IsDigit(body.back()) || body.back() == '.' || body.back() == '%')) {
    body.remove_suffix(1);
  }
  constexpr std::string_view kWeight = "权重";
  if (body.size() < key.size() && body.ends_with(kWeight)) {
    body.remove_suffix(kWeight.size());
  }
  return body.empty() || body.size() == key.size() ? key : body;
}

struct Taxonomy {
  Status status;
  std::vector<LevelName> names;
  std::unordered_map<std::string, std::vector<const LevelName*>> by_key;

  // As printed, or else with 指标 at its end, or without: forms leave it out or add it freely.
  const LevelName* Find(std::string_view printed, int level, std::string_view level1_code) const {
    constexpr std::string_view kIndicator = "指标";
    std::string label = StripLevelLabel(printed);
    const LevelName* name = FindLabel(label, level, level1_code);
    if (name != nullptr || label.size() <= kIndicator.size()) {
      return name;
    }
    if (label.ends_with(kIndicator)) {
      label.resize(label.size() - kIndicator.size());
    } else {
      label += kIndicator;
    }
    return FindLabel(label, level, level1_code);
  }

  const LevelName* FindLabel(const std::string& label, int level,
                             std::string_view level1_code) const {
    const auto found = by_key.find(label);
    if (found == by_key.end()) {
      return nullptr;
    }
    const LevelName* first = nullptr;
    for (const LevelName* name : found->second) {
      if (name->level != level) {
        continue;
      }
      if (level == 1 || level1_code.empty() || name->parent == level1_code) {
        return name;
      }
      first = first == nullptr ? name : first;
    }
    return first;
  }
};

Status Prove(const Taxonomy& taxonomy, const LevelName& name, const std::string& example,
             const std::string& counter_example) {
  const LevelName* hit = taxonomy.Find(example, name.level, name.parent);
  if (hit == nullptr || hit->code != name.code) {
    return {StatusCode::kInvalidInput,
            "levels.tsv: " + name.id + ": example “" + example + "” is not read as " + name.code};
  }
  if (taxonomy.Find(counter_example, name.level, name.parent) != nullptr) {
    return {StatusCode::kInvalidInput, "levels.tsv: " + name.id + ": counter-example “" +
                                           counter_example + "” is read as a level"};
  }
  return {};
}

Status Load(std::string_view text, Taxonomy& taxonomy) {
  ZHIBIAO_TRY(const TsvTable table, TsvTable::Parse("levels.tsv", text,
                                                    {"id", "level", "code", "parent", "name",
                                                     "example", "counter_example"}));
  taxonomy.names.reserve(table.rows().size());
  for (const TsvRow& row : table.rows()) {
    taxonomy.names.push_back({table.Get(row, "id"), table.Get(row, "level") == "1" ? 1 : 2,
                              table.Get(row, "code"), table.Get(row, "parent"),
                              table.Get(row, "name")});
  }
  for (const LevelName& name : taxonomy.names) {
    taxonomy.by_key[StripLevelLabel(name.name)].push_back(&name);
  }
  for (std::size_t i = 0; i < taxonomy.names.size(); ++i) {
    const TsvRow& row = table.rows()[i];
    ZHIBIAO_RETURN_IF_ERROR(Prove(taxonomy, taxonomy.names[i], table.Get(row, "example"),
                                  table.Get(row, "counter_example")));
  }
  return {};
}

const Taxonomy& TheTaxonomy() {
  static const Taxonomy kTaxonomy = [] {
    Taxonomy loaded;
    for (const EmbeddedFile& file : PipelineTables()) {
      if (file.path.ends_with("levels.tsv")) {
        loaded.status = Load(file.text, loaded);
      }
    }
    return loaded;
  }();
  return kTaxonomy;
}

}  // namespace

Status CheckTaxonomy() {
  return TheTaxonomy().status;
}

std::string StripLevelLabel(std::string_view printed) {
  const std::string key = FoldKey(printed);
  std::string_view label = DropScore(DropOrdinal(key));
  while (label.ends_with(':')) {
    label.remove_suffix(1);
  }
  return std::string(label);
}

const LevelName* FindLevel(std::string_view printed, int level, std::string_view level1_code) {
  return TheTaxonomy().Find(printed, level, level1_code);
}

std::string_view StandardLevelName(std::string_view code) {
  for (const LevelName& name : TheTaxonomy().names) {
    if (name.code == code) {
      return name.name;
    }
  }
  return {};
}

}  // namespace zhibiao
