// zhibiao import: documents → the database.
#include <iostream>
#include <optional>
#include <utility>

#include "pipeline/runner.h"
#include "store/store.h"
#include "tools/commands.h"
#include "tools/file_list.h"
#include "tools/import_report.h"
#include "tools/ingest.h"
#include "tools/progress.h"
#include "tools/stop_signal.h"
#include "tools/worker_options.h"

namespace zhibiao {
namespace {

constexpr std::string_view kStandardInput = "-";

struct ImportPlan {
  std::string database;
  std::vector<std::string> documents;
  std::int64_t run_id = 0;
  ExtractorVersion version;
  IngestOptions ingest;
};

ImportReport FailureReport(ImportOutcome outcome, const Status& status) {
  ImportReport report;
  report.outcome = outcome;
  report.status = status;
  return report;
}

ImportOutcome OutcomeOf(StoreOutcome outcome) {
  switch (outcome) {
    case StoreOutcome::kNew:
      return ImportOutcome::kNew;
    case StoreOutcome::kReplaced:
      return ImportOutcome::kReplaced;
    case StoreOutcome::kSameContent:
      return ImportOutcome::kSameContent;
    case StoreOutcome::kUnchanged:
      break;
  }
  return ImportOutcome::kUnchanged;
}

// Standard input has no path of its own; its content names it, so that two of them are two
// documents.
void NameStandardInput(SourceFile& source) {
  if (source.path == kStandardInput && !source.sha256.empty()) {
    source.path = "stdin:" + source.sha256;
  }
}

// What a worker process does with a document.
class ImportStage : public RunnerStage {
 public:
  explicit ImportStage(const ImportPlan& plan) : plan_(plan), ocr_(plan.ingest.ocr) {}

  void Prepare(std::size_t document) override {
    const std::string& path = plan_.documents[document];
    unchanged_ = false;
    if (path != kStandardInput) {  // which can be read only once
      ingested_ = IdentifyFile(path, plan_.ingest);
      if (!ingested_.status.ok() || IsCurrent()) {
        return;
      }
    }
    ingested_ = IngestFile(path, plan_.ingest, ocr_);
    NameStandardInput(ingested_.record.source);
  }

  std::string Commit(std::size_t /*document*/) override {
    const ImportReport report = Keep();
    ingested_ = Ingested{};
    return EncodeReport(report);
  }

 private:
  // Opened in the worker: a connection does not survive a fork.
  Result<Store*> OpenedStore() {
    if (!store_.has_value()) {
      ZHIBIAO_TRY(store_, Store::Open(plan_.database, false));
    }
    return &*store_;
  }

  // Also false where the database cannot say: Commit() will meet the trouble and report it.
  bool IsCurrent() {
    const Result<Store*> store = OpenedStore();
    if (store.ok()) {
      const SourceFile& source = ingested_.record.source;
      const Result<bool> current =
          store.value()->IsCurrent(source.path, source.sha256, plan_.version);
      unchanged_ = current.ok() && current.value();
    }
    return unchanged_;
  }

  ImportReport Keep() {
    if (unchanged_) {
      return {};
    }
    const Result<Store*> store = OpenedStore();
    if (!store.ok()) {
      return FailureReport(ImportOutcome::kDatabaseFailed, store.status());
    }
    if (!ingested_.status.ok()) {
      return KeepFailure(*store.value(), ingested_.status);
    }
    const Result<StoreOutcome> outcome =
        store.value()->Write(ingested_.record, plan_.version, plan_.run_id);
    if (!outcome.ok()) {
      return outcome.status().code() == StatusCode::kIo
                 ? FailureReport(ImportOutcome::kDatabaseFailed, outcome.status())
                 : KeepFailure(*store.value(), outcome.status());
    }
    ImportReport report = outcome.value() == StoreOutcome::kUnchanged
                              ? ImportReport{}
                              : CountRecord(ingested_.record);
    report.outcome = OutcomeOf(outcome.value());
    return report;
  }

  ImportReport KeepFailure(Store& store, const Status& reason) {
    const Status kept = store.WriteFailure(ingested_.record.source, reason, plan_.run_id);
    return kept.ok() ? FailureReport(ImportOutcome::kFailed, reason)
                     : FailureReport(ImportOutcome::kDatabaseFailed, kept);
  }

  const ImportPlan& plan_;
  OcrSession ocr_;
  std::optional<Store> store_;
  Ingested ingested_;  // the one document in work
  bool unchanged_ = false;
};

// The parent's side of an import.
class Import {
 public:
  explicit Import(ImportPlan plan) : plan_(std::move(plan)), progress_(plan_.documents.size()) {}

