"""Voice: who says so. The text or the speaker, then those whose words are reported, outermost first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from visavis.model.claim import NARRATOR
from visavis.model.layers import SILENT_KINDS, Mention
from visavis.model.source import Source
from visavis.reading.claims import grammar as g
from visavis.reading.claims.cast import Cast, Quotation
from visavis.reading.claims.modality import anybody
from visavis.reading.units import Unit

Words = Mapping[str, frozenset[str]]
QUOTED = re.compile(
    r"“[^”]{2,}(?:”|$)|\"[^\"]{2,}(?:\"|$)|(?<![\w])‘[^’]{12,}[’](?!\w)"
    r"|(?<![\w'])'(?=[A-Z])[^'\"]{3,}(?:(?<=\w)'(?=\w)[^'\"]*)*(?<=[\w,.!?;-])'(?!\w)"
)
SHORT = re.compile(r"\W(?:He|She|I|They|We|You|It)\b[^.?!]*[.?!,]\W\Z")  # a short sentence that is quoted
FIRST = frozenset({"i", "me", "my", "myself", "mine"})
GAP = 3  # paragraphs
FEW = 3
SEVERAL = 4  # paragraphs
PARENTHESIS = 8  # tokens of a clause of saying between commas
SPEAKING = FIRST | {"we", "us", "our", "ours", "ourselves"}
DETERMINERS = frozenset({"the", "these", "those", "such"})  # before `said`: a thing named before
SAID = ("according", "opinion", "view", "words", "account", "testimony", "statement", "judgment")


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks in a unit: its own voice, its quotations, and who testifies from which character on."""

    own: tuple[str, ...]
    quoted: Sequence[Quotation] = ()
    witness: Sequence[tuple[int, str]] = ()


def narrators(units: Sequence[Unit], mentions: Sequence[Mention], source: Source) -> list[str]:
    """
    The text's own voice in each unit: `narrator`, or the first-person writer's name.

    A writer counts as such where he says `I` or `my` outside of quotations and of speakers' turns, and in
    up to `GAP` units between two such, or everywhere where he does in a third of the units; he is `author`
    where his name is not given. Speech in a transcript without a turn is an unknown speaker's. A source that
    is one letter is its writer's throughout. Where only one of several paragraphs says `I`, it is quoted.
    """
    if source.addressee and source.author:
        return [source.author] * len(units)
    says = first_persons(units, mentions)
    out: list[str] = []
    told = sum(u.turn is None and u.passage.kind not in SILENT_KINDS for u in units)
    heard = sum(bool(s) for s in says)
    lone = heard < 2 and not any(s and u.passage.kind == "letter" for s, u in zip(says, units, strict=True))
    if sum(len(s) for s in says) < FEW or (lone and told > SEVERAL):
        return [NARRATOR] * len(units)  # out of a quotation whose marks are lost
    everywhere = [n for s in says for n in s][:1] if heard > 1 and heard * 3 >= told else []
    for i, unit in enumerate(units):
        here = [] if unit.turn or unit.passage.kind == "transcript" else everywhere
        near = [n for n in (says[i] or _around(says, i) or here) if n]
        if not (near or says[i] or here):
            out.append(NARRATOR)
        elif unit.passage.kind == "transcript":
            out.append("unknown speaker")
        else:
            out.append(near[0] if near else source.author or "author")
    return out


def _around(says: Sequence[Sequence[str | None]], i: int) -> list[str | None]:
    """Who says `I` both before and after a unit, close by."""
    before = next((s for s in reversed(says[max(0, i - GAP) : i]) if s), None)
    after = next((s for s in says[i + 1 : i + 1 + GAP] if s), None)
    return list(after) if before and after else []


