"""
Letters that a scanner misread, decided by what the words around make likely.

A word that no list knows is set right where one confusion of letters makes it a word that fits; one that is a
word (`it is riot so`) only where it fits on neither side and the other does. Where a page has shown such
damage, less is asked of the next place.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from visavis.model.offsets import Edit, Patch
from visavis.model.words import pair_seen, shape_cost, words
from visavis.reading.repair.confusions import EVERYDAY, LONG_NAME, SMALL_WORD, confusable, replaced, variants
from visavis.reading.repair.page import Page, plain, wound

# costs are -log(probability), so that a difference of 2.3 is a factor of ten
MISREAD = 7.0  # that a letter of a given word is misread
NEW_WORD = 7.0  # a word that is not listed, before its letters are counted
SEEN_WORD = 9.0  # the same where the text has the word elsewhere too
MARGIN = 2.0
REAL_MARGIN = 1.2  # the same where the printed word is one
ALONE_MARGIN = 3.0  # and where it has a neighbour on one side only
DAMAGED = 3  # readings that are certain, after which a page counts as damaged
RELIEF = 1.3  # how much less is asked of it, for each factor in the density of its damage
MOST_RELIEF = 5.0
SMALLEST_PAGE = 5_000  # characters; the density of a shorter text is counted as if it were so long
LONGEST = 30  # letters
SHORTEST_NAME = 6
VERY_COMMON = 300  # rank


class Reading(NamedTuple):
    """What may have stood in a word's place, and by how much it is better than what is asked."""

    text: str
    gain: float


NONE = Reading("", -math.inf)


def scanned_words(page: Page) -> Iterator[Edit]:
    """
    Set misread letters right: `tbe` reads `the`, `it is riot so` reads `it is not so`.

    What may be a rare word, an old spelling or a name stays as it is.
    """
    found = [(i, r) for i, text in readable(page) if (r := best_reading(page, i, text)).gain > -MOST_RELIEF]
    certain = sum(r.gain > 0 for _, r in found)
    density = 10_000 * certain / max(len(page.raw), SMALLEST_PAGE) if certain >= DAMAGED else 0.0
    relief = min(MOST_RELIEF, RELIEF * math.log1p(density))
    for i, reading in found:
        if reading.gain + relief > 0:
            yield corrected(page, i, reading.text)


def readable(page: Page) -> Iterator[tuple[int, str]]:
    """Index and text of the words that may be misread: plain letters, no capital but the first."""
    known = words().ranks
    for i, (start, end, text) in enumerate(page.words):
        if text in known and not confusable(text):
            continue
        if (
            not 3 <= len(text) <= LONGEST
            or not text.isascii()
            or not text.isalpha()
            or text[1:] != text[1:].lower()
        ):
            continue
        if not page.marked(start, end):
            yield i, text


def best_reading(page: Page, i: int, text: str) -> Reading:
    """What stood in the `i`-th word's place before it was misread."""
    known = words()
    if known.is_word(text):
        return real_word(page, i, text) if text.islower() else NONE
    if text[0].isupper() and not page.opens_sentence(page.words[i][0]):
        return name(page, i, text)
    found = unknown_word(page, i, text)
    if text[0].isupper() and known.is_name(text) and known.rank(found.text) > VERY_COMMON:
        return NONE
    return found


def unknown_word(page: Page, i: int, text: str) -> Reading:
    """The best known word that a confusion makes of one that no list knows."""
    low = text.lower()
    able = variants(low)
    if not able or page.foreign(i):
        return NONE
    before, after = neighbour(page, i, -1), neighbour(page, i, 1)
    again = page.counts[text] > 1 and (len(low) > 4 or text[0].isupper())
    whole = SEEN_WORD if again else NEW_WORD + shape_cost(low)
    whole += words().cost(after) if after else 0.0
    cost, best = min((fit(before, c, after) + MISREAD + cost, c) for c, cost in able.items())
    return Reading(best.capitalize() if text[0].isupper() else best, whole - cost - MARGIN)


def real_word(page: Page, i: int, low: str) -> Reading:
    """The word that fits on both sides where the printed one fits on neither."""
    able = confusable(low)
    if not able:
        return NONE
    before, after = neighbour(page, i, -1), neighbour(page, i, 1)
    if pair_seen(before, low) or pair_seen(low, after):
        return NONE
    scored = [(fit(before, c, after) + MISREAD + able[c], c) for c in able if fits_between(before, c, after)]
    if not scored:
        return NONE
    cost, best = min(scored)
    margin = REAL_MARGIN if before and after else ALONE_MARGIN
    return Reading(best, (fit(before, low, after) - cost - margin) * 2)  # relief counts half


def fits_between(before: str, word: str, after: str) -> bool:
    """Whether a word was seen with its neighbours, or with one if it is so common that it goes with most."""
    seen = pair_seen(before, word) + pair_seen(word, after)
    small = words().rank(word) < SMALL_WORD
    return (seen == 2 or (seen == 1 and small)) if before and after else bool(seen == 1 and small)


def name(page: Page, i: int, text: str) -> Reading:
    """The name of the page, or of the list, that an unknown name is with one letter misread."""
    known = words()
    if len(text) < SHORTEST_NAME or known.is_name(text) or page.counts[text] > 1 or page.foreign(i):
        return NONE
    able = variants(text.lower(), names=True)
    here = [(cost, c) for c, cost in able.items() if page.counts[c.capitalize()] > 1]
    here = [(cost, c) for cost, c in here if cost == EVERYDAY or len(c) >= LONG_NAME]
    if here:
        return Reading(min(here)[1].capitalize(), 1.0)
    listed = [c for c, cost in able.items() if len(c) >= LONG_NAME and cost == EVERYDAY and known.is_name(c)]
    listed = listed or [c for c in replaced(text.lower()) if known.is_word(c) or page.counts[c.capitalize()]]
    return Reading(listed[0].capitalize(), 1.0) if len(listed) == 1 else NONE


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


def shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def corrected(page: Page, i: int, reading: str) -> Edit:
    """The repair, as small as it can be: the letters that differ."""
    start, end, text = page.words[i]
    left = shared(text, reading)
    right = shared(text[left:][::-1], reading[left:][::-1])
    patch = Patch(start + left, end - right, reading[left : len(reading) - right])
    why = f"“{text}” does not fit here; “{reading}” does, and differs by what scanners confuse."
    return wound(page, page.widened(start, end), "ocr", why, [patch])
