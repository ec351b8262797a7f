"""What lasts, what begins it and what ends it: loader of `data/lasting.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from visavis.model.claim import SIGN, Claim
from visavis.model.errors import LexiconError

TABLES = ("lasts", "for_life", "no_body", "leads", "stands", "ends", "begins", "now", "removes", "kills")


@dataclass(frozen=True, slots=True)
class Lasting:
    """The tables of `data/lasting.toml`, checked."""

    lasts: frozenset[str]
    for_life: frozenset[str]
    counting: frozenset[str]
    people_ends: tuple[str, ...]
    leads: frozenset[str]
    stands: frozenset[str]
    office_years: int
    longest_office: int
    stance_years: int
    end_heads: frozenset[str]
    end_words: re.Pattern[str]
    begin_words: re.Pattern[str]
    now: re.Pattern[str]
    removes: frozenset[str]
    kills: frozenset[str]

    def ends(self, claim: Claim) -> bool:
        """
        Whether a claim of an office or a seat says that it was over by then.

        >>> left = Claim("d", 0, 1, "x", "Ada", "the Guild", "member", rule="verb:leave")
        >>> lasting().ends(left)
        True
        """
        return head(claim) in self.end_heads or bool(self.end_words.search(claim.quote))

    def begins(self, claim: Claim) -> bool:
        """Whether a claim of an office or a seat says that it began then."""
        return bool(self.begin_words.search(claim.quote))

    def is_body(self, name: str) -> bool:
        """
        Whether a group's name is one of a body, no words that count (`two other leaders`) and no people
        whose one somebody is (`Georgian`).

        >>> [lasting().is_body(n) for n in ("Salt Guild", "Two patricians", "Georgian", "Georgians")]
        [True, False, False, True]
        """
        words = name.lower().split()
        people = len(words) == 1 and words[0].endswith(self.people_ends)
        return bool(words) and words[0] not in self.counting and not people


def head(claim: Claim) -> str:
    """
    The word of a claim's frame: what stands behind the colon of its rule.

    >>> head(Claim("d", 0, 1, "x", "Ada", "Ben", "harms", rule="verb:expel"))
    'expel'
    """
    return claim.rule.partition(":")[2]


def _words(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def lasting() -> Lasting:
    """
    The tables, read once. Raises LexiconError where a table is missing or contradicts another.

    >>> sorted(lasting().lasts)
    ['commands', 'holds', 'member']
    """
    text = resources.files("visavis.model").joinpath("data", "lasting.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    if missing := [t for t in TABLES if t not in data]:
        raise LexiconError(f"lasting.toml: the table [{missing[0]}] is missing.")
    relations = [*data["lasts"]["relations"], *data["stands"]["relations"]]
    if odd := [r for r in relations if r not in SIGN or relations.count(r) > 1]:
        raise LexiconError(f"lasting.toml: {odd[0]!r} is no relation, or stands in two tables.")
    if both := set(data["removes"]["heads"]) & set(data["kills"]["heads"]):
        raise LexiconError(f"lasting.toml: {min(both)!r} stands under both [removes] and [kills].")
    return Lasting(
        lasts=frozenset(data["lasts"]["relations"]),
        for_life=frozenset(data["for_life"]["words"]),
        counting=frozenset(data["no_body"]["begins"]),
        people_ends=tuple(data["no_body"]["ends"]),
        leads=frozenset(data["leads"]["heads"]),
        stands=frozenset(data["stands"]["relations"]),
        office_years=int(data["lasts"]["office_years"]),
        longest_office=int(data["lasts"]["longest_office"]),
        stance_years=int(data["lasts"]["stance_years"]),
        end_heads=frozenset(data["ends"]["heads"]),
        end_words=_words(data["ends"]["words"]),
        begin_words=_words(data["begins"]["words"]),
        now=_words(data["now"]["words"]),
        removes=frozenset(data["removes"]["heads"]),
        kills=frozenset(data["kills"]["heads"]),
    )
