"""
Dates with their doubt: the Extended Date/Time Format (ISO 8601-2:2019, Library of Congress EDTF).

Levels 0 and 1 are complete; of level 2 sets and ranges (`[..]`, `{..}`), unspecified digits anywhere in a
year and the seasons 25 to 41 are read. Years are astronomical: `-0054` is 55 BC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from visavis.model.calendar import SEASONS, civil, day_number, month_length
from visavis.model.edtf_digits import bounds, days, fits, months, wrong

DATE = re.compile(
    r"(?P<year>Y?-?[0-9X]{4,})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
    r"(?P<time>T[0-2]\d:[0-5]\d:[0-5]\d(?:Z|[+-]\d\d(?::?\d\d)?)?)?(?P<doubt>[?~%]*)"
)
UNITS = ("day", "month", "season", "year", "decade", "century")  # from the finest
_LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Edtf:
    """
    One date, interval or set, made by `Edtf.parse`; equal where the canonical text is equal.

    `earliest` and `latest` are day numbers (see `visavis.model.calendar`), None where the end is open,
    unknown, or the year is lost. `kind` is `date`, `interval`, `one of` or `all of`; `parts` are the ends
    of an interval or the members of a set.

    >>> d = Edtf.parse("1924-10")
    >>> str(d), d.precision, civil(d.earliest), civil(d.latest)
    ('1924-10', 'month', (1924, 10, 1), (1924, 10, 31))
    >>> Edtf.parse("../1928").earliest is None, Edtf.parse("XXXX-05-25").latest is None
    (True, True)
    """

    text: str
    kind: str
    earliest: int | None
    latest: int | None
    parts: tuple[Edtf | None, ...] = ()
    year: str = ""  # of a date: its digits with X where unspecified, a sign before
    month: str = ""  # month or season
    day: str = ""
    doubt: str = ""  # "?", "~" or "%" (both)
    open_start: bool = False  # `..` before: without limit, where None alone means unknown
    open_end: bool = False

    @staticmethod
    def parse(text: str) -> Edtf:
        """
        The date that `text` writes in EDTF; raises EdtfError with what is wrong and what would be right.

        >>> str(Edtf.parse(" 1984?~ "))
        '1984%'
        >>> Edtf.parse("1924-13")
        Traceback (most recent call last):
        visavis.model.errors.EdtfError: '1924-13' is no EDTF: there is no month or season 13.
        """
        return _parse(text.strip())

    def __str__(self) -> str:
        return self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edtf) and self.text == other.text

    @property
    def precision(self) -> str | None:
        """
        The unit that a single date names (one of `UNITS`), None for intervals and sets.

        >>> [Edtf.parse(t).precision for t in ("1924-10-XX", "1924-23", "192X", "19XX", "1924/1925")]
        ['day', 'season', 'decade', 'century', None]
        """
        if self.kind != "date":
            return None
        if self.day:
            return "day"
        if self.month:
            return "season" if self.month.isdigit() and int(self.month) in SEASONS else "month"
        lost = len(self.year) - len(self.year.rstrip("X"))
        return ("year", "decade", "century")[min(lost, 2)]

    @property
    def year_known(self) -> bool:
        """
        Whether every digit of the (first) year is given.

        >>> Edtf.parse("XXXX-10").year_known, Edtf.parse("1924/1925").year_known
        (False, True)
        """
        if self.kind == "date":
            return "X" not in self.year
        return any(p is not None and p.year_known for p in self.parts[:1])

    def contains(self, other: Edtf) -> bool:
        """
        Whether every day that `other` may mean lies in what `self` covers, for certain.

        >>> [Edtf.parse(t).contains(Edtf.parse("1924-10")) for t in ("192X", "XXXX-10", "1925")]
        [True, True, False]
        >>> Edtf.parse("../1928").contains(Edtf.parse("1929"))
        False
        """
        if other.kind in ("one of", "all of"):
            return all(p is None or self.contains(p) for p in other.parts)
        if self.kind in ("one of", "all of"):
            return any(p is not None and p.contains(other) for p in self.parts)
        if self.kind == "date" and "X" in self.year:
            return _covered(self, other)
        return _limit(self, other, True) and _limit(self, other, False)

    def overlaps(self, other: Edtf) -> bool:
        """
        Whether the two may share a day; a lost year may be any, its month and day count.

        >>> Edtf.parse("1924").overlaps(Edtf.parse("1924-10/1925-04"))
        True
        >>> Edtf.parse("XXXX-10").overlaps(Edtf.parse("1924-05"))
        False
        """
        for one, two in ((self, other), (other, self)):
            if one.kind in ("one of", "all of"):
                return any(p is not None and p.overlaps(two) for p in one.parts)
        apart = _less(self.latest, other.earliest) or _less(other.latest, self.earliest)
        return not apart and (self.kind != "date" or other.kind != "date" or _may_meet(self, other))

    def order(self, other: Edtf) -> str:
        """
        `before`, `after`, or `cannot tell`; an approximate date may be off by one of its own unit.

        >>> Edtf.parse("1924").order(Edtf.parse("1925-04")), Edtf.parse("1924").order(Edtf.parse("1924-10"))
        ('before', 'cannot tell')
        >>> Edtf.parse("1924~").order(Edtf.parse("1925")), Edtf.parse("XXXX-10").order(Edtf.parse("1925"))
        ('cannot tell', 'cannot tell')
        """
        (start, end), (other_start, other_end) = self.wide(), other.wide()
        if _less(end, other_start):
            return "before"
        return "after" if _less(other_end, start) else "cannot tell"

    def wide(self) -> tuple[int | None, int | None]:
        """
        Earliest and latest day, taken one unit further each way where the date is approximate (`~`, `%`).

        >>> [civil(n) for n in Edtf.parse("1924~").wide()]
        [(1923, 1, 1), (1925, 12, 31)]
        """
        if self.kind == "date" and self.doubt in ("~", "%") and self.year_known:
            return self._neighbour(-1).earliest, self._neighbour(1).latest
        if self.kind == "interval":
            start, end = self.parts
            return start.wide()[0] if start else None, end.wide()[1] if end else None
        return self.earliest, self.latest

    def _neighbour(self, step: int) -> Edtf:
        unit = self.precision or "year"
        if "X" in self.month + self.day or unit == "season":
            unit = "year"
        return self.plus(step, unit) or self

    def plus(self, n: int, unit: str) -> Edtf | None:
        """
        The date `n` units later (earlier where negative), at the precision it has.

        None where the date is too coarse to count in that unit (`1924` plus two days), or has no year.

        >>> str(Edtf.parse("1924-05-31").plus(1, "month")), str(Edtf.parse("1924-11").plus(2, "month"))
        ('1924-06-30', '1925-01')
        >>> str(Edtf.parse("1924-23").plus(-1, "year")), Edtf.parse("1924").plus(2, "day")
        ('1923-23', None)
        """
        if self.kind == "interval":
            moved = [p.plus(n, unit) if p else None for p in self.parts]
            return _interval(moved, self.open_start, self.open_end) if any(moved) else None
        if self.kind != "date" or not self.year_known:
            return None
        if unit in ("day", "week"):
            return self._plus_days(n * (7 if unit == "week" else 1))
        return self._plus_months(n) if unit == "month" else self._plus_years(n, unit)

    def _plus_days(self, n: int) -> Edtf | None:
        if not self.day or "X" in self.month + self.day:
            return None
        return of_day(day_number(int(self.year), int(self.month), int(self.day)) + n, self.doubt)

    def _plus_months(self, n: int) -> Edtf | None:
        if not self.month or "X" in self.month or int(self.month) > 12:
            return None
        years, month = divmod(int(self.month) - 1 + n, 12)
        return _made(int(self.year) + years, month + 1, self.day, self.doubt)

    def _plus_years(self, n: int, unit: str) -> Edtf | None:
        step = {"year": 1, "season": 1, "decade": 10, "century": 100}.get(unit)
        if step is None:
            return None
        return _made(int(self.year) + n * step, self.month, self.day, self.doubt)

    def at(self, unit: str) -> Edtf:
        """
        The same date said more coarsely; itself where it is that coarse already.

        >>> [str(Edtf.parse("1924-05-25").at(u)) for u in ("day", "month", "year", "decade", "century")]
        ['1924-05-25', '1924-05', '1924', '192X', '19XX']
        """
        if self.kind != "date" or UNITS.index(self.precision or "day") >= UNITS.index(unit):
            return self
        year, month, day = self.year, self.month, self.day
        year = {"decade": year[:-1] + "X", "century": year[:-2] + "XX"}.get(unit, year)
        month = month if unit in ("day", "month", "season") else ""
        return _join(year, month, day if unit == "day" else "", self.doubt)

    def with_year(self, year: int) -> Edtf:
        """
        The same month, season or day in a year given; a 29 February falls to the 28th where there is none.

        >>> str(Edtf.parse("XXXX-10").with_year(1924)), str(Edtf.parse("XXXX-21").with_year(-54))
        ('1924-10', '-0054-21')
        """
        return _made(year, self.month, self.day, self.doubt)

    def doubted(self, doubt: str) -> Edtf:
        """
        The same date with a qualifier: `?` uncertain, `~` approximate, `%` both, empty none.

        >>> str(Edtf.parse("1910").doubted("~"))
        '1910~'
        """
        return _join(self.year, self.month, self.day, doubt) if self.kind == "date" else self

    def meet(self, other: Edtf) -> Edtf | None:
        """
        What both allow, as the interval of the later start and the earlier end; None where they are apart.

        >>> str(Edtf.parse("../1928").meet(Edtf.parse("1926-05/..")))
        '1926-05/1928-12'
        >>> Edtf.parse("1924").meet(Edtf.parse("1925")) is None
        True
        """
        starts = [d for d in (self.earliest, other.earliest) if d is not None]
        ends = [d for d in (self.latest, other.latest) if d is not None]
        start, end = max(starts, default=None), min(ends, default=None)
        return None if _less(end, start) else between(start, end)


def between(start: int | None, end: int | None) -> Edtf:
    """
    The interval from one day number to another, written as coarsely as it is exact; None is an open end.

    >>> year = Edtf.parse("1924")
    >>> str(between(year.earliest, year.latest)), str(between(None, year.latest))
    ('1924', '../1924')
    >>> str(between(Edtf.parse("1924-10").earliest, year.latest))
    '1924-10/1924-12'
    """
    first = ".." if start is None else _coarsest(start, True)
    last = ".." if end is None else _coarsest(end, False)
    if start is not None and end is not None:
        units = max(first.count("-", 1), last.count("-", 1))
        first, last = _written(start, units), _written(end, units)
    return Edtf.parse(first if first == last != ".." else f"{first}/{last}")


def of_day(number: int, doubt: str = "") -> Edtf:
    """
    The date of a day number.

    >>> str(of_day(day_number(1924, 1, 21)))
    '1924-01-21'
    """
    year, month, day = civil(number)
    return _made(year, month, day, doubt)


def year_text(year: int) -> str:
    """
    A year as EDTF writes it: four digits, astronomical, `Y` before longer ones.

    >>> year_text(1924), year_text(-54), year_text(-12000)
    ('1924', '-0054', 'Y-12000')
    """
    digits = f"{'-' if year < 0 else ''}{abs(year):04d}"
    return digits if abs(year) <= _LAST_YEAR else f"Y{digits}"


def _coarsest(number: int, start: bool) -> str:
    year, month, day = civil(number)
    if (month, day) == ((1, 1) if start else (12, 31)):
        return _written(number, 0)
    return _written(number, 1 if day == (1 if start else month_length(year, month)) else 2)


def _written(number: int, units: int) -> str:
    year, month, day = civil(number)
    return "-".join([year_text(year), f"{month:02d}", f"{day:02d}"][: units + 1])


def _less(one: int | None, two: int | None) -> bool:
    return one is not None and two is not None and one < two


def _limit(outer: Edtf, inner: Edtf, start: bool) -> bool:
    """Whether `inner` keeps to the one end of `outer`."""
    limit, value = (outer.earliest, inner.earliest) if start else (outer.latest, inner.latest)
    if limit is None:
        return outer.open_start if start else outer.open_end
    return value is not None and (limit <= value if start else value <= limit)


def _covered(pattern: Edtf, other: Edtf) -> bool:
    """Whether every digit that `pattern` gives is the same in `other`."""
    if other.kind == "interval":
        if pattern.earliest is None or pattern.month:
            start, end = other.parts
            return start is not None and start == end and _covered(pattern, start)
        return _limit(pattern, other, True) and _limit(pattern, other, False)
    pairs = ((pattern.year, other.year), (pattern.month, other.month), (pattern.day, other.day))
    return all(not p or (len(p) == len(o) and fits(p, o)) for p, o in pairs)


def _may_meet(one: Edtf, two: Edtf) -> bool:
    """Whether months and days of two single dates, one with a lost year, can be the same."""
    if "X" not in one.year + two.year:
        return True
    shared = set(months(one.month)) & set(months(two.month))
    return bool(shared) and (not one.day or not two.day or bool(set(days(one.day)) & set(days(two.day))))


@lru_cache(maxsize=4096)
def _parse(text: str) -> Edtf:
    if text[:1] in ("[", "{"):
        return _parse_set(text)
    if "/" not in text:
        return _parse_date(text, text)
    ends = [e.strip() for e in text.split("/")]
    if len(ends) != 2:
        raise wrong(text, "an interval has two ends, as in 1924/1925-04.")
    if set(ends) <= {"", ".."}:
        raise wrong(text, "an interval needs a date at one end at least.")
    parts = [None if e in ("", "..") else _parse_date(e, text) for e in ends]
    return _interval(parts, ends[0] == "..", ends[1] == "..", text)


def _interval(parts: list[Edtf | None], open_start: bool, open_end: bool, text: str = "") -> Edtf:
    start, end = parts
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if _less(latest, earliest):
        raise wrong(text or f"{start}/{end}", "the interval ends before it begins.")
    first = str(start) if start else ".." if open_start else ""
    last = str(end) if end else ".." if open_end else ""
    shown, ends = f"{first}/{last}", (start, end)
    return Edtf(shown, "interval", earliest, latest, ends, open_start=open_start, open_end=open_end)


def _parse_set(text: str) -> Edtf:
    closing = {"[": "]", "{": "}"}[text[0]]
    if not text.endswith(closing):
        raise wrong(text, f"a set that begins with {text[0]} ends with {closing}.")
    parts = [_member(m.strip(), text) for m in text[1:-1].split(",")]
    starts, ends = [p.earliest for p in parts], [p.latest for p in parts]
    inner = ",".join(_range_text(p) for p in parts)
    return Edtf(
        text[0] + inner + closing,
        "one of" if text[0] == "[" else "all of",
        None if None in starts else min(s for s in starts if s is not None),
        None if None in ends else max(e for e in ends if e is not None),
        tuple(parts),
        open_start=any(p.open_start for p in parts),
        open_end=any(p.open_end for p in parts),
    )


def _member(member: str, text: str) -> Edtf:
    """A member of a set: a date, or a range `a..b`, kept as an interval."""
    if ".." not in member:
        return _parse_date(member, text)
    first, _, last = member.partition("..")
    if not first and not last:
        raise wrong(text, "a range needs a date at one end at least, as in [..1928].")
    ends = [_parse_date(e, text) if e else None for e in (first, last)]
    return _interval(ends, not first, not last, text)


def _range_text(part: Edtf) -> str:
    if part.kind == "date":
        return part.text
    start, end = part.parts
    return f"{start or ''}..{end or ''}"


def _parse_date(piece: str, text: str) -> Edtf:
    found = DATE.fullmatch(piece)
    if not found:
        raise wrong(text, _hint(piece))
    year, month, day = found["year"], found["month"] or "", found["day"] or ""
    digits = year.lstrip("Y-")
    if year.startswith("Y") == (len(digits) == 4):
        raise wrong(text, "a year of four digits stands alone; a longer one takes Y before it.")
    if year.startswith("Y") and ("X" in digits or month or digits[0] == "0"):
        raise wrong(text, "a year after Y has all its digits, and neither month nor day.")
    if year == "-0000":
        raise wrong(text, "the year 0 (1 BC) has no sign.")
    if found["time"] and "X" in year + month + day:
        raise wrong(text, "a time of day needs a full date before it.")
    return _join(year.lstrip("Y"), month, day, found["doubt"], found["time"] or "", text)


def _hint(piece: str) -> str:
    if not piece:
        return "it is empty; write a date such as 1924, 1924-10 or 1924-10-25."
    if piece.lower() in ("open", "unknown"):
        return "an open end is written .. and an unknown end is left empty."
    if re.fullmatch(r"[0-9ux?~%-]+", piece) and re.search("[ux]", piece):
        return "an unspecified digit is written X, as in 192X."
    if re.fullmatch(r"-?\d{1,3}([-?~%].*)?", piece):
        return "a year has four digits, as in 0476 or -0054."
    if re.search(r"[?~%].*\d", piece):
        return "a qualifier ? ~ % inside a date is not read; put it at the end."
    return "write a date such as 1924, 1924-10, 1924-10-25, 192X, 1924-23, 1924/1925 or ../1928."


def _made(year: int, month: int | str, day: int | str, doubt: str = "") -> Edtf:
    """A date from numbers; a day past the month's end falls to the last."""
    m = f"{int(month):02d}" if isinstance(month, int) or month.isdigit() else month
    d = f"{int(day):02d}" if isinstance(day, int) or day.isdigit() else day
    if m.isdigit() and d.isdigit() and int(m) <= 12:
        d = f"{min(int(d), month_length(year, int(m))):02d}"
    return _join(year_text(year).lstrip("Y"), m, d, doubt)


def _join(year: str, month: str, day: str, doubt: str, time: str = "", text: str = "") -> Edtf:
    """A date from its digits, checked, with its bounds."""
    mark = "%" if len(set(doubt)) > 1 else doubt[:1]
    shown = "-".join(p for p in (year, month, day) if p) + time + mark
    shown = f"Y{shown}" if len(year.lstrip("-")) > 4 else shown
    earliest, latest = bounds(year, month, day, text or shown)
    return Edtf(shown, "date", earliest, latest, (), year, month, day, mark)
