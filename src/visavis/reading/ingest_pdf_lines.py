"""From lines on a page to paragraphs in reading order, by where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

PITCH = 1.4  # of the usual distance of two lines: from there a paragraph ends
SIZE = 1.15  # of the size of letters: from there a heading begins or ends
INDENT = (0.6, 5.0)  # of the size of letters: from, to
SHORT = 0.15  # of the width of a column: a line that leaves so much free may end a paragraph
BROAD = 20  # letters of a column's usual line; those of a table have fewer
ALIKE = 0.6  # share of lines that a gutter must part
ENDS = re.compile(r"[.?!:;][\"'”’)\]\d]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, and where it stands in points from the lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """The height of its letters."""
        return abs(self.top - self.bottom)


def arranged(lines: Sequence[Line]) -> list[list[Line]]:
    """The paragraphs of a page in reading order, each a list of its lines."""
    out: list[list[Line]] = []
    for column in map(Column.of, columns(in_columns(lines))):
        paragraphs = column.paragraphs()
        if out and flows(out[-1][-1], paragraphs[0][0]):
            out[-1] += paragraphs.pop(0)
        out += paragraphs
    return out


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """
    Lines that stand side by side put one column after the other; where there is no gutter, they are joined
    again.
    """
    rows = in_rows(lines)
    x = gutter(rows)
    if x is None:
        return [joined(row) for row in rows]
    out: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        if any(line.left < x < line.right for line in row):  # a heading over both columns
            out += [*left, *right, joined(row)]
            left, right = [], []
            continue
        left += [joined(part)] if (part := [one for one in row if one.right <= x]) else []
        right += [joined(part)] if (part := [one for one in row if one.right > x]) else []
    return [*out, *left, *right]


def in_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that follow each other at one height, together."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.left > rows[-1][-1].right and level(line, rows[-1][-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def level(a: Line, b: Line) -> bool:
    """Whether two lines stand at the same height."""
    return abs(a.bottom - b.bottom) < 0.5 * max(a.size, b.size, 1.0)


def gutter(rows: Sequence[Sequence[Line]]) -> float | None:
    """The place between two columns of a page that is set line by line across both; None without."""
    parted = [row for row in rows if len(row) > 1]
    if len(parted) < 4 or len(parted) < ALIKE * len(rows) / 2:
        return None
    middles = Counter(round((a.right + b.left) / 2 / 10) for row in parted for a, b in pairwise(row))
    starts = Counter(round(b.left / 4) for row in parted for _, b in pairwise(row))
    start, count = min(starts.items(), key=lambda s: (-s[1], s[0]))
    if count < ALIKE * len(parted) or not middles:
        return None
    pairs = [(a, b) for row in parted for a, b in pairwise(row) if round(b.left / 4) == start]
    if min(mean(len(a.text) for a, _ in pairs), mean(len(b.text) for _, b in pairs)) < BROAD:
        return None
    return min(b.left for _, b in pairs) - 1


def joined(row: Sequence[Line]) -> Line:
    """Pieces of one line as one."""
    if len(row) == 1:
        return row[0]
    return Line(
        " ".join(one.text for one in row), row[0].left, row[-1].right,
        min(one.bottom for one in row), max(one.top for one in row),
    )  # fmt: skip


def columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Stretches of lines that run down the page; a new one begins where a line stands above the last."""
    out: list[list[Line]] = []
    for line in lines:
        if out and line.bottom < out[-1][-1].top and line.left < out[-1][-1].right:
            out[-1].append(line)
        else:
            out.append([line])
    return out


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that run down the page, with their usual margins and the distance from one to the next."""

    lines: Sequence[Line]
    left: float  # where most lines begin
    right: float
    pitch: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Column:
        """The measures of some lines, of which there is at least one; of two margins as common, the outer."""
        places = Counter(round(line.left) for line in lines)
        left = float(min(places, key=lambda x: (-places[x], x)))
        right = sorted(one.right for one in lines)[int(0.9 * (len(lines) - 1))]
        drops = [a.bottom - b.bottom for a, b in pairwise(lines) if a.bottom > b.bottom]
        return cls(lines, left, right, median(drops) if drops else 0.0)

    def paragraphs(self) -> list[list[Line]]:
        """The lines in paragraphs."""
        out = [[self.lines[0]]]
        for k in range(1, len(self.lines)):
            if self.begins(k):
                out.append([self.lines[k]])
            else:
                out[-1].append(self.lines[k])
        return out

    def begins(self, k: int) -> bool:
        """Whether the `k`-th line begins a paragraph."""
        before, line = self.lines[k - 1], self.lines[k]
        if before.bottom - line.bottom > PITCH * self.pitch:
            return True
        if max(line.size, before.size) > SIZE * max(0.1, min(line.size, before.size)):
            return True
        if self.indented(k):
            return not flows(before, line)  # the lines of a point hang below its mark
        return self.short(before) and bool(ENDS.search(before.text)) and not line.text[0].islower()

    def indented(self, k: int) -> bool:
        """Whether the `k`-th line stands in from the left where the one before does not."""
        line = self.lines[k]
        low, high = INDENT[0] * line.size, INDENT[1] * line.size
        before = self.lines[k - 1].left if k else self.left
        return low < line.left - self.left < high and line.left - before > 0.5 * low

    def short(self, line: Line) -> bool:
        """Whether a line ends well before the column does."""
        return self.right - line.right > SHORT * max(1.0, self.right - self.left)


def flows(before: Line, after: Line) -> bool:
    """
    Whether a sentence goes on from the last line of a column or page to the first of the next.

    >>> a, b = Line("went to the", 0, 90, 0, 10), Line("market again.", 0, 80, 700, 710)
    >>> flows(a, b), flows(b, a)
    (True, False)
    """
    first = after.text[:1]
    return before.text.endswith("-") or (not ENDS.search(before.text) and first.islower())
