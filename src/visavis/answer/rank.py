"""
The order in which claims are shown: the strongest first, but what repeats those before it stands back.

A reader of the first forty wants the turns, independent voices and the whole course, not forty meetings of
one year out of one book. So what a claim is worth is lessened by what those already chosen share with it: its
event, relation, year, source, place (maximal marginal relevance, Carbonell and Goldstein 1998). What many
share is lessened down to a floor, never to nothing: a strong claim stays before a faint one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from heapq import heapify, heappop, heapreplace

from visavis.case.when import When, when
from visavis.model.calendar import civil
from visavis.model.dossier import Evidence
from visavis.model.weights import weights

YEAR = 366  # days; what is dated wider belongs to no year
STRETCH = 4000  # characters of a source that count as one place: some two pages
NONE: Mapping[str, float] = {}


def ranked(evidence: Iterable[Evidence], marked: Mapping[str, float] = NONE) -> list[Evidence]:
    """
    Evidence in the order in which it is shown, each with what it adds to those before it (`adds`), which
    never rises. `marked` gives by id how many times more some are worth: those that turn the course.

    A claim's gain only falls while others are chosen, so a heap of old gains finds the next best one.

    >>> from visavis.model.claim import Claim
    >>> def said(at, relation, weight):
    ...     return Evidence(Claim("a", at, at + 1, "x", "Ada", "Ben", relation), str(at), weight)
    >>> [e.id for e in ranked([said(0, "meets", 0.6), said(9, "meets", 0.59), said(9000, "harms", 0.5)])]
    ['0', '9000', '9']
    """
    some = list(evidence)
    told = confirmed(some)
    worths = [worth(e, told) * marked.get(e.id, 1.0) for e in some]
    chosen: Counter[tuple[object, ...]] = Counter()
    heap = [
        (-w, e.claim.doc, e.claim.start, e.id, n, e)
        for n, (e, w) in enumerate(zip(some, worths, strict=True))
    ]
    heapify(heap)
    out: list[Evidence] = []
    while heap:
        *_, n, e = heap[0]
        now = (-gain(e, worths[n], chosen), *heap[0][1:4], n, e)
        if now[:5] == heap[0][:5]:
            heappop(heap)
            out.append(replace(e, adds=-now[0]))
            chosen.update(feature for _, feature in features(e))
        else:
            heapreplace(heap, now)
    return out


def gain(e: Evidence, worth: float, chosen: Mapping[tuple[object, ...], int]) -> float:
    """What a claim is worth, lessened by what it shares with those chosen."""
    table = weights().rank
    for name, feature in features(e):
        row, n = table[name], chosen.get(feature, 0)
        worth *= row["floor"] + (1 - row["floor"]) * row["left"] ** n
    return worth


def features(e: Evidence) -> Iterator[tuple[str, tuple[object, ...]]]:
    """What a claim may share with others, by the names of the table's rows."""
    c, time = e.claim, when(e.claim)
    place = c.start // STRETCH
    year = year_of(time) if time is not None and time.width <= YEAR else None
    yield "event", ("event", c.relation, c.doc, place if year is None else year)
    yield "relation", ("relation", c.relation)
    yield "source", ("source", c.doc, c.voice[0])
    yield "place", ("place", c.doc, place)
    if year is not None:
        yield "year", ("year", year)


def worth(e: Evidence, told: Mapping[tuple[str, int], int]) -> float:
    """A claim's weight, times what a reader gains by a stated date, a clear tie and other sources' word."""
    table, time = weights().worth, when(e.claim)
    value = e.weight
    if time is not None and time.stated and time.width <= YEAR:
        value *= table["dated"]
        others = told.get((e.claim.relation, year_of(time)), 1) - 1
        value *= 1 + table["confirmed"] * min(others, 3)
    if e.claim.modality != "asserted":
        value *= table["unsettled"]
    return value * (table["named"] if both_named(e) else 1.0)


def confirmed(evidence: Iterable[Evidence]) -> dict[tuple[str, int], int]:
    """How many sources tell of one relation in one year."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for e in evidence:
        time = when(e.claim)
        if time is not None and time.width <= YEAR and e.claim.modality == "asserted":
            found[e.claim.relation, year_of(time)].add(e.claim.doc)
    return {event: len(docs) for event, docs in found.items()}


def both_named(e: Evidence) -> bool:
    """Whether the words of the claim call both ends by name, not `he` or `her friend`."""
    c = e.claim
    spans = (c.subject_span, c.object_span)
    words = [c.quote[s[0] - c.start : s[1] - c.start] if s and c.start <= s[0] < c.end else "" for s in spans]
    return all(w[:1].isupper() and w != "I" for w in words)


def year_of(time: When) -> int:
    """The year in which the middle of a time lies (astronomical)."""
    return civil(round(time.middle or 0.0))[0]
