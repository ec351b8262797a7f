"""
What the expressions of a text mean: the walk through a narrative that remembers when it is.

The walk keeps an anchor (the date the narrative is at) and the document's own date (from its metadata, a
dateline or a letter's head; never the clock). A year that is not said is taken from the anchor where that is
near enough, and `why` says so; else it stays lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from visavis.model.calendar import easter, nth_weekday, weekday
from visavis.model.edtf import Edtf, between, of_day, year_text
from visavis.model.errors import EdtfError
from visavis.reading.dates_counted import day_of_month, shifted, span, step, weekday_of
from visavis.reading.dates_found import Found

REACH = 6000  # characters over which a narrative's year is still meant
NEAR = 1500  # characters over which `yesterday` or `last year` may count from a date of the text
LEADING = 25  # characters of a sentence in which a date leads it
SOON = 100  # days before a date told next within which a date without year takes that one's year
AHEAD = 400  # characters within which it is told
BACK = 8  # months back in a year that a narrative does not go: the month is of the next year
CLOSE = 800  # characters over which a date said with its year is nearer than a narrative of other years
LEAP = 1  # years ahead that a year alone does not carry the narrative
OPENING = 40  # characters of a paragraph in which a date opens it
SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
LOST = "the year is not said"
FUTURE = re.compile(r"\b(?:will|shall|next|coming|upcoming|forthcoming|going to|'ll|to be held)\b", re.I)


FORWARD = re.compile(
    r"\b(?:look(?:s|ing)? forward|(?:start|begin|open|close|leave|arrive)s?\s+(?:on|this)?\s*\Z)", re.I
)

TOLD = re.compile(r"\b(?:was|were|had|did)\b", re.I)


@dataclass(frozen=True, slots=True)
class Valued:
    """An expression with its value (None where there is none) and where the value comes from."""

    found: Found
    value: Edtf | None
    basis: str
    why: str


@dataclass(slots=True)
class Walk:
    """
    Where the narrative stands while its expressions are valued in order.

    `anchor` is the last date said, from which `two days later` counts. `front` is how far the narrative has
    come: one look back (`as early as 1902`) moves the anchor, not the front.
    """

    text: str
    document: Edtf | None = None
    recent: bool = False  # the document tells of its own time: a year not said is that of the document
    before_christ: bool = False  # the years of the source are mostly years before Christ
    ancient: bool = False  # the source has years of three digits
    century: str = ""  # of the years that the whole source names, where they agree
    anchor: Edtf | None = None
    front: Edtf | None = None
    at: int = -REACH
    ahead: Edtf | None = None  # the next date with its year, where it follows closely
    astray: bool = False  # the last date lay off the narrative; a second one there moves it
    headed: bool = False  # the document's date stands at its head, or over what was read last
    said: Edtf | None = None  # the last date said with month and year, wherever the narrative stands
    said_at: int = -REACH

    def take(self, f: Found, reach: int = REACH) -> Valued:
        """The value of the next expression; moves the narrative there unless it is said aside."""
        try:
            value, basis, why = self._value(f, reach)
        except EdtfError:  # a day that the month lacks, through a slip of the source or the scanner
            value, basis, why = None, "lost", "no such day"
        if value and f.doubt:
            value = value.doubted(f.doubt)
        if value and basis == "stated" and value.kind == "date" and value.precision in ("month", "day"):
            self.said, self.said_at = value, f.end
        if value and not f.aside and value.kind == "date" and value.precision not in ("century", "decade"):
            self._move(f, value.doubted(""))
        return Valued(f, value, basis, why)

    def dated(self, value: Edtf, at: int) -> None:
        """A dateline or letter's head: the document's own date from here on."""
        self.document, self.recent, self.headed = value, True, True
        self.anchor = self.front = value
        self.at = at

    def _move(self, f: Found, value: Edtf) -> None:
        if self.recent and self.document and self._looks_ahead(f) and value.order(self.document) == "after":
            return  # what a letter hopes for is not where its tale stands
        if not (f.base == "anchor" and (f.n or 0) < 0):
            self.anchor = value
        if self.front is None or not self.front.year_known or not value.year_known:
            self.front, self.at = value, f.end
            return
        leads = opens(self.text, f.start) or len(sentence_before(self.text, f.start)) < LEADING
        back = value.order(self.front) == "before"
        leap = value.precision == "year" and int(value.year) - int(self.front.year) >= LEAP
        if (back and f.n is not None) or ((back or leap) and not (leads or self.astray)):
            self.astray = back or leap
            return
        self.front, self.at, self.astray = value, f.end, False

    def _value(self, f: Found, reach: int) -> tuple[Edtf | None, str, str]:
        if f.until:
            return Edtf.parse(f.until), "stated", "the words say it"
        if f.kind == "lost":
            self.anchor = self.front = None  # what follows cannot be counted from what stood before
            return _edtf("XXXX", f) if f.month or f.day else None, "lost", "the source lost the year"
        if f.kind == "date":
            return self._date(f, reach)
        if f.kind == "feast":
            return self._feast(f, reach)
        base = self._base(f)
        if base is None:
            return None, "lost", "there is no date to count from"
        if f.kind == "weekday" and f.n is None and f.base == "document" and self._looks_ahead(f):
            f = replace(f, n=1)
        if self._same_weekday(f, base):
            return None, "lost", "written on that day of the week: this very day or a week before"
        if f.unit == "weekend" and not f.n and base.precision == "day" and not self._looks_ahead(f):
            f = replace(f, n=-(weekday(base.earliest or 0) < 2))  # told on Monday, it is the one just over
        value = {"shift": shifted, "day": day_of_month, "weekday": weekday_of, "span": span}[f.kind](base, f)
        bare = f.kind == "day" and f.n is None and self.recent and base == self.document
        if value and bare and value.order(base) == "after":  # a letter writes of a day gone by
            value = value.plus(-1, "month") or value
        if value is None:
            return None, "lost", f"{base} does not say the {f.unit or 'day'}"
        lost = not value.year_known
        return value, "lost" if lost else "completed", LOST if lost else f"counted from {base}"

    def _same_weekday(self, f: Found, base: Edtf) -> bool:
        """Whether a day of the week is named bare in what was written on such a day."""
        bare = f.kind == "weekday" and f.n is None and base == self.document and self.headed
        return bare and base.precision == "day" and weekday(base.earliest or 0) == f.weekday

    def _looks_ahead(self, f: Found) -> bool:
        """Whether the words before an expression speak of what is to come."""
        words = sentence_before(self.text, f.start)
        return bool(FUTURE.search(words) or (FORWARD.search(words) and not TOLD.search(words)))

    def _base(self, f: Found) -> Edtf | None:
        if f.base == "anchor":
            return self.anchor or (self.document if self.recent else None)
        if self.document and self.recent:
            return self.document
        said_now = (
            f.note in ("today", "ago", "hence", "back") or f.kind == "span"
        )  # no narrative's day is "today"
        return None if said_now or f.start - self.at > NEAR else self.anchor

    def _date(self, f: Found, reach: int) -> tuple[Edtf | None, str, str]:
        if f.year.startswith("XX"):
            return self._short(f)
        if f.year and not f.era:
            return self._ancient(f)
        if f.year:
            return _edtf(f.year, f), "stated", f.note or "the words say it"
        bare = _edtf("XXXX", f)
        if f.n is not None:
            base = self._base(f)
            if base is None or not base.year_known:
                return bare, "lost", LOST
            value = step(bare, base, f)
            ahead = FUTURE.search(sentence_before(self.text, f.start))
            named = f.unit != "year"  # `this May` may be over, `11 May this year` is of the year
            if named and not f.n and f.base == "document" and value.order(base) == "after" and not ahead:
                value = value.plus(-1, "year") or value
            return value, "completed", f"counted from {base}"
        return self._completed(bare, f, reach)

    def _ancient(self, f: Found) -> tuple[Edtf | None, str, str]:
        """A year of two or three digits without its era: a year only where the words or the others say so."""
        if self.before_christ:
            year = year_text(1 - int(f.year))
            return _edtf(year, f), "completed", "the era from the other years of the source"
        said = "year" in self.text[f.start : f.end].lower() or self.ancient
        return _edtf(f.year, f) if said else None, "stated", "the words say it"

    def _short(self, f: Found) -> tuple[Edtf | None, str, str]:
        if not f.era and not (self.recent and self.document):
            return None, "lost", "two digits alone are no year"
        near = self.anchor if self.anchor and self.anchor.year_known else self.document
        if not f.era and near and self.document:  # the last such year that is over
            year = int(self.document.year) // 100 * 100 + int(f.year[2:])
            year -= 100 * (year > int(self.document.year))
            return _edtf(year_text(year), f), "completed", f"the century from {self.document}"
        century = near.year[:-2] if near and len(near.year) == 4 else self.century
        if century:
            return (
                _edtf(century + f.year[2:], f),
                "completed",
                f"the century from {near or 'the other years'}",
            )
        why = "two digits mean the twentieth century where nothing in the source says another"
        return _edtf("19" + f.year[2:], f), "completed", why

    def _completed(self, bare: Edtf, f: Found, reach: int) -> tuple[Edtf | None, str, str]:
        if self.recent and self.document and (self.front is None or self.front == self.document):
            return (
                self._by_document(bare, f),
                "completed",
                f"the year from the document's date {self.document}",
            )
        told = self._nearest(f, reach)
        if told is not None:
            return bare.with_year(_forward(told, bare)), "completed", f"the year from {told} before it"
        if self.front is None and self.ahead is not None:
            value = bare.with_year(int(self.ahead.year))
            soon = value.latest is not None and (self.ahead.earliest or 0) - value.latest <= SOON
            if soon and value.order(self.ahead) != "after":
                return value, "completed", f"the year from {self.ahead} just after it"
        return bare, "lost", LOST

    def _nearest(self, f: Found, reach: int) -> Edtf | None:
        """
        The date that gives a bare one its year: where the narrative stands, unless a date said whole stands
        close by and is of quite other years (`the report of 4 March 1616 tells that on the 2nd of March`).
        """
        front = self.front if self.front and self.front.year_known else None
        near = self.said if self.said and self.said.year_known and f.start - self.said_at <= CLOSE else None
        if near and front and self.said_at > self.at and abs(int(near.year) - int(front.year)) > 1:
            return near
        return front if front and f.start - self.at <= reach else None

    def _by_document(self, bare: Edtf, f: Found) -> Edtf:
        """The latest such date that is not after the document's; the next where the sentence looks ahead."""
        assert self.document is not None
        this = bare.with_year(int(self.document.year))
        if FUTURE.search(sentence_before(self.text, f.start)):
            return (
                this if this.order(self.document) != "before" else bare.with_year(int(self.document.year) + 1)
            )
        return this if this.order(self.document) != "after" else bare.with_year(int(self.document.year) - 1)

    def _feast(self, f: Found, reach: int) -> tuple[Edtf | None, str, str]:
        """A movable feast in its year, said or of the narrative."""
        if f.year:
            year, basis, why = int(f.year), "stated", f"{f.note} of that year"
        elif self.recent and self.document and (self.front is None or self.front == self.document):
            year, basis = int(self.document.year), "completed"
            why = f"{f.note}, the year from the document's date {self.document}"
        elif self.front and self.front.year_known and f.start - self.at <= reach:
            year, basis, why = int(self.front.year), "completed", f"{f.note}, the year from {self.front}"
        else:
            return None, "lost", LOST
        if f.month:  # a weekday of a month: the fourth Thursday of November
            return of_day(nth_weekday(year, f.month, f.weekday, f.n or 1)), basis, why
        old = year < 1583
        return of_day(easter(year, julian=old) + (f.n or 0)), basis, why


