"""
What a source itself says of two names: that they are one person's (`Orsi, better known as Bruno`), or one
group's (`the United Salt Workers (USW)`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from visavis.case.linking_told_words import (
    AND,
    BEHIND,
    BORN,
    CALLS,
    CLOSING,
    IS,
    NAMED,
    NICK,
    NOT,
    OBJECT,
    OPENED,
    PLURAL,
    RELATIVE,
    THAT,
    UNDER,
    ends,
    loose,
    pet,
    said,
)
from visavis.case.names import patronymic
from visavis.model.layers import Mention, Reading
from visavis.model.names import first_names, fold, given_forms, words
from visavis.model.words import words as english

SKIPPED = frozenset({"himself", "herself", "itself", "themselves", "who", "whom", "whose", "which", "that"})
ACROSS = 90  # characters between two names that are looked at
SHOWN = 30  # characters around the two that are kept as the reason
PLAIN, LOOSE, BRACKET = 0.9, 0.82, 0.74  # how sure: by the words between, with others among them, by brackets
SHORT = 3  # letters of a person's name; fewer are initials
MEANT = 0.25  # less, where the first of the two is a pronoun or a description
INVERTED = 0.85  # a family name before the given ones
BEYOND = 40  # characters behind a name that are looked at
FOREIGN = 0.6  # an abbreviation of other words than those before it
LIKENED = 0.6  # `Orsi is Bruno` may be a comparison
EITHER = 0.6  # words that may belong to another name before
APART = 0.14  # less for brackets, where the source names both often: it may cite, or name two
OFTEN = 6  # mentions of either from which it does


@dataclass(frozen=True, slots=True)
class Told:
    """Another name that the source says is the same one's, how sure, and the words that say so."""

    other: str
    grade: float
    why: str


def told(reading: Reading) -> Mapping[str, tuple[Told, ...]]:
    """
    By name, the other names that a source says are the same person's or group's; offsets are raw.

    >>> from visavis.model.source import Source
    >>> text = "Carlo Orsi, better known as Bruno, left."
    >>> names = ("Carlo Orsi", "Bruno")
    >>> two = [Mention(text.index(n), text.index(n) + len(n), n, "person", n) for n in names]
    >>> told(Reading(Source("d", text), mentions=tuple(two)))["Carlo Orsi"]
    (Told(other='Bruno', grade=0.9, why='Carlo Orsi, better known as Bruno, left.'),)
    """
    raw, found = reading.source.raw, defaultdict[str, dict[str, Told]](dict)
    marks = _marks(reading)
    often = Counter(m.name for m in marks if m.form == "name")
    for one, two, sure in _pairs(raw, marks):
        apart = sure == BRACKET and min(often[one.name], often[two.name]) >= OFTEN
        grade = sure - APART if apart else min(sure, EITHER) if _either(raw, one, two) else sure
        here = found[one.name or ""]
        known = here.get(two.name or "")
        if known is None or known.grade < grade:
            words_of = " ".join(raw[max(0, one.start - SHOWN) : two.end + SHOWN].split())
            here[two.name or ""] = Told(two.name or "", grade, words_of)
    return {name: tuple(sorted(some.values(), key=lambda t: t.other)) for name, some in sorted(found.items())}


def _either(raw: str, one: Mention, two: Mention) -> bool:
    """Whether the words between two names may belong to another before: `a son of Orsi, surnamed Bruno`."""
    before, gap = raw[max(0, one.start - SHOWN) : one.start], raw[one.end : two.start]
    loosely = (gap[:1] == "," and loose(gap)) or UNDER.match(gap)
    return bool(RELATIVE.search(before) or (OBJECT.search(before) and loosely))


def _marks(reading: Reading) -> list[Mention]:
    """The mentions of persons and groups whose name is known, in order; indexes and menus do not count."""
    idle = [(p.start, p.end) for p in reading.passages if p.kind == "boilerplate"]
    return sorted(
        (
            m
            for m in reading.mentions
            if m.name
            and m.kind in ("person", "group")
            and any(c.isupper() for c in m.name)
            and m.text.lower() not in SKIPPED
            and not within(m.start, idle)
        ),
        key=lambda m: (m.start, -m.end),
    )


def within(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """
    Whether an offset lies in one of some stretches that are in order.

    >>> within(5, [(0, 4), (5, 9)]), within(4, [(0, 4), (5, 9)])
    (True, False)
    """
    n = bisect_right(stretches, at, key=itemgetter(0)) - 1
    return n >= 0 and at < stretches[n][1]


def _pairs(raw: str, marks: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, float]]:
    """Mentions that the words between them make one, and how sure that is."""
    before: Mention | None = None
    for n, mark in enumerate(marks):
        if before is not None and _pair(before, mark):
            gap, behind = raw[before.end : mark.start], raw[mark.end : mark.end + BEYOND]
            grade = _grade(gap, behind, before, mark)
            if grade:
                yield before, mark, grade
                if PLURAL.search(gap):
                    yield from ((before, also, grade) for also in _and(raw, marks[n:]))
        if before is None or mark.end > before.end:
            before = mark
    people = [m for m in marks if m.kind == "person"]
    yield from _pets(raw, people)
    yield from _nicks(raw, [m for m in people if m.form == "name"])


def _pair(one: Mention, two: Mention) -> bool:
    """Whether two mentions, each of another name, stand near one another, the second a name."""
    near = 0 <= two.start - one.end <= ACROSS
    return near and two.form == "name" and two.name != one.name and two.kind == one.kind


