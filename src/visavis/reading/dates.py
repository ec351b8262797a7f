"""Dates: every expression of calendar time, valued as EDTF with its doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from visavis.model.edtf import Edtf
from visavis.model.errors import EdtfError
from visavis.model.layers import DateMention
from visavis.model.offsets import Clean
from visavis.model.source import Source
from visavis.reading.dates_find import find, widened
from visavis.reading.dates_found import Found
from visavis.reading.dates_resolve import Joined, Valued, Walk, century_of, inherit, joined
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


def dates(clean: Clean, units: Sequence[Unit], source: Source) -> tuple[DateMention, ...]:
    """Expressions of calendar time in the cleaned text (its offsets), lost years included, in order."""
    return read_dates(clean.text, source)


def read_dates(text: str, source: Source) -> tuple[DateMention, ...]:
    """The same for a text alone; `source` gives the document's own date and kind."""
    valued = list(_walked(text, source))
    lines = {id(v): _line(text, v) for v in valued}
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
    return tuple(sorted(lines.values(), key=lambda d: d.start))


def _walked(text: str, source: Source) -> Iterator[Valued]:
    """Every expression that has a value, in order."""
    found = inherit(find(text), text)
    walk = Walk(text, _own_date(source), source.kind in OF_ITS_TIME, century_of(found))
    floor = 0
    for f in found:
        wide = widened(text, f, floor)
        floor = wide.end
        v = walk.take(wide)
        if v.value is not None:
            if _dateline(text, wide):
                walk.dated(v.value, wide.end)
            yield v


def _is_one(text: str, j: Joined) -> bool:
    """Whether a span is written as one expression: `July/August 1959`, a table's cell."""
    return (
        j.word in ("through", "/", "or") or "|" in text[max(0, j.first.found.start - 3) : j.first.found.start]
    )


def _line(text: str, v: Valued) -> DateMention:
    start, end = v.found.start, v.found.end
    return DateMention(start, end, text[start:end], str(v.value), None, v.basis, v.why)


PLACE = re.compile(
    r"[\s_*]*(?!Born|Died|Date|Release|Publish|Season|Film)(?:[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){0,3}[,.]?\s+)?"
)


def _dateline(text: str, f: Found) -> bool:
    """Whether a full date stands alone on its line, or with a place before it."""
    if not (f.year and f.month and f.day and f.kind == "date"):
        return False
    start = text.rfind("\n", 0, f.start) + 1
    end = text.find("\n", f.end)
    rest = text[f.end : end if end >= 0 else len(text)]
    return bool(PLACE.fullmatch(text[start : f.start])) and not rest.strip(" _.*:,—-")


def _own_date(source: Source) -> Edtf | None:
    try:
        return Edtf.parse(source.date) if source.date else None
    except EdtfError:
        return None
