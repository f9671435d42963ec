#include "extractors/sniff.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace zhibiao {
namespace {

// PDF readers accept a header within the first kilobyte: mail gateways put lines before it.
constexpr std::size_t kPdfHeaderWindow = 1024;
// How much of the file decides between text and binary.
constexpr std::size_t kTextWindow = 65536;
constexpr std::size_t kZipWindow = 65536;

struct Magic {
  std::string_view bytes;
  FileKind kind;
};

constexpr Magic kMagics[] = {
    {{"\x89PNG\r\n\x1a\n", 8}, FileKind::kPng},
    {{"\xff\xd8\xff", 3}, FileKind::kJpeg},
    {{"II*\0", 4}, FileKind::kTiff},
    {{"MM\0*", 4}, FileKind::kTiff},
    {{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8}, FileKind::kOffice},  // doc, xls, wps, et
    {{"{\\rtf", 5}, FileKind::kOffice},
};

// Names that a zip directory of an office file holds: docx, xlsx, pptx; odt, ods.
constexpr std::string_view kOfficeNames[] = {
    "[Content_Types].xml",
    "mimetypeapplication/vnd.oasis.opendocument",
};

constexpr std::string_view kHtmlStarts[] = {"<!doctype html", "<html", "<head", "<body"};

char AsciiLower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool StartsWithNoCase(std::string_view text, std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(),
                    [](char want, char got) { return want == AsciiLower(got); });
}

// Drops a byte order mark, white space, an XML declaration and comments: what may stand before
// <html>.
std::string_view SkipHtmlPrologue(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) {
    text.remove_prefix(3);
  }
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\f"), text.size()));
    const bool comment = text.starts_with("<!--");
    if (!comment && !text.starts_with("<?xml")) {
      return text;
    }
    const std::string_view end_mark = comment ? "-->" : "?>";
    const std::size_t end = text.find(end_mark);
    if (end == std::string_view::npos) {
      return text;
    }
    text.remove_prefix(end + end_mark.size());
  }
}

bool LooksLikeHtml(std::string_view bytes) {
  const std::string_view start = SkipHtmlPrologue(bytes.substr(0, kTextWindow));
  return std::any_of(std::begin(kHtmlStarts), std::end(kHtmlStarts),
                     [start](std::string_view tag) { return StartsWithNoCase(start, tag); });
}

bool LooksLikeOfficeZip(std::string_view bytes) {
  const std::string_view window = bytes.substr(0, kZipWindow);
  return bytes.starts_with("PK\x03\x04") &&
         std::any_of(
             std::begin(kOfficeNames), std::end(kOfficeNames),
             [window](std::string_view n) { return window.find(n) != std::string_view::npos; });
}

// True for bytes that no text holds, except tab, line ends, form feed, escape and the DOS end mark.
bool IsBinaryControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 &&
          std::string_view("\t\n\v\f\r\x1a\x1b").find(c) == std::string_view::npos) ||
         byte == 0x7f;
}

// Text has no control bytes; UTF-16 has zeros, but only in the high halves of its units.
bool LooksLikeText(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    return true;  // a UTF-16 byte order mark
  }
  const std::string_view window = bytes.substr(0, kTextWindow);
  std::array<std::size_t, 2> zeros = {0, 0};
  std::size_t controls = 0;
  for (std::size_t i = 0; i < window.size(); ++i) {
    if (window[i] == '\0') {
      ++zeros[i % 2];
    } else if (IsBinaryControl(window[i])) {
      ++controls;
    }
  }
  if (zeros[0] + zeros[1] > 0) {
    return zeros[0] == 0 || zeros[1] == 0;
  }
  return controls * 100 <= window.size();
}

}  // namespace

FileKind SniffFile(std::string_view bytes) {
  if (bytes.empty()) {
    return FileKind::kEmpty;
  }
  for (const Magic& magic : kMagics) {
    if (bytes.starts_with(magic.bytes)) {
      return magic.kind;
    }
  }
  if (LooksLikeOfficeZip(bytes)) {
    return FileKind::kOffice;
  }
  if (bytes.starts_with("PK\x03\x04")) {
    return FileKind::kUnknown;
  }
  if (LooksLikeHtml(bytes)) {
    return FileKind::kHtml;
  }
  if (bytes.substr(0, kPdfHeaderWindow).find("%PDF-") != std::string_view::npos) {
    return FileKind::kPdf;
  }
  return LooksLikeText(bytes) ? FileKind::kText : FileKind::kUnknown;
}

const char* MediaType(FileKind kind) {
  switch (kind) {
    case FileKind::kEmpty:
      return "application/x-empty";
    case FileKind::kPdf:
      return "application/pdf";
    case FileKind::kText:
      return "text/plain";
    case FileKind::kHtml:
      return "text/html";
    case FileKind::kPng:
      return "image/png";
    case FileKind::kJpeg:
      return "image/jpeg";
    case FileKind::kTiff:
      return "image/tiff";
    case FileKind::kOffice:  // several types; which one is not looked into, since none is read
    case FileKind::kUnknown:
      return "application/octet-stream";
  }
  return "application/octet-stream";
}

}  // namespace zhibiao
