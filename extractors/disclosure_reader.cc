#include "extractors/disclosure_reader.h"

#include <algorithm>
#include <cstddef>

#include "extractors/block_reader.h"
#include "extractors/form_vocabulary.h"
#include "extractors/line_builder.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr double kSameSize = 0.8;           // points: lines of one title are set alike
constexpr std::size_t kMaxTitleBytes = 240;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Calls `use` with every line of `text`.
template <typename Use>
void ForEachLine(std::string_view text, Use use) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    use(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// "北京市审计局2026年度部门预算" → the agency before the year, where it ends like one.
std::string AgencyBeforeYear(std::string_view title) {
  constexpr std::string_view kEndings[] = {"局", "委", "会", "办", "厅", "部", "院", "室", "中心",
                                           "处", "所", "站", "府", "校", "馆", "社", "台", "队"};
  std::size_t year = 0;
  while (year < title.size() && !(IsDigit(title[year]) && title.substr(year, 2) == "20")) {
    ++year;
  }
  const std::string_view before = title.substr(0, year);
  if (year == title.size() || before.size() < 9) {
    return {};
  }
  const bool ends = std::any_of(std::begin(kEndings), std::end(kEndings),
                                [&](std::string_view ending) { return before.ends_with(ending); });
  return ends ? std::string(before) : std::string();
}

}  // namespace

std::optional<int> FindYear(std::string_view text) {
  const std::string key = FoldKey(text);
  for (std::size_t i = 0; i + 4 <= key.size(); ++i) {
    const bool starts = key[i] == '2' && key[i + 1] == '0' && (i == 0 || !IsDigit(key[i - 1]));
    if (!starts || !IsDigit(key[i + 2]) || !IsDigit(key[i + 3]) || key.compare(i + 4, 3, "年") != 0) {
      continue;
    }
    return 2000 + (key[i + 2] - '0') * 10 + (key[i + 3] - '0');
  }
  return std::nullopt;
}

void DisclosureReader::AddLine(const TextLine& line) {
  if (title_page_ == 0) {
    title_page_ = line.source.page;
  }
  if (line.source.page != title_page_ || line.text.size() > kMaxTitleBytes) {
    title_closed_ = title_closed_ || line.source.page != title_page_;
    return;
  }
  const std::string text = JoinCellLines(line.text);
  if (line.font_size > title_size_ + kSameSize) {
    disclosure_.title = text;
    title_size_ = line.font_size;
    title_closed_ = false;
  } else if (!title_closed_ && line.font_size > title_size_ - kSameSize &&
             disclosure_.title.size() + text.size() < kMaxTitleBytes) {
    disclosure_.title += text;
  } else {
    title_closed_ = true;
  }
}

void DisclosureReader::AddForm(std::string_view caption, const Table& table) {
  std::string first_rows;
  for (const Cell& cell : table.cells) {
    if (cell.row > 1) {
      break;
    }
    first_rows += (first_rows.empty() ? "" : "\n") + JoinCellLines(cell.text);
  }
  ForEachLine(caption, [&](std::string_view line) { ReadTitleText(line); });
  ForEachLine(first_rows, [&](std::string_view line) { ReadTitleText(line); });
}

void DisclosureReader::ReadTitleText(std::string_view text) {
  const TitleMeaning meaning = ReadTitle(text);
  if (meaning.is_form) {
    if (form_title_.empty()) {
      form_title_ = JoinCellLines(text);
    }
    if (disclosure_.kind == DisclosureKind::kUnknown) {
      disclosure_.kind = meaning.kind;
    }
    if (disclosure_.scope == DisclosureScope::kUnknown) {
      disclosure_.scope = meaning.scope;
    }
  }
  if (!disclosure_.fiscal_year) {
    disclosure_.fiscal_year = FindYear(text);
  }
  if (disclosure_.money_unit.empty()) {
    disclosure_.money_unit = MoneyUnitIn(text);
  }
  const auto [label, rest] = SplitLabelled(text);
  if (disclosure_.department.empty() && (label == Label::kDepartment || label == Label::kAgency)) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    disclosure_.department = StripAgencyCode(std::string_view(rest).substr(0, end));
  }
}

void DisclosureReader::Finish(const DocumentRecord& record) {
  if (disclosure_.title.empty() || record.coverage.tables_recognised == 0) {
    disclosure_.title = form_title_.empty() ? disclosure_.title : form_title_;
  }
  if (!disclosure_.fiscal_year) {
    disclosure_.fiscal_year = FindYear(disclosure_.title);
  }
  if (disclosure_.department.empty()) {
    disclosure_.department = AgencyBeforeYear(disclosure_.title);
  }
  const auto has_actual = [](const Indicator& indicator) {
    return std::any_of(indicator.values.begin(), indicator.values.end(),
                       [](const IndicatorValue& v) { return v.role == ValueRole::kActual; });
  };
  if (disclosure_.kind == DisclosureKind::kUnknown &&
      std::any_of(record.indicators.begin(), record.indicators.end(), has_actual)) {
    disclosure_.kind = DisclosureKind::kSelfEvaluation;
  }
}

}  // namespace zhibiao
