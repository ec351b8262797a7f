"""The patterns that show circumstances: loader of `data/circumstances.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from visavis.model.errors import LexiconError

PLACES = ("talk", "titles", "head", "letter", "memoir")
WHOSE = ("named", "speaker", "examined", "all")


@dataclass(frozen=True, slots=True)
class Sign:
    """What a circumstance is called, where it is looked for, and the words that show it."""

    what: str
    where: str
    who: str
    least: int
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class CircumstanceWords:
    """All signs, in the order of the file, and the words for those who ask and preside."""

    signs: tuple[Sign, ...]
    officials: frozenset[str]


@lru_cache(maxsize=1)
def circumstance_words() -> CircumstanceWords:
    """
    The file, read once. Raises LexiconError where a sign cannot be used.

    >>> [s.what for s in circumstance_words().signs if s.where == "letter"]
    ['letter']
    """
    text = resources.files("visavis.model").joinpath("data", "circumstances.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return CircumstanceWords(tuple(_sign(row) for row in data["sign"]), frozenset(data["officials"]))


def _sign(row: dict[str, object]) -> Sign:
    what, where, who, least = str(row["what"]), str(row["where"]), str(row["who"]), row["least"]
    if where not in PLACES or who not in WHOSE or not isinstance(least, int):
        raise LexiconError(f"circumstances.toml: {what!r} has `where`, `who` or `least` that nobody knows.")
    patterns = row["patterns"]
    if not isinstance(patterns, list):
        raise LexiconError(f"circumstances.toml: {what!r} has no list of patterns.")
    try:
        return Sign(what, where, who, least, tuple(re.compile(str(p), re.IGNORECASE) for p in patterns))
    except re.error as e:
        raise LexiconError(f"circumstances.toml: a pattern of {what!r} cannot be read: {e}.") from e
