"""Dates told from another (`two days later`, `yesterday`, `the 18th`), seasons and days of the week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from visavis.model.date_words import alternatives
from visavis.reading.dates_found import (
    NUMBER,
    OF_YEAR,
    PLAIN_AFTER,
    SEASON_YEAR,
    SHORT_WEEKDAY,
    STEP,
    WEEKDAY,
    Found,
    W,
    after,
    before,
    is_year,
    part_of,
    year_meant,
    year_of,
)

SEASON_WORD = re.compile(rf"(?<![\w-])(?P<s>{alternatives(W.seasons)})(?![\w-])", re.I)
SEASON_REL = re.compile(rf",?\s+(?:of\s+|in\s+)?{OF_YEAR}", re.I)
BEFORE_SEASON = re.compile(
    r"(?:(?P<the>the)\s+)?(?P<det>same|that|this|following|next|previous|preceding|last|coming|ensuing|past)\s+\Z",
    re.I,
)
SEASON_PREP = re.compile(
    r"\b(?:in|by|during|since|until|till|throughout|through|for|over|of|to|all|and|or)\s+(?:(?:the|a|early|late|mid|whole|quiet)[\s-]+){0,2}\Z",
    re.I,
)


def seasons(text: str) -> Iterator[Found]:
    """Seasons, with a year or without one."""
    for m in SEASON_WORD.finditer(text):
        f = Found(m.start(), m.end(), month=W.seasons[m["s"].lower()])
        det = BEFORE_SEASON.search(text, max(0, m.start() - 20), m.start())
        year, rel = SEASON_YEAR.match(text, m.end()), SEASON_REL.match(text, m.end())
        if year and is_year(text, year):
            yield replace(f, end=year.end(), year=year_of(year))
        elif led := re.compile(r"(\d{4})\s\Z").search(text, max(0, m.start() - 6), m.start()):
            if m["s"].islower():
                yield replace(f, start=led.start(), year=led[1])
        elif rel:
            yield year_meant(f, rel)
        elif det:
            word, the = det["det"].lower(), bool(det["the"])
            base = "anchor" if the or word not in ("last", "next", "this", "coming", "past") else "document"
            yield replace(f, start=det.start(), n=STEP[word], unit="named", base=base)
        elif _season_alone(text, m):
            yield f


def _season_alone(text: str, m: re.Match[str]) -> bool:
    following = after(text, m.end())
    if not SEASON_PREP.search(text, max(0, m.start() - 26), m.start()):
        return False
    word = m["s"].lower()
    if word in ("fall", "spring") and (
        following.lower() in ("of", "to", "in", "from") or (m["s"][0].isupper() and following[:1].isalpha())
    ):
        return False
    return not following[:1].isalpha() or following.lower() in PLAIN_AFTER


DET = (
    r"(?:(?P<the>the|that|this)\s+)?(?:very\s+)?(?P<det>same|following|next|previous|preceding|ensuing"
    r"|succeeding|subsequent|last|coming|that|this|said)"
)
PART = (
    r"(?P<part>(?:later|late|early|earlier)\s+(?:(?:in|on)\s+)?"
    r"|(?:the\s+)?(?:end|close|beginning|middle|rest|course|night|morning|evening|afternoon)\s+of\s+)"
)
NAMED = re.compile(
    rf"(?<![\w-])(?:{PART})?(?:{DET}\s+"
    r"(?P<unit>day|week|month|year|decade|century|morning|evening|night|afternoon|season|weekend)(?!\w)"
    r"|the\s+(?P<bare>year|month|day)(?![\w-]))",
    re.I,
)
COUNTED = re.compile(
    rf"(?<![\w-])(?:(?P<about>about|some|around|nearly|almost|only|just|barely)\s+)?(?P<n>{NUMBER})\s+(?P<unit>days?|weeks?|months?|years?|decades?|centuries|century)"
    r"(?P<how>\s+(?:later|afterwards?|earlier|previously|ago|hence|back|after|before)(?!\w))(?P<event>\s+(?=[\w]))?",
    re.I,
)
DAY_BY = re.compile(
    r"(?<![\w-])the\s+(?P<unit>day|night|morning|evening|week|month|year)\s+(?P<how>before|after)(?![\w-])",
    re.I,
)
PAST = re.compile(
    rf"(?<![\w-])the\s+(?:past|last)\s+(?P<n>{NUMBER})\s+(?P<unit>days|weeks|months|years|decades)(?!\w)",
    re.I,
)
PRESENT = re.compile(r"(?<=\d)\s*(?:-|–|—|to)\s*(?:the\s+)?(?P<w>present|today|now)(?!\w)", re.I)
TODAY = re.compile(
    r"(?<![\w-])(?P<w>to-?day|yesterday|to-?morrow|to-?night|the\s+day\s+before\s+yesterday|the\s+day\s+after\s+to-?morrow)(?:['’]s)?(?![\w-])"
    r"(?P<part>\s+(?:morning|evening|afternoon|night))?",
    re.I,
)
TODAY_IS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
DAY_ALONE = re.compile(
    r"(?<![\w-])(?P<lead>(?:on|of|to|until|till|by|from|since|and|before|after|dated|between)\s+)?the\s+(?P<d>\d{1,2}(?:st|nd|rd|th|d))(?![\w-])"
    r"(?P<word>\s+(?:ult(?:imo)?|inst(?:ant)?|prox(?:imo)?|of\s+(?:the|that|this|last|next)\s+(?:same\s+)?month)(?!\w))?",
    re.I,
)
INST = re.compile(
    r"(?<![\w-])(?P<d>\d{1,2}(?:st|nd|rd|th|d)?)\s+(?P<word>ult(?:imo)?|inst(?:ant)?|prox(?:imo)?)(?!\w)",
    re.I,
)
ONE_DAY = frozenset(["day", "morning", "evening", "night", "afternoon"])


def relative(text: str) -> Iterator[Found]:
    """Dates told from another: `the following year`, `two days later`, `yesterday`, `the 18th`."""
    for m in COUNTED.finditer(text):
        yield from _counted(m, after(text, m.end()).lower())
    for m in TODAY.finditer(text):
        word = re.sub(r"\W", "", m["w"].lower())
        n = TODAY_IS.get(word, -2 if "before" in word else 2)
        yield Found(m.start(), m.end(), "shift", n=n, unit="day", base="document", note=word)
    for m in NAMED.finditer(text):
        yield from _named(text, m)
    for m in DAY_BY.finditer(text):
        if not after(text, m.end())[:1].isalpha():
            unit = "day" if m["unit"].lower() in ONE_DAY else m["unit"].lower()
            yield Found(m.start(), m.end(), "shift", n=-1 if m["how"] == "before" else 1, unit=unit)
    for m in PAST.finditer(text):
        unit = W.units[m["unit"].lower()]
        yield Found(m.start(), m.end(), "span", n=W.number(m["n"]), unit=unit, base="document", aside=True)
    for m in PRESENT.finditer(text):
        yield Found(
            m.start("w"), m.end(), "shift", n=0, unit="day", base="document", note="today", aside=True
        )
    for m in INST.finditer(text):
        yield _of_month(m.start(), m, m["word"])
    for m in DAY_ALONE.finditer(text):
        following = after(text, m.end())
        if m["word"]:
            yield _of_month(m.start("d") - 4, m, m["word"])
        elif m["lead"] and (LETTER.search(text, max(0, m.start() - 16), m.start()) or _ends(following)):
            yield Found(m.start("d") - 4, m.end(), "day", day=W.number(m["d"]) or 0)


LETTER = re.compile(rf"\b(?:{alternatives(W.letters)})\s+\Z", re.I)


def _ends(following: str) -> bool:
    """Whether a bare day may stand before this word: no noun is meant that it numbers."""
    return not following[:1].isalpha() or following.lower() in PLAIN_AFTER - {"of"}


def _counted(m: re.Match[str], following: str) -> Iterator[Found]:
    n, how = W.number(m["n"]), m["how"].split()[-1].lower()
    unit = W.units[m["unit"].lower()]
    event = bool(m["event"]) and how in ("after", "before")
    own = event and following in ("its", "his", "her", "their", "my", "your", "our")
    if (
        not n
        or own
        or (event and unit != "day")
        or (m["n"].lower() in ("a", "an") and how in ("after", "before"))
    ):
        return
    if unit in ("decade", "century"):
        n, unit = n * (10 if unit == "decade" else 100), "year"
    past = how in ("earlier", "previously", "ago", "back", "before")
    base = "document" if how in ("ago", "hence", "back") else "anchor"
    doubt = "~" if (m["about"] or "").lower() in ("about", "around", "some", "nearly", "almost") else ""
    yield Found(
        m.start(), m.end("how"), "shift", n=-n if past else n, unit=unit, base=base, doubt=doubt, note=how
    )


def _named(text: str, m: re.Match[str]) -> Iterator[Found]:
    part = part_of(m["part"] or "")
    if m["bare"]:
        if m["part"] and m["bare"].lower() != "day":
            yield Found(m.start(), m.end(), "shift", n=0, unit=m["bare"].lower(), part=part)
        return
    word, the, unit = m["det"].lower(), (m["the"] or "").lower(), m["unit"].lower()
    if word in ("last", "coming", "next", "this") and unit == "season":
        return
    document = word in ("this", "coming") or (word in ("last", "next") and not the)
    if (word == "last" and the) or (the == "this" and word != "same"):
        return  # "the last day", "the last year of his life" say no date
    if word == "next" and unit in ONE_DAY:
        document = False
    if word == "last" and unit == "day":
        return
    n = STEP[word]
    if unit in ONE_DAY:
        unit, n = "day", (-1 if word == "last" else n)
    yield Found(
        m.start(),
        m.end(),
        "shift",
        n=n,
        unit="year" if unit == "season" else unit,
        base="document" if document else "anchor",
        part=part,
    )


def _of_month(start: int, m: re.Match[str], word: str) -> Found:
    word = word.lower().strip()
    n = -1 if word.startswith("ult") else 1 if word.startswith("prox") else 0
    base = "anchor" if " that " in f" {word} " or "same" in word else "document"
    if "last" in word or "next" in word:
        n = -1 if "last" in word else 1
    return Found(start, m.end(), "day", day=W.number(m["d"]) or 0, n=n, unit="month", base=base)


WEEKDAY_WORD = re.compile(
    rf"(?<![\w-])(?:(?P<det>(?i:this\s+coming|this\s+past|last|next|this|that|the\s+following|the\s+previous))\s+)?(?P<w>{WEEKDAY}|(?<=[a-z]\s){SHORT_WEEKDAY})(?:\s+(?:morning|evening|night|afternoon))?(?:['’]s)?(?![\w'’-])"
)


def weekdays(text: str) -> Iterator[Found]:
    """Days of the week alone."""
    for m in WEEKDAY_WORD.finditer(text):
        named = re.search(r"[A-Z]\w+\s\Z", text[max(0, m.start() - 12) : m.start()]) and not m["det"]
        if named and before(text, m.start()) not in ("on", "at", "in", "by", "until", "since", "the"):
            continue  # Bloody Sunday is a name
        following = after(text, m.end())
        habit = before(text, m.start()) in ("a", "every", "each", "any", "some", "one")
        title = (
            following[:1].isupper()
            and text[m.end() : m.end() + 1] == " "
            and m.end() == m.end("w")
            and not m["det"]
        )
        if habit or (title and before(text, m.start()) != "on"):
            continue
        word = (m["det"] or "").lower().split()
        n = STEP.get(word[-1], -1) if word else None
        base = "anchor" if word and (word[0] == "the" or word[-1] == "that") else "document"
        yield Found(
            m.start(), m.end(), "weekday", weekday=W.weekdays[m["w"].rstrip(".").lower()], n=n, base=base
        )
