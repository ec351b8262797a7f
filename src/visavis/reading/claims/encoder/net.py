"""
The network behind the encoder that judges ties: a run in, the probability of every class out.

Every run is judged alone, so that what is read beside it changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visavis.reading.claims.encoder.marks import Run
from visavis.reading.claims.encoder.pairs import CLASSES, TRAITS, Group, Pair
from visavis.reading.encoder.body import Body, Floats, gelu


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one group: the probability of each class, and the pair of mentions that shows a tie best."""

    classes: Floats
    best: Pair


class Net:
    """The encoder with the weights of the network for ties."""

    def __init__(self, encoder: Body) -> None:
        self._encoder = encoder
        self._w = encoder.weights
        self.cut = encoder.cut
        self.settings = encoder.settings

    def __call__(self, run: Run, found: Sequence[Group]) -> list[Verdict]:
        """The verdict on every group of a run."""
        if not found:
            return []
        pairs = [p for g in found for p in g.pairs]
        z = self._pairs(self._encoder(run.ids), pairs)
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
