#!/usr/bin/env bash
# Format, layers, static checks and clang's warnings. Exit 0: nothing found.
# usage: tools/lint.sh
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh build test lint

failed=0
step() { printf '\n== %s (%d s)\n' "$1" "$SECONDS"; }

step "clang-format"
find pipeline extractors normalizers store tools tests -name '*.h' -o -name '*.cc' | sort |
  xargs clang-format-14 --dry-run -Werror || failed=1

step "layers and doors"
python3 tools/check_layers.py || failed=1

cmake --preset lint >/dev/null

step "cppcheck"
# Without the files that the build makes: they are tables of bytes, and are not there yet.
python3 - <<'PYTHON'
import json
with open("build/lint/compile_commands.json") as file:
    entries = json.load(file)
with open("build/lint/ours.json", "w") as file:
    json.dump([entry for entry in entries if "/build/" not in entry["file"]], file)
PYTHON
cppcheck --project=build/lint/ours.json --enable=warning,performance,portability \
  --inline-suppr --library=googletest --suppress=missingIncludeSystem --error-exitcode=1 --quiet \
  -j "$(nproc)" || failed=1

step "clang-tidy, with clang's own warnings"
python3 tools/run_tidy.py -p build/lint || failed=1

step "done"
exit "$failed"
