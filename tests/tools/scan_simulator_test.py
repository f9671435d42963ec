#!/usr/bin/env python3
"""tools/scan_simulator.py: what it writes is a scan (one image a page, no text), and the same each time.

Exit status 77, for CTest a skipped test, where its packages are missing.
"""
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "tools"))
INPUT = os.path.join(ROOT, "corpus", "documents", "f02-two-forms-on-a-page.pdf")
PAGES = 2

try:
    import scan_simulator
except ImportError as error:
    print(f"skipped: {error} (tools/install_packages.sh scan)")
    sys.exit(77)
if not shutil.which("pdftoppm"):
    print("skipped: no pdftoppm (tools/install_packages.sh scan)")
    sys.exit(77)

LEVELS = scan_simulator.load_levels()
CODES = {"rgb": "jpeg", "grey": "jpeg", "bilevel": "ccitt"}


@contextlib.contextmanager
def on_disk(data):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        yield file.name


def look(data, *command):
    """What a poppler tool prints about the PDF."""
    with on_disk(data) as path:
        command = [path if word == "PDF" else word for word in command]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def seen(data):
    """The first page at 50 dpi, RGB."""
    with on_disk(data) as path:
        return scan_simulator.print_page(path, 1, 50)


class ScanSimulatorTest(unittest.TestCase):
    def check(self, name, pages=None):
        """One image a page over the whole page, at the level's resolution and in its code; no text."""
        level = LEVELS[name]
        data = scan_simulator.simulate(INPUT, level, seed=7, pages=pages)
        images = [line.split() for line in look(data, "pdfimages", "-list", "PDF").splitlines()[2:]]
        count = len(pages or range(PAGES))
        self.assertEqual([int(image[0]) for image in images], list(range(1, count + 1)))
        self.assertEqual({image[8] for image in images}, {CODES[level.colour]})
        for image in images:
            self.assertAlmostEqual(int(image[12]), level.dpi, delta=1)
        self.assertEqual(look(data, "pdftotext", "PDF", "-").strip("\f\n "), "")
        boxes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", look(data, "pdfinfo", "-f", "1", "-l", "9", "PDF"))
        sizes = scan_simulator.page_sizes(INPUT)
        self.assertEqual([(float(w), float(h)) for w, h in boxes], [sizes[page - 1] for page in pages or range(1, PAGES + 1)])
        return data

    def test_grey_scan(self):
        self.check("skew-200")

    def test_bilevel_scan_of_one_page(self):
        self.check("bilevel-200", pages=[2])

    def test_same_seed_same_bytes(self):
        scans = [scan_simulator.simulate(INPUT, LEVELS["degraded-150"], seed, [1]) for seed in (7, 7, 8)]
        self.assertEqual(scans[0], scans[1])
        self.assertNotEqual(scans[0], scans[2])

    def test_black_stays_black(self):
        """Print is dark on light, in both codes: an inverted CCITT image would pass all other tests."""
        for name in ("clean-150", "bilevel-200"):
            data = scan_simulator.simulate(INPUT, LEVELS[name], 7, [1])
            picture = seen(data).convert("L")
            mean = sum(picture.getdata()) / (picture.width * picture.height)
            self.assertTrue(190 < mean < 254, f"{name}: mean grey {mean}")

    @unittest.skipUnless(os.path.exists(scan_simulator.SEAL_FONT), "no font for seals")
    def test_seal_is_red(self):
        data = scan_simulator.simulate(INPUT, LEVELS["stamp-200"], 7, [1])
        red = sum(r - g > 60 for r, g, _ in seen(data).getdata())
        self.assertGreater(red, 300)

    def test_levels_say_why(self):
        for level in LEVELS.values():
            self.assertTrue(level.why)
            self.assertIn(level.colour, CODES)
            self.assertEqual(level.jpeg == 0, level.colour == "bilevel")


if __name__ == "__main__":
    unittest.main()
