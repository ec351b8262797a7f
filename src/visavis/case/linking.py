"""
Who is who across sources: which names of different sources mean one person.

Simple and sound: a joining needs the same full name, given names that fit under one family name, or a bare
name that only one fuller name explains. Namesakes (Mr. and Mrs. X) are never joined. Every joining says why.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from visavis.case.names import Key, differ, fits, key, skeleton
from visavis.model.dossier import Person
from visavis.model.layers import Entity
from visavis.model.names import first_names

BY_FAR = 4  # a bare name goes to the fuller name mentioned this many times as often as all its namesakes
POSSESSIVE = re.compile(r"(['’]s|s['’]) ")
UNNAMED = frozenset({"author", "narrator", "unknown speaker"})  # each source's own, never one person


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of one source, as linking sees it."""

    doc: str
    entity: Entity
    mentions: int
    key: Key

    @property
    def gender(self) -> str | None:
        """What the source or the title tells."""
        return self.key.gender or self.entity.gender

    @property
    def local(self) -> bool:
        """Whether it means somebody only inside its source (`author`, `his brother`, `Ada's wife`)."""
        name = self.entity.name
        described = self.entity.kind == "person" and POSSESSIVE.search(name)
        return name in UNNAMED or bool(described) or not any(c.isupper() for c in name)


@dataclass(frozen=True, slots=True)
class Join:
    """One joining: which two (indexes), how sure (0–1), and what spoke for it."""

    one: int
    two: int
    grade: float
    why: str


