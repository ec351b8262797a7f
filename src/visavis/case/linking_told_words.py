"""The words by which a source says that two names are one's: patterns made of the lists in `people.toml`."""

from __future__ import annotations

import re
from functools import lru_cache

from visavis.model.names import words

ENDED = re.compile(r"[.!?;]['\"”’)]*\s+(?=[\"“‘'(\[]?[A-Z])|\n\s*\n")
ABBREVIATED = re.compile(r"(?:Mr|Mrs|Dr|St|Messrs|Col|Gen|Capt|Rev|Prof|[A-Z])\.['\"”’)]*\s+$")
BEHIND = re.compile(
    r"[\"”’']?(?:[)\]](?!\s+[A-Z])|,\s(?:later|afterwards|also|better|alias)\b|,\s[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2}[)\]])"
)  # the end of brackets, an inverted name's first names before it (`Orsi (BRUNO, Carlo)`)
THAT = re.compile(
    r"^(?:[,\s]*|.{0,40}\b(?:that|this|it|which|who)['’]?s?\s(?:(?:is|was|being)\s)?)$|^[\"”’']?\s(?:is|was)\s$",
    re.IGNORECASE | re.DOTALL,
)
BORN = re.compile(r"\bborn\s+$", re.IGNORECASE)  # `when Orsi was born Bruno was a child`
NAMED = re.compile(
    r"[\"”’')\]]*(?:$|\s*[,.;:()\[–—-]|\s+(?:on|in|at|to|of|into|and)\b)"
)  # behind a name at birth
IS = re.compile(r"[\"”’']?\s(?:is|was)\s[\"“‘']?|[\"”’']?,?\s(?:the\s)?(?:true|real)\s[\"“‘']?")
CLOSED = re.compile(r"^[^(\[]*[)\]]")  # brackets around the first name end before the second
AND = re.compile(r"\s*(?:,|,?\s+and)\s+")
NICK = re.compile(r"\s(?:[\"“‘'][A-Z][\w-]{1,14}[\"”’']|\([A-Z][a-z-]{2,14}\))\s")  # `Carlo "Bruno" Orsi`
OPENED, CALLS = re.compile(r"\s[\"“‘']"), re.compile(r"\b(?:call|nicknam|dub|christen)\w*\s+$")
CLOSING = re.compile(r"[.,]?[\"”’']")
PLURAL = re.compile(r"\b(?:names|aliases|pseudonyms|nicknames)\b", re.IGNORECASE)
RELATIVE = re.compile(
    r"\b(?:son|daughter|brother|sister|nephew|niece|grandson|granddaughter|wife|widow|father|mother|heir|cousin|child|children|mistress|lover"
    r"|pupil|disciple|slave|freedman|descendant)"
    r"\s+(?:of|to)\s+$"
)  # `son of Orsi, surnamed Bruno`: either
OBJECT = re.compile(
    r"\b(?:as|with|of|to|by|from|for|against|upon|on|in)\s+$"
)  # `with Orsi, calling himself Bruno`
UNDER = re.compile(r"\s+(?:under|by)\b")  # `a booklet of Orsi under the name of Bruno`
NOT = re.compile(r"\b(?:not|never|no|nor|it)\b", re.IGNORECASE)
QUOTE = r"\s*[\"“‘'_]*"


def ends(between: str) -> bool:
    """
    Whether a sentence or a paragraph ends in what stands between two names.

    >>> ends(" was there. Known as "), ends(", known to Mr. ")
    (True, False)
    """
    return any(
        not m.group().strip() or not ABBREVIATED.search(between[: m.end()]) for m in ENDED.finditer(between)
    )


@lru_cache(maxsize=1)
def said() -> re.Pattern[str]:
    """
    All that may stand between two names of one.

    >>> bool(said().fullmatch(", better known as ")), bool(said().fullmatch(" called "))
    (True, False)
    """
    sure, himself, called, being = (_any(n) for n in ("as", "himself", "called", "being"))
    before = rf"(?:{_any('lead')}\s+)*"
    return re.compile(
        rf"(?:[\s,;(\[–—-]*{before}(?:{sure}|{himself}|{_taken()})"
        rf"|(?:\s?[,(\[–—]+\s*{before}|\s*{before}{being}\s+{before}){called}"
        rf"|(?:['’]s|[\s,(\[]+(?:whose|his|her))?\s+{_name()}\s+{being}"
        rf"|\s?[,(\[]\s*(?:(?:his|her|the)\s+)?{_name()})"
        rf"(?:\s+{being})?(?:\s+the)?[,:]?{QUOTE}\s*",
        re.IGNORECASE,
    )


def loose(between: str) -> bool:
    """
    Whether what stands between two names ends in words that give the first the second: by what somebody does
    with a name, or lives or is called under it; whoever mentions another under a name does not bear it.

    >>> loose(" lived there under the name of "), loose(" cites him by the name of ")
    (True, False)
    """
    found = _loose().search(between)
    if not found or CLOSED.search(between):
        return False
    does = not re.match(r"under|by", found.group(), re.IGNORECASE)
    return does or bool(_lived().search(between[: found.start()]))


@lru_cache(maxsize=1)
def pet() -> re.Pattern[str]:
    """What stands behind somebody whose name is spoken of: `'s pet name`, ` party name` behind `his`."""
    return re.compile(rf"(?:['’]s?)?\s+{_name()}\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _loose() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('himself')}|{_taken()}){QUOTE}\s*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _lived() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('being')}|{_any('lives')})\b", re.IGNORECASE)


def _taken() -> str:
    """To take, bear or use a name."""
    return (
        rf"(?:{_any('takes')}\s+(?:the|a|an|his|her)\s+{_name()}(?:\s+of)?|changed\s+(?:his|her)\s+name\s+to)"
    )


def _name() -> str:
    """A name, of whatever sort."""
    return rf"(?:{_any('sort')}[\s-]+)*{_any('noun')}"


def _any(key: str) -> str:
    """A pattern for any words of a list, the longest first."""
    some = sorted(words()[f"told.{key}"], key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in some) + ")"
