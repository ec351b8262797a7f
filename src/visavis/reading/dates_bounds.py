"""
Bounds for years that are lost or not said: from the order in which a source tells, and from what it dates.

A narrative tells in order, unless a word that looks back (`had`, `since`, `formerly`) suspends it. The dead
do nothing, so what somebody does lies before the death that the source dates. Testimony and letters tell of
what was before their own date. All this narrows `bounds` and never fills in a year.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from visavis.model.calendar import SEASONS, month_length
from visavis.model.date_words import alternatives, date_words
from visavis.model.edtf import Edtf, between
from visavis.model.intervals import YEAR, Event, Yearly, narrowed
from visavis.reading.dates_found import Found
from visavis.reading.dates_resolve import PARTS, Valued, sentence_before

W = date_words()
NEAR = 60  # characters between a death and its date
FAR = 4000  # characters past which the order of telling says nothing
FIRST_PERSON = re.compile(
    r"(?:(?:\A|[^\w\s]\s*|\b[a-z]+\s+)I(?:['’]|,?\s+[a-z])|\b(?:[Mm]y|[Mm]e|[Mm]yself|[Ww]e|[Oo]ur|[Uu]s)\b)"
)
DIED = re.compile(rf"\b(?:{alternatives(W.deaths)})\b")
NAME = re.compile(r"\b[A-Z][\w’'-]*[a-z](?:\s+[A-Z][\w’'-]*[a-z])*\b")
ACCUSED = re.compile(rf"\b(?i:{alternatives(W.tried)})\s+(?:[A-Z]\w+\s+)*?(?P<name>[A-Z]\w+)(?=[,.:;\s-])")
AROUND = 5  # dates before and after that bind; swept 1–7: with one, true dates fall out more often
PAST = "ed|id|ew|oke|ote|ook|ame|ave|old|ent|poke|et|ut"  # how a deed told in the past mostly ends
NO_DEED = r"(?:was|were|is|had|and|or|died)\b"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph: its offsets, whether somebody speaks of himself in it, whether it is a heading."""

    start: int
    end: int
    speech: bool = False
    heading: bool = False
    turn: bool = False  # a labelled speaker's
    section: int = 0  # how many headings stand before it: no narrative goes on over a heading


@dataclass(slots=True)
class Telling:
    """Events in the order of a text, and what is known of their order in time."""

    text: str
    valued: Sequence[Valued]
    parts: Sequence[Part]
    events: list[Event] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    mention: list[int] = field(default_factory=list)  # position in `valued`, -1 for a deed without a date
    before: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, event: Event, at: int, mention: int = -1) -> int:
        """A new event told at offset `at`; its position."""
        self.events.append(event)
        self.at.append(at)
        self.mention.append(mention)
        return len(self.events) - 1

    def part(self, at: int) -> Part:
        """The paragraph that offset `at` stands in."""
        self.starts = self.starts or [p.start for p in self.parts]
        k = bisect_right(self.starts, at) - 1
        return self.parts[k] if 0 <= k < len(self.parts) else Part(0, at + 1)


def bounded(
    text: str, valued: Sequence[Valued], parts: Sequence[Part], document: Edtf | None
) -> dict[int, Edtf]:
    """
    Bounds of the expressions whose year is lost, by their position in `valued`.

    `parts` are the paragraphs in order, `document` the source's own date.
    """
    if not any(v.basis == "lost" for v in valued):
        return {}
    told = Telling(text, valued, parts)
    for k, v in enumerate(valued):
        if event := _event(v, document):
            told.add(event, v.found.start, k)
    _lives(told)
    _in_order(told)
    _before_head(told)
    out = {}
    for n, bounds in enumerate(narrowed(told.events, told.before)):
        k = told.mention[n]
        if k >= 0 and valued[k].basis == "lost" and bounds and bounds != (None, None):
            out[k] = between(*bounds)
    return out


def _event(v: Valued, document: Edtf | None) -> Event | None:
    """What an expression alone says of its time; None for one said aside."""
    if v.basis == "lost":
        return Event(None, document.latest if document else None, days_of(v.found))
    if v.found.aside or v.value is None or v.value.kind != "date":
        return None
    return Event(v.value.earliest, v.value.latest)


def days_of(f: Found) -> Yearly:
    """
    The days of a year that an expression without its year allows.

    >>> days_of(Found(0, 6, "lost", month=5, day=25)), days_of(Found(0, 4, "lost", part="late"))
    (Yearly(5, 25, 5, 25, False), Yearly(9, 1, 12, 31, False))
    """
    if f.month in SEASONS:
        first, last = SEASONS[f.month]
        return Yearly(first, 1, last, month_length(2000, (last - 1) % 12 + 1))
    if f.month:
        return Yearly(f.month, f.day or 1, f.month, f.day or month_length(2000, f.month))
    if f.part:
        first, last = PARTS[f.part]
        return Yearly(first, 1, last, month_length(2000, last))
    return Yearly(1, 1, 12, 31, whole=True) if f.note == "whole" else YEAR


