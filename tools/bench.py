#!/usr/bin/env python3
"""What extraction costs beside other programs: CPU time and peak memory over a set of PDFs.

usage: bench.py [--rounds N] [--program PATH] [--json FILE] [PDF ...]

Without PDFs: the digital PDFs of ../shared/samples/dev where that is at hand, else corpus/documents.
Programs: `zhibiao extract`, `pdftotext -bbox`, `mutool draw -F stext` (tools/install_packages.sh bench), and, where the
Python that runs this can import it, pdfplumber's extract_tables. Each round runs all of them on a file before the next
file, so that a busy machine slows all alike. Time is user + system of the whole process and its children; of the rounds
the median counts. Prints one line a file, then totals, the ratios, how memory grows over many documents in one process,
and what was missed of the aims (exit 1).
"""
import argparse
import glob
import json
import os
import resource
import shutil
import statistics
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PLUMBER = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_tables()
        page.flush_cache()
"""
# ratio to another program that must not be exceeded
AIMS = [("pdftotext", 2.0), ("pdfplumber", 1 / 20)]
MEMORY_AIM_MB = 100
GROWTH_AIM_MB = 5  # from all files once to all files four times, in one worker


def run(command):
    """Runs to the end, output thrown away: (CPU seconds, peak resident MB of the largest process, exit code)."""
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        try:
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    _, status, usage = os.wait4(pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def has_pdfplumber():
    return run([sys.executable, "-c", "import pdfplumber"])[2] == 0


def programs(zhibiao):
    found = {"zhibiao": [zhibiao, "extract"]}
    if shutil.which("pdftotext"):
        found["pdftotext"] = ["pdftotext", "-bbox"]
    if shutil.which("mutool"):
        found["mutool"] = ["mutool", "draw", "-q", "-F", "stext", "-o", os.devnull]
    if has_pdfplumber():
        found["pdfplumber"] = [sys.executable, "-c", PLUMBER]
    return found


def command_for(name, base, path):
    return base + [path] + ([os.devnull] if name == "pdftotext" else [])


def default_pdfs():
    real = sorted(glob.glob(os.path.join(ROOT, "..", "shared", "samples", "dev", "d0[0-9]_*.pdf"))
                  + glob.glob(os.path.join(ROOT, "..", "shared", "samples", "dev", "d1[0-8]_*.pdf")))
    return real or sorted(glob.glob(os.path.join(ROOT, "corpus", "documents", "*.pdf")))


def measure(found, pdfs, rounds):
    """{(program, pdf): [(CPU, memory, exit code)]}; pdfplumber, being slow, runs in the first round only."""
    results = {}
    for number in range(rounds):
        for pdf in pdfs:
            for name, base in found.items():
                if name == "pdfplumber" and number > 0:
                    continue
                results.setdefault((name, pdf), []).append(run(command_for(name, base, pdf)))
    return results


def median_cpu(runs):
    return statistics.median(cpu for cpu, _, _ in runs)


def table(found, pdfs, results):
    names = list(found)
    print(f"{'CPU seconds, median':44s}" + "".join(f"{name:>12s}" for name in names) + f"{'peak MB':>10s}")
    for pdf in pdfs:
        row = "".join(f"{median_cpu(results[name, pdf]):12.3f}" for name in names)
        peak = max(memory for _, memory, _ in results["zhibiao", pdf])
        failed = "" if all(code in (0, 3) for _, _, code in results["zhibiao", pdf]) else "  FAILED"
        print(f"{os.path.basename(pdf)[:43]:44s}{row}{peak:10.1f}{failed}")


def growth(zhibiao, pdfs):
    """Peak MB of one worker over all files once, and over all files four times."""
    return [run([zhibiao, "extract", "--jobs", "1"] + pdfs * times)[1] for times in (1, 4)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "release", "zhibiao"))
    parser.add_argument("--json")
    parser.add_argument("pdfs", nargs="*")
    args = parser.parse_args()
    if not os.access(args.program, os.X_OK):
        print(f"bench.py: no program at {args.program}: build it (tools/quickstart.sh) or name it with --program", file=sys.stderr)
        return 2

    pdfs = args.pdfs or default_pdfs()
    found = programs(args.program)
    results = measure(found, pdfs, args.rounds)
    table(found, pdfs, results)

    totals = {name: sum(median_cpu(results[name, pdf]) for pdf in pdfs) for name in found}
    peak = max(memory for (name, _), runs in results.items() if name == "zhibiao" for _, memory, _ in runs)
    print(f"{'TOTAL':44s}" + "".join(f"{totals[name]:12.3f}" for name in found) + f"{peak:10.1f}")
    print(f"\n{len(pdfs)} files, {args.rounds} rounds; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    missed = []
    for name in found:
        if name != "zhibiao":
            print(f"zhibiao / {name}: {totals['zhibiao'] / totals[name]:.3f}")
    for name, aim in AIMS:
        if name in totals and totals["zhibiao"] / totals[name] > aim:
            missed.append(f"CPU is {totals['zhibiao'] / totals[name]:.2f} of {name}'s; the aim is {aim:.2f}")
    once, often = growth(args.program, pdfs)
    print(f"one worker over all files: peak {once:.1f} MB; over all files four times: {often:.1f} MB")
    peak = max(peak, often)
    if often - once > GROWTH_AIM_MB:
        missed.append(f"memory grows by {often - once:.1f} MB; the aim is {GROWTH_AIM_MB}")
    if peak > MEMORY_AIM_MB:
        missed.append(f"peak memory is {peak:.0f} MB; the aim is {MEMORY_AIM_MB}")
    for line in missed:
        print("MISSED:", line)
    if args.json:
        with open(args.json, "w", encoding="utf-8") as file:
            json.dump({"totals": totals, "peak_mb": peak, "files": len(pdfs), "missed": missed}, file)
    return 1 if missed else 0


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
