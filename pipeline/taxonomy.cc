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

// "1.", "2、", "(一)" before the name; folded text.
std::string_view DropOrdinal(std::string_view key) {
  std::size_t digits = 0;
  while (digits < key.size() && IsDigit(key[digits])) {
    ++digits;
  }
  if (digits == 0 || digits > 2) {
    return key;
  }
  std::string_view rest = key.substr(digits);
  constexpr std::string_view kComma = "、";
  if (rest.starts_with('.') || rest.starts_with(',')) {
    return rest.substr(1);
  }
  return rest.starts_with(kComma) ? rest.substr(kComma.size()) : key;
}

// What stands between `open` and the end is a score: it has a digit and little else.
bool IsScore(std::string_view text) {
  return std::any_of(text.begin(), text.end(), IsDigit) && text.size() <= 16;
}

std::string_view DropScore(std::string_view key) {
  constexpr std::string_view kPoints = "分";
  std::string_view body = key;
  if (body.ends_with(kPoints)) {
    body.remove_suffix(kPoints.size());
  }
  if (body.ends_with(')')) {
    const std::size_t open = body.rfind('(');
    if (open != std::string_view::npos && open > 0 && IsScore(body.substr(open))) {
      return body.substr(0, open);
    }
    return key;
  }
  while (!body.empty() && (IsDigit(body.back()) || body.back() == '.' || body.back() == '%')) {
    body.remove_suffix(1);
  }
  return body.empty() || body.size() == key.size() ? key : body;
}

struct Taxonomy {
  Status status;
  std::vector<LevelName> names;
  std::unordered_map<std::string, std::vector<const LevelName*>> by_key;

  const LevelName* Find(std::string_view printed, int level, std::string_view level1_code) const {
    const auto found = by_key.find(StripLevelLabel(printed));
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
