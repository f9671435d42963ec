#include "extractors/text_reader.h"

#include <cstddef>
#include <utility>

#include "extractors/html_markup.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

SourceRef AtLine(int line) {
  SourceRef ref;
  ref.line = line;
  ref.origin = TextOrigin::kPlainText;
  return ref;
}

struct LineBreak {
  std::size_t length = 0;  // bytes; 0: none here
  bool counted = false;    // editors number lines by CR, LF and CRLF only
};

LineBreak BreakAt(std::string_view text) {
  if (text.starts_with("\r\n")) {
    return {2, true};
  }
  switch (text.front()) {
    case '\n':
    case '\r':
      return {1, true};
    case '\f':
    case '\v':
      return {1, false};
    default:
      break;
  }
  if (text.starts_with("\u2028") || text.starts_with("\u2029")) {
    return {3, false};
  }
  return text.starts_with("\u0085") ? LineBreak{2, false} : LineBreak{};
}

// The next line of `text`, which is moved past its line break.
std::string_view TakeLine(std::string_view& text, bool& counted) {
  for (std::size_t end = 0; end < text.size(); ++end) {
    if (const LineBreak found = BreakAt(text.substr(end)); found.length > 0) {
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(end + found.length);
      counted = found.counted;
      return line;
    }
  }
  counted = true;
  return std::exchange(text, {});
}

// Spaces at the ends of a cell are layout: ASCII, no-break (U+00A0) and ideographic (U+3000).
std::string_view TrimSpaces(std::string_view text) {
  static constexpr std::string_view kSpaces[] = {" ", "\u00a0", "\u3000", "\n"};
  bool trimmed = true;
  while (trimmed) {
    trimmed = false;
    for (const std::string_view space : kSpaces) {
      if (text.starts_with(space)) {
        text.remove_prefix(space.size());
        trimmed = true;
      }
      if (text.ends_with(space)) {
        text.remove_suffix(space.size());
        trimmed = true;
      }
    }
  }
  return text;
}

// Blank columns at the start of a line; a tab ends them, since it parts cells.
int IndentOf(std::string_view line) {
  int columns = 0;
  while (!line.empty()) {
    const char32_t code = NextCodePoint(line);
    if (code != U' ' && code != U'\u00a0' && code != U'\u3000') {
      break;
    }
    columns += code == U'\u3000' ? 2 : 1;
  }
  return columns;
}

// Markup is taken out twice, since some systems escape what they leak: "&lt;p&gt;".
StrippedMarkup StripCell(std::string_view cell) {
  if (cell.find_first_of("<&") == std::string_view::npos) {
    return {std::string(TrimSpaces(cell)), 0, 0};
  }
  StrippedMarkup once = StripHtmlMarkup(cell);
  StrippedMarkup twice = StripHtmlMarkup(once.text);
  if (twice.tags == 0) {
    twice.text = std::move(once.text);
    twice.entities = 0;
  }
  return {std::string(TrimSpaces(twice.text)), once.tags + twice.tags,
          once.entities + twice.entities};
}

TextRow ReadRow(std::string_view line, int number, Findings& findings) {
  TextRow row;
  row.line = number;
  row.indent = IndentOf(line);
  int tags = 0;
  int entities = 0;
  bool blank = true;
  while (true) {
    const std::size_t tab = line.find('\t');
    StrippedMarkup cell = StripCell(line.substr(0, tab));
    tags += cell.tags;
    entities += cell.entities;
    blank = blank && cell.text.empty();
    row.cells.push_back(std::move(cell.text));
    if (tab == std::string_view::npos) {
      break;
    }
    line.remove_prefix(tab + 1);
  }
  if (blank) {
    row.cells.clear();
  }
  if (tags > 0 || entities > 0) {
    findings.Add(FindingCode::kMarkupLeaked, AtLine(number),
                 "line " + std::to_string(number) + ": " + std::to_string(tags) +
                     " HTML tags and " + std::to_string(entities) +
                     " entities in plain text were taken out");
  }
  return row;
}

void NoteEncoding(const DecodedText& decoded, Findings& findings) {
  if (decoded.lossy) {
    findings.Add(FindingCode::kTextEncoding, AtLine(0),
                 "bytes that are not " + decoded.encoding + " became U+FFFD");
  } else if (decoded.encoding == "GB18030") {
    findings.Add(FindingCode::kTextEncoding, AtLine(0), "not UTF-8; read as GB18030");
  }
}

}  // namespace

Result<std::vector<TextRow>> ReadText(std::string_view bytes, Findings& findings) {
  ZHIBIAO_TRY(const DecodedText decoded, DecodeText(bytes));
  NoteEncoding(decoded, findings);
  std::vector<TextRow> rows;
  std::string_view rest = decoded.text;
  int line = 1;
  while (!rest.empty()) {
    bool counted = true;
    const std::string_view text = TakeLine(rest, counted);
    rows.push_back(ReadRow(text, line, findings));
    line += counted ? 1 : 0;
  }
  return rows;
}

}  // namespace zhibiao
