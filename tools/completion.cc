// zhibiao completion: a script for the shell.
#include <iostream>

#include "tools/commands.h"

namespace zhibiao {

int RunCompletion(const Invocation& invocation) {
  if (invocation.operands != std::vector<std::string>{"bash"}) {
    return UsageError("completion", "completion knows one shell: bash");
  }
  std::cout << BashCompletion();
  return kExitDone;
}

}  // namespace zhibiao
