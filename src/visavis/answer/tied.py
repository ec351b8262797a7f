"""Which two of many namesakes a source ties to one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from visavis.model.dossier import Evidence

CLEARLY = 3  # how many times as many claims as any other pair a source must have of the one that it means

Pair = tuple[str, str]


def tied(one: Collection[str], two: Collection[str], about: Iterable[Evidence]) -> dict[str, Counter[Pair]]:
    """How many claims each source has of each pair of one of `one` and one of `two`, sources in order."""
    counts: dict[str, Counter[Pair]] = defaultdict(Counter)
    for e in about:
        for a, b in ((e.claim.subject, e.claim.object), (e.claim.object, e.claim.subject)):
            if a in one and b in two and a != b:
                counts[e.claim.doc][a, b] += 1
    return dict(sorted(counts.items()))


def clear(pairs: Counter[Pair], main: Pair | None = None) -> Pair | None:
    """
    The main pair where a source ties it at all, else the one that it ties far more often than any other.

    >>> clear(Counter({("A", "B"): 4, ("A", "C"): 1}), ("X", "B"))
    ('A', 'B')
    >>> clear(Counter({("A", "B"): 1, ("A", "C"): 1}), ("X", "B")) is None
    True
    """
    if main in pairs:
        return main
    (best, most), *others = sorted(pairs.items(), key=lambda p: (-p[1], p[0]))
    return best if all(most >= CLEARLY * n for _, n in others) else None
