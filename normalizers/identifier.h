// Codes that identify departments and projects.
#ifndef NORMALIZERS_IDENTIFIER_H_
#define NORMALIZERS_IDENTIFIER_H_

#include <optional>
#include <string>
#include <string_view>

namespace zhibiao {

// True for a 统一社会信用代码: 18 characters with a right check digit.
// Source: GB 32100-2015 (modulo 31, letters without I, O, S, V, Z). Case is ignored.
bool IsCreditCode(std::string_view text);

// A budget project code: 51000021R000000019951.
struct ProjectCode {
  std::string region;  // 510000: GB/T 2260
  int year = 0;        // 2021
  char kind = 'R';     // R, Y or T
  std::string serial;  // 000000019951
};
std::optional<ProjectCode> ReadProjectCode(std::string_view text);

// A name that is printed with a code before it: 820001-井研县马踏镇人民政府, [820001]井研县...
// Without a code, `code` is empty and `name` is all of it. Spaces of a line wrap are taken out of
// the name; nothing else is changed.
struct CodedName {
  std::string code;
  std::string name;
};
CodedName SplitCodedName(std::string_view printed);

}  // namespace zhibiao

#endif  // NORMALIZERS_IDENTIFIER_H_
