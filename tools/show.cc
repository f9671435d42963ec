// zhibiao show: a page, with what was found drawn on it.
#include <fstream>
#include <iterator>
#include <utility>

#include "extractors/pdf_reader.h"
#include "tools/commands.h"
#include "tools/ingest.h"
#include "tools/page_picture.h"
#include "tools/page_source.h"
#include "tools/png_file.h"

namespace zhibiao {
namespace {

constexpr double kDpi = 144;

struct ShowRequest {
  std::string path;
  int page = 0;
  std::string stage;
  std::string out;
};

Result<PdfReader> OpenPdf(const std::string& path, Findings& findings) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Status(StatusCode::kNotFound, "no such file, or no permission to read it");
  }
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return PdfReader::Open(std::move(bytes), PdfLimits{}, findings);
}

using DrawPage = void (*)(const Page&, PageBitmap&);
using DrawRecord = void (*)(const DocumentRecord&, int page, PageBitmap&);

// What a stage draws: one of the two is set.
struct Stage {
  std::string_view name;
  DrawPage draw_page;
  DrawRecord draw_record;
};

constexpr Stage kStages[] = {
    // clang-format off
    {"glyphs",  DrawGlyphs,  nullptr},
    {"rulings", DrawRulings, nullptr},
    {"grid",    DrawGrid,    nullptr},
    {"cells",   nullptr,     DrawCells},
    {"records", nullptr,     DrawRecords},
    // clang-format on
};

Status DrawStage(const Stage& stage, const ShowRequest& request, PdfReader& reader,
                 PageBitmap& bitmap) {
  if (stage.draw_page != nullptr) {
    Findings findings;
    Coverage coverage;
    OcrSession ocr(UsualOcrOptions());
    ZHIBIAO_TRY(const Page page, ReadPdfPage(reader, request.page, ocr, coverage, findings));
    stage.draw_page(page, bitmap);
    return {};
  }
  const Ingested ingested = IngestFile(request.path, IngestOptions{});
  ZHIBIAO_RETURN_IF_ERROR(ingested.status);
  stage.draw_record(ingested.record, request.page, bitmap);
  return {};
}

Status Show(const ShowRequest& request) {
  Findings findings;
  ZHIBIAO_TRY(PdfReader reader, OpenPdf(request.path, findings));
  if (request.page > reader.page_count()) {
    return {StatusCode::kInvalidInput, "has " + std::to_string(reader.page_count()) +
                                           " pages, no page " + std::to_string(request.page)};
  }
  ZHIBIAO_TRY(PageBitmap bitmap, reader.RenderPage(request.page, kDpi));
  for (const Stage& stage : kStages) {
    if (stage.name == request.stage) {
      ZHIBIAO_RETURN_IF_ERROR(DrawStage(stage, request, reader, bitmap));
    }
  }
  return WritePng(bitmap, request.out);
}

}  // namespace

int RunShow(const Invocation& invocation) {
  if (invocation.operands.size() != 1) {
    return UsageError("show", "show needs one FILE");
  }
  for (const char* flag : {"--page", "--stage", "--out"}) {
    if (!invocation.Has(flag)) {
      return UsageError("show", std::string("show needs ") + flag);
    }
  }
  const ShowRequest request{invocation.operands.front(), invocation.GetNumber("--page", 0),
                            invocation.Get("--stage"), invocation.Get("--out")};
  if (request.page < 1) {
    return UsageError("show", "--page counts from 1");
  }
  const Status status = Show(request);
  if (!status.ok()) {
    PrintDocumentError(request.path, status);
    return kExitNothingDone;
  }
  return kExitDone;
}

}  // namespace zhibiao
