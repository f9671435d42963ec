#include "normalizers/identifier.h"

#include <algorithm>

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsUpper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

std::string Upper(std::string text) {
  for (char& c : text) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text;
}

bool BeginsWithOneOf(std::string_view text, std::string_view signs) {
  return !text.empty() && signs.find(text.front()) != std::string_view::npos;
}

// Whether `tail`, the text behind a code, shows that the code ends there.
bool EndsCode(std::string_view tail, bool bracket) {
  if (bracket) {
    return BeginsWithOneOf(tail, "])");
  }
  const bool beyond_ascii = !tail.empty() && (tail.front() & 0x80) != 0;
  return BeginsWithOneOf(tail, "- ") || beyond_ascii;
}

}  // namespace

bool IsCreditCode(std::string_view text) {
  constexpr std::string_view kSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::size_t kLength = 18;
  constexpr unsigned kModulus = 31;
  const std::string code = Upper(FoldKey(text));
  if (code.size() != kLength) {
    return false;
  }
  unsigned sum = 0;
  unsigned weight = 1;
  for (std::size_t i = 0; i + 1 < kLength; ++i) {
    const std::size_t value = kSigns.find(code[i]);
    if (value == std::string_view::npos) {
      return false;
    }
    sum += static_cast<unsigned>(value) * weight;
    weight = weight * 3 % kModulus;
  }
  const std::size_t check = kSigns.find(code.back());
  return check == (kModulus - sum % kModulus) % kModulus;
}

std::optional<ProjectCode> ReadProjectCode(std::string_view text) {
  constexpr std::size_t kRegion = 6;
  constexpr std::size_t kYear = 2;
  constexpr std::size_t kSerial = 12;
  const std::string code = Upper(FoldKey(text));
  if (code.size() != kRegion + kYear + 1 + kSerial || !AllDigits(code.substr(0, kRegion + kYear)) ||
      !IsUpper(code[kRegion + kYear]) || !AllDigits(code.substr(kRegion + kYear + 1))) {
    return std::nullopt;
  }
  ProjectCode read;
  read.region = code.substr(0, kRegion);
  read.year = 2000 + (code[kRegion] - '0') * 10 + (code[kRegion + 1] - '0');
  read.kind = code[kRegion + kYear];
  read.serial = code.substr(kRegion + kYear + 1);
  return read;
}

CodedName SplitCodedName(std::string_view printed) {
  constexpr std::size_t kShortest = 3;  // digits of a department code
  std::string text = FoldText(printed).text;
  std::string_view rest = text;
  const bool bracket = BeginsWithOneOf(rest, "[(");
  rest.remove_prefix(bracket ? 1 : 0);
  std::size_t size = 0;
  while (size < rest.size() && (IsDigit(rest[size]) || IsUpper(rest[size]))) {
    ++size;
  }
  CodedName name;
  std::string_view tail = rest.substr(size);
  if (size >= kShortest && IsDigit(rest.front()) && EndsCode(tail, bracket) && tail.size() > 1) {
    name.code = rest.substr(0, size);
    tail.remove_prefix(bracket || BeginsWithOneOf(tail, "- ") ? 1 : 0);
    name.name = FoldKey(tail);
  } else {
    name.name = FoldKey(printed);
  }
  return name;
}

}  // namespace zhibiao
