"""From a question and what the sources hold to a dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from typing import Any

from visavis import __version__
from visavis.answer import network
from visavis.answer.bearers import meant
from visavis.answer.both import of_both
from visavis.answer.context import in_sentences
from visavis.answer.disputes import disputes
from visavis.answer.open_ends import open_ends, yearless
from visavis.answer.overview import overview
from visavis.answer.phases import phases
from visavis.answer.phases_placed import adrift, plausible
from visavis.answer.query import resolve
from visavis.answer.rank import ranked
from visavis.answer.summary import nearest_summary, summary
from visavis.answer.together import together
from visavis.answer.weigh import Surroundings, aside, told, weighed
from visavis.answer.withdrawn import withdrawn
from visavis.case.accounts import accounts
from visavis.case.completing import completed
from visavis.case.copies import copies_of
from visavis.case.memory import Memory, around
from visavis.case.pages import Pages
from visavis.case.when import When, parsed, when
from visavis.model.claim import Claim
from visavis.model.dossier import Account, Dossier, Evidence, Open, Person, Phase, Together, Unanswered
from visavis.model.errors import QueryError
from visavis.model.layers import Circumstance
from visavis.model.weights import using, weights

TAKEN = "each is tied there to the other one asked; a fuller name in the question leaves them out"
CIRCUMSTANCE = tuple(f.name for f in fields(Circumstance))
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
    weights: str | None = None  # a TOML file with figures in place of those of `weights.toml`


def ask(query: str, memory: Memory, options: Options = Options()) -> Dossier | Unanswered:
    """
    The dossier that answers `query` out of `memory`, or why its names could not be settled.

    Raises QueryError where the question or an option cannot be understood, LexiconError where the file of
    own weights cannot.
    """
    with using(options.weights) as figures:
        told = replace(options, weights=figures)
        return _answered(query, memory, options, made(memory, told))


def _answered(
    query: str, memory: Memory, options: Options, made_with: Mapping[str, Any]
) -> Dossier | Unanswered:
    found = resolve(query, memory)
    if isinstance(found, Unanswered):
        return Unanswered(found.query, found.kind, found.names, found.searched, made_with)
    asked = meant(found, memory)
    people = [m.person for m in asked]
    also = {name: m.person.name for m in asked for name in m.also}
    desk = _Desk(memory, options, frozenset(p.name for p in people), also)
    notes = [Open(m.note, "the name fits several, or none exactly") for m in found if m.note]
    notes += [Open(m.note, TAKEN) for m in asked if m.note]
    if len(people) == 1:
        return _of_one(query, people[0], desk, made_with, notes)
    return _of_two(query, (people[0], people[1]), desk, made_with, notes)


def made(memory: Memory, options: Options) -> dict[str, Any]:
    """What an answer was made with: version, sources with hashes, options."""
    sources = [
        {
            "name": r.source.name, "sha256": r.source.sha256, "path": r.source.path, "title": r.source.title,
            "author": r.source.author, "date": r.source.date, "kind": r.source.kind,
            "circumstances": list(r.source.circumstances),
            "found_circumstances": [
                {name: getattr(c, name) for name in CIRCUMSTANCE} for c in r.circumstances
            ],
        }
        for r in memory.heads
    ]  # fmt: skip
    return {"version": __version__, "sources": sources, "options": asdict(options)}


class _Desk:
    """
    What lies on the desk while an answer is made: the evidence about those asked (`two`) and the groups they
    are tied to, as far as the options leave it. What they put aside is kept apart, with the reason. `also`
    gives for other names that mean one of the two the name that the answer uses.
    """

    def __init__(
        self, memory: Memory, options: Options, two: frozenset[str], also: Mapping[str, str]
    ) -> None:
        self.memory, self.two, self._also = memory, two, also
        self._least = options.min_confidence
        self._tests = [(word, aside(word, memory)) for word in options.without]
        self._window = _window(options)
        self._surroundings = Surroundings(memory.heads)
        self._put_aside: Counter[str] = Counter()
        self.pages = Pages(memory.text)
        self.low: list[Evidence] = []
        self.kept = self.take(memory.about(two | set(also)), count=True)
        groups = {
            network.other(e, n) for n in two for e in self.kept if n in (e.claim.subject, e.claim.object)
        }
        kinds = memory.kinds(groups - two)
        bodies = {n for n in groups - two if kinds.get(n) != "person"}
        here = {e.id for e in self.kept}
        self.kept += [e for e in self.take(memory.belonging(bodies)) if e.id not in here]

    @property
    def narrowed(self) -> bool:
        """Whether the options set a time or voices aside."""
        return bool(self._tests or self._window)

    def borne(self, name: str) -> set[str]:
        """The joined names that mean one of those asked."""
        return {name, *(other for other, own in self._also.items() if own == name)}

    @property
    def aside(self) -> list[Open]:
        """How much the options put aside, by reason."""
        return [
            Open(f"{n} claim{'s' * (n != 1)} about those asked", why) for why, n in self._put_aside.items()
        ]

    def take(self, evidence: Iterable[Evidence], count: bool = False) -> list[Evidence]:
        """The evidence that the options leave, weighed; with `count` it is told what they put aside."""
        out = []
        for e in (weighed(under(e, self._also), self._surroundings, self.two) for e in evidence):
            why = self._why_aside(e)
            if why is None and e.claim.confidence >= self._least:
                out.append(e)
            elif count and why is None:
                self.low.append(e)
            elif count and why is not None:
                self._put_aside[why] += 1
        return out

    def told(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        """Evidence that is shown, with its sayer and the reason of its weight in words."""
        return yearless(self.memory, (told(e, self.two) for e in evidence))

    def _why_aside(self, e: Evidence) -> str | None:
        word = next((w for w, test in self._tests if test(e)), None)
        if word is not None:
            return f"set aside: --without {word}"
        if self._window and not _inside(when(e.claim), self._window):
            dated = when(e.claim) is not None
            return "outside the time asked for" if dated else "undated, so not placed in the time asked for"
        return None


def under(evidence: Evidence, names: Mapping[str, str]) -> Evidence:
    """The evidence with its names replaced where `names` gives others; its id stays."""
    c = evidence.claim
    if names.keys().isdisjoint({c.subject, c.object, *c.voice}):
        return evidence
    subject, obj, *voice = (names.get(n, n) for n in (c.subject, c.object, *c.voice))
    return replace(evidence, claim=replace(c, subject=subject, object=obj, voice=tuple(voice)))


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


def in_time(options: Options) -> Callable[[Claim], bool]:
    """
    Whether a claim may have held in the time that the options give; raises QueryError where that is none.

    >>> held = Claim("a", 0, 1, "x", "Ada", "Ben", "allied", time="1925")
    >>> in_time(Options(since="1924"))(held), in_time(Options(until="1924"))(held)
    (True, False)
    """
    window = _window(options)
    return lambda claim: window is None or _inside(when(claim), window)


def _inside(time: When | None, window: tuple[float, float]) -> bool:
    if time is None:
        return False
    first = time.first if time.first is not None else float("-inf")
    last = time.last if time.last is not None else float("inf")
    return first <= window[1] and window[0] <= last


def strongest(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence by weight, the strongest first; then in order of sources and text."""
    return sorted(evidence, key=lambda e: (-e.weight, e.claim.doc, e.claim.start, e.id))


