#!/usr/bin/env python3
"""Compares our tokens and sentences with razdel's on a folder of .txt files.

usage: compare_razdel.py PROGRAM FOLDER [--show]

Needs the Python package razdel (MIT). Offsets are code points on both sides. Agreement is counted on the tokens of
razdel; --show prints where the two part, which is where one of them is wrong: read it.
"""
import json
import pathlib
import subprocess
import sys

from razdel import sentenize, tokenize


def main():
    program, folder, show = sys.argv[1], pathlib.Path(sys.argv[2]), "--show" in sys.argv
    run = subprocess.run([program, "analyze", "--json", "--names-only", "--language", "ru", "--threads", "1", folder], capture_output=True, check=False)
    total = same = ours = sentences = sentences_same = sentences_ours = 0
    for line in run.stdout.decode().splitlines():
        document = json.loads(line)
        with open(folder / document["id"], encoding="utf-8-sig", newline="") as file:
            text = file.read()
        theirs = {(token.start, token.stop) for token in tokenize(text)}
        mine = {(token["begin"], token["end"]) for sentence in document["sentences"] for token in sentence["tokens"]}
        their_starts = {sentence.start for sentence in sentenize(text)}
        my_starts = {sentence["begin"] for sentence in document["sentences"]}
        total, same, ours = total + len(theirs), same + len(theirs & mine), ours + len(mine)
        sentences, sentences_ours = sentences + len(their_starts), sentences_ours + len(my_starts)
        sentences_same += len(their_starts & my_starts)
        if show:
            for begin, end in sorted(theirs - mine):
                print(f"{document['id']}: razdel's token {text[begin:end]!r} in {text[max(0, begin - 25):end + 25]!r}")
            for begin in sorted(their_starts ^ my_starts):
                who = "razdel" if begin in their_starts else "citypact"
                print(f"{document['id']}: only {who} splits {text[max(0, begin - 50):begin]!r} | {text[begin:begin + 40]!r}")
    print(f"tokens: razdel {total}, citypact {ours}, the same {same} ({100 * same / total:.2f} % of razdel's)")
    print(f"sentences: razdel {sentences}, citypact {sentences_ours}, the same starts {sentences_same}")


if __name__ == "__main__":
    main()
