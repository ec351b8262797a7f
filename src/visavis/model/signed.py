"""The signed network of what the sources say: who stood for and against whom, its factions and balance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from visavis.model.dossier import Evidence, Open
from visavis.model.errors import LayerError

Days = tuple[int | None, int | None]  # first and last day number; None is an open end


@dataclass(frozen=True, slots=True)
class Tie:
    """
    All claims of one sign between two: `weight` is positive, `sign` is `+`, `-` or `0`.

    `spells` are the stretches of days in which the dated claims lie; empty where none is dated.
    """

    a: str
    b: str
    sign: str
    weight: float
    claims: tuple[str, ...]
    relations: tuple[str, ...] = ()
    spells: tuple[Days, ...] = ()

    def __post_init__(self) -> None:
        if not self.claims:
            raise LayerError("Tie without a claim: everything in a network is made of claims")
        if self.weight <= 0 or self.sign not in ("+", "-", "0"):
            raise LayerError(f"Tie with weight {self.weight} and sign {self.sign!r}")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or group of the network; `faction` counts from 1, None for who belongs to none."""

    name: str
    kind: str
    weight: float
    faction: int | None = None
    betweenness: float = 0.0


@dataclass(frozen=True, slots=True)
class Triad:
    """Three who are all tied by signs; balanced where the product of the signs is +."""

    names: tuple[str, str, str]
    signs: tuple[str, str, str]  # of the first and second, first and third, second and third
    weight: float  # of the weakest of the three ties

    @property
    def balanced(self) -> bool:
        """
        Whether friends of friends are friends, and enemies of enemies.

        >>> Triad(("A", "B", "C"), ("+", "-", "-"), 1.0).balanced
        True
        """
        return self.signs.count("-") % 2 == 0


@dataclass(frozen=True, slots=True)
class Balance:
    """
    How far the signs allow two camps. `frustration` is the fewest ties that stand against any division into
    two; `least` a proven lower bound, the same where it is exact.
    """

    ties: int
    kinds: Mapping[str, int]  # triads by their signs: `+++`, `++-`, `+--`, `---`
    frustration: int
    least: int
    against: tuple[tuple[str, str], ...] = ()  # the pairs that stand against the division found

    @property
    def balanced(self) -> int:
        """Triads that are balanced."""
        return self.kinds.get("+++", 0) + self.kinds.get("+--", 0)

    @property
    def unbalanced(self) -> int:
        """Triads that are not."""
        return self.kinds.get("++-", 0) + self.kinds.get("---", 0)

    @property
    def exact(self) -> bool:
        """Whether the frustration is proven to be the least."""
        return self.frustration == self.least


@dataclass(frozen=True, slots=True)
class Faction:
    """A group of actors found by their ties; `inside` counts pairs for and against among them."""

    number: int
    members: tuple[str, ...]  # the weightiest first
    inside: tuple[int, int]
    outside: Mapping[int, tuple[int, int]] = field(default_factory=dict)  # pairs for, against, by faction


@dataclass(frozen=True, slots=True)
class Broker:
    """Somebody with friends in several factions, and how much of the way between others leads over him."""

    name: str
    betweenness: float
    factions: tuple[int, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """The network of some years; `sides` are its factions, by their weightiest members."""

    edtf: str
    plus: int
    minus: int
    balance: Balance
    sides: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A pair whose sign changed from one slice to a later one, with a claim of either side."""

    a: str
    b: str
    was: str
    now: str
    first: str  # EDTF of the slice in which it stood as it was, last
    then: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedNetwork:
    """
    The whole network with what was found in it.

    Raises LayerError where a part cites a claim that is not carried.
    """

    actors: tuple[Actor, ...] = ()
    ties: tuple[Tie, ...] = ()
    balance: Balance = Balance(0, {}, 0, 0)
    tense: tuple[Triad, ...] = ()  # unbalanced triads, the weightiest first
    factions: tuple[Faction, ...] = ()
    brokers: tuple[Broker, ...] = ()
    slices: tuple[Slice, ...] = ()
    turns: tuple[Turn, ...] = ()
    claims: tuple[Evidence, ...] = ()
    open: tuple[Open, ...] = ()
    made_with: Mapping[str, Any] = field(default_factory=dict)
    _by_pair: dict[frozenset[str], list[Tie]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        for t in self.ties:
            self._by_pair.setdefault(frozenset((t.a, t.b)), []).append(t)
        known = self.by_id()
        missing = [i for ids in self.cited() for i in ids if i not in known]
        if missing:
            raise LayerError(f"the network cites {missing[0]}, which it does not carry")

    def cited(self) -> Iterator[tuple[str, ...]]:
        """The ids that each part cites."""
        yield from (t.claims for t in self.ties)
        yield from (b.claims for b in self.brokers)
        yield from (t.claims for t in self.turns)

    def by_id(self) -> dict[str, Evidence]:
        """The claims by their ids."""
        return {e.id: e for e in self.claims}

    def between(self, a: str, b: str) -> tuple[str, ...]:
        """Ids of the claims that tie two, the weightiest tie first."""
        found = self._by_pair.get(frozenset((a, b)), [])
        return tuple(i for t in sorted(found, key=lambda t: -t.weight) for i in t.claims)