def looks_back(text: str, at: int) -> bool:
    """
    Whether the sentence before `at` has a word that looks back from the narrative.

    >>> looks_back("He was ill since the fall in August", 30), looks_back("He fell ill in August", 16)
    (True, False)
    """
    words = re.findall(r"[a-z]+", sentence_before(text, at).lower())
    return not W.flashback.isdisjoint(words) or "since" in words


def _in_order(told: Telling) -> None:
    """What is told later happened no sooner; a look back lies before what it stands by."""
    lines: dict[tuple[int, bool], list[int]] = {}
    for n in sorted(range(len(told.events)), key=lambda n: (told.at[n], n)):
        at, part = told.at[n], told.part(told.at[n])
        if part.heading:
            continue
        line = lines.setdefault((part.section, part.speech), [])
        if told.mention[n] < 0 or not looks_back(told.text, at):
            line.append(n)
        elif line and at - told.at[line[-1]] < len(sentence_before(told.text, at)):
            told.before.append((n, line[-1]))
    for line in lines.values():
        _line_of(told, line)


def _line_of(told: Telling, line: Sequence[int]) -> None:
    """
    The orders of one narrative: of what has no date with its like, and with the dates around it.

    Single dates jump; so the earliest of a few before it and the latest of a few after it are what binds.
    """
    undated = [n for n in line if not _dated(told.events[n])]
    for n, later in pairwise(undated):
        if told.at[later] - told.at[n] < FAR:
            told.before.append((n, later))
    dated = [n for n in line if _dated(told.events[n])]
    offsets = [told.at[n] for n in dated]
    for n in undated:
        k = bisect_right(offsets, told.at[n])
        sooner = [m for m in dated[max(0, k - AROUND) : k] if told.at[n] - told.at[m] < FAR]
        later_ones = [m for m in dated[k : k + AROUND] if told.at[m] - told.at[n] < FAR]
        if sooner:
            told.before.append((min(sooner, key=lambda m: told.events[m].earliest or 0), n))
        if later_ones:
            told.before.append((n, max(later_ones, key=lambda m: told.events[m].latest or 0)))


def _dated(event: Event) -> bool:
    return event.earliest is not None and event.latest is not None


def _before_head(told: Telling) -> None:
    """What a speaker or writer tells lies before the date at the head."""
    head: int | None = None
    for n, k in enumerate(told.mention):
        if k < 0:
            continue
        part = told.part(told.at[n])
        if part.heading:
            head = n if told.valued[k].found.day else head
        elif head is not None and part.speech:
            told.before.append((n, head))


def _lives(told: Telling) -> None:
    """Deeds of people whose death the source dates, as events before it."""
    deaths = dict(_deaths(told))
    if not deaths:
        return
    trials = dict(_trials(told, deaths))
    for name, n in trials.items():
        told.before.append((n, deaths[name]))
    doing = _deeds(deaths)
    for part in told.parts:
        if part.heading or part.speech:
            continue
        for m in doing.finditer(told.text, part.start, part.end):
            name = m["a"] or m["b"]
            told.before.append((told.add(Event(), m.start()), trials.get(name, deaths[name])))


def _deeds(names: dict[str, int]) -> re.Pattern[str]:
    """A pattern of what living people do: a name with a deed after it, or something done with them."""
    adverb = rf"(?:\s+(?:{alternatives(W.adverbs)}|\w+ly))?"
    some = alternatives(names)
    verb = rf"(?!['’]){adverb}\s+(?!{NO_DEED})[a-z]+(?:{PAST})\b"
    return re.compile(rf"\b(?P<a>{some}){verb}|\bwith\s+(?P<b>{some})(?!['’])\b")


def _trials(told: Telling, deaths: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Those on trial who are told to have died of it, and the position of the trial's date in a heading."""
    for n, k in enumerate(told.mention):
        part = told.part(told.at[n])
        if k >= 0 and part.heading:
            for m in ACCUSED.finditer(told.text, part.start, part.end):
                if m["name"] in deaths:
                    yield m["name"], n


def _deaths(told: Telling) -> Iterator[tuple[str, int]]:
    """Surnames of those whose death is dated, and the position of the date."""
    for n, k in enumerate(told.mention):
        lead = sentence_before(told.text, told.at[n]) if k >= 0 else ""
        died = list(DIED.finditer(lead))[-1:]
        if not died or len(lead) - died[0].end() > NEAR:
            continue
        names = NAME.findall(lead[: died[0].start()])
        if names:
            yield names[-1].split()[-1], n
