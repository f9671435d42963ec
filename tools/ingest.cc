#include "tools/ingest.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "extractors/document_reader.h"
#include "extractors/page_layout.h"
#include "extractors/sniff.h"
#include "extractors/table_joiner.h"
#include "extractors/text_columns.h"
#include "extractors/text_form_reader.h"
#include "extractors/text_reader.h"
#include "normalizers/record_normalizer.h"
#include "pipeline/sha256.h"
#include "pipeline/tsv.h"
#include "tools/finding_pictures.h"

namespace zhibiao {

std::span<const EmbeddedFile> PipelineTables();
std::span<const EmbeddedFile> ExtractorTables();
std::span<const EmbeddedFile> NormalizerTables();

namespace {

constexpr std::size_t kRulesDigits = 12;  // of the hash that names a set of rule files

Result<std::string> ReadStream(std::istream& in, const std::string& path, std::int64_t max_bytes) {
  std::string bytes;
  char buffer[1 << 16];
  while (in.read(buffer, sizeof buffer) || in.gcount() > 0) {
    bytes.append(buffer, static_cast<std::size_t>(in.gcount()));
    if (static_cast<std::int64_t>(bytes.size()) > max_bytes) {
      return Status(StatusCode::kLimit, "larger than " + std::to_string(max_bytes >> 20) +
                                            " MiB: split the file or raise --max-bytes");
    }
  }
  if (in.bad()) {
    return Status(StatusCode::kIo, path + ": cannot be read: check the disk and the permissions");
  }
  return bytes;
}

Result<std::string> ReadBytes(const std::string& path, std::int64_t max_bytes) {
  if (path == "-") {
    return ReadStream(std::cin, "standard input", max_bytes);
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return Status(StatusCode::kNotFound, "no such file, or no permission to read it");
  }
  return ReadStream(in, path, max_bytes);
}

// The 文号 that running text cites, each once. A page's lines are read as one text, since a 文号
// may be broken over two of them.
class CitationCollector {
 public:
  explicit CitationCollector(Findings& findings) : findings_(findings) {}

  void AddLine(std::string_view text, const SourceRef& source) {
    if (source.page != source_.page || source.line != source_.line) {
      Flush();
      source_ = source;
    }
    text_ += text;
  }

  std::vector<Citation> Take() {
    Flush();
    return std::move(citations_);
  }

 private:
  void Flush() {
    for (Citation& citation : FindCitations(text_, source_, findings_)) {
      const bool known =
          std::any_of(citations_.begin(), citations_.end(), [&](const Citation& other) {
            return other.issuer == citation.issuer && other.year == citation.year &&
                   other.number == citation.number;
          });
      if (!known) {
        citations_.push_back(std::move(citation));
      }
    }
    text_.clear();
  }

