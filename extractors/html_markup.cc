#include "extractors/html_markup.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

// Longer than any tag that content systems write; keeps the search linear.
constexpr std::size_t kMaxTagBytes = 4096;
constexpr std::size_t kMaxEntityBytes = 12;

// Sorted. Tags that start and end a line of their own.
constexpr std::string_view kBlockTags[] = {
    "article", "blockquote", "br",   "caption", "center", "dd",    "div", "dl",
    "dt",      "footer",     "form", "h1",      "h2",     "h3",    "h4",  "h5",
    "h6",      "header",     "hr",   "li",      "ol",     "p",     "pre", "section",
    "table",   "tbody",      "td",   "tfoot",   "th",     "thead", "tr",  "ul",
};

// Sorted. Tags that stand inside a line.
constexpr std::string_view kInlineTags[] = {
    "a",     "abbr", "b",    "big",   "body",   "code",  "col",   "colgroup", "del",
    "em",    "font", "head", "html",  "i",      "img",   "input", "ins",      "label",
    "link",  "meta", "nobr", "s",     "script", "small", "span",  "strike",   "strong",
    "style", "sub",  "sup",  "title", "tt",     "u",     "wbr",
};

// Sorted. Attributes that need no value.
constexpr std::string_view kBareAttributes[] = {"checked", "disabled", "hidden", "noshade",
                                                "nowrap"};

struct Entity {
  std::string_view name;
  char32_t code;
};

// Sorted by name. The ones that Chinese content systems write.
constexpr Entity kEntities[] = {
    {"amp", U'&'},         {"apos", U'\''},       {"bull", U'\u2022'},   {"copy", U'\u00a9'},
    {"deg", U'\u00b0'},    {"divide", U'\u00f7'}, {"emsp", U' '},        {"ensp", U' '},
    {"ge", U'\u2265'},     {"gt", U'>'},          {"hellip", U'\u2026'}, {"laquo", U'\u00ab'},
    {"ldquo", U'\u201c'},  {"le", U'\u2264'},     {"lsquo", U'\u2018'},  {"lt", U'<'},
    {"mdash", U'\u2014'},  {"middot", U'\u00b7'}, {"nbsp", U' '},        {"ndash", U'\u2013'},
    {"permil", U'\u2030'}, {"plusmn", U'\u00b1'}, {"quot", U'"'},        {"raquo", U'\u00bb'},
    {"rdquo", U'\u201d'},  {"reg", U'\u00ae'},    {"rsquo", U'\u2019'},  {"sup2", U'\u00b2'},
    {"thinsp", U' '},      {"times", U'\u00d7'},  {"yen", U'\u00a5'},
};

bool IsAsciiAlpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsAsciiDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsHtmlSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool IsNameChar(char c) {
  return IsAsciiAlpha(c) || IsAsciiDigit(c) || c == '-' || c == '_' || c == ':';
}

std::string Lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

template <std::size_t N>
bool Contains(const std::string_view (&sorted)[N], std::string_view name) {
  return std::binary_search(std::begin(sorted), std::end(sorted), name);
}

// "o:p", "w:wrap", "v:shape", "st1:personname": what office programs paste.
bool IsOfficeName(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon != std::string_view::npos &&
         (name.starts_with("o:") || name.starts_with("w:") || name.starts_with("v:") ||
          name.starts_with("st1:")) &&
         colon + 1 < name.size();
}

bool IsKnownTag(std::string_view name) {
  return Contains(kBlockTags, name) || Contains(kInlineTags, name) || IsOfficeName(name);
}

std::size_t SpanOf(std::string_view text, std::size_t from, bool (*belongs)(char)) {
  std::size_t end = from;
  while (end < text.size() && belongs(text[end])) {
    ++end;
  }
  return end - from;
}

// The end of the attribute value that starts at `at`, or npos where a quote is not closed.
std::size_t EndOfValue(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
    const std::size_t close = text.find(text[at], at + 1);
    return close == std::string_view::npos ? close : close + 1;
  }
  return std::min(text.find_first_of(" \t\r\n\f<>", at), text.size());
}

// The end of the attribute at `at`, or npos: it has a value, or is one that needs none. Words that
// are neither make the whole no tag ("a<b and c>d").
std::size_t EndOfAttribute(std::string_view text, std::size_t at) {
  const std::size_t length = SpanOf(text, at, IsNameChar);
  if (length == 0) {
    return std::string_view::npos;
  }
  const std::size_t after_name = at + length;
  const std::size_t equals = after_name + SpanOf(text, after_name, IsHtmlSpace);
  if (equals < text.size() && text[equals] == '=') {
    return EndOfValue(text, equals + 1 + SpanOf(text, equals + 1, IsHtmlSpace));
  }
  return Contains(kBareAttributes, Lower(text.substr(at, length))) ? after_name
                                                                   : std::string_view::npos;
}

// Where the tag whose name ends at `at` is closed: the index after '>', or 0.
std::size_t EndOfTag(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::size_t spaces = SpanOf(text, at, IsHtmlSpace);
    at += spaces;
    if (text.substr(at).starts_with("/>")) {
      return at + 2;
    }
    if (at < text.size() && text[at] == '>') {
      return at + 1;
    }
    if (spaces == 0) {
      return 0;
    }
    at = EndOfAttribute(text, at);
  }
  return 0;
}

struct Tag {
  std::size_t length = 0;
  bool block = false;
};

