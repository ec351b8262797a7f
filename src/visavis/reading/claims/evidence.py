"""Evidence: the shortest stretch of text that shows a tie."""

from __future__ import annotations

from visavis.reading.claims.ties import Tie
from visavis.reading.units import Unit

FAR = 260  # characters; an argument farther from the anchor is left outside of the quote
BESIDE = 80  # characters; so near an argument is taken in though the parser cut the sentence between


def evidence(tie: Tie, unit: Unit) -> tuple[int, int]:
    """The shortest stretch of the cleaned text that shows the tie: its words, both ends, what negates it."""
    start, end = unit.span(tie.anchor)
    for arg in (tie.a, tie.b):
        far = FAR if arg.token.sent == tie.anchor.sent else BESIDE
        if start - far < arg.span[1] and arg.span[0] < end + far:
            start, end = min(start, arg.span[0]), max(end, arg.span[1])
    for token in tie.anchor.children:
        if (
            token.dep_ in ("neg", "prt", "aux", "auxpass", "dobj", "attr", "acomp")
            and token.i - tie.anchor.i < 12
        ):
            low, high = unit.span(token)
            start, end = min(start, low), max(end, high)
    return start, end
