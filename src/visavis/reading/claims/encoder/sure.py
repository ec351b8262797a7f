"""How sure a claim is when frame and encoder are heard together: two small logistic regressions."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from visavis.reading.claims.encoder.pairs import CLASSES, KINDS, Group

FAR, BOTH = 5, 18  # the distance across sentences, and the trait of one mention of both
FORMS = 3  # traits of a kind: name, pronoun, description
Weights = Mapping[str, float]


def heard(confidence: float, k: int, p: NDArray[np.float32] | None) -> dict[str, float]:
    """
    What is known of a frame's draft: its own confidence and the encoder's of its class `k`.

    `p` are the encoder's probabilities of all classes; None where it did not judge the two.
    """
    if p is None:
        return {"bias": 1.0, "frame": logit(confidence), "unseen": 1.0}
    tie = float(p.sum())
    return {"bias": 1.0, "frame": logit(confidence), "tie": logit(tie), "class": logit(float(p[k]) / tie)}


def likeliest(group: Group, p: NDArray[np.float32]) -> int:
    """The class that is most probable of those that the kinds of the two allow."""
    one, other = group.pairs[0].traits
    kinds = one // FORMS, (one if other == BOTH else other) // FORMS
    return max(range(len(CLASSES)), key=lambda k: float(p[k]) if allowed(k, kinds) else -1.0)


def allowed(k: int, kinds: tuple[int, int]) -> bool:
    """Whether a class may tie two of these kinds: an office alone is held, a group alone has members."""
    relation, back = CLASSES[k]
    wanted = {"holds": KINDS["office"], "member": KINDS["group"]}.get(relation)
    return wanted is None or kinds[0 if back else 1] == wanted


def alone(group: Group, k: int, p: NDArray[np.float32]) -> dict[str, float]:
    """What is known of a tie of class `k` that no frame shows."""
    tie = float(p.sum())
    nearest = group.pairs[0]
    one, other = nearest.traits
    known = {
        "bias": 1.0,
        "tie": logit(tie),
        "class": logit(float(p[k]) / tie),
        f"relation={CLASSES[k][0]}": 1.0,
        f"pairs={len(group.pairs)}": 1.0,
        f"unnamed={sum(n[:1].islower() for n in group.names)}": 1.0,
        f"one={one}": 1.0,
        f"other={other}": 1.0,
    }
    if nearest.distance % 6 == FAR:
        known["far"] = 1.0
    return known


def probability(weights: Weights, known: Mapping[str, float]) -> float:
    """
    The probability that the weights give to what is known; what has no weight counts nothing.

    >>> probability({"bias": 0.0, "tie": 2.0}, {"bias": 1.0, "far": 1.0})
    0.5
    """
    z = sum(weights.get(name, 0.0) * value for name, value in known.items())
    return min(0.99, max(0.01, 1 / (1 + math.exp(-z))))


def logit(p: float) -> float:
    """
    The logarithm of the odds, kept within what can be told apart.

    >>> logit(0.5), round(logit(0.0), 1)
    (0.0, -9.2)
    """
    p = min(1 - 1e-4, max(1e-4, p))
    return math.log(p / (1 - p))
