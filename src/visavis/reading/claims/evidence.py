"""Evidence and time: the shortest clause that shows a tie, and the date that governs it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from visavis.model.clause_date import ClauseDate, clause_date, running_date
from visavis.model.layers import DateMention
from visavis.reading.claims import grammar as g
from visavis.reading.claims.ties import Tie
from visavis.reading.units import Unit

DEEDS = frozenset({"meets", "harms", "opposes", "accuses", "appoints", "supports", "allied", "commands"})
ASIDE = frozenset({"relcl", "acl", "appos"})  # a clause on a noun is not dated by the sentence around it
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

    def as_bounds(self) -> When:
        """
        What this tells of something told close by: bounds only, and none of a year that is lost.

        >>> When("1924-05", None, "stated").as_bounds().bounds
        '1924-05'
        >>> When("XXXX-05", "../1936-05", "lost").as_bounds().bounds
        '../1936-05'
        """
        whole = self.edtf if self.edtf and "XXXX" not in self.edtf else self.bounds
        return When(None, whole, "bounded" if whole else None)


def inside(unit: Unit, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates of a unit, with offsets inside its text; `dates` in the order of the text."""
    first = bisect_left(dates, unit.start, key=lambda d: d.start)
    last = bisect_left(dates, unit.end, key=lambda d: d.start)
    return [replace(d, start=d.start - unit.start, end=d.end - unit.start) for d in dates[first:last]]


def when(tie: Tie, unit: Unit, dates: Sequence[DateMention]) -> When:
    """
    The date that governs the tie's clause; `dates` are those of the unit, with offsets inside its text.

    A date of the clause or its sentence is the claim's time. One of an earlier sentence of the same
    paragraph governs what follows it in a tale until another one does.
    """
    dates = [d for d in dates if not lifetime(unit.doc.text, d)]
    if not dates:
        return When()
    sent, clause = tie.anchor.sent, clause_span(tie.anchor)
    text = unit.doc.text
    found = clause_date(text, dates, clause, (sent.start_char, sent.end_char))
    if found is not None and found.where != "clause" and g.clause_verb(tie.anchor).dep_ in ASIDE:
        return time_of(found).as_bounds()
    if found is not None:
        return time_of(found)
    before = running_date(text, dates, sent.start_char, 0)
    if before is None:
        return When()
    if tells(tie) and adjacent(before.mention, sent):
        return time_of(before)
    return time_of(before).as_bounds()


def time_of(date: ClauseDate) -> When:
    """A governing date as the time of a claim."""
    return When(date.edtf, date.mention.bounds, date.mention.basis)


LIFETIME = re.compile(r"[A-Z][\w'’.-]*[*_]{0,2},? \((?:[a-z.]{1,8} )?$")  # `Ada Stone (b. `


def lifetime(text: str, date: DateMention) -> bool:
    """Whether an interval stands in brackets right behind a name: when somebody lived, not when he did it."""
    before = text[max(0, date.start - 40) : date.start]
    return (
        "/" in (date.edtf or "")
        and LIFETIME.search(before) is not None
        and text[date.end : date.end + 1] == ")"
    )


def tells(tie: Tie) -> bool:
    """Whether a tie is a deed told in its place of a tale, and not a state that holds at any time."""
    deed = tie.relation in DEEDS and tie.rule.startswith("verb:")
    return deed and tie.anchor.tag_ == "VBD" and tie.anchor.dep_ in ("ROOT", "conj")


def adjacent(date: DateMention, sent: Span) -> bool:
    """Whether a date stands in the sentence right before `sent`."""
    return sent.start > 0 and sent.doc[sent.start - 1].sent.start_char <= date.start


def clause_span(anchor: Token) -> tuple[int, int]:
    """The characters of the clause that `anchor` stands in, without the clauses inside it."""
    verb = g.clause_verb(anchor)
    tokens = [t for t in verb.subtree if g.clause_verb(t).i == verb.i]
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])
