#!/usr/bin/env bash
# Installs the Debian packages of the groups named, from tools/packages.txt: only those that are missing.
# usage: tools/install_packages.sh GROUP...
# Works as root, or through sudo. Where nothing is missing it needs neither.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ $# -eq 0 ]; then
  echo "usage: tools/install_packages.sh GROUP... (groups: see tools/packages.txt)" >&2
  exit 2
fi

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "install_packages.sh: no apt here: install by hand what tools/packages.txt names; going on" >&2
  exit 0
fi

wanted=$(awk -v groups=" $* " '!/^#/ && index(groups, " " $1 " ") { print $2 }' tools/packages.txt | sort -u)
if [ -z "$wanted" ]; then
  echo "install_packages.sh: no such group: $*" >&2
  exit 2
fi
missing=()
for package in $wanted; do
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  if [ "$state" != "installed" ]; then
    missing+=("$package")
  fi
done
if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "install_packages.sh: these packages are missing, and there is neither root nor sudo here:" >&2
    echo "  ${missing[*]}" >&2
    echo "  as root: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 2
  fi
  as_root=(sudo)
fi

echo "installing ${#missing[@]} Debian packages: ${missing[*]}"
run() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "$@"; }
run apt-get update -qq
run apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" >/dev/null
