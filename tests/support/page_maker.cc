#include "tests/support/page_maker.h"

#include <algorithm>
#include <cstddef>

#include "pipeline/unicode.h"
#include "tests/support/table_maker.h"

namespace zhibiao::test {
namespace {

constexpr double kCellPadding = 2;  // points between a cell's border and its text
constexpr double kCellText = 8;     // points
constexpr double kLeading = 1.2;    // from line to line, in font sizes

double AdvanceOf(char32_t code, double size) {
  return code < 0x80 ? size / 2 : size;
}

}  // namespace

Ruling Across(double y, double x0, double x1, RulingKind kind) {
  return {{x0, y}, {x1, y}, 0.5, kind};
}

Ruling Down(double x, double y0, double y1, RulingKind kind) {
  return {{x, y0}, {x, y1}, 0.5, kind};
}

std::vector<Ruling> Box(double x0, double top, double x1, double bottom, RulingKind kind) {
  return {Across(top, x0, x1, kind), Across(bottom, x0, x1, kind), Down(x0, top, bottom, kind),
          Down(x1, top, bottom, kind)};
}

std::vector<Ruling> Lattice(const std::vector<double>& xs, const std::vector<double>& ys,
                            RulingKind kind) {
  std::vector<Ruling> rulings;
  rulings.reserve(xs.size() + ys.size());
  for (const double y : ys) {
    rulings.push_back(Across(y, xs.front(), xs.back(), kind));
  }
  for (const double x : xs) {
    rulings.push_back(Down(x, ys.front(), ys.back(), kind));
  }
  return rulings;
}

PageMaker::PageMaker(int number, double width, double height) {
  page_.number = number;
  page_.width = width;
  page_.height = height;
}

// Puts one glyph at the corner of `at` and moves the corner on; `at` is as high as the font.
void PageMaker::Add(std::vector<Glyph>& glyphs, Rect& at, char32_t code, bool down) const {
  Glyph glyph;
  glyph.code = code;
  glyph.font_size = at.height();
  glyph.vertical = down;
  const double advance = AdvanceOf(code, glyph.font_size);
  const double width = down ? glyph.font_size : advance;
  const double height = down ? advance : glyph.font_size;
  glyph.box = {at.x0, at.top, at.x0 + width, at.top + height};
  glyphs.push_back(glyph);
  at.x0 += down ? 0 : advance;
  at.top += down ? advance : 0;
  at.bottom += down ? advance : 0;
}

PageMaker& PageMaker::Text(double x, double top, std::string_view text, double size) {
  Rect at = {x, top, x, top + size};
  while (!text.empty()) {
    Add(page_.glyphs, at, NextCodePoint(text), false);
  }
  return *this;
}

PageMaker& PageMaker::TextDown(double x, double top, std::string_view text, double size) {
  Rect at = {x, top, x, top + size};
  while (!text.empty()) {
    Add(page_.glyphs, at, NextCodePoint(text), true);
  }
  return *this;
}

PageMaker& PageMaker::HiddenText(double x, double top, std::string_view text, GlyphHidden why) {
  Rect at = {x, top, x, top + kCellText};
  while (!text.empty()) {
    Add(page_.hidden_glyphs, at, NextCodePoint(text), false);
    page_.hidden_glyphs.back().hidden = why;
  }
  return *this;
}

PageMaker& PageMaker::Rule(const Ruling& ruling) {
  page_.rulings.push_back(ruling);
  return *this;
}

PageMaker& PageMaker::Rules(const std::vector<Ruling>& rulings) {
  page_.rulings.insert(page_.rulings.end(), rulings.begin(), rulings.end());
  return *this;
}

PageMaker& PageMaker::Table(const std::vector<double>& xs, const std::vector<double>& ys,
                            const std::vector<std::string>& rows) {
  const zhibiao::Table table = MakeTable(rows);
  const auto at = [](const std::vector<double>& places, int i) {
    return places.at(static_cast<std::size_t>(i));
  };
  for (const Cell& cell : table.cells) {
    const Rect box = {at(xs, cell.col), at(ys, cell.row), at(xs, cell.col + cell.col_span),
                      at(ys, cell.row + cell.row_span)};
    Rules(Box(box.x0, box.top, box.x1, box.bottom));
    double top = box.top + kCellPadding;
    std::string_view rest = cell.text;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      Text(box.x0 + kCellPadding, top, rest.substr(0, end), kCellText);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      top += kCellText * kLeading;
    }
  }
  return *this;
}

PageMaker& PageMaker::FromPicture(double confidence) {
  page_.origin = TextOrigin::kOcr;
  for (Glyph& glyph : page_.glyphs) {
    glyph.confidence = confidence;
  }
  return *this;
}

PageMaker& PageMaker::Reading(const Rect& box, std::string_view other) {
  page_.readings.push_back({box, {}, std::string(other)});
  return *this;
}

std::vector<const Glyph*> Pointers(const std::vector<Glyph>& glyphs) {
  std::vector<const Glyph*> pointers;
  pointers.reserve(glyphs.size());
  for (const Glyph& glyph : glyphs) {
    pointers.push_back(&glyph);
  }
  return pointers;
}

}  // namespace zhibiao::test
