// HTML tags and entities that leaked into plain text: tells them from a "<" that means "less than".
#ifndef EXTRACTORS_HTML_MARKUP_H_
#define EXTRACTORS_HTML_MARKUP_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace zhibiao {

struct StrippedMarkup {
  std::string text;
  int tags = 0;      // removed
  int entities = 0;  // decoded
};

// The length of the HTML tag or comment at the start of `text`, or 0 where there is none. A tag has
// a name that HTML knows ("p", "span"; "o:p" of office programs) and is closed: "<85分", "<b" and
// "a<b 且 c>d" are text. Thread-safe.
std::size_t HtmlTagLength(std::string_view text);

// Removes tags and decodes entities ("&lt;", "&#8805;", "&nbsp;" → space). Tags that end a line of
// their own (p, br, div, li, tr, td ...) become one '\n' between what stands on both sides; white
// space around such a break goes. Everything else stays as it is. Thread-safe; linear.
StrippedMarkup StripHtmlMarkup(std::string_view text);

}  // namespace zhibiao

#endif  // EXTRACTORS_HTML_MARKUP_H_
