#!/usr/bin/env python3
"""Checks the arrows of the house: who may include whom, and which file is the door to which library.

usage: check_layers.py [--compiler CXX] [--no-compile] [--root FOLDER]

Refused: an include that runs up the floors or across them, a circle among files, a foreign library anywhere but at
its door, an unknown foreign header, and a header that does not compile alone. Prints one line for each; exit 1 if any.
"""
import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Which folders a folder may include from.
ARROWS = {
    "pipeline": {"pipeline"},
    "extractors": {"extractors", "pipeline"},
    "normalizers": {"normalizers", "pipeline"},
    "store": {"store", "pipeline"},
    "tools": {"tools", "extractors", "normalizers", "store", "pipeline"},
    "tests": {"tests", "tools", "extractors", "normalizers", "store", "pipeline"},
}

# Foreign headers (a pattern on what stands between <> or "") and the files that may include them.
DOORS = [
    ("Poppler", r"([A-Z]\w+\.h|poppler-config\.h|(poppler|goo|fofi|splash)/.*)", r"extractors/pdf_\w+\.cc|extractors/pdf_poppler_compat\.h"),
    ("FreeType", r"(ft2build\.h|freetype/.*)", r"extractors/pdf_\w+\.cc"),
    ("Little CMS", r"lcms2\.h", r"extractors/pdf_\w+\.cc"),
    ("Leptonica", r"leptonica/.*", r"extractors/leptonica_pix\.h"),
    ("ONNX Runtime", r"onnxruntime_\w+\.h", r"extractors/ocr_paddle\.cc"),
    ("Tesseract", r"tesseract/.*", r"extractors/ocr_tesseract\.cc"),
    ("ICU", r"unicode/.*", r"pipeline/unicode\.cc|tests/support/spell_out\.cc"),
    ("RE2", r"re2/.*", r"pipeline/pattern_table\.cc"),
    ("RapidJSON", r"rapidjson/.*", r"pipeline/json\w*\.cc"),
    ("Nettle", r"nettle/.*", r"pipeline/sha256\.cc"),
    ("SQLite", r"sqlite3\.h", r"store/database\.cc"),
    ("libpng", r"png\.h", r"(tools/\w+|extractors/picture_decoder)\.cc"),
    ("TurboJPEG", r"turbojpeg\.h", r"extractors/picture_decoder\.cc"),
    ("CLI11", r"CLI/.*", r"tools/\w+\.cc"),
    ("GoogleTest", r"(gtest|gmock)/.*", r"tests/.*\.(h|cc)"),
    ("Benchmark", r"benchmark/.*", r"tests/bench/.*\.cc"),
    ("glibc", r"malloc\.h", r"tools/main\.cc"),
    ("POSIX", r"(sys/types)\.h", r".*\.(h|cc)"),
    ("POSIX", r"(sys/(stat|wait|mman|resource|time|file|ioctl|prctl|random|socket|uio|un)|unistd|fcntl|signal|errno|poll|dirent|spawn"
              r"|termios|sched|pthread|linux/\w+)\.h", r".*\.cc"),
]

# Headers of ours that only these files may include: they let a foreign library through.
INNER_DOORS = {
    "extractors/pdf_poppler_compat.h": r"extractors/pdf_\w+\.cc",
    "extractors/leptonica_pix.h": r"extractors/(leptonica_pix|picture_decoder|scan_\w+)\.cc",
}

STANDARD = re.compile(r"[a-z_0-9]+")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def files_of_ours():
    for folder in ARROWS:
        for pattern in ("*.h", "*.cc", "*/*.h", "*/*.cc"):
            yield from sorted(glob.glob(os.path.join(folder, pattern)))


def includes_of(path):
    with open(path, encoding="utf-8") as file:
        return INCLUDE.findall(file.read())


def foreign_trouble(path, name):
    for library, header, door in DOORS:
        if re.fullmatch(header, name):
            if re.fullmatch(door, path):
                return None
            return f"{path}: <{name}> is {library}, whose door is {door}"
    return f"{path}: <{name}> is no header that tools/check_layers.py knows; give it a door"


def arrow_trouble(path, name):
    here, there = path.split("/")[0], name.split("/")[0]
    if not os.path.exists(name):
        return f'{path}: "{name}" is not a file of ours'
    if there not in ARROWS[here]:
        return f'{path}: {here} must not include "{name}"'
    if name in INNER_DOORS and not re.fullmatch(INNER_DOORS[name], path):
        return f'{path}: "{name}" may be included by {INNER_DOORS[name]} only'
    return None


def include_troubles(paths):
    for path in paths:
        for bracket, name in includes_of(path):
            if bracket == '"' and name.split("/")[0] in ARROWS:
                trouble = arrow_trouble(path, name)
            elif bracket == "<" and STANDARD.fullmatch(name):
                trouble = None
            else:
                trouble = foreign_trouble(path, name)
            if trouble:
                yield trouble


def circle_troubles(paths):
    """Takes away files that include nothing left, until none can go: what stays, stands in a circle or leads to one."""
    left = {path: {name for bracket, name in includes_of(path) if bracket == '"'} for path in paths if path.endswith(".h")}
    while True:
        free = [path for path, names in left.items() if not names & left.keys()]
        if not free:
            break
        for path in free:
            del left[path]
    if left:
        yield "circle among: " + ", ".join(sorted(left))


def foreign_flags():
    """Where the foreign headers are, for the headers of ours that are inner doors."""
    if not shutil.which("pkg-config"):
        return []
    done = subprocess.run(["pkg-config", "--cflags", "poppler", "freetype2", "lcms2"], capture_output=True, text=True)
    return done.stdout.split()


def compile_alone(compiler, flags, path):
    done = subprocess.run([compiler, "-std=c++20", "-fsyntax-only", "-x", "c++", "-I", "."]
                          + (flags if path in INNER_DOORS else []) + [path],
                          capture_output=True, text=True)
    return None if done.returncode == 0 else f"{path}: does not compile alone:\n{done.stderr}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compiler", default=os.environ.get("CXX", "c++"))
    parser.add_argument("--no-compile", action="store_true")
    parser.add_argument("--root", default=ROOT)
    args = parser.parse_args()
    os.chdir(args.root)

    paths = list(files_of_ours())
    troubles = list(include_troubles(paths)) + list(circle_troubles(paths))
    headers = [path for path in paths if path.endswith(".h")]
    if not args.no_compile and shutil.which(args.compiler):
        flags = foreign_flags()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            troubles += [t for t in pool.map(lambda h: compile_alone(args.compiler, flags, h), headers) if t]
    for trouble in troubles:
        print(trouble)
    print(f"layers: {len(paths)} files, {len(headers)} headers, {len(troubles)} troubles")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
