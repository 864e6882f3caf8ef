"""Word vectors of the lemmas that the pairs speak of: navec (Kukushkin 2020, MIT), its first principal components."""
import numpy as np
from navec import Navec

from features import fnv


def make(navec_path, pairs, width=48, least=6, most=14000):
    """(sorted hashes, rows): lemmas that stand at least `least` times in the pairs' words, the most frequent ones."""
    navec = Navec.load(navec_path)
    hashes, counts = np.unique(np.concatenate([p.words[:, 1] for p in pairs]), return_counts=True)
    frequent = hashes[counts >= least][np.argsort(-counts[counts >= least], kind="stable")[:most]]
    wanted = set(frequent.tolist())
    found = {}
    for word in navec.vocab.words:
        key = fnv(word)
        if key in wanted and not word.startswith("<"):
            found.setdefault(key, navec[word])
    keys = np.array(sorted(found), dtype=np.uint32)
    rows = np.stack([found[k] for k in keys.tolist()])
    rows = rows - rows.mean(0)
    values, axes = np.linalg.eigh(rows.T @ rows)
    axes = axes[:, ::-1][:, :width] * np.sign(axes[:, ::-1][:, :width].sum(0))
    rows = rows @ axes
    return keys, (rows / rows.std()).astype(np.float32)
