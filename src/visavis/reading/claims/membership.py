"""Memberships that no word for a member shows: examples of a group, lists of its people."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from visavis.model.lexicon import Lexicon
from visavis.reading.claims import grammar as g
from visavis.reading.claims.cast import Arg, Cast
from visavis.reading.claims.ties import Tie

CLOSE = frozenset({"friend", "kin", "meets", "allied"})
ANYBODY = frozenset(
    {"man", "woman", "person", "people", "other", "family", "faction", "one", "lady", "gentleman"}
)


def example_ties(cast: Cast, lexicon: Lexicon, noun: Token) -> Iterator[Tie]:
    """`many Bolsheviks, including Lenin`, `leaders such as Lee`, `Lee, Grant and other generals`."""
    group, lemma = body(cast, noun), noun.lemma_.lower()
    if group is None or lemma in ANYBODY or any(f.relation in CLOSE for f in lexicon.of("role", lemma)):
        return
    found = cast.examples(noun) + others(cast, noun) + listed(cast, noun)
    for one in found:
        if one.kind == "person" and one.name != group.name:
            yield Tie("member", "example:member", noun, one, group)


def body(cast: Cast, noun: Token) -> Arg | None:
    """The group that a noun names or describes; None where it is none."""
    own = cast.own(noun)
    fits = len(own) == 1 and own[0].kind == "group"
    return own[0] if fits else None


def others(cast: Cast, noun: Token) -> list[Arg]:
    """Those joined before `other`: `Lee, Grant and other generals`."""
    if noun.dep_ != "conj" or not any(c.lower_ == "other" for c in g.children(noun, "amod")):
        return []
    first = noun
    while first.dep_ == "conj":
        first = first.head
    before = [t for t in g.conjoined(first) if t.i < noun.i]
    return [a for t in before for a in cast.one(t) if a.form == "name"]


def listed(cast: Cast, noun: Token) -> list[Arg]:
    """Two or more names set beside a group: `the committee, Lee, Grant and Meade`."""
    found = [a for t in g.children(noun, "appos") for c in g.conjoined(t) for a in cast.own(c)]
    named = [a for a in found if a.kind == "person" and (a.form == "name" or a.token.lower_ == "myself")]
    return named if len(named) > 1 else []
