// The program: dispatch, print the error, exit status. Nothing else.
#include <iostream>
#include <string>
#include <vector>

#include <malloc.h>

#include "tools/cli.h"
#include "tools/commands.h"
#include "tools/ingest.h"

namespace zhibiao {
namespace {

struct Command {
  std::string_view name;
  int (*run)(const Invocation&);
};

constexpr Command kCommands[] = {
    {"import", RunImport}, {"extract", RunExtract},       {"parse", RunParse},
    {"show", RunShow},     {"completion", RunCompletion},
};

void PrintVersion() {
  const ExtractorVersion version = CurrentVersion();
  std::cout << "zhibiao " << version.program << "\nrules " << version.rules << '\n';
}

int Dispatch(const Invocation& invocation) {
  if (invocation.Has("--help")) {
    std::cout << HelpText(invocation.command);
    return kExitDone;
  }
  if (invocation.Has("--version")) {
    PrintVersion();
    return kExitDone;
  }
  for (const Command& command : kCommands) {
    if (command.name == invocation.command) {
      return command.run(invocation);
    }
  }
  return UsageError("", "no command given");
}

// Pictures of pages go back to the system when they are done with. Left alone, glibc soon keeps
// blocks of up to 32 MB, and a worker that reads many scans grows by half. What the recogniser
// takes for a line is kept: to fetch it from the system for each costs a tenth of the time.
void ReturnLargeBlocks() {
  constexpr int kLarge = 8 << 20;  // bytes
  constexpr int kKept = 64 << 20;
  mallopt(M_MMAP_THRESHOLD, kLarge);
  mallopt(M_TRIM_THRESHOLD, kKept);
}

int Run(const std::vector<std::string>& arguments) {
  ReturnLargeBlocks();
  const Result<Invocation> invocation = ParseArguments(arguments);
  if (!invocation.ok()) {
    return UsageError("", invocation.status().message());
  }
  const int exit_code = Dispatch(invocation.value());
  if (!std::cout.flush()) {
    PrintError("standard output could not be written");
    return kExitNothingDone;
  }
  return exit_code;
}

}  // namespace
}  // namespace zhibiao

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return zhibiao::Run(std::vector<std::string>(argv + 1, argv + argc));
}
