#include "pipeline/runner.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include <poll.h>

#include "pipeline/worker_process.h"

namespace zhibiao {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kTickMs = 100;
constexpr std::int64_t kMebibyte = std::int64_t{1} << 20;

enum class Phase : std::uint8_t { kIdle, kPreparing, kPrepared, kCommitting };

struct Slot {
  WorkerProcess process;
  Phase phase = Phase::kIdle;
  std::size_t document = 0;  // unless idle
  Clock::time_point since;   // start of the phase
  int served = 0;
};

bool AtWork(const Slot& slot) {
  return slot.phase == Phase::kPreparing || slot.phase == Phase::kCommitting;
}

// Documents are handed out in order and stored in order, so those in work are always
// [next_to_store_, next_to_hand_out_).
class Runner {
 public:
  Runner(std::size_t count, const RunnerOptions& options, const RunnerEvents& events)
      : count_(count), options_(options), events_(events) {}

  Result<RunnerResult> Run() {
    while (next_to_store_ < count_) {
      if (ObeyStopRequests()) {
        break;
      }
      ZHIBIAO_RETURN_IF_ERROR(HandOut());
      GrantTurns();
      if (!handing_out_ && next_to_store_ == next_to_hand_out_) {
        break;
      }
      TakeReplies();
      EnforceLimits();
      if (events_.tick) {
        events_.tick();
      }
    }
    DismissIdle();
    return RunnerResult{next_to_store_, next_to_store_ < count_};
  }

 private:
  // True: stop at once.
  bool ObeyStopRequests() {
    const int requests = events_.stop_requests ? events_.stop_requests() : 0;
    if (requests > 0) {
      handing_out_ = false;
    }
    return requests > 1;
  }

  // Gives every free worker a document; starts workers while there are fewer than wanted.
  Status HandOut() {
    while (handing_out_ && next_to_hand_out_ < count_) {
      ZHIBIAO_TRY(Slot* const slot, FreeSlot());
      if (slot == nullptr) {
        return {};
      }
      slot->document = next_to_hand_out_++;
      ++slot->served;
      Begin(*slot, Phase::kPreparing, WorkerMessage::kPrepare);
    }
    return {};
  }

  // An idle worker, or a new one; nullptr where all are at work.
  Result<Slot*> FreeSlot() {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (slots_[i].phase != Phase::kIdle) {
        continue;
      }
      if (slots_[i].served < options_.documents_per_worker) {
        return &slots_[i];
      }
      slots_[i].process.Dismiss();
      Remove(i);
      break;
    }
    if (slots_.size() >= static_cast<std::size_t>(std::max(1, options_.jobs))) {
      return nullptr;
    }
    Result<WorkerProcess> started = WorkerProcess::Start(events_.make_stage, Sockets());
    if (started.ok()) {
      slots_.push_back(Slot{started.take(), Phase::kIdle, 0, {}, 0});
      return &slots_.back();
    }
    if (slots_.empty()) {
      return started.status();
    }
    return nullptr;  // those that run will do
  }

  // The document whose turn it is may be stored; lost ones are reported in their turn.
  void GrantTurns() {
    for (auto lost = lost_.find(next_to_store_); lost != lost_.end();
         lost = lost_.find(next_to_store_)) {
      Advance(events_.lost(next_to_store_, lost->second));
      lost_.erase(lost);
    }
    for (Slot& slot : slots_) {
      if (slot.phase == Phase::kPrepared && slot.document == next_to_store_) {
        Begin(slot, Phase::kCommitting, WorkerMessage::kCommit);
        return;
      }
    }
  }

  void Advance(bool go_on) {
    ++next_to_store_;
    handing_out_ = handing_out_ && go_on;
  }

  void Begin(Slot& slot, Phase phase, WorkerMessage message) {
    slot.phase = phase;
    slot.since = Clock::now();
    // Where the worker is gone, its socket tells so at the next poll.
    static_cast<void>(slot.process.Send(message, slot.document));
  }

  void TakeReplies() {
    std::vector<pollfd> polled;
    for (const Slot& slot : slots_) {
      polled.push_back({slot.process.socket(), POLLIN, 0});
    }
    if (poll(polled.data(), polled.size(), kTickMs) <= 0) {
      return;  // nothing yet, or a signal
    }
    for (std::size_t i = slots_.size(); i-- > 0;) {  // from the back: Remove() shifts the rest
      if (polled[i].revents != 0) {
        TakeReply(i);
      }
    }
  }

  void TakeReply(std::size_t index) {
    Slot& slot = slots_[index];
    const Result<WorkerReply> reply = slot.process.Receive();
    if (!reply.ok()) {
      Lose(index, reply.status());
      return;
    }
    if (reply.value().kind == WorkerMessage::kPrepared) {
      slot.phase = Phase::kPrepared;
      return;
    }
    slot.phase = Phase::kIdle;
    Advance(events_.done(slot.document, reply.value().report));
  }

  void EnforceLimits() {
    for (std::size_t i = slots_.size(); i-- > 0;) {
      if (!AtWork(slots_[i])) {
        continue;
      }
      if (options_.time_limit.count() > 0 && Clock::now() - slots_[i].since > options_.time_limit) {
        Lose(i, {StatusCode::kLimit,
                 "took longer than " + std::to_string(options_.time_limit.count()) + " seconds"});
      } else if (options_.memory_limit_bytes > 0 &&
                 slots_[i].process.ResidentBytes() > options_.memory_limit_bytes) {
        Lose(i, {StatusCode::kLimit, "took more than " +
                                         std::to_string(options_.memory_limit_bytes / kMebibyte) +
                                         " MiB of memory"});
      }
    }
  }

  // The worker is gone, or must go; its document is lost.
  void Lose(std::size_t index, const Status& reason) {
    if (slots_[index].phase != Phase::kIdle) {
      lost_.emplace(slots_[index].document, reason);
    }
    Remove(index);
  }

  void Remove(std::size_t index) {
    slots_.erase(slots_.begin() + static_cast<std::ptrdiff_t>(index));
  }

  void DismissIdle() {
    for (Slot& slot : slots_) {
      if (slot.phase == Phase::kIdle) {
        slot.process.Dismiss();
      }
    }
  }

  std::vector<int> Sockets() const {
    std::vector<int> sockets;
    for (const Slot& slot : slots_) {
      sockets.push_back(slot.process.socket());
    }
    return sockets;
  }

  const std::size_t count_;
  const RunnerOptions& options_;
  const RunnerEvents& events_;
  std::vector<Slot> slots_;
  std::map<std::size_t, Status> lost_;  // whose turn has not come yet
  std::size_t next_to_hand_out_ = 0;
  std::size_t next_to_store_ = 0;
  bool handing_out_ = true;
};

}  // namespace

Result<RunnerResult> RunDocuments(std::size_t count, const RunnerOptions& options,
                                  const RunnerEvents& events) {
  return Runner(count, options, events).Run();
}

}  // namespace zhibiao
