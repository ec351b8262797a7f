"""From a question and what the sources hold to a dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from visavis import __version__
from visavis.answer import network
from visavis.answer.open_ends import open_ends
from visavis.answer.phases import phases
from visavis.answer.query import resolve
from visavis.answer.summary import nearest_summary, summary
from visavis.answer.weigh import Surroundings, aside, weighed
from visavis.case.accounts import accounts
from visavis.case.copies import copies_of
from visavis.case.memory import Memory, around
from visavis.case.when import When, parsed, when
from visavis.model.dossier import Dossier, Evidence, Open, Person, Unanswered
from visavis.model.errors import QueryError

LEAST = 0.15  # claims less sure than this are held back unless asked for


@dataclass(frozen=True, slots=True)
class Options:
    """What narrows an answer: a window of time (EDTF), voices set aside, the least confidence."""

    at: str | None = None
    since: str | None = None
    until: str | None = None
    without: tuple[str, ...] = ()
    min_confidence: float = LEAST
    model: str | None = None  # the parser that read the sources; only told


@dataclass(slots=True)
class _Desk:
    """What is left on the desk while an answer is made, and what was put aside, with the reason."""

    kept: list[Evidence] = field(default_factory=list)
    aside: list[Open] = field(default_factory=list)
    low: list[Evidence] = field(default_factory=list)


def ask(query: str, memory: Memory, options: Options = Options()) -> Dossier | Unanswered:
    """
    The dossier that answers `query` out of `memory`, or why its names could not be settled.

    Raises QueryError where the question or an option cannot be understood.
    """
    made_with = made(memory, options)
    found = resolve(query, memory)
    if isinstance(found, Unanswered):
        return Unanswered(found.query, found.kind, found.names, found.searched, made_with)
    people = [m.persons[0] for m in found]
    surroundings = Surroundings(memory.readings)
    two = frozenset(p.name for p in people)
    everything = [weighed(e, surroundings, two) for e in memory.evidence]
    desk = _narrowed(everything, memory, options)
    notes = [Open(m.note, "the name fits several, or none exactly") for m in found if m.note]
    if len(people) == 1:
        return _of_one(query, people[0], desk, memory, made_with, notes)
    return _of_two(query, (people[0], people[1]), desk, memory, made_with, notes)


def made(memory: Memory, options: Options) -> dict[str, Any]:
    """What an answer was made with: version, sources with hashes, options."""
    sources = [
        {
            "name": r.source.name, "sha256": r.source.sha256, "path": r.source.path, "title": r.source.title,
            "author": r.source.author, "date": r.source.date, "kind": r.source.kind,
            "circumstances": list(r.source.circumstances),
            "found_circumstances": [asdict(c) for c in r.circumstances],
        }
        for r in memory.readings
    ]  # fmt: skip
    return {"version": __version__, "sources": sources, "options": asdict(options)}


def _narrowed(everything: Iterable[Evidence], memory: Memory, options: Options) -> _Desk:
    """Evidence that the options leave; what they put aside is counted."""
    desk = _Desk()
    tests = [(word, aside(word, memory)) for word in options.without]
    window = _window(options)
    counts: dict[str, int] = {}
    for e in everything:
        word = next((w for w, test in tests if test(e)), None)
        if word is not None:
            counts[f"set aside: --without {word}"] = counts.get(f"set aside: --without {word}", 0) + 1
        elif window and not _inside(when(e.claim), window):
            why = (
                "outside the time asked for"
                if when(e.claim)
                else "undated, so not placed in the time asked for"
            )
            counts[why] = counts.get(why, 0) + 1
        elif e.claim.confidence < options.min_confidence:
            desk.low.append(e)
        else:
            desk.kept.append(e)
    desk.aside = [Open(f"{n} claim{'s' * (n != 1)} of the sources", why) for why, n in counts.items()]
    return desk


def _window(options: Options) -> tuple[float, float] | None:
    """First and last day that the options allow; None without a window."""
    if not (options.at or options.since or options.until):
        return None
    low, high = float("-inf"), float("inf")
    for name, given in (("at", options.at), ("since", options.since), ("until", options.until)):
        if not given:
            continue
        date = parsed(given)
        if date is None or (date.earliest is None and date.latest is None):
            raise QueryError(f'--{name} "{given}" is no date with a year. Write 1925, 1925-04 or 1925-04-30.')
        if name in ("at", "since") and date.earliest is not None:
            low = max(low, date.earliest)
        if name in ("at", "until") and date.latest is not None:
            high = min(high, date.latest)
    return low, high


def _inside(time: When | None, window: tuple[float, float]) -> bool:
    if time is None:
        return False
    first = time.first if time.first is not None else float("-inf")
    last = time.last if time.last is not None else float("inf")
    return first <= window[1] and window[0] <= last


def strongest(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence by weight, the strongest first; then in order of sources and text."""
    return sorted(evidence, key=lambda e: (-e.weight, e.claim.doc, e.claim.start, e.id))


