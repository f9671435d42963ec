// FindCitations: 文号 in running text.
#include <algorithm>
#include <array>
#include <string>

#include "normalizers/grammar.h"
#include "normalizers/record_normalizer.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr std::size_t kBefore = 64;  // bytes before a bracket in which the issuer stands
constexpr std::size_t kAfter = 32;   // bytes behind it in which year, number and 号 stand

// Words that lead up to a 文号 and are no part of its issuer.
constexpr std::array kLeads = {"按照", "根据", "依据", "参照", "依照", "遵照", "执行", "印发",
                               "通知", "文件", "下达", "转发", "关于", "以及", "按",   "据",
                               "和",   "及",   "与",   "经",   "由",   "见",   "以",   "即",
                               "的",   "了",   "文号", "文",   "号"};

// The issuer without what leads up to it: 按照东财 → 东财.
std::string_view TrimLead(std::string_view issuer) {
  std::size_t begin = 0;
  for (const std::string_view lead : kLeads) {
    const std::size_t at = issuer.rfind(lead);
    const bool last = at != std::string_view::npos && at + lead.size() == issuer.size();
    if (at != std::string_view::npos && !last) {
      begin = std::max(begin, at + lead.size());
    }
  }
  return issuer.substr(begin);
}

std::size_t CharacterStart(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
    ++at;
  }
  return at;
}

// No pattern matches without one of these; they cost much more than this.
bool MayHoldCitation(std::string_view window) {
  return window.find("号") != std::string_view::npos ||
         window.find("20") != std::string_view::npos || window.find("19") != std::string_view::npos;
}

class CitationFinder {
 public:
  CitationFinder(std::string_view raw, const Grammar& grammar)
      : raw_(raw), folded_(FoldText(raw)), grammar_(grammar) {}

  // The next citation at or behind the bracket at `at`; moves `at` behind what was looked at.
  bool Read(std::size_t& at, Citation& citation, bool& broken) const {
    const std::string_view text = folded_.text;
    const std::size_t begin =
        CharacterStart(text, std::max(done_, at < kBefore ? 0 : at - kBefore));
    const std::string_view window = text.substr(begin, at - begin + kAfter);
    if (!MayHoldCitation(window)) {
      return false;
    }
    std::vector<std::string_view> groups;
    for (const PatternRow& row : grammar_.citations.rows()) {
      if (!row.pattern.Search(window, 0, groups)) {
        continue;
      }
      const std::string_view issuer = TrimLead(groups[1]);
      const auto match_begin = static_cast<std::size_t>(issuer.data() - text.data());
      const std::size_t match_end =
          static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
      if (match_end <= at || issuer.empty()) {
        continue;
      }
      Fill(groups, issuer, match_begin, match_end, citation);
      broken = row.means == "broken";
      at = match_end;
      done_ = match_end;
      return true;
    }
    return false;
  }

  std::size_t NextBracket(std::size_t from) const {
    return folded_.text.find_first_of("[(]", from);
  }

 private:
  void Fill(const std::vector<std::string_view>& groups, std::string_view issuer, std::size_t begin,
            std::size_t end, Citation& citation) const {
    citation.raw =
        raw_.substr(folded_.offsets[begin], folded_.offsets[end] - folded_.offsets[begin]);
    citation.issuer = issuer;
    if (groups[2].size() == 4) {
      citation.year = std::stoi(std::string(groups[2]));
    }
    citation.number = groups[3];
  }

  std::string_view raw_;
  FoldedText folded_;
  const Grammar& grammar_;
  mutable std::size_t done_ = 0;  // end of the last citation
};

}  // namespace

std::vector<Citation> FindCitations(std::string_view text, const SourceRef& source,
                                    Findings& findings) {
  std::vector<Citation> citations;
  const Result<Grammar>& grammar = EmbeddedGrammar();
  if (!grammar.ok()) {
    return citations;
  }
  const CitationFinder finder(text, grammar.value());
  std::size_t at = finder.NextBracket(0);
  while (at != std::string_view::npos) {
    Citation citation;
    bool broken = false;
    if (!finder.Read(at, citation, broken)) {
      at = finder.NextBracket(at + 1);
      continue;
    }
    citation.source = source;
    if (broken) {
      findings.Add(
          FindingCode::kBrokenCitation, source,
          "文号 " + citation.raw + " is not well formed: a bracket, the number or 号 is missing");
    }
    citations.push_back(std::move(citation));
    at = finder.NextBracket(at);
  }
  return citations;
}

}  // namespace zhibiao
