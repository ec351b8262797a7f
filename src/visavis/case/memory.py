"""
What the sources at hand hold together: who is who in them, and all their claims.

`Memory` is what an answer may ask of it. A call over files keeps everything at hand (`remember`); a case
fetches only what is asked for. Both give the same, in the same order.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from visavis.case.day import may_hold, span_of
from visavis.case.names import fold, skeleton
from visavis.case.spots import AUTHOR, Spot, pairs_of, spots_of
from visavis.case.when import when
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence, Person
from visavis.model.judgement import Judgement
from visavis.model.layers import Entity, Mention, Reading
from visavis.model.offsets import Edit
from visavis.model.source import Skipped

if TYPE_CHECKING:
    from visavis.case.linking_context import Context

USUAL = 5  # mentions from which a single name is the one that a source uses
REACH = (50, 60)  # characters of the text before and behind an open mention that are shown with it

End = tuple[str, str, str]  # a claim's source, subject and object
Doubt = tuple[str, Mention, str]  # source, a mention left open, the words around it


class Memory(ABC):
    """
    Sources, persons and claims under the joined names. Whatever is a sequence is in order of the sources.

    `persons` and `evidence` are everything: what asks for a few names goes by `called` and `about`.
    """

    @property
    @abstractmethod
    def heads(self) -> tuple[Reading, ...]:
        """
        All sources, each with what is stated and found of it as a whole: circumstances, copies, what was
        skipped. Raw text and the other layers may be left out.
        """

    @property
    @abstractmethod
    def skipped(self) -> tuple[Skipped, ...]:
        """Sources that could not be read at all."""

    @property
    @abstractmethod
    def persons(self) -> tuple[Person, ...]:
        """Everybody."""

    @property
    @abstractmethod
    def evidence(self) -> tuple[Evidence, ...]:
        """All claims."""

    @abstractmethod
    def person(self, name: str) -> Person | None:
        """The person of a joined name."""

    @abstractmethod
    def called(self, sounds: Collection[str]) -> tuple[Person, ...]:
        """Persons among whose names there are words that sound so (`visavis.case.names.skeleton`)."""

    @abstractmethod
    def kinds(self, names: Iterable[str]) -> Mapping[str, str]:
        """The kind (`person`, `group`, ...) of joined names; whoever is unknown is left out."""

    @abstractmethod
    def about(self, names: Collection[str]) -> tuple[Evidence, ...]:
        """The claims whose subject or object is one of the joined names."""

    @abstractmethod
    def ends(self, names: Collection[str]) -> Iterable[End]:
        """Source, subject and object of the claims about one of the joined names, in any order."""

    @abstractmethod
    def among(self, names: Collection[str]) -> tuple[Evidence, ...]:
        """The claims whose subject and object are both among the joined names."""

    @abstractmethod
    def belonging(self, groups: Collection[str]) -> tuple[Evidence, ...]:
        """The claims that somebody is a member of one of these groups."""

    @abstractmethod
    def dated(self, docs: Collection[str]) -> tuple[Evidence, ...]:
        """The claims of some sources that have a time of their own or bounds."""

    @abstractmethod
    def within(
        self, first: float, last: float, relations: Collection[str] = (), undated: bool = False
    ) -> tuple[Evidence, ...]:
        """
        The claims whose date allows one of the days from `first` to `last`; of these relations only, where
        any are given; with `undated` those without a date too.
        """

    @abstractmethod
    def undated(
        self, most: int, names: Collection[str] = (), before: Collection[str] = ()
    ) -> tuple[Evidence, ...]:
        """
        At most so many claims that no day is known of, about one of the joined names, where any are given:
        those of a lost year and of the relations `before` first, then the surest.
        """

    @property
    @abstractmethod
    def dateless(self) -> int:
        """How many claims no day is known of."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How many claims there are."""

    @abstractmethod
    def losses(self, doc: str) -> tuple[Edit, ...]:
        """The repairs of a source that restore no reading, in order."""

    @abstractmethod
    def doubts(self, persons: Sequence[Person]) -> Iterator[Doubt]:
        """Mentions left open of which each of `persons` is a candidate."""

    @abstractmethod
    def spots(self, names: Collection[str]) -> Mapping[str, Sequence[Spot]]:
        """For each source, in order, where words that are no pronouns name one of the joined names."""

    @abstractmethod
    def text(self, doc: str, start: int, end: int) -> str:
        """The raw text of a source between two offsets, as far as there is any."""

    @property
    def searched(self) -> tuple[str, ...]:
        """Names of the sources."""
        return tuple(r.source.name for r in self.heads)


