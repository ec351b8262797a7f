"""What every finder of dates shares: the form of what is found, and the patterns that dates are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from visavis.model.date_words import alternatives, date_words
from visavis.model.edtf import year_text

W = date_words()
GAP = r"[\s_]+"
MONTH = "|".join(
    f"(?:{alternatives([f, f.upper()])})\\.?" if len(f) <= 4 and f not in ("May", "June", "July") else
    alternatives([f, f.upper()])
    for f in sorted((m.title() for m in W.months), key=lambda m: (-len(m), m))
)  # fmt: skip
WEEKDAY = alternatives(d.title() for d in W.weekdays if len(d) > 4)
SHORT_WEEKDAY = rf"(?:{alternatives(d.title() for d in W.weekdays if len(d) < 6)})\."
ORDINAL = rf"(?:(?:twenty|thirty)[-\s])?(?:{alternatives(W.ordinals)})"
DAY = rf"(?:\d{{1,2}}(?:\s?(?:st|nd|rd|th)|d)?|{ORDINAL})"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NUMBER = rf"(?:\d{{1,4}}|(?:(?:{TENS})-)?(?:{alternatives(W.numbers)})(?:\s+hundred|\s+thousand)?)"
ERA = r"(?:B\.\s?C\.?(?:\s?E\.?)?|BCE?|A\.\s?D\.?|AD|C\.\s?E\.?|CE)(?![A-Za-z])"
YEAR = (
    r"(?:the\s+)?(?:year\s+)?(?:of\s+our\s+Lord\s+)?(?:(?P<before>A\.\s?D\.|AD|B\.\s?C\.|BC)[\s_]*)?"
    rf"(?:(?P<y>\d{{4}}|\d{{1,3}}(?=\s*{ERA})"
    r"|(?<=[DC]\.\s)\d{1,3}|(?<=[DC]\.\s_)\d{1,3}|(?<=AD\s)\d{1,3}|(?<=BC\s)\d{1,3})"
    rf"(?P<dual>[/–-]\d{{1,2}})?|['’](?P<short>\d\d))(?![\d%]|,\d\d\d|\.\d)(?:\s*(?P<era>{ERA}))?"
)
OF_YEAR = (
    r"(?P<of>that|the\s+same|the\s+said|this|last|next|the\s+following|the\s+next|the\s+previous"
    r"|the\s+preceding)(?:\s+same)?\s+year(?:,\s*(?P<said>\d{4}))?"
)
TO = r"\s*(?:-|–|—|--|/|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s*"
JOIN = r"\s*(?:-|–|—|--|/|,|&|\bto\b|\bthrough\b|\buntil\b|\band\b|\bor\b)\s*"
NIGHT = r"(?:day|week|morning|evening|night|afternoon|eve|dawn|noon|midnight)"
STEP = {"same": 0, "said": 0, "that": 0, "this": 0, "very": 0, "following": 1, "next": 1, "ensuing": 1,
        "succeeding": 1, "subsequent": 1, "coming": 1, "previous": -1, "preceding": -1, "last": -1,
        "past": -1, "prior": -1, "foregoing": -1}  # fmt: skip

SEASON_YEAR = re.compile(rf"(?:\s+of|\s+in|,)?\s+(?:{YEAR})")
PLAIN_AFTER = W.function
AT_TIME = frozenset(["in", "since", "during", "until", "till", "by", "from", "year"])


@dataclass(frozen=True, slots=True)
class Found:
    """
    One expression as its words give it. `start`, `end` are offsets of the text searched.

    `year` has EDTF digits (`1924`, `-0054`, `192X`) or is empty where none is said; `month` may be a season.
    `kind`: `date`; `shift` (so many `unit`s from the anchor); `weekday`; `feast`; `week`. `base`: what a
    shift counts from, the `anchor` of the narrative or the `document`'s date.
    """

    start: int
    end: int
    kind: str = "date"
    year: str = ""
    month: int = 0
    day: int = 0
    weekday: int = -1
    n: int | None = None
    unit: str = ""
    base: str = "anchor"
    part: str = ""
    doubt: str = ""
    until: str = ""  # EDTF of the other end, of a century's half or a span that is one expression
    aside: bool = False  # inside a noun phrase or brackets: the narrative does not move there
    note: str = ""
    era: bool = True  # False for a year of two or three digits that does not say its era


def year_of(m: re.Match[str]) -> str:
    """The EDTF year of a match with the groups of `YEAR`, empty where it has none."""
    digits = m["y"]
    if not digits:
        return f"XX{m['short']}" if m["short"] else ""
    year = int(digits)
    if (m["era"] or m["before"] or "").upper().startswith("B"):
        return year_text(1 - year)
    dual = (m["dual"] or "").lstrip("/–-")
    if (
        dual
        and len(digits) == 4
        and int(dual) == (year + 1) % 10 ** len(dual)
        and (m["dual"] or "")[0] == "/"
    ):
        year += 1
    return year_text(year)


WORD_BEFORE = re.compile(r"([\w'’]+)[\s(\[\"“‘_–—/-]*\Z")
WORD_AFTER = re.compile(r"[\s_]*([A-Za-z][\w'’-]*|[^\w\s]|\d+)")


def before(text: str, at: int) -> str:
    """The word that ends just before `at`, in lower case."""
    m = WORD_BEFORE.search(text, max(0, at - 30), at)
    return m[1].lower() if m else ""


def after(text: str, at: int) -> str:
    """The word or mark that begins at or just after `at`."""
    m = WORD_AFTER.match(text, at)
    return m[1] if m else ""


def is_year(text: str, m: re.Match[str]) -> bool:
    """Whether a match of `YEAR` is a year and counts nothing."""
    if m["era"] or m["before"] or m["short"]:
        return True
    return 500 <= int(m["y"]) <= 2100 and after(text, m.end()).lower() not in W.counted


def year_meant(f: Found, rel: re.Match[str]) -> Found:
    """A month, day or season with what stands for its year: `of that year`, `last`, `instant`."""
    if rel["of"] and rel["said"]:
        return replace(f, end=rel.end(), year=rel["said"])
    word = (rel["of"] or rel["word"]).lower().split()[-1]
    base = (
        "document"
        if word in ("last", "next", "this") and not (rel["of"] or "").startswith("the")
        else "anchor"
    )
    if word.startswith("inst"):
        return replace(f, end=rel.end(), n=0, unit="month", base="document")
    unit = "year" if rel["of"] else "named"
    return replace(f, end=rel.end(), n=STEP.get(word, 0), unit=unit, base=base)


def attributive(text: str, start: int, end: int) -> bool:
    """Whether a year stands inside a noun phrase: `the 1912 convention`, `(1798)`."""
    if text[max(0, start - 1) : start] == "(" or text[end : end + 1] == ")":
        return True
    word = before(text, start)
    following = after(text, end)
    return word in ("the", "a", "his", "her", "their", "its", "this") and following[:1].isalpha()


def part_of(words: str) -> str:
    """
    `early`, `mid` or `late` as the words say it, else empty.

    >>> part_of("the end of"), part_of("mid-"), part_of("the night of")
    ('late', 'mid', '')
    """
    low = f" {words.lower().replace('-', ' ')} "
    for form in sorted(W.parts, key=len, reverse=True):
        if f" {form} " in low:
            return W.parts[form]
    return ""
