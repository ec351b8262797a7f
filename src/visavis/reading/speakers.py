"""Turns: who speaks where in a transcript."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.model.layers import Passage, Turn
from visavis.model.offsets import Clean


def speakers(clean: Clean, passages: Sequence[Passage]) -> tuple[Turn, ...]:
    """Turns of the transcripts among `passages`, in the cleaned text's offsets."""
    return ()
