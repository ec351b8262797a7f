"""Search snippets, several cut fragments in one paragraph; headings that a scraper ran into a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from visavis.model.offsets import Clean
from visavis.model.sentences import sentences
from visavis.reading.segment_blocks import Block, is_title_word, words

# A fragment stops anywhere: where no sentence can end, or where few do and the searcher's dots may follow.
_CUT = re.compile(r"(?:(?<=\w)\s\.|\b(?:the|an?|and|or|which|their|its|than|but)\.)[\"”’)]*$")
_MAY_CUT = re.compile(
    r"(?:\b(?:had|of|to|in|with|by|for|at|was|were|is|are|has|have|his|her|on|that|from|as|who|into|between)\.[\"”’)]*|\s?(?:\.\.\.|…))$"
)
_DOTS = re.compile(r"(?:\.\.\.|…)$")
_EDIT_MARK = re.compile(r"\[ ?edit ?(?:\| ?edit source ?)?\]", re.IGNORECASE)
_END = re.compile(r"[.?!][\"”’)]*\s+")
_REACH = 200  # characters before an edit mark in which its title begins
_DOTTED = 3  # fragments that end in the searcher's dots, where no other sign shows them
_FEWEST = 8  # words of a fragment that must come again to show that it is quoted from elsewhere


def snippet_cuts(text: str, block: Block) -> list[int]:
    """
    Where the fragments of a block of search snippets begin; empty where the block is none.

    Fragments show by being cut off, and by standing elsewhere in the text again.
    """
    spans = sentences(text, block.start, block.end)
    if not 3 <= len(spans) <= 14:
        return []
    cut = sum(bool(_CUT.search(text[a:b])) for a, b in spans)
    maybe = sum(bool(_MAY_CUT.search(text[a:b])) for a, b in spans)
    if not cut + maybe:
        return []
    again = [_again(text, a, b, block) for a, b in spans]
    sure = cut + sum(x is not None for x in again)
    dots = sum(bool(_DOTS.search(text[a:b])) for a, b in spans)
    dotted = "\n" not in block.text and dots >= max(_DOTTED, 0.6 * len(spans))
    if not (sure >= 2 and sure + maybe >= 0.3 * len(spans)) and not dotted:
        return []
    inner = [x for (a, _), x in zip(spans, again, strict=True) if x is not None and x > a]
    return sorted({a for a, _ in spans} | set(inner))


def _again(text: str, start: int, end: int, block: Block) -> int | None:
    """Where, in the sentence `[start, end)`, words begin that run to its end and stand elsewhere too."""
    for m in re.finditer(r"(?<!\S)[A-Z]", text[start:end]):
        at = start + m.start()
        piece = text[at:end].rstrip()
        if len(words(piece)) < _FEWEST:
            return None
        if text.find(piece, block.end) >= 0 or text.find(piece, 0, block.start) >= 0:
            return at
    return None


def inner_headings(clean: Clean, found: Sequence[Block]) -> list[tuple[int, int]]:
    """
    Spans of headings inside paragraphs, which an edit mark behind them shows (offsets of the cleaned text).

    >>> text = "He left. Later life[ edit ] In May he came back, and he died."
    >>> [text[a:b] for a, b in inner_headings(Clean.of(text), [Block(0, len(text), text)])]
    ['Later life[ edit ]']
    """
    text = clean.text
    marks = [m.span() for m in _EDIT_MARK.finditer(text)]
    marks += [clean.map.to_text(e.start, e.end) for e in clean.edits if e.kind == "edit-mark"]
    starts = [block.start for block in found]
    out = set()
    for a, b in marks:
        block = found[max(0, bisect_right(starts, a) - 1)] if found else None
        if block and block.shape == "text" and block.start < a and b <= block.end:
            start = _title_start(text, max(block.start, a - _REACH), a)
            if start is not None and not (start > block.start and start == a - _REACH):
                out.add((start, max(a, b)))
    apart: list[tuple[int, int]] = []
    for a, b in sorted(out):
        if apart and a < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(b, apart[-1][1]))
        else:
            apart.append((a, b))
    return apart


def _title_start(text: str, low: int, mark: int) -> int | None:
    """Where the title before an edit mark begins; None where what stands there is no title."""
    start = low
    for m in _END.finditer(text, low, mark):
        start = m.end()
    title = text[start:mark].strip()
    found = words(title)
    if not 0 < len(found) <= 12 or not is_title_word(title):
        return None
    return start
