#!/usr/bin/env python3
"""Records what training's arithmetic says of a thousand pairs, for tests/unit/extract/scorer_test.cpp.

    record.py relations.bin WORK/golden tests/unit/extract/data/pairs.bin

The pairs are of our own domain texts, every seventh feature of each, so that the file stays small.
"""
import os
import struct
import sys

import numpy as np

import corpora
import features
import model
import train

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scripts"))
from pack import pack

TYPES = {0: np.uint8, 1: np.int8, 2: np.uint8, 3: np.int32, 4: np.uint32, 5: np.float32}


def sections(path):
    data = open(path, "rb").read()
    found = {}
    for i in range(struct.unpack_from("<I", data, 12)[0]):
        name, kind, dimensions, *rest = struct.unpack_from("<56sII4QQQI12x", data, 192 + 128 * i)
        shape, offset, size = rest[:4][:dimensions], rest[4], rest[5]
        found[name.rstrip(b"\0").decode()] = np.frombuffer(data[offset:offset + size], dtype=TYPES[kind]).reshape(shape)
    return found


class Scorer:
    """The exported model as training computes it."""

    def __init__(self, path):
        w = self.weights = sections(path)
        self.rows = w["features.rows"] * w["features.scales"][:, None]
        self.words = model.Words(w["words.keys"], w["words.rows"] * w["words.scales"][:, None])
        self.keys, self.status_keys = features.Keys(w["features.keys"]), features.Keys(w["status.keys"])

    def scores(self, pairs):
        w = self.weights
        sums = np.stack([self.rows[self.keys(p.sparse)].sum(0) for p in pairs])
        hidden = np.maximum(sums + self.words.means(pairs) @ w["slots"] + w["bias"], 0)
        slope, shift = w["calibration"]
        return 1 / (1 + np.exp(-(slope * (hidden @ w["output"] + w["output.bias"]) + shift)))

    def status(self, pair, relation):
        at = self.status_keys(train.status_features(pair, relation))
        logits = self.weights["status.rows"][at].sum(0) + self.weights["status.bias"]
        likely = np.exp(logits - logits.max())
        return likely / likely.sum()


def main():
    weights, work, out = sys.argv[1:]
    scorer = Scorer(weights)
    _, pairs = features.read(work)
    pairs = pairs[::max(1, len(pairs) // 1000)][:1000]
    for p in pairs:
        p.sparse, p.words, p.status = p.sparse[::7], p.words[::3], p.status[::2]
    lengths = np.array([[len(p.sparse), len(p.words), len(p.status)] for p in pairs], np.uint32)
    keys = np.concatenate([np.concatenate([p.sparse, p.words.ravel(), p.status]) for p in pairs]).astype(np.uint32)
    relation = corpora.RELATIONS[0]
    pack(out, "pair-answers", "ours", 1, [
        ("lengths", lengths), ("keys", keys), ("scores", scorer.scores(pairs).astype(np.float32)), ("relation", relation.encode()),
        ("status", np.stack([scorer.status(p, relation) for p in pairs]).astype(np.float32))])


if __name__ == "__main__":
    main()