def first_persons(units: Sequence[Unit], mentions: Sequence[Mention]) -> list[list[str | None]]:
    """For each unit that may claim, whom `I` and `my` name outside of quotations and turns, in order."""
    out: list[list[str | None]] = [[] for _ in units]
    ordered = sorted((m for m in mentions if m.text.lower() in FIRST), key=lambda m: m.start)
    at = 0
    for i, unit in enumerate(units):
        quoted = [(unit.start + q.start(), unit.start + q.end()) for q in QUOTED.finditer(unit.text)]
        while at < len(ordered) and ordered[at].start < unit.end:
            m = ordered[at]
            plain = m.start >= unit.start and not any(a <= m.start < b for a, b in quoted)
            told = unit.turn is None and unit.passage.kind not in SILENT_KINDS
            if told and plain and not numeral(unit, m):
                out[i].append(m.name)
            at += 1
    return out


def numeral(unit: Unit, mention: Mention) -> bool:
    """Whether an `I` is a number: `World War I`, `Charles I`."""
    before = unit.text[: mention.start - unit.start].split()
    return mention.text == "I" and bool(before) and before[-1][0].isupper() and before[-1].isalpha()


def base(unit: Unit, narrator: str) -> tuple[str, ...]:
    """Whose voice a unit is in before any report: the turn's speaker or the text's own voice."""
    return (unit.turn.speaker or "unknown speaker",) if unit.turn else (narrator,)


def quotations(unit: Unit, cast: Cast, words: Words, before: str | None) -> list[Quotation]:
    """The quotations of a unit in order; one without a verb of saying near it goes on as the last."""
    out: list[Quotation] = []
    last = before
    for m in QUOTED.finditer(unit.text):
        long = len(m.group().split()) > 3 or (last is not None and SHORT.match(m.group()) is not None)
        sayer = sayer_of(unit, cast, words, m.start(), m.end()) or own_name(cast, m.start(), m.end())
        if sayer:
            last = sayer
        if long or sayer:
            out.append(Quotation(m.start(), m.end(), sayer or (last if long else None)))
    return out


def own_name(cast: Cast, start: int, end: int) -> str | None:
    """Whom `I` and `my` mean in a quotation, where they mean one: the writer of a letter that is quoted."""
    said = [m for m in cast.at.values() if m.form == "pronoun" and m.text.lower() in FIRST]
    names = {m.name for m in said if start <= m.start - cast.unit.start < end}
    return names.pop() if len(names) == 1 else None


def sayer_of(unit: Unit, cast: Cast, words: Words, start: int, end: int) -> str | None:
    """Who says the quotation `[start, end)`: the subject of a verb of saying in its sentences, outside it."""
    span = unit.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    first, last = span[0].sent.start, span[-1].sent.end
    near = [t for t in unit.doc[first:last] if not start <= t.idx < end]
    verbs = [t for t in near if t.pos_ == "VERB" and saying(t, words["say"])]
    verbs.sort(key=lambda t: min(abs(t.idx - start), abs(t.idx - end)))
    for verb in verbs:
        for subject in g.subjects(verb):
            named = cast.stand_for(subject)
            if named:
                return named[0].name
    return announcer(cast, words, near, start)


def announcer(cast: Cast, words: Words, near: Sequence[Token], start: int) -> str | None:
    """Whose words a colon announces: `Lee, whose narrative fits in here: "I first met him in May."`."""
    before = [t for t in near if t.idx < start]
    if not before or before[-1].text not in (":", ":--", ":—", "--", "—"):
        return None
    for noun in (t for t in reversed(before) if t.lemma_.lower() in words["wording"]):
        named = _first(cast, [*g.children(noun, "poss"), *g.after(noun, "of"), *g.after(noun, "by")])
        if named:
            return named[0]
    return None


def saying(verb: Token, lemmas: frozenset[str]) -> bool:
    """Whether a word says something: one of `lemmas`, and not `the said Lee`."""
    if verb.lemma_.lower() not in lemmas:
        return False
    return not (verb.lower_ == "said" and verb.i and verb.nbor(-1).lower_ in DETERMINERS)


def speak(cast: Cast, quoted: Sequence[Quotation]) -> None:
    """Let `I` and `we` inside a quotation stand for its sayer."""
    cast.quoted = quoted
    for i, m in cast.at.items():
        if m.form == "pronoun" and m.text.lower() in SPEAKING:
            at = m.start - cast.unit.start
            sayer = next((q.sayer for q in quoted if q.start <= at < q.end), None)
            if sayer and sayer != m.name:
                cast.at[i] = replace(m, name=sayer)