def _edtf(year: str, f: Found) -> Edtf:
    parts = [year, f"{f.month:02d}" if f.month else "", f"{f.day:02d}" if f.day else ""]
    if f.day and not f.month:
        parts[1] = "XX"
    return Edtf.parse("-".join(p for p in parts if p))


def _month(d: Edtf) -> int:
    """The month of a date, of a season its first; 0 where it has none."""
    if not d.month.isdigit():
        return 0
    return SEASON_START.get(int(d.month), int(d.month))


def _forward(anchor: Edtf, bare: Edtf) -> int:
    """The year of a date that a narrative comes to after `anchor`."""
    year, here, there = int(anchor.year), _month(anchor), _month(bare)
    return year + (there > 0 and here - there >= BACK)


def century_of(found: Sequence[Found]) -> str:
    """The first digits of the years that a text names, where all agree; else empty."""
    heads = {f.year[:2] for f in found if len(f.year) == 4 and f.year[:2].isdigit()}
    return heads.pop() if len(heads) == 1 else ""


def opens(text: str, at: int) -> bool:
    """
    Whether a date stands near the beginning of a paragraph, not of a line that a printer broke.

    >>> opens("It ended so.\\nIn 1801 it began.", 16), opens("and it was ended\\nin 1801.", 20)
    (True, False)
    """
    line = text.rfind("\n", 0, at)
    return at - line < OPENING and (
        line < 0 or text[max(0, line - 9) : line].rstrip(" ")[-1:] in '\n.!?:"”)]*|_'
    )


