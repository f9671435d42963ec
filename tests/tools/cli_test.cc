#include "tools/cli.h"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace zhibiao {
namespace {

using Words = std::vector<std::string>;

TEST(ParseArguments, ReadsCommandFlagsAndOperands) {
  const Result<Invocation> parsed = ParseArguments(
      {"import", "a.pdf", "--db", "x.db", "--jobs=4", "-", "-5%", "--", "--odd-name.pdf"});
  ASSERT_TRUE(parsed.ok()) << parsed.status().message();
  EXPECT_EQ(parsed.value().command, "import");
  EXPECT_EQ(parsed.value().operands, (Words{"a.pdf", "-", "-5%", "--odd-name.pdf"}));
  EXPECT_EQ(parsed.value().Get("--db"), "x.db");
  EXPECT_EQ(parsed.value().GetNumber("--jobs", 1), 4);
  EXPECT_EQ(parsed.value().GetNumber("--timeout", 300), 300);
  EXPECT_FALSE(parsed.value().Has("--help"));
}

TEST(ParseArguments, AcceptsAndRefuses) {
  struct Case {
    Words arguments;
    const char* error;  // a part of it; nullptr: accepted
  };
  const Case cases[] = {
      // clang-format off
      {{}, nullptr},
      {{"--help"}, nullptr},
      {{"-h"}, nullptr},
      {{"extract", "--help"}, nullptr},
      {{"extract", "--format", "tsv", "a"}, nullptr},
      {{"parse", "--explain", "95%"}, nullptr},
      {{"fetch"}, "no command \"fetch\""},
      {{"--frob"}, "no flag --frob"},
      {{"extract", "--db", "x"}, "extract has no flag --db"},
      {{"import", "--db"}, "--db needs a value: FILE"},
      {{"extract", "--format", "xml"}, "must be one of jsonl|json|tsv|html"},
      {{"extract", "--format="}, "must be one of"},
      {{"import", "--jobs", "two"}, "needs a whole number"},
      {{"import", "--jobs", "-2"}, "needs a whole number"},
      {{"import", "--jobs", "99999999999"}, "needs a whole number"},
      {{"parse", "--explain=yes"}, "takes no value"},
      // clang-format on
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.arguments));
    const Result<Invocation> parsed = ParseArguments(c.arguments);
    ASSERT_EQ(parsed.ok(), c.error == nullptr) << parsed.status().message();
    if (c.error != nullptr) {
      EXPECT_NE(parsed.status().message().find(c.error), std::string::npos)
          << parsed.status().message();
    }
  }
}

TEST(FlagTable, EveryFlagHasHelpAndACommandThatExists) {
  std::set<std::string_view> commands = {"*"};
  for (const CommandSpec& command : CommandTable()) {
    EXPECT_FALSE(command.summary.empty()) << command.name;
    commands.insert(command.name);
  }
  std::set<std::string_view> names;
  for (const FlagSpec& flag : FlagTable()) {
    SCOPED_TRACE(std::string(flag.name));
    EXPECT_TRUE(names.insert(flag.name).second) << "two rows";
    EXPECT_FALSE(flag.help.empty());
    EXPECT_EQ(flag.value == FlagValue::kNone, flag.placeholder.empty());
    std::string_view list = flag.commands;
    while (!list.empty()) {
      const std::size_t end = std::min(list.find(' '), list.size());
      EXPECT_TRUE(commands.contains(list.substr(0, end)));
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }
}

TEST(HelpText, NamesEveryFlagOfTheCommand) {
  const std::string help = HelpText("import");
  EXPECT_NE(help.find("usage: zhibiao import PATH... --db FILE"), std::string::npos) << help;
  EXPECT_NE(help.find("--jobs N"), std::string::npos) << help;
  EXPECT_EQ(help.find("--format"), std::string::npos) << help;
  for (const CommandSpec& command : CommandTable()) {
    EXPECT_NE(HelpText("").find(command.name), std::string::npos) << command.name;
  }
}

TEST(BashCompletion, KnowsCommandsFlagsAndValues) {
  const std::string script = BashCompletion();
  for (const char* part : {"import extract parse", "--db) COMPREPLY=($(compgen -f",
                           "--format) COMPREPLY=($(compgen -W 'jsonl json tsv html'"}) {
    EXPECT_NE(script.find(part), std::string::npos) << part << "\n" << script;
  }
}

}  // namespace
}  // namespace zhibiao
