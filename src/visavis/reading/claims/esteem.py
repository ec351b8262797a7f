"""Esteem: what somebody says that another is (`Hume called him gentle`, `he said that Lee was a liar`)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from visavis.model.lexicon import Lexicon
from visavis.reading.claims import grammar as g
from visavis.reading.claims.cast import Arg, Cast
from visavis.reading.claims.ties import Tie

JUDGED = ("acomp", "attr", "oprd", "ccomp", "xcomp")


def esteem_ties(cast: Cast, lexicon: Lexicon, verb: Token) -> Iterator[Tie]:
    """Who praises or blames whom by what he calls him, or says that he is."""
    words = lexicon.words
    for judged, said in judgements(verb, lexicon):
        value = worth(said, lexicon)
        if not value:
            continue
        teller, ones = judges(cast, verb, lexicon)
        by_deed = verb.lemma_.lower() != "be"  # `thought his conduct shameful`
        others = [a for a in cast.stand_for(judged, by_deed) if a.kind == "person"]
        crime = said.lemma_.lower() in words["criminal"]
        relation = "supports" if value > 0 else "accuses" if crime else "opposes"
        for a in ones[:1]:
            for b in others:
                if a.name != b.name:
                    yield Tie(relation, "esteem:" + ("praise" if value > 0 else "blame"), teller, a, b)


def judgements(verb: Token, lexicon: Lexicon) -> Iterator[tuple[Token, Token]]:
    """Who is judged, and the word said of him: `Lee was a liar`, `saw Lee as a threat`."""
    lemma = verb.lemma_.lower()
    if lemma == "be":
        for subject in g.children(verb, "nsubj"):
            for said in g.children(verb, "acomp", "attr"):
                yield from ((subject, t) for t in g.conjoined(said)[:2])
        return
    if lemma not in lexicon.words["judge"]:
        return
    for said in g.children(verb, "oprd", "ccomp", "xcomp"):
        if said.pos_ in ("ADJ", "NOUN", "PROPN"):
            inner = g.children(said, "nsubj") or (g.objects(verb) if not g.passive(verb) else [])
            yield from ((t, said) for t in inner)
    as_if = [
        c for c in g.children(verb, "advcl") if c.pos_ == "ADJ" and any(w.lower_ == "as" for w in c.children)
    ]
    beside = [p for t in g.children(verb, "dobj") for p in g.after(t, "as")]
    for said in [*g.after(verb, "as"), *beside, *as_if]:
        yield from ((t, said) for t in g.objects(verb))


def judges(cast: Cast, verb: Token, lexicon: Lexicon) -> tuple[Token, list[Arg]]:
    """Who judges, and by which verb: the subject of that of judging or of saying, in a speech the speaker."""
    if verb.lemma_.lower() in lexicon.words["judge"]:
        return verb, [a for t in g.subjects(verb) for a in cast.stand_for(t)]
    up, turn = verb.head, cast.unit.turn
    telling = lexicon.words["say"] | lexicon.words["think"]
    if verb.dep_ == "ccomp" and up.pos_ == "VERB" and up.lemma_.lower() in telling and not g.passive(up):
        return up, [a for t in g.subjects(up) for a in cast.stand_for(t) if a.kind == "person"]
    if verb.dep_ == "ROOT" and (reported := according(verb, cast)):
        return verb, reported
    sayer = next((q.sayer for q in cast.quoted if q.start <= verb.idx < q.end), cast.writer)
    if sayer and verb.dep_ != "relcl":
        return verb, [Arg(sayer, "person", verb, cast.unit.span(verb))]
    if turn and turn.speaker and verb.dep_ == "ROOT" and not g.children(verb, "neg"):
        return verb, [Arg(turn.speaker, "person", verb, cast.unit.span(verb))]
    return verb, []


def according(verb: Token, cast: Cast) -> list[Arg]:
    """Who judges in `according to Hume, he was gentle`."""
    behind = [
        p
        for prep in g.children(verb, "prep")
        if prep.lower_ == "according"
        for to in prep.children
        for p in g.children(to, "pobj")
    ]
    return [a for t in behind for a in cast.stand_for(t) if a.kind == "person"]


def worth(said: Token, lexicon: Lexicon) -> int:
    """1 for a word of praise, -1 for one of blame, 0 for others; a negation turns it, `no less` does not."""
    words = lexicon.words
    told = [said.lemma_.lower(), said.lower_, *(c.lower_ for c in g.children(said, "amod"))]
    value = next(
        (1 if w in words["praise"] else -1 for w in told if w in words["praise"] | words["blame"]), 0
    )
    negated = any(c.dep_ == "neg" for c in (*said.children, *said.head.children)) or any(
        c.lower_ == "no" for c in g.children(said, "det")
    )
    return -value if negated else value
