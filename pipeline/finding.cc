#include "pipeline/finding.h"

#include <array>
#include <cstddef>
#include <utility>

namespace zhibiao {
namespace {

struct CodeRow {
  const char* name;
  FindingCode code;
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
    {"damaged_pdf", FindingCode::kDamagedPdf,        kWarning, kPublisher},
    {"page_unreadable", FindingCode::kPageUnreadable,    kError,   kExtraction},
    {"page_needs_ocr", FindingCode::kPageNeedsOcr,     kWarning, kExtraction},
    {"unmapped_glyphs", FindingCode::kUnmappedGlyphs,    kWarning, kExtraction},
    {"hidden_text", FindingCode::kHiddenText,        kInfo,    kPublisher},
    {"text_encoding", FindingCode::kTextEncoding,      kWarning, kUndecided},
    {"markup_leaked", FindingCode::kMarkupLeaked,      kInfo,    kPublisher},
    {"overlaid_text", FindingCode::kOverlaidText,      kInfo,    kPublisher},
    {"limit_reached", FindingCode::kLimitReached,      kError,   kExtraction},
    {"reading_doubt", FindingCode::kReadingDoubt,      kWarning, kExtraction},
    {"table_unreadable", FindingCode::kTableUnreadable,   kError,   kExtraction},
    {"unknown_form", FindingCode::kUnknownForm,       kInfo,    kExtraction},
    {"columns_lost", FindingCode::kColumnsLost,       kWarning, kUndecided},
    {"header_mismatch", FindingCode::kHeaderMismatch,    kWarning, kUndecided},
    {"level_inferred", FindingCode::kLevelInferred,     kWarning, kPublisher},
    {"level_unknown", FindingCode::kLevelUnknown,      kInfo,    kUndecided},
    {"row_unparsed", FindingCode::kRowUnparsed,       kWarning, kExtraction},
    {"text_clipped", FindingCode::kTextClipped,       kWarning, kPublisher},
    {"continuation_doubt", FindingCode::kContinuationDoubt, kWarning, kExtraction},
    {"duplicate_row", FindingCode::kDuplicateRow,      kWarning, kPublisher},
    {"template_debris", FindingCode::kTemplateDebris,    kWarning, kPublisher},
    {"blank_value", FindingCode::kBlankValue,        kWarning, kPublisher},
    {"broken_citation", FindingCode::kBrokenCitation,    kWarning, kPublisher},
    {"unit_conflict", FindingCode::kUnitConflict,      kWarning, kUndecided},
    {"value_unparsed", FindingCode::kValueUnparsed,     kWarning, kExtraction},
    {"direction_conflict", FindingCode::kDirectionConflict, kWarning, kPublisher},
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
  all_.push_back({code, UsualSeverity(code), UsualOrigin(code), std::move(message), source, {}});
}

}  // namespace zhibiao
