"""
How common English words are, and which stand side by side.

The lists come from `scripts/build_words.py`; `data/words/README.md` names their sources and licences.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

PAIR_LIMIT = 1 << 16  # a word further down the list stands in no pair
UNKNOWN_WORD = 22.0  # cost of a word that is not in the list; its last words cost some 20
UNSEEN_PAIR = 15.8  # the rarest pair in the list costs 15.1 together
BACKOFF = 1.0  # an unseen pair costs its second word and this, "stupid backoff" with a factor of 0.4
STEP = 0.08664  # a weight's step: eight to each factor of two


@lru_cache(maxsize=1)
def words() -> Words:
    """The English word list, loaded at first use (some 30 ms) and shared."""
    folder = files("visavis.model").joinpath("data", "words")
    known, names = (zlib.decompress(folder.joinpath(f"{n}.zlib").read_bytes()) for n in ("words", "names"))
    size = known.index(b"\n")  # the weights come first, one byte a word, then the words
    listed = known[size + 1 :].decode("ascii").split("\n")
    ranks = dict(zip(listed, range(size), strict=True))
    return Words(ranks, known[:size], frozenset(names.decode("ascii").split("\n")))


@lru_cache(maxsize=1)
def _pairs() -> tuple[array[int], bytes]:
    """Sorted keys of the word pairs, and their weights."""
    folder = files("visavis.model").joinpath("data", "words")
    data = zlib.decompress(folder.joinpath("pairs.zlib").read_bytes())
    n = int.from_bytes(data[:4], "little")
    steps = bytearray(4 * n)
    for i in range(4):
        steps[i::4] = data[4 + i * n : 4 + (i + 1) * n]
    return array("I", accumulate(memoryview(steps).cast("I"))), data[4 + 4 * n :]


@lru_cache(maxsize=1)
def _shapes() -> bytes:
    """Cost of a letter after two others in a name, 27 * 27 * 27 bytes."""
    return zlib.decompress(files("visavis.model").joinpath("data", "words", "shapes.zlib").read_bytes())


def shape_cost(word: str) -> float:
    """
    How unlike a name the letters of `word` are, as -log(probability); letters beyond a-z count as rare.

    >>> shape_cost("Tiberina") < shape_cost("Tibrnvwh")
    True
    """
    table, a, b, total = _shapes(), 0, 0, 0
    for letter in f"{word.lower()}`":
        c = ord(letter) - 96
        if not 0 <= c <= 26:
            c, total = 24, total + 40
        total += table[(a * 27 + b) * 27 + c]
        a, b = b, c
    return total * STEP


class Words:
    """
    A list of words by how common they are, and a list of names; all in small letters.

    >>> w = words()
    >>> w.rank("the"), w.is_word("Publisher"), w.is_word("tbe"), w.is_name("McCarthy")
    (0, True, False, True)
    >>> w.cost("not", after="does") < w.cost("riot", after="does")
    True
    """

    def __init__(self, ranks: dict[str, int], weights: bytes, names: frozenset[str]) -> None:
        self.ranks = ranks
        self.weights = weights
        self.names = names

    def rank(self, word: str) -> int:
        """Place in the list, 0 for the commonest; a million for a word that is not in it."""
        return self.ranks.get(word.lower(), 1_000_000)

    def is_word(self, word: str) -> bool:
        """Whether a word, whatever its capitals, is in the list of words."""
        return word.lower() in self.ranks

    def is_name(self, word: str) -> bool:
        """Whether a word, whatever its capitals, is in the list of names."""
        return word.lower() in self.names

    def knows(self, word: str) -> bool:
        """Whether it is a word or a name."""
        low = word.lower()
        return low in self.ranks or low in self.names

    def cost(self, word: str, after: str = "") -> float:
        """
        How surprising `word` is, as -log(probability); `after` is the word before it, if it matters.

        A pair that the list has costs what its frequency says, another what its second word does and more.
        """
        here = self.ranks.get(word.lower())
        alone = UNKNOWN_WORD if here is None else self.weights[here] * STEP
        if not after:
            return alone
        before = self.ranks.get(after.lower())
        if here is None or before is None or max(here, before) >= PAIR_LIMIT:
            return alone + BACKOFF
        first = self.weights[before] * STEP
        together = pair_cost(before, here)
        if together is None:
            return max(alone + BACKOFF, UNSEEN_PAIR - first)
        return max(0.1, together - first)


def pair_cost(first: int, second: int) -> float | None:
    """-log(probability) of two words (by rank) side by side; None where they were seen too seldom."""
    keys, weights = _pairs()
    key = first << 16 | second
    i = bisect_left(keys, key)
    return weights[i] * STEP if i < len(keys) and keys[i] == key else None


def pair_seen(first: str, second: str) -> bool:
    """Whether two words (in small letters) are in the list of pairs, side by side in this order."""
    ranks = words().ranks
    a, b = ranks.get(first), ranks.get(second)
    return a is not None and b is not None and max(a, b) < PAIR_LIMIT and pair_cost(a, b) is not None
