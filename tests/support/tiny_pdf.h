// The smallest PDF files that show one thing each, written in the test that needs them.
#ifndef TESTS_SUPPORT_TINY_PDF_H_
#define TESTS_SUPPORT_TINY_PDF_H_

#include <string>
#include <vector>

namespace zhibiao::test {

// Objects 1, 2, ... with a table of objects and a trailer whose root is object 1.
class TinyPdf {
 public:
  // Adds the next object, returns its number. `body` stands between "obj" and "endobj".
  int Add(const std::string& body);
  int AddStream(const std::string& dictionary_entries, const std::string& data);
  // The file; `trailer_entries` go into its trailer beside /Root and /Size.
  std::string Bytes(const std::string& trailer_entries = "") const;

 private:
  std::vector<std::string> bodies_;
};

// What one page needs; each member replaces the usual one.
struct TinyPage {
  std::string content;
  std::string page_entries = "/MediaBox[0 0 200 100]";
  std::string resources = "/Font<</F1 4 0 R>>";
  // Object 4; objects after it are `more`, numbered from 6 (5 is the content).
  std::string font = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>";
  std::vector<std::string> more;
};

// A document of that one page, 200 by 100 points, with Courier as /F1 (each character 0.6 em wide).
std::string OnePagePdf(const TinyPage& page);
std::string OnePagePdf(const std::string& content);

// `data` as a stream object.
std::string StreamBody(const std::string& dictionary_entries, const std::string& data);

// A TrueType font file of square glyphs: glyph i + 1 is `characters[i]`; 0 leaves it out of the
// character map. Glyphs of U+0020 are blank. Units per em: 1000.
std::string TinyTrueType(const std::vector<unsigned>& characters);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_TINY_PDF_H_