@dataclass(frozen=True)
class AtHand(Memory):
    """A memory with all readings at hand."""

    readings: tuple[Reading, ...]
    everybody: tuple[Person, ...]
    claims: tuple[Evidence, ...]
    left_out: tuple[Skipped, ...] = ()

    @property
    def heads(self) -> tuple[Reading, ...]:
        """All readings."""
        return self.readings

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Sources that could not be read at all."""
        return self.left_out

    @property
    def persons(self) -> tuple[Person, ...]:
        """Everybody."""
        return self.everybody

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All claims."""
        return self.claims

    @cached_property
    def _by_name(self) -> dict[str, Person]:
        return {p.name: p for p in self.everybody}

    @cached_property
    def _by_sound(self) -> dict[str, set[int]]:
        out: dict[str, set[int]] = defaultdict(set)
        for i, p in enumerate(self.everybody):
            for sound in sounds_of(p):
                out[sound].add(i)
        return out

    @cached_property
    def _by_end(self) -> dict[str, list[int]]:
        out: dict[str, list[int]] = defaultdict(list)
        for i, e in enumerate(self.claims):
            for name in {e.claim.subject, e.claim.object}:
                out[name].append(i)
        return out

    def person(self, name: str) -> Person | None:
        """The person of a joined name."""
        return self._by_name.get(name)

    def called(self, sounds: Collection[str]) -> tuple[Person, ...]:
        """Persons among whose names there are words that sound so."""
        sets = [self._by_sound.get(s, set()) for s in sounds]
        found = set.intersection(*sets) if sets else set()
        return tuple(self.everybody[i] for i in sorted(found))

    def kinds(self, names: Iterable[str]) -> Mapping[str, str]:
        """The kind of joined names."""
        return {n: self._by_name[n].kind for n in names if n in self._by_name}

    def about(self, names: Collection[str]) -> tuple[Evidence, ...]:
        """The claims whose subject or object is one of the joined names."""
        return tuple(self.claims[i] for i in sorted({i for n in names for i in self._by_end.get(n, ())}))

    def ends(self, names: Collection[str]) -> Iterable[End]:
        """Source, subject and object of the claims about one of the joined names."""
        return ((e.claim.doc, e.claim.subject, e.claim.object) for e in self.about(names))

    def among(self, names: Collection[str]) -> tuple[Evidence, ...]:
        """The claims whose subject and object are both among the joined names."""
        known = frozenset(names)
        return tuple(e for e in self.about(names) if {e.claim.subject, e.claim.object} <= known)

    def belonging(self, groups: Collection[str]) -> tuple[Evidence, ...]:
        """The claims that somebody is a member of one of these groups."""
        known = frozenset(groups)
        return tuple(
            e for e in self.about(groups) if e.claim.relation == "member" and e.claim.object in known
        )

    def dated(self, docs: Collection[str]) -> tuple[Evidence, ...]:
        """The claims of some sources that have a time of their own or bounds."""
        return tuple(e for e in self.claims if e.claim.doc in docs and when(e.claim) is not None)

    def within(
        self, first: float, last: float, relations: Collection[str] = (), undated: bool = False
    ) -> tuple[Evidence, ...]:
        """The claims whose date allows one of some days, with `undated` those without a date too."""
        return tuple(
            e
            for e in self.claims
            if (not relations or e.claim.relation in relations)
            and ((span := span_of(e.claim)) is not None or undated)
            and may_hold(span, first, last)
        )

    def undated(
        self, most: int, names: Collection[str] = (), before: Collection[str] = ()
    ) -> tuple[Evidence, ...]:
        """Some of the claims that no day is known of."""
        some = self.about(names) if names else self.claims
        return surest([e for e in some if span_of(e.claim) is None], before)[:most]

    @property
    def dateless(self) -> int:
        """How many claims no day is known of."""
        return sum(span_of(e.claim) is None for e in self.claims)

    @property
    def size(self) -> int:
        """How many claims there are."""
        return len(self.claims)

    def spots(self, names: Collection[str]) -> Mapping[str, Sequence[Spot]]:
        """For each source where words that are no pronouns name one of the joined names."""
        out: dict[str, list[Spot]] = defaultdict(list)
        for name in names:
            for doc, own in self._by_name[name].members if name in self._by_name else ():
                out[doc] += pairs_of(self._spots[doc].get(own, array("I")))
        return {r.source.name: sorted(out[r.source.name]) for r in self.readings if out.get(r.source.name)}

    @cached_property
    def _spots(self) -> dict[str, dict[str, array[int]]]:
        return {r.source.name: spots_of(r.mentions, r.passages, r.source.author) for r in self.readings}

    def text(self, doc: str, start: int, end: int) -> str:
        """The raw text of a source between two offsets."""
        return next((r.source.raw[max(0, start) : end] for r in self.readings if r.source.name == doc), "")

    def losses(self, doc: str) -> tuple[Edit, ...]:
        """The repairs of a source that restore no reading, in order."""
        return tuple(e for r in self.readings if r.source.name == doc for e in lost(r))

    def doubts(self, persons: Sequence[Person]) -> Iterator[Doubt]:
        """Mentions left open of which each of `persons` is a candidate."""
        for r in self.readings:
            local = [{n for d, n in p.members if d == r.source.name} for p in persons]
            for m in left_open(r) if all(local) else ():
                if all(names & set(m.candidates) for names in local):
                    yield r.source.name, m, words_around(r, m)


