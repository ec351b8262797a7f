"""Turns: who speaks where in a transcript."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.model.labels import labels
from visavis.model.layers import Passage, Turn
from visavis.model.offsets import Clean
from visavis.reading.speakers_labelled import labelled_turns


def speakers(clean: Clean, passages: Sequence[Passage]) -> tuple[Turn, ...]:
    """
    Turns of the transcripts among `passages`, in the cleaned text's offsets and in order.

    >>> text = "Mr. HALE. Did you go?\\n\\nMrs. MOTT. I did.\\n\\nMr. HALE. When?\\n\\nMrs. MOTT. I forget."
    >>> [t.speaker for t in speakers(Clean.of(text), [Passage(0, len(text), "transcript")])][:2]
    ['Mr. Hale', 'Mrs. Mott']
    """
    text = clean.text
    return tuple(labelled_turns(text, passages, labels(text)))
