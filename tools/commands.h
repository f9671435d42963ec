// The commands. Each takes a checked command line and returns the exit status of the contract:
// 0 done; 2 nothing done; 3 done, but at least one document failed.
#ifndef TOOLS_COMMANDS_H_
#define TOOLS_COMMANDS_H_

#include <string>
#include <string_view>

#include "pipeline/result.h"
#include "tools/cli.h"

namespace zhibiao {

inline constexpr int kExitDone = 0;
inline constexpr int kExitNothingDone = 2;
inline constexpr int kExitDocumentFailed = 3;

int RunImport(const Invocation& invocation);
int RunExtract(const Invocation& invocation);
int RunParse(const Invocation& invocation);
int RunShow(const Invocation& invocation);
int RunCompletion(const Invocation& invocation);

// One line on standard error: "zhibiao: error: MESSAGE".
void PrintError(std::string_view message);
// As PrintError, for a document: its path, the reason, and what may help.
void PrintDocumentError(std::string_view path, const Status& reason);
// True for a failure to get at the file at all: its content was not tried.
bool IsUnreadable(const Status& reason);
// A usage error, with where to read more. Returns kExitNothingDone.
int UsageError(std::string_view command, std::string_view message);

}  // namespace zhibiao

#endif  // TOOLS_COMMANDS_H_
