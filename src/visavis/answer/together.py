"""
Passages in which both are named, though no claim between the two was read out of them.

What is read is never all that is there. These passages are shown as what they are: words of a source, no
claims. Nearest first, by turns of the sources.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from visavis.case.memory import Memory
from visavis.case.spots import Spot
from visavis.model.dossier import Evidence, Together
from visavis.model.sentences import sentences

REACH = 200  # characters between two names that stand together
AROUND = 500  # characters on both sides in which the sentence of a name begins and ends
LONGEST = 700  # characters of a passage that is shown
MOST = 40  # passages of an answer
TRIED = 4  # how many times as many are looked at, since some turn out to lie in two paragraphs


@dataclass(frozen=True, slots=True)
class _Near:
    """A name of each of the two close by one another in a source."""

    doc: str
    one: Spot
    two: Spot

    @property
    def start(self) -> int:
        return min(self.one[0], self.two[0])

    @property
    def end(self) -> int:
        return max(self.one[1], self.two[1])


def together(
    memory: Memory, a: Collection[str], b: Collection[str], claims: Iterable[Evidence]
) -> tuple[tuple[Together, ...], int]:
    """
    Passages that name one of the joined names `a` and one of `b`, outside of those of `claims`, and how many
    places there are at which such names stand close together.
    """
    ones, twos = memory.spots(a), memory.spots(b)
    read = _read(claims)
    by_doc = [
        nearest(d, ones[d], twos[d], read.get(d, ())) for d in memory.searched if d in ones and d in twos
    ]
    chosen: list[Together] = []
    for near in _by_turns(by_doc)[: TRIED * MOST]:
        found = _passage(memory, near)
        if found is None or _touches(read.get(near.doc, ()), found.start, found.end):
            continue
        if len(chosen) < MOST and not any(_same_place(found, c) for c in chosen):
            chosen.append(found)
    return tuple(chosen), sum(map(len, by_doc))


def nearest(doc: str, ones: Sequence[Spot], twos: Sequence[Spot], read: Sequence[Spot] = ()) -> list[_Near]:
    """
    The places where a name of the one stands near a name of the other and which are not `read`, the nearest
    first; of two that share a name only the nearer.

    >>> [(n.one, n.two) for n in nearest("d", [(0, 3), (900, 903)], [(10, 13), (40, 43)])]
    [((0, 3), (10, 13))]
    """
    line = sorted([(*s, 0) for s in ones] + [(*s, 1) for s in twos])
    best: list[_Near] = []
    for (start, end, side), (start2, end2, side2) in pairwise(line):
        if side == side2 or not 0 <= start2 - end <= REACH:
            continue
        first, second = (start, end), (start2, end2)
        near = _Near(doc, second, first) if side else _Near(doc, first, second)
        if _touches(read, near.start, near.end):
            continue
        if best and near.start < best[-1].end:
            best[-1] = min(best[-1], near, key=lambda n: (n.end - n.start, n.start))
        else:
            best.append(near)
    return sorted(best, key=lambda n: (n.end - n.start, n.start))


def _by_turns(by_doc: Sequence[Sequence[_Near]]) -> list[_Near]:
    """The nearest of each source, then the next of each."""
    return [n for turn in zip_longest(*by_doc) for n in turn if n is not None]


def _read(claims: Iterable[Evidence]) -> Mapping[str, list[Spot]]:
    """Where the claims of each source stand, in order."""
    out: dict[str, list[Spot]] = defaultdict(list)
    for e in claims:
        out[e.claim.doc].append((e.claim.start, e.claim.end))
    return {doc: sorted(spots) for doc, spots in out.items()}


def _touches(spots: Sequence[Spot], start: int, end: int) -> bool:
    """Whether one of some short stretches, in order, touches `[start, end)`."""
    i = bisect_left(spots, (start - 2 * LONGEST, 0))
    return any(s < end and start < e for s, e in _from(spots, i, end))


def _from(spots: Sequence[Spot], i: int, end: int) -> Iterator[Spot]:
    while i < len(spots) and spots[i][0] < end:
        yield spots[i]
        i += 1


def _passage(memory: Memory, near: _Near) -> Together | None:
    """The sentences of the two names; None where they stand in two paragraphs."""
    first = max(0, near.start - AROUND)
    text = memory.text(near.doc, first, near.end + AROUND)
    start, end = near.start - first, near.end - first
    if "\n\n" in text[start:end]:
        return None
    inside = [(s, e) for s, e in sentences(text) if s < end and start < e] or [(start, end)]
    start, end = max(inside[0][0], end - LONGEST), min(inside[-1][1], start + LONGEST)
    return Together(near.doc, first + start, first + end, text[start:end], near.one, near.two)


def _same_place(one: Together, two: Together) -> bool:
    return one.doc == two.doc and one.start < two.end and two.start < one.end
