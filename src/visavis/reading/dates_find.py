"""
Where a text speaks of calendar time: every expression with what its own words say, nothing filled in.

Each finder looks for one kind of word that a date cannot do without (a month's name, a year's digits, a
season, `later`), then reads what stands left and right of it. A finder never takes what another took.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from visavis.reading.dates_found import Found, part_of
from visavis.reading.dates_months import feasts, months, styles
from visavis.reading.dates_relative import relative, seasons, weekdays
from visavis.reading.dates_years import centuries, decades, in_words, numeric, short_years, years

FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    numeric, styles, feasts, months, seasons, centuries, decades, short_years, in_words, years, relative,
    weekdays,
)  # fmt: skip


class Taken:
    """Stretches of a text that an expression already has."""

    def __init__(self, length: int) -> None:
        self.used = bytearray(length + 1)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing in `[start, end)` is taken."""
        return not any(self.used[start:end])

    def take(self, start: int, end: int) -> None:
        """Mark `[start, end)` as taken."""
        self.used[start:end] = b"\1" * (end - start)


def find(text: str) -> list[Found]:
    """
    Every expression of calendar time in `text`, in order, none inside another.

    >>> [(f.year, f.month, f.day) for f in find("On 25 May 1924, and in the autumn of 1925.")]
    [('1924', 5, 25), ('1925', 23, 0)]
    >>> find("They may march with 1800 men, page 1924.")
    []
    """
    taken, out = Taken(len(text)), []
    for finder in FINDERS:
        for found in finder(text):
            if taken.free(found.start, found.end):
                taken.take(found.start, found.end)
                out.append(replace(found, aside=True) if of_a_life(text, found.start) else found)
    return sorted(out, key=lambda f: f.start)


LIFE = re.compile(r"\([^()]*?\b(?:born|b\.|died|d\.)[^()]*\Z")
SPAN = 120  # characters of the brackets behind a name


def of_a_life(text: str, at: int) -> bool:
    """
    Whether an offset stands in the brackets that tell a life: the narrative does not move there.

    >>> of_a_life("Ada Moss (born Truro, died London, 4 March 1931) was a chemist.", 35)
    True
    """
    return LIFE.search(text[max(0, at - SPAN) : at]) is not None


BEFORE = re.compile(
    r"(?:(?<![&\w])(?P<about>about|around|circa|ca?\.|roughly|approximately|or\s+about|near(?:ly)?)\s+)?(?:the\s+)?"
    r"(?:(?P<time>night|morning|evening|afternoon|eve|dawn|day|month|autumn|summer|spring|winter)\s+of\s+(?:the\s+)?)?"
    r"(?:(?P<part>(?:very\s+)?(?:early|late|later|mid|middle)(?:\s+(?:in|on|part\s+of))?|(?:very\s+)?(?:end|beginning|start|close|middle|opening|outset|(?:first|second|latter)\s+half|last\s+days|latter\s+part|early\s+part|early\s+months|early\s+days|last\s+months|closing\s+months)\s+of)[\s-]+(?:the\s+)?(?:(?:month|year)\s+of\s+)?)?"
    r"(?:the\s+)?\Z",
    re.I,
)


def widened(text: str, f: Found, floor: int) -> Found:
    """
    The expression with the words before it that belong to it: `the night of`, `late in`, `about`.

    `floor` is the end of what stands before. The part of the unit and the doubt that the words say are kept.
    """
    m = BEFORE.search(text, max(floor, f.start - 60), f.start)
    if not m or m.start() == f.start:
        return f
    part = f.part or part_of(m["part"] or "")
    low = (m["part"] or "").lower()
    part = part or (
        "early" if "early" in low else "late" if re.search("last|closing|latter|late", low) else ""
    )
    return replace(f, start=m.start(), part=part, doubt=f.doubt or ("~" if m["about"] else ""))
