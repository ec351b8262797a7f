"""Evidence: the shortest stretch of text that shows a tie."""

from __future__ import annotations

import re

from spacy.tokens import Token

from visavis.reading.claims.grammar import clause_verb
from visavis.reading.claims.ties import Tie
from visavis.reading.units import Unit

FAR = 260  # characters; an argument farther from the anchor is left outside of the quote
BESIDE = 80  # characters; so near an argument is taken in though the parser cut the sentence between


LIST = 800  # characters; so near the items of a numbered list are taken in
OWNED = 40  # characters; so near a thing is taken in with its owner: `jealous of his success`
JUDGED = ("oprd", "ccomp", "acomp", "attr", "xcomp")  # what somebody is held to be: `thought him a fool`
LEFT, RIGHT = re.compile(r"\b(?:\w+-)+\Z"), re.compile(r"(?:-\w+)+")
ABOVE = 80  # characters; so near a verb that qualifies the whole clause is taken in


def evidence(tie: Tie, unit: Unit, modality: str = "asserted") -> tuple[int, int]:
    """
    The shortest stretch of the cleaned text that shows the tie: its words, both ends, what negates it, and
    what says of the whole clause that it is not so, or only said to be.
    """
    start, end = unit.span(tie.anchor)
    for arg in (tie.a, tie.b):
        far = FAR if arg.token.sent == tie.anchor.sent else BESIDE
        far = LIST if arg is tie.b and tie.rule.startswith("list:") else far
        if start - far < arg.span[1] and arg.span[0] < end + far:
            start, end = min(start, arg.span[0]), max(end, arg.span[1])
    for token in tie.anchor.children:
        if (
            token.dep_ in ("neg", "prt", "aux", "auxpass", "dobj", "attr", "acomp")
            and token.i - tie.anchor.i < 12
        ):
            low, high = unit.span(token)
            start, end = min(start, low), max(end, high)
    above = [] if modality == "asserted" else qualifying(clause_verb(tie.anchor))
    lows = [unit.span(t)[0] for t in above]
    start = min([start, *(low for low in lows if start - low <= ABOVE)])
    owned = [unit.span(a.token.head) for a in (tie.a, tie.b) if a.token.dep_ == "poss"]
    end = max([end, *(high for low, high in owned if low >= end and high - end <= OWNED)])
    judged = [t for t in tie.anchor.children if t.dep_ in JUDGED] if tie.rule.startswith("esteem") else []
    highs = [unit.span(t)[1] for t in judged if t.i > tie.anchor.i]
    return whole(unit, start, max([end, *(high for high in highs if high - end <= OWNED)]))


def whole(unit: Unit, start: int, end: int) -> tuple[int, int]:
    """The span with all of the words that hyphens join to its first and last one: `brother-in-law`."""
    before = LEFT.search(unit.text, 0, start - unit.start)
    behind = RIGHT.match(unit.text, end - unit.start)
    return unit.start + before.start() if before else start, unit.start + behind.end() if behind else end


def qualifying(verb: Token) -> list[Token]:
    """What stands before the clause of `verb` and qualifies it: `it is not true that`, `instead of`."""
    above = verb.head
    if verb.dep_ == "pcomp" and above.i < verb.i:  # `instead of meeting him`
        return [above, *([above.nbor(-1)] if above.lower_ in ("of", "from") and above.i else [])]
    if verb.dep_ == "acl" and above.pos_ == "NOUN" and above.i < verb.i:  # `no evidence that`
        return [above, *(c for c in above.children if c.dep_ == "det")]
    if verb.dep_ != "ccomp" or above.i >= verb.i:
        return []
    beside = ("neg", "aux", "auxpass", "nsubj", "nsubjpass")
    said = [above.head] if above.dep_ in ("acomp", "attr") else []  # `is not satisfied that`
    told = [c for v in (above, *said) for c in v.children if c.dep_ in beside and c.i < above.i]
    return [above, *said, *told, *(c.left_edge for c in told if c.dep_ in ("nsubj", "nsubjpass"))]