class _Sets:
    """Union-find whose roots are the smallest members: the same sets whatever the order."""

    def __init__(self, n: int) -> None:
        self.parent = list(range(n))
        self.members = {i: [i] for i in range(n)}

    def root(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> bool:
        a, b = sorted((self.root(i), self.root(j)))
        if a != b:
            self.parent[b] = a
            self.members[a] += self.members.pop(b)
        return a != b

    def of(self, i: int) -> list[int]:
        """The members of the set of `i`."""
        return self.members[self.root(i)]

    def all(self) -> dict[int, list[int]]:
        return {root: sorted(members) for root, members in sorted(self.members.items())}


def link(entities: Iterable[tuple[str, Entity, int]], context: object = None) -> tuple[Person, ...]:
    """
    Join the entities of several sources, given as (source, entity, mentions), to persons.

    >>> here = Entity("Ada Brown", "person", ("Ada Brown", "Brown"))
    >>> there = Entity("Brown", "person", ("Brown",))
    >>> [p.name for p in link([("a", here, 3), ("b", there, 2)])]
    ['Ada Brown']
    >>> other = Entity("Carl Brown", "person", ("Carl Brown",))
    >>> [p.name for p in link([("a", here, 3), ("b", there, 2), ("c", other, 1)])]
    ['Ada Brown', 'Brown', 'Carl Brown']
    """
    known = settled([Known(d, e, n, key(e.name)) for d, e, n in entities])
    sets = _Sets(len(known))
    whys: dict[int, list[str]] = defaultdict(list)
    for step in (_same_names, _fitting_names, _bare_names):
        for found in step(known, sets):
            if not _clash(known, sets.of(found.one), sets.of(found.two)) and sets.join(found.one, found.two):
                one, two = known[found.one], known[found.two]
                whys[found.two].append(
                    f"{two.entity.name} ({two.doc}) = {one.entity.name} ({one.doc}): "
                    f"{found.why} ({found.grade:.2f})"
                )
    groups = sets.all()
    return _named([_person([known[i] for i in g], [w for i in g for w in whys[i]]) for g in groups.values()])


def settled(known: Sequence[Known]) -> list[Known]:
    """
    The same with kinds that agree across sources: a name has the kind that most of its mentions have, and a
    bare name that is somebody's family name is a person's.
    """
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    families: Counter[str] = Counter()
    for k in known:
        votes[k.key.tokens][k.entity.kind] += 1 + k.mentions
        if k.entity.kind == "person" and not k.key.bare:
            families[skeleton(k.key.family)] += k.mentions
    out = []
    for k in known:
        counts = votes[k.key.tokens]
        kind = max(counts, key=lambda c: (counts[c], c == k.entity.kind, c))
        if k.key.bare and families[skeleton(k.key.family)] > sum(counts.values()):
            kind = "person"
        out.append(k if k.local or kind == k.entity.kind else replace(k, entity=replace(k.entity, kind=kind)))
    return out


def _clash(known: Sequence[Known], one: Iterable[int], two: Iterable[int]) -> bool:
    """Whether genders forbid joining two sets."""
    genders = {known[i].gender for i in (*one, *two)}
    return {"m", "f"} <= genders


def _kind(one: Known) -> str:
    return one.entity.kind


def _same_names(known: Sequence[Known], sets: _Sets) -> Iterable[Join]:
    """The same name, folded; a bare name only where no source has a fuller one (see `_bare_names`)."""
    first: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, k in enumerate(known):
        if k.local or (k.entity.kind == "person" and k.key.bare):
            continue
        heads = first[(_kind(k), " ".join(k.key.tokens), k.key.suffix)]
        match = next((h for h in heads if not _clash(known, [h], [i])), None)
        if match is None:
            heads.append(i)
        else:
            yield Join(match, i, 1.0, "the same name")


def _fitting_names(known: Sequence[Known], sets: _Sets) -> Iterable[Join]:
    """Given names that fit under one family name, where no two that fit contradict one another."""
    families: dict[str, list[int]] = defaultdict(list)
    for i, k in enumerate(known):
        if k.entity.kind == "person" and not k.key.bare and not k.local:
            families[skeleton(k.key.family)].append(i)
            families[" ".join(k.key.tokens[:2])].append(i)
    for members in families.values():
        roots = sorted({sets.root(i) for i in members})
        mates = {i: {j for j in roots if j != i and _may_be_one(known, i, j)} for i in roots}
        alike = {
            i
            for i in roots
            if not any(differ(known[j].key, known[k].key) for j in mates[i] for k in mates[i])
        }
        for i in roots:
            for j in sorted(mates[i]):
                if j < i and i in alike and j in alike:
                    yield Join(j, i, 0.9, "the given names fit under one family name")


def _may_be_one(known: Sequence[Known], one: int, two: int) -> bool:
    return fits(known[one].key, known[two].key) and not _clash(known, [one], [two])


def _bare_names(known: Sequence[Known], sets: _Sets) -> Iterable[Join]:
    """A bare name joins the only fuller name that has it; without any, the same bare name elsewhere."""
    fuller: dict[str, list[int]] = defaultdict(list)
    bares: dict[str, list[int]] = defaultdict(list)
    for i, k in enumerate(known):
        if k.entity.kind != "person" or k.local:
            continue
        if k.key.bare:
            bares[skeleton(k.key.tokens[-1])].append(i)
        else:
            for token in {skeleton(t) for t in k.key.names}:
                fuller[token].append(i)
    for token, members in bares.items():
        both = _clash(known, members, [])  # Mr. and Mrs. X: an X of unknown gender may be either
        for at, i in enumerate(members):
            if both and known[i].gender and any(known[j].gender is None for j in fuller[token]):
                continue
            roots = _proper(known, {sets.root(j) for j in fuller[token] if not _clash(known, [j], [i])}, sets)
            own = any(known[j].doc == known[i].doc for j in fuller[token])
            leading = _leading(known, sets, roots)
            if len(roots) == 1 and not own:
                yield Join(min(roots), i, 0.8, "the only fuller name in these sources that has this name")
            elif leading is not None and (
                not own or known[i].doc in {known[j].doc for j in sets.of(leading)}
            ):
                yield Join(
                    leading, i, 0.7, "of the fuller names that have this name, the one named by far most"
                )
            elif not fuller[token]:
                mate = next((m for m in members[:at] if not _clash(known, [m], [i])), None)
                if mate is not None:
                    yield Join(mate, i, 0.85, "the same name, and no fuller one in these sources")


def _proper(known: Sequence[Known], roots: set[int], sets: _Sets) -> set[int]:
    """The roots with a first name or an initial, where there are any: `Meeting Brown` is hardly a name."""
    firsts = first_names()
    proper = {
        r for r in roots if any(len(g) == 1 or g in firsts for i in sets.of(r) for g in known[i].key.given)
    }
    return proper or roots


def _leading(known: Sequence[Known], sets: _Sets, roots: set[int]) -> int | None:
    """The root named far more often than all others together, or most often and in most sources."""
    full = {r: [known[i] for i in sets.of(r) if not known[i].key.bare] for r in roots}
    counts = {r: sum(k.mentions for k in some) for r, some in full.items()}
    docs = {r: len({k.doc for k in some}) for r, some in full.items()}
    best = max(counts, key=lambda r: (docs[r], counts[r], -r), default=None)
    if best is None:
        return None
    widely = docs[best] >= 3 * max((n for r, n in docs.items() if r != best), default=0)
    often = counts[best] >= BY_FAR * max(1, sum(counts.values()) - counts[best])
    return best if often or (widely and docs[best] > 2) else None


def shown(name: str, kind: str = "person") -> str:
    """
    A name as it is shown: a person's words printed in capitals get small letters.

    >>> shown("MR. ADA BROWN"), shown("Commodore BROWN"), shown("Urban VIII"), shown("USSR", "group")
    ('Mr. Ada Brown', 'Commodore Brown', 'Urban VIII', 'USSR')
    """
    if kind != "person":
        return name
    return " ".join(w.capitalize() if _shouted(w) else w for w in name.split(" "))


def _shouted(word: str) -> bool:
    letters = "".join(c for c in word.removesuffix("'s").removesuffix("’s") if c.isalpha())
    return letters.isupper() and len(letters) > 1 and "." not in word[:-1] and not set(letters) <= set("IVX")


def _person(members: Sequence[Known], why: Sequence[str]) -> Person:
    """The person of joined entities, under the name that is fullest and best attested."""
    kind = max(members, key=lambda k: (k.mentions, k.entity.kind)).entity.kind
    forms: dict[str, set[str]] = defaultdict(set)
    for k in members:
        for form in (k.entity.name, *k.entity.aliases):
            forms[shown(form, kind)].add(k.doc)
    own = {shown(k.entity.name, kind) for k in members}
    alone = shown(members[0].entity.name, kind) if len(own) == 1 else None  # what its sources call it
    name = alone or max(forms, key=lambda f: _aptness(f, kind, len(forms[f]), f in own))
    aliases = {f for f in forms if len(f) > 1 and any(c.isupper() for c in f)}  # pronouns are no names
    genders = {k.gender for k in members} - {None}
    return Person(
        name=name,
        kind=kind,
        aliases=tuple(sorted(aliases - {name})),
        members=tuple(sorted((k.doc, k.entity.name) for k in members)),
        mentions=sum(k.mentions for k in members),
        gender=min((g for g in genders if g), default=None),
        why=tuple(why),
    )


def _aptness(form: str, kind: str, docs: int, own: bool) -> tuple[object, ...]:
    """How apt a form is to name somebody: full, beginning like a name, in many sources, without padding."""
    parts = key(form)
    first = parts.tokens[0]
    proper = kind != "person" or len(first) == 1 or first in first_names()
    spelt = any(len(t) > 1 for t in parts.tokens[:-1])  # a given name in full
    return (kind != "person" or not parts.bare, docs, spelt, -len(parts.tokens), proper, own, form)


def _named(persons: Sequence[Person]) -> tuple[Person, ...]:
    """
    Persons in order of names, no two under one name: namesakes carry their sources' names, but for one who is
    named at least twice as often as all others.
    """
    bearers: dict[str, list[Person]] = defaultdict(list)
    for p in persons:
        bearers[p.name].append(p)
    out: list[Person] = []
    taken: Counter[str] = Counter()
    for name, some in sorted(bearers.items()):
        ranked = sorted(some, key=lambda p: (p.kind != "person", -p.mentions, p.members))
        first = ranked[0]
        others = sum(p.mentions for p in ranked[1:])
        keeps = name not in UNNAMED and first.kind == "person" and first.mentions >= 2 * max(1, others)
        for p in ranked:
            docs = ", ".join(sorted({d for d, _ in p.members}))
            shown_name = name if len(some) == 1 or (p is first and keeps) else f"{name} ({docs})"
            taken[shown_name] += 1  # two namesakes of one source: kinds and numbers tell them apart
            again = taken[shown_name]
            out.append(replace(p, name=shown_name if again == 1 else f"{shown_name} [{p.kind} {again}]"))
    return tuple(sorted(out, key=lambda p: p.name))
