#include "normalizers/identifier.h"

#include <string>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

TEST(IsCreditCode, ChecksTheLastCharacter) {
  // Made for the test: 17 characters and the check digit that GB 32100 computes for them.
  EXPECT_TRUE(IsCreditCode("91350100M000100Y43"));  // the example of the standard
  EXPECT_TRUE(IsCreditCode("91350100m000100y43"));
  EXPECT_TRUE(IsCreditCode(" ９１３５０１００M000100Y43 "));
  EXPECT_FALSE(IsCreditCode("91350100M000100Y44"));
  EXPECT_FALSE(IsCreditCode("91350100M000100Y4"));
  EXPECT_FALSE(IsCreditCode("91350100I000100Y43"));  // no letter I
  EXPECT_FALSE(IsCreditCode(""));
}

TEST(IsCreditCode, NoticesEverySingleSlip) {
  const std::string code = "91350100M000100Y43";
  constexpr std::string_view kSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  for (std::size_t i = 0; i < code.size(); ++i) {
    for (const char sign : kSigns) {
      std::string slip = code;
      slip[i] = sign;
      EXPECT_EQ(IsCreditCode(slip), slip == code) << slip;
    }
  }
}

TEST(ReadProjectCode, TakesTheCodeApart) {
  const std::optional<ProjectCode> code = ReadProjectCode("51000021R000000019951");
  ASSERT_TRUE(code.has_value());
  EXPECT_EQ(code->region, "510000");
  EXPECT_EQ(code->year, 2021);
  EXPECT_EQ(code->kind, 'R');
  EXPECT_EQ(code->serial, "000000019951");
  EXPECT_FALSE(ReadProjectCode("51000021R00000001995").has_value());
  EXPECT_FALSE(ReadProjectCode("5100002100000000019951").has_value());
}

TEST(SplitCodedName, TakesACodeOff) {
  struct Case {
    const char* printed;
    const char* code;
    const char* name;
  };
  const Case cases[] = {
      // clang-format off
      {"820001-井研县马踏镇人民政府",      "820001",                "井研县马踏镇人民政府"},
      {"820001－井研县马踏镇 人民政府",    "820001",                "井研县马踏镇人民政府"},
      {"[820001]井研县",                   "820001",                "井研县"},
      {"820001井研县",                     "820001",                "井研县"},
      {"51000021R000000019951-义务教育",   "51000021R000000019951", "义务教育"},
      {"井研县马踏镇人民政府",             "",                      "井研县马踏镇人民政府"},
      {"12中学",                           "",                      "12中学"},   // too short for a code
      {"820001-",                          "",                      "820001-"},
      {"",                                 "",                      ""},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.printed);
    const CodedName got = SplitCodedName(c.printed);
    EXPECT_EQ(got.code, c.code);
    EXPECT_EQ(got.name, c.name);
  }
}

}  // namespace
}  // namespace zhibiao
