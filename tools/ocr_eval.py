#!/usr/bin/env python3
"""How well scans are read: labelled digital pages, scanned by tools/scan_simulator.py, read back and held to their truth.

usage: ocr_eval.py [--levels NAME,...|all] [--engines both,tesseract,paddle] [--set shared|corpus] [--all]
                   [--documents PREFIX,...] [--limit-pages N] [--speed [LEVEL]] [--write] [--program PATH] [--jobs N] [--seed N]
                   [--worst N]

Reads the pages of tools/ocr_eval_pages.tsv: set `shared` (published documents in ../shared/samples/dev) where that is at hand,
else `corpus`; --all reads every labelled page. Prints a Markdown report: a table by degradation, the real scans, and with
--speed the time beside `tesseract FILE - -l chi_sim` on the same page images. --write also stores it as
corpus/ocr_evaluation.md. Scans, predictions and truth stay under build/ocr_eval and are used again; a rebuilt program is run
again. Rows are scored by ../shared/tools/score.py.
Needs what the simulator needs: tools/install_packages.sh scan.
"""
import argparse
import concurrent.futures
import csv
import functools
import glob
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import scan_simulator

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.path.join(ROOT, "..", "shared")
WORK = os.path.join(ROOT, "build", "ocr_eval")
PAGES_FILE = os.path.join(ROOT, "tools", "ocr_eval_pages.tsv")
REPORT = os.path.join(ROOT, "corpus", "ocr_evaluation.md")
SETS = {"shared": (os.path.join(SHARED, "samples", "dev"), os.path.join(SHARED, "samples", "dev", "gold")),
        "corpus": (os.path.join(ROOT, "corpus", "documents"), os.path.join(ROOT, "corpus", "truth"))}
SETS["real"] = SETS["shared"]
LEVELS = ["clean-300", "clean-200", "stamp-300", "stamp-200", "skew-200", "bilevel-200", "degraded-150"]
ENGINES = ["tesseract", "paddle", "both"]
ENGINE_NAMES = {"tesseract": "Tesseract", "paddle": "PP-OCR", "both": "both", "default": "no OCR yet", "off": "text layer"}
AIMS = {"clean-300": 0.97, "clean-200": 0.97, "stamp-300": 0.97, "stamp-200": 0.97, "skew-200": 0.95, "bilevel-200": 0.93,
        "degraded-150": 0.88}  # core F1, both engines
SIGNS = "≥≤><=±"


def load_score():
    spec = importlib.util.spec_from_file_location("score", os.path.join(SHARED, "tools", "score.py"))
    if not os.path.exists(spec.origin):
        sys.exit("ocr_eval: ../shared/tools/score.py is not at hand")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


score = load_score()


# --- what is read -------------------------------------------------------------------------------------------------------


@dataclass
class Source:
    """Pages of a labelled document that make one document to read."""
    name: str
    pdf: str
    gold: str
    pages: list  # numbers in the original, in order


def labelled_pages(gold):
    return sorted({row["page"] for row in score.load_gold(gold)})


