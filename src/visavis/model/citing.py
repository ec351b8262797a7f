"""
Citing by page and line, or by chapter, where a source carries them: `12:4–9`, as courts do, `p. 12`.

Pages are those that the file itself keeps (a PDF's, a TEI edition's), else those whose printed numbers the
repairs took out of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from visavis.model.offsets import LINE_NUMBER, PAGE_NUMBER, Edit
from visavis.model.source import Place

NUMBER = re.compile(r"\d{1,4}")
SECOND = 2
Mark = tuple[int, int | str]  # raw offset, number or name


@dataclass(frozen=True, slots=True)
class Leaves:
    """The numbers of printed pages and lines in a source, each with the raw offset where it stands."""

    pages: tuple[Mark, ...] = ()
    lines: tuple[Mark, ...] = ()
    below: bool = False  # a page's number stands under its text
    chapters: tuple[Mark, ...] = ()  # where each begins, and its title

    @classmethod
    def of(cls, repairs: Iterable[Edit], places: Iterable[Place] = ()) -> Leaves:
        """
        The places that the file keeps, and the numbers that the repairs took out of the text.

        Page numbers are those of the text above them where lines are numbered before the first of them.
        """
        furniture = [e for e in repairs if e.kind == "furniture"]
        pages = tuple(m for e in furniture if PAGE_NUMBER in e.why and (m := mark(e)))
        lines = tuple(m for e in furniture if LINE_NUMBER in e.why and (m := mark(e)))
        kept = sorted(places, key=lambda p: p.start)
        own = tuple((p.start, p.label) for p in kept if p.unit == "page")
        chapters = tuple((p.start, p.label) for p in kept if p.unit == "chapter")
        if not own and unnumbered_first(pages, lines):
            pages = ((lines[0][0], 1), *pages)
        below = bool(pages and lines and not own and lines[0][0] < pages[0][0])
        return cls(own or pages, lines, below, chapters)

    def cite(self, start: int, end: int) -> str | None:
        """
        Page and line of the raw span `[start, end)`, else its chapter; None where the source has neither.

        >>> at = Leaves(pages=((0, 12), (300, 13)), lines=((4, 1), (60, 2), (120, 3), (304, 1)))
        >>> at.cite(70, 130), at.cite(70, 80), at.cite(130, 310)
        ('12:2–3', '12:2', '12:3–13:1')
        >>> Leaves(pages=((0, 12),)).cite(20, 30), Leaves().cite(20, 30)
        ('p. 12', None)
        >>> Leaves(chapters=((0, "The Quarrel"),)).cite(20, 30)
        '“The Quarrel”'
        """
        first, last = self._place(start), self._place(max(start, end - 1))
        if first[0] is None:
            k = bisect_right(self.chapters, start, key=_offset) - 1
            return f"“{self.chapters[k][1]}”" if k >= 0 else None
        if not self.lines or first[1] is None:
            same = last[0] is None or last[0] == first[0]
            return f"p. {first[0]}" if same else f"pp. {first[0]}–{last[0]}"
        if last == first or last[1] is None:
            return f"{first[0]}:{first[1]}"
        if last[0] == first[0]:
            return f"{first[0]}:{first[1]}–{last[1]}"
        return f"{first[0]}:{first[1]}–{last[0]}:{last[1]}"

    def _place(self, at: int) -> tuple[int | str | None, int | str | None]:
        """Page and line of one raw offset."""
        k = bisect_right(self.pages, at, key=_offset) - (0 if self.below else 1)
        line = bisect_right(self.lines, at, key=_offset) - 1
        page = self.pages[k][1] if 0 <= k < len(self.pages) else None
        return page, self.lines[line][1] if line >= 0 else None


def unnumbered_first(pages: tuple[Mark, ...], lines: tuple[Mark, ...]) -> bool:
    """
    Whether the first page bears no number and the others have theirs above their text: the first number is
    a 2, there are numbered lines before it, and more behind the last.

    >>> lines = ((0, 1), (20, 2), (60, 1))
    >>> unnumbered_first(((50, 2),), lines), unnumbered_first(((50, 1),), lines)
    (True, False)
    """
    if not pages or not lines or pages[0][1] != SECOND:
        return False
    return lines[0][0] < pages[0][0] and lines[-1][0] > pages[-1][0]


def _offset(mark: Mark) -> int:
    return mark[0]


def mark(edit: Edit) -> Mark | None:
    """Where a number stands, and the number; None for Roman ones."""
    found = NUMBER.search(edit.was)
    return (edit.start, int(found.group())) if found else None
