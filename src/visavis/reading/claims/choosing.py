"""Which of the dates around a tie is its time: a learned choice among them and none."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from visavis.reading.claims.datings import Dating

LOST = 0.35  # a time without a year invents none
NEAR = 0.75  # of a date of the sentence that the rules leave aside; see docs/dates.md
OTHER = 0.3  # where the rules give a time, and this one is likelier than it and than none


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of each feature; learned by `scripts/train_times.py`."""
    file = files("visavis.model") / "data" / "time_weights.toml"
    return {k: float(v) for k, v in tomllib.loads(file.read_text("utf-8"))["weights"].items()}


def likeliest(found: Sequence[Dating], none: Sequence[str]) -> tuple[Dating | None, float]:
    """
    The likeliest time and its probability; of dates that make the same time the probabilities add up.

    >>> one = Dating("1901", None, "stated", True, ("own<", "ruled"))
    >>> likeliest([one], ["no"])[0].edtf
    '1901'
    """
    table = weights()
    scores = [sum(table.get(f, 0.0) for f in fs) for fs in (none, *(d.features for d in found))]
    top = max(scores)
    odds = [math.exp(s - top) for s in scores]
    total: dict[str, float] = {}
    for d, p in zip(found, odds[1:], strict=True):
        total[d.edtf] = total.get(d.edtf, 0.0) + p / sum(odds)
    best = max(total, key=lambda v: total[v], default=None)
    return next((d for d in found if d.edtf == best), None), total.get(best or "", 0.0)


def chosen(found: Sequence[Dating], none: Sequence[str], ruled: str | None) -> Dating | None:
    """The date to be taken in place of the time `ruled` that the rules give; None where that one stays."""
    best, sure = likeliest(found, none)
    if best is None or best.edtf == ruled:
        return None
    if ruled:
        return best if sure >= OTHER else None
    least = LOST if "XXXX" in best.edtf else NEAR if best.near else 2.0
    return best if sure >= least else None
