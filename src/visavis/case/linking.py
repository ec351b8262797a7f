"""
Who is who across sources: which names of different sources mean one person.

Steps propose joinings, each with a grade and its reasons; what is sure enough is joined unless something
forbids it (titles, genders, numerals, names that contradict one another, a lifetime between), the rest is
kept as suggestions. A person's judgements come before all of them. The result does not depend on the order
in which entities come.

Method: blocking by keys and pairwise signals after Fellegi and Sunter, "A Theory for Record Linkage" (1969),
with the constraint that nothing contradictory is ever joined; deletion keys for misspellings after W. Garbe's
SymSpell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from visavis.case.linking_aliases import told_one
from visavis.case.linking_context import Context
from visavis.case.linking_forms import reformed
from visavis.case.linking_groups import group_names
from visavis.case.linking_judged import Judged
from visavis.case.linking_known import Entry, Known, Member, known, settled
from visavis.case.linking_persons import named, person_of, shown
from visavis.case.linking_relations import Relations
from visavis.case.linking_sets import Join, Sets
from visavis.case.linking_slips import slips
from visavis.case.linking_steps import (
    also_called,
    bare_names,
    fitting_names,
    inverted,
    misspelt,
    name_and_patronymic,
    same_bare_names,
    same_names,
)
from visavis.model.dossier import Person
from visavis.model.judgement import Judgement

__all__ = ["Linked", "Suggestion", "link", "linked", "shown"]

APPLIED = 0.72  # joinings surer than this are made; chosen on half the topics of `eval/linking`
SUGGESTED = 0.5  # less sure ones are suggested down to this


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two who may be one: a member of each, how sure (0–1), what speaks for it, and what forbids it."""

    one: Member
    two: Member
    grade: float
    why: str
    against: str = ""

    def line(self) -> str:
        """The suggestion as one line of text."""
        names = f"{self.two[1]} ({self.two[0]}) = {self.one[1]} ({self.one[0]})?"
        return f"{names} {self.why} ({self.grade:.2f})" + (f"; but {self.against}" if self.against else "")


@dataclass(frozen=True, slots=True)
class Linked:
    """Persons, what may be joined but was not, and judgements that could not be followed."""

    persons: tuple[Person, ...]
    suggestions: tuple[Suggestion, ...] = ()
    notes: tuple[str, ...] = ()


def link(
    entities: Iterable[Entry],
    judgements: Iterable[Judgement] = (),
    context: Mapping[Member, Context] | None = None,
) -> tuple[Person, ...]:
    """
    Join the entities of several sources, given as (source, entity, mentions), to persons.

    >>> from visavis.model.layers import Entity
    >>> here = Entity("Ada Brown", "person", ("Ada Brown", "Brown"))
    >>> there = Entity("Brown", "person", ("Brown",))
    >>> [p.name for p in link([("a", here, 3), ("b", there, 2)])]
    ['Ada Brown']
    >>> apart = Judgement("split", (("a", "Ada Brown"),), (("b", "Brown"),))
    >>> [p.name for p in link([("a", here, 3), ("b", there, 2)], [apart])]
    ['Ada Brown', 'Brown']
    """
    return linked(entities, judgements, context).persons


def linked(
    entities: Iterable[Entry],
    judgements: Iterable[Judgement] = (),
    context: Mapping[Member, Context] | None = None,
) -> Linked:
    """
    The same with what was not joined: suggestions, the surest first, and notes on judgements.

    `context` says what the sources tell around a name (see `linking_context.contexts`); without it less is
    joined.
    """
    found = settled(reformed(known(entities, context or {})))
    sets = Sets(found)
    judged = Judged(found, sets)
    judged.apply(judgements)
    desk = _Desk(found, sets, judged.whys)
    for proposals in _steps(found, sets):
        desk.take(proposals)
    groups = sets.all()
    persons = named(
        [person_of([found[i] for i in g], [w for i in g for w in desk.whys[i]]) for g in groups.values()]
    )
    return Linked(persons, desk.suggestions(), tuple(judged.notes))


def _steps(found: Sequence[Known], sets: Sets) -> Iterator[Iterator[Join]]:
    """The steps in their order: each sees what those before it joined."""
    docs = Relations(found)
    yield told_one(found, sets)
    yield same_names(found, sets, docs)
    yield fitting_names(found, sets)
    yield inverted(found, sets)
    yield also_called(found, sets, docs)
    yield misspelt(found, sets)
    yield bare_names(found, sets, docs)
    yield name_and_patronymic(found, sets, docs)
    yield same_bare_names(found, sets, docs)
    yield slips(found, sets, docs)
    yield group_names(found, sets, docs)


class _Desk:
    """Joins what is sure enough and free of contradiction; keeps the rest."""

    def __init__(self, found: Sequence[Known], sets: Sets, whys: dict[int, list[str]]) -> None:
        self.found, self.sets, self.whys = found, sets, defaultdict(list, whys)
        self.open: list[Join] = []

    def take(self, proposals: Iterable[Join]) -> None:
        """Join, or keep, each proposal as it comes."""
        for p in proposals:
            if self.sets.root(p.one) == self.sets.root(p.two):
                continue
            if p.grade < APPLIED or self.sets.against(p.one, p.two, p.told):
                self.open.append(p)
            elif self.sets.join(p.one, p.two, p.told):
                self.whys[p.two].append(self._line(p))

    def _line(self, p: Join) -> str:
        one, two = self.found[p.one], self.found[p.two]
        names = f"{two.entity.name} ({two.doc}) = {one.entity.name} ({one.doc})"
        return f"{names}: {p.why} ({p.grade:.2f})"

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What stayed open and is still two, each pair of sets once, the surest first."""
        best: dict[tuple[int, int], Suggestion] = {}
        for p in self.open:
            a, b = sorted((self.sets.root(p.one), self.sets.root(p.two)))
            if a == b or p.grade < SUGGESTED or self.sets.kept_apart(a, b):
                continue
            if (a, b) not in best or best[a, b].grade < p.grade:
                one, two = self.found[p.one].member, self.found[p.two].member
                best[a, b] = Suggestion(one, two, p.grade, p.why, self.sets.against(a, b))
        return tuple(sorted(best.values(), key=lambda s: (-s.grade, s.one, s.two)))
