"""From emissions to spans by head."""
import numpy as np
import torch

import data
from model import NEVER, TAGS


def viterbi(emissions, transitions):
    """Best tags of one chunk, [T, H]; emissions [T, H, 3], transitions [H, 3, 3] with the forbidden ones."""
    count, heads, _ = emissions.shape
    back = np.zeros((count, heads, TAGS), np.int64)
    score = emissions[0] + np.array([0, 0, NEVER], np.float32)
    for t in range(1, count):
        candidates = score[:, :, None] + transitions
        back[t] = candidates.argmax(1)
        score = candidates.max(1) + emissions[t]
    tags = np.zeros((count, heads), np.int64)
    tags[-1] = score.argmax(-1)
    for t in range(count - 1, 0, -1):
        tags[t - 1] = back[t][np.arange(heads), tags[t]]
    return tags


def spans_in(scores, transitions, heads):
    """Yields (head, first, last + 1, mean log-odds against O) of a sentence with emissions [T, H, 3]."""
    tags = viterbi(scores, transitions)
    for column in np.flatnonzero((tags == 1).any(0)):
        for begin in np.flatnonzero(tags[:, column] == 1):
            end = begin + 1
            while end < len(tags) and tags[end, column] == 2:
                end += 1
            inside = scores[begin:end, column]
            chosen = inside[np.arange(end - begin), tags[begin:end, column]]
            yield heads[column], int(begin), int(end), float((chosen - inside[:, 0]).mean())


@torch.no_grad()
def spans_of(model, documents):
    """For every Tokens: {head: [(first, last + 1 token, mean log-odds)]}."""
    model.eval()
    transitions = model.legal_transitions().numpy()
    examples = [(number, data.Example(tokens, part)) for number, tokens in enumerate(documents)
                for part in data.chunks(tokens, 400)]
    found = [{h: [] for h in model.heads} for _ in documents]
    for number, example in examples:
        emissions = model(data.collate([example])).numpy()[0]
        for sentence in example.sentences:
            for head, begin, end, odds in spans_in(emissions[sentence], transitions, model.heads):
                offset = example.part.start + sentence.start
                found[number][head].append((offset + begin, offset + end, odds))
    return found
