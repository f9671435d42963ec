#include "extractors/number_context.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/tsv.h"
#include "pipeline/unicode.h"

namespace zhibiao {

std::span<const EmbeddedFile> ExtractorTables();

namespace {

// Of the confidence in what was read.
constexpr double kNotFarBehind = 0.02;
constexpr double kLikelyOne = 0.1;

struct EndingTable {
  Status status;
  std::u32string endings;
};

Status Load(std::string_view tsv, std::u32string& endings) {
  ZHIBIAO_TRY(const TsvTable rows, TsvTable::Parse("number_endings.tsv", tsv, {"id", "character"}));
  for (const TsvRow& row : rows.rows()) {
    std::string_view text = rows.Get(row, "character");
    const char32_t code = NextCodePoint(text);
    if (!text.empty() || endings.find(code) != std::u32string::npos) {
      return {StatusCode::kInvalidInput, "number_endings.tsv: " + std::string(rows.Get(row, "id")) +
                                             ": not one character, or twice"};
    }
    endings += code;
  }
  return {};
}

const EndingTable& TheEndings() {
  static const EndingTable kTable = [] {
    EndingTable loaded;
    loaded.status = {StatusCode::kInternal, "number_endings.tsv is not part of this build"};
    for (const EmbeddedFile& file : ExtractorTables()) {
      if (file.path.ends_with("number_endings.tsv")) {
        loaded.status = Load(file.text, loaded.endings);
      }
    }
    return loaded;
  }();
  return kTable;
}

bool IsEnding(char32_t code) {
  return TheEndings().endings.find(code) != std::u32string::npos;
}

bool IsDigit(char32_t code) {
  return code >= U'0' && code <= U'9';
}

bool IsLetter(char32_t code) {
  return (code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z');
}

// Signs that no number of ours ends with.
bool IsStray(char32_t code) {
  constexpr std::u32string_view kStray = U"↑↓←→†‡÷$€£§¶※&@";
  return kStray.find(code) != kStray.npos;
}

bool IsOneOf(std::u32string_view codes, char32_t code) {
  return codes.find(code) != std::u32string_view::npos;
}

// Puts in what `is_wanted` of all that the character may be, if it is at least `least` as likely as
// what was read.
template <typename Wanted>
void Replace(ReadCharacter& character, double least, Wanted is_wanted) {
  const auto other = std::find_if(character.others.begin(), character.others.end(),
                                  [&](const OtherCharacter& c) { return is_wanted(c.code); });
  if (other != character.others.end() && other->confidence >= least * character.confidence) {
    std::swap(character.code, other->code);
    std::swap(character.confidence, other->confidence);
  }
}

// The last but `count` - 1 that is written before place `at`; 0: nothing.
char32_t Before(const LineReading& reading, std::size_t at, std::size_t count) {
  while (at > 0) {
    --at;
    if (reading[at].code != U' ' && --count == 0) {
      return reading[at].code;
    }
  }
  return 0;
}

// `at`: the last that is written.
void ChooseEnding(LineReading& reading, std::size_t at, double unit) {
  ReadCharacter& last = reading[at];
  const bool is_alone =
      last.center >= unit && std::count_if(reading.begin(), reading.end(), [&](const auto& c) {
                               return c.code != U' ' && c.center >= unit;
                             }) == 1;
  const bool is_word = IsHan(last.code) || IsLetter(last.code) || (IsDigit(last.code) && is_alone);
  if (IsDigit(Before(reading, at, 1)) && !IsEnding(last.code) && (is_word || IsStray(last.code))) {
    Replace(last, is_word ? kNotFarBehind : 0, IsEnding);
  }
}

// "1份：13份": small print hardly tells them apart.
void ChooseMark(LineReading& reading, std::size_t at) {
  const char32_t number = Before(reading, at, 2);
  if (IsOneOf(U"：:", reading[at].code) && IsEnding(Before(reading, at, 1)) &&
      (IsDigit(number) || number == U'/')) {
    Replace(reading[at], 0, [](char32_t code) { return IsOneOf(U"；;", code); });
  }
}

// "至少I次"
void ChooseOne(LineReading& reading, std::size_t at) {
  const bool begins = at == 0 || IsHan(reading[at - 1].code);
  if (IsOneOf(U"IlⅠ|", reading[at].code) && begins && at + 1 < reading.size() &&
      IsHan(reading[at + 1].code) && IsEnding(reading[at + 1].code)) {
    Replace(reading[at], kLikelyOne, [](char32_t code) { return code == U'1'; });
  }
}

}  // namespace

LineReading ChooseByNumbers(LineReading reading, double unit) {
  if (!TheEndings().status.ok()) {
    return reading;
  }
  for (std::size_t i = 0; i < reading.size(); ++i) {
    ChooseMark(reading, i);
    ChooseOne(reading, i);
  }
  const auto last = std::find_if(reading.rbegin(), reading.rend(),
                                 [](const ReadCharacter& c) { return c.code != U' '; });
  if (last != reading.rend()) {
    ChooseEnding(reading, static_cast<std::size_t>(reading.rend() - last) - 1, unit);
  }
  return reading;
}

Status CheckNumberEndings() {
  return TheEndings().status;
}

}  // namespace zhibiao