def kinds_of(desk: _Desk) -> Mapping[str, str]:
    """The kind of everybody on the desk by joined name."""
    return desk.memory.kinds({name for e in desk.kept for name in (e.claim.subject, e.claim.object)})


def _of_two(
    query: str, two: tuple[Person, Person], desk: _Desk, made_with: Mapping[str, Any], notes: Sequence[Open]
) -> Dossier:
    a, b = two
    memory, about, kinds = desk.memory, around(desk.kept), kinds_of(desk)
    text = lru_cache(maxsize=None)(memory.text)  # accounts and order look at the same places
    pair = strongest(completed(plausible(desk.told(network.pair_of(desk.kept, a.name, b.name))), desk.low))
    through = desk.told(network.indirect(about, a, b, kinds))
    both = desk.told(of_both(desk.kept, a.name, b.name))
    beside = desk.take(memory.dated(adrift(pair)))
    found, stretches = (
        accounts(pair, copies_of(memory.heads), desk.kept, text, both),
        phases(pair, beside),
    )
    shown = tuple(in_sentences(ranked((*pair, *both), _marked(stretches, found), text), memory))
    low = network.pair_of(desk.low, a.name, b.name)
    beside_claims, places = _together(desk, two, (*pair, *both, *low))
    return Dossier(
        query=query,
        a=a,
        b=b,
        summary=summary(a, b, _as_in(shown, pair), stretches, found, both),
        phases=stretches,
        claims=(*shown, *in_sentences(through, memory)),
        accounts=found,
        **_around(desk, about, (a.name, b.name), kinds, (*pair, *both, *through), found),
        open=(
            *notes,
            *_told_of_charges(desk, two, (*pair, *both)),
            *open_ends(memory, two, pair, low, desk.pages, _entered(desk, two, pair)),
            *desk.aside,
        ),
        nearby=_nearby(about, a, b, desk, bool(pair)),
        together=beside_claims,
        places=places,
        made_with=made_with,
    )


