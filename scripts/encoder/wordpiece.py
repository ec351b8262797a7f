"""
Word pieces of the encoder's vocabulary, with where they stand.

Greedy longest match, as published for BERT (Devlin et al. 2019; Wu et al. 2016).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

WORDS = re.compile(r"\[unused\d+\]|\w+|[^\w\s]", re.UNICODE)
LONGEST_WORD = 100  # characters; anything longer is no word
START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


class WordPieces:
    """
    Cuts text into the pieces of a vocabulary.

    >>> vocabulary = ["[UNK]", "[CLS]", "[SEP]", "play", "##ed", "."]
    >>> cut = WordPieces({piece: i for i, piece in enumerate(vocabulary)})
    >>> cut("Played.")
    ([1, 3, 4, 5, 2], [(0, 0), (0, 4), (4, 6), (6, 7), (0, 0)])
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary

    def __call__(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Numbers of the pieces, and their spans in `text` (code points); `(0, 0)` for start and end."""
        ids, spans = [self._vocabulary[START]], [(0, 0)]
        for word in WORDS.finditer(text):
            for piece, start, end in self._pieces(word.group()):
                ids.append(self._vocabulary[piece])
                spans.append((word.start() + start, word.start() + end))
        return [*ids, self._vocabulary[END]], [*spans, (0, 0)]

    def _pieces(self, word: str) -> Iterator[tuple[str, int, int]]:
        if word in self._vocabulary and word.startswith("["):
            yield word, 0, len(word)
            return
        plain = "".join(base(c) for c in word)
        if len(plain) != len(word) or len(word) > LONGEST_WORD:
            yield UNKNOWN, 0, len(word)
            return
        at, found = 0, []
        while at < len(plain):
            end = next((e for e in range(len(plain), at, -1) if self._known(plain, at, e)), None)
            if end is None:
                yield UNKNOWN, 0, len(word)
                return
            found.append((("##" if at else "") + plain[at:end], at, end))
            at = end
        yield from found

    def _known(self, word: str, start: int, end: int) -> bool:
        return ("##" if start else "") + word[start:end] in self._vocabulary


def base(char: str) -> str:
    """
    A character in lower case without its accents, as one character where that is possible.

    >>> base("É")
    'e'
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", char.lower()) if unicodedata.category(c) != "Mn")
    return plain if len(plain) == 1 else char
