"""Documents and their features as training chunks; predictions back as character spans."""
import numpy as np
import torch

import corpora
from model import HASH_ROWS, TAGS

ANY = 7      # bits of the tags that are admitted: 1 O, 2 B, 4 I


def label(document, tokens, heads):
    """Admitted tags as bits, u8[T, H]. A span takes the tokens that it overlaps."""
    bits = np.full((len(tokens.begin), len(heads)), ANY, np.uint8)
    for column, head in enumerate(heads):
        if head not in document.heads:
            continue
        bits[:, column] = 1
        for begin, end in document.unsure[head]:
            bits[covered(tokens, begin, end), column] = ANY
        for begin, end in document.inside[head]:
            bits[covered(tokens, begin, end), column] = 6
        for begin, end in sorted(document.spans[head]):
            inside = covered(tokens, begin, end)
            bits[inside, column] = 4
            bits[inside.start, column] = 2
            if inside.stop < len(bits) and bits[inside.stop, column] == ANY:
                bits[inside.stop, column] = 3
    starts = [part.start for part in sentences(tokens)]
    bits[starts] = np.where(bits[starts] == 4, 2, bits[starts])    # a span that a sentence's end cuts begins anew
    return bits


def covered(tokens, begin, end):
    first = int(np.searchsorted(tokens.end, begin, side="right"))
    last = int(np.searchsorted(tokens.begin, end, side="left"))
    return slice(first, max(last, first + 1)) if first < len(tokens.begin) else slice(0, 0)


def sentences(tokens):
    """Slices of a document, one a sentence; tag paths do not cross them."""
    return runs(tokens.sentence)


def runs(numbers):
    edges = [0, *(np.flatnonzero(np.diff(numbers.astype(np.int64))) + 1).tolist(), len(numbers)]
    return [slice(a, b) for a, b in zip(edges, edges[1:]) if b > a]


def chunks(tokens, size=200):
    """Runs of whole sentences with about `size` tokens: what the network sees at once in training."""
    out, begin = [], 0
    for part in sentences(tokens):
        if part.stop - begin > size and part.start > begin:
            out.append(slice(begin, part.start))
            begin = part.start
    return out + [slice(begin, len(tokens.begin))]


class Example:
    """One chunk: views into its document's features, admitted tags and the weight of each head."""
    __slots__ = ("tokens", "part", "bits", "weight", "sentences")

    def __init__(self, tokens, part, bits=None, weight=None):
        self.tokens, self.part, self.bits, self.weight = tokens, part, bits, weight
        self.sentences = runs(tokens.sentence[part])    # slices of the chunk

    def __len__(self):
        return self.part.stop - self.part.start


def batches(examples, size, random=None):
    """Batches of chunks of nearly equal length with about `size` tokens; shuffled when `random` is given."""
    lengths = np.array([len(e) for e in examples], float)
    if random is not None:
        lengths += random.uniform(0, 6, len(lengths))
    out, batch, tokens = [], [], 0
    for i in np.argsort(lengths, kind="stable"):
        if batch and (tokens + len(examples[i]) > size):
            out.append(batch)
            batch, tokens = [], 0
        batch.append(examples[i])
        tokens += len(examples[i])
    out.append(batch)
    if random is not None:
        random.shuffle(out)
    return out


BITS = torch.tensor([[float(bits >> tag & 1) for tag in range(TAGS)] for bits in range(8)])


def collate(batch):
    """Tensors of a batch of N chunks padded to L, and of their S sentences: positions in the flattened chunks."""
    n, length = len(batch), max(len(e) for e in batch)
    lengths = torch.tensor([len(e) for e in batch])

    def padded(get, dtype, *more):
        array = np.zeros((n, length, *more), dtype)
        for row, e in enumerate(batch):
            array[row, :len(e)] = get(e)
        return torch.from_numpy(array)

    first = batch[0].tokens
    out = {
        "alive": torch.arange(length)[None, :] < lengths[:, None],
        "word": padded(lambda e: e.tokens.word[e.part], np.int64),
        "shape": padded(lambda e: e.tokens.shape[e.part], np.int64),
        "hash": padded(lambda e: e.tokens.hash[e.part] % HASH_ROWS, np.int64, first.hash.shape[1]),
        "flag": padded(lambda e: e.tokens.flag[e.part], np.uint8, first.flag.shape[1]),
        "float": padded(lambda e: e.tokens.float[e.part], np.float32, first.float.shape[1]),
    }
    if batch[0].bits is None:
        return out
    parts = [(row * length + s.start, row * length + s.stop) for row, e in enumerate(batch) for s in e.sentences]
    longest = max(stop - start for start, stop in parts)
    out["sentences"] = torch.tensor([[min(start + i, stop - 1) for i in range(longest)] for start, stop in parts])
    out["lengths"] = torch.tensor([stop - start for start, stop in parts])
    bits = padded(lambda e: e.bits, np.int64, batch[0].bits.shape[1]).flatten(0, 1)
    out["admitted"] = BITS[bits[out["sentences"]]]
    out["weight"] = torch.cat([e.weight.expand(len(e.sentences), -1) for e in batch])
    return out
