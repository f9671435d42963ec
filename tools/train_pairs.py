#!/usr/bin/env python3
"""Counts which Chinese characters follow which, for extractors/reading_language.cc.

usage: train_pairs.py [--pairs N] [--dictionary FILE] [--out FILE]

Reads the words of a dictionary with how often each is used (that of jieba, Debian package python3-jieba) and the words of forms
from the project's own tables, and writes costs of characters and of pairs within words to
extractors/templates/character_pairs.tsv. The same input gives the same file. Needs: tools/install_packages.sh language.
"""
import argparse
import collections
import csv
import math
import os

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT = os.path.join(ROOT, "extractors", "templates", "character_pairs.tsv")
DICTIONARY = "/usr/lib/python3/dist-packages/jieba/dict.txt"
FORM_TABLES = (("pipeline/tables/levels.tsv", ("name",)), ("extractors/templates/columns.tsv", ("example",)),
               ("extractors/templates/labels.tsv", ("example",)))
FORM_WORD_USES = 3000  # as often as a common word: forms say little else
TAMED = 0.8            # power of the counts: newspapers use their commonest words more than forms do
STEPS = 8              # of a cost for a factor of e


def is_han(character):
    return "\u4e00" <= character <= "\u9fff"


def dictionary_words(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            word, uses, *_ = line.split()
            yield word, float(uses)


def form_words():
    for path, columns in FORM_TABLES:
        with open(os.path.join(ROOT, path), encoding="utf-8") as lines:
            rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t",
                                  quoting=csv.QUOTE_NONE)
            for row in rows:
                for column in columns:
                    yield row[column], FORM_WORD_USES


def count(words):
    singles, pairs = collections.Counter(), collections.Counter()
    for word, uses in words:
        weight = uses ** TAMED
        for character in filter(is_han, word):
            singles[character] += weight
        for pair in zip(word, word[1:]):
            if all(map(is_han, pair)):
                pairs[pair] += weight
    return singles, pairs


def cost(share):
    return round(-math.log(share) * STEPS)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=60000)
    parser.add_argument("--dictionary", default=DICTIONARY)
    parser.add_argument("--out", default=OUT)
    args = parser.parse_args()
    words = list(dictionary_words(args.dictionary)) + list(form_words())
    singles, pairs = count(words)
    total = sum(singles.values())

    def gain(pair):  # what is known more by the pair than by the character alone
        return pairs[pair] * math.log(max(1.0, pairs[pair] / singles[pair[0]] / (singles[pair[1]] / total)))

    kept = sorted(pairs, key=lambda pair: (-gain(pair), pair))[:args.pairs]
    followers = collections.defaultdict(list)
    for pair in kept:
        followers[pair[0]].append((cost(pairs[pair] / singles[pair[0]]), pair[1]))
    with open(args.out, "w", encoding="utf-8") as out:
        out.write("# character_pairs.tsv: how likely a Chinese character is, and which follow it within words."
                  "  Used by: reading_language.cc\n"
                  "# Made by tools/train_pairs.py; not for editing. Costs: negative natural logarithms of shares,"
                  f" times {STEPS}. followers: character and cost, by cost.\n"
                  f"# From {len(words)} words: the dictionary of jieba (MIT, © 2012-2017 Sun Junyi) and the words of"
                  " forms in levels.tsv, columns.tsv, labels.tsv.\n"
                  "id\tcost\tfollowers\tsource\n")
        for character in sorted(singles, key=lambda c: (-singles[c], c)):
            follow = " ".join(f"{c}{k}" for k, c in sorted(followers[character]))
            out.write(f"{character}\t{cost(singles[character] / total)}\t{follow}\tjieba\n")
    print(f"{args.out}: {len(singles)} characters, {len(kept)} of {len(pairs)} pairs")


if __name__ == "__main__":
    main()
