#include "pipeline/finding.h"

#include <array>
#include <cstddef>
#include <utility>

namespace zhibiao {
namespace {

struct CodeRow {
  FindingCode code;
  const char* name;
  Severity severity;
  FindingOrigin origin;
};

constexpr Severity kInfo = Severity::kInfo;
constexpr Severity kWarning = Severity::kWarning;
constexpr Severity kError = Severity::kError;
constexpr FindingOrigin kPublisher = FindingOrigin::kPublisher;
constexpr FindingOrigin kExtraction = FindingOrigin::kExtraction;
constexpr FindingOrigin kUndecided = FindingOrigin::kUndecided;

// In the order of the enum: the code is the index.
constexpr CodeRow kCodes[] = {
    // clang-format off
    {FindingCode::kDamagedPdf,        "damaged_pdf",        kWarning, kPublisher},
    {FindingCode::kPageUnreadable,    "page_unreadable",    kError,   kExtraction},
    {FindingCode::kPageNeedsOcr,      "page_needs_ocr",     kWarning, kExtraction},
    {FindingCode::kUnmappedGlyphs,    "unmapped_glyphs",    kWarning, kExtraction},
    {FindingCode::kHiddenText,        "hidden_text",        kInfo,    kPublisher},
    {FindingCode::kTextEncoding,      "text_encoding",      kWarning, kUndecided},
    {FindingCode::kMarkupLeaked,      "markup_leaked",      kInfo,    kPublisher},
    {FindingCode::kOverlaidText,      "overlaid_text",      kInfo,    kPublisher},
    {FindingCode::kLimitReached,      "limit_reached",      kError,   kExtraction},
    {FindingCode::kTableUnreadable,   "table_unreadable",   kError,   kExtraction},
    {FindingCode::kUnknownForm,       "unknown_form",       kInfo,    kExtraction},
    {FindingCode::kColumnsLost,       "columns_lost",       kWarning, kUndecided},
    {FindingCode::kHeaderMismatch,    "header_mismatch",    kWarning, kUndecided},
    {FindingCode::kLevelInferred,     "level_inferred",     kWarning, kPublisher},
    {FindingCode::kLevelUnknown,      "level_unknown",      kInfo,    kUndecided},
    {FindingCode::kRowUnparsed,       "row_unparsed",       kWarning, kExtraction},
    {FindingCode::kTextClipped,       "text_clipped",       kWarning, kPublisher},
    {FindingCode::kContinuationDoubt, "continuation_doubt", kWarning, kExtraction},
    {FindingCode::kDuplicateRow,      "duplicate_row",      kWarning, kPublisher},
    {FindingCode::kTemplateDebris,    "template_debris",    kWarning, kPublisher},
    {FindingCode::kBlankValue,        "blank_value",        kWarning, kPublisher},
    {FindingCode::kBrokenCitation,    "broken_citation",    kWarning, kPublisher},
    {FindingCode::kUnitConflict,      "unit_conflict",      kWarning, kUndecided},
    {FindingCode::kValueUnparsed,     "value_unparsed",     kWarning, kExtraction},
    {FindingCode::kDirectionConflict, "direction_conflict", kWarning, kPublisher},
    // clang-format on
};

const CodeRow& RowOf(FindingCode code) {
  return kCodes[static_cast<std::size_t>(code)];
}

}  // namespace

const char* FindingCodeName(FindingCode code) {
  return RowOf(code).name;
}
Severity UsualSeverity(FindingCode code) {
  return RowOf(code).severity;
}
FindingOrigin UsualOrigin(FindingCode code) {
  return RowOf(code).origin;
}

const char* SeverityName(Severity severity) {
  constexpr std::array kNames = {"info", "warning", "error"};
  return kNames.at(static_cast<std::size_t>(severity));
}

const char* FindingOriginName(FindingOrigin origin) {
  constexpr std::array kNames = {"publisher", "extraction", "undecided"};
  return kNames.at(static_cast<std::size_t>(origin));
}

void Findings::Add(FindingCode code, const SourceRef& source, std::string message) {
  all_.push_back({code, UsualSeverity(code), UsualOrigin(code), std::move(message), source});
}

}  // namespace zhibiao
