"""Spaces lost beside a stop or a year: `the war.Cato left`, `he left,which`, `in1924`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from visavis.model.offsets import Edit, Patch
from visavis.model.words import words
from visavis.reading.repair.page import Page, wound

STOP = re.compile(
    r"(?<![\w@/.&-])(?P<left>[A-Za-z]?[a-z]{2,})(?P<stop>[.,;!?][\"”’)]?)"
    r"(?P<right>[A-Za-z][a-z]+)(?![\w@/.-])"
)
YEAR = re.compile(
    r"(?<![\w@/.-])(?:(?P<before>[A-Za-z]?[a-z]+)(?P<year>1\d{3}|20\d\d)"
    r"|(?P<first>1\d{3}|20\d\d)(?P<after>[A-Za-z][a-z]{2,}))(?![\w@/-])"
)
COMMON = 20_000  # rank


def touching_words(page: Page) -> Iterator[Edit]:
    """Put back the space after a stop, and between a word and a year; addresses stay as they are."""
    for m in STOP.finditer(page.raw):
        if apart(page, m["left"], m["stop"], m["right"]):
            yield spaced(page, m.span(), m.end("stop"), f"A space is missing after “{m['left']}{m['stop']}”.")
    for m in YEAR.finditer(page.raw):
        word = m["before"] or m["after"]
        if words().rank(word) < COMMON:
            at = m.end("before") if m["before"] else m.end("first")
            yield spaced(page, m.span(), at, f"“{word}” and the year ran together.")


def apart(page: Page, left: str, stop: str, right: str) -> bool:
    """Whether what stands around a stop are two words of two clauses, not an address or a shortened word."""
    known = words()
    if not known.is_word(left) and not page.counts[left] > 1 and not known.is_name(left):
        return False
    if stop[0] in ".!?" and right[0].islower():
        return False
    return (
        known.rank(right) < COMMON or page.counts[right] > 1 or (right[0].isupper() and known.is_name(right))
    )


def spaced(page: Page, span: tuple[int, int], at: int, why: str) -> Edit:
    """The repair: one space."""
    return wound(page, span, "glued", why, [Patch(at, at, " ")])