def _and(raw: str, marks: Sequence[Mention]) -> Iterator[Mention]:
    """The names joined to the first of some by commas and `and`: `the names of Bruno and Keel`."""
    for one, two in pairwise(marks):
        if not AND.fullmatch(raw[one.end : two.start]):
            return
        yield two


def _pets(raw: str, marks: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, float]]:
    """
    Names that are called the name of somebody who stands behind them: `Bruno? That is Carlo Orsi's pet name`,
    `Bruno was his party name`.
    """
    named: Mention | None = None
    for mark in marks:
        if named is not None and named.name != mark.name:
            between, behind = raw[named.end : mark.start], raw[mark.end : mark.end + BEYOND]
            if pet().match(behind) and THAT.search(between) and not NOT.search(between):
                yield named, mark, PLAIN - (0.0 if mark.form == "name" else MEANT)
        if mark.form == "name":
            named = mark


def _nicks(raw: str, marks: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, float]]:
    """Names with a quoted one inside (`Carlo "Bruno" Orsi`), or behind `call` (`called Orsi "Bruno"`)."""
    for n, (one, two) in enumerate(pairwise(marks)):
        gap = raw[one.end : two.start]
        if NICK.fullmatch(gap) and one.name != two.name:
            yield one, two, PLAIN
        elif OPENED.fullmatch(gap) and CLOSING.match(raw, two.end):
            last = marks[n + 2] if n + 2 < len(marks) else two
            inside = NICK.fullmatch(raw[one.end : last.start])
            yield from ((one, m, PLAIN) for m in ((two, last) if inside else ()) if m.name != one.name)
            if CALLS.search(raw[max(0, one.start - SHOWN) : one.start]) and one.name != two.name:
                yield one, two, PLAIN


def _grade(between: str, behind: str, one: Mention, two: Mention) -> float:
    """How sure the words between two names and those behind them make them one; 0 where they do not."""
    gap = re.sub(r"\s+", " ", between)
    if ends(between) or NOT.search(gap):
        return 0.0
    initial = two.kind == "person" and len(_bare(two.text)) < SHORT
    if initial or (BORN.search(gap) and not NAMED.match(behind)):
        return 0.0
    by_words = PLAIN if said().fullmatch(gap) else LOOSE if loose(gap) else 0.0
    if by_words and one.form != "name":
        return 0.0 if _kin(one, two) else by_words - MEANT
    if by_words or one.form != "name":
        return by_words
    if two.kind == "group":
        stands = _stands_for(two.text, one.text)
        return (PLAIN if stands else FOREIGN) if _bracketed(gap, behind, one) and _short(two.text) else 0.0
    if gap == ", " and _inverted(one.text, two.text, behind):
        return INVERTED
    if IS.fullmatch(gap) and not _word(two.text) and not behind.startswith(("'", "’")):
        return LIKENED
    return BRACKET if not _givens(one, two) and _bracketed(gap, behind, one) else 0.0


def _bracketed(gap: str, behind: str, one: Mention) -> bool:
    """Whether the second name alone stands in brackets behind the first: `Orsi (Bruno)`."""
    opened = re.fullmatch(r" ?[(\[][\"“‘']?", gap) and BEHIND.match(behind)
    return bool(opened) and not one.text.endswith(("'s", "’s"))


def _inverted(family: str, given: str, behind: str) -> bool:
    """Whether a name is turned round: `ORSINOV, Lev Borisovich`; small letters may make a list."""
    firsts = [t for t in re.split(r"[\s.-]+", fold(given)) if t]
    shouted = family.isupper() and len(family) > 2 and " " not in family and not given.isupper()
    alone = len(firsts) == 1 or patronymic(firsts[-1])
    return shouted and alone and firsts[0] in first_names() and not behind.startswith(("'s", "’s"))


def _word(text: str) -> bool:
    """Whether a name is an ordinary word or an office (`Crassus was Proconsul`)."""
    plain = fold(text)
    return plain in words()["offices.words"] or plain in words().title_gender or english().is_word(plain)


def _givens(one: Mention, two: Mention) -> bool:
    """Whether both are given names alone (`Lev (Leon) Orsi`), or full names of one family."""
    mine, theirs = (fold(m.text).split() for m in (one, two))
    if _kin(one, two):
        return True
    return len(mine) == len(theirs) == 1 and {*mine, *theirs} <= given_forms().keys() | first_names().keys()


def _kin(one: Mention, two: Mention) -> bool:
    """Whether two full names have the same last word: whoever is meant by `he` may be the other's father."""
    mine, theirs = ((m.name or "").lower().split() for m in (one, two))
    return min(len(mine), len(theirs)) > 1 and mine[-1] == theirs[-1]


def _bare(text: str) -> str:
    """An abbreviation without points, blanks and plural."""
    return re.sub(r"[.\s]", "", text).rstrip("s")


def _short(text: str) -> bool:
    """Whether a name looks like an abbreviation of two letters or more."""
    return len(_bare(text)) > 1 and _bare(text).isupper()


def _stands_for(short: str, name: str) -> bool:
    """Whether an abbreviation begins as a name does and has its letters in order (`KMT`, `Kuomintang`)."""
    words_of = re.findall(r"[A-Za-z]+", name)
    letters = "".join(w[0] for w in words_of if w[0].isupper()) if len(words_of) > 1 else name
    rest = iter(letters.upper())
    return _bare(short)[0] == letters[0].upper() and all(c in rest for c in _bare(short))