def _entered(desk: _Desk, two: Sequence[Person], pair: Sequence[Evidence]) -> list[Evidence]:
    """What is told of the offices of the two, beside the claims of the pair."""
    names, shown = {p.name for p in two}, {e.id for e in pair}
    told = (e for e in desk.kept if e.claim.relation in ("holds", "succeeds") and e.id not in shown)
    return [e for e in told if e.claim.subject in names]


def _told_of_charges(desk: _Desk, two: tuple[Person, Person], shown: Sequence[Evidence]) -> tuple[Open, ...]:
    """Words taken back and charges disputed, as the sources tell of them."""
    a, b = (desk.borne(p.name) for p in two)
    return (
        *withdrawn(desk.memory, shown, [p.name for p in two]),
        *(() if desk.narrowed else disputes(desk.memory, a, b, desk.pages)),
    )


def _as_in(shown: Iterable[Evidence], some: Iterable[Evidence]) -> list[Evidence]:
    """Some evidence as it stands among what is shown, with its sentences."""
    seen = {e.id: e for e in shown}
    return [seen.get(e.id, e) for e in some]


def _marked(stretches: Iterable[Phase], found: Iterable[Account]) -> dict[str, float]:
    """By id, how many times more claims are worth that begin a phase or that others contradict."""
    table = weights().worth
    turning = dict.fromkeys((i for p in stretches for i in p.turning[:1]), table["turning"])
    return (
        dict.fromkeys((i for a in found if a.kind == "contradict" for i in a.claims[:2]), table["disputed"])
        | turning
    )


def _together(
    desk: _Desk, two: tuple[Person, Person], pair: Sequence[Evidence]
) -> tuple[tuple[Together, ...], int]:
    """Where both are named without a claim; nothing where the options narrow: such words have no date."""
    if desk.narrowed:
        return (), 0
    a, b = (desk.borne(p.name) for p in two)
    return together(desk.memory, a, b, pair)


def _around(
    desk: _Desk, about: Mapping[str, Sequence[Evidence]], names: tuple[str, ...], kinds: Mapping[str, str],
    shown: Sequence[Evidence], found: Sequence[Account] = (),
) -> dict[str, Any]:  # fmt: skip
    """People, groups and offices around, with the claims that they and accounts cite beside those shown."""
    b = names[1] if len(names) > 1 else None
    people = network.thirds(about, names[0], b, kinds, most=24 if b else 40)
    groups, offices = network.groups(about, names, kinds), network.offices(about, names)
    cited = {i for t in people for i in t.claims} | {i for g in groups for i in g.claims}
    cited |= {i for some in (offices, found) for x in some for i in x.claims}
    cited -= {e.id for e in shown}
    told = {e.id: e for evidence in about.values() for e in evidence if e.id in cited}
    beside = tuple(in_sentences(strongest(desk.told(told.values())), desk.memory))
    return {"people": people, "groups": groups, "offices": offices, "around_claims": beside}


def _nearby(
    about: Mapping[str, Sequence[Evidence]], a: Person, b: Person, desk: _Desk, found: bool
) -> tuple[Evidence, ...]:
    """Where nothing ties the two: a way between them over others, and the nearest things known of each."""
    if found:
        return ()
    near = [*network.paths(a.name, b.name, lambda names: desk.take(desk.memory.about(names)))]
    near += [*strongest(about.get(a.name, ()))[:5], *strongest(about.get(b.name, ()))[:5]]
    return tuple(in_sentences(dict.fromkeys(desk.told(near)), desk.memory))


def _of_one(
    query: str, one: Person, desk: _Desk, made_with: Mapping[str, Any], notes: Sequence[Open]
) -> Dossier:
    about, kinds = around(desk.kept), kinds_of(desk)
    own = strongest(desk.told(about.get(one.name, ())))
    low = [e for e in desk.low if one.name in (e.claim.subject, e.claim.object)]
    beside = _around(desk, about, (one.name,), kinds, own)
    shown = tuple(in_sentences(ranked(own), desk.memory))
    first = overview(one, own, beside["people"], beside["groups"], beside["offices"])
    return Dossier(
        query=query,
        a=one,
        b=None,
        summary=(*first, *nearest_summary(one, network.ties({one.name: _as_in(shown, own)}, one.name))),
        claims=shown,
        **beside,
        open=(*notes, *open_ends(desk.memory, (one,), own, low, desk.pages), *desk.aside),
        made_with=made_with,
    )
