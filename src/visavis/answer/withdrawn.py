"""
Words taken back: whose confession or testimony the dossier rests on, and who is told to have withdrawn it.

It is only told that a source says so, and where: which of somebody's words are meant no rule can tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from visavis.answer.words import named, shortened
from visavis.case.memory import Memory
from visavis.case.names import key
from visavis.case.spots import Spot
from visavis.model.claim import NARRATOR
from visavis.model.dossier import Evidence, Open
from visavis.model.sentences import sentences
from visavis.model.weights import weights

WHOLE = 10**9  # behind the end of every source
NEAR = 300  # characters before the words within which somebody's name must be the last
AROUND = 400  # characters around them in which their sentence begins and ends
LABEL = re.compile(r"(?:(?<=[.?!”\"]\s)|(?<=\n)|^)([A-Z][A-Za-z.'’ -]{1,30}):\s")  # whose turn it is
MOST = 4  # such places told of one voice


def withdrawn(memory: Memory, shown: Iterable[Evidence], asked: Iterable[str] = ()) -> tuple[Open, ...]:
    """
    What is told of words taken back by those on whose word, given on trial or in custody, `shown` rests; and,
    where a source has such words, by those `asked` for who speak in it.

    >>> from visavis.case.memory import remember
    >>> withdrawn(remember([]), [])
    ()
    """
    evidence = list(shown)
    pressed = weights().pressed
    told = [e for e in evidence if pressed & set(e.circumstances)]
    voices = {v for e in told for v in e.claim.voice if v != NARRATOR}
    there, own = {e.claim.doc for e in told}, set(asked)
    voices |= {v for e in evidence if e.claim.doc in there for v in e.claim.voice if v in own}
    docs = sorted({e.claim.doc for e in evidence})
    return tuple(o for v in sorted(voices) for o in _of(memory, v, docs))


def _of(memory: Memory, voice: str, docs: Collection[str]) -> list[Open]:
    """The places that tell of one voice's words taken back."""
    spots = memory.spots([voice])
    out = []
    for doc in docs:
        if doc in spots:
            text = memory.text(doc, 0, WHOLE)
            found = places(text, list(spots[doc]), key(voice).family)
            out += [_told(doc, voice, text, place) for place in found]
    return out[:MOST]


def places(text: str, spots: list[Spot], family: str = "") -> Iterator[tuple[int, int]]:
    """
    Where a text tells that somebody took words back whose names stand at `spots`, or whose turn it is by the
    folded `family` name before a colon.

    >>> list(places("Ada Lind signed. Later she withdrew her whole confession.", [(0, 8)]))
    [(27, 56)]
    >>> list(places("JUDGE: And then? LIND: I did not tell the truth.", [], "lind"))
    [(25, 47)]
    """
    starts = [s for s, _ in spots]
    for found in _pattern(weights().withdrawing).finditer(text):
        i = bisect_right(starts, found.start()) - 1
        labels = LABEL.findall(text, max(0, found.start() - NEAR), found.start())
        by_turn = bool(labels) and bool(family) and key(labels[-1]).family == family
        if by_turn or (not labels and i >= 0 and found.start() - spots[i][1] <= NEAR):
            yield found.span()


@lru_cache(maxsize=2)
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in parts))


def _told(doc: str, voice: str, text: str, place: tuple[int, int]) -> Open:
    first = max(0, place[0] - AROUND)
    around = text[first : place[1] + AROUND]
    start, end = place[0] - first, place[1] - first
    inside = [(s, e) for s, e in sentences(around) if s < end and start < e] or [(start, end)]
    words = shortened(around[inside[0][0] : inside[-1][1]], 260)
    return Open(f"{named(voice)} may have taken words back", f"“{words}”", (doc, *place))