def listed_pages(name):
    """{document: what PAGES_FILE says of its pages} of a set."""
    with open(PAGES_FILE, encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {row["document"]: row["pages"] for row in rows if row["set"] == name}


def source_of(name, document, pages_text):
    """One document of a set; pages_text is as in PAGES_FILE, empty for the labelled pages."""
    documents, truth = SETS[name]
    pdf, gold = os.path.join(documents, document + ".pdf"), os.path.join(truth, document + ".tsv")
    if pages_text == "all":
        return Source(document, pdf, gold, list(range(1, len(scan_simulator.page_sizes(pdf)) + 1)))
    return Source(document, pdf, gold, scan_simulator.parse_pages(pages_text) if pages_text else [])


def sources(name, every_page=False, limit=0, prefixes=("",)):
    """The documents of a set: pages of PAGES_FILE or every labelled one, whole documents up to `limit` pages."""
    listed = listed_pages(name)
    chosen = []
    for document in sorted(stems_with_rows(*SETS[name]) - {*listed_pages("real")}) if every_page else listed:
        if not document.startswith(prefixes):
            continue
        source = source_of(name, document, listed.get(document, ""))
        if every_page:
            source.pages = sorted({*source.pages, *labelled_pages(source.gold)})
        if not limit or sum(len(other.pages) for other in chosen) + len(source.pages) <= limit:
            chosen.append(source)
    return chosen


def stems_with_rows(documents, truth):
    """Names of the PDFs of a folder that have labelled rows."""
    stems = {os.path.basename(path)[:-4] for path in glob.glob(os.path.join(documents, "*.pdf"))}
    golds = {stem: os.path.join(truth, stem + ".tsv") for stem in stems}
    return {stem for stem, gold in golds.items() if os.path.exists(gold) and labelled_pages(gold)}


def file_hash(*paths):
    digest = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()[:12]


def scanned(source, level, seed):
    """The path of the source's scan; made when it is not there yet."""
    key = f"{file_hash(scan_simulator.__file__, source.pdf)} {level} {seed} {source.pages}"
    folder = os.path.join(WORK, "scans", hashlib.sha256(key.encode()).hexdigest()[:12])
    path = os.path.join(folder, f"{source.name}.{level.name}.pdf")
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        data = scan_simulator.simulate(source.pdf, level, seed, source.pages)
        with open(path + ".part", "wb") as file:
            file.write(data)
        os.rename(path + ".part", path)
    return path


def all_scanned(chosen, levels, options):
    """{level's name: paths of the scans, in the order of `chosen`}, made in other processes."""
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        jobs = {level.name: [pool.submit(scanned, source, level, options.seed) for source in chosen] for level in levels}
        return {name: [job.result() for job in listed] for name, listed in jobs.items()}


def digital_part(source):
    """The chosen pages of the digital original: what could be reached if every character were read."""
    folder = os.path.join(WORK, "digital", hashlib.sha256(f"{source.pdf} {source.pages}".encode()).hexdigest()[:12])
    path = os.path.join(folder, source.name + ".pdf")
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        parts = []
        for page in source.pages:
            parts.append(os.path.join(folder, f"{page}.pdf"))
            subprocess.run(["pdfseparate", "-f", str(page), "-l", str(page), source.pdf, parts[-1]], check=True)
        if len(parts) == 1:
            os.rename(parts[0], path)
        else:
            subprocess.run(["pdfunite", *parts, path], check=True)
    return path


# --- reading ------------------------------------------------------------------------------------------------------------


@dataclass
class Cost:
    cpu: float = 0.0  # seconds, user and system, all processes
    wall: float = 0.0
    peak_mb: float = 0.0  # of the largest process


def run(command, output=os.devnull, quiet=False, environment=None):
    """Runs to the end: (Cost, exit code). Messages of the program go to our standard error, unless quiet.

    Linux counts our own memory as the least peak of a child: that is why scans are made in other processes.
    """
    start = time.monotonic()
    with open(output, "wb") as file:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, env={**os.environ, **(environment or {})},
                                   stderr=subprocess.DEVNULL if quiet else None)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024), process.returncode


def has_ocr(program):
    return "--ocr" in subprocess.run([program, "extract", "--help"], capture_output=True, text=True).stdout


def extract_command(program, engine, jobs, paths):
    choice = [] if engine == "default" else ["--ocr", engine]
    return [program, "extract", *choice, "--jobs", str(jobs), "--timeout", "3600", *paths]


def read(program, engine, jobs, paths, label):
    """(path of the JSON lines, Cost); from the store when the same program has read the same files."""
    key = hashlib.sha256(f"{file_hash(program)} {engine} {[os.path.abspath(p) for p in paths]}".encode()).hexdigest()[:12]
    folder = os.path.join(WORK, "runs")
    os.makedirs(folder, exist_ok=True)
    output = os.path.join(folder, f"{label}.{engine}.{key}.jsonl")
    if not os.path.exists(output + ".cost"):
        print(f"ocr_eval: {label}, {ENGINE_NAMES[engine]}", file=sys.stderr)
        cost, code = run(extract_command(program, engine, jobs, paths), output)
        if code not in (0, 3):
            sys.exit(f"ocr_eval: zhibiao ended with {code}")
        with open(output + ".cost", "w") as file:
            json.dump(vars(cost), file)
    with open(output + ".cost") as file:
        return output, Cost(**json.load(file))


# --- scoring ------------------------------------------------------------------------------------------------------------


@dataclass
class Result:
    pages: int = 0
    cost: Cost = field(default_factory=Cost)
    counts: Counter = field(default_factory=Counter)  # score.py's, and: values, values_exact, signs, signs_exact
    core_by_document: dict = field(default_factory=dict)

    def f1(self, key):
        return f1(self.counts, key)

    def share(self, part, whole):
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0


def f1(counts, key):
    total = counts["gold"] + counts["pred"]
    return 2 * counts[key] / total if total else 1.0


def bigrams(text):
    text = f" {text} "
    return Counter(text[i:i + 2] for i in range(len(text) - 1))


