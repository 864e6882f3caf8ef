#!/usr/bin/env python3
"""How often each rule is right: words/rule_confidence.tsv from answers scored against annotated text.

    citypact extract TEXTS > answers.jsonl
    citypact_ru.py GOLD answers.jsonl --errors errors.tsv       # ../shared/eval
    confidence.py answers.jsonl errors.tsv [answers errors ...] > data/ru/words/rule_confidence.tsv

Shares are smoothed towards 0.75 by six imagined answers, and rules with fewer than ten answers keep their own score.
Use parts of the collections that the rules were written on (train, domain); the development part stays a figure.
"""
import collections, json, os, re, sys

# What these say is true where annotators seldom write it down («пекинский технопарк» lies in Peking, somebody's initiative is
# initiated by him): the share of annotated answers says nothing of them, their own score stands.
OWN_SCORE = {"located.adjective", "located.descriptor", "initiated.initiative-of"}

right, all_ = collections.Counter(), collections.Counter()
for answers, errors in zip(sys.argv[1::2], sys.argv[2::2]):
    wrong = collections.Counter()
    for line in open(errors, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 6 and cells[1].startswith("WRONG"):
            wrong[cells[6]] += 1
    for line in open(answers, encoding="utf-8"):
        document = json.loads(line)
        entity = {m["id"]: m.get("entity", m["id"]) for m in document["mentions"]}
        seen = set()
        for r in document["relations"]:
            key = (r["type"], entity[r["subject"]], entity[r["object"]], r["status"])
            if key not in seen:
                seen.add(key)
                all_[r["rule"]] += 1
    right.subtract(wrong)
print("# Rule, share of its answers that were right on the texts it was written on (citypact-ru train, citypact-domain, half of our own texts), smoothed; of how many.")
print("# Written by training/rules/confidence.py.")
for rule in sorted(all_):
    n = all_[rule]
    if n < 10 or rule in OWN_SCORE:  # too few to say more than the rule's own score
        continue
    share = (n + right[rule] + 6 * 0.75) / (n + 6)
    print(f"{rule}\t{share:.2f}\t{n}")
