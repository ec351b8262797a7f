"""
Whom asked names mean in each source, where sources call the same two by names that nothing joined.

Across sources a name alone proves little, so linking leaves `Ada Brown` of one source and `Brown the Elder`
of another apart. Who asks for `Brown and Keel` means in each source the Brown that it ties to a Keel. So
where in one source one bearer of each asked name is clearly the pair, that source's claims are about the
asked two. What is taken together is said, with the sources, and a fuller name in the question leaves it out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from visavis.answer.query import Match, Names
from visavis.answer.tied import clear, tied
from visavis.case.memory import Memory
from visavis.case.names import key, skeleton
from visavis.model.dossier import Person


@dataclass(frozen=True, slots=True)
class Meant:
    """One of the asked, with those of other sources taken for the same one, and what is to be said of it."""

    person: Person
    also: tuple[str, ...] = ()
    note: str = ""


def meant(matches: Sequence[Match], memory: Memory) -> tuple[Meant, ...]:
    """
    The persons of settled matches, each with its bearers in sources that name the pair in another way.

    >>> from visavis.case.memory import remember
    >>> [m.person.name for m in meant((Match("Ada", (Person("Ada Brown"),), 1),), remember([]))]
    ['Ada Brown']
    """
    alone = tuple(Meant(m.persons[0]) for m in matches)
    if len(matches) != 2 or any(m.persons[0].kind != "person" or m.tier > 2 for m in matches):
        return alone
    main = (matches[0].persons[0], matches[1].persons[0])
    one, two = (bearers(m, memory) for m in matches)
    firsts, seconds = ({p.name for p in some} for some in (one, two))
    counts = tied(firsts, seconds, memory.ends(firsts))
    clearly = {doc: clear(pairs, (main[0].name, main[1].name)) for doc, pairs in counts.items()}
    found = {doc: pair for doc, pair in clearly.items() if pair}
    return tuple(
        _joined(m.asked, p, [(doc, pair[i]) for doc, pair in found.items()], some)
        for i, (m, p, some) in enumerate(zip(matches, main, (one, two), strict=True))
    )


def bearers(match: Match, memory: Memory) -> tuple[Person, ...]:
    """Everybody who bears an asked single name and may be its main bearer; that one alone for a full name."""
    main = match.persons[0]
    wanted = key(match.asked)
    if not wanted.bare:
        return (main,)
    found: dict[str, Person] = {main.name: main}
    called = [p for w in spellings(wanted.family) for p in Names(memory.called({skeleton(w)})).bearing(w)]
    for p in (*called, *_longer(main, memory)):
        if p.gender in (None, main.gender) or main.gender is None:
            found.setdefault(p.name, p)
    numbers = {k.suffix for k in map(key, (main.name, *main.aliases)) if k.suffix}
    return tuple(p for p in found.values() if not numbers or key(p.name).suffix in {"", *numbers})


def _longer(main: Person, memory: Memory) -> list[Person]:
    """Persons in whose names the whole full name of another stands; not who is somebody's (`Ada's wife`)."""
    own = key(main.name)
    if own.bare:
        return []
    longer = memory.called({skeleton(t) for t in own.tokens})
    return [p for p in longer if p.kind == "person" and not re.search(r"['’]s? ", p.name)]


def spellings(word: str) -> tuple[str, ...]:
    """
    A folded name and the Latin or English form that goes with it.

    >>> spellings("antony"), spellings("antonius"), spellings("brown")
    (('antony', 'antonius'), ('antonius', 'antony'), ('brown',))
    """
    if word.endswith("ius"):
        return word, word[:-3] + "y"
    return (word, word[:-1] + "ius") if word.endswith("y") and len(word) > 3 else (word,)


def _joined(asked: str, main: Person, found: Iterable[tuple[str, str]], known: Sequence[Person]) -> Meant:
    """The main bearer with all others that sources mean, and the sources that do."""
    docs: dict[str, list[str]] = defaultdict(list)
    for doc, name in found:
        if name != main.name:
            docs[name].append(doc)
    if not docs:
        return Meant(main)
    others = [p for p in known if p.name in docs]
    told = ", ".join(f"{name} ({', '.join(where)})" for name, where in sorted(docs.items()))
    person = replace(
        main,
        aliases=tuple(sorted({a for p in (main, *others) for a in (p.name, *p.aliases)} - {main.name})),
        members=tuple(sorted({m for p in (main, *others) for m in p.members})),
        mentions=sum(p.mentions for p in (main, *others)),
    )
    note = f'"{asked}" is taken for {main.name}, and in these sources for {told}'
    return Meant(person, tuple(sorted(docs)), note)
