#include "tools/cli.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

namespace zhibiao {
namespace {

constexpr CommandSpec kCommands[] = {
    {"import", "PATH... --db FILE", "read documents into a database",
     "PATH is a file, or a folder that is searched through. Documents that the database knows "
     "already\nare left alone; changed ones are read anew. In folders, files that are no "
     "documents are passed over.\n"},
    {"extract", "FILE...", "print what documents say; nothing is stored",
     "One JSON object a document (jsonl). \"-\" is standard input.\n"},
    {"parse", "[TEXT...]", "turn indicator values into measures, one JSON object a line",
     "Without TEXT, every line of standard input is one value.\n"},
    {"show", "FILE --page N --stage STAGE --out PNG", "draw what was found on a page",
     "glyphs, rulings: what the file holds. grid: the tables of this page alone. cells: the "
     "tables\n"
     "joined over pages. records: where each record was read.\n"},
    {"completion", "bash", "print a completion script for the shell",
     "For example: source <(zhibiao completion bash)\n"},
};

constexpr FlagSpec kFlags[] = {
    // clang-format off
    {"--db",      "import",         FlagValue::kFile,   "FILE", "the SQLite database; made where there is none"},
    {"--format",  "extract",        FlagValue::kText,   "jsonl|json|tsv|html", "what to print (jsonl)"},
    {"--name",    "parse",          FlagValue::kText,   "TEXT", "name of the indicator, level 3"},
    {"--unit",    "parse",          FlagValue::kText,   "TEXT", "text of a separate unit column"},
    {"--level1",  "parse",          FlagValue::kText,   "CODE", "level 1 of the indicator, such as output"},
    {"--level2",  "parse",          FlagValue::kText,   "CODE", "level 2 of the indicator, such as output.cost"},
    {"--year",    "parse",          FlagValue::kNumber, "YEAR", "fiscal year of the table"},
    {"--explain", "parse",          FlagValue::kNone,   "",     "show the tokens and the rule that fired"},
    {"--page",    "show",           FlagValue::kNumber, "N",    "page, from 1"},
    {"--stage",   "show",           FlagValue::kText,   "glyphs|rulings|grid|cells|records", "what to draw"},
    {"--out",     "show",           FlagValue::kFile,   "PNG",  "the picture to write"},
    {"--jobs",    "import extract", FlagValue::kNumber, "N",    "worker processes (one a processor core)"},
    {"--timeout", "import extract", FlagValue::kNumber, "SECONDS", "give up on a document after this time (1800)"},
    {"--memory",  "import extract", FlagValue::kNumber, "MIB",  "memory one document may take (2048)"},
    {"--ocr",     "import extract", FlagValue::kText,   "both|tesseract|paddle|off", "engines that read scanned pages (both)"},
    {"--max-bytes", "import extract", FlagValue::kNumber, "N", "do not read larger files (1073741824)"},
    {"--help",    "*",              FlagValue::kNone,   "",     "print this"},
    {"--version", "*",              FlagValue::kNone,   "",     "print program and rules version"},
    // clang-format on
};

bool ListHas(std::string_view list, char separator, std::string_view word) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    if (list.substr(0, end) == word) {
      return true;
    }
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

bool Knows(const FlagSpec& flag, std::string_view command) {
  return flag.commands == "*" || ListHas(flag.commands, ' ', command);
}

const CommandSpec* FindCommand(std::string_view name) {
  const auto* found = std::find_if(std::begin(kCommands), std::end(kCommands),
                                   [&](const CommandSpec& spec) { return spec.name == name; });
  return found == std::end(kCommands) ? nullptr : found;
}

const FlagSpec* FindFlag(std::string_view name, std::string_view command) {
  const auto* found = std::find_if(std::begin(kFlags), std::end(kFlags), [&](const FlagSpec& spec) {
    return spec.name == name && Knows(spec, command);
  });
  return found == std::end(kFlags) ? nullptr : found;
}

std::optional<int> WholeNumber(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

Status Wrong(std::string message) {
  return {StatusCode::kInvalidInput, std::move(message)};
}

Status CheckValue(const FlagSpec& flag, const std::string& value) {
  const std::string name(flag.name);
  if (flag.value == FlagValue::kNumber && WholeNumber(value).value_or(-1) < 0) {
    return Wrong(name + " needs a whole number, not \"" + value + "\"");
  }
  if (flag.placeholder.find('|') != std::string_view::npos &&
      !ListHas(flag.placeholder, '|', value)) {
    return Wrong(name + " must be one of " + std::string(flag.placeholder) + ", not \"" + value +
                 "\"");
  }
  return {};
}

std::string_view Canonical(std::string_view flag) {
  return flag == "-h" ? "--help" : flag;
}

// "-5%" is a value to parse, "-" standard input: only -h is a flag with one hyphen.
bool LooksLikeFlag(std::string_view argument) {
  return argument.starts_with("--") || argument == "-h";
}

// Reads the arguments of one command.
class ArgumentReader {
 public:
  ArgumentReader(const std::vector<std::string>& arguments, Invocation& invocation)
      : arguments_(arguments), invocation_(invocation) {}

  Status ReadAll() {
    while (next_ < arguments_.size()) {
      const std::string& argument = arguments_[next_++];
      if (argument == "--" && !operands_only_) {
        operands_only_ = true;
      } else if (operands_only_ || !LooksLikeFlag(argument)) {
        ZHIBIAO_RETURN_IF_ERROR(ReadOperand(argument));
      } else {
        ZHIBIAO_RETURN_IF_ERROR(ReadFlag(argument));
      }
    }
    return {};
  }

 private:
  Status ReadOperand(const std::string& argument) {
    if (!invocation_.command.empty()) {
      invocation_.operands.push_back(argument);
      return {};
    }
    if (FindCommand(argument) == nullptr) {
      return Wrong("there is no command \"" + argument + "\"");
    }
    invocation_.command = argument;
    return {};
  }

  Status ReadFlag(const std::string& argument) {
    const std::size_t equals = argument.find('=');
    const std::string name(Canonical(std::string_view(argument).substr(0, equals)));
    const FlagSpec* flag = FindFlag(name, invocation_.command);
    if (flag == nullptr) {
      return Wrong((invocation_.command.empty() ? "zhibiao" : invocation_.command) +
                   " has no flag " + name);
    }
    std::string value;
    if (equals != std::string::npos) {
      value = argument.substr(equals + 1);
    } else if (flag->value != FlagValue::kNone) {
      if (next_ == arguments_.size()) {
        return Wrong(name + " needs a value: " + std::string(flag->placeholder));
      }
      value = arguments_[next_++];
    }
    if (flag->value == FlagValue::kNone && equals != std::string::npos) {
      return Wrong(name + " takes no value");
    }
    ZHIBIAO_RETURN_IF_ERROR(CheckValue(*flag, value));
    invocation_.flags[name] = value;
    return {};
  }

  const std::vector<std::string>& arguments_;
  Invocation& invocation_;
  std::size_t next_ = 0;
  bool operands_only_ = false;
};

std::string Padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string FlagHead(const FlagSpec& flag) {
  std::string head(flag.name);
  if (!flag.placeholder.empty()) {
    head += " " + std::string(flag.placeholder);
  }
  return head;
}

void AppendFlags(std::string_view command, std::string& text) {
  std::size_t width = 0;
  for (const FlagSpec& flag : kFlags) {
    if (Knows(flag, command)) {
      width = std::max(width, FlagHead(flag).size());
    }
  }
  for (const FlagSpec& flag : kFlags) {
    if (Knows(flag, command)) {
      text += "  " + Padded(FlagHead(flag), width) + "  " + std::string(flag.help) + "\n";
    }
  }
}

std::string ProgramHelp() {
  std::string text =
      "zhibiao: published budget performance targets, from PDF and text to auditable records\n\n"
      "usage: zhibiao COMMAND [ARGUMENTS]\n\ncommands:\n";
  std::size_t width = 0;
  for (const CommandSpec& command : kCommands) {
    width = std::max(width, command.name.size());
  }
  for (const CommandSpec& command : kCommands) {
    text += "  " + Padded(std::string(command.name), width) + "  " + std::string(command.summary) +
            "\n";
  }
  text += "\nflags:\n";
  AppendFlags("", text);
  text +=
      "\n`zhibiao COMMAND --help` tells more. Data goes to standard output, messages to standard "
      "error.\nExit status: 0 done; 2 nothing done; 3 done, but at least one document failed.\n";
  return text;
}

// The words of `flag`'s completion: its fixed values, or files.
std::string CompletionOf(const FlagSpec& flag) {
  if (flag.placeholder.find('|') != std::string_view::npos) {
    std::string words(flag.placeholder);
    std::replace(words.begin(), words.end(), '|', ' ');
    return "COMPREPLY=($(compgen -W '" + words + "' -- \"$cur\"))";
  }
  return flag.value == FlagValue::kFile ? "COMPREPLY=($(compgen -f -- \"$cur\"))" : "COMPREPLY=()";
}

}  // namespace

std::span<const CommandSpec> CommandTable() {
  return kCommands;
}
std::span<const FlagSpec> FlagTable() {
  return kFlags;
}

std::string Invocation::Get(std::string_view flag, std::string_view fallback) const {
  const auto found = flags.find(flag);
  return found == flags.end() ? std::string(fallback) : found->second;
}

int Invocation::GetNumber(std::string_view flag, int fallback) const {
  const auto found = flags.find(flag);
  return found == flags.end() ? fallback : WholeNumber(found->second).value_or(fallback);
}

Result<Invocation> ParseArguments(const std::vector<std::string>& arguments) {
  Invocation invocation;
  ZHIBIAO_RETURN_IF_ERROR(ArgumentReader(arguments, invocation).ReadAll());
  return invocation;
}

std::string HelpText(std::string_view command) {
  const CommandSpec* spec = FindCommand(command);
  if (spec == nullptr) {
    return ProgramHelp();
  }
  std::string text = "zhibiao " + std::string(spec->name) + ": " + std::string(spec->summary) +
                     "\n\nusage: zhibiao " + std::string(spec->name) + " " +
                     std::string(spec->operands) + " [FLAGS]\n\n" + std::string(spec->notes) +
                     "\nflags:\n";
  AppendFlags(command, text);
  return text;
}

std::string BashCompletion() {
  std::string commands;
  std::string flags_by_command;
  for (const CommandSpec& command : kCommands) {
    commands += (commands.empty() ? "" : " ") + std::string(command.name);
    std::string flags;
    for (const FlagSpec& flag : kFlags) {
      if (Knows(flag, command.name)) {
        flags += (flags.empty() ? "" : " ") + std::string(flag.name);
      }
    }
    flags_by_command += "    " + std::string(command.name) + ") flags='" + flags + "' ;;\n";
  }
  std::string values;
  for (const FlagSpec& flag : kFlags) {
    if (flag.value != FlagValue::kNone) {
      values += "    " + std::string(flag.name) + ") " + CompletionOf(flag) + "; return ;;\n";
    }
  }
  return "# bash completion for zhibiao; made by `zhibiao completion bash`\n"
         "_zhibiao() {\n"
         "  local cur=\"${COMP_WORDS[COMP_CWORD]}\" prev=\"${COMP_WORDS[COMP_CWORD-1]}\" flags=''\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
         "    COMPREPLY=($(compgen -W '" +
         commands +
         " --help --version' -- \"$cur\")); return\n"
         "  fi\n"
         "  case \"$prev\" in\n" +
         values +
         "  esac\n"
         "  case \"${COMP_WORDS[1]}\" in\n" +
         flags_by_command +
         "  esac\n"
         "  case \"$cur\" in\n"
         "    -*) COMPREPLY=($(compgen -W \"$flags\" -- \"$cur\")) ;;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n"
         "  esac\n"
         "}\n"
         "complete -o filenames -F _zhibiao zhibiao\n";
}

}  // namespace zhibiao
