"""
What a source itself says of two names: that they are one person's (`Orsi, better known as Bruno`), or one
group's (`the United Salt Workers (USW)`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from visavis.model.layers import Mention, Reading
from visavis.model.names import first_names, fold, given_forms, words

REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
ACROSS = 90  # characters between two names that are looked at
SHOWN = 30  # characters around the two that are kept as the reason
PLAIN, LOOSE, BRACKET = 0.9, 0.82, 0.74  # how sure: by the words between, with others among them, by brackets
MEANT = 0.16  # less, where the first of the two is a pronoun or a description
FOREIGN = 0.6  # an abbreviation of other words than those before it
APART = 0.14  # less for brackets, where the source names both often: it may cite, or name two
OFTEN = 6  # mentions of either from which it does
ENDED = re.compile(r"[.!?;]['\"”’)]*\s+(?=[\"“‘'(\[]?[A-Z])|\n\s*\n")
BEHIND = re.compile(
    r"[\"”’']?(?:[)\]]|,\s(?:later|afterwards|also|better|alias)\b|,\s[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2}[)\]])"
)  # the end of brackets, an inverted name's first names before it (`Orsi (BRUNO, Carlo)`)
PET = re.compile(
    r"['’]s?\s(?:pet|nick|pen|stage|real|true|maiden|christian|baptismal|code|cover|party)?[-\s]?"
    r"(?:name|nickname|pseudonym|alias)\b",
    re.IGNORECASE,
)
THAT = re.compile(
    r"^(?:[,\s]*|.{0,40}\b(?:that|this|it|which|who)['’]?s?\s(?:(?:is|was|being)\s)?)$"
    r"|^\s(?:is|was)\s$",
    re.IGNORECASE | re.DOTALL,
)
IS = re.compile(r"[\"”’']?\s(?:is|was)\s[\"“‘']?|[\"”’']?,?\s(?:the\s)?(?:true|real)\s[\"“‘']?")
NOT = re.compile(r"\b(?:not|never|no|nor)\b", re.IGNORECASE)
ABBREVIATED = re.compile(r"(?:Mr|Mrs|Dr|St|Messrs|Col|Gen|Capt|Rev|Prof|[A-Z])\.['\"”’)]*\s+$")


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
        grade = sure - APART if apart else sure
        here = found[one.name or ""]
        known = here.get(two.name or "")
        if known is None or known.grade < grade:
            words_of = " ".join(raw[max(0, one.start - SHOWN) : two.end + SHOWN].split())
            here[two.name or ""] = Told(two.name or "", grade, words_of)
    return {name: tuple(sorted(some.values(), key=lambda t: t.other)) for name, some in sorted(found.items())}


def _marks(reading: Reading) -> list[Mention]:
    """The mentions of persons and groups whose name is known, in order."""
    return sorted(
        (
            m
            for m in reading.mentions
            if m.name
            and m.kind in ("person", "group")
            and any(c.isupper() for c in m.name)
            and m.text.lower() not in REFLEXIVE
        ),
        key=lambda m: (m.start, -m.end),
    )


def _pairs(raw: str, marks: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, float]]:
    """Mentions that the words between them make one, and how sure that is."""
    before: Mention | None = None
    named: Mention | None = None  # the last person called by name
    for mark in marks:
        if before is not None and before.end <= mark.start and mark.form == "name":
            grade = 0.0
            if mark.name != before.name and mark.kind == before.kind and mark.start - before.end <= ACROSS:
                grade = _grade(raw[before.end : mark.start], raw[mark.end : mark.end + 40], before, mark)
            if grade:
                yield before, mark, grade
        if mark.form == "name" and mark.kind == "person":
            if named is not None and _pet(raw[named.end : mark.start], raw[mark.end : mark.end + 30]):
                yield named, mark, PLAIN
            named = mark
        if before is None or mark.end > before.end:
            before = mark


def _grade(between: str, behind: str, one: Mention, two: Mention) -> float:
    """How sure the words between two names and those behind them make them one; 0 where they do not."""
    if _ends(between):
        return 0.0
    gap = re.sub(r"\s+", " ", between)
    if NOT.search(gap):
        return 0.0
    less = 0.0 if one.form == "name" else MEANT
    by_words = PLAIN if _said().fullmatch(gap) else LOOSE if _loose().search(gap) else 0.0
    if by_words:
        return by_words - less if one.form == "name" or not _kin(one, two) else 0.0
    if one.form == "name" and two.kind == "person" and IS.fullmatch(gap):
        return BRACKET
    if one.form == "name" and _bracketed(gap, behind, one, two):
        return BRACKET if two.kind == "person" else PLAIN if _stands_for(two.text, one.text) else FOREIGN
    return 0.0


def _pet(between: str, behind: str) -> bool:
    """Whether the first of two names is called the second one's: `Bruno? That is Carlo Orsi's pet name`."""
    return bool(PET.match(behind) and THAT.search(between) and not NOT.search(between))


def _ends(between: str) -> bool:
    """Whether a sentence or a paragraph ends there."""
    return any(
        not m.group().strip() or not ABBREVIATED.search(between[: m.end()]) for m in ENDED.finditer(between)
    )


def _bracketed(gap: str, behind: str, one: Mention, two: Mention) -> bool:
    """Whether the second name alone stands in brackets behind the first: `Orsi (Bruno)`."""
    return bool(
        re.fullmatch(r" ?[(\[][\"“‘']?", gap)
        and BEHIND.match(behind)
        and (not _givens(one, two) if two.kind == "person" else _bare(two.text).isupper())
        and not one.text.endswith(("'s", "’s"))
    )


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


def _stands_for(short: str, name: str) -> bool:
    """Whether an abbreviation begins as a name does and has its letters in order (`KMT`, `Kuomintang`)."""
    words_of = re.findall(r"[A-Za-z]+", name)
    letters = "".join(w[0] for w in words_of if w[0].isupper()) if len(words_of) > 1 else name
    rest = iter(letters.upper())
    return _bare(short)[0] == letters[0].upper() and all(c in rest for c in _bare(short))


@lru_cache(maxsize=1)
def _said() -> re.Pattern[str]:
    """The words that may stand between two names of one."""
    lead, being = (_any(words()[f"told.{n}"]) for n in ("lead", "being"))
    sure, called, name_of = (_any(words()[f"told.{n}"]) for n in ("as", "called", "name_of"))
    before = rf"(?:(?:{lead})\s+)*"
    return re.compile(
        rf"(?:[\s,;(\[–—-]*{before}(?:{sure}|{name_of})"
        rf"|(?:\s?[,(\[–—]+\s*{before}|\s*{before}(?:{being})\s+{before}){called}"
        rf"|['’]s\s+(?:real|true|original|proper)\s+name\s+(?:was|is|being))"
        rf"(?:\s+(?:was|is|being))?(?:\s+the)?,?\s*[\"“‘'_]*",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _loose() -> re.Pattern[str]:
    """The words that name a name, at the end of what stands between."""
    return re.compile(rf"\b{_any(words()['told.name_of'])}\s*[\"“‘'_]*$", re.IGNORECASE)


def _any(some: frozenset[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(some, key=lambda w: (-len(w), w))) + ")"
