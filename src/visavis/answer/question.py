"""A question as people type it, to the names in it: `how did Ada get on with Ben?` asks for Ada and Ben."""

from __future__ import annotations

import re
from collections.abc import Sequence

from visavis.model.question_words import Phrases, question_words

LONGEST = 3  # words of the longest phrase in the lists

_TIE = r"relationships?|relations?|ties?|connections?|alliance|friendship|rivalry|feud|quarrel"
_ASIDE = re.compile(r"\([^)]*\)|[?!]+\s*$")
_LEAD = re.compile(
    rf"^\s*(?:(?:what|how)\s+(?:was|were|is|are|did|do|does)\s+)?(?:the\s+)?(?:(?:{_TIE})\s+)?"
    r"(?:between|of|among)\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"(?:['’]s?)?\s+(?:(?:{_TIE})(?:\s+(?:to|with)\s+(?:each\s+other|one\s+another))?"
    r"|(?:stand|stood)\s+to\s+(?:each\s+other|one\s+another))\s*$",
    re.IGNORECASE,
)
_HOW = re.compile(r"^\s*how\s+did\s+", re.IGNORECASE)
_WITH = re.compile(rf"^(.+?)['’]s?\s+(?:{_TIE})\s+(?:with|to|towards?)\s+(.+)$", re.IGNORECASE)
_JOINT = re.compile(r"^(?:and|or|with|versus|vs\.?|&|,)\s+|\s*(?:\s(?:and|or|with|versus|vs\.?)|&|,)$", re.I)
_OWNER = re.compile(r"(?:'s|’s|(?<=s)['’])$")
_MONTHS = "january february march april may june july august september october november december".split()
_WHEN = re.compile(
    rf"""\s+\(?(?P<how>in|during|around|about|before|by|until|till|after|since|from|between)\s+(?:the\s+)?
    (?:(?P<month>{"|".join(_MONTHS)})\s+)?(?:the\s+)?(?P<year>\d{{3,4}})(?P<decade>s)?
    (?:\s*(?:and|to|until|[-–])\s*(?P<to>\d{{3,4}}))?\)?\s*\??\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_SIDE = {"before": "until", "by": "until", "until": "until", "till": "until"} | dict.fromkeys(
    ("after", "since", "from"), "since"
)
_ENDS = ' .,;:"“”'


def bare_question(query: str) -> str:
    """
    The names of a question without the words around them.

    >>> bare_question("What was the relationship between Ada and Ben (in 1920)?")
    'Ada and Ben'
    >>> bare_question("ada and ben relationship")
    'ada and ben'
    >>> bare_question("how did Ada Moss get on with Ben?"), bare_question("Who hated Ben?")
    ('Ada Moss and Ben', 'Ben')
    """
    text = " ".join(_ASIDE.sub(" ", query).split())
    named = names_of(text)
    if named:
        return named
    plain = _TAIL.sub("", _LEAD.sub("", _HOW.sub("", text)))
    found = _WITH.match(plain)
    return f"{found[1]} and {found[2]}" if found else _dangling(_without_circle(plain))


def dated_question(query: str) -> tuple[str, dict[str, str]]:
    """
    A question without the time it ends in, and that time as the options `at`, `since` and `until` (EDTF).

    >>> dated_question("how did Ada feel about Ben in March 1920?")
    ('how did Ada feel about Ben', {'at': '1920-03'})
    >>> dated_question("Ada and Ben between 1920 and 1925"), dated_question("Ada and Ben")
    (('Ada and Ben', {'since': '1920', 'until': '1925'}), ('Ada and Ben', {}))
    """
    found = _WHEN.search(query)
    if not found or not re.search(r"\w", query[: found.start()]):
        return query, {}
    year = found["year"].zfill(4)
    if found["to"]:
        return query[: found.start()], {"since": year, "until": found["to"].zfill(4)}
    date = f"{year[:3]}X" if found["decade"] else year
    if found["month"]:
        date += f"-{_MONTHS.index(found['month'].lower()) + 1:02}"
    return query[: found.start()], {_SIDE.get(found["how"].lower(), "at"): date}


def names_of(text: str) -> str:
    """
    The names in a sentence that opens as a question does; empty where it does not, or holds no name.

    >>> names_of("were Ada and Ben really good friends"), names_of("why did Ada turn against Ben")
    ('Ada and Ben', 'Ada and Ben')
    >>> names_of("Ada and Ben")
    ''
    """
    words = [w.strip(_ENDS) for w in text.split() if w.strip(_ENDS)]
    i = _opening(words)
    if not i:
        return ""
    parts: list[list[str]] = [[]]
    while i < len(words):
        after = _tie(words, i)
        if after > i:
            parts.append([])
        else:
            parts[-1].append(words[i])
        i = max(after, i + 1)
    named = [_dangling(" ".join(p)) for p in parts if p]
    return " and ".join(_OWNER.sub("", n) for n in named if n)


def _without_circle(text: str) -> str:
    """
    Whose friends or enemies are asked for.

    >>> _without_circle("Ada Moss's enemies"), _without_circle("Ada Moss’s House")
    ('Ada Moss', 'Ada Moss’s House')
    """
    *owner, circle = text.split() or [""]
    owned = owner and _OWNER.search(owner[-1]) and (circle,) in question_words()["states"]
    return _OWNER.sub("", " ".join(owner)) if owned else text


def _opening(words: Sequence[str]) -> int:
    """How many words open the question before the first name; 0 where it is none."""
    lists = question_words()
    i = _phrase(words, 0, lists["openers"], fold=True) or _phrase(words, 0, lists["circles"])
    while i and (n := max(_phrase(words, i, lists[k]) for k in ("going_on", "openers", "circles"))):
        i += n
    return i


def _tie(words: Sequence[str], i: int) -> int:
    """Where the words end, from `i` on, that say what is asked of the two; `i` where none begin."""
    lists = question_words()
    j = i
    while n := _phrase(words, j, lists["before"]):
        j += n
    n = max(_phrase(words, j, lists["verbs"]), _phrase(words, j, lists["states"]))
    if not n:
        return i
    j += n
    while n := max(_phrase(words, j, lists[k]) for k in ("after", "before", "verbs", "states")):
        j += n
    return j


def _phrase(words: Sequence[str], i: int, phrases: Phrases, fold: bool = False) -> int:
    """How many words from `i` on are the longest phrase of a list; a name is told by its capital."""
    for n in range(min(LONGEST, len(words) - i), 0, -1):
        some = words[i : i + n]
        if tuple(w.casefold() if fold else w for w in some) in phrases:
            return n
    return 0


def _dangling(text: str) -> str:
    """
    The text without an `and` that joins nothing.

    >>> _dangling("Ada and"), _dangling("and Ada"), _dangling("and")
    ('Ada', 'Ada', 'and')
    """
    return _JOINT.sub("", text).strip(_ENDS) or text.strip(_ENDS)
