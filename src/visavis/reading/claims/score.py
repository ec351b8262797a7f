"""Confidence: the learned probability that a careful reader finds a claim where a frame was found."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

LEAST = 0.1  # swept 0.0-0.7 by cross-validation: below it precision falls and recall hardly grows


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of each feature, and `bias`; learned by `scripts/train_claims.py`."""
    file = files("visavis.model") / "data" / "claim_weights.toml"
    return {k: float(v) for k, v in tomllib.loads(file.read_text("utf-8"))["weights"].items()}


def confidence(features: Sequence[str]) -> float:
    """
    Probability between 0 and 1 of a draft with these features; unknown features count nothing.

    >>> confidence(["a=name/person", "b=name/person"]) > confidence(["a=plural/group", "b=name/person"])
    True
    """
    table = weights()
    z = table.get("bias", 0.0) + sum(table.get(f, 0.0) for f in features)
    return min(0.99, max(0.01, 1 / (1 + math.exp(-z))))
