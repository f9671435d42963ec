#!/usr/bin/env python3
"""Runs clang-tidy-14 over every .cc of ours, in parallel; what was clean and has not changed is not checked again.

usage: run_tidy.py -p BUILD_DIR [FILE.cc ...]

tools/tidy_pending.tsv lists files that are not clean yet, each with its reason: what is found in them is printed and
does not fail. Any other file must be clean.

A file counts as unchanged while it, every header of ours that it includes (directly or not), .clang-tidy and its
compile command are the same bytes. The record of clean files is BUILD_DIR/tidy_clean.
"""
import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TIDY = "clang-tidy-14"
OUR_INCLUDE = re.compile(r'^\s*#include "([^"]+)"', re.M)


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def closure(path):
    """The file and all headers of ours that it includes, directly or not."""
    seen, waiting = set(), [path]
    while waiting:
        current = waiting.pop()
        if current in seen or not os.path.exists(current):
            continue
        seen.add(current)
        waiting += [os.path.join(ROOT, name) for name in OUR_INCLUDE.findall(text_of(current))]
    return sorted(seen)


def key_of(entry):
    digest = hashlib.sha256()
    digest.update(entry["command"].encode())
    for path in [os.path.join(ROOT, ".clang-tidy")] + closure(entry["file"]):
        digest.update(path.encode() + b"\0" + text_of(path).encode() + b"\0")
    return digest.hexdigest()


def check(entry, build_dir):
    done = subprocess.run([TIDY, "-p", build_dir, "--quiet", entry["file"]], capture_output=True, text=True)
    return entry, done.returncode, done.stdout + done.stderr


def pending_files():
    """Files of tools/tidy_pending.tsv: path, reason."""
    path = os.path.join(ROOT, "tools", "tidy_pending.tsv")
    rows = text_of(path).splitlines()[1:] if os.path.exists(path) else []
    return {row.split("\t")[0] for row in rows if row and not row.startswith("#")}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-p", dest="build_dir", required=True)
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()

    with open(os.path.join(args.build_dir, "compile_commands.json"), encoding="utf-8") as file:
        entries = json.load(file)
    build_prefix = os.path.join(ROOT, "build") + os.sep
    only = {os.path.abspath(name) for name in args.files}
    ours = [entry for entry in entries
            if entry["file"].startswith(ROOT + os.sep) and not entry["file"].startswith(build_prefix)
            and entry["file"].endswith(".cc")]
    entries = [entry for entry in ours if not only or entry["file"] in only]

    record = os.path.join(args.build_dir, "tidy_clean")
    clean = set(text_of(record).split()) if os.path.exists(record) else set()
    keys = {entry["file"]: key_of(entry) for entry in ours}
    todo = [entry for entry in entries if keys[entry["file"]] not in clean]
    print(f"clang-tidy: {len(entries)} files, {len(entries) - len(todo)} known to be clean")

    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for entry, code, output in pool.map(lambda e: check(e, args.build_dir), todo):
            if code == 0:
                clean.add(keys[entry["file"]])
            else:
                failed.append(os.path.relpath(entry["file"], ROOT))
                print(output)
    with open(record, "w", encoding="utf-8") as file:
        file.write("\n".join(sorted(clean & set(keys.values()))) + "\n")
    pending = [name for name in failed if name in pending_files()]
    if pending:
        print("clang-tidy: not clean yet (tools/tidy_pending.tsv):", *sorted(pending), file=sys.stderr)
    failed = [name for name in failed if name not in pending]
    if failed:
        print("clang-tidy found something in:", *sorted(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
