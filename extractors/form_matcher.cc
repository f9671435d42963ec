#include "extractors/form_matcher.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "extractors/form_vocabulary.h"
#include "pipeline/pattern_table.h"
#include "pipeline/tsv.h"
#include "pipeline/unicode.h"

namespace zhibiao {

std::span<const EmbeddedFile> ExtractorTables();

namespace {

constexpr std::string_view kSideBySide = "side_by_side";

struct Form {
  std::string id;
  Pattern title;
  std::vector<std::string> needs, lacks;
};

struct Forms {
  Status status;
  std::vector<Form> forms;
};

std::vector<std::string> SplitAtCommas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

Status CheckRoles(const std::vector<std::string>& roles, const std::string& where) {
  for (const std::string& role : roles) {
    if (role != kSideBySide && FindColumnRoleNamed(role) == ColumnRole::kNone) {
      std::string message = where;
      message.append(": unknown column role ").append(role);
      return {StatusCode::kInvalidInput, std::move(message)};
    }
  }
  return {};
}

Status Load(std::string_view text, std::vector<Form>& forms) {
  ZHIBIAO_TRY(const TsvTable table, TsvTable::Parse("forms.tsv", text,
                                                    {"id", "re2", "needs", "lacks", "example",
                                                     "counter_example", "source"}));
  for (const TsvRow& row : table.rows()) {
    const std::string where = "forms.tsv: " + table.Get(row, "id");
    ZHIBIAO_TRY(Pattern title, Pattern::Make(table.Get(row, "re2")));
    const std::string& counter = table.Get(row, "counter_example");
    const bool proved = title.PartialMatch(FoldKey(table.Get(row, "example"))) &&
                        (counter.empty() || !title.PartialMatch(FoldKey(counter)));
    if (!proved) {
      return {StatusCode::kInvalidInput, where + ": its example or counter-example disproves it"};
    }
    Form form = {table.Get(row, "id"), std::move(title), SplitAtCommas(table.Get(row, "needs")),
                 SplitAtCommas(table.Get(row, "lacks"))};
    ZHIBIAO_RETURN_IF_ERROR(CheckRoles(form.needs, where));
    ZHIBIAO_RETURN_IF_ERROR(CheckRoles(form.lacks, where));
    forms.push_back(std::move(form));
  }
  return {};
}

const Forms& TheForms() {
  static const Forms kForms = [] {
    Forms loaded;
    for (const EmbeddedFile& file : ExtractorTables()) {
      if (file.path.ends_with("forms.tsv")) {
        loaded.status = Load(file.text, loaded.forms);
      }
    }
    return loaded;
  }();
  return kForms;
}

bool Has(const HeadMap& head, const std::string& role) {
  return role == kSideBySide ? head.groups > 1 : head.Has(FindColumnRoleNamed(role));
}

}  // namespace

Status CheckForms() {
  return TheForms().status;
}

std::string MatchForm(std::string_view title, const HeadMap& head) {
  if (head.inferred) {
    return {};
  }
  const std::string key = FoldKey(title);
  const auto has = [&](const std::string& role) { return Has(head, role); };
  for (const Form& form : TheForms().forms) {
    if (std::all_of(form.needs.begin(), form.needs.end(), has) &&
        std::none_of(form.lacks.begin(), form.lacks.end(), has) && form.title.PartialMatch(key)) {
      return form.id;
    }
  }
  return {};
}

}  // namespace zhibiao