@functools.lru_cache(maxsize=200000)
def likeness(a, b):
    """Share of bigrams in common, 0..1."""
    if a == b:
        return 1.0
    x, y = bigrams(a), bigrams(b)
    return 2 * sum((x & y).values()) / (sum(x.values()) + sum(y.values()))


def row_likeness(a, b):
    if a["role"] != b["role"]:
        return 0.0
    names = likeness(score.level(a["level3"]), score.level(b["level3"]))
    values = likeness(score.vkey(a), score.vkey(b))
    total = 2 * names + values
    return total if total > 1 else 0.0


def align(gold, read_rows):
    """[(gold row, row read or None)]: the pairing, in reading order, that is most alike."""
    best = [[0.0] * (len(read_rows) + 1) for _ in range(len(gold) + 1)]
    for i in range(len(gold) - 1, -1, -1):
        for j in range(len(read_rows) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + row_likeness(gold[i], read_rows[j]))
    pairs, i, j = [], 0, 0
    while i < len(gold):
        alike = row_likeness(gold[i], read_rows[j]) if j < len(read_rows) else 0.0
        if alike and best[i][j] == best[i + 1][j + 1] + alike:
            pairs.append((gold[i], read_rows[j]))
            i, j = i + 1, j + 1
        elif j < len(read_rows) and best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((gold[i], None))
            i += 1
    return pairs


def signs(row):
    return [c for c in score.vkey(row) if c in SIGNS]


def count_cells(name, gold, read_rows, alts):
    """Cells by themselves, whatever happened to the rest of the row."""
    counts = Counter()
    by_page = lambda rows, page: [row for row in rows if row["page"] == page]
    for page in sorted({row["page"] for row in gold}):
        for truth, row in align(by_page(gold, page), by_page(read_rows, page)):
            if not score.vkey(truth):
                continue
            readings = score.variants(truth, name, alts)
            counts["values"] += 1
            counts["values_exact"] += row is not None and any(score.vkey(row) == score.vkey(r) for r in readings)
            if signs(truth):
                counts["signs"] += 1
                counts["signs_exact"] += row is not None and any(signs(row) == signs(r) for r in readings)
    return counts


def write_gold(folder, chosen):
    """The truth of the chosen pages, as score.py reads it."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for source in chosen:
        with open(source.gold, encoding="utf-8") as file:
            head, *lines = file.read().splitlines(keepends=True)
        kept = [line for line in lines if int(line.split("\t")[0]) in source.pages]
        with open(os.path.join(folder, source.name + ".tsv"), "w", encoding="utf-8") as file:
            file.writelines([head, *kept])
        alts = os.path.join(os.path.dirname(source.gold), "alts.tsv")
        if os.path.exists(alts):
            shutil.copy(alts, folder)


def page_mapped(document, source):
    """The document's JSON with the name and the page numbers of the original."""
    document["source"]["path"] = source.name + ".pdf"
    for indicator in document.get("indicators") or []:
        for value in indicator.get("values") or []:
            evidence = value.get("evidence") or {}
            if evidence.get("page"):
                evidence["page"] = source.pages[evidence["page"] - 1]
    return document


def score_by_document(gold_folder, predictions, worst):
    """(Counter over all documents, {document: core F1}), as score.py prints them."""
    command = [sys.executable, score.__file__, gold_folder, predictions, "--json", predictions + ".score"]
    text = subprocess.run([*command, "--worst", str(worst)], check=True, capture_output=True, text=True).stdout
    if worst:
        print(text, file=sys.stderr)
    with open(predictions + ".score") as file:
        total = Counter({k: v for k, v in json.load(file).items() if isinstance(v, int)})
    return total, dict(re.findall(r"^(?!TOTAL)(\S+) +gold.* core F1 ([\d.]+)", text, re.M))


def evaluate(chosen, output, cost, worst=0):
    """Scores what was read of the chosen sources."""
    label = os.path.basename(output)[:-len(".jsonl")]
    gold_folder = os.path.join(WORK, "gold", label)
    write_gold(gold_folder, chosen)
    alts = score.load_alts(gold_folder)
    result = Result(pages=sum(len(source.pages) for source in chosen), cost=cost)
    by_name = {source.name: source for source in chosen}
    predictions = os.path.join(gold_folder, "predictions.jsonl")
    seen = {}
    with open(output, encoding="utf-8") as file, open(predictions, "w", encoding="utf-8") as mapped:
        for line in file:
            document = json.loads(line)
            stem = os.path.splitext(os.path.basename(document["source"]["path"]))[0]
            source = by_name[stem if stem in by_name else stem.rpartition(".")[0]]
            document = page_mapped(document, source)
            seen[source.name] = score.pred_rows(document)
            mapped.write(json.dumps(document, ensure_ascii=False) + "\n")
    result.counts, result.core_by_document = score_by_document(gold_folder, predictions, worst)
    for source in chosen:
        gold = score.load_gold(os.path.join(gold_folder, source.name + ".tsv"))
        result.counts += count_cells(source.name, gold, seen.get(source.name, []), alts)
    return result


