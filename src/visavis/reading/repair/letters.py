"""Small slips of a scanner: a capital inside a sentence, a digit in a word, a word in two, a short dash."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from visavis.model.offsets import Edit, Patch
from visavis.model.repair_words import word_set
from visavis.model.words import pair_seen, words
from visavis.reading.repair.page import Page, wound

CAPITAL = re.compile(r"(?<=[a-z] )(?P<word>[A-Z][a-z]{1,4})(?= [a-z])")
DIGITS = str.maketrans({"0": "o", "1": "l", "5": "s", "6": "b", "8": "s"})
LETTERS = str.maketrans({"l": "1", "I": "1", "O": "0", "o": "0", "S": "5", "B": "8"})
MIXED = re.compile(r"(?<![\w.,:/-])(?:[a-z]+[0-9]+[a-z]+|[0-9][a-z]{2,}|[a-z]{2,}[0-9])(?![\w/@-])")
YEAR = re.compile(r"(?<![\w.-])(?=\w*[lIOoSB])(?=\w*\d\w*\d)[1lI][0-9OoSBlI]{3}(?![\w-])")
LONE_S = re.compile(r"(?<=[a-z]{3}) s(?= [a-z])")
NARROW = re.compile(r"(?<![\w'’.-])(?P<i>l|lam)(?= [a-z]{2,})")
DASH = re.compile(r"(?<![\w-])(?P<left>them|him|us|it|they|me|you|we)-(?P<right>[a-z]{2,})(?![\w-])")
COMMON = 20_000  # rank; a word broken in two, or with a digit in it, is so common at least


def slips(page: Page) -> Iterator[Edit]:
    """Set small slips of a scanner right: `a man Of the town`, `c1ay`, `l936`, `gov ernment`, `them-not`."""
    yield from odd_capitals(page)
    yield from digits_in_words(page)
    yield from letters_in_years(page)
    yield from short_dashes(page)
    yield from broken_words(page)
    yield from lost_apostrophes(page)
    yield from narrow_letters(page)


def odd_capitals(page: Page) -> Iterator[Edit]:
    """
    Small words with a capital inside a sentence, between words without one: `he lived In the town`.

    Not where a title or a quotation may begin, and not after a word with a capital, as titles have them.
    """
    for m in CAPITAL.finditer(page.raw):
        word, start = m.group("word"), m.start()
        low = word.lower()
        before = page.word_before(start)
        if low not in word_set("ocr", "capitals") or before in word_set("ocr", "before_titles"):
            continue
        following = page.words_from(m.end(), 1)[0][2]
        if in_title(page, start):
            continue
        if not (pair_seen(low, following) or pair_seen(before, low)):
            continue
        yield wound(
            page, page.widened(start, m.end()), "ocr",
            f"“{word}” stands inside a sentence; scanners give small words a capital.",
            [Patch(start, start + 1, word[0].lower())],
        )  # fmt: skip


def in_title(page: Page, at: int) -> bool:
    """Whether the words around `at` look like a title: capitals before it, or soon after."""
    i = bisect_left(page.starts, at)
    before = page.words[i - 1]
    if not before[2][0].isupper():
        return False
    return not page.opens_sentence(before[0]) or any(w[2][0].isupper() for w in page.words[i + 1 : i + 5])


def digits_in_words(page: Page) -> Iterator[Edit]:
    """Digits that stand for letters: `c1ay`, `0f`, `1ast`."""
    for m in MIXED.finditer(page.raw):
        text = m.group()
        if text.lstrip("0123456789") in word_set("ocr", "units"):
            continue
        for able in (text.translate(DIGITS), text.replace("1", "i").translate(DIGITS)):
            if words().rank(able) < COMMON:
                yield misprint(page, m.start(), m.end(), able, "has a digit in it")
                break


def letters_in_years(page: Page) -> Iterator[Edit]:
    """Letters that stand for digits in a year: `l936`, `19O5`."""
    for m in YEAR.finditer(page.raw):
        year = m.group().translate(LETTERS)
        if "1000" <= year < "2100":
            yield misprint(page, m.start(), m.end(), year, "is a year with a letter in it")


def misprint(page: Page, start: int, end: int, reading: str, what: str) -> Edit:
    """One word replaced by another of the same length."""
    text = page.raw[start:end]
    both = enumerate(zip(text, reading, strict=True), start)
    patches = [Patch(at, at + 1, right) for at, (printed, right) in both if printed != right]
    why = f"“{text}” {what}; scanners confuse such letters, so it reads “{reading}”."
    return wound(page, page.widened(start, end), "ocr", why, patches)


def short_dashes(page: Page) -> Iterator[Edit]:
    """A dash printed as a hyphen after a pronoun: `some of us-though late`."""
    for m in DASH.finditer(page.raw):
        right = m.group("right")
        if right in {"self", "selves"} or words().rank(right) > 3000:
            continue
        at = m.end("left")
        yield wound(
            page, page.widened(*m.span()), "ocr",
            f"“{m.group()}” is no word; the hyphen stands for a dash.", [Patch(at, at + 1, " - ")],
        )  # fmt: skip


def broken_words(page: Page) -> Iterator[Edit]:
    """Words with a space inside: `gov ernment`, where neither part is a word, or the two never meet."""
    known = words()
    last = len(page.words) - 1
    for i in sorted({j for k in page.strange for j in (k - 1, k) if 0 <= j < last}):
        start, end, left = page.words[i]
        right_start, right_end, right = page.words[i + 1]
        joined = (left + right).lower()
        if page.raw[end:right_start] != " " or right == "s" or not right.islower() or not joined.isalpha():
            continue
        if (known.is_word(left) and known.is_word(right)) or known.is_name(left) or page.foreign(i):
            continue
        if len(joined) < 5 or known.rank(joined) > COMMON:
            continue
        if page.counts[left] + page.counts[right] > 4 and page.counts[left + right] == 0:
            continue
        yield wound(
            page, (start, right_end), "ocr",
            f"“{left}” and “{right}” are the two parts of “{left + right}”, broken by the scanner.",
            [Patch(end, right_start, "")],
        )  # fmt: skip


def lost_apostrophes(page: Page) -> Iterator[Edit]:
    """An apostrophe printed as a space: `the consul s letter`."""
    for m in LONE_S.finditer(page.raw):
        yield wound(
            page, page.widened(m.start(), m.end()), "ocr",
            "An “s” of its own is no word; an apostrophe stood before it.",
            [Patch(m.start(), m.start() + 1, "'")],
        )  # fmt: skip


def narrow_letters(page: Page) -> Iterator[Edit]:
    """`I` printed as `l`: `l have`, `lam guilty`."""
    for m in NARROW.finditer(page.raw):
        printed = m.group("i")
        following = page.words_from(m.end(), 1)[0][2]
        if pair_seen("i" if printed == "l" else "am", following):
            reading = "I" if printed == "l" else "I "
            yield wound(
                page, page.widened(*m.span()), "ocr",
                f"“{printed}” is no word here; scanners print “I” so.",
                [Patch(m.start(), m.start() + 1, reading)],
            )  # fmt: skip
