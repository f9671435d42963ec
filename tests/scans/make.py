#!/usr/bin/env python3
"""Makes the scanned pages of this folder from documents of the corpus, as tools/scan_simulator.py scans them.

usage: tests/scans/make.py

Needs what the simulator needs (tools/install_packages.sh scan). Other versions of Poppler, numpy, Pillow or the fonts make
other noise: the engines' readings are then recorded anew (tests/README.md).
"""
import hashlib
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tools"))
import scan_simulator as simulator  # noqa: E402  (its folder is put into the path above)

SEED = 1
SCANS = {  # file: (document, level); tests/support/recorded_scans.cc lists them too
    "clean.jpg": ("h17-subset-font-with-cmap", "clean-200"),
    "sealed.jpg": ("f22-department-form-without-level2", "stamp-200"),
    "askew.jpg": ("f12-department-application-income", "skew-200"),
    "fax.tif": ("h42-self-evaluation-over-two-pages", "bilevel-200"),
}


def scan(document, level):
    """Pictures of all pages of a document of the corpus."""
    path = os.path.join(ROOT, "corpus/documents", document + ".pdf")
    with open(path, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    count = len(simulator.page_sizes(path))
    pictures = []
    for page in range(1, count + 1):
        dice = simulator.Dice(SEED, digest, page)
        pictures.append(simulator.simulate_page(path, page, count, level, dice))
        turn = 0 - dice.of("skew").uniform(-level.skew, level.skew)  # as drawn before; recorded_scans_test.cc asks
        print(f"{document} page {page}: turned clockwise by {turn:.2f} degrees")
    return pictures


def main():
    levels = simulator.load_levels()
    for name, (document, level_name) in SCANS.items():
        level = levels[level_name]
        first, *others = scan(document, level)
        path = os.path.join(HERE, name)
        resolution = (level.dpi, level.dpi)
        if name.endswith(".tif"):
            first.save(path, compression="group4", dpi=resolution, save_all=True, append_images=others)
        else:
            first.save(path, quality=level.jpeg, dpi=resolution)
        print(path, os.path.getsize(path))


if __name__ == "__main__":
    main()