  // Errors: the database cannot be used, or no worker can be started.
  Status Run(const RunnerOptions& options) {
    RunnerEvents events;
    events.make_stage = [this] { return std::make_unique<ImportStage>(plan_); };
    events.done = [this](std::size_t document, std::string_view report) {
      return Take(document, DecodeReport(report));
    };
    events.lost = [this](std::size_t document, const Status& reason) {
      return Take(document, RecordLoss(document, reason));
    };
    events.tick = [this] { Tick(); };
    events.stop_requests = StopSignals;
    ZHIBIAO_TRY(const RunnerResult result, RunDocuments(plan_.documents.size(), options, events));
    progress_.Clear();
    if (result.stopped && database_status_.ok()) {
      std::cerr << "zhibiao: stopped; " << plan_.documents.size() - result.finished
                << " documents were left for the next import\n";
    }
    return database_status_;
  }

  const ImportSummary& summary() const { return summary_; }
  std::size_t unreadable() const { return unreadable_; }
  double seconds() const { return progress_.spent().count(); }

 private:
  void Tick() {
    if (StopSignals() > 0 && !stop_announced_) {
      progress_.Clear();
      std::cerr << "zhibiao: stopping after the documents in work; Ctrl-C again stops at once\n";
      stop_announced_ = true;
    }
    progress_.Tick();
  }

  bool Take(std::size_t document, const ImportReport& report) {
    if (report.outcome == ImportOutcome::kDatabaseFailed) {
      database_status_ = report.status;
      return false;
    }
    summary_.Add(report);
    progress_.Advance();
    if (report.outcome == ImportOutcome::kFailed) {
      progress_.Clear();
      PrintDocumentError(plan_.documents[document], report.status);
      unreadable_ += IsUnreadable(report.status) ? 1 : 0;
    }
    return true;
  }

  // The worker that had the document is gone: the parent records the failure, over a connection of
  // its own that is closed before the next worker is forked.
  ImportReport RecordLoss(std::size_t document, const Status& reason) {
    Ingested identified;
    identified.record.source.path = plan_.documents[document];
    if (plan_.documents[document] != kStandardInput) {
      identified = IdentifyFile(plan_.documents[document], plan_.ingest);
    }
    Result<Store> store = Store::Open(plan_.database, false);
    if (!store.ok()) {
      return FailureReport(ImportOutcome::kDatabaseFailed, store.status());
    }
    const Status kept = store.value().WriteFailure(identified.record.source, reason, plan_.run_id);
    return kept.ok() ? FailureReport(ImportOutcome::kFailed, reason)
                     : FailureReport(ImportOutcome::kDatabaseFailed, kept);
  }

  ImportPlan plan_;
  Progress progress_;
  ImportSummary summary_;
  std::size_t unreadable_ = 0;
  Status database_status_;
  bool stop_announced_ = false;
};

std::string CommandLine(const Invocation& invocation) {
  std::string text = "import";
  for (const std::string& operand : invocation.operands) {
    text += " " + operand;
  }
  for (const auto& [flag, value] : invocation.flags) {
    text += " " + flag + (value.empty() ? "" : " " + value);
  }
  return text;
}

Result<std::int64_t> BeginRun(const ImportPlan& plan, const std::string& command_line) {
  ZHIBIAO_TRY(Store store, Store::Open(plan.database, true));
  return store.BeginRun(plan.version, command_line);
}

Status EndRun(const ImportPlan& plan) {
  ZHIBIAO_TRY(Store store, Store::Open(plan.database, false));
  return store.EndRun(plan.run_id);
}

int DatabaseError(const std::string& database, const Status& status) {
  PrintError(database + ": " + status.message());
  return kExitNothingDone;
}

}  // namespace

int RunImport(const Invocation& invocation) {
  if (invocation.operands.empty()) {
    return UsageError("import", "import needs a PATH");
  }
  if (!invocation.Has("--db")) {
    return UsageError("import", "import needs --db FILE");
  }
  FileList files = ListDocuments(invocation.operands);
  if (files.documents.empty()) {
    PrintError("no documents found; " + std::to_string(files.passed_over) +
               " files were passed over");
    return kExitNothingDone;
  }
  ImportPlan plan;
  plan.database = invocation.Get("--db");
  plan.documents = std::move(files.documents);
  plan.version = CurrentVersion();
  plan.ingest = ReadOptions(invocation);
  const Result<std::int64_t> run_id = BeginRun(plan, CommandLine(invocation));
  if (!run_id.ok()) {
    return DatabaseError(plan.database, run_id.status());
  }
  plan.run_id = run_id.value();

  CountStopSignals();
  Import import(plan);
  const Status ran = import.Run(WorkerOptions(invocation, plan.documents.size()));
  const Status ended = EndRun(plan);
  std::cerr << import.summary().Text(files.passed_over, import.seconds());
  if (!ran.ok() || !ended.ok()) {
    return DatabaseError(plan.database, ran.ok() ? ended : ran);
  }
  DieOfStopSignal();
  if (import.unreadable() == plan.documents.size()) {
    return kExitNothingDone;  // no path led to a file
  }
  return import.summary().failed() > 0 ? kExitDocumentFailed : kExitDone;
}

}  // namespace zhibiao
