#include <iostream>

#include "tools/commands.h"

namespace zhibiao {
namespace {

// What a user can do about a failure of this kind; empty: nothing we know of.
std::string_view HintFor(StatusCode code) {
  switch (code) {
    case StatusCode::kEncrypted:
      return "save a copy without a password";
    case StatusCode::kDamaged:
      return "get the file again from where it was published";
    case StatusCode::kLimit:
      return "--timeout and --memory raise the limits";
    case StatusCode::kInvalidInput:
      return "the file may be incomplete or not what its name says";
    case StatusCode::kNotFound:
      return "check the path";
    case StatusCode::kInternal:
      return "please report this document";
    case StatusCode::kUnsupported:  // the reason says what to do
    case StatusCode::kIo:
    case StatusCode::kOk:
      break;
  }
  return {};
}

}  // namespace

void PrintError(std::string_view message) {
  std::cerr << "zhibiao: error: " << message << '\n';
}

void PrintDocumentError(std::string_view path, const Status& reason) {
  std::cerr << "zhibiao: error: " << path << ": " << reason.message();
  const std::string_view hint = HintFor(reason.code());
  if (!hint.empty()) {
    std::cerr << " (hint: " << hint << ")";
  }
  std::cerr << '\n';
}

bool IsUnreadable(const Status& reason) {
  return reason.code() == StatusCode::kNotFound || reason.code() == StatusCode::kIo;
}

int UsageError(std::string_view command, std::string_view message) {
  PrintError(message);
  std::cerr << "zhibiao: hint: see `zhibiao " << command << (command.empty() ? "" : " ")
            << "--help`\n";
  return kExitNothingDone;
}

}  // namespace zhibiao
