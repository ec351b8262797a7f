"""Letters inside a source: who signs them and to whom they go, so that `I` and `you` in them are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from visavis.reading.people_names import Habits, runs
from visavis.reading.units import Unit

CLOSING = re.compile(
    r"\b(?:(?:obedient|humble|faithful) servants?|yours,? (?:very |most )?(?:truly|sincerely|faithfully|ever|"
    r"affectionately|respectfully|cordially|fraternally)|(?:sincerely|faithfully|affectionately|respectfully|ever|"
    r"cordially) yours|(?:your|thy) (?:affectionate|loving|sincere|faithful|devoted|obliged) \w+|adieu|"
    r"with (?:best|kind|warm)(?:est)? (?:regards|wishes|love)|sincerely|yours)\b",
    re.IGNORECASE,
)
SALUTATION = re.compile(r"^\W*(?:my )?(?:very )?(?:dear(?:est)?\b|sir\b|gentlemen\b|madam\b)", re.IGNORECASE)
LAST = 150  # characters of a unit in which a closing formula may stand
LONGEST = 200  # units of one letter


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: units `[start, end)`, the names of its writer and of its reader where it gives them."""

    start: int
    end: int
    writer: str
    reader: str | None


def letters(units: Sequence[Unit], habits: Habits) -> list[Letter]:
    """The signed letters of a source, in order."""
    out: list[Letter] = []
    after = 0
    for number, unit in enumerate(units):
        if unit.turn is not None:
            continue
        text = unit.text
        closing = CLOSING.search(text, max(0, len(text) - LAST))
        if closing is None:
            continue
        signer, end = signature(units, number, closing.end(), habits)
        if signer:
            start = beginning(units, after, number)
            out.append(Letter(start, end, signer, reader(units, start, end, habits)))
            after = end
    return out


def signature(units: Sequence[Unit], number: int, at: int, habits: Habits) -> tuple[str | None, int]:
    """The name behind a closing formula, in its unit or alone in the next; and where the letter ends."""
    name = names_in(units[number], habits, at)
    if name:
        return name, number + 1
    if number + 1 < len(units) and (name := alone(units[number + 1], habits)):
        return name, number + 2
    return None, number


def beginning(units: Sequence[Unit], after: int, number: int) -> int:
    """First unit of the letter that ends at `number`: its salutation, else what follows the last letter."""
    first = max(after, number - LONGEST)
    return next((n for n in range(number, first - 1, -1) if SALUTATION.match(units[n].text)), first)


def reader(units: Sequence[Unit], start: int, end: int, habits: Habits) -> str | None:
    """Whom the salutation names, or a line alone above it or below the signature."""
    text = units[start].text
    if SALUTATION.match(text):
        head = re.split(r"[,:;—]|--", text, maxsplit=1)[0]
        name = names_in(units[start], habits, 0, len(head))
        if name:
            return name
    near = [n for n in (end, start - 1) if 0 <= n < len(units)]
    return next((name for n in near if (name := alone(units[n], habits))), None)


def names_in(unit: Unit, habits: Habits, at: int, to: int | None = None) -> str | None:
    """The first name of a unit between two offsets of its text."""
    limit = len(unit.text) if to is None else to
    for start, end in runs(unit, habits):
        span = unit.doc[start:end]
        if at <= span.start_char and span.end_char <= limit:
            return " ".join(span.text.split())
    return None


def alone(unit: Unit, habits: Habits) -> str | None:
    """The name that is nearly all of a short unit (`To JAMES MADISON, Esq.`)."""
    if len(unit.doc) > 9:
        return None
    found = list(runs(unit, habits))
    words = sum(t.is_alpha for t in unit.doc)
    if not found or found[0][1] - found[0][0] < max(2, words - 2):
        return None
    return " ".join(unit.doc[found[0][0] : found[0][1]].text.split())
