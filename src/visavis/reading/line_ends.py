"""
Line ends as old machines write them, and marks without width (of a file's byte order, of the direction of
writing): read past, and found again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from visavis.model.claim import Claim
from visavis.model.layers import Reading, moved
from visavis.model.offsets import Edit, OffsetMap, Patch
from visavis.model.source import Skipped, Source

NO_WIDTH = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
WIDTHLESS = re.compile(f"[{NO_WIDTH}]")
OTHER = re.compile(rf"\r\n?|[{NO_WIDTH}]")
To = Callable[[int, int], tuple[int, int]]


def unified(raw: str) -> OffsetMap | None:
    r"""
    The way from `raw` to the same text with `\n` for every line end and without marks that have no width;
    None where nothing differs.

    >>> m = unified("Anna\r\nmet\rBruno")
    >>> m.text, m.to_source(5, 8)
    ('Anna\nmet\nBruno', (6, 9))
    """
    patches = [_patch(m) for m in OTHER.finditer(raw)]
    return OffsetMap(raw, patches) if patches else None


def _patch(mark: re.Match[str]) -> Patch:
    """As small as can be: what is no line end goes, a lone `\\r` becomes one."""
    lone = mark.group() == "\r"
    return Patch(mark.start(), mark.start() + 1, "\n" if lone else "")


def put_back(reading: Reading, way: OffsetMap, source: Source) -> Reading:
    """The reading of a unified text with all offsets and quotes taken back to `source`."""
    to, raw = way.to_source, source.raw
    return Reading(
        source=source,
        repairs=tuple(_edit(e, to, raw) for e in reading.repairs),
        passages=tuple(moved(p, to, raw) for p in reading.passages),
        turns=tuple(moved(t, to, raw) for t in reading.turns),
        entities=reading.entities,
        mentions=tuple(moved(m, to, raw) for m in reading.mentions),
        dates=tuple(moved(d, to, raw) for d in reading.dates),
        claims=tuple(_claim(c, to, raw) for c in reading.claims),
        circumstances=tuple(moved(c, to, raw) for c in reading.circumstances),
        skipped=tuple(_skipped(x, to) for x in reading.skipped),
        copies=tuple(moved(c, to, raw) for c in reading.copies),
    )


def _skipped(one: Skipped, to: To) -> Skipped:
    start, end = to(one.start, one.end)
    return replace(one, start=start, end=end)


def _edit(edit: Edit, to: To, raw: str) -> Edit:
    start, end = to(edit.start, edit.end)
    patches = tuple(Patch(*to(p.start, p.end), p.text) for p in edit.patches)
    return replace(edit, start=start, end=end, was=raw[start:end], patches=patches)


def _claim(claim: Claim, to: To, raw: str) -> Claim:
    start, end = to(claim.start, claim.end)
    return replace(
        claim,
        start=start,
        end=end,
        quote=raw[start:end],
        subject_span=to(*claim.subject_span) if claim.subject_span else None,
        object_span=to(*claim.object_span) if claim.object_span else None,
    )