def sentence_before(text: str, at: int) -> str:
    """What stands between the beginning of a sentence and `at` (at most 300 characters)."""
    piece = text[max(0, at - 300) : at]
    return re.split(r"[.!?]\s", piece)[-1]


def mostly_before_christ(found: Sequence[Found]) -> bool:
    """Whether most years of a text that say their era, or are too early to need one, lie before Christ."""
    ancient = [f.year.startswith("-") for f in found if f.year.lstrip("-").isdigit() and f.era]
    return sum(ancient) * 2 > len(ancient)


def some_ancient(found: Sequence[Found]) -> bool:
    """Whether a text names a year after Christ and before 1000 with its era."""
    return any(f.era and f.year[:1] == "0" for f in found)


def told_next(found: Sequence[Found]) -> dict[int, Edtf]:
    """The next expression with year and month close after one that lacks its year, by its offset."""
    out: dict[int, Edtf] = {}
    following: Found | None = None
    for f in reversed(found):
        if f.kind == "date" and f.year.lstrip("-").isdigit() and f.month:
            following = f
        elif f.kind == "lost":
            following = None
        elif f.kind == "date" and not f.year and following and following.start - f.end <= AHEAD:
            out[f.start] = _edtf(following.year, following)
    return out


def inherit(found: list[Found], text: str) -> list[Found]:
    """
    Years and months said once for two dates: `October and November 1963`, `March to May 1925`.

    A first date without year takes the year of the second where only a joining word stands between them.
    """
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        one, two = out[i], out[i + 1]
        between_them = text[one.end : two.start]
        if one.kind != "date" or two.kind != "date" or one.year or not two.year or one.n is not None:
            continue
        if not two.month or not JOINED.fullmatch(between_them):
            continue
        year = int(two.year) if two.year.lstrip("-").isdigit() else None
        if year is None:
            continue
        earlier = SEASON_START.get(one.month, one.month) > SEASON_START.get(two.month, two.month)
        out[i] = replace(one, year=year_text(year - earlier), note=SAID_AFTER)
    return out


