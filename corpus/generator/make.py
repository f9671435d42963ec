#!/usr/bin/env python3
"""Makes corpus/documents, corpus/damaged, corpus/truth and corpus/manifest.tsv.

usage: make.py            writes the files
       make.py --check    writes nothing; exit 1 where a committed file is not what this generator makes

The two files with an embedded font need python3-fonttools and fonts-noto-cjk; without them they are left as they are.
"""
import hashlib
import os
import sys
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import embedded_font  # noqa: E402
from damaged import DAMAGED  # noqa: E402
from district_forms import DISTRICT_FORMS  # noqa: E402
from forms import FORMS  # noqa: E402
from hard_cases import HARD_CASES, NEED_A_FONT  # noqa: E402
from more_cases import MORE_CASES  # noqa: E402
from text_dumps import TEXT_DUMPS  # noqa: E402

CORPUS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HEAD = ["page", "order", "project", "level1", "level2", "level3", "role", "sign", "value", "unit", "weight", "score"]
LICENCE = "GPL-3.0-or-later"
SAMPLE = "documents/dongguan-rd-2022.txt"
SAMPLE_LINE = ("the founding sample: a text dump of a published notice", "official notice of a state organ, not copyrightable (著作权法 art. 5)",
               "东莞市人民代表大会常务委员会办公室, 2022")


def truth_of(doc):
    lines = ["\t".join(HEAD)]
    for order, ind in enumerate(doc.indicators, 1):
        for role, sign, value, unit in ind.values:
            fields = [ind.page, order, ind.project, ind.level1, ind.level2, ind.level3, role, sign, value, unit, ind.weight, ind.score]
            lines.append("\t".join(str(field) for field in fields))
    return "\n".join(lines) + "\n"


def facts_of(doc):
    return "".join(f"{key}\t{value}\n" for key, value in doc.facts)


def generate():
    """path under corpus/ → (bytes, purpose or None for truth)."""
    files, alternatives = {}, ["file\torder\tcolumn\treading\tother_reading"]
    for build in FORMS + DISTRICT_FORMS + HARD_CASES + MORE_CASES + TEXT_DUMPS:
        if build in NEED_A_FONT and not embedded_font.available():
            continue
        doc = build()
        files[f"documents/{doc.name}.{doc.suffix}"] = (doc.to_bytes(), doc.purpose)
        files[f"truth/{doc.name}.tsv"] = (truth_of(doc).encode(), None)
        alternatives += ["\t".join((doc.name, str(order), *rest)) for order, *rest in doc.alternatives]
        if doc.facts:
            files[f"truth/{doc.name}.facts.tsv"] = (facts_of(doc).encode(), None)
    files["truth/alts.tsv"] = (("\n".join(alternatives) + "\n").encode(), None)
    for name, (make, purpose) in DAMAGED.items():
        files[f"damaged/{name}"] = (make(), purpose)
    return files


def read(path):
    full = os.path.join(CORPUS, path)
    if not os.path.exists(full):
        return None
    with open(full, "rb") as file:
        return file.read()


def manifest_of(files):
    rows = {SAMPLE: (hashlib.sha256(read(SAMPLE)).hexdigest(), *SAMPLE_LINE)}
    for path, (data, purpose) in files.items():
        if purpose is not None:
            rows[path] = (hashlib.sha256(data).hexdigest(), purpose, LICENCE, "corpus/generator")
    lines = ["path\tsha256\tpurpose\tlicence\tmade_by"]
    return "\n".join(lines + ["\t".join((path, *rows[path])) for path in sorted(rows)]) + "\n"


def same(path, data):
    """Compressed streams depend on the version of zlib: elsewhere only the lengths of the text files must agree."""
    committed = read(path)
    if zlib.ZLIB_RUNTIME_VERSION.startswith("1.2.13") or not path.endswith(".pdf"):
        return committed == data
    return committed is not None


def check(files):
    wrong = [path for path, (data, _) in files.items() if not same(path, data)]
    known = set(files) | {SAMPLE}
    for folder in ("documents", "damaged"):
        for name in sorted(os.listdir(os.path.join(CORPUS, folder))):
            path = f"{folder}/{name}"
            if path not in known and (embedded_font.available() or not path.startswith(("documents/h17", "documents/h18"))):
                wrong.append(path + " (nobody makes it)")
    manifest = {line.split("\t")[0]: line for line in read("manifest.tsv").decode().splitlines()}
    for line in manifest_of(files).splitlines():
        if manifest.get(line.split("\t")[0]) != line:
            wrong.append("manifest.tsv: " + line.split("\t")[0])
    for path in wrong:
        print("not what the generator makes:", path)
    print(f"corpus: {len(files)} files compared, {len(wrong)} differ")
    return 1 if wrong else 0


def main():
    files = generate()
    if sys.argv[1:] == ["--check"]:
        return check(files)
    if not embedded_font.available():
        print("make.py: python3-fonttools and fonts-noto-cjk are needed to write everything", file=sys.stderr)
        return 2
    for path, (data, _) in files.items():
        os.makedirs(os.path.dirname(os.path.join(CORPUS, path)), exist_ok=True)
        with open(os.path.join(CORPUS, path), "wb") as file:
            file.write(data)
    with open(os.path.join(CORPUS, "manifest.tsv"), "w", encoding="utf-8") as file:
        file.write(manifest_of(files))
    print(f"corpus: {len(files)} files, {sum(len(data) for data, _ in files.values())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
