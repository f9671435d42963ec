#include "extractors/line_builder.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string_view>
#include <utility>

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr double kSpaceGapEm = 0.5;   // a wider gap is a space
constexpr double kLineOverlap = 0.5;  // of the lower glyph's height: on the same line
constexpr double kNoBreak = std::numeric_limits<double>::infinity();

bool IsSpace(char32_t code) {
  return code == U' ' || code == U'\t' || code == 0xA0 || code == 0x3000;
}

// The glyphs of one line, and the strip of the page that they fill.
struct Strip {
  double top = 0;
  double bottom = 0;
  std::vector<const Glyph*> glyphs;
};

bool OnStrip(const Strip& strip, const Glyph& glyph) {
  const double overlap =
      std::min(strip.bottom, glyph.box.bottom) - std::max(strip.top, glyph.box.top);
  const double lower = std::min(strip.bottom - strip.top, glyph.box.height());
  return overlap > lower * kLineOverlap;
}

// Small glyphs (superscripts, punctuation) join the strip of a tall one. A strip is as high as its
// tallest glyph and no higher, so that a chain of small overlaps cannot join two lines.
void Join(Strip& strip, const Glyph& glyph) {
  if (glyph.box.height() > strip.bottom - strip.top) {
    strip.top = glyph.box.top;
    strip.bottom = glyph.box.bottom;
  }
  strip.glyphs.push_back(&glyph);
}

std::vector<Strip> FindStrips(const std::vector<const Glyph*>& glyphs) {
  std::vector<const Glyph*> sorted;
  sorted.reserve(glyphs.size());
  for (const Glyph* glyph : glyphs) {
    if (!IsSpace(glyph->code)) {
      sorted.push_back(glyph);
    }
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Glyph* a, const Glyph* b) {
    return a->box.center_y() < b->box.center_y();
  });
  std::vector<Strip> strips;
  for (const Glyph* glyph : sorted) {
    // Sorted by centre: only the last strips can hold it.
    const std::size_t first = strips.size() > 3 ? strips.size() - 3 : 0;
    std::size_t home = strips.size();
    for (std::size_t i = strips.size(); i-- > first;) {
      if (OnStrip(strips[i], *glyph)) {
        home = i;
        break;
      }
    }
    if (home == strips.size()) {
      strips.push_back({glyph->box.top, glyph->box.bottom, {}});
    }
    Join(strips[home], *glyph);
  }
  return strips;
}

// Spaces that the file prints, put back into the strip that they stand on.
void AddPrintedSpaces(const std::vector<const Glyph*>& glyphs, std::vector<Strip>& strips) {
  for (const Glyph* glyph : glyphs) {
    if (!IsSpace(glyph->code)) {
      continue;
    }
    for (Strip& strip : strips) {
      if (OnStrip(strip, *glyph)) {
        strip.glyphs.push_back(glyph);
        break;
      }
    }
  }
}

class LineMaker {
 public:
  LineMaker(int page, double break_em) : page_(page), break_em_(break_em) {}

  void Add(const Glyph& glyph) {
    if (IsSpace(glyph.code)) {
      space_pending_ = !line_.text.empty();
      return;
    }
    if (!line_.text.empty()) {
      const double em = std::max(glyph.font_size, line_.font_size);
      const double gap = glyph.box.x0 - last_x1_;
      if (gap > em * break_em_) {
        Flush();
      } else if (gap > em * kSpaceGapEm) {
        space_pending_ = true;
      }
    }
    if (space_pending_) {
      line_.text += ' ';
      space_pending_ = false;
    }
    Append(glyph);
  }

  void Flush() {
    if (!line_.text.empty()) {
      lines_.push_back(std::move(line_));
    }
    line_ = TextLine();
    space_pending_ = false;
  }

  std::vector<TextLine> Take() {
    Flush();
    return std::move(lines_);
  }

