#!/usr/bin/env python3
"""Counts which Chinese characters follow which, for extractors/reading_language.cc.

usage: train_pairs.py [--pairs N] [--dictionary FILE] [--phrases FOLDER] [--out FILE]

Reads words with how often each is used, and which word follows which, of an input method (libpinyin, Debian package
libpinyin-data), the words of a dictionary (that of jieba, python3-jieba) and the words of forms from the project's own tables, and
writes costs of characters and of pairs of them, within words and across, to extractors/templates/character_pairs.tsv. The same
input gives the same file. Needs: tools/install_packages.sh language.
"""
import argparse
import collections
import csv
import math
import os
import struct
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT = os.path.join(ROOT, "extractors", "templates", "character_pairs.tsv")
DICTIONARY = "/usr/lib/python3/dist-packages/jieba/dict.txt"
PHRASES = "/usr/lib/x86_64-linux-gnu/libpinyin/data"
PHRASE_TABLES = ((1, "gb_char.bin"), (2, "gbk_char.bin"), (3, "opengram.bin"), (4, "merged.bin"))  # number in its table.conf
SENTENCE_START = 1     # what a sentence's first word follows
FORM_TABLES = (("pipeline/tables/levels.tsv", ("name",)), ("extractors/templates/columns.tsv", ("example",)),
               ("extractors/templates/labels.tsv", ("example",)))
FORM_WORD_USES = 3000  # as often as a common word: forms say little else
TAMED = 0.8            # power of the dictionary's counts: its commonest words would drown what input methods tell
RAREST = 1e-7          # share of a character that is named: what reading_language.cc takes for others
STEPS = 8              # of a cost for a factor of e


def is_han(character):
    return "\u4e00" <= character <= "\u9fff"


def is_simplified(character):
    """In GB 2312, which what is published in simplified Chinese seldom leaves: 數 is read for 数, never printed."""
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def dictionary_words(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            word, uses, *_ = line.split()
            yield word, float(uses)


def phrases(folder):
    """Token → word and how often it is used. A file: its length and checksum, a total, where the list of offsets and the items
    begin and end (each followed by #); an item: characters, readings, uses, the word in UTF-32, then the readings."""
    found = {}
    for number, name in PHRASE_TABLES:
        with open(os.path.join(folder, name), "rb") as file:
            content = file.read()[8:]
        _, offsets_at, items_at, _ = struct.unpack_from("<4I", content)
        if content[items_at - 1:items_at] != b"#":
            raise SystemExit(f"{name}: not a phrase table of libpinyin 2.8")
        for index, (offset,) in enumerate(struct.iter_unpack("<I", content[offsets_at:items_at - 1])):
            if offset:
                length, _, uses = struct.unpack_from("<BBI", content, items_at + offset)
                start = items_at + offset + 6
                found[number << 24 | index] = content[start:start + 4 * length].decode("utf-32-le"), uses
    return found


def successions(folder):
    """Token, token that follows it, how often. A value of the database: a total, then token and uses of each that follows."""
    dump = subprocess.run(["db5.3_dump", os.path.join(folder, "bigram.db")], check=True, capture_output=True, text=True).stdout
    lines = [bytes.fromhex(line.strip()) for line in dump.splitlines() if line.startswith(" ")]
    for key, value in zip(lines[::2], lines[1::2]):
        for token, uses in struct.iter_unpack("<2I", value[4:]):
            yield struct.unpack("<I", key)[0], token, uses


def form_words():
    for path, columns in FORM_TABLES:
        with open(os.path.join(ROOT, path), encoding="utf-8") as lines:
            rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t",
                                  quoting=csv.QUOTE_NONE)
            for row in rows:
                for column in columns:
                    yield row[column]


def count(words, singles, pairs):
    for word, uses in words:
        for character in filter(is_han, word):
            singles[character] += uses
        for pair in zip(word, word[1:]):
            if all(map(is_han, pair)):
                pairs[pair] += uses


def count_across(folder, words, pairs):
    for token, following, uses in successions(folder):
        if token != SENTENCE_START:
            pair = (words[token][0][-1], words[following][0][0])
            if all(map(is_han, pair)):
                pairs[pair] += uses


def cost(share):
    return max(0, round(-math.log(share) * STEPS))  # words and successions are not counted alike: a share may exceed 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=120000)
    parser.add_argument("--dictionary", default=DICTIONARY)
    parser.add_argument("--phrases", default=PHRASES)
    parser.add_argument("--out", default=OUT)
    args = parser.parse_args()
    singles, pairs = collections.Counter(), collections.Counter()
    known = phrases(args.phrases)
    count(known.values(), singles, pairs)
    count_across(args.phrases, known, pairs)
    count(((word, uses ** TAMED) for word, uses in dictionary_words(args.dictionary)), singles, pairs)
    count(((word, FORM_WORD_USES) for word in form_words()), singles, pairs)
    total = sum(singles.values())
    named = {character for character in singles if singles[character] > RAREST * total and is_simplified(character)}

    def gain(pair):  # what is known more by the pair than by the character alone
        return pairs[pair] * math.log(max(1.0, pairs[pair] / singles[pair[0]] / (singles[pair[1]] / total)))

    kept = sorted((pair for pair in pairs if named.issuperset(pair)), key=lambda pair: (-gain(pair), pair))[:args.pairs]
    followers = collections.defaultdict(list)
    for pair in kept:
        followers[pair[0]].append((cost(pairs[pair] / singles[pair[0]]), pair[1]))
    with open(args.out, "w", encoding="utf-8") as out:
        out.write("# character_pairs.tsv: how likely a Chinese character is, and which follow it."
                  "  Used by: reading_language.cc\n"
                  "# Made by tools/train_pairs.py; not for editing. Costs: negative natural logarithms of shares,"
                  f" times {STEPS}. followers: character and cost, by cost.\n"
                  f"# From {len(known)} words and their successions of libpinyin (GPL-3.0-or-later, © Peng Wu, James Su),"
                  " the dictionary of\n"
                  "# jieba (MIT, © 2012-2017 Sun Junyi) and the words of forms in levels.tsv, columns.tsv, labels.tsv.\n"
                  "id\tcost\tfollowers\tsource\n")
        for character in sorted(named, key=lambda c: (-singles[c], c)):
            follow = " ".join(f"{c}{k}" for k, c in sorted(followers[character]))
            out.write(f"{character}\t{cost(singles[character] / total)}\t{follow}\tlibpinyin, jieba\n")
    print(f"{args.out}: {len(named)} characters, {len(kept)} of {len(pairs)} pairs")


if __name__ == "__main__":
    main()
