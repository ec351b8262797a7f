"""Whom a pronoun means: candidates near by, weighed by gender, number, place in the sentence and salience."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from visavis.reading.people_nouns import Noun

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
I = frozenset({"i", "me", "my", "mine", "myself"})  # noqa: E741
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
YOU = frozenset({"you", "your", "yours", "yourself"})
WHO = frozenset({"who", "whom", "whose"})
ALL = HE | SHE | THEY | I | WE | YOU | WHO
SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECT = frozenset({"dobj", "iobj", "dative", "pobj", "obj"})

# weights set by hand on sources of our own; see the evaluation
ROLE = {"subject": 1.1, "object": 0.35, "possessor": 0.3, "other": 0.0}
FARTHER = 1.0  # a sentence further away
PARALLEL = 0.5
GENDER_KNOWN = 0.7
SALIENT = 0.35  # per earlier mention among the recent ones, up to four
CHAIN = 0.4  # meant by a pronoun last time
OWNER = 0.8  # `his` in the clause of which the candidate is the subject
FORWARD = -0.6
MARGIN = 0.15
WINDOW = 30  # recent mentions that are weighed
REACH = 6  # sentences


@dataclass(slots=True)
class Mark:
    """One mention while the source is read."""

    unit: int
    start: int
    end: int
    root: Token
    sentence: int
    kind: str
    form: str
    who: int | None = None
    candidates: tuple[int, ...] = ()
    gender: str | None = None
    noun: Noun | None = None  # of a description


def role(token: Token) -> str:
    """Grammatical part of a mention: subject, object, possessor or other; a conjunct has its head's."""
    while token.dep_ in ("conj", "appos") and token.head != token:
        token = token.head
    if token.dep_ in SUBJECT:
        return "subject"
    if token.dep_ in OBJECT:
        return "object"
    return "possessor" if token.dep_ == "poss" else "other"


def clause(token: Token) -> Token:
    """The verb (or root) of the clause that a token stands in."""
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def bound(pronoun: Token, other: Token) -> bool:
    """Whether the sentence's form forbids that the pronoun and the other word mean the same person."""
    if pronoun.doc is not other.doc or pronoun.sent != other.sent:
        return False
    if pronoun.dep_ == "poss":
        top = pronoun.head
        return other == top or (other.head == top and other.dep_ in ("appos", "compound"))
    if pronoun in other.conjuncts:
        return True
    if clause(pronoun) != clause(other) or pronoun.lower_.endswith("self"):
        return False
    return {role(pronoun), role(other)} in ({"subject", "object"}, {"object"})


def weight(pronoun: Mark, other: Mark) -> float:
    """How well the pronoun would fit the person of the earlier mention `other`."""
    score = ROLE[role(other.root)] - FARTHER * (pronoun.sentence - other.sentence)
    if role(pronoun.root) == role(other.root):
        score += PARALLEL
    if other.gender:
        score += GENDER_KNOWN
    if other.form == "pronoun":
        score += CHAIN
    owner = pronoun.root.dep_ == "poss" and role(other.root) == "subject"
    if owner and clause(pronoun.root) == clause(other.root):
        score += OWNER
    return score


Fits = Callable[[Mark], bool]


def choose(
    pronoun: Mark, recent: Sequence[Mark], forward: Sequence[Mark], fits: Fits
) -> tuple[int | None, tuple[int, ...]]:
    """The person meant (None where none stands out), and the candidates, best first."""
    best: dict[int, float] = {}
    seen: dict[int, int] = {}
    near = [m for m in recent if m.who is not None and pronoun.sentence - m.sentence <= REACH and fits(m)]
    ahead = [m for m in forward if m.who is not None and fits(m)]
    barred = {m.who for m in (*near, *ahead) if bound(pronoun.root, m.root)}
    for mark in near:
        assert mark.who is not None
        seen[mark.who] = seen.get(mark.who, 0) + 1
        best[mark.who] = max(best.get(mark.who, -99.0), weight(pronoun, mark))
    for mark in ahead:
        if mark.who is not None and mark.who not in best and early(pronoun.root, mark.root):
            best[mark.who] = weight(pronoun, mark) + FORWARD
    scored = [(s + SALIENT * min(4, seen.get(w, 0)), -w) for w, s in best.items() if w not in barred]
    return decide(sorted(scored, reverse=True))


def decide(ranked: list[tuple[float, int]]) -> tuple[int | None, tuple[int, ...]]:
    """The first of the ranked (score, -number), where it stands out; and all of them."""
    order = tuple(-w for _, w in ranked)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None, order
    return order[0], order


def early(pronoun: Token, other: Token) -> bool:
    """Whether the pronoun stands in a clause that leads up to the other word's (`When he came, Cato …`)."""
    own, main = clause(pronoun), clause(other)
    return role(other) == "subject" and own != main and main.is_ancestor(own)
