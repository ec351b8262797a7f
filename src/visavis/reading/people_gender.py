"""Whether somebody is a man or a woman, as the pronouns tell that take up their name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Token

from visavis.reading.people_pronouns import HE, SHE, Mark, actors, clause, role
from visavis.reading.people_who import People
from visavis.reading.units import Unit

AHEAD = 30  # tokens behind a subject in which a pronoun may take it up
SURE = 3  # times as often one gender as the other


def votes(units: Sequence[Unit], marks: Sequence[Mark]) -> dict[int, Counter[str]]:
    """How often the next pronoun behind a name that is a subject is `he` or `she`, no other name between."""
    out: dict[int, Counter[str]] = defaultdict(Counter)
    names = sorted(
        (m for m in marks if m.kind == "person" and m.form == "name"), key=lambda m: (m.unit, m.start)
    )
    for place, mark in enumerate(names):
        doc, stop = units[mark.unit].doc, mark.end + AHEAD
        behind = names[place + 1] if place + 1 < len(names) else None
        if behind is not None and behind.unit == mark.unit:
            stop = min(stop, behind.start)
        if mark.who is None or role(mark.root) != "subject":
            continue
        for token in doc[mark.end : stop]:
            if (token.lower_ in HE or token.lower_ in SHE) and not another(mark.root, token):
                out[mark.who]["m" if token.lower_ in HE else "f"] += 1
                break
    return out


def another(subject: Token, pronoun: Token) -> bool:
    """Whether a pronoun means somebody else than the subject of its own clause (`Ada asked him`)."""
    inside = pronoun.dep_ != "poss" and not pronoun.lower_.endswith("self")
    return inside and role(pronoun) == "object" and subject in actors(clause(pronoun))


def learn(units: Sequence[Unit], marks: Sequence[Mark], people: People) -> None:
    """Give those whose titles and names leave it open the gender of the pronouns that take them up."""
    for number, count in votes(units, marks).items():
        who = people.all[number]
        if who.kind != "person" or who.gender is not None:
            continue
        (first, most), *rest = count.most_common()
        other = rest[0][1] if rest else 0
        if most >= SURE * other and (most > 1 or who.leaning in (None, first)):
            who.likely = first
