// The command line: one table of commands and flags makes parsing, --help and shell completion.
#ifndef TOOLS_CLI_H_
#define TOOLS_CLI_H_

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/result.h"

namespace zhibiao {

// What a flag wants behind it.
enum class FlagValue : std::uint8_t { kNone, kText, kNumber, kFile };

struct FlagSpec {
  std::string_view name;      // "--format"
  std::string_view commands;  // those that know it, a blank between them; "*": every command
  FlagValue value;
  std::string_view placeholder;  // "FILE"; a list "a|b|c" allows only these
  std::string_view help;
};

struct CommandSpec {
  std::string_view name;
  std::string_view operands;  // as in the usage line
  std::string_view summary;   // one line
  std::string_view notes;     // further lines of its --help; may be empty
};

std::span<const FlagSpec> FlagTable();
std::span<const CommandSpec> CommandTable();

// A command line, checked against the tables.
struct Invocation {
  std::string command;  // empty: none given
  std::vector<std::string> operands;
  std::map<std::string, std::string, std::less<>> flags;  // "--jobs" → "4"; "--explain" → ""

  bool Has(std::string_view flag) const { return flags.find(flag) != flags.end(); }
  // The value of `flag`, or `fallback`.
  std::string Get(std::string_view flag, std::string_view fallback = {}) const;
  // As Get. Requires: the table says kNumber, so that parsing has checked the digits.
  int GetNumber(std::string_view flag, int fallback) const;
};

// `arguments` without the program's name. "--" ends the flags; "-" is an operand.
// Errors: kInvalidInput  unknown command or flag, a missing or wrong value; the message says which.
Result<Invocation> ParseArguments(const std::vector<std::string>& arguments);

// The text of --help; of the whole program where `command` is empty.
std::string HelpText(std::string_view command);

// A bash script that completes commands, flags, fixed values and files.
std::string BashCompletion();

}  // namespace zhibiao

#endif  // TOOLS_CLI_H_
