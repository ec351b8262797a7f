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

from visavis.model.names import fold, words
from visavis.reading.people_pronouns import SUBJECT, Mark, ahead, bound, clause, role

MARGIN = 0.1  # log odds by which the first must lead the second; 0 to 0.4 trade recall for precision
WINDOW = 60  # recent mentions that are weighed
REACH = 15  # sentences
UP = 6  # clauses above the pronoun's that are looked at
Features = dict[str, float]
Fits = Callable[[Mark], bool]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a pronoun is weighed against: earlier mentions, later ones of its sentence, counts, genders."""

    recent: Sequence[Mark]
    later: Sequence[Mark]
    total: Mapping[int, int]
    named: Callable[[int], bool]  # whether somebody has a name
    agrees: Callable[[int], float]  # how far somebody's gender agrees: 1, -1, or 0 where it is unknown
    quoted: Callable[[Mark], object] = lambda mark: None  # the quotation that a mention stands in
    speaker: int | None = None  # whose words the pronoun stands in
    hearer: int | None = None
    kind: str = "pronoun"  # the table of weights


def bucket(far: int) -> int:
    """Sentences between, roughly: 0, 1, 2, 3 (to 4), 5 (to 8), 9 (more)."""
    return max(b for b in (0, 1, 2, 3, 5, 9) if b <= max(0, far))


def own_role(pronoun: Token) -> str:
    """The grammatical part of a pronoun; `self` for a reflexive one."""
    return "self" if pronoun.lower_.endswith("self") else role(pronoun)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pronoun stands: its part, its clause, and the subjects of the clauses above by their joint."""

    role: str
    clause: Token
    above: Mapping[int, str]  # token number of a subject: the dependency that leads down from its clause

    @classmethod
    def of(cls, pronoun: Token) -> Place:
        """The place of a pronoun in its sentence."""
        own = clause(pronoun)
        above: dict[int, str] = {}
        verb = own
        for _ in range(UP):
            if verb.head == verb:
                break
            how, verb = verb.dep_, clause(verb.head)
            for child in verb.children:
                if child.dep_ in SUBJECT:
                    above.setdefault(child.i, how)
        return cls(own_role(pronoun), own, above)


def of_candidate(pronoun: Mark, place: Place, marks: Sequence[Mark], total: int) -> Features:
    """The evidence for one candidate from its recent mentions, the nearest last; `total` so far."""
    last = marks[-1]
    far = pronoun.sentence - last.sentence
    part = role(last.root)
    where = "here" if far <= 0 else "before"
    found: Features = {
        f"far {bucket(far)}": 1.0,
        f"{part} {where}": 1.0,
        f"{place.role} for {part} {where}": 1.0,
        f"as {last.form}": 1.0,
        f"{last.form} {part} {where}": 1.0,
        "parallel": float(part == role(pronoun.root)),
        "vague": float(last.noun is not None and not last.noun.definite),
        "recent": math.log(1 + len(marks)),
        "often": math.log(1 + total),
        "other paragraph": float(last.unit != pronoun.unit),
        "joined": float(last.root.dep_ == "conj"),
        "kin": float(akin(last.root)),
    }
    found |= of_clauses(pronoun, place, marks)
    return found


def akin(name: Token) -> bool:
    """Whether a noun of kinship or the like stands beside a name (`his wife Ada`, `Ada, the sister`)."""
    known = words().noun_gender
    near = [c for c in name.children if c.dep_ in ("appos", "compound", "nmod")]
    if name.dep_ in ("appos", "compound", "nmod"):
        near.append(name.head)
    return any(fold(t.lemma_) in known for t in near)


def of_clauses(pronoun: Mark, place: Place, marks: Sequence[Mark]) -> Features:
    """What the clauses tell in which the candidate was mentioned."""
    found: Features = dict.fromkeys(("subject here", "subject before", "main subject before"), 0.0)
    possessor = pronoun.root.dep_ == "poss"
    for mark in marks:
        far = pronoun.sentence - mark.sentence
        part = role(mark.root)
        if part == "subject" and far in (0, 1):
            found["subject here" if far == 0 else "subject before"] = 1.0
            if far == 1 and clause(mark.root).dep_ == "ROOT":
                found["main subject before"] = 1.0
        if far or mark.unit != pronoun.unit:
            continue
        if mark.root.i in place.above:
            found[f"above {place.above[mark.root.i]}"] = 1.0
        if clause(mark.root) == place.clause:
            found["same clause"] = 1.0
            if possessor and part in ("subject", "object"):
                found[f"owner is {part}"] = 1.0
    return found


@lru_cache(maxsize=4)
def weights(kind: str = "pronoun") -> Features:
    """The weights by feature: of `he` and `she` (`pronoun`), or of `they`."""
    text = (files("visavis.model") / "data" / "people_pronouns.toml").read_text(encoding="utf-8")
    return {k: float(v) for k, v in tomllib.loads(text)[kind].items()}


def candidates(pronoun: Mark, scene: Scene, fits: Fits) -> Iterator[tuple[int, Features]]:
    """Everybody whom the pronoun may mean, with the evidence for each."""
    near = [m for m in scene.recent if pronoun.sentence - m.sentence <= REACH and fits(m)]
    later = [m for m in scene.later if fits(m)]
    barred = {m.who for m in (*near, *later) if bound(pronoun, m)}
    of: dict[int, list[Mark]] = {}
    for mark in reversed(near):
        if mark.who is not None and mark.who not in barred:
            of.setdefault(mark.who, []).append(mark)
    place = Place.of(pronoun.root)
    most = max((scene.total.get(w, 0) for w in of), default=0)
    for rank, (who, marks) in enumerate(of.items()):
        found = of_candidate(pronoun, place, marks[::-1], scene.total.get(who, 0))
        found["nearest"] = float(rank == 0)
        found[f"rank {min(rank, 4)}"] = 1.0
        found["most often"] = float(scene.total.get(who, 0) == most)
        found["in quote"] = float(scene.quoted(pronoun) == scene.quoted(marks[0]))
        yield who, _finished(found, who, pronoun, later, scene)
    for mark in later:
        if mark.who is not None and mark.who not in of and mark.who not in barred:
            of[mark.who] = [mark]
            if ahead(pronoun, mark):
                yield mark.who, _finished({}, mark.who, pronoun, later, scene)


def _finished(found: Features, who: int, pronoun: Mark, later: Sequence[Mark], scene: Scene) -> Features:
    """The evidence with what the later mentions, the gender and the talk add."""
    hows = {h for m in later if m.who == who and (h := ahead(pronoun, m))}
    found |= {f"ahead by {h}": 1.0 for h in hows}
    found["unnamed"] = float(not scene.named(who))
    found["gender agrees"] = scene.agrees(who)
    found["gender unknown"] = float(not scene.agrees(who))
    found["speaks"] = float(who == scene.speaker)
    found["is spoken to"] = float(who == scene.hearer)
    return found


def choose(pronoun: Mark, scene: Scene, fits: Fits) -> tuple[int | None, tuple[int, ...]]:
    """The person meant (None where none stands out), and the candidates, best first."""
    learned = weights(scene.kind)
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
