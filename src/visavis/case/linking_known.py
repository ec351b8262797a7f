"""What linking knows of each entity: its context, and its name freed of words that a reader took along."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from visavis.case.linking_context import NOTHING, Context
from visavis.case.names import POSSESSIVE, Key, fold, key, last_sound, skeleton
from visavis.model.layers import Entity
from visavis.model.names import first_names, given_forms, words
from visavis.model.words import words as english

UNNAMED = frozenset({"author", "narrator", "unknown speaker"})  # each source's own, never one person

ROLE = re.compile(r"(?:.* )?[a-z][\w-]* (?:of|to) ")  # `aide of Ada Brown`, not `the Earl of Essex`

Entry = tuple[str, Entity, int]
Member = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """An entity of one source, as linking sees it."""

    doc: str
    entity: Entity
    mentions: int
    key: Key
    context: Context = NOTHING
    alone: bool = False  # two people in one name: joined with nobody

    @property
    def member(self) -> Member:
        """The source and the name there."""
        return self.doc, self.entity.name

    @property
    def gender(self) -> str | None:
        """What the source or the title tells."""
        return self.key.gender or self.entity.gender

    @cached_property
    def local(self) -> bool:
        """Whether it means somebody only inside its source (`author`, `Ada's wife`, `aide of Ada Brown`)."""
        name = self.entity.name
        described = self.entity.kind == "person" and (POSSESSIVE.search(name) or ROLE.match(name))
        return self.alone or name in UNNAMED or bool(described) or not any(c.isupper() for c in name)

    @cached_property
    def sound(self) -> str:
        """The last name's sounds."""
        return skeleton(self.key.family)

    @cached_property
    def called(self) -> frozenset[str]:
        """Sounds of the single names by which its source calls it too."""
        keys = [key(a) for a in self.entity.aliases if fold(a)]
        return frozenset(skeleton(k.tokens[0]) for k in keys if k.bare)

    @cached_property
    def company(self) -> frozenset[str]:
        """Sounds of the last words of the names beside which it stands, those that are somebody's names."""
        near = {last_sound(n) for n in self.context.near if n and n[0].isupper()}
        return frozenset(near | set(self.context.beside)) - {""}

    @cached_property
    def also(self) -> frozenset[tuple[str, ...]]:
        """Full names that its source gives it beside one of other words (a name before a reign)."""
        if self.entity.kind != "person" or all(a.isalpha() for a in self.entity.aliases):
            return frozenset()  # no name of several parts
        own = {skeleton(t) for t in self.key.tokens}
        keys = {person_key(a) for a in self.entity.aliases if fold(a)}
        return frozenset(k.tokens for k in keys if not k.bare and not own & {skeleton(t) for t in k.tokens})

    @cached_property
    def full(self) -> bool:
        """Whether it is a person's name of more than one part."""
        return self.entity.kind == "person" and not self.key.bare


def known(entries: Iterable[Entry], context: Mapping[Member, Context]) -> list[Known]:
    """
    All entities in order of source and name, so that nothing depends on the order in which they came.

    >>> ada, ben = Entity("Ada", "person"), Entity("Ben", "person")
    >>> [k.doc for k in known([("b", ben, 1), ("a", ada, 1)], {})]
    ['a', 'b']
    """
    return [
        Known(d, e, n, _key(e), context.get((d, e.name), NOTHING))
        for d, e, n in sorted(entries, key=lambda x: (x[0], x[1].name, x[1].kind))
    ]


def _key(entity: Entity) -> Key:
    if entity.kind != "person":
        return key(entity.name)
    own = person_key(entity.name, tuple(sorted(a for a in entity.aliases if len(a) < len(entity.name))))
    return _fuller(own, sorted(a for a in entity.aliases if len(a) > len(entity.name))) or own


def _fuller(own: Key, aliases: Sequence[str]) -> Key | None:
    """The key of the one longer form that has more given names before the same words (`M. Valerius Holm`)."""
    keys = {key(a) for a in aliases}
    longer = [
        k
        for k in keys
        if 1 < len(own.tokens) < len(k.tokens)
        and k.tokens[-len(own.tokens) :] == own.tokens
        and all(credible(t) for t in k.tokens[: -len(own.tokens)])
    ]
    return replace(longer[0], suffix=own.suffix) if len(longer) == 1 else None


@lru_cache(maxsize=65536)
def person_key(name: str, aliases: tuple[str, ...] = ()) -> Key:
    """
    The key of a person's name without words that are no part of it: ordinary words in front, and what stands
    before a full name that the source uses too.

    >>> person_key("Generalising Brown").tokens, person_key("Rue Ada Brown", ("Ada Brown",)).tokens
    (('brown',), ('ada', 'brown'))
    """
    whole = key(name)
    tokens = whole.tokens
    while len(tokens) > 1 and padding(tokens[0]):
        tokens = tokens[1:]
    for alias in aliases:
        part = key(alias)
        ends = 0 < len(part.tokens) < len(tokens) and tokens[-len(part.tokens) :] == part.tokens
        strange = not credible(tokens[0]) or bool(part.suffix and english().is_word(tokens[0]))
        if ends and strange and not part.bare and part.suffix == whole.suffix:
            tokens = part.tokens
            break
    return whole if tokens == whole.tokens else replace(whole, tokens=tokens)


@lru_cache(maxsize=65536)
def padding(token: str) -> bool:
    """
    Whether a word in front of a name is an ordinary word or a country rather than a name.

    >>> padding("meeting"), padding("poland"), padding("ada"), padding("j")
    (True, True, False, False)
    """
    ordinary = english().is_word(token) or token in words()["places.known"]
    return len(token) > 2 and not credible(token) and ordinary


def credible(token: str) -> bool:
    """Whether a token is an initial or a first name of the lists."""
    return len(token) == 1 or token in first_names() or token in given_forms()


@lru_cache(maxsize=65536)
def common_given(token: str) -> bool:
    """
    Whether a name alone is a common given name, which tells little about who is meant.

    >>> common_given("henry"), common_given("brown")
    (True, False)
    """
    return token in given_forms()


def settled(found: Sequence[Known]) -> list[Known]:
    """
    The same with kinds that agree across sources: a name has the kind that most of its mentions have, and a
    bare name that is somebody's family name is a person's.
    """
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    families: Counter[str] = Counter()
    for k in found:
        votes[k.key.tokens][k.entity.kind] += 1 + k.mentions
        if k.full:
            families[k.sound] += k.mentions
    out = []
    for k in found:
        counts = votes[k.key.tokens]
        kind = max(counts, key=lambda c: (counts[c], c == k.entity.kind, c))
        if k.key.bare and families[k.sound] > sum(counts.values()):
            kind = "person"
        out.append(k if k.local or kind == k.entity.kind else replace(k, entity=replace(k.entity, kind=kind)))
    return out
