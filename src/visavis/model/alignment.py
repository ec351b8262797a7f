"""Two texts laid side by side: the stretches that both hold, word by word, in time linear in their length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from visavis.model.shingles import RUN

EDGE = 12  # words beyond the first and the last anchor that are compared too
FAR = 150  # words between two anchors of one stretch; what is farther apart is not aligned
LEAST = 50  # words two texts share in a stretch at least; a quoted sentence has fewer
DENSE = 0.5  # share of a stretch's words, in both texts, that are the same

Block = tuple[int, int, int]  # first word here, first word there, how many are the same


@dataclass(slots=True)
class _Open:
    """A run of anchors that may go on."""

    anchors: list[tuple[int, int]] = field(default_factory=list)

    def distance(self, i: int, j: int) -> int:
        """Words that an anchor is off the run, in both texts; far more than `FAR` where it cannot follow."""
        a, b = self.anchors[-1]
        near = 0 < i - a <= FAR and 0 < j - b <= FAR
        return abs((i - a) - (j - b)) if near else 10 * FAR


def aligned(here: Sequence[str], there: Sequence[str]) -> list[list[Block]]:
    """
    The stretches that two lists of words share, each as blocks of equal words in rising order.

    Anchors are runs of words that stand once in each text (patience diff, Bram Cohen); between anchors that
    are near, difflib compares. Stretches of fewer than `LEAST` equal words are left out.

    >>> text = [f"w{i}" for i in range(60)]
    >>> aligned(["x", *text[:30], *text[31:]], text)
    [[(1, 0, 30), (31, 31, 29)]]
    """
    stretches = [_blocks(run.anchors, here, there) for run in _runs(_anchors(here, there))]
    dense = [s for s in stretches if _enough(s)]
    out: list[list[Block]] = []
    for s in sorted(dense, key=lambda s: (-_size(s), s[0])):
        if not any(s[0][0] < o[-1][0] + o[-1][2] and o[0][0] < s[-1][0] + s[-1][2] for o in out):
            out.append(s)
    return sorted(out, key=lambda s: s[0])


def _anchors(here: Sequence[str], there: Sequence[str]) -> list[tuple[int, int]]:
    """Where a run of words stands once here and once there."""
    mine, theirs = _once(here), _once(there)
    return [(i, theirs[run]) for run, i in mine.items() if i >= 0 and theirs.get(run, -1) >= 0]


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Places of the runs of words; -1 for those that stand several times."""
    out: dict[tuple[str, ...], int] = {}
    for i in range(len(words) - RUN + 1):
        run = tuple(words[i : i + RUN])
        out[run] = -1 if run in out else i
    return out


def _runs(anchors: Sequence[tuple[int, int]]) -> list[_Open]:
    """Anchors in runs that rise in both texts; one that fits none of the last runs begins another."""
    out: list[_Open] = []
    for i, j in sorted(anchors):
        live = [r for r in out[-4:] if r.distance(i, j) <= FAR]
        if live:
            min(live, key=lambda r: r.distance(i, j)).anchors.append((i, j))
        else:
            out.append(_Open([(i, j)]))
    return out


def _blocks(anchors: Sequence[tuple[int, int]], here: Sequence[str], there: Sequence[str]) -> list[Block]:
    """Equal words of one run: its anchors, what stands between them, and on after the last."""
    pairs: list[tuple[int, int]] = []
    for i, j in anchors:
        a, b = (pairs[-1][0] + 1, pairs[-1][1] + 1) if pairs else (i, j)
        if a <= i and b <= j:
            pairs += _between(here, there, (a, i), (b, j))
            pairs += [(i + k, j + k) for k in range(RUN)]
        else:  # overlaps the anchor before it, on the same diagonal or not
            rest = [(i + k, j + k) for k in range(RUN) if i + k >= a and j + k >= b]
            pairs += rest if i - j == pairs[-1][0] - pairs[-1][1] else []
    return list(_joined([*_edge(here, there, pairs[0], -1), *pairs, *_edge(here, there, pairs[-1], 1)]))


def _edge(
    here: Sequence[str], there: Sequence[str], last: tuple[int, int], way: int
) -> list[tuple[int, int]]:
    """Equal words beyond the end of a stretch (`way` 1) or before its start, where most are the same."""
    i, j = last
    if way > 0:
        mine, theirs = (i + 1, min(len(here), i + 1 + EDGE)), (j + 1, min(len(there), j + 1 + EDGE))
    else:
        mine, theirs = (max(0, i - EDGE), i), (max(0, j - EDGE), j)
    found = list(_between(here, there, mine, theirs))
    most = min(mine[1] - mine[0], theirs[1] - theirs[0])
    return found if len(found) * 2 > most else []


def _between(
    here: Sequence[str], there: Sequence[str], mine: tuple[int, int], theirs: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    if mine[0] == mine[1] or theirs[0] == theirs[1]:
        return
    matcher = SequenceMatcher(None, here[slice(*mine)], there[slice(*theirs)], autojunk=False)
    for i, j, n in matcher.get_matching_blocks():
        yield from ((mine[0] + i + k, theirs[0] + j + k) for k in range(n))


def _joined(pairs: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """Pairs of equal words as blocks."""
    start = 0
    for k in range(1, len(pairs) + 1):
        if k == len(pairs) or pairs[k] != (pairs[k - 1][0] + 1, pairs[k - 1][1] + 1):
            yield (*pairs[start], k - start)
            start = k


def _size(blocks: Sequence[Block]) -> int:
    return sum(n for _, _, n in blocks)


def _enough(blocks: Sequence[Block]) -> bool:
    (a, b, _), (i, j, n) = blocks[0], blocks[-1]
    return _size(blocks) >= max(LEAST, DENSE * max(i + n - a, j + n - b))


def regions(blocks: Sequence[Block], close: int = 2) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """
    Where two texts differ inside a stretch: spans of words here and there, an equal word at either end.

    Differences with no more than `close` equal words between are one region.

    >>> list(regions([(1, 0, 30), (31, 31, 29)]))
    [((30, 32), (29, 32))]
    """
    kept = [b for k, b in enumerate(blocks) if k in (0, len(blocks) - 1) or b[2] > close]
    for (a, b, n), (i, j, _) in pairwise(kept):
        yield (a + n - 1, i + 1), (b + n - 1, j + 1)


def fit(here: Sequence[str], there: Sequence[str]) -> list[int] | None:
    """
    Which words of `there` are left, run together or not, in `here`; None where they are not all it holds.

    The first and the last word are among them. Takes time in proportion to both lengths together.

    >>> fit(["end", "ofthe"], ["end", "of", "1831", "the"])
    [0, 1, 3]
    """
    letters = "".join(here)
    if not here or not there or not letters.startswith(there[0]):
        return None
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[int, int, tuple[int, ...]]] = [(1, len(there[0]), (0,))] if len(there) > 1 else []
    while stack:
        k, at, used = stack.pop()
        if (k, at) in seen:
            continue
        seen.add((k, at))
        if k == len(there) - 1:
            if letters[at:] == there[k]:
                return [*used, k]
            continue
        stack.append((k + 1, at, used))
        if letters.startswith(there[k], at):
            stack.append((k + 1, at + len(there[k]), (*used, k)))
    return None
