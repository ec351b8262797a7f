"""Dates counted from another one: `two days later`, `last July`, `the 18th`, `the past three years`."""

from __future__ import annotations

from visavis.model.calendar import weekday
from visavis.model.edtf import Edtf, between, of_day
from visavis.reading.dates_found import Found


def step(bare: Edtf, base: Edtf, f: Found) -> Edtf:
    """`that autumn`, `the previous April`, `last July`, `June of that year`, counted from `base`."""
    year, n = int(base.year), f.n or 0
    if f.unit == "year":
        return bare.with_year(year + n)
    if f.unit == "month":
        return bare.with_year(year)
    this = bare.with_year(year)
    if n > 0:
        return this if this.order(base) == "after" else bare.with_year(year + 1)
    if n < 0:
        return this if this.order(base) == "before" else bare.with_year(year - 1)
    return this


def shifted(base: Edtf, f: Found) -> Edtf | None:
    """`two days later`, `that year`, counted from `base`; None where `base` is not exact enough."""
    n, unit = f.n or 0, f.unit
    if unit == "week":
        counted = (f.base == "anchor" and abs(n) > 1) or f.note in ("ago", "hence", "back")
        return _weeks(base, n, counted)
    if unit == "weekend":
        week = _weeks(base, n, False)
        return between((week.earliest or 0) + 5, week.latest) if week else None
    if unit == "day" and base.precision != "day":
        return None
    at = base.at(unit) if unit in ("day", "month", "year", "decade", "century") else base
    if at.precision != unit:
        return None
    if not n:
        return at
    return at.plus(n, unit) if base.year_known else _yearless(at, n, unit)


def _yearless(base: Edtf, n: int, unit: str) -> Edtf | None:
    """A shift of days inside a year that is lost; None where it would leave the year."""
    moved = base.with_year(2001).plus(n, unit) if unit in ("day", "month") else None
    if moved is None or moved.year != "2001":
        return None
    return Edtf.parse("XXXX" + moved.text[4:])


def _weeks(base: Edtf, n: int, counted: bool) -> Edtf | None:
    if base.precision != "day" or not base.year_known or base.earliest is None:
        return None
    if counted:
        return base.plus(n, "week")
    monday = base.earliest - weekday(base.earliest) + 7 * n
    return between(monday, monday + 6)


def span(base: Edtf, f: Found) -> Edtf | None:
    """`the past three years`, up to `base`."""
    start = base.plus(-(f.n or 0), f.unit) if base.precision == "day" else None
    return between(start.earliest, base.latest) if start and f.unit != "decade" else None


def day_of_month(base: Edtf, f: Found) -> Edtf | None:
    """`the 18th` in the month of the anchor, `the 16th ultimo` in the one before the document's."""
    month = base.at("month")
    if month.precision != "month":
        return None
    if f.n:
        moved = month.plus(f.n, "month") if month.year_known else _yearless(month, f.n, "month")
        if moved is None:
            return None
        month = moved
    return Edtf.parse(f"{month.text}-{f.day:02d}")


def weekday_of(base: Edtf, f: Found) -> Edtf | None:
    """The weekday next to `base`: before it unless the words say `next`."""
    if base.precision != "day" or base.earliest is None:
        return None
    gap = (f.weekday - weekday(base.earliest)) % 7
    if f.n is not None and f.n > 0:
        return of_day(base.earliest + (gap or 7))
    if f.n == 0:
        return of_day(base.earliest + gap - 7 * (gap > 3))
    return of_day(base.earliest + gap - 7 * (gap > 0 or f.n == -1))
