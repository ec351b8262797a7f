"""Voice: who says so. The text or the speaker, then those whose words are reported, outermost first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from visavis.model.claim import NARRATOR
from visavis.model.layers import Mention
from visavis.model.source import Source
from visavis.reading.claims import grammar as g
from visavis.reading.claims.cast import Cast
from visavis.reading.units import Unit

Words = Mapping[str, frozenset[str]]
QUOTED = re.compile(r"“[^”]{2,}(?:”|$)|\"[^\"]{2,}(?:\"|$)|(?<![\w])‘[^’]{12,}[’](?!\w)")
FIRST = frozenset({"i", "me", "my", "myself", "mine"})
SPEAKING = FIRST | {"we", "us", "our", "ours", "ourselves"}
SAID = ("according", "opinion", "view", "words", "account", "testimony", "statement", "judgment")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks (offsets inside the unit) and who says it, where that is known."""

    start: int
    end: int
    sayer: str | None


def narrators(units: Sequence[Unit], mentions: Sequence[Mention], source: Source) -> dict[str, str]:
    """
    The text's own voice by kind of passage: `narrator`, or the first-person writer's name.

    A writer counts as such when he says `I` or `my` outside of quotations and of speakers' turns; he is
    `author` where his name is not given. Speech in a transcript without a turn is an unknown speaker's.
    """
    voices = {"transcript": "unknown speaker"}
    for kind in {u.passage.kind for u in units} - {"transcript"}:
        voices[kind] = _narrator([u for u in units if u.passage.kind == kind], mentions, source)
    return voices


def _narrator(units: Sequence[Unit], mentions: Sequence[Mention], source: Source) -> str:
    count: Counter[str | None] = Counter()
    whole = [(u.start, u.end) for u in units]
    spoken = sorted((u.start, u.end) for u in units if u.turn)
    said = [(u.start + m.start(), u.start + m.end()) for u in units for m in QUOTED.finditer(u.doc.text)]
    silent = sorted(spoken + said)
    at = here = 0
    for m in sorted(mentions, key=lambda m: m.start):
        while at < len(silent) and silent[at][1] <= m.start:
            at += 1
        inside = at < len(silent) and silent[at][0] <= m.start
        if m.form != "pronoun" or m.text.lower() not in FIRST or inside:
            continue
        while here < len(whole) and whole[here][1] <= m.start:
            here += 1
        if here < len(whole) and whole[here][0] <= m.start:
            count[m.name] += 1
    if sum(count.values()) < 3:
        return NARRATOR
    name = count.most_common(1)[0][0]
    return name or source.author or "author"


def base(unit: Unit, narrator: dict[str, str]) -> tuple[str, ...]:
    """Whose voice a unit is in before any report: the turn's speaker or the text's own voice."""
    return (unit.turn.speaker or "unknown speaker",) if unit.turn else (narrator[unit.passage.kind],)


def quotations(unit: Unit, cast: Cast, words: Words, before: str | None) -> list[Quotation]:
    """The quotations of a unit in order; one without a verb of saying near it goes on as the last."""
    out: list[Quotation] = []
    last = before
    for m in QUOTED.finditer(unit.doc.text):
        long = len(m.group().split()) > 3
        sayer = sayer_of(unit, cast, words, m.start(), m.end())
        if sayer:
            last = sayer
        if long or sayer:
            out.append(Quotation(m.start(), m.end(), sayer or (last if long else None)))
    return out


def sayer_of(unit: Unit, cast: Cast, words: Words, start: int, end: int) -> str | None:
    """Who says the quotation `[start, end)`: the subject of a verb of saying in its sentences, outside it."""
    span = unit.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    first, last = span[0].sent.start, span[-1].sent.end
    near = [t for t in unit.doc[first:last] if not start <= t.idx < end]
    verbs = [t for t in near if t.pos_ == "VERB" and t.lemma_.lower() in words["say"]]
    verbs.sort(key=lambda t: min(abs(t.idx - start), abs(t.idx - end)))
    for verb in verbs:
        for subject in g.subjects(verb):
            named = cast.stand_for(subject)
            if named:
                return named[0].name
    return None


def speak(cast: Cast, quoted: Sequence[Quotation]) -> None:
    """Let `I` and `we` inside a quotation stand for its sayer."""
    for i, m in cast.at.items():
        if m.form == "pronoun" and m.text.lower() in SPEAKING:
            at = m.start - cast.unit.start
            sayer = next((q.sayer for q in quoted if q.start <= at < q.end), None)
            if sayer and sayer != m.name:
                cast.at[i] = replace(m, name=sayer)


def voice(
    anchor: Token, unit: Unit, cast: Cast, words: Words, start: tuple[str, ...], quoted: Sequence[Quotation]
) -> tuple[str, ...]:
    """The chain of voices for a clause: `start`, the quotation's sayer, then the sayers above the clause."""
    chain = list(start)
    inside = next((q for q in quoted if q.start <= anchor.idx < q.end), None)
    if inside and inside.sayer:
        chain.append(inside.sayer)
    for name in reversed(sayers(anchor, cast, words, inside)):
        chain.append(name)
    return tuple(name for i, name in enumerate(chain) if i == 0 or name != chain[i - 1])


def sayers(anchor: Token, cast: Cast, words: Words, inside: Quotation | None) -> list[str]:
    """Who says the clause in indirect speech, nearest first."""
    out: list[str] = []
    token = anchor
    for up in g.ancestors(anchor):
        if inside and not inside.start <= up.idx < inside.end:
            break
        lemma = up.lemma_.lower()
        if token.dep_ in ("ccomp", "xcomp") and up.pos_ in ("VERB", "AUX") and _finite(token):
            if lemma in words["say"] | words["think"] | words["deny"]:
                out += _first(cast, g.subjects(up))
        elif (
            token.dep_ in ("acl", "ccomp") and up.pos_ == "NOUN" and _finite(token) and token.dep_ != "relcl"
        ):
            out += _first(cast, g.children(up, "poss") or g.holder(up))
        token = up
    for clause in {g.clause_verb(anchor), token}:
        out += according(clause, cast)
    out += parenthetical(anchor, cast, words)
    return list(dict.fromkeys(out))


def _finite(token: Token) -> bool:
    """Whether a complement is a clause with a subject of its own, and no infinitive."""
    return bool(g.children(token, "nsubj", "nsubjpass", "expl")) and not any(
        c.lower_ == "to" for c in g.children(token, "aux")
    )


def _first(cast: Cast, tokens: Sequence[Token]) -> list[str]:
    for t in tokens:
        named = cast.stand_for(t)
        if named:
            return [named[0].name]
    return []


def according(verb: Token, cast: Cast) -> list[str]:
    """`according to Hume`, `in Hume's opinion`."""
    for prep in g.children(verb, "prep"):
        if prep.lower_ == "according":
            behind = [p for to in prep.children for p in g.children(to, "pobj")]
            return _first(cast, behind)
        for noun in g.children(prep, "pobj"):
            if prep.lower_ in ("in", "by") and noun.lower_ in SAID:
                return _first(cast, g.children(noun, "poss"))
    return []


def parenthetical(anchor: Token, cast: Cast, words: Words) -> list[str]:
    """`Stalin, Trotsky says, expelled him`: a short clause of saying set between commas."""
    verb = g.clause_verb(anchor)
    for c in g.children(verb, "parataxis", "ccomp", "advcl"):
        if c.lemma_.lower() in words["say"] and len(list(c.subtree)) <= 5 and not g.children(c, "ccomp"):
            return _first(cast, g.subjects(c))
    return []
