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

REPEATED = ("citypact", "citypact-dev", "domain", "own", "texts", "factrueval")    # small parts, read twice an epoch
LICENCE = "own training; sources: docs/model-card-tagger.md"
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


def scale_numbers(model, train_set):
    stack = np.concatenate([e.tokens.float[e.part] for e in train_set[::20]])
    model.float_scale.copy_(torch.tensor(1 / (stack.std(0) + 1e-3)))


def train(model, train_set, epochs, rate, size, seed, checkpoint=None, log=print):
    """AdamW with cosine decay; returns the model with the exponential moving average of its weights.

    `checkpoint` is a path that gets that average after every epoch."""
    torch.manual_seed(seed)
    shuffle = np.random.default_rng(seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=1e-3)
    average = {k: v.clone() for k, v in model.state_dict().items()}
    steps, total, started = 0, epochs * len(data.batches(train_set, size)), time.time()
    for epoch in range(epochs):
        model.train()
        losses = []
        for batch in data.batches(train_set, size, shuffle):
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
        if checkpoint:
            torch.save(average, checkpoint)
        log(f"epoch {epoch + 1} loss {np.mean(losses):.4f} {time.time() - started:.0f} s", flush=True)
    model.load_state_dict(average)
    return model


def training_set(args):
    """Examples of all parts, with --measure without the documents that are held out; and the heads that they teach."""
    out, heads = [], set()
    for part in corpora.LICENSED if args.licensed_only else corpora.PARTS:
        pairs = load(part, args.data, args.features)
        if args.measure:
            pairs = [(d, t) for d, t in pairs if not corpora.held(d, args.measure)]
        taught = [(d if d.heads[0].startswith("citypact:") else corpora.adopt(d), t) for d, t in pairs]
        heads.update(*(d.heads for d, _ in taught))
        found = examples(taught, corpora.HEADS)
        out += found * (2 if part in REPEATED else 1)
        print(f"{part}: {len(pairs)} documents, {sum(map(len, found))} tokens", flush=True)
    return out, heads


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder of the annotated collections")
    parser.add_argument("--features", required=True, help="folder of PART.features, written by citypact-features")
    parser.add_argument("--models", required=True, help="folder of navec.bin")
    parser.add_argument("--out", required=True, help="weights of the product (tagger.bin); OUT.pt gets the whole model")
    parser.add_argument("--measure", choices=[*map(str, range(corpora.FOLDS)), "covid-19"], help="keep out what evaluate.py scores; of SlavicNER a fold of its documents or a topic")
    parser.add_argument("--licensed-only", action="store_true", help="only parts with a stated licence or texts of our own")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=5e-3)
    parser.add_argument("--batch", type=int, default=800, help="tokens")
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    train_set, taught = training_set(args)
    model = build(args.models, train_set[0].tokens, args.hidden)
    scale_numbers(model, train_set)
    model = train(model, train_set, args.epochs, args.rate, args.batch, args.seed, args.out + ".pt")
    export.write(export.halve(model), args.out, LICENCE, taught)


if __name__ == "__main__":
    main()
