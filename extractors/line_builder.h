// Glyphs → lines of text, in reading order.
#ifndef EXTRACTORS_LINE_BUILDER_H_
#define EXTRACTORS_LINE_BUILDER_H_

#include <string>
#include <vector>

#include "pipeline/document.h"
#include "pipeline/layout.h"

namespace zhibiao {

// Groups the glyphs of one region (a cell, or a page's free text) into lines, top to bottom, each
// left to right. A gap wider than half a character becomes one space; glyphs of vertical writing
// are read column by column from the right. Unmapped glyphs become U+FFFD. Lines of white space are
// dropped. A line with a glyph that was read from a picture says so, and is as certain as its least
// certain glyph.
//
// Requires: the glyphs stand upright (rotation 0; see frame_turner.h).
// `page` is the number that the lines' sources bear.
std::vector<TextLine> BuildLines(const std::vector<const Glyph*>& glyphs, int page);

// As BuildLines, but a gap wider than `gap_em` characters ends a line: the pieces of a row of
// columns that no ruling divides.
std::vector<TextLine> BuildSegments(const std::vector<const Glyph*>& glyphs, int page,
                                    double gap_em);

// Joins the lines of a cell as a reader would: nothing between Chinese characters or digits, one
// space between Latin words. Layout spaces between Chinese characters go; '\n' is taken as a line
// end.
std::string JoinCellLines(std::string_view text);

}  // namespace zhibiao

#endif  // EXTRACTORS_LINE_BUILDER_H_
