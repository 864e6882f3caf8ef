#!/usr/bin/env python3
"""Scores the program's names, one fixed output, on the documents that `train.py --measure` keeps out.

    evaluate.py --list DATA LISTS                        writes LISTS/PART.list, the paths for citypact-features
    evaluate.py DATA SCORERS KEPT PREDICTIONS [OTHER]    PREDICTIONS/PART.jsonl as citypact-features writes them; with those
                                                         of other weights in OTHER also what ours gain on them

KEPT is what `train.py --measure KEPT` kept out, SCORERS the folder of factrueval.py, brat.py, citypact_ru.py and identity.py.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

import corpora

SCORED = {   # part: (scorer, gold within the data folder, or nothing where only the documents held out are scored)
    "citypact-dev": ("citypact_ru.py", "citypact-ru/dev.jsonl"), "nerel-dev": ("brat.py", "nerel/dev"),
    "factrueval": ("factrueval.py", None), "slavicner": ("identity.py", None)}
WANTED = re.compile(r"(names|names strict|names loose|per strict|loc strict|org strict|spans|Person|City|Region|Country|body|"
                    r"person|city|country|region|organization) +P ")


def write_lists(data, folder):
    for part in corpora.PARTS:
        with open(os.path.join(folder, part + ".list"), "w", encoding="utf-8") as file:
            file.writelines(d.path + "\n" for d in corpora.read(part, data))


def held_gold(documents, folder):
    """A folder of links to the texts and annotations of some documents."""
    for document in documents:
        base = document.path[:-len(".txt")]
        for suffix in (".txt", ".tsv", ".spans", ".objects", ".coref", ".tokens"):
            if os.path.exists(base + suffix):
                os.symlink(os.path.abspath(base + suffix), os.path.join(folder, os.path.basename(base) + suffix))
    return folder


def score(part, data, scorers, kept, predictions):
    """The scorer's rows that matter, and how many documents they are about."""
    scorer, gold = SCORED[part]
    documents = {d.path: d for d in corpora.read(part, data) if corpora.held(d, kept)}
    with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile("w", suffix=".jsonl") as answers:
        for row in open(os.path.join(predictions, part + ".jsonl"), encoding="utf-8"):
            answer = json.loads(row)
            document = documents.get(answer["document"]["source"])
            if document:
                for mention in answer["mentions"]:
                    mention["text"] = document.text[mention["begin"]:mention["end"]]
                answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
        answers.flush()
        standard = os.path.join(data, gold) if gold else held_gold(documents.values(), folder)
        out = subprocess.run([sys.executable, os.path.join(scorers, scorer), standard, answers.name],
                             check=True, capture_output=True, text=True).stdout
    return [line for line in out.splitlines() if WANTED.match(line)], len(documents)


def f1(line):
    return float(re.search(r"F1 +([\d.]+)", line)[1])


def main():
    if sys.argv[1] == "--list":
        return write_lists(*sys.argv[2:])
    data, scorers, kept, predictions, *other = sys.argv[1:]
    for part in SCORED:
        rows, count = score(part, data, scorers, kept, predictions)
        before = score(part, data, scorers, kept, other[0])[0] if other else rows
        print(f"{part}, {count} documents")
        for row, old in zip(rows, before):
            print("  " + row + (f"   {100 * (f1(row) - f1(old)):+.1f} points" if other else ""))


main()
