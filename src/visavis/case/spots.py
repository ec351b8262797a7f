"""Where somebody is named: the places of a source at which words, not pronouns, name each of its people."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from visavis.model.layers import SILENT_KINDS, Mention, Passage

AUTHOR = "author"  # a first-person writer whose name the text does not give
Spot = tuple[int, int]  # raw start and end of the words


def spots_of(
    mentions: Iterable[Mention], passages: Iterable[Passage], author: str | None = None
) -> dict[str, array[int]]:
    """
    For each person and group the raw starts and ends of its names, one after the other, in order; headings,
    keywords and boilerplate are left out. `author` is the name of the source's writer, where it is known.

    >>> spots_of([Mention(4, 7, "Ada", "person", "Ada Brown"), Mention(9, 12, "she", "person", "Ada Brown",
    ...     "pronoun")], [])["Ada Brown"].tolist()
    [4, 7]
    """
    silent = sorted((p.start, p.end) for p in passages if p.kind in SILENT_KINDS)
    starts = [start for start, _ in silent]
    out: dict[str, array[int]] = defaultdict(lambda: array("I"))
    last = -1
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if m.form != "name" or m.name is None or m.kind not in ("person", "group"):
            continue
        i = bisect_right(starts, m.start) - 1
        if m.start < last or (i >= 0 and m.start < silent[i][1]):  # inside a longer name, or in silence
            continue
        last = m.end
        out[author if author and m.name == AUTHOR else m.name].extend((m.start, m.end))
    return dict(out)


def pairs_of(places: array[int]) -> Iterator[Spot]:
    """
    The starts with their ends.

    >>> list(pairs_of(array("I", [4, 7, 20, 25])))
    [(4, 7), (20, 25)]
    """
    return zip(places[::2], places[1::2], strict=True)
