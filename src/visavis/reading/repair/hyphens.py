"""Words broken at a line's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from visavis.model.offsets import Edit, Patch
from visavis.model.repair_words import word_set
from visavis.model.words import words
from visavis.reading.repair.page import Page, wound

BROKEN = re.compile(
    r"(?<![\w-])(?P<left>[^\W\d_]{2,})(?P<gap>[-¬\u00ad][^\S\n]*\n[^\S\n]*)(?P<right>[^\W\d_]{2,})(?![\w-])"
)
IN_LINE = re.compile(r"(?<![\w-])(?P<left>[^\W\d_]{2,})(?P<gap>- |\u00ad)(?P<right>[a-z]{2,})(?![\w-])")
SMALL = 500  # rank of a word that is hardly the end of another


def hyphens(page: Page) -> Iterator[Edit]:
    """
    Join words broken at a line's end: `govern-`, `ment` reads `government`.

    A compound keeps its hyphen and loses the break; what may be either is joined only if a list knows it.
    """
    for pattern in (BROKEN, IN_LINE):
        for m in pattern.finditer(page.raw):
            patch = joint(page, m)
            if patch:
                why = f"“{m['left']}” and “{m['right']}” are parts of one word, broken at the end of a line."
                yield wound(page, m.span(), "hyphen", why, [patch])


def joint(page: Page, m: re.Match[str]) -> Patch | None:
    """What goes between the two parts instead; None where they are to be left."""
    left, right = m["left"], m["right"]
    at, end = m.span("gap")
    known = words()
    one = left + right
    whole = known.knows(one) or page.counts[one] > 0
    if f"{left}-{right}" in page.compounds or left.lower() in word_set("glue", "prefixes"):
        whole = whole and right[0].islower() and f"{left}-{right}" not in page.compounds
    elif right[0].isupper():
        return None
    if "\n" not in m["gap"] and m["gap"] != "\u00ad":
        both = known.is_word(left) and known.is_word(right)  # `pre- and postwar`
        return Patch(at, end, "") if known.is_word(one) and not both and known.rank(right) > SMALL else None
    if whole or "\u00ad" in m["gap"] or not (known.knows(left) and known.knows(right)):
        return Patch(at, end, "") if whole or "\n" in m["gap"] or "\u00ad" in m["gap"] else None
    return Patch(at + 1, end, "") if "\n" in m["gap"] else None
