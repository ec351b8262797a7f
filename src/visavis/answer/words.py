"""Dates, voices and claims said in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from visavis.model.claim import NARRATOR, SYMMETRIC, Claim
from visavis.model.date_saying import LOST, UNGIVEN, date_words, point_words
from visavis.model.dossier import Evidence
from visavis.model.weights import phrases

__all__ = [
    "chain_words", "claim_words", "date_words", "leaning", "list_words", "named", "point_words", "shortened",
    "time_words", "when_words",
]  # fmt: skip


def time_words(claim: Claim, lost: bool = True) -> str:
    """
    When a claim holds, in words: what is stated, else the inferred bounds, said so. Of a year that is missing
    it is said that the source lost it; without `lost`, that it is not given.

    >>> time_words(Claim("d", 0, 1, "x", "Ada", "Ben", "meets", time="XXXX-10"), lost=False)
    'in October of a year not given'
    """
    if claim.time and not set(claim.time) <= set("X-"):
        stated = date_words(claim.time)
        missing = LOST in stated
        if missing and claim.bounds and claim.time_basis == "completed":
            return f"{date_words(claim.bounds)} (the year{', lost here,' * lost} from another source)"
        if missing and not lost:
            stated = stated.replace(f" {LOST}", "" if claim.bounds else f" {UNGIVEN}")
        return f"{stated}, {_bounds_words(claim.bounds)}" if missing and claim.bounds else stated
    if claim.bounds and not _open(claim.bounds):
        return _bounds_words(claim.bounds)
    return ""


MONTHS = "January February March April May June July August September October November December".split()
COUNTED = re.compile(
    r"\b(?:that|this|same|next|following|previous)\s+(?:\w+\s+)?(?:year|month|week|day|morning|evening|night|"
    r"spring|summer|autumn|winter)|\blater\b|\bto-?day\b|\byesterday\b|\bthen\b",
    re.I,
)


def when_words(e: Evidence) -> str:
    """
    When a claim of an answer holds. A date that an earlier sentence gives, at which the tale stands,
    is told as the earliest it may have been.

    >>> claim = Claim("d", 30, 46, "He pardoned Ben.", "Ada", "Ben", "supports", time="1828")
    >>> when_words(Evidence(claim, "1", sentence="He pardoned Ben."))
    'in or after 1828'
    >>> when_words(Evidence(claim, "1", sentence="In 1828 he pardoned Ben."))
    'in 1828'
    """
    said = time_words(e.claim, not e.yearless)
    lead, _, rest = said.partition(" ")
    return f"{lead} or after {rest}" if lead in ("in", "on") and carried(e) else said


def carried(e: Evidence) -> bool:
    """Whether the stated date of a claim stands in none of the words of its sentence."""
    time = e.claim.time or ""
    found = re.fullmatch(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?", time)
    if (
        not e.sentence
        or not found
        or e.claim.time_basis in ("bounded", "lost")
        or e.claim.voice != (NARRATOR,)
    ):
        return False
    year = int(found[1]) if found[1][0] != "-" else 1 - int(found[1])
    told = {str(year), f"{year % 100:02d}", str(int(found[3] or 0))}
    numbers = {n.lstrip("0") or "0" for n in re.findall(r"\d+", e.sentence)}
    named = any(month[:3] in e.sentence for month in MONTHS)
    return not ({t.lstrip("0") for t in told} & numbers or named or COUNTED.search(e.sentence))


def _open(bounds: str) -> bool:
    """Whether an inferred interval has only one end: before or after what is told elsewhere says little."""
    return ".." in bounds or bounds.startswith("/") or bounds.endswith("/")


def _bounds_words(bounds: str) -> str:
    start, _, end = bounds.partition("/")
    if not end or end == "..":
        inside = f"after {point_words(start)}" if end else date_words(start)
    elif start in ("..", ""):
        inside = f"before {point_words(end)}"
    else:
        inside = f"between {point_words(start)} and {point_words(end)}"
    return f"{inside}, judging by the order of events"


def chain_words(voice: Sequence[str], circumstances: Sequence[str] = ()) -> str:
    """
    Who says so, in words.

    >>> chain_words(("narrator",)), chain_words(("Carl Brown", "Dora Lee"), ("on trial", "in custody"))
    ('the text says', 'Carl Brown (on trial, in custody) says that Dora Lee said')
    """
    first, *rest = [named(v) for v in voice]
    told = [c for c in circumstances if c != "testimony"] or list(circumstances)
    aside = f" ({', '.join(told)})" if told else ""
    return f"{first}{aside} says" + "".join(f" that {v} said" for v in rest)


def named(name: str) -> str:
    """
    A canonical name as it is said.

    >>> named("author"), named("author (a.txt)"), named("Ada Brown")
    ('the author', 'the author of a.txt', 'Ada Brown')
    """
    if name == NARRATOR:
        return "the text"
    found = re.fullmatch(r"(author|unknown speaker|questioner|witness)(?: \((.+)\))?", name)
    if not found:
        return name
    article = "an" if found[1].startswith("unknown") else "the"
    where = {"author": "of"}.get(found[1], "in")
    return f"{article} {found[1]}" + (f" {where} {found[2]}" if found[2] else "")


def claim_words(claim: Claim) -> str:
    """
    A claim as a clause in plain words, without its time and voice.

    >>> claim_words(Claim("d", 0, 1, "x", "Ada", "Ben", "friend", modality="denied"))
    'Ada and Ben were not close'
    """
    said = phrases()
    forms = said.relation[claim.relation]
    both = claim.relation in SYMMETRIC
    one, other = named(claim.subject), named(claim.object)
    subject = f"{one} and {other}" if both else one
    clause = said.modality[claim.modality].format(
        s=subject, o="" if both else other, **{"is": "are" if both else "is"},
        was="were" if both else "was", **forms,
    )  # fmt: skip
    clause = clause.replace(" did not be ", " were not ")
    return " ".join(clause.split())


def leaning(claim: Claim) -> str:
    """
    What a claim's words lean to: `+` for, `-` against, `0` neither, `?` where it is only asked or supposed.

    >>> leaning(Claim("d", 0, 1, "x", "Ada", "Ben", "opposes", modality="denied"))
    '0'
    """
    if claim.modality in ("asked", "hypothetical"):
        return "?"
    return "0" if claim.modality == "denied" else claim.sign


def list_words(names: Sequence[str]) -> str:
    """
    Names as an enumeration.

    >>> list_words(["Ada", "Ben", "Carl"])
    'Ada, Ben and Carl'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def shortened(quote: str, most: int = 160) -> str:
    """
    A quote on one line, cut at a word with an ellipsis where it is longer than `most`.

    >>> shortened("He praised\\nher work", 12)
    'He praised …'
    """
    line = " ".join(quote.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"