// "<!-- … -->", "<!DOCTYPE …>", "<![endif]…>", "<?xml … ?>".
std::size_t DeclarationLength(std::string_view text) {
  std::string_view end_mark;
  if (text.starts_with("<!--")) {
    end_mark = "-->";
  } else if (text.starts_with("<?xml") || text.starts_with("<?XML")) {
    end_mark = "?>";
  } else if (text.starts_with("<![") || Lower(text.substr(0, 9)) == "<!doctype") {
    end_mark = ">";
  } else {
    return 0;
  }
  const std::size_t end = text.substr(0, kMaxTagBytes).find(end_mark);
  return end == std::string_view::npos ? 0 : end + end_mark.size();
}

Tag ReadTag(std::string_view text) {
  if (!text.starts_with('<')) {
    return {};
  }
  if (const std::size_t declaration = DeclarationLength(text); declaration > 0) {
    return {declaration, false};
  }
  text = text.substr(0, kMaxTagBytes);
  const std::size_t name_at = text.substr(1).starts_with('/') ? 2 : 1;
  const std::size_t name_length = SpanOf(text, name_at, IsNameChar);
  const std::string name = Lower(text.substr(std::min(name_at, text.size()), name_length));
  if (!IsKnownTag(name)) {
    return {};
  }
  return {EndOfTag(text, name_at + name_length), Contains(kBlockTags, name)};
}

// The value of `digits` in base 10 or 16; nothing where it is no number or beyond Unicode.
std::optional<std::uint32_t> ParseCode(std::string_view digits, std::uint32_t base) {
  constexpr std::string_view kAlphabet = "0123456789abcdef";
  std::uint32_t code = 0;
  for (const char c : Lower(digits)) {
    const std::size_t value = kAlphabet.substr(0, base).find(c);
    if (value == std::string_view::npos) {
      return std::nullopt;
    }
    code = code * base + static_cast<std::uint32_t>(value);
    if (code > 0x10ffff) {
      return std::nullopt;
    }
  }
  return digits.empty() ? std::nullopt : std::optional<std::uint32_t>(code);
}

// "8805" or "x2265" → the character; nothing for control characters and surrogates.
std::optional<char32_t> NumericEntity(std::string_view digits) {
  constexpr std::uint32_t kNoBreakSpace = 0xa0;
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  const std::optional<std::uint32_t> code = ParseCode(digits.substr(hex ? 1 : 0), hex ? 16 : 10);
  if (!code.has_value() || *code < 0x20 || (*code >= 0xd800 && *code <= 0xdfff)) {
    return std::nullopt;
  }
  return *code == kNoBreakSpace ? U' ' : char32_t{*code};
}

struct DecodedEntity {
  std::size_t length = 0;  // 0: none
  char32_t code = 0;
};

DecodedEntity ReadEntity(std::string_view text) {
  if (!text.starts_with('&')) {
    return {};
  }
  const std::size_t end = text.substr(0, kMaxEntityBytes).find(';');
  if (end == std::string_view::npos || end < 2) {
    return {};
  }
  const std::string_view name = text.substr(1, end - 1);
  if (name.starts_with('#')) {
    const std::optional<char32_t> code = NumericEntity(name.substr(1));
    return code.has_value() ? DecodedEntity{end + 1, *code} : DecodedEntity{};
  }
  const auto* found =
      std::lower_bound(std::begin(kEntities), std::end(kEntities), name,
                       [](const Entity& entity, std::string_view n) { return entity.name < n; });
  return found != std::end(kEntities) && found->name == name ? DecodedEntity{end + 1, found->code}
                                                             : DecodedEntity{};
}

void DropTrailingSpaces(std::string& text) {
  text.resize(
      text.find_last_not_of(" \r\n") == std::string::npos ? 0 : text.find_last_not_of(" \r\n") + 1);
}

// Puts text together; a break is written only when something follows it.
class LineJoiner {
 public:
  void Break() {
    DropTrailingSpaces(text_);
    pending_break_ = !text_.empty();
    at_start_ = true;
  }
  void Add(char c) {
    if (at_start_ && (c == ' ' || c == '\r' || c == '\n')) {
      return;
    }
    if (pending_break_) {
      text_ += '\n';
    }
    pending_break_ = false;
    at_start_ = false;
    text_ += c;
  }
  void Add(std::string_view text) {
    for (const char c : text) {
      Add(c);
    }
  }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
  bool pending_break_ = false;
  bool at_start_ = false;
};

}  // namespace

std::size_t HtmlTagLength(std::string_view text) {
  return ReadTag(text).length;
}

StrippedMarkup StripHtmlMarkup(std::string_view text) {
  StrippedMarkup result;
  LineJoiner joiner;
  while (!text.empty()) {
    if (const Tag tag = ReadTag(text); tag.length > 0) {
      ++result.tags;
      text.remove_prefix(tag.length);
      if (tag.block) {
        joiner.Break();
      }
      continue;
    }
    if (const DecodedEntity entity = ReadEntity(text); entity.length > 0) {
      ++result.entities;
      text.remove_prefix(entity.length);
      std::string utf8;
      AppendUtf8(entity.code, utf8);
      joiner.Add(utf8);
      continue;
    }
    joiner.Add(text.front());
    text.remove_prefix(1);
  }
  result.text = joiner.Take();
  return result;
}

}  // namespace zhibiao
