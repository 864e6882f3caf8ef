#!/usr/bin/env python3
"""Trains the name tagger; see README.md beside it."""
import argparse
import math
import os
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
import torch

import corpora
import data
import export
import features
import mapped
from model import Tagger

ADOPTED = 0.5    # weight of the citypact heads where another convention teaches them


def load(part, root, folder):
    """[(Document, Tokens)] of a part, matched by path."""
    tokens = {t.id: t for t in features.read(os.path.join(folder, part + ".features"))}
    return [(d, tokens[d.path]) for d in corpora.read(part, root) if d.path in tokens]


def examples(pairs, heads):
    out = []
    for document, tokens in pairs:
        own = document.heads[0].split(":")[0]
        weight = torch.tensor([1.0 if h.startswith(own + ":") else ADOPTED for h in heads])
        bits = data.label(document, tokens, heads)
        out += [data.Example(tokens, part, bits[part], weight) for part in data.chunks(tokens)]
    return out


def build(models, sample, hidden):
    """A fresh network for features like those of `sample`, with the word vectors of the folder `models`."""
    shapes = mapped.read(os.path.join(models, "navec.bin"))["shapes"].tobytes().count(b"\n") + 1
    return Tagger(corpora.HEADS, export.vectors(models), shapes, sample.hash.shape[1], sample.flag.shape[1], sample.float.shape[1],
                  hidden)


def train(model, train_set, epochs, rate, size, seed, log=print):
    """AdamW with cosine decay; returns the model with the exponential moving average of its weights."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    stack = np.concatenate([e.tokens.float[e.part] for e in train_set[::20]])
    model.float_scale.copy_(torch.tensor(1 / (stack.std(0) + 1e-3)))
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=1e-3)
    average = {k: v.clone() for k, v in model.state_dict().items()}
    steps, total, started = 0, epochs * len(data.batches(train_set, size)), time.time()
    for epoch in range(epochs):
        model.train()
        losses = []
        for batch in data.batches(train_set, size, random):
            progress = min(1.0, steps / total)
            warm = min(1.0, (steps + 1) / 100)
            for group in optimizer.param_groups:
                group["lr"] = rate * warm * 0.5 * (1 + math.cos(math.pi * progress))
            loss = model.loss(data.collate(batch))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            losses.append(loss.item())
            steps += 1
            decay = min(0.998, (1 + steps) / (10 + steps))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    if v.dtype.is_floating_point:
                        average[k].mul_(decay).add_(v, alpha=1 - decay)
        log(f"epoch {epoch + 1} loss {np.mean(losses):.4f} {time.time() - started:.0f} s", flush=True)
    model.load_state_dict(average)
    return model
