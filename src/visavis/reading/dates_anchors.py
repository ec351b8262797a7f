"""Numbered meetings as dates: `the Fourteenth Congress`, once the source says when it met."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from visavis.model.date_words import alternatives, date_words
from visavis.model.edtf import Edtf
from visavis.reading.dates_found import ORDINAL
from visavis.reading.dates_resolve import Valued

W = date_words()
MEETING = re.compile(
    rf"(?<!\w)the\s+(?P<n>{ORDINAL}|\d{{1,3}}(?:st|nd|rd|th)|[XVI]{{1,6}}(?:th)?)\s+"
    rf"(?:[A-Z][\w-]+\s+){{0,3}}(?P<what>{alternatives(W.meetings)})(?!\w)",
    re.I,
)
BY = re.compile(r"[\s,]*(?:(?:was\s+|is\s+)?held\s+)?(?:[(\[]|in\s+|on\s+|of\s+|,\s*)*(?:the\s+)?\Z", re.I)
ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Meeting:
    """A numbered meeting named in a text: its offsets, what kind it is, its number."""

    start: int
    end: int
    what: str
    number: int


def meetings(text: str) -> list[Meeting]:
    """
    The numbered meetings that a text names.

    >>> [(m.what, m.number) for m in meetings("At the Fourteenth Party Congress and the XVth Congress")]
    [('congress', 14), ('congress', 15)]
    """
    out = []
    for m in MEETING.finditer(text):
        number = _number(m["n"])
        if number and m["what"][0].isupper():
            out.append(Meeting(m.start(), m.end(), m["what"].lower(), number))
    return out


def _number(text: str) -> int | None:
    roman = re.fullmatch(r"([XVI]+)(?:th)?", text)
    if not roman:
        return W.number(text)
    values = [ROMAN[c] for c in roman[1]]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


def dated_meetings(text: str, valued: Sequence[Valued]) -> dict[tuple[str, int], Valued]:
    """The date that stands beside a meeting's name, by kind and number."""
    out: dict[tuple[str, int], Valued] = {}
    dates = [v for v in valued if v.value is not None and v.value.year_known and v.value.kind == "date"]
    k = 0
    for m in meetings(text):
        while k < len(dates) and dates[k].found.start < m.end:
            k += 1
        if k < len(dates) and BY.fullmatch(text[m.end : dates[k].found.start]):
            out.setdefault((m.what, m.number), dates[k])
    return out


def named(text: str, valued: Sequence[Valued]) -> list[tuple[Meeting, Edtf, str]]:
    """Meetings named without a date beside them, with the date that the source gives elsewhere."""
    known = dated_meetings(text, valued)
    if not known:
        return []
    out = []
    starts = sorted(v.found.start for v in valued)
    for m in meetings(text):
        source = known.get((m.what, m.number))
        beside = any(
            m.start <= s < m.end + 20 and BY.fullmatch(text[m.end : s]) for s in starts if s >= m.end
        )
        if source and source.value and not beside:
            said = text[source.found.start : source.found.end]
            out.append((m, source.value, f"the source dates this meeting “{said}”"))
    return out
