// Documents through a stage in worker processes: in parallel, within limits, stored in order.
//
// Each document passes two phases in one worker process:
//   Prepare  reads and computes; many workers at once; nothing is stored
//   Commit   stores or prints; one worker at a time, in the order of the documents
// so what is stored does not depend on the number of workers. A worker that crashes, hangs or takes
// too much memory takes down only its document; another worker takes its place.
#ifndef PIPELINE_RUNNER_H_
#define PIPELINE_RUNNER_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/result.h"

namespace zhibiao {

// What a worker process does with documents. Made in the worker, lives as long as it.
class RunnerStage {
 public:
  RunnerStage() = default;
  RunnerStage(const RunnerStage&) = delete;
  RunnerStage(RunnerStage&&) = delete;
  RunnerStage& operator=(const RunnerStage&) = delete;
  RunnerStage& operator=(RunnerStage&&) = delete;
  virtual ~RunnerStage() = default;

  // Called for one document at a time, Prepare then Commit; what Prepare keeps is one document.
  virtual void Prepare(std::size_t document) = 0;
  // Returns a report for RunnerEvents::done; any bytes.
  virtual std::string Commit(std::size_t document) = 0;
};

struct RunnerOptions {
  int jobs = 1;                          // worker processes, at least 1
  std::chrono::seconds time_limit{300};  // for each phase of one document; 0: none
  std::int64_t memory_limit_bytes = 0;   // resident memory of one worker; 0: none
  int documents_per_worker = 200;        // then a fresh process: what libraries leak goes with it
};

// All are called in the parent process. done and lost: once a document, in the order of documents.
struct RunnerEvents {
  // Makes the stage; called in each new worker process.
  std::function<std::unique_ptr<RunnerStage>()> make_stage;
  // A document is through. False: hand out no more documents.
  std::function<bool(std::size_t document, std::string_view report)> done;
  // The worker died on it: kLimit (time, memory) or kInternal (crash). As for the result.
  std::function<bool(std::size_t document, const Status& reason)> lost;
  // Some ten times a second. May be empty.
  std::function<void()> tick;
  // How often the user asked to stop. 1: documents in work are finished; 2: workers are killed.
  // May be empty.
  std::function<int()> stop_requests;
};

struct RunnerResult {
  std::size_t finished = 0;  // documents reported through done or lost
  bool stopped = false;      // before the last document
};

// Runs documents 0 … count-1. Standard output and error of the workers are those of the parent.
// Requires: the process has one thread; SIGPIPE is not fatal to workers by design.
// Errors: kIo  no worker process can be started.
Result<RunnerResult> RunDocuments(std::size_t count, const RunnerOptions& options,
                                  const RunnerEvents& events);

}  // namespace zhibiao

#endif  // PIPELINE_RUNNER_H_
