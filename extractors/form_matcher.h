// Which published form a table is. Data: templates/forms.tsv.
#ifndef EXTRACTORS_FORM_MATCHER_H_
#define EXTRACTORS_FORM_MATCHER_H_

#include <string>
#include <string_view>

#include "extractors/header_reader.h"
#include "pipeline/result.h"

namespace zhibiao {

// Whether forms.tsv loaded and proved itself. Errors: kInvalidInput, naming the row.
Status CheckForms();

// The id of the first family of forms that `title` (the caption of the table) and the columns of
// `head` fit; empty: no form that is known. Columns that were told by their cells alone fit none.
std::string MatchForm(std::string_view title, const HeadMap& head);

}  // namespace zhibiao

#endif  // EXTRACTORS_FORM_MATCHER_H_