def testimony(unit: Unit, cast: Cast, words: Words, before: str | None = None) -> list[tuple[int, str]]:
    """
    Who testifies in a report of a hearing: from which character on, and who.

    `He said that he knew the man. He first met him in May.`: what follows the sentence with the verb of
    saying is his too, up to the next one who says something; so is what follows `Lee was the next witness`.
    Who testified `before` goes on where the paragraph speaks of a witness, or begins with `he` or `she`.
    """
    goes_on = unit.doc[0].lower_ in ("he", "she") or "witness" in unit.text.lower()
    out: list[tuple[int, str]] = [(0, before)] if before and goes_on else []
    for sent in unit.doc.sents:
        verbs = [sent.root, *g.children(sent.root, "xcomp")]  # `he goes on to say that`
        named = [n for v in verbs for n in _first(cast, testifier(v, cast, words))]
        out += [(sent.end_char, named[0])] if named and named[0] not in words["witness"] else []
    return out


def testifier(verb: Token, cast: Cast, words: Words) -> list[Token]:
    """The words for who testifies from a verb on: its subject where it says so, or is called or sworn."""
    if verb.lemma_ == "be" and any(t.lower_ in words["witness"] for t in g.children(verb, "attr")):
        return g.grammatical_subjects(verb)
    if verb.lemma_.lower() in words["sworn"] and g.passive(verb):
        return g.children(verb, "nsubjpass")
    if not saying(verb, words["testify"]):
        return []
    told = [c for c in g.children(verb, "ccomp", "parataxis") if not within(cast, c)]
    return g.subjects(verb) if told or resumed(verb, verb.sent.end_char, words) else []


def within(cast: Cast, token: Token) -> bool:
    """Whether a token stands in a quotation."""
    return any(q.start <= token.idx < q.end for q in cast.quoted)


def resumed(verb: Token, end: int, words: Words) -> bool:
    """Whether `that` takes up a verb of saying before `end`, after an aside: `said, to his credit, that`."""
    if not saying(verb, words["say"]):
        return False
    behind = [t for t in verb.sent if verb.i < t.i and t.idx < end]
    return any(t.lower_ == "that" and t.dep_ == "mark" and t.nbor(-1).text == "," for t in behind)


def voice(anchor: Token, cast: Cast, words: Words, speech: Speech) -> tuple[str, ...]:
    """The voices of a clause: the unit's own, the sayer of its quotation or testimony, those above it."""
    chain = list(speech.own)
    inside = next((q for q in speech.quoted if q.start <= anchor.idx < q.end), None)
    if inside and inside.sayer:
        chain.append(inside.sayer)
    elif inside is None and not reporting(anchor, words):
        chain += [name for at, name in speech.witness if at <= anchor.idx][-1:]
    testifies = len(chain) > 1
    chain += [
        n for n in reversed(sayers(anchor, cast, words, inside)) if not (testifies and n in words["witness"])
    ]
    return tuple(name for i, name in enumerate(chain) if i == 0 or name != chain[i - 1])


def reporting(anchor: Token, words: Words) -> bool:
    """Whether a clause itself says that somebody testifies: the reporter's own words."""
    verb = g.clause_verb(anchor)
    return verb.dep_ == "ROOT" and saying(verb, words["testify"] | {"confirm", "corroborate"})


