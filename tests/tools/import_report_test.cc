#include "tools/import_report.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/support/made_record.h"

namespace zhibiao {
namespace {

ImportReport Report(ImportOutcome outcome) {
  ImportReport report = CountRecord(test::MadeRecord("a.pdf", "A"));
  report.outcome = outcome;
  return report;
}

TEST(ImportReport, GoesOverThePipeAndBack) {
  ImportReport sent = Report(ImportOutcome::kFailed);
  sent.status = Status(StatusCode::kEncrypted, "needs a password");
  sent.pages_needing_ocr = 7;
  const ImportReport got = DecodeReport(EncodeReport(sent));
  EXPECT_EQ(got.outcome, ImportOutcome::kFailed);
  EXPECT_EQ(got.status.code(), StatusCode::kEncrypted);
  EXPECT_EQ(got.status.message(), "needs a password");
  EXPECT_EQ(got.indicators, 1);
  EXPECT_EQ(got.values, 2);
  EXPECT_EQ(got.findings, 1);
  EXPECT_EQ(got.pages_needing_ocr, 7);
}

TEST(ImportSummary, CountsByOutcome) {
  ImportSummary summary;
  for (const ImportOutcome outcome : {ImportOutcome::kNew, ImportOutcome::kNew,
                                      ImportOutcome::kReplaced, ImportOutcome::kSameContent}) {
    summary.Add(Report(outcome));
  }
  summary.Add({});
  ImportReport failed;
  failed.outcome = ImportOutcome::kFailed;
  summary.Add(failed);
  EXPECT_EQ(summary.failed(), 1U);
  EXPECT_EQ(summary.Text(3, 2.0),
            "6 documents in 2.0 s, 3.0 a second\n"
            "  new                  2\n"
            "  unchanged            1\n"
            "  replaced             1\n"
            "  same content         1  known from another path\n"
            "  failed               1  named above\n"
            "  passed over          3  files that are no documents\n"
            "  stored: 4 indicators, 8 values, 4 findings\n");
}

}  // namespace
}  // namespace zhibiao
