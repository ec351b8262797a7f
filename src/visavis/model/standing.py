"""Who stood where at a date: the answer of `visavis at`, every part of it made of claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from visavis.model.dossier import Evidence, Open
from visavis.model.errors import LayerError

CERTAINLY, POSSIBLY, CANNOT_TELL = "certainly", "possibly", "cannot tell"
ANSWERS = (CERTAINLY, POSSIBLY, CANNOT_TELL)
FOR, AGAINST, DENIED = "+", "-", "denied"
TIME, BETWEEN, HEARD, UNDATED = "time", "between", "last heard", "undated"
BASES = (TIME, BETWEEN, HEARD, UNDATED)  # its own time; two words around the date; an earlier one; none


def _checked(part: Any) -> None:
    if not part.claims:
        raise LayerError(f"{type(part).__name__} without a claim: every line of the answer is made of claims")
    if part.answer not in ANSWERS:
        raise LayerError(f"{type(part).__name__} answers {part.answer!r}; known: {', '.join(ANSWERS)}")
    if part.basis not in BASES:
        raise LayerError(f"{type(part).__name__} on the basis {part.basis!r}; known: {', '.join(BASES)}")


@dataclass(frozen=True, slots=True)
class Holding:
    """
    Somebody in an office or a body; `basis` is what answers for the date.

    `leads` tells who stood over a body from who belonged to it.

    >>> Holding("Ada", "Mayor", "perhaps", "time", "", ("c1",))
    Traceback (most recent call last):
    visavis.model.errors.LayerError: Holding answers 'perhaps'; known: certainly, possibly, cannot tell
    """

    who: str
    what: str
    answer: str
    basis: str
    why: str
    claims: tuple[str, ...]
    leads: bool = False

    def __post_init__(self) -> None:
        _checked(self)


@dataclass(frozen=True, slots=True)
class Stance:
    """How two stood to one another: `sign` is `+` (with), `-` (against) or `denied`."""

    a: str
    b: str
    sign: str
    answer: str
    basis: str
    why: str
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        _checked(self)


@dataclass(frozen=True, slots=True)
class Clash:
    """Claims of one date that contradict one another, side by side."""

    what: str
    why: str
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.claims) < 2:
            raise LayerError("Clash with fewer than two claims: a contradiction has two sides")


@dataclass(frozen=True, slots=True)
class Standing:
    """
    Offices, bodies and stances at a date, with all the claims that they cite.

    Raises LayerError where a part cites a claim that is not carried.
    """

    date: str
    offices: tuple[Holding, ...] = ()
    bodies: tuple[Holding, ...] = ()
    stances: tuple[Stance, ...] = ()
    clashes: tuple[Clash, ...] = ()
    claims: tuple[Evidence, ...] = ()
    open: tuple[Open, ...] = ()
    made_with: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = self.by_id()
        missing = [i for part in self.parts() for i in part.claims if i not in known]
        if missing:
            raise LayerError(f"a line cites {missing[0]}, which the answer does not carry")

    def parts(self) -> Iterator[Holding | Stance | Clash]:
        """Every line of the answer, in order."""
        yield from self.offices
        yield from self.bodies
        yield from self.stances
        yield from self.clashes

    @property
    def found(self) -> bool:
        """Whether the sources place anything at the date, if only possibly."""
        held = any(h.answer != CANNOT_TELL for h in (*self.offices, *self.bodies))
        return held or any(s.answer != CANNOT_TELL for s in self.stances)

    def by_id(self) -> dict[str, Evidence]:
        """The claims by their ids."""
        return {e.id: e for e in self.claims}
