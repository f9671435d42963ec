// Speed of the expression grammar on published value cells (../shared), with their names and
// columns:
//   build/release/tests/bench/parts_bench --benchmark_filter=Expression
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "normalizers/expression.h"
#include "normalizers/numeral.h"
#include "pipeline/unicode.h"
#include "tests/support/shared_data.h"

namespace zhibiao {
namespace {

void ExpressionsOfPublishedCells(benchmark::State& state) {
  const std::vector<test::ValueCell> cells = test::SharedValueCells();
  if (cells.empty()) {
    state.SkipWithError("no ../shared beside the project");
    return;
  }
  std::int64_t parsed = 0;
  while (state.KeepRunning()) {
    for (const test::ValueCell& cell : cells) {
      benchmark::DoNotOptimize(ParseMeasure(cell.value, cell.context()));
    }
    parsed += static_cast<std::int64_t>(cells.size());
  }
  state.SetItemsProcessed(parsed);
}
BENCHMARK(ExpressionsOfPublishedCells);

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
