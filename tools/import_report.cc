#include "tools/import_report.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

namespace zhibiao {
namespace {

// The fixed part of an encoded report; the message of the status follows.
struct Head {
  ImportOutcome outcome;
  StatusCode code;
  std::int64_t indicators, values, findings, pages_needing_ocr;
};

std::string Line(const char* name, std::size_t count, const std::string& remark) {
  std::array<char, 64> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "  %-14s%8zu", name, count);
  std::string line(buffer.data(), static_cast<std::size_t>(std::max(0, length)));
  return line + (remark.empty() ? "" : "  " + remark) + "\n";
}

std::string LineUnlessZero(const char* name, std::size_t count, const std::string& remark) {
  return count == 0 ? std::string() : Line(name, count, remark);
}

std::string Plural(std::int64_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

ImportReport CountRecord(const DocumentRecord& record) {
  ImportReport report;
  report.indicators = static_cast<std::int64_t>(record.indicators.size());
  for (const Indicator& indicator : record.indicators) {
    report.values += static_cast<std::int64_t>(indicator.values.size());
  }
  report.findings = static_cast<std::int64_t>(record.findings.size());
  report.pages_needing_ocr = record.coverage.pages_needing_ocr;
  return report;
}

std::string EncodeReport(const ImportReport& report) {
  const Head head{report.outcome, report.status.code(), report.indicators,
                  report.values,  report.findings,      report.pages_needing_ocr};
  std::string bytes(sizeof(head), '\0');
  std::memcpy(bytes.data(), &head, sizeof(head));
  return bytes + report.status.message();
}

ImportReport DecodeReport(std::string_view bytes) {
  Head head = {};
  std::memcpy(&head, bytes.data(), std::min(bytes.size(), sizeof(head)));
  bytes.remove_prefix(std::min(bytes.size(), sizeof(head)));
  return {head.outcome,    Status(head.code, std::string(bytes)),
          head.indicators, head.values,
          head.findings,   head.pages_needing_ocr};
}

void ImportSummary::Add(const ImportReport& report) {
  switch (report.outcome) {
    case ImportOutcome::kNew:
      ++counts_.fresh;
      break;
    case ImportOutcome::kUnchanged:
      ++counts_.unchanged;
      break;
    case ImportOutcome::kReplaced:
      ++counts_.replaced;
      break;
    case ImportOutcome::kSameContent:
      ++counts_.same_content;
      break;
    case ImportOutcome::kFailed:
    case ImportOutcome::kDatabaseFailed:
      ++counts_.failed;
      break;
  }
  stored_.indicators += report.indicators;
  stored_.values += report.values;
  stored_.findings += report.findings;
  stored_.pages_needing_ocr += report.pages_needing_ocr;
  counts_.need_ocr += report.pages_needing_ocr > 0 ? 1 : 0;
}

std::size_t ImportSummary::documents() const {
  return counts_.fresh + counts_.unchanged + counts_.replaced + counts_.same_content +
         counts_.failed;
}

std::string ImportSummary::Text(std::size_t passed_over, double seconds) const {
  std::array<char, 64> time{};
  static_cast<void>(std::snprintf(time.data(), time.size(), " in %.1f s, %.1f a second", seconds,
                                  static_cast<double>(documents()) / std::max(seconds, 0.001)));
  const std::string stored = Plural(stored_.indicators, "indicator") + ", " +
                             Plural(stored_.values, "value") + ", " +
                             Plural(stored_.findings, "finding");
  return Plural(static_cast<std::int64_t>(documents()), "document") + time.data() + "\n" +
         Line("new", counts_.fresh, "") + Line("unchanged", counts_.unchanged, "") +
         Line("replaced", counts_.replaced, "") +
         LineUnlessZero("same content", counts_.same_content, "known from another path") +
         Line("failed", counts_.failed, counts_.failed > 0 ? "named above" : "") +
         LineUnlessZero("need OCR", counts_.need_ocr,
                        Plural(stored_.pages_needing_ocr, "page") +
                            " without usable text; what the others hold is stored") +
         LineUnlessZero("passed over", passed_over, "files that are no documents") +
         "  stored: " + stored + "\n";
}

}  // namespace zhibiao
