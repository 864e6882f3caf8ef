"""The network: features and word vectors summed into one hidden layer, logistic outputs by collection."""
import numpy as np
import scipy.sparse
import torch
from torch import nn

from features import SLOTS


class Words:
    """Vectors of lemmas by hash."""

    def __init__(self, keys, rows):
        self.keys, self.rows = keys, rows

    def means(self, pairs):
        """Mean vector by slot: array of pairs by SLOTS * width."""
        where = np.concatenate([i * SLOTS + p.words[:, 0].astype(np.int64) for i, p in enumerate(pairs)])
        hashes = np.concatenate([p.words[:, 1] for p in pairs])
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        known = self.keys[at] == hashes
        ones = np.ones(known.sum(), np.float32)
        counts = scipy.sparse.csr_matrix((ones, (where[known], at[known])), shape=(len(pairs) * SLOTS, len(self.keys)))
        total = np.maximum(np.asarray(counts.sum(1)).ravel(), 1)
        return (counts @ self.rows / total[:, None]).astype(np.float32).reshape(len(pairs), -1)


class Net(nn.Module):
    def __init__(self, features, dense, outputs, width=64, dropout=0.3):
        super().__init__()
        self.features = nn.EmbeddingBag(features, width, mode="sum")
        nn.init.normal_(self.features.weight, 0, 0.02)
        self.dense = nn.Linear(dense, width)
        self.outputs = nn.ModuleList(nn.Linear(width, n) for n in outputs)
        for layer in self.outputs:
            nn.init.constant_(layer.bias, -4)
        self.dropout = nn.Dropout(dropout)

    def forward(self, bag, dense, head):
        return self.outputs[head](self.dropout(torch.relu(self.features(*bag) + self.dense(dense))))


def bag_of(lists):
    offsets = np.cumsum([0] + [len(l) for l in lists[:-1]])
    return torch.from_numpy(np.concatenate(lists).astype(np.int64)), torch.from_numpy(offsets.astype(np.int64))


def fit(sets, outputs, features, dense, width=64, epochs=8, rate=4e-3, drop_features=0.15, decay=0.2, silent=0.5, batch=512, seed=0):
    """sets: objects with index (lists of feature numbers), bare (the same without what rules say, seen `silent` of the time, or None),
    dense, target, weight, positive, rows (to use), head, importance, keep (share of the pairs without a relation that an epoch sees)."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = Net(features, dense, outputs, width)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=decay)
    total, step = 0, 0
    net.train()
    for _ in range(epochs):
        batches = []
        for k, s in enumerate(sets):
            rows = s.rows[s.positive[s.rows] | (rng.random(len(s.rows)) < s.keep)]
            rows = rng.permutation(rows)
            batches += [(k, rows[i:i + batch]) for i in range(0, len(rows), batch)]
        total = total or len(batches) * epochs
        for b in rng.permutation(len(batches)):
            k, rows = batches[b]
            s = sets[k]
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 20) * max(0.02, 0.5 * (1 + np.cos(np.pi * min(1, step / total))))
            step += 1
            seen = (s.bare[r] if s.bare and rng.random() < silent else s.index[r] for r in rows)
            lists = [i[rng.random(len(i)) > drop_features] for i in seen]
            logits = net(bag_of(lists), torch.from_numpy(s.dense[rows]), s.head)
            weight = torch.from_numpy(s.weight[rows] * np.where(s.positive[rows], 1, 1 / s.keep).astype(np.float32)[:, None])
            loss = nn.functional.binary_cross_entropy_with_logits(logits, torch.from_numpy(s.target[rows]), reduction="none")
            loss = (loss * weight).sum() / len(rows) * s.importance
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    net.eval()
    return net


def predict(net, index, dense, head=0, size=1024):
    out = []
    with torch.no_grad():
        for i in range(0, len(index), size):
            out.append(net(bag_of(index[i:i + size]), torch.from_numpy(dense[i:i + size]), head).numpy())
    return np.concatenate(out)
