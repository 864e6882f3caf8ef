"""Writes the product's part of a trained model as a mapped file (include/citypact/neural/tagger.hpp)."""
import os
import sys

import numpy as np
import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scripts"))
from pack import pack

import mapped
from model import Tagger, WordVectors

VERSION = 1
HEADS = {   # head in training -> head in the product; of "any:" heads, of wider conventions, only some spans are taken
    **{"citypact:" + kind: kind for kind in (
        "Person", "City", "Region", "Country", "Organization", "University", "Park", "Cluster",
        "Agreement", "Event", "Program", "Platform", "Position")},
    "nerel:City": "any:City", "nerel:Region": "any:Region", "nerel:Country": "any:Country",
    "slavic:Organization": "any:Organization", "factru:Place": "any:Location"}


def half(tensor):
    return tensor.detach().numpy().astype(np.float16)


def halve(model):
    """Rounds the weights to what the file can hold, so that training's figures are the product's."""
    with torch.no_grad():
        scale = model.float_scale
        model.input.weight[:, -len(scale):] *= scale
        scale.fill_(1)
        for name, parameter in model.named_parameters():
            if name != "transitions":
                parameter.copy_(parameter.half().float())
    return model


def write(model, path, licence, taught=tuple(HEADS)):
    """`model` as `halve` leaves it; of the product's heads those that some document taught are written."""
    heads = {h: name for h, name in HEADS.items() if h in taught}
    columns = [model.heads.index(h) for h in heads]
    rows = [c * 3 + tag for c in columns for tag in range(3)]
    hashes = torch.stack([table.weight for table in model.hash])
    flags = model.input.weight.shape[1] - 300 - model.shape.weight.shape[1] - hashes.shape[0] * hashes.shape[2] - len(model.float_scale)
    sizes = [flags, len(model.float_scale), model.input.weight.shape[0], model.shape.weight.shape[1], hashes.shape[1], hashes.shape[2]]
    sections = [
        ("heads", "\n".join(heads.values()).encode()), ("sizes", np.array(sizes, np.uint32)),
        ("shapes", half(model.shape.weight)), ("hashes", half(hashes)),
        ("input.weight", half(model.input.weight.t())), ("input.bias", half(model.input.bias))]
    for number, (linear, norm) in enumerate(zip(model.blocks, model.norms)):
        sections += [(f"block{number}.weight", half(linear.weight.t())), (f"block{number}.bias", half(linear.bias)),
                     (f"block{number}.scale", half(norm.weight)), (f"block{number}.shift", half(norm.bias))]
    sections += [("output.weight", half(model.output.weight[rows].t())), ("output.bias", half(model.output.bias[rows])),
                 ("transitions", model.legal_transitions()[columns].detach().numpy().astype(np.float32))]
    pack(path, "name-tagger", licence, VERSION,
         [(name, value if isinstance(value, bytes) else value.view(np.uint16) if value.dtype == np.float16 else value)
          for name, value in sections])


def vectors(models):
    navec = mapped.read(os.path.join(models, "navec.bin"))
    return WordVectors(torch.tensor(navec["codes"]), torch.tensor(navec["indexes"]))


def read(path, models):
    """The product's model as `write` wrote it; needs the word vectors in the folder `models`."""
    arrays = mapped.read(path)
    get = lambda name: torch.tensor(arrays[name].view(np.float16).astype(np.float32))
    flags, floats, hidden, shape_width, _, hash_width = map(int, arrays["sizes"])
    heads = arrays["heads"].tobytes().decode().split("\n")
    hashes = get("hashes")
    model = Tagger(heads, vectors(models), get("shapes").shape[0], len(hashes), flags, floats, hidden, shape_width, hash_width)
    state = {"shape.weight": get("shapes"), "input.weight": get("input.weight").t(), "input.bias": get("input.bias"),
             "output.weight": get("output.weight").t(), "output.bias": get("output.bias"),
             "transitions": torch.tensor(arrays["transitions"]), "float_scale": model.float_scale}
    state |= {f"hash.{i}.weight": table for i, table in enumerate(hashes)}
    for i in range(len(model.blocks)):
        state |= {f"blocks.{i}.weight": get(f"block{i}.weight").t(), f"blocks.{i}.bias": get(f"block{i}.bias"),
                  f"norms.{i}.weight": get(f"block{i}.scale"), f"norms.{i}.bias": get(f"block{i}.shift")}
    model.load_state_dict(state)
    return model.eval()
