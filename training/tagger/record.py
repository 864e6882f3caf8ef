#!/usr/bin/env python3
"""Records what training's own code makes of the test sentences, so that a test can hold the program against it.

    citypact-features SHARE sentences.features <<<tests/unit/tagger/data/sentences.txt
    record.py data/ru/models/tagger.bin MODELS sentences.features tests/unit/tagger/data/recorded.json

The first six sentences' features are recorded whole, of the others flags and emissions.
"""
import json
import sys

import torch

import data
import decode
import export
import features


def main():
    weights, models, source, out = sys.argv[1:]
    model = export.read(weights, models)
    (tokens,) = features.read(source)
    with torch.no_grad():
        emissions = model(data.collate([data.Example(tokens, slice(0, len(tokens.begin)))])).numpy()[0]
    rounded = lambda array: [[round(float(x), 4) for x in row] for row in array]
    rows = []
    for part in data.sentences(tokens):
        spans = decode.spans_in(emissions[part], model.legal_transitions().detach().numpy(), model.heads)
        row = {"begin": tokens.begin[part].tolist(), "word": tokens.word[part].tolist(), "hash": tokens.hash[part].tolist(),
               "flags": ["".join(map(str, r)) for r in tokens.flag[part]],
               "spans": [[head, begin, end] for head, begin, end, _ in spans],
               "emissions": rounded(emissions[part].reshape(-1, emissions.shape[1] * emissions.shape[2]))}
        if len(rows) < 6:
            row["numbers"] = rounded(tokens.float[part])
        rows.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    with open(out, "w", encoding="utf-8") as file:
        file.write("[" + ",\n".join(rows) + "]\n")


main()
