"""Evidence and time: the shortest clause that shows a tie, and the date that governs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from visavis.model.layers import DateMention
from visavis.reading.claims import grammar as g
from visavis.reading.claims.ties import Tie
from visavis.reading.units import Unit

FAR = 260  # characters; an argument farther from the anchor is left outside of the quote


def evidence(tie: Tie, unit: Unit) -> tuple[int, int]:
    """The shortest stretch of the cleaned text that shows the tie: its words, both ends, what negates it."""
    start, end = unit.span(tie.anchor)
    for arg in (tie.a, tie.b):
        if start - FAR < arg.span[1] and arg.span[0] < end + FAR and arg.token.sent == tie.anchor.sent:
            start, end = min(start, arg.span[0]), max(end, arg.span[1])
    for token in tie.anchor.children:
        if token.dep_ in ("neg", "prt", "aux", "auxpass", "dobj", "attr") and token.i - tie.anchor.i < 12:
            low, high = unit.span(token)
            start, end = min(start, low), max(end, high)
    return start, end


@dataclass(frozen=True, slots=True)
class When:
    """The time of a claim, as the source says it and as it can be inferred."""

    edtf: str | None = None
    bounds: str | None = None
    basis: str | None = None


def when(anchor: Token, unit: Unit, dates: Sequence[DateMention]) -> When:
    """The date that governs the anchor's clause: in the clause, else the only one of its sentence."""
    sent = anchor.sent
    low, high = unit.start + sent.start_char, unit.start + sent.end_char
    near = [d for d in dates if low <= d.start < high]
    if not near:
        return When()
    verb = g.clause_verb(anchor)
    best = min(near, key=lambda d: (clause_distance(d, verb, unit), abs(d.start - unit.start - anchor.idx)))
    if clause_distance(best, verb, unit) > 2 and len(near) > 1:
        return When()
    return When(best.edtf, best.bounds, best.basis)


def clause_distance(date: DateMention, verb: Token, unit: Unit) -> int:
    """Clause borders between date and verb: 0 in one clause, 1 where the date's clause governs, else 3."""
    span = unit.tokens(date.start, date.end)
    if span is None:
        return 9
    own = g.clause_verb(span.root)
    if own.i == verb.i:
        return 0
    above = [t.i for t in g.ancestors(verb)]
    if own.i in above:
        return 1
    return 2 if verb.i in [t.i for t in g.ancestors(own)] else 3