# --- the report ---------------------------------------------------------------------------------------------------------


def percent(part):
    return f"{100 * part:.1f}"


def result_line(level, engine, result):
    aim = AIMS.get(level) if engine == "both" else None
    flagged = 1 - result.share("trusted", "pred") if result.counts["pred"] else 0.0
    cells = [level, ENGINE_NAMES[engine], f"{result.f1('core'):.3f}", f"{aim:.2f}" if aim else "", f"{result.f1('full'):.3f}",
             percent(result.share("values_exact", "values")), percent(result.share("signs_exact", "signs")),
             f"{result.counts['silent']} / {result.counts['trusted']}", percent(flagged),
             f"{result.cost.cpu / result.pages:.2f}", f"{result.cost.peak_mb:.0f}"]
    return "| " + " | ".join(cells) + " |"


HEAD = """| level | engine | core F1 | aim | full F1 | value cells exact % | signs right % | silent / trusted | flagged % | CPU s/page | peak MB |
|---|---|---|---|---|---|---|---|---|---|---|"""


def document_table(results, engine):
    levels = [level for level, e in results if e == engine]
    names = sorted({name for level in levels for name in results[level, engine].core_by_document})
    lines = [f"| core F1, {ENGINE_NAMES[engine]} | " + " | ".join(levels) + " |", "|---" * (len(levels) + 1) + "|"]
    for name in names:
        values = [results[level, engine].core_by_document.get(name, "-") for level in levels]
        lines.append(f"| {name} | " + " | ".join(values) + " |")
    return "\n".join(lines)


def version(program):
    return subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip().replace("\n", ", ")


def report(options, name, chosen, results, digital, real, speed):
    pages = sum(len(source.pages) for source in chosen)
    rows = digital.counts["gold"]
    what = "published documents" if name == "shared" else "documents of corpus/documents"
    parts = [f"""# How well scans are read

Made by `tools/ocr_eval.py --write`; not edited by hand. {pages} pages with {rows} labelled rows of {len(chosen)} {what}, printed and scanned by
`tools/scan_simulator.py` (seed {options.seed}), read by `zhibiao extract --ocr ENGINE` ({version(options.program)}), scored with score.py.

Core: name of the indicator, role, sign, value and unit all exact. Full: levels, project, weight and score too. Value cells and
signs are counted by themselves, in rows paired by likeness; a row that was not found counts as wrong. Silent: wrong rows that
bear a confidence of 0.95 or more; trusted: rows that do; flagged: rows that do not. CPU: all threads; peak: the largest process.

## By degradation

{HEAD}
{result_line('(not scanned)', 'off', digital)}"""]
    parts[0] += "".join("\n" + result_line(level, engine, result) for (level, engine), result in results.items())
    levels = scan_simulator.load_levels()
    shown = dict.fromkeys(level for level, _ in results)
    parts.append("Levels: " + "; ".join(f"`{level}`: {levels[level].why}" for level in shown) + ".")
    engine = list(results)[-1][1] if results else "both"
    parts.append("## By document\n\n" + document_table(results, engine))
    if real:
        lines = ["## Real scans\n", "| document | engine | gold rows | rows read | core F1 | silent / trusted | CPU s/page |",
                 "|---|---|---|---|---|---|---|"]
        for (document, engine), result in real.items():
            counts = result.counts
            lines.append(f"| {document} | {ENGINE_NAMES[engine]} | {counts['gold']} | {counts['pred']} | {result.f1('core'):.3f} | "
                         f"{counts['silent']} / {counts['trusted']} | {result.cost.cpu / result.pages:.2f} |")
        parts.append("\n".join(lines))
    if speed:
        parts.append(speed)
    return "\n\n".join(parts) + "\n"


# --- speed --------------------------------------------------------------------------------------------------------------


def page_images(pdf):
    """The images of a scan's pages, as files, in their own resolution."""
    folder = pdf + ".images"
    if not os.path.exists(folder):
        os.makedirs(folder)
        subprocess.run(["pdfimages", "-j", "-png", pdf, os.path.join(folder, "p")], check=True)
    return sorted(glob.glob(os.path.join(folder, "*")))


def add(total, cost):
    total.cpu += cost.cpu
    total.wall += cost.wall
    total.peak_mb = max(total.peak_mb, cost.peak_mb)


