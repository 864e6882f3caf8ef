#!/usr/bin/env python3
"""How often each rule is right: words/rule_confidence.tsv from answers scored against annotated text.

    citypact extract --min-confidence 0.01 TEXTS > answers.jsonl
    citypact_ru.py GOLD answers.jsonl --errors errors.tsv       # ../shared/eval
    confidence.py [--gold annotations.jsonl] answers.jsonl errors.tsv [answers errors ...] > data/ru/words/rule_confidence.tsv

A rule that states several relations has a share for each ("agreement.with signed-with"). With --gold, answers about an agreement
that the annotators did not mark at all are not counted: some write only who signed with whom, which says nothing of the node.
Shares are smoothed towards 0.75 by six imagined answers, and rules with fewer than ten answers keep their own score.
Use parts of the collections that the rules were written on (train, domain); the development part stays a figure.
"""
import argparse, collections, json

# What these say is true where annotators seldom write it down («пекинский технопарк» lies in Peking, somebody's initiative is
# initiated by him): the share of annotated answers says nothing of them, their own score stands.
OWN_SCORE = {"located.adjective", "located.descriptor", "initiated.initiative-of"}

options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
options.add_argument("--gold", action="append", default=[])
options.add_argument("files", nargs="+")
options = options.parse_args()

marked = {}
for path in options.gold:
    for line in open(path, encoding="utf-8"):
        document = json.loads(line)
        marked[document["id"]] = [(m["begin"], m["end"]) for m in document["mentions"] if m["type"] == "Agreement"]


def judged(document, mention):
    spans = marked.get(document)
    return mention["type"] != "Agreement" or spans is None or any(b < mention["end"] and mention["begin"] < e for b, e in spans)


right, all_, relations = collections.Counter(), collections.Counter(), collections.defaultdict(set)
for answers, errors in zip(options.files[::2], options.files[1::2]):
    wrong = collections.Counter()
    for line in open(errors, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 6 and cells[1].startswith("WRONG"):
            wrong[cells[0], cells[6], cells[2], cells[3], cells[4], cells[5]] += 1
    for line in open(answers, encoding="utf-8"):
        document = json.loads(line)
        name = document["document"]["id"].removesuffix(".txt")   # as the judge names it
        mentions = {m["id"]: m for m in document["mentions"]}
        seen = set()
        for r in document["relations"]:
            subject, object_ = mentions[r["subject"]], mentions[r["object"]]
            key = (r["type"], subject.get("entity", r["subject"]), object_.get("entity", r["object"]), r["status"])
            if key in seen:
                continue
            seen.add(key)
            relations[r["rule"]].add(r["type"])
            if not judged(name, object_):
                continue
            all_[r["rule"], r["type"]] += 1
            fault = (name, r["rule"], r["type"], subject["text"], object_["text"], r["status"])
            if wrong[fault]:
                wrong[fault] -= 1
            else:
                right[r["rule"], r["type"]] += 1
print("# Rule (and relation, of rules that state several), share of its answers that were right on the texts it was written on, smoothed; of how many.")
print("# Written by training/rules/confidence.py.")
for rule, relation in sorted(all_):
    n = all_[rule, relation]
    if n < 10 or rule in OWN_SCORE:  # too few to say more than the rule's own score
        continue
    share = (right[rule, relation] + 6 * 0.75) / (n + 6)
    print(f"{rule}{' ' + relation if len(relations[rule]) > 1 else ''}\t{share:.2f}\t{n}")
