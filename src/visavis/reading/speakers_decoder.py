"""
A decoder over sentences: which side speaks, the one that asks or the one that answers, and where turns begin.

A log-linear model over a chain of sentences, two sides as states: each step either goes on, changes the
side, or changes the speaker within the side. Its weights are learnt from labelled transcripts whose labels
were taken away (`scripts/train_dialogue.py`); decoded by the Viterbi method (Viterbi 1967; Lafferty,
McCallum and Pereira 2001 for the model).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ASKS, ANSWERS = 0, 1
# Steps: (side before, side now, whether another speaker begins).
STEPS = ((0, 0, False), (0, 0, True), (0, 1, True), (1, 1, False), (1, 1, True), (1, 0, True))
_FROM = {side: [k for k, step in enumerate(STEPS) if step[0] == side] for side in (ASKS, ANSWERS)}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Of one sentence: its side, whether a turn begins with it, and how probable its side is."""

    side: int
    begins: bool
    probability: float


class Model:
    """Weights of the features for each step; a feature unknown to it weighs nothing."""

    def __init__(self, weights: dict[str, list[float]]) -> None:
        self.weights = weights

    def scores(self, found: Sequence[Sequence[str]]) -> list[list[float]]:
        """For each sentence the score of each step into it."""
        out = []
        get = self.weights.get
        for some in found:
            total = [0.0] * len(STEPS)
            for feature in some:
                row = get(feature)
                if row is not None:
                    for k, w in enumerate(row):
                        total[k] += w
            out.append(total)
        return out

    def decode(self, found: Sequence[Sequence[str]]) -> list[Decoded]:
        """
        The best chain of steps for sentences with these features, in order.

        >>> asks = Model({"?": [0, 0, -1, -1, -1, 2], ".": [-1, -1, 2, 0, 0, -1]})
        >>> [d.side for d in asks.decode([["?"], ["."], ["?"], ["."]])]
        [0, 1, 0, 1]
        """
        if not found:
            return []
        scores = self.scores(found)
        path = viterbi(scores)
        sides = _posterior(scores)
        return [
            Decoded(STEPS[k][1], STEPS[k][2] or i == 0, p[STEPS[k][1]])
            for i, (k, p) in enumerate(zip(path, sides, strict=True))
        ]


def viterbi(scores: Sequence[Sequence[float]]) -> list[int]:
    """The best chain of steps; before the first sentence either side may have spoken."""
    best = [0.0, 0.0]
    back: list[tuple[int, int]] = []
    for row in scores:
        now = [-math.inf, -math.inf]
        how = [0, 0]
        for k, (old, new, _) in enumerate(STEPS):
            score = best[old] + row[k]
            if score > now[new]:
                now[new], how[new] = score, k
        best = now
        back.append((how[0], how[1]))
    side = 0 if best[0] >= best[1] else 1
    path = []
    for how2 in reversed(back):
        step = how2[side]
        path.append(step)
        side = STEPS[step][0]
    return path[::-1]


def _posterior(scores: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    """For each sentence the probabilities of the two sides (forward and backward sums)."""
    forward = [(0.0, 0.0)]
    for row in scores:
        a = [-math.inf, -math.inf]
        for k, (old, new, _) in enumerate(STEPS):
            a[new] = _add(a[new], forward[-1][old] + row[k])
        forward.append((a[0], a[1]))
    backward = [(0.0, 0.0)]
    for row in reversed(scores[1:]):
        b = [-math.inf, -math.inf]
        for k, (old, new, _) in enumerate(STEPS):
            b[old] = _add(b[old], backward[-1][new] + row[k])
        backward.append((b[0], b[1]))
    out = []
    for (f0, f1), (b0, b1) in zip(forward[1:], reversed(backward), strict=True):
        odds = (f1 + b1) - (f0 + b0)
        p1 = 1 / (1 + math.exp(-max(-500.0, min(500.0, odds))))
        out.append((1 - p1, p1))
    return out


def _add(a: float, b: float) -> float:
    """log(exp(a) + exp(b))."""
    if a < b:
        a, b = b, a
    return a if b == -math.inf else a + math.log1p(math.exp(b - a))


@cache
def model() -> Model:
    """The model that ships with the package."""
    raw = json.loads(files("visavis.model").joinpath("data/dialogue.json").read_text("utf-8"))
    return Model(raw["weights"])
