"""
The order in which claims are shown: the strongest first, but what repeats those before it stands back.

A reader of the first forty wants the turns, independent voices and the whole course, not forty meetings of
one year out of one book. So a claim's weight is lessened by how many claims already chosen share its
relation, its year, its source or its place (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heapreplace

from visavis.case.when import When, when
from visavis.model.calendar import civil
from visavis.model.dossier import Evidence
from visavis.model.weights import weights

YEAR = 366  # days; what is dated wider belongs to no year
STRETCH = 4000  # characters of a source that count as one place: some two pages


def ranked(evidence: Iterable[Evidence]) -> list[Evidence]:
    """
    Evidence in the order in which it is shown.

    A claim's gain only falls while others are chosen, so a heap of old gains finds the next best one.

    >>> from visavis.model.claim import Claim
    >>> def said(at, relation, weight):
    ...     return Evidence(Claim("a", at, at + 1, "x", "Ada", "Ben", relation), str(at), weight)
    >>> [e.id for e in ranked([said(0, "meets", 0.6), said(9, "meets", 0.59), said(9000, "harms", 0.5)])]
    ['0', '9000', '9']
    """
    chosen: Counter[tuple[object, ...]] = Counter()
    heap = [(-e.weight, e.claim.doc, e.claim.start, e.id, n, e) for n, e in enumerate(evidence)]
    heapify(heap)
    out: list[Evidence] = []
    while heap:
        *_, n, e = heap[0]
        now = (-gain(e, chosen), *heap[0][1:4], n, e)
        if now[:5] == heap[0][:5]:
            heappop(heap)
            out.append(e)
            chosen.update(feature for _, feature in features(e))
        else:
            heapreplace(heap, now)
    return out


def gain(e: Evidence, chosen: Counter[tuple[object, ...]]) -> float:
    """The weight of a claim, lessened by what it shares with those chosen."""
    table, worth = weights().rank, e.weight
    for name, feature in features(e):
        worth *= table[name] ** min(chosen[feature], 12)
    return worth


def features(e: Evidence) -> Iterator[tuple[str, tuple[object, ...]]]:
    """What a claim may share with others: relation, year, source, place (names of the table's rows)."""
    c = e.claim
    yield "relation", ("relation", c.relation, c.modality)
    yield "source", ("source", c.doc, c.voice[0])
    yield "place", ("place", c.doc, c.start // STRETCH)
    time = when(c)
    if time is not None and time.width <= YEAR:
        yield "year", ("year", year_of(time))


def year_of(time: When) -> int:
    """The year in which the middle of a time lies (astronomical)."""
    return civil(round(time.middle or 0.0))[0]
