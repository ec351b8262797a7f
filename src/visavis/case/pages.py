"""Words of sources for one answer: a source that is looked into often is fetched once, as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

WHOLE = 10**9  # behind the end of every source
OFTEN = 4  # looks into a source from which it is fetched as a whole


class Pages:
    """
    Gives the words of a source between two offsets, out of `text`, which does the same and costs more.

    >>> pages = Pages(lambda doc, start, end: "Ada met Ben."[start:end])
    >>> [pages("a", n, n + 3) for n in (0, 4, 8, 0, 4, 8)]
    ['Ada', 'met', 'Ben', 'Ada', 'met', 'Ben']
    """

    def __init__(self, text: Callable[[str, int, int], str]) -> None:
        self._text = text
        self._whole: dict[str, str] = {}
        self._looks: Counter[str] = Counter()

    def __call__(self, doc: str, start: int, end: int) -> str:
        """The words of a source from `start` (code points, 0 or more) up to `end`."""
        self._looks[doc] += 1
        if self._looks[doc] > OFTEN:
            return self.whole(doc)[max(0, start) : end]
        return self._text(doc, start, end)

    def whole(self, doc: str) -> str:
        """All words of a source."""
        if doc not in self._whole:
            self._whole[doc] = self._text(doc, 0, WHOLE)
        return self._whole[doc]
