"""Years in digits and words, spans of years, decades, centuries, and dates all in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from visavis.model.date_words import alternatives
from visavis.model.edtf import year_text
from visavis.reading.dates_found import (
    AT_TIME,
    ERA,
    JOIN,
    MONTH,
    ORDINAL,
    TENS,
    TO,
    Found,
    W,
    after,
    attributive,
    before,
    part_of,
    year_of,
)

YEARS = re.compile(
    rf"(?<![\w$£€#.'’])(?<!\d[,/:.])(?:the\s+year\s+)?(?:(?P<before>A\.\s?D\.|AD|B\.\s?C\.|BC)[\s_]*)?(?P<y>\d{{1,4}})"
    rf"(?P<s>['’]?s)?(?P<dual>/\d{{1,2}}(?!\d))?(?P<short>)(?![\d%°]|,\d\d\d|\.\d|[A-Za-z])(?:\s*(?P<era>{ERA}))?"
)
TO_YEAR = re.compile(
    rf"(?P<join>{TO}|\s*\band\b\s*|\s*\bor\b\s*)(?P<y2>\d{{1,4}})(?![\d%]|,\d\d\d|\.\d|[A-Za-z])(?:\s*(?P<era>{ERA}))?"
)
ABBREVIATED = re.compile(r"\b(?:H\.\s?R|[Nn]os?|[Pp]p?|[Vv]ol|[Ff]ols?|[Ff]ig|[Cc]h|[Ss]ect|[Aa]rt)\.\s*\Z")
ISO = re.compile(
    r"(?<![\d-])(?P<y>1\d{3}|20\d\d)-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>0[1-9]|[12]\d|3[01]))?(?![\d-])"
)
NUMERIC = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<y>1\d{3}|20\d\d)(?![\d/-])"
)
HYPHENED = re.compile(rf"(?<![\w-])(?P<d>\d{{1,2}})-(?P<m>{MONTH})-(?P<y>1\d{{3}}|20\d\d)(?![\w-])")
NO_PLURAL = frozenset(
    ["was", "is", "his", "this", "as", "its", "has", "across", "does", "thus", "always", "us", "less"]
)


def numeric(text: str) -> Iterator[Found]:
    """Dates all in digits, or joined like those: `1924-05-25`, `25.5.1924`, `5/25/1924`, `25-May-1924`."""
    for m in HYPHENED.finditer(text):
        if 1 <= int(m["d"]) <= 31:
            month = W.months[m["m"].rstrip(".").lower()]
            yield Found(m.start(), m.end(), year=m["y"], month=month, day=int(m["d"]))
    for m in ISO.finditer(text):
        if m["d"] or after(text, m.end()) in (")", ",", "|", ".", ""):
            yield Found(m.start(), m.end(), year=m["y"], month=int(m["m"]), day=int(m["d"] or 0))
    for m in NUMERIC.finditer(text):
        one, two = int(m["a"]), int(m["b"])
        day, month = (two, one) if two > 12 else (one, two)
        if not 1 <= month <= 12 or not 1 <= day <= 31:
            continue
        if m["s"] == "/" and one <= 12 and two <= 12 and one != two:  # which is the month is not said
            yield Found(m.start(), m.end(), year=m["y"], note=f"day and month may be {one}/{two} either way")
        else:
            yield Found(m.start(), m.end(), year=m["y"], month=month, day=day)


def years(text: str) -> Iterator[Found]:
    """Years, spans of years, decades and years before Christ."""
    for m in YEARS.finditer(text):
        if m["s"] and (m["s"] == "s" or m["y"].endswith("0")):
            if len(m["y"]) == 4 and m["y"].endswith("0"):
                century = m["y"].endswith("00") and int(m["y"]) < 1900
                yield Found(m.start("y"), m.end(), year=m["y"][:2] + "XX" if century else m["y"][:3] + "X")
            continue
        pair = TO_YEAR.match(text, m.end())
        if pair and (ends := _year_pair(m, pair)) and not _counts(text, m, pair.end()):
            yield Found(m.start(), m.end(), year=ends[0], aside=True)
            yield Found(pair.start("y2"), pair.end(), year=ends[1], aside=True)
        elif m["era"] or m["before"] or _plain_year(text, m):
            said = bool(m["era"] or m["before"] or len(m["y"]) == 4)
            aside = attributive(text, m.start(), m.end())
            yield Found(m.start(), m.end(), year=year_of(m), aside=aside, era=said)


def _plain_year(text: str, m: re.Match[str]) -> bool:
    if m[0].startswith("the"):
        return len(m["y"]) >= 2
    year, word = int(m["y"]), before(text, m.start())
    if len(m["y"]) in (2, 3) and word in ("in", "since", "until"):  # of no use unless others are as early
        following = after(text, m.end())
        return following in (",", ".", ";", ")") or following.lower() in ("the", "he", "they", "when", "and")
    return 1000 <= year <= 2100 and not _counts(text, m, m.end())


def _counts(text: str, m: re.Match[str], end: int) -> bool:
    """Whether the number counts something or numbers a page."""
    word, following = before(text, m.start("y")), after(text, end)
    if (
        word in W.counting
        or ABBREVIATED.search(text, max(0, m.start("y") - 8), m.start("y"))
        or text[max(0, m.start() - 2) : m.start()] in ("$ ", "£ ", "€ ")
    ):
        return True
    if text[max(0, m.start("y") - 1) : m.start("y")] == "[" and text[end : end + 1] == "]" and end == m.end():
        return True  # the number of a note
    plural = following.islower() and following.endswith("s") and following not in NO_PLURAL
    leads = AT_TIME | {"of", "the", "and", "to", "between"}
    return word not in AT_TIME and (following.lower() in W.counted or (plural and word not in leads))


def _year_pair(m: re.Match[str], pair: re.Match[str]) -> tuple[str, str] | None:
    """Both years of `1914-18`, `1914 to 1918`, `70–60 BC`, `27 BC – 14 AD`; None where these are no years."""
    one, two = int(m["y"]), int(pair["y2"])
    first = (m["era"] or m["before"] or "").upper()
    last = (pair["era"] or "").upper()
    if last or first:
        if not last and (pair["join"].strip() in ("and", "or") or not first.startswith("A")):
            return None
        ends = [1 - one if (first or last).startswith("B") else one, 1 - two if last.startswith("B") else two]
        return (year_text(ends[0]), year_text(ends[1])) if ends[0] <= ends[1] else None
    short = 4 - len(pair["y2"])
    words = pair["join"].strip() in ("to", "and", "or", "through", "until", "till", "/")
    if len(m["y"]) != 4 or len(pair["y2"]) == 1 or (short and (words or len(pair["y2"]) == 3)):
        return None
    two = int(m["y"][:short] + pair["y2"])
    return (m["y"], f"{two:04d}") if 1000 <= one < two <= 2100 and two - one < 400 else None


TEENS = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
LEFT_OVER = rf"(?:(?:{TENS})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|ten|{TEENS})"
ONES = "one|two|three|four|five|six|seven|eight|nine"
IN_WORDS = re.compile(
    rf"(?<![\w-])(?:one\s+thousand\s+(?P<h1>{ONES})\s+hundred|(?P<h2>{TEENS})\s+hundred|(?P<h3>{TEENS}|twenty)(?=[-\s]{LEFT_OVER})"
    rf"|(?P<k>two\s+thousand))(?:(?:\s+and)?[-\s](?P<rest>{LEFT_OVER}|(?:{ONES})))?(?![\w-])",
    re.I,
)


def in_words(text: str) -> Iterator[Found]:
    """
    Years in words: `eighteen hundred and sixty-five`, `nineteen thirty-six`.

    >>> [f.year for f in in_words("in one thousand six hundred and ninety-two, in nineteen thirty-six")]
    ['1692', '1936']
    """
    for m in IN_WORDS.finditer(text):
        word = before(text, m.start())
        if word not in AT_TIME | {"of", "and", "lord", "to", "spring", "summer", "autumn", "fall", "winter"}:
            continue
        if after(text, m.end()).lower() in W.counted or (m["k"] and not m["rest"]):
            continue
        hundreds = 10 + (W.number(m["h1"]) or 0) if m["h1"] else W.number(m["h2"] or m["h3"] or "twenty") or 0
        rest = W.number(m["rest"]) if m["rest"] else 0
        yield Found(m.start(), m.end(), year=f"{hundreds * 100 + (rest or 0):04d}")


DECADE = re.compile(
    rf"(?<![\w])(?:(?P<lead>the|early|mid|late|nineteen|eighteen|and|or|to)[\s-]+)(?:['’]?(?P<d>\d0)['’]?s|(?P<w>{alternatives(W.decades)}))(?!\w)",
    re.I,
)
CENTURY = re.compile(
    rf"(?:(?P<half>first|second|last|latter|earlier)\s+half\s+of\s+)?(?:the\s+)?(?:(?P<part>early|mid|late|middle|end|beginning)[\s-]+(?:of\s+the\s+)?)?"
    rf"(?<!\w)(?:(?P<o1>{ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)){JOIN}(?:the\s+)?)?(?P<o>{ORDINAL}|\d{{1,2}}(?:st|nd|rd|th))"
    rf"[\s-]+(?:centur(?:y|ies)|cent\.)(?:\s*(?P<era>{ERA}))?",
    re.I,
)
SPOKEN_SHORT = re.compile(
    r"[A-Z]\w+\]?,?\s+in\s+(?P<one>\d\d)(?:\s+and\s+(?P<two>\d\d))?(?=[,.;)?]\s|\s*\Z)"
)  # "Reagan in 80 and 84", of use where somebody speaks of his own time
SHORT = re.compile(r"(?<![\w])(?P<q>['’])(?P<d>\d\d)(?![\w'’])")


def centuries(text: str) -> Iterator[Found]:
    """Centuries, spans of centuries and halves of them."""
    for m in CENTURY.finditer(text):
        n, first = W.number(m["o"]) or 0, W.number(m["o1"]) if m["o1"] else None
        name = re.search(r"[-\s]Cent", m[0]) and after(text, m.end())[:1].isupper()
        if not 1 <= n <= 30 or (name and text[m.end() : m.end() + 1] == " "):
            continue  # "the Nineteenth Century Club" is a name
        bc = (m["era"] or "").upper().startswith("B")
        f = Found(
            m.start(), m.end(), year="" if bc else f"{n - 1:02d}XX", part=part_of(m["part"] or ""), aside=True
        )
        if bc:
            f = replace(f, until=f"{year_text(1 - n * 100)}/{year_text(-(n - 1) * 100)}")
        elif first and first < n:
            f = replace(f, until=f"{first - 1:02d}01/{n:02d}00", year="")
        elif m["half"]:
            low = m["half"].lower() in ("first", "earlier")
            f = replace(
                f,
                until=f"{n - 1:02d}{'01' if low else '51'}/{n - 1 + (not low):02d}{'50' if low else '00'}",
                year="",
            )
        yield f


def decades(text: str) -> Iterator[Found]:
    """Decades in words or two digits: `the twenties`, `the late '30s`."""
    for m in DECADE.finditer(text):
        if before(text, m.start()) in ("his", "her", "their", "my", "your", "our", "whose"):
            continue  # an age
        if m["lead"].lower() in ("and", "or", "to") and not re.search(r"['’]\d0|ies", m[0]):
            continue
        tens = int(m["d"]) // 10 if m["d"] else W.decades[m["w"].lower()]
        lead = m["lead"].lower()
        century = {"nineteen": "19", "eighteen": "18"}.get(lead, "XX")
        yield Found(m.start(), m.end(), year=f"{century}{tens}X", part=part_of(lead), aside=True)


def short_years(text: str) -> Iterator[Found]:
    """Years cut to two digits: `in '38`."""
    for m in SPOKEN_SHORT.finditer(text):
        for g in ("one", "two"):
            if m[g]:
                yield Found(m.start(g), m.end(g), year=f"XX{m[g]}", era=False)
    for m in SHORT.finditer(text):
        if before(text, m.start()) in AT_TIME | {
            "of",
            "and",
            "del",
            "or",
            "spring",
            "summer",
            "fall",
            "winter",
        }:
            aside = attributive(text, m.start(), m.end())
            yield Found(m.start(), m.end(), year=f"XX{m['d']}", aside=aside)