 private:
  void Append(const Glyph& glyph) {
    AppendUtf8(glyph.mapped ? glyph.code : U'\uFFFD', line_.text);
    if (line_.source.page == 0) {
      line_.source.page = page_;
      line_.source.confidence = 1;
    }
    line_.source.box = Union(line_.source.box, glyph.box);
    line_.source.confidence =
        std::min(line_.source.confidence, glyph.mapped ? glyph.confidence : 0.0);
    if (glyph.origin == TextOrigin::kOcr || glyph.confidence < 1) {
      line_.source.origin = TextOrigin::kOcr;
    }
    line_.font_size = std::max(line_.font_size, glyph.font_size);
    last_x1_ = glyph.box.x1;
  }

  int page_;
  double break_em_;
  std::vector<TextLine> lines_;
  TextLine line_;
  double last_x1_ = 0;
  bool space_pending_ = false;
};

// Vertical writing: columns from right to left, each one line of text.
void AddVerticalLines(std::vector<const Glyph*> glyphs, int page, std::vector<TextLine>& lines) {
  std::stable_sort(glyphs.begin(), glyphs.end(), [](const Glyph* a, const Glyph* b) {
    const bool same_column = std::abs(a->box.center_x() - b->box.center_x()) < a->font_size / 2;
    return same_column ? a->box.top < b->box.top : a->box.center_x() > b->box.center_x();
  });
  LineMaker maker(page, kNoBreak);
  double column_x = 0;
  for (const Glyph* glyph : glyphs) {
    if (std::abs(glyph->box.center_x() - column_x) >= glyph->font_size / 2) {
      maker.Flush();
      column_x = glyph->box.center_x();
    }
    maker.Add(*glyph);
  }
  for (TextLine& line : maker.Take()) {
    lines.push_back(std::move(line));
  }
}

std::vector<TextLine> BuildBrokenLines(const std::vector<const Glyph*>& glyphs, int page,
                                       double break_em) {
  std::vector<const Glyph*> upright;
  std::vector<const Glyph*> vertical;
  upright.reserve(glyphs.size());
  for (const Glyph* glyph : glyphs) {
    (glyph->vertical ? vertical : upright).push_back(glyph);
  }
  std::vector<Strip> strips = FindStrips(upright);
  AddPrintedSpaces(upright, strips);
  LineMaker maker(page, break_em);
  for (Strip& strip : strips) {
    std::stable_sort(strip.glyphs.begin(), strip.glyphs.end(),
                     [](const Glyph* a, const Glyph* b) { return a->box.x0 < b->box.x0; });
    for (const Glyph* glyph : strip.glyphs) {
      maker.Add(*glyph);
    }
    maker.Flush();
  }
  std::vector<TextLine> lines = maker.Take();
  if (!vertical.empty()) {
    AddVerticalLines(std::move(vertical), page, lines);
  }
  return lines;
}

bool IsLatinWord(char32_t code) {
  return (code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z');
}

}  // namespace

std::vector<TextLine> BuildLines(const std::vector<const Glyph*>& glyphs, int page) {
  return BuildBrokenLines(glyphs, page, kNoBreak);
}

std::vector<TextLine> BuildSegments(const std::vector<const Glyph*>& glyphs, int page,
                                    double gap_em) {
  return BuildBrokenLines(glyphs, page, gap_em);
}

std::string JoinCellLines(std::string_view text) {
  std::string joined;
  joined.reserve(text.size());
  char32_t last = 0;
  bool gap = false;
  while (!text.empty()) {
    const char32_t code = NextCodePoint(text);
    if (IsSpace(code) || code == U'\n' || code == U'\r') {
      gap = true;
      continue;
    }
    if (gap && IsLatinWord(last) && IsLatinWord(code)) {
      joined += ' ';
    }
    gap = false;
    AppendUtf8(code, joined);
    last = code;
  }
  return joined;
}

}  // namespace zhibiao