def surest(evidence: Iterable[Evidence], before: Collection[str]) -> tuple[Evidence, ...]:
    """Claims of a lost year and of the relations `before` first, then the surest; else as they come."""

    def rank(e: Evidence) -> tuple[bool, float]:
        c = e.claim
        return not (c.time or c.bounds or c.relation in before), -c.confidence

    return tuple(sorted(evidence, key=rank))


def sounds_of(person: Person) -> set[str]:
    """
    What the words of all a person's names sound like.

    >>> sorted(sounds_of(Person("Anna Berg (a.txt)", members=(("a.txt", "Anna Berg"),))))
    ['ana', 'berg']
    """
    return {skeleton(t) for name in forms_of(person) for t in fold(name).split()}


def forms_of(person: Person) -> tuple[str, ...]:
    """All forms of a name; what linking adds to tell namesakes apart is none."""
    own = tuple(name for _, name in person.members) or (person.name,)
    return (*own, *person.aliases)


def lost(reading: Reading) -> tuple[Edit, ...]:
    """The repairs of a reading that restore no reading."""
    return tuple(e for e in reading.repairs if e.reads is None)


def left_open(reading: Reading) -> tuple[Mention, ...]:
    """The mentions of a reading that have candidates and no name."""
    return tuple(m for m in reading.mentions if m.name is None and m.candidates)


def words_around(reading: Reading, mention: Mention) -> str:
    """The words around a mention, on one line."""
    raw, (before, behind) = reading.source.raw, REACH
    return " ".join(raw[max(0, mention.start - before) : mention.start + behind].split())


def remember(readings: Iterable[Reading], skipped: Iterable[Skipped] = ()) -> AtHand:
    """
    Join the readings of several sources; an empty call gives an empty memory.

    >>> remember([]).evidence
    ()
    """
    kept = distinct(readings)
    persons = who_is_who([linkable(r) for r in kept])
    names = {member: p.name for p in persons for member in p.members}
    for r in kept:  # who wrote the source is known: `author` is that person
        doc, author = r.source.name, r.source.author
        if author and (doc, author) in names:
            names[doc, AUTHOR] = names[doc, author]
    evidence = tuple(Evidence(renamed(c, names), c.id) for r in kept for c in unique(r.claims))
    return AtHand(kept, persons, evidence, tuple(skipped))


@dataclass(frozen=True, slots=True)
class Linkable:
    """What linking wants of one reading; a case keeps it, so that linking needs no reading."""

    entries: tuple[tuple[str, Entity, int], ...] = ()
    context: Mapping[tuple[str, str], Context] = field(default_factory=dict)


