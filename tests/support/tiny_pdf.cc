#include "tests/support/tiny_pdf.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace zhibiao::test {
namespace {

// Big-endian numbers, as font files have them.
std::string U16(unsigned value) {
  return {static_cast<char>(value >> 8 & 0xFF), static_cast<char>(value & 0xFF)};
}
std::string U32(std::size_t value) {
  return U16(static_cast<unsigned>(value >> 16)) + U16(static_cast<unsigned>(value & 0xFFFF));
}

std::string Padded(std::string table) {
  table.resize((table.size() + 3) / 4 * 4, '\0');
  return table;
}

// One square contour of four points on the curve.
std::string SquareGlyph() {
  std::string glyph = U16(1) + U16(0) + U16(0) + U16(800) + U16(800);  // contours, box
  glyph += U16(3) + U16(0);                                            // last point, no hints
  glyph += std::string(4, '\x01');                                     // flags: long vectors
  glyph += U16(0) + U16(800) + U16(0) + U16(0x10000 - 800);            // x
  glyph += U16(0) + U16(0) + U16(800) + U16(0);                        // y
  return Padded(glyph);
}

// Format 12: one group a character.
std::string CharacterMap(const std::vector<unsigned>& characters) {
  std::vector<std::pair<unsigned, unsigned>> groups;  // character, glyph
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (characters[i] != 0) {
      groups.emplace_back(characters[i], static_cast<unsigned>(i) + 1);
    }
  }
  std::sort(groups.begin(), groups.end());
  std::string map = U16(0) + U16(1) + U16(3) + U16(10) + U32(12);
  map += U16(12) + U16(0) + U32(16 + 12 * groups.size()) + U32(0) + U32(groups.size());
  for (const auto& [character, glyph] : groups) {
    map += U32(character) + U32(character) + U32(glyph);
  }
  return map;
}

}  // namespace

int TinyPdf::Add(const std::string& body) {
  bodies_.push_back(body);
  return static_cast<int>(bodies_.size());
}

int TinyPdf::AddStream(const std::string& dictionary_entries, const std::string& data) {
  return Add(StreamBody(dictionary_entries, data));
}

std::string TinyPdf::Bytes(const std::string& trailer_entries) const {
  std::string out = "%PDF-1.7\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < bodies_.size(); ++i) {
    std::string place = std::to_string(out.size());
    place.insert(0, 10 - place.size(), '0');
    table += place + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj\n" + bodies_[i] + "\nendobj\n";
  }
  const std::string size = std::to_string(bodies_.size() + 1);
  const std::string start = std::to_string(out.size());
  return out + "xref\n0 " + size + "\n" + table + "trailer\n<</Root 1 0 R/Size " + size +
         trailer_entries + ">>\nstartxref\n" + start + "\n%%EOF\n";
}

std::string StreamBody(const std::string& dictionary_entries, const std::string& data) {
  return "<<" + dictionary_entries + "/Length " + std::to_string(data.size()) + ">>stream\n" +
         data + "\nendstream";
}

std::string OnePagePdf(const TinyPage& page) {
  TinyPdf pdf;
  pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
  pdf.Add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
  pdf.Add("<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<<" + page.resources + ">>" +
          page.page_entries + ">>");
  pdf.Add(page.font);
  pdf.AddStream("", page.content);
  for (const std::string& body : page.more) {
    pdf.Add(body);
  }
  return pdf.Bytes();
}

std::string OnePagePdf(const std::string& content) {
  TinyPage page;
  page.content = content;
  return OnePagePdf(page);
}

std::string TinyTrueType(const std::vector<unsigned>& characters) {
  const std::size_t glyphs = characters.size() + 1;
  std::string outlines;
  std::string places = U32(0);
  std::string advances;
  for (std::size_t i = 0; i < glyphs; ++i) {
    const bool blank = i > 0 && characters[i - 1] == 0x20;
    outlines += blank ? "" : SquareGlyph();
    places += U32(outlines.size());
    advances += U16(1000) + U16(0);
  }
  const std::string head = U32(0x10000) + U32(0x10000) + U32(0) + U32(0x5F0F3CF5) + U16(0) +
                           U16(1000) + std::string(16, '\0') + U16(0) + U16(0) + U16(1000) +
                           U16(1000) + U16(0) + U16(8) + U16(2) + U16(1) + U16(0);
  const std::string hhea = U32(0x10000) + U16(880) + U16(0x10000 - 120) + U16(0) + U16(1000) +
                           std::string(22, '\0') + U16(static_cast<unsigned>(glyphs));
  const std::string maxp =
      U32(0x10000) + U16(static_cast<unsigned>(glyphs)) + U16(4) + U16(1) + std::string(22, '\0');
  const std::array<std::pair<std::string, std::string>, 7> tables = {
      std::pair<std::string, std::string>{"cmap", CharacterMap(characters)},
      {"glyf", outlines},
      {"head", head},
      {"hhea", hhea},
      {"hmtx", advances},
      {"loca", places},
      {"maxp", maxp}};
  std::string directory = U32(0x10000) + U16(tables.size()) + U16(64) + U16(2) + U16(48);
  std::string data;
  for (const auto& [tag, table] : tables) {
    directory += tag + U32(0) + U32(12 + 16 * tables.size() + data.size()) + U32(table.size());
    data += Padded(table);
  }
  return directory + data;
}

}  // namespace zhibiao::test
