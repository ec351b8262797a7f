"""Repairs: find the wounds of a text, mend them, and keep the way back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from visavis.model.offsets import Clean, Edit, Patch
from visavis.reading.repair.cuts import cuts
from visavis.reading.repair.furniture import furniture
from visavis.reading.repair.glue import glued_words
from visavis.reading.repair.hyphens import hyphens
from visavis.reading.repair.keywords import stray_keywords
from visavis.reading.repair.letters import slips
from visavis.reading.repair.marks import edit_marks, footnote_marks
from visavis.reading.repair.mojibake import mojibake
from visavis.reading.repair.page import Page
from visavis.reading.repair.scan import scanned_words
from visavis.reading.repair.touching import touching_words
from visavis.reading.repair.years import lost_years

WORDS = frozenset({"glued", "ocr", "hyphen"})  # kinds that read a whole word anew
Family = Callable[[Page], Iterator[Edit]]
# the first to claim a place keeps it
FAMILIES: tuple[Family, ...] = (
    mojibake,
    hyphens,
    furniture,
    edit_marks,
    footnote_marks,
    stray_keywords,
    lost_years,
    touching_words,
    glued_words,
    scanned_words,
    slips,
    cuts,
)


def clean(raw: str, supplied: Iterable[Edit] = ()) -> Clean:
    """
    Repair `raw`; the result holds the text to read on, every repair, and the way back.

    Offsets of the repairs are raw. Nothing is guessed: a year that is gone is marked, not filled in.

    >>> clean("In MayCato left.[3]").text
    'In May, Cato left.'

    `supplied` are repairs that another copy of the text gives; they go before all others.

    Names with a capital inside are left as they are:

    >>> clean("McCarthy met MacArthur").text
    'McCarthy met MacArthur'
    """
    page, taken = Page(raw), Taken(raw)
    edits = [e for e in supplied if taken.hold(e)]
    for family in FAMILIES:
        edits += (e for e in family(page) if taken.add(e))
        page.torn = sum(e.kind in ("lost-year", "edit-mark") for e in edits)
    return Clean.of(raw, edits)


class Taken:
    """The places that repairs hold; no two repairs change or mark the same one."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._spans: list[tuple[int, int]] = []

    def add(self, edit: Edit) -> bool:
        """Take the place of `edit`; False, and nothing taken, where another holds a part of it."""
        spans = core(self._raw, edit)
        if any(self._held(*s) for s in spans):
            return False
        for s in spans:
            self._spans.insert(bisect_left(self._spans, s), s)
        return True

    def hold(self, edit: Edit) -> bool:
        """Take all of the place of `edit`, what it leaves as it is included; False where it is taken."""
        if self._held(edit.start, edit.end):
            return False
        self._spans.insert(bisect_left(self._spans, (edit.start, edit.end)), (edit.start, edit.end))
        return True

    def _held(self, start: int, end: int) -> bool:
        i = bisect_left(self._spans, (start, start))
        near = self._spans[max(0, i - 1) : i + 2]
        return any(
            (s < end and start < e) or (s, e) == (start, end) or s <= start == end <= e for s, e in near
        )


def core(raw: str, edit: Edit) -> list[tuple[int, int]]:
    """What a repair changes, or all of it where it changes nothing or says that something is gone."""
    if edit.mark or not edit.patches:
        return [(edit.start, edit.end)]
    return [whole(raw, p) if edit.kind in WORDS else (p.start, p.end) for p in edit.patches]


def whole(raw: str, patch: Patch) -> tuple[int, int]:
    """The word that a patch stands in: what one repair parts or reads anew, no other reads anew."""
    start, end = patch.start, patch.end
    while start > 0 and raw[start - 1].isalnum():
        start -= 1
    while end < len(raw) and raw[end].isalnum():
        end += 1
    return start, end
