#!/usr/bin/env python3
"""tools/check_layers.py must bite: each small tree below breaks one rule, and the checker says so."""
import os
import subprocess
import sys
import tempfile
import unittest

CHECKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools", "check_layers.py")

GOOD = {"pipeline/a.h": "#include <string>\n", "pipeline/a.cc": '#include "pipeline/a.h"\n#include <unistd.h>\n',
        "tools/main.cc": '#include "pipeline/a.h"\n'}
# what is added to GOOD, and what the checker must say
BAD = [
    ("up the floors", {"pipeline/b.cc": '#include "tools/t.h"\n', "tools/t.h": ""}, "pipeline must not include"),
    ("across the floors", {"store/b.cc": '#include "extractors/e.h"\n', "extractors/e.h": ""}, "store must not include"),
    ("tests from the program", {"tools/b.cc": '#include "tests/support/s.h"\n', "tests/support/s.h": ""}, "tools must not include"),
    ("past a door", {"normalizers/b.cc": "#include <unicode/uchar.h>\n"}, "is ICU, whose door is"),
    ("a library in a header", {"store/database.h": "#include <sqlite3.h>\n"}, "is SQLite, whose door is"),
    ("a library without a door", {"pipeline/b.cc": "#include <boost/any.hpp>\n"}, "give it a door"),
    ("no such file", {"pipeline/b.cc": '#include "pipeline/gone.h"\n'}, "is not a file of ours"),
    ("a circle", {"pipeline/x.h": '#include "pipeline/y.h"\n', "pipeline/y.h": '#include "pipeline/x.h"\n'}, "circle among"),
]


def check(files):
    with tempfile.TemporaryDirectory() as root:
        for name, text in files.items():
            path = os.path.join(root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        done = subprocess.run([sys.executable, CHECKER, "--no-compile", "--root", root], capture_output=True, text=True)
        return done.returncode, done.stdout


class CheckLayers(unittest.TestCase):
    def test_accepts_a_good_tree(self):
        code, output = check(GOOD)
        self.assertEqual(code, 0, output)

    def test_refuses_each_breach(self):
        for name, files, complaint in BAD:
            with self.subTest(name):
                code, output = check({**GOOD, **files})
                self.assertEqual(code, 1, output)
                self.assertIn(complaint, output)


if __name__ == "__main__":
    unittest.main()
