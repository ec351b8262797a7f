"""Dates: every expression of calendar time, valued as EDTF with its doubt."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from visavis.model.edtf import Edtf
from visavis.model.errors import EdtfError
from visavis.model.layers import DateMention
from visavis.model.offsets import Clean
from visavis.model.source import Source
from visavis.reading.dates_anchors import named
from visavis.reading.dates_bounds import FIRST_PERSON, Part, bounded
from visavis.reading.dates_find import find, widened
from visavis.reading.dates_found import Found
from visavis.reading.dates_lost import supplied, with_lost
from visavis.reading.dates_resolve import (
    REACH,
    Joined,
    Valued,
    Walk,
    century_of,
    inherit,
    joined,
    mostly_before_christ,
    part_of_unit,
    some_ancient,
    told_next,
)
from visavis.reading.units import Unit

OF_ITS_TIME = frozenset(
    [
        "letter",
        "news",
        "newspaper",
        "speech",
        "court",
        "interview",
        "diary",
        "telegram",
        "hearing",
        "minutes",
        "report",
        "transcript",
    ]
)
SPOKEN = 300  # characters over which somebody who speaks still means the year said last


def dates(clean: Clean, units: Sequence[Unit], source: Source) -> tuple[DateMention, ...]:
    """
    Expressions of calendar time in the cleaned text (its offsets), lost years included, in order.

    `edtf` is what the words say; `bounds` what order and context allow, or the whole span of which the
    expression is one end, or the part of the unit that the words name (`early 1926`).
    """
    text = clean.text
    found = with_lost(inherit(find(text), text), clean)
    own = _own_date(source)
    recent = source.kind in OF_ITS_TIME
    early = mostly_before_christ(found), some_ancient(found)
    walk = Walk(text, own, recent, *early, century_of(found))
    told = parts(text, units)
    valued = list(_walked(text, found, walk, told))
    lines = {id(v): _line(text, v) for v in valued}
    _join(text, valued, lines)
    for k, bounds in bounded(text, valued, told, own).items():
        why = f"{valued[k].why}; the order of what is told leaves {bounds}"
        lines[id(valued[k])] = replace(lines[id(valued[k])], bounds=str(bounds), basis="bounded", why=why)
    for m, value, why in named(text, valued):
        if not any(d.start < m.end and m.start < d.end for d in lines.values()):
            line = DateMention(m.start, m.end, text[m.start : m.end], str(value), None, "completed", why)
            lines[-m.start] = line
    return tuple(supplied(sorted(lines.values(), key=lambda d: d.start), clean))


def read_dates(text: str, source: Source) -> tuple[DateMention, ...]:
    """
    The dates of a text alone, without repairs and passages.

    >>> found = read_dates("In 1801 he came; on 5 May he left.", Source("x", "x"))
    >>> [(d.text, d.edtf, d.basis) for d in found]
    [('1801', '1801', 'stated'), ('5 May', '1801-05-05', 'completed')]
    """
    return dates(Clean.of(text), (), source)


def parts(text: str, units: Sequence[Unit]) -> list[Part]:
    """Paragraphs with what kind of telling they are; of the text alone where it has no units."""
    if not units:
        spans = [(m.start(), m.end()) for m in re.finditer(r"\S(?:.|\n(?!\n))*", text)]
        return [Part(a, b, bool(FIRST_PERSON.search(text, a, b))) for a, b in spans]
    out, section = [], 0
    for u in units:
        section += u.passage.kind == "heading"
        silent = u.passage.kind in ("heading", "keyword")
        turn = u.turn is not None or u.passage.kind == "transcript"
        out.append(Part(u.start, u.end, not silent and _speech(text, u), silent, turn, section))
    told = [p for p in out if not p.heading]
    spoken = Counter(p.section for p in told if p.speech)
    speeches = {s for s, n in Counter(p.section for p in told).items() if spoken[s] * 2 >= n}
    return [replace(p, speech=not p.heading and (p.speech or p.section in speeches)) for p in out]


def _speech(text: str, unit: Unit) -> bool:
    if unit.turn or unit.passage.kind in ("transcript", "letter"):
        return True
    return bool(FIRST_PERSON.search(text, unit.start, unit.end))


def _walked(text: str, found: Sequence[Found], walk: Walk, told: Sequence[Part]) -> Iterator[Valued]:
    """Every expression that has a value or lost its year, in order."""
    floor, starts, following = 0, [p.start for p in told], told_next(found)
    for f in found:
        wide = widened(text, f, floor)
        floor, walk.ahead = wide.end, following.get(f.start)
        k = bisect_right(starts, f.start) - 1
        v = walk.take(wide, SPOKEN if k >= 0 and told[k].turn else REACH)
        if v.value is not None and _dateline(text, wide):
            walk.dated(v.value, wide.end)
        if v.value is not None or f.kind == "lost":
            yield v


def _join(text: str, valued: Sequence[Valued], lines: dict[int, DateMention]) -> None:
    """Spans of time that two expressions make together: one line, or each with the span as its bounds."""
    for j in joined(valued, text):
        start, end = j.first.found.start, j.last.found.end
        whole = f"{j.word} makes one span of the two"
        if _is_one(text, j):
            lines[id(j.first)] = DateMention(
                start, end, text[start:end], str(j.value), None, j.first.basis, whole
            )
            lines.pop(id(j.last))
            continue
        for v in (j.first, j.last):
            if id(v) in lines and lines[id(v)].bounds is None:
                lines[id(v)] = replace(lines[id(v)], bounds=str(j.value), why=f"{v.why}; {whole}")


def _is_one(text: str, j: Joined) -> bool:
    """Whether a span is written as one expression: `July/August 1959`, a table's cell."""
    return (
        j.word in ("through", "/", "or") or "|" in text[max(0, j.first.found.start - 3) : j.first.found.start]
    )


def _line(text: str, v: Valued) -> DateMention:
    start, end = v.found.start, v.found.end
    if v.value is None:
        return DateMention(start, end, text[start:end], None, None, v.basis, v.why)
    part = part_of_unit(v.value, v.found.part)
    bounds = str(part) if part else None
    return DateMention(start, end, text[start:end], str(v.value), bounds, v.basis, v.why)


PLACE = re.compile(
    r"[\s_*]*(?!Born|Died|Date|Release|Publish|Season|Film)(?:[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){0,3}[,.]?\s+)?"
)


STAMP = re.compile(
    r"[\s>*_]*(?:(?P<sent>Sent|Date)|Published|Posted|Updated)\*?:?\*?\s*(?:on\s+)?(?:\w{3,9},?\s+)?", re.I
)
CLOCK = re.compile(
    r"[\s,|·•–-]*(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[+-]\d{4})?\s*"
    r"(?:\(?[A-Z]{2,5}\)?)?\s*",
    re.I,
)


def _dateline(text: str, f: Found) -> bool:
    """Whether a full date stands alone on its line, or with a place before it."""
    if not (f.year and f.month and f.day and f.kind == "date"):
        return False
    start = text.rfind("\n", 0, f.start) + 1
    end = text.find("\n", f.end)
    before, rest = text[start : f.start], text[f.end : end if end >= 0 else len(text)]
    if stamped := STAMP.fullmatch(before):  # of an electronic letter, of a page
        return bool(CLOCK.fullmatch(rest)) or (stamped["sent"] is not None and not rest.strip(" _.*"))
    return bool(PLACE.fullmatch(before)) and not rest.strip(" _.*:,—-")


def _own_date(source: Source) -> Edtf | None:
    try:
        return Edtf.parse(source.date) if source.date else None
    except EdtfError:
        return None
