// Whether the text layer of a page says what the page shows: doubts from its characters alone, and
// what a reading of the page's picture makes of them.
#ifndef EXTRACTORS_TEXT_LAYER_CHECK_H_
#define EXTRACTORS_TEXT_LAYER_CHECK_H_

#include <string>
#include <vector>

#include "pipeline/document.h"
#include "pipeline/result.h"

namespace zhibiao {

// True where letters stand among Chinese that Chinese forms do not use (ÿ, Ā): a broken map from
// glyphs to characters, whose other wrong characters may look plausible.
bool HasForeignLetters(const Page& page);

// Why the text layer of `page` may be nonsense: its letters are hardly ever common Han characters,
// nor Latin words, or it is made of signs, or has foreign letters. Empty: it looks like text.
// Quick, and no proof: a list of rare names looks so, too.
std::string WhyDoubtText(const Page& page);

// The share of the characters of `layer` and of `read`, a page read from its picture, on which they
// agree, line by line: 0..1. 0 where next to nothing was read.
double Agreement(const std::vector<Glyph>& layer, const Page& read);

// Puts `layer`, text of the file that is not known to be what the page shows, beside what was read
// from the picture of the page: a line that it gives otherwise is in doubt (Page::readings). Lines
// that are in doubt already are left as they are.
void AddSecondReading(const std::vector<Glyph>& layer, Page& read);

// As AddSecondReading, with what of `hidden` another program has put under the picture, and only
// where it is a good reading: where nearly all of it agrees with what was read.
void DoubtByHiddenLayer(const std::vector<Glyph>& hidden, Page& read);

// Errors: kInvalidInput  a row of templates/common_characters.tsv that its examples disprove.
Status CheckCommonCharacters();

}  // namespace zhibiao

#endif  // EXTRACTORS_TEXT_LAYER_CHECK_H_
