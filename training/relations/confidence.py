#!/usr/bin/env python3
"""Fits what src/extract/confidence.cpp weighs relations by: words/confidence.tsv from texts that the pair model has not learned from.

    corpora.py DATA weighed > weighed.jsonl
    citypact-relations SHARE weighed.jsonl > rows.jsonl
    confidence.py rows.jsonl > data/ru/words/confidence.tsv

Prints figures to stderr, cross-validated by document: strict precision and recall at some confidences. Seconds; nothing is random.
"""
import glob
import json
import sys

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

import corpora

torch.set_num_threads(1)
LEAST, MOST, LEAST_STATUS = 0.03, 0.97, 0.003   # as in confidence.cpp
FORMS = ("name", "nominal", "pronoun", "adjective")
SOURCES = ("rule", "model")
NAMES = [f"tie.{who}.{what}" for who, parts in (("rule", ("always", "claim", "probability")), ("new-rule", ("always", "claim", "probability")),
                                               ("unjudged", ("always", "claim")), ("model", ("always", "probability"))) for what in parts]
NAMES += [f"tie.ends.{a}.{b}" for a in FORMS for b in FORMS]
PLACE = {name: i for i, name in enumerate(NAMES)}


class Row:
    """What the program may state, and the facts of its kind that the annotators state of the same two."""

    def __init__(self, row, document):
        self.__dict__.update(row)
        self.source = SOURCES[self.rule.startswith("model.")]
        subjects, objects = document.entities(self.subject), document.entities(self.object)
        symmetric = self.relation in corpora.SYMMETRIC
        self.facts = {f for f in document.facts if f[0] == self.relation and
                      ((f[1] in subjects and f[2] in objects) or (symmetric and f[1] in objects and f[2] in subjects))}
        self.gold = sorted(f[3] for f in self.facts)

    def fact(self, status):
        return self.relation, self.subject[2], self.object[2], status


class Document:
    def __init__(self, annotated, rows):
        self.mentions = annotated["mentions"]
        of = {m["id"]: m["entity"] for m in self.mentions}
        self.facts = {(r["type"], of[r["subject"]], of[r["object"]], r["status"]) for r in annotated["relations"]}
        best = {}
        for row in rows:   # one a sentence and tie, as the program keeps them
            key = (row["sentence"], row["relation"], row["subject"][2], row["object"][2])
            if key not in best or (row["probability"] is not None, row["claim"]) > (best[key]["probability"] is not None, best[key]["claim"]):
                best[key] = row
        self.rows = [Row(row, self) for row in best.values()]

    def entities(self, end):
        return {m["entity"] for m in corpora.over(self.mentions, end[0], end[1])[1]}


def logit(probability):
    p = np.clip(probability, LEAST, MOST)
    return np.log(p / (1 - p))


def tie_matrix(rows):
    matrix = np.zeros((len(rows), len(NAMES)))
    for values, row in zip(matrix, rows):
        values[PLACE[f"tie.ends.{row.ends[0]}.{row.ends[1]}"]] = 1
        who = "model" if row.source == "model" else "unjudged" if row.probability is None else "rule" if row.taught else "new-rule"
        values[PLACE[f"tie.{who}.always"]] = 1
        if row.source == "rule":
            values[PLACE[f"tie.{who}.claim"]] = logit(row.claim)
        if row.probability is not None:
            values[PLACE[f"tie.{who}.probability"]] = logit(row.probability)
    return matrix


def fit_ties(rows, strength=0.3):
    """Weights by name. The intercept goes to those that say who states the relation: each has just one of them."""
    learner = LogisticRegression(C=strength, max_iter=3000).fit(tie_matrix(rows), [bool(r.facts) for r in rows])
    weights = dict(zip(NAMES, learner.coef_[0]))
    for name in NAMES:
        weights[name] += learner.intercept_[0] * name.endswith(".always")
    return weights


def ties(weights, rows):
    return 1 / (1 + np.exp(-tie_matrix(rows) @ np.array([weights[n] for n in NAMES])))


