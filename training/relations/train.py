#!/usr/bin/env python3
"""Trains the pair model and writes data/ru/models/relations.bin. See README.md.

    train.py --data DATA --work WORK --navec NAVEC.tar --out relations.bin [--final]

WORK holds what citypact-pairs wrote as NAME for train, dev, domain, golden, own, news, rured2 and nerel. Without --final it learns
from train, domain, golden, own, news and the foreign collections and prints figures on dev; with --final from dev too, with the calibration
that the run without it wrote to WORK/calibration.json. One thread, seeded.
"""
import argparse
import collections
import copy
import json
import os
import sys

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

import corpora
import features
import model
import vectors

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scripts"))
from pack import pack

torch.set_num_threads(1)
CONTENT_VERSION = 3
READ = ("domain", "golden", "own")   # rules were written with these before one's eyes, so they fire there more rightly than elsewhere
WORTH = 0.02    # share of the pairs of some kinds that must bear a relation for such pairs to be scored


class Set:
    """Labelled pairs of one collection."""

    def __init__(self, name, docs, pairs, labels, unknown, head, width, importance=1.0, keep=0.35):
        self.name, self.docs, self.pairs, self.labels = name, docs, pairs, labels
        self.head, self.importance, self.keep = head, importance, keep
        self.target = np.zeros((len(pairs), width), np.float32)
        self.weight = np.ones((len(pairs), width), np.float32)
        for i, (yes, maybe) in enumerate(zip(labels, unknown)):
            for output, _ in yes:
                self.target[i, output] = 1
            self.weight[i, maybe] = 0
        self.positive = self.target.any(1)
        self.rows = np.arange(len(pairs))
        self.without_rules = None

    def prepare(self, keys, words):
        self.index = [keys(p.sparse) for p in self.pairs]
        self.bare = self.without_rules and [keys(p.sparse) for p in self.without_rules]
        self.dense = words.means(self.pairs)


def load_citypact(args, name):
    docs, pairs = features.read(os.path.join(args.work, name))
    labels, unknown, gold = corpora.label_citypact(args.data, name, docs, pairs)
    result = Set(name, docs, pairs, labels, unknown, 0, len(corpora.OUTPUTS))
    result.gold = gold
    if name in READ:
        result.without_rules = features.read_pairs(os.path.join(args.work, name) + ".bare.bin")
    return result


def without_fold(s, fold):
    """A copy that lacks every second document by id, from number `fold` on."""
    ids = [d["id"] for d in s.docs]
    left_out = set(sorted(ids)[fold::2])
    rows = [i for i, p in enumerate(s.pairs) if ids[p.document] not in left_out]
    part = copy.copy(s)
    part.pairs, part.labels, part.rows = [s.pairs[i] for i in rows], [s.labels[i] for i in rows], np.arange(len(rows))
    part.target, part.weight, part.positive = s.target[rows], s.weight[rows], s.positive[rows]
    part.without_rules = s.without_rules and [s.without_rules[i] for i in rows]
    return part


def load_foreign(args, name, head, seed=5):
    docs, pairs = features.read(os.path.join(args.work, name))
    labels, unknown, width = corpora.label_brat(args.data, name, docs, pairs)
    rng = np.random.default_rng(seed)
    kept = [i for i in range(len(pairs)) if labels[i] or rng.random() < corpora.BRAT[name][2]]
    return Set(name, docs, [pairs[i] for i in kept], [labels[i] for i in kept], [[] for _ in kept], head, width, 0.5)


def choose_features(sets, positive=5, least=20):
    """Features that stand on enough pairs, and on enough that bear a relation."""
    def counted(lists):
        return np.unique(np.concatenate(lists), return_counts=True)
    keys, counts = counted([p.sparse for s in sets for p in s.pairs])
    bearing, times = counted([p.sparse for s in sets for p, yes in zip(s.pairs, s.positive) if yes])
    return features.Keys(np.intersect1d(keys[counts >= least], bearing[times >= positive]))


FORMS = {"name": "", "nominal": "~nominal", "pronoun": "~pronoun", "adjective": "~adjective"}


