"""Splices: seams at which another source sets in, in the middle of a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from visavis.model.layers import SILENT_KINDS, Passage, Turn
from visavis.model.offsets import Clean, Edit

_LAST = re.compile(r"\w[\w’'-]*\W*\Z")
_FIRST = re.compile(r"\W*(?:\w[\w’'-]*\W+){0,2}\w[\w’'-]*")
_LOOK = 80  # characters to each side in which those words are looked for
_WORDS = {
    "snippet": "a search result's fragment",
    "narrative": "a narrative",
    "transcript": "a hearing's record",
    "letter": "a letter",
}


def splices(clean: Clean, passages: Sequence[Passage], turns: Sequence[Turn]) -> tuple[Edit, ...]:
    """
    The seams between passages inside a paragraph, as repairs without a reading, in raw offsets, in order.

    `passages` and `turns` are those of the cleaned text. A seam is shown by the last word before it and the
    first ones behind it. Speech that a printed label sets off from the story is no seam.

    >>> text = "The mill was sold. Did you sell it? No, I did not."
    >>> found = splices(Clean.of(text), [Passage(0, 18, "narrative"), Passage(19, 50, "transcript")], [])
    >>> found[0].was, found[0].why
    ('sold. Did you sell', "Here a narrative breaks off and a hearing's record sets in: two sources joined.")
    """
    return tuple(
        _seam(clean, before, after)
        for before, after in pairwise(passages)
        if not SILENT_KINDS & {before.kind, after.kind}
        and _joined(clean, before.end, after.start)
        and not _labelled(turns, before, after)
    )


def _joined(clean: Clean, end: int, start: int) -> bool:
    """Whether no line ends between two places of the cleaned text, nor where they stand in the source."""
    low, high = clean.map.to_source(end - 1, end)[1], clean.map.to_source(start, start + 1)[0]
    return "\n" not in clean.text[end:start] and "\n" not in clean.raw[low:high]


def _labelled(turns: Sequence[Turn], before: Passage, after: Passage) -> bool:
    """Whether the speech on one side of the seam has a printed label."""
    for place in (before.end - 1, after.start):
        i = bisect_right(turns, place, key=lambda t: t.start) - 1
        if i >= 0 and place < turns[i].end and turns[i].label:
            return True
    return False


def _seam(clean: Clean, before: Passage, after: Passage) -> Edit:
    text = clean.text
    last = _LAST.search(text, max(before.start, before.end - _LOOK), before.end)
    first = _FIRST.match(text, after.start, min(after.end, after.start + _LOOK))
    start = last.start() if last else before.end - 1
    end = first.end() if first else after.start + 1
    low, high = clean.map.to_source(start, end)
    left, right = _WORDS[before.kind], _WORDS[after.kind]
    right = "another" if left == right else right
    why = f"Here {left} breaks off and {right} sets in: two sources joined."
    return Edit(low, high, clean.raw[low:high], None, "splice", why, (), "[another source]")
