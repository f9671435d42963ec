#include "extractors/reading_combiner.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr double kAgreed = 0.99;    // both engines read the character
constexpr double kAlone = 0.94;     // one engine, sure of itself: never as good as two
constexpr double kDisputed = 0.80;  // the other engine read something else

// Comparing is done on folded text, one key a character; white space is none.
struct Keyed {
  std::vector<std::string> keys;
  std::vector<std::size_t> at;  // index into the reading
};

std::string KeyOf(char32_t code) {
  std::string text;
  AppendUtf8(code, text);
  return FoldKey(text);
}

Keyed KeysOf(const LineReading& reading) {
  Keyed keyed;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    std::string key = KeyOf(reading[i].code);
    if (!key.empty()) {
      keyed.keys.push_back(std::move(key));
      keyed.at.push_back(i);
    }
  }
  return keyed;
}

// Which keys of `a` stand in the longest common subsequence with `b`.
std::vector<bool> Agreed(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const std::size_t width = b.size() + 1;
  std::vector<int> longest((a.size() + 1) * width, 0);
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      longest[i * width + j] =
          a[i] == b[j] ? longest[(i + 1) * width + j + 1] + 1
                       : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  std::vector<bool> agreed(a.size(), false);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      agreed[i++] = true;
      ++j;
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return agreed;
}

// ： and ； look so much alike in small print that both engines take one for the other. After the
// number of an indicator (指标4：) it can only be ：.
bool IsUnsureMark(const LineReading& reading, std::size_t at) {
  const char32_t code = reading[at].code;
  if (code != U'：' && code != U'；' && code != U':' && code != U';') {
    return false;
  }
  const bool after_number = at >= 2 && reading[at - 1].code >= U'0' && reading[at - 1].code <= U'9';
  const auto names = [&](std::size_t i) {
    return std::any_of(reading.begin(), reading.begin() + static_cast<std::ptrdiff_t>(i),
                       [](const ReadCharacter& c) { return c.code == U'标'; });
  };
  constexpr std::size_t kNameLength = 5;  // 指标 12
  return !(after_number && at <= kNameLength && names(at));
}

// Characters that differ by a stroke from others in print, which engines read as these: 査, 戸, 內.
bool IsLookAlike(char32_t code) {
  constexpr std::u32string_view kLookAlike = U"查户内青黄己已巳未末土士干千于曰";
  return kLookAlike.find(code) != kLookAlike.npos;
}

// Characters that differ in a stroke (査 and 查) are read as the commoner one by every engine; the
// first one tells that it might have been another.
bool HeldOtherPossible(const ReadCharacter& character) {
  const double possible = IsLookAlike(character.code) ? 0.0002 : 0.01;
  return std::any_of(
      character.others.begin(), character.others.end(), [&](const OtherCharacter& other) {
        return other.confidence >= possible && KeyOf(other.code) != KeyOf(character.code);
      });
}

// A % whose end is cut off looks like 9 to every engine (及时率100% → 及时率1009). So the last
// figure of a share of three figures or more, without any %, is not certain.
bool IsUnsureFigure(const LineReading& reading, std::size_t at) {
  constexpr std::ptrdiff_t kFigures = 3;
  const auto is_digit = [](const ReadCharacter& c) { return c.code >= U'0' && c.code <= U'9'; };
  if (at + 1 != reading.size() || !is_digit(reading[at])) {
    return false;
  }
  const bool is_share = std::any_of(reading.begin(), reading.end(),
                                    [](const ReadCharacter& c) { return c.code == U'率'; });
  const auto last = std::find_if_not(reading.rbegin(), reading.rend(), is_digit);
  return is_share && last - reading.rbegin() >= kFigures;
}

bool NeedsTwo(char32_t code) {
  constexpr std::u32string_view kNumerals = U"〇零一二三四五六七八九十";
  constexpr std::u32string_view kMarks = U"，。、（）《》“”,()";
  if (!IsHan(code)) {
    return kMarks.find(code) == kMarks.npos;
  }
  return kNumerals.find(code) != kNumerals.npos || IsLookAlike(code);
}

// True where the engine is sure of the character, and of those beside it: in what it cannot read it
// is sure of characters that are not there.
bool IsCertainAt(const LineReading& reading, std::size_t at, double certain) {
  constexpr double kReadable = 0.9;
  constexpr std::size_t kBeside = 2;
  if (NeedsTwo(reading[at].code) || reading[at].confidence < certain) {
    return false;
  }
  const auto from = reading.begin() + static_cast<std::ptrdiff_t>(at - std::min(at, kBeside));
  const auto to =
      reading.begin() + static_cast<std::ptrdiff_t>(std::min(reading.size(), at + kBeside + 1));
  return std::all_of(from, to, [](const ReadCharacter& c) { return c.confidence >= kReadable; });
}

// The characters of `reading` that their engine is certain of.
std::vector<bool> CertainOf(const LineReading& reading, double certain) {
  std::vector<bool> result;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    result.push_back(IsCertainAt(reading, i, certain));
  }
  return result;
}

}  // namespace

bool IsCertain(const LineReading& reading, double certain) {
  const std::vector<bool> is_certain = CertainOf(reading, certain);
  std::size_t settled = 0;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    settled += is_certain[i] || IsUnsureMark(reading, i) ? 1U : 0U;
  }
  return !reading.empty() && settled == reading.size();
}

std::string ReadingText(const LineReading& reading) {
  std::string text;
  for (const ReadCharacter& character : reading) {
    AppendUtf8(character.code, text);
  }
  return text;
}

void DoubtReading(CombinedReading& reading) {
  for (ReadCharacter& character : reading.characters) {
    character.confidence = std::min(character.confidence, kAlone);
  }
}

CombinedReading SingleReading(const LineReading& reading, double certain) {
  CombinedReading combined;
  combined.characters = reading;
  DoubtReading(combined);
  const std::vector<bool> is_certain = CertainOf(reading, certain);
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (is_certain[i]) {
      combined.characters[i].confidence = kAgreed;
    }
  }
  return combined;
}

CombinedReading CombineReadings(const LineReading& first, const LineReading& second,
                                double certain) {
  CombinedReading combined;
  combined.characters = first;
  const Keyed a = KeysOf(first);
  const Keyed b = KeysOf(second);
  const std::vector<bool> agreed = Agreed(a.keys, b.keys);
  const std::vector<bool> is_certain = CertainOf(first, certain);
  for (std::size_t i = 0; i < a.at.size(); ++i) {
    double& confidence = combined.characters[a.at[i]].confidence;
    const bool is_sure = agreed[i] || is_certain[a.at[i]];
    confidence = is_sure ? std::max(kAgreed, confidence) : std::min(confidence, kDisputed);
    if (IsUnsureMark(first, a.at[i]) || IsUnsureFigure(first, a.at[i]) ||
        HeldOtherPossible(first[a.at[i]])) {
      confidence = std::min(confidence, kAlone);
    }
  }
  if (a.keys != b.keys) {
    combined.other = ReadingText(second);
  }
  return combined;
}

}  // namespace zhibiao
