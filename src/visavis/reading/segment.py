"""Passages: where one kind of text ends and another begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from visavis.model.labels import Label, labels
from visavis.model.layers import Passage
from visavis.model.offsets import Clean
from visavis.reading.segment_blocks import Block, blocks

_QUOTED = re.compile(r"[ \t\n]*[\"“]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block with its kind."""

    start: int
    end: int
    kind: str


def segment(clean: Clean) -> tuple[Passage, ...]:
    """
    Passages of a cleaned text, in its offsets, in order, covering all that is not blank.

    >>> text = "A trial\\n\\nMr. HALE. Did you go?\\nMrs. MOTT. Yes.\\nMr. HALE. When?\\nMrs. MOTT. I forget."
    >>> [p.kind for p in segment(Clean.of(text))]
    ['heading', 'transcript']
    """
    text = clean.text
    found = blocks(text)
    printed = labels(text)
    return tuple(merged(_pieces(text, found, printed)))


def _pieces(text: str, found: Sequence[Block], printed: Sequence[Label]) -> list[Piece]:
    quoted = _quoted_style(text, printed)
    starts = [label.start for label in printed]
    out: list[Piece] = []
    speaking = False
    for block in found:
        first = bisect_left(starts, block.start)
        labelled = first < len(starts) and starts[first] < block.end
        if labelled:
            out += _labelled(text, block, printed[first], speaking and not quoted)
            speaking = True
        elif block.shape != "text":
            out.append(Piece(block.start, block.end, block.shape))
            speaking = speaking and first < len(starts)
        else:
            goes_on = speaking and not quoted and (first < len(starts) or True)
            out.append(Piece(block.start, block.end, "transcript" if goes_on else "narrative"))
    return out


def _labelled(text: str, block: Block, first: Label, speaking: bool) -> list[Piece]:
    """A block with labels: what stands before its first label belongs to what came before."""
    head = text[block.start : first.start].rstrip()
    if not head.strip():
        return [Piece(block.start, block.end, "transcript")]
    kind = "transcript" if speaking else "narrative"
    return [Piece(block.start, block.start + len(head), kind), Piece(first.start, block.end, "transcript")]


def _quoted_style(text: str, printed: Sequence[Label]) -> bool:
    """Whether speeches stand in quotation marks behind their labels, so that they end where those close."""
    return sum(bool(_QUOTED.match(text, label.end)) for label in printed) > 0.5 * len(printed)


def merged(pieces: Sequence[Piece]) -> list[Passage]:
    """Neighbouring pieces of one kind as one passage; every heading and keyword stays on its own."""
    out: list[Passage] = []
    for piece in pieces:
        if out and out[-1].kind == piece.kind and piece.kind not in ("heading", "keyword", "snippet"):
            out[-1] = Passage(out[-1].start, piece.end, piece.kind)
        else:
            out.append(Passage(piece.start, piece.end, piece.kind))
    return out
