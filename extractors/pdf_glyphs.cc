#include "extractors/pdf_glyphs.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numbers>
#include <string_view>
#include <vector>

namespace zhibiao {
namespace {

constexpr double kFarthest = 1e6;        // points: beyond this nothing is on any page
constexpr double kSlant = 0.06;          // quarter turns: less is a scan put in askew
constexpr double kCapHeight = 0.72;      // ems
constexpr char32_t kFirstWide = 0x2E80;  // CJK from here on

double Length(Point v) {
  return std::hypot(v.x, v.y);
}

bool IsNear(Point p) {
  return std::isfinite(p.x) && std::isfinite(p.y) && std::abs(p.x) < kFarthest &&
         std::abs(p.y) < kFarthest;
}

// `up` without its slant: an italic made by shearing keeps an upright box.
Point Upright(const PdfGlyphPlacement& p) {
  const double length = Length(p.along);
  if (length < 1e-9) {
    return p.up;
  }
  const Point unit = {p.along.x / length, p.along.y / length};
  const double slant = p.up.x * unit.x + p.up.y * unit.y;
  return {p.up.x - slant * unit.x, p.up.y - slant * unit.y};
}

// The box around what lies between `low` and `high` ems above the base line.
Rect Band(const PdfGlyphPlacement& p, double low, double high) {
  const Point up = Upright(p);
  const Point corners[] = {
      {p.origin.x + up.x * low, p.origin.y + up.y * low},
      {p.origin.x + up.x * high, p.origin.y + up.y * high},
      {p.origin.x + p.advance.x + up.x * low, p.origin.y + p.advance.y + up.y * low},
      {p.origin.x + p.advance.x + up.x * high, p.origin.y + p.advance.y + up.y * high}};
  return BoxAround(corners);
}

Rect Column(const PdfGlyphPlacement& p) {
  const Point half = {p.along.x / 2, p.along.y / 2};
  const Point corners[] = {{p.origin.x - half.x, p.origin.y - half.y},
                           {p.origin.x + half.x, p.origin.y + half.y},
                           {p.origin.x - half.x + p.advance.x, p.origin.y - half.y + p.advance.y},
                           {p.origin.x + half.x + p.advance.x, p.origin.y + half.y + p.advance.y}};
  return BoxAround(corners);
}

bool IsSpace(char32_t code) {
  return code == 0x20 || code == 0xA0 || code == 0x3000;
}

// The part of `box` from `from` to `to` (0..1) in the direction in which the glyph is written.
Rect Slice(const Glyph& glyph, const Rect& box, double from, double to) {
  switch ((glyph.rotation + (glyph.vertical ? 1 : 0)) & 3) {
    case 0:
      return {box.x0 + from * box.width(), box.top, box.x0 + to * box.width(), box.bottom};
    case 1:
      return {box.x0, box.top + from * box.height(), box.x1, box.top + to * box.height()};
    case 2:
      return {box.x1 - to * box.width(), box.top, box.x1 - from * box.width(), box.bottom};
    default:
      return {box.x0, box.bottom - to * box.height(), box.x1, box.bottom - from * box.height()};
  }
}

PdfGlyphDrawn Part(const PdfGlyphDrawn& drawn, char32_t code, double from, double to) {
  PdfGlyphDrawn part = drawn;
  part.glyph.code = code;
  part.glyph.box = Slice(drawn.glyph, drawn.glyph.box, from, to);
  part.ink = Slice(drawn.glyph, drawn.ink, from, to);
  return part;
}

// `count` glyphs from `first` on as one.
PdfGlyphDrawn Merged(const std::vector<PdfGlyphDrawn>& glyphs, std::size_t first,
                     std::size_t count) {
  PdfGlyphDrawn merged = glyphs[first];
  for (std::size_t i = first + 1; i < first + count; ++i) {
    merged.glyph.box = Union(merged.glyph.box, glyphs[i].glyph.box);
    merged.ink = Union(merged.ink, glyphs[i].ink);
  }
  return merged;
}

}  // namespace

bool PlaceGlyph(const PdfGlyphPlacement& p, Glyph& glyph) {
  if (!IsNear(p.origin) || !IsNear(p.advance) || !IsNear(p.along) || !IsNear(p.up)) {
    return false;
  }
  glyph.vertical = p.vertical;
  glyph.font_size = Length(Upright(p));
  const double quarter_turns = std::atan2(p.along.y, p.along.x) / (std::numbers::pi / 2);
  glyph.slanted = std::abs(quarter_turns - std::round(quarter_turns)) > kSlant;
  glyph.rotation = static_cast<std::uint8_t>(std::lround(quarter_turns) & 3);
  glyph.box = p.vertical ? Column(p) : Band(p, p.descent, p.ascent);
  return true;
}

Rect InkOf(const PdfGlyphPlacement& p, const Glyph& glyph, char32_t code) {
  return p.vertical || code >= kFirstWide ? glyph.box : Band(p, 0, std::min(kCapHeight, p.ascent));
}

std::vector<PdfGlyphDrawn> SplitGlyph(const PdfGlyphDrawn& drawn, std::u32string_view text) {
  std::vector<PdfGlyphDrawn> parts;
  const double share = 1.0 / static_cast<double>(std::max<std::size_t>(text.size(), 1));
  for (std::size_t i = 0; i < text.size(); ++i) {
    const double from = share * static_cast<double>(i);
    parts.push_back(Part(drawn, text[i], from, from + share));
  }
  return parts;
}

std::vector<PdfGlyphDrawn> SpreadText(std::u32string_view text,
                                      const std::vector<PdfGlyphDrawn>& glyphs) {
  std::vector<PdfGlyphDrawn> solid;
  std::copy_if(glyphs.begin(), glyphs.end(), std::back_inserter(solid),
               [](const PdfGlyphDrawn& drawn) { return !IsSpace(drawn.glyph.code); });
  std::u32string dense;
  std::copy_if(text.begin(), text.end(), std::back_inserter(dense),
               [](char32_t code) { return !IsSpace(code); });
  const bool agree = glyphs.size() != text.size() && dense.size() == solid.size();
  const std::vector<PdfGlyphDrawn>& from = agree ? solid : glyphs;
  const std::u32string_view characters = agree ? std::u32string_view(dense) : text;
  std::vector<PdfGlyphDrawn> spread;
  const std::size_t count = from.size();
  const std::size_t total = characters.size();
  for (std::size_t i = 0; i < total && count > 0; ++i) {
    const std::size_t first = i * count / total;
    const std::size_t end = std::max((i + 1) * count / total, first + 1);
    const PdfGlyphDrawn merged = Merged(from, first, end - first);
    const double share = std::min(1.0, static_cast<double>(count) / static_cast<double>(total));
    const double start =
        count < total ? static_cast<double>(i * count - first * total) / static_cast<double>(total)
                      : 0;
    spread.push_back(Part(merged, characters[i], start, std::min(1.0, start + share)));
  }
  return spread;
}

}  // namespace zhibiao
