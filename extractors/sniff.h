// What kind of file bytes are: by content, never by name.
#ifndef EXTRACTORS_SNIFF_H_
#define EXTRACTORS_SNIFF_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace zhibiao {

enum class FileKind : std::uint8_t {
  kEmpty,
  kPdf,
  kText,
  kHtml,
  kPng,
  kJpeg,
  kTiff,
  kOffice,
  kUnknown
};

FileKind SniffFile(std::string_view bytes);
// IANA media type: "application/pdf".
const char* MediaType(FileKind kind);

}  // namespace zhibiao

#endif  // EXTRACTORS_SNIFF_H_
