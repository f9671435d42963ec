#include "pipeline/runner.h"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

namespace zhibiao {
namespace {

// What a document of these tests does to its worker.
enum class Deed { kWork, kCrash, kExit, kHang, kGrow, kCrashInCommit, kSlow };

class DeedStage : public RunnerStage {
 public:
  explicit DeedStage(const std::vector<Deed>& deeds) : deeds_(deeds) {}

  void Prepare(std::size_t document) override {
    switch (deeds_[document]) {
      case Deed::kCrash:
        Crash();
        break;
      case Deed::kExit:
        _exit(7);
      case Deed::kHang:
        std::this_thread::sleep_for(std::chrono::hours(1));
        break;
      case Deed::kGrow:
        Grow();
        break;
      case Deed::kSlow:
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        break;
      case Deed::kWork:
      case Deed::kCrashInCommit:
        break;
    }
    prepared_ = "document " + std::to_string(document);
  }

  std::string Commit(std::size_t document) override {
    if (deeds_[document] == Deed::kCrashInCommit) {
      Crash();
    }
    return prepared_ + " by " + std::to_string(getpid());
  }

 private:
  static void Crash() {
    (void)std::signal(SIGSEGV, SIG_DFL);  // the sanitizers would print a page about it
    (void)std::raise(SIGSEGV);
  }

  static void Grow() {
    constexpr std::size_t kStep = std::size_t{16} << 20;
    std::vector<std::vector<char>> hoard;
    while (true) {
      hoard.emplace_back(kStep, 'x');
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  const std::vector<Deed>& deeds_;
  std::string prepared_;
};

// What the parent saw, in order: "0 done", "1 limit", ...
struct Seen {
  std::vector<std::string> lines;
  std::map<std::size_t, std::string> messages;
  std::map<std::string, int> documents_of_worker;
  RunnerResult result;
};

Seen RunDeeds(const std::vector<Deed>& deeds, RunnerOptions options,
              const std::function<int()>& stop_requests = {}) {
  Seen seen;
  RunnerEvents events;
  events.make_stage = [&] { return std::make_unique<DeedStage>(deeds); };
  events.done = [&](std::size_t document, std::string_view report) {
    const std::string expected = "document " + std::to_string(document) + " by ";
    EXPECT_EQ(report.substr(0, expected.size()), expected);
    ++seen.documents_of_worker[std::string(report.substr(expected.size()))];
    seen.lines.push_back(std::to_string(document) + " done");
    return true;
  };
  events.lost = [&](std::size_t document, const Status& reason) {
    seen.lines.push_back(std::to_string(document) + " " + StatusCodeName(reason.code()));
    seen.messages[document] = reason.message();
    return true;
  };
  events.stop_requests = stop_requests;
  const Result<RunnerResult> result = RunDocuments(deeds.size(), options, events);
  EXPECT_TRUE(result.ok()) << result.status().message();
  if (result.ok()) {
    seen.result = result.value();
  }
  return seen;
}

TEST(Runner, LosesOnlyTheDocumentThatKillsItsWorker) {
  struct Case {
    const char* name;
    Deed deed;
    const char* line;
    const char* message;  // a part of it
  };
  const Case cases[] = {
      // clang-format off
      {"crash",           Deed::kCrash,         "1 internal", "signal 11"},
      {"early exit",      Deed::kExit,          "1 internal", "exit status 7"},
      {"hang",            Deed::kHang,          "1 limit",    "longer than 1 seconds"},
      {"memory",          Deed::kGrow,          "1 limit",    "more than 400 MiB"},
      {"crash in commit", Deed::kCrashInCommit, "1 internal", "signal 11"},
      // clang-format on
  };
  for (const Case& c : cases) {
    for (const int jobs : {1, 3}) {
      SCOPED_TRACE(std::string(c.name) + ", jobs " + std::to_string(jobs));
      RunnerOptions options;
      options.jobs = jobs;
      options.time_limit = std::chrono::seconds(c.deed == Deed::kHang ? 1 : 60);
      options.memory_limit_bytes = std::int64_t{400} << 20;
      const Seen seen = RunDeeds({Deed::kWork, c.deed, Deed::kWork, Deed::kWork}, options);
      EXPECT_EQ(seen.lines, (std::vector<std::string>{"0 done", c.line, "2 done", "3 done"}));
      EXPECT_NE(seen.messages.at(1).find(c.message), std::string::npos) << seen.messages.at(1);
      EXPECT_FALSE(seen.result.stopped);
    }
  }
}

TEST(Runner, ReportsInOrderWhateverIsSlow) {
  std::vector<Deed> deeds;
  std::vector<std::string> expected;
  for (int i = 0; i < 12; ++i) {
    deeds.push_back(i % 4 == 0 ? Deed::kSlow : Deed::kWork);
    expected.push_back(std::to_string(i) + " done");
  }
  for (const int jobs : {1, 2, 5, 20}) {
    SCOPED_TRACE(jobs);
    RunnerOptions options;
    options.jobs = jobs;
    EXPECT_EQ(RunDeeds(deeds, options).lines, expected);
  }
}

TEST(Runner, RenewsWorkers) {
  RunnerOptions options;
  options.documents_per_worker = 3;
  const Seen seen = RunDeeds(std::vector<Deed>(10, Deed::kWork), options);
  EXPECT_EQ(seen.lines.size(), 10U);
  EXPECT_EQ(seen.documents_of_worker.size(), 4U);  // 3 + 3 + 3 + 1
}

TEST(Runner, NothingToDo) {
  EXPECT_EQ(RunDeeds({}, {}).result.finished, 0U);
}

TEST(Runner, FirstStopFinishesWhatIsInWork) {
  int asked = 0;
  const Seen seen =
      RunDeeds(std::vector<Deed>(50, Deed::kSlow), {}, [&] { return ++asked > 3 ? 1 : 0; });
  EXPECT_TRUE(seen.result.stopped);
  EXPECT_GE(seen.result.finished, 1U);
  EXPECT_LT(seen.result.finished, 50U);
  EXPECT_EQ(seen.lines.size(), seen.result.finished);
}

TEST(Runner, SecondStopKillsAtOnce) {
  int asked = 0;
  const auto start = std::chrono::steady_clock::now();
  const Seen seen = RunDeeds({Deed::kWork, Deed::kHang}, {}, [&] { return ++asked > 4 ? 2 : 0; });
  EXPECT_TRUE(seen.result.stopped);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST(Runner, StageThatSaysNoMoreStopsTheRun) {
  RunnerEvents events;
  const std::vector<Deed> deeds(30, Deed::kWork);
  events.make_stage = [&] { return std::make_unique<DeedStage>(deeds); };
  events.done = [](std::size_t document, std::string_view) { return document < 5; };
  events.lost = [](std::size_t, const Status&) { return true; };
  const Result<RunnerResult> result = RunDocuments(deeds.size(), {}, events);
  ASSERT_TRUE(result.ok());
  EXPECT_TRUE(result.value().stopped);
  EXPECT_EQ(result.value().finished, 6U);
}

}  // namespace
}  // namespace zhibiao
