// One worker process of the runner, seen from the parent: a process and a socket to it.
#ifndef PIPELINE_WORKER_PROCESS_H_
#define PIPELINE_WORKER_PROCESS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

#include "pipeline/result.h"
#include "pipeline/runner.h"

namespace zhibiao {

enum class WorkerMessage : std::uint8_t {
  kPrepare = 1,
  kCommit = 2,
  kPrepared = 3,
  kCommitted = 4
};

struct WorkerReply {
  WorkerMessage kind = WorkerMessage::kPrepared;
  std::string report;  // of kCommitted
};

// Move-only. The destructor ends the process: kindly when idle, else by SIGKILL.
class WorkerProcess {
 public:
  // Forks. The child makes its stage and serves until the socket closes; it never returns.
  // `close_in_child`: sockets of other workers, which the child must not keep open.
  // Errors: kIo.
  static Result<WorkerProcess> Start(
      const std::function<std::unique_ptr<RunnerStage>()>& make_stage,
      const std::vector<int>& close_in_child);
  WorkerProcess(WorkerProcess&& other) noexcept;
  WorkerProcess& operator=(WorkerProcess&& other) noexcept;
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;
  ~WorkerProcess();

  int socket() const { return socket_; }  // readable: call Receive()

  // False where the worker is gone; Receive() will say so too.
  bool Send(WorkerMessage kind, std::size_t document);
  // Blocks for one reply. Errors: kInternal  the worker is gone; the message says how it ended.
  Result<WorkerReply> Receive();
  // Kills it and waits for its end.
  void Kill();
  // Lets it end by itself and waits. Requires: it is idle.
  void Dismiss();
  // Resident memory; 0 where it cannot be told.
  std::int64_t ResidentBytes() const;

 private:
  WorkerProcess(pid_t pid, int socket) : pid_(pid), socket_(socket) {}
  Status WaitForEnd();
  void CloseSocket();

  pid_t pid_;   // -1: over
  int socket_;  // -1: closed
};

}  // namespace zhibiao

#endif  // PIPELINE_WORKER_PROCESS_H_
