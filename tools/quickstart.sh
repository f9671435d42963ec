#!/usr/bin/env bash
# From a bare Debian 12 to records in a database: installs, builds, imports corpus/documents, shows what came out.
# usage: tools/quickstart.sh [DB_FILE]      (default: out/quickstart.db, made anew)
set -euo pipefail
cd "$(dirname "$0")/.."
db=${1:-out/quickstart.db}

tools/install_packages.sh build show
tools/install_ocr.sh || true  # it said why; Tesseract reads scans alone then

cmake --preset release -DZHIBIAO_TESTS=OFF >/dev/null
cmake --build --preset release --target zhibiao

mkdir -p "$(dirname "$db")"
rm -f "$db" "$db-wal" "$db-shm"
echo
echo "== build/release/zhibiao import corpus/documents --db $db"
imported=0
build/release/zhibiao import corpus/documents --db "$db" || imported=$?
if [ "$imported" -ne 0 ] && [ "$imported" -ne 3 ]; then
  exit "$imported"
fi

query() { sqlite3 -batch -header -column "$db" "$1"; }
echo
echo "== what is in $db"
query "SELECT count(DISTINCT sha256) AS documents, count(*) AS \"values\",
              count(DISTINCT project) AS projects, count(DISTINCT level1_code) AS level1_codes
       FROM indicator_values;"
echo
echo "== a few records: sqlite3 $db 'SELECT ... FROM indicator_values'"
query "SELECT level1, level2, level3, role, raw, comparator AS cmp, value, unit
       FROM indicator_values WHERE measure_kind = 'quantity' ORDER BY path LIKE '%dongguan-rd-2022.txt' DESC, path LIMIT 10;"
echo
echo "next: build/release/zhibiao --help"
exit "$imported"
