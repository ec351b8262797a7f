"""What every family of repairs looks at: the raw text, its words in order, and their number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from visavis.model.offsets import Edit, Patch
from visavis.model.words import words

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]{2,}-[^\W\d_]{2,}(?![\w-])")
GAP = r"(?:[^\S\n]++(?:\n[^\S\n]*+)?|\n[^\S\n]*+)"  # white space inside a paragraph: one line's end at most
MARKS = frozenset("-¬_[]{}<>@/\\=#|*")
COMMON = 100  # rank
LINE_END = re.compile(r"[^\n]\n(?=[^\n])")
INNER_LINE_END = re.compile(r"[^\n.!?:]\n(?=[a-z])")
SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*(?:\[\w{1,4}\])*\s*\Z|\A\s*\Z|\n\s*\n\s*\Z|[\"“‘(\[]\s*\Z")


class Page:
    """
    A raw text and its words.

    >>> page = Page("Cato spoke. Cato left.")
    >>> page.words[1], page.counts["Cato"], page.opens_sentence(12)
    ((5, 10, 'spoke'), 2, True)
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.torn = 0  # wounds found so far that only torn-out links leave; they make others likelier

    @cached_property
    def words(self) -> list[tuple[int, int, str]]:
        """Start, end and text of every word; digits count as words."""
        return [(m.start(), m.end(), m.group()) for m in WORD.finditer(self.raw)]

    @cached_property
    def starts(self) -> list[int]:
        """Starts of `words`."""
        return [w[0] for w in self.words]

    @cached_property
    def strange(self) -> list[int]:
        """Indices of the words that the list of words does not have, or that have a capital inside."""
        known = words().ranks
        return [
            i
            for i, (_, _, text) in enumerate(self.words)
            if text.lower() not in known or not (text.islower() or text[1:].islower() or len(text) == 1)
        ]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the text, just as it is written."""
        return Counter(w[2] for w in self.words)

    @cached_property
    def compounds(self) -> frozenset[str]:
        """The words of the text that are written with one hyphen inside a line."""
        return frozenset(m.group() for m in COMPOUND.finditer(self.raw))

    def foreign(self, i: int) -> bool:
        """Whether the words around the `i`-th are of no language that the lists know."""
        known = words()
        around = (*self.words[max(0, i - 4) : i], *self.words[i + 1 : i + 5])
        strange = sum(
            not w.isascii() or (w.isalpha() and w.islower() and not known.is_word(w)) for _, _, w in around
        )
        if strange < 2:
            return False
        return strange > 3 or sum(known.rank(w) < COMMON for _, _, w in around) < 3

    def marked(self, start: int, end: int) -> bool:
        """Whether a word is set apart by a hyphen, a bracket or the like at its side, or cut as spoken."""
        before, after = self.raw[start - 1 : start], self.raw[end : end + 1]
        cut = after in ("'", "’") and before not in ("'", "‘")
        return cut or before in MARKS or after in MARKS

    def opens_sentence(self, at: int) -> bool:
        """Whether a sentence, a quotation or a paragraph begins at `at`."""
        return bool(SENTENCE_END.search(self.raw, max(0, at - 12), at)) or at == 0

    def word_before(self, at: int) -> str:
        """The word that ends before `at` with white space alone between, in small letters; "" if none."""
        i = bisect_left(self.starts, at) - 1
        if i < 0:
            return ""
        _, end, text = self.words[i]
        return text.lower() if end <= at and plain(self.raw[end:at]) else ""

    def words_from(self, at: int, limit: int) -> list[tuple[int, int, str]]:
        """Up to `limit` words from `at` on."""
        i = bisect_left(self.starts, at)
        return self.words[i : i + limit]

    def words_before(self, at: int, limit: int) -> list[tuple[int, int, str]]:
        """Up to `limit` words that end before `at`, in the order of the text."""
        i = bisect_left(self.starts, at)
        return self.words[max(0, i - limit) : i]

    @cached_property
    def wrapped(self) -> bool:
        """Whether lines end inside sentences, so that a line's end is no sentence's end."""
        single = len(LINE_END.findall(self.raw))
        return single == 0 or len(INNER_LINE_END.findall(self.raw)) * 4 > single

    @cached_property
    def spaced(self) -> bool:
        """Whether the text has spaces before its commas throughout, as text cut into tokens has."""
        spaced = self.raw.count(" ,")
        return spaced > 3 and spaced * 4 > self.raw.count(",")

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """The span with the word before and the word after it, where they stand in the same sentence."""
        i, j = bisect_left(self.starts, start) - 1, bisect_left(self.starts, end)
        if i >= 0 and plain(self.raw[self.words[i][1] : start]):
            start = self.words[i][0]
        if j < len(self.words) and plain(self.raw[end : self.words[j][0]]):
            end = self.words[j][1]
        return start, end


def plain(between: str) -> bool:
    """Whether what stands between two words is white space inside a paragraph."""
    return not between.strip() and between.count("\n") < 2


def mended(raw: str, start: int, end: int, patches: Sequence[Patch]) -> str:
    """`raw[start:end]` with the patches inside it applied."""
    out, at = [], start
    for p in sorted(patches, key=lambda p: p.start):
        out += [raw[at : p.start], p.text]
        at = p.end
    return "".join([*out, raw[at:end]])


def wound(
    page: Page, span: tuple[int, int], kind: str, why: str, patches: Sequence[Patch] = (), mark: str = ""
) -> Edit:
    """An edit of `span`; it reads as its patches make it, or nothing where it has none and a mark instead."""
    start, end = span
    was = page.raw[start:end]
    reads = None if mark else mended(page.raw, start, end, patches)
    return Edit(start, end, was, reads, kind, why, tuple(patches), mark)
