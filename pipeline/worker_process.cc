#include "pipeline/worker_process.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace zhibiao {
namespace {

// What goes over the socket, in this machine's own form: both ends are the same program.
struct Frame {
  std::uint64_t document_or_bytes = 0;  // of a reply: the bytes of the report that follows
  WorkerMessage kind = WorkerMessage::kPrepare;
};

bool SendAll(int socket, const void* data, std::size_t bytes) {
  const char* next = static_cast<const char*>(data);
  while (bytes > 0) {
    const ssize_t sent = send(socket, next, bytes, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) {
      continue;
    }
    if (sent <= 0) {
      return false;
    }
    next += sent;
    bytes -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool ReceiveAll(int socket, void* data, std::size_t bytes) {
  char* next = static_cast<char*>(data);
  while (bytes > 0) {
    const ssize_t got = recv(socket, next, bytes, 0);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0) {
      return false;
    }
    next += got;
    bytes -= static_cast<std::size_t>(got);
  }
  return true;
}

bool SendReply(int socket, WorkerMessage kind, std::string_view report) {
  const Frame frame{report.size(), kind};
  return SendAll(socket, &frame, sizeof(frame)) && SendAll(socket, report.data(), report.size());
}

// The life of a worker. Ends when the parent closes its end, or is gone.
void Serve(int socket, RunnerStage& stage) {
  Frame frame;
  while (ReceiveAll(socket, &frame, sizeof(frame))) {
    const auto document = static_cast<std::size_t>(frame.document_or_bytes);
    bool sent = false;
    if (frame.kind == WorkerMessage::kPrepare) {
      stage.Prepare(document);
      sent = SendReply(socket, WorkerMessage::kPrepared, {});
    } else {
      sent = SendReply(socket, WorkerMessage::kCommitted, stage.Commit(document));
    }
    if (!sent) {
      return;
    }
  }
}

// Ctrl-C in a terminal goes to the whole process group: the parent decides what it means.
void LeaveSignalsToParent(pid_t parent) {
  static_cast<void>(signal(SIGINT, SIG_IGN));
  static_cast<void>(signal(SIGTERM, SIG_DFL));
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) {
    _exit(EXIT_SUCCESS);  // it died before we could ask to be told
  }
}

[[noreturn]] void LiveAsWorker(int socket, pid_t parent,
                               const std::function<std::unique_ptr<RunnerStage>()>& make_stage) {
  LeaveSignalsToParent(parent);
  {
    const std::unique_ptr<RunnerStage> stage = make_stage();
    Serve(socket, *stage);
  }
  // No static destructors or exit handlers: those belong to the parent.
  static_cast<void>(std::fflush(nullptr));
  _exit(EXIT_SUCCESS);
}

std::string HowItEnded(int wait_status) {
  if (WIFSIGNALED(wait_status)) {
    const int number = WTERMSIG(wait_status);
    if (number == SIGKILL) {
      return "the worker process was killed, perhaps by the system for want of memory";
    }
    return "the worker process crashed: signal " + std::to_string(number) + " (" +
           strsignal(number) + ")";
  }
  return "the worker process ended early, with exit status " +
         std::to_string(WEXITSTATUS(wait_status));
}

}  // namespace

Result<WorkerProcess> WorkerProcess::Start(
    const std::function<std::unique_ptr<RunnerStage>()>& make_stage,
    const std::vector<int>& close_in_child) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return Status(StatusCode::kIo, std::string("no socket: ") + std::strerror(errno));
  }
  static_cast<void>(std::fflush(nullptr));  // or the child would write it a second time
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) {
    const std::string reason = std::strerror(errno);
    close(ends[0]);
    close(ends[1]);
    return Status(StatusCode::kIo, "no worker process can be started: " + reason);
  }
  if (pid == 0) {
    close(ends[0]);
    for (const int other : close_in_child) {
      close(other);
    }
    LiveAsWorker(ends[1], parent, make_stage);
  }
  close(ends[1]);
  return WorkerProcess(pid, ends[0]);
}

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), socket_(std::exchange(other.socket_, -1)) {}

WorkerProcess& WorkerProcess::operator=(WorkerProcess&& other) noexcept {
  if (this != &other) {
    Kill();
    pid_ = std::exchange(other.pid_, -1);
    socket_ = std::exchange(other.socket_, -1);
  }
  return *this;
}

WorkerProcess::~WorkerProcess() {
  Kill();
}

bool WorkerProcess::Send(WorkerMessage kind, std::size_t document) {
  const Frame frame{document, kind};
  return SendAll(socket_, &frame, sizeof(frame));
}

Result<WorkerReply> WorkerProcess::Receive() {
  Frame frame;
  WorkerReply reply;
  if (ReceiveAll(socket_, &frame, sizeof(frame))) {
    reply.kind = frame.kind;
    reply.report.resize(static_cast<std::size_t>(frame.document_or_bytes));
    if (ReceiveAll(socket_, reply.report.data(), reply.report.size())) {
      return reply;
    }
  }
  return WaitForEnd();
}

void WorkerProcess::Kill() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
  }
  static_cast<void>(WaitForEnd());
}

void WorkerProcess::Dismiss() {
  CloseSocket();
  static_cast<void>(WaitForEnd());
}

Status WorkerProcess::WaitForEnd() {
  CloseSocket();
  if (pid_ <= 0) {
    return {StatusCode::kInternal, "the worker process is gone"};
  }
  int wait_status = 0;
  while (waitpid(pid_, &wait_status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return {StatusCode::kInternal, HowItEnded(wait_status)};
}

void WorkerProcess::CloseSocket() {
  if (socket_ >= 0) {
    close(std::exchange(socket_, -1));
  }
}

std::int64_t WorkerProcess::ResidentBytes() const {
  const std::string path = "/proc/" + std::to_string(pid_) + "/statm";
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return 0;
  }
  std::array<char, 128> buffer{};
  const ssize_t got = read(file, buffer.data(), buffer.size());
  close(file);
  // "size resident shared ...", in pages
  const std::string_view text(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  const std::size_t blank = text.find(' ');
  std::int64_t pages = 0;
  if (blank == std::string_view::npos ||
      std::from_chars(text.data() + blank + 1, text.data() + text.size(), pages).ec !=
          std::errc()) {
    return 0;
  }
  return pages * sysconf(_SC_PAGESIZE);
}

}  // namespace zhibiao
