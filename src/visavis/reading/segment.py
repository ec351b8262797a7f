"""Passages: where one kind of text ends and another begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from visavis.model.labels import Label, labels
from visavis.model.layers import Passage
from visavis.model.offsets import Clean
from visavis.reading.segment_blocks import Block, blocks
from visavis.reading.segment_letters import letters
from visavis.reading.segment_register import Read, is_personal, read_sentences, spoken
from visavis.reading.segment_snippets import inner_headings, snippet_cuts

_QUOTED = re.compile(r"[ \t\n]*[\"“]")
_ALONE = ("heading", "keyword", "snippet")  # kinds of which two neighbours are never put together


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block with its kind."""

    start: int
    end: int
    kind: str


def segment(clean: Clean) -> tuple[Passage, ...]:
    """
    Passages of a cleaned text, in its offsets, in order, covering all that is not blank.

    Blocks are read by their shape (headings, keywords, boilerplate, letters, snippets, printed labels of
    speakers); what is left is told apart by register, sentence by sentence, so that a hearing without labels
    may begin inside a paragraph.

    >>> text = "A trial\\n\\nMr. HALE. Did you go?\\nMrs. MOTT. Yes.\\nMr. HALE. When?\\nMrs. MOTT. I forget."
    >>> [p.kind for p in segment(Clean.of(text))]
    ['heading', 'transcript']
    """
    text = clean.text
    found = blocks(text)
    printed = labels(text)
    starts = [label.start for label in printed]
    first = [_first(starts, block) for block in found]
    written = letters(found, [k is not None for k in first])
    inner = inner_headings(clean, found)
    plain = [
        _parts(b, inner)
        for b, k, w in zip(found, first, written, strict=True)
        if k is None and not w and b.shape == "text"
    ]
    read = read_sentences(text, [span for parts in plain for span, kind in parts if kind == "text"])
    said = dict(zip([r.start for r in read], spoken(read), strict=True))
    said |= dict.fromkeys(_opening(read, found, first, _quoted_style(text, printed)), True)
    pieces = _Pieces(text, printed, inner, read, said)
    for block, k, w in zip(found, first, written, strict=True):
        pieces.add(block, k, w)
    return tuple(merged(pieces.out))


def _opening(
    read: Sequence[Read], found: Sequence[Block], first: Sequence[int | None], quoted: bool
) -> list[int]:
    """
    The sentences of a hearing's beginning that has no label.

    Where a text sets in without a heading, in the first person, and labels follow, somebody is speaking.
    """
    k = next((i for i, label in enumerate(first) if label is not None), None)
    if k is None or quoted or any(b.shape != "text" for b in found[:k]):
        return []
    before = [r for r in read if r.start < found[k].start]
    spoken_first = [r for r in before if is_personal(r)]
    return [r.start for r in before] if before and 12 * len(spoken_first) >= len(before) else []


def _first(starts: Sequence[int], block: Block) -> int | None:
    """The index of the first label inside a block; None where it holds none."""
    k = bisect_left(starts, block.start)
    return k if k < len(starts) and starts[k] < block.end else None


def _parts(block: Block, inner: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, int], str]]:
    """A block cut at the headings inside it."""
    mine = [span for span in inner if block.start <= span[0] < block.end]
    edges = [block.start, *(at for span in mine for at in span), block.end]
    return [
        ((a, b), "heading" if (a, b) in mine else "text")
        for a, b in pairwise(edges)
        if block.text[a - block.start : b - block.start].strip()
    ]


class _Pieces:
    """Blocks put together into pieces, with the memory of who was speaking."""

    def __init__(
        self,
        text: str,
        printed: Sequence[Label],
        inner: Sequence[tuple[int, int]],
        read: Sequence[Read],
        said: dict[int, bool],
    ) -> None:
        self.text, self.printed, self.inner, self.said = text, printed, inner, said
        self.read = read
        self.read_starts = [r.start for r in read]
        self.quoted = _quoted_style(text, printed)
        self.speaking = False
        self.out: list[Piece] = []

    def add(self, block: Block, label: int | None, letter: bool) -> None:
        """One more block; `label` is the index of the first printed label in it."""
        if label is not None:
            self._labelled(block, self.printed[label])
        elif letter:
            self.out.append(Piece(block.start, block.end, "letter"))
            self.speaking = False
        elif block.shape != "text":
            self.out.append(Piece(block.start, block.end, block.shape))
            self.speaking = self.speaking and not _closes(self.text, block, self.printed)
        elif self.speaking and not self.quoted:
            self.out.append(Piece(block.start, block.end, "transcript"))
        else:
            self._plain(block)

    def _labelled(self, block: Block, first: Label) -> None:
        """A block with labels: what stands before its first label belongs to what came before."""
        head = self.text[block.start : first.start].rstrip()
        if head.strip():
            self.out.append(
                Piece(block.start, block.start + len(head), "transcript" if self.speaking else "narrative")
            )
        self.out.append(Piece(first.start, block.end, "transcript"))
        self.speaking = True

    def _plain(self, block: Block) -> None:
        cuts = snippet_cuts(self.text, block)
        for a, b in pairwise([*cuts, block.end] if cuts else []):
            self.out.append(Piece(a, a + len(self.text[a:b].rstrip()), "snippet"))
        if not cuts:
            for (a, b), kind in _parts(block, self.inner):
                self.out += [Piece(a, b, "heading")] if kind == "heading" else self._by_register(a, b)

    def _by_register(self, start: int, end: int) -> list[Piece]:
        """A stretch cut where its sentences change between told and spoken."""
        out: list[Piece] = []
        k = bisect_left(self.read_starts, start)
        while k < len(self.read) and self.read[k].start < end:
            r = self.read[k]
            kind = "transcript" if self.said[r.start] else "narrative"
            if out and out[-1].kind == kind:
                out[-1] = Piece(out[-1].start, r.end, kind)
            else:
                out.append(Piece(r.start, r.end, kind))
            k += 1
        return out


def _closes(text: str, block: Block, printed: Sequence[Label]) -> bool:
    """Whether a heading or boilerplate ends a labelled hearing: where no label follows any more."""
    return block.shape in ("heading", "boilerplate") and (not printed or block.start > printed[-1].start)


def _quoted_style(text: str, printed: Sequence[Label]) -> bool:
    """Whether speeches stand in quotation marks behind their labels, so that they end where those close."""
    return sum(bool(_QUOTED.match(text, label.end)) for label in printed) > 0.5 * len(printed)


def merged(pieces: Sequence[Piece]) -> list[Passage]:
    """Neighbouring pieces of one kind as one passage; every heading, keyword and snippet stays on its own."""
    out: list[Passage] = []
    for piece in pieces:
        if out and out[-1].kind == piece.kind and piece.kind not in _ALONE:
            out[-1] = Passage(out[-1].start, piece.end, piece.kind)
        else:
            out.append(Passage(piece.start, piece.end, piece.kind))
    return out
