"""The network: frozen word vectors, shapes, affix hashes and flags -> residual dilated convolutions -> one BIO layer a head.

Shapes: N chunks (or sentences) padded to length L, H heads, three tags a head (O, B, I).
"""
import torch
from torch import nn

TAGS = 3                     # O, B, I
DILATIONS = (1, 2, 4, 1)
HASH_ROWS = 4096
NEVER = -1e4                 # score of a forbidden transition (O -> I, start -> I)


class PathLoss(torch.autograd.Function):
    """-log P(the admitted tag paths) of a linear-chain CRF, for every sentence and head: [N, H].

    emissions [N, L, H, 3], transitions [H, 3, 3] (from, to), admitted [N, L, H, 3] as 0 or 1, lengths [N].
    The forward algorithm runs over all paths and over the admitted ones side by side, scaled to sum 1 a step (Rabiner
    1989); gradients are differences of marginals, by one backward pass without a graph.
    """

    @staticmethod
    def forward(context, emissions, transitions, admitted, lengths):
        n, length, heads, _ = emissions.shape
        potential = torch.exp(emissions - emissions.amax(-1, keepdim=True))
        both = torch.cat([potential, potential * admitted]).permute(1, 2, 0, 3).contiguous()       # [L, H, 2N, 3]
        alive = (torch.arange(length)[:, None] < lengths[None, :]).repeat(1, 2)[:, None, :, None]  # [L, 1, 2N, 1]
        both = torch.where(alive, both, torch.ones(()))
        step = torch.exp(transitions)
        alpha, scale = torch.empty_like(both), torch.ones(length, heads, 2 * n, 1)
        current = both[0] * torch.tensor([1.0, 1.0, 0.0])
        full = int(lengths.min())
        for t in range(length):
            if t:
                following = torch.bmm(current, step) * both[t]
                current = following if t < full else torch.where(alive[t], following, current)
            scale[t] = current.sum(-1, keepdim=True)
            current = current / scale[t]
            alpha[t] = current
        context.save_for_backward(both, step, alpha, scale, alive)
        total = torch.log(scale).sum(0)[:, :, 0].t()
        return total[:n] - total[n:]

    @staticmethod
    def backward(context, grad):
        both, step, alpha, scale, alive = context.saved_tensors
        length, heads, twice, _ = both.shape
        n = twice // 2
        beta = torch.ones_like(both)
        back = step.transpose(1, 2).contiguous()
        for t in range(length - 2, -1, -1):
            following = torch.bmm(both[t + 1] * beta[t + 1] / scale[t + 1], back)
            beta[t] = torch.where(alive[t + 1], following, torch.ones(()))
        sign = torch.cat([grad, -grad]).t()[None, :, :, None] * alive                              # [L, H, 2N, 1]
        marginal = (alpha * beta * sign).permute(2, 0, 1, 3)
        right = both[1:] * beta[1:] / scale[1:] * sign[1:]
        pairs = torch.einsum("lhni,lhnj->hij", alpha[:-1], right) * step
        return marginal[:n] + marginal[n:], pairs, None, None


class Tagger(nn.Module):
    """`vectors` is called with word ids and gives [.., 300]; `shapes`, `hashes`, `flags`, `floats` are counts."""

    def __init__(self, heads, vectors, shapes, hashes, flags, floats, hidden=256, shape_width=16, hash_width=24, dropout=0.4):
        super().__init__()
        self.vectors, self.heads, self.dropout = vectors, heads, dropout
        self.shape = nn.Embedding(shapes, shape_width)
        self.hash = nn.ModuleList(nn.Embedding(HASH_ROWS, hash_width) for _ in range(hashes))
        for table in (self.shape, *self.hash):
            nn.init.normal_(table.weight, std=0.1)
        self.register_buffer("float_scale", torch.ones(floats))
        width = 300 + shape_width + hashes * hash_width + flags + floats
        self.input = nn.Linear(width, hidden)
        self.blocks = nn.ModuleList(nn.Linear(3 * hidden, hidden) for _ in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(hidden) for _ in DILATIONS)
        self.output = nn.Linear(hidden, len(heads) * TAGS)
        self.transitions = nn.Parameter(torch.zeros(len(heads), TAGS, TAGS))

    def legal_transitions(self):
        forbidden = torch.zeros(TAGS, TAGS)
        forbidden[0, 2] = NEVER
        return self.transitions + forbidden

    def forward(self, batch):
        """Emissions [N, L, H, 3]. Padding is zero before every block, so a chunk alone gives the same."""
        alive = batch["alive"][..., None].float()
        words = batch["word"]
        if self.training:
            words = torch.where(torch.rand(words.shape) < 0.05, self.vectors.unknown, words)
        x = torch.cat([self.vectors(words), self.shape(batch["shape"])]
                      + [table(batch["hash"][..., i]) for i, table in enumerate(self.hash)]
                      + [batch["flag"].float(), batch["float"] * self.float_scale], dim=-1)
        x = nn.functional.dropout(x, self.dropout, self.training)
        h = torch.relu(self.input(x)) * alive
        for dilation, linear, norm in zip(DILATIONS, self.blocks, self.norms):
            padded = nn.functional.pad(h, (0, 0, dilation, dilation))
            length = h.shape[1]
            window = torch.cat([padded[:, :length], h, padded[:, 2 * dilation:]], dim=-1)
            update = nn.functional.dropout(torch.relu(linear(window)), self.dropout / 2, self.training)
            h = norm(h + update) * alive
        return self.output(h).view(*h.shape[:2], len(self.heads), TAGS)

    def loss(self, batch):
        """Sum over heads of the negative log probability of the admitted paths, divided by tokens.

        A head that a document does not annotate admits every path and costs nothing."""
        emissions = self(batch).flatten(0, 1)[batch["sentences"]]
        transitions = self.legal_transitions()
        losses = PathLoss.apply(emissions, transitions, batch["admitted"], batch["lengths"])
        return (losses * batch["weight"]).sum() / batch["alive"].sum()


class WordVectors:
    """Navec's product-quantised vectors: codes [100, 256, 3], indexes [words, 100]; frozen."""

    def __init__(self, codes, indexes, unknown=0):
        self.indexes, self.unknown = indexes, unknown
        self.offsets = torch.arange(codes.shape[0]) * codes.shape[1]
        self.flat = codes.reshape(-1, codes.shape[2])

    def __call__(self, words):
        rows = self.indexes[words].long() + self.offsets
        return self.flat[rows].reshape(*words.shape, -1)
