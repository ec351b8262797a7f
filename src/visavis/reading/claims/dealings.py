"""Dealings that tie two by way of a third or a thing: a daughter given in marriage, help with an affair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from spacy.tokens import Token

from visavis.model.lexicon import Lexicon
from visavis.reading.claims import grammar as g
from visavis.reading.claims.cast import Arg, Cast
from visavis.reading.claims.ties import Tie

WED = frozenset({"marry", "betroth", "affiance", "wed", "espouse"})  # verbs of marriage alone
GIVE = frozenset({"give", "offer", "promise", "engage", "contract", "bestow"})
HELP = frozenset({"help", "assist", "aid"})


def marriage_ties(cast: Cast, lexicon: Lexicon, verb: Token) -> Iterator[Tie]:
    """
    `Lee gave his daughter Ann to Grant`, `offered him in marriage his niece`, `Ann was betrothed to Grant`:
    who gives one of his family in marriage becomes kin to who gets her, and so does she.
    """
    lemma = verb.lemma_.lower()
    if lemma not in WED | GIVE:
        return
    formal = any(t.lower_ == "marriage" for t in g.after(verb, "in"))
    brides, grooms = matched(lexicon, verb, formal or lemma in WED)
    if (
        not brides
        or not grooms
        or (lemma in GIVE and not formal and not any(kindred(b, lexicon) for b in brides))
    ):
        return
    givers = people(cast, g.subjects(verb))
    ends = [*product(givers, people(cast, grooms)), *product(people(cast, brides), people(cast, grooms))]
    for a, b in ends:
        if a.name != b.name:
            yield Tie("kin", f"marriage:{lemma}", verb, a, b)


def matched(lexicon: Lexicon, verb: Token, formal: bool) -> tuple[Sequence[Token], Sequence[Token]]:
    """Who is given in marriage by a verb, and to whom."""
    to = [p for c in g.children(verb, "prep", "dative") if c.lower_ == "to" for p in g.children(c, "pobj")]
    given = g.grammatical_subjects(verb) if g.passive(verb) else g.children(verb, "dobj", "dative", "oprd")
    given = [t for t in given if t.pos_ != "ADP"]
    brides = [t for t in given if kindred(t, lexicon)] or (given[-1:] if formal else [])
    others = [t for t in given if t not in brides and (t.pos_ in ("PRON", "PROPN"))]
    return brides, to or others


def kindred(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word names one of somebody's family: `his daughter Ann`, `his sister's daughter`."""
    near = [token, *g.children(token, "compound", "nmod", "appos")]
    kin = [t for t in near if any(f.relation == "kin" for f in lexicon.of("role", t.lemma_.lower()))]
    return any(g.children(t, "poss") or g.children(t.head, "poss") for t in kin)


def people(cast: Cast, tokens: Sequence[Token]) -> list[Arg]:
    """The persons for whom words stand."""
    return [a for t in tokens for a in cast.stand_for(t) if a.kind == "person"]


def help_ties(cast: Cast, lexicon: Lexicon, verb: Token) -> Iterator[Tie]:
    """`Lee assisted in settling Grant's debts`: help with what is somebody's helps him."""
    if verb.lemma_.lower() not in HELP or people(cast, g.objects(verb)):
        return
    inner = [
        *(c for c in g.children(verb, "xcomp", "ccomp", "advcl") if c.tag_ in ("VB", "VBP")),
        *(c for p in g.children(verb, "prep") for c in g.children(p, "pcomp")),
    ]
    for act in inner:
        if act.pos_ != "VERB" or hostile(lexicon, act):
            continue
        owners = [p for t in g.children(act, "dobj") for p in (g.children(t, "poss") or g.after(t, "of"))]
        for a in people(cast, g.subjects(verb))[:1]:
            for b in people(cast, owners):
                if a.name != b.name:
                    yield Tie("supports", "help:affair", verb, a, b)


def hostile(lexicon: Lexicon, verb: Token) -> bool:
    """Whether what a verb does to a thing of somebody's is done against him: `destroy`, `defeat`."""
    against = ("harms", "opposes", "accuses", "rivals")
    return any(f.relation in against for f in lexicon.of("verb", verb.lemma_.lower()))
