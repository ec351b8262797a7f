"""
Charges between the two that a source disputes: where both are named in one sentence with a word such as
`slander`, `unfounded`, `never entered his head`.

It is only told that a source says so, and where: which charge is meant no rule can tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from visavis.answer.words import shortened
from visavis.case.memory import Memory
from visavis.case.pages import Pages
from visavis.case.spots import Spot
from visavis.model.dossier import Open
from visavis.model.sentences import sentences
from visavis.model.weights import weights

AROUND = 500  # characters around the words in which their sentence begins and ends
MOST = 6  # such places told
WHAT = "a charge between the two is disputed"


def disputes(memory: Memory, a: Collection[str], b: Collection[str], pages: Pages) -> tuple[Open, ...]:
    """
    Where a source disputes a charge in a sentence that names both; `a`, `b` are their joined names.

    >>> from visavis.case.memory import remember
    >>> disputes(remember([]), ["Ada"], ["Ben"], Pages(lambda *place: ""))
    ()
    """
    ones, twos = memory.spots(a), memory.spots(b)
    out: list[Open] = []
    for doc in memory.searched:
        if doc in ones and doc in twos and len(out) < MOST:
            text = pages.whole(doc)
            out += [
                Open(WHAT, f"“{shortened(' '.join(text[s:e].split()), 300)}”", (doc, s, e))
                for s, e in places(text, ones[doc], twos[doc])
            ]
    return tuple(out[:MOST])


def places(text: str, ones: Sequence[Spot], twos: Sequence[Spot]) -> Iterator[Spot]:
    """
    The sentences of a text that dispute a charge and hold a spot of each of the two.

    >>> text = "Ada met Ben. That Ada robbed Ben is pure slander."
    >>> [text[s:e] for s, e in places(text, [(0, 3), (18, 21)], [(8, 11), (29, 32)])]
    ['That Ada robbed Ben is pure slander.']
    """
    last = -1
    for at in _words(text):
        if at >= last and all(_near(spots, at) for spots in (ones, twos)):
            start, end = _sentence(text, at)
            if all(_inside(spots, start, end) for spots in (ones, twos)):
                last = end
                yield start, end


def _words(text: str) -> list[int]:
    """Where the words that dispute stand: first their stems are sought, which is quick."""
    stems, forms = weights().disputing["stems"], _pattern(weights().disputing["words"])
    found = set()
    for stem in stems:
        at = text.find(stem)
        while at >= 0:
            near = forms.finditer(text, max(0, at - 60), at + len(stem) + 40)
            found |= {m.start() for m in near if m.start() <= at < m.end()}
            at = text.find(stem, at + 1)
    return sorted(found)


def _near(spots: Sequence[Spot], at: int) -> bool:
    return _inside(spots, at - AROUND, at + AROUND)


def _inside(spots: Sequence[Spot], start: int, end: int) -> bool:
    i = bisect_left(spots, (start, 0))
    return i < len(spots) and spots[i][0] < end


def _sentence(text: str, at: int) -> Spot:
    first = max(0, at - AROUND)
    around = text[first : at + AROUND]
    inside = [(s, e) for s, e in sentences(around) if s <= at - first < e]
    start, end = inside[0] if inside else (at - first, at - first + 1)
    return first + start, first + end


@lru_cache(maxsize=2)
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in parts))
