"""
Letters that a scanner misread, decided by what the words around make likely.

A word that no list knows is set right where one confusion of letters makes it a word that fits; one that is a
word (`does riot fail`) only where it fits on neither side and the other does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from visavis.model.offsets import Edit, Patch
from visavis.model.repair_words import repair_words
from visavis.model.words import pair_seen, shape_cost, words
from visavis.reading.repair.page import Page, plain, wound

# costs are -log(probability), so that a difference of 2.3 is a factor of ten
MISREAD = 7.0  # that a letter of a given word is misread
COMMON, RARE = 3.5, 6.0  # that it is misread in just this way
NEW_WORD = 7.0  # a word that is not listed, before its letters are counted
SEEN_WORD = 9.0  # the same where the text has the word elsewhere too
MARGIN = 2.0
REAL_MARGIN = 1.2  # the same where the printed word is one
FREQUENT = 6000  # rank of what a real word may be a misreading of
SMALL_WORD = 120  # rank
SHORTEST_NAME = 6
LONG_NAME = 9
LONG_WORD = 11
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SPELLED = re.compile(r"[ae]n(?:t|ce|cy)")
SWAPPED = frozenset({"ao", "oa", "ae", "ea", "oe", "eo", "oc", "co"})  # vowels that spellings swap as well


def scanned_words(page: Page) -> Iterator[Edit]:
    """
    Set misread letters right: `tbe` reads `the`, `does riot fail me` reads `does not fail me`.

    What may be a rare word, an old spelling or a name stays as it is.
    """
    for i, (start, end, text) in enumerate(page.words):
        if len(text) < 3 or not text.isascii() or not text.isalpha() or text[1:] != text[1:].lower():
            continue
        if page.marked(start, end):
            continue
        reading = best_reading(page, i, text)
        if reading:
            yield corrected(page, i, reading)


def best_reading(page: Page, i: int, text: str) -> str:
    """What stood in the `i`-th word's place before it was misread; "" where it is better left."""
    known = words()
    if known.is_word(text):
        return real_word(page, i, text.lower()) if text.islower() else ""
    if text[0].isupper() and not page.opens_sentence(page.words[i][0]):
        return name(page, i, text)
    if known.is_name(text) and text[0].isupper():
        return ""
    return unknown_word(page, i, text)


def unknown_word(page: Page, i: int, text: str) -> str:
    """The best known word that a confusion makes of one that no list knows."""
    if page.foreign(i):
        return ""
    before, after = neighbour(page, i, -1), neighbour(page, i, 1)
    low = text.lower()
    whole = (
        SEEN_WORD
        if page.counts[text] > 1 and (len(low) > 4 or text[0].isupper())
        else NEW_WORD + shape_cost(low)
    )
    whole += words().cost(after) if after else 0.0
    scored = sorted((fit(before, c, after) + MISREAD + cost, c) for c, cost in variants(low).items())
    if not scored or whole - scored[0][0] < MARGIN:
        return ""
    return like(text, scored[0][1])


def real_word(page: Page, i: int, low: str) -> str:
    """The word that fits on both sides where the printed one fits on neither."""
    able = confusable(low)
    if not able:
        return ""
    before, after = neighbour(page, i, -1), neighbour(page, i, 1)
    if not before or not after or pair_seen(before, low) or pair_seen(low, after):
        return ""
    fitting = [c for c in able if fits_between(before, c, after)]
    scored = sorted((fit(before, c, after) + MISREAD + able[c], c) for c in fitting)
    return scored[0][1] if scored and fit(before, low, after) - scored[0][0] > REAL_MARGIN else ""


def fits_between(before: str, word: str, after: str) -> bool:
    """Whether a word was seen on both sides, or on one if it is so common that it goes with nearly all."""
    seen = pair_seen(before, word) + pair_seen(word, after)
    return seen == 2 or (seen == 1 and words().rank(word) < SMALL_WORD)


