"""
What may be the time of a tie: the dates of its sentence and of those before it in its paragraph.

Each is told in features, never by its value, so that how much they count can be learned
(`scripts/train_times.py`): where the date stands and above or below which verb, what kind of word shows the
tie, its tense, what the date's preposition is, and whether the rules of `dating` took it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from visavis.model.clause_date import LEADING, adverbial, governed, preposition
from visavis.model.layers import DateMention
from visavis.model.lexicon import words
from visavis.reading.claims import grammar as g
from visavis.reading.claims.ties import Tie

NEAREST = 3  # dates before the sentence, and the paragraph's first
PAST_PERFECT = frozenset({"had", "'d", "’d"})
MODAL = frozenset({
    "would", "could", "should", "might", "may", "can", "must", "will", "shall", "'ll", "’ll",
})  # fmt: skip
KINDS = {"verb": "verb", "noun": "noun", "adj": "adj", "role": "role", "office": "role", "apposition": "role"}
DEPS = {
    "ROOT": "main", "conj": "main", "parataxis": "main", "relcl": "noun", "acl": "noun",
    "ccomp": "complement", "xcomp": "complement", "pcomp": "complement", "advcl": "adverbial",
}  # fmt: skip
BELOW = {
    "acl": "infinitive", "xcomp": "infinitive", "advcl": "adverbial", "pcomp": "adverbial",
    "relcl": "relative", "conj": "joined", "ccomp": "complement",
}  # fmt: skip
RELATIONS = {"holds": "post", "member": "post", "commands": "post", "kin": "kin", "friend": "friend"}
STEPS = (1, 2, 4)  # sentences before the tie's, in classes


@dataclass(frozen=True, slots=True)
class Dating:
    """One date as the time of a tie: the time it would be, and what it looks like."""

    edtf: str
    bounds: str | None
    basis: str
    near: bool  # whether it stands in the tie's own sentence
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """A tie as a date sees it: its clause's verb, the text of its unit, what it looks like."""

    tie: Tie
    text: str
    verb: Token
    tense: str
    ruled: str | None  # the time that the rules give it
    features: tuple[str, ...]


def tense(verb: Token) -> str:
    """The tense of a verb: `past`, `had` (past perfect), `now`, `modal`, or `none` where it has none."""
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    tags = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass"))}
    if aux & PAST_PERFECT and verb.tag_ == "VBN":
        return "had"
    if aux & MODAL:
        return "modal"
    return "past" if "VBD" in tags else "now" if tags & {"VBZ", "VBP"} else "none"


def here(tie: Tie, text: str, quoted: bool, voices: int, ruled: str | None) -> Here:
    """The tie's own side of the features; `voices` is the length of its chain of voices."""
    verb = g.clause_verb(tie.anchor)
    apart = {c.lower_ for c in g.children(verb, "advmod", "npadvmod")} & words()["apart"]
    kind = KINDS.get(tie.rule.split(":")[0], "other")
    own = (
        f"kind={kind}", f"relation={RELATIONS.get(tie.relation, 'deed')}", f"tense={tense(verb)}",
        f"clause={DEPS.get(verb.dep_, 'other')}", f"apart={bool(apart)}", f"quoted={quoted}",
        f"voices={min(voices, 3)}",
    )  # fmt: skip
    return Here(tie, text, verb, tense(verb), ruled, own)


def none(at: Here, dates: Sequence[DateMention]) -> tuple[str, ...]:
    """The features of there being no time; `dates` are those of the sentence."""
    some = min(len(dates), 2)
    every = [x for f in at.features for x in (f"no,{f}", f"no,{some > 0},{f}")]
    return ("no", f"no,dates={some}", f"no,ruled={at.ruled is not None}", *every)


def datings(at: Here, dates: Sequence[DateMention]) -> tuple[list[Dating], tuple[str, ...]]:
    """The dates that may be the time of a tie, and the features of none being it; `dates` of its unit."""
    sent = at.tie.anchor.sent
    inside = [d for d in dates if sent.start_char <= d.start < sent.end_char]
    before = [d for d in reversed(dates) if d.start < sent.start_char]
    out = [x for d in inside for x in in_sentence(at, d, inside)]
    for nth, d in enumerate([*before[:NEAREST], *before[NEAREST:][-1:]]):
        out += said_before(at, d, nth, bool(inside))
    return out, none(at, inside)