def kinds_of(memory: Memory) -> dict[str, str]:
    """The kind of everybody by joined name."""
    return {p.name: p.kind for p in memory.persons}


def _of_two(
    query: str, two: tuple[Person, Person], desk: _Desk, memory: Memory, made_with: Mapping[str, Any],
    notes: Sequence[Open],
) -> Dossier:  # fmt: skip
    a, b = two
    about, kinds = around(desk.kept), kinds_of(memory)
    pair = strongest(network.pair_of(desk.kept, a.name, b.name))
    through = network.indirect(about, a, b, kinds)
    told, stretches = accounts(pair, copies_of(memory.readings)), phases(pair, desk.kept)
    low = network.pair_of(desk.low, a.name, b.name)
    return Dossier(
        query=query,
        a=a,
        b=b,
        summary=summary(a, b, pair, stretches, told),
        phases=stretches,
        claims=(*pair, *through),
        accounts=told,
        **_around(about, (a.name, b.name), kinds, (*pair, *through)),
        open=(*notes, *open_ends(memory, two, pair, low), *desk.aside),
        nearby=_nearby(about, a, b, memory, bool(pair)),
        made_with=made_with,
    )


def _around(
    about: Mapping[str, Sequence[Evidence]], names: tuple[str, ...], kinds: Mapping[str, str],
    shown: Sequence[Evidence],
) -> dict[str, Any]:  # fmt: skip
    """People, groups and offices around, with the claims that they cite beside those shown."""
    b = names[1] if len(names) > 1 else None
    people = network.thirds(about, names[0], b, kinds, most=24 if b else 40)
    groups, offices = network.groups(about, names, kinds), network.offices(about, names)
    cited = {i for t in people for i in t.claims} | {i for g in groups for i in g.claims}
    cited = (cited | {i for o in offices for i in o.claims}) - {e.id for e in shown}
    found = {e.id: e for evidence in about.values() for e in evidence if e.id in cited}
    return {"people": people, "groups": groups, "offices": offices,
            "around_claims": tuple(strongest(found.values()))}  # fmt: skip


def _nearby(
    about: Mapping[str, Sequence[Evidence]], a: Person, b: Person, memory: Memory, found: bool
) -> tuple[Evidence, ...]:
    """Where nothing ties the two: a way between them over others, and the nearest things known of each."""
    if found:
        return ()
    near = [*network.paths(memory, about, a.name, b.name)]
    near += [*strongest(about.get(a.name, ()))[:5], *strongest(about.get(b.name, ()))[:5]]
    return tuple(dict.fromkeys(near))


def _of_one(
    query: str, one: Person, desk: _Desk, memory: Memory, made_with: Mapping[str, Any], notes: Sequence[Open]
) -> Dossier:
    about, kinds = around(desk.kept), kinds_of(memory)
    own = strongest(about.get(one.name, ()))
    low = [e for e in desk.low if one.name in (e.claim.subject, e.claim.object)]
    return Dossier(
        query=query,
        a=one,
        b=None,
        summary=nearest_summary(one, network.ties(about, one.name)),
        claims=tuple(own),
        **_around(about, (one.name,), kinds, own),
        open=(*notes, *open_ends(memory, (one,), own, low), *desk.aside),
        made_with=made_with,
    )
