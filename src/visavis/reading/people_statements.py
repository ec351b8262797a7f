"""Affidavits, statements, confessions: `I, Ada Brown, say`, so that `I` in them is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from visavis.model.names import first_names, fold
from visavis.reading.people_letters import Letter, titled
from visavis.reading.people_names import Habits
from visavis.reading.units import Unit

I_AM = re.compile(
    r"\A[\W\d]*(?:(?:that|know all men[^,.]{0,40} that),? )?I,\s+(?:the\s+undersigned,?\s+)?(?=\w)", re.I
)
OPEN = re.compile(
    r",|\s(?:of|do|hereby|being|having|am|was|make|will|aged|residing|say|state|declare|swear)\b"
)
HEADED = re.compile(
    r"\A\W*(?:[a-z]+ ){0,3}(?:affidavit|statement|declaration|deposition|confession|affirmation|testimony)\s+"
    r"of\s+"
    r"(?:the\s+)?(?:(?:witness|accused|prisoner|defendant)\s+)?",
    re.I,
)
HEAD = 3000  # characters at the beginning of a source; a statement that begins there is all of it
LONGEST = 200  # units of a statement that begins farther on
LINE = 120  # characters of a line that heads a statement
NAME = 60  # characters in which the name of the one who states must stand


def statements(units: Sequence[Unit], habits: Habits) -> list[Letter]:
    """
    The statements in a source, in order: from the words that name the one who makes it on, to the next
    statement, and where it does not begin the source to the next heading.
    """
    found = list(begun(units, habits))
    out = []
    for (number, who), (following, _) in pairwise([*found, (len(units), "")]):
        out.append(Letter(number, ending(units, number, following), who, None))
    return out


def begun(units: Sequence[Unit], habits: Habits) -> Iterator[tuple[int, str]]:
    """The units in which a statement begins, each with the name of the one who makes it."""
    for number, unit in enumerate(units):
        if unit.turn is None and (name := stating(unit, habits)):
            yield number, name


def stating(unit: Unit, habits: Habits) -> str | None:
    """Whose statement begins with a unit: `I, Ada Brown, of Leeds, say`, `AFFIDAVIT OF ADA BROWN`."""
    text = unit.text
    if spoken := I_AM.match(text):
        rest = OPEN.search(text, spoken.end(), spoken.end() + NAME)
        return titled(unit, habits, spoken.end(), rest.start()) if rest else None
    headed = HEADED.match(text) if len(text) <= LINE and unit.passage.kind == "heading" else None
    name = titled(unit, habits, headed.end(), headed.end() + NAME) if headed else None
    return name if name and any(fold(w) in first_names() for w in name.split()) else None


def ending(units: Sequence[Unit], number: int, following: int) -> int:
    """The unit behind a statement that begins at `number`: the next one, in a longer text a heading."""
    if units[number].start - units[0].start < HEAD:
        return following
    most = min(following, number + LONGEST)
    headings = (n for n in range(number + 1, most) if units[n].passage.kind == "heading")
    return next(headings, most)