JOINED = re.compile(
    r"[\s,]*(?:-|–|—|--|/|to|through|until|till|and|or|&)?\s*(?:(?:in|on|from|the|early|late|mid|end|beginning|of)[\s-]+)*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Joined:
    """Two neighbouring expressions that are one span of time: `from June to November 1963`."""

    first: Valued
    last: Valued
    value: Edtf
    word: str


def joined(valued: Sequence[Valued], text: str) -> list[Joined]:
    """The spans of time that neighbours make, by the words between them and before them."""
    out = []
    for one, two in pairwise(valued):
        a, b = one.found, two.found
        if one.value is None or two.value is None or one.value.kind != "date" or two.value.kind != "date":
            continue
        link = LINK.fullmatch(text[a.end : b.start])
        if not link:
            continue
        word = (link["w"] or "-").lower()
        lead = text[max(0, a.start - 12) : a.start].lower()
        if word == "and" and "between" not in lead and not _follow(one.value, two.value, a):
            continue
        if word == "or" and one.value.precision != two.value.precision:
            continue
        if one.value.order(two.value) == "after" or one.value == two.value:
            continue
        try:
            out.append(Joined(one, two, Edtf.parse(f"{one.value}/{two.value}"), word))
        except EdtfError:
            continue
    return out


def _follow(one: Edtf, two: Edtf, f: Found) -> bool:
    """Whether the second month comes right after the first, and the year is said once for both."""
    return one.precision == two.precision == "month" and one.plus(1, "month") == two and f.note == SAID_AFTER


LINK = re.compile(
    r"[\s,]*(?P<w>-|–|—|--|/|\bto\b|\bthrough\b|\buntil\b|\btill\b|\band\b|\bor\b)\s*(?:(?:in|on|the)\s+)*",
    re.I,
)
SAID_AFTER = "the year said after it"


PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}  # months of a year
DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
YEARS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}  # of a decade; of a century by ten


def part_of_unit(value: Edtf, part: str) -> Edtf | None:
    """
    The part of a year, month, decade or century that `early`, `mid` or `late` names.

    >>> [str(part_of_unit(Edtf.parse(t), "early")) for t in ("1926", "1926-11", "192X", "19XX")]
    ['1926-01/1926-04', '1926-11-01/1926-11-10', '1920/1923', '1900/1939']
    """
    unit = value.precision
    if not part or value.kind != "date" or value.earliest is None or value.latest is None:
        return None
    if unit == "year":
        first, last = (f"{value.year}-{m:02d}" for m in PARTS[part])
        return Edtf.parse(f"{first}/{last}")
    if unit == "month":
        low, high = DAYS[part]
        return between(value.earliest + low - 1, min(value.earliest + high - 1, value.latest))
    if unit in ("decade", "century") and not value.year.startswith("-"):
        low, high = YEARS[part]
        stem, fill = value.year.rstrip("X"), ("", "") if unit == "decade" else ("0", "9")
        return Edtf.parse(f"{stem}{low}{fill[0]}/{stem}{high}{fill[1]}")
    return None
