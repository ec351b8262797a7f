"""
Whom a pronoun means: candidates near by, ranked by gender, place in the sentence, form and salience.

The rank is a weighted sum with the weights of `data/people_pronouns.toml`; the evidence is that of the
classical work on salience (Lappin and Leass 1994; Grosz, Joshi and Weinstein 1995). What grammar forbids
(`him` for the subject of its own clause) is no candidate at all.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

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

MARGIN = 0.1  # log odds by which the first must lead the second; 0 to 0.4 trade recall for precision
WINDOW = 60  # recent mentions that are weighed
REACH = 15  # sentences
Features = dict[str, float]


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


Fits = Callable[[Mark], bool]


def role(token: Token) -> str:
    """Grammatical part of a mention: subject, object, possessor or other; a conjunct has its head's."""
    while token.dep_ in ("conj", "appos") and token.head != token:
        token = token.head
    if token.dep_ in SUBJECT:
        return "subject"
    if token.dep_ == "pobj" and token.head.head.pos_ in ("NOUN", "PROPN"):
        return "inside"
    if token.dep_ in OBJECT:
        return "object"
    return "possessor" if token.dep_ == "poss" else "other"


def clause(token: Token) -> Token:
    """The verb (or root) of the clause that a token stands in."""
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def bound(one: Mark, two: Mark) -> bool:
    """Whether the sentence's form forbids that the pronoun and the other word mean the same person."""
    if one.unit != two.unit or one.sentence != two.sentence:
        return False
    pronoun, other = one.root, two.root
    if pronoun.dep_ == "poss":
        top = pronoun.head
        return other == top or (other.head == top and other.dep_ in ("appos", "compound"))
    if pronoun in other.conjuncts:
        return True
    if clause(pronoun) != clause(other) or pronoun.lower_.endswith("self"):
        return False
    return {role(pronoun), role(other)} in ({"subject", "object"}, {"object"})


def ahead(one: Mark, two: Mark) -> str | None:
    """How the pronoun can lead up to a later subject: from a phrase (`In his youth, Cato`) or a clause."""
    pronoun, other = one.root, two.root
    if one.sentence != two.sentence or role(other) != "subject":
        return None
    own, main = clause(pronoun), clause(other)
    if own == main:
        return "phrase" if pronoun.dep_ == "poss" and not clause_subject(pronoun) else None
    return "clause" if main.is_ancestor(own) else None


def clause_subject(pronoun: Token) -> bool:
    """Whether the pronoun stands in the subject of its own clause (`His brother saw Cato`)."""
    return any(t.dep_ in SUBJECT for t in pronoun.ancestors if clause(t) == clause(pronoun))


def bucket(far: int) -> int:
    """Sentences between, roughly: 0, 1, 2, 3 (to 4), 5 (to 8), 9 (more)."""
    return max(b for b in (0, 1, 2, 3, 5, 9) if b <= max(0, far))


def of_candidate(pronoun: Mark, marks: Sequence[Mark], total: int) -> Features:
    """The evidence for one candidate from its recent mentions, the nearest last; `total` so far."""
    last = marks[-1]
    far = pronoun.sentence - last.sentence
    part = role(last.root)
    found: Features = {f"far {bucket(far)}": 1.0, f"{part} {'here' if far <= 0 else 'before'}": 1.0}
    found["subject here"] = float(
        any(role(m.root) == "subject" for m in marks if m.sentence == pronoun.sentence)
    )
    found["subject before"] = float(
        any(role(m.root) == "subject" for m in marks if m.sentence == pronoun.sentence - 1)
    )
    found["parallel"] = float(part == role(pronoun.root))
    found[f"as {last.form}"] = 1.0
    found["vague"] = float(last.noun is not None and not last.noun.definite)
    found["recent"] = math.log(1 + len(marks))
    found["often"] = math.log(1 + total)
    own = [m for m in marks if m.unit == pronoun.unit and clause(m.root) == clause(pronoun.root)]
    if pronoun.root.dep_ == "poss":
        found["owner is subject"] = float(any(role(m.root) == "subject" for m in own))
        found["owner is object"] = float(any(role(m.root) == "object" for m in own))
    return found


@lru_cache(maxsize=1)
def weights() -> Features:
    """The learned weights by feature."""
    text = (files("visavis.model") / "data" / "people_pronouns.toml").read_text(encoding="utf-8")
    return {k: float(v) for k, v in tomllib.loads(text)["pronoun"].items()}


@dataclass(frozen=True, slots=True)
class Scene:
    """What a pronoun is weighed against: earlier mentions, later ones of its sentence, counts, genders."""

    recent: Sequence[Mark]
    later: Sequence[Mark]
    total: Mapping[int, int]
    named: Callable[[int], bool]  # whether somebody has a name
    agrees: Callable[[int], float]  # how far somebody's gender agrees: 1, -1, or 0 where it is unknown


def candidates(pronoun: Mark, scene: Scene, fits: Fits) -> Iterator[tuple[int, Features]]:
    """Everybody whom the pronoun may mean, with the evidence for each."""
    near = [m for m in scene.recent if pronoun.sentence - m.sentence <= REACH and fits(m)]
    later = [m for m in scene.later if fits(m)]
    barred = {m.who for m in (*near, *later) if bound(pronoun, m)}
    of: dict[int, list[Mark]] = {}
    for mark in near:
        if mark.who is not None and mark.who not in barred:
            of.setdefault(mark.who, []).append(mark)
    order = sorted(of, key=lambda w: -near.index(of[w][-1]))
    for rank, who in enumerate(order):
        found = of_candidate(pronoun, of[who], scene.total.get(who, 0))
        found["nearest"] = float(rank == 0)
        yield who, _finished(found, who, pronoun, later, scene)
    for mark in later:
        if mark.who is not None and mark.who not in of and mark.who not in barred:
            of[mark.who] = [mark]
            if ahead(pronoun, mark):
                yield mark.who, _finished({}, mark.who, pronoun, later, scene)


def _finished(found: Features, who: int, pronoun: Mark, later: Sequence[Mark], scene: Scene) -> Features:
    """The evidence with what the later mentions and the gender add."""
    hows = {h for m in later if m.who == who and (h := ahead(pronoun, m))}
    found |= {f"ahead by {h}": 1.0 for h in hows}
    found["unnamed"] = float(not scene.named(who))
    found["gender agrees"] = scene.agrees(who)
    return found


def choose(pronoun: Mark, scene: Scene, fits: Fits) -> tuple[int | None, tuple[int, ...]]:
    """The person meant (None where none stands out), and the candidates, best first."""
    learned = weights()
    ranked = [
        (sum(learned.get(k, 0.0) * v for k, v in found.items()), -who)
        for who, found in candidates(pronoun, scene, fits)
    ]
    return decide(sorted(ranked, reverse=True))


def decide(ranked: list[tuple[float, int]]) -> tuple[int | None, tuple[int, ...]]:
    """The first of the ranked (score, -number), where it stands out; and all of them."""
    order = tuple(-w for _, w in ranked)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None, order
    return order[0], order