def kinds_of(s, pair):
    """PairFeaturizer::kinds of src/extract/pairs_reader.cpp."""
    a, b = (s.docs[pair.document]["sites"][i] for i in (pair.first, pair.second))
    stand = "/in" if b[0] < a[1] else "/far" if b[5] > a[5] + 1 else "/x" if b[5] != a[5] else ""
    return f"{a[2]}{FORMS[a[3]]}>{b[2]}{FORMS[b[3]]}{stand}"


def kinds_worth(sets, positive=3):
    """Hashes of the kinds whose pairs are scored."""
    every, bearing = collections.Counter(), collections.Counter()
    for s in sets:
        for pair, yes in zip(s.pairs, s.positive):
            kinds = kinds_of(s, pair)
            every[kinds] += 1
            bearing[kinds] += bool(yes)
    return np.array(sorted(features.fnv(k) for k, n in bearing.items() if n >= positive and n > WORTH * every[k]), np.uint32)


# ------------------------------------------------------------------------------------------------------------- status
def status_rows(s):
    for pair, labels in zip(s.pairs, s.labels):
        for output, status in labels:
            if status >= 0:
                yield status_features(pair, corpora.OUTPUTS[output][0]), status


def status_features(pair, relation):
    kind = features.fnv(relation)
    return np.concatenate([pair.status, features.mix(pair.status, kind), np.array([kind], np.uint32), features.places(pair.words)])


def fit_status(sets, least=5, strength=0.1):
    rows = [r for s in sets for r in status_rows(s)]
    keys, counts = np.unique(np.concatenate([r for r, _ in rows]), return_counts=True)
    keys = features.Keys(keys[counts >= least])
    learner = LogisticRegression(C=strength, max_iter=300).fit(status_matrix(keys, [r for r, _ in rows]), [y for _, y in rows])
    assert list(learner.classes_) == list(range(5))
    return keys, learner


def status_matrix(keys, rows):
    import scipy.sparse
    index = [np.sort(keys(r)) for r in rows]
    ends = np.cumsum([0] + [len(i) for i in index])
    return scipy.sparse.csr_matrix((np.ones(ends[-1], np.float32), np.concatenate(index), ends), shape=(len(rows), len(keys)))


# ------------------------------------------------------------------------------------------------------------- figures
def answers(s, scores, threshold):
    """As the judge counts: an answer once a pair of our entities, type by type; facts found by the annotators' entities."""
    facts = {(d, r[0], r[4], r[5]) for d, g in enumerate(s.gold) for r in g.relations}
    seen, right, found = set(), 0, set()
    for pair, row in zip(s.pairs, scores):
        g, sites = s.gold[pair.document], s.docs[pair.document]["sites"]
        for output in np.nonzero(row >= threshold)[0]:
            kind, back = corpora.OUTPUTS[output]
            x, y = (pair.second, pair.first) if back else (pair.first, pair.second)
            key = (pair.document, kind, sites[x][4], sites[y][4])
            if key in seen:
                continue
            seen.add(key)
            hits = {f for f in facts_of(facts, pair.document, kind) if (f[2] in g.entities[x] and f[3] in g.entities[y]) or
                    (kind in corpora.SYMMETRIC and f[3] in g.entities[x] and f[2] in g.entities[y])}
            right += bool(hits)
            found |= hits
    return right, len(seen), len(found), len(facts)


_facts = {}


def facts_of(facts, document, kind):
    table = _facts.get(id(facts))
    if table is None:
        _facts.clear()
        table = _facts[id(facts)] = {}
        for f in facts:
            table.setdefault((f[0], f[1]), []).append(f)
    return table.get((document, kind), ())


def figures(s, scores):
    for threshold in (0.15, 0.25, 0.35, 0.5, 0.65):
        right, given, found, gold = answers(s, scores, threshold)
        p, r = right / max(1, given), found / gold
        print(f"  {s.name} at {threshold:.2f}: type P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r + 1e-9):.3f}  ({given} answers)")


def calibrate(target, weight, logits):
    """Platt's slope and shift over all verdicts."""
    known = weight.ravel() > 0
    learner = LogisticRegression(C=1e6).fit(logits.ravel()[known, None], target.ravel()[known])
    return [float(learner.coef_[0, 0]), float(learner.intercept_[0])]


