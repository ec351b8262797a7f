"""Dates said in plain words."""

from __future__ import annotations

import re

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
LOST = "of a year lost in the source"
UNGIVEN = "of a year not given"
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


def brief_date(edtf: str) -> str:
    """
    A date or an interval in few words, to stand beside another.

    >>> brief_date("1932-22"), brief_date("1924-10/1925"), brief_date("-0054"), brief_date("../1928")
    ('summer 1932', 'October 1924 to 1925', '55 BC', 'until 1928')
    """
    if "/" in edtf:
        return _interval_words(*edtf.split("/", 1)).removeprefix("from ")
    found = _DATE.match(edtf)
    if found and found[2] in SEASONS and "X" not in found[1]:
        season = f"{SEASONS[found[2]]} {_year(found[1])}"
        return {"?": "perhaps ", "~": "about ", "%": "perhaps about "}.get(found[4] or "", "") + season
    return point_words(edtf) if found else date_words(edtf).removeprefix("in ")
