"""Reads what citypact-pairs wrote: the pairs of documents with their features."""
import json
from dataclasses import dataclass

import numpy as np

SLOTS = 14   # word_slots of src/extract/pairs.hpp


@dataclass
class Pair:
    document: int
    first: int
    second: int
    trigger: int
    sparse: np.ndarray    # hashes of features
    words: np.ndarray     # rows of (slot, hash of a lemma)
    status: np.ndarray    # hashes of what tells the status


def read(path):
    """(documents, pairs) of PATH.jsonl and PATH.bin."""
    return [json.loads(row) for row in open(path + ".jsonl", encoding="utf-8")], read_pairs(path + ".bin")


def read_pairs(path):
    raw, at, pairs = np.fromfile(path, dtype=np.uint32), 0, []
    while at < len(raw):
        *head, sparse, words, status = raw[at:at + 7].tolist()
        at += 7
        parts = np.split(raw[at:at + sparse + 2 * words + status], [sparse, sparse + 2 * words])
        pairs.append(Pair(*head, parts[0], parts[1].reshape(-1, 2), parts[2]))
        at += sparse + 2 * words + status
    return pairs


def fnv(text):
    """feature_hash of src/extract/pairs.cpp."""
    value = 2166136261
    for byte in text.encode():
        value = ((value ^ byte) * 16777619) & 0xffffffff
    return value


def mix(keys, kind):
    """A status feature together with the relation, as PairModel::status mixes them."""
    return (((keys.astype(np.uint64) ^ kind) * 16777619) & 0xffffffff).astype(np.uint32)


def places(words):
    """Features of which lemma stands in which slot, as PairModel::status makes them."""
    slots = (words[:, 0].astype(np.uint64) + 1) * 2654435761 & 0xffffffff
    return np.unique(((words[:, 1] ^ slots) * 16777619 & 0xffffffff).astype(np.uint32))


class Keys:
    """A sorted table of hashes; what it lacks is left out."""

    def __init__(self, keys):
        self.keys = np.asarray(keys, dtype=np.uint32)

    def __len__(self):
        return len(self.keys)

    def __call__(self, hashes):
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return at[self.keys[at] == hashes]
