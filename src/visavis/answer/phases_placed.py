"""
Where claims lie on the axis of time, for the phases.

A claim lies at the middle of its stated time, else of the bounds that the order of events allows, else
between the dated claims around it in its own text, where that text runs forward in time there: a chronicle or
a life does, a collection of letters or of lives mostly not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from visavis.case.when import When, when
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence
from visavis.model.weights import weights

SURE_WIDTH = 366 * 12  # an interval wider than this places nothing
NARROW = 366 * 2  # days; what is dated finer tells when a stretch begins and ends
BESIDE = 5  # years around the stated dates of a pair in which what is inferred or ordered still lies
AROUND = 4  # dated claims on each side that show whether a text runs forward in time there ...
IN_ORDER = 0.8  # ... which it does where so many of their pairs stand in order of time
WIDEST = 30  # years; dates of a text further apart than this place nothing between them
NEAR = 3  # years between two dates of a text within which its order places well
STRAY = 30  # years; a date further than this from all others places nothing ...
FEW = 3  # dates of a pair that say in which years its ties lie
SEVERAL = 6  # ... where at least so many are dated
YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Placed:
    """Evidence with its place (a day number; None without any) and how the place was found."""

    evidence: Evidence
    day: float | None
    when: When | None
    by_order: bool = False
    stray: bool = False
    doubted: bool = False  # nothing upholds its place
    frame: float = 0.0  # days between the dated neighbours, where the order of the text places it

    @property
    def weight(self) -> float:
        """
        Its weight; less where a wide date or only the order of the text places it, and little where it says
        neither for nor against: that two met or wrote tells that they were in touch, friends and
        enemies alike.
        """
        quiet = weights().phase["quiet"] if self.evidence.claim.sign == "0" else 1.0
        wide = NEAR * YEAR / self.frame if self.far else 1.0
        doubt = weights().phase["doubted"] if self.doubted else 1.0
        return max(1e-6, self.evidence.weight * quiet * wide * doubt * weights().phase[self.basis])

    @property
    def far(self) -> bool:
        """Whether only the order of the text places it, between dates that lie far apart."""
        return self.by_order and self.frame > NEAR * YEAR

    @property
    def basis(self) -> str:
        """What places it, as the table's row: `order` of the text, an `inferred`, `wide` or `stated` date."""
        if self.by_order or self.when is None:
            return "order"
        return "inferred" if not self.when.stated else "wide" if self.when.width > NARROW else "stated"


def placed(pair: Sequence[Evidence], everything: Iterable[Evidence] = ()) -> list[Placed]:
    """
    Places of the pair's evidence on the axis of time, in order of time and then of text.

    `everything` (all evidence of the same sources) gives dated neighbours to the undated.
    """
    neighbours = _Neighbours([*pair, *everything])
    out = []
    low, high = _course(pair)
    for e in pair:
        time = when(e.claim)
        if time is not None and _places(time) and e.claim.modality != "asked":  # a question dates nothing
            out.append(Placed(e, time.middle, time))
        else:
            day, frame = neighbours.day(e.claim, time)
            inside = day is not None and low <= day <= high
            out.append(Placed(e, day if inside else None, time, by_order=True, frame=frame))
    key = lambda p: (p.day is None, p.day or 0.0, p.evidence.claim.doc, p.evidence.claim.start, p.evidence.id)  # noqa: E731
    return sorted(out, key=key)


def _course(pair: Sequence[Evidence]) -> tuple[float, float]:
    """The days between which the order of a text may place: the dates of the pair and some years around."""
    days = sorted(
        w.middle for e in pair if (w := when(e.claim)) and _places(w) and w.stated and w.middle is not None
    )
    if len(days) > FEW:
        gaps = [float("inf"), *(b - a for a, b in pairwise(days)), float("inf")]
        days = [
            d for d, *near in zip(days, gaps, gaps[1:], strict=False) if min(near) <= STRAY * YEAR
        ] or days
    if len(days) < FEW:
        return float("-inf"), float("inf")
    return min(days) - BESIDE * YEAR, max(days) + BESIDE * YEAR


def _places(time: When) -> bool:
    """Whether a time is narrow enough to give a place; a stated `1877/..` places at its known end."""
    return time.width <= SURE_WIDTH if time.closed else time.stated


def adrift(pair: Iterable[Evidence]) -> frozenset[str]:
    """The sources of the evidence that no time of its own places: its dated neighbours are wanted."""
    times = ((e.claim.doc, when(e.claim)) for e in pair)
    return frozenset(doc for doc, time in times if time is None or not _places(time))


class _Neighbours:
    """The dated claims of each document, in order of the text."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        found: dict[str, dict[int, float]] = defaultdict(dict)
        for e in evidence:
            time = when(e.claim)
            if time is not None and _places(time) and time.middle is not None:
                found[e.claim.doc].setdefault(e.claim.start, time.middle)
        self._at = {doc: sorted(days.items()) for doc, days in found.items()}

    def day(self, claim: Claim, limits: When | None) -> tuple[float | None, float]:
        """
        A day between the nearest dated claims, and the days between these; no day where the text runs
        backwards there.
        """
        line = self._at.get(claim.doc, [])
        i = bisect_left(line, (claim.start, float("-inf")))
        before = line[i - 1][1] if i else None
        after = line[i][1] if i < len(line) else None
        if before is None or after is None or before > after or after - before > WIDEST * YEAR:
            return None, 0.0
        if _forward([day for _, day in line[max(0, i - AROUND) : i + AROUND]]) < IN_ORDER:
            return None, 0.0
        share = (claim.start - line[i - 1][0]) / max(1, line[i][0] - line[i - 1][0])
        day = before + share * (after - before)
        if limits and limits.first is not None:
            day = max(day, limits.first)
        return min(day, limits.last) if limits and limits.last is not None else day, after - before


def _forward(days: Sequence[float]) -> float:
    """
    The share of the pairs of days that stand in order of time (a tie counts neither way); 1 without any.

    >>> _forward([1820, 1821, 1821, 1825]), _forward([1825, 1820, 1821])
    (1.0, 0.3333333333333333)
    """
    pairs = [(a, b) for a, b in combinations(days, 2) if a != b]
    return sum(a < b for a, b in pairs) / len(pairs) if pairs else 1.0


def plausible(pair: Sequence[Evidence]) -> list[Evidence]:
    """
    The evidence without inferred times far from all that the sources state of the pair: the day of an edition
    or another life's year, next to which a sentence happened to stand.
    """
    low, high = _course(pair)
    return [e if _inside(when(e.claim), low, high) else _undated_now(e) for e in pair]


def _inside(time: When | None, low: float, high: float) -> bool:
    return time is None or time.stated or time.middle is None or low <= time.middle <= high


def _undated_now(e: Evidence) -> Evidence:
    basis = "lost" if e.claim.time else None
    return replace(e, claim=replace(e.claim, bounds=None, time_basis=basis))


def without_strays(some: Sequence[Placed]) -> list[Placed]:
    """
    The same, but what is dated half a lifetime away from all others is not placed: such a date is hardly one
    of the tie (the day of an edition, a slip). Where few are dated, none can be called a stray.
    """
    days = sorted(p.day for p in some if p.day is not None and not p.by_order)
    if len(days) < SEVERAL:
        return list(some)
    gaps = [float("inf"), *(b - a for a, b in pairwise(days)), float("inf")]
    strays = {d for i, d in enumerate(days) if min(gaps[i], gaps[i + 1]) > STRAY * YEAR}
    return [replace(p, day=None, stray=True) if p.day in strays and not p.by_order else p for p in some]
