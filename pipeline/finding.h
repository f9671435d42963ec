// Findings: what is odd about a document or about our reading of it. Noted, stored, never silent.
#ifndef PIPELINE_FINDING_H_
#define PIPELINE_FINDING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/source_ref.h"

namespace zhibiao {

// The names of these codes are stored (FindingCodeName): add at will, never rename.
enum class FindingCode : std::uint8_t {
  // Reading.
  kDamagedPdf,      // the file is damaged; what could be read was read
  kPageUnreadable,  // a page could not be read
  kPageNeedsOcr,    // a page is a picture: no usable text layer
  kUnmappedGlyphs,  // glyphs whose font does not say which characters they are
  kHiddenText,      // text in the file that the page does not show
  kTextEncoding,    // the encoding was guessed, or bytes did not decode
  kMarkupLeaked,    // HTML tags in a text file
  kOverlaidText,    // slanted text over the page: a watermark, the writing of a seal
  kLimitReached,    // a limit of the program cut something off
  kReadingDoubt,    // OCR may have read a field of an indicator wrong
  // Tables and forms.
  kTableUnreadable,    // a table was seen but could not be read
  kUnknownForm,        // the table matches no known form; it was read by what its columns say
  kColumnsLost,        // rows that lost their columns were repaired by vocabulary and shape
  kHeaderMismatch,     // header and rows do not line up
  kLevelInferred,      // a level is not printed and was inferred
  kLevelUnknown,       // a level-1 or level-2 name that the taxonomy does not know
  kRowUnparsed,        // a row of an indicator table that gave no record
  kTextClipped,        // the page shows only part of a cell's text
  kContinuationDoubt,  // a table may or may not continue the one on the page before
  // What the publisher did.
  kDuplicateRow,       // the same row again in the same table
  kTemplateDebris,     // text of the empty form was left in
  kBlankValue,         // an indicator without a value
  kBrokenCitation,     // a 文号 that is not well formed
  kUnitConflict,       // two places name different units
  kValueUnparsed,      // something countable that was not understood
  kDirectionConflict,  // the comparator goes against the indicator
};

enum class Severity : std::uint8_t { kInfo, kWarning, kError };
enum class FindingOrigin : std::uint8_t { kPublisher, kExtraction, kUndecided };

struct Finding {
  FindingCode code = FindingCode::kRowUnparsed;
  Severity severity = Severity::kInfo;
  FindingOrigin origin = FindingOrigin::kUndecided;
  std::string message;       // one line: what, where, what to do
  SourceRef source;          // page 0 and line 0: the document as a whole
  std::string picture = {};  // what is doubtful, cut out of the page: a small PNG; empty: none
};

// Stable names, as stored and printed: "page_needs_ocr", "warning", "publisher".
const char* FindingCodeName(FindingCode code);
const char* SeverityName(Severity severity);
const char* FindingOriginName(FindingOrigin origin);
// The severity and origin that a code usually has.
Severity UsualSeverity(FindingCode code);
FindingOrigin UsualOrigin(FindingCode code);

// Collects findings in the order in which they were made.
class Findings {
 public:
  // Severity and origin are the code's usual ones.
  void Add(FindingCode code, const SourceRef& source, std::string message);
  void Add(Finding finding) { all_.push_back(std::move(finding)); }
  const std::vector<Finding>& all() const { return all_; }
  std::vector<Finding> Take() { return std::move(all_); }

 private:
  std::vector<Finding> all_;
};

}  // namespace zhibiao

#endif  // PIPELINE_FINDING_H_
