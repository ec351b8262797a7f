"""
Copies found by content: texts that share many runs of words, told apart from texts on one topic.

Method: A. Broder, On the resemblance and containment of documents (1997). Of every text's shingles those are
kept whose hash a number divides, so that a part copied into a longer text is found as well as the whole.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from zlib import crc32

WORD = re.compile(r"[^\W_]+")
RUN = 5  # words in a shingle; two texts on one topic share few runs so long
KEPT = 8  # one shingle in so many is kept
SHARED = 4  # kept shingles two texts share at least: some 40 words in one stretch
COMMON = 12  # texts a shingle is followed into; what stands in more is a licence or a menu
PARTNERS = 3  # other copies of one text that are used

Word = tuple[str, int, int]  # folded, start, end


def words_of(text: str) -> list[Word]:
    """
    The words of a text, folded, with their offsets in it.

    >>> words_of("In May, Cato")
    [('in', 0, 2), ('may', 3, 6), ('cato', 8, 12)]
    """
    return [(m.group().lower(), m.start(), m.end()) for m in WORD.finditer(text)]


def sketch(text: str) -> frozenset[int]:
    """
    Hashes of one in `KEPT` of the text's shingles; the same words give the same at any place of any text.

    >>> said = "the council met at noon and heard the envoys of the other town before it voted"
    >>> sketch(said) <= sketch("Some say that " + said.upper() + ", others not.")
    True
    """
    found = [m.group().encode() for m in WORD.finditer(text.lower())]
    runs = (b" ".join(found[i : i + RUN]) for i in range(len(found) - RUN + 1))
    return frozenset(h for h in map(crc32, runs) if h % KEPT == 0)


def candidates(sketches: Sequence[Iterable[int]]) -> dict[int, tuple[int, ...]]:
    """
    For each text (by index) the texts that share most with it, best first, at most `PARTNERS`.

    Linear in all the sketches together. That two are named here says only that aligning them is worth it.

    >>> candidates([{8, 16, 24, 32, 40}, {48, 56}, {8, 16, 24, 32}])
    {0: (2,), 2: (0,)}
    """
    holders: dict[int, list[int]] = defaultdict(list)
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for i, kept in enumerate(sketches):
        for h in sorted(kept):
            holding = holders[h]
            if len(holding) < COMMON:
                for j in holding:
                    shared[i][j] += 1
                    shared[j][i] += 1
                holding.append(i)
    out = {i: _best(counts) for i, counts in sorted(shared.items())}
    return {i: others for i, others in out.items() if others}


def _best(counts: Counter[int]) -> tuple[int, ...]:
    ranked = sorted((-n, j) for j, n in counts.items() if n >= SHARED)
    return tuple(j for _, j in ranked[:PARTNERS])
