"""Dates that name a month, and festivals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from visavis.model.calendar import civil, from_julian
from visavis.model.date_words import alternatives
from visavis.reading.dates_found import (
    DAY,
    GAP,
    JOIN,
    MONTH,
    NIGHT,
    OF_YEAR,
    PLAIN_AFTER,
    SEASON_YEAR,
    STEP,
    WEEKDAY,
    YEAR,
    Found,
    W,
    after,
    before,
    is_year,
    year_meant,
    year_of,
)

MONTH_WORD = re.compile(rf"(?<![A-Za-z'’])_?(?P<m>{MONTH})(?![A-Za-z])(?:_\.?)?")
LEFT = re.compile(
    rf"(?:(?P<wd>{WEEKDAY})(?:,|{GAP}the|{GAP}{NIGHT}(?:{GAP}of)?)?{GAP})?(?:(?:the{GAP})?(?<![\w.,])(?:(?P<d0>{DAY})(?P<join>{JOIN})(?:the\s+)?)?"
    rf"(?P<d>{DAY})(?:{GAP}day)?(?P<of>{GAP}of)?(?:{GAP}the\s+month\s+of)?\s*)?\Z",
    re.I,
)
RIGHT_DAY = re.compile(
    rf"[\s_]*(?:the\s+)?(?P<d>{DAY})(?![\d:%]|[.,]\d\d\d(?!\d)|[A-Za-z]|-(?!{MONTH})[A-Za-z])(?:(?P<join>{JOIN})(?:the\s+)?(?P<d2>{DAY})(?![\d:%]|,\d\d\d|[A-Za-z]|-(?!{MONTH})[A-Za-z]|\s+(?:{MONTH})))?",
    re.I,
)
ONE_MISREAD = re.compile(r"\s+(?P<i>[Il])(?=\s*[.;:)]|,(?!\s*(?:too|then|myself)\b))")  # `December I` was 1
RIGHT_YEAR = re.compile(rf"_?,?[\s_]*(?:,|of|in)?[\s_]*(?:{YEAR})")
RIGHT_REL = re.compile(rf",?\s+(?:of\s+|in\s+)?(?:{OF_YEAR}|(?P<word>last|next|inst\b\.?|instant\b))", re.I)
BEFORE_MONTH = re.compile(
    r"(?:(?P<det>the|last|next|this|that|same|following|previous|preceding|coming|ensuing|past|early|late|mid)[\s-]+(?:u[hm]\s+)?)\Z",
    re.I,
)


STYLES = r"(?:O\.?\s?S\.?|N\.?\s?S\.?|[Oo]ld\s+[Ss]tyle|[Nn]ew\s+[Ss]tyle)(?![A-Za-z])"
BOTH_STYLES = re.compile(
    rf"(?<![\w.])(?P<d1>\d{{1,2}})\s+(?P<m1>{MONTH})\s*[\[(]\s*(?P<s>{STYLES})?\s*(?P<d2>\d{{1,2}})\s+(?P<m2>{MONTH})"
    rf"(?:\s+(?P<s2>{STYLES}))?\s*[\])],?\s*(?P<y>\d{{4}})(?!\d)"
)
ONE_STYLE = re.compile(
    rf"(?<![\w.])(?:(?P<d>\d{{1,2}})\s+(?P<m>{MONTH}),?|(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}}),?)\s+(?P<y>\d{{4}})"
    rf",?\s*[\[(]?\s*(?P<s>{STYLES})\s*[\])]?"
)
OLD = "Old Style, given in the new"


def styles(text: str) -> Iterator[Found]:
    """
    Dates that say their calendar: Old Style (Julian) days are given as the Gregorian day that they were.

    >>> [(f.year, f.month, f.day) for f in styles("25 October 1917 (O.S.); 11 May [O.S. 28 April] 1905")]
    [('1905', 5, 11), ('1905', 5, 11), ('1917', 11, 7)]
    """
    for m in BOTH_STYLES.finditer(text):
        year, one, two = int(m["y"]), _day_in(m["m1"], m["d1"]), _day_in(m["m2"], m["d2"])
        old = min(one, two) if abs(one[0] - two[0]) < 2 else max(one, two)
        new = two if old == one else one
        if civil(from_julian(year, *old))[1:] == new:
            first = Found(m.start(), m.end("m1"), year=m["y"], month=new[0], day=new[1])
            yield replace(first, note=OLD if old == one else "")
            yield Found(m.start("d2"), m.end(), year=m["y"], month=new[0], day=new[1], note=OLD)
    for m in ONE_STYLE.finditer(text):
        month, day = _day_in(m["m"] or m["m2"], m["d"] or m["d2"])
        note = ""
        if m["s"][0] in "Oo" and 1 <= day <= 31:
            year, month, day = civil(from_julian(int(m["y"]), month, day))
            note = OLD
        yield Found(
            m.start(), m.end("s"), year=m["y"] if not note else f"{year:04d}", month=month, day=day, note=note
        )


def _day_in(month: str, day: str) -> tuple[int, int]:
    return W.months[month.rstrip(".").lower()], int(day)


def months(text: str) -> Iterator[Found]:
    """Dates that name a month: days, months with a year or without."""
    for m in MONTH_WORD.finditer(text):
        month = W.months[m["m"].rstrip(".").lower()]
        window = max(0, m.start() - 70)
        left = LEFT.search(text, window, m.start())
        day = W.number(left["d"]) if left and left["d"] else None
        if left and left["d"] and (not day or day > 31 or (not left["of"] and left["d"].isalpha())):
            day = None
        start, end, other, unit = m.start(), m.end(), None, ""
        if day and left:
            start = left.start() if left["wd"] or left["d"] else m.start()
            other, unit = left["d0"], left["join"] or ""
        elif one := ONE_MISREAD.match(text, m.end()):
            day, end = 1, one.end("i")
        elif (right := RIGHT_DAY.match(text, m.end())) and _is_day(text, right):
            day, end = W.number(right["d"]), right.end()
            start = left.start("wd") if left and left["wd"] and not left["d"] else start
            if right["d2"]:
                yield from _day_pair(text, m, month, right, start)
                continue
        yield from _with_year(text, m, Found(start, end, month=month, day=day or 0), other, unit)


def _is_day(text: str, m: re.Match[str]) -> bool:
    n = W.number(m["d"])
    return bool(n) and n <= 31 and after(text, m.end()).lower() not in W.counted  # type: ignore[operator]


def _day_pair(text: str, m: re.Match[str], month: int, right: re.Match[str], start: int) -> Iterator[Found]:
    """`May 6 and 7th`, `March 5-9, 1918`: two days of one month."""
    first, second = W.number(right["d"]), W.number(right["d2"])
    if not second or second > 31 or right["join"].strip() == ",":
        whole = Found(start, right.end("d"), month=month, day=first or 0)
        yield from _with_year(text, m, whole, None, "")
        return
    tail = next(
        iter(
            _with_year(text, m, Found(right.start("d2"), right.end("d2"), month=month, day=second), None, "")
        )
    )
    yield replace(tail, start=start, end=right.end("d"), day=first or 0)
    yield tail


def _with_year(text: str, m: re.Match[str], f: Found, other: str | None, join: str) -> Iterator[Found]:
    """The date with the year that follows it, or with what stands for one (`of that year`, `last`)."""
    year = RIGHT_YEAR.match(text, f.end)
    if year and is_year(text, year):
        f = replace(f, end=year.end(), year=year_of(year), note=_dual(year))
    elif rel := RIGHT_REL.match(text, f.end):
        f = year_meant(f, rel)
    elif not f.day and not _month_alone(text, m):
        return
    if not f.year and not f.day and f.kind == "date":
        f = _determined(text, f)
    first = W.number(other) if other else None
    if first and first <= 31 and f.day and join.strip() != ",":
        cut = f.start + re.search(re.escape(other or ""), text[f.start : f.end], re.I).end()  # type: ignore[union-attr]
        yield replace(f, end=cut, day=first)
        f = replace(f, start=text.index(str(_word_at(text, cut, f.end)), cut))
    yield f


def _word_at(text: str, start: int, end: int) -> str:
    found = re.compile(DAY, re.I).search(text, start, end)
    return found[0] if found else text[start:end]


def _dual(m: re.Match[str]) -> str:
    return "double-dated year" if m["dual"] and m["dual"][0] == "/" else ""


def _determined(text: str, f: Found) -> Found:
    """A month with a word before it that says which: `the previous April`, `last July`."""
    det = BEFORE_MONTH.search(text, max(0, f.start - 14), f.start)
    word = det["det"].lower() if det else ""
    if not det or word not in STEP or word == "this":
        return f
    the = text[max(0, det.start() - 4) : det.start()].lower() == "the "
    base = (
        "anchor"
        if the or word in ("same", "that", "following", "previous", "preceding", "ensuing")
        else "document"
    )
    return replace(f, start=det.start() - 4 * the, n=STEP[word], unit="named", base=base)


# An abbreviated month needs a day or a year, or words that only a date has before it.
ABBREVIATED = re.compile(r"\b(?:(?:since|until|till|last|next)|(?:end|middle|beginning) of)\s+\Z", re.I)


def _month_alone(text: str, m: re.Match[str]) -> bool:
    """Whether a month's name without day and year is a date: it stands where a date stands."""
    name = m["m"].rstrip(".")
    word, following = before(text, m.start()), after(text, m.end())
    if word in ("uh", "um"):
        word = before(text, text.rfind(word, 0, m.start()))
    line = text.rfind("\n", 0, m.start()) + 1
    alone = not text[line : m.start()].strip(" *_|-")
    if len(name) <= 4 and name.lower() not in ("may", "june", "july", "sept"):
        return m["m"].endswith(".") and bool(ABBREVIATED.search(text, max(0, m.start() - 20), m.start()))
    if name.upper() == name and name.title() != name and not alone:
        return word in ("in", "of", "since", "until", "during")
    if name in ("May", "March", "August"):
        if alone and not following[:1].isalpha():
            return True
        name_of = word in W.leading - {"to", "the", "for", "that", "or", "both", "only", "again", "after"}
        return name_of and not (following[:1].isupper() and following not in ("He", "The", "A", "In"))
    return (
        word in W.leading
        or alone
        or following in ("and", "or", "–", "-", "/", ",", ".", ")")
        or _between(text, m)
    )


