// Pages drawn by hand: text, rules and tables put where a test wants them. Points, y downwards.
#ifndef TESTS_SUPPORT_PAGE_MAKER_H_
#define TESTS_SUPPORT_PAGE_MAKER_H_

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/document.h"

namespace zhibiao::test {

// A line across from `x0` to `x1`; a line down from `y0` to `y1`.
Ruling Across(double y, double x0, double x1, RulingKind kind = RulingKind::kStroke);
Ruling Down(double x, double y0, double y1, RulingKind kind = RulingKind::kStroke);
// The four sides of a box.
std::vector<Ruling> Box(double x0, double top, double x1, double bottom,
                        RulingKind kind = RulingKind::kStroke);
// All lines of a table without merged cells, each in one stroke.
std::vector<Ruling> Lattice(const std::vector<double>& xs, const std::vector<double>& ys,
                            RulingKind kind = RulingKind::kStroke);

// A page, drawn call by call. Han characters are as wide as they are high, ASCII half as wide.
class PageMaker {
 public:
  explicit PageMaker(int number = 1, double width = 600, double height = 800);

  // One line of text whose first glyph has its top left corner at (x, top).
  PageMaker& Text(double x, double top, std::string_view text, double size = 10);
  // The same, written from top to bottom.
  PageMaker& TextDown(double x, double top, std::string_view text, double size = 10);
  // Text that the file holds and the page does not show.
  PageMaker& HiddenText(double x, double top, std::string_view text, GlyphHidden why);
  PageMaker& Rule(const Ruling& ruling);
  PageMaker& Rules(const std::vector<Ruling>& rulings);
  // A ruled table: `rows` as in table_maker.h, drawn cell by cell, each with its four sides and its
  // lines of text.
  PageMaker& Table(const std::vector<double>& xs, const std::vector<double>& ys,
                   const std::vector<std::string>& rows);

  // Makes the page one that was read from its picture, every glyph so far with `confidence`.
  PageMaker& FromPicture(double confidence);
  // The other engine read the line in `box` as `other`.
  PageMaker& Reading(const Rect& box, std::string_view other);

  const Page& page() const { return page_; }

 private:
  void Add(std::vector<Glyph>& glyphs, Rect& at, char32_t code, bool down) const;

  Page page_;
};

std::vector<const Glyph*> Pointers(const std::vector<Glyph>& glyphs);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_PAGE_MAKER_H_
