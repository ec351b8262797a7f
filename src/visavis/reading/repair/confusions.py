"""What a word may have been before a scanner misread it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from visavis.model.repair_words import repair_words
from visavis.model.words import words

EVERYDAY, RARE = 3.5, 6.0  # costs, as -log(probability), that a letter is misread in just this way
FREQUENT = 6000  # rank of what a word of the list may be a misreading of
SMALL_WORD = 120  # rank
LONG_NAME = 9
LONG_WORD = 11
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SPELLED = re.compile(r"[ae]n(?:t|ce|cy)")
SWAPPED = frozenset({"ao", "oa", "ae", "ea", "oe", "eo"})  # vowels that spellings swap as well
SOFT = frozenset("aeios")  # letters that make endings


@lru_cache(maxsize=1)
def confusions() -> tuple[tuple[str, str, float], ...]:
    """What is printed, what stood there, and the cost of it."""
    lists = repair_words()["ocr"]
    return tuple(
        (printed, true, cost)
        for name, cost in (("confusions", EVERYDAY), ("rare_confusions", RARE))
        for printed, _, true in (line.partition(" ") for line in lists[name])
    )


@lru_cache(maxsize=40_000)
def variants(low: str, names: bool = False, most: float = RARE) -> dict[str, float]:
    """
    What one confusion, undone at one place, makes of a word: known words, or anything for names; with costs.

    Endings are left alone where a change would make another ending: `develope` and `Pompeio` are no
    misprints, but an old spelling and a Latin form.

    >>> variants("tbe")
    {'the': 3.5}
    """
    known = words().ranks
    out: dict[str, float] = {}
    for printed, true, cost in confusions():
        if (
            cost > most
            or printed not in low
            or (names and printed + true in SWAPPED and len(low) < LONG_NAME)
        ):
            continue
        at = low.find(printed)
        while at >= 0:
            candidate = low[:at] + true + low[at + len(printed) :]
            if (names or candidate in known) and not is_spelling(low, at, printed, true, names):
                out.setdefault(candidate, cost)
            at = low.find(printed, at + 1)
    return out


def is_spelling(low: str, at: int, printed: str, true: str, name: bool) -> bool:
    """Whether a change is one that spellings and endings differ by: `independant`, `develope`, `Pompeio`."""
    if printed + true in SWAPPED and SPELLED.match(low, at):
        return True
    soft = printed in SOFT and true in SOFT
    return soft and at + len(printed) > len(low) - (2 if name else 1)


@lru_cache(maxsize=40_000)
def confusable(low: str) -> dict[str, float]:
    """
    The commoner words that a listed word may be a misreading of, by everyday confusions.

    >>> confusable("riot")
    {'not': 3.5}
    """
    limit = min(words().rank(low), FREQUENT)
    if limit < SMALL_WORD:
        return {}
    everyday = variants(low, most=EVERYDAY)
    return {c: cost for c, cost in everyday.items() if words().rank(c) < limit}


def replaced(low: str) -> Iterator[str]:
    """A long word with each of its inner letters replaced by each other."""
    if len(low) >= LONG_WORD:
        for i in range(1, len(low) - 2):
            yield from (low[:i] + letter + low[i + 1 :] for letter in LETTERS if letter != low[i])
