"""A report: sections of lines that cite claims. What `at` and `network` answer, ready to be written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from visavis.model.dossier import Evidence

CITED = 3  # claims cited by a line


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line: a lead in bold, its text, what it rests on, the claims that it cites.

    `sign` is `+`, `-`, `0`, or empty where there is nothing to colour.
    """

    lead: str
    text: str = ""
    why: str = ""
    claims: tuple[str, ...] = ()
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; `more` tells what is left out, `level` 2 stands inside the section before."""

    title: str
    lines: tuple[Line, ...]
    more: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """Title, opening sentences, sections, the claims by id, what it was made with, and a picture (SVG)."""

    title: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    claims: Mapping[str, Evidence]
    made: tuple[str, ...] = ()
    picture: str = ""
    caption: str = ""
    numbers: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        cited = (i for s in self.sections for line in s.lines for i in line.claims[:CITED])
        numbers = {i: n for n, i in enumerate(dict.fromkeys(i for i in cited if i in self.claims), 1)}
        object.__setattr__(self, "numbers", numbers)

    def marks(self, ids: Iterable[str]) -> list[int]:
        """
        Numbers of the cited claims among `ids`, in order.

        >>> Report("", (), (), {}).marks(["ab"])
        []
        """
        return [self.numbers[i] for i in [*ids][:CITED] if i in self.numbers]

    @property
    def notes(self) -> list[tuple[int, Evidence]]:
        """The cited claims with their numbers."""
        return [(n, self.claims[i]) for i, n in self.numbers.items()]


def section(title: str, lines: Sequence[Line], most: int, level: int = 1) -> Section:
    """
    A section with at most `most` of the lines; what is left out is counted.

    >>> section("Mayors", [Line("Ada"), Line("Ben")], 1).more
    '… and 1 more'
    """
    left = len(lines) - most
    return Section(title, tuple(lines[:most]), f"… and {left} more" if left > 0 else "", level)
