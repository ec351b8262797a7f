"""What a source says around a name that tells its bearer from namesakes: when, in which office, with whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from visavis.case.linking_told import Told, told, within
from visavis.case.names import last_sound
from visavis.case.when import when
from visavis.model.calendar import civil
from visavis.model.claim import Claim
from visavis.model.layers import Reading

NARROW = 11 * 366  # days; a claim whose time is wider says little about when somebody lived
ASIDE = 500  # characters between two names that stand beside one another
CROWD = 24  # names behind one that are looked at
BESIDE = 40  # sounds of such names that are kept, those met most often
NEAREST = 8  # names around somebody that are kept: the rest says little

Member = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """
    First and last year in which claims place somebody, offices held, the names met most often, and how often
    each form of the name stands in running text (bibliographies, indexes and menus do not count).
    """

    years: tuple[int, int] | None = None
    offices: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    forms: tuple[tuple[str, int], ...] = ()
    told: tuple[Told, ...] = ()  # other names that the source says are the same one's
    beside: tuple[str, ...] = ()  # last words of the persons' names that stand beside it, as they sound


NOTHING = Context()


def contexts(reading: Reading) -> Mapping[Member, Context]:
    """
    The context of everybody whom the claims of a reading name, by (source, name).

    >>> from visavis.model.claim import Claim
    >>> from visavis.model.source import Source
    >>> met = Claim("d", 0, 1, "x", "Ada", "Ben", "meets", time="1925")
    >>> contexts(Reading(Source("d", "x"), claims=(met,)))["d", "Ada"]
    Context(years=(1925, 1925), offices=(), near=('Ben',), forms=(), told=(), beside=())
    """
    years: dict[str, list[int]] = defaultdict(list)
    offices: dict[str, Counter[str]] = defaultdict(Counter)
    near: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in reading.claims:
        two = (claim.subject, claim.object)
        if claim.relation == "holds":
            offices[claim.subject][claim.object] += 1
        for one, other in (two, two[::-1]):
            years[one] += _years(claim)
            if claim.relation != "holds":
                near[one][other] += 1
    aside = beside(reading)
    doc, used, said = reading.source.name, forms(reading), told(reading)
    return {
        (doc, name): Context(
            _span(years[name]),
            _most(offices[name]),
            _most(near[name]),
            used.get(name, ()),
            said.get(name, ()),
            aside.get(name, ()),
        )
        for name in sorted({*years, *offices, *near, *used, *said, *aside})
    }


def forms(reading: Reading) -> dict[str, tuple[tuple[str, int], ...]]:
    """How often each form of a person's name of several words stands in running text, the commonest first."""
    idle = [(p.start, p.end) for p in reading.passages if p.kind == "boilerplate"]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for m in reading.mentions:
        named = m.name and m.kind == "person" and m.form == "name" and " " in m.text
        if m.name and named and not within(m.start, idle):
            counts[m.name][" ".join(m.text.split())] += 1
    return {
        name: tuple(sorted(c.items(), key=lambda x: (-x[1], x[0]))[:NEAREST]) for name, c in counts.items()
    }


def beside(reading: Reading) -> dict[str, tuple[str, ...]]:
    """
    Of everybody named, the sounds of the last words of the names that stand within some characters of theirs,
    those met most often first.
    """
    marks = sorted(
        (m.start, m.end, m.name or "")
        for m in reading.mentions
        if m.kind == "person" and m.form == "name" and m.name
    )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for n, (_, end, name) in enumerate(marks):
        for start, _, other in marks[n + 1 : n + 1 + CROWD]:
            if start - end > ASIDE:
                break
            if other != name:
                counts[name][last_sound(other)] += 1
                counts[other][last_sound(name)] += 1
    return {name: tuple(sorted(c, key=lambda s: (-c[s], s))[:BESIDE]) for name, c in counts.items()}


def _years(claim: Claim) -> list[int]:
    """The year of a claim whose time the source states."""
    held = when(claim)
    if held is None or not held.stated or not held.closed or held.width > NARROW:
        return []
    return [civil(int(held.middle or 0))[0]]


def _span(years: list[int]) -> tuple[int, int] | None:
    """First and last year, a tenth of them left out at either end: a wrong date is common."""
    if not years:
        return None
    some = sorted(years)
    cut = len(some) // 10
    return some[cut], some[len(some) - 1 - cut]


def _most(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:NEAREST])