def name(page: Page, i: int, text: str) -> str:
    """The name of the page, or of the list, that an unknown name is with one letter misread."""
    known = words()
    if len(text) < SHORTEST_NAME or known.is_name(text) or page.counts[text] > 1 or page.foreign(i):
        return ""
    able = variants(text.lower(), names=True)
    here = [(cost, c) for c, cost in able.items() if page.counts[c.capitalize()] > 1]
    here = [(cost, c) for cost, c in here if cost == COMMON or len(c) >= LONG_NAME]
    if here:
        return min(here)[1].capitalize()
    listed = [c for c, cost in able.items() if len(c) >= LONG_NAME and cost == COMMON and known.is_name(c)]
    listed = listed or [c for c in replaced(text.lower()) if known.knows(c)]
    return listed[0].capitalize() if len(listed) == 1 else ""


def fit(before: str, word: str, after: str) -> float:
    """Cost of a word between two others; "" stands for no neighbour."""
    known = words()
    return known.cost(word, before) + (known.cost(after, word) if after else 0.0)


def neighbour(page: Page, i: int, step: int) -> str:
    """The word before or after the `i`-th in the same clause, in small letters; "" where there is none."""
    j = i + step
    if not 0 <= j < len(page.words):
        return ""
    first, second = (page.words[i], page.words[j]) if step > 0 else (page.words[j], page.words[i])
    return page.words[j][2].lower() if plain(page.raw[first[1] : second[0]]) else ""


@lru_cache(maxsize=1)
def confusions() -> tuple[tuple[str, str, float], ...]:
    """What is printed, what stood there, and the cost of it."""
    lists = repair_words()["ocr"]
    return tuple(
        (*line.split(" "), cost)  # type: ignore[misc]
        for name, cost in (("confusions", COMMON), ("rare_confusions", RARE))
        for line in lists[name]
    )


def replaced(low: str) -> Iterator[str]:
    """A long word with each of its inner letters replaced by each other."""
    if len(low) >= LONG_WORD:
        for i in range(1, len(low) - 2):
            yield from (low[:i] + letter + low[i + 1 :] for letter in LETTERS if letter != low[i])


@lru_cache(maxsize=20_000)
def variants(low: str, names: bool = False) -> dict[str, float]:
    """
    What one confusion, undone at one place, makes of a word: known words, or anything for names; with costs.

    Endings are left alone where only a rare confusion would change them: `develope` and `Pompeio` are no
    misprints, but an old spelling and a Latin form.
    """
    known = words()
    out: dict[str, float] = {}
    for printed, true, cost in confusions():
        swapped = printed + true in SWAPPED
        if names and swapped and len(low) < LONG_NAME:
            continue
        last = len(low) - (2 if names else 1 if cost > COMMON or swapped else 0)
        at = low.find(printed)
        while at >= 0 and at + len(printed) <= last:
            candidate = low[:at] + true + low[at + len(printed) :]
            if swapped and SPELLED.match(low, at):
                pass  # `correspondance`, `independant`: spelt so
            elif names or known.is_word(candidate):
                out.setdefault(candidate, cost)
            at = low.find(printed, at + 1)
    return out


@lru_cache(maxsize=20_000)
def confusable(low: str) -> dict[str, float]:
    """The commoner words that a listed word may be a misreading of, by everyday confusions."""
    rank = words().rank(low)
    return {
        c: cost
        for c, cost in variants(low).items()
        if cost == COMMON and words().rank(c) < min(rank, FREQUENT)
    }


def like(text: str, low: str) -> str:
    """`low` with the capital of `text`."""
    return low.capitalize() if text[0].isupper() else low


def corrected(page: Page, i: int, reading: str) -> Edit:
    """The repair, as small as it can be: the letters that differ."""
    start, end, text = page.words[i]
    left = next(
        (k for k, (a, b) in enumerate(zip(text, reading, strict=False)) if a != b),
        min(len(text), len(reading)),
    )
    right = 0
    while right < min(len(text), len(reading)) - left and text[-1 - right] == reading[-1 - right]:
        right += 1
    patch = Patch(start + left, end - right, reading[left : len(reading) - right])
    why = f"“{text}” does not fit here; “{reading}” does, and differs by what scanners confuse."
    return wound(page, page.widened(start, end), "ocr", why, [patch])
