// Pictures on a page that has a text layer: a table pasted as a picture, a scan under a printed
// title.
#ifndef TOOLS_REGION_READER_H_
#define TOOLS_REGION_READER_H_

#include "extractors/pdf_reader.h"
#include "pipeline/document.h"
#include "pipeline/finding.h"
#include "pipeline/record.h"
#include "tools/ocr_session.h"

namespace zhibiao {

// Reads the pictures on `page` that look like print, and adds what they hold to it: glyphs that say
// that they were read, rulings, lines in doubt. What the text layer says where a picture lies is
// kept and not read again. A page of which something was read counts as pages_ocr, one with such a
// picture that could not be read as pages_needing_ocr, with a finding.
// Returns whether something was read.
bool ReadRegions(PdfReader& reader, OcrSession& ocr, Page& page, Coverage& coverage,
                 Findings& findings);

// Adds `part`, which was read from `region` of `page`, in points from the region's top left.
void AddPart(const Page& part, const Rect& region, Page& page);

}  // namespace zhibiao

#endif  // TOOLS_REGION_READER_H_
