"""
Claims: who stands how to whom, in whose words.

Rules over the dependency parse; the words that show a relation are frames of the lexicon. For every word
of a sentence that has frames: `ties` and `roles` find whom it ties, `modality`, `voice` and `evidence` say
how, in whose words and when; `settle` keeps the most specific relation of a tie and clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from visavis.model.claim import NARRATOR
from visavis.model.layers import SILENT_KINDS, DateMention, Entity, Mention
from visavis.model.lexicon import Lexicon, lexicon
from visavis.model.source import Source
from visavis.reading.claims.answers import answered, asked_last
from visavis.reading.claims.cast import Cast, casts
from visavis.reading.claims.compounds import LISTED, PLAIN, compound_ties
from visavis.reading.claims.dating import When, inside, tells, when
from visavis.reading.claims.dealings import help_ties, marriage_ties
from visavis.reading.claims.denials import denied_after
from visavis.reading.claims.draft import Draft
from visavis.reading.claims.esteem import esteem_ties
from visavis.reading.claims.evidence import evidence
from visavis.reading.claims.features import features
from visavis.reading.claims.grammar import (
    clause_verb,
    mend_helped,
    mend_lemmas,
    mend_offices,
    mend_participles,
)
from visavis.reading.claims.letters import dated, dateline, letter_ties
from visavis.reading.claims.listed import listed_ties
from visavis.reading.claims.membership import example_ties
from visavis.reading.claims.modality import modality, presupposed
from visavis.reading.claims.roles import member_ties, named_member_ties, office_ties, post_ties, role_ties
from visavis.reading.claims.score import LEAST, confidence
from visavis.reading.claims.sessions import minuted, sitting
from visavis.reading.claims.settle import once, settle
from visavis.reading.claims.ties import (
    Tie,
    adjective_ties,
    adverb_ties,
    attended_ties,
    between_ties,
    couple_ties,
    joint_ties,
    mutual_ties,
    noun_ties,
    refusal_ties,
    reply_ties,
    third_ties,
    verb_ties,
)
from visavis.reading.claims.voice import Speech, base, narrators, quotations, speak, testimony, voice
from visavis.reading.units import Unit

if TYPE_CHECKING:
    from visavis.reading.claims.encoder.judge import Judge

__all__ = ["LEAST", "Draft", "Scene", "claims", "draft", "scenes", "ties"]

VERBAL = (
    verb_ties, adjective_ties, joint_ties, attended_ties, third_ties, esteem_ties,
    reply_ties, refusal_ties, mutual_ties, marriage_ties, help_ties, listed_ties,
)  # fmt: skip
NOMINAL = (compound_ties,
    noun_ties, role_ties, office_ties, post_ties, named_member_ties, member_ties, couple_ties,
    between_ties, example_ties, listed_ties, letter_ties,
)  # fmt: skip
FINDERS: dict[str, tuple[Callable[[Cast, Lexicon, Token], Iterator[Tie]], ...]] = {
    "VERB": VERBAL, "AUX": VERBAL, "NOUN": NOMINAL, "PROPN": NOMINAL, "ADJ": (adjective_ties, member_ties),
    "ADV": (adverb_ties,), "ADP": (adverb_ties,), "SCONJ": (adverb_ties,), "PART": (adverb_ties,),
}  # fmt: skip
ROLES = frozenset({"role", "office", "apposition", "post"})  # rules that go by what somebody is called
STATES = frozenset({"friend", "supports", "opposes", "kin", "rivals"})  # whose nouns name what lasts


@dataclass(frozen=True, slots=True)
class Scene:
    """A unit that may claim something: who is meant in it, who speaks, its dates, the date of its letter."""

    unit: Unit
    cast: Cast
    speech: Speech
    dates: Sequence[DateMention]  # with offsets inside the unit's text
    letter_of: DateMention | None = None
    session: DateMention | None = None  # the day of the meeting whose minutes it stands in


def scenes(
    units: Sequence[Unit],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    source: Source,
) -> Iterator[Scene]:
    """The units of a source that may claim something, in order, with all that a claim is read by."""
    words = lexicon()
    heard = sum(u.turn is not None for u in units) > 1  # a report of a hearing
    own_voice = narrators(units, mentions, source)
    said: str | None = None
    testifies: str | None = None
    letter_of: DateMention | None = None
    session: DateMention | None = None
    meets = minuted(units)
    cast_of = casts(units, mentions, entities, words)
    for unit, cast, narrator in zip(units, cast_of, own_voice, strict=True):
        when_said = inside(unit, dates)
        letter_of = dateline(unit, when_said) or letter_of
        session = (meets and sitting(unit, when_said)) or session
        if unit.passage.kind in SILENT_KINDS:
            continue
        quoted = quotations(unit, cast, words.words, said)
        said = quoted[-1].sayer if quoted else None
        speak(cast, quoted)
        if unit.passage.kind == "letter" and narrator != NARRATOR:
            cast.writer = narrator
        witness = testimony(unit, cast, words.words, testifies) if heard and not unit.turn else []
        testifies = witness[-1][1] if witness else testifies
        yield Scene(unit, cast, Speech(base(unit, narrator), quoted, witness), when_said, letter_of, session)


def claims(
    units: Sequence[Unit],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    source: Source,
    least: float = LEAST,
    judge: Judge | None = None,
) -> tuple[Draft, ...]:
    """
    Claims of one source, in the order of the text.

    All offsets in and out are those of the cleaned text. Units of a heading, a keyword or boilerplate claim
    nothing; a mention without a name ties nobody. Drafts below the confidence `least` are left out. With a
    `judge`, the encoder has its say in how sure a draft is, and adds ties that no frame knows.
    """
    words = lexicon()
    out: list[Draft] = []
    asked: list[Draft] = []
    before = units[0] if units else None
    for scene in scenes(units, entities, mentions, dates, source):
        unit, letter_of = scene.unit, scene.letter_of
        drafts = [draft(t, scene) for t in ties(unit, scene.cast, words)]
        found = denied_after(settle(dated(drafts, letter_of)), unit, words.words)
        if judge:
            plain = [d for d in found if d.rule.endswith((PLAIN, LISTED))]
            judged = judge.verdicts(unit, found)
            more = [replace(draft(t, scene), confidence=sure) for t, sure in judge.ties(unit, judged, found)]
            surer = judge.surer([d for d in found if d not in plain], judged)
            found = [*surer, *plain, *denied_after(dated(more, letter_of), unit, words.words)]
        out += found + (answered(asked, before, unit, found) if before else [])
        asked, before = asked_last(unit, found), unit
    ordered = sorted(out, key=lambda d: (d.start, d.end, d.relation, d.subject, d.object))
    return tuple(d for d in once(ordered) if d.confidence >= least)


def ties(unit: Unit, cast: Cast, words: Lexicon) -> Iterator[Tie]:
    """All ties of a unit, in the order of their words."""
    if not cast.at:
        return
    mend_lemmas(unit.doc, words.verbs)
    mend_offices(unit.doc)
    mend_participles(unit.doc)
    mend_helped(unit.doc)
    for token in unit.doc:
        if token.lower_.endswith("ing") and token.lower_ in words.words["prepositions"]:
            continue  # `my opinion respecting you` is none of respect
        for find in FINDERS.get(token.pos_, ()):
            yield from find(cast, words, token)
        odd = token.pos_ in ("ADV", "ADJ") or (token.pos_ == "VERB" and token.dep_ == "xcomp")
        if odd and token.lower_ in words.words["office"]:  # `promoted to captain`
            yield from office_ties(cast, words, token)


def draft(tie: Tie, scene: Scene) -> Draft:
    """A tie with its words, modality, voice, time and confidence."""
    unit, cast, speech = scene.unit, scene.cast, scene.speech
    words = cast.lexicon
    says = voice(tie.anchor, cast, words.words, speech)
    quoted = any(q.start <= tie.anchor.idx < q.end for q in speech.quoted)
    time = when(tie, unit, scene.dates, quoted, len(says))
    if scene.session and not (time.edtf or time.bounds or quoted or len(says) > 1) and tells(tie):
        time = When(scene.session.edtf, scene.session.bounds, scene.session.basis)
    how = stance(tie, words, reported=len(says) > 1)
    start, end = evidence(tie, unit, how)
    seen = features(tie, unit, how, len(says))
    return Draft(
        start, end, tie.a.name, tie.label or tie.b.name, tie.relation, tie.rule,
        modality=how, voice=says, time=time.edtf, bounds=time.bounds, time_basis=time.basis,
        confidence=confidence(seen), subject_span=tie.a.span, object_span=tie.b.span,
        features=seen, clause=clause_verb(tie.anchor).idx,
    )  # fmt: skip


def stance(tie: Tie, words: Lexicon, reported: bool) -> str:
    """The modality of a tie; one that is only mentioned (`his wife`) is taken for granted."""
    kind = tie.rule.split(":")[0]
    if kind == "letter":
        return "asserted"  # `I cannot answer your letter`: it was written
    if kind in ROLES and presupposed(tie.anchor):
        return "asserted"
    owned = any(c.dep_ == "poss" for c in tie.anchor.children) and tie.relation in STATES
    found = modality(tie.anchor, words.words, reported, bound=not (kind == "noun" and owned))
    return "planned" if found == "asserted" and tie.rule in words.words["invites"] else found