def values(d: DateMention, edtf: str | None) -> Iterator[tuple[str, str | None, str]]:
    """
    What a date may make of a time: as its preposition turns it, plain, its whole span, what lies before it.

    >>> [v for v, _, how in values(DateMention(0, 4, "1901", "1901"), "1901/..")]
    ['1901/..', '1901', '../1901']
    """
    if edtf:
        yield edtf, d.bounds, "as"
    if d.edtf and d.edtf != edtf:
        yield d.edtf, d.bounds, "plain"
    if d.bounds and d.edtf and d.basis in ("stated", "completed") and d.bounds != edtf:
        yield d.bounds, None, "span"
    end = (d.edtf or "").split("/")[-1]
    if end and end != ".." and f"../{end}" != edtf:
        yield f"../{end}", None, "before"


def precision(edtf: str | None) -> str:
    """
    Roughly how exact a value is.

    >>> precision("1901-05"), precision("XXXX-05"), precision("1901/1903")
    ('month', 'lost month', 'span')
    """
    if not edtf or "/" in edtf:
        return "span" if edtf else "no"
    return ("lost " if "XXXX" in edtf else "") + ("year", "month", "day")[min(2, edtf[1:].count("-"))]


def made(at: Here, d: DateMention, place: str, near: bool, more: Sequence[str]) -> Iterator[Dating]:
    """What one date may make of the tie's time, with its features; `place` says where it stands."""
    lead = preposition(at.text, d)
    both = [*(f"{place},{f}" for f in at.features[:4]), *(f"near={near},{f}" for f in at.features)]
    told = [f"preposition={lead}", f"basis={d.basis}", f"precision={precision(d.edtf)}"]
    said = (place, *more, *told, *both)
    for value, bounds, how in values(d, governed(at.text, d)):
        turned = [f"{how},{x}" for x in (place, lead, at.tense, "")] if how != "as" else []
        ruled = ["ruled", f"ruled,{place}", f"ruled,{at.features[0]}"] if value == at.ruled else []
        yield Dating(value, bounds, d.basis, near, (*said, *turned, *ruled))


def verb_of(at: Here, d: DateMention) -> Token:
    """The verb whose clause a date stands in."""
    span = at.tie.anchor.doc.char_span(d.start, d.end, alignment_mode="expand")
    return g.clause_verb(span.root if span is not None else at.tie.anchor)


def standing(verb: Token, other: Token) -> str:
    """How a date's verb stands to the tie's: the same, `above` it, `below` it by what clause, or `apart`."""
    if verb.i == other.i:
        return "own"
    if verb.is_ancestor(other):
        return "above"
    return f"below {BELOW.get(verb.dep_, 'other')}" if other.is_ancestor(verb) else "apart"


def in_sentence(at: Here, d: DateMention, inside: Sequence[DateMention]) -> Iterator[Dating]:
    """A date of the tie's own sentence; `inside` are all of its dates."""
    verb, anchor = verb_of(at, d), at.tie.anchor
    stands = standing(verb, at.verb)
    left = d.start < anchor.idx
    between = sum(min(d.start, anchor.idx) < x.start < max(d.start, anchor.idx) for x in inside)
    leads = left and d.start - anchor.sent.start_char <= LEADING
    place = f"{stands}{'<' if left else '>'}{'' if adverbial(at.text, d) else ' noun'}"
    several = len(inside) > 1
    more = (
        f"several={several}", f"{stands},several={several}", f"leads={leads}", f"{stands},leads={leads}",
        f"between={min(between, 2)}", f"tenses={tense(verb)},{at.tense}",
    )  # fmt: skip
    yield from made(at, d, place, True, more)


def said_before(at: Here, d: DateMention, nth: int, rivals: bool) -> Iterator[Dating]:
    """A date of an earlier sentence; `nth` counts back, `rivals` whether the sentence has one of its own."""
    back = sum(s.end_char > d.start for s in at.tie.anchor.doc.sents if s.end <= at.tie.anchor.sent.start)
    place = f"back{sum(back > s for s in STEPS)}{'' if adverbial(at.text, d) else ' noun'}"
    more = (f"nth={nth}", f"rivals={rivals}", f"back,tenses={tense(verb_of(at, d))},{at.tense}")
    yield from made(at, d, place, False, more)
