#!/usr/bin/env python3
"""How much of what SlavicNER counts against the program is another convention of spans, and how much is error.

    conventions.py DATA SCORERS KEPT PREDICTIONS         PREDICTIONS/slavicner.jsonl as citypact-features writes it

Scores the documents that `train.py --measure KEPT` keeps out as identity.py does, then again without what our convention
decides otherwise (docs/model-card-tagger.md).
"""
import json
import os
import sys

import corpora

PLACES, BODIES = {"City", "Region", "Country"}, {"Organization", "University", "Park", "Cluster"}


def read_gold(document, trim):
    """Spans of persons, places and bodies; spans of other kinds, which do not count."""
    gold, other = set(), set()
    for row in open(document.path[:-len(".txt")] + ".tsv", encoding="utf-8"):
        begin, end, text, _, kind, _ = row.rstrip("\n").split("\t")[:6]
        (gold if kind in ("PER", "LOC", "ORG") else other).add(trim(text, int(begin), int(end)))
    return gold, other


def inside(span, spans):
    return any(s != span and s[0] <= span[0] and span[1] <= s[1] for s in spans)


def descriptor(text):
    """«авиакомпания», «Компания» at a sentence's beginning."""
    words = text.strip(corpora.QUOTES).split()
    return bool(words) and not corpora.proper(words[0][1:]) and not any(corpora.proper(w) for w in words[1:])


def count(document, gold, ours, aside):
    """Hits, gold spans, answers; `aside` names what is set aside. `ours` maps spans to kinds."""
    text = document.text
    if "lower case" in aside:
        gold = {s for s in gold if corpora.proper(text[s[0]:s[1]]) or s in ours}
    if "nested states" in aside:
        bodies = [s for s, kind in ours.items() if kind in BODIES]
        ours = {s: kind for s, kind in ours.items() if s in gold or kind not in PLACES or not inside(s, bodies)}
    hits = gold & set(ours)
    total = len(hits)
    if "descriptors" in aside:
        free = {s for s, kind in ours.items() if s not in hits and kind in BODIES}
        for begin, end in gold - hits:
            longer = [s for s in free if s[1] == end and s[0] < begin and descriptor(text[s[0]:begin])]
            if longer:
                free.remove(longer[0])
                total += 1
    return total, len(gold), len(ours)


def main():
    data, scorers, kept, predictions = sys.argv[1:]
    sys.path.insert(0, scorers)
    import identity
    documents = {d.path: d for d in corpora.read("slavicner", data) if corpora.held(d, kept)}
    read = []
    for row in open(os.path.join(predictions, "slavicner.jsonl"), encoding="utf-8"):
        answer = json.loads(row)
        document = documents.get(answer["document"]["source"])
        if document:
            gold, other = read_gold(document, identity.trim)
            ours = {identity.trim(document.text[m["begin"]:m["end"]], m["begin"], m["end"]): m["type"] for m in answer["mentions"]
                    if m["type"] in identity.KINDS and m["form"] == "name"}
            read.append((document, gold, {s: kind for s, kind in ours.items() if s not in other}))
    every = ("lower case", "nested states", "descriptors")
    for aside in ((), *((name,) for name in every), every):
        hits, gold, ours = map(sum, zip(*(count(*document, aside) for document in read)))
        what = "without " + ", ".join(aside) if aside else "as scored"
        print(f"{what:46} P {hits / ours:.4f}  R {hits / gold:.4f}  F1 {2 * hits / (ours + gold):.4f}")


main()
