"""
The sentence in which the words of a claim stand.

A claim is read from a few words; who judges it wants those around them. They are cut from the source as they
stand, and are no part of the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from visavis.case.memory import Memory
from visavis.model.dossier import Evidence
from visavis.model.sentences import sentences

AROUND = 300  # characters on both sides of a claim in which its sentence begins and ends
MOST = 100  # claims of a list that get their sentence: what a page shows


def in_sentences(evidence: Iterable[Evidence], memory: Memory, most: int = MOST) -> Iterator[Evidence]:
    """The same evidence, the first `most` of it with the sentence that it stands in."""
    for n, e in enumerate(evidence):
        yield in_sentence(e, memory) if n < most else e


def in_sentence(e: Evidence, memory: Memory) -> Evidence:
    """The same evidence with the sentence, or sentences, that the words of the claim stand in."""
    first = max(0, e.claim.start - AROUND)
    text = memory.text(e.claim.doc, first, e.claim.end + AROUND)
    start, end = covering(text, e.claim.start - first, e.claim.end - first)
    return replace(e, sentence=text[start:end], sentence_start=first + start)


def covering(text: str, start: int, end: int) -> tuple[int, int]:
    """
    The span of the sentences of `text` that `[start, end)` touches; never less than that.

    >>> text = "Ada came. She praised Ben warmly. Ben left."
    >>> text[slice(*covering(text, 14, 25))]
    'She praised Ben warmly.'
    """
    spans = [(s, e) for s, e in sentences(text) if s < end and start < e] or [(start, end)]
    return min(start, spans[0][0]), max(end, spans[-1][1])
