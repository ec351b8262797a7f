"""
The encoder at work: word pieces in, the probability of every class out.

The encoder (all-MiniLM-L6-v2, fine-tuned, 8 bits a weight) runs in onnxruntime; the small network that judges
a pair from the encoder's vectors is written out here. Both are made by `scripts/encoder`. Every run is judged
alone, so that what is read beside it changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visavis.reading.claims.encoder.marks import Run
from visavis.reading.claims.encoder.pairs import CLASSES, TRAITS, Group, Pair
from visavis.reading.claims.encoder.pieces import WordPieces

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one group: the probability of each class, and the pair of mentions that shows a tie best."""

    classes: Floats
    best: Pair


class Net:
    """The encoder with its weights."""

    def __init__(self, session: Any, weights: dict[str, Floats], cut: WordPieces, settings: dict[str, Any]):
        self._session = session
        self._w = weights
        self.cut = cut
        self.settings = settings

    def __call__(self, run: Run, found: Sequence[Group]) -> list[Verdict]:
        """The verdict on every group of a run."""
        if not found:
            return []
        ids = np.array([[self.cut.start, *run.ids, self.cut.end]], np.int64)
        hidden = self._session.run(None, {"ids": ids})[0][0].astype(np.float32)
        pairs = [p for g in found for p in g.pairs]
        z = self._pairs(hidden[1:-1], pairs)
        out, at = [], 0
        for g in found:
            out.append(self._group(g, z[at : at + len(g.pairs)]))
            at += len(g.pairs)
        return out

    def _pairs(self, v: Floats, pairs: Sequence[Pair]) -> Floats:
        """The network of two layers over the pairs of a run; `v` holds the vectors of its pieces."""
        w = self._w
        one, other = (v[[p.places[k] for p in pairs]] for k in (0, 1))
        way = np.stack([v[list(p.path)].mean(0) if p.path else np.zeros_like(v[0]) for p in pairs])
        mean = np.stack([middle(v, *p.places) for p in pairs])
        traits = np.concatenate([w["traits"][[p.traits[0] for p in pairs]],
                                 w["traits"][[p.traits[1] + TRAITS for p in pairs]]], 1)  # fmt: skip
        parts = [way, v[[p.turn for p in pairs]], one, other, one * other, mean, traits,
                 w["distance"][[p.distance for p in pairs]]]  # fmt: skip
        hidden = gelu(np.concatenate(parts, 1) @ w["w1.weight"].T + w["w1.bias"])
        out: Floats = hidden @ w["w2.weight"].T + w["w2.bias"]
        return out

    def _group(self, g: Group, z: Floats) -> Verdict:
        """The pairs of a group as one: each counts as much as it looks like a tie."""
        best = int(z[:, 0].argmax())
        share = np.exp(z[:, 0] - z[best, 0])
        rest = (share / share.sum()) @ z[:, 1 : 1 + len(CLASSES)]
        ruled = np.zeros(len(CLASSES), np.float32)
        ruled[list(g.ruled)] = 1
        tie = z[best, 0] + float(self._w["rule_tie.weight"][0] @ ruled)
        rest = rest + self._w["rule_class.weight"] @ ruled
        grown = np.exp(rest - rest.max())
        return Verdict((grown / grown.sum() / (1 + np.exp(-tie))).astype(np.float32), g.pairs[best])


def middle(v: Floats, one: int, other: int) -> Floats:
    """The mean of the vectors between two places."""
    low, high = min(one, other) + 1, max(one, other)
    return v[low:high].mean(0) if low < high else np.zeros_like(v[0])


def gelu(x: Floats) -> Floats:
    """The activation of the small network (Hendrycks and Gimpel 2016, by the tangent)."""
    out: Floats = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))
    return out


@lru_cache(maxsize=1)
def net() -> Net:
    """The encoder that the package carries, loaded once."""
    import onnxruntime

    home = files("visavis.model") / "data" / "encoder"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(home / "encoder.onnx") as file:
        session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    with as_file(home / "pairs.npz") as file, np.load(file) as stored:
        weights = {k: stored[k].astype(np.float32) for k in stored.files}
    words = (home / "pieces.txt").read_text("utf-8").splitlines()
    settings = json.loads((home / "encoder.json").read_text("utf-8"))
    return Net(session, weights, WordPieces({w: i for i, w in enumerate(words)}), settings)
