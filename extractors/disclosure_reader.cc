#include "extractors/disclosure_reader.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "extractors/block_reader.h"
#include "extractors/line_builder.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr double kSameSize = 0.8;  // points: lines of one title are set alike
constexpr std::size_t kMaxTitleBytes = 240;
constexpr std::size_t kMaxHeadBytes = 120;  // a cell that may say what the form is

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Calls `use` with every line of `text`.
template <typename Use>
void ForEachLine(std::string_view text, Use use) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    use(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

bool EndsLikeAgency(std::string_view name) {
  constexpr std::string_view kEndings[] = {"局", "委", "会", "办", "厅", "部", "院", "室", "中心",
                                           "处", "所", "站", "府", "校", "馆", "社", "台", "队"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

// Where "2026年" or "2026年度" stands in `title`: position and length; npos: nowhere.
std::pair<std::size_t, std::size_t> YearIn(std::string_view title) {
  constexpr std::string_view kYear = "年";
  constexpr std::string_view kDegree = "度";
  for (std::size_t at = title.find("20"); at != std::string_view::npos;
       at = title.find("20", at + 1)) {
    if (title.size() < at + 4 || !IsDigit(title[at + 2]) || !IsDigit(title[at + 3]) ||
        title.compare(at + 4, kYear.size(), kYear) != 0) {
      continue;
    }
    std::size_t length = 4 + kYear.size();
    if (title.compare(at + length, kDegree.size(), kDegree) == 0) {
      length += kDegree.size();
    }
    return {at, length};
  }
  return {std::string_view::npos, 0};
}

// "北京市审计局2026年度部门预算", "2026年度泉州市…中心单位预算" → the agency beside the year.
std::string AgencyInTitle(std::string_view title) {
  const auto [at, length] = YearIn(title);
  if (at == std::string_view::npos) {
    return {};
  }
  const std::string_view before = title.substr(0, at);
  if (before.size() >= 9 && EndsLikeAgency(before)) {
    return std::string(before);
  }
  const std::string_view after = title.substr(at + length);
  for (const std::string_view what : {"单位预算", "部门预算", "部门综合预算", "部门整体",
                                      "单位决算", "部门决算", "绩效", "预算"}) {
    const std::size_t end = after.find(what);
    if (end != std::string_view::npos && end >= 9 && EndsLikeAgency(after.substr(0, end))) {
      return std::string(after.substr(0, end));
    }
  }
  return {};
}

// A line of running text is no title, however large it is set.
bool IsProse(std::string_view text) {
  return text.size() > 150 || text.find("。") != std::string_view::npos ||
         text.find("；") != std::string_view::npos || text.find("，") != text.rfind("，");
}

// "（2026年度）": a line that says the year and nothing else.
bool IsYearAlone(std::string_view text) {
  return FoldKey(text).size() <= 16;
}

}  // namespace

bool IsAnnexMark(std::string_view text) {
  const std::string key = FoldKey(text);
  for (const std::string_view mark : {"附件", "附表", "附"}) {
    if (key.starts_with(mark)) {
      return std::all_of(key.begin() + static_cast<std::ptrdiff_t>(mark.size()), key.end(),
                         [](char c) { return IsDigit(c) || c == '-' || c == ':' || c == '.'; });
    }
  }
  return false;
}

std::optional<int> FindYear(std::string_view text) {
  const std::string key = FoldKey(text);
  for (std::size_t i = 0; i + 4 <= key.size(); ++i) {
    const bool starts = key[i] == '2' && key[i + 1] == '0' && (i == 0 || !IsDigit(key[i - 1]));
    if (!starts || !IsDigit(key[i + 2]) || !IsDigit(key[i + 3]) ||
        key.compare(i + 4, 3, "年") != 0) {
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
  if (IsAnnexMark(text)) {
    return;
  }
  if (IsProse(text)) {
    title_closed_ = true;
    return;
  }
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

void DisclosureReader::AddTable(const Table& table) {
  title_over_table_ = title_over_table_ || (title_page_ > 0 && table.page == title_page_);
}

void DisclosureReader::AddForm(std::string_view caption, const Table& table) {
  std::string first_rows;
  for (const Cell& cell : table.cells) {
    if (cell.row > 1) {
      break;
    }
    if (cell.text.size() > kMaxHeadBytes) {
      continue;
    }
    first_rows += (first_rows.empty() ? "" : "\n") + JoinCellLines(cell.text);
  }
  ForEachLine(caption, [&](std::string_view line) { ReadTitleText(line); });
  ForEachLine(first_rows, [&](std::string_view line) { ReadTitleText(line); });
}

void DisclosureReader::ReadFormTitle(std::string_view text, const TitleMeaning& meaning) {
  const bool names_cells =
      FindColumnRole(text) != ColumnRole::kNone || FindLabel(text) != Label::kNone;
  if (form_title_.empty() && !names_cells) {  // 绩效目标 may stand over a column
    form_title_ = JoinCellLines(text);
  }
  if (disclosure_.kind == DisclosureKind::kUnknown) {
    disclosure_.kind = meaning.kind;
  }
  if (disclosure_.scope == DisclosureScope::kUnknown) {
    disclosure_.scope = meaning.scope;
  }
}

void DisclosureReader::ReadTitleText(std::string_view text) {
  const TitleMeaning meaning = ReadTitle(text);
  if (meaning.is_form) {
    ReadFormTitle(text, meaning);
  }
  if (!disclosure_.fiscal_year && (meaning.is_form || IsYearAlone(text))) {
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

void DisclosureReader::AddFacts(const FormFacts& facts) {
  facts_.agency = facts_.agency.empty() ? facts.agency : facts_.agency;
  facts_.money_unit = facts_.money_unit.empty() ? facts.money_unit : facts_.money_unit;
}

void DisclosureReader::Finish(const DocumentRecord& record) {
  if ((disclosure_.title.empty() || title_over_table_) && !form_title_.empty()) {
    disclosure_.title = form_title_;
  }
  if (!disclosure_.fiscal_year) {
    disclosure_.fiscal_year = FindYear(disclosure_.title);
  }
  if (disclosure_.department.empty()) {
    disclosure_.department = AgencyInTitle(disclosure_.title);
  }
  if (disclosure_.department.empty()) {
    disclosure_.department = facts_.agency;
  }
  if (disclosure_.money_unit.empty()) {
    disclosure_.money_unit = facts_.money_unit;
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
