#!/usr/bin/env python3
"""Writes the seeds of expression_fuzz from the cases of the normalizers' tests: one file each.

usage: make_expression_seeds.py        from the root of the project
"""
import hashlib
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "tests/fuzz/seeds/expression"


def cases(text):
    """(sign, value, unit, name, level 2) of the table rows of a test."""
    for line in text.splitlines():
        fields = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
        if not line.lstrip().startswith("{\"") or not fields:
            continue
        if len(fields) == 7:  # ContextCase
            yield fields[0], fields[1], fields[2], fields[3], fields[5]
        else:
            yield "", fields[0], "", "", ""


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*"):
        old.unlink()
    count = 0
    for name in ("expression", "citation", "sum", "numeral"):
        for case in cases((ROOT / f"tests/normalizers/{name}_test.cc").read_text(encoding="utf8")):
            text = "\n".join(case) + "\n2"
            if name == "citation":
                text = "\n\n\n" + case[1]
            (OUT / hashlib.sha256(text.encode()).hexdigest()[:12]).write_text(text, encoding="utf8")
            count += 1
    print(f"{count} seeds in {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
