"""
Which date governs a clause, and what its preposition makes of it (`until 1928` is `../1928`).

Works on the words around a date alone, so that any stage can ask; offsets are those of the text given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from visavis.model.date_words import date_words
from visavis.model.layers import DateMention

LEADING = 40  # characters of a sentence in which an adverbial leads it
_PREPOSITION = re.compile(
    r"(?:^|[^\w])(?P<p>up\s+to|prior\s+to|in|on|at|by|since|from|until|till|during|throughout|through|after"
    r"|before|between|about|around|towards?|within|circa|as\s+early\s+as|as\s+late\s+as|as\s+of|of)"
    r"(?:\s+(?:about|around|early|late|mid|the|a|at|only|just|very|or))*[\s-]*\Z",
    re.I,
)
_FREE = re.compile(
    r"(?:later|after|afterwards|before|earlier|ago|yesterday|to-?day|to-?morrow|to-?night)\W*\Z"
    r"|\A(?:the\s+)?(?:same|next|following|previous|preceding|last|this|that|late|early|later)\b",
    re.I,
)
_NOUN_AFTER = re.compile(r"(?:['’]s)?[\s-]+(?P<w>[A-Za-z][\w'’-]*)")
_AND = re.compile(r"\s*(?:,\s*|,?\s+(?:and|or)\s+)(?:the\s+)?")
_DETERMINER = re.compile(r"(?:^|\W)(?:the|a|an|his|her|its|their|this|that|our|my)\s+\Z", re.I)
_FROM_ON = frozenset(["since", "from", "after"])
_UP_TO = frozenset(["until", "till", "before", "up to", "prior to"])


@dataclass(frozen=True, slots=True)
class ClauseDate:
    """
    The date of a clause.

    `edtf` is the mention's value as its preposition turns it, None where it has no value. `where` is
    `clause`, `sentence` or `before` (an earlier sentence). `adverbial` is False for a date inside a noun
    phrase (`the 1917 revolution`), which dates the noun rather than the deed.
    """

    mention: DateMention
    edtf: str | None
    where: str
    adverbial: bool


def preposition(text: str, date: DateMention) -> str:
    """
    The preposition that leads a date, in lower case, else empty.

    >>> text = "He stayed up to the year 1887."
    >>> preposition(text, DateMention(16, 29, "the year 1887", "1887"))
    'up to'
    """
    found = _PREPOSITION.search(text, max(0, date.start - 40), date.start)
    return re.sub(r"\s+", " ", found["p"].lower()) if found else ""


def adverbial(text: str, date: DateMention) -> bool:
    """
    Whether a date says when something happened, rather than which one of its kind a thing is.

    >>> text = "In 1924 he praised the 1917 revolution and the treaty of 1905."
    >>> dates = [DateMention(3, 7, "1924", "1924"), DateMention(23, 27, "1917", "1917")]
    >>> [adverbial(text, d) for d in [*dates, DateMention(57, 61, "1905", "1905")]]
    [True, False, False]
    """
    lead = preposition(text, date)
    if lead and lead != "of":
        return not (_names(text, date) and _DETERMINER.search(text[max(0, date.start - 6) : date.start]))
    if text[date.start - 1 : date.start] == "(" or lead == "of":
        return False
    if _FREE.search(date.text):
        return True
    return not _names(text, date) and not _DETERMINER.search(text[max(0, date.start - 6) : date.start])


def adverbials(text: str, dates: Sequence[DateMention]) -> list[DateMention]:
    """
    Those of dates, in their order, that say when; of joined ones the first speaks for all.

    >>> text = "Letters of May 1929 and June 1930 told of the loss."
    >>> dates = [DateMention(11, 19, "May 1929", "1929-05"), DateMention(24, 33, "June 1930", "1930-06")]
    >>> adverbials(text, dates)
    []
    """
    out: list[DateMention] = []
    last: DateMention | None = None
    for d in dates:
        joined = last is not None and _AND.fullmatch(text[last.end : d.start]) is not None
        if last in out if joined else adverbial(text, d):
            out.append(d)
        last = d
    return out


def _names(text: str, date: DateMention) -> bool:
    """Whether a noun follows that the date belongs to: `the 1917 revolution`."""
    found = _NOUN_AFTER.match(text, date.end)
    return found is not None and found["w"].lower() not in date_words().function


def governed(text: str, date: DateMention) -> str | None:
    """
    A date's EDTF as its preposition turns it: open towards the side that the words leave open.

    >>> text = "He led it until 1928."
    >>> governed(text, DateMention(16, 20, "1928", "1928"))
    '../1928'

    Of two ends of one span the whole span:

    >>> text = "He led it from 1921 to 1928."
    >>> governed(text, DateMention(15, 19, "1921", "1921", "1921/1928"))
    '1921/1928'
    """
    if date.edtf is None or "/" in date.edtf:
        return date.edtf
    if date.bounds and date.basis in ("stated", "completed") and date.edtf in date.bounds.split("/"):
        return date.bounds
    lead = preposition(text, date)
    if lead in _FROM_ON:
        return f"{date.edtf}/.."
    return f"../{date.edtf}" if lead in _UP_TO else date.edtf


def clause_date(
    text: str, dates: Sequence[DateMention], clause: tuple[int, int], sentence: tuple[int, int]
) -> ClauseDate | None:
    """
    The date that governs the clause `[start, end)`: its own adverbial, else the sentence's.

    In order: an adverbial in the clause; one that leads the sentence; the only adverbial of the sentence;
    a date inside a noun phrase of the clause. None where none of these is there.

    >>> text = "In 1924 Smith, who had met Brown in 1917, praised him."
    >>> dates = [DateMention(3, 7, "1924", "1924"), DateMention(36, 40, "1917", "1917")]
    >>> clause_date(text, dates, (15, 40), (0, 54)).edtf, clause_date(text, dates, (42, 53), (0, 54)).edtf
    ('1917', '1924')
    """
    near = [d for d in dates if sentence[0] <= d.start < sentence[1]]
    own = [d for d in near if clause[0] <= d.start < clause[1]]
    said = adverbials(text, near)
    for d in own:
        if d in said:
            return ClauseDate(d, governed(text, d), "clause", True)
    leads = [d for d in said if d.start - sentence[0] <= LEADING and d.start <= clause[0]]
    if leads or len(said) == 1:
        d = (leads or said)[0]
        return ClauseDate(d, governed(text, d), "sentence", True)
    return ClauseDate(own[0], governed(text, own[0]), "clause", False) if own else None


def running_date(text: str, dates: Sequence[DateMention], at: int, start: int) -> ClauseDate | None:
    """
    The date at which a narrative stands at offset `at`: the last adverbial said between `start` and there.

    `start` is where the paragraph (or what else is one narrative) begins. Weaker than `clause_date`.

    >>> text = "In 1924 they met. They became friends."
    >>> running_date(text, [DateMention(3, 7, "1924", "1924")], 18, 0).edtf
    '1924'
    """
    said = adverbials(text, [d for d in dates if start <= d.start and d.end <= at])
    return ClauseDate(said[-1], governed(text, said[-1]), "before", True) if said else None