def sayers(anchor: Token, cast: Cast, words: Words, inside: Quotation | None) -> list[str]:
    """Who says the clause in indirect speech, nearest first."""
    out: list[str] = []
    token = anchor
    for up in g.ancestors(anchor):
        if inside and inside.sayer and not inside.start <= up.idx < inside.end:
            break
        if (above := g.extraposed(token)) is not None and saying(above, words["say"] | words["think"]):
            out += _first(cast, g.by_whom(above, token))
            break
        if token.dep_ in ("ccomp", "xcomp") and up.pos_ in ("VERB", "AUX") and _finite(token):
            if up.lemma_.lower() in words["hear"]:  # `heard from Lee that`
                out += _first(cast, g.after(up, "from"))
            tells = saying(up, words["say"] | words["think"] | words["deny"])
            if tells and not parted(token, up) and not unsaid(up, words):
                out += _first(cast, [t for t in g.subjects(up) if not asked(t) and not anybody(t, words)])
        elif professed(token, up, words):
            out += _first(cast, g.subjects(up))
        elif (
            token.dep_ in ("acl", "ccomp") and up.pos_ == "NOUN" and _finite(token) and token.dep_ != "relcl"
        ):
            said = up.lemma_.lower() not in words["unsaid"]  # `came to the point that`
            out += _first(cast, g.children(up, "poss") or g.after(up, "of") or (g.holder(up) if said else []))
        elif token.dep_ == "pcomp" and up.dep_ == "prep" and up.head.lemma_.lower() in words["charge"]:
            out += _first(cast, g.subjects(up.head))
        token = up
    verb = g.clause_verb(anchor)
    out += according(verb, anchor, cast) + (according(token, anchor, cast) if token.i != verb.i else [])
    out += parenthetical(anchor, cast, words)
    if not out and not inside:
        root = anchor.sent.root
        for up in (root, *g.children(root, "ccomp")):
            out += _first(cast, g.subjects(up)) if up.i < anchor.i and resumed(up, anchor.idx, words) else []
    itself = _first(cast, g.subjects(anchor)) if anchor.lemma_.lower() in words["say"] else []
    return [name for name in dict.fromkeys(out) if name not in itself]  # who tells it is no reporter of it


def professed(token: Token, up: Token, words: Words) -> bool:
    """Whether a clause is what somebody claims of himself: `he claims to have met her`."""
    to = any(c.lower_ == "to" for c in g.children(token, "aux"))
    return token.dep_ == "xcomp" and to and up.lemma_.lower() in words["profess"] and not unsaid(up, words)


def unsaid(verb: Token, words: Words) -> bool:
    """Whether it is denied that somebody said it: `she never said that`."""
    return verb.lemma_.lower() in words["say"] and any(
        c.dep_ == "neg" or (c.dep_ == "advmod" and c.lower_ == "never") for c in verb.children
    )


def parted(clause: Token, verb: Token) -> bool:
    """Whether a semicolon stands between a clause and a verb of saying behind it, which says another one."""
    return clause.i < verb.i and any(t.text == ";" for t in clause.doc[clause.i : verb.i])


def asked(subject: Token) -> bool:
    """Whether a verb's subject is who is asked: `You recall that he came?` says nothing in his voice."""
    return subject.lower_ == "you" and subject.sent.text.rstrip("\"'”’) ").endswith("?")


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


def according(verb: Token, anchor: Token, cast: Cast) -> list[str]:
    """`according to Hume`, `in Hume's opinion`."""
    for prep in g.children(verb, "prep"):
        if prep.lower_ == "according":
            behind = [p for to in prep.children for p in g.children(to, "pobj")]
            whose = [w for p in behind for w in (g.children(p, "poss") or g.after(p, "of"))]
            return [] if prep.is_ancestor(anchor) else _first(cast, behind) or _first(cast, whose)
        for noun in g.children(prep, "pobj"):
            if prep.lower_ in ("in", "by") and noun.lower_ in SAID:
                return _first(cast, g.children(noun, "poss"))
    return []


def parenthetical(anchor: Token, cast: Cast, words: Words) -> list[str]:
    """`Stalin, Trotsky says, expelled him`, `Stalin, as Trotsky suggests, expelled him`."""
    verb = g.clause_verb(anchor)
    around = [verb, *g.children(verb, "nsubj", "nsubjpass")]
    for c in (c for t in around for c in g.children(t, "parataxis", "advcl")):
        if c.lemma_.lower() not in words["say"] or g.children(c, "ccomp", "dobj"):
            continue
        led = any(m.lower_ == "as" for m in g.children(c, "mark", "advmod"))
        if len(list(c.subtree)) <= PARENTHESIS and (led or c.dep_ == "parataxis"):
            return _first(cast, g.subjects(c))
    return []
