"""Dates, voices and claims said in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from visavis.model.claim import NARRATOR, SYMMETRIC, Claim
from visavis.model.weights import phrases

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
LOST = "of a year lost in the source"
_DATE = re.compile(r"(-?[\dX]{4,})(?:-([\dX]{2}))?(?:-([\dX]{2}))?([?~%])?$")


def date_words(edtf: str) -> str:
    """
    An EDTF date in words, its doubt included.

    >>> date_words("1924-10"), date_words("XXXX-10"), date_words("-0054")
    ('in October 1924', 'in October of a year lost in the source', 'in 55 BC')
    >>> date_words("1924-10/1925~"), date_words("../1928")
    ('from October 1924 to about 1925', 'until 1928')
    """
    if "/" in edtf:
        return _interval_words(*edtf.split("/", 1))
    if edtf.startswith(("[", "{")):
        members = edtf.strip("[]{}").replace("..", " to ").split(",")
        return "in " + (" or " if edtf[0] == "[" else " and ").join(point_words(m.strip()) for m in members)
    words = point_words(edtf)
    return words if words.startswith(("about ", "perhaps ")) else f"{_preposition(edtf)} {words}"


def _preposition(edtf: str) -> str:
    found = _DATE.match(edtf)
    return "on" if found and found[3] and found[3] != "XX" else "in"


def _interval_words(start: str, end: str) -> str:
    if start in ("..", "") and end in ("..", ""):
        return "at a time that is not given"
    if start in ("..", ""):
        return f"until {point_words(end)}"
    if end in ("..", ""):
        return f"from {point_words(start)} on"
    return f"from {point_words(start)} to {point_words(end)}"


def point_words(edtf: str) -> str:
    """
    One date in words, without a preposition.

    >>> point_words("1917-11-07"), point_words("192X"), point_words("1932-22"), point_words("1926~")
    ('7 November 1917', 'the 1920s', 'the summer of 1932', 'about 1926')
    """
    found = _DATE.match(edtf)
    if not found:
        return edtf
    year, month, day, doubt = found.groups()
    words = _in_year(_year(year), month, day)
    return {"?": "perhaps ", "~": "about ", "%": "perhaps about "}.get(doubt or "", "") + words


def _year(year: str) -> str:
    if set(year) == {"X"}:
        return LOST
    known = year.rstrip("X")
    if "X" in known or (year.startswith("-") and known != year):
        return f"a year of the form {year}"
    if known == year:
        return f"{1 - int(year)} BC" if int(year) <= 0 else str(int(year))
    return (
        f"the {year[:-1]}0s"
        if len(year) - len(known) == 1
        else f"the years {year.replace('X', '0')} to {year.replace('X', '9')}"
    )


def _in_year(year: str, month: str | None, day: str | None) -> str:
    if month is None or month == "XX":
        return "a year lost in the source" if year == LOST else year
    if month in SEASONS:
        return f"the {SEASONS[month]} {year}" if year == LOST else f"the {SEASONS[month]} of {year}"
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return year
    name = MONTHS[int(month) - 1]
    return f"{int(day)} {name} {year}" if day and day.isdigit() else f"{name} {year}"


def time_words(claim: Claim) -> str:
    """When a claim holds, in words: what is stated, else the inferred bounds, said so."""
    if claim.time and not set(claim.time) <= set("X-"):
        stated = date_words(claim.time)
        if LOST in stated and claim.bounds and claim.time_basis == "completed":
            return f"{date_words(claim.bounds)} (the year, lost here, from another source)"
        if LOST in stated and claim.bounds:
            return f"{stated}, {_bounds_words(claim.bounds)}"
        return stated
    if claim.bounds:
        return _bounds_words(claim.bounds)
    return ""


def _bounds_words(bounds: str) -> str:
    start, _, end = bounds.partition("/")
    if not end or end == "..":
        inside = f"after {point_words(start)}" if end else date_words(start)
    elif start in ("..", ""):
        inside = f"before {point_words(end)}"
    else:
        inside = f"between {point_words(start)} and {point_words(end)}"
    return f"{inside} by the order of events"


def chain_words(voice: Sequence[str], circumstances: Sequence[str] = ()) -> str:
    """
    Who says so, in words.

    >>> chain_words(("narrator",)), chain_words(("Carl Brown", "Dora Lee"), ("on trial", "in custody"))
    ('the text says', 'Carl Brown (on trial, in custody) says that Dora Lee said')
    """
    first, *rest = [named(v) for v in voice]
    told = [c for c in circumstances if c != "testimony"] or list(circumstances)
    aside = f" ({', '.join(told)})" if told else ""
    return f"{first}{aside} says" + "".join(f" that {v} said" for v in rest)


def named(name: str) -> str:
    """
    A canonical name as it is said.

    >>> named("author"), named("author (a.txt)"), named("Ada Brown")
    ('the author', 'the author of a.txt', 'Ada Brown')
    """
    if name == NARRATOR:
        return "the text"
    found = re.fullmatch(r"(author|unknown speaker)(?: \((.+)\))?", name)
    if not found:
        return name
    article = "an" if found[1].startswith("unknown") else "the"
    where = {"author": "of"}.get(found[1], "in")
    return f"{article} {found[1]}" + (f" {where} {found[2]}" if found[2] else "")


def claim_words(claim: Claim) -> str:
    """
    A claim as a clause in plain words, without its time and voice.

    >>> claim_words(Claim("d", 0, 1, "x", "Ada", "Ben", "friend", modality="denied"))
    'Ada and Ben were not close'
    """
    said = phrases()
    forms = said.relation[claim.relation]
    both = claim.relation in SYMMETRIC
    one, other = named(claim.subject), named(claim.object)
    subject = f"{one} and {other}" if both else one
    clause = said.modality[claim.modality].format(
        s=subject, o="" if both else other, **{"is": "are" if both else "is"},
        was="were" if both else "was", **forms,
    )  # fmt: skip
    clause = clause.replace(" did not be ", " were not ")
    return " ".join(clause.split())


def list_words(names: Sequence[str]) -> str:
    """
    Names as an enumeration.

    >>> list_words(["Ada", "Ben", "Carl"])
    'Ada, Ben and Carl'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def shortened(quote: str, most: int = 160) -> str:
    """
    A quote on one line, cut at a word with an ellipsis where it is longer than `most`.

    >>> shortened("He praised\\nher work", 12)
    'He praised …'
    """
    line = " ".join(quote.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"
