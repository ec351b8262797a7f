"""Turns: who speaks where in a transcript."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.model.labels import labels
from visavis.model.layers import Passage, Turn
from visavis.model.offsets import Clean
from visavis.reading.speakers_labelled import labelled_turns
from visavis.reading.speakers_unlabelled import hearings, unlabelled_turns


def speakers(clean: Clean, passages: Sequence[Passage]) -> tuple[Turn, ...]:
    """
    Turns of the transcripts among `passages`, in the cleaned text's offsets and in order.

    Where labels are printed they are read; where they are gone the turns are recovered, with names where the
    text gives them and roles (`questioner`, `witness`) where it does not, `sure` false where it cannot tell.

    >>> text = "Mr. HALE. Did you go?\\n\\nMrs. MOTT. I did.\\n\\nMr. HALE. When?\\n\\nMrs. MOTT. I forget."
    >>> [t.speaker for t in speakers(Clean.of(text), [Passage(0, len(text), "transcript")])][:2]
    ['Mr. Hale', 'Mrs. Mott']
    """
    text = clean.text
    printed = labels(text)
    bare: list[Passage] = []
    labelled: list[Passage] = []
    for hearing in hearings(passages):
        span = (hearing[0].start, hearing[-1].end)
        some = [label for label in printed if span[0] <= label.start < span[1]]
        (labelled if len(some) >= 2 else bare).extend(hearing)
    silent = [p for p in passages if p.kind != "transcript"]
    turns = labelled_turns(text, labelled, printed) if labelled else []
    if bare:
        turns += unlabelled_turns(text, sorted([*silent, *bare], key=lambda p: p.start))
    return tuple(sorted(turns, key=lambda t: t.start))
