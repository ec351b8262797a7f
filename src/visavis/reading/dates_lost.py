"""Years that a source lost: the places that the repairs mark, as expressions whose year is not filled in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from visavis.model.date_words import alternatives, date_words
from visavis.model.layers import DateMention
from visavis.model.offsets import Clean, Edit
from visavis.reading.dates_found import Found, part_of

W = date_words()
KEPT_MONTH = re.compile(rf"\b({alternatives(m.title() for m in W.months if len(m) > 2)})\b")
KEPT_SEASON = re.compile(rf"\b({alternatives(W.seasons)})\b", re.I)
LED = re.compile(
    r"(?:(?:the|about|towards?|approximately|during|early|late|mid|end|beginning|of|in|from)\s+)*\Z", re.I
)
WHOLE = re.compile(r"\b(?:throughout|all\s+of|whole\s+of)\b", re.I)


def lost_spans(clean: Clean) -> Iterator[tuple[int, int]]:
    """Where the cleaned text keeps the words whose year is lost: `25 May`, `early`, `during`; its offsets."""
    for edit in clean.edits:
        if edit.kind == "lost-year" and edit.reads is None:
            start, _ = clean.map.to_text(edit.start, edit.end)
            end = clean.map.to_text(edit.start, _kept(edit))[1]
            if start < end:
                yield start, end


def _kept(edit: Edit) -> int:
    """Raw offset where the kept words end: where the repair puts its mark, else the last blank."""
    if edit.patches:
        return edit.patches[0].start
    blank = edit.was.rstrip().rfind(" ")
    return edit.start + (blank if blank > 0 else len(edit.was))


def with_lost(found: Sequence[Found], clean: Clean) -> list[Found]:
    """The expressions of a text with the lost ones marked (`kind` is `lost`) and added."""
    out = list(found)
    for start, end in lost_spans(clean):
        near = [k for k, f in enumerate(out) if f.start < end and start < f.end]
        if any(out[k].year and out[k].kind == "date" for k in near):
            continue  # the year is there
        kept = [replace(out[k], kind="lost", n=None, doubt="") for k in near if out[k].month or out[k].day]
        gone = set(near)
        out = [f for k, f in enumerate(out) if k not in gone]
        out += kept[:1] or [_of_words(clean.text, start, end)]
    return sorted(out, key=lambda f: f.start)


def supplied(lines: Sequence[DateMention], clean: Clean) -> list[DateMention]:
    """The dates with those whose year another copy of the text gave named as such: basis `completed`."""
    given = [e for e in clean.edits if e.kind == "lost-year" and e.reads is not None]
    places = [(*clean.map.to_text(p.start, p.end), e.why) for e in given for p in e.patches]
    starts = [start for start, _, _ in places]
    out = []
    for d in lines:
        k = bisect_left(starts, d.end) - 1
        touched = k >= 0 and d.start < places[k][1] and d.edtf is not None
        out.append(replace(d, basis="completed", why=places[k][2]) if touched else d)
    return out


def _of_words(text: str, start: int, end: int) -> Found:
    """What `early`, `the summer of` or a bare `during` still say."""
    low = LED.search(text, max(0, start - 40), start)
    words = text[low.start() if low else start : end]
    month, season = KEPT_MONTH.search(words), KEPT_SEASON.search(words)
    number = W.months[month[1].lower()] if month else W.seasons[season[1].lower()] if season else 0
    part = part_of(words) or part_of(words.replace("months", "part"))
    if not part and re.search(r"\bearl(?:y|ier)\b", words, re.I):
        part = "early"
    note = "whole" if WHOLE.search(words) else ""
    return Found(start, end, "lost", month=number, part=part, note=note)
