"""Persons made of joined entities: under which name they are shown, and what else they are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from visavis.case.linking_known import UNNAMED, Known, credible, person_key
from visavis.case.names import Key, key, particles, patronymic
from visavis.model.dossier import Person
from visavis.model.names import first_names, words

DWARFED = 20  # somebody is named this many times as often as behind words of another language
SELDOM = 5  # a byname that stands this many times less often than the name without it does not belong to it


def shown(name: str, kind: str = "person") -> str:
    """
    A name as it is shown: a person's words printed in capitals get small letters.

    >>> shown("MR. ADA BROWN"), shown("Commodore BROWN"), shown("Martin XII"), shown("USSR", "group")
    ('Mr. Ada Brown', 'Commodore Brown', 'Martin XII', 'USSR')
    """
    if kind != "person":
        return name
    return " ".join(w.capitalize() if _shouted(w) else w for w in name.split(" "))


def _shouted(word: str) -> bool:
    bare = word.removesuffix("'s").removesuffix("’s")
    if not bare.isupper():
        return False
    letters = "".join(c for c in bare if c.isalpha())
    return len(letters) > 1 and "." not in word[:-1] and not set(letters) <= set("IVX")


def person_of(members: Sequence[Known], why: Sequence[str]) -> Person:
    """The person of joined entities, under the name that is fullest and best attested."""
    kind = max(members, key=lambda k: (k.mentions, k.entity.kind)).entity.kind
    own = {shown(k.entity.name, kind) for k in members}
    forms = own | {shown(form, kind) for k in members for form in k.entity.aliases}
    stray = strays(members, kind)
    single = frozenset(key(f).family for f in forms if key(f).bare) if kind == "person" else frozenset[str]()
    alone = None  # what its sources call it
    if len(own) == 1 and not own & stray:
        alone = _trimmed(members, kind, single)
    name = alone or _aptest(members, kind, stray, single)
    aliases = {f for f in forms if len(f) > 1 and any(c.isupper() for c in f)}  # pronouns are no names
    genders = Counter[str]()
    for k in members:
        genders.update({k.gender: 1 + k.mentions} if k.gender else {})
    return Person(
        name=name,
        kind=kind,
        aliases=tuple(sorted(aliases - {name})),
        members=tuple(sorted((k.doc, k.entity.name) for k in members)),
        mentions=sum(k.mentions for k in members),
        gender=max(sorted(genders), key=lambda g: genders[g], default=None),
        why=tuple(why),
    )


def _aptest(members: Sequence[Known], kind: str, stray: Collection[str], single: Collection[str]) -> str:
    """The fullest and best attested of all forms."""
    forms: dict[str, set[str]] = defaultdict(set)
    often = Counter[str]()
    for k in members:
        often[shown(k.entity.name, kind)] += k.mentions
        for form in (k.entity.name, *k.entity.aliases):
            forms[shown(form, kind)].add(k.doc)
    return max(forms, key=lambda f: (f not in stray, *_aptness(f, kind, len(forms[f]), often[f], single)))


def strays(members: Sequence[Known], kind: str) -> set[str]:
    """
    Forms under which nobody should be shown: a byname (`the Younger`) that stands once where the name stands
    often without it, a name behind a heading's number, and one behind words of another language (`Lettres de
    Brown`) where it stands alone far more often.
    """
    if kind != "person":
        return set()
    used: Counter[tuple[str, ...]] = Counter()
    bynamed: Counter[str] = Counter()
    found, known = set(), {k.key.tokens for k in members}
    stands = Counter({shown(form): n for k in members for form, n in k.context.forms})
    total = sum(k.mentions for k in members)
    for k in members:
        for form, n in k.context.forms:
            if key(form).suffix:
                bynamed[shown(form)] += n
            else:
                used[key(form).tokens] += n
        for form in (k.entity.name, *k.entity.aliases):
            own = key(form)
            if own.tokens[0] in ("i", "v", "x") and own.tokens not in known and own.tokens[1:] in known:
                found.add(shown(form))
            if _padded(own) and DWARFED * stands[shown(form)] <= total and own.tokens[-1:] in known:
                found.add(shown(form))
            if own.suffix in words()["parts.bynames"] and SELDOM * bynamed[shown(form)] < used[own.tokens]:
                found.add(shown(form))
    return found


def _padded(own: Key) -> bool:
    """Whether a name has two words or more, with no given name or initial and a particle among them."""
    before = own.tokens[:-1]
    return bool({*before} & particles()) and not any(credible(t) for t in before if t not in particles())


def _trimmed(members: Sequence[Known], kind: str, single: Collection[str]) -> str:
    """The name that all members have, or the form of it without words that a reader took along."""
    name = members[0].entity.name
    tokens = members[0].key.tokens
    if kind != "person" or key(name).tokens == tokens or key(name).tokens[0] in single:
        return shown(name, kind)
    fit = (a for k in members for a in k.entity.aliases if key(a).tokens == tokens)
    return shown(max(fit, key=lambda a: (len(a), a), default=name), kind)


def _aptness(form: str, kind: str, docs: int, often: int, single: Collection[str]) -> tuple[object, ...]:
    """
    How apt a form is to name somebody: full, without words taken along (unless it is called so alone, as a
    family name that stands first), a given name spelt out, in many sources, short, named often.
    """
    if kind != "person":
        return (docs, -len(key(form).tokens), often, form)
    parts = key(form) if key(form).tokens[0] in single else person_key(form)
    whole = parts.tokens == key(form).tokens
    first = parts.tokens[0]
    spelt = len(first) > 1 and first in first_names()
    proper = len(first) == 1 or spelt or any(len(t) > 1 for t in parts.tokens[:-1])
    surname = not parts.bare and not patronymic(parts.family)
    return (surname, whole, spelt and not parts.bare, docs, proper, -len(parts.tokens), often, form)


def named(persons: Sequence[Person]) -> tuple[Person, ...]:
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
            shown_name = name if len(some) == 1 or (p is first and keeps) else f"{name} ({_sources(p)})"
            taken[shown_name] += 1  # two namesakes of one source: kinds and numbers tell them apart
            again = taken[shown_name]
            out.append(replace(p, name=shown_name if again == 1 else f"{shown_name} [{p.kind} {again}]"))
    return tuple(sorted(out, key=lambda p: p.name))


def _sources(person: Person) -> str:
    """The sources of a person, the first few named."""
    docs = sorted({d for d, _ in person.members})
    return ", ".join(docs[:3]) + (f" and {len(docs) - 3} more" if len(docs) > 3 else "")
