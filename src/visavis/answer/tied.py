"""Which two of many namesakes a source ties to one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from visavis.case.memory import End

CLEARLY = 3  # how many times as many claims as any other pair a source must have of the one that it means

Pair = tuple[str, str]


def tied(one: Collection[str], two: Collection[str], about: Iterable[End]) -> dict[str, Counter[Pair]]:
    """
    How many claims each source has of each pair of one of `one` and one of `two`, sources in order; `about`
    are the source, subject and object of the claims about them.

    >>> tied({"A"}, {"B"}, [("d", "B", "A"), ("d", "A", "C")])
    {'d': Counter({('A', 'B'): 1})}
    """
    counts: dict[str, Counter[Pair]] = defaultdict(Counter)
    for doc, subject, obj in about:
        for a, b in ((subject, obj), (obj, subject)):
            if a in one and b in two and a != b:
                counts[doc][a, b] += 1
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
