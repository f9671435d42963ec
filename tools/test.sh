#!/usr/bin/env bash
# Installs what the tests need, builds, runs every test. Exit 0: all passed.
# usage: tools/test.sh
#   asan     all tests, with the address and undefined-behaviour sanitizers and libstdc++'s assertions
#   release  the slow tests (accuracy over the corpus, bad inputs), as users build it
#   fuzz     clang with libFuzzer: each target replays its seeds and goes on for a few seconds
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh build test fuzz

launcher=()
if command -v ccache >/dev/null; then
  launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
fi

step() { printf '\n== %s (%d s)\n' "$1" "$SECONDS"; }

step "asan: build"
cmake --preset asan "${launcher[@]}" >/dev/null
cmake --build --preset asan
step "fuzz: build"
cmake --preset fuzz "${launcher[@]}" >/dev/null
cmake --build --preset fuzz
step "release: build"
cmake --preset release -DZHIBIAO_TESTS=ON "${launcher[@]}" >/dev/null
cmake --build --preset release --target zhibiao slow_tests

failed=0
jobs=$(nproc)
step "asan: tests"
ctest --preset asan -j "$jobs" || failed=1
step "fuzz: tests"
ctest --preset fuzz -L fuzz -j "$jobs" || failed=1
step "release: slow tests"
ctest --preset release -L slow || failed=1
step "done"
exit "$failed"
