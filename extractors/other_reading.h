// What the other OCR engine read, put where the text of the first one stands.
#ifndef EXTRACTORS_OTHER_READING_H_
#define EXTRACTORS_OTHER_READING_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/document.h"

namespace zhibiao {

// The page's glyphs as the other engine read them: a line in doubt (Page::readings) has the
// characters of its other reading, each where the character stands that it was read for, since one
// line may lie in several cells. All other glyphs are those of the page. Empty where no line is in
// doubt.
std::vector<Glyph> OtherGlyphs(const Page& page);

// Appends `more` to `text`, and to `other` what the other engine read of either. None: the same.
void AppendReading(std::string_view more, const std::optional<std::string>& more_other,
                   std::string& text, std::optional<std::string>& other);

}  // namespace zhibiao

#endif  // EXTRACTORS_OTHER_READING_H_
