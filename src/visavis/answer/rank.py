"""
The order in which claims are shown: the strongest first, but what repeats those before it stands back.

A reader of the first forty wants the turns, independent voices and the whole course, not forty meetings of
one year out of one book. So what a claim is worth is raised where its words tell of a turn, and lessened by
what those already chosen share with it: its event, relation, year, source, place, the word that shows it and
the words around it (maximal marginal relevance, Carbonell and Goldstein 1998). What many share is lessened
down to a floor, never to nothing: a strong claim stays before a faint one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heapreplace

from visavis.answer.salience import Likeness, Text, acts, daily, shown_by, tellers
from visavis.case.when import When, when
from visavis.model.calendar import civil
from visavis.model.claim import ENCODER
from visavis.model.dossier import Evidence
from visavis.model.weights import weights

YEAR = 366  # days; what is dated wider belongs to no year
STRETCH = 4000  # characters of a source that count as one place: some two pages
COMPARED = 400  # the weightiest claims of which the words around are compared
NONE: Mapping[str, float] = {}

Share = tuple[str, tuple[object, ...]]  # a row of the table `[rank]`, and what a claim shares by it


def ranked(
    evidence: Iterable[Evidence], marked: Mapping[str, float] = NONE, text: Text | None = None
) -> list[Evidence]:
    """
    Evidence in the order in which it is shown, each with what it adds to those before it (`adds`), which
    never rises. `marked` gives by id how many times more some are worth: those that turn the course. With
    `text`, which gives a source's words between two offsets, the words around the claims are compared.

    A claim's gain only falls while others are chosen, so a heap of old gains finds the next best one.

    >>> from visavis.model.claim import Claim
    >>> def said(at, relation, weight):
    ...     return Evidence(Claim("a", at, at + 1, "x", "Ada", "Ben", relation), str(at), weight)
    >>> [e.id for e in ranked([said(0, "meets", 0.6), said(9, "meets", 0.59), said(9000, "harms", 0.5)])]
    ['0', '9000', '9']
    """
    some = sorted(evidence, key=lambda e: (-e.weight, e.claim.doc, e.claim.start, e.id))
    told, turns = confirmed(some), tellers(some)
    worths = [worth(e, told, turns) * marked.get(e.id, 1.0) for e in some]
    shares = [tuple(features(e)) for e in some]
    alike = _Nearest(some[:COMPARED], text)
    chosen: Counter[tuple[object, ...]] = Counter()
    heap = [
        (-w, (e.claim.doc, e.claim.start, e.id), n) for n, (e, w) in enumerate(zip(some, worths, strict=True))
    ]
    heapify(heap)
    out: list[Evidence] = []
    while heap:
        was, key, n = heap[0]
        now = -gain(shares[n], worths[n], chosen) * alike.left(n)
        if now > was:
            heapreplace(heap, (now, key, n))
            continue
        heappop(heap)
        out.append(replace(some[n], adds=-now))
        chosen.update(feature for _, feature in shares[n])
        alike.choose(n)
    return out


class _Nearest:
    """What is left of claims by how alike the words around them are to those around the claims chosen."""

    def __init__(self, some: Sequence[Evidence], text: Text | None) -> None:
        self._likeness = Likeness(some, text)
        self._most = [0.0] * len(some)  # the greatest likeness to one chosen ...
        self._seen = [0] * len(some)  # ... of so many
        self._chosen: list[int] = []

    def choose(self, n: int) -> None:
        """Claim `n` is shown."""
        if n < len(self._most):
            self._chosen.append(n)

    def left(self, n: int) -> float:
        """What is left of claim `n`, between 0 and 1; all of it where it is not compared."""
        if n >= len(self._most):
            return 1.0
        for other in self._chosen[self._seen[n] :]:
            self._most[n] = max(self._most[n], self._likeness.of(n, other))
        self._seen[n] = len(self._chosen)
        return 1 - weights().worth["alike"] * self._most[n]


def gain(shares: Iterable[Share], worth: float, chosen: Mapping[tuple[object, ...], int]) -> float:
    """What a claim is worth, lessened by what it shares with those chosen."""
    table = weights().rank
    for name, feature in shares:
        n = chosen.get(feature, 0)
        if n:
            row = table[name]
            worth *= row["floor"] + (1 - row["floor"]) * row["left"] ** n
    return worth


def features(e: Evidence) -> Iterator[Share]:
    """What a claim may share with others, by the names of the table's rows."""
    c, time = e.claim, when(e.claim)
    place = c.start // STRETCH
    year = year_of(time) if time is not None and time.width <= YEAR else None
    yield "event", ("event", c.relation, c.doc, place if year is None else year)
    yield "relation", ("relation", c.relation)
    yield "source", ("source", c.doc, c.voice[0])
    yield "place", ("place", c.doc, place)
    yield "word", ("word", shown_by(c))
    if year is not None:
        yield "year", ("year", year)


def worth(e: Evidence, told: Mapping[tuple[str, int], int], turns: Mapping[str, int]) -> float:
    """
    A claim's weight, times what a reader gains by a stated date, a turn, a clear tie, other sources' word.

    `told` is how many sources tell of a relation in a year, `turns` of a turning word.
    """
    table, time, words = weights().worth, when(e.claim), acts(e.claim)
    value, sources = e.weight, max((turns.get(w, 1) for w in words), default=1)
    if time is not None and time.stated and time.width <= YEAR:
        value *= table["dated"]
        sources = max(sources, told.get((e.claim.relation, year_of(time)), 1))
    value *= 1 + table["confirmed"] * min(sources - 1, 3)
    value *= turn(e.claim.confidence) if words else table["daily"] if daily(e.claim) else 1.0
    value *= table["encoder"] if e.claim.rule == ENCODER else 1.0
    value *= table["unsettled"] if e.claim.modality != "asserted" else 1.0
    return value * (table["named"] if both_named(e) else 1.0)


def turn(confidence: float) -> float:
    """How many times more a claim is worth that tells of a turn: all of it only where it is sure enough."""
    table = weights().worth
    return 1 + (table["act"] - 1) * min(1.0, confidence / table["sure"])


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