def linkable(reading: Reading) -> Linkable:
    """Everybody in a reading, and what it says around their names."""
    from visavis.case.linking_context import contexts  # linking is no part of asking a case

    return Linkable(tuple(everybody(reading)), contexts(reading))


def who_is_who(readings: Sequence[Linkable], judgements: Sequence[Judgement] = ()) -> tuple[Person, ...]:
    """
    The persons of some readings, of which there is only what linking wants; a person's decisions come first.

    >>> who_is_who([])
    ()
    """
    from visavis.case.linking import link

    context = {member: c for r in readings for member, c in r.context.items()}
    return link((e for r in readings for e in r.entries), judgements, context)


def distinct(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Readings with source names made distinct: a second `page.txt` of other content shows its path."""
    seen: dict[str, Reading] = {}
    for r in readings:
        name = r.source.name
        if name not in seen:
            seen[name] = r
        elif seen[name].source.sha256 != r.source.sha256:  # the very same text given twice is one source
            other = r.source.path or f"{name} [{r.source.sha256[:8]}]"
            seen[other] = _under(r, other)
    return tuple(seen.values())


def _under(reading: Reading, name: str) -> Reading:
    source = replace(reading.source, name=name)
    return replace(reading, source=source, claims=tuple(replace(c, doc=name) for c in reading.claims))


def unique(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without doubles of one id, in order; the surer of two stays."""
    best: dict[str, Claim] = {}
    for c in claims:
        if c.id not in best or best[c.id].confidence < c.confidence:
            best[c.id] = c
    return list(best.values())


def everybody(reading: Reading) -> list[tuple[str, Entity, int]]:
    """Entities of a reading with the number of their mentions, those that only claims name included."""
    doc, author = reading.source.name, reading.source.author
    counts = Counter(m.name for m in reading.mentions if m.name)
    short = usual_names(reading)
    known = {e.name: _called(e, short.get(e.name)) for e in reading.entities}
    kinds = {m.name: m.kind for m in reading.mentions if m.name}
    for c in reading.claims:
        for name in (c.subject, c.object, *c.voice):
            kind = "office" if name == c.object and c.relation == "holds" else kinds.get(name, "person")
            if name not in known and name != "narrator":
                known[name] = Entity(name, kind, (name,))
    if author and AUTHOR in known:
        writer = known.pop(AUTHOR)
        known.setdefault(author, replace(writer, name=author, aliases=()))
        counts[author] += counts[AUTHOR]
    return [(doc, e, counts[e.name]) for e in known.values()]


def usual_names(reading: Reading) -> dict[str, str]:
    """
    The single name by which a source mostly calls somebody, where it mostly means that one: a byname
    (`Keel` for `Ada Brown Keel the Elder`) that several bear is no alias of either, but who is asked for
    by it is the one whom the source calls so.
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for m in reading.mentions:
        if m.name and m.kind == "person" and m.text[:1].isupper() and m.text.isalpha() and m.text != m.name:
            forms[m.text][m.name] += 1
    usual: dict[str, tuple[int, str]] = {}
    for text, bearers in sorted(forms.items()):
        (name, most), total = bearers.most_common(1)[0], bearers.total()
        if most >= USUAL and most * 2 > total and text.casefold() in name.casefold().split():
            usual[name] = max(usual.get(name, (0, "")), (most, text))
    return {name: text for name, (_, text) in usual.items()}


def _called(entity: Entity, usual: str | None) -> Entity:
    """The entity with its usual single name among its aliases."""
    if usual is None or usual in entity.aliases:
        return entity
    return replace(entity, aliases=tuple(sorted((*entity.aliases, usual))))


def renamed(claim: Claim, names: dict[tuple[str, str], str]) -> Claim:
    """The claim with subject, object and voice under their joined names."""

    def name(given: str) -> str:
        return names.get((claim.doc, given), given)

    return replace(
        claim,
        subject=name(claim.subject),
        object=name(claim.object),
        voice=tuple(name(v) for v in claim.voice),
    )


def around(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Evidence by everybody it is about."""
    out: dict[str, list[Evidence]] = defaultdict(list)
    for e in evidence:
        out[e.claim.subject].append(e)
        if e.claim.object != e.claim.subject:
            out[e.claim.object].append(e)
    return out
