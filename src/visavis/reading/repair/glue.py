"""Words that run together because a space, or a link between them, was lost."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.model.offsets import Edit, Patch
from visavis.model.repair_words import word_set
from visavis.model.words import pair_seen, shape_cost, words
from visavis.reading.repair.page import Page, plain, wound

# costs are -log(probability), so that a difference of 2.3 is a factor of ten
GLUE = 7.0  # that a space is lost at a given place of an undamaged text
DAMAGE = 1.7  # how much likelier it is where the text has such damage, for each factor in its density
LEAST_GLUE = 2.5
NAME = 12.0  # a listed name
NEW_NAME = 4.5  # a name that is not listed, before its letters are counted
NEW_WORD = 7.0  # a word with a small letter that is not listed, likewise
TWICE = 8.0  # how much likelier a name is that the text has twice
CAMEL = 6.0  # a capital inside a word
SEEN = 9.0  # a word that the text has elsewhere too
MARGIN = 2.0  # two words must be better by so much
TORN = 3.5  # prior below which a page is torn all over
TORN_MARGIN = 0.5
OPEN_MARGIN = 5.0  # and where neither of them is a small common word, by so much more
END_MARGIN = 10.0  # where the second is an end of many words, by so much
PART_MARGIN = 2.0  # where one of them is also a part of words, by so much
UNSEEN = 2.5  # where the two were never seen side by side, by so much
DAMAGED = 3  # wounds of this kind that cannot be mistaken, after which the text counts as damaged

BROKEN_OFF = frozenset("-¬'’")  # what stands after a part of a word, or a word cut as it is spoken
LONGEST = 50  # letters; a longer run of them is no two words
NEVER = 1000.0
STRONG = 6.5  # cost of a word after another that it often follows: `in addition`
OFTEN = 5000  # rank
PAIRED = 12_000  # rank; few words further down the list stand in its pairs
OPEN_RANK = 40_000  # rank of a word that is neither small nor a name
DERIVED = re.compile(
    r"[a-z]{2,}(?:able|ible|ous|ions?|ences?|ency|ance|ings?|ly|ed|ates?|ive|ness|al|tude|ity|acy|ism|ists?|ible|ure)\Z"
)
POSSESSIVE = re.compile(r"['’]s?\Z")

CAMEL_BREAK = re.compile(
    r"(?<=\ba)(?=[A-Z][a-z]{2})|(?<=\b[AIOBT][a-z])(?=[A-Z][a-z]{2})|(?<=[a-z]{2})(?=[A-Z][a-z]|I\Z)"
)


@dataclass(frozen=True, slots=True)
class Context:
    """A word that may be two, with its neighbours ("" where a sentence or clause ends)."""

    page: Page
    text: str
    before: str
    after: str


def glued_words(page: Page) -> Iterator[Edit]:
    """
    Part words that ran together: `Republicwhich` is read as `Republic, which`.

    A word is parted only where two words, one after the other, are much likelier than one that is unknown.
    """
    found = [(i, c) for i, c in suspects(page)]
    sure = page.torn + sum(1 for _, c in found if best_split(c, GLUE))
    density = 10_000 * sure / max(len(page.raw), 10_000) if sure >= DAMAGED else 0.0
    prior = max(LEAST_GLUE, GLUE - DAMAGE * math.log1p(density))
    for i, context in found:
        at = best_split(context, prior)
        if at:
            yield parted(page, i, at, sure >= DAMAGED)


def suspects(page: Page) -> Iterator[tuple[int, Context]]:
    """Words that no list knows, or that have a capital inside, and stand once or twice."""
    known = words()
    for i in page.strange:
        _, end, text = page.words[i]
        if not 4 <= len(text) <= LONGEST or not text.isalpha() or text.isupper():
            continue
        if page.counts[text] > 2 or (known.knows(text) and not odd_capital(text)):
            continue
        if page.raw[end : end + 1] in BROKEN_OFF or (page.foreign(i) and not CAMEL_BREAK.search(text)):
            continue
        yield i, Context(page, text, neighbour(page, i, -1), neighbour(page, i, 1))


def odd_capital(text: str) -> bool:
    """Whether a small common word has a capital name glued on, so that a list of names does not count."""
    found = CAMEL_BREAK.search(text)
    return bool(found) and text[: found.start()] in word_set("glue", "closed") if found else False


def neighbour(page: Page, i: int, step: int) -> str:
    """
    The word before or after the `i`-th in the same clause, in small letters; "" where there is none.

    Of a neighbour that has a capital inside the nearer part counts.
    """
    j = i + step
    if not 0 <= j < len(page.words):
        return ""
    first, second = (page.words[i], page.words[j]) if step > 0 else (page.words[j], page.words[i])
    if not plain(page.raw[first[1] : second[0]]):
        return ""
    text = page.words[j][2]
    camel = CAMEL_BREAK.search(text)
    if camel and not words().knows(text):
        text = text[: camel.start()] if step > 0 else text[camel.start() :]
    return POSSESSIVE.sub("", text.lower())


def best_split(c: Context, prior: float) -> int:
    """Where to part the word; 0 where it is better left whole."""
    whole = alone(c, c.text, "") + follow(c, "")
    if CAMEL_BREAK.search(c.text):
        whole += CAMEL
    scored = [(pair(c, i) + prior + doubt(c, i), i) for i in places(c)]
    if not scored:
        return 0
    cost, at = min(scored)
    return at if whole - cost > (MARGIN if prior > TORN else TORN_MARGIN) else 0


def doubt(c: Context, at: int) -> float:
    """How much better the two must be for what they are: ends and beginnings of words are words as well."""
    if CAMEL_BREAK.search(c.text):
        return 0.0
    left, right = c.text[:at].lower(), c.text[at:].lower()
    seen = pair_seen(left, right)
    around = bool(pair_seen(c.before, left)) + bool(pair_seen(right, c.after))
    strong = seen and words().cost(right, left) < STRONG
    small = right in word_set("glue", "closed") or right in word_set("glue", "closed_second")
    if right[0] == "s" and right[1:] in word_set("glue", "short_ends") and words().is_word(left + "s"):
        return NEVER  # `accusations in`, not `accusation sin`
    if right in word_set("glue", "suffixes"):
        return PART_MARGIN if strong else NEVER
    if left in word_set("glue", "prefixes") and not small:
        if DERIVED.match(right):
            return 0.0 if strong else NEVER
        return PART_MARGIN if strong or (around and (seen or left == "in")) else NEVER
    on_page = c.text[0].isupper() and c.page.counts[c.text[:at]] > 0 and words().rank(right) < OFTEN
    if right in word_set("glue", "second_parts") and not left.endswith("ly") and not on_page:
        return PART_MARGIN if strong or (seen and around) else NEVER
    if right in word_set("glue", "short_ends"):
        return 0.0 if short_end(c, left, right, seen) else NEVER if c.text[0].isupper() else END_MARGIN
    rare = words().rank(right) > PAIRED or words().rank(left) > PAIRED
    unseen = 0.0 if seen or (rare and around) or known_name(c, left, right) else UNSEEN
    if small or left in word_set("glue", "closed"):
        stump = c.text[0].isupper() and len(left) < 5 and not words().knows(left) and not on_page
        return unseen + (OPEN_MARGIN if stump else 0.0)
    return PART_MARGIN if on_page else OPEN_MARGIN + unseen


def known_name(c: Context, left: str, right: str) -> bool:
    """Whether a name stands before a small word that goes with the next, so that no pair is listed."""
    follows = words().is_name(left) or pair_seen(right, c.after)
    return c.text[0].isupper() and right in word_set("glue", "closed") and follows


def short_end(c: Context, left: str, right: str, seen: bool) -> bool:
    """Whether an end such as `a` or `in` may be a word: the next word follows it, and no name ends so."""
    if seen and (left in word_set("glue", "closed") or words().cost(right, left) < STRONG):
        return True
    if not c.after:
        return right in ("me", "us", "it") and (seen or (words().is_word(left) and left.endswith("ed")))
    on_page = c.page.counts[left.capitalize()] > 0 and len(right) > 1
    if on_page or (right == "in" and (c.after.isdigit() or (c.text[0].islower() and len(left) > 5))):
        return words().is_word(left) or on_page
    if not pair_seen(right, c.after):
        return False
    if left.endswith(("ing", "ed", "ly")) and words().is_word(left) and len(right) > 1:
        return True
    if c.text[0].islower() or (not c.before and words().rank(left) < OFTEN):
        governs = right in ("in", "on") and len(left) > 4 and words().cost(c.after, right) < STRONG
        return seen or governs
    if right in ("in", "on"):
        return any(words().knows(w) for w in (left, left.removesuffix("s")))
    return right == "a" and words().is_word(left)


def places(c: Context) -> list[int]:
    """Where the word might be parted: before a capital, or where one part is common and the other fits."""
    camel = CAMEL_BREAK.search(c.text)
    if camel:
        left = c.text[: camel.start()]
        short = len(left) < 3 and left.lower() not in word_set("glue", "closed")
        return [] if short or left in word_set("glue", "name_starts") else [camel.start()]
    return [i for i in range(1, len(c.text)) if fits(c, c.text[:i], c.text[i:])]


def fits(c: Context, left: str, right: str) -> bool:
    """Whether the parts can be two words rather than the parts of one."""
    known, closed = words(), word_set("glue", "closed")
    low = left.lower()
    if (right in closed or right in word_set("glue", "closed_second")) and (
        len(right) > 1 or known.knows(left)
    ):
        return known.is_word(left) or (left[0].isupper() and len(left) > 3)
    if low in closed and (len(low) > 1 or left in "aAI"):
        return known.is_word(right) and len(right) > 2
    if len(left) < 3 or len(right) < 3 or known.rank(right) > OPEN_RANK or not (c.before or c.after):
        return False
    if not c.text.isascii():
        return False
    return known.is_word(left) or (left[0].isupper() and (known.is_name(left) or c.page.counts[left] > 0))


def alone(c: Context, text: str, before: str) -> float:
    """Cost of one word after `before`."""
    known = words()
    if known.is_word(text):
        return known.cost(text, before)
    again = c.page.counts[text] > (text == c.text)
    if again and (text != c.text or (text[0].isupper() and CAMEL_BREAK.search(text))):
        return SEEN
    if known.is_name(text) and text[0].isupper():
        return NAME
    twice = TWICE if text[0].isupper() and c.page.counts[text] > 1 else 0.0
    return (NEW_NAME if text[0].isupper() else NEW_WORD) + shape_cost(text) - twice


def pair(c: Context, at: int) -> float:
    """Cost of the word as two, with what follows."""
    left, right = c.text[:at], c.text[at:]
    return alone(c, left, c.before) + alone(c, right, left) + follow(c, right)


def follow(c: Context, last: str) -> float:
    """Cost of the next word after `last`."""
    return alone(c, c.after, last) if c.after else 0.0


def parted(page: Page, i: int, at: int, torn: bool) -> Edit:
    """The repair: a space, with a comma where links were torn out and a clause begins after a name."""
    start, end, text = page.words[i]
    left, right = text[:at], text[at:]
    clause = right[0].isupper() or right in word_set("glue", "after_comma")
    comma = torn and left[0].isupper() and clause
    patch = Patch(start + at, start + at, ", " if comma else " ")
    why = f"“{left}” and “{right}” ran together: “{text}” is no word or name that is known."
    return wound(page, page.widened(start, end), "glued", why, [patch])