# ------------------------------------------------------------------------------------------------------------- file
def to_bytes(rows):
    """8-bit rows with a scale a row; training's own rows are rounded alike, so that figures are the product's."""
    scales = (np.abs(rows).max(1) / 127).astype(np.float32)
    scales[scales == 0] = 1
    return np.clip(np.rint(rows / scales[:, None]), -127, 127).astype(np.int8), scales


def round_weights(net, words):
    with torch.no_grad():
        rows, scales = to_bytes(net.features.weight.numpy())
        net.features.weight.copy_(torch.from_numpy(rows.astype(np.float32) * scales[:, None]))
    rows, scales = to_bytes(words.rows)
    words.rows = rows.astype(np.float32) * scales[:, None]


def export(path, net, keys, words, status, calibration, support, kinds):
    rows, scales = to_bytes(net.features.weight.detach().numpy())
    word_rows, word_scales = to_bytes(words.rows)
    status_keys, learner = status
    lines = "".join(f"{r}{'<' if back else '>'}\n" for r, back in corpora.OUTPUTS)
    f = lambda x: np.ascontiguousarray(x, dtype=np.float32)
    pack(path, "pair-scorer", "weights: MIT; word vectors: navec, MIT", CONTENT_VERSION, [
        ("verdicts", lines.encode()), ("features.keys", keys.keys), ("features.rows", rows), ("features.scales", scales),
        ("words.keys", words.keys), ("words.rows", word_rows), ("words.scales", word_scales),
        ("slots", f(net.dense.weight.detach().numpy().T)), ("bias", f(net.dense.bias.detach().numpy())),
        ("output", f(net.outputs[0].weight.detach().numpy().T)), ("output.bias", f(net.outputs[0].bias.detach().numpy())),
        ("status.keys", status_keys.keys), ("status.rows", f(learner.coef_.T)), ("status.bias", f(learner.intercept_)),
        ("calibration", f(calibration)), ("support", f(support)), ("kinds", kinds)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "work", "navec", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--final", action="store_true")
    parser.add_argument("--fold", type=int, choices=(0, 1), help="cross-validation: leave out every second document of citypact-domain too, from this number on")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    own = [load_citypact(args, n) for n in ("train", "domain", "golden", "own", "news")]
    if args.fold is not None:
        own[1] = without_fold(own[1], args.fold)
    dev = load_citypact(args, "dev")
    if args.final:
        own.append(dev)
    foreign = [load_foreign(args, n, 1 + i) for i, n in enumerate(corpora.BRAT)]
    sets = own + foreign
    words = model.Words(*vectors.make(args.navec, [p for s in sets for p in s.pairs]))
    keys = choose_features(sets)
    for s in sets + ([] if args.final else [dev]):
        s.prepare(keys, words)
    print(f"{len(keys)} features, {len(words.keys)} words, {sum(s.positive.sum() for s in own)} own pairs with a relation", flush=True)
    net = model.fit(sets, [len(corpora.OUTPUTS)] + [s.target.shape[1] for s in foreign], len(keys), own[0].dense.shape[1], epochs=args.epochs, seed=args.seed)
    round_weights(net, words)
    status = fit_status(own)
    saved = os.path.join(args.work, "calibration.json")
    if args.final:
        calibration = json.load(open(saved))
    else:
        dev.dense = words.means(dev.pairs)
        logits = model.predict(net, dev.index, dev.dense)
        calibration = calibrate(dev.target, dev.weight, logits)
        json.dump(calibration, open(saved, "w"))
        figures(dev, 1 / (1 + np.exp(-(calibration[0] * logits + calibration[1]))))
        rows = list(status_rows(dev))
        print(f"  dev status right {np.mean(status[1].predict(status_matrix(status[0], [r for r, _ in rows])) == [y for _, y in rows]):.3f} of {len(rows)}")
        print("  calibration", [round(c, 3) for c in calibration])
    by_relation = {}
    for s in own:
        for (relation, _), n in zip(corpora.OUTPUTS, s.target.sum(0)):
            by_relation[relation] = by_relation.get(relation, 0) + n
    support = [by_relation[relation] for relation, _ in corpora.OUTPUTS]
    export(args.out, net, keys, words, status, calibration, support, kinds_worth(own))
    print(f"{args.out}: {os.path.getsize(args.out):,} bytes")


if __name__ == "__main__":
    main()
