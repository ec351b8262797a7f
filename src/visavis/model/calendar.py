"""
Days as numbers: the proleptic Gregorian calendar with astronomical years (year 0 is 1 BC).

Day 1 is 0001-01-01, as in `datetime.date.toordinal`, but years may be negative or huge. The arithmetic
is that of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
"""

from __future__ import annotations

_EPOCH = 306  # days from 0000-03-01 to day 0, which is 0000-12-31

SEASONS = {  # EDTF number: first month, last month (past 12: in the next year)
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),  # whose hemisphere is not said: the northern
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),  # northern
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),  # southern
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),  # quarters
    37: (1, 4), 38: (5, 8), 39: (9, 12),  # thirds
    40: (1, 6), 41: (7, 12),  # halves
}  # fmt: skip


def leap(year: int) -> bool:
    """
    Whether `year` (astronomical) has a 29 February.

    >>> leap(1924), leap(1900), leap(0), leap(-4)
    (True, False, True, True)
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """
    Days of a month, 1 to 12.

    >>> month_length(1924, 2), month_length(1925, 2)
    (29, 28)
    """
    if month == 2:
        return 29 if leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_number(year: int, month: int, day: int) -> int:
    """
    Number of a day; days that follow each other have numbers that follow each other.

    >>> day_number(1, 1, 1), day_number(0, 12, 31), day_number(1924, 1, 21)
    (1, 0, 702381)
    """
    y = year - (month <= 2)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return 365 * y + y // 4 - y // 100 + y // 400 + of_year - _EPOCH + 1


def civil(number: int) -> tuple[int, int, int]:
    """
    Year, month and day of a day number; the way back of `day_number`.

    >>> civil(702381), civil(0)
    ((1924, 1, 21), (0, 12, 31))
    """
    z = number + _EPOCH - 1
    era, of_era = divmod(z, 146097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def month_span(year: int, first: int, last: int) -> tuple[int, int]:
    """
    Day numbers of the first and the last day from month `first` to month `last` (13 is next January).

    >>> [civil(n) for n in month_span(1923, 12, 14)]
    [(1923, 12, 1), (1924, 2, 29)]
    """
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    start = day_number(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    return start, day_number(end_year, end_month, month_length(end_year, end_month))


def weekday(number: int) -> int:
    """
    Day of the week of a day number, Monday 0 to Sunday 6.

    >>> weekday(day_number(1924, 1, 21))
    0
    """
    return (number - 1) % 7


def nth_weekday(year: int, month: int, day: int, n: int) -> int:
    """
    Day number of the n-th such weekday (Monday 0) of a month, from the end where `n` is negative.

    >>> civil(nth_weekday(1963, 11, 3, 4)), civil(nth_weekday(1963, 5, 0, -1))
    ((1963, 11, 28), (1963, 5, 27))
    """
    if n > 0:
        first = day_number(year, month, 1)
        return first + (day - weekday(first)) % 7 + 7 * (n - 1)
    last = day_number(year, month, month_length(year, month))
    return last - (weekday(last) - day) % 7 + 7 * (n + 1)


def easter(year: int, julian: bool = False) -> int:
    """
    Day number of Easter Sunday (Meeus, Astronomical Algorithms, chapter 8).

    `julian` computes it after the old calendar and gives the number of that day.

    >>> civil(easter(1916)), civil(easter(1917, julian=True))
    ((1916, 4, 23), (1917, 4, 15))
    """
    if julian:
        d = (19 * (year % 19) + 15) % 30
        e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return from_julian(year, month, day + 1)
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weeks = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weeks) // 451
    month, day = divmod(h + weeks - 7 * m + 114, 31)
    return day_number(year, month, day + 1)


def from_julian(year: int, month: int, day: int) -> int:
    """
    Day number of a date of the Julian calendar (Old Style), its year astronomical too.

    >>> civil(from_julian(1917, 10, 25))
    (1917, 11, 7)
    """
    y = year + 4800 - (month <= 2)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5
    return day + of_year + 365 * y + y // 4 - 32083 - 1721425
