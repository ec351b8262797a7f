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

from visavis.reading.people_pronouns import HE, SHE, THEY, Mark, ahead, bound, clause, role

MARGIN = 0.1  # log odds by which the first must lead the second; 0 to 0.4 trade recall for precision
WINDOW = 60  # recent mentions that are weighed
REACH = 15  # sentences
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


def bucket(far: int) -> int:
    """Sentences between, roughly: 0, 1, 2, 3 (to 4), 5 (to 8), 9 (more)."""
    return max(b for b in (0, 1, 2, 3, 5, 9) if b <= max(0, far))


def of_candidate(pronoun: Mark, marks: Sequence[Mark], total: int) -> Features:
    """The evidence for one candidate from its recent mentions, the nearest last; `total` so far."""
    last = marks[-1]
    far = pronoun.sentence - last.sentence
    part = role(last.root)
    found: Features = {f"far {bucket(far)}": 1.0, f"{part} {'here' if far <= 0 else 'before'}": 1.0}
    found["parallel"] = float(part == role(pronoun.root))
    found[f"as {last.form}"] = 1.0
    found["vague"] = float(last.noun is not None and not last.noun.definite)
    found["recent"] = math.log(1 + len(marks))
    found["often"] = math.log(1 + total)
    found["subject here"] = found["subject before"] = 0.0  # only in this sentence and the one before
    for mark in marks:
        found |= of_mention(pronoun, mark)
    return found


def of_mention(pronoun: Mark, mark: Mark) -> Features:
    """What one mention of a candidate near by adds: as a subject, or in a possessor's own clause."""
    far = pronoun.sentence - mark.sentence
    if far not in (0, 1):
        return {}
    part = role(mark.root)
    found: Features = {}
    if part == "subject":
        found["subject here" if far == 0 else "subject before"] = 1.0
    owner = pronoun.root.dep_ == "poss" and mark.unit == pronoun.unit and part in ("subject", "object")
    if owner and far == 0 and clause(mark.root) == clause(pronoun.root):
        found[f"owner is {part}"] = 1.0
    if pronoun.root.dep_ == "poss" and far == 0 and pronoun.root.head in mark.root.conjuncts:
        found["owner is joined"] = float(mark.root.i < pronoun.root.i)
    return found


@lru_cache(maxsize=1)
def weights() -> Features:
    """The weights by feature."""
    text = (files("visavis.model") / "data" / "people_pronouns.toml").read_text(encoding="utf-8")
    return {k: float(v) for k, v in tomllib.loads(text)["pronoun"].items()}


def guessed(mark: Mark) -> bool:
    """Whether a mention is a pronoun of the third person, so that whom it means is itself a guess."""
    return mark.form == "pronoun" and mark.root.lower_ in HE | SHE | THEY


def candidates(pronoun: Mark, scene: Scene, fits: Fits) -> Iterator[tuple[int, Features]]:
    """Everybody whom the pronoun may mean, with the evidence for each."""
    near = [m for m in scene.recent if pronoun.sentence - m.sentence <= REACH and fits(m)]
    later = [m for m in scene.later if fits(m)]
    out = [m for m in (*near, *later) if bound(pronoun, m)]
    barred = {m.who for m in out if not guessed(m)}
    doubted = {m.who for m in out if guessed(m)}
    of: dict[int, list[Mark]] = {}
    for mark in reversed(near):
        if mark.who is not None and mark.who not in barred:
            of.setdefault(mark.who, []).append(mark)
    for rank, (who, marks) in enumerate(of.items()):
        found = of_candidate(pronoun, marks[::-1], scene.total.get(who, 0))
        found["nearest"] = float(rank == 0)
        found["barred"] = float(who in doubted)
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