def measure_speed(options, level, paths, engines):
    """The speed section: each document by all programs before the next, so that a busy machine slows all alike."""
    single = {"OMP_THREAD_LIMIT": "1"}
    names = ["`tesseract FILE - -l chi_sim`, OMP_THREAD_LIMIT=1", "`tesseract FILE - -l chi_sim`"]
    costs = {name: Cost() for name in names}
    pages = 0
    for path in paths:
        for image in page_images(path):
            pages += 1
            command = ["tesseract", image, "-", "-l", "chi_sim"]
            add(costs[names[0]], run(command, quiet=True, environment=single)[0])
            add(costs[names[1]], run(command, quiet=True)[0])
        for engine in engines:
            cost, _ = run(extract_command(options.program, engine, 1, [path]), quiet=True)
            add(costs.setdefault(f"zhibiao, {ENGINE_NAMES[engine]}, --jobs 1", Cost()), cost)
    lines = [f"## Speed\n\n{pages} pages of `{level}`, one process after the other; load average {os.getloadavg()[0]:.1f} at the end.\n",
             "| program | CPU s/page | wall s/page | CPU beside Tesseract with one thread | beside Tesseract as it comes | peak MB |",
             "|---|---|---|---|---|---|"]
    for name, cost in costs.items():
        ratios = [cost.cpu / max(costs[base].cpu, 1e-9) for base in names]
        lines.append(f"| {name} | {cost.cpu / pages:.2f} | {cost.wall / pages:.2f} | {ratios[0]:.2f} | {ratios[1]:.2f} | {cost.peak_mb:.0f} |")
    walls = [run(extract_command(options.program, engines[-1], jobs, paths), quiet=True)[0].wall
             for jobs in (1, 2)]
    lines.append(f"\nAll documents in one run ({ENGINE_NAMES[engines[-1]]}): {walls[0]:.1f} s with `--jobs 1`, {walls[1]:.1f} s with "
                 f"`--jobs 2`: {walls[0] / walls[1]:.2f} times as fast.")
    return "\n".join(lines)


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--levels", default=",".join(LEVELS), help="names, or all; default: %(default)s")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--set", choices=["shared", "corpus"], default="shared" if os.path.isdir(SETS["shared"][1]) else "corpus")
    parser.add_argument("--all", action="store_true", help="every labelled page")
    parser.add_argument("--documents", type=lambda text: tuple(text.split(",")), default=("",), metavar="PREFIX,...")
    parser.add_argument("--limit-pages", type=int, default=0, metavar="N")
    parser.add_argument("--speed", nargs="?", const="clean-200", metavar="LEVEL", help="time beside tesseract")
    parser.add_argument("--no-real", action="store_true", help="leave out the real scans")
    parser.add_argument("--write", action="store_true", help="write corpus/ocr_evaluation.md")
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "release", "zhibiao"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list N rows a document that were missed or extra")
    return parser.parse_args()


def main():
    options = parse_options()
    levels = scan_simulator.load_levels()
    wanted = list(levels) if options.levels == "all" else options.levels.split(",")
    engines = [engine for engine in ENGINES if engine in options.engines.split(",")]
    ocr = has_ocr(options.program)
    if not ocr:
        print("ocr_eval: this zhibiao has no --ocr: scans come out empty", file=sys.stderr)
        engines = ["default"]
    chosen = sources(options.set, options.all, options.limit_pages, options.documents)
    if not chosen:
        sys.exit("ocr_eval: no such document")
    path, cost = read(options.program, "off" if ocr else "default", options.jobs, [digital_part(s) for s in chosen], "digital")
    digital = evaluate(chosen, path, cost)
    if options.speed and options.speed not in wanted:
        wanted.append(options.speed)
    paths = all_scanned(chosen, [levels[name] for name in wanted], options)
    results = {}
    for name in wanted:
        for engine in engines:
            path, cost = read(options.program, engine, options.jobs, paths[name], name)
            results[name, engine] = evaluate(chosen, path, cost, options.worst)
            print(result_line(name, engine, results[name, engine]), file=sys.stderr)
    real = {}
    if not options.no_real and os.path.isdir(SETS["real"][0]):
        for source in sources("real"):
            for engine in engines:
                path, cost = read(options.program, engine, options.jobs, [source.pdf], "real." + source.name)
                real[source.name, engine] = evaluate([source], path, cost, options.worst)
    speed = measure_speed(options, options.speed, paths[options.speed], engines) if options.speed else ""
    text = report(options, options.set, chosen, results, digital, real, speed)
    print(text)
    if options.write:
        with open(REPORT, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
