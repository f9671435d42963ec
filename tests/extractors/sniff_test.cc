#include "extractors/sniff.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

using std::string_view_literals::operator""sv;

TEST(SniffFile, TellsKindsByContent) {
  struct Case {
    const char* name;
    std::string_view bytes;
    FileKind want;
  };
  const Case cases[] = {
      // clang-format off
      {"nothing",              ""sv,                                            FileKind::kEmpty},
      {"pdf",                  "%PDF-1.7\n"sv,                                  FileKind::kPdf},
      {"pdf after mail lines", "X-Mail: 1\r\n\r\n%PDF-1.4\n"sv,                 FileKind::kPdf},
      {"html named pdf",       "<!DOCTYPE html>\n<p>%PDF-1.4</p>"sv,            FileKind::kHtml},
      {"html after a BOM",     "\xef\xbb\xbf \r\n<HTML lang=zh>"sv,             FileKind::kHtml},
      {"xhtml",                "<?xml version='1.0'?>\n<!-- a -->\n<html>"sv,   FileKind::kHtml},
      {"leaked paragraph",     "<p>目标1</p>\t3次"sv,                           FileKind::kText},
      {"less than",            "<85分"sv,                                       FileKind::kText},
      {"utf-8",                "绩效指标\t产出指标\n"sv,                        FileKind::kText},
      {"gb18030",              "\xbc\xa8\xd0\xa7\xd6\xb8\xb1\xea\t1\r\n"sv,     FileKind::kText},
      {"utf-16le with mark",   "\xff\xfe\x01\x00"sv,                            FileKind::kText},
      {"utf-16be by its zeros", "\0" "1\0" "2\0\n\x7e\xe9"sv,                   FileKind::kText},
      {"dos end mark",         "3次\r\n\x1a"sv,                                 FileKind::kText},
      {"zeros everywhere",     "\0\0\x01\x02"sv,                                FileKind::kUnknown},
      {"control bytes",        "\x01\x02\x03\x04 abc"sv,                        FileKind::kUnknown},
      {"png",                  "\x89PNG\r\n\x1a\n\0\0"sv,                       FileKind::kPng},
      {"jpeg",                 "\xff\xd8\xff\xe0\0\x10JFIF"sv,                  FileKind::kJpeg},
      {"tiff, intel",          "II*\0\x08"sv,                                   FileKind::kTiff},
      {"tiff, motorola",       "MM\0*\0"sv,                                     FileKind::kTiff},
      {"old office",           "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 \0"sv,         FileKind::kOffice},
      {"docx",                 "PK\x03\x04\x14\0 [Content_Types].xml"sv,        FileKind::kOffice},
      {"another zip",          "PK\x03\x04\x14\0 photos/1.jpg"sv,               FileKind::kUnknown},
      {"rtf",                  "{\\rtf1\\ansi"sv,                               FileKind::kOffice},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(SniffFile(c.bytes), c.want);
  }
}

TEST(SniffFile, FindsNoPdfHeaderBeyondTheFirstKilobyte) {
  EXPECT_EQ(SniffFile(std::string(2000, 'x') + "%PDF-1.7"), FileKind::kText);
}

TEST(MediaType, NamesEveryKind) {
  EXPECT_STREQ(MediaType(FileKind::kPdf), "application/pdf");
  EXPECT_STREQ(MediaType(FileKind::kText), "text/plain");
  EXPECT_STREQ(MediaType(FileKind::kHtml), "text/html");
  EXPECT_STREQ(MediaType(FileKind::kPng), "image/png");
  EXPECT_STREQ(MediaType(FileKind::kJpeg), "image/jpeg");
  EXPECT_STREQ(MediaType(FileKind::kTiff), "image/tiff");
  EXPECT_STREQ(MediaType(FileKind::kEmpty), "application/x-empty");
  EXPECT_STREQ(MediaType(FileKind::kUnknown), "application/octet-stream");
}

}  // namespace
}  // namespace zhibiao
