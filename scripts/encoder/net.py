"""
The encoder and the network that judges pairs, for training.

The same arithmetic runs without torch in the product (`visavis.reading.claims.encoder.net`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import AutoModel

MODALITIES = ("asserted", "denied", "alleged", "planned", "asked", "hypothetical")
CLASSES = 25
TRAITS, DISTANCES = 19, 12
LOW = 100  # below it stand the vocabulary's padding and its unused pieces, which serve as marks
HIDDEN, MASK = 0.06, 103  # share of the words that are hidden in training, and what stands there
MARKS = {"person": (1, 40), "group": (41, 30), "office": (71, 20)}
NAMED = {
    "person": "john mary william james robert anna henry george thomas charles elizabeth david edward richard"
    " paul peter michael margaret joseph alexander daniel martin sarah frank arthur philip alice louis simon"
    " walter samuel francis anthony hugh jane albert jack harry adam lucy",
    "group": "party group army council company committee government family people church court senate union"
    " club society police league congress army tribe crew band commission board faction jury troops",
    "office": "president minister king secretary governor general chairman judge consul bishop commander"
    " director captain emperor mayor",
}  # what each mark is taken for before it has learnt
Batch = dict[str, torch.Tensor]


class Net(nn.Module):
    """The encoder, and a network of two layers that judges every pair of mentions from its vectors."""

    def __init__(self, folder: Path, vocabulary: dict[str, int], hidden: int = 256) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            folder, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )  # on a CPU dropout takes as long as the rest; hiding words does the same for less
        width = self.encoder.config.hidden_size
        self.traits = nn.Embedding(2 * TRAITS, 32)
        self.distance = nn.Embedding(DISTANCES, 32)
        self.w1 = nn.Linear(width * 6 + 96, hidden)
        self.w2 = nn.Linear(hidden, 1 + CLASSES + len(MODALITIES))
        self.rule_tie = nn.Linear(CLASSES, 1, bias=False)
        self.rule_class = nn.Linear(CLASSES, CLASSES, bias=False)
        self.drop = nn.Dropout(0.2)
        nn.init.zeros_(self.w2.weight[:1])
        self.w2.bias.data[0] = -2
        self.rule_tie.weight.data.fill_(2)
        self.rule_class.weight.data = torch.eye(CLASSES) * 3
        table = self.encoder.embeddings.word_embeddings.weight.data
        for kind, (first, many) in MARKS.items():
            words = NAMED[kind].split()
            for k in range(many):
                table[first + k] = table[vocabulary[words[k % len(words)]]]
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)  # only marks learn anew
        self.marks = nn.Embedding(LOW, width, padding_idx=0)
        nn.init.zeros_(self.marks.weight)

    def forward(self, b: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Of every group: the tie's logit, the logits of its classes, and of its modalities."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            words = self.encoder.embeddings.word_embeddings(b["ids"])
            words = words + self.marks(torch.where(b["ids"] < LOW, b["ids"], 0))
            hidden = self.encoder(inputs_embeds=words, attention_mask=b["mask"]).last_hidden_state
        return self.judge(hidden.float(), b)

    def judge(self, hidden: torch.Tensor, b: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """The pair network over the vectors of a batch."""
        row = b["row"]
        flat = hidden.reshape(-1, hidden.shape[-1])
        offset = row * hidden.shape[1]
        one, other, turn = (flat[offset + b[k]] for k in ("one", "other", "turn"))
        way = torch.zeros_like(one).index_add(0, b["path_pair"], flat[offset[b["path_pair"]] + b["path"]])
        way = way / torch.bincount(b["path_pair"], minlength=len(row)).clamp(min=1)[:, None]
        sums = torch.cat([torch.zeros_like(hidden[:, :1]), hidden.cumsum(1)], 1)
        low, high = torch.minimum(b["one"], b["other"]) + 1, torch.maximum(b["one"], b["other"])
        high = torch.maximum(low, high)
        mean = (sums[row, high] - sums[row, low]) / (high - low).clamp(min=1)[:, None]
        traits = self.traits(torch.stack([b["trait_one"], b["trait_other"] + TRAITS], 1)).flatten(1)
        x = torch.cat([way, turn, one, other, one * other, mean, traits, self.distance(b["distance"])], 1)
        z = self.w2(self.drop(nn.functional.gelu(self.w1(self.drop(x)), approximate="tanh")))
        return self.together(z, b)

    def together(self, z: torch.Tensor, b: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """The pairs of a group as one: each counts as much as it looks like a tie."""
        groups, group = b["ruled"].shape[0], b["group"]
        tie = z[:, 0]
        top = torch.full((groups,), -1e4).scatter_reduce(0, group, tie, "amax")
        share = torch.exp(tie - top[group])
        share = share / torch.zeros(groups).scatter_add(0, group, share)[group]
        rest = torch.zeros(groups, z.shape[1] - 1).index_add(0, group, share[:, None] * z[:, 1:])
        tie = top + self.rule_tie(b["ruled"])[:, 0]
        return tie, rest[:, :CLASSES] + self.rule_class(b["ruled"]), rest[:, CLASSES:]


def batch(runs: Sequence[dict[str, Any]], rng: np.random.Generator | None = None) -> Batch:
    """Runs as tensors; with `rng` the marks are dealt anew and what the frames found is sometimes hidden."""
    width = max(len(r["ids"]) for r in runs) + 2
    ids = np.zeros((len(runs), width), np.int64)
    mask = np.zeros((len(runs), width), np.int64)
    names = ("row", "one", "other", "turn", "trait_one", "trait_other", "distance", "group")
    columns: dict[str, list[int]] = {n: [] for n in names}
    paths: list[tuple[int, ...]] = []
    ruled: list[np.ndarray] = []
    for k, r in enumerate(runs):
        n = len(r["ids"])
        own = np.array(r["ids"])
        ids[k, 0], ids[k, n + 1] = 101, 102
        ids[k, 1 : n + 1] = own if rng is None else dealt(own, rng)
        mask[k, : n + 2] = 1
        for g in r["groups"]:
            for (one, other), path, turn, (ta, tb), distance in g["pairs"]:
                values = (k, one + 1, other + 1, turn + 1, ta, tb, distance, len(ruled))
                for name, v in zip(names, values, strict=True):
                    columns[name].append(v)
                paths.append(tuple(p + 1 for p in path))
            seen = np.zeros(CLASSES, np.float32)
            if rng is None or rng.random() > 0.3:
                seen[list(g["ruled"])] = 1
            ruled.append(seen)
    columns["path_pair"] = [k for k, p in enumerate(paths) for _ in p]
    columns["path"] = [piece for p in paths for piece in p]
    out = {n: torch.tensor(v, dtype=torch.long) for n, v in columns.items()}
    arrays = {"ids": ids, "mask": mask, "ruled": np.stack(ruled)}
    return out | {n: torch.from_numpy(v) for n, v in arrays.items()}


def dealt(ids: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Word pieces with other marks for the same people, a few words hidden."""
    table = np.arange(LOW)
    for first, many in MARKS.values():
        table[first : first + many] = first + rng.permutation(many)
    hidden = (ids >= LOW) & (rng.random(len(ids)) < HIDDEN)
    return np.where(ids < LOW, table[np.minimum(ids, LOW - 1)], np.where(hidden, MASK, ids))