def _between(text: str, m: re.Match[str]) -> bool:
    return text[max(0, m.start() - 1) : m.start()] in ("-", "–", "/", "(")


FEAST = re.compile(
    rf"(?<![\w])(?:the\s+)?(?P<f>{alternatives([*W.feasts, *W.movable, *W.weekday_feasts])})(?![\w'’])", re.I
)


AFTER_FEAST = frozenset(["last", "next", "day", "eve", "night"])


def feasts(text: str) -> Iterator[Found]:
    """Festivals, fixed and movable, with their year or without."""
    for m in FEAST.finditer(text):
        name = m["f"].lower()
        if not m["f"][0].isupper() and name != "fourth of july":
            continue
        following = after(text, m.end())
        year = SEASON_YEAR.match(text, m.end())
        f = Found(m.start(), m.end(), "feast", note=m["f"])
        if year and is_year(text, year):
            f = replace(f, end=year.end(), year=year_of(year))
        elif following[:1].isalpha() and following.lower() not in PLAIN_AFTER | AFTER_FEAST:
            continue
        if name in W.feasts:
            month, day = W.feasts[name].split("-")
            f = replace(f, kind="date", month=int(month), day=int(day))
        elif name in W.movable:
            f = replace(f, n=W.movable[name])
        else:
            of_month, day_of_week, n = W.weekday_feasts[name]
            f = replace(f, month=of_month, weekday=day_of_week, n=n)
        yield f
