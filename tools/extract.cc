// zhibiao extract: documents → standard output, nothing stored. Runs in the same workers as import.
#include <filesystem>
#include <iostream>
#include <system_error>
#include <utility>

#include "pipeline/runner.h"
#include "tools/commands.h"
#include "tools/ingest.h"
#include "tools/output_format.h"
#include "tools/stop_signal.h"
#include "tools/worker_options.h"

namespace zhibiao {
namespace {

// One byte of status, then the text of the document or the message of the failure.
std::string EncodeText(Result<std::string> text) {
  const char code = static_cast<char>(text.status().code());
  std::string bytes = text.ok() ? text.take() : text.status().message();
  bytes.insert(bytes.begin(), code);
  return bytes;
}

Result<std::string> DecodeText(std::string_view bytes) {
  const auto code = static_cast<StatusCode>(bytes.empty() ? 0 : bytes.front());
  std::string text(bytes.substr(bytes.empty() ? 0 : 1));
  if (code != StatusCode::kOk) {
    return Status(code, std::move(text));
  }
  return text;
}

class ExtractStage : public RunnerStage {
 public:
  ExtractStage(const std::vector<std::string>& paths, const IngestOptions& options,
               const OutputFormat& format)
      : paths_(paths), options_(options), ocr_(options.ocr), format_(format) {}

  void Prepare(std::size_t document) override { text_ = EncodeText(Extract(paths_[document])); }
  std::string Commit(std::size_t /*document*/) override { return std::exchange(text_, {}); }

 private:
  Result<std::string> Extract(const std::string& path) {
    std::error_code unknown;
    if (std::filesystem::is_directory(path, unknown)) {
      return Status(StatusCode::kIo, "is a folder; extract reads files, import reads folders");
    }
    const Ingested ingested = IngestFile(path, options_, ocr_);
    if (!ingested.status.ok()) {
      return ingested.status;
    }
    return format_.document(ingested.record, CurrentVersion());
  }

  const std::vector<std::string>& paths_;
  const IngestOptions& options_;
  OcrSession ocr_;
  const OutputFormat& format_;
  std::string text_;
};

// The parent's side: prints in the order of the paths.
class Printer {
 public:
  Printer(const std::vector<std::string>& paths, const OutputFormat& format)
      : paths_(paths), format_(format), several_(paths.size() > 1) {}

  bool Take(std::size_t document, const Result<std::string>& text) {
    if (!text.ok()) {
      PrintDocumentError(paths_[document], text.status());
      ++failed_;
      unreadable_ += IsUnreadable(text.status()) ? 1 : 0;
      return true;
    }
    std::cout << (printed_ == 0 ? format_.head(several_) : format_.separator(several_))
              << text.value() << std::flush;
    ++printed_;
    return std::cout.good();
  }

  void Finish() const {
    if (printed_ > 0) {
      std::cout << format_.foot(several_) << std::flush;
    }
  }

  int exit_code() const {
    if (unreadable_ == paths_.size()) {
      return kExitNothingDone;
    }
    return failed_ > 0 ? kExitDocumentFailed : kExitDone;
  }

 private:
  const std::vector<std::string>& paths_;
  const OutputFormat& format_;
  const bool several_;
  std::size_t printed_ = 0;
  std::size_t failed_ = 0;
  std::size_t unreadable_ = 0;
};

}  // namespace

int RunExtract(const Invocation& invocation) {
  const std::vector<std::string>& paths = invocation.operands;
  if (paths.empty()) {
    return UsageError("extract", "extract needs a FILE");
  }
  const OutputFormat& format = FindOutputFormat(invocation.Get("--format", "jsonl"));
  const IngestOptions options = ReadOptions(invocation);
  Printer printer(paths, format);
  RunnerEvents events;
  events.make_stage = [&] { return std::make_unique<ExtractStage>(paths, options, format); };
  events.done = [&](std::size_t document, std::string_view report) {
    return printer.Take(document, DecodeText(report));
  };
  events.lost = [&](std::size_t document, const Status& reason) {
    return printer.Take(document, reason);
  };
  events.stop_requests = StopSignals;
  CountStopSignals();
  const Result<RunnerResult> result =
      RunDocuments(paths.size(), WorkerOptions(invocation, paths.size()), events);
  if (!result.ok()) {
    PrintError(result.status().message());
    return kExitNothingDone;
  }
  printer.Finish();
  DieOfStopSignal();
  return printer.exit_code();
}

}  // namespace zhibiao
