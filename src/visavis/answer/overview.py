"""One person at a glance: offices and groups, who was for and who against, the first and the last date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from visavis.answer.network import has_name
from visavis.answer.words import date_words, list_words
from visavis.case.when import When, when
from visavis.model.dossier import Evidence, Group, Office, Person, Sentence, Third

SOME = 4  # offices, groups and persons of a sentence
CLEAR = 0.45  # confidence of the claims that an overview is made of
SIDES = {"+": "the closest were", "-": "the most opposed were", "0": "now for, now against was"}
NARROW = 366 * 2  # days; a wider date is no first or last one


def overview(
    one: Person,
    own: Sequence[Evidence],
    people: Sequence[Third],
    groups: Sequence[Group],
    offices: Sequence[Office],
) -> tuple[Sentence, ...]:
    """
    Up to three sentences on `one`, each made of claims: offices and groups, those for and against, the first
    and the last date. `own` is all evidence about them, the rest what stands around it.

    >>> from visavis.model.claim import Claim
    >>> held = Evidence(Claim("d", 0, 1, "x", "Ada", "Mayor of Holm", "holds", time="1901"), "1", 0.5)
    >>> ada = Person("Ada", "person", (), (), 1)
    >>> [s.text for s in overview(ada, [held], (), (), [Office("Ada", "Mayor of Holm", "1901", ("1",))])]
    ['Ada is said to have been Mayor of Holm (in 1901).']
    """
    sure = {e.id: e for e in own if e.claim.confidence >= CLEAR}
    return tuple(
        s
        for s in (
            _standing(one, sure, groups, offices),
            _sides(one, sure, people),
            _dates(list(sure.values())),
        )
        if s
    )


def _standing(
    one: Person, sure: Mapping[str, Evidence], groups: Sequence[Group], offices: Sequence[Office]
) -> Sentence | None:
    """What they held and belonged to."""
    held = [o for o in offices if o.holder == one.name and _backed(o.claims, sure)][:SOME]
    seats = [g for g in groups if _seat(one, g, sure)][:SOME]
    parts = []
    if held:
        named = [o.office + (f" ({date_words(o.edtf)})" if o.edtf else "") for o in held]
        parts.append(f"is said to have been {list_words(named)}")
    if seats:
        parts.append(
            f"{'to have' if held else 'is said to have'} belonged to {list_words([g.name for g in seats])}"
        )
    cited = [i for o in held for i in _backed(o.claims, sure)[:1]]
    cited += [i for g in seats for i in _seat(one, g, sure)[:1]]
    return Sentence(f"{one.name} {' and '.join(parts)}.", tuple(dict.fromkeys(cited))) if parts else None


def _backed(ids: Sequence[str], sure: Mapping[str, Evidence]) -> list[str]:
    """The asserted and clear claims among some."""
    return [i for i in ids if i in sure and sure[i].claim.modality == "asserted"]


def _seat(one: Person, group: Group, sure: Mapping[str, Evidence]) -> list[str]:
    """The clear claims that say that somebody belonged to a group that has a name."""
    if not has_name(group.name):
        return []
    return [
        i for i in _backed(group.claims, sure)
        if (c := sure[i].claim).relation == "member" and c.subject == one.name
    ]  # fmt: skip


def _sides(one: Person, sure: Mapping[str, Evidence], people: Sequence[Third]) -> Sentence | None:
    """Who mattered most, and on which side; only those whom clear claims put there."""
    parts, cited = [], []
    for sign, words in SIDES.items():
        some = [(t.name, ids) for t in people if t.to_a == sign and (ids := _shown(t, sign, sure))][:SOME]
        if some:
            parts.append(f"{words} {list_words([name for name, _ in some])}")
            cited += [i for _, ids in some for i in ids]
    text = f"By what is told of {one.name}, {'; '.join(parts)}."
    return Sentence(text, tuple(dict.fromkeys(cited))) if parts else None


def _shown(third: Third, sign: str, sure: Mapping[str, Evidence]) -> list[str]:
    """The clear claims that put a third on a side, one of each sign where that side is both; else nothing."""
    if not has_name(third.name):
        return []
    found = {s: [i for i in third.claims if i in sure and _says(sure[i], s)] for s in "+-"}
    if sign in found:
        return found[sign][:1]
    return [found["+"][0], found["-"][0]] if all(found.values()) else []


def _says(e: Evidence, sign: str) -> bool:
    return e.claim.sign == sign and e.claim.modality == "asserted"


def _dates(sure: Sequence[Evidence]) -> Sentence | None:
    """The first and the last date that the sources themselves give."""
    dated = sorted(_stated(sure), key=lambda d: (d[0].first or 0, d[1].id))
    if len(dated) < 2:
        return None
    first, last = dated[0], max(dated, key=lambda d: (d[0].last or 0, d[1].id))
    if first[0].edtf == last[0].edtf:
        return None
    text = f"The first date told is {_point(first[0])}, the last {_point(last[0])}."
    return Sentence(text, tuple(dict.fromkeys((first[1].id, last[1].id))))


def _stated(some: Sequence[Evidence]) -> Iterator[tuple[When, Evidence]]:
    for e in some:
        time = when(e.claim)
        if time and time.stated and time.closed and time.width <= NARROW and e.claim.modality == "asserted":
            yield time, e


def _point(time: When) -> str:
    """A date without the preposition before it."""
    return date_words(time.edtf).removeprefix("in ").removeprefix("on ")
