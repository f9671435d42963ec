// Speed of the expression grammar on published value cells (../shared), with their names and
// columns:
//   build/release/tests/bench/parts_bench --benchmark_filter=Expression
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "normalizers/expression.h"
#include "normalizers/numeral.h"
#include "pipeline/unicode.h"
#include "tests/support/shared_data.h"

namespace {

std::int64_t allocations = 0;  // NOLINT: counted where the program allocates

}  // namespace

// Counts what is allocated, in all of parts_bench.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  void* memory = std::malloc(size);  // NOLINT: this is what allocates
  if (memory == nullptr) {
    std::abort();
  }
  return memory;
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);  // NOLINT
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);  // NOLINT
}

namespace zhibiao {
namespace {

void ExpressionsOfPublishedCells(benchmark::State& state) {
  const std::vector<test::ValueCell> cells = test::SharedValueCells();
  if (cells.empty()) {
    state.SkipWithError("no ../shared beside the project");
    return;
  }
  std::int64_t parsed = 0;
  ParseMeasure("1", {});  // loads the tables
  const std::int64_t before = allocations;
  while (state.KeepRunning()) {
    for (const test::ValueCell& cell : cells) {
      benchmark::DoNotOptimize(ParseMeasure(cell.value, cell.context()));
    }
    parsed += static_cast<std::int64_t>(cells.size());
  }
  state.counters["allocations"] =
      static_cast<double>(allocations - before) / static_cast<double>(parsed);
  state.SetItemsProcessed(parsed);
}
BENCHMARK(ExpressionsOfPublishedCells);

// A statement of 3, 6, 12 ... words, whose measure is its text alone: allocations do not grow with
// the tokens (but for a list that doubles now and then).
void ExpressionAllocations(benchmark::State& state) {
  std::string text;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    text += "群众满意,";
  }
  ParseMeasure(text, {});
  const std::int64_t before = allocations;
  while (state.KeepRunning()) {
    benchmark::DoNotOptimize(ParseMeasure(text, {}));
  }
  state.counters["allocations"] =
      static_cast<double>(allocations - before) / static_cast<double>(state.iterations());
}
BENCHMARK(ExpressionAllocations)->RangeMultiplier(2)->Range(1, 64);

void FoldNamesOfPublishedCells(benchmark::State& state) {
  const std::vector<test::ValueCell> cells = test::SharedValueCells();
  std::int64_t bytes = 0;
  while (state.KeepRunning()) {
    for (const test::ValueCell& cell : cells) {
      benchmark::DoNotOptimize(FoldText(cell.name));
      bytes += static_cast<std::int64_t>(cell.name.size());
    }
  }
  state.SetBytesProcessed(bytes);
}
BENCHMARK(FoldNamesOfPublishedCells);

void ExpressionNumerals(benchmark::State& state) {
  constexpr const char* kNumerals[] = {"95",    "1200.5",           "三百二十",
                                       "3.5万", "壹仟贰佰叁拾肆万", "二〇二三"};
  std::int64_t read = 0;
  while (state.KeepRunning()) {
    for (const char* numeral : kNumerals) {
      benchmark::DoNotOptimize(ParseNumeral(numeral));
    }
    read += static_cast<std::int64_t>(std::size(kNumerals));
  }
  state.SetItemsProcessed(read);
}
BENCHMARK(ExpressionNumerals);

}  // namespace
}  // namespace zhibiao