def status_arrays(rows):
    logs = torch.tensor(np.log(np.maximum([r.statuses for r in rows], LEAST_STATUS)), dtype=torch.float64)
    return logs, torch.tensor([SOURCES.index(r.source) for r in rows]), torch.tensor([corpora.STATUSES.index(r.status) for r in rows])


def fit_statuses(rows, decay=0.3):
    """The logarithms of the model's probabilities, one weight a source, and what each status told says for each."""
    logs, source, told = status_arrays(rows)
    wanted = torch.tensor([corpora.STATUSES.index(r.status if r.status in r.gold else r.gold[0]) for r in rows])
    scale = torch.ones(2, 1, dtype=torch.float64, requires_grad=True)
    table = torch.zeros(2, 5, 5, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([scale, table], max_iter=300, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        value = torch.nn.functional.cross_entropy(scale[source] * logs + table[source, told], wanted, reduction="sum") + decay * (table ** 2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    return scale.detach(), table.detach()


def statuses(fitted, unjudged, rows):
    """(status, its probability) of each row."""
    if not rows:
        return []
    scale, table = fitted
    logs, source, told = status_arrays(rows)
    shares = torch.softmax(scale[source] * logs + table[source, told], 1)
    return [(row.status, unjudged) if row.probability is None else (corpora.STATUSES[int(s.argmax())], float(s.max())) for row, s in zip(rows, shares)]


def fit(documents):
    rows = [r for d in documents for r in d.rows]
    weights = fit_ties(rows)
    likely = [r for r, p in zip(rows, ties(weights, rows)) if r.facts and p >= 0.3]
    known, alone = [r for r in likely if r.probability is not None], [r for r in likely if r.probability is None]
    return weights, fit_statuses(known), float(np.mean([r.status in r.gold for r in alone]))


def figures(documents, levels=(0.4, 0.45, 0.5, 0.55, 0.6)):
    folds = list(KFold(5, shuffle=True, random_state=1).split(documents))
    counts = {level: [0, 0, 0] for level in levels}
    for learned, held in folds:
        weights, fitted, unjudged = fit([documents[i] for i in learned])
        for document in (documents[i] for i in held):
            worth = ties(weights, document.rows) if document.rows else []
            told = statuses(fitted, unjudged, document.rows)
            for level, count in counts.items():
                given = {}
                for row, tie, (status, share) in zip(document.rows, worth, told):
                    if tie * share >= level:
                        given.setdefault(row.fact(status), set()).update(f for f in row.facts if f[3] == status)
                found = set().union(*given.values())
                for i, n in enumerate((sum(map(bool, given.values())), len(given), len(found))):
                    count[i] += n
    facts = sum(len(d.facts) for d in documents)
    for level, (right, given, found) in counts.items():
        print(f"  at {level:.2f}: strict P {right / given:.3f} R {found / facts:.3f} ({given} answers, {facts} facts)", file=sys.stderr)


def main():
    annotated = {row["id"]: row for _, row in corpora.marked.read(glob.glob(corpora.OWN))}
    documents = [Document(annotated[d["id"]], d["rows"]) for d in map(json.loads, open(sys.argv[1], encoding="utf-8"))]
    settled = [r.status in r.gold for d in documents for r in d.rows if r.settled and r.facts]
    print(f"  statuses told by other sentences: {sum(settled)} right of {len(settled)}", file=sys.stderr)
    figures(documents)
    weights, (scale, table), unjudged = fit(documents)
    for s, source in enumerate(SOURCES):
        weights[f"status.{source}.probability"] = float(scale[s, 0])
        for i, told in enumerate(corpora.STATUSES):
            for j, status in enumerate(corpora.STATUSES):
                weights[f"status.{source}.{told}.{status}"] = float(table[s, i, j])
    weights["status.unjudged"] = unjudged
    print("# What relations are weighed by (src/extract/confidence.hpp). Written by training/relations/confidence.py.")
    for name, value in weights.items():
        print(f"{name}\t{value:.3f}")


if __name__ == "__main__":
    main()
