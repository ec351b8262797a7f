"""A case as a memory: of what an answer asks for, only that is fetched."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Select, and_, case, func, or_, select

from visavis.case.memory import Doubt, End, Memory, surest
from visavis.case.spots import Spot, pairs_of
from visavis.case.store_codec import unpack
from visavis.case.store_days import dateless, within
from visavis.case.store_readings import VOICES, claim_from, layer, with_head
from visavis.case.store_schema import (
    NO_DAY,
    claims,
    doubts,
    members,
    names,
    persons,
    sounds,
    sources,
    spots,
)
from visavis.case.store_sources import left, part_of
from visavis.model.claim import Claim
from visavis.model.dossier import Evidence, Person
from visavis.model.layers import Mention, Reading
from visavis.model.offsets import Edit
from visavis.model.source import Skipped

MANY = 500  # values in one question to the database
BULK = 5000  # values above which all rows are fetched: each of many questions is compiled anew
WAITS = "waits to be read: run visavis add (without a source) to read it"
Value = TypeVar("Value")


class _Head(NamedTuple):
    no: int
    reading: Reading
    failed: str | None
    waits: bool


class CaseMemory(Memory):
    """The memory of an open case, in one transaction: `conn` must stay open while it is asked."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._persons: dict[int, Person] = {}
        self._joined: dict[int, str] = {}  # names' numbers to the persons' names

    @cached_property
    def _all_heads(self) -> tuple[_Head, ...]:
        wanted = (
            select(sources.c.no, sources.c.stated, sources.c.head, sources.c.failed, sources.c.read_as)
            .where(sources.c.replaced_by.is_(None))
            .order_by(sources.c.place, sources.c.no)
        )
        return tuple(
            _Head(r.no, with_head(Reading(unpack(r.stated)), r.head), r.failed, r.read_as is None)
            for r in self._conn.execute(wanted)
        )

    @cached_property
    def _docs(self) -> dict[int, tuple[int, str]]:
        """Place and name of the sources by number."""
        return {h.no: (i, h.reading.source.name) for i, h in enumerate(self._all_heads)}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: no for no, (_, name) in self._docs.items()}

    @property
    def heads(self) -> tuple[Reading, ...]:
        """The sources that were read, without their text."""
        return tuple(h.reading for h in self._all_heads if not h.waits and not h.failed)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What was left out, what could not be read, and what waits to be read."""
        unread = [(h.reading.source.name, h.failed or WAITS) for h in self._all_heads if h.failed or h.waits]
        return (*left(self._conn), *(Skipped(name, 0, 0, why) for name, why in unread))

    @property
    def persons(self) -> tuple[Person, ...]:
        """Everybody."""
        return self._people(select(persons.c.no, persons.c.data))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All claims."""
        return self._evidence([_claims()])

    def person(self, name: str) -> Person | None:
        """The person of a joined name."""
        found = self._people(select(persons.c.no, persons.c.data).where(persons.c.name == name))
        return found[0] if found else None

    def called(self, sounds_wanted: Collection[str]) -> tuple[Person, ...]:
        """Persons among whose names there are words that sound so."""
        wanted = sorted(set(sounds_wanted))
        heard = (
            select(sounds.c.person)
            .where(sounds.c.sound.in_(wanted))
            .group_by(sounds.c.person)
            .having(func.count() == len(wanted))
        )
        return self._people(select(persons.c.no, persons.c.data).where(persons.c.no.in_(heard)))

    def kinds(self, names_wanted: Iterable[str]) -> Mapping[str, str]:
        """The kind of joined names."""
        out: dict[str, str] = {}
        asked = set(names_wanted)
        if len(asked) > BULK:
            known = self._conn.execute(select(persons.c.name, persons.c.kind))
            return {name: kind for name, kind in known if name in asked}
        for some in _some(sorted(asked)):
            wanted = select(persons.c.name, persons.c.kind).where(persons.c.name.in_(some))
            out |= dict(self._conn.execute(wanted).tuples().all())
        return out

    def about(self, names_wanted: Collection[str]) -> tuple[Evidence, ...]:
        """The claims whose subject or object is one of the joined names."""
        return self._evidence(
            [
                _claims().where(end.in_(_borne(some)))
                for some in _some(sorted(names_wanted))
                for end in (claims.c.subject, claims.c.object)
            ]
        )

    def ends(self, names_wanted: Collection[str]) -> Iterable[End]:
        """Source, subject and object of the claims about one of the joined names."""
        c = claims.c
        found: dict[int, tuple[int, int, int]] = {}
        for some in _some(sorted(names_wanted)):
            for end in (c.subject, c.object):
                wanted = select(c.no, c.source, c.subject, c.object).where(end.in_(_borne(some)))
                found |= {no: (source, one, two) for no, source, one, two in self._conn.execute(wanted)}
        self._join({n for _, one, two in found.values() for n in (one, two)})
        joined, docs = self._joined, self._docs
        here = (row for row in found.values() if row[0] in docs)
        return [(docs[s][1], joined.get(one, ""), joined.get(two, "")) for s, one, two in here]

    def among(self, names_wanted: Collection[str]) -> tuple[Evidence, ...]:
        """The claims whose subject and object are both among the joined names."""
        known = frozenset(names_wanted)
        found = self._evidence(
            [
                _claims().where(claims.c.subject.in_(_borne(one)), claims.c.object.in_(_borne(two)))
                for one in _some(sorted(known))
                for two in _some(sorted(known))
            ]
        )
        return tuple(e for e in found if {e.claim.subject, e.claim.object} <= known)

    def belonging(self, groups: Collection[str]) -> tuple[Evidence, ...]:
        """The claims that somebody is a member of one of these groups."""
        return self._evidence(
            [
                _claims().where(claims.c.object.in_(_borne(some)), claims.c.relation == "member")
                for some in _some(sorted(groups))
            ]
        )

    def dated(self, docs: Collection[str]) -> tuple[Evidence, ...]:
        """The claims of some sources that have a time of their own or bounds."""
        numbers = [self._numbers[d] for d in docs if d in self._numbers]
        return self._evidence(
            [_claims().where(claims.c.source.in_(some), claims.c.dated) for some in _some(sorted(numbers))]
        )

    def within(
        self, first: float, last: float, relations: Collection[str] = (), undated: bool = False
    ) -> tuple[Evidence, ...]:
        """The claims whose date allows one of some days, with `undated` those without a date too."""
        parts = [_claims().where(held) for held in within(first, last)]
        parts += [_claims().where(dateless())] if undated else []
        narrow = claims.c.relation.in_(sorted(relations))
        return self._evidence([part.where(narrow) for part in parts] if relations else parts)

    def undated(
        self, most: int, names_wanted: Collection[str] = (), before: Collection[str] = ()
    ) -> tuple[Evidence, ...]:
        """Some of the claims that no day is known of."""
        c = claims.c
        late = case((or_(c.dated, c.relation.in_(sorted(before))), 0), else_=1)
        order = (late, c.confidence.desc(), sources.c.place, sources.c.no, c.no)
        every = _claims().join(sources, sources.c.no == c.source).where(sources.c.replaced_by.is_(None))
        parts = [every.where(dateless())]
        if names_wanted:  # found by their names: too many are without a date
            known = and_(c.first_day + 0 == -NO_DAY, c.last_day + 0 == NO_DAY)
            borne = [_borne(some) for some in _some(sorted(names_wanted))]
            parts = [every.where(known, or_(c.subject.in_(b), c.object.in_(b))) for b in borne]
        return surest(self._evidence([part.order_by(*order).limit(most) for part in parts]), before)[:most]

    @property
    def dateless(self) -> int:
        """How many claims no day is known of."""
        counted = select(func.count()).select_from(claims).join(sources, sources.c.no == claims.c.source)
        return self._conn.execute(counted.where(dateless(), sources.c.replaced_by.is_(None))).scalar_one()

    @property
    def size(self) -> int:
        """How many claims there are."""
        numbers = sorted(self._docs)
        counted = (select(func.count()).where(claims.c.source.in_(some)) for some in _some(numbers))
        return sum(self._conn.execute(one).scalar_one() for one in counted)

    def where(
        self, about: Sequence[Collection[str]] = (), relations: Sequence[str] = (), docs: Sequence[str] = ()
    ) -> tuple[Evidence, ...]:
        """
        The claims about one of each collection of joined names, of one of the relations, in one of the
        sources; what is empty narrows nothing.
        """
        wanted = _claims()
        for names_wanted in about:
            borne = _borne(sorted(names_wanted))
            wanted = wanted.where(or_(claims.c.subject.in_(borne), claims.c.object.in_(borne)))
        if relations:
            wanted = wanted.where(claims.c.relation.in_(relations))
        if docs:
            wanted = wanted.where(claims.c.source.in_([self._numbers[d] for d in docs]))
        found = self._evidence([wanted])
        sides = [frozenset(names_wanted) for names_wanted in about]
        if len(sides) < 2:
            return found
        return tuple(e for e in found if _between(e.claim, sides))

    def losses(self, doc: str) -> tuple[Edit, ...]:
        """The repairs of a source that restore no reading, in order."""
        found: tuple[Edit, ...] = layer(self._conn, self._numbers[doc], "losses")
        return found

    def spots(self, names_wanted: Collection[str]) -> Mapping[str, Sequence[Spot]]:
        """For each source where words that are no pronouns name one of the joined names."""
        columns = select(spots.c.data, names.c.source).join(names, names.c.no == spots.c.name)
        by_source: dict[int, list[Spot]] = {}
        for some in _some(sorted(names_wanted)):
            for data, source in self._conn.execute(columns.where(spots.c.name.in_(_borne(some)))):
                by_source.setdefault(source, []).extend(pairs_of(array("I", data)))
        there = sorted(no for no in by_source if no in self._docs)
        return {self._docs[no][1]: sorted(by_source[no]) for no in sorted(there, key=self._docs.__getitem__)}

    def text(self, doc: str, start: int, end: int) -> str:
        """The raw text of a source between two offsets."""
        first = max(0, start)
        return part_of(self._conn, self._numbers[doc], first, end) if doc in self._numbers else ""

    def doubts(self, people: Sequence[Person]) -> Iterator[Doubt]:
        """Mentions left open of which each of `people` is a candidate."""
        places = [self._open_places(p) for p in people]
        both = set.intersection(*places) if places else set()
        by_source: dict[int, list[int]] = {}
        for no, mention in sorted(both, key=lambda p: (self._docs[p[0]][0], p[1])):
            by_source.setdefault(no, []).append(mention)
        for no, wanted in by_source.items():
            opened: tuple[tuple[Mention, str], ...] = layer(self._conn, no, "open")
            for i in wanted:
                yield self._docs[no][1], *opened[i]

    def _open_places(self, person: Person) -> set[tuple[int, int]]:
        wanted = (
            select(names.c.source, doubts.c.mention)
            .join(names, names.c.no == doubts.c.name)
            .where(doubts.c.name.in_(_borne([person.name])))
        )
        return {(source, mention) for source, mention in self._conn.execute(wanted)}

    def _people(self, wanted: Select[int, bytes]) -> tuple[Person, ...]:
        found: list[Person] = [unpack(data) for _, data in self._conn.execute(wanted)]
        return tuple(sorted(found, key=lambda p: p.name))

    def _evidence(self, wanted: Sequence[Select[Any]]) -> tuple[Evidence, ...]:
        """The claims that questions find, each once, in order, under the joined names."""
        docs = self._docs
        found = {row[0]: row for one in wanted for row in self._conn.execute(one) if row[1] in docs}
        made = []
        for some in _some(found.values()):
            parts = json.loads(f"[{','.join(row[6] for row in some)}]")  # one call, as each has its price
            for (no, source, id_, subject, object_, relation, _), own in zip(some, parts, strict=True):
                place, doc = docs[source]
                made.append((place, no, id_, doc, relation, own, subject, object_))
        made.sort(key=lambda m: m[:2])
        self._join({n for m in made for n in (m[6], m[7], *m[5][VOICES])})
        joined = self._joined
        return tuple(
            Evidence(claim_from(doc, relation, parts, joined, subject, object_), id_)
            for _, _, id_, doc, relation, parts, subject, object_ in made
        )

    def _join(self, numbers: set[int]) -> None:
        """Learn the persons' names of some numbers."""
        columns = select(members.c.name, persons.c.name).join(persons, persons.c.no == members.c.person)
        missing = sorted(numbers - self._joined.keys())
        if len(missing) > BULK:
            self._joined |= dict(self._conn.execute(columns).tuples().all())
            return
        for some in _some(missing):
            found = self._conn.execute(columns.where(members.c.name.in_(some)))
            self._joined |= dict(found.tuples().all())


def _between(claim: Claim, sides: Sequence[frozenset[str]]) -> bool:
    """Whether each of the sides is an end of the claim, and not the same end."""
    one, two = {claim.subject}, {claim.object}
    return all(side & (one | two) for side in sides) and bool(
        (sides[0] & one and sides[1] & two) or (sides[0] & two and sides[1] & one)
    )


def _claims() -> Select[Any]:
    c = claims.c
    return select(c.no, c.source, c.id, c.subject, c.object, c.relation, c.data)


def _borne(joined: Sequence[str]) -> Select[int]:
    """The numbers of the names that some persons bear."""
    return (
        select(members.c.name)
        .join(persons, persons.c.no == members.c.person)
        .where(persons.c.name.in_(joined))
    )


def _some(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in parts that fit into one question."""
    rest = iter(values)
    while part := list(islice(rest, MANY)):
        yield part
