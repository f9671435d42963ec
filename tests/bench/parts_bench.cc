// Speed of the parts: values a second, bytes a second, pages a second. Input is read before the
// clock starts.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "extractors/pdf_reader.h"
#include "extractors/text_reader.h"
#include "normalizers/expression.h"
#include "tests/support/scoring.h"

namespace zhibiao {
namespace {

namespace fs = std::filesystem;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Every value of the corpus, as printed.
std::vector<std::string> CorpusValues() {
  std::vector<std::string> values;
  for (const fs::directory_entry& entry : fs::directory_iterator(ZHIBIAO_ROOT "/corpus/truth")) {
    if (entry.path().string().find(".facts") == std::string::npos) {
      for (const test::TruthRow& row : test::LoadTruth(entry.path().string())) {
        values.push_back(row.sign + row.value + row.unit);
      }
    }
  }
  return values;
}

void ParseMeasureSpeed(benchmark::State& state) {
  const std::vector<std::string> values = CorpusValues();
  std::int64_t parsed = 0;
  while (state.KeepRunning()) {
    for (const std::string& value : values) {
      benchmark::DoNotOptimize(ParseMeasure(value, MeasureContext()));
    }
    parsed += static_cast<std::int64_t>(values.size());
  }
  state.SetItemsProcessed(parsed);
}
BENCHMARK(ParseMeasureSpeed);

void ReadTextSpeed(benchmark::State& state) {
  const std::string bytes = ReadFile(ZHIBIAO_ROOT "/corpus/documents/dongguan-rd-2022.txt");
  std::int64_t read = 0;
  while (state.KeepRunning()) {
    Findings findings;
    benchmark::DoNotOptimize(ReadText(bytes, findings));
    read += static_cast<std::int64_t>(bytes.size());
  }
  state.SetBytesProcessed(read);
}
BENCHMARK(ReadTextSpeed);

void ReadPageSpeed(benchmark::State& state) {
  const std::string bytes =
      ReadFile(ZHIBIAO_ROOT "/corpus/documents/f03-project-list-header-on-each-page.pdf");
  std::int64_t pages = 0;
  while (state.KeepRunning()) {
    Findings findings;
    Result<PdfReader> reader = PdfReader::Open(bytes, PdfLimits(), findings);
    const int count = reader.ok() ? reader.value().page_count() : 0;
    for (int number = 1; number <= count; ++number) {
      benchmark::DoNotOptimize(reader.value().ReadPage(number, findings));
    }
    pages += count;
  }
  state.SetItemsProcessed(pages);
}
BENCHMARK(ReadPageSpeed);

}  // namespace
}  // namespace zhibiao

BENCHMARK_MAIN();