  Findings& findings_;
  std::vector<Citation> citations_;
  std::string text_;
  SourceRef source_;
};

using PageSource = std::function<Result<Page>(int number)>;

// Reads pages 1 … `count`, one at a time. Returns why the last one could not be read where none
// could.
Status ReadPages(int count, const PageSource& read, DocumentRecord& record, Findings& findings) {
  TableJoiner joiner;
  record.source.pages = count;
  record.coverage.pages = count;
  int unreadable = 0;
  Status why;
  for (int number = 1; number <= count; ++number) {
    const Result<Page> page = read(number);
    if (!page.ok()) {
      SourceRef source;
      source.page = number;
      findings.Add(FindingCode::kPageUnreadable, source, page.status().message());
      ++unreadable;
      why = page.status();
      continue;
    }
    joiner.Add(LayOutPage(page.value(), findings), findings);
  }
  std::vector<DocumentItem> items = joiner.Finish();
  CitationCollector citations(findings);
  for (const DocumentItem& item : items) {
    if (const auto* line = std::get_if<TextLine>(&item)) {
      citations.AddLine(line->text, line->source);
    }
  }
  record.disclosure.citations = citations.Take();
  ReadDocument(std::move(items), record, findings);
  return unreadable == count ? why : Status();
}

Status ReadPdfDocument(std::string bytes, const PdfLimits& limits, OcrSession& ocr,
                       DocumentRecord& record, Findings& findings) {
  ZHIBIAO_TRY(PdfReader reader, PdfReader::Open(std::move(bytes), limits, findings));
  const PageSource read = [&](int number) {
    return ReadPdfPage(reader, number, ocr, record.coverage, findings);
  };
  // A PDF that opened is known by its pages, even where none of them can be read.
  (void)ReadPages(reader.page_count(), read, record, findings);
  AddPictures([&](int page, double dpi) { return reader.RenderPage(page, dpi); }, findings);
  return {};
}

Status ReadPictureDocument(std::string bytes, const PictureLimits& limits, OcrSession& ocr,
                           DocumentRecord& record, Findings& findings) {
  ZHIBIAO_TRY(const PictureReader reader, PictureReader::Open(std::move(bytes), limits, findings));
  const PageSource read = [&](int number) {
    return ReadPicturePage(reader, number, ocr, record.coverage, findings);
  };
  Status status = ReadPages(reader.page_count(), read, record, findings);
  Findings again;  // what the pages had to say was said above
  AddPictures([&](int page, double /*dpi*/) { return reader.ReadPage(page, again); }, findings);
  return status;
}

Status ReadTextDocument(std::string_view bytes, DocumentRecord& record, Findings& findings) {
  ZHIBIAO_TRY(std::vector<TextRow> rows, ReadText(bytes, findings));
  CitationCollector citations(findings);
  for (const TextRow& row : rows) {
    if (row.cells.size() == 1) {
      SourceRef source;
      source.line = row.line;
      source.origin = TextOrigin::kPlainText;
      citations.AddLine(row.cells.front(), source);
    }
  }
  record.disclosure.citations = citations.Take();
  ReadTextForm(PartAtSpaces(std::move(rows)), record, findings);
  return {};
}

Status ReadByKind(FileKind kind, std::string bytes, const IngestOptions& options, OcrSession& ocr,
                  DocumentRecord& record, Findings& findings) {
  switch (kind) {
    case FileKind::kPdf:
      return ReadPdfDocument(std::move(bytes), options.pdf, ocr, record, findings);
    case FileKind::kText:
      return ReadTextDocument(bytes, record, findings);
    case FileKind::kEmpty:
      return {StatusCode::kInvalidInput, "the file is empty"};
    case FileKind::kHtml:
      return {StatusCode::kUnsupported,
              "an HTML page: not read yet; print it to PDF or save its text, and import that"};
    case FileKind::kPng:
    case FileKind::kJpeg:
    case FileKind::kTiff:
      return ReadPictureDocument(std::move(bytes), options.picture, ocr, record, findings);
    case FileKind::kOffice:
      return {StatusCode::kUnsupported,
              "an office file: not read; export it to PDF, and import that"};
    case FileKind::kUnknown:
      break;
  }
  return {StatusCode::kUnsupported,
          "neither PDF nor text nor a picture: nothing in it can be read"};
}

Ingested Identify(const std::string& path, const IngestOptions& options, std::string& bytes,
                  FileKind& kind) {
  Ingested ingested;
  SourceFile& source = ingested.record.source;
  source.path = path;
  Result<std::string> read = ReadBytes(path, options.max_bytes);
  if (!read.ok()) {
    ingested.status = read.status();
    return ingested;
  }
  bytes = read.take();
  kind = SniffFile(bytes);
  source.bytes = static_cast<std::int64_t>(bytes.size());
  source.sha256 = Sha256Hex(bytes);
  source.media_type = MediaType(kind);
  return ingested;
}

}  // namespace

Ingested IdentifyFile(const std::string& path, const IngestOptions& options) {
  std::string bytes;
  FileKind kind = FileKind::kUnknown;
  return Identify(path, options, bytes, kind);
}

Ingested IngestFile(const std::string& path, const IngestOptions& options) {
  OcrSession ocr(options.ocr);
  return IngestFile(path, options, ocr);
}

Ingested IngestFile(const std::string& path, const IngestOptions& options, OcrSession& ocr) {
  std::string bytes;
  FileKind kind = FileKind::kUnknown;
  Ingested ingested = Identify(path, options, bytes, kind);
  if (!ingested.status.ok()) {
    return ingested;
  }
  Findings findings;
  ingested.status = ReadByKind(kind, std::move(bytes), options, ocr, ingested.record, findings);
  ingested.record.findings = findings.Take();
  if (ingested.record.coverage.pages_ocr > 0) {
    ingested.record.ocr_engines = ocr.Get()->engines();
  }
  if (ingested.status.ok()) {
    NormalizeRecord(ingested.record);
  }
  return ingested;
}

ExtractorVersion CurrentVersion() {
  static const std::string kRules = [] {
    std::string all;
    for (const auto& files : {PipelineTables(), ExtractorTables(), NormalizerTables()}) {
      for (const EmbeddedFile& file : files) {
        all.append(file.path).append(1, '\0').append(file.text).append(1, '\0');
      }
    }
    return Sha256Hex(all).substr(0, kRulesDigits);
  }();
  return {ZHIBIAO_VERSION, kRules};
}

}  // namespace zhibiao
