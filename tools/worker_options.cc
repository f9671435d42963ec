#include "tools/worker_options.h"

#include <algorithm>
#include <thread>

namespace zhibiao {
namespace {

constexpr int kDefaultTimeoutSeconds = 1800;  // a scanned page takes seconds, a book has hundreds
constexpr int kDefaultMemoryMib = 2048;
constexpr int kMostJobs = 256;

}  // namespace

RunnerOptions WorkerOptions(const Invocation& invocation, std::size_t documents) {
  const int cores = static_cast<int>(std::thread::hardware_concurrency());  // 0: not known
  const int most = static_cast<int>(std::min<std::size_t>(kMostJobs, documents));
  RunnerOptions options;
  options.jobs = std::clamp(invocation.GetNumber("--jobs", cores), 1, std::max(1, most));
  options.time_limit =
      std::chrono::seconds(invocation.GetNumber("--timeout", kDefaultTimeoutSeconds));
  options.memory_limit_bytes = std::int64_t{invocation.GetNumber("--memory", kDefaultMemoryMib)}
                               << 20;
  return options;
}

IngestOptions ReadOptions(const Invocation& invocation) {
  IngestOptions options;
  if (invocation.Has("--max-bytes")) {
    options.max_bytes = invocation.GetNumber("--max-bytes", 0);
  }
  const std::string engines = invocation.Get("--ocr", "both");
  options.ocr.engines = engines == "tesseract" ? OcrChoice::kTesseract
                        : engines == "paddle"  ? OcrChoice::kPaddle
                        : engines == "off"     ? OcrChoice::kOff
                                               : OcrChoice::kBoth;
  return options;
}

}  // namespace zhibiao
