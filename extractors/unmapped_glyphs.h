// Characters that a font does not name, taken from what the picture of the page was read as.
#ifndef EXTRACTORS_UNMAPPED_GLYPHS_H_
#define EXTRACTORS_UNMAPPED_GLYPHS_H_

#include "pipeline/document.h"

namespace zhibiao {

// True where so many glyphs of `page` are unmapped that they are text, not the marks of a list.
bool LacksCharacters(const Page& page);

// Gives each unmapped glyph of `page` the character that `read`, the same page read from its
// picture, has in its place; such a glyph says that it was read. One in whose place nothing was
// read stays unmapped. What the engines disagree on is in doubt.
// Returns how many were named.
int NameUnmappedGlyphs(const Page& read, Page& page);

}  // namespace zhibiao

#endif  // EXTRACTORS_UNMAPPED_GLYPHS_H_
