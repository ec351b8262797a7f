"""
Word pieces of the encoder's vocabulary, with where they stand.

Greedy longest match, as published for BERT (Devlin et al. 2019; Wu et al. 2016).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

WORDS = re.compile(r"\w+|[^\w\s]", re.UNICODE)
LONGEST_WORD = 100  # characters; anything longer is no word
START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
KEPT = 50_000  # words whose pieces are remembered


class WordPieces:
    """
    Cuts text into the pieces of a vocabulary.

    >>> vocabulary = ["[UNK]", "[CLS]", "[SEP]", "play", "##ed", "."]
    >>> cut = WordPieces({piece: i for i, piece in enumerate(vocabulary)})
    >>> list(cut("Played."))
    [(3, 0), (4, 4), (5, 6)]
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.vocabulary = vocabulary
        self._of: dict[str, tuple[tuple[int, int], ...]] = {}
        self.start, self.end = vocabulary[START], vocabulary[END]

    def __call__(self, text: str) -> Iterator[tuple[int, int]]:
        """The number of every piece, and where it begins in `text` (code points)."""
        for word in WORDS.finditer(text):
            at = word.start()
            for piece, start in self.pieces(word.group()):
                yield piece, at + start

    def pieces(self, word: str) -> tuple[tuple[int, int], ...]:
        """The pieces of one word, each with where it begins in it."""
        known = self._of.get(word)
        if known is None:
            if len(self._of) > KEPT:
                self._of.clear()
            known = self._of[word] = tuple(self._cut(word))
        return known

    def _cut(self, word: str) -> list[tuple[int, int]]:
        plain = "".join(base(c) for c in word)
        unknown = [(self.vocabulary[UNKNOWN], 0)]
        if len(plain) > LONGEST_WORD:
            return unknown
        at = 0
        found: list[tuple[int, int]] = []
        while at < len(plain):
            lead = "##" if at else ""
            ends = (e for e in range(len(plain), at, -1) if lead + plain[at:e] in self.vocabulary)
            end = next(ends, None)
            if end is None:
                return unknown
            found.append((self.vocabulary[lead + plain[at:end]], at))
            at = end
        return found


def base(char: str) -> str:
    """
    A character in lower case without its accents, as one character where that is possible.

    >>> base("É")
    'e'
    """
    if char < "\x7f":
        return char.lower()
    plain = "".join(c for c in unicodedata.normalize("NFD", char.lower()) if unicodedata.category(c) != "Mn")
    return plain if len(plain) == 1 else char
