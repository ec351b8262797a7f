"""The digits of an EDTF date: which days they allow where some are unspecified (`X`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from visavis.model.calendar import SEASONS, day_number, month_length, month_span
from visavis.model.errors import EdtfError


def wrong(text: str, why: str) -> EdtfError:
    """
    The error for a text that is no EDTF.

    >>> str(wrong("1924-13", "there is no month or season 13."))
    "'1924-13' is no EDTF: there is no month or season 13."
    """
    return EdtfError(f"{text!r} is no EDTF: {why}")


def bounds(year: str, month: str, day: str, text: str) -> tuple[int | None, int | None]:
    """
    Day numbers of the first and the last day that a date's digits allow; None where the year is lost.

    `year` has a sign or none, `month` may be a season, parts may be empty. Raises EdtfError, naming
    `text`, where there is no such day.

    >>> bounds("1924", "10", "XX", "1924-10-XX")
    (702635, 702665)
    >>> bounds("XXXX", "10", "", "XXXX-10")
    (None, None)
    """
    season = month.isdigit() and int(month) in SEASONS
    if season and day:
        raise wrong(text, "a season has no days.")
    if not season and not any(months(month)):
        raise wrong(text, f"there is no month or season {month}.")
    if not season and not any(_valid(2000, month, day)):
        raise wrong(text, f"there is no day {day} in month {month}.")
    if year.lstrip("-") == "XXXX":
        return None, None
    first, last = (_edge(year, month, day, season, start) for start in (True, False))
    if first is None or last is None:
        raise wrong(text, f"there is no day {day} in month {month} of that year.")
    return first, last


def _edge(year: str, month: str, day: str, season: bool, start: bool) -> int | None:
    """The first or the last day number that the digits allow."""
    for y in _years(year, start):
        if season:
            return month_span(y, *SEASONS[int(month)])[0 if start else 1]
        found = next(_valid(y, month, day, start), None)
        if found is not None:
            return day_number(y, *found)
    return None


def _years(year: str, ascending: bool) -> Iterator[int]:
    """Years that fit the digits, from the earliest or from the latest."""
    sign, digits = (-1, year[1:]) if year.startswith("-") else (1, year)
    lost = [k for k, c in enumerate(digits) if c == "X"]
    counts = range(10 ** len(lost))
    for n in counts if ascending == (sign > 0) else reversed(counts):
        filled = list(digits)
        for k, c in zip(lost, f"{n:0{len(lost)}d}", strict=False):
            filled[k] = c
        yield sign * int("".join(filled))


def _valid(year: int, month: str, day: str, ascending: bool = True) -> Iterator[tuple[int, int]]:
    """Months and days that the digits allow in a year, in order, or from the last."""
    way = 1 if ascending else -1
    for m in (*months(month),)[::way]:
        for d in _numbers(day, 31)[::way]:
            if d <= month_length(year, m):
                yield m, d


def months(month: str) -> Iterator[int]:
    """
    Months that the digits of a month or season allow; every one where they are empty.

    >>> list(months("1X")), list(months("24"))
    ([10, 11, 12], [12, 1, 2])
    """
    if month.isdigit() and int(month) in SEASONS:
        first, last = SEASONS[int(month)]
        yield from ((m - 1) % 12 + 1 for m in range(first, last + 1))
    else:
        yield from _numbers(month, 12)


def days(day: str) -> Iterator[int]:
    """
    Days of a month that the digits allow.

    >>> list(days("3X"))
    [30, 31]
    """
    yield from _numbers(day, 31)


@lru_cache(maxsize=512)
def _numbers(digits: str, most: int) -> tuple[int, ...]:
    """Numbers from 1 to `most` that two digits allow; all where there are none."""
    return tuple(n for n in range(1, most + 1) if fits(digits or "XX", f"{n:02d}"))


def fits(pattern: str, digits: str) -> bool:
    """
    Whether digits of the same length fit a pattern in which X is any.

    >>> fits("19X4", "1924"), fits("19X4", "1925")
    (True, False)
    """
    return all(p in ("X", d) for p, d in zip(pattern, digits, strict=True))
