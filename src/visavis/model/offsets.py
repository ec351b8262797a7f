"""Repairs and the way back: a cleaned text whose every stretch knows where it stands in the raw source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from visavis.model.errors import LayerError

REPAIR_KINDS = (
    "lost-year",
    "lost-word",
    "glued",
    "ocr",
    "truncated",
    "footnote-mark",
    "edit-mark",
    "stray-keyword",
    "splice",
    "hyphen",
    "furniture",
    "mojibake",
)


PAGE_NUMBER = "the number of a page"  # words of a reason by which citing knows what was taken out
LINE_NUMBER = "the number of the line"


@dataclass(frozen=True, slots=True)
class Patch:
    """Replace `raw[start:end]` by `text`; as small as possible, so that the way back stays exact."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """
    One wound of the source: what stood there, how it reads now, and why. Offsets are raw.

    `reads` is None where no reading is restored (a lost year), and "" where the words go away (a mark).
    `patches` is what is really changed in the text that is parsed; none for a wound that is only marked.
    `mark` is what a reader sees in place of the loss ("[year lost]").
    """

    start: int
    end: int
    was: str
    reads: str | None
    kind: str
    why: str
    patches: tuple[Patch, ...] = ()
    mark: str = ""

    def __post_init__(self) -> None:
        if self.kind not in REPAIR_KINDS:
            raise LayerError(f"repair of unknown kind {self.kind!r}; known: {', '.join(REPAIR_KINDS)}")
        if self.end - self.start != len(self.was):
            raise LayerError(f"repair at {self.start}: span and words differ in length")

    @property
    def shown(self) -> str:
        """
        The wound as a reader sees it: its patches made, and the mark where something is gone.

        >>> Edit(3, 10, "MayCato", None, "lost-year", "?", (Patch(6, 6, ", "),), "[year lost]").shown
        'May [year lost], Cato'
        """
        out, at = [], self.start
        for p in sorted(self.patches, key=lambda p: p.start):
            left, right = max(at, p.start), min(p.end, self.end)
            out += [self.was[at - self.start : left - self.start], p.text]
            at = max(left, right)
        text = "".join([*out, self.was[at - self.start :]])
        if not self.mark:
            return text
        place = len("".join(out[:1])) if out else self._gap()
        return f"{text[:place].rstrip()} {self.mark}{text[place:]}"

    def _gap(self) -> int:
        """Where in `was` something is gone, when no patch says it: after the first word, or at the end."""
        first = self.was.find(" ")
        return len(self.was) if self.kind == "truncated" or first < 0 else first


class OffsetMap:
    """
    The way between a raw text and the same text with patches applied.

    >>> m = OffsetMap("In OctoberStalin won", [Patch(10, 10, " ")])
    >>> m.text
    'In October Stalin won'
    >>> m.to_source(11, 17)
    (10, 16)
    >>> m.to_text(10, 16)
    (11, 17)
    """

    def __init__(self, raw: str, patches: Iterable[Patch] = ()) -> None:
        self.raw = raw
        self.patches = tuple(sorted(patches, key=lambda p: (p.start, p.end)))
        pieces: list[str] = []
        # parallel lists of segments: text start, raw start, raw end, whether it is copied unchanged
        self._text_at: list[int] = []
        self._raw_at: list[int] = []
        self._segments: list[tuple[int, int, bool]] = []
        at = length = 0

        def add(piece: str, start: int, end: int, copied: bool) -> None:
            nonlocal length
            if piece or not copied:
                self._text_at.append(length)
                self._raw_at.append(start)
                self._segments.append((start, end, copied))
                pieces.append(piece)
                length += len(piece)

        for p in self.patches:
            if p.start < at or p.end < p.start or p.end > len(raw):
                raise LayerError(f"patch {p} overlaps another or leaves the text")
            add(raw[at : p.start], at, p.start, True)
            add(p.text, p.start, p.end, False)
            at = p.end
        add(raw[at:], at, len(raw), True)
        self.text = "".join(pieces)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """
        Raw span of the text span `[start, end)`: the first to the last raw character that it shows.

        A span that touches a replaced stretch takes in all of that stretch.
        """
        if end <= start:
            point = self._raw_point(start)
            return point, point
        low, _ = self._raw_char(start)
        _, high = self._raw_char(end - 1)
        return low, max(low, high)

    def to_text(self, start: int, end: int) -> tuple[int, int]:
        """Text span of the raw span `[start, end)`; deleted characters have no width."""
        low = self._text_point(start, False)
        return low, max(low, self._text_point(end, True))

    def _raw_char(self, position: int) -> tuple[int, int]:
        """Raw span of the character at `position` of the text."""
        i = bisect_right(self._text_at, position) - 1
        start, end, copied = self._segments[i]
        if copied:
            at = start + position - self._text_at[i]
            return at, at + 1
        return start, end

    def _raw_point(self, position: int) -> int:
        if not self._segments or position >= len(self.text):
            return len(self.raw)
        return self._raw_char(position)[0]

    def _text_point(self, position: int, is_end: bool) -> int:
        if not self._segments:
            return 0
        i = max(0, bisect_right(self._raw_at, position) - 1)
        if is_end:  # what is inserted exactly at the end of a span does not belong to it
            while i > 0 and self._raw_at[i] >= position:
                i -= 1
        start, end, copied = self._segments[i]
        if copied:
            return self._text_at[i] + min(max(position - start, 0), end - start)
        inside = self._text_at[i + 1] if i + 1 < len(self._text_at) else len(self.text)
        return inside if position >= end else self._text_at[i]


@dataclass(frozen=True, slots=True)
class Clean:
    """A source's text after repairs, the repairs, and the way back."""

    map: OffsetMap
    edits: tuple[Edit, ...] = ()

    @classmethod
    def of(cls, raw: str, edits: Iterable[Edit] = ()) -> Clean:
        """Apply the edits' patches to `raw`; raises LayerError where two patches overlap."""
        kept = tuple(sorted(edits, key=lambda e: (e.start, e.end)))
        return cls(OffsetMap(raw, (p for e in kept for p in e.patches)), kept)

    @property
    def text(self) -> str:
        """The text that the later stages read."""
        return self.map.text

    @property
    def raw(self) -> str:
        """The text as it was given."""
        return self.map.raw
