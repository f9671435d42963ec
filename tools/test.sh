#!/usr/bin/env bash
# Installs what the tests need, builds, runs every test. Exit 0: all passed.
# usage: tools/test.sh [STAGE...]      (default: asan fuzz)
#   asan     all tests, with the address and undefined-behaviour sanitizers and libstdc++'s assertions
#   fuzz     clang with libFuzzer: each target replays its seeds and goes on for a few seconds
#   release  the slow tests again (accuracy over the corpus, bad inputs), as users build the program
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# -eq 0 ]; then
  set -- asan fuzz
fi

tools/install_packages.sh build test fuzz
tools/install_ocr.sh || true  # it said why; Tesseract reads scans alone then

launcher=()
if command -v ccache >/dev/null; then
  launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
fi
jobs=$(nproc)
failed=0

step() { printf '\n== %s (%d s)\n' "$1" "$SECONDS"; }

for stage in "$@"; do
  step "$stage: build"
  case "$stage" in
    asan)
      cmake --preset asan "${launcher[@]}" >/dev/null
      cmake --build --preset asan
      step "asan: tests"
      # These take minutes with sanitizers: the release stage runs them.
      ctest --preset asan -E '^(numeral_million|RealEngines\..*)$' -j "$jobs" || failed=1
      ;;
    fuzz)
      cmake --preset fuzz "${launcher[@]}" >/dev/null
      cmake --build --preset fuzz --target fuzz_targets
      step "fuzz: tests"
      ctest --preset fuzz -L fuzz -j "$jobs" || failed=1
      ;;
    release)
      cmake --preset release -DZHIBIAO_TESTS=ON "${launcher[@]}" >/dev/null
      cmake --build --preset release --target zhibiao slow_tests
      step "release: slow tests"
      ctest --preset release -L slow || failed=1
      ;;
    *)
      echo "test.sh: no such stage: $stage (asan, fuzz, release)" >&2
      exit 2
      ;;
  esac
done
step "done"
exit "$failed"
